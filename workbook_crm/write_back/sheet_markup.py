"""The XML of a new worksheet, row by row: 100,000 rows never stand in memory as text.

Source: ECMA-376 part 1, 18.3.1 (worksheets), 18.17.4.1 (dates as numbers), 22.4.2.4 (escaped characters).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Any

from workbook_crm.model.place import cell_name, column_letters
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.write_back.shown import shown_width

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Excel's grid: what a text file has beyond it is left out."""
_LONGEST_TEXT = 32_767
_EPOCH, _ONE_DAY = datetime(1899, 12, 30), timedelta(days=1)
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar and the world's differ (it counts a 29 February 1900)."""
_MOST_DIGITS = 10**15
"""A whole number from here on loses digits in Excel, and is written as text."""
_MEASURED = 200
"""So many rows tell how wide a column should be."""
_NARROWEST, _WIDEST = 8.43, 48.0
_ESCAPED = re.compile(r"[&<>]|[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)


class Style(IntEnum):
    """The cell formats of a converted workbook, by their position among its styles."""

    PLAIN = 0
    TEXT = 1
    DATE = 2
    MOMENT = 3
    TIME = 4
    SPAN = 5


FORMATS: Mapping[Style, str] = {
    Style.TEXT: "@",
    Style.DATE: "yyyy\\-mm\\-dd",
    Style.MOMENT: "yyyy\\-mm\\-dd\\ hh:mm:ss",
    Style.TIME: "hh:mm:ss",
    Style.SPAN: "[h]:mm:ss",
}


def sheet_markup(sheet: RawSheet, *, is_open: bool) -> Iterator[str]:
    """The worksheet part of `sheet`, in pieces; `is_open` is the one that is seen first."""
    chosen = ' tabSelected="1"' if is_open else ""
    yield f'{_HEAD}<sheetViews><sheetView{chosen} workbookViewId="0"/></sheetViews>'
    yield f"{_widths(sheet)}<sheetData>"
    yield from _rows(sheet)
    yield f"</sheetData>{_merges(sheet)}</worksheet>"


def _rows(sheet: RawSheet) -> Iterator[str]:
    errors = _by_row(sheet.errors)
    letters = _letters(sheet)
    for number, cells in enumerate(sheet.cells[: LAST_ROW - sheet.first_row + 1], sheet.first_row):
        shown = _with_errors(cells, errors[number], sheet.first_column) if number in errors else cells
        markup = "".join(
            [
                _CELLS[type(value)](f"{letter}{number}", value)
                for letter, value in zip(letters, shown, strict=False)
                if value != ""
            ]
        )
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        if markup or hidden:
            yield f'<row r="{number}"{hidden}>{markup}</row>'


def _letters(sheet: RawSheet) -> list[str]:
    width = max((len(cells) for cells in sheet.cells), default=0)
    last = min(sheet.first_column + width - 1, LAST_COLUMN)
    return [column_letters(column) for column in range(sheet.first_column, last + 1)]


def _by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        rows.setdefault(row, {})[column] = text
    return rows


def _with_errors(cells: Sequence[Cell], errors: Mapping[int, str], first_column: int) -> list[Cell]:
    shown = list(cells)
    for column, text in errors.items():
        shown[column - first_column] = text
    return shown


def _text(at: str, text: str) -> str:
    """Digits keep the text format, so that Excel leaves them alone when somebody edits the cell."""
    style = f' s="{Style.TEXT}"' if text.isdigit() else ""
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT]
    if _ESCAPED.search(text):
        text = _ESCAPED.sub(_escape, text.replace("\r\n", "\n"))
    return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"


def _number(at: str, value: float) -> str:
    if isinstance(value, int):
        return f'<c r="{at}"><v>{value}</v></c>' if abs(value) < _MOST_DIGITS else _text(at, str(value))
    if not math.isfinite(value):
        return _text(at, str(value))
    return f'<c r="{at}"><v>{value!r}</v></c>'


def _yes(at: str, value: bool) -> str:
    return f'<c r="{at}" t="b"><v>{value:d}</v></c>'


def _day(at: str, value: date) -> str:
    if value < _FIRST_DAY:
        return _text(at, value.isoformat())
    return _styled(at, Style.DATE, (value - _EPOCH.date()).days)


def _moment(at: str, value: datetime) -> str:
    if value.date() < _FIRST_DAY:
        return _text(at, str(value))
    style = Style.DATE if value.time() == time() else Style.MOMENT
    return _styled(at, style, (value.replace(tzinfo=None) - _EPOCH) / _ONE_DAY)


def _clock(at: str, value: time) -> str:
    since_midnight = datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH
    return _styled(at, Style.TIME, since_midnight / _ONE_DAY)


def _span(at: str, value: timedelta) -> str:
    return _styled(at, Style.SPAN, value / _ONE_DAY) if value >= timedelta() else _text(at, str(value))


def _styled(at: str, style: Style, value: float) -> str:
    return f'<c r="{at}" s="{style}"><v>{value:.15g}</v></c>'


_CELLS: Mapping[type, Callable[[str, Any], str]] = {
    str: _text,
    int: _number,
    float: _number,
    bool: _yes,
    date: _day,
    datetime: _moment,
    time: _clock,
    timedelta: _span,
}


def _merges(sheet: RawSheet) -> str:
    areas = [
        f'<mergeCell ref="{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"/>'
        for area in sheet.merges
        if (area.top, area.left) != (area.bottom, area.right)
    ]
    return f'<mergeCells count="{len(areas)}">{"".join(areas)}</mergeCells>' if areas else ""


def _widths(sheet: RawSheet) -> str:
    columns = [
        f'<col min="{column}" max="{column}" width="{_widest(cells):g}" customWidth="1"/>'
        for column, cells in enumerate(zip(*sheet.cells[:_MEASURED], strict=False), sheet.first_column)
        if column <= LAST_COLUMN
    ]
    return f"<cols>{''.join(columns)}</cols>" if columns else ""


def _widest(cells: Iterable[Cell]) -> float:
    return min(max(max(_width(cell) for cell in cells) + 1.5, _NARROWEST), _WIDEST)


def _width(cell: Cell) -> float:
    """How wide a value is shown; of a text its longest line."""
    if isinstance(cell, str):
        return max((shown_width(line) for line in cell.splitlines()), default=0.0)
    if isinstance(cell, (date, time, timedelta)):
        return 19 if isinstance(cell, datetime) and cell.time() != time() else 10
    return len(f"{cell:.10g}")
