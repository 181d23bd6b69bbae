"""The files of a day: lists to print, lists to fill in, the report, and the page that ties them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import OPEN
from workbook_crm.model.report import DailyFacts, ReportTable, Unit
from workbook_crm.model.run import Outcome, Parcel
from workbook_crm.report.calendar import calendar, planned_by_person
from workbook_crm.report.digest import Day, PersonSheet, day_in_words, digest_of, digest_of_all, sheets_of
from workbook_crm.report.drawn import DrawnCell, drawn_cells, rows_page
from workbook_crm.report.due import due_list
from workbook_crm.report.due_workbook import due_workbook
from workbook_crm.report.excel import ReportWorkbook
from workbook_crm.report.figures import cell_in_words
from workbook_crm.report.followed import Known, followed_in, known_records
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.report.pages import Figure, Pages, PersonFiles
from workbook_crm.report.reports import day_tables, standing_tables
from workbook_crm.report.words import NOBODY, words

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MOST_BYTES = 120

File = tuple[str, bytes]
"""Name and content."""
Beside = Callable[[Callable[[], bytes]], AbstractContextManager[Callable[[], bytes]]]
"""Begins pure work; what it yields waits for the result."""


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
    """Every file of the day, at its path in the workspace; `has_pdf`: lists are printed too.

    `beside` begins half of the work on a core of its own, where there is one.
    """
    folder = f"reports/{today.isoformat()}"
    pages = Pages(language, templates, look, facts.currency_digits)
    files = _files(facts, language, today, pages, look, has_pdf, beside)
    return tuple(Parcel(f"{folder}/{name}", content) for name, content in files)


def _files(
    facts: DailyFacts,
    language: Language,
    today: date,
    pages: Pages,
    look: Look,
    has_pdf: bool,
    beside: Beside,
) -> Iterator[File]:
    due = due_list(facts, today)
    standing, of_day = standing_tables(facts, due, language), day_tables(facts, language, today)
    everybody = (*due.people, *_with_nothing_due(facts, due))
    names = list(_file_names(everybody, language))
    counts = standing[-1]  # of what is due, the last table
    people = list(_people_files(zip(everybody, names, strict=True), counts, language, has_pdf))
    sheets = sheets_of(everybody, language)
    day, figures = day_in_words(facts, due, language), tuple(_figures(facts, due, language))
    linked = facts.records.are_made
    is_any_held = any(each.outcome is Outcome.HELD for each in facts.receipts)
    known = known_records(facts, due, language)
    workbook = ReportWorkbook(
        language, today, look, known, facts.currency_digits, has_pages=facts.records.are_made
    )
    with beside(partial(workbook.made_of, (*standing, *of_day), figures)) as report:
        index = pages.index(
            today,
            figures,
            [column.name[language] for column in counts.columns[1:]],
            people,
            of_day,
            facts.records,
            is_any_held=is_any_held,
            has_pdf=has_pdf,
        )
        digest = pages.digest(digest_of_all(sheets, day, has_pages=linked)).encode()
        tables = pages.report(today, standing, facts.records).encode()
        lists = list(_of_people(zip(sheets, names, strict=True), pages, facts, language, today, day, look))
        rows = list(_rows_pages(pages, today, standing, known, facts))
        yield from (
            ("index.html", index.encode()),
            ("digest.html", digest),
            ("report.xlsx", report()),
            ("report.html", tables),
            *lists,
            *rows,
        )


def _rows_pages(
    pages: Pages, today: date, standing: Sequence[ReportTable], known: Mapping[str, Known], facts: DailyFacts
) -> Iterator[File]:
    for table in standing:
        rows = pages.rows(today, table, known, facts.records)
        if rows:
            yield rows_page(table), rows.encode()


def _of_people(
    names: Iterable[tuple[PersonSheet, str]],
    pages: Pages,
    facts: DailyFacts,
    language: Language,
    today: date,
    day: Day,
    look: Look,
) -> Iterator[File]:
    events, linked = planned_by_person(facts, today), facts.records.are_made
    midnight = datetime(today.year, today.month, today.day)
    for each, name in names:
        yield f"digest-{name}.html", pages.digest(digest_of(each, day, has_pages=linked)).encode()
        yield f"calendar-{name}.ics", calendar(events.get(each.mine.person, ()), language, today)
        yield (
            f"due-{name}.xlsx",
            due_workbook(each.mine, facts.choices, language, midnight, look, facts.currency_digits),
        )


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
        name = safe_name(each.person or NOBODY[language])
        taken[name.casefold()] += 1
        nth = taken[name.casefold()]
        yield name if nth == 1 else f"{name} ({nth})"


def safe_name(person: str) -> str:
    """A person's name as part of a file name that Windows and Linux both take."""
    name = _UNSAFE.sub("_", person).strip(" .") or "_"
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    return f"_{name}" if _RESERVED.fullmatch(name) else name
