"""Who is who, what follows from a change, what is kept: the rules of taking in, each at its edge."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.desk import Desk, counts, found
from tests.workbooks import SHOP, joined
from workbook_crm.merge.follow import Contact, Standing, contacts_of, next_contact, with_contacts_of_deals
from workbook_crm.model.records import FollowUp

CUSTOMERS = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 宏达物流有限公司 | 13911112222 | 转介绍 |\n| 王伟 | 13922223333 | 展会 |\n"
DEALS = "# 商机\n| 商机名称 | 客户 | 意向产品 | 备注 |\n"
FOLLOWED = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 费用 | 下次跟进时间 |\n"
LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | 备注 |\n"


def again(text: str) -> str:
    """The same workbook as other bytes."""
    return text + "\n# 备忘\n| 又发一次 |"


def records(shop: Desk, kind: str) -> list[Any]:
    with shop.workspace.store.reading() as queries:
        return [each.record for each in queries.every(kind)]


def test_two_deals_of_one_name_are_two_where_their_customers_are(empty_desk: Desk) -> None:
    rows = "| 买车 | 宏达物流有限公司 | 整车 | 甲 |\n| 买车 | 王伟 | 整车 | 乙 |\n"
    assert counts(empty_desk.take(CUSTOMERS + DEALS + rows), "商机") == {"new": 2}
    assert counts(empty_desk.take(again(DEALS + rows)), "商机") == {"unchanged": 2}
    assert counts(empty_desk.take(DEALS + rows.replace("乙", "丙")), "商机") == {"unchanged": 1, "changed": 1}
    assert [(each.customer, each.remark) for each in records(empty_desk, "opportunities")] == [
        ("C-000001", "甲"),
        ("C-000002", "丙"),
    ]


def test_two_deals_of_one_customer_are_two_where_their_names_are(empty_desk: Desk) -> None:
    rows = "| 买车 | 王伟 | 整车 | |\n| 再买车 | 王伟 | 整车 | |\n"
    assert counts(empty_desk.take(CUSTOMERS + DEALS + rows), "商机") == {"new": 2}
    sorted_otherwise = "\n".join(reversed(rows.strip().splitlines()))
    assert counts(empty_desk.take(DEALS + sorted_otherwise), "商机") == {"unchanged": 2}


CONTACTS = [
    # time and content of a second contact with 王伟, called on 2026-11-20 about 谈价格; whether it is another
    ("2026-11-20", "谈价格", False),
    ("2026-11-20", "谈 价格", False),
    ("2026-11-20", "谈付款", True),
    ("2026-11-21", "谈价格", True),
    ("2026-11-20 10:00", "谈价格", True),
]


@pytest.mark.parametrize(("moment", "content", "is_another"), CONTACTS)
def test_a_contact_is_its_subject_time_and_content(
    empty_desk: Desk, moment: str, content: str, is_another: bool
) -> None:
    empty_desk.take(CUSTOMERS + FOLLOWED + "| 王伟 | 2026-11-20 | 电话 | 谈价格 | | |")
    empty_desk.take(FOLLOWED + f"| 王伟 | {moment} | 电话 | {content} | 300 | |")
    assert empty_desk.count("follow_ups") == 1 + is_another
    assert sum(each.expense or 0 for each in records(empty_desk, "follow_ups")) == 300


def test_the_same_words_about_another_subject_are_another_contact(empty_desk: Desk) -> None:
    rows = "| 王伟 | 2026-11-20 | 电话 | 谈价格 | | |\n| 宏达物流有限公司 | 2026-11-20 | 电话 | 谈价格 | | |"
    assert counts(empty_desk.take(CUSTOMERS + FOLLOWED + rows), "跟进记录") == {"new": 2}
    assert counts(empty_desk.take(again(FOLLOWED + rows)), "跟进记录") == {"unchanged": 2}


def test_a_line_is_its_deal_product_and_spec(shop: Desk) -> None:
    rows = (
        "| 远航三台叉车 | 电动叉车 | 1.5吨 | | 1 | |\n"
        "| 远航三台叉车 | 电动叉车 | 2吨 | | 1 | |\n"
        "| 远航三台叉车 | 内燃叉车 | 3吨 | | 1 | |\n"
        "| 王伟租车 | 实心轮胎 | | | 1 | |\n"
        "| 远航三台叉车 | 实心轮胎 | | | 1 | |\n"
    )
    assert counts(shop.take(LINES + rows), "商机产品") == {"new": 5}
    turned = "\n".join(reversed(rows.strip().splitlines()))
    assert counts(shop.take(LINES + turned), "商机产品") == {"unchanged": 5}
    more = rows.replace("| 2吨 | | 1 |", "| 2吨 | | 4 |")
    assert counts(shop.take(LINES + more), "商机产品") == {"unchanged": 4, "changed": 1}
    amounts = [shop.show(number)["values"]["amount"] for number in ("O-000001", "O-000002")]
    assert amounts == [Decimal(126000 + 4 * 138000 + 88000 + 680), Decimal(680)]


CATALOG_ROWS = [
    # a second catalog row; whether it is another one than P1 / 整车 / 叉车一 / 三吨, valid from 2026-01-01
    ("| P1 | 整车 | 叉车一 | 三吨 | 1 | | 2026-01-01 |", False),
    ("| p1 | 整车 | 改名了 | 五吨 | 1 | | 2026-01-01 |", False),
    ("| P1 | 整车 | 叉车一 | 三吨 | 1 | | 2026-02-01 |", True),
    ("| P2 | 整车 | 叉车一 | 三吨 | 1 | | 2026-01-01 |", True),
    ("| P1 | 整车 | 叉车一 | 三吨 | 1 | LSGPC52U6AF102554 | 2026-01-01 |", True),
]


@pytest.mark.parametrize(("row", "is_another"), CATALOG_ROWS)
def test_a_price_is_its_code_and_first_day(empty_desk: Desk, row: str, is_another: bool) -> None:
    head = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 车架号 | 生效日期 |\n"
    empty_desk.take(head + "| P1 | 整车 | 叉车一 | 三吨 | 90000 | | 2026-01-01 |")
    empty_desk.take(head + row)
    assert empty_desk.count("catalog") == 1 + is_another


@pytest.mark.parametrize(
    ("row", "is_another"),
    [
        ("| 整车 | 叉车一 | 三吨 | 1 |", False),
        ("| 整车 | 叉车 一 | 三吨 | 1 |", False),
        ("| 整车 | 叉车一 | 五吨 | 1 |", True),
        ("| 整车 | 叉车一 | | 1 |", True),
        ("| 租赁 | 叉车一 | 三吨 | 1 |", True),
        ("| 整车 | 叉车二 | 三吨 | 1 |", True),
    ],
)
def test_a_price_without_a_code_is_its_kind_product_and_spec(
    empty_desk: Desk, row: str, is_another: bool
) -> None:
    head = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n"
    empty_desk.take(head + "| 整车 | 叉车一 | 三吨 | 90000 |")
    empty_desk.take(head + row)
    assert empty_desk.count("catalog") == 1 + is_another


@pytest.mark.parametrize(
    ("sheet", "head", "first", "second", "kind", "is_another"),
    [
        ("员工", "姓名 | 角色", "张三 | 销售", "张 三 | 主管", "staff", False),
        ("员工", "姓名 | 角色", "张三 | 销售", "张四 | 销售", "staff", True),
        ("字典", "列表 | 值 | 顺序", "阶段 | 谈着 | 1", "阶段 | 谈着 | 2", "choices", False),
        ("字典", "列表 | 值 | 顺序", "阶段 | 谈着 | 1", "来源 | 谈着 | 1", "choices", True),
        ("字典", "列表 | 值 | 顺序", "阶段 | 谈着 | 1", "阶段 | 聊着 | 1", "choices", True),
    ],
)
def test_people_and_words_are_known_again(
    empty_desk: Desk, sheet: str, head: str, first: str, second: str, kind: str, is_another: bool
) -> None:
    empty_desk.take(f"# {sheet}\n| {head} |\n| {first} |")
    empty_desk.take(f"# {sheet}\n| {head} |\n| {second} |")
    assert empty_desk.count(kind) == 1 + is_another


def test_numbers_go_on_where_they_were(empty_desk: Desk) -> None:
    empty_desk.take(CUSTOMERS)
    head = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
    empty_desk.take(
        head + "| 李雷 | 1.39E+10 | 展会 |\n| 韩梅 | 13944445555 | 展会 |\n| 王伟 | 13922223333 | 展会 |"
    )
    empty_desk.take(head + "| 李雷 | 13933334444 | 展会 |")
    assert [(each.number, each.name) for each in records(empty_desk, "customers")][2:] == [
        ("C-000003", "韩梅"),
        ("C-000004", "李雷"),
    ]


def test_a_held_customer_holds_what_is_new_about_it_and_nothing_else(empty_desk: Desk) -> None:
    customers = (
        "# 客户\n| 客户名称 | 电话 | 来源 |\n| 李雷 | 1.39E+10 | 展会 |\n| 韩梅 | 13944445555 | 展会 |\n"
    )
    deals = DEALS + "| 甲 | 李雷 | 整车 | |\n| 乙 | 韩梅 | 整车 | |\n"
    followed = FOLLOWED + "| 甲 | 2026-11-20 | 电话 | 谈价格 | | |\n| 乙 | 2026-11-20 | 电话 | 谈价格 | | |"
    receipt = empty_desk.take(customers + deals + followed)
    assert [counts(receipt, sheet) for sheet in ("客户", "商机", "跟进记录")] == [{"new": 1, "held": 1}] * 3
    assert [each for each in found(receipt) if "held-reference" in each] == [
        "error 商机!B2 held-reference",
        "error 跟进记录!A2 held-reference",
    ]
    assert [each.name for each in records(empty_desk, "opportunities")] == ["乙"]


def test_what_leans_on_a_known_record_is_not_held_with_its_row(shop: Desk) -> None:
    customers = "# 客户\n| 客户名称 | 电话 | 来源 | 预算 |\n| 王伟 | 13912345678 | 展厅 | -5 |\n"
    receipt = shop.take(customers + FOLLOWED + "| 王伟 | 2026-11-20 | 电话 | 谈价格 | | |")
    assert counts(receipt, "客户") == {"held": 1}
    assert counts(receipt, "跟进记录") == {"new": 1}


def test_a_deal_is_the_sum_of_its_lines(shop: Desk) -> None:
    shop.take(
        LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 80000 | 2 | |\n| 远航三台叉车 | 实心轮胎 | | 680 | 3 | |"
    )
    assert shop.show("O-000001")["values"]["amount"] == Decimal(162040)
    shop.take(LINES + "| 远航三台叉车 | 实心轮胎 | | 680 | 4 | |")
    assert shop.show("O-000001")["values"]["amount"] == Decimal(162720)
    assert shop.show("O-000002")["values"].get("amount") is None


@pytest.mark.parametrize(
    ("typed", "is_told"), [("176000", False), ("176000.01", True), ("175999.99", True), ("", False)]
)
def test_a_sum_one_cent_off_is_told(empty_desk: Desk, typed: str, is_told: bool) -> None:
    deals = SHOP["opportunities"].replace("| 张三 | |", f"| 张三 | {typed} |", 1)
    lines = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | | 2 | |"
    receipt = empty_desk.take(joined(SHOP["catalog"], SHOP["customers"], deals, lines))
    assert found(receipt) == (["warning 商机!F2 sum-differs"] if is_told else [])
    assert empty_desk.show("O-000001")["values"]["amount"] == Decimal(176000)


def test_a_sum_is_not_told_to_differ_while_lines_of_it_are_held(empty_desk: Desk) -> None:
    deals = SHOP["opportunities"].replace("| 张三 | |", "| 张三 | 999 |", 1)
    lines = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | | 2 | |\n| 远航三台叉车 | 没有的 | | | 2 | |"
    receipt = empty_desk.take(joined(SHOP["catalog"], SHOP["customers"], deals, lines))
    assert "sum-differs" not in [each.rule.code for each in receipt.findings]


def test_our_own_sum_of_last_time_is_not_told_to_differ(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | | 2 | |")
    deals = SHOP["opportunities"].replace("| 张三 | |", "| 张三 | 176000 |", 1)
    receipt = shop.take(joined(deals, LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | | 3 | |"))
    assert found(receipt) == []
    assert shop.show("O-000001")["values"]["amount"] == Decimal(264000)


def test_every_change_is_kept_with_its_place(shop: Desk) -> None:
    shop.take(
        "# 客户\n| 客户编号 | 级别 | 备注 |\n| C-000001 | | |\n| C-000002 | A | 要红色 |", name="改.xlsx"
    )
    first, last = shop.show("C-000002")["history"]
    assert first["before"] == {}
    assert (last["file"], last["sheet"], last["row"]) == ("改.xlsx", "客户", 3)
    assert (last["before"], last["after"]) == (
        {"level": "B", "remark": None},
        {"level": "A", "remark": "要红色"},
    )
    assert len(shop.show("C-000001")["history"]) == 1


def test_a_change_that_follows_from_a_line_is_kept_with_the_lines_place(shop: Desk) -> None:
    shop.take(
        LINES + "| 王伟租车 | 实心轮胎 | | | 1 | |\n| 远航三台叉车 | 内燃叉车 | 3吨 | | 2 | |", name="行.xlsx"
    )
    last = shop.show("O-000001")["history"][-1]
    assert (last["file"], last["sheet"], last["row"]) == ("行.xlsx", "商机产品", 3)
    assert last["after"] == {"amount": Decimal(176000)}


DAY = date(2026, 11, 20)
EARLIER, LATER, LATEST = date(2026, 11, 10), date(2026, 12, 1), date(2026, 12, 24)
NOON = datetime(2026, 11, 20, 12, 0)
STORIES = [
    # what was known; what the row says; contacts since; what is planned then, and the last contact
    (Standing(None, DAY, DAY), None, [], DAY, None),
    (Standing(None, DAY, DAY), None, [Contact(DAY, None)], None, DAY),
    (Standing(None, DAY, DAY), None, [Contact(NOON, None)], None, NOON),
    (Standing(None, NOON, NOON), None, [Contact(DAY, None)], None, DAY),
    (Standing(None, DAY, DAY), None, [Contact(LATER, None)], None, LATER),
    (Standing(None, DAY, DAY), None, [Contact(EARLIER, None)], DAY, EARLIER),
    (Standing(None, DAY, DAY), None, [Contact(EARLIER, LATER)], LATER, EARLIER),
    (Standing(None, DAY, DAY), None, [Contact(DAY, LATER), Contact(EARLIER, LATEST)], LATER, DAY),
    (Standing(LATER, LATEST, None), None, [Contact(DAY, DAY)], LATEST, LATER),
    (Standing(DAY, LATEST, None), None, [Contact(DAY, LATER)], LATER, DAY),
    (Standing(), DAY, [], DAY, None),
    (Standing(), DAY, [Contact(EARLIER, None)], DAY, EARLIER),
    (Standing(), DAY, [Contact(DAY, None)], None, DAY),
    (Standing(), DAY, [Contact(EARLIER, LATER)], DAY, EARLIER),
    (Standing(), LATEST, [Contact(EARLIER, LATER)], LATER, EARLIER),
    (Standing(None, LATER, DAY), DAY, [], LATER, None),
    (Standing(None, LATER, DAY), LATER, [], LATER, None),
    (Standing(None, LATER, DAY), LATEST, [], LATEST, None),
    (Standing(LATER, LATEST, None), DAY, [], LATEST, LATER),
]


@pytest.mark.parametrize(("before", "written", "news", "planned", "last"), STORIES)
def test_when_somebody_is_to_be_contacted_next(
    before: Standing, written: date | None, news: list[Contact], planned: date | None, last: date | None
) -> None:
    after = next_contact(before, written, news)
    assert (after.next_follow_up, after.last_contact) == (planned, last)
    assert after.next_written == (
        written if written and written != before.next_follow_up else before.next_written
    )


YESTERDAY, DAY_BEFORE, THREE_BEFORE = date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 17)


@pytest.mark.parametrize(
    ("before", "after", "news", "planned", "last"),
    [
        # on the planned day, later, at most two days before, earlier; what was agreed is the deal's own
        (Standing(None, DAY, DAY), None, [Contact(DAY, LATER)], None, DAY),
        (Standing(None, DAY, DAY), None, [Contact(LATER, None)], None, LATER),
        (Standing(None, DAY, DAY), None, [Contact(YESTERDAY, LATER)], None, YESTERDAY),
        (Standing(None, DAY, DAY), None, [Contact(DAY_BEFORE, None)], None, DAY_BEFORE),
        (Standing(None, DAY, DAY), None, [Contact(THREE_BEFORE, None)], DAY, THREE_BEFORE),
        (Standing(None, DAY, DAY), None, [Contact(EARLIER, LATER)], DAY, EARLIER),
        # nothing was planned, and an older contact than the one that is known
        (Standing(), None, [Contact(DAY, LATER)], None, DAY),
        (Standing(LATER, LATEST, None), None, [Contact(DAY, None)], LATEST, LATER),
        # of two deals the later contact counts
        (
            Standing(None, DAY, DAY),
            None,
            [Contact(DAY_BEFORE, None), Contact(EARLIER, None)],
            None,
            DAY_BEFORE,
        ),
        # the same workbook plans anew: none before that day does for it, one on it does
        (Standing(), Standing(None, DAY, DAY), [Contact(YESTERDAY, None)], DAY, YESTERDAY),
        (Standing(), Standing(None, DAY, DAY), [Contact(DAY, None)], None, DAY),
        (Standing(), Standing(None, DAY, DAY), [], DAY, None),
    ],
)
def test_a_contact_with_a_deal_is_one_with_its_customer(
    before: Standing, after: Standing | None, news: list[Contact], planned: date | None, last: date | None
) -> None:
    standing = with_contacts_of_deals(before, after or before, news)
    assert (standing.next_follow_up, standing.last_contact) == (planned, last)
    assert standing.next_written == (after or before).next_written


def test_an_erased_plan_is_no_plan() -> None:
    before = Standing(EARLIER, DAY, DAY)
    assert next_contact(before, None, [], is_erased=True) == Standing(EARLIER, None, None)
    assert next_contact(before, None, [Contact(DAY, LATER)], is_erased=True) == Standing(DAY, LATER, None)


def test_a_contact_without_a_time_is_none() -> None:
    told = [FollowUp(time=DAY, next_follow_up=LATER), FollowUp(time=None, next_follow_up=LATER)]
    assert contacts_of(told) == [Contact(DAY, LATER)]


def test_a_plan_is_answered_by_a_contact_and_not_by_one_long_before(shop: Desk) -> None:
    plan = "# 客户\n| 客户编号 | 下次跟进时间 |\n| C-000002 | 2026-11-20 |\n"
    shop.take(plan)
    for day, planned in (("2026-11-17", date(2026, 11, 20)), ("2026-11-20", None)):
        shop.take(FOLLOWED + f"| 王伟 | {day} | 电话 | {day} | | |")
        assert shop.show("C-000002")["values"].get("next_follow_up") == planned


def test_what_was_said_is_said_again_where_the_row_says_something_else(shop: Desk) -> None:
    head = "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 |\n"
    low = "| 远航三台叉车 | 内燃叉车 | 3吨 | 79999 | {} |"
    below = ["warning 商机产品!D2 below-floor"]
    assert found(shop.take(head + low.format(1))) == below
    assert found(shop.take(again(head + low.format(1)))) == []
    assert found(shop.take(head + low.format(2))) == below
    assert found(shop.take(head + low.format(2) + "\n| 远航三台叉车 | 实心轮胎 | | | 1 |")) == []


def test_a_column_that_nobody_knows_is_kept_with_its_record(shop: Desk) -> None:
    head = "# 客户\n| 客户编号 | 级别 | 常走路线 | 车队规模备注栏 |\n"
    shop.take(head + "| C-000001 | A | 沪宁 | 十台 |")
    shop.take("# 客户\n| 客户编号 | 级别 | 常走路线 |\n| C-000001 | A | 沪杭 |")
    extra = {name: value for each in records(shop, "customers") for name, value in each.extra}
    assert extra == {"常走路线": "沪杭", "车队规模备注栏": "十台"}


def test_who_sends_news_of_a_known_record_does_not_become_its_owner(empty_desk: Desk) -> None:
    empty_desk.take(CUSTOMERS)
    receipt = empty_desk.take("# 客户\n| 客户编号 | 级别 |\n| C-000002 | A |", sender="张三")
    assert counts(receipt, "客户") == {"changed": 1}
    shown = empty_desk.show("C-000002")["values"]
    assert (shown["level"], shown.get("owner"), shown["state"]) == ("A", None, "valid")


def test_the_answer_is_handed_out_and_said_where(shop: Desk) -> None:
    receipt = shop.take("# 客户\n| 客户编号 | 级别 |\n| C-000002 | A |", sender="张三", name="客户.xlsx")
    assert receipt.answer is not None
    assert receipt.answer.startswith("outbox/张三/客户")
    assert shop.answer(receipt).startswith(b"PK")
    assert shop.workspace.store.parcels() == ()


def test_every_number_is_one_records(shop: Desk) -> None:
    head = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
    for nth in range(3):
        shop.take(head + f"| 新{nth} | 1391234000{nth} | 展会 |\n| 坏{nth} | 1.39E+10 | 展会 |")
    numbers = [each.number for each in records(shop, "customers")]
    assert numbers == [f"C-{nth:06d}" for nth in range(1, 6)]


def test_a_deal_follows_its_lines_when_they_come_without_it(shop: Desk) -> None:
    for quantity, amount in ((1, 88000), (3, 264000), (2, 176000)):
        shop.take(LINES + f"| O-000001 | 内燃叉车 | 3吨 | | {quantity} | |")
        assert shop.show("O-000001")["values"]["amount"] == Decimal(amount)
    assert [each["after"].get("amount") for each in shop.show("O-000001")["history"][1:]] == [
        88000,
        264000,
        176000,
    ]


def test_a_contact_with_a_deal_moves_the_deals_own_plan(shop: Desk) -> None:
    shop.take("# 商机\n| 商机编号 | 下次跟进时间 |\n| O-000001 | 2026-11-20 |\n| O-000002 | 2026-11-20 |")
    shop.take(FOLLOWED + "| O-000001 | 2026-11-20 09:00 | 电话 | 谈价格 | | 2026-12-01 |")
    planned = [shop.show(f"O-00000{nth}")["values"].get("next_follow_up") for nth in (1, 2)]
    assert planned == [date(2026, 12, 1), date(2026, 11, 20)]


def test_a_row_with_an_error_leaves_the_record_as_it_is(shop: Desk) -> None:
    before = shop.show("C-000001")["values"]
    receipt = shop.take("# 客户\n| 客户编号 | 级别 | 预算 |\n| C-000001 | C | -1 |\n| C-000002 | C | 1 |")
    assert counts(receipt, "客户") == {"held": 1, "changed": 1}
    assert shop.show("C-000001")["values"] == before
    assert shop.show("C-000002")["values"]["level"] == "C"
