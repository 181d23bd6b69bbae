"""Every figure of both report forms can be followed to its rows: on the sample, and on a year of a dealership."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

import openpyxl
import pytest

from tests.desk import NOW, desk
from tests.report.simulated import simulate, workbooks
from tests.report.test_oracle import Ticking
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import (
    Amount,
    Cell,
    DailyFacts,
    RecordPages,
    ReportTable,
    Trace,
    Unit,
    trace_of,
)
from workbook_crm.report.daily import daily_files
from workbook_crm.report.due import due_list
from workbook_crm.report.reports import day_tables, pages_of, sources_of, standing_tables
from workbook_crm.sample.files import sample_files

SET = {"Success rate", "Success rate set", "Days set", "Win rate set", "Lands in month"}
"""What somebody set on the Choices sheet, and the sum of that."""
PLACES = {"Rank", "Month from now"}
"""What a row is called: its place in the table."""
PAGES = ("report.html", "why.html", "yesterday.html", "index.html")
IS_NO_FIGURE = SET | PLACES | {"Days"}  # how long one row has waited
MODELLED = {"Low", "High", "Used: not long in it", "Used: longer than usual", "Used: twice as long"}
"""What the forecast makes of its rows is more than a sum or a share; they are listed all the same."""
TOTAL = ("合计", "Total")
NUMERIC = {Unit.COUNT, Unit.NUMBER, Unit.MONEY, Unit.PERCENT}


def sample(folder: Path) -> tuple[DailyFacts, date]:
    with desk(folder) as shop:
        for file in sample_files(Language.ZH, NOW.date()):
            sender, _slash, name = file.path.rpartition("/")
            shop.take(file.content, sender=sender or None, name=name)
        return rounds._daily_facts(shop.workspace, NOW.date()), NOW.date()


def year(folder: Path) -> tuple[DailyFacts, date]:
    """A dealership with enough history for a forecast by stage and age, and a file of today."""
    with desk(folder) as shop:
        clock = Ticking()
        shop.workspace.__dict__["clock"] = clock
        for nth, (day, workbook) in enumerate(workbooks(simulate(3, 540, 9))):
            clock.set(day)
            shop.take(workbook, name=f"{nth}.xlsx")
        today = clock.now().date()
        return rounds._daily_facts(shop.workspace, today), today


Known = tuple[DailyFacts, date]
"""The facts of a dealership, and its last day."""


@pytest.fixture(scope="module", params=[sample, year], ids=["sample", "year"])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Known:
    facts, today = request.param(tmp_path_factory.mktemp("shop"))
    return replace(facts, records=RecordPages(10, 100, are_made=True)), today


def made_of(known: Known, language: Language) -> Mapping[str, bytes]:
    facts, today = known
    return {Path(each.path).name: each.content for each in daily_files(facts, language=language, today=today)}


def tables_of(known: Known, language: Language) -> Iterator[ReportTable]:
    facts, today = known
    due = due_list(facts, today)
    yield from standing_tables(facts, due, language)
    yield from (table for page in pages_of(sources_of(facts, due, language)) for table in page.tables)
    yield from day_tables(facts, language, today)


def figures_of(table: ReportTable) -> list[int]:
    """The columns whose figures have rows behind them."""
    columns = enumerate(table.columns)
    return [nth for nth, column in columns if column.unit in NUMERIC and column.name.en not in IS_NO_FIGURE]


class Tables(HTMLParser):
    """By anchor of its section the rows of a page's table: (text, link) a cell."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.rows: dict[str, list[list[tuple[str, str]]]] = {}
        self._section, self._text, self._link = "", "", ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "section":
            self._section = of.get("id") or ""
        elif tag == "tr":
            self.rows.setdefault(self._section, []).append([])
        elif tag in ("td", "th"):
            self._text, self._link = "", ""
        elif tag == "a":
            self._link = of.get("href") or ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.rows[self._section][-1].append((self._text.strip(), self._link))


def is_nothing(text: str) -> bool:
    """Whether a figure has nothing behind it that could be shown."""
    return not text.strip("0.,-%")


def anchor_of(table: ReportTable) -> str:
    return re.sub(r"[^a-z0-9]+", "-", table.title.en.lower()).strip("-")


