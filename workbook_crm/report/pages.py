"""HTML pages from templates. A workspace's own template of the same name comes before ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from workbook_crm.model.language import Language
from workbook_crm.model.report import MOST_BARS, Cell, RecordPages, ReportTable, Unit
from workbook_crm.model.words import say
from workbook_crm.report.digest import Digest
from workbook_crm.report.due import last_follow_up
from workbook_crm.report.heights import shortened
from workbook_crm.report.months import percent
from workbook_crm.report.reasons import reasons
from workbook_crm.report.templates import environment
from workbook_crm.report.words import words

MOST_ROWS = 500
"""Of one table on a page; the workbook has them all."""

MOST_LISTED = 30
"""Of a list of records on a page."""

Figure = tuple[str, Cell, Unit]
"""(key of its word, value, unit) of a number that stands at the top."""


@dataclass(frozen=True, slots=True)
class PersonFiles:
    """One person's row on the index: counts of each list, and links to the files."""

    person: str
    counts: tuple[int, ...]
    links: tuple[tuple[str, str], ...]
    """(name, path)"""


class Pages:
    """Renders the pages of one language."""

    def __init__(self, language: Language, own_templates: Path | None = None) -> None:
        self._environment = environment(language, own_templates)
        self._environment.filters |= {
            "short": shortened,
            "reasons": lambda listed: reasons(listed, language),
        }
        self._environment.globals["last"] = last_follow_up
        self._language = language

    def digest(self, digest: Digest) -> str:
        """The printable list: a section and a new page for each person."""
        return self._environment.get_template("digest.html").render(digest=digest, most=MOST_ROWS)

    def index(
        self,
        day: date,
        figures: Sequence[Figure],
        files: Sequence[PersonFiles],
        tables: Sequence[ReportTable],
        records: RecordPages,
    ) -> str:
        """The page that ties the day's files together."""
        return self._environment.get_template("index.html").render(
            day=day,
            figures=self._figures(figures),
            files=files,
            tables=self._tables(tables),
            records=records,
        )

    def report(self, day: date, tables: Sequence[ReportTable]) -> str:
        """All reports on one page."""
        return self._environment.get_template("report.html").render(day=day, tables=self._tables(tables))

    def _figures(self, figures: Sequence[Figure]) -> list[tuple[str, str]]:
        word = words(self._language)
        return [(word[key], _in_words(value, unit, self._language)) for key, value, unit in figures]

    def _tables(self, tables: Sequence[ReportTable]) -> list[dict[str, object]]:
        return [self._table(table, f"t{nth}") for nth, table in enumerate(tables, 1)]

    def _table(self, table: ReportTable, anchor: str) -> dict[str, object]:
        most = MOST_LISTED if table.is_list else MOST_ROWS
        return {
            "id": anchor,
            "title": table.title[self._language],
            "note": table.note[self._language],
            "columns": [
                (column.name[self._language], column.unit is not Unit.TEXT) for column in table.columns
            ],
            "rows": [self._row(table, row) for row in table.rows[:most]],
            "totals": _totals(table, self._language),
            "more": max(0, len(table.rows) - most),
            "bars": _bars(table, self._language),
        }

    def _row(self, table: ReportTable, row: Sequence[Cell]) -> list[str]:
        return [
            _in_words(cell, column.unit, self._language)
            for cell, column in zip(row, table.columns, strict=True)
        ]


def _in_words(cell: Cell, unit: Unit, language: Language) -> str:
    if cell is None or cell == "":
        return ""
    if unit is Unit.PERCENT and isinstance(cell, Decimal):
        return percent(cell)
    if unit is Unit.MONEY and isinstance(cell, int | Decimal):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else say(cell, language)


def _totals(table: ReportTable, language: Language) -> list[str] | None:
    if not table.rows or not any(column.is_summed for column in table.columns):
        return None
    totals = []
    for nth, column in enumerate(table.columns):
        values = [row[nth] for row in table.rows]
        total = sum((value for value in values if isinstance(value, int | Decimal)), Decimal(0))
        totals.append(_in_words(total, column.unit, language) if column.is_summed else "")
    return totals


def _bars(table: ReportTable, language: Language) -> list[tuple[str, str, float]]:
    """(label, value in words, share of the longest in per cent) of a bar chart."""
    if table.chart is None:
        return []
    label, value = table.chart
    rows = table.rows[:MOST_BARS]
    amounts = [_number(row[value]) for row in rows]
    longest = max(amounts, default=Decimal(0)) or Decimal(1)
    return [
        (
            _in_words(row[label], table.columns[label].unit, language),
            _in_words(row[value], table.columns[value].unit, language),
            float(round(amount / longest * 100, 2)),
        )
        for row, amount in zip(rows, amounts, strict=True)
    ]


def _number(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)
