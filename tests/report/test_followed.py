"""Figures lead to their rows: on pages to a list of records, in the workbook to a sheet of them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.report.facts import TODAY, deal, line
from tests.report.test_due import record
from tests.report.test_pages import NASTY
from workbook_crm.model.insight import Contact, Insight, Period, Prospect
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import Choice
from workbook_crm.model.report import (
    Chart,
    DailyFacts,
    RecordPages,
    ReportTable,
    StageSum,
    TableColumn,
    Unit,
    followed,
    trace_of,
)
from workbook_crm.report.charts import bars_of, chart_of
from workbook_crm.report.daily import daily_files
from workbook_crm.report.due import due_list
from workbook_crm.report.followed import MOST_BEHIND, followed_in
from workbook_crm.report.frames import Frames
from workbook_crm.report.products import products
from workbook_crm.report.reports import standing_tables

PLAIN = 7
"""Columns of a list whose records just count."""
ZH, EN = Language.ZH, Language.EN


def facts_of(count: int = 6, **more: Any) -> DailyFacts:
    """A dealership with deals in every state, of two people; something stands in every table."""
    states = ("open", "won", "lost")
    deals = tuple(
        deal(
            f"O-{nth:06d}",
            states[nth % 3],
            100 + nth,
            owner=("张三", "李四")[nth % 2],
            source="展会",
            level="A",
            since_state=None if nth % 3 == 0 else date(2026, 11, 20),
            customer=f"C-{nth % 2:06d}",
            expected_close=date(2027, 1, 5),
        )
        for nth in range(count)
    )
    sums = tuple(
        StageSum(state, "一", owner, len(some), sum((each.amount for each in some), Decimal(0)))
        for state in states
        for owner in ("张三", "李四")
        if (some := [each for each in deals if (each.state, each.owner) == (state, owner)])
    )
    prospects = tuple(
        Prospect(f"{kind[0].upper()}-{nth:06d}", kind, f"{kind}{nth}", "张三", "展会", "A", state, TODAY)
        for kind, state in (("customers", "valid"), ("leads", "new"))
        for nth in range(2)
    )
    insight = Insight(
        deals,
        (Contact("O-000000", TODAY, "张三", "电话"),),
        tuple(line(each.number, int(each.amount)) for each in deals),
        prospects,
        teams={"张三": "一组", "李四": "二组"},
    )
    due = tuple(
        record(f"L-{nth:06d}", owner="张三", name=NASTY, customer=NASTY, next_follow_up=TODAY)
        for nth in range(2)
    )
    stages = {"stage": (Choice("一", probability=Decimal("0.5"), usual_days=30),)}
    return DailyFacts(due, sums, choices=stages, insight=insight, **more)


def tables_of(facts: DailyFacts) -> tuple[ReportTable, ...]:
    return standing_tables(facts, due_list(facts, TODAY), ZH)


def test_every_count_is_that_of_the_records_behind_it() -> None:
    counts = 0
    for table in tables_of(facts_of()):
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if column.unit is Unit.COUNT and column.is_summed and isinstance(cell, int) and cell:
                    assert len(trace_of(cell).numbers) == cell, (table.title.en, column.name.en)
                    counts += 1
    assert counts > 40


def test_every_amount_is_the_sum_of_the_records_behind_it() -> None:
    facts = facts_of()
    assert facts.insight
    amounts = {each.number: each.amount for each in facts.insight.deals}
    plain = {"Amount", "Open amount", "Amount won", "Won this month", "Amount won this year", "Amount open"}
    seen = set()
    for table in tables_of(facts):
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if column.name.en in plain and isinstance(cell, Decimal) and cell and not table.is_list:
                    assert sum(amounts[number] for number in trace_of(cell).numbers) == cell, table.title.en
                    seen.add(table.title.en)
    assert {"Pipeline", "Forecast", "Performance", "Teams", "Sources", "Wins and losses"} <= seen


def files_of(facts: DailyFacts, language: Language = ZH) -> Mapping[str, bytes]:
    made = daily_files(facts, language=language, today=TODAY)
    return {Path(each.path).name: each.content for each in made}


def test_each_link_of_a_figure_leads_to_as_many_rows_as_it_says() -> None:
    files = files_of(facts_of(records=RecordPages(10, 100, are_made=True)), EN)
    page = files["report.html"].decode()
    links = re.findall(r'<td class="number"><a href="(rows-[\w-]+\.html)#(r\d+)">([\d,.]+)</a>', page)
    assert len(links) > 60
    for file, anchor, figure in links:
        section = files[file].decode().partition(f'<section id="{anchor}"')[2].partition("</section>")[0]
        rows = re.findall(r'<tr><td class="nowrap"><a href="\.\./records/([A-Z]-\d+)\.html">\1</a>', section)
        assert len(rows) == int(re.findall(r"· (\d+) rows?\b", section)[0])
        if "." not in figure and section.count("<th ") == PLAIN:
            assert len(rows) == int(figure)


def test_without_pages_of_records_there_are_lists_and_no_dead_links() -> None:
    files = files_of(facts_of())
    assert any(name.startswith("rows-") for name in files)
    assert not any(b"../records/" in content for name, content in files.items() if name.endswith(".html"))


def test_a_store_too_large_for_deeper_reports_follows_its_due_lists_only() -> None:
    facts = facts_of()
    files = files_of(DailyFacts(facts.open_records, facts.stages, choices=facts.choices))
    assert [name for name in files if name.startswith("rows-")] == ["rows-due.html"]


@pytest.mark.parametrize("language", Language)
def test_figures_of_the_workbook_lead_to_the_sheet_of_their_rows(language: Language) -> None:
    files = files_of(facts_of(records=RecordPages(10, 100, are_made=True)), language)
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    rows = book[Name("明细", "Rows behind")[language]]
    followed_cells = 0
    for sheet in book.worksheets[1:-1]:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)):
            if cell.hyperlink and cell.number_format == "#,##0":
                assert rows.title in cell.hyperlink.location
                first = int(re.findall(r"!A(\d+)$", cell.hyperlink.location)[0])
                here = [tuple(c.value for c in row) for row in rows.iter_rows(min_row=first, max_col=4)]
                same = [row for row in here if row[:3] == here[0][:3]]
                assert len(same) == cell.value
                assert here[0][0] == sheet.title
                followed_cells += 1
    assert followed_cells > 40
    target = rows["D5"].hyperlink.target.replace("\\", "/")  # as Excel writes it
    assert target == f"../records/{rows['D5'].value}.html"


def test_of_very_many_records_the_first_are_listed_and_the_others_counted() -> None:
    numbers = [f"O-{nth:06d}" for nth in range(MOST_BEHIND + 7)]
    table = ReportTable(
        Name("表", "Table"),
        (TableColumn(Name("行", "Row")), TableColumn(Name("数", "Count"), Unit.COUNT)),
        [("甲", followed(len(numbers), numbers))],
    )
    (only,) = followed_in(table, ZH).behind
    assert (len(only.numbers), only.more, only.label, only.figures) == (MOST_BEHIND, 7, "甲", ("数",))


def chart(*amounts: int, **more: Any) -> ReportTable:
    rows = [(f"<b>{nth}</b>&\u0001", amount) for nth, amount in enumerate(amounts)]
    columns = (TableColumn(Name("谁", "Who")), TableColumn(Name("数", "Count"), Unit.COUNT))
    return ReportTable(Name("表", "Table"), columns, rows, chart=Chart((0,), 1), **more)


@pytest.mark.parametrize(
    ("amounts", "bars"),
    [((0, 0, 0, 0), 0), ((5, 3), 0), ((5, 3, 2, 0, 0), 3), ((5, 0, 3, 2), 4), ((-5, 3, 2, 1), 4)],
)
def test_a_chart_is_drawn_where_it_tells_something(amounts: tuple[int, ...], bars: int) -> None:
    table = chart(*amounts)
    assert len(bars_of(table)) == bars
    assert (chart_of(table, "x", ZH) or "").count("<rect") == bars


def test_bars_of_two_specs_of_a_product_are_told_apart() -> None:
    lines = tuple(line("O-1", 100 + nth, product="叉车 <b>", spec=f"{nth}吨") for nth in range(4))
    table = products(Frames(Insight((deal("O-1", "won"),), lines=lines)), ZH, Period(TODAY))
    drawn = chart_of(table, "x", ZH)
    assert drawn is not None
    assert [f"叉车 &lt;b&gt; · {nth}吨" in drawn for nth in range(4)] == [True] * 4


def test_bars_of_the_workbook_have_a_hidden_column_of_names() -> None:
    lines = tuple(line("O-000001", 100 + nth, spec=f"{nth}吨") for nth in range(4))
    facts = facts_of()
    assert facts.insight
    files = files_of(replace(facts, insight=replace(facts.insight, lines=lines)))
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    sheet = book["产品与优惠"]
    assert [sheet.cell(row, 10).value for row in range(5, 9)] == [f"叉车 · {nth}吨" for nth in (3, 2, 1, 0)]
    assert sheet.column_dimensions["J"].hidden


def test_months_without_anything_stay_in_the_chart() -> None:
    assert len(bars_of(chart(5, 3, 1, 0, is_over_time=True))) == 4


def test_text_in_a_chart_is_text() -> None:
    drawn = chart_of(chart(3, 2, 1), "x", ZH)
    assert drawn is not None
    assert drawn == chart_of(chart(3, 2, 1), "x", ZH)
    assert not re.findall("<(?!/?(svg|defs|title|text|rect)[ >])", drawn)
    assert "&lt;b&gt;0&lt;/b&gt;&amp;" in drawn
    assert 'role="img" aria-labelledby="x-chart"' in drawn


def test_the_contents_tell_of_each_sheet_in_one_sentence() -> None:
    book = openpyxl.load_workbook(io.BytesIO(files_of(facts_of(), EN)["report.xlsx"]))
    contents = book.worksheets[0]
    told = {row[0].value: row[2].value for row in contents.iter_rows(min_row=8)}
    assert list(told) == [sheet.title for sheet in book.worksheets[1:-1]]
    assert all("As of" not in str(each) for each in told.values())
    assert str(told["Level card"]).startswith("Opportunities by their customer's level")
    assert [cell.value for cell in contents[5]][:2] == ["due", "of these overdue"]
