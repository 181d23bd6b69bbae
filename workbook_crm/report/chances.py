"""How likely an open deal is won: what became of the dealership's own deals, and whether that tells anything.

Three ways, from coarse to fine: the base rate (the share of all closed deals that was won), a rate by stage,
and a rate by stage and by how long a deal has been in it. Each finer rate is drawn towards the coarser one as
if that had been seen on `PRIOR` deals. A finer way is used only if, made from the deals before them, it told
the latest deals better than the coarser one; so where history says nothing, nothing is read into it. With
fewer than `THIN` closed deals there is no rate at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from statistics import fmean, median, stdev
from typing import NamedTuple, TypeVar

from workbook_crm.model.insight import CLOSED, Deal, Insight
from workbook_crm.model.options import WON, Choice
from workbook_crm.report.stays import Order, Stay, order_of, stays_of

PRIOR = 20
"""How many deals a coarser rate weighs against a finer one."""
THIN = 30
"""Fewer closed deals than that are no history."""
BASE, BY_STAGE, BY_AGE = range(3)
"""The ways, from coarse to fine."""
AGES = 3
_AGES = (1.0, 2.0)
"""Where an age begins, in usual stays of the stage: within the usual, up to twice as long, longer."""
_ENOUGH_STAYS = 5
_SOME_DAYS = 14
"""A usual stay where nothing is known of one."""
_SURE = 1.0
"""A finer way has to be better by so many standard errors of the difference."""

Cell = tuple[str, int]
"""(stage, age) in which a deal was."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A closed deal was in a stage at an age for so long."""

    cell: Cell
    days: float


class Past(NamedTuple):
    """What became of one closed deal, and where it had been."""

    is_won: bool
    seen: tuple[Seen, ...]
    number: str


History = Sequence[Past]
"""The first to end first."""
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rate:
    """The chance of a group of deals, and on how many closed ones it rests."""

    chance: float
    deals: int

    @property
    def variance(self) -> float:
        """How unsure the chance itself is: that of a share seen on so many deals and on the prior."""
        return self.chance * (1 - self.chance) / (self.deals + PRIOR + 1)


@dataclass(frozen=True, slots=True)
class Chances:
    """What history says of open deals."""

    history: History
    base: Rate
    way: int
    rates: Mapping[Cell, Rate]
    cells: Mapping[str, Cell]
    """By number of an open deal: where it is, and how long it has been there."""

    @property
    def closed(self) -> int:
        return len(self.history)

    @property
    def is_thin(self) -> bool:
        """Whether there are too few closed deals to say anything."""
        return self.closed < THIN

    def of(self, deal: Deal) -> Rate:
        """The chance of an open deal."""
        return self.at(self.cells.get(deal.number))

    def at(self, cell: Cell | None) -> Rate:
        """The chance in a stage at an age."""
        return self.rates.get(cell, self.base) if cell else self.base

    def behind(self, cell: Cell) -> History:
        """The closed deals that the chance in a stage at an age was seen on."""
        if cell not in self.rates:
            return self.history
        aged = [past for past in self.history if any(each.cell == cell for each in past.seen)]
        return aged if len(aged) == self.rates[cell].deals else self.in_stage(cell[0])

    def in_stage(self, stage: str) -> History:
        """The closed deals that had been in a stage."""
        return [past for past in self.history if any(each.cell[0] == stage for each in past.seen)]


def learn(insight: Insight, stages: Sequence[Choice], today: date) -> Chances:
    """What the deals that were closed by a day tell of those that are open."""
    order, stays = order_of(stages), stays_of(insight, order_of(stages))
    usual = _usual(stages, stays.values(), today)
    closed = [deal for deal in insight.deals if deal.state in CLOSED and deal.ended and deal.ended <= today]
    closed.sort(key=lambda deal: (deal.ended or today, deal.number))
    seen = {deal.number: tuple(_seen(deal, stays.get(deal.number, ()), order, usual)) for deal in closed}
    history = [Past(deal.state == WON, seen[deal.number], deal.number) for deal in closed]
    way = _proven(history) if len(history) >= THIN else BASE
    cells = {
        deal.number: _cell(deal, stays.get(deal.number, ()), usual, today)
        for deal in insight.deals
        if deal.is_open and (deal.stage or "") in order
    }
    return Chances(history, _base(history), way, _rates(history, way), cells)


