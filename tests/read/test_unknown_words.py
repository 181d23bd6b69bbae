"""Lists whose words nobody has listed: what their cells, the ends of their headers and their order tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.read.grids import read, sheet, values
from workbook_crm.model.batch import Table
from workbook_crm.read.amounts import read_amount
from workbook_crm.read.date_text import bare, find_parts
from workbook_crm.read.named_phones import are_named_phones, name_in, parted, phone_in


def tables_of(text: str, name: str = "Sheet1") -> tuple[Table[Any], ...]:
    return read(sheet(name, text))[0].tables


def table_of(text: str, name: str = "Sheet1") -> Table[Any]:
    return tables_of(text, name)[0]


def fields_of(table: Table[Any]) -> dict[str, str | None]:
    return {each.text: each.field for each in table.headings}


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("韦阿姐 13900022001", "韦阿姐", "13900022001"),
        ("覃老三13900022002", "覃老三", "13900022002"),
        ("黄四（13900022003）", "黄四", "13900022003"),
        ("王芳 电话：139 0002 2004", "王芳", "139 0002 2004"),
        ("牛婶 0371-6000104", "牛婶", "0371-6000104"),
        ("Gord Olson 780-555-0104", "Gord Olson", "780-555-0104"),
        ("农家乐 13900022005 0771-6000105", "农家乐", "13900022005 / 0771-6000105"),
    ],
)
def test_a_name_and_its_phone_are_parted(text: str, name: str, phone: str) -> None:
    assert parted(text) == (name, phone)
    assert (name_in(text), phone_in(text)) == (name, phone)


@pytest.mark.parametrize("text", ["13900022001", "韦阿姐", "福星150", "合同 20231106 号", "1.8米自卸 8600"])
def test_what_is_only_one_of_them_is_not_parted(text: str) -> None:
    assert parted(text) is None


def test_a_cell_of_one_of_them_fills_that_alone() -> None:
    assert (name_in("13900034003"), phone_in("13900034003")) == ("", "13900034003")
    assert (name_in("牛婶"), phone_in("牛婶")) == ("牛婶", "")


def test_most_cells_must_hold_both() -> None:
    both, one = "韦阿姐 13900022001", "韦阿姐"
    assert are_named_phones([both, both, both, one, one])
    assert not are_named_phones([both, both, one, one])


def test_a_column_of_names_with_phones_fills_both_fields() -> None:
    table = table_of(
        "| 客户及电话 | 看什么车 | 几时再打 |\n"
        "| 韦阿姐 13900022001 | 1.5米三轮 | 11.25 |\n| 13900022002 | 自卸 | 11.28 |\n| 黄四/13900022003 | 四轮 | 12.1 |"
    )
    rows = [values(each) for each in table.rows]
    assert table.kind in ("leads", "customers")
    assert [(each.get("name"), each.get("phone")) for each in rows] == [
        ("韦阿姐", "13900022001"),
        (None, "13900022002"),
        ("黄四", "13900022003"),
    ]
    assert table.columns["name"] == table.columns["phone"] == 1


def test_where_a_column_of_phones_stands_beside_names_stay_as_they_are() -> None:
    table = table_of(
        "| 姓名 | 电话 | 意向车型 |\n| 王芳 13900022009 | 13900022001 | 轻卡 |\n| 李雷 13900022008 | 13900022002 | 皮卡 |"
    )
    assert values(table.rows[0])["name"] == "王芳 13900022009"


PEOPLE = "| {} | 电话 | 种多少地 | 想换啥 |\n| 那顺 | 13900023011 | =450 | 拖拉机 |\n| 特木尔 | 13900023012 | =1200 | 2204 |"


@pytest.mark.parametrize("header", ["户主", "种植户", "当家的", "Osoba"])
def test_whom_a_list_is_of_stands_before_the_phones(header: str) -> None:
    assert fields_of(table_of(PEOPLE.format(header)))[header] == "name"


@pytest.mark.parametrize("header", ["介绍人", "业务经办", "所在村"])
def test_a_colleague_or_a_place_before_the_phones_is_not(header: str) -> None:
    assert (
        not tables_of(PEOPLE.format(header)) or fields_of(table_of(PEOPLE.format(header)))[header] != "name"
    )


def test_people_with_phones_who_bought_are_customers() -> None:
    table = table_of(
        "| 谁 | 电话 | 车 | 提车日 | 总价 | 已给 | 还欠 |\n"
        "| 郜建军 | 13900034001 | 宏光S | 11.10 | 41800 | 30000 | 11800 |\n"
        "| 禹超 | 13900034011 | 荣光小卡 | 10.22 | 52000 | 40000 | 12000 |"
    )
    assert (table.kind, len(table.rows)) == ("customers", 2)


@pytest.mark.parametrize(
    "text",
    [
        "| 电话号码 | 姓名 | 分组 | 备注 | 出生日期 |\n| 187970 | 小明 | 甲 | | 2016-01-22 |\n| 187971 | 小红 | 乙 | | 2016-01-23 |",
        "| 名字 | 号码1 | 备注 |\n| 牛师傅 | 13900034021 | 会修 |\n| 毕哥 | 13900034023 | 远 |",
    ],
)
def test_names_and_numbers_alone_are_not_taken_for_customers(text: str) -> None:
    assert tables_of(text) == ()


def test_visitors_of_different_firms_are_no_staff() -> None:
    table = table_of(
        "| 序号 | 单位/合作社 | 姓名 | 职务 | 手机 | 意向机型及台数 |\n"
        "| 例 | XX合作社 | 张三 | 理事长 | 138XXXXXXXX | 2404×2 |\n"
        "| 1 | 丰禾农机合作社 | 柯志国 | 理事长 | 13900035001 | 2404×2 |\n"
        "| 2 | 前进农机服务队 | 娄艳 | 会计 | 13900035004 | 看看 |"
    )
    assert table.kind in ("leads", "customers")
    assert fields_of(table)["意向机型及台数"] == "model"
    assert [values(each)["name"] for each in table.rows] == ["柯志国", "娄艳"]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("产品专家", ("顾萌 庄鸣"), "owner"),
        ("产品专家", ("整车 配件"), None),
        ("摸底人", ("王兰 李都"), "owner"),
        ("担保人", ("王兰 李都"), None),
        ("提交人", ("王兰 李都"), None),
        ("来的渠道", ("抖音 朋友介绍"), "source"),
        ("来的渠道", ("甲 乙"), None),
        ("再约", ("11.25 12.1"), "next_follow_up"),
        ("意向采棉机", ("4MZ-6 CP690"), "interest"),
        ("意向理由", ("便宜 近"), None),
        ("谁的客户", ("王兰 李都"), "owner"),
    ],
)
def test_the_end_of_a_header_counts_where_its_cells_look_like_it(
    header: str, cells: str, field: str | None
) -> None:
    first, second = cells.split(" ")
    table = table_of(
        f"| 姓名 | 电话 | 级别 | {header} |\n| 甲先生 | 13500001525 | A | {first} |\n| 乙女士 | 13500001526 | B | {second} |",
        "线索",
    )
    assert fields_of(table)[header] == field


def test_a_contact_with_a_phone_of_his_own_is_no_owner() -> None:
    table = table_of(
        "| 商机 | 客户单位 | 对接人 | 对接人电话 | 阶段 | 赢面 |\n| 换车 | 滇北快运 | 晏清 | 13900036001 | 谈判 | 70% |",
        "商机",
    )
    fields = fields_of(table)
    assert (fields["对接人"], fields["赢面"]) == (None, "probability")


def test_a_firm_names_a_customer_before_whom_one_speaks_with() -> None:
    table = table_of(
        "| 单位全称 | 姓名 | 电话 | 客户等级 |\n| 临川公交集团有限公司 | 卞国 | 13900026001 | A |\n| 宜安运输有限公司 | 蓝波 | 13900026002 | B |",
        "客户",
    )
    assert fields_of(table)["单位全称"] == "name"


@pytest.mark.parametrize(
    ("header", "is_read"), [("Machine", True), ("UNIT", True), ("Description", True), ("Location", False)]
)
def test_goods_are_named_by_the_first_texts_of_a_price_list(header: str, is_read: bool) -> None:
    table = table_of(
        f"| {header} | Year | VIN | Asking | Odometer |\n| Takeuchi TB280 digger | 2019 | T1 | 42950 | 3410 |\n"
        "| Kubota KX019 canopy | 2021 | K1 | 18750 | 1260 |",
        "Stock list",
    )
    assert (fields_of(table)[header] == "product") == is_read


def test_what_tells_prices_of_one_product_apart_is_its_spec() -> None:
    table = table_of(
        "| 车辆名称 | 座椅 | 裸车价 |\n| 云途C600 | 皮 | =428000 |\n| 云途C600 | 布 | =468000 |\n| 云途B520 | 皮 | =338000 |",
        "价格",
    )
    assert fields_of(table)["座椅"] == "spec"
    other = table_of(
        "| 车辆名称 | 座椅 | 裸车价 |\n| 云途C600 | 皮 | =428000 |\n| 云途B520 | 皮 | =338000 |", "价格"
    )
    assert fields_of(other)["座椅"] is None


def test_a_log_is_with_the_people_whom_no_word_names() -> None:
    table = table_of(
        "| 填写人 | 今天几号 | 农场主 | 做了什么 | 明天安排 |\n| 于波 | 11月17日 | 海鲜城集团 | 送样车试用 | 再试 |\n"
        "| 于波 | 11月18日 | 港通物流 | 电话问标书 | 等 |\n| 初雪 | 11月18日 | 惠民超市 | 上门量尺寸 | 出图 |"
    )
    assert table.kind == "follow_ups"
    assert fields_of(table) == {
        "填写人": "by", "今天几号": "time", "农场主": "subject", "做了什么": "content", "明天安排": "plan",
    }  # fmt: skip


def test_a_lead_date_is_no_slip_of_the_lead_state() -> None:
    table = table_of(
        "| Client | Phone | Car | Lead Date |\n| Elena P. | 0501000102 | G63 | 4-Nov-26 |", "Leads"
    )
    assert fields_of(table)["Lead Date"] is None


@pytest.mark.parametrize("pair", ["Nom | Prénom", "Prénom | Nom"])
def test_nom_beside_prenom_is_the_last_name(pair: str) -> None:
    first, second = ("Chazal", "Odile") if pair.startswith("Nom") else ("Odile", "Chazal")
    table = table_of(
        f"| {pair} | Téléphone | Origine |\n| {first} | {second} | 04 72 00 01 01 | Salon |", "Prospects"
    )
    assert values(table.rows[0])["name"] == "Odile Chazal"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8,45,000", "845000"), ("12,50,000.50", "1250000.5"), ("1,250,000", "1250000"), ("Rs. 6,10,000", "610000"),
        ("5.95 lakh", "595000"), ("1.2 Crore", "12000000"), ("R389 900", "389900"), ("8650 hrs", "8650"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_their_country_writes_them(text: str, number: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.number == Decimal(number)


@pytest.mark.parametrize("text", ["12,5,000", "12,50", "8,450,00"])
def test_figures_grouped_as_nowhere_are_no_amount(text: str) -> None:
    assert read_amount(text) is None


def test_lakhs_of_a_header_multiply() -> None:
    table = table_of(
        "| Model | Ex-Showroom (Rs. Lakh) | Qty |\n| 3037 | 5.95 | 3 |\n| 5042D | 8.10 | 5 |", "Price list"
    )
    assert [values(each)["unit_price"] for each in table.rows] == [Decimal(595_000), Decimal(810_000)]


@pytest.mark.parametrize("text", ["11月9日下午", "11月9日 晚上", "11/9 上午", "Nov 9 afternoon"])
def test_a_part_of_the_day_is_on_that_day(text: str) -> None:
    parts = find_parts(bare(text))
    assert parts is not None
    assert (parts.one, parts.two, parts.clock) == (11, 9, None)


def short_dates(*dates: str) -> list[Any]:
    rows = "\n".join(f"| 甲{n} | 1350000152{n} | {each} |" for n, each in enumerate(dates))
    return [
        values(each).get("next_follow_up")
        for each in table_of(f"| Name | Phone | Ring back |\n{rows}", "Leads").rows
    ]


def test_a_year_that_stays_while_the_first_figure_changes_stands_last() -> None:
    assert short_dates("24/11/26", "25/11/26", "01/12/26")[2] == date(2026, 12, 1)


def test_two_short_dates_do_not_tell() -> None:
    assert short_dates("24/11/26", "01/12/26")[1] is None


def test_contacts_of_a_month_and_notes_before_their_day_are_contacts() -> None:
    people = "| 姓名 | 电话 | 级别 | 11月第一次 日期 | 11月第一次 聊了什么 | 11月第二次 日期 | 11月第二次 聊了什么 |"
    found = tables_of(people + "\n| 费先生 | 13900032001 | A | 11/3 | 看白色 | 11/12 | 砍价 |", "线索")
    assert [values(each.rows[0])["content"] for each in found[1:]] == ["看白色", "砍价"]
    english = "| Name | Cell No | Vehicle | Comment | Last Called |\n| Sipho | 082 000 0101 | Hilux | waiting | 2026-11-16 |"
    assert [values(each.rows[0])["content"] for each in tables_of(english, "Leads")[1:]] == ["waiting"]


def test_of_two_numbers_of_another_country_the_first_is_the_phone() -> None:
    table = table_of(
        "| Name | Mobile | Model |\n| Sukhpal Kaur | 98140 00103, 98140 00104 | 5042D |", "Leads"
    )
    assert values(table.rows[0])["phone"] == "98140 00103"


def test_the_name_before_whom_was_visited_is_who_went() -> None:
    log = "| 日期 | {} | 沟通内容 |\n| 2026-11-17 | {} | 确认质保 |\n| 2026-11-18 | {} | 再谈 |"
    names = ("聂涛 | 临川公交集团", "柴怡 | 宜安运输公司")
    before = table_of(log.format("姓名 | 拜访单位", *names), "日报")
    assert fields_of(before)["姓名"] == "by"
    swapped = tuple(" | ".join(reversed(each.split(" | "))) for each in names)
    behind = table_of(log.format("拜访单位 | 姓名", *swapped), "日报")
    assert fields_of(behind)["姓名"] is None


def test_a_sign_of_money_heads_amounts() -> None:
    table = table_of("| Deal | Account | Stage | $ |\n| dry vans | Buckeye | Proposal | $214k |", "Pipeline")
    assert fields_of(table)["$"] == "amount"


def said_of(text: str, name: str = "线索") -> set[tuple[str, str]]:
    return {(each.rule.code, str(each.value)) for each in read(sheet(name, text))[1]}


def test_what_no_word_tells_is_said_at_its_header() -> None:
    rows = "| 甲先生 | 13500001525 | A | 顾萌 |\n| 乙女士 | 13500001526 | B | 庄鸣 |"
    assert ("column-read-as", "产品专家") in said_of(f"| 姓名 | 电话 | 级别 | 产品专家 |\n{rows}")
    assert ("column-read-as", "销售顾问") not in said_of(f"| 姓名 | 电话 | 级别 | 销售顾问 |\n{rows}")
    assert ("column-read-as", "客户") in said_of(
        "| 客户 | 级别 | 意向车型 |\n| 韦阿姐 13900022001 | A | 轻卡 |"
    )
