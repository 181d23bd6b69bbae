"""How the cells of a row stand: which columns are there, and where a missing one belongs."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from workbook_crm.model.grid import column_number
from workbook_crm.model.named_tuple import NamedTuple


class Gap(NamedTuple):
    """Where a missing cell belongs: behind this piece of the row, between cells of these columns.

    A neighbour's letters are empty where there is none.
    """

    piece: int
    before: bytes
    behind: bytes


class Layout:
    """The columns of a row's cells, from left to right. Many rows of a sheet are laid out alike.

    A row is cut at its cells, so piece 0 is its opening tag and piece n its nth cell.
    """

    def __init__(self, letters: Sequence[bytes]) -> None:
        self.letters = (b"", *letters, b"")
        """Of each piece, and none behind the last one."""
        self.columns = [column_number(each.decode()) for each in letters]
        self.pieces = len(letters) + 1
        self.index = {column: index for index, column in enumerate(self.columns, start=1)}
        self._gaps: dict[int, Gap] = {}

    @property
    def is_ordered(self) -> bool:
        """Whether the cells stand from left to right, no column twice."""
        return all(left < right for left, right in zip(self.columns, self.columns[1:], strict=False))

    def gap(self, column: int) -> Gap:
        """Where a cell of a column belongs that the row does not have."""
        found = self._gaps.get(column)
        if found is None:
            piece = bisect(self.columns, column)
            found = self._gaps[column] = Gap(piece, self.letters[piece], self.letters[piece + 1])
        return found
