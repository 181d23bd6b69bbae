"""Headers that may mean two things: the cells below decide, and what is none of ours is kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.read.grids import read, sheet
from workbook_crm.model.batch import Table
from workbook_crm.model.records import SUBJECTS

PEOPLE = ("阿强 阿May", "小玉 阿偉", "王芳 劉洋", "Jason Mel", "老张 陈工")
THINGS = ("租赁 维修", "买车 保养", "整车 配件", "1 2", "3t B9", "金融 保险")


def read_one(name: str, text: str) -> tuple[Table[Any], ...]:
    """The tables of one sheet: its own, then those of the contacts that stand beside its records."""
    return read(sheet(name, text))[0].tables


def table_of(header: str, values: str, name: str = "线索", spare: str = "来源 | 车型") -> Table[Any]:
    first, second = values.split(" ")
    rows = (
        f"| 甲先生 | 13500001525 | 展会 | 轻卡 | {first} |\n| 乙女士 | 13500001526 | 展会 | 皮卡 | {second} |"
    )
    return read_one(name, f"| 姓名 | 电话 | {spare} | {header} |\n{rows}")[0]


def field_of(table: Table[Any], header: str) -> str | None:
    return next(each.field for each in table.headings if each.text == header)


@pytest.mark.parametrize("header", ["业务", "業務", "Sales 业务", "谁接的", "转给"])
@pytest.mark.parametrize("values", PEOPLE)
def test_a_doubtful_word_over_people_is_the_owner(header: str, values: str) -> None:
    assert field_of(table_of(header, values), header) == "owner"


@pytest.mark.parametrize("values", THINGS)
def test_over_things_it_is_kept(values: str) -> None:
    assert field_of(table_of("业务", values), "业务") is None


@pytest.mark.parametrize(
    ("values", "field"),
    [("抖音 瓜子", "source"), ("抖音 自己找的", "source"), ("外卖 快递", None), ("美团 跑腿", None)],
)
def test_a_platform_is_a_source_where_one_is_known(values: str, field: str | None) -> None:
    assert field_of(table_of("平台", values, spare="备注 | 车型"), "平台") == field


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ("高 低", "level"),
        ("A级 B级", "level"),
        ("hot cold", "level"),
        ("轻卡 冷藏", "interest"),
        ("高 轻卡", "interest"),
    ],
)
def test_an_intention_is_a_level_or_what_is_wanted(values: str, field: str) -> None:
    assert field_of(table_of("意向", values), "意向") == field


@pytest.mark.parametrize(
    ("values", "field"),
    [("11.24 11.26", "next_follow_up"), ("下周三 月底", "next_follow_up"), ("报价 试驾", None)],
)
def test_next_is_a_day_where_days_stand_below(values: str, field: str | None) -> None:
    assert field_of(table_of("Next 下次", values), "Next 下次") == field


@pytest.mark.parametrize(
    "header", ["从哪知道我们", "Where from", "Herkunft", "怎么知道的", "how did you find us", "provenance"]
)
def test_where_somebody_comes_from(header: str) -> None:
    assert field_of(table_of(header, "路过 58", spare="备注 | 车型"), header) == "source"


def test_who_belongs_to_a_customer_is_not_called_like_it() -> None:
    text = "| 联系人姓名 | 所属客户 | 手机 | 备注 |\n| 高总 | 恒丰 | 13900000801 |  |\n| 徐工 | 恒丰 | 13900000822 |  |"
    table = read_one("联系人", text)[0]
    assert [row.record.name for row in table.rows] == ["高总", "徐工"]
    assert field_of(table, "所属客户") in (None, "company")


@pytest.mark.parametrize(
    "header",
    ["回访", "后续", "本周进展", "最近一次跟进", "Follow-up", "跟进动态", "展后联系一", "Verlauf", "suivi"],
)
def test_texts_that_begin_with_a_day_are_contacts(header: str) -> None:
    table = table_of(header, "11.6打电话 11.12上门看车")
    assert table.kind in SUBJECTS
    (contacts,) = [each for each in table.contacts if each.rows]
    assert [row.record.time.isoformat() for row in contacts.rows] == ["2026-11-06", "2026-11-12"]


@pytest.mark.parametrize("headers", ["进展1 | 进展2", "情况一 | 情况二", "备注1 | 备注2"])
def test_numbered_texts_that_begin_with_a_day_are_contacts(headers: str) -> None:
    text = f"| 姓名 | 电话 | {headers} |\n| 甲 | 13500001525 | 11.8已联系 | 11.14看了现车 |\n| 乙 | 13500001526 | 11.10发合同 | |"
    _main, first, second = read_one("线索", text)
    assert [row.record.content for row in first.rows] == ["已联系", "发合同"]
    assert [row.record.content for row in second.rows] == ["看了现车"]


@pytest.mark.parametrize("values", ["满意 一般", "3.5吨 11.2万"])
def test_numbered_texts_without_days_are_kept(values: str) -> None:
    one, two = values.split()
    text = f"| 姓名 | 电话 | 备注1 | 备注2 |\n| 甲 | 13500001525 | {one} | {two} |\n| 乙 | 13500001526 | {two} | {one} |"
    (table,) = read_one("线索", text)
    assert table.contacts == ()


@pytest.mark.parametrize("values", ["2026-11-06 2026-11-12", "满意 一般", "3.5吨 2台"])
def test_days_alone_and_texts_without_one_are_none(values: str) -> None:
    assert table_of("最近拜访", values).contacts == ()


def test_a_last_contact_in_two_languages() -> None:
    text = (
        "| Name 姓名 | HP 电话 | Last Contact 上次联系 | Remarks 内容 |\n"
        "| Mdm Lim | +65 8000 0101 | 12 Nov 2026 | 已报价 |\n| Ah Seng | +65 8000 0102 | 16 Nov 2026 | 再等 |"
    )
    _main, contacts = read_one("Leads", text)
    assert [row.record.content for row in contacts.rows] == ["已报价", "再等"]


def test_a_test_drive_is_one_of_the_day_of_its_row() -> None:
    text = (
        "| Date | Name | Tel | Email | Test drive? |\n"
        "| 16/11/2026 | Mr D | 07700 900101 | d@example.com | Y |\n| 17/11/2026 | Mrs K | 07700 900102 | | N |"
    )
    _main, contacts = read_one("Enquiries", text)
    assert [(row.row, row.record.method) for row in contacts.rows] == [(2, "试驾")]


@pytest.mark.parametrize("text", ["统计：绿2 黄1 红1", "把握=业务员自评", "H = hot"])
def test_a_legend_below_the_records_is_none(text: str) -> None:
    rows = f"| 姓名 | 电话 | 来源 | 车型 |\n| 甲 | 13500001525 | 展会 | 轻卡 |\n| 乙 | 13500001526 | 展会 | 皮卡 |\n| {text} | | | |"
    assert [row.record.name for row in read_one("线索", rows)[0].rows] == ["甲", "乙"]


TITLED = (
    "| 我的客户，别排序！ | | | |\n| Name | Phone | 1st call | 2nd call |\n"
    "| Dale Hutchins | 555-555-0111 | 10/14 met him | 10/28 called |\n| Kessler Bros | 555-555-0112 | 11/2 left msg | |"
)
GROUPED = (
    "| 二次邀约跟踪表 | | | | | |\n| 客户 | 电话 | 第一次邀约 | | 第二次邀约 | |\n| | | 日期 | 内容 | 日期 | 内容 |\n"
    "| 陈磊 | 13500001525 | 11/6 | 答应周六来 | 11/10 | 没来 |\n| 汪海 | 13500001526 | 11/7 | 发了优惠 | | |"
)


@pytest.mark.parametrize("title", ["CODY'S PROSPECTS", "11月线索", "给老板看"])
def test_a_title_right_above_a_header_is_no_group_of_it(title: str) -> None:
    main, *contacts = read_one("Prospects", TITLED.replace("我的客户，别排序！", title))
    assert [each.text for each in main.headings] == ["Name", "Phone"]
    assert [len(each.rows) for each in contacts] == [2, 1]


def test_a_title_above_two_rows_of_headers_is_none_of_them() -> None:
    main, first, second = read_one("Sheet1", GROUPED)
    assert [row.record.name for row in main.rows] == ["陈磊", "汪海"]
    assert [row.record.content for row in first.rows] == ["答应周六来", "发了优惠"]
    assert [row.record.content for row in second.rows] == ["没来"]


def test_one_group_over_some_columns_is_no_title() -> None:
    text = (
        "| | | 客户 | |\n| 商机名称 | 预计成交日期 | 名称 | 阶段 |\n| 轻卡两台 | 2026-12-05 | 甲先生 | 谈判 |"
    )
    (table,) = read_one("Sheet1", text)
    assert field_of(table, "客户 名称") == "customer"


@pytest.mark.parametrize("header", ["谁", "who", "哪位"])
def test_who_is_the_name_where_no_column_has_one(header: str) -> None:
    text = f"| {header} | 电话 | 问什么 |\n| 王芳 | 13500001525 | 轻卡 |\n| 刘洋 | 13500001526 | 皮卡 |"
    (table,) = read_one("线索", text)
    assert field_of(table, header) == "name"


def test_who_is_the_owner_beside_a_name() -> None:
    assert field_of(table_of("谁", "王芳 刘洋"), "谁") == "owner"


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [("赵工", "小吕", "owner"), ("服务部", "维修组", None), ("赵工", "旧车回收", None)],
)
def test_what_is_handed_to_people_may_also_go_to_a_team(first: str, second: str, field: str | None) -> None:
    rows = f"| 丙 | 13500001527 | 展会 | 轻卡 | {first} |\n| 丁 | 13500001528 | 展会 | 轻卡 | {second} |"
    head = "| 姓名 | 电话 | 来源 | 车型 | 转给 |\n| 甲 | 13500001525 | 展会 | 轻卡 | 赵工 |\n| 乙 | 13500001526 | 展会 | 轻卡 | 服务部 |"
    if field is None and first != "赵工":
        head = "| 姓名 | 电话 | 来源 | 车型 | 转给 |\n| 甲 | 13500001525 | 展会 | 轻卡 | 服务部 |"
    assert field_of(read_one("线索", f"{head}\n{rows}")[0], "转给") == field


def test_the_title_of_an_activity_says_what_it_was_about_where_nothing_else_does() -> None:
    text = (
        "| Subject | Type | Date | Deal | Note |\n| Call back | Call | 2026-11-17 | Hollis trucks | wants 3% off |\n"
        "| Send spec | Email | 2026-11-18 | Vance reefers | |"
    )
    (table,) = read_one("Activities", text)
    assert [row.record.content for row in table.rows] == ["wants 3% off", "Send spec"]
    assert dict(table.rows[0].record.extra)["Subject"] == "Call back"


@pytest.mark.parametrize("header", ["客户感受", "试驾体验", "Impressions"])
def test_what_a_test_drive_felt_like_is_its_content(header: str) -> None:
    text = f"| 试驾日期 | 客户 | 试驾车 | {header} |\n| 2026-11-05 | 石磊 | 汉EV | 再看看 |"
    (table,) = read_one("试驾", text)
    assert (table.rows[0].record.method, table.rows[0].record.content) == ("试驾", "再看看")


@pytest.mark.parametrize(
    ("name", "method"), [("400电话登记.xlsx", "电话"), ("来店登记.xlsx", "到店"), ("线索汇总.xlsx", None)]
)
def test_a_book_of_calls_may_be_named_by_its_file(name: str, method: str | None) -> None:
    text = "| 日期 | 姓名 | 电话 | 车型 |\n| 2026-11-05 | 石磊 | 13500001525 | 汉EV |"
    tables = read(sheet("11月", text), name=name)[0].tables
    methods = [row.record.method for each in tables if each.kind == "follow_ups" for row in each.rows]
    assert methods == ([method] if method else [])


def test_the_files_name_says_nothing_of_a_sheet_that_has_its_own() -> None:
    text = "| 日期 | 姓名 | 电话 | 车型 |\n| 2026-11-05 | 石磊 | 13500001525 | 汉EV |"
    tables = read(sheet("客户", text), name="400电话登记.xlsx")[0].tables
    assert [each.kind for each in tables] == ["customers"]
