"""What lists of houses that nobody had seen brought up: each kind of reading, and where it ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.read.grids import merged, read, read_one, sheet
from workbook_crm.model.aliases.spoken import spoken_field, tail_field
from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Of
from workbook_crm.read.blanks import Said, said_by
from workbook_crm.read.charset import decode
from workbook_crm.read.contact_columns import told_by


def tables_of(text: str, name: str = "Sheet1") -> tuple[Table[Any], ...]:
    return read(sheet(name, text))[0].tables


def fields_of(text: str, name: str = "Sheet1") -> dict[str, str | None]:
    return {each.text: each.field for table in tables_of(text, name)[:1] for each in table.headings}


@pytest.mark.parametrize(
    ("kind", "key", "field"),
    [
        ("leads", "瞅上啥机器", "model"),
        ("leads", "瞅中啥", "interest"),
        ("leads", "睇边架", "interest"),
        ("leads", "归谁", "owner"),
        ("customers", "归谁管", "owner"),
        ("leads", "包片的", "owner"),
        ("leads", "包村人员", "owner"),
        ("leads", "多少钱谈的", "budget"),
        ("leads", "谈的多少钱", "budget"),
        ("leads", "聊到哪了", "remark"),
        ("follow_ups", "洽谈重点", "content"),
        ("follow_ups", "拜访纪要", "content"),
        ("leads", "scannedby", "owner"),
        # what only begins or ends so
        ("leads", "归属地", None),
        ("leads", "包装", None),
        ("leads", "多少钱", None),
        ("follow_ups", "重点客户", None),
    ],
)
def test_headers_as_people_speak(kind: str, key: str, field: str | None) -> None:
    assert spoken_field(kind, key) == field


@pytest.mark.parametrize(
    ("kind", "key", "field"),
    [
        ("customers", "责任业务", "owner"),
        ("leads", "承接销售", "owner"),
        ("leads", "partasked", "model"),
        ("leads", "业务类型", None),
    ],
)
def test_ends_of_headers(kind: str, key: str, field: str | None) -> None:
    assert tail_field(kind, key) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [("上回联系", "time"), ("上趟拜访时间", "time"), ("上回", None), ("下回", "next_follow_up")],
)
def test_contacts_in_dialect(header: str, field: str | None) -> None:
    told = told_by(header)
    assert (told.field if told else None) == field


def test_contacts_beside_records_in_dialect() -> None:
    text = "| 姓名 | 电话 | 意向车型 | 上回联系 | 聊到哪 |\n| 王芳 | 13500001525 | 轻卡 | 2026-11-08 | 价格卡两万 |"
    _, beside = tables_of(text, "线索")
    assert [(row.record.time.isoformat()[:10], row.record.content) for row in beside.rows] == [
        ("2026-11-08", "价格卡两万")
    ]


@pytest.mark.parametrize(
    ("text", "of", "said"),
    [
        ("同上", Of.PHONE, Said.NOTHING),
        ("同左", Of.PHONE, Said.NOTHING),
        ("同手機", Of.PHONE, Said.NOTHING),
        ("same", Of.PHONE, Said.NOTHING),
        ("同上", Of.TEXT, Said.A_VALUE),
        ("同上", Of.PRICE, Said.A_VALUE),
        ("same", Of.NAME, Said.A_VALUE),
    ],
)
def test_a_further_number_that_is_the_same_is_none(text: str, of: Of, said: Said) -> None:
    assert said_by(text, of) is said


def test_the_phone_beside_it_counts_and_a_sign_below_a_number_repeats_it() -> None:
    text = (
        "| 姓名 | 手提 | WhatsApp | 来源 |\n| 王芳 | 13500001525 | 同上 | 展会 |\n"
        "| 李雷 | 13500001526 | 13500001527 | 展会 |\n"
    )
    phones = [row.record.phone for row in tables_of(text, "线索")[0].rows]
    assert phones == ["13500001525", "13500001527"]


@pytest.mark.parametrize(
    ("last", "rows", "sums"),
    [
        ("| 小计 | | 3 | | |", 2, 1),
        ("| 合计：2人 | | | | |", 2, 1),
        ("| =3 | 小吉 | 13500001527 | 展会 | |", 3, 0),
        # a firm's name in the cell of the word's row: a record after all
        ("| 合计 | 王小明 | 13500001528 | 展会 | A |", 3, 0),
    ],
)
def test_a_word_for_a_sum_may_stand_where_rows_are_counted(last: str, rows: int, sums: int) -> None:
    text = (
        "| 序号 | 姓名 | 电话 | 来源 | 级别 |\n| =1 | 王芳 | 13500001525 | 展会 | A |\n"
        f"| =2 | 李雷 | 13500001526 | 展会 | B |\n{last}"
    )
    table, _ = read_one("线索", text)
    assert (len(table.rows), table.subtotal) == (rows, sums)


@pytest.mark.parametrize("area", ["A2:E2", "A2:C2", ""])
def test_a_title_across_the_columns_is_no_second_header_row(area: str) -> None:
    text = (
        "| 姓名 | 电话 | 来源 | 级别 | 备注 |\n| 张三组 | | | | |\n| 王芳 | 13500001525 | 展会 | A | 急 |\n"
        "| 李雷 | 13500001526 | 展会 | B | |\n"
    )
    merges = [merged(area)] if area else []
    batch, _ = read(sheet("线索", text, merges=merges))
    names = [row.record.name for row in batch.tables[0].rows]
    assert "王芳" in names
    assert ("张三组" in names) is (area != "A2:E2")


SOLD = "| 订单日期 | 车型 | VIN | 指导价 | 成交价 |{}\n| 2026-11-03 | 途观L | LSVAA01T0T2000001 | 219800 | 186800 |{}\n"


@pytest.mark.parametrize(
    ("headers", "cells", "is_catalog"),
    [
        ("", "", True),
        (" 客户 |", " 梁沛霖 |", True),
        (" 销售顾问 |", " 岑思敏 |", True),
        (" 客户 | 销售顾问 |", " 梁沛霖 | 岑思敏 |", False),
    ],
)
def test_what_was_sold_to_whom_by_whom_is_no_catalog(headers: str, cells: str, is_catalog: bool) -> None:
    kinds = [each.kind for each in tables_of(SOLD.format(headers, cells) * 1, "明细")]
    assert ("catalog" in kinds) is is_catalog


def test_a_title_over_the_first_group_does_not_hide_whose_list_it_is() -> None:
    text = (
        "| 销售顾问 | 订单日期 | 客户 | 车型 | VIN | 指导价 | 成交价 |\n| 岑思敏 | | | | | | |\n"
        "| | 2026-11-03 | 梁沛霖 | 途观L | LSVAA01T0T2000001 | 219800 | 186800 |\n"
    )
    batch, _ = read(sheet("明细", text, merges=[merged("A2:G2")]))
    assert batch.tables == ()


def test_badges_that_were_scanned_are_leads_and_no_staff() -> None:
    text = (
        "| scan_id | name | title | company | mobile | email | scanned_by |\n"
        "| 90001 | 丛磊 | 采购总监 | 鲁中物流 | 13905330021 | cong@example.com | 解静 |\n"
        "| 90002 | Grace Ho | Buyer | Pacific Cold Chain | 13905330022 | grace@example.com | 老孟 |\n"
    )
    (table,) = tables_of(text, "scan")
    assert table.kind == "leads"
    assert [row.record.owner for row in table.rows] == ["解静", "老孟"]


@pytest.mark.parametrize(("first", "owner"), [("统一编号", "林志豪"), ("编号", "曾清辉")])
def test_the_head_of_a_firm_is_no_salesperson(first: str, owner: str) -> None:
    text = (
        f"| {first} | 公司名称 | 负责人 | 电话 | 来源 | 责任业务 |\n"
        "| 00100201 | 统昶货运有限公司 | 曾清辉 | 13905330021 | 展会 | 林志豪 |\n"
        "| 00100202 | 永嘉水泥有限公司 | 叶永嘉 | 13905330022 | 展会 | 彭雅琪 |\n"
    )
    (table,) = tables_of(text, "客户")
    assert table.rows[0].record.owner == owner


@pytest.mark.parametrize(
    "text",
    [
        "会社名,氏名,電話番号,メール,検討車種\r\n港北運輸株式会社,佐伯明,0450000401,a@example.jp,四トンウイング\r\n",
        "お客様,電話番号\r\n山田,0312345678\r\n",
    ],
)
def test_japanese_with_few_syllables_is_japanese(text: str) -> None:
    assert decode(text.encode("cp932")).text == text


def test_rare_characters_do_not_make_chinese_japanese() -> None:
    text = (
        "姓名,电话,地址\r\n王喆,13500001525,瀍河区\r\n李赟,13500001526,亳州市\r\n张翀,13500001527,邕宁区\r\n"
    )
    assert decode(text.encode("gb18030")).text == text
