"""The styles of an .xls: fonts, palette, number formats, and the records (XF) that put them together.

Source: [MS-XLS] 2.4.122 (Font), 2.4.126 (Format), 2.4.188 (Palette), 2.4.353 (XF), 2.5.20 (CellXF);
OpenOffice's documentation of the Excel file format, 5.115 (XF of BIFF5).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook_crm.model.style import Alignment, CellStyle, Fill, Font, Line
from workbook_crm.read.biff_records import BIFF8, biff_version, records
from workbook_crm.read.style_words import HORIZONTAL, INDEXED, LINES, PATTERNS, VERTICAL

_CODEPAGE, _FONT, _FORMAT, _PALETTE, _XF = 0x0042, 0x0031, 0x041E, 0x0092, 0x00E0
_UTF_16 = 1200
_FIRST_OF_PALETTE = 8
_NEVER_USED = 4
"""No workbook has a font of this number; those behind it are counted as if it were there."""
_BOLD = 600


@dataclass(slots=True)
class _Globals:
    """The records as they were found; XF is put together when all are known, for the palette comes last."""

    is_biff8: bool
    encoding: str = "cp1252"
    palette: list[str] = field(default_factory=lambda: list(INDEXED))
    fonts: list[bytes] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    xfs: list[bytes] = field(default_factory=list)


def biff_styles(stream: memoryview) -> tuple[CellStyle, ...]:
    """The styles by the number that cells have for them. Raises struct.error for broken records."""
    found = _Globals(biff_version(stream) == BIFF8)
    for kind, at, size_bytes in records(stream, 0):
        if kind in (_CODEPAGE, _FONT, _FORMAT, _PALETTE, _XF):
            _take(found, kind, bytes(stream[at : at + size_bytes]))
    fonts = [_font(each, found) for each in found.fonts]
    put_together = _biff8_style if found.is_biff8 else _biff5_style
    return tuple(put_together(xf, fonts, found) for xf in found.xfs)


def format_codes(stream: memoryview) -> tuple[dict[int, str], list[int]]:
    """The workbook's own codes by their number, and the number of the code of each style.

    Raises struct.error for broken records.
    """
    found = _Globals(biff_version(stream) == BIFF8)
    for kind, at, size_bytes in records(stream, 0):
        if kind in (_CODEPAGE, _FORMAT, _XF):
            _take(found, kind, bytes(stream[at : at + size_bytes]))
    return found.formats, [struct.unpack_from("<H", xf, 2)[0] for xf in found.xfs]


def _take(found: _Globals, kind: int, data: bytes) -> None:
    if kind == _FONT:
        found.fonts.append(data)
    elif kind == _XF:
        found.xfs.append(data)
    elif kind == _PALETTE:
        colors = [data[at : at + 3].hex().upper() for at in range(2, len(data) - 3, 4)]
        found.palette[_FIRST_OF_PALETTE : _FIRST_OF_PALETTE + len(colors)] = colors
    elif kind == _CODEPAGE:
        number = struct.unpack_from("<H", data)[0]
        found.encoding = "mac_roman" if number >= 0x8000 else f"cp{number}" if number != _UTF_16 else "cp1252"
    else:
        found.formats[struct.unpack_from("<H", data)[0]] = _format(data, found)


def _format(data: bytes, found: _Globals) -> str:
    if found.is_biff8:
        return _unicode(data[5:], data[4], struct.unpack_from("<H", data, 2)[0])
    return _decoded(data[3 : 3 + data[2]], found.encoding)


def _font(data: bytes, found: _Globals) -> Font:
    twips, options, color, weight, _, underline = struct.unpack_from("<HHHHHB", data)
    name = _unicode(data[16:], data[15], data[14]) if found.is_biff8 else data[15 : 15 + data[14]]
    return Font(
        name if isinstance(name, str) else _decoded(name, found.encoding),
        twips / 20,
        _color(color, found.palette),
        bold=weight >= _BOLD,
        italic=bool(options & 0x02),
        underline=underline > 0,
        strike=bool(options & 0x08),
    )


def _unicode(data: bytes, options: int, length: int) -> str:
    is_wide = options & 1
    return data[: length * 2].decode("utf-16-le", "replace") if is_wide else data[:length].decode("latin-1")


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding, "replace")
    except LookupError:
        return text.decode("latin-1")


def _color(number: int, palette: Sequence[str]) -> str:
    """Numbers behind the palette are the system's own colours: whatever Excel takes."""
    return palette[number] if number < len(palette) else ""


def _biff8_style(xf: bytes, fonts: Sequence[Font], found: _Globals) -> CellStyle:
    font, number_format, _, align, rotation, indent, _, sides, more, fill = struct.unpack_from(
        "<HHHBBBBIIH", xf
    )
    kinds = [sides >> shift & 15 for shift in (0, 4, 8, 12)]
    colors = [sides >> 16 & 127, sides >> 23 & 127, more & 127, more >> 7 & 127]
    return CellStyle(
        found.formats.get(number_format, number_format),
        _font_of(font, fonts),
        _fill(more >> 26, fill & 127, fill >> 7 & 127, found.palette),
        _borders(kinds, colors, found.palette),
        _alignment(align, indent & 15, rotation),
    )


def _biff5_style(xf: bytes, fonts: Sequence[Font], found: _Globals) -> CellStyle:
    font, number_format, _, align, turned, area, sides = struct.unpack_from("<HHHBBII", xf)
    kinds = [sides >> 3 & 7, sides >> 6 & 7, sides & 7, area >> 22 & 7]
    colors = [sides >> 16 & 127, sides >> 23 & 127, sides >> 9 & 127, area >> 25]
    rotation = (0, 255, 90, 180)[turned & 3]
    return CellStyle(
        found.formats.get(number_format, number_format),
        _font_of(font, fonts),
        _fill(area >> 16 & 63, area & 127, area >> 7 & 127, found.palette),
        _borders(kinds, colors, found.palette),
        _alignment(align, 0, rotation),
    )


def _font_of(number: int, fonts: Sequence[Font]) -> Font:
    number -= number > _NEVER_USED
    return fonts[number] if number < len(fonts) else Font()


def _fill(pattern: int, color: int, back: int, palette: Sequence[str]) -> Fill:
    if not 0 < pattern < len(PATTERNS):
        return Fill()
    return Fill(_color(color, palette), PATTERNS[pattern], _color(back, palette))


def _borders(
    kinds: Sequence[int], colors: Sequence[int], palette: Sequence[str]
) -> tuple[Line, Line, Line, Line]:
    left, right, top, bottom = (
        Line(LINES[kind], _color(color, palette)) if 0 < kind < len(LINES) else Line()
        for kind, color in zip(kinds, colors, strict=True)
    )
    return left, right, top, bottom


def _alignment(align: int, indent: int, rotation: int) -> Alignment:
    vertical = align >> 4 & 7
    return Alignment(
        HORIZONTAL[align & 7],
        VERTICAL[vertical] if vertical < len(VERTICAL) else "",
        wrap=bool(align & 8),
        indent=indent,
        rotation=rotation,
    )
