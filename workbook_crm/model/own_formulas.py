"""What formulas of ours show, taken out of the columns that we work out: nobody has typed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from workbook_crm.model.raw import Cell, RawSheet

_FORMULA_AS_TEXT = re.compile(r"\[#This Row\]|\bcatalog_price\b")


def without_own_formulas(sheet: RawSheet, columns: Collection[int]) -> RawSheet:
    """Return the sheet with a blank wherever a formula of ours stands in one of these 1-based columns."""
    ours = {place for place in sheet.own_formulas if place[1] in columns}
    ours.update(_as_texts(sheet, columns))
    if not ours:
        return sheet
    return replace(
        sheet,
        cells=_with_blanks(sheet, ours),
        errors={place: text for place, text in sheet.errors.items() if place not in ours},
        unvalued=sheet.unvalued - ours,
        long_numbers={place: text for place, text in sheet.long_numbers.items() if place not in ours},
    )


def _as_texts(sheet: RawSheet, columns: Collection[int]) -> Iterator[tuple[int, int]]:
    """The cells that have the text of a formula of ours: gnumeric leaves that of one that it cannot read."""
    for column in columns:
        at = column - sheet.first_column
        for row, cells in enumerate(sheet.cells, sheet.first_row):
            if isinstance(cells[at], str) and _is_formula(str(cells[at])):
                yield row, column
    for place, text in sheet.errors.items():
        if place[1] in columns and _is_formula(text):
            yield place


def _is_formula(text: str) -> bool:
    return _FORMULA_AS_TEXT.search(text) is not None


def _with_blanks(sheet: RawSheet, places: Collection[tuple[int, int]]) -> list[list[Cell]]:
    cells = [list(row) for row in sheet.cells]
    for row, column in places:
        at, nth = row - sheet.first_row, column - sheet.first_column
        if 0 <= at < len(cells) and 0 <= nth < len(cells[at]):
            cells[at][nth] = ""
    return cells
