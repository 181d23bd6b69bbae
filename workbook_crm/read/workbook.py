"""Bytes of a workbook into sheets of plain values: the only file that knows the reading library (calamine).

Cells come as the library has them: text; every number a float (13812345678.0); True and False; a date for a
whole day in a date format, a datetime for a day with a time, a time for less than a day, a timedelta in an
elapsed format; "" for a blank. It understands both calendars (1900, 1904), strict OOXML and Chinese date
formats, and believes no `<dimension>`. Error cells and formulas without a value are blanks to it, so the XML
is asked.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TypeVar

import python_calamine as calamine

from workbook_crm.model.finding import Finding, Findings, finding, has_error
from workbook_crm.model.place import Place, cell_name
from workbook_crm.model.raw import Area, Cell, Format, RawSheet, RawWorkbook
from workbook_crm.model.rules import files as rules
from workbook_crm.read.csv_text import read_csv
from workbook_crm.read.far_cells import Extent, Trimmed, is_easy, trim
from workbook_crm.read.package import Package, PartTooLargeError, open_package
from workbook_crm.read.rebuilt import mended, rebuilt
from workbook_crm.read.sheet_xml import SheetFacts, SheetXml, facts, open_sheet

T = TypeVar("T")
_ZIPPED_XML = frozenset({Format.XLSX, Format.XLSM})
_MACRO_STORAGE = "_VBA_PROJECT".encode("utf-16-le")
_SIGNATURE_STORAGE = "_xmlsignatures".encode("utf-16-le")
_WORTH_A_THREAD_BYTES = 4 << 20


class _BrokenError(Exception):
    """The library could not read something; the message is its own."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One workbook, opened by the library and, where it is zipped XML, as a package too."""

    place: Place
    book: calamine.CalamineWorkbook
    package: Package | None

    def sheet(self, index: int) -> calamine.CalamineSheet:
        """A sheet of the workbook as it came."""
        return self.book.get_sheet_by_index(index)

    def mended_sheet(self, name: str, data: bytes) -> calamine.CalamineSheet:
        """A sheet of the same name with other XML."""
        assert self.package is not None  # only a package has XML to mend
        part = self.package.part_of(name) or ""
        return _opened(rebuilt(self.package, {part: data})).get_sheet_by_name(name)

    def xml(self, sheet: str) -> SheetXml | None:
        """The sheet's XML, None where it cannot be found. Raises PartTooLargeError."""
        part = self.package and self.package.part_of(sheet)
        if not self.package or not part:
            return None
        try:
            data = self.package.part(part)
        except (zlib.error, struct.error):
            return None
        return open_sheet(data) if data else None


def read_workbook(content: bytes, *, name: str, format: Format) -> tuple[RawWorkbook | None, Findings]:
    """The sheets of a workbook whose format is known, or None and why not.

    A sheet that cannot be read is left out with an error at the sheet; charts and macro sheets are left out.
    """
    if format is Format.CSV:
        return read_csv(content, name=name)
    place = Place(name)
    try:
        source = _open(content, format, place)
    except calamine.PasswordError:
        return None, (finding(rules.PASSWORD_PROTECTED, place),)
    except _BrokenError as reason:
        return None, (finding(rules.DAMAGED_FILE, place, reason),)
    sheets, findings = _sheets(source)
    refusal = _refusal(sheets, findings, place)
    if refusal is not None:
        return None, (*findings, *refusal)
    return _book(content, format, source, sheets), tuple(findings)


def _open(content: bytes, format: Format, place: Place) -> _Source:
    """The workbook as it came; where the library does not know its shape, put together anew.

    Raises _BrokenError, PasswordError.
    """
    package = _guarded(lambda: open_package(content)) if format in _ZIPPED_XML else None
    try:
        return _Source(place, _guarded(lambda: _opened(content)), package)
    except _BrokenError:
        if package is None or not package.sheets:
            raise
        return _Source(place, _guarded(lambda: _opened(rebuilt(package, {}))), package)


def _opened(content: bytes) -> calamine.CalamineWorkbook:
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))


def _guarded(step: Callable[[], T]) -> T:
    """What the step returns. Raises _BrokenError for whatever the library raises, PasswordError as it is."""
    try:
        return step()
    except (calamine.PasswordError, MemoryError):
        raise
    except Exception as reason:
        raise _BrokenError(str(reason) or type(reason).__name__) from reason
    except BaseException as reason:
        # A panic of the library's Rust half is no Exception, and its class cannot be imported.
        if type(reason).__name__ != "PanicException":
            raise
        raise _BrokenError(str(reason)) from reason


def _sheets(source: _Source) -> tuple[list[RawSheet], list[Finding]]:
    sheets: list[RawSheet] = []
    findings: list[Finding] = []
    for index, metadata in enumerate(source.book.sheets_metadata):
        if metadata.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet, found = _sheet(source, index, metadata)
        except _BrokenError as reason:
            sheet, found = (
                None,
                [finding(rules.DAMAGED_SHEET, Place(source.place.file, metadata.name), reason)],
            )
        findings.extend(found)
        if sheet is not None:
            sheets.append(sheet)
    return sheets, findings


