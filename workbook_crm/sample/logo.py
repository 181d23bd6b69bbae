"""A small logo as a PNG file, drawn point by point: a sender's workbook often carries one."""

from __future__ import annotations

import struct
import zlib

_INK, _PAPER = b"\x1f\x4e\x79", b"\xff\xff\xff"
_PICTURE = (
    "................................",
    "..##............................",
    "..##......##########............",
    "..##......##......##............",
    "..##......##......##............",
    "..##......##......###...........",
    "..##......##......####..........",
    "..##...################.........",
    "..##..##################........",
    "..##..##################........",
    "..##..##################........",
    "..####....############..........",
    "..####.##..##########..##.......",
    "......####..........####........",
    ".......##............##.........",
    "................................",
)
_SCALE = 4


def logo() -> bytes:
    """A forklift, 128 by 64 points."""
    lines = [_line(row) for row in _PICTURE for _ in range(_SCALE)]
    size = struct.pack(">IIBBBBB", len(_PICTURE[0]) * _SCALE, len(lines), 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", size) + _chunk(b"IDAT", zlib.compress(b"".join(lines), 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _line(row: str) -> bytes:
    return b"\0" + b"".join((_INK if point == "#" else _PAPER) * _SCALE for point in row)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
