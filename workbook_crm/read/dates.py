"""Dates in every usual form: 2024年3月5日, 20240305, 5 Mar 2024, Excel's serial numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Fact, Rule
from workbook_crm.model.language import Name
from workbook_crm.model.rules.values import (
    AMBIGUOUS_DATE,
    DATE_OUT_OF_RANGE,
    DAY_INFERRED,
    DAY_MISSING,
    NO_SUCH_DATE,
    NOT_A_DATE,
    RELATIVE_DAY,
    VAGUE_DATE,
    YEAR_INFERRED,
    YEAR_MISSING,
    ZERO_DATE,
)
from workbook_crm.read.noticed import Context, Noticed, noticed

if TYPE_CHECKING:
    from workbook_crm.read.date_text import Month, Parts

EXAMPLE = "2024-03-05"
_FIRST_DAY, _LAST_DAY = Name("第一天", "first day"), Name("最后一天", "last day")
FIRST_YEAR, LAST_YEAR = 1950, 2100
_FIRST, _END = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + 1, 1, 1)
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_NEAR_DAYS = 100
"""A date without a year is certain only when it is this near."""
_PLANNED = frozenset(("expected_close", "next_follow_up"))
"""Columns that people plan by, in days that need not be exact: 12月底, 下周三, 春节前."""
_AS_LATE = frozenset(("expected_close",))
"""Of a stretch of days it is the last one; of others the first."""


def read_date(cell: object, context: Context) -> date | Noticed | None:
    """The day (or moment) that a cell means; a column of days keeps no time of day."""
    read = _read(cell, context)
    if isinstance(read, datetime):
        return _kept(read, context)
    if isinstance(read, Noticed) and isinstance(read.value, datetime):
        return replace(read, value=_kept(read.value, context))
    return read


def _kept(moment: datetime, context: Context) -> date:
    """Seconds after midnight are no time of day.

    SheetJS 0.18.5 writes a day so where clocks went by the sun before 1901: 43 s in Shanghai.
    """
    is_day = context.column.of is Of.DATE or (moment.hour == 0 and moment.minute == 0)
    return moment.date() if is_day else moment


def _read(cell: object, context: Context) -> date | Noticed | None:
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
    if (_FIRST - context.epoch).days <= number < (_END - context.epoch).days:
        day = datetime.combine(context.epoch, time())
        return _whole(day + timedelta(days=int(number), seconds=round(number % 1 * 86_400)))
    if number.is_integer() and (
        19_500_101 <= number <= 21_001_231 or 19_500_101_000_000 <= number <= 21_001_231_235_959
    ):
        return _of_text(str(int(number)), context)
    return _unreadable(NOT_A_DATE, context)


def _of_text(text: str, context: Context) -> date | Noticed:
    # 15 ms of patterns; date cells need none
    from workbook_crm.read.date_text import ZEROS, bare, find_parts, month_alone

    plain = bare(text)
    if ZEROS.match(plain):
        return noticed(ZERO_DATE, column=context.column.name)
    parts = find_parts(plain)
    if parts is not None:
        settled = _settled(parts, context)
        is_left = context.column.field in _PLANNED and not _is_strict(context)
        has_no_year = isinstance(settled, Noticed) and settled.rule is YEAR_MISSING
        return _vague(text, context) if is_left and has_no_year else settled
    if _SERIAL.match(plain):
        return _of_number(float(plain), context)
    if not context.is_past:
        from workbook_crm.read.relative_days import relative_day

        day = relative_day(text, context.today)
        if day is not None:
            return told_from(context.today, day, context.column.name)
    elif context.is_new:
        from workbook_crm.read.relative_days import past_day

        day = past_day(text, context.today)
        if day is not None:
            return told_from(context.today, day, context.column.name)
    if context.column.field in _PLANNED:
        return _planned(text, context)
    if month := month_alone(plain):
        return _without_day(month, context)
    return _unreadable(NOT_A_DATE, context)


def _planned(text: str, context: Context) -> Noticed:
    """The day of a stretch of days; what tells no day is kept as text, and holds nothing back."""
    from workbook_crm.read.periods import period

    name, is_late = context.column.name, context.column.field in _AS_LATE
    found = period(text, context.today)
    if found is not None:
        day = found.day(context.today, as_late_as_possible=is_late)
        which = _LAST_DAY if day == found.last else _FIRST_DAY
        return noticed(DAY_INFERRED, day, read=day, which=which, column=name)
    if _is_strict(context):
        return _unreadable(NOT_A_DATE, context)
    return _vague(text, context)


def _vague(text: str, context: Context) -> Noticed:
    return noticed(VAGUE_DATE, column=context.column.name, example=EXAMPLE, extra=text)


def _is_strict(context: Context) -> bool:
    strict = context.settings.strict.get(context.kind, False)
    return strict if isinstance(strict, bool) else context.column.field in strict


def told_from(base: date, day: date, column: Name) -> Noticed:
    """A day that was told from another one, with a word about it."""
    return noticed(RELATIVE_DAY, day, base=base, read=day, column=column)


def _without_day(month: Month, context: Context) -> Noticed:
    """What is missing of a month alone, with its last day as an example."""
    today = context.today
    years = [month.year] if month.year else range(today.year - 1, today.year + 2)
    ends = (date(year, month.month, monthrange(year, month.month)[1]) for year in years)
    nearest = min(ends, key=lambda end: abs((end - today).days))
    return noticed(DAY_MISSING, typed=True, column=context.column.name, example=nearest.isoformat())


def _settled(parts: Parts, context: Context) -> date | Noticed:
    if parts.is_ordered:
        return _dated(parts.year, parts.one, parts.two, parts, context)
    short = _of_short_figures(parts, context) if parts.figures else None
    if short is not None:
        return short
    if parts.one == parts.two:
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


def _of_short_figures(parts: Parts, context: Context) -> date | Noticed | None:
    """24/03/05 where the year may stand first, as in China; None where it cannot."""
    from workbook_crm.read.short_years import readings  # few columns hold such dates

    found = readings(parts.figures or (0, 0, 0), context.today)
    days = sorted(set(found.values()))
    if "year" not in found or (len(days) > 1 and context.header.isascii() and not context.year_first):
        return None
    if len(days) > 1 and not context.year_first:
        if context.day_first is not None:
            return None
        return _unreadable(AMBIGUOUS_DATE, context, ("first", days[0]), ("second", days[1]))
    return _dated(found["year"].year, found["year"].month, found["year"].day, parts, context)


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
        return day  # its end, and not the day after
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
    year_first: bool = False
    """24/03/05 is 5 March 2024 in this column."""

    @property
    def contradicts(self) -> bool:
        return bool(self.day_first_text and self.month_first_text)


def order_of(texts: Iterable[str], today: date) -> Order:
    """The order of day and month that a column's texts prove; none where they prove nothing or both."""
    from workbook_crm.read.date_text import bare, find_parts  # as above
    from workbook_crm.read.short_years import readings, year_stands_first, year_stands_last

    day_first = month_first = ""
    dated = [text for text in texts if text[:1].isdigit() and any(each in text for each in "/-.")]
    found = [(text, parts) for text in dated if (parts := find_parts(bare(text))) is not None]
    short = {parts.figures for _, parts in found if parts.figures}
    is_last = year_stands_last(short, today)
    for text, parts in found:
        may_begin = (
            bool(parts.figures) and not is_last and "year" in readings(parts.figures or (0, 0, 0), today)
        )
        if parts.is_ordered or may_begin:
            continue
        if parts.one > 12 >= parts.two:
            day_first = day_first or text
        elif parts.two > 12 >= parts.one:
            month_first = month_first or text
    proven = None if bool(day_first) == bool(month_first) else bool(day_first)
    return Order(proven, day_first, month_first, not is_last and year_stands_first(short, today))
