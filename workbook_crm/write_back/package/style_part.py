"""The style part of a workbook: opened, made where a workbook has none, and put back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .markup import Markup
from .relations import add_relation, relations, set_content_type
from .style_lists import MINIMAL
from .styles import Styles
from .workbook import Book

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def open_styles(book: Book, traced: Mapping[int, bytes] = MappingProxyType({})) -> Styles:
    """The style table; the smallest one that Excel accepts where the workbook has none."""
    part = _part(book)
    return Styles(book.package.markup(part) if part else Markup(MINIMAL % book.namespace), traced)


def make_style_part(book: Book) -> None:
    """Give a workbook without a style table one, before anything refers to it."""
    if _part(book):
        return
    name = "xl/styles.xml"  # some programs look for it by this name, and some told of it without making it
    if book.package.find(name):
        name = book.package.free_name("xl/styles{}.xml")
    book.package.write(name, MINIMAL % book.namespace)
    set_content_type(book.package, name, _CONTENT_TYPE)
    add_relation(book.package, book.part, "styles", name, strict=book.strict)


def keep_styles(book: Book, styles: Styles) -> None:
    part = _part(book)
    content = styles.content()
    if part and content != book.package.read(part):
        book.package.write(part, content)


def _part(book: Book) -> str | None:
    found = relations(book.package, book.part)
    return next((relation.part for relation in found if relation.kind == "styles" and relation.part), None)
