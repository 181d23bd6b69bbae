"""Sheets as people lay them out, and the records that come of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.read.grids import accounted, codes, merged, read, read_one, sheet, values
from workbook_crm.model.finding import Severity
from workbook_crm.model.language import Language
from workbook_crm.model.marks import SUMMARY_MARK
from workbook_crm.model.raw import RawSheet
from workbook_crm.model.settings import Settings, Trade
from workbook_crm.model.words import hint, message

PLAIN = {"name": "张三", "phone": "13812345678", "source": "网络"}

LAYOUTS = {
    "plain": """
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
""",
    "a title above": """
| 某某汽车销售有限公司客户表 | | |
| 制表日期：2024-03-05 | | |
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
""",
    "a blank row and a blank column": """
| | | | |

| | 客户名称 | 电话 | 来源 |
| | 张三 | 13812345678 | 网络 |
""",
    "stars and units": """
| *客户名称 | 电话（手机）* | 来源： |
| 张三 | 13812345678 | 网络 |
""",
    "traditional": """
| 客戶名稱 | 電話 | 來源 |
| 张三 | 13812345678 | 网络 |
""",
    "field names below the labels": """
| 客户名称 | 电话 | 来源 |
| name | phone | source |
| 张三 | 13812345678 | 网络 |
""",
    "another program's field names below the labels": """
| 客户名称 | 电话 | 来源 |
| cust_name | cust_phone | cust_source |
| 张三 | 13812345678 | 网络 |
""",
    "hints below the header": """
| 客户名称 | 电话 | 来源 |
| 必填 | 必填，11位手机号 | 下拉选择 |
| 张三 | 13812345678 | 网络 |
""",
    "an explanation below the header": """
| 客户名称 | 电话 | 来源 |
| 说明：请从第三行开始填写，带星号的为必填 | | |
| 张三 | 13812345678 | 网络 |
""",
    "the header repeated": """
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
| 客户名称 | 电话 | 来源 |
""",
    "two rows, groups above": """
| 基本信息 | | 渠道 |
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
""",
    "two rows, the group is half of the name": """
| 客户 | | 来源 |
| 名称 | 电话 | |
| 张三 | 13812345678 | 网络 |
""",
    "blank rows between": """
| 客户名称 | 电话 | 来源 |

| 张三 | 13812345678 | 网络 |
""",
    "a total below": """
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
| 合计：1 | | |
""",
    "a footer below": """
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
| | | | 制表人：李四 |
""",
    "the foot of a page": """
| 客户名称 | 电话 | 来源 |
| 张三 | 13812345678 | 网络 |
| 第 1 页，共 2 页 | | |

| 备注：以上客户均已核实 | | |
| 制表人：李四 | 审核：赵六 | 日期：2024-03-05 |
| 负责人签字： | | 年 月 日 |
| 说明 | 请认真填写 | |
""",
    "titles over groups": """
| 客户名称 | 电话 | 来源 |
| 一、叉车客户 | | |
| 张三 | 13812345678 | 网络 |
| 【华南】 | | |
""",
    "a count in front": """
| 序号 | 客户名称 | 电话 | 来源 |
| =1 | 张三 | 13812345678 | 网络 |
| =2 | | | |
""",
    "two languages in one cell": """
| 客户名称 Customer name | 电话 Phone | 来源 Source |
| 张三 | 13812345678 | 网络 |
""",
    "english": """
| Customer name | Phone | Source |
| 张三 | 13812345678 | 网络 |
""",
    "another system's english": """
| account_name | Mobile Phone | Lead Source |
| 张三 | 13812345678 | 网络 |
""",
    "slips": """
| 客户名成 | 电话 | 客户来原 |
| 张三 | 13812345678 | 网络 |
""",
    "other words": """
| 客户姓名 | 联系方式 | 获客渠道 |
| 张三 | 13812345678 | 网络 |
""",
    "another order": """
