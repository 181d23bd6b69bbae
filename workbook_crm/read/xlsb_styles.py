"""The styles of an .xlsb. Source: [MS-XLSB] 2.4.657 (BrtFont), 2.4.655 (BrtFmt), 2.4.654 (BrtFill), 2.4.305
(BrtBorder), 2.4.839 (BrtXF), 2.5.16 (BrtColor), 2.5.4 (Blxf).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from workbook_crm.model.style import Alignment, CellStyle, Fill, Font, Line
from workbook_crm.read.style_words import HORIZONTAL, INDEXED, LINES, PATTERNS, VERTICAL
from workbook_crm.read.xlsb_records import records, text

_FONT, _FORMAT, _FILL, _BORDER, _XF = 43, 44, 45, 46, 47
_CELL_XFS, _CELL_XFS_END = 617, 618
_BOLD = 600
_BY_NUMBER = 1


def xlsb_styles(part: bytes) -> tuple[CellStyle, ...]:
    """The styles by the number that cells have for them. Raises struct.error, IndexError."""
    fonts: list[Font] = []
    fills: list[Fill] = []
    borders: list[tuple[Line, Line, Line, Line]] = []
    formats: dict[int, str] = {}
    xfs: list[bytes] = []
    is_of_cells = False
    for kind, at, size_bytes in records(part):
        data = part[at : at + size_bytes]
        if kind == _FONT:
            fonts.append(_font(data))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", data)[0]] = text(data, 2)[0]
        elif kind == _FILL:
            fills.append(_fill(data))
        elif kind == _BORDER:
            borders.append(_borders(data))
        elif kind in (_CELL_XFS, _CELL_XFS_END):
            is_of_cells = kind == _CELL_XFS
        elif kind == _XF and is_of_cells:
            xfs.append(data)
    return tuple(_style(xf, fonts, fills, borders, formats) for xf in xfs)


def format_codes(part: bytes) -> tuple[dict[int, str], list[int]]:
    """The workbook's own codes by their number, and the number of the code of each style.

    Raises struct.error, IndexError.
    """
    formats: dict[int, str] = {}
    numbers: list[int] = []
    is_of_cells = False
    for kind, at, size_bytes in records(part):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", part, at)[0]] = text(part[: at + size_bytes], at + 2)[0]
        elif kind in (_CELL_XFS, _CELL_XFS_END):
            is_of_cells = kind == _CELL_XFS
        elif kind == _XF and is_of_cells:
            numbers.append(struct.unpack_from("<H", part, at + 2)[0])
    return formats, numbers


def _style(
    xf: bytes,
    fonts: Sequence[Font],
    fills: Sequence[Fill],
    borders: Sequence[tuple[Line, Line, Line, Line]],
    formats: dict[int, str],
) -> CellStyle:
    _, number_format, font, fill, border, rotation, indent, align = struct.unpack_from("<HHHHHBBH", xf)
    vertical = align >> 3 & 7
    return CellStyle(
        formats.get(number_format, number_format),
        fonts[font],
        fills[fill],
        borders[border],
        Alignment(
            HORIZONTAL[align & 7],
            VERTICAL[vertical] if vertical < len(VERTICAL) else "",
            wrap=bool(align & 0x40),
            indent=indent,
            rotation=rotation,
        ),
    )


def _font(data: bytes) -> Font:
    twips, options, weight, _, underline = struct.unpack_from("<HHHHB", data)
    return Font(
        text(data, 21)[0],
        twips / 20,
        _color(data, 12),
        bold=weight >= _BOLD,
        italic=bool(options & 0x02),
        underline=underline > 0,
        strike=bool(options & 0x08),
    )


def _fill(data: bytes) -> Fill:
    pattern = struct.unpack_from("<I", data)[0]
    if not 0 < pattern < len(PATTERNS):
        return Fill()
    return Fill(_color(data, 4), PATTERNS[pattern], _color(data, 12))


def _borders(data: bytes) -> tuple[Line, Line, Line, Line]:
    top, bottom, left, right = (_line(data, at) for at in (1, 11, 21, 31))
    return left, right, top, bottom


def _line(data: bytes, at: int) -> Line:
    kind = data[at]
    return Line(LINES[kind], _color(data, at + 2)) if 0 < kind < len(LINES) else Line()


def _color(data: bytes, at: int) -> str:
    """The colour as Excel last showed it, a theme's with its tint; empty where it is Excel's choice."""
    kind, number = data[at], data[at + 1]
    if kind >> 1 == _BY_NUMBER:
        return INDEXED[number] if number < len(INDEXED) else ""
    return data[at + 4 : at + 7].hex().upper() if kind & 1 and kind >> 1 else ""
