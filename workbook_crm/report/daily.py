"""The files of a day: lists to print, lists to fill in, the report, and the page that ties them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from typing import TypeVar

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.file_names import file_name_of_person
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import LeftOut, all_in_words
from workbook_crm.model.options import OPEN
from workbook_crm.model.report import DailyFacts, ReportTable, Unit
from workbook_crm.model.run import Outcome, Parcel
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.stamps import ExportSheet, Imprint
from workbook_crm.report.calendar import AllTold, Calendars, Plans, calendar, planned_by_person, told_after
from workbook_crm.report.contained import Maker, PoisonedError, culprits, without
from workbook_crm.report.digest import Day, PersonSheet, day_in_words, digest_of, digest_of_all, sheets_of
from workbook_crm.report.drawn import DrawnCell, drawn_cells, rows_page
from workbook_crm.report.due import due_list
from workbook_crm.report.due_workbook import due_sheets, due_workbook
from workbook_crm.report.excel import ReportWorkbook
from workbook_crm.report.figures import cell_in_words
from workbook_crm.report.followed import Known, followed_in, known_records
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.report.pages import Figure, Pages, PersonFiles
from workbook_crm.report.reports import (
    REPORTS,
    BackPage,
    Report,
    Sources,
    counts_of,
    day_tables,
    pages_of,
    sources_of,
    tables_of,
)
from workbook_crm.report.words import NOBODY, words

T = TypeVar("T")

File = tuple[str, bytes]
"""Name and content."""
Beside = Callable[[Callable[[], bytes]], AbstractContextManager[Callable[[], bytes]]]
"""Begins pure work; what it yields waits for the result."""


def no_imprint(_person: str, _sheets: tuple[ExportSheet, ...]) -> None:
    """No stamp, for a workbook of no store."""


@dataclass(frozen=True)
class Making:
    """How the files of a day are made, whatever the facts."""

    language: Language
    today: date
    templates: OwnTemplates | None = None
    look: Look = OURS
    has_pdf: bool = False
    """Lists are printed too."""
    beside: Beside = nullcontext
    """Begins half of the work on a core of its own, where there is one."""
    calendars: Calendars | None = None
    imprint: Callable[[str, tuple[ExportSheet, ...]], Imprint | None] = no_imprint
    """The stamp of a workbook that a person is given, by what its sheets hold."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a day, and what they had to be made without."""

    files: tuple[Parcel, ...]
    left_out: tuple[LeftOut, ...] = ()
    told: AllTold | None = None
    """The events of the calendars, for the next making; None where there are no calendars."""
    people: tuple[tuple[PersonSheet, str], ...] = ()
    """Everybody's part of the print, and the name of their files."""
    day: Day | None = None
    """None for the reports of several days, which have no lists."""


def daily_files(
    facts: DailyFacts,
    *,
    language: Language,
    today: date,
    templates: OwnTemplates | None = None,
    look: Look = OURS,
    has_pdf: bool = False,
    beside: Beside = nullcontext,
) -> tuple[Parcel, ...]:
    """Every file of the day, at its path in the workspace."""
    return made_of(facts, Making(language, today, templates, look, has_pdf, beside)).files


def made_of(facts: DailyFacts, making: Making, report_of: Callable[[Exception], str] = lambda _: "") -> Made:
    """Every file of the day that can be made, and what was left out of it.

    `report_of` writes down an error for whoever maintains the program and returns the name of the report.
    """
    left_out = list(facts.left_out)
    while True:
        day = _Day(replace(facts, left_out=tuple(left_out)), making, report_of)
        try:
            files = tuple(day.files())
            people = tuple(day.mailed()) if facts.first is None else ()
        except PoisonedError as poisoned:
            report = report_of(poisoned.why)
            left_out += (_left_out(facts, each, report) for each in sorted(poisoned.numbers))
            facts = without(facts, poisoned.numbers)
        else:
            folder = folder_of(making.today, facts.first)
            parcels = tuple(Parcel(f"{folder}/{name}", content) for name, content in files)
            words = day.words if facts.first is None else None
            return Made(parcels, tuple(day.left_out), day.told, people, words)


def folder_of(day: date, first: date | None = None) -> str:
    """Where the files of a day lie, or those of the days since `first`."""
    name = day.isoformat() if first is None else f"{first.isoformat()}..{day.isoformat()}"
    return f"reports/{name}"


def due_of(facts: DailyFacts, making: Making) -> DueList:
    """Everybody's list as of the day, without the records that it cannot be made with."""
    while True:
        try:
            return _Day(facts, making).due
        except PoisonedError as poisoned:
            facts = without(facts, poisoned.numbers)


