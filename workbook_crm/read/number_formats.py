"""What a number format shows of a number: its currency, divided by what, in 万, as a percentage, as a date.

Source: ECMA-376 part 1, 18.8.31 (number formats). WPS and Chinese Excel also quote a sign by `!`: `0!.0,`
shows 125000 as 12.5. Only what changes the meaning of a number is read; decimals and colours are not.
"""

from __future__ import annotations

import operator
import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from workbook_crm.read.currencies import currency_in, currency_of

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<skipped>[_*]).|\[(?P<bracketed>[^\]]*)\]?|'
    r"(?P<general>General|Standard|G/通用格式|通用格式)|(?P<half>AM/PM|A/P|上午/下午)|"
    r"(?P<power>E[+-])|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_SIGN = re.compile(r"^\$(?P<sign>[^-]*)(?:-(?P<locale>[\w-]*))?$")
_CONDITION = re.compile(r"^\s*(<>|<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*$")
_ELAPSED = re.compile(r"^(?:h+|m+|s+)$", re.IGNORECASE)
_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
    "<>": operator.ne,
}  # fmt: skip
_DATE_SIGNS = frozenset("yYmMdDhHsSeEgG")
_DIGITS = frozenset("0#?")
_UNITS = {
    "百万": 1_000_000, "千万": 10_000_000, "十万": 100_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000,
    "億": 100_000_000, "千": 1_000, "k": 1_000, "w": 10_000, "M": 1_000_000, "mn": 1_000_000,
    "million": 1_000_000, "thousand": 1_000, "bn": 1_000_000_000,
}  # fmt: skip
_UNIT = re.compile(
    r"百万|千万|十万|[万萬亿億]|千(?![克米瓦])|(?<![A-Za-z])(?:[KkWwM]|[Mm]n|[Bb]n|[Mm]illion|[Tt]housand)(?![A-Za-z])"
)


class Seen(NamedTuple):
    """What a format makes of a number on its way to the eye."""

    currency: str = ""
    divisor: Decimal = Decimal(1)
    """125000 is shown as 12.5 by `0!.0,`: divided by 10,000."""
    unit: int = 1
    """What a word behind the number multiplies it by: 10,000 for 万."""
    percent: int = 0
    """How many hundredths are shown for one: 100 by `0%`, 1 by `0"%"`, 0 where it is no percentage."""
    word: str = ""
    """The word for the unit: 万."""
    is_date: bool = False

    @property
    def is_scaled(self) -> bool:
        return self.divisor != 1 or self.unit != 1 or bool(self.percent)


class NumberFormat(NamedTuple):
    """A code, cut into its sections."""

    sections: tuple[tuple[str, Decimal, Seen], ...]
    """(comparison, with what, what is shown); an empty comparison holds for what is left."""

    def seen(self, number: Decimal) -> Seen:
        """What is shown of this number."""
        for sign, limit, shown in self.sections:
            if not sign or _COMPARE[sign](number, limit):
                return shown
        return self.sections[-1][2]

    @property
    def is_date(self) -> bool:
        return any(shown.is_date for _, _, shown in self.sections)

    @property
    def is_scaled(self) -> bool:
        """Whether some numbers are shown as larger or smaller ones, or in 万."""
        return any(shown.is_scaled for _, _, shown in self.sections)

    @property
    def is_plain(self) -> bool:
        """Whether numbers are shown as what they are, or as dates, which the cells tell themselves."""
        return all(shown == _PLAIN or shown.is_date for _, _, shown in self.sections)


_PLAIN = Seen()


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """A code of a number format, taken apart. Never fails: what is not understood shows a number as it is."""
    sections = [_section(each) for each in _split(code)[:4]]
    told = [(sign, limit, shown) for sign, limit, shown in sections]
    if not any(sign for sign, _, _ in told):
        usual = [(), (("", "0"),), ((">=", "0"), ("", "0")), ((">", "0"), ("<", "0"), ("", "0"))]
        given = usual[min(len(told), 3)]
        told = [
            (sign, Decimal(limit), shown) for (sign, limit), (_, _, shown) in zip(given, told, strict=False)
        ]
    return NumberFormat(tuple(told) or (("", Decimal(0), _PLAIN),))


def _split(code: str) -> list[str]:
    """The sections of a code; a semicolon in quotes parts nothing."""
    sections, start = [], 0
    for token in _TOKEN.finditer(code):
        if token["plain"] == ";":
            sections.append(code[start : token.start()])
            start = token.end()
    return [*sections, code[start:]]


def _section(code: str) -> tuple[str, Decimal, Seen]:
    sign, limit, currency, words = "", Decimal(0), "", ""
    places: list[str] = []
    percent, is_date = 0, False
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "bracketed":
            if found := _CONDITION.match(text):
                sign, limit = found[1], _decimal(found[2])
            elif found := _SIGN.match(text):
                currency = currency or currency_of(found["sign"], found["locale"] or "")
                words += found["sign"] if not currency else ""
            is_date = is_date or bool(_ELAPSED.match(text))
        elif kind in ("quoted", "escaped"):
            words += text
            percent = percent or int("%" in text)
            places.append("." if text == "." else "")
        elif kind == "half":
            is_date = True
        elif kind == "plain":
            percent = 100 if text == "%" else percent
            is_date = is_date or text in _DATE_SIGNS
            places.append({".": "point"}.get(text, text if text in _DIGITS or text == "," else ""))
            words += text if text not in _DIGITS and text not in ".,%" else ""
    if is_date and not {"#", "?", ","} & set(places):
        return sign, limit, Seen(is_date=True)
    divisor = _divisor(places)
    if percent and divisor > 1:  # `0.00,,%` with the sign on a line that nobody sees: in 万
        divisor, percent = divisor / percent, 0
    found_unit = _UNIT.search(words)
    word = found_unit[0] if found_unit else ""
    unit = _UNITS.get(word, _UNITS.get(word.lower(), 1))
    return sign, limit, Seen(currency or currency_in(words), divisor, unit, percent, word)


def _divisor(places: list[str]) -> Decimal:
    """What commas behind the last digit and a point that is only drawn divide a number by."""
    digits = [i for i, each in enumerate(places) if each in _DIGITS]
    if not digits:
        return Decimal(1)
    point = places.index("point") if "point" in places else len(places)
    whole = [i for i in digits if i < point]
    last = whole[-1] if whole else digits[0]
    commas = sum(
        each == "," for i, each in enumerate(places) if i > last and not _is_followed(places, i, point)
    )
    drawn = [i for i, each in enumerate(places) if each == "." and i < point]
    shifted = sum(i > drawn[0] for i in whole) if drawn and any(i < drawn[0] for i in whole) else 0
    return Decimal(1000) ** commas * Decimal(10) ** shifted


def _is_followed(places: list[str], at: int, point: int) -> bool:
    """Whether a digit of the same side of the point stands behind a place."""
    end = point if at < point else len(places)
    return any(each in _DIGITS for each in places[at + 1 : end])


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
