"""The records of a part of an .xlsb. Source: [MS-XLSB] 2.1.4 (record)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

NULL = 0xFFFFFFFF


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, where its data begin, their length). Raises IndexError where the part is cut off."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (part[at] & 0x7F) << 7
            at += 1
        size_bytes = part[at]
        at += 1
        if size_bytes & 0x80:
            size_bytes &= 0x7F
            for shift in (7, 14, 21):
                more = part[at]
                at += 1
                size_bytes |= (more & 0x7F) << shift
                if not more & 0x80:
                    break
        yield kind, at, size_bytes
        at += size_bytes


def text(data: bytes, at: int) -> tuple[str, int]:
    """A string and where it ends; empty where it is null. Raises struct.error."""
    length = struct.unpack_from("<I", data, at)[0]
    if length == NULL:
        return "", at + 4
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
