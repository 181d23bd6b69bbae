"""An OpenDocument spreadsheet (.ods): the library reads its cells, its XML tells the rest."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from workbook_crm.model.raw import EPOCH_1900
from workbook_crm.model.style import CellStyle
from workbook_crm.read.far_cells import MAX_CELLS, without_far_cells
from workbook_crm.read.format_runs import runs_of_style, telling_codes
from workbook_crm.read.library import Book, BrokenError, Listed, open_book
from workbook_crm.read.looks import Looks, looks_or_none
from workbook_crm.read.ods_looks import ods_looks
from workbook_crm.read.ods_mended import mended_ods, needs_mending, ods_epoch
from workbook_crm.read.ods_xml import CONTENT, OdsSheet, ods_sheets
from workbook_crm.read.package import Package, open_package
from workbook_crm.read.told import SheetRead, TooFarError

_SIGNATURES = "meta-inf/documentsignatures.xml"
_MACROS = "basic/"


@dataclass(frozen=True, slots=True)
class OdsSource:
    """An opened spreadsheet; `book` is None where its cells reach too far to be laid out at all."""

    book: Book | None
    package: Package
    told: Mapping[str, OdsSheet]
    looks: Looks
    epoch: date = EPOCH_1900

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The spreadsheet, mended where the library would misread it. Raises BrokenError, LockedError."""
        try:
            package = open_package(content)
        except (ValueError, OSError, NotImplementedError, zipfile.BadZipFile) as reason:
            raise BrokenError(str(reason)) from reason
        cells = _cells(package)
        told, looks, epoch = ods_sheets(cells), looks_or_none(lambda: ods_looks(package)), ods_epoch(cells)
        try:
            book = open_book(_mended(package) if needs_mending(cells) else content)
            return cls(book, package, told, looks, epoch)
        except BrokenError:
            walked = ods_sheets(cells, at_all_costs=True)
            if any(each.rows * each.columns > MAX_CELLS for each in walked.values()):
                return cls(None, package, walked, Looks())
            return cls(open_book(_mended(package)), package, told, looks, epoch)

    @property
    def sheets(self) -> tuple[Listed, ...]:
        if self.book is None:
            return tuple(Listed(name, index, False) for index, name in enumerate(self.told))
        return self.book.sheets

    @property
    def styles(self) -> tuple[CellStyle, ...]:
        return self.looks.styles

    @property
    def has_macros(self) -> bool:
        return any(name.startswith(_MACROS) for name in self.package.parts)

    @property
    def is_signed(self) -> bool:
        return _SIGNATURES in self.package.parts

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError, TooFarError."""
        told = self.told.get(sheet.name, OdsSheet())
        if self.book is None:
            raise TooFarError(told.rows, told.columns)
        loaded, left_out = without_far_cells(self.book.load(sheet))
        style = self.looks.of(sheet, loaded.area)
        formats = runs_of_style(style, telling_codes(self.styles))
        return SheetRead(loaded, told.facts, left_out, style, formats)


def _cells(package: Package) -> bytes:
    """The part that holds all sheets; empty where it cannot be unpacked."""
    try:
        return package.part(CONTENT)
    except (ValueError, zlib.error, struct.error):
        return b""


def _mended(package: Package) -> bytes:
    try:
        return mended_ods(package)
    except (ValueError, zlib.error, struct.error) as reason:
        raise BrokenError(str(reason)) from reason
