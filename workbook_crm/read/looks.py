"""How a workbook looks, for formats that a new one has to answer: a courtesy, at which nothing may fail."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS, Area
from workbook_crm.model.style import CellStyle, SheetStyle
from workbook_crm.read.library import Listed

_BROKEN = (ArithmeticError, LookupError, ValueError, struct.error, zlib.error, ElementTree.ParseError)


def _unknown(sheet: Listed, area: Area) -> SheetStyle:
    raise LookupError(sheet.name)


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a workbook, and how to find the look of one of its sheets."""

    styles: tuple[CellStyle, ...] = ()
    sheet: Callable[[Listed, Area], SheetStyle] = _unknown
    """The look of a sheet whose values stand in an area. May raise what broken bytes make it raise."""

    def of(self, sheet: Listed, area: Area) -> SheetStyle | None:
        """The look of a sheet; None where it cannot be told, for its values count more."""
        try:
            return _within_the_grid(self.sheet(sheet, area)) if self.styles else None
        except _BROKEN:
            return None


def _within_the_grid(style: SheetStyle) -> SheetStyle:
    """Without notes where no cell is."""
    notes = {
        (row, column): text
        for (row, column), text in style.notes.items()
        if 1 <= row <= MAX_ROWS and 1 <= column <= MAX_COLUMNS and text.strip()
    }
    return replace(style, notes=notes)


def looks_or_none(opened: Callable[[], Looks]) -> Looks:
    """The looks; none where what is told of them is broken."""
    try:
        return opened()
    except _BROKEN:
        return Looks()
