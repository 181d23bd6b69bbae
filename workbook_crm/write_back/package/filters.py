"""The filter of a sheet: its range, and the hidden defined name that Excel keeps equal to it."""

from __future__ import annotations

from workbook_crm.model.grid import Area

from .areas import area, fixed_reference, reference
from .workbook import Book
from .worksheet import Worksheet

_NAME = "_xlnm._FilterDatabase"


def widen_filter(book: Book, index: int, sheet: Worksheet, header_row: int, column: int) -> bool:
    """Let a filter on the header row that ends beside the column hold it; False where there is none."""
    place = _range(sheet)
    if place is None or place.top != header_row or place.right != column - 1:
        return False
    _set(book, index, sheet, place._replace(right=column))
    return True


def narrow_filter(book: Book, index: int, sheet: Worksheet, column: int) -> None:
    """Take the last column out of a filter that `widen_filter` put in."""
    place = _range(sheet)
    if place and place.right == column > place.left:
        _set(book, index, sheet, place._replace(right=column - 1))


def _range(sheet: Worksheet) -> Area | None:
    element = sheet.find(b"autoFilter")
    return area(element.get("ref")) if element else None


def _set(book: Book, index: int, sheet: Worksheet, place: Area) -> None:
    element = sheet.find(b"autoFilter")
    assert element is not None
    sheet.set(element, "ref", reference(place))
    for name in book.names:
        if name.name == _NAME and name.sheet == index and "!" in name.formula:
            prefix = name.formula.rpartition("!")[0]
            book.change_name(_NAME, index, f"{prefix}!{fixed_reference(place)}")
