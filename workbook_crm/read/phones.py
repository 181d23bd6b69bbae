"""Telephone numbers: what is one, in which form it is kept, and what Excel did to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal

from workbook_crm.model.columns import Value
from workbook_crm.model.rules.values import (
    BECAME_DATE,
    MASKED_PHONE,
    PHONE_LOST_DIGITS,
    PHONE_ZERO,
    SEVERAL_PHONES,
    UNLIKELY_PHONE,
)
from workbook_crm.read.damage import SCIENTIFIC
from workbook_crm.read.noticed import Context, Noticed, noticed
from workbook_crm.read.text import clean_line, shown

_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_MOBILE_IN_TEXT = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
_LANDLINE = re.compile(
    r"^(?:\+?86[- ]?|\(?)(0?10|0?2\d|0?[3-9]\d{2})\)?[- ]?([1-9]\d{6,7})"
    r"(?:\s*(?:[-—#*(x]|转|分机|ext\.?)+\s*[:：]?\s*(\d{1,6})\)?)?$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<=\d{3}) (?=\d{4}(?!\d))")
"""The gap in 021-6488 1234."""
_MASKED = re.compile(r"^\+?[\d\s()-]*\d(?:[*•●]{2,}|[xX]{3,})\d{2,}$")
_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3})+$")
_NEIGHBOURS = re.compile(r"^(?:00)?(85[23]\d{8}|8869\d{8})$")
"""Hong Kong, Macau, and mobiles of Taiwan, written without the +."""
_SHORT = re.compile(r"^[2-8]\d{2,3}[- ]?\d{4}(?:-\d{1,6})?$")
_SERVICE = re.compile(r"^(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}$|^9[56]\d{3,6}$")
_AMERICAN = re.compile(r"^(?:\+?1)?[2-9]\d{2}[2-9]\d{6}$")
_AMERICAN_SHAPE = re.compile(
    r"^\s*(?:\+?1[- .]?)?(?:\([2-9]\d{2}\) ?|(?!400|800)[2-9]\d{2}[-.])[2-9]\d{2}[-. ]\d{4}(?!\d)"
)
_ANYWHERE = re.compile(r"^\+?\(?\d[\d .()-]*\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?$", re.IGNORECASE)
_LEAST_FIGURES, _MOST_FIGURES = 5, 15
"""ITU-T E.164 allows fifteen."""
_LEAST_OF_SEVERAL = 8
"""Figures of each of several numbers: shorter ones may be one number in pieces."""
_FIGURE = re.compile(r"\d")
_NORTH_AMERICA = frozenset({"US", "CA"})
_PARTING = re.compile(r"[/、,，;；\n|]|\s+或\s*|\s{2,}|或")
_NOISE = re.compile(r"[\s\-()（）.·_]+")
_AREA_2 = frozenset(["10", "20", "21", "22", "23", "24", "25", "27", "28", "29"])


def read_phone(cell: object, context: Context) -> Value | Noticed:
    """A phone number in the one form in which it is kept: 13812345678, 021-12345678, +14155552671."""
    if isinstance(cell, str):
        if len(cell) == 11 and cell.isascii() and cell.isdigit() and cell[0] == "1" and cell[1] >= "3":
            return cell
        return _of_text(cell, context)
    if isinstance(cell, float) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return _of_number(float(cell), context)
    if isinstance(cell, (date, time, timedelta)):
        return noticed(BECAME_DATE, typed=True, column=context.column.name)
    return noticed(UNLIKELY_PHONE, shown(cell), column=context.column.name)


def writes_american_phones(texts: Iterable[str]) -> bool:
    """Whether a column writes phones as (773) 555-0147 or 773-555-0147, which nobody does in China."""
    return any(_AMERICAN_SHAPE.match(text) for text in texts)


def _of_number(number: float, context: Context) -> Value | Noticed:
    if number == 0:  # what a formula makes of a blank cell
        return None
    if abs(number) >= 1e15:
        return noticed(PHONE_LOST_DIGITS, typed=True, column=context.column.name)
    if not number.is_integer() or number < 0:
        return noticed(UNLIKELY_PHONE, shown(number), column=context.column.name)
    digits = str(int(number))
    if len(digits) >= 10 and digits.endswith("0" * 7):
        return noticed(PHONE_LOST_DIGITS, typed=True, column=context.column.name)
    if context.settings.trade.phone_region == "CN":
        if _MOBILE.match(digits):
            return digits
        restored = None if context.is_american or _SERVICE.match(digits) else _with_zero(digits)
        if restored:
            return noticed(PHONE_ZERO, restored, read=restored, column=context.column.name)
    return _of_text(digits, context)


def _with_zero(digits: str) -> str | None:
    """A Chinese landline whose leading zero a number format ate: 2112345678 is 021-12345678."""
    if len(digits) == 10 and digits[:2] in _AREA_2 and digits[2] in "2345678":
        return f"0{digits[:2]}-{digits[2:]}"
    if len(digits) == 11 and digits[0] in "3456789" and digits[3] in "2345678":
        return f"0{digits[:3]}-{digits[3:]}"
    return None


def _of_text(text: str, context: Context) -> Value | Noticed:
    plain = unicodedata.normalize("NFKC", clean_line(text)).lstrip("'`’‘").strip()
    if SCIENTIFIC.match(compact := plain.replace(" ", "")):
        return _of_scientific(Decimal(compact), context)
    plain = plain.removesuffix(".0")
    plain = plain.replace(",", "") if _GROUPED.match(plain) else plain
    one = _one_number(plain, context)
    if one is not None and one.startswith("0") and not plain.lstrip("(").startswith(("0", "+", "86")):
        return noticed(PHONE_ZERO, one, read=one, column=context.column.name)
    if one is not None:
        return one
    several = _several(plain, text, context)
    rule = MASKED_PHONE if _MASKED.match(plain) else UNLIKELY_PHONE
    return several or noticed(rule, clean_line(text), column=context.column.name)


def _of_scientific(number: Decimal, context: Context) -> Value | Noticed:
    """1.3812345678E+10 has all its digits; 1.38E+10 has lost them."""
    is_whole = len(number.as_tuple().digits) > number.adjusted()
    if is_whole and number < 10**15:
        return _of_number(float(number), context)
    return noticed(PHONE_LOST_DIGITS, typed=True, column=context.column.name)


def _one_number(plain: str, context: Context) -> str | None:
    region = context.settings.trade.phone_region
    if region is None:
        found = _of_the_world(plain, region) if plain.startswith("+") else None
        return found or (plain if _is_like_a_number(plain) else None)
    if region == "CN":
        found = _chinese(plain, may_lack_zero=not context.is_american)
        if found or not plain.startswith(("+", "00")):
            return found
    if region in _NORTH_AMERICA and _AMERICAN.match(digits := _NOISE.sub("", plain)):
        return f"+1{digits[-10:]}"
    return _of_the_world(plain, region)


def _chinese(plain: str, *, may_lack_zero: bool) -> str | None:
    digits = _NOISE.sub("", plain)
    mobile = digits.removeprefix("+86").removeprefix("0086")
    mobile = mobile[2:] if len(mobile) == 13 and mobile.startswith("86") else mobile
    mobile = mobile[1:] if len(mobile) == 12 and mobile.startswith("01") else mobile
    if _MOBILE.match(mobile):
        return mobile
    if _SERVICE.match(plain):
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits
    if found := _NEIGHBOURS.match(digits):
        return f"+{found[1]}"
    if not may_lack_zero and not plain.lstrip("(").startswith(("0", "+", "86")):
        return None
    if found := _LANDLINE.match(_SPACED.sub("", plain) if plain.lstrip("(")[:1] == "0" else plain):
        return _landline(*found.groups())
    landline = digits.removeprefix("+86")
    if landline.isdigit() and (restored := _with_zero(landline.removeprefix("0"))):
        return restored
    if _SHORT.match(plain):
        return plain.replace(" ", "-")
    return None


def _landline(area: str, rest: str, extension: str | None) -> str | None:
    area = area if area.startswith("0") else "0" + area
    if area[1:] in _AREA_2 or len(area) == 4:
        return f"{area}-{rest}" + (f"-{extension}" if extension else "")
    return None


def _is_like_a_number(plain: str) -> bool:
    """Whether it is one number of some country, which nobody has named."""
    figures = sum(each.isdigit() for each in plain.partition("x")[0])
    return bool(_ANYWHERE.match(plain)) and _LEAST_FIGURES <= figures <= _MOST_FIGURES


def _of_the_world(plain: str, region: str | None) -> str | None:
    import phonenumbers  # 60 ms; the fast paths above spare it ordinary Chinese workbooks

    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not any(each.isdigit() for each in plain[-5:]):
        return None
    if plain.lstrip()[:1] not in "+(0123456789" or _PARTING.search(plain):
        return None
    if not phonenumbers.is_valid_number(number) and not plain.startswith("+"):
        # An invented national number (555-0100) is still dialled as it is written.
        return plain if region != "CN" else None
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return form + (f"x{number.extension}" if number.extension else "")


def _several(plain: str, text: str, context: Context) -> Noticed | None:
    """The first of several numbers, or the one number among words; the whole cell is kept beside it."""
    numbers = (
        [each for part in _PARTING.split(plain) if part.strip() for each in _of_part(part.strip(), context)]
        or _in_words(plain)
        or _of_some_country(plain)
    )
    if not numbers:
        return None
    distinct = list(dict.fromkeys(numbers))
    if len(distinct) == 1:
        return Noticed(numbers[0], extra=clean_line(text))
    return noticed(
        SEVERAL_PHONES, numbers[0], extra=clean_line(text), read=numbers[0], column=context.column.name
    )


def _of_some_country(plain: str) -> list[str]:
    """The parts of a cell that are all numbers, of whatever country: 98140 00103, 98140 00104."""
    parts = [part.strip() for part in _PARTING.split(plain) if part.strip()]
    is_sure = len(parts) > 1 and all(map(_is_like_a_number, parts))
    return parts if is_sure and all(len(_FIGURE.findall(part)) >= _LEAST_OF_SEVERAL for part in parts) else []


def _of_part(part: str, context: Context) -> list[str]:
    number = _one_number(part, context)
    return [number] if number else _in_words(part)


def _in_words(text: str) -> list[str]:
    """The mobiles that stand among words: 转13655667788."""
    return ["".join(found.groups()) for found in _MOBILE_IN_TEXT.finditer(text)]
