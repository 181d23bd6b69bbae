"""A sheet or a column that is known by name only is said to be so, at any number of rows."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.desk import Desk, desk, found
from tests.workbooks import SHOP, joined
from workbook_crm import as_json
from workbook_crm.model.language import Language
from workbook_crm.model.not_built import (
    IDLE_COLUMNS,
    UNBUILT_SHEETS,
    UnbuiltSheet,
    offered_columns,
    unbuilt_sheet,
)
from workbook_crm.model.sheets import SHEETS
from workbook_crm.terminal import Screen

LEADS = """
# 线索
| 姓名 | 电话 | 来源 |
| 李雷 | 13911112222 | 展厅 |
"""


def columns_of(each: UnbuiltSheet, language: Language) -> list[str]:
    words = [word.strip() for word in each.headers.split("|")]
    mine = [word for word in words if word.isascii() == (language is Language.EN)]
    return mine[:9]


def table(name: str, headers: list[str], rows: int = 0) -> str:
    lines = [headers, *[[f"x{i}" for i, _ in enumerate(headers)]] * rows]
    return f"# {name}\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


@pytest.mark.parametrize("rows", [0, 1, 3])
@pytest.mark.parametrize("language", Language)
def test_every_unbuilt_sheet_is_said_beside_one_of_ours(
    language: Language, rows: int, empty_desk: Desk
) -> None:
    named = {each.name[language]: each for each in UNBUILT_SHEETS}
    sheets = [table(name, columns_of(each, language), rows) for name, each in named.items()]
    receipt = empty_desk.take(joined(LEADS, *sheets))
    read = {sheet.sheet for sheet in receipt.sheets} - {"线索"}
    assert all(named[name].yields_to for name in read)  # understood as one of ours: see below
    told = {str(each.place) for each in receipt.findings if each.rule.code == "sheet-not-built"}
    assert told == named.keys() - read
    assert len(told) >= len(named) - 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("報價", "Quotes"),
        ("訂單產品", "Order lines"),
        ("銷售目標", "Targets"),
        ("2026销售目标", "Targets"),
        ("华东区销售目标", "Targets"),
        ("订单管理", "Orders"),
        ("移交记录", "Transfers"),
        (" Transfers ", "Transfers"),
        ("quote lines", "Quote lines"),
        ("客户", None),
        ("目录", None),
        ("Reports", None),
        ("备忘", None),
    ],
)
def test_a_name_is_known_in_any_spelling(name: str, kind: str | None) -> None:
    found = unbuilt_sheet(name)
    assert (found and found.name.en) == kind


def test_a_workbook_of_nothing_else_is_held_with_that_alone(empty_desk: Desk) -> None:
    receipt = empty_desk.take(table("移交", ["对象", "新负责人"], 1))
    assert found(receipt) == ["warning 移交 sheet-not-built"]
    assert receipt.outcome.value == "held"


def test_the_name_of_the_file_counts_where_the_only_sheet_has_none(empty_desk: Desk) -> None:
    text = table("Sheet1", ["对象", "新负责人", "原因"], 2)
    assert found(empty_desk.take(text, name="移交.xlsx")) == ["warning Sheet1 sheet-not-built"]
    assert found(empty_desk.take(text + "\n|y|", name="其他.xlsx")) == ["error 其他.xlsx no-known-sheet"]


def test_a_blank_sheet_of_that_name_is_nothing(empty_desk: Desk) -> None:
    assert found(empty_desk.take(joined(LEADS, "# 报价"))) == []


TAKEN = {
    "a price list": (
        "报价",
        "| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 叉车P1 | 3吨 | 100000 |",
        "catalog",
    ),
    "lines of an opportunity": (
        "订单",
        "| 商机编号 | 产品 | 规格 | 数量 | 单价 |\n| O-000001 | 内燃叉车 | 3吨 | 1 | 88000 |",
        "opportunity_lines",
    ),
    "lines under the name of order lines": (
        "订单产品",
        "| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 1 |",
        "opportunity_lines",
    ),
    "lines that tell of their order too": (
        "订单产品",
        "| 订单 | 商机 | 产品 | 数量 |\n| 一 | 远航三台叉车 | 实心轮胎 | 1 |",
        "opportunity_lines",
    ),
    "a journal of orders, with the product of each": (
        "订单",
        "| 订单编号 | 客户 | 签订日期 | 交付日期 | 已收款 | 商机 | 产品 | 规格 | 数量 |\n"
        "| D1 | 上海远航物流有限公司 | 2026-11-01 | 2026-12-01 | 100 | 远航三台叉车 | 内燃叉车 | 3吨 | 1 |",
        "opportunity_lines",
    ),
    "people who came to an event": (
        "市场活动",
        "| 姓名 | 电话 | 来源 | 负责人 |\n| 韩梅 | 13911113333 | 展厅 | 张三 |",
        "leads",
    ),
    "customers": ("联系人", "| 姓名 | 电话 | 来源 |\n| 韩梅 | 13911113333 | 展厅 |", "customers"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_sheet_that_is_only_called_so_is_read_as_what_it_is(name: str, empty_desk: Desk) -> None:
    sheet, text, kind = TAKEN[name]
    empty_desk.take(joined(*SHOP.values()), name="以前.xlsx")
    receipt = empty_desk.take(f"# {sheet}\n{text}")
    (taken,) = receipt.sheets
    assert (taken.kind, taken.new, taken.held) == (kind, 1, 0)
    assert "sheet-not-built" not in " ".join(found(receipt))


JOURNALS = {
    "SalesOrderID": "| SalesOrderID | OrderDate | CustomerID | ProductID | OrderQty | LineItemTotal |\n"
    "| 71774 | 2022-06-01 | 29847 | P1 | 1 | 356.9 |",
    "Order #": "| Order # | Customer | Product | Quantity | Unit price |\n| 7 | Ann | P1 | 2 | 10 |",
    "销售单号": "| 销售单号 | 客户 | 产品 | 规格 | 数量 | 单价 | 金额 |\n| X7 | 李雷 | P1 | 3吨 | 2 | 10 | 20 |",
    "訂單編號": "| 訂單編號 | 客戶 | 產品 | 數量 | 單價 |\n| X7 | 李雷 | P1 | 2 | 10 |",
}


@pytest.mark.parametrize("header", JOURNALS)
def test_a_journal_of_orders_is_said_once_whatever_it_is_called(header: str, empty_desk: Desk) -> None:
    rows = JOURNALS[header] + f"\n{JOURNALS[header].splitlines()[1]}" * 3
    receipt = empty_desk.take(f"# Sheet1\n{rows}")
    assert [line for line in found(receipt) if "not-built" in line or line.startswith("error")] == [
        "warning Sheet1 sheet-not-built"
    ]
    assert not receipt.sheets


@pytest.mark.parametrize(
    "lines",
    [
        "| 商机 | 订单编号 | 产品 | 数量 |\n| 远航三台叉车 | X7 | 内燃叉车 | 1 |",
        "| 报价单号 | 产品 | 数量 | 单价 |\n| 远航三台叉车 | 内燃叉车 | 1 | 88000 |",
        "| 商机名称 | 产品 | 数量 | 订单备注 |\n| 远航三台叉车 | 内燃叉车 | 1 | 急 |",
    ],
)
def test_lines_that_name_a_deal_are_no_journal(lines: str, empty_desk: Desk) -> None:
    receipt = empty_desk.take(f"# Sheet1\n{lines}")
    assert [each.kind for each in receipt.sheets] == ["opportunity_lines"]
    assert "sheet-not-built" not in " ".join(found(receipt))


def test_a_journal_whose_orders_are_deals_by_the_settings_is_read(tmp_path: Path) -> None:
    settings = '[trade]\nlines_open_opportunities = true\n[headers.opportunity_lines]\nopportunity = ["SalesOrderID"]\n'
    with desk(tmp_path, settings) as own:
        receipt = own.take(f"# Sheet1\n{JOURNALS['SalesOrderID']}")
        assert "opportunity_lines" in [each.kind for each in receipt.sheets]


def test_a_journal_below_a_list_leaves_the_list_as_it_is(empty_desk: Desk) -> None:
    leads = "\n".join(line for line in LEADS.strip().splitlines() if line.startswith("|"))
    receipt = empty_desk.take(f"# 11月\n{leads}\n| |\n{JOURNALS['销售单号']}")
    assert [(each.kind, each.new) for each in receipt.sheets] == [("leads", 1)]
    assert "warning 11月 sheet-not-built" in found(receipt)


def test_a_journal_beside_a_list_leaves_the_list_as_it_is(empty_desk: Desk) -> None:
    receipt = empty_desk.take(joined(LEADS, f"# 11月\n{JOURNALS['销售单号']}"))
    assert [(each.kind, each.new) for each in receipt.sheets] == [("leads", 1)]


def test_a_name_that_the_settings_give_to_a_kind_is_that_kind(tmp_path: Path) -> None:
    text = "# 移交\n| 对象 | 跟进时间 | 原因 |\n| 李雷 | 2026-11-20 | 到店 |"
    with desk(tmp_path, '[sheets]\nfollow_ups = ["移交"]\n') as own:
        assert own.take(text).sheets[0].kind == "follow_ups"


IDLE = [
    ("线索", "| 姓名 | 电话 | 来源 | 转客户 |", "D1"),
    ("线索", "| 姓名 | 电话 | 来源 | 轉客戶 |", "D1"),
    ("Leads", "| Name | Phone | Source | Convert |", "D1"),
    ("员工", "| 姓名 | 角色 | 代理人 |", "C1"),
    ("员工", "| 姓名 | 角色 | 休假 从 |", "C1"),
    ("员工", "| 姓名 | 角色 | 休假到 |", "C1"),
    ("员工", "| 姓名 | 角色 | 别名 |", "C1"),
    ("Staff", "| Name | Role | Away to |", "C1"),
]
ROWS = {"线索": "| 李雷 | 13911112222 | 展厅 | 是 |", "Leads": "| Ann | 13911112222 | 展厅 | yes |"}


@pytest.mark.parametrize("has_rows", [False, True])
@pytest.mark.parametrize(("sheet", "header", "cell"), IDLE)
def test_a_column_without_effect_is_said_once_and_alone(
    sheet: str, header: str, cell: str, has_rows: bool, empty_desk: Desk
) -> None:
    row = ROWS.get(sheet, "| 张三 | 销售 | x |") if has_rows else ""
    assert found(empty_desk.take(f"# {sheet}\n{header}\n{row}")) == [
        f"warning {sheet}!{cell} column-not-acted-on"
    ]


def test_the_columns_that_have_an_effect_are_not_said(empty_desk: Desk) -> None:
    text = "\n".join(
        f"# {of.name.zh}\n| " + " | ".join(column.name.zh for column in offered_columns(of)) + " |"
        for of in SHEETS
    )
    assert found(empty_desk.take(text)) == []


def test_what_is_kept_of_such_a_column_is_kept(empty_desk: Desk) -> None:
    empty_desk.take("# 线索\n| 姓名 | 电话 | 来源 | 转客户 |\n| 李雷 | 13911112222 | 展厅 | 是 |")
    assert empty_desk.show("L-000001")["values"]["convert"] is True
    assert empty_desk.count("customers") == 0


def first_call(empty_desk: Desk, text: str) -> str:
    book = openpyxl.load_workbook(io.BytesIO(empty_desk.answer(empty_desk.take(text))))
    return str(book.worksheets[-1]["A2"].value)


def test_the_first_line_of_the_result_says_so(empty_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    text = joined(
        "# 线索\n| 姓名 | 电话 | 来源 | 转客户 |\n| | | 展厅 | 是 |",
        table("报价", ["报价编号", "商机"]),
        table("移交", ["对象"]),
    )
    receipt = empty_desk.take(text)
    book = openpyxl.load_workbook(io.BytesIO(empty_desk.answer(receipt)))
    call = str(book.worksheets[-1]["A2"].value)
    assert call.startswith(
        "还不能处理、没有读入的表：报价、移交。还不起作用的列：转客户。退回的 1 行没有入库"
    )
    Screen(Language.EN).receipt(receipt)
    first = capsys.readouterr().out.splitlines()[0]
    assert "Not read, because it cannot be handled yet: 报价, 移交. Without effect yet: 转客户." in first
    told = [each["code"] for each in as_json.receipt(receipt, Language.ZH)["findings"]]
    assert told == ["column-not-acted-on", "sheet-not-built", "sheet-not-built", "missing-value"]


def test_where_there_is_no_such_thing_nothing_is_said(empty_desk: Desk) -> None:
    assert first_call(empty_desk, LEADS) == "没有需要改的地方。"


def test_the_sheet_comes_back_as_it_was(empty_desk: Desk) -> None:
    text = joined(LEADS, table("报价", ["报价编号", "商机", "状态"], 2))
    book = openpyxl.load_workbook(io.BytesIO(empty_desk.answer(empty_desk.take(text))))
    rows = [["报价编号", "商机", "状态"], ["x0", "x1", "x2"], ["x0", "x1", "x2"]]
    assert [[cell.value for cell in row] for row in book["报价"].iter_rows()] == rows
    assert not any(cell.comment for row in book["报价"].iter_rows() for cell in row)


def test_no_kind_is_both_built_and_not() -> None:
    built = {name for of in SHEETS for name in (of.name.zh, of.name.en, of.kind)}
    assert not any(unbuilt_sheet(name) for name in built)
    for kind, columns in IDLE_COLUMNS.items():
        of = next(each for each in SHEETS if each.kind == kind)
        own = {name for column in offered_columns(of) for name in (column.name.zh, column.name.en)}
        assert not own & {word.strip() for each in columns for word in each.words.split("|")}
