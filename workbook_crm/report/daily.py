"""The files of a day: lists to print, lists to fill in, the report, and the page that ties them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.run import Parcel
from workbook_crm.report.due import due_list
from workbook_crm.report.due_workbook import due_workbook
from workbook_crm.report.excel import report_workbook
from workbook_crm.report.pages import Pages
from workbook_crm.report.reports import all_tables
from workbook_crm.report.words import NOBODY

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MOST_BYTES = 120


def daily_files(
    facts: DailyFacts, *, language: Language, today: date, templates: Path | None = None
) -> tuple[Parcel, ...]:
    """Every file of the day, at its path in the workspace."""
    return tuple(_files(facts, language, today, templates))


def _files(facts: DailyFacts, language: Language, today: date, templates: Path | None) -> Iterator[Parcel]:
    folder = f"reports/{today.isoformat()}"
    due, pages = due_list(facts, today), Pages(language, templates)
    tables = all_tables(facts, due, language)
    names = [(each, safe_name(each.person or NOBODY[language])) for each in due.people]
    links = [
        (each.person or NOBODY[language], f"digest-{name}.html", f"due-{name}.xlsx") for each, name in names
    ]
    yield Parcel(f"{folder}/index.html", pages.index(due, tables, links).encode())
    yield Parcel(f"{folder}/digest.html", pages.digest(today, due.people).encode())
    yield Parcel(f"{folder}/report.xlsx", report_workbook(tables, language, today))
    for each, name in names:
        yield from _personal(folder, name, each, facts, pages, due, language)


def _personal(
    folder: str, name: str, mine: PersonDue, facts: DailyFacts, pages: Pages, due: DueList, language: Language
) -> Iterator[Parcel]:
    midnight = datetime(due.date.year, due.date.month, due.date.day)
    yield Parcel(f"{folder}/digest-{name}.html", pages.digest(due.date, (mine,)).encode())
    yield Parcel(f"{folder}/due-{name}.xlsx", due_workbook(mine, facts.choices, language, midnight))


def safe_name(person: str) -> str:
    """A person's name as part of a file name that Windows and Linux both take."""
    name = _UNSAFE.sub("_", person).strip(" .") or "_"
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    return f"_{name}" if _RESERVED.fullmatch(name) else name