| 来源 | 电话 | 客户名称 |
| 网络 | 13812345678 | 张三 |
""",
    "full width and phone as a number": """
| 客户　名称 | 电　话 | 来　源 |
| 张三 | =13812345678 | 网络 |
""",
    "our own answer": """
| 客户名称 | 电话 | 来源 | 处理结果 |
| 张三 | 13812345678 | 网络 | 新增：C-000001 |
| | | | |
""",
    "stray spaces": """
| 客户名称 | 电话 | 来源 |
| \u00a0张三\u3000 | 138 1234 5678\u200b | 网络\ufeff |
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_data_set_in_every_layout(layout: str) -> None:
    table, findings = read_one("客户", LAYOUTS[layout])
    assert [values(row) for row in table.rows] == [PLAIN]
    assert accounted(table)
    assert not [each for each in findings if each.rule.severity is not Severity.NOTE]


def test_there_are_enough_layouts() -> None:
    assert len(LAYOUTS) >= 20


CLEAN = [
    "plain",
    "a title above",
    "stars and units",
    "hints below the header",
    "a count in front",
    "our own answer",
]


@pytest.mark.parametrize("layout", CLEAN)
def test_nothing_is_said_about_a_clean_sheet(layout: str) -> None:
    assert read_one("客户", LAYOUTS[layout])[1] == ()


def test_rows_are_counted_to_the_last_with_content() -> None:
    text = """
| 客户名称 | 电话 | 来源 |

| 甲 | 13812345678 | 网络 |
| 小计 | | |
| 客户名称 | 电话 | 来源 |
| 乙 | 13812345679 | 网络 |
| 合计 | | |


"""
    table, _ = read_one("客户", text)
    assert (table.row_count, len(table.rows), table.empty, table.subtotal) == (6, 2, 2, 2)
    assert [row.row for row in table.rows] == [3, 6]


LINES = """
| 商机 | 产品 | 单价 | 数量 | 金额 |
| O-000001 | 叉车 | =12.5 | =2 | =25 |
| O-000001 | 托盘 | =10 | =1 | =10 |
"""


@pytest.mark.parametrize(
    "total",
    [
        "| 合计 | | | =3 | =35 |",
        "| 总计： | | | | =35 |",
        "| | 小计 | | =3 | =35 |",
        "| O-000001 | 小计 | | =3 | =35 |",
        "| 张三 小计 | | | =3 | =35 |",
        "| Grand Total | | | =3 | =35 |",
        "| Total: | | | =3 | =35 |",
        "| | | | 合计 | =35 |",
        "| | | | =3 | =35 |",
        "| 合计（元）：35 | | | | |",
    ],
)
def test_sums_are_no_records(total: str) -> None:
    table, findings = read_one("商机产品", LINES + total)
    assert (len(table.rows), table.subtotal, table.row_count) == (2, 1, 3)
    assert not findings


@pytest.mark.parametrize(
    "row",
    [
        "| 合计 | 13812345678 | 网络 |",
        "| Total | 13812345678 | Web |",
        "| 道达尔合计 | 13812345678 | 网络 |",
        "| 汇总 | =13812345678 | |",
    ],
)
def test_a_customer_with_an_odd_name_is_no_sum(row: str) -> None:
    table, _ = read_one("客户", "| 客户名称 | 电话 | 来源 |\n| 张三 | 13812345678 | 网络 |\n" + row)
    assert (len(table.rows), table.subtotal) == (2, 0)


def test_an_example_row_is_left_out_and_said() -> None:
    text = (
        "| 客户名称 | 电话 | 来源 |\n| 示例：某某公司 | 13800138000 | 网络 |\n| 张三 | 13812345678 | 网络 |"
    )
    table, findings = read_one("客户", text)
    assert [row.row for row in table.rows] == [3]
    assert codes(findings) == ["example-row"]


