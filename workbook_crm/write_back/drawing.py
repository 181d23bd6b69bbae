"""New workbooks: the only file that knows the library which makes them (XlsxWriter)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_crm.model.stamp_cells import PROPERTY
from workbook_crm.model.stamps import Imprint
from workbook_crm.write_back.shown import Shown

__all__ = ["Format", "Ink", "Workbook", "Worksheet", "drawn", "write_cell", "write_formula"]

DATE_FORMAT, MOMENT_FORMAT, MONEY_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0.00"
FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar and the world's differ (it counts a 29 February 1900)."""
MOST_DIGITS = 15
"""A longer whole number loses its last digits in Excel."""


def drawn(
    draw: Callable[[Workbook], None], made: date, imprint: Imprint | None = None, **options: Any
) -> bytes:
    """The workbook that `draw` draws, stamped; the same bytes for the same drawing, day and stamp."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, **options}) as book:
        keywords = imprint.keyword if imprint else ""
        book.set_properties({"created": datetime.combine(made, time(8)), "author": "", "keywords": keywords})
        if imprint:
            book.set_custom_property(PROPERTY, imprint.property)
        draw(book)
    return content.getvalue()


class Ink:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, **basis: Any) -> None:
        self._book = book
        self._basis = basis
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **look: Any) -> Format:
        """The format with these properties on top of the workbook's own."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**self._basis, **look})
        return self._formats[key]


def write_cell(sheet: Worksheet, row: int, column: int, value: Shown | float, ink: Ink, **look: Any) -> None:
    """Write a value at a 0-based place, text always as text; a blank one only where it has a look."""
    if isinstance(value, date):
        _write_date(sheet, row, column, value, ink, look)
    elif isinstance(value, (int, float, Decimal)) and abs(value) < 10**MOST_DIGITS:
        sheet.write_number(row, column, value, ink.of(**look) if look else None)
    elif value != "":
        sheet.write_string(row, column, str(value), ink.of(**look) if look else None)
    elif look:
        sheet.write_blank(row, column, None, ink.of(**look))


def _write_date(sheet: Worksheet, row: int, column: int, value: date, ink: Ink, look: dict[str, Any]) -> None:
    day = value.date() if isinstance(value, datetime) else value
    if day < FIRST_DAY:
        sheet.write_string(row, column, value.isoformat(sep=" ") if value is not day else value.isoformat())  # type: ignore[call-arg]
        return
    has_time = isinstance(value, datetime) and value.time() != time()
    form = MOMENT_FORMAT if has_time else DATE_FORMAT
    sheet.write_datetime(row, column, value, ink.of(**{"num_format": form, **look}))


class _BlankText(str):
    """An empty text that the library writes as the text that a formula showed, as Excel itself does.

    A plain empty string it writes as a number without digits.
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True


_BLANK = _BlankText("")


def write_formula(
    sheet: Worksheet, row: int, column: int, formula: str, value: Shown | float, look: Format
) -> None:
    """Write a formula at a 0-based place together with what it shows."""
    stored = float(value) if isinstance(value, Decimal) else value
    sheet.write_formula(row, column, formula, look, _BLANK if stored == "" else stored)
