"""The tables of a web page, which many programs export under the name of a workbook: every cell is text.

Each outermost table is a sheet. Cells stay text as in CSV, so that "00123" does not become 123.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from workbook_crm.model.grid import Area
from workbook_crm.model.place import MAX_COLUMNS, MAX_ROWS
from workbook_crm.read.charset import decode
from workbook_crm.read.sparse import SparseSheet, SparseSource

_CHARSET = re.compile(rb"""<meta[^>]*\bcharset=["']?\s*([\w-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset({"script", "style", "head", "title"})
_LARGEST_SPAN = 1_000_000
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,31})</x:Name>")


def open_web_page(content: bytes) -> SparseSource:
    """The tables of a page that hold something."""
    text = _decoded(content)
    tables = _Tables()
    tables.feed(text)
    tables.close()
    filled = [sheet for sheet in tables.sheets if any(sheet.cells.values())]
    names = _SHEET_NAME.findall(text)
    for number, sheet in enumerate(filled, 1):
        sheet.name = names[number - 1] if number <= len(names) else f"Table {number}"
    return SparseSource(tuple(filled))


def _decoded(content: bytes) -> str:
    """The text by the charset that the page declares, where it holds; else by its bytes."""
    declared = _CHARSET.search(content[:_HEAD_BYTES].replace(b"\0", b""))
    if declared and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030", b"big5"):
        encoding = "gb18030" if declared[1].lower().startswith(b"gb") else "big5hkscs"
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(content).text


class _Tables(HTMLParser):
    """Collects cells; a table inside a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[SparseSheet] = []
        self._depth = 0
        self._row = 0
        self._column = 0
        self._taken: set[tuple[int, int]] = set()
        self._text: list[str] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(SparseSheet(""))
                self._row, self._taken = 0, set()
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(_SPACES.sub(" ", data))

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        """Steps to the next place that no cell above reaches down to."""
        self._row = max(1, self._row)
        self._column += 1
        while (self._row, self._column) in self._taken:
            self._taken.discard((self._row, self._column))
            self._column += 1
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            return
        self._text = []
        right, down = _span(attributes, "colspan"), _span(attributes, "rowspan")
        if 1 < right * down <= _LARGEST_SPAN - len(self._taken):
            area = Area(self._row, self._column, self._row + down - 1, self._column + right - 1)
            self.sheets[-1].merges.append(area)
            self._taken.update(
                (row, column)
                for row in range(area.top + 1, area.bottom + 1)
                for column in range(area.left, area.right + 1)
            )

    def _end_cell(self) -> None:
        if self._text is None:
            return
        lines = "".join(self._text).replace("\xa0", " ").split("\n")
        self.sheets[-1].cells[self._row, self._column] = "\n".join(line.strip() for line in lines).strip()
        self._text = None
        merges = self.sheets[-1].merges
        if merges and (merges[-1].top, merges[-1].left) == (self._row, self._column):
            self._column = merges[-1].right


def _span(attributes: dict[str, str | None], name: str) -> int:
    """How many cells it covers; browsers and Excel end at 1,000."""
    text = (attributes.get(name) or "").strip()
    return min(1000, max(1, int(text))) if text.isdecimal() and len(text) < 8 else 1
