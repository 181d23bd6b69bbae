"""How much text a workbook may hold: more is no table, and would take hours and gigabytes to understand."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.rules import files as rules

LONGEST_CELL = 200_000
"""Characters of one cell, six times of what Excel can hold."""
MOST_TEXT = 200_000_000
"""Characters of all cells."""


def too_much_text(sheets: Sequence[RawSheet], place: Place) -> Findings:
    """The first cell that is too long, or the file that is so in all; nothing where neither is."""
    total = 0
    for sheet in sheets:
        for row, cells in enumerate(sheet.cells, sheet.first_row):
            lengths = [len(cell) for cell in cells if isinstance(cell, str)]
            total += sum(lengths)
            if lengths and max(lengths) > LONGEST_CELL:
                return (_too_long(sheet, row, cells, place.file),)
    return (finding(rules.TOO_MUCH_TEXT, place, count=total, limit=MOST_TEXT),) if total > MOST_TEXT else ()


def _too_long(sheet: RawSheet, row: int, cells: Sequence[Cell], file: str) -> Finding:
    lengths = [len(cell) if isinstance(cell, str) else 0 for cell in cells]
    longest = max(lengths)
    where = Place(file, sheet.name, row, sheet.first_column + lengths.index(longest))
    return finding(rules.TOO_MUCH_TEXT, where, count=longest, limit=LONGEST_CELL)
