"""XML Spreadsheet 2003: a workbook in one XML file, as many programs export it under the ending .xls.

Source: Microsoft, XML Spreadsheet Reference (Office 2003). Cells and rows follow one another unless ss:Index
says where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from xml.etree import ElementTree

from workbook_crm.model.grid import Area
from workbook_crm.model.place import MAX_COLUMNS, MAX_ROWS
from workbook_crm.model.raw import EPOCH_1900, EPOCH_1904, Cell
from workbook_crm.read.charset import decode
from workbook_crm.read.library import BrokenError
from workbook_crm.read.sparse import SparseSheet, SparseSource

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED = {
    "Percent": "0.00%",
    "Euro Currency": "[$€-2] #,##0.00",
    "Currency": "General",
    "Standard": "#,##0.00",
}
"""Formats that have names instead of codes; Currency is that of whoever looks."""
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")


def open_spreadsheet_2003(content: bytes) -> SparseSource:
    """The workbook. Raises BrokenError."""
    try:
        book = ElementTree.fromstring(_DECLARATION.sub("", decode(content).text, count=1))
    except (ElementTree.ParseError, LookupError) as reason:  # not well-formed, or in an unknown encoding
        raise BrokenError(str(reason)) from reason
    is_1904 = any(each.tag.endswith("}Date1904") for each in book.iter())
    codes = _codes(book)
    sheets = tuple(_sheet(each, codes) for each in book.iter(f"{_SS}Worksheet"))
    return SparseSource(sheets, epoch=EPOCH_1904 if is_1904 else EPOCH_1900)


def _codes(book: ElementTree.Element) -> Mapping[str, str]:
    """The number format of each style by its name."""
    said = {
        style.get(f"{_SS}ID", ""): form.get(f"{_SS}Format", "")
        for style in book.iter(f"{_SS}Style")
        for form in style.iterfind(f"{_SS}NumberFormat")
    }
    return {style: _NAMED.get(code, code) for style, code in said.items()}


def _sheet(worksheet: ElementTree.Element, codes: Mapping[str, str]) -> SparseSheet:
    sheet = SparseSheet(worksheet.get(f"{_SS}Name", ""))
    visible = next((each.text for each in worksheet.iter() if each.tag.endswith("}Visible")), None)
    sheet.is_hidden = visible in ("SheetHidden", "SheetVeryHidden")
    row = 0
    for element in worksheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = _index(element, row)
        if row > MAX_ROWS:
            break
        if element.get(f"{_SS}Hidden") == "1":
            sheet.hidden_rows.add(row)
        for column, cell in _cells(element):
            _take(sheet, row, column, cell)
            if code := codes.get(cell.get(f"{_SS}StyleID", "")):
                sheet.codes[row, column] = code
        row += _number(element, "Span")
    return sheet


def _cells(row: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
    column = 0
    for cell in row.iterfind(f"{_SS}Cell"):
        column = _index(cell, column)
        if column > MAX_COLUMNS:
            return
        yield column, cell
        column += _number(cell, "MergeAcross")


def _take(sheet: SparseSheet, row: int, column: int, cell: ElementTree.Element) -> None:
    data = cell.find(f"{_SS}Data")
    if data is None:
        data = next((each for each in cell if each.tag.endswith("}Data")), None)
    right, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
    if right or down:
        sheet.merges.append(Area(row, column, row + down, column + right))
    if data is None:
        if cell.get(f"{_SS}Formula"):
            sheet.unvalued.add((row, column))
        return
    text = "".join(data.itertext())
    if data.get(f"{_SS}Type") == "Error":
        sheet.errors[row, column] = text
    else:
        sheet.cells[row, column] = _value(text, data.get(f"{_SS}Type", "String"))


def _value(text: str, kind: str) -> Cell:
    """The value by its declared type; text where it is not what it claims to be."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() == "1"
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            return moment.date() if not (moment.hour or moment.minute or moment.second) else moment
    except ValueError:
        return text
    return text


def _index(element: ElementTree.Element, last: int) -> int:
    return _number(element, "Index") or last + 1


def _number(element: ElementTree.Element, name: str) -> int:
    text = element.get(f"{_SS}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 8 else 0
