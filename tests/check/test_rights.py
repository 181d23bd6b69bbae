"""Catalog, staff and choices are changed by managers and the office, as soon as a staff sheet names a manager."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.desk import Desk, counts, found
from tests.workbooks import SHOP, joined

STAFF = """
# 员工
| 姓名 | 角色 | 状态 |
| 王总 | 主管 | |
| 老赵 | 主管 | 停用 |
| 小周 | 内勤 | |
| 张三 | 销售 | |
"""
CATALOG = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |
| FD30 | 整车 | 内燃叉车 | 3吨 | 1000 |
| FB15 | 整车 | 电动叉车 | 1.5吨 | 126000 |
| NEW1 | 整车 | 新叉车 | 1吨 | 50000 |
"""
LINES = """
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |
"""
CHOICES = """
# 字典
| 列表 | 值 |
| 来源 | 抖音 |
"""


@pytest.fixture
def house(empty_desk: Desk) -> Desk:
    """A dealership whose staff sheet names a manager."""
    empty_desk.take(joined(STAFF, *SHOP.values()), name="店.xlsx")
    return empty_desk


@pytest.mark.parametrize(
    ("sender", "may"),
    [
        (None, True), ("王总", True), ("小周", True), ("主管", True), ("内勤", True), ("Office", True),
        ("张三", False), ("陌生人", False), ("老赵", False), ("销售", False),
    ],
)  # fmt: skip
def test_who_may_change_the_catalog(sender: str | None, may: bool, house: Desk) -> None:
    receipt = house.take(CATALOG, sender=sender)
    assert counts(receipt, "产品目录") == (
        {"new": 1, "changed": 1, "unchanged": 1} if may else {"unchanged": 1, "held": 2}
    )
    held = ["error 产品目录!C2 not-yours-to-change", "error 产品目录!C4 not-yours-to-change"]
    assert found(receipt) == ([] if may else held)


@pytest.mark.parametrize(("sender", "amount"), [("王总", "2000.00"), ("张三", "176000.00")])
def test_lines_are_priced_by_the_catalog_that_counts(sender: str, amount: str, house: Desk) -> None:
    receipt = house.take(joined(CATALOG, LINES), sender=sender)
    assert counts(receipt, "商机产品") == {"new": 1}
    assert house.show("O-000001")["lines"][0]["amount"] == Decimal(amount)


def test_a_product_that_only_the_senders_own_catalog_has_is_unknown(house: Desk) -> None:
    line = "# 商机产品\n| 商机 | 产品 | 数量 |\n| 远航三台叉车 | 新叉车 | 1 |"
    receipt = house.take(joined(CATALOG, line), sender="张三")
    assert found(receipt)[-1] == "error 商机产品!B2 unknown-product"
    assert house.show("O-000001")["lines"] == []


def test_nobody_makes_himself_a_manager(house: Desk) -> None:
    mine = "# 员工\n| 姓名 | 角色 |\n| 张三 | 主管 |\n| 王总 | 销售 |\n| 小周 | 内勤 |"
    receipt = house.take(joined(mine, CATALOG), sender="张三")
    assert counts(receipt, "员工") == {"unchanged": 1, "held": 2}
    assert counts(receipt, "产品目录") == {"unchanged": 1, "held": 2}


def test_the_senders_own_names_and_choices_count_for_nothing(house: Desk) -> None:
    house.take("# 字典\n| 列表 | 值 |\n| 来源 | 展厅 |")
    mine = joined(
        "# 员工\n| 姓名 | 角色 |\n| 赵六 | 销售 |",
        CHOICES.replace("抖音", "村口喇叭"),
        "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 李雷 | 13911112222 | 村口喇叭 | 赵六 |",
    )
    held = ["error 员工!A2 not-yours-to-change", "error 字典!B2 not-yours-to-change"]
    told = ["note 线索!C2 new-word", "warning 线索!D2 unknown-person"]
    assert found(house.take(mine, sender="张三")) == [*held, *told]
    assert found(house.take(mine, sender="小周")) == []


def test_a_copy_that_says_what_is_known_is_unchanged(house: Desk) -> None:
    receipt = house.take(joined(STAFF, SHOP["catalog"]), sender="张三")
    assert found(receipt) == []
    assert (counts(receipt, "员工"), counts(receipt, "产品目录")) == ({"unchanged": 4}, {"unchanged": 6})


def test_the_office_takes_the_very_workbook_that_was_not_the_senders_to_change(house: Desk) -> None:
    text = joined(CATALOG, LINES)
    house.take(text, sender="张三")
    again = found(house.take(text, sender="张三"))
    assert again == ["error 产品目录!C2 not-yours-to-change", "error 产品目录!C4 not-yours-to-change"]
    assert counts(house.take(text, sender="小周"), "产品目录") == {"new": 1, "changed": 1, "unchanged": 1}
    assert found(house.take(text, sender="王总")) == ["note 表.xlsx already-taken"]


def test_where_no_manager_is_known_everybody_sets_up(shop: Desk) -> None:
    receipt = shop.take(joined(CATALOG, STAFF), sender="张三")
    assert counts(receipt, "产品目录") == {"new": 1, "unchanged": 2}
    assert receipt.conflicts == 1  # with what the inbox itself brought
    assert counts(receipt, "员工") == {"new": 4}


def test_a_manager_who_has_left_is_nobody_to_ask(shop: Desk) -> None:
    shop.take("# 员工\n| 姓名 | 角色 | 状态 |\n| 老赵 | 主管 | 停用 |")
    assert counts(shop.take(CATALOG, sender="张三"), "产品目录") == {"new": 1, "unchanged": 2}
