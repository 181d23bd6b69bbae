"""How high a row must be for its wrapped text to be seen: Excel leaves that to whoever writes the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from math import ceil

LINE = 15.0
"""Points that one line of the default font takes."""
_MOST_LINES = 20
_SENTENCE = 60.0
"""In a column as wide as that stand sentences, which are not broken within a word."""


def display_width(text: str) -> int:
    """Columns of a fixed-width screen: a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(text: str, columns: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if display_width(text) <= columns:
        return text
    kept = ""
    for each in text:
        if display_width(kept + each) > columns - 2:
            break
        kept += each
    return kept + "…"


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points for cells of (text, column width in characters), all wrapped."""
    lines = (_lines(text, width) for text, width in cells if len(text) * 2.2 > width or "\n" in text)
    return LINE * min(max(lines, default=1), _MOST_LINES)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(_needed(line, width) / width)) for line in text.split("\n"))


def _needed(line: str, width: float) -> float:
    """How wide a line is: a sentence of Latin letters is narrower than as many digits."""
    across = display_width(line) - len(line)
    return across * 2.2 + (len(line) - across) * (0.95 if width > _SENTENCE else 1.1)
