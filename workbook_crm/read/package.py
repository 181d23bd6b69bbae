"""The parts of a zipped workbook (OOXML), by name and by sheet, unpacked one at a time and within limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

MAX_PART_BYTES = 1 << 30
_LOCAL_HEADER_BYTES = 30
_STORED, _DEFLATED = 0, 8
_WORKBOOK = "xl/workbook.xml"
_MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")
_SIGNATURES = "_xmlsignatures/"


class PartTooLargeError(ValueError):
    """A part unpacks to more than it says, or to more than any sheet needs."""


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped workbook; part names are in lower case with forward slashes, as Excel compares them."""

    content: bytes
    parts: Mapping[str, zipfile.ZipInfo]

    @property
    def has_macros(self) -> bool:
        return any(name.startswith(_MACROS) for name in self.parts)

    @property
    def is_signed(self) -> bool:
        return any(name.startswith(_SIGNATURES) for name in self.parts)

    def size_bytes(self, name: str) -> int:
        """How long a part says that it is, unpacked."""
        part = self.parts.get(name)
        return part.file_size if part else 0

    def part(self, name: str) -> bytes:
        """One part, unpacked; empty where it is absent.

        Raises PartTooLargeError, zlib.error, struct.error.
        """
        part = self.parts.get(name)
        if part is None:
            return b""
        packed = self._packed(part)
        if part.compress_type == _STORED:
            return packed
        return _inflated(packed, min(part.file_size, MAX_PART_BYTES))

    def _packed(self, part: zipfile.ZipInfo) -> bytes:
        name_bytes, extra_bytes = struct.unpack_from("<HH", self.content, part.header_offset + 26)
        start = part.header_offset + _LOCAL_HEADER_BYTES + name_bytes + extra_bytes
        return self.content[start : start + part.compress_size]

    def sheet_parts(self) -> Mapping[str, str]:
        """The part of each sheet by the sheet's name; empty where the workbook part cannot be read."""
        try:
            book = ElementTree.fromstring(self.part(_WORKBOOK))
            links = ElementTree.fromstring(self.part("xl/_rels/workbook.xml.rels"))
        except (ElementTree.ParseError, ValueError, zlib.error, struct.error):
            return {}
        targets = {link.get("Id", ""): _absolute(link.get("Target", "")) for link in links}
        sheets = (each for each in book.iter() if each.tag.endswith("}sheet"))
        return {each.get("name", ""): targets.get(_link_id(each), "") for each in sheets}

    def with_part(self, name: str, replacement: bytes) -> bytes:
        """The same package with one part replaced, without pictures and the like; nothing is compressed."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for each, part in self.parts.items():
                if each == name:
                    copy.writestr(part.filename, replacement)
                elif each.endswith((".xml", ".rels")):
                    copy.writestr(part.filename, self.part(each))
        return out.getvalue()


def open_package(content: bytes) -> Package:
    """The list of parts of a zipped workbook. Raises what zipfile raises."""
    listed: Iterable[zipfile.ZipInfo] = zipfile.ZipFile(io.BytesIO(content)).infolist()
    return Package(content, {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in listed})


def _inflated(packed: bytes, size_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = unpacker.decompress(packed, size_bytes + 1)
    if len(unpacked) > size_bytes:
        raise PartTooLargeError(f"more than {size_bytes} bytes")
    return unpacked


def _absolute(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/").lower()


def _link_id(sheet: ElementTree.Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
