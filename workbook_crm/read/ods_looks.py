"""How a sheet of an OpenDocument spreadsheet looks: one walk over the tags of its rows and cells.

Source: OpenDocument 1.3 part 3, 9.1 (tables), 14.1 (annotations); the frozen panes are settings of
LibreOffice.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from html import unescape

from workbook_crm.model.grid import MAX_COLUMNS, Area
from workbook_crm.model.style import ColumnStyle, RowStyle, SheetStyle
from workbook_crm.read.cell_styles import COLUMNS_BEYOND, CellStyles
from workbook_crm.read.looks import Looks
from workbook_crm.read.ods_styles import OdsStyles, ods_styles, points
from workbook_crm.read.package import Package

_CONTENT, _SETTINGS = "content.xml", "settings.xml"
_TABLE = re.compile(rb"<table:table(?=[\s>])[^>]*>")
_TAG = re.compile(
    rb"<(table:table-column|table:table-row|table:table-cell|table:covered-table-cell|office:annotation)"
    rb'(?=[\s/>])(?:\s+table:style-name="([^"]*)")?([^>]*)>'
)
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_STYLE = re.compile(rb'\btable:style-name="([^"]*)"')
_DEFAULT = re.compile(rb'\btable:default-cell-style-name="([^"]*)"')
_REPEATED = re.compile(rb'\btable:number-(?:rows|columns)-repeated="(\d{1,7})"')
_PARAGRAPH = re.compile(rb"<text:p\b[^>]*?(?:/>|>(.*?)</text:p>)", re.DOTALL)
_MARKUP = re.compile(rb"<[^>]*>")
_END_OF_TABLE, _END_OF_NOTE = b"</table:table>", b"</office:annotation>"
_ITEM = rb'<config:config-item config:name="%s"[^>]*>([^<]*)<'
_FROZEN = b"2"
_DIGIT = 0.66
"""Pixels of the widest digit for each point of the font, about: 7 at 10 and 11 points, 8 at 12."""
_PIXEL = 72 / 96
"""Points."""


def ods_looks(package: Package) -> Looks:
    """How a spreadsheet looks. Raises what broken parts make it raise, at once or for a sheet."""
    content, settings = package.part(_CONTENT), package.part(_SETTINGS)
    styles = ods_styles(package, content)
    tables = dict(_tables(content))
    return Looks(
        styles.cells,
        lambda sheet, area: _look(content, sheet.name, tables[sheet.name], area, styles, settings),
    )


def _tables(content: bytes) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """The style of each sheet, where it begins and ends; a table within a cell ends its sheet early."""
    for tag in _TABLE.finditer(content):
        name = _NAME.search(tag[0])
        end = content.find(_END_OF_TABLE, tag.end())
        if name and end > 0:
            style = _STYLE.search(tag[0])
            yield unescape(name[1].decode()), (_decoded(style[1] if style else None), tag.end(), end)


def _look(
    content: bytes,
    name: str,
    table_at: tuple[str, int, int],
    area: Area,
    styles: OdsStyles,
    settings: bytes,
) -> SheetStyle:
    of_table, start, end = table_at
    table = content[start:end]
    found = _Walk(area, styles)
    for tag in _TAG.finditer(table):
        kind, style, attributes = tag.groups()
        if style is None and b"table:style-name=" in attributes:
            style = _STYLE.findall(attributes)[0]
        if kind.endswith(b"table-cell"):
            found.take_cell(style, attributes)
        elif kind == b"table:table-row":
            found.take_row(style, attributes)
        elif kind == b"table:table-column":
            found.take_column(style, attributes)
        else:
            found.notes[found.row, found.column] = _note(table, tag.end())
    frozen = _frozen(settings, name)
    cells = found.finished()
    return SheetStyle(
        cells,
        tuple(found.columns),
        found.rows,
        frozen=frozen,
        notes=found.notes,
        paper=styles.paper(of_table),
    )


class _Walk:
    """Where the walk is, and what it has found.

    A run of rows or cells that goes on far beyond the values is the rest of the grid, and ends with them.
    """

    def __init__(self, area: Area, styles: OdsStyles) -> None:
        self.columns: list[ColumnStyle] = []
        self.rows: dict[int, RowStyle] = {}
        self.notes: dict[tuple[int, int], str] = {}
        self.row, self.column = 0, 0
        self._area, self._styles = area, styles
        self._cells = CellStyles(area, min(area.right + COLUMNS_BEYOND, MAX_COLUMNS))
        self._of_columns = array("H", bytes(2 * self._cells.right))
        self._line = self._cells.line(0)
        self._repeated, self._next = 1, 1
        self._of_row: bytes | None = None
        self._numbers: dict[bytes, int] = {}
        self._heights: dict[str, RowStyle] = {}
        self._digit = max(1, round(styles.cells[0].font.size * _DIGIT)) * _PIXEL

    def take_column(self, style: bytes | None, attributes: bytes) -> None:
        first = self.columns[-1].last + 1 if self.columns else 1
        last = first + _count(attributes) - 1
        said = self._styles.said("table-column", _decoded(style))
        width = points(said.get("column-width", "")) / self._digit
        cells = self._number(_default(attributes))
        hidden = b'visibility="collapse"' in attributes or b'visibility="filter"' in attributes
        self.columns.append(ColumnStyle(first, last, width, cells, hidden))
        for column in range(first, min(last, self._cells.right) + 1):
            self._of_columns[column - 1] = cells

    def take_row(self, style: bytes | None, attributes: bytes) -> None:
        self._end_row()
        self.row, self._next = self.row + self._repeated, 1
        self._repeated, self._of_row = _count(attributes), _default(attributes)
        height = self._height(_decoded(style))
        for row in range(self.row, self._last_row() + 1):
            self.rows[row] = height
        self._line = self._cells.line(self.row if self.row <= self._last_row() else 0)

    def take_cell(self, style: bytes | None, attributes: bytes) -> None:
        """The style of the cell; without one of its own that of its row or column."""
        first = self.column = self._next
        self._next = first + _count(attributes)
        style = style if style is not None else self._of_row
        right = self._next - 1 if self._next - 1 <= self._cells.right else self._area.right
        if style is not None:
            number = self._number(style)
            for column in range(first, right + 1):
                self._line[column - 1] = number
        elif b"value-type=" in attributes:
            self._line[first - 1 : right] = self._of_columns[first - 1 : right]

    def finished(self) -> Mapping[int, bytes]:
        self._end_row()
        return self._cells.rows()

    def _end_row(self) -> None:
        self._cells.repeat(self._last_row() - self.row)

    def _last_row(self) -> int:
        """Of the run of rows that is being walked over."""
        last = self.row + self._repeated - 1
        return last if last <= self._cells.bottom else self._area.bottom

    def _number(self, style: bytes | None) -> int:
        """The number of a style of cells; 0 is the default."""
        if style is None:
            return 0
        if style not in self._numbers:
            self._numbers[style] = self._styles.numbers.get(_decoded(style), 0)
        return self._numbers[style]

    def _height(self, name: str) -> RowStyle:
        if name not in self._heights:
            said = self._styles.said("table-row", name)
            is_fixed = said.get("use-optimal-row-height") != "true"
            self._heights[name] = RowStyle(points(said.get("row-height", "")), is_fixed)
        return self._heights[name]


def _decoded(name: bytes | None) -> str:
    return unescape(name.decode()) if name else ""


def _default(attributes: bytes) -> bytes | None:
    found = _DEFAULT.search(attributes)
    return found[1] if found else None


def _count(attributes: bytes) -> int:
    found = _REPEATED.search(attributes) if b"-repeated=" in attributes else None
    return max(1, int(found[1])) if found else 1


def _note(table: bytes, start: int) -> str:
    end = table.find(_END_OF_NOTE, start)
    paragraphs = _PARAGRAPH.findall(table, start, end if end > 0 else start)
    return "\n".join(unescape(_MARKUP.sub(b"", each).decode()) for each in paragraphs)


def _frozen(settings: bytes, sheet: str) -> tuple[int, int]:
    """Rows and columns that stay in view."""
    name = re.escape(sheet.encode())
    start = re.search(rb'<config:config-item-map-entry config:name="%s">' % name, settings)
    entry = (
        settings[start.end() : settings.find(b"</config:config-item-map-entry>", start.end())]
        if start
        else b""
    )
    rows, columns = (
        int(_item(entry, side + b"SplitPosition") or 0) if _item(entry, side + b"SplitMode") == _FROZEN else 0
        for side in (b"Vertical", b"Horizontal")
    )
    return rows, columns


def _item(entry: bytes, name: bytes) -> bytes:
    found = re.search(_ITEM % name, entry)
    return found[1] if found else b""
