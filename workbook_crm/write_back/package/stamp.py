"""The stamp of an answer: a property of the document, and a keyword; what was handed out keeps its own.

Sources: ECMA-376 part 1, 22.3 (custom properties: `pid` begins at 2), part 2, 8 (core properties).
"""

from __future__ import annotations

import re

from workbook_crm.model.stamp_cells import CUSTOM_PART, KEYWORD, PROPERTY, is_answers

from .error import PackageError
from .markup import Element, Markup, appended, escaped, quoted, spliced
from .parts import Package
from .relations import add_relation, drop_part, drop_relations, relations, set_content_type

_CORE_PART = "docProps/core.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"></Properties>'
)
_VALUE = b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><vt:lpwstr>%s</vt:lpwstr></'
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KEYWORD = re.compile(f"[ ,;]*{re.escape(KEYWORD)}R[0-9]+")


def clear_stamp(package: Package) -> None:
    """Take the stamp of an earlier answer away; that of a workbook that was handed out stays."""
    custom = package.find(CUSTOM_PART)
    if custom is None or PROPERTY.encode() not in package.read(custom):
        return
    markup = package.markup(custom)
    listed = list(markup.children(markup.root))
    ours = [each for each in listed if each.get("name") == PROPERTY and is_answers(_text(markup, each))]
    if not ours:
        return
    if len(ours) < len(listed):
        package.write(custom, spliced(markup.xml, [(each.start, each.end, b"") for each in ours]))
    else:
        drop_relations(package, "", {each.id for each in relations(package, "") if each.part == custom})
        drop_part(package, custom)
    _set_keywords(package, "")


def add_stamp(package: Package, stamp: str, keyword: str) -> None:
    """Stamp a workbook that has no stamp yet."""
    custom = package.find(CUSTOM_PART)
    if custom is None:
        custom = CUSTOM_PART
        package.write(custom, _HEAD)
        set_content_type(package, custom, _TYPE)
        add_relation(package, "", "custom-properties", custom)
    markup = package.markup(custom)
    listed = list(markup.children(markup.root))
    if any(each.get("name") == PROPERTY for each in listed):
        return
    numbers = (each.get("pid") or "" for each in listed)
    pid = max([1, *(int(each) for each in numbers if each.isdigit())]) + 1
    name = markup.root.prefix + b"property"
    tag = b'<%s fmtid="%s" pid="%d" name="%s"' % (name, quoted(_SET), pid, quoted(PROPERTY))
    tag += _VALUE % escaped(stamp) + name + b">"
    package.write(custom, spliced(markup.xml, [appended(markup.root, tag, markup.xml)]))
    _set_keywords(package, keyword)


def _text(markup: Markup, each: Element) -> str:
    value = next(iter(markup.children(each)), None)
    return markup.text(value) if value else ""


def _set_keywords(package: Package, keyword: str) -> None:
    """Have the keywords of a document end with ours, or be without it, where it has a part for them."""
    core = package.find(_CORE_PART)
    if core is None:
        return
    try:
        markup = package.markup(core)
    except PackageError:
        return
    found = markup.child(markup.root, b"keywords")
    others = _KEYWORD.sub("", markup.text(found)) if found else ""
    said = escaped(" ".join(filter(None, (others, keyword))))
    if found is None and keyword:
        name = markup.root.prefix + b"keywords"
        edit = appended(markup.root, b"<%s>%s</%s>" % (name, said, name), markup.xml)
    elif found is not None:
        name = found.prefix + b"keywords"
        edit = (found.start, found.end, b"<%s>%s</%s>" % (name, said, name) if said else b"")
    else:
        return
    package.write(core, spliced(markup.xml, [edit]))
