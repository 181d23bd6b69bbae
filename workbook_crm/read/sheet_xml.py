"""What the XML of a worksheet knows and the reading library does not tell: errors, formulas without a value,
hidden rows, all digits of long numbers.

Only looked for where a plain search of the bytes says that there is one: a worksheet of 100,000 rows is 60 MB
of XML. Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from workbook_crm.model.place import column_number
from workbook_crm.read.told import Position, SheetFacts, is_own_formula

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b")
_ADDRESS = re.compile(rb'\br="\$?([A-Za-z]+)\$?(\d+)"')
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_HEAD_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Tags:
    """The patterns of one namespace prefix."""

    row: bytes
    cell: bytes
    valueless_formula: re.Pattern[bytes]
    valueless_empty_formula: re.Pattern[bytes]
    value: re.Pattern[bytes]
    long_number: re.Pattern[bytes]
    hidden_row: re.Pattern[bytes]
    numbered_row: re.Pattern[bytes]
    cell_tag: re.Pattern[bytes]
    cell_value: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    """With its text, if it has one."""
    formula_end: bytes
    formula_start: bytes


@cache
def tags(prefix: bytes) -> Tags:
    """The patterns for a document whose elements carry the prefix, `x:` or nothing."""
    p = re.escape(prefix)
    no_value = rb"\s*(?:<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)?\s*</" + p + rb"c>"
    return Tags(
        row=b"<" + prefix + b"row",
        cell=b"<" + prefix + b"c",
        valueless_formula=re.compile(rb"</" + p + rb"f>" + no_value),
        valueless_empty_formula=re.compile(rb"<" + p + rb"f\b[^>]*/>" + no_value),
        value=re.compile(rb"<" + p + rb"v[^>]*>([^<]*)</"),
        long_number=re.compile(rb"<" + p + rb"v>(\d{16,32})<"),
        hidden_row=re.compile(rb"<" + p + rb'row\b[^>]*?\bhidden="(?:1|true|on)"[^>]*>'),
        numbered_row=re.compile(rb"<" + p + rb'row\b[^>]*?\br="(\d+)"'),
        cell_tag=re.compile(rb"<" + p + rb"c(?=[\s>])[^>]*>"),
        cell_value=re.compile(rb"<" + p + rb"(?:v(?:\s[^>]*)?>[^<]|is\b)"),
        formula=re.compile(rb"<" + p + rb"f(?=[\s>/])[^>]*?(?:/>|>([^<]*)</)"),
        formula_end=b"</" + prefix + b"f>",
        formula_start=b"<" + prefix + b"f",
    )


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A worksheet part, ready to be asked: UTF-8, double quotes."""

    data: bytes
    tags: Tags
    is_altered: bool = False
    """Whether the package has it in another encoding, which the reading library would take for empty."""

    def cell_starts(self, end: int) -> int:
        """Where the cell that spans the offset `end` starts, or -1."""
        start = self.data.rfind(self.tags.cell, 0, end)
        while start >= 0 and self.data[start + len(self.tags.cell)] not in b" >/\t\r\n":
            start = self.data.rfind(self.tags.cell, 0, start)
        return start

    def position(self, start: int) -> Position | None:
        """The address of the cell whose tag starts at an offset, counted out where it is not written."""
        tag = self.data[start : self.data.find(b">", start)]
        address = _ADDRESS.search(tag)
        if address is not None:
            return int(address[2]), column_number(address[1].decode())
        row_start = self.data.rfind(self.tags.row, 0, start)
        if row_start < 0:
            return None
        return self.row_number(row_start), 1 + self.data.count(self.tags.cell, row_start, start)

    def row_number(self, start: int) -> int:
        """The number of the row whose tag starts at an offset, counted out where it is not written."""
        number = _ROW_NUMBER.search(self.data, start, self.data.find(b">", start) + 1)
        return int(number[1]) if number else 1 + self.data.count(self.tags.row, 0, start)


def open_sheet(data: bytes) -> SheetXml:
    """A worksheet part in the one spelling that the patterns know."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_wide:
        data = data.decode("utf-16", "replace").replace("UTF-16", "UTF-8", 1).encode()
    if b"='" in data[:_HEAD_BYTES]:
        data = data.replace(b"'", b'"')
    root = _ROOT.search(data[:_HEAD_BYTES])
    return SheetXml(data, tags(root[1] + b":" if root and root[1] else b""), is_wide)


def facts(sheet: SheetXml, *, is_ours: bool = False) -> SheetFacts:
    """Errors, formulas without a stored value, and hidden rows of a worksheet.

    `is_ours`: whether formulas of our own are looked for.
    """
    return SheetFacts(
        errors=dict(_errors(sheet)),
        unvalued=frozenset(_unvalued(sheet)),
        hidden_rows=frozenset(_hidden_rows(sheet)),
        long_numbers=dict(_long_numbers(sheet)),
        own_formulas=frozenset(_own_formulas(sheet)) if is_ours else frozenset(),
    )


def _own_formulas(sheet: SheetXml) -> Iterator[Position]:
    """Where formulas of ours stand; one that only refers to the text of another is taken for such."""
    for found in sheet.tags.formula.finditer(sheet.data):
        if not found[1] or is_own_formula(found[1]):
            position = sheet.position(sheet.cell_starts(found.start()))
            if position is not None:
                yield position


def _long_numbers(sheet: SheetXml) -> Iterator[tuple[Position, str]]:
    for found in sheet.tags.long_number.finditer(sheet.data):
        start = sheet.cell_starts(found.start())
        tag = sheet.data[start : sheet.data.find(b">", start)]
        if start >= 0 and (b't="' not in tag or b't="n"' in tag) and (position := sheet.position(start)):
            yield position, found[1].decode()


def _errors(sheet: SheetXml) -> Iterator[tuple[Position, str]]:
    data, at = sheet.data, 0
    while (at := data.find(b't="e"', at)) >= 0:
        start = data.rfind(b"<", 0, at)
        position = sheet.position(start) if data.startswith(sheet.tags.cell + b" ", start) else None
        value = sheet.tags.value.search(data, at, data.find(b"</" + sheet.tags.cell[1:] + b">", at))
        if position is not None:
            yield position, unescape(value[1].decode("utf-8", "replace")) if value else "#ERROR!"
        at += 5


def _unvalued(sheet: SheetXml) -> Iterator[Position]:
    if sheet.data.find(sheet.tags.formula_start) < 0:
        return
    for pattern in (sheet.tags.valueless_formula, sheet.tags.valueless_empty_formula):
        for found in pattern.finditer(sheet.data):
            start = sheet.cell_starts(found.start())
            tag = sheet.data[start : sheet.data.find(b">", start)]
            # A formula that yields "" is stored as an empty text, by Excel itself.
            if start < 0 or b't="str"' in tag:
                continue
            position = sheet.position(start)
            if position is not None:
                yield position


def _hidden_rows(sheet: SheetXml) -> Iterator[int]:
    if sheet.data.find(b'hidden="') < 0:
        return
    for found in sheet.tags.hidden_row.finditer(sheet.data):
        yield sheet.row_number(found.start())
