"""A used vehicle in a list without kinds is not the new one of its name, whose price and stock stay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.desk import Desk, counts, found

NEW = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 |\n| P1 | 整车 | 叉车P1 | 100000 |\n| P2 | 配件 | 轮胎P2 | 800 |\n"
HEADS = "产品编码 | 产品名称 | 车架号 | 车牌 | 年份 | 里程/小时 | 单价"


def goods(shop: Desk) -> list[tuple[Any, ...]]:
    with shop.workspace.store.reading() as queries:
        items = [each.record for each in queries.every("catalog")]
    return [(each.kind, each.product, each.unit_price, each.mileage) for each in items]


ROWS = [  # sheet, row, whether it is a used vehicle of its own
    ("产品目录", " | 叉车P1 | | | 2018 | 100 | 35000", True),
    ("产品目录", " | 叉车P1 | | | 2018 | 3000 | 35000", True),
    ("产品目录", " | 叉车P1 | LSGPC52U6AF102554 | | 2018 | 3000 | 35000", True),
    ("产品目录", " | 叉车P1 | | 沪A12345 | | | 35000", True),
    ("产品目录", "P7 | 叉车P1 | | | 2018 | 3000 | 35000", True),
    ("二手车源", " | 叉车P1 | | | 2018 | | 35000", True),
    ("Used trucks", " | 叉车P1 | | | 2018 | 20 | 35000", True),
    ("产品目录", " | 叉车P1 | | | 2026 | 99 | 98000", False),
    ("产品目录", " | 叉车P1 | | | | | 98000", False),
    ("产品目录", "P1 | 叉车P1 | | | 2026 | 3000 | 98000", False),  # a code is an identity
]


@pytest.mark.parametrize(("sheet", "row", "is_used"), ROWS)
def test_what_tells_a_used_one(empty_desk: Desk, sheet: str, row: str, *, is_used: bool) -> None:
    empty_desk.take(NEW, name="目录.xlsx")
    text = f"# {sheet}\n| {HEADS} |\n| {row} |\n"
    receipt = empty_desk.take(text, name="二.xlsx")
    new = next(each for each in goods(empty_desk) if each[0] == "vehicle")
    assert new[2] == (100000 if is_used else 98000)
    assert counts(receipt, sheet) == ({"new": 1} if is_used else {"changed": 1})
    assert ("kind-told" in str(found(receipt))) is is_used
    used = [each for each in goods(empty_desk) if each[0] == "used"]
    assert [each[2] for each in used] == ([35000] if is_used else [])


def test_it_is_known_when_its_list_comes_again_from_anybody(empty_desk: Desk) -> None:
    empty_desk.take(NEW, name="目录.xlsx")
    used = f"# 车源\n| {HEADS} |\n|  | 叉车P1 | | | 2018 | 3000 | {{}} |\n"
    empty_desk.take(used.format(35000), name="一.xlsx")
    receipt = empty_desk.take(used.format(33000), name="二.xlsx")
    assert counts(receipt, "车源") == {"changed": 1}
    assert goods(empty_desk)[2] == ("used", "叉车P1", Decimal(33000), Decimal(3000))
    assert goods(empty_desk)[0][2] == 100000


def test_goods_that_do_not_run_are_what_they_are_called(empty_desk: Desk) -> None:
    empty_desk.take(NEW, name="目录.xlsx")
    empty_desk.take(f"# 产品目录\n| {HEADS} |\n|  | 轮胎P2 | | | | 50000 | 700 |\n", name="二.xlsx")
    assert [each[:3] for each in goods(empty_desk)][1] == ("part", "轮胎P2", 700)
    assert len(goods(empty_desk)) == 2


def test_a_kind_that_is_said_counts(empty_desk: Desk) -> None:
    empty_desk.take(NEW, name="目录.xlsx")
    row = f"# 产品目录\n| 类别 | {HEADS} |\n| 整车 |  | 叉车P1 | | | | 3000 | 97000 |\n"
    empty_desk.take(row, name="二.xlsx")
    assert [each[2] for each in goods(empty_desk) if each[0] == "vehicle"] == [97000]
