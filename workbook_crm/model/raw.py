"""A workbook as it was found: sheets of plain values at their true addresses, nothing understood yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

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
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    style: SheetStyle | None = None
    """Only of formats that a new workbook has to answer."""


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
