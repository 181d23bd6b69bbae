"""The styles of a sheet's cells, collected row by row and laid out in a few bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from workbook_crm.model.grid import Area

ROWS_BEYOND, COLUMNS_BEYOND = 1_000, 50
"""Blanks that were given a look in advance are kept so far beyond the last value."""


class CellStyles:
    """Collects styles of cells in an area, and a little beyond it."""

    def __init__(self, area: Area, columns: int) -> None:
        self.bottom, self.right = area.bottom + ROWS_BEYOND, min(area.right + COLUMNS_BEYOND, columns)
        self._blank = bytes(2 * columns)
        self._rows: dict[int, bytes] = {}
        self._same: dict[bytes, bytes] = {}
        self.row = 0
        """Whose styles are being written."""
        self._line = array("H", self._blank)

    def line(self, row: int) -> array[int]:
        """The styles of a row, by column from 0 on, to be written into; the one before it is packed."""
        if row == self.row:
            return self._line
        self._pack()
        known = self._rows.get(row)
        self.row, self._line = row, array("H", self._blank)
        if known:
            self._line[: len(known) // 2] = array("H", known)
        return self._line

    def repeat(self, times: int) -> None:
        """The row that is being written stands so many times more."""
        self._pack()
        for row in range(self.row + 1, min(self.row + times, self.bottom) + 1):
            self._rows[row] = self._rows[self.row]

    def rows(self) -> Mapping[int, bytes]:
        """As `SheetStyle.cells` has them; rows of one look share their bytes."""
        self._pack()
        return self._rows

    def _pack(self) -> None:
        if 1 <= self.row <= self.bottom:
            packed = self._line[: self.right].tobytes()
            self._rows[self.row] = self._same.setdefault(packed, packed)
