"""What is asked of the store: for the day's list, for a record's page, for what has changed; each at its edge."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.desk import NOW, Desk
from tests.workbooks import SHOP, joined
from workbook_crm.merge import daily
from workbook_crm.merge.daily import daily_facts
from workbook_crm.merge.dossiers import every_number, how_many, mentions, touched_since
from workbook_crm.merge.report_rows import count_records
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.options import Choice

TODAY = NOW.date()
LEVELS = {"level": (Choice("A", interval_days=7), Choice("F1"))}
LEADS = "# 线索\n| 姓名 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 |\n"
FOLLOWED = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进计划 | 下次跟进时间 | 跟进人 |\n"


def facts(shop: Desk, day: date = TODAY, **more: Any) -> Any:
    with shop.workspace.store.reading() as queries:
        return daily_facts(queries, LEVELS, day, **more)


def opened(shop: Desk, day: date = TODAY) -> dict[str, OpenRecord]:
    records = facts(shop, day).open_records
    assert len({each.number for each in records}) == len(records)
    return {each.number: each for each in records}


def ahead(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("days", "is_there"), [(-9, True), (0, True), (1, True), (30, True), (31, False)])
def test_calendars_reach_a_month_ahead(empty_desk: Desk, days: int, is_there: bool) -> None:
    empty_desk.take(LEADS + f"| 李雷 | 13712345678 | 展会 | | 张三 | {ahead(days)} |")
    assert set(opened(empty_desk)) == ({"L-000001"} if is_there else set())


def test_calendars_reach_to_the_end_of_the_last_day(empty_desk: Desk) -> None:
    rows = "".join(
        f"| 李{nth} | 1371234567{nth} | 展会 | | 张三 | {ahead(day)} {hour} |\n"
        for nth, (day, hour) in enumerate([(30, "23:59"), (31, "00:00"), (0, "23:59"), (1, "00:00")])
    )
    empty_desk.take(LEADS + rows)
    assert set(opened(empty_desk)) == {"L-000001", "L-000003", "L-000004"}


@pytest.mark.parametrize(
    ("days", "level", "is_there"), [(-7, "A", False), (-8, "A", True), (-90, "F1", False)]
)
def test_who_was_neglected_is_there_though_not_due(
    empty_desk: Desk, days: int, level: str, is_there: bool
) -> None:
    empty_desk.take(LEADS + f"| 李雷 | 13712345678 | 展会 | {level} | 张三 | |")
    empty_desk.take(FOLLOWED + f"| L-000001 | {ahead(days)} 18:00 | 电话 | 谈价格 | | {ahead(60)} | 张三 |")
    assert ("L-000001" in opened(empty_desk)) is is_there


@pytest.mark.parametrize(("days", "is_there"), [(-1, True), (0, False), (1, False)])
def test_a_close_that_has_passed_is_there(shop: Desk, days: int, is_there: bool) -> None:
    shop.take(
        f"# 商机\n| 商机编号 | 预计成交时间 | 下次跟进时间 |\n| O-000001 | {ahead(days)} | {ahead(60)} |"
    )
    assert ("O-000001" in opened(shop)) is is_there


def test_what_the_list_shows_of_a_record(shop: Desk) -> None:
    shop.take(FOLLOWED + (
        f"| 远航三台叉车 | {ahead(-1)} | 电话 | 谈价格 | 送合同 | {ahead(0)} | 张三 |\n"
        f"| 远航三台叉车 | {ahead(-3)} | 到店 | 看车 | 报价 | {ahead(5)} | 张三 |"
    ))  # fmt: skip
    shop.take("# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |")
    told = opened(shop)
    assert set(told) == {"C-000002", "O-000001", "O-000002"}  # a day for C-000001 stands on O-000001
    deal = told["O-000001"]
    assert (deal.customer, deal.phone, deal.party, deal.level, deal.stage) == (
        "上海远航物流有限公司",
        "13812345678",
        "C-000001",
        "A",
        "方案报价",
    )
    assert (deal.method, deal.content, deal.plan, deal.amount) == (
        "电话",
        "谈价格",
        "送合同",
        Decimal(176000),
    )
    assert (deal.kind, deal.owner, deal.since) == ("opportunities", "张三", TODAY)
    customer = told["C-000002"]
    assert (customer.customer, customer.party, customer.stage, customer.amount) == (
        "王伟",
        "C-000002",
        None,
        None,
    )


def test_a_lead_is_told_with_what_they_want(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 | 意向产品 | 意向车型 | 备注 |\n"
        "| 甲 | 13712345671 | 展会 | 整车 | 宝马X3 | 要红色 |\n| 乙 | 13712345672 | 展会 | 配件 | | |\n"
        "# 客户\n| 客户名称 | 电话 | 来源 | 意向车型 | 备注 |\n| 丙 | 13712345673 | 展会 | 宝马X5 | 老客户 |"
    )
    told = {each.name: (each.model, each.remark) for each in opened(empty_desk).values()}
    assert told == {"甲": ("宝马X3", "要红色"), "乙": ("配件", None), "丙": ("宝马X5", "老客户")}


def test_lists_are_cut_where_there_is_more(empty_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_desk.take(LEADS + "".join(f"| 李{nth} | 1371234567{nth} | 展会 | | 张三 | |\n" for nth in range(3)))
    told = []
    for most in (4, 3, 2):
        monkeypatch.setattr(daily, "MOST_OTHERS", most)
        told.append((facts(empty_desk).is_cut, len(facts(empty_desk).open_records)))
    assert told == [(False, 3), (False, 3), (True, 2)]


def test_a_large_store_has_no_deeper_reports_unless_asked(shop: Desk) -> None:
    with shop.workspace.store.reading() as queries:
        records = count_records(queries)
    told = [facts(shop, most_records=most) for most in (records, records - 1, None)]
    assert [each.records_too_many for each in told] == [0, records, 0]
    assert [each.insight is None for each in told] == [False, True, False]


def test_who_sells(empty_desk: Desk) -> None:
    staff = "# 员工\n| 姓名 | 角色 | 状态 |\n| 张三 | 销售 | |\n| 李四 | 销售 | 离职 |\n| 赵总 | 主管 | |\n"
    empty_desk.take(
        staff
        + "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 | 状态 | 无效原因 |\n| 甲 | 13712345678 | 展会 | 王五 | | |\n| 乙 | 13712345679 | 展会 | 赵六 | 无效 | 空号 |\n| 丙 | 13712345670 | 展会 | | | |"
    )
    assert facts(empty_desk).salespeople == ("张三", "王五")


def test_stages_are_summed_by_owner(shop: Desk) -> None:
    shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 王伟租车 | 实心轮胎 | | 1 |"
    )
    assert sorted(
        (each.stage, each.owner, each.count, each.amount, each.state) for each in facts(shop).stages
    ) == [
        ("初步接触", "张三", 1, Decimal(680), "open"),
        ("方案报价", "张三", 1, Decimal(176000), "open"),
    ]


@pytest.mark.parametrize(
    ("first", "day", "many"),
    [(None, 0, 1), (None, -1, 0), (None, 1, 0), (-1, 0, 1), (0, 0, 1), (0, 5, 1), (1, 5, 0), (-5, -1, 0)],
)
def test_the_receipts_of_some_days(shop: Desk, first: int | None, day: int, many: int) -> None:
    begin = None if first is None else TODAY + timedelta(days=first)
    assert len(facts(shop, TODAY + timedelta(days=day), first=begin).receipts) == many


def test_what_the_deeper_reports_look_at(shop: Desk) -> None:
    shop.take("# 员工\n| 姓名 | 角色 | 团队 |\n| 张三 | 销售 | 一队 |\n| 李四 | 销售 | |\n")
    shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | 租期 |\n"
        "| 远航三台叉车 | 内燃叉车 | 3吨 | 85000 | 2 | |\n| 王伟租车 | 叉车月租 | 3吨 | | 2 | 6 |"
    )
    shop.take(FOLLOWED + f"| 远航三台叉车 | {ahead(-1)} 10:00 | 电话 | 谈价格 | | {ahead(2)} | 张三 |")
    head = "# 商机\n| 商机编号 | 状态 | 负责人 | 总结 | 阶段 | 来源 |\n"
    shop.take(head + "| O-000001 | 赢单 | | 好 | | |\n| O-000002 | | | | 商务谈判 | 展会 |")
    shop.take(head + "| O-000001 | | 李四 | | | |\n")
    shop.take("# 客户\n| 客户编号 | 级别 |\n| C-000002 | A |")
    told = facts(shop).insight
    first, second = told.deals
    assert (first.state, first.owner, first.closer, first.since_state, first.ended) == (
        "won",
        "李四",
        "张三",
        TODAY,
        TODAY,
    )
    assert (first.amount, first.customer_name, first.source, first.last_contact) == (
        Decimal(170000), "上海远航物流有限公司", "转介绍", TODAY - timedelta(days=1),
    )  # fmt: skip
    assert (second.state, second.stage, second.closer, second.since_state, second.source) == (
        "open",
        "商务谈判",
        None,
        None,
        "展会",
    )
    assert [(each.opportunity, each.stage, each.state) for each in told.moves] == [
        ("O-000001", "方案报价", "open"), ("O-000001", "方案报价", "won"), ("O-000001", "方案报价", "won"),
        ("O-000002", "初步接触", "open"), ("O-000002", "商务谈判", "open"),
    ]  # fmt: skip
    assert [(each.number, each.level, each.state) for each in told.standings] == [
        ("C-000001", "A", "valid"), ("C-000002", "B", "valid"), ("C-000002", "A", "valid"),
    ]  # fmt: skip
    assert {each.day for each in (*told.moves, *told.standings)} == {TODAY}
    assert [(each.product, each.quantity, each.amount, each.listed, each.floor, each.kind) for each in told.lines] == [
        ("内燃叉车", 2, 170000, 176000, 160000, "vehicle"), ("叉车月租", 2, 50400, 50400, None, "rental"),
    ]  # fmt: skip
    (contact,) = told.contacts
    assert (contact.subject, contact.day, contact.by, contact.agreed) == (
        "O-000001",
        TODAY - timedelta(days=1),
        "张三",
        TODAY + timedelta(days=2),
    )
    assert type(contact.day) is date
    assert [(each.number, each.kind, each.source) for each in told.prospects] == [
        ("C-000001", "customers", "转介绍"),
        ("C-000002", "customers", "展厅"),
    ]
    assert (told.teams, told.digits) == ({"张三": "一队", "李四": ""}, 2)


def test_a_record_with_all_that_belongs_to_it(shop: Desk) -> None:
    shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 王伟租车 | 实心轮胎 | | 1 |"
    )
    shop.take(
        FOLLOWED
        + "| 远航三台叉车 | 2026-11-20 | 电话 | 谈价格 | | | |\n| 上海远航物流有限公司 | 2026-11-21 | 电话 | 谈别的 | | | |"
    )
    with shop.workspace.store.reading() as queries:
        deal, customer = queries.dossier("O-000001"), queries.dossier("C-000001")
        assert queries.dossier("O-000009") is queries.dossier("X-000001") is None
    assert deal is not None
    assert customer is not None
    assert deal.customer is not None
    assert (deal.customer.record.number, [each.record.product for each in deal.lines]) == (
        "C-000001",
        ["内燃叉车"],
    )
    assert [each.record.content for each in deal.follow_ups] == ["谈价格"]
    assert [each.record.number for each in customer.opportunities] == ["O-000001"]
    assert [each.record.content for each in customer.follow_ups] == ["谈别的"]
    assert [each.record.content for each in customer.about_opportunities] == ["谈价格"]
    assert [each.record.product for each in customer.opportunity_lines] == ["内燃叉车"]
    assert (customer.lines, customer.customer) == ((), None)


def test_every_record_in_few_words(shop: Desk) -> None:
    shop.take("# 线索\n| 姓名 | 公司 | 电话 | 来源 |\n| 李雷 | 宏达物流 | 13712345678 | 展会 |")
    with shop.workspace.store.reading() as queries:
        told = [(each.number, each.kind, each.name, each.company, each.phone) for each in mentions(queries)]
        assert every_number(queries) == {
            "customers": {"C-000001", "C-000002"},
            "opportunities": {"O-000001", "O-000002"},
            "leads": {"L-000001"},
        }
        assert how_many(queries) == 5
    assert told == [
        ("C-000001", "customers", "上海远航物流有限公司", None, "13812345678"),
        ("C-000002", "customers", "王伟", None, "13912345678"),
        ("O-000001", "opportunities", "远航三台叉车", "上海远航物流有限公司", "13812345678"),
        ("O-000002", "opportunities", "王伟租车", "王伟", "13912345678"),
        ("L-000001", "leads", "李雷", "宏达物流", "13712345678"),
    ]


TOUCHED = [
    ("# 客户\n| 客户编号 | 级别 |\n| C-000001 | B |", {"C-000001", "O-000001"}),
    ("# 商机\n| 商机编号 | 备注 |\n| O-000002 | 急 |", {"C-000002", "O-000002"}),
    ("# 商机\n| 商机编号 | 客户 |\n| O-000002 | C-000001 |", {"C-000001", "C-000002", "O-000002"}),
    (
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| O-000001 | 内燃叉车 | 3吨 | 2 |",
        {"C-000001", "O-000001"},
    ),
    (FOLLOWED + "| O-000001 | 2026-11-20 | 电话 | 谈价格 | | | |", {"C-000001", "O-000001"}),
    ("# 线索\n| 姓名 | 电话 | 来源 |\n| 李雷 | 13712345678 | 展会 |", {"L-000001"}),
    ("# 客户\n| 客户编号 | 级别 |\n| C-000001 | A |", set()),
]


@pytest.mark.parametrize(("text", "numbers"), TOUCHED)
def test_whose_page_tells_something_else_since(shop: Desk, text: str, numbers: set[str]) -> None:
    with shop.workspace.store.reading() as queries:
        revision, token = queries.latest_receipt()
        assert queries.token_of(revision) == token
        assert queries.token_of(revision + 1) is None
    shop.take(text)
    with shop.workspace.store.reading() as queries:
        found = touched_since(queries, revision)
        assert {number for each in found.values() for number in each} == numbers
        assert not any(touched_since(queries, revision + 1).values())


def test_receipts_are_found_again(shop: Desk) -> None:
    shop.take("# 客户\n| 客户编号 | 级别 |\n| C-000001 | B |", name="二.xlsx")
    with shop.workspace.store.reading() as queries:
        assert [each.arrival.file for each in queries.receipts()] == ["二.xlsx", "店.xlsx"]
        assert [each.arrival.file for each in queries.receipts(1)] == ["二.xlsx"]
        second = queries.receipt("r-000002")
        assert second is not None
        assert (second.id, second.arrival.file, second.arrival.received) == ("R-000002", "二.xlsx", NOW)
        assert (queries.receipt("2") == second, queries.receipt("R-000009"), queries.receipt("X")) == (
            True,
            None,
            None,
        )
        assert len(queries.hashes()) == 2
        moment = datetime(2026, 11, 23, 8, 0, tzinfo=NOW.tzinfo)
        assert queries.last_received_before(moment) == ()
        assert len(queries.last_received_before(moment + timedelta(seconds=1))) == 2


def test_all_that_one_person_has(empty_desk: Desk) -> None:
    customers = "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 |\n| 甲 | 13712345678 | 展会 | 张三 |\n| 乙 | 13712345679 | 展会 | 李四 |\n"
    deals = "# 商机\n| 商机名称 | 客户 | 意向产品 | 负责人 |\n| 买车 | 甲 | 整车 | 张三 |\n| 买车二 | 乙 | 整车 | 李四 |\n"
    lines = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 买车 | 内燃叉车 | 3吨 | 1 |\n| 买车二 | 内燃叉车 | 3吨 | 2 |\n| 买车 | 实心轮胎 | | 1 |\n"
    followed = (
        FOLLOWED
        + "| 甲 | 2026-11-20 | 电话 | 一 | | | |\n| 买车 | 2026-11-20 | 电话 | 二 | | | |\n| 乙 | 2026-11-20 | 电话 | 三 | | | |"
    )
    empty_desk.take(joined(SHOP["catalog"], customers, deals, lines, followed))
    with empty_desk.workspace.store.reading() as queries:
        mine: Any = queries.records_of({"张三"})
    assert {kind: len(records) for kind, records in mine.items()} == {
        "leads": 0, "customers": 1, "opportunities": 1, "opportunity_lines": 2, "follow_ups": 2,
    }  # fmt: skip
    assert [each.record.product for each in mine["opportunity_lines"]] == ["内燃叉车", "实心轮胎"]
    assert [each.record.content for each in mine["follow_ups"]] == ["一", "二"]
