"""Why the forecast moved: each deal's part in it, by reason, so that all parts come to the difference.

The forecast is that of the report, as set: of each open deal its amount at the probability that was written
or that its stage has, rounded to the currency's smallest unit. It stands in a month (of the expected close)
and with a person. Of a deal that changed in several ways each is told, from where the last left it:
owner, month, amount, stage, probability. So the movements of any month, any person and of all sum exactly to
what is there after, less what was there before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from workbook_crm.model.movement import LEFT_AS, Forecast, ForecastDeal, Moved, Movement, Reason
from workbook_crm.report.forecast import expected_of, rate_set
from workbook_crm.report.funnel import success_from
from workbook_crm.report.months import month_of

Rates = Mapping[str, Decimal | None]
"""By stage: the share of its deals that is won in the end."""
Place = tuple[str, str | None]
"""(month, owner) in which a deal is expected."""
_STEPS = (
    (Reason.OWNER, "owner"),
    (Reason.SLIPPED, "expected_close"),
    (Reason.AMOUNT, "amount"),
    (Reason.STAGE, "stage"),
)
"""What is told of a deal that stays open, in this order; the probability comes last."""
_ORDER = {reason: nth for nth, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deals count; without a person and a last day all that are open."""

    person: str | None = None
    last: date | None = None
    """Only what is expected to close up to this day; a deal without a day is not."""

    def has(self, deal: ForecastDeal) -> bool:
        """Whether a deal counts."""
        if not deal.is_open or (self.person is not None and deal.owner != self.person):
            return False
        return self.last is None or (deal.expected_close is not None and deal.expected_close <= self.last)


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class _Part:
    """What is expected of one deal, and where; of one that does not count nothing, nowhere."""

    place: Place | None
    amount: Decimal


_NO_PART = _Part(None, Decimal(0))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """How the deals of a version are weighed."""

    rates: Rates
    scope: Scope
    digits: int

    def part(self, deal: ForecastDeal | None) -> _Part:
        """A deal's part in the forecast."""
        if deal is None or not self.scope.has(deal):
            return _NO_PART
        month = month_of(deal.expected_close) if deal.expected_close else ""
        return _Part((month, deal.owner or None), expected_of(deal, self.rates, self.digits))


def moved(before: Forecast, after: Forecast, digits: int, scope: Scope = EVERYTHING) -> Moved:
    """Why the forecast of some deals moved from one version to another."""
    old, new = (_Weighing(success_from(each.stages), scope, digits) for each in (before, after))
    found = [
        movement
        for record_id in before.deals.keys() | after.deals.keys()
        for movement in _movements(before.deals.get(record_id), after.deals.get(record_id), old, new)
    ]
    found.sort(key=lambda each: (_ORDER[each.reason], each.number, each.amount))
    return Moved(_places(before.deals.values(), old), _places(after.deals.values(), new), tuple(found))


def _places(
    deals: Iterable[ForecastDeal], weighing: _Weighing
) -> Mapping[Place, tuple[tuple[str, Decimal], ...]]:
    places: defaultdict[Place, list[tuple[str, Decimal]]] = defaultdict(list)
    for deal in deals:
        part = weighing.part(deal)
        if part.place is not None:
            places[part.place].append((deal.number, part.amount))
    return {place: tuple(parts) for place, parts in places.items()}


def _movements(
    was: ForecastDeal | None, now: ForecastDeal | None, old: _Weighing, new: _Weighing
) -> Iterator[Movement]:
    """What one deal moved; of one that was or is not open it is all that was or is expected of it."""
    if was is not None and now is not None and was.is_open and now.is_open:
        if was != now or old.rates != new.rates:
            yield from _steps(was, now, old, new)
        return
    if was is not None and was.is_open:
        yield from _told(_left(now), was, was.state, now.state if now else None, old.part(was), _NO_PART)
    elif now is not None and now.is_open:
        reason = Reason.REOPENED if was else Reason.NEW
        yield from _told(reason, now, was.state if was else None, now.state, _NO_PART, new.part(now))


def _left(now: ForecastDeal | None) -> Reason:
    return LEFT_AS.get(now.state, Reason.CLOSED) if now else Reason.WITHDRAWN


def _steps(was: ForecastDeal, now: ForecastDeal, old: _Weighing, new: _Weighing) -> Iterator[Movement]:
    """A deal that stays open, one change after the other."""
    there = was
    for reason, field in _STEPS:
        then = replace(there, **{field: getattr(now, field)})
        values = getattr(there, field), getattr(then, field)
        yield from _told(reason, now, *values, old.part(there), old.part(then))
        there = then
    rates = rate_set(there, old.rates), rate_set(now, new.rates)
    yield from _told(Reason.PROBABILITY, now, *rates, old.part(there), new.part(now))


def _told(
    reason: Reason,
    deal: ForecastDeal,
    was: str | Decimal | date | None,
    now: str | Decimal | date | None,
    before: _Part,
    after: _Part,
) -> Iterator[Movement]:
    """The difference of two parts: at one place, or taken from one and added to another."""
    told = partial(_movement, reason, deal, was, now)
    changes: list[tuple[Place | None, Decimal]]
    if before.place is not None and before.place == after.place:
        changes = [(after.place, after.amount - before.amount)]
    else:
        changes = [(before.place, -before.amount), (after.place, after.amount)]
    yield from (told(place, amount) for place, amount in changes if place is not None and amount)


def _movement(
    reason: Reason,
    deal: ForecastDeal,
    was: str | Decimal | date | None,
    now: str | Decimal | date | None,
    place: Place,
    amount: Decimal,
) -> Movement:
    return Movement(reason, deal.number, deal.name, amount, *place, was, now)
