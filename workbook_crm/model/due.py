"""Who is to be contacted: the due list as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workbook_crm.model.columns import Column
from workbook_crm.model.language import Name
from workbook_crm.model.rejected import NOTHING_OPEN, Unmended

Deed = Literal["sent", "change", "followed"]


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """An open lead, customer or opportunity, with what is known of the last contact."""

    number: str
    kind: str
    name: str
    customer: str
    phone: str | None
    owner: str | None
    level: str | None
    stage: str | None
    amount: Decimal | None
    next_follow_up: date | None
    last_contact: date | None
    since: date | None
    """The day on which it was first taken in."""
    expected_close: date | None = None
    plan: str | None = None
    """What was planned at the last follow-up."""
    method: str | None = None
    content: str | None = None
    """How the last follow-up was made, and what came of it."""
    party: str | None = None
    """The number of the customer whom it concerns: its own, where it is one."""
    model: str | None = None
    """Of a lead or customer: the vehicle that they want, else the product."""
    remark: str | None = None
    is_planned_with_deal: bool = False
    """Of a customer: a day for the next contact stands on an open deal of theirs."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of the list; `due` is the day on which a contact was or is to be made, where there is one."""

    record: OpenRecord
    due: date | None
    days_overdue: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody did something with a record of another's, of which its owner is told."""

    owner: str
    kind: str
    number: str
    name: str
    """As the owner knows it."""
    who: str
    """Who sent it; empty where nobody knows."""
    received: date
    receipt: str
    deed: Deed = "sent"
    """`sent` it as his own, would `change` it (both were held), or `followed` it up."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """An open record that lacks what is wanted of it, or that only others name."""

    kind: str
    number: str
    name: str
    owner: str | None
    columns: tuple[Column, ...]
    """What it lacks."""
    is_provisional: bool = False
    """It was made because others name it, and no row of its own has come yet."""

    @property
    def names(self) -> tuple[Name, ...]:
        """The columns as people know them."""
        return tuple(each.name for each in self.columns)


@dataclass(frozen=True, slots=True)
class PersonDue:
    """One person's list; `person` is empty for records that nobody owns. A record stands once in a list."""

    person: str
    due: tuple[DueRow, ...] = ()
    """Due today or overdue, the most urgent first."""
    coming: tuple[DueRow, ...] = ()
    """Not due yet, but on a day off before the next working day."""
    undated: tuple[DueRow, ...] = ()
    """Open, and no next contact is planned."""
    neglected: tuple[DueRow, ...] = ()
    """Not due, but untouched for longer than the level allows."""
    closing: tuple[DueRow, ...] = ()
    """Opportunities whose expected close has passed."""
    claims: tuple[Claim, ...] = ()
    """Their records that others sent in as their own."""
    missing: tuple[Incomplete, ...] = ()
    """Their open records that lack what is wanted."""
    unmended: Unmended = NOTHING_OPEN
    """What they sent that was rejected, and is not mended."""


_Day = date
"""The type, where a field is called so too."""


@dataclass(frozen=True, slots=True)
class DueList:
    """The whole dealership's list as of a day."""

    date: date
    people: tuple[PersonDue, ...]
    next_workday: _Day | None = None
    """The working day on which the next list is made; None where every day is one."""
    is_cut: bool = False
    """Of what is not due there is more than the lists hold."""
    unknown_years: tuple[int, ...] = ()
    """Those up to the next working day of which nobody has told this version how days off are arranged."""

    @property
    def certain_workday(self) -> _Day | None:
        """The next working day, where the calendar of its year is known."""
        day = self.next_workday
        return None if day is None or day.year in self.unknown_years else day

    def rows(self) -> Iterator[tuple[str, DueRow]]:
        """Every row that is due, with its person."""
        for each in self.people:
            for row in each.due:
                yield each.person, row
