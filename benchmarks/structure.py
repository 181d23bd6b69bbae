"""What Excel calls unreadable content: elements out of order, counts and indexes that lead nowhere, names twice.

It knows the schema's order and the package rules on its own. `faults(content)` is compared before and after, so
that a workbook which came broken is not held against the writer.
Sources: ECMA-376 part 1, 18.2.27, 18.3.1.99, 18.5.1.2, 18.7.6, 18.8.39; part 2, 6.2.3 and 6.5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from benchmarks.opened import Parts, local, tree

_ORDERS = {
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
        "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
        "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
        "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
        "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
    ),
    "styleSheet": (
        "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
    ),
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
        "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr "
        "smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
    ),
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "comments": "authors commentList extLst",
}
_OFTEN = ("cols", "conditionalFormatting")
"""Children that may stand more than once."""
_COUNTED = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs", "mergeCells", "tableParts",
    "tableColumns",
)  # fmt: skip
_USED = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs"))


def faults(content: bytes) -> set[str]:
    """Everything in a package that Excel would not open, or would repair, as `part: what`."""
    parts = Parts(content)
    found = set(_types(parts))
    for name, xml in parts.contents.items():
        if name.endswith((".xml", ".rels", ".vml")):
            found |= {f"{name}: {fault}" for fault in _part(tree(xml))}
    found |= {f"workbook: {fault}" for fault in _sheets(tree(parts.contents[parts.workbook]))}
    styles = parts.related(parts.workbook, "styles")
    if styles:
        found |= {f"{styles}: {fault}" for fault in _formats(tree(parts.contents[styles]))}
    for part in parts.sheets.values():
        found |= {f"{part}: {fault}" for fault in _rows(tree(parts.contents[part]), len(parts.xfs))}
    return found


def _types(parts: Parts) -> Iterator[str]:
    """Parts without a content type, and types of parts that are not there."""
    listed = list(tree(parts.contents[parts.lower["[content_types].xml"]]))
    endings = [each.get("Extension", "").lower() for each in listed if local(each) == "Default"]
    named = [each.get("PartName", "").lower().lstrip("/") for each in listed if local(each) == "Override"]
    yield from (f"content type of {name} twice" for name in _twice([*endings, *named]))
    yield from (f"content type of {name}, which is not there" for name in set(named) - parts.lower.keys())
    for name in parts.lower:
        if name not in named and name.rpartition(".")[2] not in endings and not name.endswith("/"):
            yield f"{name} has no content type"


def _part(root: Element) -> Iterator[str]:
    order = _ORDERS.get(local(root), "").split()
    known = [name for name in map(_stands_for, root) if name in order]
    places = [order.index(name) for name in known]
    if places != sorted(places):
        yield f"out of order: {known}"
    yield from (f"{name} twice" for name in _twice(known) if name not in _OFTEN)
    for each in root.iter():
        count = each.get("count")
        if local(each) in _COUNTED and count and count.isdigit() and int(count) != len(each):
            yield f"{local(each)} counts {count}, has {len(each)}"
    if local(root) == "Relationships":
        yield from (f"id {name} twice" for name in _twice(each.get("Id") for each in root))
    if local(root) == "table":
        columns = [each for each in root.iter() if local(each) == "tableColumn"]
        yield from (
            f"column {name} twice" for name in _twice(each.get("name", "").lower() for each in columns)
        )
        yield from (f"column id {name} twice" for name in _twice(each.get("id") for each in columns))
    if local(root) == "comments":
        places_noted = (each.get("ref") for each in root.iter() if local(each) == "comment")
        yield from (f"note on {name} twice" for name in _twice(places_noted))
    yield from (f"shape {name} twice" for name in _twice(_shape_ids(root)))


def _shape_ids(root: Element) -> Iterator[str | None]:
    return (each.get("id") for each in root.iter() if each.tag == "{urn:schemas-microsoft-com:vml}shape")


def _stands_for(element: Element) -> str:
    """The name of an element, or of what the first branch of an mc:AlternateContent holds."""
    if local(element) != "AlternateContent":
        return local(element)
    inside = next((child for branch in element for child in branch), None)
    return "" if inside is None else local(inside)


def _sheets(workbook: Element) -> Iterator[str]:
    sheets = [each for each in workbook.iter() if local(each) == "sheet"]
    names = [each for each in workbook.iter() if local(each) == "definedName"]
    yield from (f"sheet {name} twice" for name in _twice(each.get("name", "").lower() for each in sheets))
    yield from (f"sheetId {name} twice" for name in _twice(each.get("sheetId") for each in sheets))
    known = (f"{each.get('name', '').lower()} of {each.get('localSheetId')}" for each in names)
    yield from (f"name {name} twice" for name in _twice(known))
    indexes = [each.get("localSheetId") for each in names]
    indexes += [each.get("activeTab") for each in workbook.iter() if local(each) == "workbookView"]
    if any(index is not None and int(index) >= len(sheets) for index in indexes):
        yield "an index leads beyond the last sheet"


def _formats(styles: Element) -> Iterator[str]:
    sizes = {local(each): len(each) for each in styles}
    for xf in (xf for each in styles if local(each) == "cellXfs" for xf in each):
        for attribute, name in _USED:
            if name in sizes and int(xf.get(attribute) or 0) >= sizes[name]:
                yield f"{attribute} leads beyond {name}"


def _rows(sheet: Element, formats: int) -> Iterator[str]:
    rows = [row for data in sheet if local(data) == "sheetData" for row in data if local(row) == "row"]
    numbers = [int(row.get("r") or 0) for row in rows]
    if all(numbers) and any(after <= before for before, after in pairwise(numbers)):
        yield "rows out of order"
    for row in rows:
        cells = [cell for cell in row if local(cell) == "c"]
        columns = [_column(cell.get("r")) for cell in cells]
        if all(columns) and columns != sorted(set(columns)):
            yield f"cells of row {row.get('r')} out of order"
        if formats and any(int(cell.get("s") or 0) >= formats for cell in cells):
            yield f"a style in row {row.get('r')} that there is not"


def _column(address: str | None) -> tuple[int, str]:
    letters = (address or "").rstrip("0123456789")
    return len(letters), letters


def _twice(names: Iterable[str | None]) -> Sequence[str]:
    return [name for name, count in Counter(names).items() if count > 1 and name is not None]
