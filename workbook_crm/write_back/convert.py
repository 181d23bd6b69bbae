"""A new .xlsx with what was read of a workbook that cannot carry our marks itself (.xls, .xlsb, .ods, .csv).

Every value stands at its own address; text stays text, nothing becomes a formula. Source of the limits:
Excel specifications and limits, Microsoft Support.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from workbook_crm.model.marks import SheetMarks, SummarySheet, WorkbookMarks
from workbook_crm.model.raw import Cell, RawSheet, RawWorkbook
from workbook_crm.write_back.drawing import FIRST_DAY, Format, Ink, Workbook, Worksheet, drawn
from workbook_crm.write_back.shown import shown_width

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Excel's grid: what a text file has beyond it is left out."""
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MADE = date(2000, 1, 1)
"""The same workbook gives the same bytes, whenever it is converted."""
_MEASURED = 200
"""So many rows tell how wide a column should be."""
_NARROWEST, _WIDEST = 8.43, 48.0
_MOST_DIGITS = 10**15
"""A whole number from here on loses digits in Excel, and is written as text."""

_DATE, _MOMENT, _TIME, _SPAN, _TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss", "@"


def to_xlsx(book: RawWorkbook) -> bytes:
    """The sheets, values, merged cells and hidden rows of `book`; error values as the text they showed."""

    def draw(made: Workbook) -> None:
        formats = {each: Ink(made).of(num_format=each) for each in (_DATE, _MOMENT, _TIME, _SPAN, _TEXT)}
        names = valid_names(sheet.name for sheet in book.sheets)
        for name, sheet in zip(names, book.sheets, strict=True):
            _draw(made.add_worksheet(name), sheet, formats)
        _open_at_visible(made, book.sheets)

    return drawn(draw, _MADE, constant_memory=True, nan_inf_to_errors=False)


def renamed(marks: WorkbookMarks, book: RawWorkbook) -> WorkbookMarks:
    """The same marks on the sheets as `to_xlsx` names them."""
    old = [sheet.name for sheet in book.sheets]
    names = dict(zip(old, valid_names(old), strict=True))
    if all(name == new for name, new in names.items()):
        return marks
    sheets = tuple(_on(each, names) for each in marks.sheets)
    return replace(marks, sheets=sheets, summary=marks.summary and _linked(marks.summary, names))


def _on(marks: SheetMarks, names: Mapping[str, str]) -> SheetMarks:
    return replace(marks, sheet=names.get(marks.sheet, marks.sheet))


def _linked(summary: SummarySheet, names: Mapping[str, str]) -> SummarySheet:
    rows = [
        [
            replace(cell, target=(names.get(cell.target[0], cell.target[0]), cell.target[1]))
            if cell.target
            else cell
            for cell in row
        ]
        for row in summary.rows
    ]
    return replace(summary, rows=rows)


def valid_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that Excel takes for sheets: 31 characters, no signs that formulas use, each only once."""
    taken: set[str] = set()
    valid: list[str] = []
    for name in names:
        plain = _NOT_IN_NAMES.sub(" ", name).strip(" '") or "Sheet"
        plain = "History_" if plain.casefold() == "history" else plain
        fitting = next(each for each in _numbered(plain) if each.casefold() not in taken)
        taken.add(fitting.casefold())
        valid.append(fitting)
    return tuple(valid)


def _numbered(name: str) -> Iterator[str]:
    yield name[:_LONGEST_NAME].rstrip(" '")
    nth = 2
    while True:
        ending = f" ({nth})"
        yield name[: _LONGEST_NAME - len(ending)].rstrip(" '") + ending
        nth += 1


def _open_at_visible(book: Workbook, sheets: Sequence[RawSheet]) -> None:
    """Hide what was hidden; Excel wants one sheet to be seen."""
    visible = [i for i, sheet in enumerate(sheets) if not sheet.hidden] or [0]
    made = book.worksheets()
    made[visible[0]].activate()
    made[visible[0]].set_first_sheet()
    for i, sheet in enumerate(made):
        if i not in visible:
            sheet.hide()


def _draw(made: Worksheet, sheet: RawSheet, formats: Mapping[str, Format]) -> None:
    _widths(made, sheet)
    errors = _by_row(sheet.errors)
    left = sheet.first_column - 1
    room = LAST_COLUMN - left
    write = _Writer(made, formats).write
    for row, cells in enumerate(sheet.cells[: LAST_ROW - sheet.first_row + 1], sheet.first_row - 1):
        if row + 1 in sheet.hidden_rows:
            made.set_row(row, None, None, {"hidden": True})
        shown = {**dict(enumerate(cells[:room], left)), **errors.get(row + 1, {})} if errors else None
        for column, value in shown.items() if shown else enumerate(cells[:room], left):
            if value != "":
                write(row, column, value)
    for area in sheet.merges:
        if (area.top, area.left) != (area.bottom, area.right):
            # Not merge_range: that writes cells, and rows that are done are on their way already.
            made.merge.append([area.top - 1, area.left - 1, area.bottom - 1, area.right - 1])


def _by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        rows.setdefault(row, {})[column - 1] = text
    return rows


class _Writer:
    """Writes one cell of a sheet as its type asks."""

    def __init__(self, sheet: Worksheet, formats: Mapping[str, Format]) -> None:
        self._sheet, self._formats = sheet, formats

    def write(self, row: int, column: int, value: Cell) -> None:
        """Write a value that is not blank at a 0-based place."""
        if isinstance(value, str):
            self._text(row, column, value)
        elif isinstance(value, bool):
            self._sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)):
            self._number(row, column, value)
        else:
            self._moment(row, column, value)

    def _text(self, row: int, column: int, text: str) -> None:
        """Digits keep the text format, so that Excel leaves them alone when somebody edits the cell."""
        look = self._formats[_TEXT] if text.isdigit() else None
        self._sheet.write_string(row, column, text[:_LONGEST_TEXT], look)

    def _number(self, row: int, column: int, value: float) -> None:
        if not math.isfinite(value) or (isinstance(value, int) and abs(value) >= _MOST_DIGITS):
            self._text(row, column, str(value))
        else:
            self._sheet.write_number(row, column, value)

    def _moment(self, row: int, column: int, value: date | time | timedelta) -> None:
        if isinstance(value, date) and _day(value) < FIRST_DAY:
            self._text(row, column, str(value))
        else:
            self._sheet.write_datetime(row, column, value, self._formats[_form(value)])


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _form(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return _SPAN
    if isinstance(value, time):
        return _TIME
    return _MOMENT if isinstance(value, datetime) and value.time() != time() else _DATE


def _widths(made: Worksheet, sheet: RawSheet) -> None:
    for i, cells in enumerate(zip(*sheet.cells[:_MEASURED], strict=False)):
        column = sheet.first_column - 1 + i
        if column < LAST_COLUMN:
            widest = max((_width(cell) for cell in cells), default=0.0)
            made.set_column(column, column, min(max(widest + 1.5, _NARROWEST), _WIDEST))


def _width(cell: Any) -> float:
    """How wide a value is shown; of a text its longest line."""
    if isinstance(cell, str):
        return max((shown_width(line) for line in cell.splitlines()), default=0.0)
    if isinstance(cell, datetime):
        return 10 if cell.time() == time() else 19
    return 10 if isinstance(cell, (date, time, timedelta)) else len(f"{cell:.10g}")
