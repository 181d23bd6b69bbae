"""Dates written as text, taken apart: which figures stand there, and in which order."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_CLOCK = (
    r"(?:[T\s,]*(?P<half>上午|下午|中午|晚上|早上|am|pm)?\s*(?P<hour>\d{1,2})[:：时点](?P<minute>\d{1,2})?分?"
    r"(?:[:：]?(?P<second>\d{1,2})(?:\.\d+)?秒?)?\s*(?P<late>am|pm|a\.m\.|p\.m\.)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = re.compile(
    r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?(?=\s|\d|$)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"^(?P<year>\d{4})\s*(?P<parting>[-/.年])\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?"
    + _CLOCK
    + "$",
    re.IGNORECASE,
)
_PACKED = re.compile(r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _CLOCK + "$", re.IGNORECASE)
_YEAR_LAST = re.compile(
    r"^(?P<one>\d{1,2})\s*(?P<parting>[-/.])\s*(?P<two>\d{1,2})\s*[-/.]\s*(?P<year>\d{4}|\d{2})"
    + _CLOCK
    + "$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"^(?P<year>\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?" + _CLOCK + "$", re.IGNORECASE
)
_NO_YEAR = re.compile(r"^(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?" + _CLOCK + "$", re.IGNORECASE)
_NO_YEAR_PARTED = re.compile(r"^(?P<one>\d{1,2})[-/](?P<two>\d{1,2})" + _CLOCK + "$", re.IGNORECASE)
_MONTHS = {
    name: i
    for i, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_NAME = "(?P<name>" + "|".join(_MONTHS) + r")\.?"
_DAY_NAME = re.compile(
    r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*(?:of\s+)?"
    + _NAME
    + r"[\s\-/.,]*(?P<year>\d{4}|\d{2})?"
    + _CLOCK
    + "$",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    "^" + _NAME + r"[\s\-/.]*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[\s\-/.]+(?P<year>\d{4})" + _CLOCK + "$",
    re.IGNORECASE,
)
_NAME_DAY_ONLY = re.compile("^" + _NAME + r"[\s\-/.]*(?P<day>\d{1,2})(?:st|nd|rd|th)?$", re.IGNORECASE)
_YEAR_NAME = re.compile(
    r"^(?P<year>\d{4})[\s\-/.]*" + _NAME + r"[\s\-/.]*(?P<day>\d{1,2})" + _CLOCK + "$", re.IGNORECASE
)
ZEROS = re.compile(r"^(?:0000-00-00|1899-12-3[01]|1900[-/]0?1[-/]0?0|0)(?:[T\s]0{1,2}:00(?::00)?)?$")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_DATE = re.compile(
    r"^[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]?$"
)


class Parts(NamedTuple):
    """The figures of a date as they stand; `one` and `two` are day and month in an order not yet known."""

    year: int | None
    one: int
    two: int
    is_ordered: bool
    """`one` is the month and `two` the day, for certain."""
    clock: tuple[int, int, int] | None = None


def bare(text: str) -> str:
    """The text without weekdays, stray points and full-width figures; Chinese numerals as figures."""
    plain = _WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    plain = plain.replace("，", ",").replace("。", ".").strip(" ,.")
    if _CHINESE_DATE.match(plain):
        plain = _chinese_date(plain)
    return " ".join(plain.split())


def _chinese_date(text: str) -> str:
    year, _, rest = text.partition("年")
    month, _, day = rest.rstrip("日号").partition("月")
    return f"{year.translate(_CHINESE_DIGITS)}年{_up_to_99(month)}月{_up_to_99(day)}日"


def _up_to_99(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digit = int(ones.translate(_CHINESE_DIGITS)) if ones else 0
    return digit + (int(tens.translate(_CHINESE_DIGITS)) if tens else 1) * 10 if ten else digit


def find_parts(plain: str) -> Parts | None:
    """The figures of a date written as text; None for what is no date at all."""
    for pattern in (_YEAR_FIRST, _PACKED, _SHORT_YEAR, _NO_YEAR):
        if found := pattern.match(plain):
            year = _full_year(found.groupdict().get("year"))
            return Parts(year, int(found["month"]), int(found["day"]), True, _clock(found))
    for pattern in (_YEAR_LAST, _NO_YEAR_PARTED):
        if found := pattern.match(plain):
            return _parted(int(found["one"]), int(found["two"]), found.groupdict().get("year"), found)
    for pattern in (_DAY_NAME, _NAME_DAY, _NAME_DAY_ONLY, _YEAR_NAME):
        if found := pattern.match(plain):
            year = _full_year(found.groupdict().get("year"))
            return Parts(year, _MONTHS[found["name"].casefold()], int(found["day"]), True, _clock(found))
    return None


def _parted(one: int, two: int, year: str | None, found: re.Match[str]) -> Parts:
    if year and len(year) == 2 and one > 31:  # 97-3-5
        return Parts(1900 + one, two, int(year), True, _clock(found))
    if year and found["parting"] == ".":  # 5.3.2024 is written where the day comes first
        return Parts(_full_year(year), two, one, len(year) == 4, _clock(found))
    return Parts(_full_year(year), one, two, False, _clock(found))


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    groups = found.groupdict()
    if not groups.get("hour"):
        return None
    hour, minute, second = (int(groups[each] or 0) for each in ("hour", "minute", "second"))
    half = (groups["half"] or groups["late"] or "").casefold().replace(".", "")
    if half in ("下午", "晚上", "pm") and hour < 12:
        hour += 12
    elif half in ("上午", "早上", "am") and hour == 12:
        hour = 0
    return hour, minute, second
