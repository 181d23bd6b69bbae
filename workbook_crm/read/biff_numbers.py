"""The numbers of an .xls as its records hold them, and its calendar.

Source: [MS-XLS] 2.4.180 (Number), 2.4.220 (RK), 2.4.175 (MulRk), 2.4.127 (Formula), 2.5.217 (RkNumber),
2.4.77 (Date1904).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date

from workbook_crm.model.raw import EPOCH_1900, EPOCH_1904
from workbook_crm.read.biff_records import records

_NUMBER, _RK, _MUL_RK, _FORMULA, _DATE_1904 = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0022


def biff_epoch(stream: memoryview) -> date:
    """Day 0 of the workbook's calendar."""
    for kind, at, size_bytes in records(stream, 0):
        if kind == _DATE_1904 and size_bytes >= 2:
            return EPOCH_1904 if stream[at] & 1 else EPOCH_1900
    return EPOCH_1900


def biff_numbers(stream: memoryview, start: int) -> Iterator[tuple[int, int, int, float]]:
    """The numbers of the sheet whose records begin at `start`, as `misread.Numbers`."""
    for kind, at, size_bytes in records(stream, start):
        if kind in (_NUMBER, _FORMULA) and size_bytes >= 14:
            row, column, style, number = struct.unpack_from("<HHHd", stream, at)
            if kind == _NUMBER or bytes(stream[at + 12 : at + 14]) != b"\xff\xff":  # no text, truth or error
                yield row, column, style, number
        elif kind == _RK and size_bytes >= 10:
            row, column, style, packed = struct.unpack_from("<HHHI", stream, at)
            yield row, column, style, unpacked(packed)
        elif kind == _MUL_RK and size_bytes >= 12:
            row, column = struct.unpack_from("<HH", stream, at)
            for nth in range((size_bytes - 6) // 6):
                style, packed = struct.unpack_from("<HI", stream, at + 4 + 6 * nth)
                yield row, column + nth, style, unpacked(packed)


def unpacked(packed: int) -> float:
    """A number in thirty bits: a whole one or the head of a double, perhaps a hundred times too large."""
    if packed & 2:
        number = float(packed >> 2 if packed < 1 << 31 else (packed >> 2) - (1 << 30))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]
    return number / 100 if packed & 1 else number
