"""A list that comes again is known again: its rows keep their records, whatever was mended, moved or renamed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk, counts, found
from tests.merge.test_sent_again import edited

CONTACTS = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 费用 |\n"
PEOPLE = "# 线索\n| 姓名 | 电话 | 来源 | 级别 | 备注 |\n"
DEALS = "# 商机\n| 商机名称 | 客户 | 意向产品 | 客户预算 |\n"
LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n"


def expenses(house: Desk) -> list[Any]:
    with house.workspace.store.reading() as queries:
        return [each.record.expense for each in queries.every("follow_ups")]


def records(house: Desk, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    with house.workspace.store.reading() as queries:
        return [tuple(getattr(each.record, field) for field in fields) for each in queries.every(kind)]


def test_a_slip_mended_in_a_contact_is_no_second_contact(shop: Desk) -> None:
    first = CONTACTS + "| 远航三台叉车 | 2026-11-20 | 上门拜访 | 拜访王经里 | 300 |"
    shop.take(first, sender="张三")
    again = shop.take(first.replace("经里", "经理"), sender="张三")
    assert expenses(shop) == [300]
    assert counts(again, "跟进记录") == {"changed": 1}
    assert found(again) == ["note 跟进记录!D2 read-as-edit"]


def test_the_same_file_of_another_sender_is_another_list(shop: Desk) -> None:
    first = CONTACTS + "| 远航三台叉车 | 2026-11-20 | 上门拜访 | 拜访王经里 | 300 |"
    shop.take(first, sender="张三")
    shop.take(first.replace("经里", "经理"), sender="李四")
    assert expenses(shop) == [300, 300]


@pytest.mark.parametrize("rows", [1, 10])
def test_a_deal_whose_name_was_mended_is_one_deal(shop: Desk, rows: int) -> None:
    more = "\n".join(f"| 第{n}项 | 上海远航物流有限公司 | 整车 | {n}000 |" for n in range(1, rows))
    first = DEALS + "| 新叉车釆购 | 上海远航物流有限公司 | 整车 | 90000 |\n" + more
    shop.take(first, sender="张三")
    again = shop.take(first.replace("釆购", "采购"), sender="张三")
    assert [name for (name,) in records(shop, "opportunities", "name")].count("新叉车采购") == 1
    assert shop.count("opportunities") == 2 + rows
    assert found(again) == ["note 商机!A2 read-as-edit"]


def test_names_that_differ_only_in_a_number_are_two_deals(shop: Desk) -> None:
    first = DEALS + "| 商机008 | 上海远航物流有限公司 | 整车 | 9000 |"
    shop.take(first, sender="张三")
    again = shop.take(first.replace("008", "018"), sender="张三")
    assert counts(again, "商机") == {"new": 1}


def test_a_deal_that_moved_to_another_customer_is_one_deal(shop: Desk) -> None:
    first = DEALS + "| 新叉车采购 | 上海远航物流有限公司 | 整车 | 90000 |\n| 旧车 | 王伟 | 二手车 | 20000 |"
    shop.take(first, sender="张三")
    shop.take(first.replace("购 | 上海远航物流有限公司", "购 | 王伟"), sender="张三")
    assert (shop.count("opportunities"), shop.show("O-000003")["values"]["customer"]) == (4, "C-000002")


def test_a_product_that_was_renamed_under_its_code_is_one(empty_desk: Desk) -> None:
    first = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 |\n| A01 | 整车 | 内然叉车 | 88000 |"
    empty_desk.take(first)
    empty_desk.take(first.replace("内然叉车", "内燃平衡重叉车"))
    assert records(empty_desk, "catalog", "product") == [("内燃平衡重叉车",)]


def test_a_phone_corrected_beside_the_same_name(empty_desk: Desk) -> None:
    first = PEOPLE + "| 王伟 | 13800000001 | 展会 | A | 老客户 |\n| 李雷 | 13800000002 | 展会 | B | |"
    empty_desk.take(first, sender="张三")
    again = empty_desk.take(first.replace("13800000001", "13912345678"), sender="张三")
    assert records(empty_desk, "leads", "name", "phone") == [("王伟", "13912345678"), ("李雷", "13800000002")]
    assert found(again) == ["note 线索!B2 read-as-edit"]


AMONG = "| 王伟 | 13800000001 | 展会 | B | {} |\n| 李强 | 13800000002 | 展会 | B |  |\n| 赵敏 | 13800000003 | 展会 | B |  |"


@pytest.mark.parametrize(
    ("remark", "order", "fate"),
    [
        ("", (0, 1, 2), {"changed": 1, "unchanged": 2}),  # in the place of the one who is gone
        ("", (1, 2, 0), {"new": 1, "unchanged": 2}),  # a namesake: what else they share, everybody has
        ("要红色的", (1, 2, 0), {"changed": 1, "unchanged": 2}),  # what else they share, nobody else has
    ],
)
def test_another_phone_altogether_is_a_namesake_unless_the_rest_tells(
    empty_desk: Desk, remark: str, order: tuple[int, ...], fate: dict[str, int]
) -> None:
    rows = AMONG.format(remark).splitlines()
    empty_desk.take(PEOPLE + "\n".join(rows), sender="张三")
    rows[0] = rows[0].replace("13800000001", "13912345678")
    again = empty_desk.take(PEOPLE + "\n".join(rows[nth] for nth in order), sender="张三")
    assert counts(again, "线索") == fate


def test_as_many_gone_as_came_between_two_others_are_those(empty_desk: Desk) -> None:
    """One of two was deleted and the other's number changed: which is not told, so it is a third."""
    rows = ["| 王伟 | 13800000001 | 展会 | B | |", "| 李强 | 13800000002 | 展会 | B | |",
            "| 王伟 | 13800000003 | 展会 | B | |", "| 赵敏 | 13800000004 | 展会 | B | |"]  # fmt: skip
    empty_desk.take(PEOPLE + "\n".join(rows), sender="张三")
    left = [rows[0].replace("13800000001", "13912345678"), rows[3]]
    again = empty_desk.take(PEOPLE + "\n".join(left), sender="张三")
    assert counts(again, "线索") == {"new": 1, "unchanged": 1}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "13800000001", ["note 线索!B2 read-as-edit"]),
        ("13800000001", "", ["note 线索!B1 blank-left"]),
    ],
)
def test_a_phone_filled_in_or_taken_out_is_what_is_said(
    empty_desk: Desk, first: str, second: str, said: list[str]
) -> None:
    rows = PEOPLE + "| 王伟 | {} | 展会 | A | 老客户 |\n| 李雷 | 13800000002 | 展会 | B | |"
    empty_desk.take(rows.format(first), sender="张三")
    again = empty_desk.take(rows.format(second), sender="张三")
    assert found(again) == said
    assert empty_desk.count("leads") == 2


