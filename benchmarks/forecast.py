"""Is the forecast any good? Simulated dealerships, judged by what became of opportunities after the day of the forecast.

For each dealership the chances are learned from what was known on a day, and scored on the opportunities that were
open then: log-loss against the base rate (the share of closed opportunities won so far), how many were won of
those expected, and how often the amount of a row of the forecast lay within its range, which should be 80 %.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log
from statistics import fmean

from benchmarks.dealers import STAGES, START, Dealer, Told, dealership, known_on
from benchmarks.measure import table
from workbook_crm.model.insight import Deal
from workbook_crm.model.options import WON
from workbook_crm.report.chances import Chances, learn
from workbook_crm.report.forecast import by_months, expected

DEALERS: Mapping[str, Dealer] = {
    "well-behaved": Dealer(4),
    "busy": Dealer(20),
    "lost ones linger": Dealer(6, fatigue=4),
    "stages tell nothing": Dealer(4, rates=(0.9, 0.9, 0.9, 0.9, 0.3)),
    "getting worse": Dealer(6, drift=-0.15),
    "getting better": Dealer(6, drift=0.1),
    "one in three lies": Dealer(6, lying=0.33),
    "one in two lies since this year": Dealer(6, lying=0.5, lying_from=365),
    "thin": Dealer(0.7),
    "very thin": Dealer(0.25),
}
DAYS = 720
CUTS = (270, 365, 450, 540)


@dataclass(slots=True)
class Score:
    """What came of the forecasts of one kind of dealership."""

    ours: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    worst: float = 0.0
    expected: float = 0.0
    won: int = 0
    within: list[bool] = field(default_factory=list)
    silent: int = 0
    cuts: int = 0


def score(dealer: Dealer, seeds: Sequence[int], cuts: Sequence[int] = CUTS) -> Score:
    """Forecasts on some days of some dealerships of a kind, against what became of what was open."""
    found = Score()
    for seed in seeds:
        told = dealership(dealer, DAYS, seed)
        for cut in cuts:
            _judge(told, START + timedelta(days=cut), found)
    return found


def _judge(told: Sequence[Told], day: date, found: Score) -> None:
    known = known_on(told, day)
    chances = learn(known, STAGES, day)
    found.cuts += 1
    if chances.is_thin:
        found.silent += 1
        return
    won = {each.deal.number for each in told if each.deal.state == WON}
    base = (sum(deal.state == WON for deal in known.deals if not deal.is_open) + 1) / (chances.closed + 2)
    pending = [deal for deal in known.deals if deal.is_open]
    for deal in pending:
        ours = chances.of(deal).chance
        found.ours.append(_loss(ours, deal.number in won))
        found.base.append(_loss(base, deal.number in won))
        found.expected += ours
        found.won += deal.number in won
    found.within += list(_within(pending, chances, won, day))


def _within(pending: Sequence[Deal], chances: Chances, won: set[str], day: date) -> Iterator[bool]:
    for deals in by_months(pending, day).values():
        _mean, low, high = expected(deals, chances)
        yield low - 0.01 <= sum(float(deal.amount) for deal in deals if deal.number in won) <= high + 0.01


def _loss(chance: float, is_won: bool) -> float:
    return -log(chance if is_won else 1 - chance)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="4 dealerships of each kind instead of 40")
    seeds = range(4 if parser.parse_args().small else 40)
    print(table(HEADER, [_row(name, score(dealer, seeds)) for name, dealer in DEALERS.items()]))


HEADER = (
    "dealerships", "forecasts", "of these silent", "opportunities", "log-loss, base rate", "ours", "ours less base",
    "won of expected", "within the range",
)  # fmt: skip


def _row(name: str, found: Score) -> tuple[str, ...]:
    if not found.ours:
        return (name, str(found.cuts), str(found.silent), *[""] * 6)
    ours, base = fmean(found.ours), fmean(found.base)
    return (
        name, str(found.cuts), str(found.silent), f"{len(found.ours):,}", f"{base:.4f}", f"{ours:.4f}",
        f"{ours - base:+.4f}", f"{found.won / found.expected:.2f}", f"{fmean(found.within):.0%}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
