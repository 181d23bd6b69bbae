"""The part taken off, whatever was written: 5%, 95折, 9.5折, 八五折, 0.95 under 折扣."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from workbook_crm.model.columns import MONEY_OFF, OPEN_DISCOUNT, Value
from workbook_crm.model.rules.values import NOT_A_DISCOUNT
from workbook_crm.model.simplified import simplified
from workbook_crm.read.amounts import from_float
from workbook_crm.read.noticed import Context, Noticed, noticed

_PAID_HEADER = re.compile(r"折(?!让|价)|成交比例|paid|折数|multiplier")
_OFF_HEADER = re.compile(r"优惠|让利|折让|减免|discount|off|disc")
_PERCENT_HEADER = re.compile(r"[%％]|percent|pct|百分")
_FOLD = re.compile(r"^(?:打)?(\d+(?:\.\d+)?)折(?:优惠)?$")
_CHINESE_FOLD = re.compile(r"^(?:打)?([一二三四五六七八九])(?:[点點]?([一二三四五六七八九]))?折(?:优惠)?$")
_PERCENT = re.compile(r"^([-−]?)(\d+(?:\.\d+)?)%$")
_OFF = re.compile(
    r"^(?:优惠|让利|减|下浮|降|减免|省|off|less|-)[:：]?(\d+(?:\.\d+)?)%$|^(\d+(?:\.\d+)?)%(?:off|优惠|discount)$"
)
_POINTS = re.compile(r"^(?:优惠|让利?|减|降|下浮)?(\d+(?:\.\d+)?)(?:个百分点|个点|点)(?:优惠)?$")
"""让5个点 is 5 % off."""
_NUMBER = re.compile(r"^[-−]?(?:\d+(?:\.\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\.\d+)$")
_MONEY_HEADER = re.compile(
    r"(?:优惠|折让|让利|折扣|减免)(?:总?金额|总?额)|立减|减免$"
    r"|[(（/]\s*(?:万?元|[￥¥$€£]|usd|rmb|cny|eur|gbp|hkd)\s*[)）]?\s*$"
    r"|[$€£￥¥]\s*$|discount (?:amount|amt)|disc\.? amount|(?:amount|money) off|(?:usd|rmb|cny|eur)\s*$"
)
_RATE_HEADER = re.compile(r"率|比例|幅度|系数|折数|成交比例|[%％]|percent|pct|百分|\brate\b|multiplier")
_MONEY = re.compile(
    r"^(?:优惠|让利|立?减|降|减免|less|off|-)?[:：]?(?:[￥¥$€£]|rmb|cny|us\$)?-?"
    r"(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(万)?(元整?|块钱?|yuan|rmb|off)?$"
)
"""减5000元, ￥5,000."""
_CURRENCY = re.compile(r"[￥¥$€£]|rmb|cny|元|块|yuan|万")
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

    Everything else (0.9, 90, 95, 8.5 or 5 under 优惠率; 0.05 under 折扣) is typed, behind `OPEN_DISCOUNT`. So
    is, beside its value, a bare number of which the header does not say that it is a rate (优惠, Discount):
    the row's arithmetic may tell otherwise. Money is typed with `MONEY_OFF` behind it: under 优惠金额, above
    100, and 减5000元.
    """
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return noticed(NOT_A_DISCOUNT, typed=True, column=context.column.name)
    if isinstance(cell, str):
        plain = simplified(unicodedata.normalize("NFKC", cell)).replace(" ", "").casefold()
        certain = _certain(plain)
        if certain is not None:
            return certain
        if (money := _money(plain)) is not None:
            return _open(money, None, MONEY_OFF, is_minus=False)
        number, percent = _number(plain)
    else:
        number, percent = from_float(float(cell)), False
        if number is not None and (hundredths := context.hundredths(number)):
            number, percent = number * hundredths, True
    if number is None or (percent and abs(number) > HUNDRED):
        return noticed(NOT_A_DISCOUNT, typed=True, column=context.column.name)
    return _read(number, percent, context)


def _read(number: Decimal, percent: bool, context: Context) -> Value | Noticed:
    """A bare number or percentage: a share where it is certain, else for the row's arithmetic to decide."""
    header = simplified(context.header).casefold()
    size, is_minus = abs(number), number < 0
    if size == 0:
        return ZERO
    if not percent and (
        size > HUNDRED or (context.is_money and (size >= ONE or _MONEY_HEADER.search(header)))
    ):
        return _open(size * context.times, None, MONEY_OFF, is_minus=is_minus)
    says_rate = bool(_RATE_HEADER.search(header))
    share = _by_header(size, percent, is_minus, header)
    if not (percent or says_rate or is_paid(header)) and size >= ONE:
        share = None
    if share is not None and (percent or (size < ONE and says_rate)):
        return share
    return _open(size, share, "%" if percent else "", is_minus=is_minus)


def _open(number: Decimal, share: Decimal | None, unit: str, *, is_minus: bool) -> Noticed:
    text = f"{OPEN_DISCOUNT}{'-' if is_minus else ''}{number:f}{unit}"
    return Noticed(share, typed=True, text=text)


def is_money_off(header: str, cells: Sequence[object]) -> bool:
    """Whether the discounts of a column are amounts of money: 优惠金额, or one of them is above 100."""
    if _MONEY_HEADER.search(simplified(header).casefold()):
        return True
    return any(_is_large(cell) for cell in set(cells))


def _is_large(cell: object) -> bool:
    if isinstance(cell, str):
        number, percent = _number(unicodedata.normalize("NFKC", cell).replace(" ", ""))
        return number is not None and not percent and abs(number) > HUNDRED
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) > HUNDRED


def _money(plain: str) -> Decimal | None:
    """The amount of a text that says money: 减5000元, ￥5,000."""
    found = _MONEY.match(plain) if _CURRENCY.search(plain) else None
    if found is None:
        return None
    return Decimal(found[1].replace(",", "")) * (10_000 if found[2] else 1)


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
        part = Decimal(found[1] or found[2]) / HUNDRED
        return part if part <= ONE and not (part == ONE and plain.startswith("-")) else None
    return None


def _folded(tenths: Decimal) -> Decimal | None:
    """The part off of 9.5折 or 95折."""
    if ONE <= tenths <= 10:
        return ONE - tenths / 10
    return ONE - tenths / HUNDRED if 10 < tenths <= HUNDRED else None


def _number(plain: str) -> tuple[Decimal | None, bool]:
    if found := _PERCENT.match(plain):
        return Decimal(found[2]) * (-1 if found[1] else 1), True
    if _NUMBER.match(plain):
        return Decimal(plain.replace(",", "").replace("−", "-")), False
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
    folded = simplified(header).casefold()
    return bool(_PAID_HEADER.search(folded)) and not _OFF_HEADER.search(folded)
