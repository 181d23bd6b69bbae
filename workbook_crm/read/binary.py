"""A binary workbook (.xls, .xlsb): what the library reads is all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from workbook_crm.read.far_cells import without_far_cells
from workbook_crm.read.library import Book, Listed, open_book
from workbook_crm.read.told import SheetRead

_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), b"xl/vbaProject.bin")
_SIGNATURES = ("_xmlsignatures".encode("utf-16-le"), b"_xmlsignatures/")


@dataclass(frozen=True, slots=True)
class BinarySource:
    """An opened workbook."""

    book: Book
    has_macros: bool
    is_signed: bool

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The workbook. Raises BrokenError, LockedError."""
        has_macros = any(mark in content for mark in _MACROS)
        return cls(open_book(content), has_macros, any(mark in content for mark in _SIGNATURES))

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return self.book.sheets

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError."""
        loaded, left_out = without_far_cells(self.book.load(sheet))
        return SheetRead(loaded, left_out=left_out)
