"""Who a catalog row is: used vehicles one a row, prices by their days, and a blank cell erases nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.desk import Desk, counts, found

USED = "# 产品目录\n| 类别 | 产品名称 | 单价 | 年份 | 里程 | 颜色 | 车架号 | 备注 |\n"
DEAL = """
# 客户
| 客户名称 | 电话 | 来源 |
| 王伟 | 13912345678 | 展厅 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| 王伟买车 | 王伟 | {kind} |
"""
LINE = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 王伟买车 | {product} | {spec} | {quantity} |"


def car(
    price: int = 59800,
    year: str = "2019",
    km: str = "67000",
    colour: str = "白",
    vin: str = "",
    remark: str = "",
) -> str:
    return f"| 二手车 | 轩逸 | {price} | {year} | {km} | {colour} | {vin} | {remark} |\n"


def catalog(desk: Desk) -> list[Any]:
    with desk.workspace.store.reading() as queries:
        return [each.record for each in queries.every("catalog")]


VIN = "LSGPC52U6AF102554"
LISTS = [
    # a list, the next one, what becomes of its rows, how many vehicles there are then
    (car() + car(colour="黑"), car(colour="黑") + car(), {"unchanged": 2}, 2),
    (car() + car(), car() + car(), {"unchanged": 2}, 2),
    (car() + car(), car(), {"unchanged": 1}, 2),
    (car() + car(), car() + car() + car(), {"unchanged": 2, "new": 1}, 3),
    (car() + car(55000), car(55000) + car(), {"unchanged": 2}, 2),
    (car() + car(55000), car(55000), {"unchanged": 1}, 2),
    (car() + car(55000), car(54000) + car(), {"changed": 1, "unchanged": 1}, 2),
    (car(), car(55000, remark="特价"), {"changed": 1}, 1),
    (car(), car(colour="黑"), {"new": 1}, 2),
    (car(), car(colour="白色"), {"changed": 1}, 1),
    (car(), car(km="68000"), {"new": 1}, 2),
    (car(), car(year="2020"), {"new": 1}, 2),
    (car(km=""), car(), {"changed": 1}, 1),
    (car(), car(km=""), {"unchanged": 1}, 1),
    (car(), car(vin=VIN), {"changed": 1}, 1),
    (car(vin=VIN), car(), {"unchanged": 1}, 1),
    (car(vin=VIN), car(km="99000", vin=VIN), {"changed": 1}, 1),
    (car(vin=VIN), car(vin="LSVAA49J132047371"), {"new": 1}, 2),
    (car(), car(vin=VIN) + car(vin=VIN, remark="已检"), {"changed": 2}, 1),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "fates", "count"), LISTS)
def test_a_used_vehicle_is_one_unit_a_row(
    empty_desk: Desk, first: str, second: str, fates: dict[str, int], count: int
) -> None:
    empty_desk.take(USED + first)
    receipt = empty_desk.take(USED + second + "\n# 备忘\n| 再发一次 |")
    assert (counts(receipt, "产品目录"), len(catalog(empty_desk))) == (fates, count)


def test_a_code_that_vehicles_share_which_cannot_be_one_is_none_of_theirs(empty_desk: Desk) -> None:
    text = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 | 里程 |\n| XY | 二手车 | 轩逸 | 50000 | 100 |\n| XY | 二手车 | 轩逸 | 50000 | {} |"
    assert counts(empty_desk.take(text.format(200)), "产品目录") == {"new": 2}
    assert counts(empty_desk.take(text.format(200) + "\n# 备忘\n| x |"), "产品目录") == {"unchanged": 2}
    assert counts(empty_desk.take(text.format(100)), "产品目录") == {"unchanged": 2}


def test_a_stock_number_keeps_a_vehicle_the_same_when_its_mileage_changes(empty_desk: Desk) -> None:
    text = "# 产品目录\n| 库存编号 | 类别 | 产品名称 | 单价 | 里程 |\n| S1 | 二手车 | 轩逸 | 50000 | {} |"
    empty_desk.take(text.format(100))
    receipt = empty_desk.take(text.format(200))
    assert (counts(receipt, "产品目录"), found(receipt)) == ({"changed": 1}, [])


def test_the_vin_is_asked_for_once_a_sheet_and_only_of_what_is_news(empty_desk: Desk) -> None:
    ask = "warning 产品目录!G1 vin-wanted"
    text = USED + car() + car(colour="黑") + car(colour="红", vin=VIN)
    assert found(empty_desk.take(text)).count(ask) == 1
    assert ask not in found(empty_desk.take(text + "\n# 备忘\n| x |"))
    assert ask not in found(empty_desk.take(USED + car(50000, colour="红", vin=VIN)))


@pytest.mark.parametrize(
    ("spec", "said"),
    [("", ["error 商机产品!C2 used-vehicle-unclear"]), ("黑", []), ("黑色", []), ("绿", ["error 商机产品!C2 used-vehicle-unclear"])],
)  # fmt: skip
def test_a_line_that_fits_two_vehicles_says_so(empty_desk: Desk, spec: str, said: list[str]) -> None:
    empty_desk.take(USED + car() + car(colour="黑") + DEAL.format(kind="二手车"))
    receipt = empty_desk.take(LINE.format(product="轩逸", spec=spec, quantity=1))
    assert found(receipt) == said
    if "unclear" in "".join(said):
        assert dict(receipt.findings[0].facts)["allowed"] == ("2019 67,000 白", "2019 67,000 黑")


def test_one_of_two_equal_vehicles_is_sold_once(empty_desk: Desk) -> None:
    empty_desk.take(USED + car() + car(colour="黑") + DEAL.format(kind="二手车") + "| 再买 | 王伟 | 二手车 |")
    empty_desk.take(LINE.format(product="轩逸", spec="黑", quantity=1))
    again = empty_desk.take(LINE.format(product="轩逸", spec="黑", quantity=1).replace("王伟买车", "再买"))
    assert found(again) == ["error 商机产品!B2 used-vehicle-taken"]
    other = empty_desk.take(LINE.format(product="轩逸", spec="白", quantity=1).replace("王伟买车", "再买"))
    assert found(other) == []


DATED = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 生效日期 | 失效日期 |\n"
SHEETS = [
    # what is known of the price, and a sheet that repeats it and leaves something out
    ("| P1 | 整车 | 叉车 | 3吨 | 100000 | | 2026-01-01 |", "| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |\n| P1 | 整车 | 叉车 | 3吨 | 100000 |"),
    ("| P1 | 整车 | 叉车 | 3吨 | 100000 | 2025-01-01 | 2026-01-01 |", "| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |\n| P1 | 整车 | 叉车 | 3吨 | 100000 |"),
    ("| P1 | 整车 | 叉车 | 3吨 | 100000 | 2025-01-01 | 2026-01-01 |", "| 产品编码 | 产品名称 | 单价 |\n| P1 | 叉车 | 90000 |"),
    ("| P1 | 整车 | 叉车 | 3吨 | 100000 | 2025-01-01 | 2026-01-01 |", "| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 叉车 | 3吨 | 100000 |"),
    ("| | 整车 | 叉车 | 3吨 | 100000 | 2025-01-01 | 2026-01-01 |", "| 产品名称 | 规格 | 单价 |\n| 叉车 | 3吨 | 100000 |"),
    ("| | 整车 | 叉车 | 3吨 | 100000 | | 2026-01-01 |", "| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |\n| P1 | 整车 | 叉车 | 3吨 | 100000 |"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "sheet"), SHEETS)
@pytest.mark.parametrize("is_together", [True, False])
def test_an_expired_price_never_revives_because_a_sheet_leaves_something_out(
    empty_desk: Desk, known: str, sheet: str, is_together: bool
) -> None:
    empty_desk.take(DATED + known + DEAL.format(kind="整车"))
    sent, line = "# 产品目录\n" + sheet + "\n", LINE.format(product="叉车", spec="3吨", quantity=1)
    if not is_together:
        empty_desk.take(sent)
        sent = ""
    receipt = empty_desk.take(sent + line)
    assert found(receipt) == ["error 商机产品!B2 price-ran-out"]
    assert len(catalog(empty_desk)) == 1


def test_two_rows_of_a_new_price_add_up_before_a_line_is_priced(empty_desk: Desk) -> None:
    text = DATED + "| P1 | 整车 | 叉车 | 3吨 | 100000 | | |\n| P1 | 整车 | 叉车 | 3吨 | | | 2026-01-01 |\n"
    receipt = empty_desk.take(
        text + DEAL.format(kind="整车") + LINE.format(product="叉车", spec="", quantity=1)
    )
    assert found(receipt) == ["error 商机产品!B2 price-ran-out"]


def test_a_contradicting_row_prices_nothing(empty_desk: Desk) -> None:
    text = DATED + "| P1 | 整车 | 叉车 | 3吨 | 100000 | | |\n| P1 | 整车 | 叉车 | 3吨 | 200000 | | |\n"
    receipt = empty_desk.take(
        text + DEAL.format(kind="整车") + LINE.format(product="叉车", spec="", quantity=1)
    )
    assert found(receipt) == ["error 产品目录!E3 duplicate-row"]
    assert empty_desk.show("O-000001")["values"]["amount"] == 100000


def test_a_line_waits_for_a_catalog_row_that_is_held(empty_desk: Desk) -> None:
    empty_desk.take(DATED + "| P1 | 整车 | 叉车 | 3吨 | 100000 | | |\n" + DEAL.format(kind="整车"))
    receipt = empty_desk.take(
        DATED + "| P1 | 整车 | 叉车 | 3吨 | -5 | | |\n" + LINE.format(product="叉车", spec="", quantity=1)
    )
    assert found(receipt) == ["error 产品目录!E2 out-of-range", "error 商机产品!B2 held-reference"]


def test_a_price_of_another_day_is_another_price(empty_desk: Desk) -> None:
    base, promotion = (
        "| P1 | 整车 | 叉车 | | 100000 | | |\n",
        "| P1 | 整车 | 叉车 | | 90000 | 2026-11-01 | 2026-11-30 |\n",
    )
    for text in (promotion, base + promotion, promotion + base + "\n"):
        empty_desk.take(DATED + text)
    assert sorted(each.unit_price for each in catalog(empty_desk)) == [Decimal(90000), Decimal(100000)]


def test_a_sheet_without_days_means_the_price_of_today(empty_desk: Desk) -> None:
    empty_desk.take(
        DATED
        + "| P1 | 整车 | 叉车 | | 90000 | 2025-01-01 | 2025-12-31 |\n| P1 | 整车 | 叉车 | | 100000 | 2026-01-01 | |\n"
        + "| P1 | 整车 | 叉车 | | 110000 | 2027-01-01 | |\n"
    )
    empty_desk.take("# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 |\n| P1 | 整车 | 叉车 | 101000 |")
    assert [each.unit_price for each in catalog(empty_desk)] == [90000, 101000, 110000]


def test_products_that_only_their_codes_tell_apart_are_not_mixed_up(empty_desk: Desk) -> None:
    empty_desk.take(DATED + "| A | 整车 | 叉车 | | 90000 | | |\n| B | 整车 | 叉车 | | 100000 | | |\n")
    receipt = empty_desk.take(
        "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 |\n| C | 整车 | 叉车 | 101000 |"
    )
    assert counts(receipt, "产品目录") == {"new": 1}


def test_a_code_that_two_vehicles_share_overwrites_no_vin(empty_desk: Desk) -> None:
    head = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 | 车架号 |\n"
    empty_desk.take(head + f"| XY | 二手车 | 轩逸 | 50000 | {VIN} |")
    receipt = empty_desk.take(head + "| XY | 二手车 | 轩逸 | 50000 | LSVAA49J132047371 |")
    assert (counts(receipt, "产品目录"), catalog(empty_desk)[0].vin) == ({"new": 1}, VIN)


def test_a_new_first_day_leaves_the_price_before_it_as_it_was(empty_desk: Desk) -> None:
    empty_desk.take(DATED + "| P1 | 整车 | 叉车 | | 90000 | 2025-01-01 | |\n")
    empty_desk.take(DATED + "| P1 | 整车 | 叉车 | | 95000 | 2026-06-01 | |\n")
    assert [each.unit_price for each in catalog(empty_desk)] == [90000, 95000]


@pytest.mark.parametrize(
    ("sheet", "headers", "kind"),
    [
        ("产品目录", "| 类别 | 产品名称 | 单价 | 年份 | 里程 | 颜色 |", "二手车"),
        ("二手车", "| 产品名称 | 单价 | 年份 | 里程 | 颜色 |", ""),
        ("Catalog", "| Kind | Product | Price | Year | Mileage | Colour |", "used"),
    ],
)
def test_used_vehicles_keep_their_colour_however_many_are_listed(
    empty_desk: Desk, sheet: str, headers: str, kind: str
) -> None:
    head = f"# {sheet}\n{headers}\n"
    rows = [
        f"| {kind} | 轩逸 | 59800 | 2019 | 67000 | {colour} |".replace("|  |", "|") for colour in "白黑黑"
    ]
    empty_desk.take(head + "\n".join(rows), name="三台.xlsx")
    receipt = empty_desk.take(head + "\n".join(rows[1::-1]), name="两台.xlsx")
    assert counts(receipt, sheet) == {"unchanged": 2}
    assert [(each.spec, dict(each.extra).popitem()[1]) for each in catalog(empty_desk)] == [
        (None, "白"), (None, "黑"), (None, "黑")
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["整车", ""])
def test_a_colour_is_the_spec_of_goods_that_are_not_used(empty_desk: Desk, kind: str) -> None:
    head = "# 产品目录\n| 类别 | 产品名称 | 单价 | 颜色 |\n"
    empty_desk.take(head + "".join(f"| {kind} | 轩逸 | 99800 | {colour} |\n" for colour in "白黑"))
    assert [each.spec for each in catalog(empty_desk)] == ["白", "黑"]
