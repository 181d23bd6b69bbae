"""Lines of one opportunity, product and spec: exact matches are paired first, then by order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk, counts

HEAD = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 备注 |\n"
SECOND = HEAD.replace("商机产品", "商机产品2")
Lines = list[tuple[int, str]]


def rows(lines: Lines) -> str:
    return "".join(
        f"| 远航三台叉车 | 内燃叉车 | 3吨 | {quantity} | {remark} |\n" for quantity, remark in lines
    )


def known(shop: Desk) -> Any:
    return [(int(each["quantity"]), each["remark"] or "") for each in shop.show("O-000001")["lines"]]


ONE, FIVE, SEVEN = (1, "一期"), (5, "二期"), (7, "三期")
RESENT = [
    # lines, the lines sent next, what is known then, what became of the rows
    ([ONE, FIVE], [FIVE], [ONE, FIVE], {"unchanged": 1}),
    ([ONE, FIVE], [FIVE, ONE], [ONE, FIVE], {"unchanged": 2}),
    ([ONE, FIVE, SEVEN], [SEVEN, FIVE], [ONE, FIVE, SEVEN], {"unchanged": 2}),
    ([ONE, FIVE], [(2, "一期"), FIVE], [(2, "一期"), FIVE], {"changed": 1, "unchanged": 1}),
    ([ONE, FIVE], [FIVE, (2, "一期")], [(2, "一期"), FIVE], {"changed": 1, "unchanged": 1}),
    ([ONE, FIVE], [(6, "二期"), (2, "一期")], [(6, "二期"), (2, "一期")], {"changed": 2}),
    ([ONE, FIVE], [SEVEN, ONE, FIVE], [ONE, FIVE, SEVEN], {"new": 1, "unchanged": 2}),
    ([ONE, ONE], [ONE, ONE, ONE], [ONE, ONE, ONE], {"new": 1, "unchanged": 2}),
    ([ONE, FIVE], [(5, "")], [ONE, FIVE], {"unchanged": 1}),
    ([(1, "一期"), (1, "")], [(1, ""), (1, "一期")], [ONE, (1, "")], {"unchanged": 2}),
    ([(1, "一期"), (1, "二期")], [(1, ""), (1, "一期")], [ONE, (1, "二期")], {"unchanged": 2}),
    ([ONE, (1, "")], [(1, ""), (2, "一期")], [(2, "一期"), (1, "")], {"unchanged": 1, "changed": 1}),
    ([ONE, FIVE], [(5, "清空")], [(5, ""), FIVE], {"changed": 1}),
]


@pytest.mark.parametrize(("first", "second", "then", "fates"), RESENT)
def test_lines_that_are_sent_again(
    shop: Desk, first: Lines, second: Lines, then: Lines, fates: dict[str, int]
) -> None:
    shop.take(HEAD + rows(first))
    receipt = shop.take(HEAD + rows(second) + "\n# 备忘\n| x |")
    assert (known(shop), counts(receipt, "商机产品")) == (then, fates)


def test_the_amount_is_that_of_the_lines_that_are_known(shop: Desk) -> None:
    shop.take(HEAD + rows([ONE, FIVE]))
    shop.take(HEAD + rows([FIVE]))
    assert shop.show("O-000001")["values"]["amount"] == 88000 * 6


def test_lines_are_paired_across_the_sheets_of_a_workbook(shop: Desk) -> None:
    shop.take(HEAD + rows([ONE, FIVE, SEVEN]))
    receipt = shop.take(HEAD + rows([SEVEN]) + SECOND + rows([ONE, FIVE]))
    assert [counts(receipt, sheet) for sheet in ("商机产品", "商机产品2")] == [
        {"unchanged": 1},
        {"unchanged": 2},
    ]
    assert known(shop) == [ONE, FIVE, SEVEN]


def test_a_price_tells_lines_apart_as_well(shop: Desk) -> None:
    head = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 单价 | 颜色 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 1 "
    first = (
        head
        + "| 85000 | 红 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 1 | 86000 | 红 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 1 | 86000 | 白 |"
    )
    shop.take(first)
    assert counts(shop.take(head + "| 86000 | 白 |"), "商机产品") == {"unchanged": 1}
    assert counts(shop.take(head + "| 86000 | |"), "商机产品") == {"unchanged": 1}
