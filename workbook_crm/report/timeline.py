"""What a record was from which day on: its level, and whether it was open or how it had ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_crm.model.insight import FROZEN, Deal, Insight, Move, Prospect, Standing
from workbook_crm.model.options import LOST, OPEN, WON
from workbook_crm.report.months import grouped

FROZE = "frozen"
_DEAL_FATES: Mapping[str, str] = {WON: WON, LOST: LOST, **dict.fromkeys(FROZEN, FROZE)}
_LEAD_FATES: Mapping[str, str] = {"converted": WON, "invalid": LOST}


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on a record was of this level, and open, won, lost or frozen."""

    day: date
    level: str
    fate: str


def deal_steps(insight: Insight) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """For each opportunity number and steps, the oldest first; its level is its customer's of the day."""
    moves = grouped(insight.moves, lambda each: each.opportunity)
    levels = grouped(insight.standings, lambda each: each.number)
    for deal in insight.deals:
        fates = list(_fates(deal, moves.get(deal.number, ())))
        yield deal.number, tuple(_steps(fates, levels.get(deal.customer, ()), deal.level))


def lead_steps(insight: Insight) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """For each lead its number and its steps, the oldest first."""
    standings = grouped(insight.standings, lambda each: each.number)
    for lead in insight.prospects:
        if lead.kind == "leads":
            yield lead.number, tuple(_lead(lead, standings.get(lead.number, ())))


def _lead(lead: Prospect, known: Sequence[Standing]) -> Iterator[Step]:
    told = known or (Standing(lead.number, lead.since, lead.level, lead.state),)
    yield Step(told[0].day, told[0].level or "", OPEN)
    for each in told:
        yield Step(each.day, each.level or "", _LEAD_FATES.get(each.state, OPEN))


def _fates(deal: Deal, moves: Sequence[Move]) -> Iterator[tuple[date, str]]:
    """(day, fate) of an opportunity; one that came in closed was opened and closed on the day it tells of."""
    told = moves or _told_by_itself(deal)
    came_in = told[0]
    if came_in.state in _DEAL_FATES:
        day = min(deal.expected_close or came_in.day, came_in.day)
        yield day, OPEN
        yield day, _DEAL_FATES[came_in.state]
    else:
        yield came_in.day, OPEN
    for move in told[1:]:
        yield move.day, _DEAL_FATES.get(move.state, OPEN)


def _told_by_itself(deal: Deal) -> Sequence[Move]:
    """How it came in and what became of it, where the log tells nothing."""
    if deal.since_state is None:
        return (Move(deal.number, deal.opened, deal.stage, deal.state),)
    return (
        Move(deal.number, min(deal.opened, deal.since_state), deal.stage, OPEN),
        Move(deal.number, deal.since_state, deal.stage, deal.state),
    )


def _steps(
    fates: Sequence[tuple[date, str]], standings: Sequence[Standing], now: str | None
) -> Iterator[Step]:
    """Level and fate in one; of a day's changes those of the level come first."""
    level = (standings[0].level if standings else now) or ""
    fate = ""
    changes = [(each.day, False, each.level or "") for each in standings]
    changes += [(day, True, each) for day, each in fates]
    for day, is_fate, new in sorted(changes, key=lambda each: each[:2]):
        level, fate = (level, new) if is_fate else (new, fate)
        if fate:
            yield Step(day, level, fate)
