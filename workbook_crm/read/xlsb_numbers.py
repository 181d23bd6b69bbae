"""The numbers of a sheet of an .xlsb as its records hold them.

Source: [MS-XLSB] 2.4.741 (BrtRowHdr), 2.4.312 (BrtCellReal), 2.4.313 (BrtCellRk), 2.4.687 (BrtFmlaNum).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_crm.read.biff_numbers import unpacked
from workbook_crm.read.xlsb_records import records

_ROW, _RK, _REAL, _FORMULA = 0, 2, 5, 9
_STYLE_BITS = 0xFFFFFF


def xlsb_numbers(part: bytes) -> Iterator[tuple[int, int, int, float]]:
    """Every number of a sheet, as `misread.Numbers`; up to where the part is cut off."""
    row = 0
    try:
        for kind, at, _ in records(part):
            if kind == _ROW:
                row = struct.unpack_from("<I", part, at)[0]
            elif kind in (_REAL, _FORMULA):
                column, style, number = struct.unpack_from("<IId", part, at)
                yield row, column, style & _STYLE_BITS, number
            elif kind == _RK:
                column, style, packed = struct.unpack_from("<III", part, at)
                yield row, column, style & _STYLE_BITS, unpacked(packed)
    except (IndexError, struct.error):
        return
