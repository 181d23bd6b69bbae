"""A column of cells as a column of values: one reader a kind of value, each distinct cell read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import partial

from workbook_crm.model.columns import FREE_TEXT, Of, Value
from workbook_crm.model.options import NO_WORDS, YES_WORDS
from workbook_crm.model.rules.values import (
    BECAME_DATE,
    ERROR_VALUE,
    LOST_DIGITS,
    MOJIBAKE,
    MOJIBAKE_REPAIRED,
    NOT_YES_OR_NO,
    UNCALCULATED,
)
from workbook_crm.model.vocabulary import word_key
from workbook_crm.read.codes import read_code, read_mail, read_number, read_vin
from workbook_crm.read.damage import has_lost_digits, is_garbled, is_truly_garbled, restored
from workbook_crm.read.dates import read_date
from workbook_crm.read.discounts import read_discount
from workbook_crm.read.noticed import ERASED, Context, ErrorValue, Fault, Noticed, noticed
from workbook_crm.read.numbers import read_integer, read_money, read_quantity, read_rate, read_year
from workbook_crm.read.phones import read_phone
from workbook_crm.read.text import clean_line, clean_text, shown

Reader = Callable[[object, Context], Value | Noticed]

CLEAR = frozenset(
    {"清空", "(清空)", "（清空）", "[清空]", "【清空】", "CLEAR", "(clear)", "[clear]", "(CLEAR)"}
)
"""Erases a field of any kind."""
_CLEAR_ELSEWHERE = frozenset({"-", "－", "—", "–", "−", "清除", "clear", "Clear", "(清除)"})
"""Erases where no text can be meant."""
_NOTHING = frozenset(
    {
        "--",
        "---",
        "——",
        "/",
        "\\",
        "n/a",
        "N/A",
        "NA",
        "null",
        "NULL",
        "Null",
        "None",
        "\\N",
        "--None--",
        "(blank)",
        "nan",
        "NaN",
    }
)
"""Says that nothing is known; blank, where no text can be meant."""
_NOTHING_MEASURED = frozenset(
    {
        "无",
        "没有",
        "不详",
        "未知",
        "暂无",
        "none",
        "unknown",
        "未定",
        "待定",
        "no",
        "?",
        "？",
        ".",
        "TBD",
        "tbd",
    }
)
"""The same, where a number, a date or an address is expected."""
_MEASURED = frozenset(
    {
        Of.PHONE,
        Of.MAIL,
        Of.MONEY,
        Of.PRICE,
        Of.QUANTITY,
        Of.INTEGER,
        Of.RATE,
        Of.DATE,
        Of.MOMENT,
        Of.YEAR,
        Of.VIN,
    }
)

_SPECIAL_WORDS = CLEAR | _CLEAR_ELSEWHERE | _NOTHING | _NOTHING_MEASURED | {""}


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
        if stripped in _SPECIAL_WORDS and (special := _special(stripped, context.column.of)) is not False:
            return special
    elif isinstance(cell, ErrorValue):
        return noticed(ERROR_VALUE, typed=True, column=context.column.name)
    elif cell is Fault.UNCALCULATED:
        return None if context.column.computed else noticed(UNCALCULATED, column=context.column.name)
    return reader(cell, context)


def _special(text: str, of: Of) -> Noticed | bool | None:
    """Erased, nothing (None), or False for a value like any other."""
    if not text:
        return None
    if text in CLEAR:
        return ERASED
    if of in FREE_TEXT:
        return False
    if text in _CLEAR_ELSEWHERE:
        return ERASED
    if text in _NOTHING or (of in _MEASURED and text in _NOTHING_MEASURED):
        return None
    return False


def read_line(cell: object, context: Context) -> Value | Noticed:
    """A name or a word: one line. A date or a number too long to be kept is damage."""
    if isinstance(cell, str):
        if not cell.isascii() and is_garbled(cell):
            return _garbled(cell, clean_line(cell), context)
        return clean_line(cell) or None
    if isinstance(cell, (date, time, timedelta)) and context.column.of is Of.NAME:
        return noticed(BECAME_DATE, typed=True, column=context.column.name)
    if isinstance(cell, float) and has_lost_digits(cell):
        return noticed(LOST_DIGITS, typed=True, column=context.column.name)
    return shown(cell)


def read_text(cell: object, context: Context) -> Value | Noticed:
    """Free text, its lines kept."""
    if isinstance(cell, str):
        if not cell.isascii() and is_garbled(cell):
            return _garbled(cell, clean_text(cell), context)
        return clean_text(cell) or None
    return shown(cell)


def _garbled(cell: str, text: str, context: Context) -> Value | Noticed:
    before = restored(cell)
    if before is not None:
        return noticed(MOJIBAKE_REPAIRED, before, column=context.column.name, read=before)
    if is_truly_garbled(text):
        return noticed(MOJIBAKE, text, column=context.column.name)
    return text or None


def read_yes(cell: object, context: Context) -> Value | Noticed:
    """Yes or no."""
    key = shown(cell).strip().casefold()
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
    Of.REFERENCE: read_line,
    Of.PERSON: read_line,
    Of.SHARES: read_line,
}
