"""Notes in a package: the comments part, its drawing, and the threads that tie both to a sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .areas import area
from .columns import widths
from .markup import get_attribute
from .notes import CONTENT_TYPE as COMMENTS_TYPE
from .notes import Cell, empty_comments, has_notes, with_notes, without_notes
from .relations import Relation, add_relation, drop_part, drop_relations, relations, set_content_type
from .shapes import CONTENT_TYPE as DRAWING_TYPE
from .shapes import (
    Grid,
    blocks,
    empty_drawing,
    has_shapes,
    with_anchors,
    with_room,
    with_shapes,
    without_shapes,
)
from .workbook import Book, BookSheet
from .worksheet import Worksheet


def add_notes(
    book: Book, part: str, sheet: Worksheet, notes: Mapping[Cell, str], author: str
) -> Mapping[Cell, str]:
    """Put notes on cells of a sheet; its comments part and drawing are made where it has none.

    Returns, for `clear_notes`, where boxes of the sender's ended that were made larger.
    """
    if not notes:
        return {}
    package = book.package
    _drop_empty(book, part, sheet)
    drawing = _drawing(book, part, sheet) or _new_drawing(book, part, sheet)
    comments = _comments(book, part) or _new_comments(book, part)
    noted = with_notes(package.read(comments), notes, author, _threaded(book, part))
    package.write(comments, noted.xml)
    made = {cell: notes[cell] for cell in noted.made}
    grid = _grid(sheet)
    xml, before = with_room(package.read(drawing), noted.longer, grid)
    package.write(drawing, with_shapes(xml, made, grid))
    return before


def clear_notes(
    book: Book, listed: BookSheet, author: str, anchors: Mapping[Cell, str], seals: Collection[str] = ()
) -> None:
    """Take our notes off a sheet, and parts that hold nothing else; `anchors` are as `add_notes` returned."""
    part = listed.part
    comments = _comments(book, part) if part else None
    if part is None or comments is None:
        return
    package = book.package
    cleared = without_notes(package.read(comments), author, seals)
    if cleared.xml == package.read(comments):
        return
    package.write(comments, cleared.xml)
    relation = _drawing_relation(book, part)
    drawing = relation.part if relation else None
    if drawing:
        bare = without_shapes(package.read(drawing), cleared.gone)
        package.write(
            drawing, with_anchors(bare, {cell: anchors[cell] for cell in cleared.cut & anchors.keys()})
        )
    if cleared.is_empty:
        _drop(book, part, comments)
        if relation and drawing and not has_shapes(package.read(drawing)):
            _drop(book, part, drawing)
            _forget_drawing(book, part)


def _drop_empty(book: Book, part: str, sheet: Worksheet) -> None:
    """Make away with parts for notes that hold none, for they would go with ours in a second pass."""
    comments, drawing = _comments(book, part), _drawing(book, part, sheet)
    if comments and drawing and not has_notes(book.package.read(comments)):
        if has_shapes(book.package.read(drawing)):
            return
        for gone in (comments, drawing):
            _drop(book, part, gone)
        sheet.forget_notes_drawing()


def _drop(book: Book, part: str, gone: str) -> None:
    ids = {relation.id for relation in relations(book.package, part) if relation.part == gone}
    drop_relations(book.package, part, ids)
    drop_part(book.package, gone)


def _forget_drawing(book: Book, part: str) -> None:
    sheet = Worksheet(book.package.read(part))
    sheet.forget_notes_drawing()
    book.package.write(part, sheet.content())


def _comments(book: Book, part: str) -> str | None:
    return next((rel.part for rel in relations(book.package, part) if rel.kind == "comments"), None)


def _threaded(book: Book, part: str) -> frozenset[Cell]:
    """The cells of a sheet that have a threaded comment."""
    kinds = ((rel.kind, rel.part) for rel in relations(book.package, part))
    found: set[Cell] = set()
    for name in (name for kind, name in kinds if kind == "threadedComment" and name):
        markup = book.package.markup(name)
        places = (area(element.get("ref")) for element in markup.children(markup.root, b"threadedComment"))
        found |= {(place.top, place.left) for place in places if place}
    return frozenset(found)


def _new_comments(book: Book, part: str) -> str:
    name = book.package.free_name("xl/comments{}.xml")
    book.package.write(name, empty_comments(book.namespace))
    set_content_type(book.package, name, COMMENTS_TYPE)
    add_relation(book.package, part, "comments", name, strict=book.strict)
    return name


def _drawing(book: Book, part: str, sheet: Worksheet) -> str | None:
    """The drawing that the sheet shows its notes in."""
    element = sheet.notes_drawing()
    wanted = element.get("id") if element else None
    found = relations(book.package, part)
    return next((rel.part for rel in found if rel.id == wanted and rel.part), None)


def _drawing_relation(book: Book, part: str) -> Relation | None:
    sheet = Worksheet(book.package.read(part))
    drawing = _drawing(book, part, sheet)
    return next((rel for rel in relations(book.package, part) if drawing and rel.part == drawing), None)


def _new_drawing(book: Book, part: str, sheet: Worksheet) -> str:
    name = book.package.free_name("xl/drawings/vmlDrawing{}.vml")
    taken: set[int] = set()
    for other in list(book.package.names):
        if other.endswith(".vml"):
            taken |= blocks(book.package.read(other))
    book.package.write(name, empty_drawing(max(taken, default=0) + 1))
    set_content_type(book.package, name, DRAWING_TYPE)
    relation = add_relation(book.package, part, "vmlDrawing", name)
    sheet.name_notes_drawing(relation, strict=book.strict)
    return name


def _grid(sheet: Worksheet) -> Grid:
    form = sheet.find(b"sheetFormatPr")
    attributes = form.attributes if form else b""
    height = float(get_attribute(attributes, "defaultRowHeight") or 15)
    width = float(get_attribute(attributes, "defaultColWidth") or 8.43)
    return Grid(widths(sheet), max(round(height * 4 / 3), 1), max(round(width * 7 + 5), 1))