def _refusal(sheets: Sequence[RawSheet], findings: Sequence[Finding], place: Place) -> Findings | None:
    """Why nothing can be taken of what was read: () where the findings tell, None where something can."""
    if any(sheet.cells or sheet.errors or sheet.unvalued for sheet in sheets):
        return None
    if has_error(findings):
        return ()
    return (finding(rules.EMPTY_WORKBOOK if sheets else rules.NO_SHEETS, place),)


def _book(content: bytes, format: Format, source: _Source, sheets: Sequence[RawSheet]) -> RawWorkbook:
    package = source.package
    return RawWorkbook(
        source.place.file,
        format,
        tuple(sheets),
        has_macros=package.has_macros if package else _MACRO_STORAGE in content,
        is_signed=package.is_signed if package else _SIGNATURE_STORAGE in content,
    )


def _sheet(
    source: _Source, index: int, metadata: calamine.SheetMetadata
) -> tuple[RawSheet | None, list[Finding]]:
    place = Place(source.place.file, metadata.name)
    try:
        xml = source.xml(metadata.name)
    except PartTooLargeError as reason:
        return None, [finding(rules.DAMAGED_SHEET, place, reason)]
    trimmed = trim(xml) if xml is not None and not is_easy(xml) else Trimmed(xml.data if xml else b"")
    if isinstance(trimmed, Extent):
        return None, [finding(rules.TOO_MANY_CELLS, place, rows=trimmed.rows, columns=trimmed.columns)]
    loaded, told = _load(source, index, xml, trimmed)
    merges, found = _merges(loaded, place)
    return _raw(metadata, loaded, merges, told), [*_left_out(trimmed, place), *found]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The used range of a sheet: 1-based corner, rows of one width."""

    first_row: int
    first_column: int
    cells: Sequence[Sequence[Cell]]
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]]

    @property
    def area(self) -> Area:
        width = len(self.cells[0]) if self.cells else 0
        bottom, right = self.first_row + len(self.cells) - 1, self.first_column + width - 1
        return Area(self.first_row, self.first_column, bottom, right)


def _load(source: _Source, index: int, xml: SheetXml | None, trimmed: Trimmed) -> tuple[_Loaded, SheetFacts]:
    """The library lays out a large sheet without holding the interpreter; its XML is asked meanwhile."""
    if xml is None:
        return _guarded(lambda: _laid_out(source.sheet(index))), SheetFacts()
    with ExitStack() as stack:
        asked: Future[SheetFacts] | None = None
        if len(xml.data) > _WORTH_A_THREAD_BYTES:
            asked = stack.enter_context(ThreadPoolExecutor(1)).submit(facts, xml)
        loaded = _laid_out_or_mended(source, index, xml, trimmed)
        return loaded, asked.result() if asked else facts(xml)


def _laid_out_or_mended(source: _Source, index: int, xml: SheetXml, trimmed: Trimmed) -> _Loaded:
    name = source.book.sheet_names[index]
    if not trimmed.left_out and not xml.is_altered:
        with suppress(_BrokenError):
            return _guarded(lambda: _laid_out(source.sheet(index)))
    return _guarded(lambda: _laid_out(source.mended_sheet(name, mended(trimmed.data))))


def _laid_out(sheet: calamine.CalamineSheet) -> _Loaded:
    row, column = sheet.start or (0, 0)
    cells = sheet.to_python() if sheet.start else []
    return _Loaded(row + 1, column + 1, cells, sheet.merged_cell_ranges or ())


def _left_out(trimmed: Trimmed, place: Place) -> list[Finding]:
    if not trimmed.left_out:
        return []
    row, column = trimmed.left_out[0]
    where = Place(place.file, place.sheet, row, column)
    count = len(trimmed.left_out)
    return [finding(rules.FAR_CELLS_LEFT_OUT, where, count=count, cell=cell_name(row, column))]


def _merges(loaded: _Loaded, place: Place) -> tuple[tuple[Area, ...], list[Finding]]:
    """Merged areas, cut at the end of the used range: a title merged across the whole grid reaches no further
    than the data. Areas that together are larger than the range overlap."""
    used = loaded.area
    merges = [
        Area(top + 1, left + 1, min(bottom + 1, used.bottom), min(right + 1, used.right))
        for (top, left), (bottom, right) in loaded.merges
        if used.top <= bottom + 1 and used.left <= right + 1 and top < used.bottom and left < used.right
    ]
    covered = sum(_common_cells(each, used) for each in merges)
    if covered > len(loaded.cells) * (used.right - used.left + 1):
        return (), [finding(rules.OVERLAPPING_MERGES, place)]
    return tuple(merges), []


def _common_cells(merge: Area, used: Area) -> int:
    return (merge.bottom - max(merge.top, used.top) + 1) * (merge.right - max(merge.left, used.left) + 1)


def _raw(
    metadata: calamine.SheetMetadata, loaded: _Loaded, merges: tuple[Area, ...], told: SheetFacts
) -> RawSheet:
    return RawSheet(
        metadata.name,
        loaded.first_row,
        loaded.first_column,
        loaded.cells,
        merges,
        told.errors,
        told.unvalued,
        hidden=metadata.visible is not calamine.SheetVisibleEnum.Visible,
        hidden_rows=told.hidden_rows,
    )
