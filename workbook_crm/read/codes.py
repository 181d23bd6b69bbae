"""Numbers of records, product codes, VINs, mail addresses: text in which every character counts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from workbook_crm.model.columns import Value
from workbook_crm.model.rules.values import BECAME_DATE, LOST_DIGITS, UNLIKELY_MAIL, VIN_CHECK
from workbook_crm.read.damage import SCIENTIFIC, has_lost_digits
from workbook_crm.read.noticed import Context, Noticed, noticed
from workbook_crm.read.text import clean_line, shown

_DASHED = re.compile(r"^([A-Z])\s*[-–—−_]\s*0*(\d{1,9})$")
_PLAIN = re.compile(r"^([A-Z])\s*(\d{6,9})$")
_MAIL = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}$")
_MAIL_PARTING = re.compile(r"[,;，；、\s]+")
_VIN = re.compile(r"^[A-HJ-NPR-Z0-9]{17}$")
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {each: i % 10 for i, each in enumerate("0123456789")} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)


def read_number(cell: object, context: Context) -> Value | Noticed:
    """A record's number: `l-1` and `Ｌ000001` are L-000001; another system's number stays as it is.

    C0033 is not ours: without a dash, all six digits must be there.
    """
    text = clean_line(shown(cell))
    plain = unicodedata.normalize("NFKC", text).upper()
    found = _DASHED.match(plain) or _PLAIN.match(plain)
    if found and found[1] == context.prefix and int(found[2]):
        return f"{found[1]}-{int(found[2]):06d}"
    if isinstance(cell, float) and has_lost_digits(cell):
        return noticed(LOST_DIGITS, typed=True, column=context.column.name)
    return text or None


def read_code(cell: object, context: Context) -> Value | Noticed:
    """A code as text: 123 and not 123.0; an error where Excel made a date or a long number of it."""
    if isinstance(cell, str):
        if len(cell) < 12 and SCIENTIFIC.match(cell) and "." in cell:
            return noticed(LOST_DIGITS, typed=True, column=context.column.name)
        return clean_line(cell) or None
    if isinstance(cell, float) and has_lost_digits(cell):
        return noticed(LOST_DIGITS, typed=True, column=context.column.name)
    if isinstance(cell, (date, time, timedelta)):
        return noticed(BECAME_DATE, typed=True, column=context.column.name)
    return shown(cell)


def read_vin(cell: object, context: Context) -> Value | Noticed:
    """A VIN or serial number, in capitals; the check digit (ISO 3779, GB 16735) is only a warning."""
    code = read_code(cell, context)
    if not isinstance(code, str):
        return code
    vin = unicodedata.normalize("NFKC", code).replace(" ", "").upper()
    if _VIN.match(vin) and _check_digit(vin) != vin[8]:
        return noticed(VIN_CHECK, vin, column=context.column.name)
    return vin


def _check_digit(vin: str) -> str:
    rest = sum(_VIN_VALUES[each] * weight for each, weight in zip(vin, _VIN_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def read_mail(cell: object, context: Context) -> Value | Noticed:
    """A mail address; of several, the first, and the whole cell kept beside it."""
    text = clean_line(shown(cell))
    plain = unicodedata.normalize("NFKC", text).removeprefix("mailto:").strip("<>, ;")
    if _MAIL.match(plain):
        return plain
    several = [each for each in _MAIL_PARTING.split(plain) if _MAIL.match(each.strip("<>()"))]
    if several:
        return Noticed(several[0].strip("<>()"), extra=text)
    return noticed(UNLIKELY_MAIL, text, column=context.column.name)
