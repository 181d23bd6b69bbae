"""What a workbook lost on its way through `annotate`: part by part, element by element, attribute by
attribute.

It knows the package format on its own and shares no code with the writer, so that the two cannot agree on a
mistake. `losses(before, after, marks)` is empty if everything outside of the touched cells is as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from benchmarks.opened import Parts, local, tree
from workbook_crm.model.marks import WorkbookMarks
from workbook_crm.model.place import cell_name

_ANCHOR = re.compile(rb"<(?:\w+:)?Anchor>([^<]*)</(?:\w+:)?Anchor>")
_NOTE = re.compile(rb"Anchor>([^<]*)</(?:(?!Anchor>).)*?Row>(\d+)</.*?Column>(\d+)</", re.DOTALL)

ATTRIBUTES = {
    ("calcPr", "fullCalcOnLoad"), ("workbookView", "activeTab"), ("dimension", "ref"), ("row", "spans"),
    ("sheetView", "tabSelected"), ("autoFilter", "ref"), ("table", "ref"), ("tableColumns", "count"),
    ("cellXfs", "count"), ("fills", "count"), ("fonts", "count"), ("borders", "count"),
}  # fmt: skip
"""Attributes that may differ, by element."""

ADDED = {
    "sheet", "definedName", "definedNames", "bookViews", "workbookView", "calcPr", "Override", "Default",
    "Relationship", "xf", "fill", "font", "border", "author", "comment", "legacyDrawing", "tableColumn",
    "cols", "fonts", "fills", "borders", "cellXfs", "commentList", "authors",
}  # fmt: skip
"""Elements that may come to stand behind those that are there."""


def losses(before: bytes, after: bytes, marks: WorkbookMarks) -> list[str]:
    """Every difference that is not what the marks asked for, as `part: what`."""
    old, new = Parts(before), Parts(after)
    touched = _touched(old, new, marks)
    headers = _headers(old, new, marks)
    found = list(_lost_members(old, new))
    for name, content in old.contents.items():
        if name in new.contents and new.contents[name] != content:
            found += [
                f"{name}: {loss}"
                for loss in _part(name, content, new.contents[name], old, new, touched, headers)
            ]
    for name in new.contents:
        if name.endswith((".xml", ".rels")) and name not in old.contents:
            ElementTree.fromstring(new.contents[name])
    return found


@dataclass(frozen=True)
class Cell:
    """One cell: its style, and everything else in it as text."""

    style: int
    inside: str


def cells(root: ElementTree.Element) -> dict[str, Cell]:
    """All cells of a sheet by address, addresses that are left out counted on."""
    found = {}
    row_number = 0
    for row in (row for data in root if local(data) == "sheetData" for row in data if local(row) == "row"):
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in (cell for cell in row if local(cell) == "c"):
            address = cell.get("r")
            column = _column(address) if address else column + 1
            found[cell_name(row_number, column)] = _cell(cell)
    return found


def rows(root: ElementTree.Element) -> dict[int, dict[str, str]]:
    """The attributes of all rows, without spans."""
    found = {}
    number = 0
    for row in (row for data in root if local(data) == "sheetData" for row in data if local(row) == "row"):
        number = int(row.get("r") or number + 1)
        found[number] = {name: value for name, value in row.attrib.items() if name not in ("spans", "r")}
    return found


def _cell(cell: ElementTree.Element) -> Cell:
    copy = ElementTree.fromstring(ElementTree.tostring(cell))
    style = int(copy.attrib.pop("s", "0") or 0)
    copy.attrib.pop("r", None)
    copy.tail = None
    if not len(copy) and not (copy.text or "").strip():
        copy.text = None
    return Cell(style, ElementTree.tostring(copy, encoding="unicode"))


def _column(address: str) -> int:
    number = 0
    for letter in re.sub(r"[^A-Za-z]", "", address).upper():
        number = number * 26 + ord(letter) - 64
    return number


def _lost_members(old: Parts, new: Parts) -> Iterator[str]:
    for name in old.contents:
        if name not in new.contents:
            yield f"{name}: part is gone"
    kept = [name for name in new.names if name in old.contents]
    if kept != old.names and len(old.names) == len(set(old.names)):
        yield "order of parts changed"
    for name, info in old.raw.items():
        same = name in new.contents and new.contents[name] == old.contents[name]
        if same and info.extra != new.raw[name].extra:
            yield f"{name}: extra field changed"


def _touched(old: Parts, new: Parts, marks: WorkbookMarks) -> dict[str, set[str]]:
    """Cells that may differ, by part; the result column is found by its header's defined name."""
    touched: dict[str, set[str]] = {}
    columns = dict(_result_columns(new))
    for sheet in marks.sheets:
        wanted = touched.setdefault(old.sheets[sheet.sheet], set())
        wanted |= {cell_name(row, fill.column) for fill in sheet.fills for row in fill.values}
        for mark in sheet.marks:
            wanted |= _merged(old.contents[old.sheets[sheet.sheet]], mark.row, mark.column)
        if sheet.result and sheet.sheet in columns:
            for row in (sheet.result.header_row, *sheet.result.cells):
                wanted.add(cell_name(row, columns[sheet.sheet]))
    return touched


