"""A binary workbook (.xls, .xlsb): the library reads its cells, the records of an .xls tell the rest."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from workbook_crm.model.style import CellStyle
from workbook_crm.read.biff import biff_facts
from workbook_crm.read.biff_looks import biff_looks
from workbook_crm.read.biff_records import workbook_stream
from workbook_crm.read.far_cells import without_far_cells
from workbook_crm.read.library import Book, Listed, open_book
from workbook_crm.read.looks import Looks, looks_or_none
from workbook_crm.read.told import SheetFacts, SheetRead
from workbook_crm.read.xlsb_looks import xlsb_looks
from workbook_crm.read.xlsb_short_cells import with_whole_cells

_ZIP = b"PK"
_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), b"xl/vbaProject.bin")
_SIGNATURES = ("_xmlsignatures".encode("utf-16-le"), b"_xmlsignatures/")


def _with_whole_cells(content: bytes) -> bytes:
    """The workbook with a column in every cell; as it is where its records cannot be followed."""
    try:
        return with_whole_cells(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, IndexError, struct.error):
        return content


@dataclass(frozen=True, slots=True)
class BinarySource:
    """An opened workbook."""

    book: Book
    told: Mapping[int, SheetFacts]
    looks: Looks
    has_macros: bool
    is_signed: bool

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The workbook. Raises BrokenError, LockedError."""
        has_macros = any(mark in content for mark in _MACROS)
        is_signed = any(mark in content for mark in _SIGNATURES)
        if content.startswith(_ZIP):
            content = _with_whole_cells(content)
        book = open_book(content)
        if content.startswith(_ZIP):
            return cls(book, {}, looks_or_none(lambda: xlsb_looks(content)), has_macros, is_signed)
        stream = workbook_stream(content)
        return cls(book, biff_facts(stream), looks_or_none(lambda: biff_looks(stream)), has_macros, is_signed)

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return self.book.sheets

    @property
    def styles(self) -> tuple[CellStyle, ...]:
        return self.looks.styles

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError."""
        loaded, left_out = without_far_cells(self.book.load(sheet))
        told = self.told.get(sheet.index, SheetFacts())
        return SheetRead(loaded, told, left_out, self.looks.of(sheet, loaded.area))
