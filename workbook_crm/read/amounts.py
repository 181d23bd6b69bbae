"""Numbers as people write them: ￥12,000.00, 12.5万, 2台, (500), 三千五百."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from workbook_crm.read.currencies import MARKS
from workbook_crm.read.text import clean_line

UNITS = {
    "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
    "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "k": 1_000, "w": 10_000, "m": 1_000_000,
    "mn": 1_000_000, "million": 1_000_000, "thousand": 1_000, "bn": 1_000_000_000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000,
    "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MOP"})
_CHINESE = re.compile(r"^[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿萬億點点半]+$")
_TRADITIONAL = str.maketrans(
    "萬億貳貮參叄陸兩圓點塊幣歐鎊銖韓盧臺輛個紐馬", "万亿贰贰叁叁陆两元点块币欧镑铢韩卢台辆个纽马"
)
"""Signs of amounts as they are written in Taiwan and Hong Kong."""
_PLAIN_FIGURES = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_MIXED = re.compile(r"^\d+(?:\.\d+)?[亿億万萬千](?:\d{1,4}[万萬千百]{0,2})+$")
"""12万5, 1亿2000万: figures between Chinese units."""
_UNCERTAIN_TAIL = re.compile(
    r"[亿億万萬千](?![万萬]?$|\d[万萬千百]?$|\d{4}[万萬]?$|\d[千百](?:[万萬]|\d百?)?$)"
)
"""12万50 is 120,050 to one reader, and 125,000 to another."""
_CENTS = re.compile(
    r"^(?P<yuan>.*?)[元圆块](?:(?P<jiao>[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])角)?(?:零?(?P<fen>[一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])分)?$"
)
_FIGURES = {
    each: nth
    for row in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "0123456789")
    for nth, each in enumerate(row)
}
_SURELY_EUROPEAN = re.compile(
    r"^[-+]?\d{1,3}(?:\.\d{3})+,\d{1,2}$|^[-+]?\d{1,3}(?:\.\d{3}){2,}$|^[-+]?\d{1,3}(?: \d{3})+,\d{1,2}$"
)
_ROUND = re.compile(r"^[-+]?\d{1,3}(?:\.\d{3})*\.\d00$")
"""45.000 in a column of euros: no price has such cents, as 1.789 of a litre has."""
_MAYBE_EUROPEAN = re.compile(r"\.\d{3}[,.]\d|\d \d{3},\d")
_THREE_BEHIND = re.compile(r"\d\.\d{3}(?!\d)")
_DOTTED = re.compile(r"^[-+]?[1-9]\d{0,2}\.\d{3}(?:\s*[a-zäöü]{1,3})?$")
_EUROS = re.compile(r"€|\beur", re.IGNORECASE)
_SOME_DOTTED = 2
"""One number alone, 1.234, may be anything."""
_PLAIN = re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$")
_TWO_NUMBERS = re.compile(r"\d{4,} +\d|\d +(?!\d{3}(?!\d))\d")
"""12000 13000; in 12 000 the blank parts the thousands."""
_EUROPEAN = re.compile(r"^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?$")
_VAGUE = re.compile("[一二三四五六七八九两壹贰叁肆伍陆柒捌玖半]{2}")
_RAND = re.compile(r"r ?\d")
_GROUPED = re.compile(
    r"^[-+]?\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$"  # 12,50,000 in India
    r"|^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$|^[-+]?\d+(\.\d*)?$|^[-+]?\.\d+$"
)


class Amount(NamedTuple):
    """A number that was read of a text, and how it was written."""

    number: Decimal
    unit: str = ""
    """What stood behind it: 台, %, 元."""
    scaled: bool = False
    """It was written in 万 or the like."""
    currency: str = ""
    spelled: bool = False
    """It is written out, 万 and all, as 壹拾贰万叁仟."""

    @property
    def is_full(self) -> bool:
        """Whether it says its own unit, so that no header's is meant besides."""
        return self.scaled or self.spelled


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


def read_amount(text: str, *, comma_decimal: bool = False) -> Amount | None:
    """The one number that a text holds; None where there is none, or more than one.

    `1.200,50` is 1200.50 for certain; `12,50` and `1.200` only where the column writes its numbers so.
    """
    if not comma_decimal and _PLAIN.match(text):
        return Amount(Decimal(text))
    text = _plain(text)
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    amount = _read_bare(text[1:-1] if negative else text, comma_decimal=comma_decimal)
    if amount is None or not negative:
        return amount
    return amount._replace(number=-amount.number)


