"""Workbooks that we hand out to be filled in, known by what stands over the cells to fill."""

from __future__ import annotations

from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.sheets import FILL_IN_HERE

OVER_CELLS_TO_FILL = frozenset((FILL_IN_HERE.zh, FILL_IN_HERE.en))
_TOP_ROWS = 8


def is_list_to_fill_in(raw: RawWorkbook | None) -> bool:
    """Whether a workbook is a due list of ours: its cells were blank, so what is in them was filled in."""
    return raw is not None and any(map(_is_filled_in, raw.sheets))


def _is_filled_in(sheet: RawSheet) -> bool:
    return any(
        isinstance(cell, str) and cell.strip() in OVER_CELLS_TO_FILL
        for row in sheet.cells[:_TOP_ROWS]
        for cell in row
    )
