"""元 or 万元 is asked once in the answer, counts at once, is remembered, and is changed by choosing otherwise."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from tests.merge.test_cure import questions, replied, summary

CARS = (
    "# 新车\n| 类别 | 产品名称 | 开价 | 底价 |\n| 整车 | 宝马X5 | 65.8 | 62 |\n| 整车 | 宝马X3 | 39.8 | |\n"
)
PARTS = "| 配件 | 机油滤芯 | 39.8 | |\n"
ASKED = "price-unit-needed"


def prices(shop: Desk) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    with shop.workspace.store.reading() as queries:
        items = [each.record for each in queries.every("catalog")]
    return {str(each.product): (each.unit_price, each.floor_price) for each in items}


def answered(shop: Desk, text: str, choice: str | None, name: str = "车价.xlsx") -> None:
    first = shop.take(text, sender="张三", name=name)
    shop.take(replied(shop.answer(first), {"开价": choice}), sender="张三", name=name)


@pytest.mark.parametrize(
    ("choice", "car", "floor"),
    [
        ("万元", "658000", "620000"),
        ("元", "65.8", "62"),
        ("萬", "658000", "620000"),
        ("Ten thousands", "658000", "620000"),
    ],
)
def test_a_column_is_asked_once_and_parts_keep_their_price(
    empty_desk: Desk, choice: str, car: str, floor: str
) -> None:
    first = empty_desk.take(CARS + PARTS, sender="张三", name="车价.xlsx")
    assert counts(first, "新车") == {"new": 1, "held": 2}
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["开价"]
    assert asked["开价"][2] == "65.8"
    back = replied(empty_desk.answer(first), {"开价": choice})
    second = empty_desk.take(back, sender="张三", name="车价.xlsx")
    assert [each for each in found(second) if "price" in each or "as-answered" not in each] == []
    assert prices(empty_desk) == {
        "宝马X5": (Decimal(car), Decimal(floor)),
        "宝马X3": (Decimal(398000) if car == "658000" else Decimal("39.8"), None),
        "机油滤芯": (Decimal("39.8"), None),
    }


def test_it_is_remembered_for_the_list_and_changed_by_choosing_otherwise(empty_desk: Desk) -> None:
    answered(empty_desk, CARS, "万元")
    week = CARS + "| 整车 | 宝马X1 | 27.5 | |\n"
    third = empty_desk.take(week, sender="张三", name="车价1127.xlsx")
    assert (third.sheets[0].new, third.sheets[0].held) == (1, 0)
    assert prices(empty_desk)["宝马X1"] == (Decimal(275000), None)
    assert questions(empty_desk.answer(third))["开价"][4] == "万元"
    fourth = empty_desk.take(
        replied(empty_desk.answer(third), {"开价": "元"}), sender="张三", name="车价1127.xlsx"
    )
    assert prices(empty_desk)["宝马X1"] == (Decimal("27.5"), None)
    fifth = empty_desk.take(
        replied(empty_desk.answer(fourth), {"开价": None}), sender="张三", name="车价1127.xlsx"
    )
    assert questions(empty_desk.answer(fifth)).get("开价", (None,) * 5)[4] is None


def test_what_tells_no_unit_is_no_answer(empty_desk: Desk) -> None:
    answered(empty_desk, CARS, "不知道")
    assert prices(empty_desk) == {}


def test_it_is_offered_to_somebody_else_and_not_applied(empty_desk: Desk) -> None:
    answered(empty_desk, CARS, "万元")
    other = CARS.replace("宝马", "奔驰")
    second = empty_desk.take(other, sender="李四", name="车价.xlsx")
    asked = questions(empty_desk.answer(second))["开价"]
    assert asked[4] == "万元"
    assert "张三" in asked[3]
    assert second.sheets[0].held == 2


MIXED = "# 新车\n| 类别 | 产品名称 | 开价 |\n| 整车 | 宝马X5 | 658000 |\n| 整车 | 宝马X3 | 39.8 |\n| 配件 | 滤芯 | 39.8 |\n"


@pytest.mark.parametrize(
    ("choice", "price"),
    [("398,000 元（39.8 万）", "398000"), ("398000", "398000"), ("39.8 元", "39.8"), ("39.80", "39.8")],
)
def test_one_price_is_asked_with_both_readings(empty_desk: Desk, choice: str, price: str) -> None:
    first = empty_desk.take(MIXED, sender="张三", name="车价.xlsx")
    asked = questions(empty_desk.answer(first))
    assert [(name, row[2]) for name, row in asked.items()] == [("开价", "39.8")]
    back = replied(empty_desk.answer(first), {"开价": choice})
    second = empty_desk.take(back, sender="张三", name="车价.xlsx")
    assert second.sheets[0].held == 0, found(second)
    assert {name: each[0] for name, each in prices(empty_desk).items()} == {
        "宝马X5": Decimal(658000),
        "宝马X3": Decimal(price),
        "滤芯": Decimal("39.8"),
    }
    third = empty_desk.take(MIXED.replace("宝马X5", "宝马X6"), sender="张三", name="车价1127.xlsx")
    assert third.sheets[0].held == 0, found(third)


def asked_about(content: bytes) -> int:
    sheet = summary(openpyxl.load_workbook(io.BytesIO(content)))
    return sum('["unit"' in str(row[5].value) for row in sheet.iter_rows(max_col=6))


@pytest.mark.parametrize(("slips", "blocks"), [(3, 3), (4, 1)])
def test_many_doubtful_prices_are_one_question(empty_desk: Desk, slips: int, blocks: int) -> None:
    rows = "".join(f"| 整车 | 宝马M{nth} | 3{nth}.8 |\n" for nth in range(slips))
    first = empty_desk.take(MIXED.replace("39.8", "398000", 1) + rows, sender="张三", name="车价.xlsx")
    sheet = empty_desk.answer(first)
    assert first.sheets[0].held == slips
    assert asked_about(sheet) == blocks
    choice = "万元" if blocks == 1 else None
    second = empty_desk.take(replied(sheet, {"开价": choice}), sender="张三", name="车价.xlsx")
    assert second.sheets[0].held == (0 if blocks == 1 else slips)


LINES = (
    "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | 金额 |\n"
    "| 远航三台叉车 | 内燃叉车 | 3吨 | 8.8 | 2 | 17.6 |\n"
)


def test_a_line_of_a_vehicle_is_asked_too_and_its_amount_goes_along(shop: Desk) -> None:
    first = shop.take(LINES, sender="张三", name="分解.xlsx")
    assert first.sheets[0].held == 1
    back = replied(shop.answer(first), {"单价": "88,000 元（8.8 万）"})
    second = shop.take(back, sender="张三", name="分解.xlsx")
    assert second.sheets[0].held == 0, found(second)
    assert "total-differs" not in str(found(second))
    with shop.workspace.store.reading() as queries:
        amounts = [
            (each.record.unit_price, each.record.amount) for each in queries.every("opportunity_lines")
        ]
    assert (Decimal(88000), Decimal(176000)) in amounts
