"""A sender's own column that takes lines back: acted on, whatever it is called, and never called unknown."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts, found

SHEET = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 删除 |\n"
WHEELS = "| 远航三台叉车 | 实心轮胎 | | 4 | {} |\n"
TRUCK = "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | {} |\n"


def amount(shop: Desk) -> object:
    return shop.show("O-000001")["values"]["amount"]


@pytest.mark.parametrize(
    "header",
    ["删除", "删除？", "刪除", "是否删除", "删除该行", "移除", "Delete", "DELETE?", "Remove line", "delete this row"],
)  # fmt: skip
@pytest.mark.parametrize("yes", ["是", "Yes", "√"])
def test_a_line_never_known_has_nothing_to_be_deleted(shop: Desk, header: str, yes: str) -> None:
    sheet = SHEET.replace("| 删除 |", f"| {header} |")
    receipt = shop.check(sheet + WHEELS.format(yes) + TRUCK.format(""))
    assert found(receipt) == ["note 商机产品!2 nothing-to-delete"]
    assert counts(receipt, "商机产品") == {"new": 1, "unchanged": 1}


def test_before_at_and_after_the_line_is_there(shop: Desk) -> None:
    never = SHEET + WHEELS.format("是") + TRUCK.format("")
    assert "note 商机产品!2 nothing-to-delete" in found(shop.take(never, sender="张三"))
    again = never.replace("| 2 |", "| 3 |")
    assert "note 商机产品!2 nothing-to-delete" in found(shop.take(again, sender="张三"))
    assert amount(shop) == 264000
    assert found(shop.take(again.replace("是", ""), sender="张三")) == []
    assert amount(shop) == 266720
    assert "note 商机产品!2 line-taken-back" in found(shop.take(again, sender="张三"))
    assert amount(shop) == 264000
    shop.take(
        SHEET.replace(" 删除 |", "") + WHEELS.format("").replace("4 |  |", "4 |"),
        sender="主管",
        name="又要.xlsx",
    )
    assert amount(shop) == 266720
    assert "note 商机产品!2 line-taken-back" not in found(shop.take(again, sender="张三"))  # an old word
    assert amount(shop) == 266720
    last = again.replace("| 3 |", "| 1 |")
    assert "note 商机产品!2 line-withdrawn" in found(shop.take(last, sender="张三"))


@pytest.mark.parametrize(
    "row",
    [
        "| 远航三台叉车 | 没有这个产品 | | 4 | 是 |",
        "| 没有这个商机 | 实心轮胎 | | 4 | 是 |",
        "| 远航三台叉车 | 实心轮胎 | | 很多 | 是 |",
        "| 远航三台叉车 | 实心轮胎 | | | 是 |",
    ],
)
def test_a_row_that_only_deletes_has_nothing_to_be_mended(shop: Desk, row: str) -> None:
    receipt = shop.check(SHEET + row)
    assert found(receipt) == ["note 商机产品!2 nothing-to-delete"]
    assert "held" not in counts(receipt, "商机产品")
    wanted = shop.check(SHEET + row.replace("是", "否"))
    assert any(each.startswith("error") for each in found(wanted))


def test_what_such_a_row_names_is_not_made(empty_desk: Desk) -> None:
    goods = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 叉车P1 | 100000 |\n"
    head = "# 商机产品\n| 商机 | 客户 | 产品 | 数量 | 删除 |\n"
    row = "| 海田一期 | 海田机械有限公司 | 叉车P1 | 1 | {} |\n"
    receipt = empty_desk.take(goods + head + row.format("是"), name="一.xlsx")
    assert "note 商机产品!2 nothing-to-delete" in found(receipt)
    assert (empty_desk.count("customers"), empty_desk.count("opportunities")) == (0, 0)
    alone = empty_desk.check(head + row.format("是") + "| 海田一期 | | 叉车P1 | 1 | |")
    assert counts(alone, "商机产品") == {"unchanged": 1, "held": 1}
    both = empty_desk.take(head + row.format("是") + row.format(""), name="二.xlsx")
    assert counts(both, "商机产品") == {"new": 1, "unchanged": 1}
    assert empty_desk.show("O-000001")["values"]["amount"] == 100000


@pytest.mark.parametrize(
    ("said", "counted", "findings"),
    [
        ("否", {"new": 1}, []),
        ("", {"new": 1}, []),
        ("待定", {"held": 1}, ["error 商机产品!E2 not-yes-or-no"]),
        ("客户不要了", {"held": 1}, ["error 商机产品!E2 not-yes-or-no"]),
        ("是", {"unchanged": 1}, ["note 商机产品!2 nothing-to-delete"]),
    ],
)
def test_what_the_column_says(shop: Desk, said: str, counted: dict[str, int], findings: list[str]) -> None:
    receipt = shop.check(SHEET + WHEELS.format(said))
    assert (found(receipt), counts(receipt, "商机产品")) == (findings, counted)


def test_elsewhere_such_a_column_is_none_of_ours(shop: Desk) -> None:
    """Customers are marked 无效, never deleted: there the column is kept, and said to be."""
    receipt = shop.check("# 客户\n| 客户名称 | 电话 | 删除 |\n| 王伟 | 13912345678 | 是 |")
    assert "note 客户!C1 unknown-column" in found(receipt)
