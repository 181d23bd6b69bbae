"""A made record is brought by the first row that names it and is not held."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts, found
from tests.workbooks import joined

GOODS = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 叉车P1 | 100000 |\n"
LINES = "# 商机产品\n| 商机 | 客户 | 电话 | 产品 | 数量 |\n"
LINES_EN = "# Opportunity lines\n| Opportunity | Customer | Phone | Product | Quantity |\n"
DEALS = "# 商机\n| 商机名称 | 客户 | 客户电话 | 意向产品 | 成交概率 |\n"
DEALS_EN = "# Opportunities\n| Opportunity name | Customer | Phone | Kind | Win probability |\n"
CALLS = "# 跟进记录\n| 对象 | 电话 | 跟进时间 | 跟进方式 | 跟进内容 | 费用 |\n"
HAITIAN = "海田机械有限公司"

FIRST_HELD = [  # a sheet, its first row with an error, and a second that names the same
    ("商机", DEALS, f"| 一期 | {HAITIAN} | 13711112222 | 整车 | 很大 |", f"| 二期 | {HAITIAN} | | 整车 | |"),
    ("Opportunities", DEALS_EN, f"| One | {HAITIAN} | 13711112222 | 整车 | much |", f"| Two | {HAITIAN} | | 整车 | |"),
    ("商机产品", LINES, f"| 一期 | {HAITIAN} | 13711112222 | 叉车P7 | 1 |", f"| 一期 | {HAITIAN} | | 叉车P1 | 1 |"),
    ("商机产品", LINES, f"| 一期 | {HAITIAN} | 13711112222 | 叉车P7 | 1 |", f"| 二期 | {HAITIAN} | | 叉车P1 | 1 |"),
    ("Opportunity lines", LINES_EN, f"| One | {HAITIAN} | 13711112222 | P7 | 1 |", f"| One | {HAITIAN} | | 叉车P1 | 1 |"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "head", "held", "fine"), FIRST_HELD)
def test_the_second_row_brings_what_the_first_that_is_held_does_not(
    empty_desk: Desk, sheet: str, head: str, held: str, fine: str
) -> None:
    receipt = empty_desk.take(joined(GOODS, head + held + "\n" + fine))
    assert counts(receipt, sheet) == {"new": 1, "held": 1}
    assert "held-reference" not in str(found(receipt))
    assert empty_desk.show("C-000001")["values"]["name"] == HAITIAN
    assert empty_desk.show("O-000001")["values"]["customer"] == "C-000001"
    assert (empty_desk.count("customers"), empty_desk.count("opportunities")) == (1, 1)


@pytest.mark.parametrize(("sheet", "head", "held", "fine"), FIRST_HELD)
def test_both_rows_held_bring_nothing(empty_desk: Desk, sheet: str, head: str, held: str, fine: str) -> None:
    receipt = empty_desk.take(
        joined(GOODS, head + held + "\n" + held.replace("一期", "三期").replace("One", "Three"))
    )
    assert counts(receipt, sheet) == {"held": 2}
    assert (empty_desk.count("customers"), empty_desk.count("opportunities")) == (0, 0)


def test_a_lead_is_brought_by_the_next_contact_with_him(empty_desk: Desk) -> None:
    receipt = empty_desk.take(
        CALLS
        + "| 王小五 | 13700002222 | 2026-11-20 | 电话 | 谈 | 很多 |\n| 王小五 | | 2026-11-21 | 电话 | 再谈 | |"
    )
    assert counts(receipt, "跟进记录") == {"new": 1, "held": 1}
    assert empty_desk.show("L-000001")["values"]["name"] == "王小五"


def test_rows_of_other_sheets_bring_it_too(empty_desk: Desk) -> None:
    """The only deal of a new customer is held; a line of another deal, or a contact with him, brings him."""
    deal = DEALS + f"| 一期 | {HAITIAN} | 13711112222 | 整车 | 很大 |"
    line = LINES + f"| 二期 | {HAITIAN} | | 叉车P1 | 1 |"
    call = CALLS + f"| {HAITIAN} | | 2026-11-20 | 电话 | 谈 | |"
    receipt = empty_desk.check(joined(GOODS, deal, line))
    assert counts(receipt, "商机产品") == {"new": 1}
    receipt = empty_desk.take(joined(GOODS, deal, call))
    assert counts(receipt, "跟进记录") == {"new": 1}
    assert empty_desk.show("C-000001")["values"]["phone"] == "13711112222"
    assert empty_desk.count("leads") == 0


def test_a_row_that_does_not_name_the_customer_brings_no_deal(empty_desk: Desk) -> None:
    """Just past the edge: the second line names the deal alone, the contact a customer whose own row is held."""
    held = f"| 一期 | {HAITIAN} | | 叉车P7 | 1 |\n"
    receipt = empty_desk.check(joined(GOODS, LINES + held + "| 一期 | | | 叉车P1 | 1 |"))
    assert counts(receipt, "商机产品") == {"held": 2}
    assert "error 商机产品!B3 held-reference" in found(receipt)
    own = f"# 客户\n| 客户编号 | 客户名称 | 电话 |\n| C-000999 | {HAITIAN} | 13711112222 |"
    receipt = empty_desk.take(joined(own, CALLS + f"| {HAITIAN} | | 2026-11-20 | 电话 | 谈 | |"))
    assert "error 跟进记录!A2 held-reference" in found(receipt)
    assert empty_desk.count("customers") == 0
