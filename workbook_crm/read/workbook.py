"""Bytes of a workbook into sheets of plain values at their true addresses."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from workbook_crm.model.finding import Finding, Findings, finding, has_error
from workbook_crm.model.place import Place, cell_name
from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.model.rules import files as rules
from workbook_crm.model.style import CellStyle
from workbook_crm.read.library import BrokenError, Listed, LockedError
from workbook_crm.read.merges import cut_merges
from workbook_crm.read.ooxml import OoxmlSource
from workbook_crm.read.package import Package
from workbook_crm.read.stamps import property_of
from workbook_crm.read.told import SheetRead, TooFarError

_CUSTOM, _META = "docprops/custom.xml", "meta.xml"
"""The parts of OOXML and of ODF that hold the properties that a document was given."""


class Source(Protocol):
    """An opened workbook of one family of formats."""

    @property
    def sheets(self) -> Sequence[Listed]:
        """The sheets of cells, in the order of their tabs."""

    @property
    def has_macros(self) -> bool: ...

    @property
    def is_signed(self) -> bool: ...

    @property
    def styles(self) -> tuple[CellStyle, ...]:
        """What the sheets' styles refer to; empty where none are told."""

    @property
    def epoch(self) -> date:
        """Day 0 of the workbook's calendar."""

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet. Raises BrokenError, TooFarError."""


def _opened(content: bytes, format: Format) -> Source:
    """The workbook, opened by what knows its format. Raises BrokenError, LockedError."""
    if format in (Format.XLSX, Format.XLSM):
        return OoxmlSource.open(content)
    # The rarer formats are imported when one arrives: each costs a few milliseconds of every start.
    if format in (Format.XLS, Format.XLSB):
        from workbook_crm.read.binary import BinarySource

        return BinarySource.open(content)
    if format is Format.ODS:
        from workbook_crm.read.ods import OdsSource

        return OdsSource.open(content)
    if format is Format.XML:
        from workbook_crm.read.spreadsheet_2003 import open_spreadsheet_2003

        return open_spreadsheet_2003(content)
    from workbook_crm.read.web_page import open_web_page

    return open_web_page(content)


def read_workbook(content: bytes, *, name: str, format: Format) -> tuple[RawWorkbook | None, Findings]:
    """The sheets of a workbook whose format is known, or None and why not.

    Values are as `read.library` tells. A sheet that cannot be read is left out with an error at the sheet;
    charts and macro sheets are left out without a word.
    """
    if format is Format.CSV:
        from workbook_crm.read.csv_text import read_csv

        return read_csv(content, name=name)
    place = Place(name)
    try:
        source = _opened(content, format)
    except LockedError:
        return None, (finding(rules.PASSWORD_PROTECTED, place),)
    except BrokenError as reason:
        return None, (finding(rules.DAMAGED_FILE, place, reason),)
    sheets, findings = _sheets(source, place)
    refusal = _refusal(sheets, findings, place)
    if refusal is not None:
        return None, (*findings, *refusal)
    book = RawWorkbook(
        name, format, sheets, source.has_macros, source.is_signed, styles=source.styles, epoch=source.epoch
    )
    if isinstance(source, OoxmlSource):
        package = source.package
        book = replace(book, results=package.results, is_answer=package.is_answer)
    return replace(book, stamp=_stamp_of(source)), findings


def _stamp_of(source: Source) -> str:
    """The stamp among the properties of the document; empty where they cannot be read."""
    package = getattr(source, "package", None)
    if not isinstance(package, Package):
        return ""
    try:
        return property_of(package.part(_CUSTOM), package.part(_META))
    except (ValueError, zlib.error, struct.error):
        return ""


def _sheets(source: Source, file: Place) -> tuple[tuple[RawSheet, ...], Findings]:
    sheets: list[RawSheet] = []
    findings: list[Finding] = []
    for listed in source.sheets:
        place = Place(file.file, listed.name)
        try:
            read = source.read(listed)
        except BrokenError as reason:
            findings.append(finding(rules.DAMAGED_SHEET, place, reason))
        except TooFarError as far:
            findings.append(finding(rules.TOO_MANY_CELLS, place, rows=far.rows, columns=far.columns))
        else:
            sheet, found = _raw(listed, read, place)
            sheets.append(sheet)
            findings.extend(found)
    return tuple(sheets), tuple(findings)


def _raw(listed: Listed, read: SheetRead, place: Place) -> tuple[RawSheet, list[Finding]]:
    loaded, told = read.loaded, read.told
    merges, overlap = cut_merges(told.merges or loaded.merges, loaded.area)
    sheet = RawSheet(
        listed.name,
        loaded.first_row,
        loaded.first_column,
        loaded.cells,
        merges,
        told.errors,
        told.unvalued,
        told.long_numbers,
        own_formulas=told.own_formulas,
        hidden=listed.is_hidden,
        hidden_rows=told.hidden_rows,
        style=read.style,
        formats=read.formats,
    )
    found = [finding(rules.OVERLAPPING_MERGES, place)] if overlap else []
    return sheet, [*_left_out(read, place), *found]


def _left_out(read: SheetRead, place: Place) -> list[Finding]:
    if not read.left_out:
        return []
    row, column = read.left_out[0]
    where = Place(place.file, place.sheet, row, column)
    count = len(read.left_out)
    return [finding(rules.FAR_CELLS_LEFT_OUT, where, count=count, cell=cell_name(row, column))]


def _refusal(sheets: Sequence[RawSheet], findings: Findings, place: Place) -> Findings | None:
    """Why nothing can be taken of what was read: () where the findings tell, None where something can."""
    if any(sheet.cells or sheet.errors or sheet.unvalued for sheet in sheets):
        return None
    if has_error(findings):
        return ()
    return (finding(rules.EMPTY_WORKBOOK if sheets else rules.NO_SHEETS, place),)
