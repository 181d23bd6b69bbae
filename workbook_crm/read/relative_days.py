"""Days that are told from another day: 下周三, 月底, 3天后, next Tuesday, in 3 days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from workbook_crm.model.simplified import simplified

_DAYS = {
    "今天": 0, "今日": 0, "当天": 0, "today": 0,
    "明天": 1, "明日": 1, "tomorrow": 1,
    "后天": 2, "day after tomorrow": 2, "the day after tomorrow": 2, "大后天": 3,
}  # fmt: skip
_PAST_DAYS = {
    word: days
    for days, words in (
        (0, "今天 | 今日 | 当天 | 刚才 | 刚刚 | 刚 | today | just now | heute | hoy | aujourd'hui"),
        (-1, "昨天 | 昨日 | 昨晚 | yesterday | gestern | ayer | hier"),
        (-2, "前天 | 前日 | day before yesterday | vorgestern | anteayer | avant-hier"),
        (-3, "大前天"),
    )
    for word in words.split(" | ")
}
_NUMBERS = {each: n for n, each in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "a": 1, "one": 1}
_LATER = re.compile(
    r"^(?:(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*个?(?P<zh>天|日|周|星期|礼拜|月)(?:之后|以后|后)"
    r"|in (?P<m>\d{1,2}|a|one) (?P<en>day|week|month)s?|(?P<k>\d{1,2}) (?P<later>day|week|month)s? later)$"
)
_WEEKDAY = re.compile(r"^(?P<which>下下个?|下个?|本|这个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])?$")
_EN_WEEKDAY = re.compile(
    r"^(?P<which>next|this|on)?\s*(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?$"
)
_DAY_OF_MONTH = re.compile(
    r"^(?:(?:(?P<which>本|这个?|当|下个?)月(?:的)?|this month |(?P<next>next month ))"
    r"(?:the )?(?P<day>\d{1,2})(?:[日号]|st|nd|rd|th)?|(?:the )?(?P<alone>\d{1,2})(?:[日号]|st|nd|rd|th))$"
)
_TIME_OF_DAY = re.compile(
    r"[ ,]*(?:上午|下午|早上|晚上|中午|之前|以前|前|左右|morning|afternoon|evening|am|pm"
    r"|früh|vormittag|nachmittag|matin|après-midi)$"
)
_OTHER_WORDS = {
    word: meant
    for meant, words in (
        ("today", "heute | hoy | aujourd'hui"),
        ("tomorrow", "morgen | mañana | demain"),
        ("day after tomorrow", "übermorgen | pasado mañana | après-demain"),
        (
            "next week",
            "nächste woche | kommende woche | la próxima semana | próxima semana | la semana que viene"
            " | la semaine prochaine | semaine prochaine",
        ),
        (
            "end of month",
            "ende des monats | monatsende | ende monat | fin de mes | a fin de mes | fin du mois"
            " | fin de mois | eom | month end",
        ),
        ("end of year", "jahresende | ende des jahres | fin de año | fin d'année | eoy | year end"),
        ("friday", "eow | end of week | end of the week | by end of week"),
    )
    for word in words.split(" | ")
}
"""Words of other languages, and short ones, by the English that is understood."""
_DAY_NAMES = {
    name: short
    for short, names in (
        ("mon", "montag lunes lundi"),
        ("tue", "dienstag martes mardi"),
        ("wed", "mittwoch miércoles mercredi"),
        ("thu", "donnerstag jueves jeudi"),
        ("fri", "freitag viernes vendredi"),
        ("sat", "samstag sonnabend sábado samedi"),
        ("sun", "sonntag domingo dimanche"),
    )
    for name in names.split()
}
_NEXT_NAMED = re.compile(
    r"^(?:(?:nächste[nr]?|kommende[nr]?|(?:el )?próximo) (?P<day>\w+)"
    r"|(?:el )?(?P<then>\w+) (?:prochain|próximo|que viene))$"
)
_MONTH = re.compile(r"^(?P<which>本|这个?|下个?)?月(?P<part>初|中|底|末)$")
_ENDS = {"end of month": 0, "end of the month": 0, "end of this month": 0, "end of next month": 1}
_TRADITIONAL = str.maketrans("後週個兩禮這", "后周个两礼这")
_WEEK = "一二三四五六日"
_EN_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LAST_MONTH = 12


def relative_day(text: str, base: date) -> date | None:
    """The day that a text means when it was written on `base`; None where it tells no such day."""
    plain = simplified(text).translate(_TRADITIONAL).casefold()
    key = _in_english(_TIME_OF_DAY.sub("", " ".join(plain.split()).strip(" .。")))
    if key in _DAYS:
        return base + timedelta(days=_DAYS[key])
    if key in ("next week", "下周", "下星期"):
        return _monday(base, 1)
    if key in _ENDS:
        return _in_month(base, _ENDS[key], "底")
    if key in ("年底", "end of year", "end of the year"):
        return date(base.year, _LAST_MONTH, 31)
    return _later(key, base) or _weekday(key, base) or _part_of_month(key, base) or _day_of_month(key, base)


def past_day(text: str, base: date) -> date | None:
    """The day that 今天, 昨天下午 or yesterday means when it was written on `base`; None for another text."""
    plain = " ".join(simplified(text).casefold().split()).strip(" .。")
    days = _PAST_DAYS.get(plain, _PAST_DAYS.get(_TIME_OF_DAY.sub("", plain)))
    return None if days is None else base + timedelta(days=days)


def _in_english(key: str) -> str:
    """A day in other words as it is understood; any other text as it stands."""
    if key in _OTHER_WORDS:
        return _OTHER_WORDS[key]
    if found := _NEXT_NAMED.match(key):
        name = _DAY_NAMES.get(found["day"] or found["then"])
        return f"next {name}" if name else key
    return _DAY_NAMES.get(key, key)


def _day_of_month(key: str, base: date) -> date | None:
    """本月25, 下月5号, the 25th: of this month or the next, and a day alone on the next such one."""
    found = _DAY_OF_MONTH.match(key)
    if found is None:
        return None
    day = int(found["day"] or found["alone"])
    is_next = bool(found["next"]) or (found["which"] or "").startswith("下")
    later = 1 if is_next or (found["alone"] and day < base.day) else 0
    first = _months_on(base.replace(day=1), later)
    return first.replace(day=day) if 1 <= day <= monthrange(first.year, first.month)[1] else None


def _later(key: str, base: date) -> date | None:
    found = _LATER.match(key)
    if found is None:
        return None
    number = found["n"] or found["m"] or found["k"]
    count = int(number) if number.isdecimal() else _NUMBERS[number]
    unit = found["zh"] or found["en"] or found["later"]
    if unit in ("月", "month"):
        return _months_on(base, count)
    return base + timedelta(days=count * (1 if unit in ("天", "日", "day") else 7))


def _months_on(base: date, count: int) -> date:
    """The same day so many months later, the last one of a shorter month."""
    years, month = divmod(base.month - 1 + count, 12)
    year, month = base.year + years, month + 1
    return date(year, month, min(base.day, monthrange(year, month)[1]))


def _weekday(key: str, base: date) -> date | None:
    if found := _WEEKDAY.match(key):
        if found["day"] is None:
            return None
        which, day = (found["which"] or "").removesuffix("个"), found["day"]
        nth = _WEEK.index("日" if day in "天末" else day)
        weeks = {"下下": 2, "下": 1}.get(which)
    elif found := _EN_WEEKDAY.match(key):
        nth, weeks = _EN_WEEK.index(found["day"]), 1 if found["which"] == "next" else None
    else:
        return None
    if weeks is None:  # the first such day from the base on
        return base + timedelta(days=(nth - base.weekday()) % 7)
    return _monday(base, weeks) + timedelta(days=nth)


def _monday(base: date, weeks: int) -> date:
    return base + timedelta(days=7 * weeks - base.weekday())


def _part_of_month(key: str, base: date) -> date | None:
    found = _MONTH.match(key)
    if found is None:
        return None
    day = _in_month(base, 1 if (found["which"] or "").startswith("下") else 0, found["part"])
    return day if day >= base else None


def _in_month(base: date, later: int, part: str) -> date:
    first = _months_on(base.replace(day=1), later)
    if part == "初":
        return first
    return (
        first.replace(day=15) if part == "中" else first.replace(day=monthrange(first.year, first.month)[1])
    )