def test_near_but_otherwise_different_is_asked(empty_desk: Desk) -> None:
    rows = "| 王小伟 | {} | 展会 | {} | {} |\n| 李雷 | 13800000002 | 展会 | B | |"
    empty_desk.take(PEOPLE + rows.format("13800000001", "A", "要红色"), sender="张三")
    sheet = "# 线索\n| 线索编号 | 姓名 | 电话 | 来源 | 级别 | 备注 |\n"
    changed = "| {} | 王小伟 | 13800000007 | 转介绍 | B | 要蓝色 |\n| | 李雷 | 13800000002 | 展会 | B | |"
    again = empty_desk.take(sheet + changed.format(""), sender="张三")
    assert found(again) == ["error 线索!C2 is-it-the-same"]
    assert empty_desk.count("leads") == 2
    assert counts(empty_desk.take(sheet + changed.format("L-000001"), sender="张三"), "线索")["changed"] == 1
    assert empty_desk.count("leads") == 2


def test_new_in_the_column_of_numbers_makes_another(empty_desk: Desk) -> None:
    sheet = "# 线索\n| 线索编号 | 姓名 | 电话 | 来源 | 级别 | 备注 |\n"
    empty_desk.take(sheet + "| | 王小伟 | 13800000001 | 展会 | A | 要红色 |", sender="张三")
    other = "| 新 | 王小伟 | 13855500007 | 展会 | A | 要红色 |"
    empty_desk.take(sheet + other, sender="张三")
    empty_desk.take(sheet + other, sender="张三", name="b.xlsx")
    assert records(empty_desk, "leads", "number", "phone") == [
        ("L-000001", "13800000001"),
        ("L-000002", "13855500007"),
    ]


def test_sorted_inserted_and_grown_lists_keep_their_records(empty_desk: Desk) -> None:
    rows = [f"| 客户{n}号 | 138000000{n:02} | 展会 | A | |" for n in range(10, 15)]
    empty_desk.take(PEOPLE + "\n".join(rows), sender="张三")
    more = [f"| 客户{n}号 | 138000000{n:02} | 展会 | A | |" for n in range(20, 65)]
    mended = [*more[:20], rows[2].replace("12号", "12号公司"), *reversed(rows[3:]), *more[20:], *rows[:2]]
    again = empty_desk.take(PEOPLE + "\n".join(mended), sender="张三", name="十一月.xlsx")
    assert (empty_desk.count("leads"), counts(again, "线索")["new"]) == (50, 45)


