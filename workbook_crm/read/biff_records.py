"""The stream of records that an .xls is, and how to walk over it.

Source: [MS-XLS] 2.1.4 (record), 2.4.21 (BOF), 2.4.28 (BoundSheet8).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_crm.ole import DamagedContainerError, open_container

BOF, EOF, BOUND_SHEET = 0x0809, 0x000A, 0x0085
BIFF5, BIFF8 = 0x0500, 0x0600


def workbook_stream(content: bytes) -> memoryview:
    """The records of an .xls (Excel 5 and later); empty where it has none that can be found."""
    try:
        container = open_container(content)
    except DamagedContainerError:
        return memoryview(b"")
    stream = container.stream("Workbook", "Book")
    return memoryview(container.head(stream, stream.size_bytes) if stream else b"")


def biff_version(stream: memoryview) -> int:
    """BIFF5, BIFF8, whatever else the first record says; 0 where there is none."""
    return struct.unpack_from("<H", stream, 4)[0] if is_start(stream, 0) else 0


def is_start(stream: memoryview, at: int) -> bool:
    return at + 6 <= len(stream) and struct.unpack_from("<H", stream, at)[0] == BOF


def sheet_starts(stream: memoryview) -> Iterator[int]:
    """Where the records of each sheet begin, in the order of the tabs."""
    for kind, at, size_bytes in records(stream, 0):
        if kind == BOUND_SHEET and size_bytes >= 4:
            yield struct.unpack_from("<I", stream, at)[0]


def records(stream: memoryview, start: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its data begin, their length) of every record of a substream, charts left out."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, size_bytes = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size_bytes > len(stream):
            return
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, at, size_bytes
        at += size_bytes
