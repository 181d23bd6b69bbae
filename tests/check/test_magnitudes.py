"""Prices of vehicles under any floor: rejected with both readings, asked for, or taken with a warning."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.desk import Desk, counts, found

BASE = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 叉车P1 | 100000 |\n| 整车 | 叉车P2 | 80000 |\n"
SLIP, ASKED, LOW = "price-in-ten-thousands", "price-unit-needed", "price-looks-low"
LARGE = "price-ten-thousand-fold"


def catalog(*rows: str, header: str = "单价") -> str:
    lines = "\n".join(f"| {row} |" for row in rows)
    return f"# 产品目录\n| 类别 | 产品名称 | {header} |\n{lines}"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        # other vehicles of the column: within five times of 10,000
        (["整车 | 宝马X5 | 658000", "整车 | 宝马X3 | 39.8"], [(SLIP, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 50"], [(SLIP, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 50.01"], [(LOW, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 2"], [(SLIP, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 1.99"], [(LOW, 3)]),
        (["整车 | 电动叉车 | 88000", "整车 | 手动搬运车 | 800"], [(LOW, 3)]),
        (["二手车 | 宝马X5 | 258000", "二手车 | 宝马X3 | 19.8"], [("vin-wanted", 1), (SLIP, 3)]),
        # what a slip means is what another is compared with
        (
            ["整车 | 宝马X5 | 100000", "整车 | X3 | 39.8", "整车 | X7 | 55.8", "整车 | Z | 800"],
            [(SLIP, 3), (SLIP, 4), (LOW, 5)],
        ),
        # ten thousand times too much
        (["整车 | 宝马X5 | 658000", "整车 | 宝马X3 | 3980000000"], [(LARGE, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 5000000000"], [(LARGE, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 5000000001"], []),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 200000000"], [(LARGE, 3)]),
        (["整车 | 宝马X5 | 100000", "整车 | 宝马X3 | 199999999"], []),
        (["整车 | 宝马X3 | 3980000000"], []),
        (["整车 | 宝马X5 | 658000", "配件 | 总成 | 3980000000"], []),
        # the whole column
        (["整车 | 宝马X5 | 65.8", "整车 | 宝马X3 | 39.8"], [(ASKED, 1)]),
        (["整车 | 宝马X5 | 999.99", "配件 | 机滤 | 39.8"], [(ASKED, 1)]),
        (["整车 | 宝马X5 | 1000", "整车 | 宝马X3 | 1200"], []),
        # what is no vehicle, or not surely one
        (["整车 | 宝马X5 | 658000", "配件 | 机油滤芯 | 39.8", "配件 | 脚垫 | 280"], []),
        (["整车 | 宝马X5 | 658000", "租赁 | 叉车日租 | 150"], []),
        (["整车 | 宝马X5 | 658000", "保养 | 小保养 | 39.8"], [("choice-told", 3)]),
        (["整车 | 宝马X5 | 658000", "整车 | 赠品 | 0"], []),
    ],
)
def test_prices_of_a_catalog(empty_desk: Desk, rows: list[str], codes: list[tuple[str, int]]) -> None:
    receipt = empty_desk.take(catalog(*rows))
    assert [(each.rule.code, each.place.row) for each in receipt.findings] == codes
    held = sum(row > 1 for code, row in codes if code in (SLIP, LARGE))
    if (ASKED, 1) in codes:
        held = sum(row.startswith("整车") for row in rows)
    assert counts(receipt, "产品目录").get("held", 0) == held


@pytest.mark.parametrize(
    ("sheet", "header", "cell", "codes"),
    [
        ("在售", "表显里程", "6.7万公里", ["kind-told", "vin-wanted", ASKED]),
        ("在售", "里程", "100", ["kind-told", "vin-wanted", ASKED]),
        ("在售", "里程", "99", ["kind-assumed", ASKED]),
        ("在售", "里程", "0", ["kind-assumed"]),
        ("在售", "上牌时间", "2019年03月", ["kind-assumed", ASKED]),
        ("在售", "车牌", "沪A12345", ["kind-assumed", ASKED]),
        ("在售", "车架号", "LFV2A21K8J3000123", ["kind-assumed", ASKED]),
        ("在售", "序列号", "8J3000123", ["kind-assumed"]),
        ("在售", "库存", "3", ["kind-assumed"]),
        ("二手车", "库存", "1", ["kind-told", "vin-wanted", ASKED]),
        ("配件", "里程", "67000", ["kind-told"]),
    ],
)
def test_what_only_vehicles_have_tells_one_where_no_kind_is_written(
    empty_desk: Desk, sheet: str, header: str, cell: str, codes: list[str]
) -> None:
    receipt = empty_desk.take(f"# {sheet}\n| 产品名称 | 单价 | {header} |\n| 轩逸 1.6XV | 5.98 | {cell} |")
    said = [each.rule.code for each in receipt.findings if not each.rule.code.startswith("vin-c")]
    assert sorted(said) == sorted(codes)
    assert empty_desk.count("catalog") == (ASKED not in codes)


@pytest.mark.parametrize(
    ("header", "codes", "price"),
    [("单价(万元)", ["header-unit"], "398000"), ("单价(元)", [LOW], "39.8"), ("单价", [ASKED], None)],
)
def test_a_header_that_says_the_unit_settles_it(
    empty_desk: Desk, header: str, codes: list[str], price: str | None
) -> None:
    receipt = empty_desk.take(catalog("整车 | 宝马X3 | 39.8", header=header))
    assert [each.rule.code for each in receipt.findings] == codes
    with empty_desk.workspace.store.reading() as queries:
        prices = [each.record.unit_price for each in queries.every("catalog")]
    assert prices == ([] if price is None else [Decimal(price)])


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("整车 | 宝马X3 | 39.8", [SLIP]),
        ("整车 | 叉车P1 | 10", [SLIP]),
        ("整车 | 手动搬运车 | 800", [LOW]),
        ("整车 | 宝马X3 | 39.8万", ["ten-thousands-read"]),
        ("整车 | 宝马X3 | 398000", []),
        ("配件 | 机油滤芯 | 39.8", []),
    ],
)
def test_the_catalog_that_is_known_is_compared_with(empty_desk: Desk, row: str, codes: list[str]) -> None:
    empty_desk.take(BASE)
    receipt = empty_desk.take(catalog(row), name="新.xlsx")
    assert [each.rule.code for each in receipt.findings] == codes


@pytest.mark.parametrize(
    ("price", "codes"),
    [
        ("8.8", [SLIP]),
        ("4.4", [SLIP]),
        ("4.39", [LOW, "below-floor"]),
        ("17.6", [SLIP]),
        ("17.61", [LOW, "below-floor"]),
        ("999.99", [LOW, "below-floor"]),
        ("1000", ["below-floor"]),
    ],
)
def test_prices_of_lines(shop: Desk, price: str, codes: list[str]) -> None:
    receipt = shop.take(
        f"# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | {price} | 1 |"
    )
    assert sorted(each.rule.code for each in receipt.findings) == sorted(codes)


@pytest.mark.parametrize(("price", "codes"), [("39.8", ["held-reference"]), ("398000", ["below-floor"])])
def test_no_floor_is_missed_by_a_price_that_is_asked_for(
    empty_desk: Desk, price: str, codes: list[str]
) -> None:
    receipt = empty_desk.take(f"""
