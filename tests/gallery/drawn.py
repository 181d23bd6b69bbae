"""Workbooks drawn as text where a table of plain values is not enough: formulas, dates, what is hidden."""

from __future__ import annotations

import io
import re
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_HIDDEN = " (hidden)"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMATTED = re.compile(r"(-?\d+(?:\.\d+)?) \{(.+)\}")


def drawn(text: str) -> bytes:
    """The workbook of a drawing.

    `# name` begins a sheet, `# name (hidden)` a hidden one; `| a | b |` is a row, `~| a | b |` a hidden one;
    `125000 {#,##0}` a number in a format, `2026-03-05` a date, `=A1*B1` a formula that nobody has calculated, `#N/A` an error value, and what
    looks like a number is one.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for line in map(str.strip, text.strip("\n").splitlines()):
        if line.startswith("# "):
            _add_sheet(book, line[2:])
        else:
            _add_row(book.worksheets[-1], line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_sheet(book: Workbook, name: str) -> None:
    sheet = book.create_sheet(name.removesuffix(_HIDDEN))
    if name.endswith(_HIDDEN):
        sheet.sheet_state = "hidden"


def _add_row(sheet: Worksheet, line: str) -> None:
    texts = [cell.strip() for cell in line.lstrip("~").strip("|").split("|")]
    sheet.append([_value(text) for text in texts])
    for column, text in enumerate(texts, 1):
        if found := _FORMATTED.fullmatch(text):
            sheet.cell(_last_row(sheet), column).number_format = found[2]
    if line.startswith("~"):
        sheet.row_dimensions[_last_row(sheet)].hidden = True


def _last_row(sheet: Worksheet) -> int:
    return int(sheet.max_row)


def _value(cell: str) -> str | float | date | None:
    if _DATE.fullmatch(cell):
        return date.fromisoformat(cell)
    if found := _FORMATTED.fullmatch(cell):
        return float(found[1])
    if _NUMBER.fullmatch(cell):
        return float(cell)
    return cell or None
