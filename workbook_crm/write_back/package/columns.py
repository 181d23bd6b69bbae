"""Column widths: one column is given a width, and given back what it had."""

from __future__ import annotations

from .markup import Element, all_attributes, quoted
from .worksheet import Worksheet

_COUNTED = ("min", "max")


def set_width(sheet: Worksheet, column: int, width: float) -> str:
    """Give a column a width of its own; returns the attributes that it had, for `restore_column`."""
    covering = _covering(sheet, column)
    before = _own(covering[2]) if covering else {}
    after = {**before, "width": f"{width:g}", "customWidth": "1"}
    for name in ("hidden", "bestFit", "collapsed"):
        after.pop(name, None)
    _put(sheet, column, after)
    return ",".join(f"{name}:{value}" for name, value in before.items())


def restore_column(sheet: Worksheet, column: int, before: str) -> None:
    """Give a column back what `set_width` found; it is joined with neighbours that it was one with.

    Its style is the one that it has now: another program may have counted styles anew, or dropped them.
    """
    attributes = dict(pair.split(":", 1) for pair in before.split(",") if ":" in pair)
    covering = _covering(sheet, column)
    if "style" in attributes:
        attributes["style"] = _own(covering[2]).get("style", "") if covering else ""
    attributes = {name: value for name, value in attributes.items() if value}
    _put(sheet, column, attributes)
    _join(sheet, column)
    parent = sheet.find(b"cols")
    if parent and not sheet.column_elements():
        sheet.edit([(parent.start, parent.end, b"")])


def widths(sheet: Worksheet) -> dict[range, float]:
    """Widths of columns in characters; 0 where hidden. A column that is not in it has the default width."""
    found = {}
    for first, last, element in sheet.column_elements():
        hidden = element.get("hidden") in ("1", "true")
        found[range(first, last + 1)] = 0.0 if hidden else float(element.get("width") or 9)
    return found


def _put(sheet: Worksheet, column: int, attributes: dict[str, str]) -> None:
    """Write the one column as an element of its own; without attributes there is none."""
    covering = _covering(sheet, column)
    if covering:
        first, last, element = covering
        own = _own(element)
        parts = ((first, column - 1, own), (column, column, attributes), (column + 1, last, own))
        xml = b"".join(_tag(element.prefix, *part) for part in parts if part[0] <= part[1] and part[2])
        sheet.edit([(element.start, element.end, xml)])
    elif attributes:
        _add(sheet, column, attributes)


def _add(sheet: Worksheet, column: int, attributes: dict[str, str]) -> None:
    tag = _tag(sheet.prefix, column, column, attributes)
    parent = sheet.find(b"cols")
    if parent is None or parent.is_empty_tag:
        if parent:
            sheet.edit([(parent.start, parent.end, b"")])
        sheet.insert(b"cols", b"<%scols>%s</%scols>" % (sheet.prefix, tag, sheet.prefix))
        return
    later = [element.start for first, _, element in sheet.column_elements() if first > column]
    at = min(later, default=parent.inner_end)
    sheet.edit([(at, at, tag)])


def _join(sheet: Worksheet, column: int) -> None:
    near = [entry for entry in sheet.column_elements() if entry[0] <= column + 1 and entry[1] >= column - 1]
    middle = next((entry for entry in near if entry[0] <= column <= entry[1]), None)
    if middle is None:
        return
    alike = [entry for entry in near if _own(entry[2]) == _own(middle[2])]
    if len(alike) > 1:
        first, last = alike[0], alike[-1]
        tag = _tag(middle[2].prefix, first[0], last[1], _own(middle[2]))
        sheet.edit([(first[2].start, last[2].end, tag)])


def _covering(sheet: Worksheet, column: int) -> tuple[int, int, Element] | None:
    return next((entry for entry in sheet.column_elements() if entry[0] <= column <= entry[1]), None)


def _own(element: Element) -> dict[str, str]:
    """The attributes of a `<col>` but for the columns that it is about."""
    return {name: value for name, value in all_attributes(element.attributes).items() if name not in _COUNTED}


def _tag(prefix: bytes, first: int, last: int, attributes: dict[str, str]) -> bytes:
    inside = b"".join(b' %s="%s"' % (name.encode(), quoted(value)) for name, value in attributes.items())
    return b'<%scol min="%d" max="%d"%s/>' % (prefix, first, last, inside)
