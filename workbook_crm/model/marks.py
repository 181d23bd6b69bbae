"""What we want written into a workbook: values, fills, notes, a column, a sheet. Never XML.

These values are the whole interface of the package writer: `annotate(content, marks) -> bytes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from workbook_crm.model.named_tuple import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import TypeAlias

SUMMARY_MARK = "workbook_crm:summary"
"""Stands in the first row of our summing-up sheet, in a hidden column: known again by any name."""

TRACE_PREFIX = "_workbook_crm."
"""Begins the hidden defined names that an answer remembers itself by."""
KEPT_MARK = "workbook_crm:kept"
"""The same on a sheet into which the sender wrote: it is his now, but for rows that are as we wrote them."""
TRACE_MARK = "workbook_crm:trace "
"""Begins what hidden cells of our sheet say of how an answer is known again, for programs that drop names."""
LISTED_MARK = "workbook_crm:listed"
"""Stands in the first row of a sheet without records of ours, in a hidden column."""
REPLY_MARK = "workbook_crm:reply "
"""Begins what the hidden column has in a row with a question: how far left its reply is, and which one."""
CHOICES = ("是", "否", "yes", "no")
"""To be chosen from in a cell that asks."""

Written: TypeAlias = "str | int | Decimal | date | bool"
"""What we write into a cell; a date may be a datetime. Text is always written as text, never as a formula."""


class Tone(StrEnum):
    """How a marked cell looks; one fill each, readable when printed grey."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    DONE = "done"


class Mark(NamedTuple):
    """A fill and a note on one cell; row and column are 1-based."""

    row: int
    column: int
    tone: Tone
    note: str


class ColumnFill(NamedTuple):
    """Values for one column of a sheet, by 1-based row. A cell that holds a formula is left alone."""

    column: int
    values: Mapping[int, Written]


class ResultCell(NamedTuple):
    """One row's outcome in the result column."""

    text: str
    tone: Tone | None = None


class ResultColumn(NamedTuple):
    """A column of our own beside the sender's: placed after the last used column, or grown into the table.

    A column that already carries `header` in `header_row` (of an earlier answer) is used again.
    """

    header_row: int
    header: str
    cells: Mapping[int, ResultCell]


class SheetMarks(NamedTuple):
    """All that is to be written into one of the sender's sheets."""

    sheet: str
    fills: tuple[ColumnFill, ...] = ()
    marks: tuple[Mark, ...] = ()
    result: ResultColumn | None = None


class Look(StrEnum):
    """The styles of the summing-up sheet."""

    TITLE = "title"
    CALL = "call"
    """What to do next, in a sentence."""
    HEADING = "heading"
    HEADER = "header"
    TEXT = "text"
    COUNT = "count"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    REPLY = "reply"
    """To be filled in by the sender."""


class SummaryCell(NamedTuple):
    """One cell of the summing-up sheet; `target` is a place in the same workbook, `商机!D7`, to link to."""

    value: Written | None
    look: Look = Look.TEXT
    target: tuple[str, str] | None = None
    """(sheet name, cell name)"""
    question: str | None = None
    """What the sender's reply in this cell answers, as `model.replies` writes it; at most one in a row."""
    choices: tuple[str, ...] | None = None
    """What a reply may be chosen from; None is yes and no, and nothing any text."""


class SummarySheet(NamedTuple):
    """A sheet that we add as the last one and open the workbook at; it replaces that of an earlier answer."""

    name: str
    rows: Sequence[Sequence[SummaryCell]]
    widths: tuple[float, ...]
    """Column widths in Excel's unit: characters of the default font."""


class WorkbookMarks(NamedTuple):
    """All that is to be written into one workbook."""

    sheets: tuple[SheetMarks, ...] = ()
    summary: SummarySheet | None = None
    author: str = "workbook_crm"
    """Author of our notes; what tells ours from the sender's in a second pass."""
    stamp: str = ""
    """Put among the properties of a workbook that has none."""
    keyword: str = ""
