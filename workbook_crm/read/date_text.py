"""Dates written as text, taken apart: which figures stand there, and in which order."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from workbook_crm.read.text import clean_line

_CLOCK = (
    r"(?:[T\s,]*(?:at\s+)?(?P<half>上午|下午|中午|晚上|早上|凌晨|傍晚|am|pm)?\s*(?P<hour>\d{1,2})[:：时点]"
    r"(?P<minute>\d{1,2}|半)?分?(?:[:：]?(?P<second>\d{1,2})(?:\.\d+)?秒?)?\s*(?P<late>am|pm|a\.m\.|p\.m\.)?\s*"
    r"(?P<zone>(?:z|utc|gmt)?\s*(?:[+-]\d{2}:?\d{2})?(?:\s*\([^)]*\))?))?"
)
_WEEKDAY = re.compile(
    r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?|[(（][一二三四五六日天][)）]|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?(?=\s|\d|$)",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"(?<=[日号\d])\s*(?:上午|下午|中午|早上|早晨|晚上|傍晚|夜里|晚|早|\s(?:morning|afternoon|evening|noon))$",
    re.IGNORECASE,
)
"""11月9日下午: a part of the day without an hour, which is on that day all the same."""
_YEAR_FIRST = re.compile(
    r"^(?P<year>\d{4})(?:\s*[-/.,、_\\—–年]+\s*|\s+)(?P<month>\d{1,2})(?:\s*[-/.,、_\\—–月]+\s*|\s+)"
    r"(?P<day>\d{1,2})\s*[日号]?" + _CLOCK + "$",
    re.IGNORECASE,
)
_PACKED = re.compile(r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _CLOCK + "$", re.IGNORECASE)
_STAMP = re.compile(
    r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
    r"(?P<second>[0-5]\d)?$"
)
_MINGUO = re.compile(
    r"^(?:中华|中華)?民[国國]\s*(?P<minguo>\d{2,3})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?$"
)
"""Taiwan counts years from 1912."""
_MINGUO_BARE = re.compile(
    r"^(?P<minguo>1[12]\d)(?P<parting>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=parting)(?P<day>0?[1-9]|[12]\d|3[01])$"
)
"""115/11/3, as Taiwan writes 2026; 113年 without 民国 may be a slip of 2013."""
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
_SHORT_YEAR_FIRST = re.compile(
    r"^(?P<year>\d{2})(?P<parting>[-/.])(?P<month>\d{1,2})(?P=parting)(?P<day>\d)" + _CLOCK + "$",
    re.IGNORECASE,
)
"""24/3/5: a single figure at the end is no year."""
_NO_YEAR_PARTED = re.compile(r"^(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _CLOCK + "$", re.IGNORECASE)
MONTH_NAMES = {
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
_NAME = "(?P<name>" + "|".join(MONTH_NAMES) + r")\.?"
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
_TRADITIONAL = str.maketrans("號週禮時點貳參叄陸", "号周礼时点贰叁叁陆")
_CHINESE_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00000123456789123456789")
_CHINESE_DATE = re.compile(
    r"^(?:[〇零○Oo0一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}年)?(?:元|零?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})月"
    r"零?[一二三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]{1,3}[日号]?$"
)
_WHICH_PART = "(?:份|底|末|下旬|(?P<{}>初|中|上旬|中旬|左右|前))?"
_MONTH_ALONE = re.compile(
    r"^(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*(?P<month>0?[1-9]|1[0-2])\s*月?"
    + _WHICH_PART.format("part")
    + "$|"
    r"^(?P<any_year>0?[1-9]|1[0-2])\s*月" + _WHICH_PART.format("other_part") + "$|"
    r"^(?:(?P<named>" + "|".join(MONTH_NAMES) + r")\.?[\s\-/,]+(?P<of>(?:19|20)\d{2}))$",
    re.IGNORECASE,
)


class Month(NamedTuple):
    """A month that stands for a date; of the nearest year where none is said."""

    year: int | None
    month: int
    is_end: bool
    """Its last day is as late as it can mean: not the beginning of the month, nor the middle."""


class Parts(NamedTuple):
    """The figures of a date as they stand; `one` and `two` are day and month in an order not yet known."""

    year: int | None
    one: int
    two: int
    is_ordered: bool
    """`one` is the month and `two` the day, for certain."""
    clock: tuple[int, int, int] | None = None
    figures: tuple[int, int, int] | None = None
    """As written, where all three are short: any of them may be the year."""


def bare(text: str) -> str:
    """The text without weekdays, stray points and full-width figures; Chinese numerals as figures."""
    plain = unicodedata.normalize("NFKC", clean_line(text))
    plain = plain if plain.isascii() else plain.translate(_TRADITIONAL)
    plain = _WEEKDAY.sub(" ", plain).strip()
    plain = plain.replace("，", ",").replace("。", ".").strip(" ,.'")
    plain = _PART_OF_DAY.sub("", plain)
    if _CHINESE_DATE.match(plain):
        plain = _chinese_date(plain)
    return " ".join(plain.split())


def _chinese_date(text: str) -> str:
    year, mark, rest = text.rpartition("年")
    month, _, day = rest.rstrip("日号").partition("月")
    return f"{year.translate(_CHINESE_DIGITS)}{mark}{_up_to_99(month)}月{_up_to_99(day)}日"


def _up_to_99(text: str) -> int:
    text = "一" if text == "元" else text.replace("廿", "二十").replace("卅", "三十").replace("拾", "十")
    tens, ten, ones = text.rpartition("十")
    digit = int(ones.translate(_CHINESE_DIGITS)) if ones else 0
    return digit + (int(tens.translate(_CHINESE_DIGITS)) if tens else 1) * 10 if ten else digit


def find_parts(plain: str) -> Parts | None:
    """The figures of a date written as text; None for what is no date at all."""
    for pattern in (
        _YEAR_FIRST,
        _PACKED,
        _STAMP,
        _SHORT_YEAR,
        _SHORT_YEAR_FIRST,
        _MINGUO,
        _MINGUO_BARE,
        _NO_YEAR,
    ):
        if found := pattern.match(plain):
            year, month, day = _year_of(found), int(found["month"]), int(found["day"])
            figures = (int(found["year"]), month, day) if pattern is _SHORT_YEAR_FIRST else None
            return Parts(year, month, day, True, _clock(found), figures)
    for pattern in (_YEAR_LAST, _NO_YEAR_PARTED):
        if found := pattern.match(plain):
            return _parted(int(found["one"]), int(found["two"]), found.groupdict().get("year"), found)
    for pattern in (_DAY_NAME, _NAME_DAY, _NAME_DAY_ONLY, _YEAR_NAME):
        if found := pattern.match(plain):
            year = _full_year(found.groupdict().get("year"))
            return Parts(year, MONTH_NAMES[found["name"].casefold()], int(found["day"]), True, _clock(found))
    return None


def month_alone(plain: str) -> Month | None:
    """The month of a text that names no day: 2024年3月, March 2024, 12月底."""
    found = _MONTH_ALONE.match(plain)
    if not found:
        return None
    is_end = not (found["part"] or found["other_part"])
    if found["named"]:
        return Month(int(found["of"]), MONTH_NAMES[found["named"].casefold()], is_end)
    if found["any_year"]:
        return Month(None, int(found["any_year"]), is_end)
    return Month(int(found["year"]), int(found["month"]), is_end)


def _year_of(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    return int(groups["minguo"]) + 1911 if groups.get("minguo") else _full_year(groups.get("year"))


def _parted(one: int, two: int, year: str | None, found: re.Match[str]) -> Parts:
    if year and len(year) == 2 and one > 31:  # 97-3-5
        return Parts(1900 + one, two, int(year), True, _clock(found))
    figures = (one, two, int(year)) if year and len(year) == 2 else None
    if year and found["parting"] == ".":  # 5.3.2024 is written where the day comes first
        return Parts(_full_year(year), two, one, len(year) == 4, _clock(found), figures)
    return Parts(_full_year(year), one, two, False, _clock(found), figures)


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    groups = found.groupdict()
    if not groups.get("hour"):
        return None
    minute = 30 if groups["minute"] == "半" else int(groups["minute"] or 0)
    hour, second = int(groups["hour"]), int(groups["second"] or 0)
    half = (groups.get("half") or groups.get("late") or "").casefold().replace(".", "")
    if half in ("下午", "晚上", "傍晚", "pm") and hour < 12:
        hour += 12
    elif half in ("上午", "早上", "凌晨", "am") and hour == 12:
        hour = 0
    return hour, minute, second