def test_a_copied_row_is_a_new_record(empty_desk: Desk) -> None:
    row = "| 王小伟 | 13800000001 | 展会 | A | 要红色 |"
    empty_desk.take(PEOPLE + row, sender="张三")
    empty_desk.take(PEOPLE + row + "\n" + row.replace("0001", "0009").replace("小", "大"), sender="张三")
    assert empty_desk.count("leads") == 2


def test_two_lists_of_one_sender_are_never_mixed_up(empty_desk: Desk) -> None:
    one = PEOPLE + "\n".join(f"| 甲{n} | 138000000{n} | 展会 | A | |" for n in range(11, 15))
    other = PEOPLE + "\n".join(f"| 乙{n} | 139000000{n} | 展会 | A | |" for n in range(11, 15))
    empty_desk.take(one, sender="张三", name="一.xlsx")
    empty_desk.take(other, sender="张三", name="二.xlsx")
    again = empty_desk.take(other.replace("乙11", "乙壹"), sender="张三", name="一.xlsx")
    assert (empty_desk.count("leads"), counts(again, "线索")) == (8, {"changed": 1, "unchanged": 3})


def test_half_a_list_leaves_the_other_half_alone(empty_desk: Desk) -> None:
    rows = [f"| 甲{n} | 138000000{n} | 展会 | A | |" for n in range(11, 15)]
    empty_desk.take(PEOPLE + "\n".join(rows), sender="张三")
    again = empty_desk.take(PEOPLE + "\n".join(rows[:2]), sender="张三")
    assert (empty_desk.count("leads"), found(again)) == (4, ["note 线索!1 rows-gone"])
    assert found(empty_desk.take(PEOPLE + "\n".join(rows[1::-1]), sender="张三", name="b.xlsx")) == []
    back = empty_desk.take(PEOPLE + "\n".join([*rows[:3], rows[3].replace("A", "B")]), sender="张三")
    assert counts(back, "线索") == {"changed": 1, "unchanged": 3}


def test_a_changed_product_of_a_deal_is_that_line(shop: Desk) -> None:
    first = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 远航三台叉车 | 实心轮胎 | | 4 |"
    shop.take(first, sender="张三")
    amount = shop.show("O-000001")["values"]["amount"]
    again = shop.take(first.replace("内燃叉车 | 3吨", "电动叉车 | 2吨"), sender="张三")
    assert shop.count("opportunity_lines") == 2
    assert counts(again, "商机产品") == {"changed": 1, "unchanged": 1}
    assert shop.show("O-000001")["values"]["amount"] != amount


def test_a_changed_product_with_the_price_of_the_old_one_is_said(shop: Desk) -> None:
    sheet = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 单价 |\n| 远航三台叉车 | {} | 2 | 88000 |"
    shop.take(sheet.format("内燃叉车 | 3吨"), sender="张三")
    again = shop.take(sheet.format("电动叉车 | 2吨"), sender="张三")
    assert "warning 商机产品!E2 price-not-changed" in found(again)
    assert found(shop.take(sheet.format("电动叉车 | 2吨").replace("88000", "清空"), sender="张三")) == []
    assert records(shop, "opportunity_lines", "unit_price") == [(138000,)]


def gone(house: Desk, *, reply_with: str) -> Any:
    """Two lines, one of them deleted, and the answer sent back with a reply."""
    first = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 远航三台叉车 | 实心轮胎 | | 4 |"
    house.take(first, sender="张三")
    asked = house.take(first.rpartition("\n")[0], sender="张三")
    assert found(asked) == ["warning 商机产品!1 line-gone"]
    assert house.count("opportunity_lines") == 2

    def fill(book: Any) -> None:
        (row,) = [row for row in book.worksheets[-1] if '["gone"' in str(row[5].value)]
        row[4].value = reply_with

    return house.take(edited(house.answer(asked), fill), sender="张三")


def test_a_line_that_is_gone_is_asked_about_and_taken_back_by_a_reply(shop: Desk) -> None:
    receipt = gone(shop, reply_with="是")
    assert found(receipt) == ["note 商机产品!1 line-taken-back"]
    assert records(shop, "opportunity_lines", "product") == [("内燃叉车",)]
    assert shop.show("O-000001")["values"]["amount"] == 176000