def _headers(old: Parts, new: Parts, marks: WorkbookMarks) -> dict[str, str]:
    """The header cell of each result column, by part; it takes the style of the header beside it."""
    columns = dict(_result_columns(new))
    return {
        old.sheets[sheet.sheet]: cell_name(sheet.result.header_row, columns[sheet.sheet])
        for sheet in marks.sheets
        if sheet.result and sheet.sheet in columns
    }


def _merged(xml: bytes, row: int, column: int) -> set[str]:
    """The cell, and the first cells of areas that it may be in."""
    firsts = re.findall(rb"""\sref=["']([A-Z]+\d+):[A-Z]+\d+["']""", xml)
    return {cell_name(row, column), *(first.decode() for first in firsts)}


def _result_columns(new: Parts) -> Iterator[tuple[str, int]]:
    names = [name for name, _ in _all_sheets(new)]
    for name in tree(new.contents[new.workbook]).iter():
        if name.get("name") == "_workbook_crm.result":
            yield (
                names[int(name.get("localSheetId", "0"))],
                _column((name.text or "").split("!$")[-1].split("$")[0]),
            )


def _all_sheets(new: Parts) -> Iterator[tuple[str, ElementTree.Element]]:
    for element in tree(new.contents[new.workbook]).iter():
        if local(element) == "sheet":
            yield element.get("name", ""), element


def _part(
    name: str,
    before: bytes,
    after: bytes,
    old: Parts,
    new: Parts,
    touched: dict[str, set[str]],
    headers: dict[str, str],
) -> Iterator[str]:
    if name.endswith(".vml"):
        yield from _drawing(before, after)
        return
    if not name.endswith((".xml", ".rels")):
        yield "changed"
        return
    a, b = tree(before), tree(after)
    if _root_tag(before) != _root_tag(after) and not _in_utf16(before):
        yield "root element changed"
    if name in old.sheets.values():
        yield from _rows(a, b, old, new, touched.get(name, set()), headers.get(name))
    yield from _elements(a, b, local(a))


def _root_tag(xml: bytes) -> bytes:
    """The root's opening tag without what a table's root may change."""
    match = re.search(rb"<[A-Za-z_][^>]*>", re.sub(rb"<!--.*?-->", b"", xml[:20000], flags=re.DOTALL))
    return re.sub(rb'\sref="[^"]*"', b"", match[0]).rstrip(b"/>") if match else b""


def _in_utf16(xml: bytes) -> bool:
    return xml[:2] in (b"\xff\xfe", b"\xfe\xff")


def _drawing(before: bytes, after: bytes) -> Iterator[str]:
    """A VML drawing may only have grown, before its end; and so may boxes in it, to the right and below."""
    old, new = _ANCHOR.sub(b"", before), _ANCHOR.sub(b"", after)
    end = old.rindex(b"</")
    if not (new.startswith(old[:end]) and new.endswith(old[end:])):
        yield "drawing changed"
    boxes = {(row, column): anchor for anchor, row, column in _NOTE.findall(after)}
    for anchor, row, column in _NOTE.findall(before):
        now = boxes.get((row, column), anchor)
        if now != anchor and not _has_grown(anchor, now):
            yield f"a box moved: {anchor!r} -> {now!r}"


def _has_grown(before: bytes, after: bytes) -> bool:
    """Whether the upper left corner is the same, and the lower right one not nearer."""
    a, b = ([int(number) for number in re.findall(rb"\d+", anchor)] for anchor in (before, after))
    return a[:4] == b[:4] and (a[4:6] <= b[4:6]) and (a[6:] <= b[6:])


