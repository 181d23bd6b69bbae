"""The counted lists of a style table: fonts, fills, borders, cell formats."""

from __future__ import annotations

import re

from .markup import Markup

MINIMAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""What a workbook without a style table is given."""

_DEFAULTS = {
    b"fonts": b'<font><sz val="11"/><name val="Calibri"/></font>',
    b"fills": b'<fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill>',
    b"borders": b"<border/>",
    b"cellXfs": b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}


class Table:
    """One counted list of the style table; items keep their index, new ones come last."""

    def __init__(self, markup: Markup, name: bytes) -> None:
        self.name = name
        self.element = markup.child(markup.root, name)
        self.items = [markup.outer(item) for item in markup.children(self.element)] if self.element else []
        self.known = len(self.items)
        if not self.items:
            self.items = _parted(_DEFAULTS[name], markup.root.prefix)
        self._index: dict[bytes, int] = {}
        for index, item in enumerate(self.items):
            self._index.setdefault(item, index)

    def place(self, item: bytes) -> int:
        """The index of an item, appended where there is none like it."""
        if item not in self._index:
            self._index[item] = len(self.items)
            self.items.append(item)
        return self._index[item]

    def index_of(self, place: int) -> int:
        """The first item that is like the one at this place."""
        return self._index[self.items[place]] if 0 <= place < len(self.items) else 0

    @property
    def added(self) -> list[bytes]:
        return self.items[self.known :]


def prefixed(xml: bytes, prefix: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=\w)", rb"<\1" + prefix, xml) if prefix else xml


def _parted(xml: bytes, prefix: bytes) -> list[bytes]:
    markup = Markup(b"<a>" + prefixed(xml, prefix) + b"</a>")
    return [markup.outer(element) for element in markup.children(markup.root)]
