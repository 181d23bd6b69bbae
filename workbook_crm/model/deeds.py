"""What people did in some days: whom they were in contact with, and what they wrote into their workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workbook_crm.model.history import LogEntry
from workbook_crm.model.workdays import Workdays

_LONGEST_BREAK = 15
"""Days: no holidays are longer."""


@dataclass(frozen=True, slots=True)
class ToldContact:
    """One contact as it happened, and when somebody wrote it down."""

    who: str
    """Who had it: as written, else who sent it, else whose the record is; empty where nothing tells."""
    time: date | None
    """When it happened; a moment where an hour was written."""
    number: str
    """Of the lead, the customer or the deal that it was about."""
    name: str
    customer: str
    """Of a deal: whose it is."""
    method: str | None
    content: str | None
    next_follow_up: date | None
    plan: str | None
    recorded: datetime
    receipt: str

    @property
    def day(self) -> date | None:
        """The day on which it happened."""
        return self.time.date() if isinstance(self.time, datetime) else self.time

    @property
    def has_promise(self) -> bool:
        """Whether anything was agreed for later."""
        return self.next_follow_up is not None or bool(self.plan)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row of a workbook that made a record or changed it."""

    who: str
    """Who sent it, else whose the record is."""
    number: str
    kind: str
    name: str
    entry: LogEntry


@dataclass(frozen=True, slots=True)
class Deeds:
    """All that was done from a first day to a last one."""

    first: date
    last: date
    contacts: tuple[ToldContact, ...] = ()
    """That happened in these days, whenever they were written down."""
    late: tuple[ToldContact, ...] = ()
    """That were written down in these days and happened on another day, or on one that nobody told."""
    rows: tuple[WrittenRow, ...] = ()
    """That were taken in in these days."""

    def of(self, person: str) -> Deeds:
        """What one person did."""
        contacts, late = (_of(each, person) for each in (self.contacts, self.late))
        rows = tuple(each for each in self.rows if each.who == person)
        return Deeds(self.first, self.last, contacts, late, rows)


def _of(contacts: Iterable[ToldContact], person: str) -> tuple[ToldContact, ...]:
    return tuple(each for each in contacts if each.who == person)


def last_workday_before(day: date, workdays: Workdays) -> date:
    """The latest day before that was worked on; the very day before where none is found."""
    before = (day - timedelta(days=nth) for nth in range(1, _LONGEST_BREAK + 1))
    return next((each for each in before if workdays.is_workday(each)), day - timedelta(days=1))