def is_own_total(table: ReportTable, first: object) -> bool:
    """Whether a line sums up a list of records or of files: these are the rows behind it."""
    return first in TOTAL and (table.is_list or table.title.en in ("What came in", "Held rows"))


@pytest.mark.parametrize("language", Language)
def test_every_figure_on_a_page_leads_to_a_list(known: Known, language: Language) -> None:
    files = made_of(known, language)
    pages = {name: Tables(files[name]).rows for name in PAGES}
    followed, unlinked = 0, []
    for table in tables_of(known, language):
        page = next(
            rows for rows in pages.values() if anchor_of(table) in rows or rows is pages["index.html"]
        )
        names_record = [nth for nth, column in enumerate(table.columns) if column.names_record]
        for row in page.get(anchor_of(table), [])[1:]:
            is_record = any(row[nth][1] for nth in names_record)
            for nth in figures_of(table):
                text, link = row[nth]
                followed += bool(link)
                if not (link or is_nothing(text) or is_record or is_own_total(table, row[0][0])):
                    unlinked.append((table.title.en, table.columns[nth].name.en, row[0][0], text))
    assert unlinked == []
    assert followed > 90
    people = pages["index.html"][""][1:]
    assert all(link or text == "0" for _person, *counts, _files in people for text, link in counts)


@pytest.mark.parametrize("language", Language)
def test_every_figure_of_the_workbook_leads_to_a_list(known: Known, language: Language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made_of(known, language)["report.xlsx"]), data_only=True)
    rows = book.worksheets[-1]
    followed, unlinked = 0, []
    for table in tables_of(known, language):
        sheet = book[table.title[language]]
        names_record = [nth for nth, column in enumerate(table.columns) if column.names_record]
        for row in sheet.iter_rows(min_row=5, max_row=sheet.max_row, max_col=len(table.columns)):
            is_record = any(row[nth].hyperlink for nth in names_record)
            for nth in figures_of(table):
                cell = row[nth]
                link = cell.hyperlink.location or cell.hyperlink.target if cell.hyperlink else ""
                followed += bool(link)
                if cell.value and not (link or is_record or is_own_total(table, row[0].value)):
                    unlinked.append((table.title.en, table.columns[nth].name.en, row[0].value, cell.value))
                if link and rows.title in link:
                    place = rows.cell(int(link.rpartition("A")[2]), 1)
                    assert place.value == sheet.title
    assert unlinked == []
    assert followed > 90
    tiles = [cell for cell in book.worksheets[0][4] if cell.value is not None]
    assert len(tiles) == 6
    assert all(cell.hyperlink for cell in tiles)


def test_what_the_rows_tell_comes_to_the_figure(known: Known) -> None:
    seen = Counter[str]()
    for table in tables_of(known, Language.EN):
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                trace = trace_of(cell)
                if trace.numbers and column.name.en not in MODELLED:
                    seen[column.unit] += 1
                    assert comes_to(trace, column.unit, cell), (table.title.en, column.name.en, row[0])
    assert min(seen[unit] for unit in NUMERIC) > 3


def comes_to(trace: Trace, unit: Unit, cell: Cell) -> bool:
    """Whether a figure is the number, the sum, the share, the average or the median of its rows."""
    assert isinstance(cell, int | Decimal)
    figure, rows = Decimal(cell), len(trace.numbers)
    told = [Decimal(each) for each in trace.told if isinstance(each, int | Decimal)]
    whole = sum(told, Decimal(0))
    if unit is Unit.PERCENT:
        return not trace.counted or abs(figure - Decimal(trace.counted) / rows) < Decimal("0.0001")
    if unit is Unit.MONEY:
        return not told or abs(figure - whole) <= Decimal("0.01") * rows
    if unit is Unit.NUMBER:
        return figure == whole or abs(figure - whole / rows) <= Decimal("0.05")
    return rows == figure or figure == round(median(told))


@pytest.mark.parametrize("known", [year], ids=["year"], indirect=True)
def test_the_year_has_history_enough_for_every_rate(known: Known) -> None:
    (rates,) = [each for each in tables_of(known, Language.EN) if each.title.en == "Win rates"]
    assert all(isinstance(cell, Amount) for row in rates.rows for cell in row[-3:])