def test_tables_one_below_the_other() -> None:
    text = """
| 客户名称 | 电话 | 来源 | | |
| 张三 | 13812345678 | 网络 | | |
| | | | | |
| 商机明细 | | | | |
| 商机 | 产品 | 单价 | 数量 | 金额 |
| O-000001 | 叉车 | =12.5 | =2 | =25 |
"""
    batch, findings = read(sheet("Sheet1", text))
    assert [(table.kind, table.header_row, table.row_count) for table in batch.tables] == [
        ("customers", 1, 1),
        ("opportunity_lines", 5, 1),
    ]
    assert not findings


def test_tables_side_by_side() -> None:
    text = """
| 客户名称 | 电话 | 来源 | | 商机 | 产品 | 单价 | 数量 |
| 张三 | 13812345678 | 网络 | | O-000001 | 叉车 | =12.5 | =2 |
| 李四 | 13812345679 | 网络 | | | | | |
"""
    batch, findings = read(sheet("Sheet1", text))
    assert [(table.kind, len(table.rows), table.empty) for table in batch.tables] == [
        ("customers", 2, 0),
        ("opportunity_lines", 1, 0),
    ]
    assert all(accounted(table) for table in batch.tables)
    assert not findings


def test_a_merged_cell_belongs_to_all_its_rows_where_that_makes_sense() -> None:
    text = """
| 商机 | 产品 | 单价 | 数量 | 金额 |
| O-000001 | 叉车 | =12.5 | =2 | =25 |
| | 托盘 | =10 | | =10 |
| | | | | |
"""
    table, _ = read_one("商机产品", text, merges=(merged("A2:A4"), merged("D2:D3")))
    assert [(row.record.opportunity, row.record.quantity) for row in table.rows] == [
        ("O-000001", Decimal(2)),
        ("O-000001", None),
    ]


def test_merged_header_cells_over_two_rows() -> None:
    text = """
| 客户名称 | 联系方式 | | 来源 |
| | 电话 | 微信 | |
| 张三 | 13812345678 | zs | 网络 |
"""
    merges = (merged("A1:A2"), merged("B1:C1"), merged("D1:D2"))
    table, findings = read_one("客户", text, merges=merges)
    assert [each.field for each in table.headings] == ["name", "phone", "wechat", "source"]
    assert [each.text for each in table.headings] == ["客户名称", "联系方式 电话", "联系方式 微信", "来源"]
    assert [values(row) for row in table.rows] == [{**PLAIN, "wechat": "zs"}]
    assert not findings


def test_hidden_rows_and_sheets_are_read_and_said() -> None:
    hidden = sheet("客户", LAYOUTS["plain"], hidden=True, hidden_rows=frozenset({2}))
    batch, findings = read(hidden)
    assert len(batch.tables[0].rows) == 1
    assert codes(findings) == ["hidden-sheet", "hidden-rows"]


def test_error_values_and_formulas_without_a_value_are_no_blanks() -> None:
    table, findings = read_one(
        "商机产品", LINES, errors={(2, 3): "#N/A"}, unvalued=frozenset({(3, 4), (3, 5)})
    )
    assert [(each.rule.code, str(each.place), each.value) for each in findings] == [
        ("error-value", "商机产品!C2", "#N/A"),
        ("uncalculated-formula", "商机产品!D3", ""),
    ]
    assert table.rows[0].typed == (("unit_price", "#N/A"),)


def test_a_true_address_where_the_range_does_not_begin_at_a1() -> None:
    raw = RawSheet("客户", 5, 3, [["客户名称", "电话", "级别"], ["张三", "1381234567", "A"]])
    batch, findings = read(raw)
    assert [each.cell for each in batch.tables[0].headings] == ["C5", "D5", "E5"]
    assert batch.tables[0].header_row == 5
    assert str(findings[0].place) == "客户!D6"


def test_unreadable_cells_say_what_to_type() -> None:
    _, findings = read_one("商机产品", LINES.replace("=2 ", "两三台 "))
    (said,) = findings
    assert (said.rule.code, str(said.place), said.value) == ("not-a-number", "商机产品!D2", "两三台")
    assert "两三台" in message(said, Language.ZH)
    assert "two" not in hint(said, Language.EN)


