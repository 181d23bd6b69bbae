"""Which sheet a workbook opens at: ours while it is there, the sender's again when it is gone.

Sheets that are selected together are edited together, so no other sheet may stay selected beside ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .markup import get_attribute, spliced, tokens, with_attribute
from .parts import Package
from .workbook import Book

_YES, _NO = ("1", "true"), ("0", "false")


def open_at(book: Book, index: int) -> str:
    """Open the workbook at this sheet alone; returns what was open, for `open_again`.

    That is the number of the open sheet (`-` where it was not written, `+` where there were no views), then
    the numbers of the selected sheets.
    """
    selected = [
        str(sheet.place)
        for sheet in book.sheets
        if sheet.place != index and sheet.part and _change_views(book.package, sheet.part, _YES, "0")
    ]
    before = (book.active or "-") if book.has_views else "+"
    if before.isdigit() and int(before) >= index:
        before = "0"  # there is no such sheet
    book.activate(str(index))
    return f"{before};{','.join(selected)}"


def open_again(book: Book, view: str) -> None:
    """Open the workbook as it was when `open_at` found it."""
    active, _, selected = view.partition(";")
    book.activate(active if active.isdigit() and int(active) < len(book.sheets) else None)
    if active == "+":
        book.drop_views()
    wanted = set(selected.split(","))
    for sheet in book.sheets:
        if (
            str(sheet.place) in wanted
            and sheet.part
            and not _change_views(book.package, sheet.part, _NO, "1")
        ):
            _select_anew(book.package, sheet.part)


def unselect(book: Book, part: str) -> None:
    """Have a sheet not selected any more."""
    _change_views(book.package, part, _YES, "0")


def _change_views(package: Package, part: str, before: Sequence[str], value: str) -> bool:
    """Set tabSelected in all views of a sheet where it was so before; False where it was in none."""
    xml = package.read(part)
    edits = [
        (*view.span(), with_attribute(view[0], "tabSelected", value))
        for view in _views(xml)
        if get_attribute(view["attributes"], "tabSelected") in before
    ]
    if edits:
        package.write(part, spliced(xml, edits))
    return bool(edits)


def _select_anew(package: Package, part: str) -> None:
    """Add the attribute where a program that saved the answer has left it out."""
    xml = package.read(part)
    view = next(_views(xml), None)
    if view:
        tag = with_attribute(view[0], "tabSelected", "1")
        package.write(part, spliced(xml, [(*view.span(), tag)]))


def _views(xml: bytes) -> Iterator[re.Match[bytes]]:
    """The opening tags of a sheet's views, which stand before its rows."""
    for tag in tokens(xml):
        if tag["name"] == b"sheetData":
            return
        if tag["name"] == b"sheetView" and not tag["close"]:
            yield tag
