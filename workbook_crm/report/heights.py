"""How high a row must be for its wrapped text to be seen: Excel leaves that to whoever writes the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from math import ceil

LINE = 15.0
"""Points that one line of the default font takes."""
_MOST_LINES = 20


def display_width(text: str) -> int:
    """Columns of a fixed-width screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points for cells of (text, column width in characters), all wrapped."""
    lines = (
        sum(max(1, ceil(display_width(line) * 1.1 / width)) for line in text.split("\n"))
        for text, width in cells
        if text
    )
    return LINE * min(max(lines, default=1), _MOST_LINES)
