"""Tables (ListObjects): a table may grow by our column, and shrink again."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.model.grid import Area
from workbook_crm.model.named_tuple import NamedTuple

from .areas import area, reference
from .markup import Edit, Element, Markup, appended, quoted, set_attribute, spliced
from .parts import Package
from .relations import relations


class TablePart(NamedTuple):
    """A table of a sheet; `grows` is False where its columns belong to a query or an XML map."""

    part: str
    range: Area
    names: tuple[str, ...]
    has_header: bool
    has_totals: bool
    grows: bool


def tables_of(package: Package, sheet_part: str) -> Iterator[TablePart]:
    """The tables of a sheet."""
    for relation in relations(package, sheet_part):
        if relation.kind == "table" and relation.part:
            table = _table(package, relation.part)
            if table:
                yield table


def grow(package: Package, table: TablePart, name: str) -> None:
    """Add a column of this name at the right end of a table."""
    markup = package.markup(table.part)
    wider = reference(table.range._replace(right=table.range.right + 1))
    edits: list[Edit] = [set_attribute(markup.root, markup.xml, "ref", wider)]
    edits += _filter_edits(markup, table, 1)
    columns = markup.child(markup.root, b"tableColumns")
    assert columns is not None
    listed = list(markup.children(columns))
    number = max((int(column.get("id") or 0) for column in listed), default=0) + 1
    tag = b'<%stableColumn id="%d" name="%s"/>' % (columns.prefix, number, quoted(_coded(name)))
    edits.append(set_attribute(columns, markup.xml, "count", str(len(listed) + 1)))
    edits.append(appended(columns, tag, markup.xml))
    package.write(table.part, spliced(markup.xml, edits))


def shrink(package: Package, table: TablePart) -> None:
    """Take the last column of a table away."""
    markup = package.markup(table.part)
    columns = markup.child(markup.root, b"tableColumns")
    listed = list(markup.children(columns)) if columns else []
    if columns is None or len(listed) < 2:
        return
    narrower = reference(table.range._replace(right=table.range.right - 1))
    edits: list[Edit] = [set_attribute(markup.root, markup.xml, "ref", narrower)]
    edits += _filter_edits(markup, table, -1)
    edits.append(set_attribute(columns, markup.xml, "count", str(len(listed) - 1)))
    edits.append((listed[-1].start, listed[-1].end, b""))
    package.write(table.part, spliced(markup.xml, edits))


def _table(package: Package, part: str) -> TablePart | None:
    markup = package.markup(part)
    root = markup.root
    place = area(root.get("ref"))
    columns = markup.child(root, b"tableColumns")
    if place is None or columns is None:
        return None
    listed = list(markup.children(columns))
    names = tuple(column.get("name") or "" for column in listed)
    foreign = root.get("tableType") not in (None, "worksheet") or bool(relations(package, part))
    whole = len(names) == place.right - place.left + 1
    header = root.get("headerRowCount") != "0"
    totals = root.get("totalsRowCount") not in (None, "0")
    return TablePart(part, place, names, header, totals, grows=header and whole and not foreign)


def _filter_edits(markup: Markup, table: TablePart, by: int) -> Iterator[Edit]:
    """The table's own filter reaches as far as the table."""
    element: Element | None = markup.child(markup.root, b"autoFilter")
    place = area(element.get("ref")) if element else None
    if element and place and place.right == table.range.right:
        yield set_attribute(element, markup.xml, "ref", reference(place._replace(right=place.right + by)))


def _coded(name: str) -> str:
    """A column's name as the table writes it: line breaks as `_x000a_` (18.5.1.3)."""
    return name.replace("\n", "_x000a_")
