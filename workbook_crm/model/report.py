"""Reports as values: what they are made of, and the tables that they become before they are files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workbook_crm.model.deeds import Deeds
from workbook_crm.model.due import Claim, Incomplete, OpenRecord
from workbook_crm.model.insight import Insight
from workbook_crm.model.language import Name
from workbook_crm.model.left_out import LeftOut
from workbook_crm.model.movement import Between
from workbook_crm.model.options import Choice
from workbook_crm.model.rejected import NOTHING_OPEN, Unmended
from workbook_crm.model.run import Receipt
from workbook_crm.model.versions import StoreVersion
from workbook_crm.model.workdays import EVERY_DAY, Workdays


@dataclass(frozen=True, slots=True)
class StageSum:
    """Opportunities of one state, stage and owner."""

    state: str
    stage: str | None
    owner: str | None
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class WordInUse:
    """A word that an open list took as it was written, and that the house has not listed."""

    list: Name
    word: str
    count: int
    """Records that have it."""
    people: tuple[str, ...] = ()
    """Whose they are, who has most of them first."""


@dataclass(frozen=True, slots=True)
class RecordPages:
    """Whether records have pages of their own, to be linked to."""

    count: int = 0
    """Customers, opportunities and leads in the store."""
    most: int = 0
    """With more of them none has a page."""
    are_made: bool = False
    """They are there, and tell what holds now."""

    @property
    def are_waiting(self) -> bool:
        """Whether they are still to be made: more have changed at once than one round makes."""
        return 0 < self.count <= self.most and not self.are_made


@dataclass(frozen=True, slots=True)
class DailyFacts:
    """All that the day's list and reports are made from."""

    open_records: tuple[OpenRecord, ...] = ()
    stages: tuple[StageSum, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    """Of the day, or of the days since `first`."""
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    salespeople: tuple[str, ...] = ()
    """Who gets a list every day, be it empty."""
    insight: Insight | None = None
    """For the deeper reports; None where there are none."""
    first: date | None = None
    """The first day that a report of several days tells of; None for a report of the day."""
    workdays: Workdays = EVERY_DAY
    unmended: Unmended = NOTHING_OPEN
    """Rows and files that were rejected and still wait for somebody."""
    claims: tuple[Claim, ...] = ()
    """Records that somebody else than their owner sent in as his own."""
    new_words: tuple[WordInUse, ...] = ()
    """Words of open lists that the house has not listed."""
    incomplete: tuple[Incomplete, ...] = ()
    """Open records that lack what is wanted of them."""
    leavers: tuple[tuple[str, int], ...] = ()
    """(who has left by the staff sheet, how many open records they still own)"""
    is_cut: bool = False
    """There are more open records that are not due than the lists show."""
    records: RecordPages = RecordPages()
    currency: str | None = "CNY"
    currency_digits: int = 2
    movement: Between | None = None
    """The forecast some days ago and now; None where there are no deeper reports."""
    deeds: Deeds | None = None
    """What everybody did since the last working day before; None in a report of several days."""
    version: StoreVersion | None = None
    """Of the store, at which all of this stands; None before anything was taken in."""
    records_too_many: int = 0
    """How many records the store has, where that was too many to make the deeper reports with every round."""
    left_out: tuple[LeftOut, ...] = ()
    """What these facts are without, because it could not be used."""


Cell = str | int | Decimal | date | None


class Unit(StrEnum):
    """How a column's values are written."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    """A quantity, with decimals only where it has some."""
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a report; `is_summed` asks for a total below it."""

    name: Name
    unit: Unit = Unit.TEXT
    is_summed: bool = False
    width: float = 14
    """In characters of the default font."""
    names_record: bool = False
    """Its cells are numbers of records, to be linked to their pages."""


NO_NOTE = Name("", "")

MOST_BARS = 15
"""Of a chart: the first rows, which are the largest where a table is ranked."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The rows that a figure was made from, and what each of them told to it."""

    numbers: tuple[str, ...] = ()
    """Of the records; of one that told something more than once as often."""
    told: tuple[Cell, ...] = ()
    """One a number: an amount, a day, `COUNTED`; none where each record just counts."""
    column: TableColumn | None = None
    """What is told."""
    about: Name | None = None
    """What these rows are, where figures of several rows of a table were made from them."""

    @property
    def counted(self) -> int:
        """How many of the rows bear a mark."""
        return self.told.count(COUNTED)


COUNTED = "✓"
"""Of the rows behind a share, those that are the part."""
_NOTHING = Trace()


class Count(int):
    """How many; a number like any other, that remembers the records it was counted from."""

    trace: Trace = _NOTHING


class Amount(Decimal):
    """How much; a number like any other, that remembers the records it was made from."""

    trace: Trace = _NOTHING


def traced(figure: int | Decimal, trace: Trace) -> Count | Amount:
    """A figure that can be followed to its rows."""
    made = Count(figure) if isinstance(figure, int) else Amount(figure)
    made.trace = trace
    return made


def followed(figure: int | Decimal, numbers: Iterable[str]) -> Count | Amount:
    """A figure that can be followed to the records of these numbers, each named once."""
    return traced(figure, Trace(tuple(dict.fromkeys(numbers))))


def told_by(figure: int | Decimal, parts: Iterable[tuple[str, Cell]], column: TableColumn) -> Count | Amount:
    """A figure that can be followed to (number, what this told to it), in this order."""
    listed = tuple(parts)
    return traced(figure, Trace(tuple(each[0] for each in listed), tuple(each[1] for each in listed), column))


def count_of(numbers: Collection[str]) -> Count:
    """How many these are, to be followed to the records of these numbers."""
    made = Count(len(numbers))
    made.trace = Trace(tuple(dict.fromkeys(numbers)))
    return made


def trace_of(cell: Cell) -> Trace:
    """What a cell's figure was made from; nothing where it does not tell."""
    return cell.trace if isinstance(cell, Count | Amount) else _NOTHING


class FileCount(int):
    """How many rows of a file; a number like any other, that remembers where the answer to the file lies."""

    path: str


class FileLink(str):
    """A file's name; a text like any other, that remembers where the file lies in the workspace."""

    path: str


def file_link(name: str, path: str) -> FileLink:
    """The name of a file that can be opened."""
    made = FileLink(name)
    made.path = path
    return made


def file_count(rows: int, path: str) -> FileCount:
    """How many rows of a file, which can be opened to see each."""
    made = FileCount(rows)
    made.path = path
    return made


@dataclass(frozen=True, slots=True)
class Chart:
    """Of which columns of a table, from 0, a bar chart is drawn."""

    labels: tuple[int, ...]
    """What a bar is called: one column, or some that stand side by side."""
    values: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report before it is a file."""

    title: Name
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Cell]]
    note: Name = NO_NOTE
    chart: Chart | None = None
    is_over_time: bool = False
    """Its rows are months: time goes to the right."""
    digits: int = 2
    """Decimals of its amounts."""
    is_list: bool = False
    """Its rows are records, not sums: a page shows the first of them, the workbook all."""


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage of the funnel: what it holds, what is expected of it, and when that lands."""

    stage: str
    count: int
    amount: Decimal
    success: Decimal | None
    """The share that goes on to the next stage, 0 to 1; None where it was never set."""
    expected: Decimal | None
    """None where the success rate of this or of a later stage was never set."""
    landing_days: int
    """Until what is in this stage now is won."""
