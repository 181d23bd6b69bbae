"""How an .xlsb looks: its styles part, and one walk over the records of a sheet.

Source: [MS-XLSB] 2.4.741 (BrtRowHdr), 2.5.9 (Cell), 2.4.322 (BrtColInfo), 2.4.846 (BrtWsFmtInfo), 2.4.698
(BrtPane), 2.4.297 (BrtBeginWsView), 2.4.310 (BrtBundleSh), 2.4.28 (BrtBeginComment);
BrtPageSetup and BrtWsProp.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from workbook_crm.model.grid import MAX_COLUMNS, Area
from workbook_crm.model.style import PLAIN_PAPER, ColumnStyle, Paper, RowStyle, SheetStyle
from workbook_crm.read.binary_look import SheetLook, usual_width
from workbook_crm.read.cell_styles import COLUMNS_BEYOND, CellStyles
from workbook_crm.read.looks import Looks
from workbook_crm.read.package import Package, open_package
from workbook_crm.read.xlsb_records import NULL, records, text
from workbook_crm.read.xlsb_styles import xlsb_styles

BOOK, STYLES = "xl/workbook.bin", "xl/styles.bin"
_SHEET, _NOTE, _NOTE_TEXT = 156, 635, 637
_ROW, _LAST_KIND_OF_CELL, _RICH_TEXT = 0, 11, 62
_COLUMN, _VIEW, _PANE, _SIZES = 60, 137, 151, 485
_OPTIONS, _SETUP = 147, 478
_ABOUT = frozenset({_COLUMN, _VIEW, _PANE, _SIZES, _OPTIONS, _SETUP})


def xlsb_looks(content: bytes) -> Looks:
    """How a workbook looks. Raises what broken parts make it raise, at once or for a sheet."""
    package = open_package(content)
    parts = dict(sheet_parts(package))
    return Looks(
        xlsb_styles(package.part(STYLES)),
        lambda sheet, area: _look(package, parts[sheet.name], area),
    )


def sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The part of each sheet by its name."""
    links = _targets(package, BOOK)
    book = package.part(BOOK)
    for kind, at, size_bytes in records(book):
        if kind == _SHEET:
            link, end = text(book[: at + size_bytes], at + 8)
            name, _ = text(book[: at + size_bytes], end)
            yield name, links.get(link, "")


def _targets(package: Package, part: str, kind: str = "") -> Mapping[str, str]:
    """The parts that a part refers to, by the name of the link; of one kind, where one is asked for."""
    folder, file = posixpath.split(part)
    links = package.part(f"{folder}/_rels/{file}.rels")
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, link.get("Target", "")))
        .lstrip("/")
        .lower()
        for link in (ElementTree.fromstring(links) if links else ())
        if link.get("Type", "").endswith(kind)
    }


def _notes(package: Package, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    for comments in _targets(package, part, "/comments").values():
        data, place = package.part(comments), (0, 0)
        for kind, at, size_bytes in records(data):
            if kind == _NOTE:
                row, _, column = struct.unpack_from("<III", data, at + 4)
                place = row + 1, column + 1
            elif kind == _NOTE_TEXT:
                yield place, text(data[: at + size_bytes], at + 1)[0]


def _look(package: Package, name: str, area: Area) -> SheetStyle:
    part = package.part(name)
    cells = CellStyles(area, min(area.right + COLUMNS_BEYOND, MAX_COLUMNS))
    found = SheetLook(cells)
    line, read = cells.line(0), struct.Struct("<II").unpack_from
    for kind, at, size_bytes in records(part):
        if kind == _ROW:
            row, _ = read(part, at)
            line = cells.line(row + 1)
            if row < cells.bottom:
                _take_row(found, row + 1, part, at)
        elif kind <= _LAST_KIND_OF_CELL or kind == _RICH_TEXT:
            column, style = read(part, at)
            if column < cells.right:
                line[column] = style & 0xFFFF
        elif kind in _ABOUT:
            _take(found, kind, part[at : at + size_bytes])
    return found.style(dict(_notes(package, name)))


def _take_row(found: SheetLook, row: int, part: bytes, at: int) -> None:
    style, height, _, options = struct.unpack_from("<IHBB", part, at + 4)
    own = style & 0xFFFF if options & 0x40 else 0
    found.rows[row] = RowStyle(height / 20, bool(options & 0x20), own, hidden=bool(options & 0x10))


def _take(found: SheetLook, kind: int, data: bytes) -> None:
    if kind == _COLUMN:
        first, last, width, style, options = struct.unpack_from("<IIIIH", data)
        found.columns.append(ColumnStyle(first + 1, last + 1, width / 256, style, bool(options & 1)))
    elif kind == _VIEW:
        found.gridlines = bool(data[0] & 0x04)
    elif kind == _PANE:
        columns, rows, _, _, _, options = struct.unpack_from("<ddIIIB", data)
        found.panes, found.is_frozen = (int(rows), int(columns)), bool(options & 1)
    elif kind == _OPTIONS:
        found.is_fitted = bool(data[1] & 0x01)
    elif kind == _SETUP:
        size, scale, _, _, _, _, wide, high, options = struct.unpack_from("<8IH", data)
        paper = PLAIN_PAPER if options & 0x04 else Paper(size, bool(options & 0x02), scale)
        found.paper = paper._replace(fit=(wide, high))
    else:
        width, characters, height = struct.unpack_from("<IHH", data)
        found.default_width = usual_width(characters) if width == NULL else width / 256
        found.default_height = height / 20