def _left_out(facts: DailyFacts, number: str, report: str) -> LeftOut:
    kinds = {each.number: each.kind for each in facts.open_records}
    kinds |= {each.number: each.kind for each in (facts.insight.prospects if facts.insight else ())}
    return LeftOut(SHEET_OF[kinds.get(number, "opportunities")].name, number, report=report)


_DUE = Name("跟进清单", "The due lists")
_CALENDARS = Name("日历", "The calendars")
_BACK = Name("回看的页面", "The pages that look back")
_CAME_IN = Name("收到的文件", "What came in")
_INDEX = Name("今日总览 index.html", "The page index.html")


class _Day:
    """The files of one day from its facts; each part that fails is left out, and the others are made."""

    def __init__(
        self, facts: DailyFacts, making: Making, report_of: Callable[[Exception], str] = lambda _: ""
    ) -> None:
        self.facts, self.making, self.report_of = facts, making, report_of
        self.left_out = list(facts.left_out)
        self.pages = Pages(
            making.language, making.templates, making.look, facts.currency_digits, facts.first, facts.version
        )

    def part(self, what: Name, make: Callable[[_Day], T], otherwise: T) -> T:
        """What `make` makes of this day; where it fails whatever the records are, `otherwise`.

        Raises PoisonedError where some records are to blame.
        """
        return self._part(what, lambda: make(self), lambda facts: make(_Day(facts, self.making)), otherwise)

    def _part(self, what: Name, now: Callable[[], T], again: Maker, otherwise: T) -> T:
        try:
            return now()
        except PoisonedError:
            raise
        except Exception as error:  # our mistake, of this part only
            numbers = culprits(self.facts, again)
            if numbers:
                raise PoisonedError(numbers, error) from error
            self.left_out.append(LeftOut(what, report=self.report_of(error)))
            return otherwise

    def files(self) -> Iterator[File]:
        """Each file that can be made, by name; the index comes last: it says what was left out."""
        no_figures: tuple[Figure, ...] = ()
        back = tuple(table for each in self.looking_back for table in each.tables)
        workbook, tables = self._workbook(), (*self.standing, *back, *self.of_day)
        figures = self.part(_INDEX, lambda day: day.figures, no_figures)
        with self.making.beside(partial(workbook.made_of, tables, figures)) as report:
            files = [
                *(self._lists() if self.facts.first is None else ()),
                *self._page("report.html", lambda day: day.report()),
                *(file for each in self.looking_back for file in self._back_page(each.file)),
                *(file for table in (*self.standing, *back) for file in self._rows_page(table)),
            ]
            name = Name("report.xlsx", "report.xlsx")
            made = self._part(name, report, lambda facts: _Day(facts, self.making).workbook(), b"")
            files += [("report.xlsx", made)] if made else []
        yield from self._page("index.html", lambda day: day.index())
        yield from files

    def _lists(self) -> Iterator[File]:
        """What people work with on the day; a report of several days has none."""
        yield from self._page("digest.html", lambda day: day.digest())
        for person, name in self.people:
            yield from self._of(person, name)
        for former, name in self.former:
            yield from self._calendar(former, name)

    def _page(self, file: str, make: Callable[[_Day], bytes]) -> Iterator[File]:
        content = self.part(Name(file, file), make, b"")
        if content:
            yield file, content

    @cached_property
    def due(self) -> DueList:
        today = self.making.today
        return self.part(_DUE, lambda day: due_list(day.facts, day.making.today), DueList(today, ()))

    @cached_property
    def standing(self) -> tuple[ReportTable, ...]:
        tables = (self._tables(name, make) for name, make in REPORTS)
        return (*(each for some in tables for each in some), *self.counts)

    def _tables(self, name: Name, make: Report) -> tuple[ReportTable, ...]:
        nothing: tuple[ReportTable, ...] = ()
        return self.part(name, lambda day: tables_of(make, day.sources), nothing)

    @cached_property
    def looking_back(self) -> tuple[BackPage, ...]:
        """The pages that tell of the days before."""
        nothing: tuple[BackPage, ...] = ()
        return self.part(_BACK, lambda day: tuple(pages_of(day.sources)), nothing)

    @cached_property
    def counts(self) -> tuple[ReportTable, ...]:
        """How much waits for each; the last report."""
        nothing: tuple[ReportTable, ...] = ()
        return self.part(_DUE, lambda day: (counts_of(day.due, day.making.language),), nothing)

    @cached_property
    def sources(self) -> Sources:
        return sources_of(self.facts, self.due, self.making.language)

    @cached_property
    def of_day(self) -> tuple[ReportTable, ...]:
        nothing: tuple[ReportTable, ...] = ()
        made = self.making
        return self.part(_CAME_IN, lambda day: day_tables(day.facts, made.language, made.today), nothing)

    @cached_property
    def people(self) -> tuple[tuple[PersonDue, str], ...]:
        """Everybody who gets a list, each with the name of their files."""
        everybody = (*self.due.people, *_with_nothing_due(self.facts, self.due))
        return tuple(zip(everybody, _file_names(everybody, self.making.language), strict=True))

    @cached_property
    def sheets(self) -> Mapping[str, PersonSheet]:
        """Everybody's part of the print, by person."""
        sheets = sheets_of((each for each, _name in self.people), self.making.language, self.making.today)
        return {each.mine.person: each for each in sheets}

    def mailed(self) -> Iterator[tuple[PersonSheet, str]]:
        """Everybody's part of the print, for who is mailed it, with the name of their files."""
        nothing: Mapping[str, PersonSheet] = {}
        sheets = self.part(_DUE, lambda day: day.sheets, nothing)
        yield from ((sheets[each.person], name) for each, name in self.people if each.person in sheets)

    @cached_property
    def words(self) -> Day:
        return day_in_words(self.facts, self.due, self.making.language)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        told = _figures(self.facts, self.due, self.making.language)
        return tuple(each for each in told if self.facts.first is None or each[0] not in _OF_LISTS)

    @cached_property
    def known(self) -> Mapping[str, Known]:
        return known_records(self.facts, self.due, self.making.language)

    @cached_property
    def events(self) -> Plans | None:
        """None where they cannot be made: a calendar without them would cancel them all."""
        today = self.making.today
        return self.part(_CALENDARS, lambda day: planned_by_person(day.facts, today), None)

    @property
    def told(self) -> AllTold | None:
        if self.events is None:
            return None
        return told_after(self.events, self._told_before, self.making.today)

    @property
    def _told_before(self) -> AllTold:
        return self.making.calendars.told if self.making.calendars else {}

    @cached_property
    def former(self) -> tuple[tuple[str, str], ...]:
        """Who has nothing to do any more, and a calendar to be told of it; each with their file's name."""
        there = {each.person for each, _name in self.people}
        former = [PersonDue(each) for each in self._told_before if each not in there]
        names = _file_names([*(each for each, _name in self.people), *former], self.making.language)
        return tuple(zip((each.person for each in former), [*names][len(there) :], strict=True))

    def _workbook(self) -> ReportWorkbook:
        made, facts = self.making, self.facts
        nothing: Mapping[str, Known] = {}
        known = self.part(Name("report.xlsx", "report.xlsx"), lambda day: day.known, nothing)
        return ReportWorkbook(
            made.language, made.today, made.look, known, facts.currency_digits,
            has_pages=facts.records.are_made, first=facts.first, version=facts.version,
        )  # fmt: skip

    def workbook(self) -> bytes:
        """The report as a workbook."""
        back = (table for each in self.looking_back for table in each.tables)
        return self._workbook().made_of((*self.standing, *back, *self.of_day), self.figures)

    def digest(self) -> bytes:
        """Everybody's print."""
        linked = self.facts.records.are_made
        sheets = tuple(self.sheets.values())
        return encoded(self.pages.digest(digest_of_all(sheets, self.words, has_pages=linked)))

    def report(self) -> bytes:
        """All reports on one page."""
        return encoded(self.pages.report(self.making.today, self.standing, self.facts.records))

    def index(self) -> bytes:
        """The page that ties the day's files together, and says what is missing."""
        made, counts = self.making, next(iter(self.counts), None)
        return encoded(
            self.pages.index(
                made.today,
                self.figures,
                [column.name[made.language] for column in counts.columns[1:]] if counts else [],
                list(_people_files(self.people, counts, made.language, made.has_pdf)) if counts else [],
                self.of_day,
                self.facts.records,
                all_in_words(self.left_out, made.language),
                self.facts.leavers,
                is_any_held=any(each.outcome is Outcome.HELD for each in self.facts.receipts),
                has_pdf=made.has_pdf,
                pages=[(each.title[made.language], each.file) for each in self.looking_back],
            )
        )

    def _back_page(self, file: str) -> Iterator[File]:
        """One page that looks back."""

        def page(day: _Day) -> bytes:
            found = (each for each in day.looking_back if each.file == file)
            return b"".join(encoded(day.pages.looking_back(each, day.facts.records)) for each in found)

        yield from self._page(file, page)

    def _of(self, person: PersonDue, name: str) -> Iterator[File]:
        """One person's print, calendar and workbook; each that cannot be made leaves the other two."""
        yield from self._page(f"digest-{name}.html", lambda day: day.print_of(person.person))
        yield from self._calendar(person.person, name)
        yield from self._page(f"due-{name}.xlsx", lambda day: day.form_of(person.person))

    def _calendar(self, person: str, name: str) -> Iterator[File]:
        yield from self._page(f"calendar-{name}.ics", lambda day: day.calendar_of(person))

    def print_of(self, person: str) -> bytes:
        """One person's list to print."""
        sheet, linked = self._sheet_of(person), self.facts.records.are_made
        return encoded(self.pages.digest(digest_of(sheet, self.words, has_pages=linked)))

    def calendar_of(self, person: str) -> bytes:
        """One person's calendar; empty bytes where it cannot be made."""
        if self.events is None:
            return b""
        made = self.making
        return calendar(person, self.events.get(person, ()), made.language, made.today, made.calendars)

    def form_of(self, person: str) -> bytes:
        """One person's list to fill in."""
        made, facts = self.making, self.facts
        midnight = datetime(made.today.year, made.today.month, made.today.day)
        mine = self._sheet_of(person).mine
        imprint = made.imprint(person, due_sheets(mine, made.language))
        digits = facts.currency_digits
        return due_workbook(mine, facts.choices, made.language, midnight, made.look, digits, imprint)

    def _sheet_of(self, person: str) -> PersonSheet:
        """Their part of the print; an empty one where the facts tell of nothing of theirs."""
        known = self.sheets.get(person)
        return known or sheets_of((PersonDue(person),), self.making.language, self.making.today)[0]

    def _rows_page(self, table: ReportTable) -> Iterator[File]:
        file, today = rows_page(table), self.making.today

        def page(day: _Day) -> bytes:
            back = ((each.file, each.tables) for each in day.looking_back)
            pages = (("report.html", day.standing), *back)
            tables = [(each, page) for page, some in pages for each in some if rows_page(each) == file]
            made = (day.pages.rows(today, each, day.known, day.facts.records, on) for each, on in tables)
            return b"".join(encoded(each) for each in made if each)

        yield from self._page(file, page)


