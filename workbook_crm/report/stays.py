"""How long each opportunity stayed in each stage, as the log tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_crm.model.insight import CLOSED, Insight, Move
from workbook_crm.model.options import WON, Choice
from workbook_crm.report.months import grouped

Order = Mapping[str, int]
"""The place of each of the dealership's stages."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One opportunity's time in one stage; `goes_on` is None while it is still there."""

    opportunity: str
    stage: str
    since: date
    until: date | None = None
    goes_on: bool | None = None
    """Whether it went on to a later stage or was won from here; False where it ended, or fell back."""

    def days(self, today: date) -> int:
        """How long it stayed, or has stayed so far."""
        return max(0, ((self.until or today) - self.since).days)


def order_of(stages: Sequence[Choice]) -> Order:
    """The place of each stage, from 0."""
    return {each.value: nth for nth, each in enumerate(stages)}


def stays_of(insight: Insight, order: Order) -> dict[str, tuple[Stay, ...]]:
    """By opportunity its stays, the oldest first."""
    moves = grouped(insight.moves, lambda each: each.opportunity)
    return {number: tuple(_stays(each, order)) for number, each in moves.items()}


def _stays(moves: Sequence[Move], order: Order) -> Iterator[Stay]:
    """A pause does not end a stay; what is in none of the stages, or closed, stays nowhere."""
    stay: Stay | None = None
    for move in moves:
        place = order.get(move.stage or "")
        if stay and move.state in CLOSED:
            is_further = place is not None and place > order[stay.stage]
            yield _over(stay, move.day, goes_on=is_further or move.state == WON)
            stay = None
        elif stay and move.stage != stay.stage:
            yield _over(stay, move.day, goes_on=place is not None and place > order[stay.stage])
            stay = None
        if stay is None and place is not None and move.state not in CLOSED:
            stay = Stay(move.opportunity, move.stage or "", move.day)
    if stay:
        yield stay


def _over(stay: Stay, day: date, *, goes_on: bool) -> Stay:
    return Stay(stay.opportunity, stay.stage, stay.since, day, goes_on)
