"""How a sheet of an .xls looks: the style of each cell, widths, heights, frozen panes, paper, notes.

One walk over the records of the sheet; a row of a large table costs a few microseconds, and rows of one look
share their bytes. Source: [MS-XLS] 2.4.53 (ColInfo), 2.4.221 (Row), 2.4.87 (DefaultRowHeight), 2.4.346
(Window2), 2.4.189 (Pane), 2.4.174 (MulBlank), 2.4.175 (MulRk), 2.4.179 (Note), 2.4.181 (Obj), 2.4.329 (TxO);
Setup and WsBool.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass, field

from workbook_crm.model.grid import Area
from workbook_crm.model.style import PLAIN_PAPER, ColumnStyle, Paper, RowStyle, SheetStyle
from workbook_crm.read.biff_records import BIFF5, BIFF8, BOF, EOF, biff_version, sheet_starts
from workbook_crm.read.biff_styles import biff_styles
from workbook_crm.read.binary_look import SheetLook, usual_width
from workbook_crm.read.cell_styles import CellStyles
from workbook_crm.read.looks import Looks

_CELLS = frozenset({0x0006, 0x0206, 0x0406, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
"""Formula (of three ages), RString, LabelSst, Blank, Number, Label, BoolErr, RK.

Each begins with row, column, style.
"""
_MUL_RK, _MUL_BLANK = 0x00BD, 0x00BE
_COLUMN, _ROW, _COLUMN_WIDTH, _ROW_HEIGHT = 0x007D, 0x0208, 0x0055, 0x0225
_WINDOW, _PANE, _SETUP, _OPTIONS = 0x023E, 0x0041, 0x00A1, 0x0081
_NOTE, _OBJECT, _TEXT, _CONTINUE = 0x001C, 0x005D, 0x01B6, 0x003C
_OF_NOTES = frozenset({_NOTE, _OBJECT, _TEXT, _CONTINUE})

_COLUMNS = 256
_HEAD = struct.Struct("<HHHHH")
"""What the record is, how long it is, and of a cell its row, column and style."""
_ROW_RECORD = struct.Struct("<HHHHHHHH")


@dataclass(slots=True)
class _Notes:
    """A note's text stands in a shape, which the note at its cell names by number."""

    shape: int = 0
    length: int = 0
    """Of the text that begins with the next record."""
    texts: dict[int, str] = field(default_factory=dict)
    shapes: dict[tuple[int, int], int] = field(default_factory=dict)

    def by_place(self) -> dict[tuple[int, int], str]:
        return {place: self.texts.get(shape, "") for place, shape in self.shapes.items()}


def biff_looks(stream: memoryview) -> Looks:
    """How an .xls looks. Raises what broken records make it raise, at once or for a sheet."""
    if biff_version(stream) not in (BIFF5, BIFF8):
        return Looks()
    starts = tuple(sheet_starts(stream))
    return Looks(biff_styles(stream), lambda sheet, area: _look(stream, starts[sheet.index], area))


def _look(stream: memoryview, start: int, area: Area) -> SheetStyle:
    found, notes = SheetLook(CellStyles(area, _COLUMNS)), _Notes()
    _walk(stream, start, found, notes)
    return found.style(notes.by_place())


def _walk(stream: memoryview, start: int, found: SheetLook, notes: _Notes) -> None:
    """Every record of the sheet, charts left out. A million may be cells: nothing is called for those."""
    read, cells, last = _HEAD.unpack_from, found.cells, len(stream) - _HEAD.size
    at, depth, current, line = start, 0, -1, cells.line(0)
    while at <= last:
        kind, size_bytes, row, column, style = read(stream, at)
        if kind in _CELLS and depth == 1:
            if row != current:
                current, line = row, cells.line(row + 1)
            line[column] = style
        elif kind in (BOF, EOF):
            depth += 1 if kind == BOF else -1
            if depth == 0:
                return
        elif depth == 1:
            data = stream[at + 4 : at + 4 + size_bytes]
            if kind in _OF_NOTES:
                _take_note(notes, kind, data)
            else:
                _take(found, kind, data)
            current, line = cells.row - 1, cells.line(cells.row)
        at += size_bytes + 4


def _take(found: SheetLook, kind: int, data: memoryview) -> None:
    if kind in (_MUL_RK, _MUL_BLANK):
        row, column = struct.unpack_from("<HH", data)
        styles = struct.unpack_from(f"<{(len(data) - 6) // 2}H", data, 4)[:: 3 if kind == _MUL_RK else 1]
        found.cells.line(row + 1)[column : column + len(styles)] = array("H", styles)
    elif kind == _ROW:
        _take_row(found, data)
    elif kind == _COLUMN:
        first, last, width, style, options = struct.unpack_from("<HHHHH", data)
        found.columns.append(ColumnStyle(first + 1, last + 1, width / 256, style, bool(options & 1)))
    elif kind == _COLUMN_WIDTH:
        found.default_width = usual_width(struct.unpack_from("<H", data)[0])
    elif kind == _ROW_HEIGHT:
        found.default_height = struct.unpack_from("<H", data, 2)[0] / 20
    elif kind == _WINDOW:
        options = struct.unpack_from("<H", data)[0]
        found.gridlines, found.is_frozen = bool(options & 0x02), bool(options & 0x08)
    elif kind == _PANE:
        columns, rows = struct.unpack_from("<HH", data)
        found.panes = rows, columns
    elif kind == _SETUP:
        size, scale, _, wide, high, options = struct.unpack_from("<6H", data)
        paper = PLAIN_PAPER if options & 0x04 else Paper(size, not options & 0x02, scale)
        found.paper = paper._replace(fit=(wide, high))
    elif kind == _OPTIONS:
        found.is_fitted = bool(struct.unpack_from("<H", data)[0] & 0x0100)


def _take_row(found: SheetLook, data: memoryview) -> None:
    row, _, _, height, _, _, options, style = _ROW_RECORD.unpack_from(data)
    own = style & 0x0FFF if options & 0x80 else 0
    if own or not height & 0x8000:
        found.rows[row + 1] = RowStyle((height & 0x7FFF) / 20, bool(options & 0x40), own)


def _take_note(found: _Notes, kind: int, data: memoryview) -> None:
    if kind == _OBJECT and len(data) >= 8:
        found.shape = struct.unpack_from("<H", data, 6)[0]
    elif kind == _TEXT and len(data) >= 12:
        found.length = struct.unpack_from("<H", data, 10)[0]
    elif kind == _CONTINUE and found.length and len(data):
        is_wide = data[0] & 1
        text = bytes(data[1:]).decode("utf-16-le" if is_wide else "latin-1", "replace")[: found.length]
        found.texts[found.shape] = found.texts.get(found.shape, "") + text
        found.length -= len(text)
    elif kind == _NOTE and len(data) >= 8:
        row, column, _, shape = struct.unpack_from("<HHHH", data)
        found.shapes[row + 1, column + 1] = shape
