"""The deeper reports, each from facts that can be counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from tests.report.facts import TODAY, ZH, deal, line, rows
from workbook_crm.merge.report_rows import insight as read_insight
from workbook_crm.model.insight import Contact, Deal, Insight, Prospect
from workbook_crm.model.language import Language
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.levels import account, level_card
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources


def prospect(number: str, kind: str = "customers", state: str = "valid", **more: Any) -> Prospect:
    values: dict[str, Any] = {
        "name": number, "owner": "张三", "source": "展会", "level": "A", "since": date(2026, 1, 1), **more,
    }  # fmt: skip
    return Prospect(number=number, kind=kind, state=state, **values)


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
    table = performance(insight, ZH, TODAY)
    assert rows(table) == [
        (1, "张三", "一组", 0, 0, 700, 2, 1200, 0, 1.0),
        (2, "李四", "", 1, 70, 300, 0, 300, 1, 0.0),
    ]
    (third, fourth) = rows(trend(insight, ZH, TODAY), 0, 1, 6)
    assert (third, fourth) == (("张三", 0, 700), ("李四", 0, 300))


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
    table = efficiency(Insight(deals, contacts), ZH, TODAY)
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
    assert rows(sources(insight, ZH)) == [
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
    assert rows(products(insight, ZH)) == [
        ("整车", "叉车", "3吨", 1, 80, 1, 95, 0.125, 1),
        ("不在目录", "旧车", "3吨", 0, 0, 0, 0, None, 0),
    ]
    assert rows(below_floor(insight, ZH), 0, 6, 7) == [("O-1", 80, 90)]


def test_losses_by_reason_and_competitor() -> None:
    lost = {"loss_reason": "价格", "competitor": "合力"}
    insight = Insight((deal("O-1", "won"), deal("O-2", "lost", 40, **lost), deal("O-3", "lost", 60, **lost)))
    assert rows(outcomes(insight, ZH)) == [
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
    assert rows(customers(insight, ZH, TODAY)) == [("张三", 3, 1, 2, 1, 0.3333)]


def test_the_few_customers_that_bring_most_are_marked() -> None:
    amounts = {"C-1": 700, "C-2": 150, "C-3": 100, "C-4": 50}
    insight = Insight(
        tuple(deal(f"O-{each}", "won", amount, customer=each) for each, amount in amounts.items())
    )
    table = pareto(insight, ZH)
    assert rows(table, 0, 5, 6) == [
        ("C-1", 0.7, "重点"),
        ("C-2", 0.85, "重点"),
        ("C-3", 0.95, ""),
        ("C-4", 1.0, ""),
    ]
    assert table.note.en == "Customers that bring 80% of the amount won: 2 (50%)."


days = st.dates(date(2026, 9, 1), TODAY)
deals = st.builds(
    deal,
    st.just("O-1"),
    st.sampled_from(("open", "won", "lost", "paused", "terminated")),
    opened=days,
    since_state=st.none() | days,
    expected_close=st.none() | days,
)


@given(st.lists(deals, max_size=30))
def test_the_level_card_balances_whatever_happened(some: list[Deal]) -> None:
    carried, new, won, lost, frozen, left = account(some, TODAY)
    assert isinstance(carried, int)
    assert isinstance(new, int)
    assert isinstance(won, int)
    assert isinstance(lost, int)
    assert isinstance(frozen, int)
    assert carried + new - won - lost - frozen == left == sum(each.is_open for each in some)


def test_the_level_card_counts_by_the_customers_level() -> None:
    some = (
        deal("O-1", level="A", opened=TODAY - timedelta(60)),
        deal("O-2", "won", level="A", opened=TODAY - timedelta(60), since_state=TODAY),
        deal("O-3", "lost", level="A", opened=TODAY - timedelta(60), since_state=TODAY - timedelta(40)),
        deal("O-4", level="A"),
    )
    assert rows(level_card(Insight(some), (), ZH, TODAY)) == [("A", 2, 1, 1, 0, 0, 2)]


def test_what_the_store_tells_of_a_deal_that_was_won_today(shop: Desk) -> None:
    shop.take("# 商机\n| 商机编号 | 阶段 |\n| O-000001 | 商务谈判 |")
    shop.take("# 商机\n| 商机编号 | 状态 | 总结 |\n| O-000001 | 赢单 | 谈成了 |")
    with shop.workspace.store.reading() as queries:
        found = read_insight(queries, 1_000)
        assert read_insight(queries, 1) is None
    assert found is not None
    (won, other) = found.deals
    assert (won.number, won.customer_name, won.level, won.source) == (
        "O-000001",
        "上海远航物流有限公司",
        "A",
        "转介绍",
    )
    assert (won.state, won.ended, other.ended) == ("won", TODAY, None)
    moves = [(move.stage, move.state) for move in found.moves if move.opportunity == "O-000001"]
    assert moves == [("方案报价", "open"), ("商务谈判", None), (None, "won")]


def test_of_a_deal_that_came_in_closed_the_expected_close_tells_when() -> None:
    came_in: dict[str, Any] = {"since_state": None, "opened": TODAY}
    assert deal("O-1", "won", expected_close=date(2026, 3, 1), **came_in).ended == date(2026, 3, 1)
    assert deal("O-1", "won", expected_close=date(2027, 3, 1), **came_in).ended == TODAY


def test_reports_are_said_in_english_too() -> None:
    table = outcomes(Insight((deal("O-1", "won"),)), Language.EN)
    assert table.rows[0][0] == "Won"
