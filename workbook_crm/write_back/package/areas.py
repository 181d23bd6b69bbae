"""References to rectangles of cells, as the parts of a package write them: `A1`, `A1:P20`, `$A$1:$P$20`,
`A:C`."""

from __future__ import annotations

import re

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS, Area, cell_name, column_number

from .patterns import lazily

_CORNER = lazily(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?")


def area(reference: str | None) -> Area | None:
    """The rectangle of a reference, or None where it is not one."""
    first, _, second = (reference or "").strip().partition(":")
    corners = [_CORNER().fullmatch(corner) for corner in (first, second or first)]
    if not first or not all(corners):
        return None
    (top, left), (bottom, right) = (
        _corner(match, low=low) for match, low in zip(corners, (True, False), strict=True)
    )
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def areas(references: str | None) -> list[Area]:
    """All rectangles of a list of references, separated by spaces."""
    return [found for found in map(area, (references or "").split()) if found]


def reference(rectangle: Area) -> str:
    """A rectangle as a reference, `A1:P20`; a single cell as `A1`."""
    start, end = cell_name(rectangle.top, rectangle.left), cell_name(rectangle.bottom, rectangle.right)
    return start if start == end else f"{start}:{end}"


def fixed_reference(rectangle: Area) -> str:
    """A rectangle as a reference that does not move when it is copied: `$A$1:$P$20`."""
    return ":".join(map(_fixed, reference(rectangle).split(":")))


def holds(rectangle: Area, row: int, column: int) -> bool:
    return rectangle.top <= row <= rectangle.bottom and rectangle.left <= column <= rectangle.right


def _fixed(corner: str) -> str:
    letters = corner.rstrip("0123456789")
    return f"${letters}${corner[len(letters) :]}"


def _corner(match: re.Match[str] | None, *, low: bool) -> tuple[int, int]:
    assert match is not None
    letters, digits = match.groups()
    row = int(digits) if digits else (1 if low else MAX_ROWS)
    return row, column_number(letters) if letters else (1 if low else MAX_COLUMNS)
