"""One sheet part: its rows, which are many, and everything around them, which is little.

What stands around the rows (the frame) is small enough to look at as elements; the rows stay one run of
bytes. Elements that we add go where the schema has them (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from workbook_crm.model.grid import Area

from .areas import area, reference
from .error import PackageError
from .markup import Edit, Element, Markup, all_attributes, set_attribute, spliced, tokens
from .patterns import lazily
from .plain import Chunk, follows, plain_rows
from .relations import STRICT, TRANSITIONAL

_IF_VML = (
    b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    b'<mc:Choice xmlns:v="urn:schemas-microsoft-com:vml" Requires="v">%s</mc:Choice></mc:AlternateContent>'
)
_ORDER = (
    b"sheetPr", b"dimension", b"sheetViews", b"sheetFormatPr", b"cols", b"sheetData", b"sheetCalcPr",
    b"sheetProtection", b"protectedRanges", b"scenarios", b"autoFilter", b"sortState", b"dataConsolidate",
    b"customSheetViews", b"mergeCells", b"phoneticPr", b"conditionalFormatting", b"dataValidations",
    b"hyperlinks", b"printOptions", b"pageMargins", b"pageSetup", b"headerFooter", b"rowBreaks", b"colBreaks",
    b"customProperties", b"cellWatches", b"ignoredErrors", b"smartTags", b"drawing", b"legacyDrawing",
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
    b"tableParts", b"extLst",
)  # fmt: skip

_SPREAD_FORMULA = lazily(rb"""<(?:\w+:)?f\s[^>]*?\bt=["'](?:array|dataTable)["'][^>]*>""")
_REF = lazily(rb"""\sref=["']([^"']+)["']""")


class Worksheet:
    """A sheet's bytes in two pieces: `frame`, with an empty sheetData in it, and `data`, the rows."""

    def __init__(self, xml: bytes) -> None:
        opening = _sheet_data(xml)
        self.prefix = opening["prefix"] or b""
        closing = b"</" + self.prefix + b"sheetData"
        end = opening.end() if opening["empty"] else xml.rfind(closing)
        if end < 0:
            raise PackageError("a sheet is not well-formed XML")
        self._frame = xml[: opening.end()] + xml[end:]
        self.data = xml[opening.end() : end]
        self.chunks: Sequence[Chunk] = ()
        """The rows in plain form, cut; there after `make_plain`."""
        self._rewritten: Sequence[bytes] | None = None
        self._markup: Markup | None = None

    @property
    def frame(self) -> Markup:
        if self._markup is None:
            self._markup = Markup(self._frame)
        return self._markup

    @cached_property
    def has_formulas(self) -> bool:
        """Whether anything like a formula stands in the rows as they came."""
        return follows(self.data, b"<" + self.prefix, b"f")

    def make_plain(self) -> None:
        """Bring the rows into the form that `RowWriter` trusts."""
        self.data, self.chunks = plain_rows(self.data, self.prefix)

    def row(self, number: int) -> bytes:
        """A row from its number on, behind `<row r="`; empty where the sheet does not have it."""
        for chunk in self.chunks:
            if chunk.numbers and number <= chunk.numbers[-1]:
                at = bisect_left(chunk.numbers, number)
                return chunk.rows[at] if chunk.numbers[at] == number else b""
        return b""

    def rewrite(self, rows: Sequence[bytes]) -> None:
        """Give up the rows for these pieces, which are put together with the frame in the end."""
        self._rewritten, self.data, self.chunks = rows, b"", ()

    def content(self) -> bytes:
        """The sheet as bytes again."""
        element = self.frame.child(self.frame.root, b"sheetData")
        assert element is not None
        xml, rows = self.frame.xml, (self.data,) if self._rewritten is None else self._rewritten
        if not any(rows):
            return xml
        if not element.is_empty_tag:
            return b"".join((xml[: element.inner], *rows, xml[element.inner :]))
        name = element.prefix + element.name
        return b"".join((xml[: element.start], b"<%s>" % name, *rows, b"</%s>" % name, xml[element.end :]))

    def find(self, *names: bytes) -> Element | None:
        return self.frame.child(self.frame.root, *names)

    def all(self, *path: bytes) -> Iterator[Element]:
        """The children of that name, below the first element of the path before it."""
        parent = self.find(*path[:-1])
        return self.frame.children(parent, path[-1]) if parent else iter(())

    def edit(self, edits: Iterable[Edit]) -> None:
        """Change the frame."""
        self._frame = spliced(self._frame, edits)
        self._markup = None

    def set(self, element: Element, name: str, value: str | None) -> None:
        self.edit([set_attribute(element, self._frame, name, value)])

    def insert(self, name: bytes, xml: bytes) -> None:
        """Put an element that the sheet does not have at the place where the schema has it."""
        later = _ORDER[_ORDER.index(name) + 1 :]
        places = [
            child.start for child in self.frame.children(self.frame.root) if self._counts_as(child) in later
        ]
        at = min(places, default=self.frame.root.inner_end)
        self.edit([(at, at, xml)])

    def notes_drawing(self) -> Element | None:
        """What names the drawing that notes are shown in; a strict workbook has it among alternatives."""
        outer = self._outer_drawing()
        within = self.frame.child(outer, b"Choice", b"legacyDrawing") if outer else None
        return within or outer

    def forget_notes_drawing(self) -> None:
        """Name no drawing of notes any more."""
        outer = self._outer_drawing()
        if outer:
            self.edit([(outer.start, outer.end, b"")])

    def name_notes_drawing(self, relation: str, *, strict: bool) -> None:
        """Name another drawing of notes, in a strict workbook the way Excel does: its schema has none."""
        self.forget_notes_drawing()
        tag = b'<%slegacyDrawing %s="%s"/>' % (self.prefix, self.relation_attribute(), relation.encode())
        self.insert(b"legacyDrawing", _IF_VML % tag if strict else tag)

    def _outer_drawing(self) -> Element | None:
        children = self.frame.children(self.frame.root)
        return next((each for each in children if self._counts_as(each) == b"legacyDrawing"), None)

    def blocked(self) -> list[Area]:
        """Areas of which only the first cell may be written: merged cells, array formulas, data tables."""
        merged = (area(element.get("ref")) for element in self.all(b"mergeCells", b"mergeCell"))
        return [*filter(None, merged), *self._spread_formulas()]

    def column_elements(self) -> list[tuple[int, int, Element]]:
        """First column, last column and the element of each `<col>`."""
        found = []
        for element in self.all(b"cols", b"col"):
            first, last = element.get("min") or "", element.get("max") or ""
            if first.isdigit() and last.isdigit():
                found.append((int(first), int(last), element))
        return found

    def column_styles(self, columns: Iterable[int]) -> dict[int, int]:
        """The style that each of these columns gives to a new cell, where it gives one."""
        listed = self.column_elements()
        styles = {}
        for column in columns:
            for first, last, element in listed:
                if first <= column <= last and (style := element.get("style")):
                    styles[column] = int(style)
        return styles

    def reach(self, rows: list[int], columns: list[int]) -> None:
        """Make `dimension`, where the sheet has one, hold these rows and columns."""
        element = self.find(b"dimension")
        known = area(element.get("ref")) if element else None
        if element is None or known is None or not rows or not columns:
            return
        wider = Area(
            min(known.top, *rows),
            min(known.left, *columns),
            max(known.bottom, *rows),
            max(known.right, *columns),
        )
        if wider != known:
            self.set(element, "ref", reference(wider))

    def relation_attribute(self) -> bytes:
        """How this sheet writes the attribute `r:id`, with a declaration where it has none."""
        for name, value in all_attributes(self.frame.root.attributes).items():
            if name.startswith("xmlns:") and value in (TRANSITIONAL, STRICT):
                return name.removeprefix("xmlns:").encode() + b":id"
        return b'xmlns:r="%s" r:id' % TRANSITIONAL.encode()

    def _counts_as(self, element: Element) -> bytes:
        """The name of an element, or of what stands inside of mc:AlternateContent."""
        if element.name != b"AlternateContent":
            return element.name
        inside = self.frame.child(element, b"Choice")
        first = next(self.frame.children(inside), None) if inside else None
        return first.name if first else b""

    def _spread_formulas(self) -> Iterator[Area]:
        if not self.has_formulas:
            return
        for formula in _SPREAD_FORMULA().findall(self.data):
            match = _REF().search(formula)
            found = area(match[1].decode()) if match else None
            if found:
                yield found


def _sheet_data(xml: bytes) -> re.Match[bytes]:
    """The opening tag of `sheetData`; raises PackageError where there is none."""
    depth = 0
    for match in tokens(xml):
        if match["name"] is None:
            continue
        if depth == 1 and match["name"] == b"sheetData":
            return match
        if match["close"]:
            depth -= 1
        elif not match["empty"]:
            depth += 1
        if depth == 0:
            break
    raise PackageError("a sheet has no sheetData")
