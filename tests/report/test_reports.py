"""The deeper reports, each from facts that can be counted by hand."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from tests.report.facts import TODAY, ZH, deal, line, prospect, rows
from workbook_crm.merge.daily import daily_facts
from workbook_crm.merge.report_rows import insight as read_insight
from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Contact, Insight, Move, Period, Standing
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.frames import Frames
from workbook_crm.report.levels import account, level_cards, months_of_card
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, team_performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.reports import standing_tables
from workbook_crm.report.sources import sources
from workbook_crm.report.timeline import Step, deal_steps, lead_steps

ALL = Period(TODAY)


def test_people_are_ranked_by_what_they_won_this_year_and_co_owners_share() -> None:
    insight = Insight(
        (
            deal("O-1", "won", 1000, since_state=TODAY, co_owners="李四 30%"),
            deal("O-2", "won", 500, since_state=date(2026, 2, 1)),
            deal("O-3", "won", 9999, since_state=date(2025, 12, 31)),
            deal("O-4", "lost", 50, since_state=TODAY, owner="李四"),
            deal("O-5", "open", 70, owner="李四"),
        ),
        teams={"张三": "一组"},
    )
    table = performance(Frames(insight), ZH, ALL)
    assert rows(table) == [
        (1, "张三", "一组", 0, 0, 700, 2, 1200, 0, 1.0),
        (2, "李四", "", 1, 70, 300, 0, 300, 1, 0.0),
    ]
    assert rows(trend(Frames(insight), ZH, ALL), 0, 2, 6, 7, 8) == [
        ("张三", 0, 0, 700, 700),
        ("李四", 0, 0, 300, 300),
    ]
    assert rows(team_performance(Frames(insight), ZH, ALL), 0, 1, 4, 6, 7) == [
        (1, "一组", 700, 1200, 0),
        (None, "（没有团队）", 300, 300, 1),
    ]


def test_the_parts_of_a_deal_come_to_its_amount() -> None:
    shared = deal(
        "O-1", "won", amount=Decimal("100.01"), since_state=TODAY, co_owners="李四 33.3%，王五 33.3%"
    )
    table = performance(Frames(Insight((shared,))), ZH, ALL)
    won = {row[1]: row[7] for row in table.rows}
    assert won == {"李四": Decimal("33.30"), "王五": Decimal("33.30"), "张三": Decimal("33.41")}


def test_results_of_a_period_are_those_of_its_days() -> None:
    insight = Insight(
        (
            deal("O-1", "won", 1000, since_state=date(2026, 10, 5)),
            deal("O-2", "won", 500, since_state=date(2026, 11, 2)),
            deal("O-3", "lost", 40, since_state=date(2026, 10, 31)),
        )
    )
    october = Period(date(2026, 10, 31), date(2026, 10, 1))
    table = performance(Frames(insight), ZH, october)
    assert rows(table, 1, 5, 6, 7, 8) == [("张三", 1, 1000, 1, 0.5)]
    assert [column.name.zh for column in table.columns[5:8]] == ["期间赢单", "期间赢单金额", "期间输单"]
    assert [row[0] for row in rows(outcomes(Frames(insight), ZH, october), 0)] == ["赢单", "输单"]
    assert "2026-10-01 至 2026-10-31" in outcomes(Frames(insight), ZH, october).note.zh


def test_a_win_is_credited_to_whom_it_belonged_then() -> None:
    insight = Insight((deal("O-1", "won", owner="李四", closer="张三", since_state=TODAY),))
    assert rows(performance(Frames(insight), ZH, ALL), 1, 6) == [("张三", 1)]


def test_equal_results_have_equal_ranks_and_nobodys_have_none() -> None:
    won = ("张三", "李四", "王五", None)
    insight = Insight(
        tuple(deal(f"O-{nth}", "won", 100, owner=who, since_state=TODAY) for nth, who in enumerate(won))
    )
    more = Insight((*insight.deals, deal("O-9", owner="赵六")))
    assert rows(performance(Frames(more), ZH, ALL), 0, 1) == [
        (1, "张三"), (1, "李四"), (1, "王五"), (4, "赵六"), (None, "未分配"),
    ]  # fmt: skip


def test_a_date_that_was_agreed_is_kept_late_or_no_longer_owed() -> None:
    contacts = (
        Contact("O-1", date(2026, 11, 1), "张三", "电话", agreed=date(2026, 11, 5)),
        Contact("O-1", date(2026, 11, 4), "张三", "电话", agreed=date(2026, 11, 10)),
        Contact("O-1", date(2026, 11, 14), "张三", "电话", agreed=date(2026, 12, 1)),
        Contact("O-2", date(2026, 11, 2), "张三", "电话", agreed=date(2026, 11, 21)),
        Contact("O-3", date(2026, 11, 2), "张三", "电话", agreed=date(2026, 11, 21)),
    )
    deals = (
        deal("O-1", last_contact=date(2026, 11, 14)),
        deal("O-2", last_contact=date(2026, 11, 2)),
        deal("O-3", "won", since_state=date(2026, 11, 20)),
        deal("O-4"),
    )
    table = efficiency(Frames(Insight(deals, contacts)), ZH, ALL)
    # agreed: kept early, 4 days late, 2 days late until today; the won one owes nothing
    assert rows(table) == [("张三", 5, 3, 0.3333, 3.0, 1.0, 1)]


def test_sources_count_leads_deals_and_wins() -> None:
    insight = Insight(
        (deal("O-1", "won", 300, source="展会"), deal("O-2", "lost", source="展会"), deal("O-3")),
        prospects=(
            prospect("L-1", "leads", "converted"),
            prospect("L-2", "leads", "new"),
            prospect("L-3", "leads", "new", source="到店"),
        ),
    )
    assert rows(sources(Frames(insight), ZH, ALL)) == [
        ("展会", 2, 1, 0.5, 2, 1, 1, 300, 0.5),
        ("到店", 1, 0, 0.0, 0, 0, 0, 0, None),
        ("（未填）", 0, 0, None, 1, 0, 0, 0, None),
    ]


def test_products_stand_against_list_and_floor() -> None:
    listed = {"listed": Decimal(100), "floor": Decimal(90)}
    insight = Insight(
        (deal("O-1", "won"), deal("O-2"), deal("O-3", "lost")),
        lines=(
            line("O-1", 80, **listed),
            line("O-2", 95, **listed),
            line("O-3", 50, product="旧车", kind=None),
        ),
    )
    assert rows(products(Frames(insight), ZH, ALL)) == [
        ("整车", "叉车", "3吨", 1, 80, 1, 95, 0.125, 1),
    ]
    assert rows(below_floor(Frames(insight), ZH, ALL), 0, 6, 7) == [("O-1", 80, 90)]


def test_losses_by_reason_and_competitor() -> None:
    lost = {"loss_reason": "价格", "competitor": "合力"}
    insight = Insight((deal("O-1", "won"), deal("O-2", "lost", 40, **lost), deal("O-3", "lost", 60, **lost)))
    assert rows(outcomes(Frames(insight), ZH, ALL)) == [
        ("赢单", "", "", 1, 100, 0.3333),
        ("输单", "价格", "合力", 2, 100, 0.6667),
    ]


def test_customers_sleep_when_nobody_touches_them_or_their_deals() -> None:
    insight = Insight(
        (deal("O-1", customer="C-2", last_contact=TODAY),),
        prospects=(
            prospect("C-1"),
            prospect("C-2"),
            prospect("C-3", since=TODAY),
            prospect("C-4", state="invalid"),
        ),
    )
    assert rows(customers(Frames(insight), ZH, ALL)) == [("张三", 3, 1, 2, 1, 0.3333)]


def test_the_few_customers_that_bring_most_are_marked() -> None:
    amounts = {"C-1": 700, "C-2": 150, "C-3": 100, "C-4": 50}
    insight = Insight(
        tuple(deal(f"O-{each}", "won", amount, customer=each) for each, amount in amounts.items())
    )
    table = pareto(Frames(insight), ZH, ALL)
    assert rows(table, 0, 5, 6) == [
        ("C-1", 0.7, "重点"),
        ("C-2", 0.85, "重点"),
        ("C-3", 0.95, ""),
        ("C-4", 1.0, ""),
    ]
    assert table.note.en.endswith(
        "80% of the amount came from the key customers, who number 2 (50% of those that bought)."
    )


days = st.dates(date(2026, 9, 1), TODAY)
moments = st.lists(
    st.tuples(days, st.sampled_from(("open", "won", "lost", "paused", "terminated"))), min_size=1, max_size=5
)
levels = st.lists(st.tuples(days, st.sampled_from(("H", "A", None))), max_size=4)


@given(st.lists(st.tuples(moments, levels, st.none() | days), max_size=12), days)
def test_the_level_card_balances_whatever_happened(some: list[Any], today: date) -> None:
    insight = Insight(
        tuple(
            deal(f"O-{nth}", max(of)[1], customer=f"C-{nth}", expected_close=close)
            for nth, (of, _levels, close) in enumerate(some)
        ),
        moves=tuple(
            Move(f"O-{nth}", day, "一", state)
            for nth, (of, _levels, _close) in enumerate(some)
            for day, state in sorted(of, key=lambda each: each[0])
        ),
        standings=tuple(
            Standing(f"C-{nth}", day, level, "valid")
            for nth, (_of, of, _close) in enumerate(some)
            for day, level in sorted(of, key=lambda each: each[0])
        ),
    )
    assert_balanced(list(deal_steps(insight)), today)


lead_moments = st.lists(
    st.tuples(days, st.sampled_from(("H", "A", None)), st.sampled_from(("new", "converted", "invalid"))),
    min_size=1,
)


@given(st.lists(lead_moments, max_size=12), days)
def test_the_card_of_leads_balances_whatever_happened(some: list[Any], today: date) -> None:
    insight = Insight(
        prospects=tuple(prospect(f"L-{nth}", "leads", "new") for nth, _of in enumerate(some)),
        standings=tuple(
            Standing(f"L-{nth}", *each)
            for nth, of in enumerate(some)
            for each in sorted(of, key=lambda each: each[0])
        ),
    )
    assert_balanced(list(lead_steps(insight)), today)


def assert_balanced(steps: list[tuple[str, tuple[Step, ...]]], today: date) -> None:
    this, last = months_of_card(today)
    cards = account(steps, this), account(steps, last)
    for card in cards:
        for entries in card.values():
            gained = sum(entries[each] for each in ("carried", "new", "again", "in"))
            assert gained - sum(entries[each] for each in ("out", "won", "lost", "frozen")) == entries["left"]
        assert sum(each["in"] for each in card.values()) == sum(each["out"] for each in card.values())
    carried, left = (
        {level: card[level][entry] for level in card}
        for card, entry in zip(cards, ("carried", "left"), strict=True)
    )
    assert {level: count for level, count in carried.items() if count} == {
        level: count for level, count in left.items() if count
    }


def test_the_level_card_counts_by_the_customers_level_of_the_day() -> None:
    ago = TODAY - timedelta(60)
    some = (
        deal("O-1", level="A", opened=ago),
        deal("O-2", "won", level="A", opened=ago, since_state=TODAY),
        deal("O-3", "lost", level="A", opened=ago, since_state=TODAY - timedelta(40)),
        deal("O-4", level="A"),
        deal("O-5", level="B", customer="C-2", opened=ago),
        deal("O-6", level="A", customer="C-3", opened=ago),
    )
    standings = (
        Standing("C-2", ago, "H", "valid"),
        Standing("C-2", TODAY, "B", "valid"),
        Standing("C-3", ago, "A", "valid"),
    )
    moves = (
        Move("O-6", ago, "一", "open"),
        Move("O-6", ago, "一", "paused"),
        Move("O-6", TODAY, "一", "open"),
    )
    this, _last, _leads, _leads_last = level_cards(
        Insight(some, standings=standings, moves=moves), LEVELS, ZH, TODAY
    )
    # carried, new, again, in, out, won, lost, frozen, left
    assert rows(this) == [
        ("H", 1, 0, 0, 0, 1, 0, 0, 0, 0),
        ("A", 2, 1, 1, 0, 0, 1, 0, 0, 3),
        ("B", 0, 0, 0, 1, 0, 0, 0, 0, 1),
    ]


LEVELS = tuple(Choice(level) for level in "OHABC")


def test_leads_have_a_level_card_of_their_own() -> None:
    leads = (
        prospect("L-1", "leads", "converted", level="A"),
        prospect("L-2", "leads", "following", level="B", since=TODAY),
    )
    standings = (
        Standing("L-1", date(2026, 10, 1), "B", "new"),
        Standing("L-1", date(2026, 11, 2), "A", "following"),
        Standing("L-1", date(2026, 11, 3), "A", "converted"),
    )
    *_deals, this, last = level_cards(Insight(prospects=leads, standings=standings), LEVELS, ZH, TODAY)
    # carried, new, again, in, out, converted, invalid, left
    assert rows(this) == [("A", 0, 0, 0, 1, 0, 1, 0, 0), ("B", 1, 1, 0, 0, 1, 0, 0, 1)]
    assert rows(last) == [("B", 0, 1, 0, 0, 0, 0, 0, 1)]


def test_what_the_store_tells_of_a_deal_that_was_won_today(shop: Desk) -> None:
    shop.take("# 商机\n| 商机编号 | 阶段 |\n| O-000001 | 商务谈判 |")
    shop.take("# 商机\n| 商机编号 | 状态 | 总结 |\n| O-000001 | 赢单 | 谈成了 |")
    with shop.workspace.store.reading() as queries:
        found = read_insight(queries)
    (won, other) = found.deals
    assert (won.number, won.customer_name, won.level, won.source) == (
        "O-000001",
        "上海远航物流有限公司",
        "A",
        "转介绍",
    )
    assert (won.state, won.ended, other.ended) == ("won", TODAY, None)
    moves = [(move.stage, move.state) for move in found.moves if move.opportunity == "O-000001"]
    assert moves == [("方案报价", "open"), ("商务谈判", "open"), ("商务谈判", "won")]


def test_equal_texts_and_days_of_records_are_kept_once(shop: Desk) -> None:
    shop.take("# 商机\n| 商机编号 | 阶段 | 状态 | 总结 |\n| O-000001 | 商务谈判 | 赢单 | 谈成了 |")
    with shop.workspace.store.reading() as queries:
        found = read_insight(queries)
    every: tuple[Any, ...] = (*found.deals, *found.moves, *found.prospects, *found.lines)
    values = [getattr(each, field.name) for each in every for field in fields(each)]
    texts = [each for each in values if isinstance(each, str | date)]
    assert len(texts) > len({id(each) for each in texts}) == len(set(texts))


def test_a_very_large_store_has_its_deeper_reports_when_asked_and_says_what_is_left_out(shop: Desk) -> None:
    with shop.workspace.store.reading() as queries:
        few = daily_facts(queries, {}, TODAY, most_records=1)
        all_of_them = daily_facts(queries, {}, TODAY, most_records=None)
    assert few.insight is None
    assert all_of_them.insight
    told = {each.title.en: each for each in standing_tables(few, DueList(TODAY, ()), ZH)}
    assert rows(told["Reports left out"]) == [(few.records_too_many,)]
    assert "workbook-crm report" in told["Reports left out"].note.en
    assert "Performance" not in told
    assert "Reports left out" not in {
        each.title.en for each in standing_tables(all_of_them, DueList(TODAY, ()), ZH)
    }


def test_of_a_deal_that_came_in_closed_the_expected_close_tells_when() -> None:
    came_in: dict[str, Any] = {"since_state": None, "opened": TODAY}
    assert deal("O-1", "won", expected_close=date(2026, 3, 1), **came_in).ended == date(2026, 3, 1)
    assert deal("O-1", "won", expected_close=date(2027, 3, 1), **came_in).ended == TODAY


def test_reports_are_said_in_english_too() -> None:
    table = outcomes(Frames(Insight((deal("O-1", "won"),))), Language.EN, ALL)
    assert table.rows[0][0] == "Won"
