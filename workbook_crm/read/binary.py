"""A binary workbook (.xls, .xlsb): the library reads its cells, the records of an .xls tell the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from workbook_crm.read.biff import biff_facts
from workbook_crm.read.far_cells import without_far_cells
from workbook_crm.read.library import Book, Listed, open_book
from workbook_crm.read.told import SheetFacts, SheetRead

_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), b"xl/vbaProject.bin")
_SIGNATURES = ("_xmlsignatures".encode("utf-16-le"), b"_xmlsignatures/")


@dataclass(frozen=True, slots=True)
class BinarySource:
    """An opened workbook."""

    book: Book
    told: Mapping[int, SheetFacts]
    has_macros: bool
    is_signed: bool

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The workbook. Raises BrokenError, LockedError."""
        has_macros = any(mark in content for mark in _MACROS)
        is_signed = any(mark in content for mark in _SIGNATURES)
        return cls(open_book(content), biff_facts(content), has_macros, is_signed)

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return self.book.sheets

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError."""
        loaded, left_out = without_far_cells(self.book.load(sheet))
        return SheetRead(loaded, self.told.get(sheet.index, SheetFacts()), left_out)