@pytest.mark.parametrize(("reply_with", "is_asked_again"), [("留着", False), ("keep", False), ("", True)])
def test_a_line_that_is_gone_stays_until_its_sender_says_so(
    shop: Desk, reply_with: str, is_asked_again: bool
) -> None:
    receipt = gone(shop, reply_with=reply_with)
    assert shop.count("opportunity_lines") == 2
    assert ("warning 商机产品!1 line-gone" in found(receipt)) is is_asked_again


def test_a_line_is_taken_back_by_a_column_of_ones_own(shop: Desk) -> None:
    sheet = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 删除 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |\n"
    shop.take(sheet + "| 远航三台叉车 | 实心轮胎 | | 4 | |", sender="张三")
    deleted = sheet + "| 远航三台叉车 | 实心轮胎 | | 4 | 是 |"
    back = shop.take(deleted, sender="张三")
    assert "note 商机产品!3 line-taken-back" in found(back)
    assert (shop.count("opportunity_lines"), shop.show("O-000001")["values"]["amount"]) == (1, 176000)
    old = sheet + "| 远航三台叉车 | 实心轮胎 | | 4 | |\n| 远航三台叉车 | 叉车月租 | 3吨 | 1 | |"
    again = shop.take(old.replace("| 叉车月租 | 3吨 | 1", "| 电动叉车 | 2吨 | 1"), sender="张三")
    assert "note 商机产品!3 line-withdrawn" in found(again)
    assert shop.count("opportunity_lines") == 2
    shop.take(sheet + "| 远航三台叉车 | 实心轮胎 | | 6 | |", sender="张三")
    assert ("实心轮胎", 6) in records(shop, "opportunity_lines", "product", "quantity")


def test_all_lines_taken_back_leave_a_deal_of_nothing(shop: Desk) -> None:
    sheet = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 删除 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | {} |\n"
    shop.take(sheet.format(""), sender="张三")
    shop.take(sheet.format("是"), sender="张三")
    assert (shop.count("opportunity_lines"), shop.show("O-000001")["values"]["amount"]) == (0, 0)


def test_a_quantity_of_nothing_takes_no_line_back(shop: Desk) -> None:
    first = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |"
    shop.take(first, sender="张三")
    again = shop.take(first.replace("| 2 |", "| 0 |"), sender="张三")
    assert found(again) == ["warning 商机产品!D2 quantity-zero"]
    assert records(shop, "opportunity_lines", "quantity") == [(2,)]


EIGHT = [f"| 客人{n} | 138000000{n} | 展会 |" for n in range(10, 18)]


def test_the_same_people_are_of_one_kind(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 |\n" + "\n".join(EIGHT), sender="张三", name="跟进简表.xlsx"
    )
    rows = [each.replace("展会 |", f"展会 | 上海路{n}号 | A |") for n, each in enumerate(EIGHT)]
    more = ["| 新人 | 13900000001 | 展会 | 北京路 | B |"]
    sheet = "# 客户\n| 客户名称 | 电话 | 来源 | 地址 | 级别 |\n" + "\n".join(rows + more)
    again = empty_desk.take(sheet, sender="张三", name="客户名单.xlsx")
    assert found(again)[0] == "note 客户!1 same-people"
    assert (empty_desk.count("leads"), empty_desk.count("customers")) == (9, 0)
    values = empty_desk.show("L-000002")["values"]
    assert (values["level"], values["extra"]) == ("A", {"地址": "上海路1号"})
    empty_desk.take(sheet.replace("| A |", "| B |"), sender="张三", name="客户名单.xlsx")
    assert (empty_desk.count("leads"), empty_desk.count("customers")) == (9, 0)
    empty_desk.take(sheet.replace("上海路", "南京路"), sender="李四", name="客户名单.xlsx")
    assert (empty_desk.count("leads"), empty_desk.count("customers")) == (9, 9)  # another sender's own list


@pytest.mark.parametrize(("people", "kinds"), [(2, (8, 2)), (3, (8, 3)), (4, (8, 0))])
def test_a_few_of_them_may_have_become_customers(
    empty_desk: Desk, people: int, kinds: tuple[int, int]
) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 |\n" + "\n".join(EIGHT), sender="张三", name="跟进简表.xlsx"
    )
    sheet = "# 客户\n| 客户名称 | 电话 | 来源 |\n" + "\n".join(EIGHT[:people])
    empty_desk.take(sheet, sender="张三", name="客户名单.xlsx")
    assert (empty_desk.count("leads"), empty_desk.count("customers")) == kinds