def test_erased_fields() -> None:
    text = "| 客户名称 | 电话 | 级别 | 备注 |\n| 张三 | 13812345678 | - | 清空 |"
    table, _ = read_one("客户", text)
    assert table.rows[0].erased == {"level", "remark"}
    assert (table.rows[0].record.level, table.rows[0].record.remark) == (None, None)


def test_a_discount_that_is_not_certain_is_typed() -> None:
    text = "| 商机 | 产品 | 数量 | 优惠率 |\n| O-000001 | 叉车 | =1 | =0.9 |"
    table, findings = read_one("商机产品", text)
    assert table.rows[0].typed == (("discount", "≈0.9"),)
    assert not findings


def test_a_unit_in_the_header_multiplies() -> None:
    text = "| 商机名称 | 客户 | 意向产品 | 金额（万元） | 阶段 |\n| 甲 | 乙 | 整车 | =12.5 | 谈判 |"
    table, findings = read_one("商机", text)
    assert table.rows[0].record.amount == Decimal(125000)
    assert codes(findings) == ["header-unit"]
    above = "| 单位：万元 | | | | |\n" + text.replace("（万元）", "")
    table, findings = read_one("商机", above)
    assert table.rows[0].record.amount == Decimal(125000)


DATES = "| 客户名称 | 电话 | 下次跟进时间 |\n"


def test_one_date_decides_the_order_of_its_column() -> None:
    table, findings = read_one(
        "客户", DATES + "| 甲 | 13812345678 | 03/04/2024 |\n| 乙 | 13812345679 | 25/04/2024 |"
    )
    assert [row.record.next_follow_up for row in table.rows] == [date(2024, 4, 3), date(2024, 4, 25)]
    assert not findings


def test_an_ambiguous_date_is_asked_about() -> None:
    _, findings = read_one("客户", DATES + "| 甲 | 13812345678 | 03/04/2024 |")
    assert codes(findings) == ["ambiguous-date"]
    assert "2024-03-04" in hint(findings[0], Language.EN)
    batch, findings = read(
        sheet("客户", DATES + "| 甲 | 13812345678 | 03/04/2024 |"),
        settings=Settings(trade=Trade(day_first=True)),
    )
    assert batch.tables[0].rows[0].record.next_follow_up == date(2024, 4, 3)
    assert not findings


def test_dates_that_contradict_one_another() -> None:
    text = DATES + "| 甲 | 13812345678 | 25/04/2024 |\n| 乙 | 13812345679 | 04/25/2024 |"
    table, findings = read_one("客户", text)
    assert [row.record.next_follow_up for row in table.rows] == [date(2024, 4, 25)] * 2
    assert codes(findings) == ["dates-contradict"]


def test_dates_that_look_swapped() -> None:
    rows = [["客户名称", "电话", "下次跟进时间"]]
    rows += [[f"客户{i}", f"138123456{i:02d}", date(2024, i % 12 + 1, i % 11 + 1)] for i in range(50)]  # type: ignore[list-item]
    _, findings = read_one("客户", rows)
    assert codes(findings) == ["swapped-dates"]
    rows[3][2] = date(2024, 3, 28)  # type: ignore[call-overload]
    assert not read_one("客户", rows)[1]


def test_what_applies_to_many_cells_is_said_once() -> None:
    rows = [["客户名称", "电话", "来源"], *[[f"客户{i}", f"138123456{i}", "网络"] for i in range(10, 60)]]
    short = [[name, phone[:-2], source] for name, phone, source in rows[1:]]
    _, findings = read_one("客户", [rows[0], *short])
    (said,) = findings
    assert (said.rule.code, str(said.place)) == ("unlikely-phone", "客户!B1")
    assert "50" in message(said, Language.ZH)
    assert "50 values" in message(said, Language.EN)


