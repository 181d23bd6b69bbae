"""The part taken off, whatever was written: 5%, 95折, 9.5折, 八五折, 0.95 under 折扣."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from workbook_crm.model.columns import Value
from workbook_crm.model.rules.values import NOT_A_DISCOUNT
from workbook_crm.read.amounts import from_float
from workbook_crm.read.noticed import Context, Noticed, noticed

_PAID_HEADER = re.compile(r"折(?!让|价)|成交比例|paid|折数|multiplier")
_OFF_HEADER = re.compile(r"优惠|让利|折让|减免|discount|off|disc")
_PERCENT_HEADER = re.compile(r"[%％]|percent|pct|百分")
_FOLD = re.compile(r"^(?:打)?(\d+(?:\.\d+)?)折(?:优惠)?$")
_CHINESE_FOLD = re.compile(r"^(?:打)?([一二三四五六七八九])(?:[点點]?([一二三四五六七八九]))?折(?:优惠)?$")
_PERCENT = re.compile(r"^[-−]?(\d+(?:\.\d+)?)%$")
_OFF = re.compile(
    r"^(?:优惠|让利|减|下浮|降|减免|省|off|less|-)[:：]?(\d+(?:\.\d+)?)%$|^(\d+(?:\.\d+)?)%(?:off|优惠|discount)$"
)
_POINTS = re.compile(r"^(?:优惠|让利?|减|降|下浮)?(\d+(?:\.\d+)?)(?:个百分点|个点|点)(?:优惠)?$")
"""让5个点 is 5 % off."""
_NUMBER = re.compile(r"^\d+(?:\.\d+)?$|^\.\d+$")
_NONE = frozenset(
    {
        "原价",
        "无",
        "无优惠",
        "不打折",
        "无折扣",
        "全价",
        "没有",
        "none",
        "no",
        "nil",
        "fullprice",
        "n/a",
        "no discount",
    }
)
_HALF = frozenset({"半价", "对折", "五折", "halfprice"})
_DIGITS = {each: i for i, each in enumerate("零一二三四五六七八九")}
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def read_discount(cell: object, context: Context) -> Value | Noticed:
    """The part taken off as a share of one, where that is certain; else typed, for the typed total to decide.

    Certain under any header: `95折`, `9.5折`, `八五折` (the part paid), `5% off`, `减5%`, 原价 and 0 (nothing
    off). A bare number or percentage x is certain

    - under a header that says the part taken off (优惠率, discount): x below 0.5 as a share, 10 up to 50 as
      a percentage, and any x below 50 where it or the header has a percent sign;
    - under a header that says the part paid (折扣, 折扣率): 0.5 to 1 as a share, 6 to 10 as tenths (折), 50
      to 100 as a percentage.

    Everything else (0.9, 90, 95, 8.5 or 5 under 优惠率; 0.05 under 折扣) is typed.
    """
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return noticed(NOT_A_DISCOUNT, typed=True, column=context.column.name)
    if isinstance(cell, str):
        plain = unicodedata.normalize("NFKC", cell).replace(" ", "").casefold()
        certain = _certain(plain)
        if certain is not None:
            return certain
        number, percent = _number(plain)
    else:
        number, percent = from_float(float(cell)), False
        if number is not None and (hundredths := context.hundredths(number)):
            number, percent = number * hundredths, True
    if number is None or not -ONE < number <= HUNDRED:
        return noticed(NOT_A_DISCOUNT, typed=True, column=context.column.name)
    share = _by_header(abs(number), percent, number < 0, context.header)
    return Noticed(typed=True) if share is None else share


def _certain(plain: str) -> Decimal | None:
    if plain in _NONE:
        return ZERO
    if plain in _HALF:
        return Decimal("0.5")
    if found := _FOLD.match(plain):
        return _folded(Decimal(found[1]))
    if found := _CHINESE_FOLD.match(plain):
        return ONE - Decimal(_DIGITS[found[1]]) / 10 - Decimal(_DIGITS[found[2]] if found[2] else 0) / HUNDRED
    if found := _POINTS.match(plain):
        return Decimal(found[1]) / HUNDRED if Decimal(found[1]) < 50 else None
    if found := _OFF.match(plain):
        return Decimal(found[1] or found[2]) / HUNDRED
    return None


def _folded(tenths: Decimal) -> Decimal | None:
    """The part off of 9.5折 or 95折."""
    if ONE <= tenths <= 10:
        return ONE - tenths / 10
    return ONE - tenths / HUNDRED if 10 < tenths <= HUNDRED else None


def _number(plain: str) -> tuple[Decimal | None, bool]:
    if found := _PERCENT.match(plain):
        return Decimal(found[1]), True
    if _NUMBER.match(plain):
        return Decimal(plain), False
    return None, False


def _by_header(number: Decimal, percent: bool, negative: bool, header: str) -> Decimal | None:
    if number == 0:
        return ZERO
    if is_paid(header) and not negative:
        return _off_of_paid(number, percent)
    return _off(number, percent, bool(_PERCENT_HEADER.search(header.casefold())))


def _off(number: Decimal, percent: bool, percent_header: bool) -> Decimal | None:
    if percent:
        return number / HUNDRED if number < 50 else None
    if number < Decimal("0.5"):
        return number
    certain_from = ONE if percent_header else 10
    return number / HUNDRED if certain_from <= number < 50 else None


def _off_of_paid(number: Decimal, percent: bool) -> Decimal | None:
    if percent or number >= 50:
        return ONE - number / HUNDRED if number >= 50 else None
    if number <= ONE:
        return ONE - number if number >= Decimal("0.5") else None
    return ONE - number / 10 if 6 <= number <= 10 else None


def is_paid(header: str) -> bool:
    """Whether a header says the part paid (折扣, 折扣率) and not the part taken off (优惠率, discount)."""
    folded = header.casefold()
    return bool(_PAID_HEADER.search(folded)) and not _OFF_HEADER.search(folded)
