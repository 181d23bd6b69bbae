"""Compound files (OLE) built sector by sector."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
BOF = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0x41, 6)
FILEPASS = struct.pack("<HHHHH", 0x002F, 6, 0, 0x1234, 0x5678)
END_OF_FILE = struct.pack("<HH", 0x000A, 0)


def compound(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """A compound file: header, FAT, directory, then each stream, padded so that none is a mini stream."""
    entries = [_entry("Root Entry", 5, END, 0)] + [_entry(name, 1, 0, 0) for name in storages]
    sectors, fat = [], [FAT_SECTOR]
    directory_sectors = (len(entries) + len(streams)) * 128 // SECTOR + 1
    fat += [*range(2, directory_sectors + 1), END]
    for name, data in streams.items():
        padded = data + bytes(max(0, 4096 - len(data)))
        padded += bytes(-len(padded) % SECTOR)
        count = len(padded) // SECTOR
        entries.append(_entry(name, 2, len(fat), len(padded)))
        fat += [*range(len(fat) + 1, len(fat) + count), END]
        sectors.append(padded)
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    return _header() + table + directory + b"".join(sectors)


def _header() -> bytes:
    start = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    counts = struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return (start + counts + struct.pack("<I", 0)).ljust(SECTOR, b"\xff")


def _entry(name: str, kind: int, start: int, size_bytes: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    record = (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", FREE, FREE, FREE)
    )
    return (record + bytes(36)) + struct.pack("<IQ", start, size_bytes)
