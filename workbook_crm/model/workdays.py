"""Which days a dealership works: its country's holidays, China's make-up days too, and its own exceptions.

Source of the calendars: the library `holidays`, which knows the make-up days that the State Council announced
by the time of its release. For a later year it has weekends and statutory holidays only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from workbook_crm.model.language import Language, Name

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_AHEAD = 60
"""Days; nobody rests longer, and settings that leave no day to work on do not hang us."""
_ARRANGED_YEARLY = frozenset({"CN"})
_DAY = timedelta(days=1)
_LANGUAGES = {Language.ZH: "zh_CN", Language.EN: "en_US"}


@dataclass(frozen=True)
class Workdays:
    """A dealership's working days; without a country and exceptions it works every day."""

    country: str | None = None
    """ISO 3166 code, such as CN, or GB-ENG for a part of a country with holidays of its own."""
    rest: tuple[str, ...] | None = None
    """Weekdays off, of `WEEKDAYS`; None for those of the country."""
    closed: frozenset[date] = field(default_factory=frozenset)
    open: frozenset[date] = field(default_factory=frozenset)

    @cached_property
    def _calendar(self) -> HolidayBase | None:
        return _calendar_of(self.country) if self.country else None

    @cached_property
    def _rest(self) -> frozenset[int]:
        if self.rest is not None:
            return frozenset(WEEKDAYS.index(each) for each in self.rest)
        return frozenset(self._calendar.weekend) if self._calendar is not None else frozenset()

    @property
    def are_all(self) -> bool:
        """Whether no day is off."""
        return self.country is None and not self.rest and not self.closed

    def is_workday(self, day: date) -> bool:
        """Whether the dealership works on a day; its own exceptions come before the country's."""
        if day in self.open or day in self.closed:
            return day in self.open
        is_holiday = self._calendar is not None and day in self._calendar
        is_made_up = self._calendar is not None and day in self._calendar.weekend_workdays
        return is_made_up or not (is_holiday or day.weekday() in self._rest)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from one day to another of which the calendar does not know how days off are arranged.

        China's State Council says each autumn which weekends of the next year are worked, and which days are
        off for them; there was no year without any since 2001.
        """
        if self.country is None or self.country.partition("-")[0] not in _ARRANGED_YEARLY:
            return ()
        return tuple(year for year in range(first.year, last.year + 1) if not self._is_arranged(year))

    def _is_arranged(self, year: int) -> bool:
        if self._calendar is None or date(year, 1, 1) not in self._calendar:  # asking fills in the year
            return False
        return any(day.year == year for day in self._calendar.weekend_workdays)

    def on_or_after(self, day: date) -> date:
        """The day itself where it is a working day, else the next one."""
        for ahead in range(_LOOK_AHEAD):
            if self.are_all or self.is_workday(days_after(day, ahead)):
                return days_after(day, ahead)
        return day

    def next_after(self, day: date) -> date:
        """The next working day."""
        return self.on_or_after(days_after(day, 1))

    def holiday(self, day: date, language: Language) -> str:
        """What a day off is called, where the country's calendar has a name in the language; else empty."""
        if self.country is None or self.is_workday(day):
            return ""
        names = (_calendar_of(self.country, language).get(day) or "").split("; ")
        if language is Language.ZH:
            return "、".join(each for each in names if not each.isascii())
        return " and ".join(names)


EVERY_DAY = Workdays()


def days_after(day: date, count: int) -> date:
    """The day so many days later; the last that there is, where that lies beyond: "never" is 9999-12-31."""
    return date.fromordinal(max(1, min(day.toordinal() + count, date.max.toordinal())))


def _calendar_of(place: str, language: Language | None = None) -> HolidayBase:
    from holidays import country_holidays  # a big library, only for those who ask for it

    country, _, part = place.partition("-")
    return country_holidays(
        country, subdiv=part or None, language=_LANGUAGES.get(language) if language else None
    )


def arrangement_unknown(year: int) -> Name:
    """What is to be said of a year whose days off are not known."""
    return Name(
        f"本版本还不知道 {year} 年的放假和调休安排，只按周末和法定节假日推算",
        f"the arrangement for {year} is not known to this version: "
        "only weekends and statutory holidays count",
    )


def has_holidays(place: str) -> bool:
    """Whether the holidays of a country, or of a part of one, are known."""
    try:
        _calendar_of(place)
    except NotImplementedError:
        return False
    return True
