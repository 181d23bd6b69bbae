"""Lines that say in two columns what the catalog has as one product."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts, found

CATALOG = """
# 产品目录
| 类别 | 产品名称 | 规格 | 单价 |
| 整车 | 4.2米仓栅 |  | 121000 |
| 整车 | 6方自卸 |  | 136000 |
| 整车 | CPCD30 | 3吨 进口发动机 | 88000 |
"""
DEALS = """
# 客户
| 客户名称 | 电话 | 来源 |
| 黎塘石材 | 13900001403 | 网络 |

# 商机
| 商机名称 | 客户 | 意向产品 |
| 石材 | 黎塘石材 | 整车 |
"""


def line(product: str, spec: str, price: str) -> str:
    return f"# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 单价 |\n| 石材 | {product} | {spec} | 1 | {price} |"


@pytest.mark.parametrize(
    ("product", "spec", "price"),
    [
        ("轻卡", "4.2米仓栅", "118000"),
        ("自卸", "6方", "133000"),
        ("自卸", "6方", ""),
        ("内燃叉车", "CPCD30", "88000"),
        ("轻卡", "4.2米仓栅", "84700"),
    ],
)
def test_the_spec_tells_the_product(product: str, spec: str, price: str, empty_desk: Desk) -> None:
    empty_desk.take(CATALOG + DEALS)
    receipt = empty_desk.take(line(product, spec, price), name="明细.xlsx")
    assert counts(receipt, "商机产品") == {"new": 1}
    assert "note 商机产品!B2 product-by-spec" in found(receipt)


@pytest.mark.parametrize(
    ("product", "spec", "price"),
    [
        ("机油滤芯", "4.2米仓栅", "18"),
        ("机油滤芯", "4.2米仓栅", ""),
        ("轻卡", "4.2米仓栅", "84600"),
        ("轻卡", "3.3米厢式", "96000"),
        ("自卸", "", "136000"),
    ],
)
def test_a_spec_that_is_only_what_a_part_is_for_does_not(
    product: str, spec: str, price: str, empty_desk: Desk
) -> None:
    empty_desk.take(CATALOG + DEALS)
    receipt = empty_desk.take(line(product, spec, price), name="明细.xlsx")
    assert counts(receipt, "商机产品") == {"held": 1}
    assert "error 商机产品!B2 unknown-product" in found(receipt)


def test_a_product_of_the_catalog_needs_no_word_about_its_spec(empty_desk: Desk) -> None:
    empty_desk.take(CATALOG + DEALS)
    receipt = empty_desk.take(line("CPCD30", "3吨 进口发动机", "88000"), name="明细.xlsx")
    assert "product-by-spec" not in " ".join(found(receipt))


def test_a_line_that_waits_goes_in_when_the_catalog_has_what_its_spec_says(empty_desk: Desk) -> None:
    empty_desk.take(DEALS)
    assert counts(empty_desk.take(line("自卸", "6方", "133000"), name="明细.xlsx"), "商机产品") == {"held": 1}
    empty_desk.take(CATALOG, name="目录.xlsx")
    assert empty_desk.count("opportunity_lines") == 1
