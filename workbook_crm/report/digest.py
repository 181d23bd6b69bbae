"""What is printed at eight o'clock, as a value: a page for whoever leads, and everybody's calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import arrangement_unknown
from workbook_crm.report.calls import Call, CallList, call_lists
from workbook_crm.report.unmended import ToMend, to_mend
from workbook_crm.report.words import NOBODY, weekday

MOST_URGENT = 10
"""Calls that the first page of all lists names."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a list, in words."""

    date: date
    weekday: str
    day_off: str = ""
    """Why it is none to work on; empty on a working day."""
    next_workday: str = ""
    """In words, where the day is one off."""
    is_cut: bool = False
    """Of what is not due there is more than the lists hold."""
    notes: tuple[str, ...] = ()
    """Sentences on what the calendar does not know."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonSheet:
    """One person's part of the print; equal to itself only, so that a page knows it again."""

    mine: PersonDue
    person: str
    """In words, where a list is nobody's."""
    due: int
    overdue: int
    lists: tuple[CallList, ...]
    to_mend: tuple[ToMend, ...] = ()
    """What they sent that was rejected, and is not mended."""

    @property
    def calls(self) -> int:
        return sum(len(each.calls) for each in self.lists if each.name == "due")


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has to do, for whoever leads."""

    person: str
    calls: int
    due: int
    overdue: int
    longest: int
    """Days overdue of the oldest."""
    amount: Decimal
    """Of the opportunities that are due."""
    coming: int
    undated: int
    neglected: int
    closing: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole print. `loads` and `urgent` are empty in the print of one person."""

    day: Day
    sheets: tuple[PersonSheet, ...]
    has_pages: bool = False
    """Whether records have pages of their own to link to."""
    loads: tuple[Load, ...] = ()
    urgent: tuple[tuple[str, Call], ...] = ()
    """The calls of all that are overdue longest, with whose they are."""

    @property
    def total(self) -> Load:
        """The sums of the loads."""
        counts = ("calls", "due", "overdue", "coming", "undated", "neglected", "closing")
        sums = {name: sum(getattr(each, name) for each in self.loads) for name in counts}
        longest = max((each.longest for each in self.loads), default=0)
        return Load("", longest=longest, amount=sum((each.amount for each in self.loads), Decimal(0)), **sums)


def day_in_words(facts: DailyFacts, due: DueList, language: Language) -> Day:
    """The day with its weekday, and, where it is none to work on, its name and the next working day."""
    said, notes = weekday(due.date, language), tuple(_sentence(each, language) for each in due.unknown_years)
    if due.next_workday is None or facts.workdays.is_workday(due.date):
        return Day(due.date, said, is_cut=due.is_cut, notes=notes)
    following = due.certain_workday
    off = facts.workdays.holiday(due.date, language) or said
    when = f"{following.isoformat()} {weekday(following, language)}" if following else ""
    return Day(due.date, said, off, when, due.is_cut, notes)


def _sentence(year: int, language: Language) -> str:
    said = arrangement_unknown(year)[language]
    return f"{said[0].upper()}{said[1:]}{'。' if language is Language.ZH else '.'}"


def sheets_of(people: Iterable[PersonDue], language: Language, today: date) -> tuple[PersonSheet, ...]:
    """Everybody's part of the print."""
    return tuple(_sheet(each, language, today) for each in people)


def _sheet(each: PersonDue, language: Language, today: date) -> PersonSheet:
    overdue = sum(row.days_overdue > 0 for row in each.due)
    wrong = to_mend(each.unmended, today, language)
    return PersonSheet(each, each.person or NOBODY[language], len(each.due), overdue, call_lists(each), wrong)


def digest_of(sheet: PersonSheet, day: Day, *, has_pages: bool = False) -> Digest:
    """One person's print."""
    return Digest(day, (sheet,), has_pages)


def digest_of_all(sheets: Sequence[PersonSheet], day: Day, *, has_pages: bool = False) -> Digest:
    """Everybody's print; before it, where they are several, a page that sums up for whoever leads."""
    filled = tuple(
        each for each in sheets if each.lists or each.mine.claims or each.mine.missing or each.to_mend
    )
    if len(sheets) < 2:
        return Digest(day, filled, has_pages)
    return Digest(day, filled, has_pages, tuple(map(_load, sheets)), _most_urgent(filled))


def _load(sheet: PersonSheet) -> Load:
    each = sheet.mine
    return Load(
        sheet.person,
        sheet.calls,
        sheet.due,
        sheet.overdue,
        max((row.days_overdue for row in each.due), default=0),
        sum((row.record.amount or Decimal(0) for row in each.due), Decimal(0)),
        len(each.coming),
        len(each.undated),
        len(each.neglected),
        len(each.closing),
    )


def _most_urgent(sheets: Sequence[PersonSheet]) -> tuple[tuple[str, Call], ...]:
    overdue = [
        (sheet.person, call)
        for sheet in sheets
        for each in sheet.lists
        for call in each.calls
        if call.days_overdue
    ]
    return tuple(sorted(overdue, key=lambda each: -each[1].days_overdue)[:MOST_URGENT])
