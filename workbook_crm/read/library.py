"""The fence around the reading library (calamine): the only file that knows it.

Cells come as the library has them: text; every number a float (13812345678.0); True and False; a date for a
whole day in a date format, a datetime for a day with a time, a time for less than a day, a timedelta in an
elapsed format; "" for a blank. It understands both calendars (1900, 1904), strict OOXML and Chinese date
formats, and believes no `<dimension>`. Error cells and formulas without a value are blanks to it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import python_calamine as calamine

from workbook_crm.model.grid import Area
from workbook_crm.model.raw import Cell

T = TypeVar("T")


class BrokenError(Exception):
    """The library could not read something; the message is its own."""


class LockedError(Exception):
    """The workbook is behind a password."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet of cells as the workbook lists it."""

    name: str
    index: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """The used range of a sheet: 1-based corner, rows of one width, merged areas as stored."""

    first_row: int
    first_column: int
    cells: Sequence[Sequence[Cell]]
    merges: tuple[Area, ...] = ()

    @property
    def area(self) -> Area:
        """The range; its bottom is above its top where there are no cells."""
        width = len(self.cells[0]) if self.cells else 0
        bottom, right = self.first_row + len(self.cells) - 1, self.first_column + width - 1
        return Area(self.first_row, self.first_column, bottom, right)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that the library has opened."""

    sheets: tuple[Listed, ...]
    _opened: calamine.CalamineWorkbook

    def load(self, sheet: Listed) -> Loaded:
        """The cells of a sheet; lets other threads run meanwhile. Raises BrokenError."""
        return _guarded(lambda: _loaded(self._opened.get_sheet_by_index(sheet.index)))

    def load_named(self, name: str) -> Loaded:
        """The cells of the sheet of this name. Raises BrokenError."""
        return _guarded(lambda: _loaded(self._opened.get_sheet_by_name(name)))


def open_book(content: bytes) -> Book:
    """A workbook of any format but CSV. Raises BrokenError, LockedError."""
    opened = _guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)))
    listed = tuple(
        Listed(each.name, index, each.visible is not calamine.SheetVisibleEnum.Visible)
        for index, each in enumerate(opened.sheets_metadata)
        if each.typ is calamine.SheetTypeEnum.WorkSheet
    )
    return Book(listed, opened)


def _loaded(sheet: calamine.CalamineSheet) -> Loaded:
    row, column = sheet.start or (0, 0)
    cells = sheet.to_python() if sheet.start else []
    merges = tuple(
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Loaded(row + 1, column + 1, cells, merges)


def _guarded(step: Callable[[], T]) -> T:
    """What the step returns. Raises BrokenError for whatever the library raises, LockedError for a lock."""
    try:
        return step()
    except MemoryError:
        raise
    except calamine.PasswordError as reason:
        raise LockedError from reason
    except Exception as reason:
        raise BrokenError(str(reason) or type(reason).__name__) from reason
    except BaseException as reason:
        # A panic of the library's Rust half is no Exception, and its class cannot be imported.
        if type(reason).__name__ != "PanicException":
            raise
        raise BrokenError(str(reason)) from reason
