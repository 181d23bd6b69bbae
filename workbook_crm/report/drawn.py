"""Report tables as a page draws them: cells in words, each with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, FileCount, FileLink, ReportTable, TableColumn, Unit
from workbook_crm.report.charts import chart_of
from workbook_crm.report.figures import cell_in_words, totals_in_words
from workbook_crm.report.followed import Behind, Followed, Known, followed_in
from workbook_crm.report.templates import of_records, page_of

MOST_ROWS = 500
"""Of one table on a page; the workbook has them all."""
MOST_LISTED = 30
"""Of a list of records on a page."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """Text, and where it leads."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table of a page."""

    id: str
    title: str
    note: str
    columns: tuple[tuple[str, bool], ...]
    """(name, whether its cells are numbers)"""
    rows: tuple[tuple[DrawnCell, ...], ...]
    totals: Sequence[DrawnCell] | None
    more: int
    """Rows that are not shown."""
    chart: Markup | None


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """A record behind a figure, in words."""

    known: Known
    amount: str
    told: str


@dataclass(frozen=True, slots=True)
class DrawnRows:
    """The records behind some figures of a row."""

    id: str
    label: str
    figures: str
    column: str
    """What each record told to the figures; empty where it just counts."""
    is_number: bool
    """Whether that is one."""
    records: tuple[DrawnRecord, ...]
    count: int
    counted: int
    """How many of them bear a mark."""
    more: int


def anchor_of(table: ReportTable) -> str:
    """A table's name in links, the same in both languages: `level-card-last-month`."""
    return re.sub(r"[^a-z0-9]+", "-", table.title.en.lower()).strip("-")


def rows_page(table: ReportTable) -> str:
    """The file name of the page that lists the records behind a table's figures."""
    return f"rows-{anchor_of(table)}.html"


def drawn(table: ReportTable, language: Language, *, has_pages: bool) -> DrawnTable:
    """A table in words; numbers of records lead to their pages, if there are any, figures to their rows."""
    most, anchor = MOST_LISTED if table.is_list else MOST_ROWS, anchor_of(table)
    followed = followed_in(table, language)
    chart = chart_of(table, anchor, language)
    return DrawnTable(
        anchor,
        table.title[language],
        table.note[language],
        tuple((column.name[language], column.unit is not Unit.TEXT) for column in table.columns),
        tuple(
            tuple(drawn_cells(table, nth, row, followed, language, has_pages=has_pages))
            for nth, row in enumerate(table.rows[:most])
        ),
        _totals(table, followed, language),
        max(0, len(table.rows) - most),
        Markup(chart) if chart else None,  # made by an XML writer, which escapes all text
    )


def _totals(table: ReportTable, followed: Followed, language: Language) -> Sequence[DrawnCell] | None:
    """The line of totals, each leading to the rows behind all figures of its column."""
    totals = totals_in_words(table, language)
    if totals is None:
        return None
    return [
        DrawnCell(total, rows_page(table) if total and followed.is_column(nth) else None)
        for nth, total in enumerate(totals)
    ]


def drawn_cells(
    table: ReportTable,
    nth: int,
    row: Sequence[Cell],
    followed: Followed,
    language: Language,
    *,
    has_pages: bool,
) -> Iterator[DrawnCell]:
    """The cells of a table's row, the one of this number from 0."""
    for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        behind = followed.of(nth, at)
        link = _link(cell, column, has_pages=has_pages)
        if behind is not None:
            link = f"{rows_page(table)}#r{behind + 1}"
        yield DrawnCell(cell_in_words(cell, column.unit, language, table.digits), link)


def _link(cell: Cell, column: TableColumn, *, has_pages: bool) -> str | None:
    """Where a file or a record's number leads from a page of a day."""
    if isinstance(cell, FileLink | FileCount):
        return f"../../{quote(cell.path)}"
    if column.names_record and has_pages and isinstance(cell, str) and cell:
        return of_records(page_of(cell))
    return None


def drawn_rows(table: ReportTable, known: Mapping[str, Known], language: Language) -> tuple[DrawnRows, ...]:
    """The records behind each figure of a table; none where its figures cannot be followed."""
    return tuple(
        _rows(nth, each, known, language, table.digits)
        for nth, each in enumerate(followed_in(table, language).behind, 1)
    )


def _rows(nth: int, each: Behind, known: Mapping[str, Known], language: Language, digits: int) -> DrawnRows:
    figures = ("、" if language is Language.ZH else ", ").join(each.figures)
    column = each.trace.column
    unit = column.unit if column else Unit.TEXT
    records = tuple(
        DrawnRecord(
            record,
            cell_in_words(record.amount, Unit.MONEY, language, digits),
            cell_in_words(told, unit, language, digits),
        )
        for record, told in each.rows(known)
    )
    return DrawnRows(
        f"r{nth}",
        each.label,
        figures,
        column.name[language] if column else "",
        unit is not Unit.TEXT,
        records,
        each.count,
        each.trace.counted,
        each.more,
    )
