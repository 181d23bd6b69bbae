"""Numbers of a binary workbook that the reading library takes for dates, and dates that it takes for numbers.

It goes by the number of a format alone where that is one of Excel's own; a workbook may define those numbers
anew, as gnumeric does from 50 on. Where it does, its own code decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from workbook_crm.model.raw import Cell
from workbook_crm.read.library import Loaded
from workbook_crm.read.number_formats import number_format

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_FIRST_OWN = 164
"""From here on the library reads the code as well."""
_LATEST = 2_950_000
"""Days up to a few years before the end of the calendar, whichever day is its first."""

Numbers = Iterable[tuple[int, int, int, float]]
"""(row, column, style, number), rows and columns counted from 0."""


def misread_styles(codes: Mapping[int, str], numbers: Sequence[int]) -> Mapping[int, bool]:
    """Styles whose own code the library does not go by, each with whether the code shows a date.

    `codes` are the workbook's own by their number, `numbers` those of each style.
    """
    shows_date = {
        number: number_format(code).is_date for number, code in codes.items() if 0 < number < _FIRST_OWN
    }
    return {
        style: shows_date[number]
        for style, number in enumerate(numbers)
        if shows_date.get(number, number in _BUILT_IN_DATES) != (number in _BUILT_IN_DATES)
    }


def corrected(loaded: Loaded, numbers: Numbers, styles: Mapping[int, bool], epoch: date) -> Loaded:
    """The cells of a sheet, those of the styles as their own code has them.

    Numbers come from the file itself: the date that the library made of one holds fewer digits.
    """
    cells: list[list[Cell]] = [list(row) for row in loaded.cells]
    for row, column, style, number in numbers:
        i, j = row + 1 - loaded.first_row, column + 1 - loaded.first_column
        if style in styles and 0 <= i < len(cells) and 0 <= j < len(cells[i]):
            if not styles[style]:
                cells[i][j] = number
            elif isinstance(cells[i][j], float):
                cells[i][j] = _day(number, epoch)
    return replace(loaded, cells=cells)


def _day(number: float, epoch: date) -> Cell:
    if not 0 <= number < _LATEST:
        return number
    moment = datetime.combine(epoch, time()) + timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    return moment.date() if moment.time() == time() else moment
