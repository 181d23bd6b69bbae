"""A binary workbook (.xls, .xlsb): the library reads its cells, the records of an .xls tell the rest."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from workbook_crm.model.style import CellStyle
from workbook_crm.read.biff import biff_facts
from workbook_crm.read.biff_looks import biff_looks
from workbook_crm.read.biff_numbers import biff_epoch, biff_numbers
from workbook_crm.read.biff_records import sheet_starts, workbook_stream
from workbook_crm.read.biff_styles import format_codes
from workbook_crm.read.far_cells import without_far_cells
from workbook_crm.read.format_runs import runs_of_style, telling_codes
from workbook_crm.read.library import Book, Listed, open_book
from workbook_crm.read.looks import Looks, looks_or_none
from workbook_crm.read.misread import Numbers, corrected, misread_styles
from workbook_crm.read.told import SheetFacts, SheetRead
from workbook_crm.read.xlsb_facts import xlsb_facts
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
    epoch: date
    misread: Mapping[int, bool]
    """Styles of which the library is wrong about dates."""
    numbers: Callable[[Listed], Numbers]
    """The numbers of a sheet, for those styles."""

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The workbook. Raises BrokenError, LockedError."""
        has_macros = any(mark in content for mark in _MACROS)
        is_signed = any(mark in content for mark in _SIGNATURES)
        if content.startswith(_ZIP):
            content = _with_whole_cells(content)
        book = open_book(content)
        if content.startswith(_ZIP):
            looks, facts = looks_or_none(lambda: xlsb_looks(content)), xlsb_facts(content)
            return cls(book, {}, looks, has_macros, is_signed, facts.epoch, facts.misread, facts.numbers)
        stream = workbook_stream(content)
        looks, epoch = looks_or_none(lambda: biff_looks(stream)), biff_epoch(stream)
        return cls(
            book, biff_facts(stream), looks, has_macros, is_signed, epoch, _misread(stream), _numbers(stream)
        )

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return self.book.sheets

    @property
    def styles(self) -> tuple[CellStyle, ...]:
        return self.looks.styles

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError."""
        loaded, left_out = without_far_cells(self.book.load(sheet))
        if self.misread:
            loaded = corrected(loaded, self.numbers(sheet), self.misread, self.epoch)
        told, style = self.told.get(sheet.index, SheetFacts()), self.looks.of(sheet, loaded.area)
        return SheetRead(loaded, told, left_out, style, runs_of_style(style, telling_codes(self.styles)))


def _misread(stream: memoryview) -> Mapping[int, bool]:
    try:
        return misread_styles(*format_codes(stream))
    except struct.error:
        return {}


def _numbers(stream: memoryview) -> Callable[[Listed], Numbers]:
    return lambda sheet: biff_numbers(stream, tuple(sheet_starts(stream))[sheet.index])
