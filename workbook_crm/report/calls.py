"""A person's lists as calls: whoever is rung up is rung up once, with all that stands open between both.

JSON and the workbook have a row a record; on paper a customer has one box to tick, in the most urgent of the
lists on which any record of theirs stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbook_crm.model.due import PersonDue
from workbook_crm.report.reasons import LISTS, Listed, listed

MOST_ITEMS = 6
"""Of one call; a customer with more has several, so that each fits on a page and has room to write."""


@dataclass(frozen=True, slots=True)
class Call:
    """One customer or lead to contact."""

    customer: str
    phone: str | None
    items: tuple[Listed, ...]

    @property
    def days_overdue(self) -> int:
        return max(each.row.days_overdue for each in self.items)


@dataclass(frozen=True, slots=True)
class CallList:
    """The calls of one list, the most urgent first."""

    name: str
    """Of `LISTS`."""
    calls: tuple[Call, ...]


def call_lists(mine: PersonDue) -> tuple[CallList, ...]:
    """A person's lists, those without a call left out; a customer stands in the first of theirs.

    Calls come in the order of the most urgent record of each.
    """
    parties: dict[str, list[Listed]] = {}
    for each in listed(mine):
        record = each.row.record
        parties.setdefault(record.party or record.number, []).append(each)
    calls: dict[str, list[Call]] = {name: [] for name in LISTS}
    for items in parties.values():
        calls[items[0].lists[0]] += _calls(items)
    return tuple(CallList(name, tuple(calls[name])) for name in LISTS if calls[name])


def in_order(mine: PersonDue) -> Iterator[Listed]:
    """Every record on a person's lists, in the order of the calls."""
    for each in call_lists(mine):
        for call in each.calls:
            yield from call.items


def _calls(items: list[Listed]) -> Iterator[Call]:
    record = items[0].row.record
    for at in range(0, len(items), MOST_ITEMS):
        yield Call(record.customer, record.phone, tuple(items[at : at + MOST_ITEMS]))
