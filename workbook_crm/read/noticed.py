"""A cell of which there is more to say than its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from workbook_crm.model.columns import Column, Value
from workbook_crm.model.finding import Fact, Rule
from workbook_crm.model.raw import EPOCH_1900
from workbook_crm.model.settings import Settings
from workbook_crm.read.number_formats import NumberFormat


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was read of a cell, and what is to be said or kept beside the value."""

    value: Value = None
    rule: Rule | None = None
    facts: tuple[tuple[str, Fact], ...] = ()
    typed: bool = False
    """The text that stood there goes to `Sourced.typed`."""
    extra: str | None = None
    """Text to be kept with the record, under the header of the column."""
    erased: bool = False
    text: str | None = None
    """What goes to `Sourced.typed` instead: a number without what is written around it."""
    shown: str = ""
    """What the sender sees in the cell, where that is not what it holds: `USD 50000`."""


ERASED = Noticed(erased=True)


def noticed(
    rule: Rule, value: Value = None, *, typed: bool = False, extra: str | None = None, **facts: Fact
) -> Noticed:
    """A value with a rule that applies to it; an error leaves no value and keeps the text as typed."""
    return Noticed(value, rule, tuple(facts.items()), typed, extra)


class Fault(Enum):
    """Why a cell that looks blank is none."""

    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A cell that shows `#N/A` and the like."""

    text: str


@dataclass(frozen=True, slots=True)
class LongNumber:
    """A number cell of more than fifteen digits, as the file has them."""

    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """What must be known of a column to read its cells."""

    column: Column
    header: str
    settings: Settings
    today: date
    prefix: str | None = None
    """Of the numbers of this kind of record."""
    day_first: bool | None = None
    """How 03/04/2024 is read in this column; None where nothing tells."""
    year_first: bool = False
    """24/03/05 is 5 March 2024 in this column."""
    is_past: bool = False
    """Dates of this column have happened: 3/5 without a year is the latest one."""
    is_new: bool = False
    """Its list is kept day by day up to now: 昨天 is the day before it was sent."""
    times: int = 1
    """What the header's unit multiplies amounts by: 10,000 for 金额（万元）."""
    comma_decimal: bool = False
    """1.200,50 and 12,50 are how this column writes numbers."""
    kind: str = ""
    """Of the records: `catalog`."""
    percent: bool = False
    """Bare numbers are percentages: the header says so, or the column's largest number does."""
    is_money: bool = False
    """Discounts of this column are amounts of money: the header says so, or one is too large for a share."""
    epoch: date = EPOCH_1900
    """Day 0 of the workbook's calendar."""
    format: NumberFormat | None = None
    """How the cells show their numbers, where that says more than the number."""
    is_american: bool = False
    """Phones of this column are written as in North America: ten digits there have lost no zero."""

    def hundredths(self, number: Decimal) -> int:
        """How many hundredths a number cell shows for one: 100 by `0%`, 0 for no percentage."""
        return self.format.seen(number).percent if self.format else 0
