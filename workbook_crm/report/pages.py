"""HTML pages from templates. A workspace's own template of the same name comes before ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2.runtime import Macro

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.language import Language
from workbook_crm.model.report import RecordPages, ReportTable
from workbook_crm.model.versions import StoreVersion
from workbook_crm.report.digest import Digest
from workbook_crm.report.drawn import DrawnCell, DrawnTable, anchor_of, drawn, drawn_rows
from workbook_crm.report.due import last_follow_up, wish
from workbook_crm.report.figures import amount_in_words
from workbook_crm.report.followed import Known
from workbook_crm.report.heights import shortened
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.report.reasons import reasons
from workbook_crm.report.reports import BackPage
from workbook_crm.report.templates import environment, rendered
from workbook_crm.report.words import days_in_words, figure_name

MOST_ROWS = 500
"""Of one table on a page; the workbook has them all."""
MOST_TO_MEND = 12
"""Rejected rows that one person's print tells; the index and the report have them all."""

Figure = tuple[str, str]
"""(key of its word, the figure in words) of a number that stands at the top."""


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """Where a figure at the top leads: from the index to a page, in the workbook to the sheet of a table."""

    page: str
    table: str


FIGURES: Mapping[str, tuple[LeadsTo, ...]] = {
    "figure_due": (LeadsTo("digest.html", "due"),),
    "figure_overdue": (LeadsTo("digest.html", "due"),),
    "figure_open": (LeadsTo("report.html#pipeline", "pipeline"),),
    "figure_amount": (LeadsTo("report.html#pipeline", "pipeline"),),
    "figure_files": (LeadsTo("#what-came-in", "what-came-in"),),
    "figure_held": (
        LeadsTo("#held-back-not-mended-yet", "held-back-not-mended-yet"),
        LeadsTo("#held-rows", "held-rows"),
    ),
}
"""By the key of its word: the first that is there."""


def leads_to(key: str, tables: Collection[str]) -> LeadsTo:
    """Where a figure leads, among the tables with these anchors; the last place where none is among them."""
    return next((each for each in FIGURES[key] if each.table in tables), FIGURES[key][-1])


@dataclass(frozen=True, slots=True)
class PersonFiles:
    """One person's row on the index: counts of each list, and links to the files."""

    person: str
    counts: tuple[DrawnCell, ...]
    links: tuple[tuple[str, str], ...]
    """(name, path)"""


class Pages:
    """Renders the pages of one language."""

    def __init__(
        self,
        language: Language,
        own: OwnTemplates | None = None,
        look: Look = OURS,
        digits: int = 2,
        first: date | None = None,
        version: StoreVersion | None = None,
    ) -> None:
        """`first`: of the days that the pages tell of; None for pages of one day."""
        self._environment = environment(language, own, look, version)
        filters: dict[str, Callable[..., Any]] = {
            "short": shortened,
            "amount": lambda amount: amount_in_words(amount, digits),
            "reasons": lambda listed: reasons(listed, language),
            "wish": wish,
            "once": self._once,
        }
        self._environment.add(
            filters=filters,
            last=last_follow_up,
            when=lambda day: days_in_words(first, day, language),
            is_period=first is not None,
        )
        self._language, self._first = language, first
        self._made: dict[Hashable, str] = {}

    def _once(self, of: object, part: Macro, key: Hashable = None) -> str:
        """A part that stands in several places of a day's pages, made once; `key`: what `of` is known by."""
        known = part.name, key or of
        if known not in self._made:
            self._made[known] = part(of)
        return self._made[known]

    def digest(self, digest: Digest) -> str:
        """The printable list: a section and a new page for each person."""
        return rendered(
            self._environment, "digest.html", digest=digest, most=MOST_ROWS, most_to_mend=MOST_TO_MEND
        )

    def index(
        self,
        day: date,
        figures: Sequence[Figure],
        lists: Sequence[str],
        files: Sequence[PersonFiles],
        tables: Sequence[ReportTable],
        records: RecordPages,
        left_out: Sequence[str] = (),
        leavers: Sequence[tuple[str, int]] = (),
        *,
        is_any_held: bool,
        has_pdf: bool,
        pages: Sequence[tuple[str, str]] = (),
    ) -> str:
        """The page that ties the day's files together.

        `lists`: what the counts of each person are of; `left_out`: what the lists had to be made without;
        `leavers`: who has left, and how many open records they own;
        `is_any_held`: whether files were not taken in;
        `has_pdf`: whether the lists of all are there as PDF;
        `pages`: (title, file name) of those that look back.
        """
        return rendered(
            self._environment,
            "index.html",
            day=day,
            figures=self._figures(figures, tables),
            lists=lists,
            files=files,
            tables=self._tables(tables, records),
            records=records,
            left_out=left_out,
            leavers=leavers,
            is_any_held=is_any_held,
            has_pdf=has_pdf,
            pages=pages,
        )

    def report(self, day: date, tables: Sequence[ReportTable], records: RecordPages) -> str:
        """All reports on one page."""
        drawn_tables = self._tables(tables, records)
        return rendered(self._environment, "report.html", day=day, tables=drawn_tables)

    def looking_back(self, page: BackPage, records: RecordPages) -> str:
        """A page of its own for tables that tell of the days before."""
        return rendered(
            self._environment,
            "back.html",
            title=page.title[self._language],
            days=days_in_words(page.first if page.first < page.last else None, page.last, self._language),
            tables=self._tables(page.tables, records),
        )

    def rows(
        self,
        day: date,
        table: ReportTable,
        known: Mapping[str, Known],
        records: RecordPages,
        page: str = "report.html",
    ) -> str | None:
        """The records behind a table's figures; None where these cannot be followed.

        `page`: on which the table stands.
        """
        sections = drawn_rows(table, known, self._language)
        if not sections:
            return None
        return rendered(
            self._environment,
            "rows.html",
            day=day,
            title=table.title[self._language],
            back=anchor_of(table),
            page=page,
            sections=sections,
            records=records,
        )

    def _figures(
        self, figures: Sequence[Figure], tables: Sequence[ReportTable]
    ) -> list[tuple[str, str, str]]:
        """(name, figure, where it leads)"""
        there = {anchor_of(each) for each in tables}
        named = ((figure_name(key, self._first, self._language), key, figure) for key, figure in figures)
        return [(name, figure, leads_to(key, there).page) for name, key, figure in named]

    def _tables(self, tables: Sequence[ReportTable], records: RecordPages) -> list[DrawnTable]:
        return [drawn(table, self._language, has_pages=records.are_made) for table in tables]