def test_several_phones_keep_the_whole_cell() -> None:
    table, findings = read_one("客户", "| 客户名称 | 电话 |\n| 张三 | 13812345678/13912345678 |")
    assert table.rows[0].record.phone == "13812345678"
    assert table.rows[0].record.extra == (("电话", "13812345678/13912345678"),)
    assert codes(findings) == ["several-phones"]


def test_sheets_that_are_not_ours_are_left_alone() -> None:
    batch, findings = read(
        sheet("客户", LAYOUTS["plain"]),
        sheet("说明", "| 填写说明 | 请看 |\n| a | b |\n| c | d |"),
        sheet("账目", "| 日期 | 借方 | 贷方 |\n| 1 | 2 | 3 |\n| 1 | 2 | 3 |"),
        RawSheet("空", 1, 1, []),
        sheet("处理结果", f"| 概况 | {SUMMARY_MARK} |\n| 客户名称 | 电话 |\n| 来源 | 级别 |"),
    )
    assert batch.unknown_sheets == ("说明", "账目", "空")
    assert [(each.rule.code, str(each.place)) for each in findings] == [("unknown-sheet", "账目")]


def test_nothing_known_at_all() -> None:
    batch, findings = read(sheet("账目", "| 日期 | 借方 | 贷方 |\n| 1 | 2 | 3 |\n| 1 | 2 | 3 |"))
    assert not batch.tables
    (said,) = findings
    assert (said.rule.code, said.is_error) == ("no-known-sheet", True)
    assert "账目" in message(said, Language.ZH)
    assert "客户" in hint(said, Language.ZH)


def test_a_sheet_of_ours_without_a_header() -> None:
    batch, findings = read(sheet("客户", "| 甲 | 上海 |\n| 乙 | 北京 |\n| 丙 | 广州 |"), sheet("线索", LEADS))
    assert [table.kind for table in batch.tables] == ["leads"]
    assert codes(findings) == ["no-header"]


LEADS = "| 姓名 | 电话 | 来源 |\n| 张三 | 13812345678 | 网络 |"


def test_a_row_with_nothing_of_ours_is_said() -> None:
    text = "| 客户名称 | 电话 | 颜色 |\n| 张三 | 13812345678 | 红 |\n| | | 这行忘了写客户 |"
    table, findings = read_one("客户", text)
    assert (len(table.rows), table.empty) == (1, 1)
    assert codes(findings) == ["unknown-column", "row-left-out"]


def test_the_language_is_that_of_the_headers() -> None:
    assert read(sheet("客户", LAYOUTS["plain"]))[0].language is Language.ZH
    assert read(sheet("客户", LAYOUTS["english"]))[0].language is Language.EN


def test_a_file_of_one_sheet_may_tell_the_kind() -> None:
    batch, _ = read(sheet("Sheet1", "| 姓名 | 电话 |\n| 张三 | 13812345678 |"), name="张三的客户.xlsx")
    assert [table.kind for table in batch.tables] == ["customers"]


def test_sums_without_a_word_are_known_by_their_figures() -> None:
    text = """
| 商机 | 产品 | 数量 | 金额 |
| O1 | a | =2 | =200 |
| O1 | b | =3 | =300 |
| | | =5 | =500 |
| O2 | b | =3 | =300 |
| | | =3 | =300 |
| | | =8 | =800 |
"""
    table, findings = read_one("商机产品", text)
    assert (len(table.rows), table.subtotal, findings) == (3, 3, ())


def test_figures_alone_that_are_no_sum_stay_a_row() -> None:
    text = "| 商机 | 产品 | 数量 | 金额 |\n| O1 | a | =2 | =200 |\n| | | =7 | =900 |"
    table, _ = read_one("商机产品", text)
    assert (len(table.rows), table.subtotal) == (2, 0)


