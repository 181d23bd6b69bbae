"""Eighteen months of a dealership go through the real corridor; then every figure must be the oracle's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.desk import NOW, desk, found
from tests.report.facts import ZH
from tests.report.oracle import BLANK, Oracle
from tests.report.simulated import simulate, workbooks
from workbook_crm import rounds
from workbook_crm.merge.report_rows import insight as read_insight
from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Insight
from workbook_crm.model.report import ReportTable
from workbook_crm.report.levels import Month, account
from workbook_crm.report.reports import standing_tables
from workbook_crm.report.timeline import deal_steps, lead_steps

EVERY = 9
DAYS = 540


@dataclass
class Ticking:
    """A clock that is set from outside."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    def set(self, day: date) -> None:
        self.time = datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Known:
    """What the store knows in the end, and what the oracle says."""

    insight: Insight
    tables: dict[str, ReportTable]
    oracle: Oracle
    past: dict[str, ReportTable]
    """The reports of a day that has long passed."""
    past_oracle: Oracle

    def rows(self, title: str, *columns: int, is_past: bool = False) -> list[tuple[Any, ...]]:
        table = (self.past if is_past else self.tables)[title]
        return [tuple(row[each] for each in columns or range(len(row))) for row in table.rows]


@pytest.fixture(scope="module", params=[3])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    sent = simulate(request.param, DAYS, EVERY)
    with desk(tmp_path_factory.mktemp("shop")) as office:
        clock = Ticking()
        office.workspace.__dict__["clock"] = clock
        for nth, (day, workbook) in enumerate(workbooks(sent)):
            clock.set(day)
            receipt = office.take(workbook, name=f"{nth}.xlsx")
            assert not [each for each in found(receipt) if each.startswith("error")]
        today = clock.now().date() + timedelta(days=2)
        facts = rounds._daily_facts(office.workspace, today)
        tables = standing_tables(facts, DueList(today, ()), ZH)
        with office.workspace.store.reading() as queries:
            insight = read_insight(queries)
        then = clock.now().date() - timedelta(days=200)
        past = standing_tables(rounds._daily_facts(office.workspace, then), DueList(then, ()), ZH)
        yield Known(
            insight,
            {each.title.zh: each for each in tables},
            Oracle(sent, today),
            {each.title.zh: each for each in past},
            Oracle(sent, then),
        )


def test_pipeline_landing_and_states(known: Known) -> None:
    assert known.rows("商机漏斗") == known.oracle.pipeline()
    assert known.rows("落地月份") == known.oracle.landing()
    assert known.rows("各人商机") == known.oracle.states()


def test_forecast_and_win_rates(known: Known) -> None:
    assert known.rows("预测", 0, 1, 2, 3) == known.oracle.forecast()
    assert known.rows("阶段赢单率", 0, 2, 3) == known.oracle.win_rates()
    for _month, _count, amount, _set, history, low, high in known.rows("预测"):
        assert 0 <= low <= history <= high <= amount


def test_stages(known: Known) -> None:
    assert known.rows("阶段转化") == known.oracle.conversion()


def test_people_teams_and_trend(known: Known) -> None:
    assert known.rows("业绩", 0, 1, 3, 4, 5, 6, 7, 8, 9) == known.oracle.performance(by_team=False)
    assert known.rows("团队业绩") == known.oracle.performance(by_team=True)
    assert known.rows("业绩走势") == known.oracle.trend()


def test_follow_ups(known: Known) -> None:
    assert known.rows("跟进效率") == known.oracle.efficiency()


def test_sources_products_outcomes(known: Known) -> None:
    assert known.rows("来源") == known.oracle.sources()
    assert known.rows("产品与优惠") == known.oracle.products()
    assert known.rows("赢单与输单") == known.oracle.outcomes()
    low = known.rows("低于底价", 1, 2, 3, 4, 5, 6, 7)
    assert (set(low), len(low)) == (known.oracle.below_floor(), len(set(low)))
    gaps = [amount - floor for *_, amount, floor in low]
    assert gaps == sorted(gaps)


def test_customers(known: Known) -> None:
    assert known.rows("客户概况") == known.oracle.customer_counts()
    assert known.rows("大客户", 1, 3, 4, 5, 6) == known.oracle.pareto()


def test_every_months_level_card_balances_and_is_the_oracles(known: Known) -> None:
    for steps, sheet in (
        (list(deal_steps(known.insight)), "商机"),
        (list(lead_steps(known.insight)), "线索"),
    ):
        left: dict[str, int] = {}
        for first in months(known.oracle.today):
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            card = account(steps, Month(first, last))
            told = {
                level or BLANK: tuple(entries[each] for each in ENTRIES)
                for level, entries in card.items()
                if any(entries.values())
            }
            assert told == known.oracle.level_card(sheet, first), (sheet, first)
            for carried, new, again, came, went, won, lost, frozen, remain in told.values():
                assert carried + new + again + came - went - won - lost - frozen == remain
            assert {level: card[0] for level, card in told.items() if card[0]} == left
            left = {level: card[8] for level, card in told.items() if card[8]}
        assert sum(left.values())


def test_a_report_of_a_day_that_has_passed_is_as_it_was(known: Known) -> None:
    """But for amounts, owners and expected closes, which are as they are now."""
    then, oracle = partial(known.rows, is_past=True), known.past_oracle
    assert then("阶段转化") == oracle.conversion()
    assert then("商机漏斗", 0, 1) == [row[:2] for row in oracle.pipeline()]
    assert sorted(then("来源", 0, 1, 2, 4, 5, 6)) == sorted((*row[:3], *row[4:7]) for row in oracle.sources())
    assert sum(row[0] for row in then("各人商机", 2)) == sum(row[2] for row in oracle.states())
    assert [sum(column) for column in zip(*then("客户概况", 1, 3, 4), strict=True)] == [
        sum(row[nth] for row in oracle.customer_counts()) for nth in (1, 3, 4)
    ]
    card = oracle.level_card("商机", oracle.today)
    assert {row[0]: row[1:] for row in then("级别状况表")} == card
    assert "金额、负责人和预计成交时间是现在的" in known.past["商机漏斗"].note.zh
    assert "是现在的" not in known.tables["商机漏斗"].note.zh


ENTRIES = ("carried", "new", "again", "in", "out", "won", "lost", "frozen", "left")


def months(until: date) -> Iterator[date]:
    month = date(2025, 1, 1)
    while month <= until:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)
