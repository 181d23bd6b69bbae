"""The parts of a zipped workbook (OOXML), by name and by sheet, unpacked one at a time and within limits."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from workbook_crm.model.grid import column_number
from workbook_crm.model.marks import TRACE_PREFIX
from workbook_crm.read.told import OWN_NAME

MAX_PART_BYTES = 1 << 30
_LOCAL_HEADER_BYTES = 30
_STORED = 0
_USUAL_WORKBOOK = "xl/workbook.xml"
_MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")
_SIGNATURES = "_xmlsignatures/"
_COMMON_KINDS = ("sharedStrings", "styles")
_CELL = re.compile(r"!\$?([A-Z]{1,3})\$?\d+$")
_TRUE = frozenset({"1", "true", "on"})


class PartTooLargeError(ValueError):
    """A part unpacks to more than it says, or to more than any sheet needs."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of cells, and the part that holds it."""

    name: str
    part: str
    state: str = "visible"


@dataclass(frozen=True, slots=True)
class Package:
    """A zipped workbook. Part names are in lower case with forward slashes, as Excel compares them."""

    content: bytes = field(repr=False)
    parts: Mapping[str, zipfile.ZipInfo] = field(repr=False)
    sheets: tuple[SheetPart, ...] = ()
    common_parts: Mapping[str, str] = field(default_factory=dict)
    """The part of the shared strings and that of the styles."""
    is_1904: bool = False
    results: Mapping[str, int] = field(default_factory=dict)
    """By sheet: the 1-based column to which the name of an earlier answer's result column leads."""
    is_own: bool = False
    """Whether we made it, with formulas of ours."""
    is_answer: bool = False
    """Whether there are names of an earlier answer in it."""

    @property
    def has_macros(self) -> bool:
        return any(name.startswith(_MACROS) for name in self.parts)

    @property
    def is_signed(self) -> bool:
        return any(name.startswith(_SIGNATURES) for name in self.parts)

    def part_of(self, sheet: str) -> str | None:
        """The part of a sheet by the sheet's name."""
        return next((each.part for each in self.sheets if each.name == sheet), None)

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


def open_package(content: bytes) -> Package:
    """A zipped workbook; its list of sheets is empty where it cannot be read. Raises what zipfile raises."""
    listed = zipfile.ZipFile(io.BytesIO(content)).infolist()
    parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in listed}
    package = Package(content, parts)
    try:
        return _with_sheets(package)
    except (ElementTree.ParseError, LookupError, ValueError, zlib.error, struct.error):  # an unknown encoding
        return package


def _with_sheets(package: Package) -> Package:
    main = _main_part(package)
    folder, file = posixpath.split(main)
    book = ElementTree.fromstring(package.part(main))
    links = list(ElementTree.fromstring(package.part(f"{folder}/_rels/{file}.rels")))
    worksheets = {link.get("Id"): _absolute(folder, link) for link in links if _kind(link) == "worksheet"}
    sheets = tuple(
        SheetPart(each.get("name", ""), worksheets[link], each.get("state", "visible"))
        for each in book.iter()
        if _local(each) == "sheet" and (link := _link_id(each)) in worksheets
    )
    common = {_kind(link): _absolute(folder, link) for link in links if _kind(link) in _COMMON_KINDS}
    calendar = {each.get("date1904", "") for each in book if _local(each) == "workbookPr"}
    own = [each for each in book.iter() if _local(each) == "definedName" and _is_own(each)]
    listed = [each.get("name", "") for each in book.iter() if _local(each) == "sheet"]
    results = dict(_results(own, listed))
    return Package(
        package.content,
        package.parts,
        sheets,
        common,
        bool(calendar & _TRUE),
        results,
        is_own=OWN_NAME in package.part(main),
        is_answer=bool(own),
    )


def _is_own(name: ElementTree.Element) -> bool:
    return name.get("name", "").startswith(TRACE_PREFIX)


def _results(names: list[ElementTree.Element], sheets: list[str]) -> Iterator[tuple[str, int]]:
    """(sheet, column) of every name of a result column."""
    for name in names:
        place, at = name.get("localSheetId", ""), _CELL.search(name.text or "")
        is_result = name.get("name") == f"{TRACE_PREFIX}result"
        if is_result and at and place.isdigit() and int(place) < len(sheets):
            yield sheets[int(place)], column_number(at[1])


def _main_part(package: Package) -> str:
    """The part that lists the sheets: nearly always the usual one, else the one that the package names."""
    if _USUAL_WORKBOOK in package.parts:
        return _USUAL_WORKBOOK
    links = ElementTree.fromstring(package.part("_rels/.rels"))
    return next((_absolute("", link) for link in links if _kind(link) == "officeDocument"), _USUAL_WORKBOOK)


def _inflated(packed: bytes, size_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = unpacker.decompress(packed, size_bytes + 1)
    if len(unpacked) > size_bytes:
        raise PartTooLargeError(f"more than {size_bytes} bytes")
    return unpacked


def _absolute(folder: str, link: ElementTree.Element) -> str:
    target = link.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/").lower()


def _kind(link: ElementTree.Element) -> str:
    """`worksheet`, `styles`: the last word of the relationship's type, alike in strict and transitional."""
    return link.get("Type", "").rpartition("/")[2]


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _link_id(sheet: ElementTree.Element) -> str | None:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