def writes_decimal_commas(
    texts: Iterable[str], *, has_no_thousandths: bool = False, is_of_euros: bool = False
) -> bool:
    """Whether the numbers of a column are written as in Europe: some surely are, and none in another way.

    So are 19.900 € and 38.750 €, with three figures behind every point: nobody pays thousandths of a euro.
    `is_of_euros`: the header says so in a language of Europe. `has_no_thousandths` says the same of numbers
    that are no money: the kilometres that a car has run.
    """
    texts = [each for each in texts if "," in each or "." in each]
    is_dotted = len(texts) >= _SOME_DOTTED and all(map(_THREE_BEHIND.search, texts))
    is_dotted = is_dotted and (has_no_thousandths or is_of_euros or any(map(_EUROS.search, texts)))
    if not is_dotted and not any(map(_MAYBE_EUROPEAN.search, texts)):
        return False
    found = [_without_currency(_plain(text).casefold())[0].strip() for text in texts]
    if is_dotted and all(map(_DOTTED.match, found)):
        return has_no_thousandths or any(map(_ROUND.match, found))
    return any(map(_SURELY_EUROPEAN.match, found)) and all(
        _EUROPEAN.match(each.replace(" ", "")) for each in found
    )


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", clean_line(text)).replace("−", "-").replace("’", "'")
    text = text if text.isascii() else text.translate(_TRADITIONAL)
    return text.replace("，", ",").strip(" ;,。'").rstrip(".")


def _read_bare(text: str, *, comma_decimal: bool) -> Amount | None:
    body, currency = _without_currency(text.casefold())
    if _SURELY_EUROPEAN.match(body := body.strip()) or (comma_decimal and _EUROPEAN.match(body)):
        number = Decimal(body.replace(".", "").replace(" ", "").replace(",", "."))
        return Amount(number, currency=currency)
    if _TWO_NUMBERS.search(text):
        return None
    text = text.replace(" ", "").replace("'", "").casefold()
    try:
        return Amount(Decimal(text)) if _GROUPED.match(text) and "," not in text else _read_dressed(text)
    except InvalidOperation:
        return None


def _read_dressed(text: str) -> Amount | None:
    if (cents := _CENTS.match(text)) and (cents["jiao"] or cents["fen"]):
        return _with_cents(cents)
    text, currency = _without_currency(text)
    if _MIXED.match(text):
        return None if _UNCERTAIN_TAIL.search(text) else _spoken(text, currency)
    body, unit = _without_unit(text)
    scale = 1
    while unit and (word := next((each for each in _LONGEST if unit.startswith(each)), None)):
        if word in ("m", "k", "w") and unit[1:2].isascii() and unit[1:2].isalpha():
            break
        scale *= UNITS[word]
        unit = unit[len(word) :]
    number = _digits(body)
    if number is None:
        return None
    return Amount(plain(number * scale), unit, scale != 1, currency, any(each in body for each in "万亿"))


_LONGEST = sorted(UNITS, key=len, reverse=True)
_MARKS = sorted(MARKS, key=len, reverse=True)


def _without_currency(text: str) -> tuple[str, str]:
    found = ""
    if _RAND.match(text):  # R389 900
        text, found = text[1:], "ZAR"
    text = text.removesuffix("整").removesuffix("正")
    for mark in _MARKS:
        if text.startswith((mark, "-" + mark)) or text.endswith(mark):
            found = found or MARKS[mark]
            text = text.replace(mark, "", 1) if not text.endswith(mark) else text[: -len(mark)]
    return text, found


def _with_cents(found: re.Match[str]) -> Amount | None:
    """壹万贰仟叁佰肆拾伍元陆角柒分."""
    yuan = _read_dressed(found["yuan"])
    if yuan is None or yuan.unit:
        return None
    cents = Decimal(_FIGURES[found["jiao"] or "0"] * 10 + _FIGURES[found["fen"] or "0"]) / 100
    return Amount(yuan.number + cents, currency="CNY")


def _spoken(text: str, currency: str) -> Amount | None:
    number = chinese_number(text)
    return None if number is None else Amount(number, "", scaled=True, currency=currency)


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
    if "点" in text:
        return _with_point(text.translate(_PLAIN_FIGURES))
    import cn2an

    for mode in ("smart", "normal"):
        try:
            return plain(Decimal(str(cn2an.cn2an(text, mode))))
        except (ValueError, KeyError, IndexError, TypeError, InvalidOperation):
            continue
    return None


def _with_point(text: str) -> Decimal | None:
    """一点五万: figures in front of the point and behind it, and perhaps a unit."""
    whole, _, tail = text.partition("点")
    figures = tail.rstrip("十百千万亿")
    digits = "".join(str(_FIGURES[each]) for each in figures if each in _FIGURES)
    number = chinese_number(whole) if whole else None
    if number is None or not digits or len(digits) < len(figures):
        return None
    unit = tail[len(figures) :]
    scale = chinese_number(f"一{unit}") if unit else Decimal(1)
    return None if scale is None else plain((number + Decimal(f"0.{digits}")) * scale)


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
