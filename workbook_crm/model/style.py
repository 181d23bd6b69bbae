"""How a workbook looks, as far as its format tells: what a converted answer keeps beside the values.

Styles are listed once in a workbook; everything else names them by their position. Style 0 is the
workbook's own default. Colours are RRGGBB, empty where Excel chooses; words are those of ECMA-376 part 1,
18.18 (simple types).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Font(NamedTuple):
    """A font; size in points."""

    name: str = "Calibri"
    size: float = 11.0
    color: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


class Fill(NamedTuple):
    """The background of a cell; `back` is the other colour of a pattern that is not solid."""

    color: str = ""
    pattern: str = "none"
    back: str = ""


class Line(NamedTuple):
    """One side of a cell's border."""

    kind: str = ""
    color: str = ""


class Alignment(NamedTuple):
    """Where the text stands in its cell; rotation in degrees, 255 from top to bottom."""

    horizontal: str = ""
    vertical: str = ""
    wrap: bool = False
    indent: int = 0
    rotation: int = 0


class CellStyle(NamedTuple):
    """All that a cell looks like; borders are left, right, top, bottom."""

    number_format: int | str = 0
    """One of Excel's own by its number (ECMA-376 part 1, 18.8.30), or a code."""
    font: Font = Font()
    fill: Fill = Fill()
    borders: tuple[Line, Line, Line, Line] = (Line(), Line(), Line(), Line())
    alignment: Alignment = Alignment()


class ColumnStyle(NamedTuple):
    """Neighbouring columns of one look; `width` in characters of the default font."""

    first: int
    last: int
    width: float
    style: int = 0
    hidden: bool = False


class RowStyle(NamedTuple):
    """A row's height in points, 0 where it is the default, and what its blank cells look like."""

    height: float = 0.0
    is_fixed: bool = False
    style: int = 0
    hidden: bool = False


class Paper(NamedTuple):
    """How a sheet is printed."""

    size: int = 0
    """Excel's number (ECMA-376 part 1, 18.3.1.63), 9 for A4; 0 where nothing is said."""
    is_landscape: bool = False
    scale: int = 0
    """Percent; 0 where nothing is said."""
    fit: tuple[int, int] | None = None
    """Not more than so many pages wide and high, 0 for any number."""


PLAIN_PAPER = Paper()


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """The look of one sheet; rows are 1-based."""

    cells: Mapping[int, bytes] = field(default_factory=dict)
    """By row the styles of its cells from the first column on, two bytes each, in the machine's order."""
    columns: tuple[ColumnStyle, ...] = ()
    rows: Mapping[int, RowStyle] = field(default_factory=dict)
    default_width: float = 0.0
    default_height: float = 0.0
    frozen: tuple[int, int] = (0, 0)
    """So many rows and columns stay in view."""
    gridlines: bool = True
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The sender's notes by (row, column)."""
    paper: Paper = PLAIN_PAPER
