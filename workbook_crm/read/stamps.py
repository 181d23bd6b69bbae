"""The stamps of a workbook of ours: in the document's properties, and in a cell at the top of each sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.stamp_cells import PROPERTY, CellStamp, cell_stamp_in

_TOP_ROWS = 8
_NAME = re.escape(PROPERTY.encode())
_OOXML = re.compile(rb'<[^<>]*\bname="' + _NAME + rb'"[^<>]*>\s*<[^<>]*>([^<]*)<')
_ODS = re.compile(rb'<[^<>]*\bmeta:name="' + _NAME + rb'"[^<>]*>([^<]*)<')


def property_of(custom: bytes, meta: bytes = b"") -> str:
    """The stamp among the properties of a document, in OOXML's custom part or ODF's meta part; else empty."""
    found = _OOXML.search(custom) or _ODS.search(meta)
    return unescape(found[1].decode("utf-8", "replace")).strip() if found else ""


def cell_stamps(book: RawWorkbook) -> dict[str, CellStamp]:
    """By sheet: the stamp in one of its first rows."""
    return {sheet.name: stamp for sheet in book.sheets for _row, _column, stamp in _stamps(sheet)}


def without_stamps(book: RawWorkbook) -> RawWorkbook:
    """The workbook without what the cells at the top say of itself, which heads no column and is no value."""
    sheets = tuple(_without(sheet) for sheet in book.sheets)
    return book if sheets == book.sheets else replace(book, sheets=sheets)


def _without(sheet: RawSheet) -> RawSheet:
    found = list(_stamps(sheet))
    if not found:
        return sheet
    rows = {nth: list(sheet.cells[nth]) for nth, _column, _stamp in found}
    for nth, column, _stamp in found:
        rows[nth][column] = ""
    return replace(sheet, cells=[rows.get(nth, cells) for nth, cells in enumerate(sheet.cells)])


def _stamps(sheet: RawSheet) -> Iterator[tuple[int, int, CellStamp]]:
    """(row, column, stamp), both from 0 within the used range."""
    for nth, cells in enumerate(sheet.cells[:_TOP_ROWS]):
        for column, cell in enumerate(cells):
            stamp = cell_stamp_in(cell) if isinstance(cell, str) and "·" in cell else None
            if stamp is not None:
                yield nth, column, stamp
