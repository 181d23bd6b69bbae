"""Which sheet a workbook opens at: ours while it is there, the sender's again when it is gone.

Sheets that are selected together are edited together, so no other sheet may stay selected beside ours.
"""

from __future__ import annotations

import re

from .parts import Package
from .patterns import lazily
from .workbook import Book

_SELECTED = re.compile(rb"""(<(?:\w+:)?sheetView\b[^>]*?\stabSelected\s*=\s*["'])(?:1|true)(["'])""")
_UNSELECTED = lazily(rb"""(<(?:\w+:)?sheetView\b[^>]*?\stabSelected\s*=\s*["'])(?:0|false)(["'])""")
_VIEW = lazily(rb"<(?:\w+:)?sheetView\b")
_HEAD_BYTES = 1 << 16


def open_at(book: Book, index: int) -> str:
    """Open the workbook at this sheet alone; returns what was open, for `open_again`.

    That is the number of the open sheet (`-` where it was not written, `+` where there were no views), then
    the numbers of the selected sheets.
    """
    selected = [
        str(sheet.place)
        for sheet in book.sheets
        if sheet.place != index and sheet.part and _select(book.package, sheet.part, _SELECTED, b"0")
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
            and not _select(book.package, sheet.part, _UNSELECTED(), b"1")
        ):
            _select_anew(book.package, sheet.part)


def _select(package: Package, part: str, pattern: re.Pattern[bytes], value: bytes) -> bool:
    """Set tabSelected in all views of a sheet that match; False where none does."""
    xml = package.read(part)
    changed, count = pattern.subn(rb"\g<1>" + value + rb"\g<2>", xml[:_HEAD_BYTES])
    if count:
        package.write(part, changed + xml[_HEAD_BYTES:])
    return count > 0


def _select_anew(package: Package, part: str) -> None:
    """Add the attribute where a program that saved the answer has left it out."""
    xml = package.read(part)
    match = _VIEW().search(xml, 0, _HEAD_BYTES)
    if match:
        package.write(part, xml[: match.end()] + b' tabSelected="1"' + xml[match.end() :])
