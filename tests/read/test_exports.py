"""Other systems' exports: words of their own, columns beside their ids, one doubtful column beside a good one."""

from __future__ import annotations

import pytest

from tests.read.grids import codes, read, read_one, sheet, values


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("客户qq", None),
        ("负责人ID", None),
        ("客户等级 ID", None),
        ("客户等级", "level"),
        ("客户Code", "number"),
        ("客户ID", "number"),
        ("客户编号 ID", "number"),
        ("邮箱 Email", "mail"),
        ("客户真实手机号", "phone"),
        ("是否停用", None),
        ("維護人員", "owner"),
        ("電子信箱", "mail"),
    ],
)
def test_a_header_in_two_scripts_or_with_empty_words(header: str, field: str | None) -> None:
    table, _ = read_one("客户", f"客户名称 | {header}\n甲公司 | 7\n乙公司 | 8")
    assert table.headings[1].field == field


def test_an_id_beside_its_name_leaves_the_name_alone() -> None:
    table, _ = read_one(
        "客户", "客户名称 | 所属行业ID | 所属行业 | 客户来源ID | 客户来源\n甲 | 12 | 物流 | 3 | 网络"
    )
    assert (table.rows[0].record.industry, table.rows[0].record.source) == ("物流", "网络")


def test_a_sheet_about_opportunities_says_so_in_its_headers() -> None:
    batch, _ = read(sheet("Sheet1", "商机名称 | 客户名称 | 产品类别 | 备注\n叉车三台 | 甲 | 整车 | 急"))
    assert [table.kind for table in batch.tables] == ["opportunities"]
    batch, _ = read(sheet("Sheet1", "项目名称 | 客户名称 | 产品类别 | 备注\n叉车三台 | 甲 | 整车 | 急"))
    assert batch.tables == (), "a project may be anything"


def test_the_kind_that_fits_next_is_taken_where_the_best_cannot_carry_a_record() -> None:
    headers = "Lead Name | Company | Source | Category | Contact Person | Phone | Email | Estimated Value"
    batch, _ = read(
        sheet("Sheet1", f"{headers}\nAmy | Acme | Web | New | Bob | 13812345678 | a@b.example | 5")
    )
    assert [table.kind for table in batch.tables] == ["leads"]


def test_a_lead_without_a_persons_name_is_called_by_its_company() -> None:
    table, _ = read_one("线索", "公司名称 | 电话 | 来源\n甲公司 | 13812345678 | 网络")
    assert values(table.rows[0])["name"] == "甲公司"
    table, _ = read_one("线索", "公司名称 | 姓名 | 电话 | 来源\n甲公司 | 王伟 | 13812345678 | 网络")
    assert (values(table.rows[0])["name"], values(table.rows[0])["company"]) == ("王伟", "甲公司")


def test_a_doubtful_phone_gives_way_to_one_that_is_none() -> None:
    table, found = read_one("线索", "姓名 | 电话 | 手机\n甲 | 138****5678 | 13912345678\n乙 | 138****5678 |")
    assert [row.record.phone for row in table.rows] == ["13912345678", "138****5678"]
    assert table.rows[0].record.extra == (("电话", "138****5678"),)
    assert codes(found) == ["masked-phone"]


def test_a_state_that_is_part_of_an_address_is_no_status() -> None:
    table, _ = read_one(
        "Catalog", "model | vin | price | city | state | status\nF-150 | 1 | 5 | Boise | ID | available"
    )
    assert [heading.field for heading in table.headings][4:] == [None, "state"]


@pytest.mark.parametrize(
    ("words", "is_read"),
    [
        (("在售", "停售", "已签"), True),
        (("在售", "停售", "冷宫"), True),
        (("在售", "冷宫", "样车间"), False),
        (("冷宫", "样车间", "外借"), False),
    ],
)
def test_most_of_another_list_is_another_list(words: tuple[str, ...], is_read: bool) -> None:
    rows = "\n".join(f"车{i} | 5 | {word}" for i, word in enumerate(words))
    table, found = read_one("产品目录", f"产品名称 | 单价 | 车辆状态\n{rows}")
    assert (table.headings[2].field == "state") is is_read
    assert (codes(found) == []) is is_read
    if not is_read:
        assert codes(found) == ["other-choices"]
        assert "在售" not in str(dict(found[0].facts)["seen"]), "only what is strange is named"


def test_a_row_of_words_under_ids_is_a_row() -> None:
    text = "商机名称 | 客户名称 | 负责人ID | 创建者ID | 阶段\n甲单 | 甲公司 | wang | li | 方案报价\n乙单 | 乙公司 | wang | li | 方案报价"
    table, _ = read_one("商机", text)
    assert [row.record.name for row in table.rows] == ["甲单", "乙单"]
    assert [row.record.owner for row in table.rows] == [None, None]


def test_what_the_choices_are_is_no_part_of_a_name() -> None:
    table, _ = read_one(
        "跟进记录", "客户名称 | 跟进时间 | 跟进类型 1.电话 2.会面 | 跟进内容\n甲 | 2026-11-20 | 电话 | 报价"
    )
    assert table.headings[2].field == "method"
    table, _ = read_one("客户", "客户名称 | 电话1 | 邮箱2\n甲 | 13812345678 | a@b.example")
    assert [heading.field for heading in table.headings] == ["name", "phone", "mail"]
