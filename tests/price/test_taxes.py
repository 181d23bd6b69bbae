"""Taxes on lines: what we keep is what the customer pays, and nothing else is written into 价税合计."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from tests.desk import Desk, found
from workbook_crm.model.taxes import Tax
from workbook_crm.price.taxes import Line, with_tax
from workbook_crm.read.taxes import is_gross, tax_columns

BASE = """
# 产品目录
| 类别 | 产品名称 | 单价 |
| 整车 | 叉车P1 | 113000 |
# 客户
| 客户名称 | 电话 | 来源 |
| 宏达物流有限公司 | 13911112222 | 转介绍 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| D1 | 宏达物流有限公司 | 整车 |
"""
ADDED, UNSETTLED, DIFFERS = "note tax-added", "warning tax-unsettled", "warning total-differs"


@pytest.mark.parametrize(
    ("headers", "row", "amount", "said"),
    [
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0.13 | ", "226000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 13% | ", "226000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 13 | ", "226000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0 | ", "200000", []),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 免税 | ", "200000", []),
        ("不含税单价 | 数量 | 税率(%) | 价税合计", "100000 | 2 | 13 | ", "226000", [ADDED]),
        ("未税单价 | 数量 | 税点 | 含税总价", "100000 | 2 | 13个点 | ", "226000", [ADDED]),
        ("未税单价 | 数量 | 税点 | 含税总价", "100000 | 2 | 13点 | ", "226000", [ADDED]),
        ("未税单价 | 数量 | 税率 | 含税总价", "100000 | 2 | 增值税13% | ", "226000", [ADDED]),
        ("未税单价 | 数量 | 税率 | 含税总价", "100000 | 2 | 13%（专票） | ", "226000", [ADDED]),
        ("Price excl. VAT | 数量 | VAT rate | Gross total", "100000 | 2 | VAT 20% | ", "240000", [ADDED]),
        ("未稅單價 | 數量 | 稅率 | 價稅合計", "100000 | 2 | 0.13 | ", "226000", [ADDED]),
        ("Unit price (excl. tax) | Quantity | Tax rate | Gross total", "100000 | 2 | 13% | ", "226000", [ADDED]),
        ("Net price | Quantity | VAT | Gross total", "100000 | 2 | 20% | ", "240000", [ADDED]),
        ("Net price | Quantity | VAT | Gross total", "100000 | 2 | 40000 | ", "240000", [ADDED]),
        ("Price ex VAT | Qty | VAT rate | Total inc VAT", "100000 | 2 | 20 | ", "240000", [ADDED]),
        ("不含税单价 | 数量 | 税额 | 价税合计", "100000 | 2 | 26000 | ", "226000", [ADDED]),
        ("不含税单价 | 数量 | 优惠率 | 税率 | 价税合计", "100000 | 2 | 5% | 13% | ", "214700", [ADDED]),
        # the typed total tells the rate, or agrees, or differs
        ("不含税单价 | 数量 | 价税合计", "100000 | 2 | 226000", "226000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0.13 | 226000", "226000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "88495.58 | 2 | 0.13 | 200000", "200000", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "88495.58 | 2 | 0.13 | 200000.02", "200000.02", [ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "88495.58 | 2 | 0.13 | 200000.05", "200000.01", [DIFFERS, ADDED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0.13 | 220000", "226000", [DIFFERS, ADDED]),
        # both, and an invoice's layout
        ("不含税单价 | 含税单价 | 数量 | 税率 | 价税合计", "100000 | 113000 | 2 | 0.13 | ", "226000", [ADDED]),
        ("单价 | 数量 | 金额 | 税率 | 税额 | 价税合计", "100000 | 2 | 200000 | 0.13 | 26000 | ", "226000", [ADDED]),
        ("单价 | 数量 | 金额 | 税率 | 税额 | 价税合计", "113000 | 2 | 200000 | 0.13 | 26000 | ", "226000", []),
        ("数量 | 不含税金额 | 税率 | 价税合计", "2 | 200000 | 0.13 | ", "226000", [ADDED]),
        # prices that include tax, or do not say so
        ("含税单价 | 数量 | 税率 | 价税合计", "113000 | 2 | 0.13 | ", "226000", []),
        ("单价 | 数量 | 税率 | 价税合计", "113000 | 2 | 0.13 | 226000", "226000", []),
        ("单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0.13 | 226000", "226000", [ADDED]),
        ("单价 | 数量 | 税额 | 税率", "100000 | 2 | 26000 | 0.13", "226000", [ADDED]),
        ("单价 | 数量 | 税率 | 价税合计", "113000 | 2 |  | ", "226000", []),
        ("税率 | 数量 | 价税合计", "0.13 | 2 | ", "226000", []),
        ("不含税单价 | 数量 | 税率 | 价税合计", " | 2 | 0.13 | ", "226000", []),
        # left alone
        ("不含税单价 | 数量 | 价税合计", "100000 | 2 | ", None, [UNSETTLED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 |  | ", None, [UNSETTLED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 看合同 | ", None, [UNSETTLED]),
        ("不含税单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 13%或9% | ", None, [UNSETTLED]),
        ("单价 | 数量 | 税率 | 价税合计", "100000 | 2 | 0.13 | ", None, [UNSETTLED]),
        ("单价 | 数量 | 税率 | 金额", "100000 | 2 | 0.13 | ", None, [UNSETTLED]),
        # no tax at all
        ("单价 | 数量 | 价税合计", "100000 | 2 | ", "200000", []),
    ],
)  # fmt: skip
def test_taxes(empty_desk: Desk, headers: str, row: str, amount: str | None, said: list[str]) -> None:
    empty_desk.take(BASE)
    receipt = empty_desk.take(
        f"# 商机产品\n| 商机 | 产品 | {headers} |\n| D1 | 叉车P1 | {row} |", name="行.xlsx"
    )
    lines = [line.split() for line in found(receipt)]
    ignored = {"discount-limit", "same-column-twice"}
    assert [f"{severity} {code}" for severity, _, code in lines if code not in ignored] == said
    (line,) = empty_desk.show("O-000001")["lines"]
    assert line["amount"] == (None if amount is None else Decimal(amount))
    assert all(_is_blank_or(cell, amount) for cell in _totals(empty_desk.answer(receipt), row))


def _totals(answer: bytes, row: str) -> list[object]:
    """The cells of the answered row that were blank, but for our own column."""
    sheet = openpyxl.load_workbook(io.BytesIO(answer))["商机产品"]
    blank = [i for i, text in enumerate(row.split(" | "), 3) if not text.strip()]
    return [sheet.cell(2, column).value for column in blank]


def _is_blank_or(cell: object, amount: str | None) -> bool:
    return cell is None or (amount is not None and Decimal(str(cell)) in (Decimal(amount), Decimal(113000)))


def test_an_amount_of_last_time_is_not_that_of_a_row_that_leaves_its_tax_open(empty_desk: Desk) -> None:
    empty_desk.take(BASE)
    empty_desk.take("# 商机产品\n| 商机 | 产品 | 单价 | 数量 |\n| D1 | 叉车P1 | 120000 | 1 |", name="旧.xlsx")
    text = "# 商机产品\n| 商机 | 产品 | 不含税单价 | 数量 | 价税合计 |\n| D1 | 叉车P1 | 100000 | 2 | |"
    receipt = empty_desk.take(text, name="新.xlsx")
    assert [each.rule.code for each in receipt.findings] == ["tax-unsettled"]
    shown = empty_desk.show("O-000001")
    (line,) = shown["lines"]
    assert (line["quantity"], line["unit_price"], line["amount"]) == (2, None, None)
    assert shown["values"]["amount"] == 0
    sheet = openpyxl.load_workbook(io.BytesIO(empty_desk.answer(receipt)))["商机产品"]
    assert sheet["E2"].value is None


def test_a_blank_total_is_filled_with_what_the_customer_pays(empty_desk: Desk) -> None:
    empty_desk.take(BASE)
    headers = "产品 | 不含税单价 | 数量 | 税率 | 价税合计"
    receipt = empty_desk.take(
        f"# 商机产品\n| 商机 | {headers} |\n| D1 | 叉车P1 | 100000 | 2 | 0.13 | |", name="行.xlsx"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(empty_desk.answer(receipt)))["商机产品"]
    assert [cell.value for cell in sheet[2]][:6] == ["D1", "叉车P1", 100000, 2, 0.13, 226000]
    again = empty_desk.take(empty_desk.answer(receipt), name="again.xlsx")
    assert [each.rule.code for each in again.findings] == ["tax-added"]
    assert empty_desk.show("O-000001")["values"]["amount"] == Decimal(226000)


@pytest.mark.parametrize(
    ("headers", "parts"),
    [
        (["产品", "单价", "数量", "金额"], {}),
        (["Net price", "Net total"], {}),
        (["价税合计"], {}),
        (["Tax", "Price"], {0: "rate"}),
        (["VAT amount", "Net amount"], {0: "tax", 1: "net total"}),
        (["税前金额", "税额"], {0: "net total", 1: "tax"}),
        (["Corporate rate", "Vatican"], {}),
    ],
)
def test_columns_of_taxes(headers: list[str], parts: dict[int, str]) -> None:
    assert tax_columns(headers, [None] * len(headers)) == parts


@pytest.mark.parametrize(
    ("headers", "row", "price", "said"),
    [
        ("不含税单价 | 税率", "100000 | 13%", "113000", ["tax-added"]),
        ("Unit price (excl. VAT) | VAT rate", "100000 | 20", "120000", ["tax-added"]),
        ("不含税单价 | 税率", "100000 | 0", "100000", []),
        ("不含税单价 | 含税单价", "100000 | 112000", "112000", []),
        ("不含税单价", "100000", None, ["price-untaxed"]),
        ("不含税单价 | 税率", "100000 | ", None, ["price-untaxed"]),
        ("不含税进价 | 税率", "100000 | 13%", None, ["unknown-column"]),
        ("Dealer cost ex GST | RRP inc GST", "100000 | ", None, ["unknown-column"]),
        ("单价 | 税率", "100000 | 13%", "100000", []),
    ],
)
def test_taxes_of_a_catalog(
    empty_desk: Desk, headers: str, row: str, price: str | None, said: list[str]
) -> None:
    receipt = empty_desk.take(f"# 产品目录\n| 类别 | 产品名称 | {headers} |\n| 整车 | 叉车P1 | {row} |")
    assert [each.rule.code for each in receipt.findings] == said
    with empty_desk.workspace.store.reading() as queries:
        (item,) = queries.every("catalog")
    assert item.record.unit_price == (None if price is None else Decimal(price))


def test_headers_that_include_tax() -> None:
    texts = ("含税单价", "不含税单价", "單價(含稅)", "Price incl. VAT", "Price excl. VAT", "单价")
    assert [is_gross(text) for text in texts] == [True, False, True, True, False, False]


def test_a_rate_that_cannot_be_is_not_told_by_a_total() -> None:
    tax, cent = Tax(net_price=Decimal(100)), Decimal("0.01")
    prices = [
        with_tax(tax, Line(None, Decimal(1), Decimal(typed), cent)) for typed in ("99.99", "150", "150.02")
    ]
    assert [each and each.rate for each in prices] == [None, Decimal("0.5"), None]
