"""The styles of a sheet's cells, collected cell by cell and laid out in a few bytes a row."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from workbook_crm.model.grid import Area

ROWS_BEYOND, COLUMNS_BEYOND = 1_000, 50
"""Blanks that were given a look in advance are kept so far beyond the last value."""


class CellStyles:
    """Collects styles; where rows come one after the other, each is packed once."""

    def __init__(self, area: Area) -> None:
        self._bottom = area.bottom + ROWS_BEYOND
        self._width = area.right + COLUMNS_BEYOND
        self._rows: dict[int, bytes] = {}
        self._same: dict[bytes, bytes] = {}
        self._row = -1
        self._line = array("H")

    def take(self, row: int, column: int, style: int) -> None:
        """The style of one cell; row and column count from 0, as files count."""
        if row != self._row:
            self._turn_to(row)
        if column < self._width:
            self._line[column] = style

    def rows(self) -> Mapping[int, bytes]:
        """As `SheetStyle.cells` has them; rows of one look share their bytes."""
        self._turn_to(-1)
        return self._rows

    def _turn_to(self, row: int) -> None:
        if 0 <= self._row < self._bottom:
            packed = self._line.tobytes()
            self._rows[self._row + 1] = self._same.setdefault(packed, packed)
        before = self._rows.get(row + 1)
        self._line = array("H", before or bytes(2 * self._width))
        self._row = row
