"""The rules of prices, each at its edge, below and above it: a row a case, through the whole corridor."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import joined
from workbook_crm.price.catalog import minor_unit, percent
from workbook_crm.price.discount import How, Typed, implied_discount, likely, typed_discount
from workbook_crm.price.lines import line_amount

CATALOG = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 底价 | 计价周期 | 车架号 | 生效日期 | 失效日期 | 状态 |
"""
DEALS = """
# 客户
| 客户名称 | 电话 | 来源 |
| 宏达物流有限公司 | 13911112222 | 转介绍 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| 整车商机 | 宏达物流有限公司 | 整车 |
| 租赁商机 | 宏达物流有限公司 | 租赁 |
| 二手商机 | 宏达物流有限公司 | 二手车 |
"""
HEAD = "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | 租期 | 优惠率 | 金额 | 备注 |\n"
PLAIN = "| P1 | 整车 | 叉车一 | | 100000 | 80000 | | | | | |\n| P2 | 配件 | 轮胎 | | 680 | | | | | | |"


def dealt(shop: Desk, catalog: str, *rows: str, head: str = HEAD) -> list[str]:
    """What is found of lines against a catalog."""
    shop.take(joined(CATALOG + catalog, DEALS), name="目录.xlsx")
    return found(shop.take(head + "\n".join(rows), name="报价.xlsx"))


def amounts(shop: Desk, number: str = "O-000001") -> list[Decimal | None]:
    return [line["amount"] for line in shop.show(number)["lines"]]


def of_rule(findings: Sequence[str], code: str) -> list[str]:
    """The cells at which a rule was found."""
    return [each.split()[1].partition("!")[2] for each in findings if each.endswith(" " + code)]


def test_at_the_floor_is_not_below_it(empty_desk: Desk) -> None:
    findings = dealt(
        empty_desk,
        PLAIN,
        "| 整车商机 | 叉车一 | | 80000.01 | 1 | | | | 上 |",
        "| 整车商机 | 叉车一 | | 80000 | 1 | | | | 平 |",
        "| 整车商机 | 叉车一 | | 79999.99 | 1 | | | | 下 |",
        "| 整车商机 | 叉车一 | | 100000 | 3 | | 20% | | 平 |",
        "| 整车商机 | 叉车一 | | 100000 | 3 | | 20.01% | | 下 |",
        "| 整车商机 | 轮胎 | | 1 | 1 | | | | 没有底价 |",
    )
    assert of_rule(findings, "below-floor") == ["D4", "D6"]
    assert not [each for each in findings if each.startswith("error")]


def test_at_the_limit_is_not_beyond_it(empty_desk: Desk) -> None:
    findings = dealt(
        empty_desk,
        PLAIN,
        "| 整车商机 | 轮胎 | | | 1 | | 9.99% | | |",
        "| 整车商机 | 轮胎 | | | 2 | | 10% | | |",
        "| 整车商机 | 轮胎 | | | 3 | | 10.01% | | |",
        "| 整车商机 | 叉车一 | | | 1 | | 20% | | |",
    )
    assert of_rule(findings, "discount-limit") == ["G4", "G5"]


@pytest.mark.parametrize(("limit", "cells"), [("0", ["G2", "G3"]), ("0.05", ["G3"]), ("0.06", [])])
def test_the_limit_is_the_dealerships(tmp_path: Path, limit: str, cells: list[str]) -> None:
    with desk(tmp_path, f"[trade]\ndiscount_limit = {limit}") as shop:
        rows = ("| 整车商机 | 轮胎 | | | 1 | | 5% | | |", "| 整车商机 | 轮胎 | | | 2 | | 6% | | |")
        assert of_rule(dealt(shop, PLAIN, *rows), "discount-limit") == cells


