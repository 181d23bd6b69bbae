"""What cannot be made is left out, named, and stops nothing else: one page, one table, one record at a time.

Where a part of the day's files fails, the records that it fails by are looked for: by halves, so that a few
tries find one of thousands. All is made once more without them. Where it fails without any record too, only
that part is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from workbook_crm.model.deeds import Deeds
from workbook_crm.model.insight import Insight
from workbook_crm.model.movement import Between, ForecastDeal
from workbook_crm.model.report import DailyFacts, StageSum

Numbers = frozenset[str]
_NO_DEEDS = Deeds(date.min, date.min)
Maker = Callable[[DailyFacts], object]
"""Makes one part of the day's files from the facts of a day."""


class PoisonedError(Exception):
    """A part cannot be made with these records: they are to be left out, and all is to be made once more."""

    def __init__(self, numbers: Numbers, why: Exception) -> None:
        super().__init__(f"{sorted(numbers)}: {why}")
        self.numbers, self.why = numbers, why


def culprits(facts: DailyFacts, make: Maker) -> Numbers:
    """The records each of which, alone, keeps a part from being made; none where that fails without any."""
    if not _works(facts, make, frozenset()):
        return frozenset()
    return frozenset(_among(facts, make, tuple(sorted(numbers_in(facts)))))


def _among(facts: DailyFacts, make: Maker, numbers: tuple[str, ...]) -> Iterator[str]:
    if _works(facts, make, frozenset(numbers)):
        return
    if len(numbers) == 1:
        yield numbers[0]
        return
    half = len(numbers) // 2
    for some in (numbers[:half], numbers[half:]):
        if some:
            yield from _among(facts, make, some)


def _works(facts: DailyFacts, make: Maker, numbers: Numbers) -> bool:
    try:
        make(only(facts, numbers))
    except Exception:  # which error it is was said the first time
        return False
    return True


def numbers_in(facts: DailyFacts) -> Numbers:
    """The numbers of all records that facts tell of."""
    insight, deeds = facts.insight or Insight(), facts.deeds or _NO_DEEDS
    return frozenset(
        each
        for each in (
            *(record.number for record in facts.open_records),
            *(deal.number for deal in insight.deals),
            *(contact.subject for contact in insight.contacts),
            *(line.opportunity for line in insight.lines),
            *(prospect.number for prospect in insight.prospects),
            *(deal.number for deal in _deals_then(facts)),
            *(contact.number for contact in (*deeds.contacts, *deeds.late)),
        )
        if each
    )


def _deals_then(facts: DailyFacts) -> Iterator[ForecastDeal]:
    if facts.movement is not None:
        yield from facts.movement.before.deals.values()
        yield from facts.movement.after.deals.values()


def only(facts: DailyFacts, numbers: Collection[str]) -> DailyFacts:
    """The facts with nothing but what is told of these records."""
    return _kept(facts, lambda number: number in numbers)


def without(facts: DailyFacts, numbers: Collection[str]) -> DailyFacts:
    """The facts without all that is told of these records."""
    return _kept(facts, lambda number: number not in numbers)


def _kept(facts: DailyFacts, keeps: Callable[[str], bool]) -> DailyFacts:
    insight = facts.insight
    return replace(
        facts,
        open_records=tuple(each for each in facts.open_records if keeps(each.number)),
        stages=tuple(_stages(facts, keeps)),
        insight=insight and _insight(insight, keeps),
        movement=facts.movement and _movement(facts.movement, keeps),
        deeds=facts.deeds and _deeds(facts.deeds, keeps),
    )


def _movement(movement: Between, keeps: Callable[[str], bool]) -> Between:
    before, after = (
        replace(each, deals={nth: deal for nth, deal in each.deals.items() if keeps(deal.number)})
        for each in (movement.before, movement.after)
    )
    return replace(movement, before=before, after=after)


def _deeds(deeds: Deeds, keeps: Callable[[str], bool]) -> Deeds:
    contacts, late = (
        tuple(each for each in some if keeps(each.number)) for some in (deeds.contacts, deeds.late)
    )
    return replace(deeds, contacts=contacts, late=late)


def _insight(insight: Insight, keeps: Callable[[str], bool]) -> Insight:
    return replace(
        insight,
        deals=tuple(each for each in insight.deals if keeps(each.number)),
        contacts=tuple(each for each in insight.contacts if keeps(each.subject)),
        lines=tuple(each for each in insight.lines if keeps(each.opportunity)),
        prospects=tuple(each for each in insight.prospects if keeps(each.number)),
        moves=tuple(each for each in insight.moves if keeps(each.opportunity)),
        standings=tuple(each for each in insight.standings if keeps(each.number)),
    )


def _stages(facts: DailyFacts, keeps: Callable[[str], bool]) -> Iterator[StageSum]:
    """The sums by stage without the deals that go; without any deals told of, as they are."""
    gone: dict[tuple[str, str | None, str | None], tuple[int, Decimal]] = {}
    for deal in facts.insight.deals if facts.insight else ():
        if not keeps(deal.number):
            key = deal.state, deal.stage, deal.owner
            count, amount = gone.get(key, (0, Decimal(0)))
            gone[key] = count + 1, amount + deal.amount
    for each in facts.stages:
        count, amount = gone.get((each.state, each.stage, each.owner), (0, Decimal(0)))
        if each.count > count:
            yield replace(each, count=each.count - count, amount=each.amount - amount)