def test_a_title_over_a_group_is_said() -> None:
    text = "| 客户名称 | 电话 | 来源 |\n| 华南区 | | |\n| 张三 | 13812345678 | 网络 |"
    _, findings = read_one("客户", text)
    assert codes(findings) == []  # it may be a customer of whom little is known
    _, findings = read_one("客户", text, merges=(merged("A2:C2"),))
    assert codes(findings) == ["title-row"]


@pytest.mark.parametrize("name", ["签字笔有限公司", "备注科技", "第一机床厂", "合计物流有限公司", "注塑机械"])
def test_a_name_that_sounds_like_a_foot_is_a_name(name: str) -> None:
    table, findings = read_one(
        "客户", f"| 客户名称 | 电话 | 来源 |\n| {name} | 13812345678 | 网络 |\n| {name}二 | | |"
    )
    assert ([row.record.name for row in table.rows], findings) == ([name, f"{name}二"], ())


ON_ITS_SIDE = [
    "| 客户名称 | 张三 | 李四 |\n| 电话 | 13812345678 | 13912345678 |\n| 来源 | 网络 | 网络 |\n| 级别 | A | B |",
    "| 客户登记卡 | |\n| 客户名称： | 张三 |\n| 联系电话： | 13812345678 |\n| 来源： | 网络 |",
    "| 客户名称 | 张三 | 电话 | 13812345678 |\n| 来源 | 网络 | 级别 | A |\n| 备注 | | | |",
]
UPRIGHT = [
    "| 列表 | 值 |\n| 来源 | 网络 |\n| 来源 | 展厅 |\n| 级别 | A |\n| 地区 | 华东 |\n| 阶段 | 商谈 |",
    "| 字段 | 说明 |\n| 客户名称 | 必填 |\n| 电话 | 必填，11 位 |\n| 来源 | 选填 |",
    "| 客户名称 | 电话 | 来源 |\n| 张三 | 13812345678 | 网络 |",
]


@pytest.mark.parametrize("cells", ON_ITS_SIDE)
def test_a_sheet_on_its_side_is_said_and_not_read(cells: str) -> None:
    batch, findings = read(sheet("客户", cells))
    assert (batch.tables, codes(findings)) == ((), ["transposed-sheet", "no-known-sheet"])


@pytest.mark.parametrize("cells", UPRIGHT)
@pytest.mark.parametrize("name", ["客户", "Sheet1", "字典"])
def test_an_upright_sheet_is_not_said_to_lie_on_its_side(cells: str, name: str) -> None:
    assert "transposed-sheet" not in codes(read(sheet(name, cells))[1])


STOCK = """
| Stock No. | Make | Model | Asking Price | Bottom Line |
| U1 | Cat | 320GC | 119500 | 112000 |
| U2 | Bobcat | S650 | 34900 | 33000 |
"""


@pytest.mark.parametrize(
    "foot", ["Prices subject to change without notice.", "以上价格含头盔，不含保险", "Notes: ask Joe"]
)
def test_a_sentence_below_the_records_is_none(foot: str) -> None:
    table, findings = read_one("Stock", f"{STOCK}| {foot} | | | | |")
    assert [each.record.code for each in table.rows] == ["U1", "U2"]
    assert accounted(table)
    assert ("title-row" in codes(findings)) is not foot.startswith("Notes")


@pytest.mark.parametrize("last", ["U3", "Acme Engineering and Sons Ltd", "Tait, Bruce"])
def test_a_name_below_the_records_may_be_one(last: str) -> None:
    table, _ = read_one("Stock", f"{STOCK}| {last} | | | | |")
    assert [each.record.code for each in table.rows] == ["U1", "U2", last]


def test_a_sentence_between_records_is_left_where_it_is() -> None:
    table, _ = read_one(
        "Stock", f"{STOCK}| Prices subject to change without notice. | | | | |\n| U3 | Cat | D6 | 9 | 8 |"
    )
    assert len(table.rows) == 4


