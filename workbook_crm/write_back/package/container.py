"""The ZIP container of a package, member by member as raw bytes.

A member that is not touched is copied with its local header, its packed data and its data descriptor, byte
for byte; only the offset in the central directory moves. So nothing is lost that we have no name for: extra
fields, odd methods, duplicate names, order.

Source: PKWARE APPNOTE 6.3.10 (4.3.7 local header, 4.3.9 descriptor, 4.3.12 central header, 4.3.14 zip64).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from workbook_crm.model.named_tuple import NamedTuple

from .error import PackageError

MAX_PART_BYTES = 1 << 30
"""More than this in one part is not a workbook that a person sends."""

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_DEFLATED, _STORED = 8, 0
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_LEVEL = 1
"""Twice as fast as level 6 on a large sheet, and a fifth larger."""
_FIRST_DAY = 0x21
"""1980-01-01: the date of every part that we add, so that the same marks give the same bytes."""


class Member(NamedTuple):
    """One entry as it stands in the archive."""

    name: bytes
    central: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    crc: int
    packed_size: int
    size: int
    offset: int
    record: memoryview
    """Local header, packed data, descriptor."""
    packed_at: int
    """Where the packed data begin inside `record`."""

    @property
    def text_name(self) -> str:
        is_utf8 = self.flags & _UTF8 or self.name.isascii()
        return self.name.decode("utf-8" if is_utf8 else "cp437", "replace")


class Fresh(NamedTuple):
    """An entry that we write: `like` is the member that it replaces, if any."""

    name: bytes
    content: bytes
    like: Member | None = None


def read_members(content: bytes) -> tuple[tuple[Member, ...], bytes]:
    """All entries in the order of the central directory, duplicates included; and the archive's comment.

    Raises PackageError for anything that is not a whole ZIP archive.
    """
    try:
        return tuple(_members(content)), content[_end_at(content) + _END.size :]
    except (struct.error, IndexError, ValueError) as broken:
        raise PackageError("the ZIP container is damaged") from broken


def unpack(member: Member) -> bytes:
    """The content of a member; raises PackageError where it is encrypted, damaged or too large."""
    if member.flags & _ENCRYPTED:
        raise PackageError("a part of the package is encrypted")
    if member.size > MAX_PART_BYTES:
        raise PackageError("a part of the package is too large")
    packed = member.record[member.packed_at : member.packed_at + member.packed_size]
    content = _inflated(packed, member)
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise PackageError("a part of the package is damaged")
    return content


def write_members(entries: Iterable[Member | Fresh], comment: bytes = b"") -> bytes:
    """An archive of these entries, in this order."""
    pieces: list[bytes | memoryview] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        record, central = _kept(entry, offset) if isinstance(entry, Member) else _packed(entry, offset)
        directory.append(central)
        for piece in record:
            pieces.append(piece)
            offset += len(piece)
    pieces.extend(directory)
    pieces.extend(_ending(len(directory), sum(map(len, directory)), offset, comment))
    return b"".join(pieces)


def _members(content: bytes) -> Iterator[Member]:
    count, size, start, shift = _directory(content)
    position, view = start, memoryview(content)
    limit = start + size
    for _ in range(count):
        fields = _CENTRAL.unpack_from(content, position)
        if fields[0] != b"PK\x01\x02":
            raise PackageError("the ZIP directory is damaged")
        end = position + _CENTRAL.size + sum(fields[10:13])
        if end > limit:
            raise PackageError("the ZIP directory is cut off")
        yield _member(view, fields, content[position:end], shift)
        position = end


def _end_at(content: bytes) -> int:
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 0x10000 - _END.size))
    if at < 0:
        raise PackageError("not a ZIP container")
    return at


def _directory(content: bytes) -> tuple[int, int, int, int]:
    """Count, size and start of the central directory, and by how much its offsets are to be moved."""
    at = _end_at(content)
    *_, count, size, start, _ = _END.unpack_from(content, at)
    end = at
    if 0xFFFFFFFF in (size, start) or count == 0xFFFF:
        end, count, size, start = _directory64(content, at, count, size, start)
    shift = end - size - start
    if shift < 0 or count * _CENTRAL.size > size:
        raise PackageError("the ZIP directory is damaged")
    return count, size, start + shift, shift


def _directory64(content: bytes, at: int, count: int, size: int, start: int) -> tuple[int, int, int, int]:
    if content[at - 20 : at - 16] != b"PK\x06\x07":
        return at, count, size, start
    where = content.rfind(b"PK\x06\x06", 0, at - 20)
    fields = _END64.unpack_from(content, where)
    return where, fields[7], fields[8], fields[9]


def _member(view: memoryview, fields: tuple[int, ...], central: bytes, shift: int) -> Member:
    flags, method, when, day, crc, packed, size = fields[3:10]
    names = fields[10]
    packed, size, offset = _true_sizes(central, size, packed, fields[16])
    at = offset + shift
    local = _LOCAL.unpack_from(view, at)
    if local[0] != b"PK\x03\x04":
        raise PackageError("the ZIP container is damaged")
    packed_at = _LOCAL.size + local[9] + local[10]
    end = at + packed_at + packed
    if end > len(view):
        raise PackageError("the ZIP container is cut off")
    if flags & _DESCRIPTOR:
        end += _descriptor_size(bytes(view[end : end + 24]), crc, packed, size)
    name = central[_CENTRAL.size : _CENTRAL.size + names]
    record = view[at:end]
    return Member(name, central, flags, method, (when, day), crc, packed, size, offset, record, packed_at)


def _true_sizes(central: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Packed size, size and offset, taken from the zip64 extra field where the header has no room."""
    wide = _zip64_at(central)
    numbers = [size, packed, offset]
    if wide is not None:
        for index, number in enumerate(numbers):
            if number == 0xFFFFFFFF:
                (numbers[index],) = struct.unpack_from("<Q", central, wide)
                wide += 8
    return numbers[1], numbers[0], numbers[2]


