"""An .xls built record by record."""

from __future__ import annotations

import struct

from tests.arrive.built import compound

BIFF5, BIFF8 = 0x0500, 0x0600


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str) -> bytes:
    """A text in its cell: a LABEL record."""
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def xls(cells: bytes, styles: bytes = b"", version: int = BIFF8) -> bytes:
    """An .xls of one sheet, S; `styles` are records that stand before the list of sheets."""
    begin, begin_sheet = (
        struct.pack("<HHHHII", version, kind, 0x0DBB, 0x07CC, 0x41, 6)[: 16 if version == BIFF8 else 8]
        for kind in (5, 16)
    )
    name = b"\x01\x00S" if version == BIFF8 else b"\x01S"
    start = record(0x0809, begin) + styles
    globals_bytes = len(start) + 4 + 6 + len(name) + 4
    bound = record(0x0085, struct.pack("<IBB", globals_bytes, 0, 0) + name)
    sheet = record(0x0809, begin_sheet) + cells + record(0x000A)
    stream = start + bound + record(0x000A) + sheet
    return compound({"Workbook" if version == BIFF8 else "Book": stream})
