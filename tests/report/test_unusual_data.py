"""Dealerships that are not like the others: every report is made, and the figures of all of them agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import Desk, desk
from tests.report.facts import TODAY
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, ReportTable
from workbook_crm.report.due import due_list
from workbook_crm.report.reports import standing_tables

HEAD = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 远航公司 | 13800000001 | 展会 |\n"
COLUMNS = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 状态 | 商机金额 | 负责人 | 预计成交时间 | 总结 | 输单原因 | 竞争对手 |\n"


def row(
    name: str, stage: str = "", state: str = "洽谈中", amount: str = "", owner: str = "", close: str = ""
) -> str:
    """One opportunity of 远航公司."""
    why = "价格 | 甲厂" if state == "输单" else " | "
    return f"| {name} | 远航公司 | 整车 | {stage} | {state} | {amount} | {owner} | {close} | 好 | {why} |\n"


OWN_STAGES = "# 字典\n| 列表 | 值 | 顺序 |\n| 阶段 | 看车 | 1 |\n| 阶段 | 谈价 | 2 |\n"
UNUSUAL = {
    "nothing at all": "",
    "only customers": HEAD,
    "no choices sheet": HEAD + COLUMNS + row("甲", "方案报价", amount="5000", owner="张三"),
    "own stages without rates": OWN_STAGES + HEAD + COLUMNS + row("甲", "看车", amount="7", owner="张三"),
    "an unknown stage": HEAD + COLUMNS + row("甲", "等老板", amount="9", owner="张三"),
    "no stage, no owner, no amount": HEAD + COLUMNS + row("甲"),
    "amounts of nothing": HEAD + COLUMNS + row("甲", "方案报价", "赢单", "0") + row("乙", "", "输单", "0"),
    "amounts of a trillion": HEAD + COLUMNS + "".join(
        row(f"商机{nth}", "商务谈判", state, "1000000000000", "张三") for nth, state in enumerate(("赢单", "洽谈中", "中止"))
    ),
    "won without a date": HEAD + COLUMNS + row("甲", state="赢单", amount="100", owner="张三"),
    "won in the future": HEAD + COLUMNS + row("甲", state="赢单", amount="100", owner="张三", close="2031-01-01"),
    "closed long ago": HEAD + COLUMNS + row("甲", state="赢单", amount="100", owner="张三", close="2019-05-01"),
    "two hundred salespeople": HEAD + COLUMNS + "".join(
        row(f"商机{nth}", "方案报价", ("洽谈中", "赢单", "输单")[nth % 3], str(nth * 100), f"员工{nth % 200:03d}")
        for nth in range(600)
    ),
    "English and Chinese names": HEAD + COLUMNS + row("甲", "方案报价", "赢单", "5", "Ann Lee") + row("乙", "", "赢单", "5", "李四"),
}  # fmt: skip


@pytest.fixture(params=UNUSUAL)
def unusual(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as office:
        if UNUSUAL[request.param]:
            office.take(UNUSUAL[request.param])
        yield office


def tables(office: Desk, language: Language, first: date | None = None) -> dict[str, ReportTable]:
    facts = rounds._daily_facts(office.workspace, TODAY, first)
    return {each.title.en: each for each in standing_tables(facts, due_list(facts, TODAY), language)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("first", [None, date(2026, 11, 1)])
def test_every_figure_of_open_and_won_deals_agrees(
    unusual: Desk, language: Language, first: date | None
) -> None:
    told = tables(unusual, language, first)
    deals = told["All opportunities"].rows if "All opportunities" in told else ()
    states = {"洽谈中", "Open"}
    amount = summed(each[6] for each in deals if each[5] in states)
    count = Decimal(sum(each[5] in states for each in deals))
    for title, counts, amounts in (("Pipeline", 1, 2), ("Forecast", 1, 2), ("Performance", 3, 4)):
        rows = told[title].rows if title in told else ()
        assert (summed(row[counts] for row in rows), summed(row[amounts] for row in rows)) == (
            count,
            amount,
        ), title
    won = summed(each[6] for each in deals if each[5] in {"赢单", "Won"})
    if "Wins and losses" in told and first is None:
        assert summed(row[4] for row in told["Wins and losses"].rows if row[0] in {"赢单", "Won"}) == won
    for table in told.values():
        assert all(len(row) == len(table.columns) for row in table.rows), table.title
        assert table.note.zh or not table.note.en


def test_all_files_of_the_day_are_written(unusual: Desk) -> None:
    written = {Path(path).name for path in rounds.write_daily(unusual.workspace)}
    assert {"index.html", "report.html", "report.xlsx"} <= written


def summed(cells: Iterator[Cell]) -> Decimal:
    return sum((Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)), Decimal(0))
