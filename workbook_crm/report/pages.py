"""HTML pages from templates. A workspace's own template of the same name comes before ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, RecordPages, ReportTable, Unit
from workbook_crm.report.digest import Digest
from workbook_crm.report.drawn import DrawnTable, anchor_of, drawn, drawn_rows
from workbook_crm.report.due import last_follow_up
from workbook_crm.report.figures import cell_in_words
from workbook_crm.report.followed import Known
from workbook_crm.report.heights import shortened
from workbook_crm.report.reasons import reasons
from workbook_crm.report.templates import environment, rendered
from workbook_crm.report.words import words

MOST_ROWS = 500
"""Of one table on a page; the workbook has them all."""

Figure = tuple[str, Cell, Unit]
"""(key of its word, value, unit) of a number that stands at the top."""

_LEADS_TO = {
    "figure_due": "digest.html",
    "figure_overdue": "digest.html",
    "figure_open": "report.html#pipeline",
    "figure_amount": "report.html#pipeline",
    "figure_files": "#what-came-in",
    "figure_held": "#held-rows",
}
"""From each figure at the top of the index."""


@dataclass(frozen=True, slots=True)
class PersonFiles:
    """One person's row on the index: counts of each list, and links to the files."""

    person: str
    counts: tuple[int, ...]
    links: tuple[tuple[str, str], ...]
    """(name, path)"""


class Pages:
    """Renders the pages of one language."""

    def __init__(self, language: Language, own_templates: Path | None = None, look: Look = OURS) -> None:
        self._environment = environment(language, own_templates, look)
        self._environment.filters |= {
            "short": shortened,
            "reasons": lambda listed: reasons(listed, language),
        }
        self._environment.globals["last"] = last_follow_up
        self._language = language

    def digest(self, digest: Digest) -> str:
        """The printable list: a section and a new page for each person."""
        return rendered(self._environment, "digest.html", digest=digest, most=MOST_ROWS)

    def index(
        self,
        day: date,
        figures: Sequence[Figure],
        files: Sequence[PersonFiles],
        tables: Sequence[ReportTable],
        records: RecordPages,
        *,
        is_any_held: bool,
    ) -> str:
        """The page that ties the day's files together; `is_any_held`: whether files were not taken in."""
        return rendered(
            self._environment,
            "index.html",
            day=day,
            figures=self._figures(figures),
            files=files,
            tables=self._tables(tables, records),
            records=records,
            is_any_held=is_any_held,
        )

    def report(self, day: date, tables: Sequence[ReportTable], records: RecordPages) -> str:
        """All reports on one page."""
        drawn_tables = self._tables(tables, records)
        return rendered(self._environment, "report.html", day=day, tables=drawn_tables)

    def rows(
        self, day: date, table: ReportTable, known: Mapping[str, Known], records: RecordPages
    ) -> str | None:
        """The records behind a table's figures; None where these cannot be followed."""
        sections = drawn_rows(table, known, self._language)
        if not sections:
            return None
        return rendered(
            self._environment,
            "rows.html",
            day=day,
            title=table.title[self._language],
            back=anchor_of(table),
            sections=sections,
            records=records,
        )

    def _figures(self, figures: Sequence[Figure]) -> list[tuple[str, str, str]]:
        """(name, figure, where it leads)"""
        word = words(self._language)
        return [
            (word[key], cell_in_words(value, unit, self._language), _LEADS_TO[key])
            for key, value, unit in figures
        ]

    def _tables(self, tables: Sequence[ReportTable], records: RecordPages) -> list[DrawnTable]:
        return [drawn(table, self._language, has_pages=records.are_made) for table in tables]
