"""Numbers as people write them: ￥12,000.00, 12.5万, 2台, (500), 三千五百."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

UNITS = {
    "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
    "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "k": 1_000, "w": 10_000, "m": 1_000_000,
    "mn": 1_000_000, "million": 1_000_000, "thousand": 1_000, "bn": 1_000_000_000,
}  # fmt: skip
_CURRENCIES = {
    "￥": "CNY", "¥": "CNY", "rmb": "CNY", "cny": "CNY", "人民币": "CNY", "元": "CNY", "圆": "CNY",
    "块": "CNY", "us$": "USD", "usd": "USD", "$": "USD", "美元": "USD", "€": "EUR", "eur": "EUR",
    "欧元": "EUR", "£": "GBP", "gbp": "GBP", "英镑": "GBP", "hk$": "HKD", "hkd": "HKD", "港币": "HKD",
    "港元": "HKD", "jpy": "JPY", "日元": "JPY",
}  # fmt: skip
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"})
_CHINESE = re.compile(r"^[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億點点半]+$")
_VAGUE = re.compile("[一二三四五六七八九两壹贰叁肆伍陆柒捌玖半]{2}")
_GROUPED = re.compile(r"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$|^[-+]?\d+(\.\d*)?$|^[-+]?\.\d+$")


class Amount(NamedTuple):
    """A number that was read of a text, and how it was written."""

    number: Decimal
    unit: str = ""
    """What stood behind it: 台, %, 元."""
    scaled: bool = False
    """It was written in 万 or the like."""
    currency: str = ""


def from_float(number: float) -> Decimal | None:
    """The number as Excel shows it (12000.1, 12000); None for what is no number."""
    if not math.isfinite(number):
        return None
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number))
    shortest = repr(number)
    if len(shortest) > 16:  # 0.30000000000000004 is 0.3: Excel itself keeps fifteen digits
        shortest = f"{number:.15g}"
    return Decimal(shortest)


def read_amount(text: str) -> Amount | None:
    """The one number that a text holds; None where there is none, or more than one."""
    text = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("，", ",")
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    amount = _read_bare(text[1:-1] if negative else text)
    if amount is None or not negative:
        return amount
    return amount._replace(number=-amount.number)


def _read_bare(text: str) -> Amount | None:
    text = text.replace(" ", "").replace("'", "").casefold()
    try:
        return Amount(Decimal(text)) if _GROUPED.match(text) and "," not in text else _read_dressed(text)
    except InvalidOperation:
        return None


def _read_dressed(text: str) -> Amount | None:
    text, currency = _without_currency(text)
    body, unit = _without_unit(text)
    scale = 1
    while unit and (word := next((each for each in _LONGEST if unit.startswith(each)), None)):
        if word in ("m", "k", "w") and len(unit) > 1:
            break
        scale *= UNITS[word]
        unit = unit[len(word) :]
    number = _digits(body)
    if number is None:
        return None
    return Amount(plain(number * scale), unit, scale != 1, currency)


_LONGEST = sorted(UNITS, key=len, reverse=True)


def _without_currency(text: str) -> tuple[str, str]:
    found = ""
    for mark in sorted(_CURRENCIES, key=len, reverse=True):
        if text.startswith((mark, "-" + mark)) or text.endswith(mark):
            found = found or _CURRENCIES[mark]
            text = text.replace(mark, "", 1) if not text.endswith(mark) else text[: -len(mark)]
    return text.removesuffix("整").removesuffix("正"), found


def _without_unit(text: str) -> tuple[str, str]:
    """The number and what stands behind it."""
    if _CHINESE.match(text):
        return text, ""
    end = len(text)
    while end and not (text[end - 1].isdigit() and text[end - 1].isascii()) and text[end - 1] != ".":
        end -= 1
    if end:
        return text[:end], text[end:]
    digits = next((i for i, each in enumerate(text) if not _CHINESE.match(each)), len(text))
    return text[:digits], text[digits:]


def _digits(text: str) -> Decimal | None:
    if _GROUPED.match(text):
        return Decimal(text.replace(",", ""))
    if text and _CHINESE.match(text):
        return chinese_number(text)
    return None


def chinese_number(text: str) -> Decimal | None:
    """三千五百 as 3500; None for what is no number, or no certain one (两三)."""
    if _VAGUE.search(text.partition("点")[0]):
        return None
    import cn2an

    for mode in ("smart", "normal"):
        try:
            return plain(Decimal(str(cn2an.cn2an(text.replace("點", "点"), mode))))
        except (ValueError, KeyError, IndexError, TypeError, InvalidOperation):
            continue
    return None


def plain(number: Decimal) -> Decimal:
    """125000 and not 1.25E+5; no zeros behind the point that multiplication left there."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1)) if abs(number) < 10**25 else number
    return number.normalize()


def other_currency(currency: str, own: str) -> bool:
    """Whether a mark means another currency than the dealership's own. Every dollar may be its own."""
    if not currency or currency == own:
        return False
    return not (currency == "USD" and own in _DOLLARS) and not (currency == "CNY" and own == "JPY")