def test_a_total_one_cent_off_is_told_and_an_equal_one_is_not(empty_desk: Desk) -> None:
    findings = dealt(
        empty_desk,
        PLAIN,
        "| 整车商机 | 轮胎 | | 680 | 3 | | | 2040 | |",
        "| 整车商机 | 轮胎 | | 680 | 3 | | | 2040.01 | |",
        "| 整车商机 | 轮胎 | | 680 | 3 | | | 2039.99 | |",
        "| 整车商机 | 轮胎 | | 680 | 3 | | 5% | 1938 | |",
        "| 整车商机 | 轮胎 | | 680 | 3 | | 5% | 2040 | |",
        "| 整车商机 | 轮胎 | | 0.333 | 1 | | | 0.33 | |",
    )
    assert of_rule(findings, "total-differs") == ["H3", "H4", "H6"]
    assert amounts(empty_desk) == [Decimal(text) for text in ("2040", "2040", "2040", "1938", "1938", "0.33")]


@pytest.mark.parametrize(("digits", "cells", "amount"), [(0, ["H3"], "334"), (2, ["H2", "H3"], "333.50")])
def test_the_smallest_amount_is_the_currencys(
    tmp_path: Path, digits: int, cells: list[str], amount: str
) -> None:
    with desk(tmp_path, f"currency_digits = {digits}") as shop:
        rows = (
            "| 整车商机 | 轮胎 | | 333.5 | 1 | | | 334 | |",
            "| 整车商机 | 轮胎 | | 333.5 | 1 | | | 333 | |",
        )
        assert of_rule(dealt(shop, PLAIN, *rows), "total-differs") == cells
        assert amounts(shop) == [Decimal(amount)] * 2


VALID = [
    # from, to, what is said of its price on 23 November 2026
    ("", "", ""),
    ("2026-11-22", "2026-11-24", ""),
    ("2026-11-23", "", ""),
    ("2026-11-24", "", "price-not-valid"),
    ("", "2026-11-23", ""),
    ("", "2026-11-22", "price-ran-out"),
    ("2026-11-23", "2026-11-23", ""),
]


@pytest.mark.parametrize(("first", "last", "rule"), VALID)
def test_both_bounds_of_a_price_count(empty_desk: Desk, first: str, last: str, rule: str) -> None:
    catalog = f"| P1 | 整车 | 叉车一 | | 100000 | | | | {first} | {last} | |"
    findings = dealt(empty_desk, catalog, "| 整车商机 | 叉车一 | | | 2 | | | | |")
    assert findings == ([f"error 商机产品!B2 {rule}"] if rule else [])
    assert amounts(empty_desk) == ([] if rule else [Decimal(200000)])


