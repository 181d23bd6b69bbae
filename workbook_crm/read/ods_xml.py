"""What the XML of an OpenDocument spreadsheet knows and the reading library does not tell, sheet by sheet.

Errors, formulas without a value, merged cells, hidden rows, all digits of long numbers. Only looked for where
a plain search of the bytes says that there is one.
Source: OpenDocument 1.3 part 3, 9.1 (tables); errors are an extension of LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from workbook_crm.model.grid import Area
from workbook_crm.read.told import OWN_NAME, Position, SheetFacts, is_own_formula

CONTENT = "content.xml"

_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_WORTH_A_WALK = re.compile(
    rb'value-type="error"|-spanned="(?!1")|visibility="(?:collapse|filter)"|table:formula=|:value="\d{16}'
)
_LONG = re.compile(rb'\boffice:value="(\d{16,40})"')
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_REPEATED = re.compile(rb'\btable:number-(?:rows|columns)-repeated="(\d{1,9})"')
_ROWS_SPANNED = re.compile(rb'\btable:number-rows-spanned="(\d{1,9})"')
_COLUMNS_SPANNED = re.compile(rb'\btable:number-columns-spanned="(\d{1,9})"')
_TEXT = re.compile(rb"<text:p[^>]*>([^<]*)<")
_FORMULA = b"table:formula="
_ERROR = b'calcext:value-type="error"'
_HIDDEN = (b'table:visibility="collapse"', b'table:visibility="filter"')
_LONGEST_CELL_BYTES = 4096


@dataclass(slots=True)
class OdsSheet:
    """What was found on one sheet, and how far its valued cells reach."""

    errors: dict[Position, str] = field(default_factory=dict)
    unvalued: set[Position] = field(default_factory=set)
    long_numbers: dict[Position, str] = field(default_factory=dict)
    own_formulas: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    @property
    def facts(self) -> SheetFacts:
        return SheetFacts(
            self.errors,
            frozenset(self.unvalued),
            frozenset(self.hidden_rows),
            own_formulas=frozenset(self.own_formulas),
            merges=tuple(self.merges),
            long_numbers=self.long_numbers,
        )


def ods_sheets(data: bytes, *, at_all_costs: bool = False) -> Mapping[str, OdsSheet]:
    """What is to be said of each sheet of the content part by its name; empty where there is nothing."""
    return walked(data) if at_all_costs or _WORTH_A_WALK.search(data) else {}


def walked(data: bytes) -> Mapping[str, OdsSheet]:
    """Every sheet of a content part, cell by cell."""
    sheets: dict[str, OdsSheet] = {}
    sheet, row, column, rows, columns = OdsSheet(), 1, 1, 1, 1
    is_ours = OWN_NAME in data
    for tag in _TAG.finditer(data):
        kind, attributes = tag[1], tag[2]
        if kind == b"table":
            name = _NAME.search(attributes)
            sheet = sheets.setdefault(
                unescape(name[1].decode("utf-8", "replace")) if name else "", OdsSheet()
            )
            row, rows = 1, 0
        elif kind == b"table-row":
            row, rows, column, columns = row + rows, _repeated(attributes), 1, 0
            if any(mark in attributes for mark in _HIDDEN):
                sheet.hidden_rows.update(range(row, row + min(rows, 1_048_576)))
        else:
            column, columns = column + columns, _repeated(attributes)
            if kind == b"table-cell":
                _note(sheet, row, column, rows, columns, tag, data)
                if is_ours and _FORMULA in tag[2] and is_own_formula(tag[2]):
                    sheet.own_formulas.add((row, column))
    return sheets


def _note(
    sheet: OdsSheet, row: int, column: int, rows: int, columns: int, tag: re.Match[bytes], data: bytes
) -> None:
    attributes = tag[2]
    is_valued = b"value-type=" in attributes
    if is_valued:
        sheet.rows, sheet.columns = max(sheet.rows, row + rows - 1), max(sheet.columns, column + columns - 1)
    if _ERROR in attributes:
        text = _TEXT.search(data, tag.end(), tag.end() + _LONGEST_CELL_BYTES)
        sheet.errors[row, column] = _text(text) or "#ERROR!"
    elif _FORMULA in attributes and not is_valued:
        sheet.unvalued.add((row, column))
    if found := _LONG.search(attributes):
        sheet.long_numbers[row, column] = found[1].decode()
    if b"-spanned=" in attributes:
        down, right = _number(_ROWS_SPANNED, attributes), _number(_COLUMNS_SPANNED, attributes)
        if down * right > 1:
            sheet.merges.append(Area(row, column, row + down - 1, column + right - 1))


def _text(found: re.Match[bytes] | None) -> str:
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _repeated(attributes: bytes) -> int:
    return _number(_REPEATED, attributes)


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(1, int(found[1])) if found else 1