def encoded(page: str) -> bytes:
    """A page as bytes; half a character of another program's is shown as a question mark."""
    return page.encode(errors="replace")


def _with_nothing_due(facts: DailyFacts, due: DueList) -> Iterator[PersonDue]:
    """Salespeople who have nothing to do: their files say so, in the place of those of an hour ago."""
    listed = {each.person for each in due.people}
    yield from (PersonDue(name) for name in facts.salespeople if name not in listed)


def _people_files(
    names: Iterable[tuple[PersonDue, str]], counts: ReportTable, language: Language, has_pdf: bool
) -> Iterator[PersonFiles]:
    """Everybody's row on the index; `counts`: of those who have something to do, who come first."""
    word, followed = words(language), followed_in(counts, language)
    nothing = tuple(DrawnCell("0") for _ in counts.columns[1:])
    for nth, (each, name) in enumerate(names):
        links = (
            (word["print_list"], f"digest-{name}.html"),
            *([("PDF", f"digest-{name}.pdf")] if has_pdf else []),
            (word["fill_in"], f"due-{name}.xlsx"),
            (word["calendar"], f"calendar-{name}.ics"),
        )
        cells = nothing
        if nth < len(counts.rows):
            drawn = tuple(drawn_cells(counts, nth, counts.rows[nth], followed, language, has_pages=False))
            cells = drawn[1:]
        yield PersonFiles(each.person or NOBODY[language], cells, links)


