"""Relationships between parts, and the content types that name what each part is.

Sources: ECMA-376 part 2, 6.5 (relationships), 6.2.3 (content types); Strict packages use other type names,
part 1 annex (`purl.oclc.org`), except for VML drawings, which Excel writes with the transitional one.
"""

from __future__ import annotations

from functools import lru_cache

from workbook_crm.model.named_tuple import NamedTuple

from .error import PackageError
from .markup import Edit, Element, Markup, appended, quoted, spliced
from .parts import Package

_NAMESPACE = b"http://schemas.openxmlformats.org/package/2006/relationships"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES = "[Content_Types].xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relation(NamedTuple):
    """One relationship; `kind` is the last word of its type, `part` the part it leads to, if inside."""

    id: str
    kind: str
    part: str | None
    strict: bool


def relations(package: Package, source: str) -> tuple[Relation, ...]:
    """The relationships of a part; of the whole package where `source` is empty."""
    name = package.find(_rels_name(source))
    if name is None:
        return ()
    return tuple(_relation(package, source, each) for each in _written(package.read(name)))


def add_relation(package: Package, source: str, kind: str, target: str, *, strict: bool = False) -> str:
    """Relate `source` to the part `target`; returns the new id. The rels part is made where there is none."""
    name = _rels_name(source)
    if not relations(package, source):
        package.remove(name)
        name = _rels_name(package.spelled(source))
        package.write(name, _HEAD + b'<Relationships xmlns="' + _NAMESPACE + b'"></Relationships>')
        _set_default_type(package, "rels", _RELS_TYPE)
    markup = package.markup(name)
    taken = {element.get("Id") for element in markup.children(markup.root)}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    kind = f"{STRICT if strict and kind != 'vmlDrawing' else TRANSITIONAL}/{kind}"
    tag = b"<" + markup.root.prefix + b'Relationship Id="rId%d" Type="%s" Target="%s"/>'
    tag %= (number, quoted(kind), quoted(_relative(source, target)))
    package.write(name, spliced(markup.xml, [appended(markup.root, tag, markup.xml)]))
    return f"rId{number}"


def drop_relations(package: Package, source: str, ids: set[str]) -> None:
    """Take these relationships away, and the rels part with the last one."""
    name = _rels_name(source)
    if not ids or package.find(name) is None:
        return
    markup = package.markup(name)
    everything = list(markup.children(markup.root))
    gone = [element for element in everything if element.get("Id") in ids]
    if len(gone) == len(everything):
        _forget_content_type(package, name)
        package.remove(name)
    else:
        package.write(name, spliced(markup.xml, map(_cut, gone)))


def set_content_type(package: Package, part: str, content_type: str) -> None:
    """Say what a new part is; a VML drawing by its ending, as Office does, anything else by its name."""
    _forget_content_type(package, part)
    if part.endswith(".vml"):
        _set_default_type(package, "vml", content_type)
        return
    markup = package.markup(_TYPES)
    tag = _type(markup, 'Override PartName="%s" ContentType="%s"/>', f"/{part}", content_type)
    package.write(_TYPES, spliced(markup.xml, [appended(markup.root, tag, markup.xml)]))


def _set_default_type(package: Package, extension: str, content_type: str) -> None:
    """Say what parts with this ending are, where the package does not say it of any: some name every part.

    Before the first part that is named: parts come and go behind it, and a second pass finds it in its place.
    """
    markup = package.markup(_TYPES)
    listed = markup.children(markup.root, b"Default")
    if not any((element.get("Extension") or "").lower() == extension for element in listed):
        tag = _type(markup, 'Default Extension="%s" ContentType="%s"/>', extension, content_type)
        named = next(iter(markup.children(markup.root, b"Override")), None)
        edit = (named.start, named.start, tag) if named else appended(markup.root, tag, markup.xml)
        package.write(_TYPES, spliced(markup.xml, [edit]))


def _type(markup: Markup, form: str, what: str, content_type: str) -> bytes:
    return b"<" + markup.root.prefix + form.encode() % (quoted(what), quoted(content_type))


def drop_part(package: Package, part: str) -> None:
    """Remove a part, its relationships and its content type."""
    for name in (part, _rels_name(part)):
        _forget_content_type(package, name)
        package.remove(name)


def _forget_content_type(package: Package, part: str) -> None:
    """Take away what is said of a part by its name; there may be such an entry without a part."""
    markup = package.markup(_TYPES)
    gone = [
        element
        for element in markup.children(markup.root, b"Override")
        if (element.get("PartName") or "").lstrip("/").lower() == part.lower()
    ]
    package.write(_TYPES, spliced(markup.xml, map(_cut, gone)))


def workbook_part(package: Package) -> str:
    """The key of the workbook part; raises PackageError where the package is not a workbook."""
    if package.find(_TYPES) is None:
        raise PackageError("not a workbook: the package names no content types")
    for relation in relations(package, ""):
        if relation.kind == "officeDocument" and relation.part:
            return relation.part
    raise PackageError("not a workbook: the package has no main part")


class _Written(NamedTuple):
    """One relationship as it is written; `target` is empty where it leads outside."""

    id: str
    type: str
    target: str


@lru_cache(maxsize=256)  # the same few parts are asked for again and again, in workbook after workbook
def _written(xml: bytes) -> tuple[_Written, ...]:
    markup = Markup(xml)
    return tuple(
        _Written(
            each.get("Id") or "",
            each.get("Type") or "",
            "" if each.get("TargetMode") == "External" else each.get("Target") or "",
        )
        for each in markup.children(markup.root, b"Relationship")
    )


def _relation(package: Package, source: str, each: _Written) -> Relation:
    part = package.find(_resolved(source, each.target)) if each.target else None
    return Relation(each.id, each.type.rpartition("/")[2], part, each.type.startswith(STRICT))


def _resolved(source: str, target: str) -> str:
    target = target.replace("\\", "/").partition("#")[0]
    if target.startswith("/"):
        return target[1:]
    steps = source.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def _relative(source: str, target: str) -> str:
    """The way from one part to another; exceljs knows no other way to name a target."""
    here, there = source.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0].lower() == there[0].lower():
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


def _rels_name(source: str) -> str:
    folder, slash, name = source.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def _cut(element: Element) -> Edit:
    return element.start, element.end, b""


_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