def _rows(
    a: ElementTree.Element,
    b: ElementTree.Element,
    old: Parts,
    new: Parts,
    touched: set[str],
    header: str | None,
) -> Iterator[str]:
    before, after = cells(a), cells(b)
    for address in before.keys() | after.keys():
        if address in touched:
            if address in before and address in after and address != header:
                yield from _style(address, before[address].style, after[address].style, old, new)
        elif before.get(address) != after.get(address):
            yield f"cell {address}: {before.get(address)} -> {after.get(address)}"
    old_rows, new_rows = rows(a), rows(b)
    for row, attributes in old_rows.items():
        if new_rows.get(row) != attributes:
            yield f"row {row}: {attributes} -> {new_rows.get(row)}"


def _style(address: str, before: int, after: int, old: Parts, new: Parts) -> Iterator[str]:
    """A touched cell may have another fill, and a date format; never another font, border or alignment."""
    if before == after or before >= len(old.xfs) or after >= len(new.xfs):
        return
    a, b = old.xfs[before].attrib, new.xfs[after].attrib
    for name in ("fontId", "borderId", "xfId"):
        if a.get(name, "0") != b.get(name, "0") and b.get("quotePrefix") != "1":
            yield f"style of {address}: {name} changed"


def _elements(a: ElementTree.Element, b: ElementTree.Element, path: str) -> Iterator[str]:
    """Compare two elements; rows are compared elsewhere."""
    name = local(a)
    if a.tag != b.tag:
        yield f"{path}: {a.tag} became {b.tag}"
        return
    for key in a.attrib.keys() | b.attrib.keys():
        if a.get(key) != b.get(key) and (name, key) not in ATTRIBUTES:
            yield f"{path}/@{key}: {a.get(key)} -> {b.get(key)}"
    if (a.text or "").strip() != (b.text or "").strip() and not _is_filter_name(a):
        yield f"{path}: text changed"
    if name == "sheetData":
        return
    if name == "cols":
        yield from _columns(a, b)
    elif name == "comment":
        yield from _comment(a, b, path)
    else:
        yield from _children(a, b, path)


def _may_be_added(element: ElementTree.Element) -> bool:
    """Ours by its name; the drawing of notes also as an alternative, as strict workbooks have it."""
    held = [*element.iterfind("{*}Choice/*")] if local(element) == "AlternateContent" else [element]
    return all(local(each) in ADDED for each in held) and bool(held)


def _children(a: ElementTree.Element, b: ElementTree.Element, path: str) -> Iterator[str]:
    if local(a) == "Types":  # in any order: what was said of an empty part may be said again of ours
        kept = [each.attrib for each in b]
        yield from (f"{path}: {each.attrib} is gone" for each in a if each.attrib not in kept)
        return
    rest = list(b)
    for child in a:
        while rest and local(rest[0]) != local(child) and _may_be_added(rest[0]):
            rest.pop(0)
        if not rest:
            yield f"{path}/{local(child)} is gone"
            return
        yield from _elements(child, rest.pop(0), f"{path}/{local(child)}")
    for extra in rest:
        if not _may_be_added(extra):
            yield f"{path}/{local(extra)} was added"


def _columns(a: ElementTree.Element, b: ElementTree.Element) -> Iterator[str]:
    """Each column has the attributes that it had, but for one, the result column."""
    before, after = _column_attributes(a), _column_attributes(b)
    changed = {column for column in before.keys() | after.keys() if before.get(column) != after.get(column)}
    if len(changed) > 1:
        yield f"columns {sorted(changed)[:5]} changed"


def _column_attributes(cols: ElementTree.Element) -> dict[int, dict[str, str]]:
    found = {}
    for col in cols:
        own = {name: value for name, value in col.attrib.items() if name not in ("min", "max")}
        for column in range(int(col.get("min", "1")), int(col.get("max", "1")) + 1):
            if own:
                found[column] = own
    return found


def _comment(a: ElementTree.Element, b: ElementTree.Element, path: str) -> Iterator[str]:
    """A sender's note may go on with ours; formats of its own runs stay."""
    before, after = _words(a), _words(b)
    if not after.startswith(before):
        yield f"{path}: the sender's note changed"
    if [ElementTree.tostring(run) for run in a.iter() if local(run) == "rPr"] != [
        ElementTree.tostring(run) for run in b.iter() if local(run) == "rPr"
    ][: sum(local(run) == "rPr" for run in a.iter())]:
        yield f"{path}: the format of the sender's note changed"


def _words(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter() if local(part) == "t")


def _is_filter_name(element: ElementTree.Element) -> bool:
    return element.get("name") == "_xlnm._FilterDatabase"
