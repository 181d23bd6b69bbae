"""Dates in every usual form: 2024年3月5日, 20240305, 5 Mar 2024, Excel's serial numbers."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from workbook_crm.model.finding import Fact, Rule
from workbook_crm.model.rules.values import (
    AMBIGUOUS_DATE,
    DATE_OUT_OF_RANGE,
    NO_SUCH_DATE,
    NOT_A_DATE,
    YEAR_INFERRED,
    YEAR_MISSING,
    ZERO_DATE,
)
from workbook_crm.read.noticed import Context, Noticed, noticed

EXAMPLE = "2024-03-05"
FIRST_YEAR, LAST_YEAR = 1950, 2100
_EPOCH = datetime(1899, 12, 30)
_SERIALS = (18_264, 73_415)
"""1950-01-01 to 2100-12-31 as Excel counts days."""
_NEAR_DAYS = 100
"""A date without a year is certain only when it is this near."""

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
_ZEROS = re.compile(r"^(?:0000-00-00|1899-12-3[01]|1900[-/]0?1[-/]0?0|0)(?:[T\s]0{1,2}:00(?::00)?)?$")
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


def read_date(cell: object, context: Context) -> date | Noticed | None:
    """The day (or moment) that a cell means."""
    if isinstance(cell, datetime):
        return _in_range(_whole(cell), context)
    if isinstance(cell, date):
        return _in_range(cell, context)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _of_number(float(cell), context)
    if isinstance(cell, str):
        return _of_text(cell, context)
    return _unreadable(NOT_A_DATE, context)


def _whole(moment: datetime) -> date:
    """To the second; a moment at midnight is a day."""
    if moment.microsecond:
        moment = moment.replace(microsecond=0) + timedelta(seconds=moment.microsecond >= 500_000)
    if moment.hour or moment.minute or moment.second:
        return moment
    return moment.date()


def _in_range(day: date, context: Context) -> date | Noticed:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    if (day.year, day.month) in ((1899, 12), (1900, 1), (1904, 1)):
        return noticed(ZERO_DATE, column=context.column.name)
    return _unreadable(DATE_OUT_OF_RANGE, context)


def _of_number(number: float, context: Context) -> date | Noticed:
    if number == 0:
        return noticed(ZERO_DATE, column=context.column.name)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _whole(_EPOCH + timedelta(days=int(number), seconds=round(number % 1 * 86_400)))
    if number.is_integer() and 19_500_101 <= number <= 21_001_231:
        return _of_text(str(int(number)), context)
    return _unreadable(NOT_A_DATE, context)


def _of_text(text: str, context: Context) -> date | Noticed:
    plain = _plain(text)
    if _ZEROS.match(plain):
        return noticed(ZERO_DATE, column=context.column.name)
    parts = find_parts(plain)
    if parts is None:
        return _unreadable(NOT_A_DATE, context)
    return _settled(parts, context)


def _plain(text: str) -> str:
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


def _settled(parts: Parts, context: Context) -> date | Noticed:
    if parts.is_ordered or parts.one == parts.two:
        return _dated(parts.year, parts.one, parts.two, parts, context)
    if parts.two > 12 >= parts.one:
        return _dated(parts.year, parts.one, parts.two, parts, context)
    if parts.one > 12 >= parts.two:
        return _dated(parts.year, parts.two, parts.one, parts, context)
    day_first = context.day_first
    if day_first is None and parts.year is None and not context.header.isascii():
        day_first = False  # 3/5 under a Chinese header is 5 March
    if day_first is not None:
        month, day = (parts.two, parts.one) if day_first else (parts.one, parts.two)
        return _dated(parts.year, month, day, parts, context)
    return _ambiguous(parts, context)


def _ambiguous(parts: Parts, context: Context) -> Noticed:
    year = parts.year or context.today.year
    try:
        first, second = date(year, parts.one, parts.two), date(year, parts.two, parts.one)
    except ValueError:
        return _unreadable(NO_SUCH_DATE, context)
    return _unreadable(AMBIGUOUS_DATE, context, ("first", first), ("second", second))


def _dated(year: int | None, month: int, day: int, parts: Parts, context: Context) -> date | Noticed:
    if year is None:
        return _without_year(month, day, parts, context)
    try:
        return _in_range(_at(date(year, month, day), parts.clock), context)
    except ValueError:
        return _unreadable(NO_SUCH_DATE, context)


def _at(day: date, clock: tuple[int, int, int] | None) -> date:
    if not clock or not any(clock):
        return day
    if clock[0] == 24 and not any(clock[1:]):
        return day + timedelta(days=1)
    return datetime(day.year, day.month, day.day, *clock)


def _without_year(month: int, day: int, parts: Parts, context: Context) -> date | Noticed:
    """The nearest such day, where it is near, and on the side of today that the column is about."""
    today = context.today
    years = [year for year in range(today.year - 1, today.year + 2) if _exists(year, month, day)]
    best = min(
        (date(year, month, day) for year in years), key=lambda each: abs((each - today).days), default=None
    )
    if best is None:
        return _unreadable(YEAR_MISSING if _exists(2024, month, day) else NO_SUCH_DATE, context)
    if abs((best - today).days) > _NEAR_DAYS or (context.is_past and best > today):
        return _unreadable(YEAR_MISSING, context)
    try:
        return noticed(YEAR_INFERRED, _at(best, parts.clock), read=best, column=context.column.name)
    except ValueError:
        return _unreadable(NO_SUCH_DATE, context)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _unreadable(rule: Rule, context: Context, *facts: tuple[str, Fact]) -> Noticed:
    said: tuple[tuple[str, Fact], ...] = (("column", context.column.name), ("example", EXAMPLE), *facts)
    return Noticed(None, rule, said, typed=True)


class Order(NamedTuple):
    """What the dates of one column tell about the order of day and month."""

    day_first: bool | None
    day_first_text: str = ""
    month_first_text: str = ""

    @property
    def contradicts(self) -> bool:
        return bool(self.day_first_text and self.month_first_text)


def order_of(texts: Iterable[str]) -> Order:
    """The order of day and month that a column's texts prove; none where they prove nothing or both."""
    day_first = month_first = ""
    for text in texts:
        if not text[:1].isdigit() or not any(each in text for each in "/-."):
            continue
        parts = find_parts(_plain(text))
        if parts is None or parts.is_ordered:
            continue
        if parts.one > 12 >= parts.two:
            day_first = day_first or text
        elif parts.two > 12 >= parts.one:
            month_first = month_first or text
    proven = None if bool(day_first) == bool(month_first) else bool(day_first)
    return Order(proven, day_first, month_first)
