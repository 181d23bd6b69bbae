"""The styles of an OpenDocument spreadsheet: each is what its parents say, and what it says itself.

Source: OpenDocument 1.3 part 3, 16.2 (style:style), 17.18 (cells), 17.15 (columns), 17.17 (rows), 20
(attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from xml.etree import ElementTree

from workbook_crm.model.style import Alignment, CellStyle, Fill, Font, Line, Paper
from workbook_crm.read.ods_formats import STYLE, is_number_format, number_format
from workbook_crm.read.package import Package

_SVG_FAMILY = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"
_ROOT = re.compile(rb"<office:document-(?:content|styles)\b[^>]*>")
_SECTIONS = re.compile(
    rb"<office:(font-face-decls|styles|automatic-styles)\b[^>]*(?<!/)>.*?</office:\1>", re.DOTALL
)
_MASTER = re.compile(rb"<style:master-page\b[^>]*>")
_MASTER_NAME, _LAYOUT_NAME = (
    re.compile(rb'\bstyle:%s="([^"]*)"' % name) for name in (b"name", b"page-layout-name")
)
_BODY = b"<office:body"
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|px|pc)\Z")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0}
_DEEPEST = 30
_INDENT = 10.0
"""Points that Excel indents by a step, about."""
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_HORIZONTAL = {
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
}
_VERTICAL = {"top": "top", "middle": "center"}
_LINES = {
    "double": "double",
    "double-thin": "double",
    "dotted": "dotted",
    "dashed": "dashed",
    "fine-dashed": "hair",
}
_THIN, _THICK = 1.3, 2.1
"""Widest thin and medium lines, in points."""

_A4_WIDTH, _A4, _LETTER_WIDTH, _LETTER = 595, 9, 612, 1
"""Points of the shorter side, and Excel's number of the size."""

Said = dict[str, str]
"""What a style says: names without their namespace, and values."""