_OF_LISTS = ("figure_due", "figure_overdue")
"""Figures that lead to the lists of a day."""


def _figures(facts: DailyFacts, due: DueList, language: Language) -> Iterator[Figure]:
    rows = [row for _person, row in due.rows()]
    held = sum(sheet.held for receipt in facts.receipts for sheet in receipt.sheets)
    open_sums = [each for each in facts.stages if each.state == OPEN]
    amount = sum((each.amount for each in open_sums), Decimal(0))
    yield "figure_due", f"{len(rows):,}"
    yield "figure_overdue", f"{sum(row.days_overdue > 0 for row in rows):,}"
    yield "figure_open", f"{sum(each.count for each in open_sums):,}"
    yield "figure_amount", cell_in_words(amount, Unit.MONEY, language, facts.currency_digits)
    yield "figure_files", f"{len(facts.receipts):,}"
    yield "figure_held", f"{held:,}"


def _file_names(people: Iterable[PersonDue], language: Language) -> Iterator[str]:
    """A name for each person's files, apart even where a file system does not tell capitals."""
    taken: Counter[str] = Counter()
    for each in people:
        name = file_name_of_person(each.person or NOBODY[language])
        taken[name.casefold()] += 1
        nth = taken[name.casefold()]
        yield name if nth == 1 else f"{name} ({nth})"
