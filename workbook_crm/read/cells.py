"""A column of cells as a column of values: one reader a kind of value, each distinct cell read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import partial
from html import unescape

from workbook_crm.model.columns import Of, Value
from workbook_crm.model.options import NO_WORDS, YES_WORDS
from workbook_crm.model.rules.values import (
    BECAME_DATE,
    COMPUTED_ERROR,
    ERROR_VALUE,
    LONG_NUMBER,
    MOJIBAKE,
    MOJIBAKE_REPAIRED,
    NOT_YES_OR_NO,
    ROUND_TAIL,
    UNCALCULATED,
    WEB_TEXT_REPAIRED,
)
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.read.blanks import Said, said_by
from workbook_crm.read.codes import read_code, read_mail, read_number, read_reference, read_vin
from workbook_crm.read.damage import is_garbled, is_truly_garbled, is_whole, restored
from workbook_crm.read.dates import read_date
from workbook_crm.read.discounts import read_discount
from workbook_crm.read.lost_digits import lost_digits
from workbook_crm.read.noticed import ERASED, Context, ErrorValue, Fault, LongNumber, Noticed, noticed
from workbook_crm.read.numbers import read_integer, read_money, read_quantity, read_rate, read_year
from workbook_crm.read.phones import read_phone
from workbook_crm.read.text import clean_line, clean_text, shown

Reader = Callable[[object, Context], Value | Noticed]

_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])
"""What a text file has where Excel showed an error."""
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_OF_DIGITS = frozenset({Of.CODE, Of.VIN, Of.NUMBER, Of.REFERENCE, Of.NAME, Of.TEXT})
_HASHES = re.compile(r"^#{3,}$")
"""A column too narrow, copied as it looked."""


def read_column(cells: Sequence[object], context: Context) -> list[Value | Noticed]:
    """Every cell's value, or what was noticed about it."""
    reader = _Once(partial(_read_cell, READERS[context.column.of], context))
    if bool in set(map(type, cells)):  # True equals 1.0, and would share its place
        cells = [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
    return list(map(reader.__getitem__, cells))


class _Once(dict[object, "Value | Noticed"]):
    """Reads each distinct cell once."""

    def __init__(self, read: Callable[[object], Value | Noticed]) -> None:
        super().__init__({"": None})
        self._read = read

    def __missing__(self, cell: object) -> Value | Noticed:
        value = self[cell] = self._read(cell)
        return value


def _read_cell(reader: Reader, context: Context, cell: object) -> Value | Noticed:
    if isinstance(cell, str):
        stripped = cell.strip()
        if stripped[:1] == "#" and (stripped in _ERRORS or _HASHES.match(stripped)):
            return _error(context)
        said = said_by(stripped, context.column.of)
        if said is not Said.A_VALUE:
            return ERASED if said is Said.ERASE else None
    elif isinstance(cell, ErrorValue):
        return _error(context)
    elif isinstance(cell, LongNumber):
        return _long(reader, context, cell.text)
    elif isinstance(cell, float) and context.column.of in _OF_DIGITS and is_whole(cell):
        return _long(reader, context, str(int(cell)))
    elif cell is Fault.UNCALCULATED:
        return None if context.column.computed else noticed(UNCALCULATED, column=context.column.name)
    return reader(cell, context)


def _error(context: Context) -> Noticed:
    """An error that a formula shows: of no weight where we work the value out ourselves."""
    if context.column.computed:
        return noticed(COMPUTED_ERROR, column=context.column.name)
    return noticed(ERROR_VALUE, typed=True, column=context.column.name)


def _long(reader: Reader, context: Context, text: str) -> Value | Noticed:
    """A long number: its digits where every one counts, with a word about those that Excel does not keep."""
    if context.column.of not in _OF_DIGITS:
        return reader(float(text), context)
    read = reader(text, context)
    if isinstance(read, Noticed) and read.rule not in (None, ROUND_TAIL):
        return read
    value = read.value if isinstance(read, Noticed) else read
    return noticed(LONG_NUMBER, value, column=context.column.name)


def read_line(cell: object, context: Context) -> Value | Noticed:
    """A name or a word: one line. A date or a number too long to be kept is damage."""
    if isinstance(cell, str):
        if (not cell.isascii() or "??" in cell) and is_garbled(cell):
            return _garbled(cell, clean_line(cell), context)
        return (
            _of_web(cell, clean_line(cell), context) if "&" in cell else clean_line(cell).lstrip("'") or None
        )
    if isinstance(cell, (date, time, timedelta)) and context.column.of is Of.NAME:
        return noticed(BECAME_DATE, typed=True, column=context.column.name)
    if isinstance(cell, float) and (lost := lost_digits(cell, context)):
        return lost
    return shown(cell)


def read_text(cell: object, context: Context) -> Value | Noticed:
    """Free text, its lines kept."""
    if isinstance(cell, str):
        if not cell.isascii() and is_garbled(cell):
            return _garbled(cell, clean_text(cell), context)
        return _of_web(cell, clean_text(cell), context) if "&" in cell else clean_text(cell) or None
    return shown(cell)


def _of_web(cell: str, text: str, context: Context) -> Value | Noticed:
    """A&amp;B, as a page's text comes into a workbook, is A&B."""
    if not _ENTITY.search(text):
        return text or None
    before = clean_text(unescape(text))
    return noticed(WEB_TEXT_REPAIRED, before, column=context.column.name, read=before)


def _garbled(cell: str, text: str, context: Context) -> Value | Noticed:
    before = restored(cell)
    if before is not None:
        return noticed(MOJIBAKE_REPAIRED, before, column=context.column.name, read=before)
    if is_truly_garbled(text):
        return noticed(MOJIBAKE, text, column=context.column.name)
    return text or None


def read_yes(cell: object, context: Context) -> Value | Noticed:
    """Yes or no."""
    key = simplified(shown(cell).strip().casefold())
    if key == "x" and not context.header.isascii():  # a cross is no in China, and yes in a ballot
        return noticed(NOT_YES_OR_NO, typed=True, column=context.column.name)
    if key in YES_WORDS or word_key(key) in YES_WORDS:
        return True
    if key in NO_WORDS or word_key(key) in NO_WORDS:
        return False
    return noticed(NOT_YES_OR_NO, typed=True, column=context.column.name)


READERS: Mapping[Of, Reader] = {
    Of.TEXT: read_text,
    Of.NAME: read_line,
    Of.PHONE: read_phone,
    Of.MAIL: read_mail,
    Of.NUMBER: read_number,
    Of.CODE: read_code,
    Of.VIN: read_vin,
    Of.MONEY: read_money,
    Of.PRICE: read_money,
    Of.QUANTITY: read_quantity,
    Of.INTEGER: read_integer,
    Of.RATE: read_rate,
    Of.DISCOUNT: read_discount,
    Of.DATE: read_date,
    Of.MOMENT: read_date,
    Of.YEAR: read_year,
    Of.CHOICE: read_line,
    Of.YES: read_yes,
    Of.REFERENCE: read_reference,
    Of.PERSON: read_line,
    Of.SHARES: read_line,
}
