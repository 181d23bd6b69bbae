"""Simulated dealerships: opportunities that walk through the stages, as the log of a store would tell it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.insight import Deal, Insight, Move
from workbook_crm.model.language import Language
from workbook_crm.model.options import LOST, OPEN, TERMINATED, WON

STAGES = default_choices(Language.ZH)["stage"]
START = date(2025, 1, 1)
_NAMES = [each.value for each in STAGES]
_LIES_IN = 3
"""The stage in which the liar's opportunities are from their first day."""


@dataclass(frozen=True, slots=True)
class Dealer:
    """How a dealership does business."""

    a_week: float
    """New opportunities."""
    rates: tuple[float, ...] = (0.75, 0.7, 0.75, 0.8, 0.95)
    """The true share that goes on from each stage."""
    days: tuple[float, ...] = (14, 14, 10, 10, 7)
    """The true mean time in each stage."""
    drift: float = 0.0
    """What is added to every rate over a year."""
    lying: float = 0.0
    """The share of opportunities whose salesperson calls every one of them nearly closed."""
    lying_from: int = 0
    """The day on which that begins."""
    fatigue: float = 1.0
    """How much longer a deal stays in the stage in which it is lost."""


@dataclass(frozen=True, slots=True)
class Told:
    """One opportunity from its first day to its end."""

    deal: Deal
    """As it ended."""
    moves: tuple[Move, ...]


def dealership(dealer: Dealer, days: int, seed: int) -> tuple[Told, ...]:
    """All opportunities that were opened within so many days, each followed to its end."""
    chance = random.Random(seed)
    opened: list[Told] = []
    day = 0.0
    while (day := day + chance.expovariate(dealer.a_week / 7)) < days:
        opened.append(_opportunity(dealer, f"O-{len(opened) + 1:06d}", int(day), chance))
    return tuple(opened)


def _opportunity(dealer: Dealer, number: str, day: int, chance: random.Random) -> Told:
    is_lie = chance.random() < dealer.lying and day >= dealer.lying_from
    moves: list[Move] = []
    now = START + timedelta(days=day)
    for nth in range(chance.choice((0, 0, 0, 1)), len(_NAMES)):
        shown = max(nth, _LIES_IN) if is_lie else nth
        if not moves or moves[-1].stage != _NAMES[shown]:
            moves.append(Move(number, now, _NAMES[shown], OPEN))
        years = (now - START).days / 365
        goes_on = chance.random() < min(0.98, max(0.02, dealer.rates[nth] + dealer.drift * years))
        stay = chance.expovariate(1 / dealer.days[nth]) * (1 if goes_on else dealer.fatigue)
        now += timedelta(days=1 + round(stay))
        if not goes_on:
            break
    state = WON if goes_on else chance.choice((LOST, LOST, LOST, TERMINATED))
    moves.append(Move(number, now, moves[-1].stage, state))
    return Told(_deal(number, moves, chance), tuple(moves))


def _deal(number: str, moves: Sequence[Move], chance: random.Random) -> Deal:
    guess = moves[0].day + timedelta(days=round(chance.lognormvariate(4, 0.5)))
    amount = Decimal(round(chance.lognormvariate(11.5, 0.8), -2))
    last = moves[-1]
    return Deal(
        number, number, "C-000001", "", "张三", last.state, last.stage, amount, moves[0].day,
        expected_close=guess if chance.random() < 0.9 else None, since_state=last.day,
    )  # fmt: skip


def known_on(opportunities: Sequence[Told], day: date) -> Insight:
    """What the store had known at the end of a day."""
    known = [(each.deal, [move for move in each.moves if move.day <= day]) for each in opportunities]
    return Insight(
        tuple(_as_it_was(deal, moves) for deal, moves in known if moves),
        moves=tuple(move for _deal, moves in known for move in moves),
    )


def _as_it_was(deal: Deal, moves: Sequence[Move]) -> Deal:
    last = moves[-1]
    return Deal(
        deal.number, deal.name, deal.customer, "", deal.owner, last.state, last.stage, deal.amount, deal.opened,
        expected_close=deal.expected_close, since_state=None if last.state == OPEN else last.day,
    )  # fmt: skip