@dataclass(frozen=True)
class OdsStyles:
    """All styles by name and family, and what cells look like by the name of their style."""

    elements: Mapping[tuple[str, str], ElementTree.Element]
    formats: Mapping[str, ElementTree.Element]
    fonts: Mapping[str, str]
    layouts: Mapping[str, Said]
    """What is said of paper, by the name of the page that a table names."""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The position of each style of cells in `cells`."""
        names = (
            name for family, name in self.elements if family == "table-cell" and name not in ("", "Default")
        )
        return {name: number for number, name in enumerate(["Default", *names])}

    @cached_property
    def cells(self) -> tuple[CellStyle, ...]:
        return tuple(self._cell(self.said("table-cell", name)) for name in self.numbers)

    def paper(self, table_style: str) -> Paper:
        """How a table of this style is printed."""
        return _paper(self.layouts.get(self.said("table", table_style).get("master-page-name", ""), {}))

    def said(self, family: str, name: str) -> Said:
        """What a style says, its parents included."""
        chain: list[ElementTree.Element] = []
        while (family, name) in self.elements and len(chain) < _DEEPEST:
            chain.append(self.elements[family, name])
            name = chain[-1].get(f"{STYLE}parent-style-name", "")
        if (family, "") in self.elements:
            chain.append(self.elements[family, ""])
        said: Said = {}
        for element in reversed(chain):
            said |= dict(_own(element))
        return said

    def _cell(self, said: Said) -> CellStyle:
        data = said.get("data-style-name", "")
        code = number_format(self.formats[data], self.formats) if data in self.formats else 0
        return CellStyle(code, self._font(said), _fill(said), _borders(said), _alignment(said))

    def _font(self, said: Said) -> Font:
        return Font(
            self.fonts.get(said.get("font-name", ""), said.get("font-name", "")) or Font().name,
            points(said.get("font-size", "")) or 10.0,
            _color(said.get("color", "")),
            bold=said.get("font-weight") in _BOLD,
            italic=said.get("font-style") in ("italic", "oblique"),
            underline=said.get("text-underline-style", "none") != "none",
            strike=said.get("text-line-through-style", "none") != "none",
        )


def ods_styles(package: Package, content: bytes) -> OdsStyles:
    """The styles of a spreadsheet. Raises ElementTree.ParseError, and what unpacking raises."""
    elements: dict[tuple[str, str], ElementTree.Element] = {}
    formats: dict[str, ElementTree.Element] = {}
    fonts: dict[str, str] = {}
    layouts: dict[str, Said] = {}
    for part in (package.part("styles.xml"), content):
        for element in _declared(part):
            name = element.get(f"{STYLE}name", "")
            if element.tag in (f"{STYLE}style", f"{STYLE}default-style"):
                elements[element.get(f"{STYLE}family", ""), name] = element
            elif element.tag == f"{STYLE}font-face":
                fonts[name] = element.get(_SVG_FAMILY, name).strip("'")
            elif element.tag == f"{STYLE}page-layout":
                layouts[name] = dict(_own(element))
            elif is_number_format(element):
                formats[name] = element
    pages = _masters(package.part("styles.xml"))
    return OdsStyles(
        elements, formats, fonts, {page: layouts[name] for page, name in pages if name in layouts}
    )


def _masters(styles: bytes) -> Iterator[tuple[str, str]]:
    """The pages, each with the name of its layout."""
    for tag in _MASTER.findall(styles):
        name, layout = _MASTER_NAME.search(tag), _LAYOUT_NAME.search(tag)
        if name and layout:
            yield unescape(name[1].decode()), unescape(layout[1].decode())


def _paper(said: Said) -> Paper:
    sides = sorted(round(points(said.get(f"page-{side}", ""))) for side in ("width", "height"))
    size = _A4 if sides[0] == _A4_WIDTH else _LETTER if sides[0] == _LETTER_WIDTH else 0
    pages = [_count(said.get(f"scale-to-{axis}", "")) for axis in ("X", "Y")]
    return Paper(
        size,
        said.get("print-orientation") == "landscape",
        _count(said.get("scale-to", "").removesuffix("%")),
        (pages[0], pages[1]) if any(pages) else None,
    )


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def points(length: str) -> float:
    """A length as points; 0 where it is none."""
    found = _LENGTH.match(length)
    return float(found[1]) * _POINTS[found[2]] if found else 0.0


def _declared(part: bytes) -> Iterator[ElementTree.Element]:
    """What the sections before the body declare; they are cut out, for a body may be a hundred megabytes."""
    root = _ROOT.search(part)
    if root is None:
        return
    tag, body = root[0].split(None, 1)[0][1:], part.find(_BODY)
    for section in _SECTIONS.finditer(part, root.end(), body if body >= 0 else len(part)):
        yield from ElementTree.fromstring(root[0] + section[0] + b"</" + tag + b">")[0]


def _own(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for each in (element, *element):
        for name, value in each.attrib.items():
            local = name.rpartition("}")[2]
            if local == "border":
                yield from ((f"border-{side}", value) for side in ("left", "right", "top", "bottom"))
            yield local, value


def _color(text: str) -> str:
    return text[1:].upper() if text.startswith("#") and len(text) == 7 else ""


def _fill(said: Said) -> Fill:
    color = _color(said.get("background-color", ""))
    return Fill(color, "solid") if color else Fill()


def _borders(said: Said) -> tuple[Line, Line, Line, Line]:
    left, right, top, bottom = (
        _line(said.get(f"border-{side}", "")) for side in ("left", "right", "top", "bottom")
    )
    return left, right, top, bottom


def _line(border: str) -> Line:
    """`0.74pt solid #000000`; no line where it says none."""
    words = border.split()
    if len(words) != 3 or words[1] in ("none", "hidden"):
        return Line()
    width = points(words[0])
    solid = "thin" if width < _THIN else "medium" if width < _THICK else "thick"
    return Line(_LINES.get(words[1], solid), _color(words[2]))


def _alignment(said: Said) -> Alignment:
    is_aligned = said.get("text-align-source") != "value-type"
    horizontal = _HORIZONTAL.get(said.get("text-align", ""), "") if is_aligned else ""
    if said.get("repeat-content") == "true":
        horizontal = "fill"
    return Alignment(
        horizontal,
        _VERTICAL.get(said.get("vertical-align", ""), ""),
        wrap=said.get("wrap-option") == "wrap",
        indent=round(points(said.get("margin-left", "")) / _INDENT) if horizontal == "left" else 0,
        rotation=255 if said.get("direction") == "ttb" else _rotation(said.get("rotation-angle", "")),
    )


def _rotation(angle: str) -> int:
    """Degrees as Excel counts them: up to 90 upwards, behind that downwards."""
    degrees = int(angle) if angle.isdecimal() and len(angle) < 4 else 0
    return degrees if degrees <= 90 else 450 - degrees if 270 <= degrees < 360 else 0
