"""Writes a written list as the file that its dealer would send: an .xlsx workbook, or text in its encoding."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import xlsxwriter

from benchmarks.lists.written import WrittenList, WrittenSheet

_NUMBER = re.compile(r"=(-?[\d,]+(?:\.\d+)?)")
_DAY = re.compile(r"#(\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)")
_FORMULA = re.compile(r"(=.+?) -> (.+)")
_ADDED = re.compile(r" ?\{(#?)([^}]*)\}$")
LEFT, ABOVE = "<", "^"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Written:
    """One cell: what it holds, how, and what is pinned to it."""

    value: str | float | datetime
    formula: str | None = None
    colour: str | None = None
    comment: str | None = None


def cell_of(text: str) -> Written:
    """The cell that a text stands for."""
    colour = comment = None
    if added := _ADDED.search(text):
        text = text[: added.start()]
        colour, comment = (None, added[2]) if added[1] else (added[2], None)
    formula, value = None, text
    if match := _FORMULA.fullmatch(text):
        formula, value = match[1], f"={match[2]}"
    return Written(_value(value), formula, colour, comment)


def _value(text: str) -> str | float | datetime:
    if match := _NUMBER.fullmatch(text):
        return float(match[1].replace(",", ""))
    if match := _DAY.fullmatch(text):
        return datetime.fromisoformat(match[1])
    return text.replace("\\n", "\n")


def content_of(written: WrittenList) -> bytes:
    """The bytes of the file; the same list, the same bytes."""
    if written.encoding == "html":
        return _page(written).encode("utf-8")
    return _csv(written) if written.encoding else _xlsx(written)


def _page(written: WrittenList) -> str:
    """A table as other programs save it with the ending `.xls`."""
    (sheet,) = written.sheets
    rows = ("".join(f"<td>{escape(str(cell_of(each).value))}</td>" for each in row) for row in sheet.rows)
    body = "".join(f"<tr>{each}</tr>\n" for each in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table border="1">\n{body}</table></body></html>'


def _csv(written: WrittenList) -> bytes:
    text = io.StringIO()
    (sheet,) = written.sheets
    csv.writer(text, delimiter=written.separator).writerows(
        [cell_of(each).value for each in row] for row in sheet.rows
    )
    return text.getvalue().encode(written.encoding or "utf-8")


def _xlsx(written: WrittenList) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 1)})
        for each in written.sheets:
            _write(workbook, workbook.add_worksheet(each.name), each)
    return buffer.getvalue()


def _write(workbook: Any, page: Any, sheet: WrittenSheet) -> None:
    for row, cells in enumerate(sheet.rows):
        for column, text in enumerate(cells):
            if text and text not in (LEFT, ABOVE):
                _write_cell(workbook, page, (row, column), cell_of(text))
    for area in merges(sheet):
        first_row, first_column, *_ = area
        text = sheet.rows[first_row][first_column]
        page.merge_range(*area, "")
        if text:
            _write_cell(workbook, page, (first_row, first_column), cell_of(text))


def _write_cell(workbook: Any, page: Any, at: tuple[int, int], cell: Written) -> None:
    if cell.colour == HIDDEN:
        page.set_column(at[1], at[1], None, None, {"hidden": True})
    look = {"bg_color": cell.colour} if cell.colour not in (None, HIDDEN) else {}
    if cell.formula:
        page.write_formula(*at, cell.formula, workbook.add_format(look), cell.value)
    elif isinstance(cell.value, datetime):
        has_time = (cell.value.hour, cell.value.minute) != (0, 0)
        shown = "yyyy/m/d h:mm" if has_time else "yyyy/m/d"
        page.write_datetime(*at, cell.value, workbook.add_format({**look, "num_format": shown}))
    elif isinstance(cell.value, float):
        page.write_number(*at, cell.value, workbook.add_format(look))
    else:
        page.write_string(*at, cell.value, workbook.add_format(look))
    if cell.comment:
        page.write_comment(*at, cell.comment)


def merges(sheet: WrittenSheet) -> list[tuple[int, int, int, int]]:
    """The merged areas, 0-based: a cell and all that say `<` or `^` after it."""
    found = []
    for row, cells in enumerate(sheet.rows):
        for column, text in enumerate(cells):
            if text in (LEFT, ABOVE):
                continue
            width = _run([each == LEFT for each in cells[column + 1 :]])
            height = _run([_at(below, column) == ABOVE for below in sheet.rows[row + 1 :]])
            if width or height:
                found.append((row, column, row + height, column + width))
    return found


def _at(cells: tuple[str, ...], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _run(marks: list[bool]) -> int:
    """How many are true before the first that is not."""
    return next((nth for nth, each in enumerate(marks) if not each), len(marks))
