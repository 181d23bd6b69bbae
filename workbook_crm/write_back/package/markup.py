"""XML as bytes with places: enough to change one attribute and leave every other byte as it was.

No tree is built that would have to be written again. `Markup` knows where each element begins and ends; an
edit is `(start, end, replacement)`, and `spliced` applies many of them at once. Names are local names: the
prefix that a writer chose does not matter, and is used again for what we add.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from workbook_crm.model.named_tuple import NamedTuple

from .error import PackageError
from .patterns import lazily

Edit = tuple[int, int, bytes]

_TOKEN = re.compile(
    rb"""<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>
    |(?P<close>/)?(?P<prefix>[^\s<>/:"'=!?]+:)?(?P<name>[^\s<>/:"'=!?]+)
     (?P<attributes>(?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?P<empty>/)?>)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(rb"""\s([^\s<>/"'=]+)\s*=\s*("[^"]*"|'[^']*')""")
_CDATA_OR_NOTE = lazily(rb"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_FORBIDDEN = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = lazily(r"_(?=x[0-9A-Fa-f]{4}_)")
_ENTITY = lazily(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MAX_DEPTH = 200


class Element(NamedTuple):
    """One element of a part: offsets into the part, from its opening `<` to behind its last `>`."""

    name: bytes
    prefix: bytes
    """With its colon, or empty."""
    attributes: bytes
    start: int
    inner: int
    """Where its content begins; equal to `end` where it is empty, `<a/>`."""
    inner_end: int
    end: int
    depth: int
    order: int
    """Its place among the elements of the part."""

    @property
    def is_empty_tag(self) -> bool:
        return self.inner == self.end

    def get(self, name: str) -> str | None:
        """The value of an attribute by its local name."""
        return get_attribute(self.attributes, name)


class Markup:
    """A part's bytes and the places of its elements; raises PackageError where it is not well-formed."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml

    @cached_property
    def elements(self) -> list[Element]:
        return _elements(self.xml)

    @property
    def root(self) -> Element:
        return self.elements[0]

    def children(self, parent: Element, name: bytes | None = None) -> Iterator[Element]:
        """The elements directly inside of `parent`."""
        depth = parent.depth + 1
        for index in range(parent.order + 1, len(self.elements)):
            element = self.elements[index]
            if element.depth < depth:
                return
            if element.depth == depth and name in (None, element.name):
                yield element

    def child(self, parent: Element, *names: bytes) -> Element | None:
        """The first element at the end of a path of names below `parent`."""
        found: Element | None = parent
        for name in names:
            found = next(self.children(found, name), None) if found else None
        return found

    def below(self, parent: Element, name: bytes) -> Iterator[Element]:
        """All elements of that name inside of `parent`, at any depth."""
        for index in range(parent.order + 1, len(self.elements)):
            element = self.elements[index]
            if element.start >= parent.end:
                return
            if element.name == name:
                yield element

    def outer(self, element: Element) -> bytes:
        return self.xml[element.start : element.end]

    def inner(self, element: Element) -> bytes:
        return self.xml[element.inner : element.inner_end]

    def text(self, element: Element) -> str:
        """The characters inside of an element, entities and CDATA resolved."""
        return characters(self.inner(element))


def unescape(text: str) -> str:
    """Text with XML's own entities and character references resolved; no others are known without a DTD."""
    return _ENTITY().sub(_character, text) if "&" in text else text


def appended(element: Element, addition: bytes, xml: bytes) -> Edit:
    """The edit that adds `addition` as the last content of an element, opening `<a/>` where need be."""
    if not element.is_empty_tag:
        return element.inner_end, element.inner_end, addition
    opening = xml[element.start : element.end].rstrip(b"/> \t\r\n") + b">"
    closing = b"</" + element.prefix + element.name + b">"
    return element.start, element.end, opening + addition + closing


def opening_tag(element: Element, xml: bytes) -> bytes:
    return xml[element.start : element.inner]


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """An opening tag with the attribute set, at its old place or last; taken away where `value` is None."""
    wanted = name.encode()
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == wanted:
            if value is None:
                return tag[: match.start()] + tag[match.end() :]
            return tag[: match.start(2)] + b'"' + quoted(value) + b'"' + tag[match.end(2) :]
    if value is None:
        return tag
    at = len(tag.rstrip(b"/> \t\r\n"))
    return tag[:at] + b" " + wanted + b'="' + quoted(value) + b'"' + tag[at:]


def without_attributes(attributes: bytes, names: Collection[str]) -> bytes:
    """The inside of a tag without the attributes of these names."""
    gone = [match.span() for match in _ATTRIBUTE.finditer(attributes) if match[1].decode() in names]
    return spliced(attributes, [(start, end, b"") for start, end in gone])


def set_attribute(element: Element, xml: bytes, name: str, value: str | None) -> Edit:
    """The edit that sets or takes away an attribute of an element."""
    return element.start, element.inner, with_attribute(opening_tag(element, xml), name, value)


def get_attribute(attributes: bytes, name: str) -> str | None:
    """An attribute's value by its local name, out of the inside of a tag."""
    wanted = name.encode()
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1] == wanted or match[1].rpartition(b":")[2] == wanted:
            return unescape(match[2][1:-1].decode("utf-8", "replace"))
    return None


def all_attributes(attributes: bytes) -> dict[str, str]:
    """The attributes of a tag by their names as written."""
    return {
        match[1].decode(): unescape(match[2][1:-1].decode("utf-8", "replace"))
        for match in _ATTRIBUTE.finditer(attributes)
    }


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """`xml` with all edits applied; the order of edits at the same place is kept."""
    pieces: list[bytes] = []
    at = 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        pieces += (xml[at:start], replacement)
        at = end
    return b"".join((*pieces, xml[at:])) if pieces else xml


def quoted(value: str) -> bytes:
    """Text for an attribute in double quotes."""
    if not value.isprintable():
        value = _FORBIDDEN().sub("\ufffd", value)
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    value = value.replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return value.encode()


def escaped(value: str) -> bytes:
    """Text for a cell or a note; `_x000D_` for what XML lacks (ST_Xstring, ECMA-376 part 1, 22.9.2.19)."""
    if "_x" in value:
        value = _CODED().sub("_x005F_", value)
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not value.isprintable():
        value = _FORBIDDEN().sub(_coded, value.replace("\r", "_x000D_"))
    return value.encode()


def is_bare(text: str) -> bool:
    """Whether a text, or many of them put together, are written for a cell or a note as they are."""
    return text.isprintable() and not any(sign in text for sign in ("&", "<", ">", "_x"))


def characters(inner: bytes) -> str:
    """The characters of an element's content: tags dropped, entities and CDATA resolved."""
    pieces: list[str] = []
    at = 0
    for match in _CDATA_OR_NOTE().finditer(inner):
        pieces.append(_plain(inner[at : match.start()]))
        pieces.append((match[1] or b"").decode("utf-8", "replace"))
        at = match.end()
    return "".join((*pieces, _plain(inner[at:])))


def as_read(text: str) -> str:
    """A text as it is read where we have written it: with codes for what XML cannot hold."""
    return text if is_bare(text) else characters(escaped(text))


def text_width(line: str) -> int:
    """How many characters of the default font a line is wide; Chinese ones count twice."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)


def in_utf8(part: bytes) -> bytes:
    """A part in UTF-8, whatever encoding it came in; raises PackageError where it cannot be read."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif part[:4] in (b"<\x00?\x00", b"<\x00w\x00", b"\x00<\x00?", b"\x00<\x00w"):
        encoding = "utf-16-le" if part[:1] == b"<" else "utf-16-be"
    else:
        encoding = _declared(part)
    if encoding == "utf-8":
        return part
    try:
        text = part.decode(encoding)
    except (LookupError, ValueError) as broken:
        raise PackageError("a part is in an encoding that cannot be read") from broken
    return re.sub(r"""(<\?xml[^>]*encoding=)(["'])[^"']*\2""", r"\1\2UTF-8\2", text, count=1).encode()


def _declared(part: bytes) -> str:
    declaration = part[:200].removeprefix(b"\xef\xbb\xbf").partition(b"?>")[0]
    told = get_attribute(declaration, "encoding") if declaration.startswith(b"<?xml") else None
    name = (told or "utf-8").lower()
    return "utf-8" if name in ("utf-8", "utf8", "us-ascii", "ascii") else name


def _plain(text: bytes) -> str:
    return unescape(re.sub(rb"<[^>]*>", b"", text).decode("utf-8", "replace"))


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _ENTITIES[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _coded(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"_x{code:04X}_"


def _elements(xml: bytes) -> list[Element]:
    """Every element in the order of its opening tag."""
    found: list[Element] = []
    open_at: list[int] = []
    for match in tokens(xml):
        close, prefix, name, attributes, empty = match.group("close", "prefix", "name", "attributes", "empty")
        if name is None:
            continue
        if close:
            _close(found, open_at, match)
            continue
        if found and not open_at:
            raise PackageError("a part is not well-formed XML")
        start, end = match.span()
        found.append(Element(name, prefix or b"", attributes, start, end, end, end, len(open_at), len(found)))
        if not empty:
            open_at.append(len(found) - 1)
        if len(open_at) > _MAX_DEPTH:
            raise PackageError("a part is nested too deeply")
    if open_at or not found:
        raise PackageError("a part is not well-formed XML")
    return found


def _close(found: list[Element], open_at: list[int], match: re.Match[bytes]) -> None:
    if not open_at or found[open_at[-1]].name != match["name"]:
        raise PackageError("a part is not well-formed XML")
    index = open_at.pop()
    found[index] = found[index]._replace(inner_end=match.start(), end=match.end())


def tokens(xml: bytes, start: int = 0, stop: int | None = None) -> Iterator[re.Match[bytes]]:
    """Tags, comments, CDATA and instructions one after the other; raises PackageError at anything else."""
    at, stop = start, len(xml) if stop is None else stop
    while (at := xml.find(b"<", at, stop)) >= 0:
        match = _TOKEN.match(xml, at, stop)
        if match is None:
            raise PackageError("a part is not well-formed XML, or carries a document type")
        yield match
        at = match.end()
