"""The boxes that notes are shown in: the legacy VML drawing of a sheet.

Excel shows a note only if its sheet has a VML drawing with a shape for it. VML parts are not always well-
formed (Excel itself writes `<br>` into them), so they are edited as text. Each of our shapes is as large as
its text needs, and hidden until the pointer is over the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from workbook_crm.model.named_tuple import NamedTuple

from .markup import text_width
from .notes import Cell, lines
from .patterns import lazily

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE = lazily(rb"<(\w+:)?shape\b[^>]*>.*?</\1?shape>\s*", re.DOTALL)
_DRAWN = lazily(rb"<(?:\w+:)?(?:shape|group|line|polyline|curve|arc|rect|roundrect|oval|image)\b")
_PLACE = lazily(rb"<(?:\w+:)?(Row|Column)>\s*(\d+)\s*</")
_ANCHOR = lazily(rb"<(?:\w+:)?Anchor>([\s\d,]*)</(?:\w+:)?Anchor>")
_STYLED = lazily(rb"[;\"'](width|height):\s*(\d+)[\d.]*(px|pt)")
_ROW = lazily(rb"<(\w+:)?Row>")
_ID = lazily(rb"_s(\d{1,9})\b")
_TYPE = lazily(rb"""<(?:\w+:)?shapetype\b[^>]*\bid=["']_x0000_t202["']""")

_LINE_PX, _LATIN_PX, _MARGIN_PX = 16, 7, 14
_MIN_PX, _MAX_PX, _MAX_HEIGHT_PX = 140, 340, 480
_WIDEST_PX = 640
"""For a text that would not fit into a box of the usual width."""
_COLUMN_PX, _ROW_PX = 64, 20
_MOST_COLUMNS = 200
_MOST_LARGER = 150
"""As many boxes as one defined name can remember (a formula may have 8,192 characters)."""

_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMES = (
    b' xmlns:v="urn:schemas-microsoft-com:vml"',
    b' xmlns:o="urn:schemas-microsoft-com:office:office"',
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_DRAWING = (
    b"<xml"
    + b"".join(_NAMES)
    + b'><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>'
    + _SHAPE_TYPE
    + b"</xml>"
)
_NOTE = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t202" '
    b"style='position:absolute;margin-left:60pt;margin-top:2pt;width:%dpt;height:%dpt;z-index:%d;"
    b"visibility:hidden' "
    b'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    b'<v:shadow on="t" color="black" obscured="t"/>'
    b"<v:path o:connecttype=\"none\"/><v:textbox style='mso-direction-alt:auto'>"
    b"<div style='text-align:left'></div>"
    b'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>'
    b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)


class Grid(NamedTuple):
    """How wide columns are (in characters, by range) and how high a row is, for placing a box."""

    widths: Mapping[range, float] = MappingProxyType({})
    row_px: int = _ROW_PX
    column_px: int = _COLUMN_PX

    def width_px(self, column: int) -> int:
        for columns, characters in self.widths.items():
            if column in columns:
                return round(characters * 7 + 5) if characters else 0
        return self.column_px


def empty_drawing(block: int) -> bytes:
    """A VML drawing without shapes; `block` is the thousand of shape numbers that it draws from."""
    return _DRAWING % block


def with_shapes(xml: bytes, notes: Mapping[Cell, str], grid: Grid) -> bytes:
    """The drawing with a box for each note; shape numbers go on from the highest that is there."""
    if not notes:
        return xml
    taken = [int(number) for number in _ID().findall(xml)]
    block = re.search(rb"""idmap\b[^>]*\bdata=["'](\d+)""", xml)
    number = max(taken, default=(int(block[1]) if block else 1) * 1024)
    shapes = [] if _TYPE().search(xml) else [_SHAPE_TYPE]
    for count, (cell, text) in enumerate(notes.items(), start=1):
        shapes.append(_shape(number + count, count, cell, text, grid))
    missing = b"".join(name for name in _NAMES if name not in xml)
    if missing:
        shapes = [_named(shape, missing) for shape in shapes]
    at = xml.rindex(b"</")
    return xml[:at] + b"".join(shapes) + xml[at:]


def with_room(xml: bytes, texts: Mapping[Cell, str], grid: Grid) -> tuple[bytes, dict[Cell, str]]:
    """The drawing with larger boxes for notes whose text has grown, and the anchors of those boxes before.

    A box that had none, for its size stood in its style alone, has an empty text there.
    """
    before: dict[Cell, str] = {}
    if not texts:
        return xml, before

    def larger(match: re.Match[bytes]) -> bytes:
        shape, cell = match[0], _cell_of(match[0])
        anchor = _ANCHOR().search(shape)
        if cell not in texts or cell is None or len(before) >= _MOST_LARGER:
            return shape
        if anchor is None:
            made = _anchored(shape, cell, texts[cell], grid)
            if made != shape:
                before[cell] = ""
            return made
        corners = _larger(anchor[1], texts[cell], grid)
        if corners is None:
            return shape
        before[cell] = anchor[1].decode("ascii", "replace")
        return shape[: anchor.start(1)] + corners + shape[anchor.end(1) :]

    return _SHAPE().sub(larger, xml), before


def with_anchors(xml: bytes, anchors: Mapping[Cell, str]) -> bytes:
    """The drawing with the boxes of these cells where they were."""

    def restored(match: re.Match[bytes]) -> bytes:
        shape, cell = match[0], _cell_of(match[0])
        anchor = _ANCHOR().search(shape)
        if cell not in anchors or cell is None or anchor is None:
            return shape
        if not anchors[cell]:
            return shape[: anchor.start()] + shape[anchor.end() :]
        return shape[: anchor.start(1)] + anchors[cell].encode() + shape[anchor.end(1) :]

    return _SHAPE().sub(restored, xml) if anchors else xml


def without_shapes(xml: bytes, cells: Iterable[Cell]) -> bytes:
    """The drawing without the boxes of the notes on these cells."""
    gone = frozenset(cells)
    left = _SHAPE().sub(lambda match: b"" if _cell_of(match[0]) in gone else match[0], xml)
    return left if b"#_x0000_t202" in left or left == xml else left.replace(_SHAPE_TYPE, b"")


def has_shapes(xml: bytes) -> bool:
    """Whether anything is drawn: notes, form controls, lines of older programs."""
    return _DRAWN().search(xml) is not None


def blocks(xml: bytes) -> set[int]:
    """The thousands of shape numbers that a drawing draws from."""
    found = re.findall(rb"""idmap\b[^>]*\bdata=["']([\d,\s]+)["']""", xml)
    return {int(number) for data in found for number in data.split(b",") if number.strip().isdigit()}


def _cell_of(shape: bytes) -> Cell | None:
    """The cell of a note's shape."""
    if b'ObjectType="Note"' not in shape and b"ObjectType='Note'" not in shape:
        return None
    place = {name: int(number) for name, number in _PLACE().findall(shape)}
    return (place[b"Row"] + 1, place[b"Column"] + 1) if len(place) == 2 else None


def _shape(number: int, order: int, cell: Cell, text: str, grid: Grid) -> bytes:
    row, column = cell
    width, height = _size_px(text)
    anchor = _anchor(row, column, width, height, grid)
    return _NOTE % (number, width * 3 // 4, height * 3 // 4, order, anchor, row - 1, column - 1)


@lru_cache(maxsize=1_000)  # many cells are told the same
def _size_px(text: str, least_px: int = _MIN_PX) -> tuple[int, int]:
    """Width and height of a box that shows all of the text, Chinese characters counting twice."""
    longest = max(text_width(line) for line in lines(text)) * _LATIN_PX
    width = max(min(longest + _MARGIN_PX, _MAX_PX), least_px)
    if _height_px(text, width) > _MAX_HEIGHT_PX:
        width = max(min(longest + _MARGIN_PX, _WIDEST_PX), least_px)
    return width, min(_height_px(text, width), _MAX_HEIGHT_PX)


def _height_px(text: str, width: int) -> int:
    room = max(width - _MARGIN_PX, _LATIN_PX)
    rows = sum(1 + text_width(line) * _LATIN_PX // room for line in lines(text))
    return rows * _LINE_PX + _MARGIN_PX


def _anchored(shape: bytes, cell: Cell, text: str, grid: Grid) -> bytes:
    """The shape with an anchor that has room for the text; as it is where its style gives room already."""
    sizes = {
        name: int(number) * (4 / 3 if unit == b"pt" else 1) for name, number, unit in _STYLED().findall(shape)
    }
    width, height = (round(sizes.get(name, 0)) for name in (b"width", b"height"))
    row = _ROW().search(shape)
    if not width or not height or not row or min(_height_px(text, width), _MAX_HEIGHT_PX) <= height:
        return shape
    prefix = row[1] or b""
    anchor = _anchor(*cell, *_size_px(text, width), grid)
    return shape[: row.start()] + b"<%sAnchor>%s</%sAnchor>" % (prefix, anchor, prefix) + shape[row.start() :]


def _larger(anchor: bytes, text: str, grid: Grid) -> bytes | None:
    """The anchor of a box with room for the text, from the same corner; None where there is room already."""
    numbers = [int(number) for number in anchor.split(b",") if number.strip().isdigit()]
    if len(numbers) != 8 or numbers[4] - numbers[0] > _MOST_COLUMNS:
        return None
    left, left_px, top, top_px, right, right_px, bottom, bottom_px = numbers
    width = sum(grid.width_px(column + 1) for column in range(left, right)) - left_px + right_px
    height = (bottom - top) * grid.row_px - top_px + bottom_px
    if min(_height_px(text, width), _MAX_HEIGHT_PX) <= height:
        return None
    width, needed = _size_px(text, width)
    return _corners(left, left_px, top, top_px, width, max(height, needed), grid)


def _anchor(row: int, column: int, width: int, height: int, grid: Grid) -> bytes:
    """Left, top, right and bottom as cell and offset: beside the cell, inside of the grid."""
    return _corners(min(column, 16_376), 15, max(row - 2, 0), 4, width, height, grid)


def _corners(left: int, left_px: int, top: int, top_px: int, width: int, height: int, grid: Grid) -> bytes:
    right, right_px = left, left_px + width
    while right < 16_383 and right_px > (size := grid.width_px(right + 1)):
        right_px -= size
        right += 1
    rows, bottom_px = divmod(top_px + height, grid.row_px)
    bottom = min(top + rows, 1_048_575)
    numbers = (left, left_px, top, top_px, right, right_px, bottom, bottom_px)
    return b", ".join(b"%d" % number for number in numbers)


def _named(shape: bytes, names: bytes) -> bytes:
    """A shape that declares the namespaces which its drawing does not."""
    end = shape.index(b" ")
    return shape[:end] + names + shape[end:]
