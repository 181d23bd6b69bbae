"""Stretches of days that people plan by: 12月初, 下季度, 2027年上半年, mid Dec, Ende Januar, Q1 2027."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from workbook_crm.model.simplified import simplified


class Period(NamedTuple):
    """Its first and last day; `is_end`: it is told by its end (月底), and has no other day."""

    first: date
    last: date
    is_end: bool = False

    def day(self, base: date, *, as_late_as_possible: bool) -> date:
        """The day that stands for it: the last one, or the first that has not passed on `base`."""
        if as_late_as_possible or self.is_end:
            return self.last
        return min(max(self.first, base), self.last) if self.last >= base else self.first


_NEAR_DAYS, _SURE_AHEAD = 100, 180
"""A month without a year is certain where it is this near, or so near ahead and no nearer behind."""
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene",
            "february feb februar février févr febrero",
            "march mar märz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug août agosto ago",
            "september sept sep septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre déc diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_PARTS = {
    "初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20), "下旬": (21, 31),
    "底": (31, 31), "末": (31, 31),
}  # fmt: skip
"""Days of a month; 31 is its last one."""
_WORDS = {
    word: part
    for part, words in (
        ("初", "early | start of | beginning of | anfang | début | principios de | inicios de"),
        ("中", "mid | middle of | mitte | mi | mediados de"),
        ("下旬", "late"),
        ("底", "end of | end | by end of | ende | fin | fin de | finales de | fines de | a finales de"),
    )
    for word in words.split(" | ")
}
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*年?|(?P<rel>[今明后]年))"
_PART = "(?P<part>份|内|之内|左右|初|上旬|中旬|中|下旬|底|末)?"
_MONTH = re.compile(
    r"^(?:(?P<year>(?:19|20)\d{2})\s*[-/.年]\s*|(?P<rel>[今明后]年)\s*)?(?P<month>0?[1-9]|1[0-2]|十?[一二三四五六七八九十])\s*(?P<is>月)?份?"
    + _PART
    + "$"
)
_OF_BASE = re.compile("^(?P<which>本|这个?|当|下下个?|下个?)月" + _PART + "$")
_LATIN = re.compile(
    r"^(?:(?P<part>"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")[\s\-]+)?(?P<month>"
    + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
    + r")\.?(?:[\s,/\-]+(?:de )?(?P<year>(?:19|20)\d{2}))?$"
)
_QUARTER = re.compile(
    rf"^(?:{_YEAR}\s*)?(?:第?(?P<n>[一二三四1-4])季度?|q(?P<q>[1-4]))(?:\s*[/\-]?\s*(?P<after>(?:19|20)\d{{2}}))?(?P<part>初|底|末|内)?$"
)
_OTHER_QUARTER = re.compile(
    r"^(?:(?P<this>本|这个?|当|this |current )|下个?|next )(?:季度?|quarter)(?P<part>初|底|末|内)?$"
)
_HALF = re.compile(rf"^(?:{_YEAR}\s*)?(?P<half>上|下)半年$")
_WHOLE_YEAR = re.compile(rf"^{_YEAR}(?P<part>初|中|底|末|内)?$")
_PHRASES = {
    word: meant
    for meant, words in (
        ("本月", "this month | diesen monat | este mes | ce mois | ce mois-ci | 月内"),
        (
            "下月",
            "next month | nächsten monat | kommenden monat | próximo mes | el próximo mes | el mes que viene"
            " | le mois prochain | mois prochain",
        ),
        ("明年", "next year | nächstes jahr | el próximo año | próximo año | l'année prochaine"),
        ("今年", "this year | dieses jahr | este año | cette année | 年内"),
    )
    for word in words.split(" | ")
}
_NUMERALS = {each: n for n, each in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


def period(text: str, base: date) -> Period | None:
    """The stretch of days that a text means when it was written on `base`; None where it names none."""
    key = " ".join(simplified(text).translate(str.maketrans("後個這", "后个这")).casefold().split()).strip(
        " .。"
    )
    key = _PHRASES.get(key, key)
    return _month(key, base) or _latin(key, base) or _of_base(key, base) or _longer(key, base)


def _month(key: str, base: date) -> Period | None:
    found = _MONTH.match(key)
    if found is None or not (found["is"] or found["year"]):
        return None
    text = found["month"]
    month = int(text) if text.isdecimal() else _NUMERALS.get(text, 0)
    year = _year(found["year"], found["rel"], base)
    return _in_month(year, month, found["part"], base) if 1 <= month <= 12 else None


def _latin(key: str, base: date) -> Period | None:
    found = _LATIN.match(key)
    if found is None:
        return None
    part = _WORDS.get(found["part"] or "")
    return _in_month(_year(found["year"], None, base), _MONTH_NAMES[found["month"]], part, base)


def _of_base(key: str, base: date) -> Period | None:
    found = _OF_BASE.match(key)
    if found is None:
        return None
    months = base.month - 1 + (0 if found["which"][0] in "本这当" else found["which"].count("下"))
    return _in_month(base.year + months // 12, months % 12 + 1, found["part"], base)


def _longer(key: str, base: date) -> Period | None:
    """Quarters, halves and years."""
    if found := _QUARTER.match(key):
        quarter = "一二三四".find(found["n"] or "x") + 1 or int(found["q"] or found["n"])
        year = _year(found["year"] or found["after"], found["rel"], base)
        year = year or base.year + (quarter * 3 < base.month)
        return _months(year, quarter * 3 - 2, 3, found["part"])
    if found := _OTHER_QUARTER.match(key):
        months = (base.month - 1) // 3 * 3 + (0 if found["this"] else 3)
        return _months(base.year + months // 12, months % 12 + 1, 3, found["part"])
    if found := _HALF.match(key):
        second = found["half"] == "下"
        year = _year(found["year"], found["rel"], base) or base.year + (not second and base.month > 6)
        return _months(year, 7 if second else 1, 6, None)
    if found := _WHOLE_YEAR.match(key):
        year = _year(found["year"], found["rel"], base) or base.year
        return _months(year, 5, 4, None) if found["part"] == "中" else _months(year, 1, 12, found["part"])
    return None


def _year(text: str | None, relative: str | None, base: date) -> int | None:
    if text:
        return int(text)
    return base.year + "今明后".index(relative[0]) if relative else None


def _months(year: int, first: int, count: int, part: str | None) -> Period:
    """So many months from one on; of its beginning a month, of its end the last day."""
    last = first + (0 if part == "初" else count - 1)
    is_end = part in ("底", "末")
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), is_end)


def _in_month(year: int | None, month: int, part: str | None, base: date) -> Period | None:
    year = year or _nearest_year(month, base)
    if year is None:
        return None
    first, last = _PARTS.get(part or "", (1, 31))
    end = monthrange(year, month)[1]
    return Period(date(year, month, min(first, end)), date(year, month, min(last, end)), first == last)


def _nearest_year(month: int, base: date) -> int | None:
    """The year in which such a month is near enough to be certain; None where it is not."""
    ends = (date(year, month, monthrange(year, month)[1]) for year in range(base.year - 1, base.year + 2))
    behind, ahead = None, None
    for end in ends:
        if end < base:
            behind = end
        else:
            ahead = ahead or end
    far = [abs((each - base).days) if each else 10_000 for each in (ahead, behind)]
    if ahead and far[0] <= min(far[1], _NEAR_DAYS):
        return ahead.year
    if behind and far[1] <= _NEAR_DAYS:
        return behind.year
    return ahead.year if ahead and far[0] <= min(_SURE_AHEAD, far[1]) else None
