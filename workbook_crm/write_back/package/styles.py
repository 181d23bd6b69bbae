"""The style table: formats of the sender's stay where they are, ours are appended and used again when equal.

A cell's style is the index of an `xf` in cellXfs. A changed style is a copy of the cell's own xf with one
thing different, so fonts, borders and number formats stay. The same change asked for twice, or in a second
pass over an answer, gives the same index; xfs that a later pass no longer needs are left behind unused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from workbook_crm.model.marks import Look, Tone

from .looks import DRESSES, border_xml, font_xml
from .markup import (
    Edit,
    Markup,
    all_attributes,
    appended,
    get_attribute,
    quoted,
    set_attribute,
    spliced,
)
from .patterns import lazily
from .style_lists import Table, prefixed
from .tones import MAX_FILLS, key_color, tone_number

MAX_STYLES = 65_490
"""Excel's limit on cell formats."""

_ORDER = (
    b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles", b"dxfs",
    b"tableStyles", b"colors", b"extLst",
)  # fmt: skip
"""CT_Stylesheet, ECMA-376 part 1, 18.8.39."""

_XF_ORDER = (
    "numFmtId", "fontId", "fillId", "borderId", "xfId", "quotePrefix", "pivotButton", "applyNumberFormat",
    "applyFont", "applyFill", "applyBorder", "applyAlignment", "applyProtection",
)  # fmt: skip

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Built-in formats that show a date, East Asian ones included (18.8.30)."""

_NOT_SHOWN = lazily(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)

_SOLID = (
    b'<fill><patternFill patternType="solid"><fgColor rgb="%s"/><bgColor indexed="64"/></patternFill></fill>'
)
_UNFILLED = b"- "
"""How the fill of a plain cell is remembered."""
_NO_FILL = b'<fill><patternFill patternType="none"/></fill>'

Xf = tuple[dict[str, str], bytes]
"""Attributes as written, and the content (alignment, protection)."""


class Styles:
    """The style table of one workbook, read once, asked for changed styles, written once."""

    def __init__(self, markup: Markup, traced: Mapping[int, bytes]) -> None:
        self._markup = markup
        self._prefix = self._markup.root.prefix
        self._fonts, self._fills, self._borders, self._xfs = (
            Table(self._markup, name) for name in (b"fonts", b"fills", b"borders", b"cellXfs")
        )
        self._codes = self._number_formats()
        self._made: dict[tuple[object, ...], int] = {}
        self._parsed: dict[int, Xf] = {}
        self._places: dict[bytes, int] = {}
        self.traced = dict(traced)
        """The sender's own fills under our marks, by the number that a colour carries.

        Each is what `applyFill` was (`-` where it was not written), a space, and the fill, empty where none.
        """

    def marked(self, style: int, tone: Tone) -> int:
        """The style with the fill of a tone."""
        return self._once((style, tone), lambda: self._marked(style, tone))

    def dated(self, style: int, number_format: int) -> int:
        """The style itself if it shows dates, else with this date format."""
        return self._once((style, number_format), lambda: self._dated(style, number_format))

    def result(self, style: int) -> int:
        """The style of a result cell beside a cell of this style: its font and borders, as text on one line.

        It is not wrapped: there is nothing to its right, so a long reason is seen in full, and no row of the
        sender's has to grow for it, which not every program lets it do on opening.

        `quotePrefix` says that the cell is text, and tells a cell of ours from one of the sender's.
        """
        return self._once((style, "result"), lambda: self._result(style))

    def is_result(self, style: int) -> bool:
        attributes, content = self._xf(style)
        return attributes.get("quotePrefix") == "1" and b'horizontal="left"' in content

    def look(self, look: Look, *, link: bool) -> int:
        return self._once((look, link), lambda: self._look(look, link))

    def marked_styles(self) -> list[int]:
        """All styles that carry a fill of ours."""
        fills = self._our_fills()
        if not fills:
            return []
        return [index for index in range(len(self._xfs.items)) if self._fill_of(index) in fills]

    def restored(self, style: int) -> int:
        """The style that a marked cell had before."""
        return self._once(
            (style, "restored"), lambda: self._restored(style, self._our_fills()[self._fill_of(style)])
        )

    def content(self) -> bytes:
        """The style table as bytes; what was given, where nothing was added."""
        tables = (self._fonts, self._fills, self._borders, self._xfs)
        return spliced(self._markup.xml, [edit for table in tables for edit in self._edits(table)])

    def _once(self, key: tuple[object, ...], make: Callable[[], int]) -> int:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _xf(self, style: int) -> Xf:
        if not 0 <= style < len(self._xfs.items):
            style = 0
        if style not in self._parsed:
            markup = Markup(self._xfs.items[style])
            self._parsed[style] = all_attributes(markup.root.attributes), markup.inner(markup.root)
        return self._parsed[style]

    def _fill_of(self, style: int) -> int:
        number = get_attribute(self._xfs.items[style].partition(b">")[0], "fillId")
        return int(number) if number and number.isdigit() else 0

    def _marked(self, style: int, tone: Tone) -> int:
        attributes, content = self._xf(style)
        fill = self._fills.place(self._solid(key_color(tone, self._trace(attributes))))
        return self._place({**attributes, "fillId": str(fill), "applyFill": "1"}, content, style)

    def _trace(self, attributes: dict[str, str]) -> int:
        """The number under which a fill of the sender's is remembered; 0 is no fill."""
        own = self._origin(attributes.get("fillId"), attributes.get("applyFill"))
        if own == _UNFILLED:
            return 0
        numbers = (self._place_of(own), *range(MAX_FILLS - 1, 0, -1))
        return next((each for each in numbers if self.traced.setdefault(each, own) == own), 0)

    def _place_of(self, own: bytes) -> int:
        """Where a fill comes first in the table: the same whatever order cells are marked in."""
        if not self._places:
            tags = (xf.partition(b">")[0] for xf in self._xfs.items)
            fills = dict.fromkeys(
                (get_attribute(tag, "fillId"), get_attribute(tag, "applyFill")) for tag in tags
            )
            origins = dict.fromkeys(self._origin(*fill) for fill in fills)
            origins.pop(_UNFILLED, None)
            self._places = {origin: min(nth, MAX_FILLS - 1) for nth, origin in enumerate(origins, 1)}
        return self._places[own]

    def _origin(self, fill: str | None, apply: str | None) -> bytes:
        """The fill of an xf as it is remembered."""
        place = int(fill or 0)
        xml = self._fills.items[place] if place < len(self._fills.items) else b""
        return (apply or "-").encode() + b" " + (b"" if _is_none(xml) else _compact(xml))

    def _dated(self, style: int, wanted: int) -> int:
        attributes, content = self._xf(style)
        if self._shows_dates(int(attributes.get("numFmtId", "0"))):
            return style
        return self._place({**attributes, "numFmtId": str(wanted), "applyNumberFormat": "1"}, content, style)

    def _shows_dates(self, number: int) -> bool:
        if number in self._codes:
            return (
                re.search(
                    "[ymdhse]", _NOT_SHOWN().sub("", self._codes[number].lower().replace("general", ""))
                )
                is not None
            )
        return number in _DATE_FORMATS

    def _result(self, style: int) -> int:
        attributes, content = self._xf(style)
        changed = {**attributes, "numFmtId": "0", "quotePrefix": "1", "applyAlignment": "1"}
        changed.pop("applyNumberFormat", None)
        changed.pop("pivotButton", None)
        markup = Markup(b"<xf>" + content + b"</xf>")
        kept = b"".join(
            markup.outer(child) for child in markup.children(markup.root) if child.name == b"protection"
        )
        own = next(markup.below(markup.root, b"alignment"), None)
        vertical = own.get("vertical") if own else None
        upright = b' vertical="%s"' % quoted(vertical) if vertical else b""
        alignment = b'<%salignment horizontal="left"%s/>' % (self._prefix, upright)
        return self._place(changed, alignment + kept, style)

    def _look(self, look: Look, link: bool) -> int:
        dress = DRESSES[look]
        font = self._fonts.place(self._dressed_font(look, link))
        fill = self._fills.place(self._solid(dress.fill)) if dress.fill else 0
        border = self._borders.place(border_xml(self._prefix)) if dress.lined else 0
        attributes = {"numFmtId": "0", "fontId": str(font), "fillId": str(fill), "borderId": str(border)}
        if self._markup.child(self._markup.root, b"cellStyleXfs"):
            attributes["xfId"] = "0"
        for apply in ("applyFont", "applyFill", "applyBorder", "applyAlignment"):
            attributes[apply] = "1"
        return self._place(attributes, dress.alignment.replace(b"<", b"<" + self._prefix), 0)

    def _dressed_font(self, look: Look, link: bool) -> bytes:
        markup = Markup(self._fonts.items[0])
        size = markup.child(markup.root, b"sz")
        kept = (b"name", b"family", b"charset", b"scheme")
        own = b"".join(markup.outer(child) for child in markup.children(markup.root) if child.name in kept)
        points = float(size.get("val") or 11) if size else 11.0
        return font_xml(DRESSES[look], own, points, link=link, prefix=self._prefix)

    def _solid(self, argb: str) -> bytes:
        return prefixed(_SOLID % argb.encode(), self._prefix)

    def _place(self, attributes: dict[str, str], content: bytes, fallback: int) -> int:
        """The index of an xf; the fallback where the table is full."""
        named = sorted(attributes.items(), key=_canonical)
        tag = b"<%sxf %s" % (
            self._prefix,
            b" ".join(b'%s="%s"' % (name.encode(), quoted(value)) for name, value in named),
        )
        xf = b"%s>%s</%sxf>" % (tag, content, self._prefix) if content else tag + b"/>"
        if len(self._xfs.items) >= MAX_STYLES and xf not in self._xfs.items:
            return fallback
        return self._xfs.place(xf)

    def _our_fills(self) -> dict[int, int]:
        """Fills that are ours, with the number that each carries."""
        found = {}
        solid = (each for each in enumerate(self._fills.items) if b"solid" in each[1])
        for index, xml in solid:
            match = re.search(rb"""fgColor[^>]*rgb=["']([0-9A-Fa-f]{8})["']""", xml)
            number = tone_number(match[1].decode()) if match else None
            if number is not None and (number == 0 or number in self.traced):
                found[index] = number
        return found

    def _restored(self, style: int, number: int) -> int:
        """The first style that is equal but for its fill, which is the one remembered; else one is made."""
        attributes, content = self._xf(style)
        origin = self.traced[number] if number else _UNFILLED
        wanted, near = _bare(attributes), None
        for index in range(len(self._xfs.items)):
            other, inside = self._xf(index)
            if inside == content and _bare(other) == wanted:
                found = self._origin(other.get("fillId"), other.get("applyFill"))
                if found == origin:
                    return index
                if near is None and found.partition(b" ")[2] == origin.partition(b" ")[2]:
                    near = index
        return near if near is not None else self._remade(attributes, content, origin)

    def _remade(self, attributes: dict[str, str], content: bytes, origin: bytes) -> int:
        apply, _, xml = origin.partition(b" ")
        xml = xml or _compact(prefixed(_NO_FILL, self._prefix))
        known = (index for index, fill in enumerate(self._fills.items) if _compact(fill) == xml)
        fill = next(known, None)
        made = {**_bare(attributes), "fillId": str(self._fills.place(xml) if fill is None else fill)}
        if apply != b"-":
            made["applyFill"] = apply.decode()
        return self._place(made, content, 0)

    def first(self, style: int) -> int:
        """The first style that is written exactly like this one."""
        return self._xfs.index_of(style)

    def _number_formats(self) -> dict[int, str]:
        parent = self._markup.child(self._markup.root, b"numFmts")
        listed = self._markup.children(parent) if parent else ()
        return {int(element.get("numFmtId") or 0): element.get("formatCode") or "" for element in listed}

    def _edits(self, table: Table) -> list[Edit]:
        if not table.added or (table.element is None and not _needed(table, self._xfs)):
            return []
        count, items = str(len(table.items)), b"".join(table.added)
        if table.element is None:
            return [self._inserted(table.name, count, items)]
        xml, element = self._markup.xml, table.element
        if element.is_empty_tag:
            full = element.prefix + element.name
            whole = b'<%s count="%s">%s</%s>' % (full, count.encode(), items, full)
            return [(element.start, element.end, whole)]
        return [set_attribute(element, xml, "count", count), appended(element, items, xml)]

    def _inserted(self, name: bytes, count: str, items: bytes) -> Edit:
        root, later = self._markup.root, _ORDER[_ORDER.index(name) + 1 :]
        places = [child.start for child in self._markup.children(root) if child.name in later]
        at = min(places, default=root.inner_end)
        full = self._prefix + name
        return at, at, b'<%s count="%s">%s</%s>' % (full, count.encode(), items, full)


def _needed(table: Table, xfs: Table) -> bool:
    """A list that the workbook lacks is added only if something of ours refers to it."""
    return len(xfs.added) > 0 and len(table.items) > 0


def _is_none(fill: bytes) -> bool:
    return b"gradientFill" not in fill and (
        b"patternType" not in fill or b'patternType="none"' in fill or b"patternType='none'" in fill
    )


def _compact(xml: bytes) -> bytes:
    """A fill on one line, however it was written."""
    return b" ".join(xml.split()).replace(b"> <", b"><")


def _bare(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name not in ("fillId", "applyFill")}


def _canonical(item: tuple[str, str]) -> tuple[int, str]:
    name = item[0]
    return (_XF_ORDER.index(name) if name in _XF_ORDER else len(_XF_ORDER)), name
