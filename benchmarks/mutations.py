"""Workbooks broken in a hundred ways, each by chance alone: the same seed gives the same bytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_EXTREMES = (
    "-1", "0", "1", "65536", "1048577", "16385", "2147483648", "-2147483649", "18446744073709551616", "1e308", "1e999",
    "-1e999", "NaN", "INF", "", " ", "true", "A1048577", "XFE1", "A1:XFD1048576", "A0", "ZZZZZZZ9", "Sheet1!A1",
    "\u4e00" * 300, "x" * 40_000, "&#0;", "&#xFFFF;", "&undefined;", "\ud83d\ude00", "../../../etc/passwd",
    "file:///etc/passwd", "http://127.0.0.1:9/x", "rId1", "1899-12-30", "2958466", "-0.0000001",
)  # fmt: skip
_ODD_NAMES = (
    "..\\..\\evil.xml", "../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "xl\\workbook.xml", "XL/WORKBOOK.XML",
    "xl/./workbook.xml", "xl//workbook.xml", "\u0000.xml", "x" * 60_000, "\u202egnp.xml", "con", "",
)  # fmt: skip
_NUMBER = re.compile(rb'"(-?\d+(?:\.\d+)?)"')
_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_TAG = re.compile(rb"<[^>]+>")


def _flipped(chance: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _flipped_early(chance: Random, content: bytes) -> bytes:
    head = min(len(content), 4096)
    return _flipped(chance, content[:head]) + content[head:]


def _flipped_late(chance: Random, content: bytes) -> bytes:
    at = max(0, len(content) - 2048)
    return content[:at] + _flipped(chance, content[at:])


def _cut(chance: Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _hole(chance: Random, content: bytes) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 4096)
    return content[:at] + chance.choice((b"", bytes(size), chance.randbytes(size))) + content[at + size :]


def _doubled(chance: Random, content: bytes) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 65_536)
    return content[: at + size] + content[at:]


def _wrapped(chance: Random, content: bytes) -> bytes:
    junk = chance.choice(
        (b"%PDF-1.7\n", b"MZ", b"<html>", b"\0" * 512, b"\xef\xbb\xbf", chance.randbytes(99))
    )
    return chance.choice((junk + content, content + junk, content + content))


def _words(chance: Random, content: bytes) -> bytes:
    """Two-byte and four-byte fields set to what overflows."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 16))):
        word = chance.choice(
            (b"\xff\xff", b"\0\0", b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\xfe\xff")
        )
        at = chance.randrange(max(1, len(changed) - 4))
        changed[at : at + len(word)] = word
    return bytes(changed)


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def _zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _of_zip(change: Callable[[Random, dict[str, bytes]], None]) -> Mutation:
    def mutation(chance: Random, content: bytes) -> bytes:
        if not _is_zip(content):
            return _words(chance, content)
        parts = _parts(content)
        change(chance, parts)
        return _zipped(parts)

    return mutation


def _of_part(change: Callable[[Random, bytes], bytes]) -> Mutation:
    """One XML part is changed, and zipped again so that the container is right."""

    def one(chance: Random, parts: dict[str, bytes]) -> None:
        name = chance.choice(sorted(parts))
        if parts[name]:
            parts[name] = change(chance, parts[name])

    return _of_zip(one)


def _missing_part(chance: Random, parts: dict[str, bytes]) -> None:
    for name in chance.sample(sorted(parts), k=min(len(parts) - 1, chance.choice((1, 1, 2, 4)))):
        del parts[name]


def _swapped_parts(chance: Random, parts: dict[str, bytes]) -> None:
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    parts[one], parts[other] = parts[other], parts[one]


def _renamed_part(chance: Random, parts: dict[str, bytes]) -> None:
    name = chance.choice(sorted(parts))
    parts[chance.choice(_ODD_NAMES) or "_"] = parts.pop(name)


def _extra_part(chance: Random, parts: dict[str, bytes]) -> None:
    inner = _zipped(parts) if chance.random() < 0.5 else chance.randbytes(5000)
    parts[chance.choice(_ODD_NAMES) or "x.zip"] = inner


def _astray(chance: Random, parts: dict[str, bytes]) -> None:
    """Relationships that lead to themselves, elsewhere, or nowhere."""
    rels = [each for each in sorted(parts) if each.endswith(".rels")]
    if not rels:
        return
    name = chance.choice(rels)
    target = chance.choice(
        ("workbook.xml", "_rels/workbook.xml.rels", "../xl/workbook.xml", "/", "", "file:///etc/passwd",
         "http://127.0.0.1:9/", "worksheets", "..", "worksheets/sheet1.xml", "\\\\server\\share\\x")
    )  # fmt: skip
    parts[name] = re.sub(
        rb'Target="[^"]*"', f'Target="{target}"'.encode(), parts[name], count=chance.choice((0, 1))
    )


def _extreme(chance: Random, part: bytes) -> bytes:
    pattern = chance.choice((_NUMBER, _ATTRIBUTE))
    found = [each.span(1) for each in pattern.finditer(part)]
    for start, end in sorted(
        chance.sample(found, k=min(len(found), chance.choice((1, 3, 10)))), reverse=True
    ):
        value = chance.choice(_EXTREMES).encode("utf-8", "surrogatepass")
        part = part[:start] + value + part[end:]
    return part


def _torn_tags(chance: Random, part: bytes) -> bytes:
    found = [each.span() for each in _TAG.finditer(part)]
    for start, end in sorted(chance.sample(found, k=min(len(found), chance.choice((1, 2, 5)))), reverse=True):
        tag = part[start:end]
        part = part[:start] + chance.choice((b"", tag * 2, tag * 200, b"<!--", b"<![CDATA[")) + part[end:]
    return part


def _deep(chance: Random, part: bytes) -> bytes:
    depth = chance.choice((1000, 100_000, 400_000))
    at = (_TAG.search(part, len(part) // 2) or _TAG.search(part) or re.search(b"", part)).start()  # type: ignore[union-attr]  # an empty pattern is always found
    closed = b"</b>" * depth if chance.random() < 0.5 else b""
    return part[:at] + b"<b>" * depth + closed + part[at:]


def _giant(chance: Random, part: bytes) -> bytes:
    size = chance.choice((1 << 20, 16 << 20))
    at = part.find(b">", len(part) // 2)
    attribute = b' a="' + b"x" * size + b'"'
    return part[:at] + chance.choice((attribute, b">" + b"x" * size)) + part[at:]


def _entities(chance: Random, part: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    at = part.find(b"?>") + 2 if b"?>" in part[:200] else 0
    return part[:at] + chance.choice((bomb, outside, b" " * 2000 + bomb)) + part[at:]


def _other_encoding(chance: Random, part: bytes) -> bytes:
    text = part.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "gb18030", "utf-7"))
    return text.replace("UTF-8", chance.choice((encoding, "x-nothing"))).encode(encoding, "replace")


def _directory(change: Callable[[Random, bytearray, int], None]) -> Mutation:
    """One entry of the list at the end of a zip file is changed; what it lists stays as it is."""

    def mutation(chance: Random, content: bytes) -> bytes:
        entries = [each.start() for each in re.finditer(b"PK\x01\x02", content)]
        if not entries:
            return _words(chance, content)
        changed = bytearray(content)
        for at in chance.sample(entries, k=min(len(entries), chance.choice((1, 1, 5)))):
            change(chance, changed, at)
        return bytes(changed)

    return mutation


def _wrong_checksum(chance: Random, content: bytearray, at: int) -> None:
    struct.pack_into("<I", content, at + 16, chance.getrandbits(32))


def _wrong_size(chance: Random, content: bytearray, at: int) -> None:
    size = chance.choice((0, 1, 1 << 20, (1 << 31) - 1, (1 << 32) - 2, (1 << 32) - 1))
    struct.pack_into("<I", content, at + chance.choice((20, 24)), size)


def _encrypted(_chance: Random, content: bytearray, at: int) -> None:
    content[at + 8] |= 1


def _odd_method(chance: Random, content: bytearray, at: int) -> None:
    struct.pack_into("<H", content, at + 10, chance.choice((1, 9, 12, 14, 93, 95, 99, 65_535)))


def _wrong_offset(chance: Random, content: bytearray, at: int) -> None:
    struct.pack_into(
        "<I",
        content,
        at + 42,
        chance.choice((0, 1, len(content), (1 << 32) - 1, chance.randrange(len(content)))),
    )


def _members_twice(chance: Random, content: bytes) -> bytes:
    if not _is_zip(content):
        return _doubled(chance, content)
    parts, out = _parts(content), io.BytesIO()
    twice = chance.choice(sorted(parts))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
        archive.NameToInfo.pop(twice)  # or zipfile warns of what is meant
        archive.writestr(
            zipfile.ZipInfo(twice), chance.choice((b"", parts[twice], b"<x/>", chance.randbytes(99)))
        )
    return out.getvalue()


class _Pipe(io.RawIOBase):
    """Somewhere to write to that cannot be gone back in: zipfile then writes sizes behind the data."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # any buffer
        self.written += piece
        return len(piece)


def _streamed(chance: Random, content: bytes) -> bytes:
    if not _is_zip(content):
        return _hole(chance, content)
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts(content).items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=chance.random() < 0.5) as part:
                part.write(data)
    return bytes(pipe.written)


def _restored(chance: Random, content: bytes) -> bytes:
    """The same parts, stored or packed otherwise."""
    if not _is_zip(content):
        return _wrapped(chance, content)
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return _zipped(_parts(content), method)


MUTATIONS: Mapping[str, Mutation] = {
    "bits flipped": _flipped,
    "bits flipped in the head": _flipped_early,
    "bits flipped at the end": _flipped_late,
    "cut off": _cut,
    "a hole in it": _hole,
    "a piece twice": _doubled,
    "something before or behind it": _wrapped,
    "fields that overflow": _words,
    "zip: a part is missing": _of_zip(_missing_part),
    "zip: parts swapped": _of_zip(_swapped_parts),
    "zip: a part under an odd name": _of_zip(_renamed_part),
    "zip: a part too many": _of_zip(_extra_part),
    "zip: a part twice": _members_twice,
    "zip: wrong checksum": _directory(_wrong_checksum),
    "zip: wrong sizes": _directory(_wrong_size),
    "zip: wrong offsets": _directory(_wrong_offset),
    "zip: parts said to be encrypted": _directory(_encrypted),
    "zip: a method that there is not": _directory(_odd_method),
    "zip: streamed, zip64": _streamed,
    "zip: stored, bzip2, lzma": _restored,
    "rels: astray": _of_zip(_astray),
    "xml: bits flipped": _of_part(_flipped),
    "xml: cut off": _of_part(_cut),
    "xml: extreme values": _of_part(_extreme),
    "xml: torn tags": _of_part(_torn_tags),
    "xml: nested deep": _of_part(_deep),
    "xml: a giant attribute or text": _of_part(_giant),
    "xml: entities": _of_part(_entities),
    "xml: another encoding": _of_part(_other_encoding),
}
"""By what was done to the file."""