def test_a_price_that_is_written_on_the_line_needs_no_valid_one(empty_desk: Desk) -> None:
    catalog = "| P1 | 整车 | 叉车一 | | 100000 | | | | | 2026-11-22 | |"
    assert dealt(empty_desk, catalog, "| 整车商机 | 叉车一 | | 90000 | 2 | | | | |") == []
    assert amounts(empty_desk) == [Decimal(180000)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_newest_valid_price_counts(empty_desk: Desk, order: tuple[int, ...]) -> None:
    prices = [
        "| P1 | 整车 | 叉车一 | | 100000 | | | | | | |",
        "| P1 | 整车 | 叉车一 | | 110000 | | | | 2026-06-01 | | |",
        "| P1 | 整车 | 叉车一 | | 120000 | | | | 2026-12-01 | | |",
    ]
    assert (
        dealt(empty_desk, "\n".join(prices[each] for each in order), "| 整车商机 | 叉车一 | | | 1 | | | | |")
        == []
    )
    assert amounts(empty_desk) == [Decimal(110000)]


def test_an_inactive_product_has_no_price(empty_desk: Desk) -> None:
    catalog = "| P1 | 整车 | 叉车一 | | 100000 | | | | | | 停用 |\n| P2 | 整车 | 叉车二 | | 90000 | | | | | | 在售 |"
    findings = dealt(
        empty_desk, catalog, "| 整车商机 | 叉车一 | | | 1 | | | | |", "| 整车商机 | 叉车二 | | | 1 | | | | |"
    )
    assert [each.rpartition(" ")[0] for each in findings] == ["error 商机产品!B2"]
    assert amounts(empty_desk) == [Decimal(90000)]


def test_a_catalog_beside_the_lines_that_says_no_price_leaves_the_known_one(empty_desk: Desk) -> None:
    dealt(empty_desk, PLAIN)
    catalog = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 备注 |\n| P1 | 整车 | 叉车一 | 热销 |\n"
    assert found(empty_desk.take(catalog + HEAD + "| 整车商机 | 叉车一 | | | 2 | | | | |")) == []
    assert amounts(empty_desk) == [Decimal(200000)]


def test_a_catalog_beside_the_lines_prices_them(empty_desk: Desk) -> None:
    dealt(empty_desk, PLAIN)
    catalog = (
        CATALOG
        + "| P1 | 整车 | 叉车一 | | 95000 | | | | | | |\n| P3 | 整车 | 叉车三 | | 70000 | | | | | | |\n"
    )
    lines = "| 整车商机 | 叉车一 | | | 2 | | | | |\n| 整车商机 | 叉车三 | | | 1 | | | | |"
    assert found(empty_desk.take(catalog + HEAD + lines)) == ["note 产品目录!F1 blank-left"]
    assert amounts(empty_desk) == [Decimal(190000), Decimal(70000)]


def test_a_line_keeps_its_price_when_the_catalogs_changes(empty_desk: Desk) -> None:
    line = "| 整车商机 | 叉车一 | | | 2 | | | | |"
    dealt(empty_desk, PLAIN, line)
    empty_desk.take(CATALOG + "| P1 | 整车 | 叉车一 | | 120000 | | | | | | |")
    receipt = empty_desk.take(HEAD + line + "\n| 整车商机 | 轮胎 | | | 1 | | | | |")
    assert counts(receipt, "商机产品") == {"unchanged": 1, "new": 1}
    assert amounts(empty_desk) == [Decimal(200000), Decimal(680)]


def test_a_product_without_a_price_is_asked_for_one(empty_desk: Desk) -> None:
    findings = dealt(
        empty_desk,
        "| P1 | 整车 | 叉车一 | | | | | | | | |",
        "| 整车商机 | 叉车一 | | | 2 | | | | |",
        "| 整车商机 | 叉车一 | | 0 | 1 | | | | |",
    )
    assert of_rule(findings, "no-price") == ["D2"]
    assert amounts(empty_desk) == [Decimal(0)]


@pytest.mark.parametrize(
    ("periods", "findings", "amount"),
    [
        ("", ["error 商机产品!F2 periods-needed"], None),
        ("0", ["error 商机产品!F2 out-of-range"], None),
        ("0.5", [], "4200"),
        ("1", [], "8400"),
        ("12", [], "100800"),
    ],
)
def test_a_rental_counts_its_periods(
    empty_desk: Desk, periods: str, findings: list[str], amount: str | None
) -> None:
    catalog = "| R1 | 租赁 | 叉车月租 | | 4200 | | 月 | | | | |"
    assert dealt(empty_desk, catalog, f"| 租赁商机 | 叉车月租 | | | 2 | {periods} | | | |") == findings
    assert amounts(empty_desk, "O-000002") == ([Decimal(amount)] if amount else [])


def test_a_rental_without_periods_has_no_total_that_could_differ(empty_desk: Desk) -> None:
    catalog = "| R1 | 租赁 | 叉车月租 | | 4200 | | 月 | | | | |"
    findings = dealt(empty_desk, catalog, "| 租赁商机 | 叉车月租 | | | 2 | | | 100800 | |")
    assert findings == ["error 商机产品!F2 periods-needed"]


@pytest.mark.parametrize(("cell", "zh"), [("日", "几日"), ("年", "几年"), ("", "几月"), ("周", "几周")])
def test_a_rental_is_asked_for_its_own_periods(empty_desk: Desk, cell: str, zh: str) -> None:
    catalog = f"| R1 | 租赁 | 叉车月租 | | 4200 | | {cell} | | | | |"
    empty_desk.take(joined(CATALOG + catalog, DEALS))
    (one,) = empty_desk.take(HEAD + "| 租赁商机 | 叉车月租 | | | 2 | | | | |").findings
    period: Any = dict(one.facts)["period"]
    assert period.zh == zh.removeprefix("几")


def test_what_is_rented_and_sold_under_one_name(empty_desk: Desk) -> None:
    catalog = "| P1 | 整车 | 叉车一 | | 100000 | | | | | | |\n| R1 | 租赁 | 叉车一 | | 4000 | | 月 | | | | |"
    rows = ("| 整车商机 | 叉车一 | | | 1 | | | | |", "| 租赁商机 | 叉车一 | | | 1 | 3 | | | |")
    assert dealt(empty_desk, catalog, *rows, "| 二手商机 | 叉车一 | | | 1 | 2 | | | |") == []
    assert [amounts(empty_desk, f"O-00000{nth}") for nth in (1, 2, 3)] == [
        [Decimal(100000)],
        [Decimal(12000)],
        [Decimal(8000)],
    ]


@pytest.mark.parametrize(
    ("quantity", "cells"),
    [("1", []), ("0.000001", []), ("0", ["E2"]), ("-1", ["E2"])],
)
def test_a_quantity_is_more_than_nothing(empty_desk: Desk, quantity: str, cells: list[str]) -> None:
    findings = dealt(empty_desk, PLAIN, f"| 整车商机 | 轮胎 | | | {quantity} | | | | |")
    assert of_rule(findings, "out-of-range") == cells


@pytest.mark.parametrize(
    ("discount", "amount"), [("0%", "680"), ("0.01%", "679.93"), ("49.99%", "340.07"), ("100.01%", None)]
)
def test_a_discount_is_a_share_of_the_whole(empty_desk: Desk, discount: str, amount: str | None) -> None:
    dealt(empty_desk, PLAIN, f"| 整车商机 | 轮胎 | | | 1 | | {discount} | | |")
    assert amounts(empty_desk) == ([Decimal(amount)] if amount else [])


@pytest.mark.parametrize(
    ("quantity", "codes"),
    [("1", []), ("2", ["used-quantity"]), ("0.5", ["used-quantity"]), ("1.01", ["used-quantity"])],
)
def test_a_used_vehicle_is_one_unit(empty_desk: Desk, quantity: str, codes: list[str]) -> None:
    catalog = "| U1 | 二手车 | 二手叉车 | 2018款 | 35000 | | | LSGPC52U6AF102554 | | | |"
    findings = dealt(empty_desk, catalog, f"| 二手商机 | 二手叉车 | | | {quantity} | | | | |")
    assert [each.split()[2] for each in findings] == codes


@pytest.mark.parametrize(
    ("state", "is_free"),
    [("洽谈中", False), ("中止", False), ("赢单", False), ("输单", True), ("终止", True)],
)
def test_a_used_vehicle_is_free_again_when_its_deal_is_gone(
    empty_desk: Desk, state: str, is_free: bool
) -> None:
    catalog = "| U1 | 二手车 | 二手叉车 | 2018款 | 35000 | | | LSGPC52U6AF102554 | | | |"
    dealt(empty_desk, catalog, "| 二手商机 | 二手叉车 | | | 1 | | | | |")
    head = "# 商机\n| 商机编号 | 状态 | 总结 | 输单原因 | 竞争对手 |\n"
    empty_desk.take(head + f"| O-000003 | {state} | 好 | 价格 | 别家 |")
    findings = found(empty_desk.take(HEAD + "| 整车商机 | 二手叉车 | | | 1 | | | | |"))
    assert findings == ([] if is_free else ["error 商机产品!B2 used-vehicle-taken"])


def test_a_used_vehicle_stands_on_one_deal_of_a_workbook(empty_desk: Desk) -> None:
    catalog = (
        "| U1 | 二手车 | 二手叉车 | 2018款 | 35000 | | | LSGPC52U6AF102554 | | | |\n"
        "| U2 | 二手车 | 二手叉车 | 2019款 | 45000 | | | LSGPC52U6AF102555 | | | |"
    )
    rows = (
        "| 二手商机 | 二手叉车 | 2018款 | | 1 | | | | |",
        "| 整车商机 | 二手叉车 | 2018款 | | 1 | | | | |",
        "| 整车商机 | LSGPC52U6AF102555 | | | 1 | | | | |",
    )
    findings = dealt(empty_desk, catalog, *rows)
    assert of_rule(findings, "used-vehicle-taken") == ["B3"]
    assert amounts(empty_desk) == [Decimal(45000)]


@pytest.mark.parametrize(
    ("line", "amount", "codes"),
    [
        ("| 整车商机 | 叉车 | 三吨 |", "90000", []),
        ("| 整车商机 | 叉车 | 五吨 |", "150000", []),
        ("| 整车商机 | 叉车三吨 | |", "90000", []),
        ("| 整车商机 | A3 | |", "90000", []),
        ("| 整车商机 | 叉车 | A5 |", "150000", []),
        ("| 整车商机 | [A5] 叉车 | |", "150000", []),
        ("| 整车商机 | 叉车 | |", None, ["spec-needed"]),
        ("| 整车商机 | 叉车 | 四吨 |", None, ["unknown-spec"]),
        ("| 整车商机 | 牵引车 | |", "70000", []),
        ("| 整车商机 | 牵引车 | 红色 |", "70000", []),
        ("| 整车商机 | 拖车 | |", "60000", []),
        ("| 整车商机 | 挂车 | |", "60001", []),
        ("| 整车商机 | 挂车 | 长 |", "60002", []),
    ],
)
def test_which_row_of_the_catalog_a_line_means(
    empty_desk: Desk, line: str, amount: str | None, codes: list[str]
) -> None:
    catalog = """
| A3 | 整车 | 叉车 | 三吨 | 90000 | | | | | | |
| A5 | 整车 | 叉车 | 五吨 | 150000 | | | | | | |
| Q1 | 整车 | 牵引车 | | 70000 | | | | | | |
| T1 | 整车 | 拖车 | | 60000 | | | | | | |
| G1 | 整车 | 挂车 | | 60001 | | | | | | |
| G2 | 整车 | 挂车 | 长 | 60002 | | | | | | |
"""
    findings = dealt(empty_desk, catalog.strip("\n"), f"{line} | 1 | | | | |")
    assert [each.split()[2] for each in findings] == codes
    assert amounts(empty_desk) == ([Decimal(amount)] if amount else [])


BARE = [
    # a bare number without a typed total, read as taken off, certain
    ("0.49", "0.49"),
    ("0.5", "0.5"),
    ("0.51", "0.49"),
    ("1", None),
    ("0", "0"),
    ("1.5", "0.15"),
    ("9.5", "0.05"),
    ("10", "0.1"),
    ("11", "0.11"),
    ("100", None),
    ("99.99", "0.0001"),
    ("1%", "0.01"),
    ("60%", "0.4"),
    ("100%", None),
    ("-5", "0.05"),
    ("-0.6", "0.6"),
    ("-60", "0.6"),
    ("-100", None),
]


@pytest.mark.parametrize(("number", "off"), BARE)
def test_a_bare_number_about_a_half(number: str, off: str | None) -> None:
    reading = likely(Typed(Decimal(number.strip("-%")), False, None, "%" in number, "-" in number))
    taken_off = reading and (reading.number if reading.how is How.OFF else 1 - reading.number)
    assert taken_off == (off and Decimal(off))


def test_no_number_is_no_discount() -> None:
    for text in ("面议", "5x", "#DIV/0!", "110%", "5", "≈", "≈5x"):
        assert typed_discount(text, None) is None


CENT = Decimal("0.01")
IMPLIED = [
    # typed, list amount, the discount that explains it
    ("1000", "1000", None),
    ("1000.01", "1000", None),
    ("0", "1000", None),
    ("-1", "1000", None),
    ("995", "1000", "0.005"),
    ("5", "1000", "0.995"),
    ("999.99", "1000", None),
    ("0.01", "1000", None),
    ("950.01", "1000", "0.05"),
    ("950.02", "1000", None),
    ("949.99", "1000", "0.05"),
    ("949.98", "1000", None),
    ("947", "1000", None),
    ("945", "1000", "0.055"),
]


@pytest.mark.parametrize(("typed", "list_amount", "discount"), IMPLIED)
def test_which_discount_explains_a_total(typed: str, list_amount: str, discount: str | None) -> None:
    expected = Decimal(discount) if discount else None
    assert implied_discount(Decimal(typed), Decimal(list_amount), CENT) == expected


@pytest.mark.parametrize(
    ("total", "discount", "codes"),
    [
        ("2040", None, []),
        ("1836", "0.1", ["implied-discount"]),
        ("1825.80", "0.105", ["implied-discount", "discount-limit"]),
        ("2100", None, ["total-differs"]),
        ("2029.80", "0.005", ["implied-discount"]),
        ("2039.99", None, ["total-differs"]),
    ],
)
def test_a_total_without_a_discount_column_is_explained_or_told(
    empty_desk: Desk, total: str, discount: str | None, codes: list[str]
) -> None:
    head = "# 商机产品\n| 商机 | 产品 | 数量 | 金额 |\n"
    findings = dealt(empty_desk, PLAIN, f"| 整车商机 | 轮胎 | 3 | {total} |", head=head)
    assert [each.split()[2] for each in findings] == codes
    (line,) = empty_desk.show("O-000001")["lines"]
    assert line["discount"] == (Decimal(discount) if discount else None)
    assert line["amount"] == (Decimal(total) if discount else Decimal(2040))


def test_the_words_of_a_working() -> None:
    assert [minor_unit(digits) for digits in (0, 2, 4)] == [Decimal(1), CENT, Decimal("0.0001")]
    assert [percent(Decimal(share)) for share in ("0.05", "0.125", "1")] == ["5", "12.5", "100"]


@pytest.mark.parametrize(
    ("row", "working"),
    [
        ("| 整车商机 | 轮胎 | | 680 | 3 | | | 1 | |", "680 × 3"),
        ("| 整车商机 | 叉车一 | | | 2 | | 5% | 1 | |", "100,000 × 2 × (1 − 5%)"),
        ("| 租赁商机 | 叉车月租 | | | 2 | 6 | 12.5% | 1 | |", "4,200 × 2 × 6 × (1 − 12.5%)"),
        ("| 整车商机 | 轮胎 | | 0.5 | 1.25 | 6 | 0% | 1 | |", "0.5 × 1.25"),
    ],
)
def test_a_total_that_differs_is_told_with_its_working(empty_desk: Desk, row: str, working: str) -> None:
    catalog = PLAIN + "\n| R1 | 租赁 | 叉车月租 | | 4200 | | 月 | | | | |"
    empty_desk.take(joined(CATALOG + catalog, DEALS))
    receipt = empty_desk.take(HEAD + row)
    (told,) = [dict(each.facts) for each in receipt.findings if each.rule.code == "total-differs"]
    assert told["working"] == working


@pytest.mark.parametrize(
    ("price", "quantity", "discount", "periods", "amount"),
    [
        ("0.005", "1", None, None, "0.01"),
        ("0.00499", "1", None, None, "0.00"),
        ("0.015", "1", None, None, "0.02"),
        ("33.335", "3", None, None, "100.01"),
        ("1.11", "1", "0.5", None, "0.56"),
        ("4200", "2", "0.1", "0.5", "3780.00"),
        ("10", "3", "1", "2", "0.00"),
    ],
)
def test_a_line_is_rounded_half_up_and_once(
    price: str, quantity: str, discount: str | None, periods: str | None, amount: str
) -> None:
    less = Decimal(discount) if discount else None
    times = Decimal(periods) if periods else None
    assert line_amount(Decimal(price), Decimal(quantity), less, times, CENT) == Decimal(amount)