@pytest.mark.parametrize("word", ["本日合计：2组", "当月合计", "全店合计：12台"])
def test_a_sum_of_a_day_is_one(word: str) -> None:
    table, _ = read_one("客户", f"| 客户名称 | 电话 | 来源 |\n| 张三 | 13812345678 | 网络 |\n| {word} | | |")
    assert (len(table.rows), table.subtotal) == (1, 1)


def test_figures_that_are_text_make_a_sum_as_well() -> None:
    text = (
        "| 商机 | 产品 | 数量 | 金额 |\n| 甲 | 叉车 | 2 | 1,200 |\n| 甲 | 属具 | 1 | 300 |\n| | | 3 | 1,500 |"
    )
    table, _ = read_one("商机产品", text)
    assert (len(table.rows), table.subtotal) == (2, 1)


@pytest.mark.parametrize(
    ("header", "cell", "mileage"),
    [
        ("里程(万公里)", "4.6", 46_000),
        ("里程(万公里)", "=4.6", 46_000),
        ("里程(万公里)", "4.6万公里", 46_000),
        ("Mileage (k miles)", "88", 88_000),
        ("里程(公里)", "46000", 46_000),
    ],
)
def test_the_unit_of_a_quantity_in_its_header_counts_and_is_said(
    header: str, cell: str, mileage: int
) -> None:
    table, findings = read_one("产品目录", f"| 产品名称 | 单价 | {header} |\n| 思域 | 95800 | {cell} |")
    assert table.rows[0].record.mileage == mileage
    assert ("header-unit" in codes(findings)) is (cell.strip("=") in ("4.6", "88"))


def test_a_unit_that_multiplies_amounts_typed_as_text_is_said() -> None:
    table, findings = read_one("产品目录", "| 产品名称 | 单价(万元) |\n| 思域 | 9.58 |")
    assert table.rows[0].record.unit_price == Decimal(95800)
    (said,) = [each for each in findings if each.rule.code == "header-unit"]
    assert "9.58 → 95,800" in message(said, Language.ZH)


@pytest.mark.parametrize("other", ["(773) 555-0147", "312-555-0188", "+1 (614) 555-0171", "312.555.0199 x12"])
def test_ten_digits_among_american_phones_have_lost_no_zero(other: str) -> None:
    table, findings = read_one(
        "Leads", f"| Name | Phone |\n| Joan | 7735550133 |\n| Ann | =2125550199 |\n| Omar | {other} |"
    )
    assert [each.record.phone for each in table.rows[:2]] == ["7735550133", "2125550199"]
    assert "phone-zero-restored" not in codes(findings)


@pytest.mark.parametrize("other", ["400-820-8820", "021-62345678", "13812345678", "138-1234-5678"])
def test_beside_chinese_phones_they_have(other: str) -> None:
    table, findings = read_one("线索", f"| 姓名 | 电话 |\n| 甲 | =2162345678 |\n| 乙 | {other} |")
    assert table.rows[0].record.phone == "021-62345678"
    assert "phone-zero-restored" in codes(findings)


@pytest.mark.parametrize(
    "row",
    [
        "{{name}} | {{phone}} | {{source}}",
        "{.name} | {.phone} | {.source}",
        "{{$fe:list t.name | t.phone | t.source",
        "${name} | ${phone} | 网络",
    ],
)
def test_a_form_of_another_program_that_nobody_filled_in_is_no_record(row: str) -> None:
    table, _ = read_one("客户", f"| 客户名称 | 电话 | 来源 |\n| {row} |\n| 张三 | 13812345678 | 网络 |")
    assert [each.record.name for each in table.rows] == ["张三"]


@pytest.mark.parametrize("row", ["张三 | 13812345678 | {{source}}", "a.smith | 13812345678 | 网络"])
def test_one_cell_that_was_not_filled_in_leaves_a_record(row: str) -> None:
    table, _ = read_one("客户", f"| 客户名称 | 电话 | 来源 |\n| {row} |")
    assert len(table.rows) == 1
