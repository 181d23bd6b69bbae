"""The compound file (OLE) container: which streams lie in it, and how their first bytes read.

Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.6 (directory). Nothing here trusts a length or a
sector number of the file; every chain is followed for as long as the file could hold, and no further.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES = 512
_HEADER_FAT_ENTRIES = 109
_ENTRY_BYTES = 128
_MAX_REGULAR_SECTOR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class DamagedContainerError(ValueError):
    """The bytes start like a compound file and do not go on like one."""


class IncompleteContainerError(DamagedContainerError):
    """The compound file refers to bytes beyond its own end."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage; the name is as written."""

    name: str
    is_stream: bool
    start: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Container:
    """A compound file with its directory read."""

    content: bytes
    sector_bytes: int
    fat: tuple[int, ...]
    mini_cutoff_bytes: int
    mini_fat_start: int
    root: Entry
    entries: tuple[Entry, ...]

    def stream(self, *names: str) -> Entry | None:
        """The first of the named streams that is there, whatever its case."""
        for name in names:
            for entry in self.entries:
                if entry.is_stream and entry.name.lower() == name.lower():
                    return entry
        return None

    def has(self, *names: str) -> bool:
        """Whether a stream or storage of one of these names is there, whatever its case."""
        wanted = {name.lower() for name in names}
        return any(entry.name.lower() in wanted for entry in self.entries)

    def head(self, entry: Entry, size_bytes: int) -> bytes:
        """The first bytes of a stream."""
        wanted = min(size_bytes, entry.size_bytes)
        if entry.size_bytes < self.mini_cutoff_bytes:
            return self._mini_head(entry, wanted)
        return self._read(entry.start, wanted)

    def is_cut_short(self, entry: Entry) -> bool:
        """Whether a part of this stream, or of any other, would lie beyond the end of the file."""
        last = max((sector for sector, following in enumerate(self.fat) if following != _FREE), default=0)
        if _sector_offset(last, self.sector_bytes) >= len(self.content):
            return True
        have_bytes = sum(1 for _ in _chain(self.fat, entry.start)) * self.sector_bytes
        return entry.size_bytes >= self.mini_cutoff_bytes and have_bytes < entry.size_bytes

    def _read(self, start: int, size_bytes: int) -> bytes:
        pieces: list[bytes] = []
        wanted = size_bytes
        for sector in _chain(self.fat, start):
            offset = _sector_offset(sector, self.sector_bytes)
            pieces.append(self.content[offset : offset + self.sector_bytes])
            wanted -= self.sector_bytes
            if wanted <= 0:
                break
        return b"".join(pieces)[:size_bytes]

    def _mini_head(self, entry: Entry, size_bytes: int) -> bytes:
        mini_fat = _numbers(self._read(self.mini_fat_start, len(self.content)))
        small = self._read(self.root.start, self.root.size_bytes)
        pieces = [small[sector * 64 : sector * 64 + 64] for sector in _chain(mini_fat, entry.start)]
        return b"".join(pieces)[:size_bytes]


def open_container(content: bytes) -> Container:
    """The directory of a compound file. Raises DamagedContainerError, IncompleteContainerError."""
    if len(content) < _HEADER_BYTES:
        raise IncompleteContainerError("shorter than its header")
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise DamagedContainerError(f"sector size 2^{shift}")
    sector_bytes = 1 << shift
    directory_start, cutoff, mini_fat_start = struct.unpack_from("<I4xII", content, 48)
    fat = _fat(content, sector_bytes)
    entries = tuple(_directory(content, fat, directory_start, sector_bytes))
    if not entries:
        raise IncompleteContainerError("its directory is missing")
    return Container(content, sector_bytes, fat, cutoff, mini_fat_start, entries[0], entries[1:])


def _fat(content: bytes, sector_bytes: int) -> tuple[int, ...]:
    numbers: list[int] = []
    for sector in _fat_sectors(content, sector_bytes):
        offset = _sector_offset(sector, sector_bytes)
        numbers.extend(_numbers(content[offset : offset + sector_bytes]))
    return tuple(numbers)


def _fat_sectors(content: bytes, sector_bytes: int) -> Iterator[int]:
    most = len(content) // sector_bytes + 1
    next_list, lists = struct.unpack_from("<II", content, 68)
    listed = struct.unpack_from(f"<{_HEADER_FAT_ENTRIES}I", content, 76)
    yield from (sector for sector in listed if sector <= min(most, _MAX_REGULAR_SECTOR))
    for _ in range(min(lists, most)):
        offset = _sector_offset(next_list, sector_bytes)
        more = _numbers(content[offset : offset + sector_bytes])
        if len(more) < 2:
            return
        yield from (sector for sector in more[:-1] if sector <= min(most, _MAX_REGULAR_SECTOR))
        next_list = more[-1]


def _directory(content: bytes, fat: tuple[int, ...], start: int, sector_bytes: int) -> Iterator[Entry]:
    for sector in _chain(fat, start):
        offset = _sector_offset(sector, sector_bytes)
        block = content[offset : offset + sector_bytes]
        for at in range(0, len(block) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = _entry(block[at : at + _ENTRY_BYTES])
            if entry is not None:
                yield entry


def _entry(record: bytes) -> Entry | None:
    name_bytes, kind = struct.unpack_from("<HB", record, 64)
    if kind not in (_STORAGE, _STREAM, _ROOT):
        return None
    start, size = struct.unpack_from("<II", record, 116)
    name = record[: max(0, min(name_bytes, 64) - 2)].decode("utf-16-le", "replace")
    return Entry(name, kind == _STREAM, start, size)


def _chain(fat: tuple[int, ...], start: int) -> Iterator[int]:
    sector = start
    for _ in range(len(fat)):
        if sector >= len(fat):
            return
        yield sector
        sector = fat[sector]


def _sector_offset(sector: int, sector_bytes: int) -> int:
    return (sector + 1) * sector_bytes


def _numbers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
