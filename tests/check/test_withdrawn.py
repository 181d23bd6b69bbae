"""Products that are sold no more, and prices that ran out: known lines keep them, new ones are told since when."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.desk import Desk, counts
from workbook_crm.check.suggest import nearest
from workbook_crm.model.language import Language
from workbook_crm.model.words import hint, message

CATALOG = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 | 生效日期 | 失效日期 | 状态 |\n"
SOLD = (
    CATALOG
    + "| 整车 | 旧款 | | 80000 | | | |\n| 整车 | 大车 | 3吨 | 50000 | | | |\n| 整车 | 大车 | 5吨 | 60000 | | | |"
)
DEAL = """
# 客户
| 客户名称 | 电话 | 来源 |
| 王伟 | 13912345678 | 展厅 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| 换车 | 王伟 | 整车 |
| 又一台 | 王伟 | 整车 |
"""
LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n"


@pytest.fixture
def lapsed(empty_desk: Desk) -> Desk:
    """A house that has sold what is withdrawn since, or has no price any more."""
    empty_desk.take(SOLD + "\n| 整车 | 小车 | | 70000 | | | |" + DEAL)
    empty_desk.take(LINES + "| 换车 | 旧款 | | 1 |\n| 换车 | 大车 | 3吨 | 1 |\n| 换车 | 小车 | | 1 |")
    empty_desk.take(
        CATALOG + "| 整车 | 旧款 | | 90000 | | | 停用 |\n| 整车 | 大车 | 3吨 | 90000 | | | 停用 |\n"
        "| 整车 | 小车 | | 90000 | | 2026-11-22 | |"
    )
    return empty_desk


def test_known_lines_keep_their_price_and_can_be_edited(lapsed: Desk) -> None:
    rows = "| 换车 | 旧款 | | 2 |\n| 换车 | 大车 | 3吨 | 3 |\n| 换车 | 小车 | | 4 |"
    receipt = lapsed.take(LINES + rows)
    assert (receipt.findings, counts(receipt, "商机产品")) == ((), {"changed": 3})
    lines = lapsed.show("O-000001")["lines"]
    assert [(line["unit_price"], line["quantity"]) for line in lines] == [(80000, 2), (50000, 3), (70000, 4)]
    assert lapsed.show("O-000001")["values"]["amount"] == Decimal("590000.00")


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("又一台 | 旧款 | ", "product-withdrawn", "“旧款”自 2026-11-23 起已停用"),
        ("又一台 | 大车 | 3吨", "product-withdrawn", "“大车”自 2026-11-23 起已停用"),
        ("又一台 | 小车 | ", "price-ran-out", "“小车”的价格已于 2026-11-22 到期"),
        ("又一台 | 大车 | 5吨", None, ""),
        ("又一台 | 大车 | ", None, ""),
    ],
)
def test_new_lines_are_told_since_when(lapsed: Desk, row: str, code: str | None, said: str) -> None:
    receipt = lapsed.take(LINES + f"| {row} | 1 |")
    assert [each.rule.code for each in receipt.findings] == ([code] if code else [])
    for each in receipt.findings:
        assert said in message(each, Language.ZH)
        assert "是不是" not in hint(each, Language.ZH)


def test_a_known_line_lets_no_second_one_in(lapsed: Desk) -> None:
    receipt = lapsed.take(LINES + "| 换车 | 旧款 | | 1 |\n| 换车 | 旧款 | | 5 |")
    assert [str(each.place) for each in receipt.findings if each.is_error] == ["商机产品!B3"]


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ("| 2026-11-23", None),
        ("| 2026-11-22", "price-ran-out"),
        ("2026-11-23 |", None),
        ("2026-11-24 |", "price-not-valid"),
    ],
)
def test_a_price_holds_from_its_first_day_to_its_last(empty_desk: Desk, dates: str, code: str | None) -> None:
    empty_desk.take(CATALOG + f"| 整车 | 新款 | | 90000 | {dates} | |" + DEAL)
    receipt = empty_desk.take(LINES + "| 换车 | 新款 | | 1 |")
    assert [each.rule.code for each in receipt.findings] == ([code] if code else [])


def test_what_is_withdrawn_in_the_same_workbook_counts_at_once(empty_desk: Desk) -> None:
    empty_desk.take(SOLD + DEAL)
    receipt = empty_desk.take(
        SOLD.replace("80000 | | | |", "80000 | | | 停用 |") + "\n" + LINES + "| 换车 | 旧款 | | 1 |"
    )
    assert [each.rule.code for each in receipt.findings] == ["product-withdrawn"]


def test_a_withdrawn_product_is_no_suggestion_and_nothing_suggests_itself(lapsed: Desk) -> None:
    (one,) = lapsed.take(LINES + "| 换车 | 旧款款 | | 1 |").findings
    assert (one.rule.code, "旧款”" in hint(one, Language.ZH)) == ("unknown-product", False)
    assert nearest("旧款叉车", ["旧款叉车", "旧 款 叉 车", "旧款叉车2"]) == ("旧款叉车2",)