def _zip64_at(central: bytes) -> int | None:
    """Where the content of the zip64 extra field begins in a central header."""
    names, extras = struct.unpack_from("<2H", central, 28)
    at = _CENTRAL.size + names
    end = at + extras
    while at + 4 <= end:
        kind, length = struct.unpack_from("<2H", central, at)
        if kind == 1:
            return int(at) + 4
        at += 4 + length
    return None


def _descriptor_size(after: bytes, crc: int, packed: int, size: int) -> int:
    """Bytes of the data descriptor: with or without its signature, with 32 or 64 bit sizes."""
    for form, signed in (("<4s3L", 1), ("<4sL2Q", 1), ("<3L", 0), ("<L2Q", 0)):
        length = struct.calcsize(form)
        if len(after) >= length and struct.unpack_from(form, after)[signed:] == (crc, packed, size):
            return length
    return 0


def _inflated(packed: memoryview, member: Member) -> bytes:
    if member.method == _STORED:
        return bytes(packed)
    if member.method != _DEFLATED:
        raise PackageError("a part of the package is packed in an unknown way")
    try:
        stream = zlib.decompressobj(-15)
        content = stream.decompress(packed, member.size + 1)
    except zlib.error as broken:
        raise PackageError("a part of the package is damaged") from broken
    return content


def _kept(member: Member, offset: int) -> tuple[list[bytes | memoryview], bytes]:
    central = bytearray(member.central)
    (short,) = struct.unpack_from("<L", central, 42)
    wide = _zip64_at(member.central)
    if short == 0xFFFFFFFF and wide is not None:
        sizes = struct.unpack_from("<2L", central, 20)
        struct.pack_into("<Q", central, wide + 8 * sizes.count(0xFFFFFFFF), offset)
    else:
        struct.pack_into("<L", central, 42, offset)
    return [member.record], bytes(central)


def _packed(entry: Fresh, offset: int) -> tuple[list[bytes | memoryview], bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    data = packer.compress(entry.content) + packer.flush()
    like, name = entry.like, entry.name
    flags = like.flags & _UTF8 if like else 0
    when, day = like.stamp if like else (0, _FIRST_DAY)
    outside = struct.unpack_from("<L", like.central, 38)[0] if like else 0
    facts = (
        20,
        flags,
        _DEFLATED,
        when,
        day,
        zlib.crc32(entry.content),
        len(data),
        len(entry.content),
        len(name),
    )
    local = _LOCAL.pack(b"PK\x03\x04", *facts, 0) + name
    central = _CENTRAL.pack(b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, outside, offset) + name
    return [local, data], central


def _ending(count: int, size: int, start: int, comment: bytes) -> Iterator[bytes]:
    if count >= 0xFFFF:
        yield _END64.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
        yield _LOCATOR64.pack(b"PK\x06\x07", 0, start + size, 1)
    short = min(count, 0xFFFF)
    yield _END.pack(b"PK\x05\x06", 0, 0, short, short, size, start, len(comment)) + comment
