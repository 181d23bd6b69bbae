"""A workbook as it was found: sheets of plain values at their true addresses, nothing understood yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from workbook_crm.model.grid import Area
from workbook_crm.model.style import CellStyle, SheetStyle

Cell = str | float | int | bool | date | datetime | time | timedelta
"""What a cell can hold; a blank cell is the empty string, as calamine has it."""


class Format(StrEnum):
    """The container a workbook came in, decided by its bytes and never by its name."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    XML = "xml"
    """XML Spreadsheet 2003, one XML file, often named .xls."""
    HTML = "html"
    """A web page with tables, often named .xls by the program that exported it."""


EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The day that a workbook counts as 0; Excel's first calendar has a day too many before March 1900."""


class FormatRun(NamedTuple):
    """Neighbouring cells of one column that show their numbers by one format, as `[$€-407]#,##0`."""

    first: int
    last: int
    code: str


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet's used range.

    `cells[i][j]` stands at row `first_row + i`, column `first_column + j`; every row has the same width.
    The sets and maps below are keyed by the true 1-based `(row, column)`.
    """

    name: str
    first_row: int
    first_column: int
    cells: Sequence[Sequence[Cell]]
    merges: tuple[Area, ...] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Cells that show an error value: `#N/A`, `#DIV/0!`. Blank in `cells`."""
    unvalued: frozenset[tuple[int, int]] = frozenset()
    """Formulas stored without a value (no spreadsheet program has computed them). Blank in `cells`."""
    long_numbers: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Numbers of more than fifteen digits, as the file itself has them; in `cells` they are rounded."""
    own_formulas: frozenset[tuple[int, int]] = frozenset()
    """Formulas of our own, in a workbook that we made: whatever they show, nobody has typed it."""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    style: SheetStyle | None = None
    """Only of formats that a new workbook has to answer."""
    formats: Mapping[int, tuple[FormatRun, ...]] = field(default_factory=dict)
    """By 1-based column: where numbers are shown in a currency, in 万 or as percentages."""


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """Everything that was read of one file."""

    name: str
    format: Format
    sheets: tuple[RawSheet, ...]
    has_macros: bool = False
    is_signed: bool = False
    encoding: str | None = None
    """Of a text file (CSV): how its bytes were decoded."""
    styles: tuple[CellStyle, ...] = ()
    """What the styles of the sheets refer to; the first is the default."""
    epoch: date = EPOCH_1900
    """Day 0 of the numbers that stand for dates."""
    results: Mapping[str, int] = field(default_factory=dict)
    """By sheet: the 1-based column to which the name of an earlier answer's result column leads."""
    is_answer: bool = False
    """Whether there are names of an earlier answer in it."""
    stamp: str = ""
    """The stamp among the properties of the document, as it stands there; empty where there is none."""
