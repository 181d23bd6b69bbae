"""The zip container: its list of parts, and the first bytes of each, unpacking no more than is asked for."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

MAGIC = b"PK\x03\x04"
EMPTY_MAGIC = b"PK\x05\x06"
_END_RECORD_REACH_BYTES = 22 + 65_535
_IS_ENCRYPTED = 0x1
_PROLOG_BYTES = 1024
_LONG_PROLOG_BYTES = 65_536
_ROOT_ELEMENT = re.compile(rb"<[A-Za-z_]")


class DamagedZipError(ValueError):
    """The bytes start like a zip file and do not go on like one."""


class IncompleteZipError(DamagedZipError):
    """The list of parts, which stands at the end of a zip file, is missing."""


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file with its list of parts read. Names are in lower case, with forward slashes."""

    size_bytes: int
    parts: dict[str, zipfile.ZipInfo]
    part_count: int
    _zip: zipfile.ZipFile = field(repr=False)

    @property
    def unpacked_bytes(self) -> int:
        return sum(part.file_size for part in self._zip.infolist())

    @property
    def packed_bytes(self) -> int:
        return sum(part.compress_size for part in self._zip.infolist())

    @property
    def is_encrypted(self) -> bool:
        return any(part.flag_bits & _IS_ENCRYPTED for part in self._zip.infolist())

    @property
    def listed(self) -> list[zipfile.ZipInfo]:
        """Every part, in the order in which they are listed."""
        return self._zip.infolist()

    def pieces(self, part: zipfile.ZipInfo, size_bytes: int) -> Iterator[bytes]:
        """The bytes of a part, so many at a time. Raises DamagedZipError."""
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(size_bytes):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as reason:
            raise DamagedZipError(f"{part.filename}: {reason}") from reason

    def has_folder(self, folder: str) -> bool:
        return any(name.startswith(folder) for name in self.parts)

    def head(self, name: str, size_bytes: int) -> bytes:
        """The first bytes of a part, empty where it is absent. Raises DamagedZipError."""
        part = self.parts.get(name)
        return b"" if part is None else next(self.pieces(part, size_bytes), b"")

    def prolog(self, name: str) -> bytes:
        """What an XML part says before its first element, where a document type would stand; NUL bytes of
        UTF-16 are left out. Raises DamagedZipError."""
        for size_bytes in (_PROLOG_BYTES, _LONG_PROLOG_BYTES):
            text = self.head(name, size_bytes).replace(b"\0", b"")
            root = _ROOT_ELEMENT.search(text)
            if root is not None:
                return text[: root.start()]
        return text


def looks_zipped(content: bytes) -> bool:
    """Whether the bytes start as a zip file starts."""
    return content.startswith((MAGIC, EMPTY_MAGIC, b"PK00PK\x03\x04"))


def open_package(content: bytes) -> Package:
    """The list of parts of a zip file. Raises DamagedZipError, IncompleteZipError."""
    if EMPTY_MAGIC not in content[-_END_RECORD_REACH_BYTES:]:
        raise IncompleteZipError("no end record")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as reason:  # zipfile raises half a dozen kinds on hostile directories
        raise DamagedZipError(str(reason)) from reason
    listed = archive.infolist()
    parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in listed}
    return Package(len(content), parts, len(listed), archive)
