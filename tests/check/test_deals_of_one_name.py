"""Deals of one name are of their customers: a line that tells its customer is of that one's deal."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts
from tests.workbooks import joined

GOODS = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 叉车P1 | 100000 |\n| 整车 | 叉车P2 | 80000 |\n"
CUSTOMERS = (
    "# 客户\n| 客户名称 | 电话 |\n| 宏达物流有限公司 | 13911112222 |\n| 远航仓储有限公司 | 13911113333 |\n"
)
DEALS = "# 商机\n| 商机名称 | 客户 |\n"
LINES = "# 商机产品\n| 商机 | 客户 | 产品 | 数量 |\n"
LINES_EN = "# Opportunity lines\n| Opportunity | Customer | Product | Quantity |\n"
HONGDA, YUANHANG = "| 采购叉车 | 宏达物流有限公司", "| 采购叉车 | 远航仓储有限公司"


def amounts(shop: Desk) -> dict[str, object]:
    """By customer's name: what his deals come to."""
    with shop.workspace.store.reading() as queries:
        names = {each.record.number: each.record.name for each in queries.every("customers")}
        deals = [each.record for each in queries.every("opportunities")]
    assert len({each.customer for each in deals}) == len(deals)
    return {names[each.customer]: each.amount for each in deals}


BOTH = {"宏达物流有限公司": 80000, "远航仓储有限公司": 100000}


@pytest.mark.parametrize("head", [LINES, LINES_EN])
@pytest.mark.parametrize(
    "before",
    [
        CUSTOMERS,
        CUSTOMERS + DEALS + HONGDA + " |\n" + YUANHANG + " |",  # two known deals: the customer tells which
        CUSTOMERS + DEALS + HONGDA + " |",  # one known deal: the other line is of another
        "",  # nobody is known
    ],
)
def test_lines_of_two_customers_are_of_two_deals(empty_desk: Desk, head: str, before: str) -> None:
    empty_desk.take(joined(GOODS, before), name="店.xlsx")
    receipt = empty_desk.take(head + HONGDA + " | 叉车P2 | 1 |\n" + YUANHANG + " | 叉车P1 | 1 |")
    assert counts(receipt, head.split("\n", maxsplit=1)[0].removeprefix("# ")) == {"new": 2}
    assert amounts(empty_desk) == BOTH


@pytest.mark.parametrize("told", ["宏达物流有限公司", "宏达物流", "宏达", "宏達物流有限公司", "王经理", ""])
def test_a_customer_called_otherwise_is_still_the_deals_own(empty_desk: Desk, told: str) -> None:
    """Not past the edge: short for it, of another spelling, somebody who answers its phone, or nobody."""
    empty_desk.take(joined(GOODS, CUSTOMERS, DEALS + HONGDA + " |"), name="店.xlsx")
    empty_desk.take(LINES + f"| 采购叉车 | {told} | 叉车P2 | 1 |")
    assert amounts(empty_desk) == {"宏达物流有限公司": 80000}
    assert empty_desk.count("customers") == 2


def test_whoever_buys_for_a_customer_is_no_other_customer(empty_desk: Desk) -> None:
    contacts = "# 联系人\n| 联系人姓名 | 所属客户 | 手机 |\n| 高总 | 宏达物流有限公司 | 13900000801 |"
    empty_desk.take(joined(GOODS, CUSTOMERS, DEALS + HONGDA + " |"), name="店.xlsx")
    empty_desk.take(contacts, name="联系人.xlsx")
    empty_desk.take(LINES + "| 采购叉车 | 高总 | 叉车P2 | 1 |")
    assert amounts(empty_desk) == {"宏达物流有限公司": 80000}


def test_a_short_name_in_the_second_line_makes_no_second_deal(empty_desk: Desk) -> None:
    empty_desk.take(GOODS + LINES + HONGDA + " | 叉车P2 | 1 |\n| 采购叉车 | 宏达物流 | 叉车P1 | 1 |")
    assert amounts(empty_desk) == {"宏达物流有限公司": 180000}
