"""Excel's grid: how large it is, and how its columns, cells and rectangles are named."""

from __future__ import annotations

from functools import cache

from workbook_crm.model.named_tuple import NamedTuple

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767
"""Characters in a cell; Excel repairs a workbook that has more."""


class Area(NamedTuple):
    """A rectangle of cells; all four bounds are 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


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