def _usual(stages: Sequence[Choice], stays: Iterable[Sequence[Stay]], today: date) -> dict[str, float]:
    """How long deals usually stay in each stage: as seen, else as configured; at least a day."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for some in stays:
        for stay in some:
            if stay.until:
                days[stay.stage].append(stay.days(today))
    return {
        stage.value: max(
            1.0,
            median(days[stage.value])
            if len(days[stage.value]) >= _ENOUGH_STAYS
            else stage.usual_days or _SOME_DAYS,
        )
        for stage in stages
    }


def _seen(deal: Deal, stays: Sequence[Stay], order: Order, usual: Mapping[str, float]) -> Iterator[Seen]:
    """Where a closed deal was, and for how long; one that came in closed was in all stages up to its last."""
    if not stays:
        last = order.get(deal.stage or "", -1)
        yield from (Seen((stage, 0), usual[stage]) for stage, place in order.items() if place <= last)
    for stay in stays:
        days, begin = max(1, stay.days(deal.ended or stay.since)), 0.0
        for age, end in enumerate((*_AGES, float("inf"))):
            end_days = end * usual[stay.stage]
            if days > begin:
                yield Seen((stay.stage, age), min(days, end_days) - begin)
            begin = end_days


def _cell(deal: Deal, stays: Sequence[Stay], usual: Mapping[str, float], today: date) -> Cell:
    stage = deal.stage or ""
    since = stays[-1].since if stays and stays[-1].stage == stage else deal.opened
    return stage, bisect_right(_AGES, max(0, (today - since).days) / usual[stage])


def _base(history: History) -> Rate:
    won = sum(past.is_won for past in history)
    return Rate((won + 1) / (len(history) + 2), len(history))


def _rates(history: History, way: int) -> dict[Cell, Rate]:
    """The rate of every stage and age that was seen."""
    base = _base(history)
    by_stage = _shrunk(history, lambda cell: cell[0], lambda _stage: base)
    by_cell = _shrunk(history, lambda cell: cell, lambda cell: by_stage[cell[0]])
    if way == BASE:
        return {}
    rates = {(stage, age): rate for stage, rate in by_stage.items() for age in range(AGES)}
    if way == BY_AGE:
        aged = {stage for stage, age in by_cell if age}
        rates |= {cell: rate for cell, rate in by_cell.items() if cell[0] in aged}
    return rates


def _shrunk(history: History, key: Callable[[Cell], K], coarser: Callable[[K], Rate]) -> dict[K, Rate]:
    """The share that was won of the time that deals spent in each group, drawn towards the coarser rate.

    Time, not deals, for an open deal is found where deals are for long.
    """
    days: defaultdict[K, float] = defaultdict(float)
    won: defaultdict[K, float] = defaultdict(float)
    deals: Counter[K] = Counter()
    for past in history:
        deals.update({key(each.cell) for each in past.seen})
        for each in past.seen:
            days[key(each.cell)] += each.days
            won[key(each.cell)] += each.days * past.is_won
    return {
        group: Rate(
            (deals[group] * won[group] / days[group] + PRIOR * coarser(group).chance)
            / (deals[group] + PRIOR),
            deals[group],
        )
        for group in days
    }


def _proven(history: History) -> int:
    """The finest way that told the latest third better than the coarser one, made from the deals before."""
    before, latest = history[: -len(history) // 3], history[-len(history) // 3 :]
    way, best = BASE, _losses(before, latest, BASE)
    for finer in (BY_STAGE, BY_AGE):
        losses = _losses(before, latest, finer)
        gains = [coarse - fine for coarse, fine in zip(best, losses, strict=True)]
        if fmean(gains) > _SURE * stdev(gains) / sqrt(len(gains)):
            way, best = finer, losses
    return way


def _losses(before: History, latest: History, way: int) -> list[float]:
    """The log-loss of each deal, weighed by the time that it was open."""
    rates, base = _rates(before, way), _base(before)
    return [
        sum(_loss(rates.get(each.cell, base).chance, past.is_won) * each.days for each in past.seen)
        for past in latest
    ]


def _loss(chance: float, is_won: bool) -> float:
    return -log(chance if is_won else 1 - chance)
