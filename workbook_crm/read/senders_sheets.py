"""The sheets of a workbook that are the sender's: without those that we added, but with his words on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbook_crm.model.marks import KEPT_MARK
from workbook_crm.model.raw import Cell, RawSheet, RawWorkbook
from workbook_crm.model.seals import is_sealed
from workbook_crm.read.listed import is_listed
from workbook_crm.read.replies import is_marked

_MARKED_ROWS = 2
_SEAL = re.compile(r"#[0-9a-f]{8}")


def senders_sheets(book: RawWorkbook) -> Iterator[RawSheet]:
    """Every sheet but ours; of one of ours into which the sender wrote, what he wrote."""
    for sheet in book.sheets:
        if is_listed(sheet):
            continue
        if not (is_marked(sheet) or any(KEPT_MARK in row for row in sheet.cells[:_MARKED_ROWS])):
            yield sheet
            continue
        if not any(_is_seal(cell) for row in sheet.cells for cell in row):
            continue  # of an answer without seals: nothing on it is told apart
        rest = _without_our_rows(sheet)
        if any(cell != "" for row in rest.cells for cell in row):
            yield rest


def _without_our_rows(sheet: RawSheet) -> RawSheet:
    """The sheet with blanks for the rows that are as we wrote them, and for what is ours in the others."""
    width = len(sheet.cells[0]) if sheet.cells else 0
    first = sheet.first_column
    cells = [
        [""] * width if is_sealed(dict(enumerate(row, first))) else _without_codes(row) for row in sheet.cells
    ]
    return replace(sheet, cells=cells)


def _without_codes(row: Sequence[Cell]) -> list[Cell]:
    """A row without what its hidden cells hold."""
    return ["" if _is_code(cell) else cell for cell in row]


def _is_code(cell: Cell) -> bool:
    return isinstance(cell, str) and (cell.startswith("workbook_crm:") or _is_seal(cell))


def _is_seal(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_SEAL.fullmatch(cell))
