"""Where something stands in a workbook, named as Excel names it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


@cache
def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 is A, 27 is AA.

    Raises ValueError for a column outside of Excel's grid.
    """
    if not 1 <= column <= MAX_COLUMNS:
        raise ValueError(f"no such column: {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The 1-based column of its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The address of a cell without its sheet: `D7`; rows and columns are 1-based."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a sheet, a row or a cell: as exact as is known. Rows and columns are 1-based."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """`D7`, or None where the place is not a single cell."""
        if self.row is None or self.column is None:
            return None
        return cell_name(self.row, self.column)

    def __str__(self) -> str:
        if self.sheet is None:
            return self.file
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}"
        return self.sheet if self.row is None else f"{self.sheet}!{self.row}"
