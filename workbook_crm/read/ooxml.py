"""A workbook of zipped XML (.xlsx, .xlsm): the library reads its cells, its XML tells the rest."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from workbook_crm.model.raw import EPOCH_1900, EPOCH_1904
from workbook_crm.model.style import CellStyle
from workbook_crm.read.far_cells import is_easy, trim
from workbook_crm.read.format_runs import codes_of_package, runs_of_xml
from workbook_crm.read.library import Book, BrokenError, Listed, Loaded, open_book
from workbook_crm.read.package import Package, PartTooLargeError, open_package
from workbook_crm.read.rebuilt import mended, rebuilt
from workbook_crm.read.sheet_xml import SheetXml, facts, open_sheet
from workbook_crm.read.told import SheetFacts, SheetRead

_WORTH_A_THREAD_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class OoxmlSource:
    """An opened workbook."""

    book: Book
    package: Package
    styles: tuple[CellStyle, ...] = ()
    """None are wanted: its answer is the workbook itself."""
    codes: Mapping[int, str] = field(default_factory=dict)
    """Of number formats that say more than the number, by style."""

    @classmethod
    def open(cls, content: bytes) -> Self:
        """The workbook as it came; where the library does not know its shape, put together anew.

        Raises BrokenError, LockedError.
        """
        with _broken_parts():
            package = open_package(content)
            codes = codes_of_package(package)
        try:
            return cls(open_book(content), package, codes=codes)
        except BrokenError:
            if not package.sheets:
                raise
        with _broken_parts():
            return cls(open_book(rebuilt(package, {})), package, codes=codes)

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return self.book.sheets

    @property
    def has_macros(self) -> bool:
        return self.package.has_macros

    @property
    def is_signed(self) -> bool:
        return self.package.is_signed

    @property
    def epoch(self) -> date:
        return EPOCH_1904 if self.package.is_1904 else EPOCH_1900

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet, without cells that stand far away from the rest. Raises BrokenError, TooFarError."""
        xml = self._xml(sheet)
        if xml is None:
            return SheetRead(self.book.load(sheet))
        if not is_easy(xml):
            trimmed = trim(xml)
            if trimmed.left_out:
                loaded = self._load_altered(sheet, trimmed.data)
                return SheetRead(
                    loaded, self._facts(xml), trimmed.left_out, formats=runs_of_xml(xml, self.codes)
                )
        if len(xml.data) < _WORTH_A_THREAD_BYTES:
            return SheetRead(self._load(sheet, xml), self._facts(xml), formats=runs_of_xml(xml, self.codes))
        from concurrent.futures import ThreadPoolExecutor  # slow to import, and only large sheets need it

        with ThreadPoolExecutor(1) as beside:  # the library lays out a sheet without holding the interpreter
            told, runs = beside.submit(self._facts, xml), beside.submit(runs_of_xml, xml, self.codes)
            return SheetRead(self._load(sheet, xml), told.result(), formats=runs.result())

    def _facts(self, xml: SheetXml) -> SheetFacts:
        return facts(xml, is_ours=self.package.is_own)

    def _xml(self, sheet: Listed) -> SheetXml | None:
        """The sheet's XML, None where the package does not say where it is."""
        part = self.package.part_of(sheet.name)
        if part is None:
            return None
        with _broken_parts():
            data = self.package.part(part)
        return open_sheet(data) if data else None

    def _load(self, sheet: Listed, xml: SheetXml) -> Loaded:
        if xml.is_altered:
            return self._load_altered(sheet, xml.data)
        try:
            return self.book.load(sheet)
        except BrokenError:
            return self._load_altered(sheet, mended(xml.data))

    def _load_altered(self, sheet: Listed, data: bytes) -> Loaded:
        with _broken_parts():
            content = rebuilt(self.package, {self.package.part_of(sheet.name) or "": data})
        return open_book(content).load_named(sheet.name)


@contextmanager
def _broken_parts() -> Iterator[None]:
    """Whatever is wrong with the zip container is a BrokenError."""
    try:
        yield
    except PartTooLargeError as reason:
        raise BrokenError(f"a part is larger than it says: {reason}") from reason
    except (ValueError, OSError, KeyError, NotImplementedError, zlib.error, struct.error) as reason:
        raise BrokenError(str(reason)) from reason