# 产品目录
| 类别 | 产品名称 | 单价 | 底价 |
| 整车 | 宝马X3 | {price} | 400000 |
# 客户
| 客户名称 | 电话 | 来源 |
| 远航 | 13911112222 | 展厅 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| 一台 | 远航 | 整车 |
# 商机产品
| 商机 | 产品 | 数量 |
| 一台 | 宝马X3 | 1 |
""")
    assert [each.rule.code for each in receipt.findings if each.place.sheet == "商机产品"] == codes


@pytest.mark.parametrize(
    ("price", "codes"), [("8.8", ["header-unit"]), ("88000", ["header-unit", LARGE]), ("17.7", ["header-unit"]),
                         ("44000", ["header-unit", LARGE]), ("43999", ["header-unit"])]
)  # fmt: skip
def test_units_typed_under_a_header_of_ten_thousands(shop: Desk, price: str, codes: list[str]) -> None:
    receipt = shop.take(
        f"# 商机产品\n| 商机 | 产品 | 规格 | 单价(万元) | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | {price} | 1 |"
    )
    assert [each.rule.code for each in receipt.findings] == codes


@pytest.mark.parametrize(
    ("price", "floor", "codes"),
    [
        ("398000", "38", [SLIP]),
        ("398000", "19.9", [SLIP]),
        ("398000", "19.8", []),
        ("398000", "79.6", [SLIP]),
        ("398000", "79.7", []),
        ("398000", "0", []),
        ("398000", "380000", []),
        ("800", "0.08", [ASKED]),
    ],
)
def test_a_floor_in_ten_thousands(empty_desk: Desk, price: str, floor: str, codes: list[str]) -> None:
    receipt = empty_desk.take(
        f"# 产品目录\n| 类别 | 产品名称 | 单价 | 底价 |\n| 整车 | 宝马X3 | {price} | {floor} |"
    )
    assert [each.rule.code for each in receipt.findings] == codes


def test_parts_and_rentals_on_lines_never_trigger(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 单价 | 数量 | 租期 |
| 远航三台叉车 | 实心轮胎 | 6.50-10 | 28 | 4 | |
| 王伟租车 | 叉车月租 | 3吨 | 150 | 1 | 3 |
""")
    assert found(receipt) == []


@pytest.mark.parametrize(
    ("header", "budget", "interest", "codes"),
    [
        ("预算", "30", "", ["budget-looks-low"]),
        ("预算", "999.99", "", ["budget-looks-low"]),
        ("预算", "1000", "", []),
        ("预算", "0", "", []),
        ("预算", "30万", "", ["ten-thousands-read"]),
        ("预算(万元)", "30", "", ["header-unit"]),
        ("预算(元)", "300", "", []),
        ("预算", "300", "叉车配件", []),
        ("预算", "150", "短期租賃", []),
    ],
)
def test_budgets(empty_desk: Desk, header: str, budget: str, interest: str, codes: list[str]) -> None:
    receipt = empty_desk.take(
        f"# 线索\n| 姓名 | 电话 | 来源 | 意向产品 | {header} |\n| 王伟 | 13912345678 | 展厅 | {interest} | {budget} |"
    )
    assert [each.rule.code for each in receipt.findings] == codes
    assert counts(receipt, "线索") == {"new": 1}


def test_many_low_budgets_are_said_once(empty_desk: Desk) -> None:
    rows = "\n".join(f"| 客户{i} | 139123456{i:02d} | 展厅 | 30 |" for i in range(21))
    receipt = empty_desk.take(f"# 线索\n| 姓名 | 电话 | 来源 | 预算 |\n{rows}")
    assert found(receipt) == ["warning 线索!D1 budget-looks-low"]
