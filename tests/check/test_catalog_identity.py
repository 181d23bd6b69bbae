"""Who a row of a catalog is, and which item a line means: rules at their edges, without a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.check.tables import record_of, snapshot_of, table_of
from workbook_crm.check.catalog_rows import catalog_ids, colour_of, has_number
from workbook_crm.check.known import Known
from workbook_crm.check.products import LinesLeft, settle_products
from workbook_crm.check.shelf import Item, Shelf, is_valid, product_words, shelf_of, spec_words
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.linked import Target
from workbook_crm.model.snapshot import Snapshot, Stored

TODAY = date(2026, 11, 23)
GOODS = "code | kind | product | spec | unit_price | vin | valid_from | valid_to"
STORED = [
    "FD30 | vehicle | 内燃叉车 | 3吨 | 88000 |  |  | 2025-12-31",  # 1
    "FD30 | vehicle | 内燃叉车 | 3吨 | 90000 |  | 2026-01-01 | ",  # 2
    "FD30 | vehicle | 内燃叉车 | 3吨 | 99000 |  | 2027-01-01 | ",  # 3
    " | part | 轮胎 |  | 680 |  |  | ",  # 4
    " | rental | 月租 | 3吨 | 4200 |  |  | ",  # 5
    " | vehicle | 月租 | 3吨 | 88000 |  |  | ",  # 6
    "U1 | used | 二手叉车 | 2018款 | 35000 | VIN1 |  | ",  # 7
    "A1 | part | 货叉 |  | 100 |  |  | ",  # 8
    "A2 | part | 货叉 |  | 200 |  |  | ",  # 9
    " | vehicle | 新车 |  | 90000 | VIN9 |  | ",  # 10
]


def who(
    rows: Sequence[str], stored: Sequence[str] = STORED, header: str = GOODS, *, default: str | None = "vehicle",
    before: Mapping[int, int] | None = None,
) -> tuple[int, ...]:  # fmt: skip
    """The ids of the rows of a catalog."""
    table, known = table_of("catalog", header, *rows), snapshot_of(table_of("catalog", header, *stored))
    items: Any = known.of("catalog")
    (ids,) = catalog_ids([table], items, Known(known), TODAY, default, [before or {}])
    return ids


ONE_ROW: list[tuple[str, int]] = [
    # by code and day
    ("FD30 | vehicle | 别的名字 |  | 1 |  | 2027-01-01 | ", 3),
    ("fd30 | vehicle | 内燃叉车 | 3吨 | 1 |  | 2026-01-01 | ", 2),
    ("FD30 |  | 内燃叉车 | 3吨 | 1 |  | 2026-06-01 | ", -1),  # a price from another day on
    ("FD30 | vehicle | 内燃叉车 | 3吨 | 1 |  |  | ", 1),  # the one whose day is blank as well
    ("FD99 | vehicle | 内燃叉车 | 3吨 | 1 |  |  | ", -1),
    # by kind, name and day
    (" | part | 轮胎 |  | 1 |  |  | ", 4),
    (" | vehicle | 轮胎 |  | 1 |  |  | ", -1),
    (" | part | 轮胎 | 大 | 1 |  |  | ", -1),
    (" | part | 轮 胎 |  | 1 |  | 2026-01-01 | ", -1),
    (" | rental | 月租 | 3吨 | 1 |  |  | ", 5),
    (" |  | 月租 | 3吨 | 1 |  |  | ", 6),  # of the default kind
    ("T1 | part | 轮胎 |  | 1 |  |  | ", 4),  # it gets its code
    # a blank code: the price of today, unless several products fit
    (" | vehicle | 内燃叉车 | 3吨 | 1 |  |  | ", 2),
    (" |  | 内燃叉车 | 3吨 | 1 |  |  | ", 2),
    (" | vehicle | 内燃叉车 | 3吨 | 1 |  | 2027-01-01 | ", 3),
    (" | vehicle | 内燃叉车 | 3吨 | 1 |  | 2024-01-01 | ", -1),
    (" | part | 内燃叉车 | 3吨 | 1 |  |  | ", -1),
    (" | part | 货叉 |  | 1 |  |  | ", -1),
    # by VIN
    ("X | vehicle | 名字 |  | 1 | vin9 |  | ", 10),
    ("FD30 | vehicle | 内燃叉车 | 3吨 | 1 | VIN8 |  | ", -1),
    # used vehicles by VIN or code
    ("U1 | used | 别的 |  | 1 |  |  | ", 7),
    (" | used | 别的 |  | 1 | VIN1 |  | ", 7),
    ("U1 | used | 二手叉车 | 2018款 | 1 | VIN2 |  | ", -1),
    ("U9 | used | 别的 |  | 1 | VIN1 |  | ", 7),
    (" |  | 二手叉车 | 2018款 | 1 |  |  | ", 7),  # a name that only a used vehicle has
    (" | vehicle | 二手叉车 | 2018款 | 1 |  |  | ", -1),
]


@pytest.mark.parametrize(("row", "record_id"), ONE_ROW)
def test_who_a_row_of_a_catalog_is(row: str, record_id: int) -> None:
    assert who([row]) == (record_id,)


def test_without_a_default_a_row_without_a_kind_means_any() -> None:
    assert who([" |  | 轮胎 |  | 1 |  |  | "], default=None) == (4,)
    assert who([" |  | 月租 | 3吨 | 1 |  |  | "], default=None) == (-1,)  # a rental and a vehicle


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        (["FD30 | vehicle | 内燃叉车 | 3吨 | 1 |  | 2027-01-01 | ", "FD30 | vehicle | 内燃叉车 | 3吨 | 1 |  | 2026-01-01 | "], (3, 2)),
        # two rows of one key are one record, known or new
        ([" | part | 新的 |  | 1 |  |  | ", " | part | 新 的 |  | 2 |  |  | "], (-1, -1)),
        ([" | part | 新的 |  | 1 |  |  | ", " | part | 新的 | 大 | 2 |  |  | "], (-1, -2)),
        # what one row has found no other takes
        (["FD30 | vehicle | 内燃叉车 | 3吨 | 1 |  | 2026-01-01 | ", " | vehicle | 内燃叉车 | 3吨 | 2 |  |  | "], (2, 3)),
        ([" | used | 二手叉车 | 2018款 | 1 | VIN1 |  | ", "U1 | used | 二手叉车 | 2018款 | 1 | VIN1 |  | "], (7, 7)),
        ([" | used | 新旧车 |  | 1 | VIN5 |  | ", " | used | 新旧车 |  | 1 | VIN5 |  | "], (-2, -2)),
    ],
)  # fmt: skip
def test_rows_of_one_catalog(rows: list[str], ids: tuple[int, ...]) -> None:
    found = who(rows)
    assert [each if each > 0 else "new" for each in found] == [each if each > 0 else "new" for each in ids]
    assert (len(set(found)) == 1) is (len(set(ids)) == 1)


def test_what_a_row_was_in_its_list_goes_before() -> None:
    assert who(["FD30 | vehicle | 内燃叉车 | 3吨 | 1 |  | 2026-01-01 | "], before={0: 4}) == (4,)
    rows = ["Z | part | 别的 |  | 1 |  |  | ", "T9 | part | 轮胎 |  | 1 |  |  | "]
    assert who(rows, before={0: 4}) == (4, -1)  # no other row is what it is


USED = "kind | product | spec | year | mileage | 颜色 | vin | plate | code | unit_price | stock | remark"
CARS = [
    "used | 轩逸 | 自动 | 2018 | 60000 | 白色 |  |  |  | 50000 |  | ",  # 1
    "used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  |  | 60000 |  | ",  # 2
    "used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  |  | 61000 |  | ",  # 3
]
LOOKS: list[tuple[list[str], tuple[int, ...]]] = [
    (["used | 轩逸 | 自动 | 2018 | 60000 | 白 |  |  |  | 45000 |  | "], (1,)),
    (["used | 轩逸 | 自动 | 2018 | 60000 | 白 | LSV1 | 沪A1 | U1 | 45000 |  | "], (1,)),  # it got its numbers
    (["used | 轩逸 | 自动 | 2018 |  |  |  |  |  | 45000 |  | "], (1,)),
    (["used | 轩逸 | 自动 | 2017 | 60000 | 白 |  |  |  | 45000 |  | "], (-1,)),
    (["used | 轩逸 | 自动 | 2018 | 60000 | 黑 |  |  |  | 45000 |  | "], (-1,)),
    (["used | 轩逸 | 手动 | 2018 | 60000 | 白 |  |  |  | 45000 |  | "], (-1,)),
    # of two that look alike the one whose rest is equal, then in order
    (["used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  |  | 61000 |  | "], (3,)),
    (["used | 轩逸 | 自动 | 2019 | 30000 | 黑色 |  |  |  | 9 |  | ", "used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  |  | 61000 |  | "], (2, 3)),
    (["used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  |  | 9 |  | "] * 3, (2, 3, -1)),
    # who says most chooses first
    (["used | 轩逸 | 自动 |  |  |  |  |  |  | 9 |  | ", "used | 轩逸 | 自动 | 2018 |  |  |  |  |  | 9 |  | "], (2, 1)),
    (["used | 轩逸 | 自动 | 2018 | 60000 | 白 |  |  | M1 | 1 |  | ", "used | 轩逸 | 自动 | 2019 | 30000 | 黑 |  |  | M1 | 60000 |  | "], (1, 2)),  # a model's code
]  # fmt: skip


@pytest.mark.parametrize(("rows", "ids"), LOOKS)
def test_a_used_vehicle_without_a_number_goes_by_its_looks(rows: list[str], ids: tuple[int, ...]) -> None:
    assert who(rows, CARS, USED) == ids


NUMBERED = ["used | 轩逸 | 自动 | 2018 | 60000 | 白 | LSV1 | 沪A1 | U1 | 50000 |  | "]


@pytest.mark.parametrize(
    ("row", "record_id"),
    [
        ("used | 轩逸 | 自动 | 2018 | 60000 | 白 | LSV1 |  |  | 1 |  | ", 1),
        ("used | 别的 |  |  |  |  |  | 沪a1 |  | 1 |  | ", 1),
        ("used | 别的 |  |  |  |  |  |  | u1 | 1 |  | ", 1),
        ("used | 别的 |  |  |  |  | LSV2 | 沪A1 |  | 1 |  | ", -1),
        ("used | 轩逸 | 自动 | 2018 | 60000 | 白 | LSV2 |  |  | 1 |  | ", -1),
        ("used | 轩逸 | 自动 | 2018 | 60000 | 白 |  | 沪A2 |  | 1 |  | ", -1),
        ("used | 轩逸 | 自动 | 2018 | 60000 | 白 |  |  | U2 | 1 |  | ", -1),
        ("used | 轩逸 | 自动 | 2018 | 60000 | 白 |  |  |  | 1 |  | ", 1),
    ],
)
def test_the_numbers_of_a_used_vehicle(row: str, record_id: int) -> None:
    assert who([row], NUMBERED, USED) == (record_id,)
    assert has_number(record_of("catalog", USED, NUMBERED[0]))
    assert not has_number(record_of("catalog", USED, CARS[0]))


def test_a_stock_number_that_two_had_tells_neither() -> None:
    stored = [NUMBERED[0], NUMBERED[0].replace("LSV1", "LSV2").replace("沪A1", "沪A2")]
    assert who(["used | 别的 |  |  |  |  |  |  | U1 | 1 |  | "], stored, USED) == (-1,)


@pytest.mark.parametrize(
    ("header", "colour"),
    [("颜色", "白"), ("外观颜色", "白"), ("外观", "白"), ("外观状况", ""), ("内饰颜色", ""), ("Color", "白"), ("Exterior Colour", "白"),
     ("Ext.", "白"), ("Interior color", ""), ("车漆", "白"), ("备注", ""), ("座椅颜色", "")],
)  # fmt: skip
def test_the_colour_of_a_vehicle_stands_in_a_column_of_the_senders(header: str, colour: str) -> None:
    assert colour_of(record_of("catalog", f"product | {header}", "车 | 白")) == colour


@pytest.mark.parametrize(
    ("first", "last", "is_so"),
    [("", "", True), ("2026-11-23", "", True), ("2026-11-24", "", False), ("", "2026-11-23", True), ("", "2026-11-22", False),
     ("2026-11-23", "2026-11-23", True)],
)  # fmt: skip
def test_a_price_holds_from_its_first_day_to_its_last(first: str, last: str, is_so: bool) -> None:
    assert is_valid(record_of("catalog", "valid_from | valid_to", f"{first} | {last}"), TODAY) is is_so


SHELF = (
    "code | kind | product | spec | unit_price | vin | state | valid_from | valid_to | 颜色 | year | mileage"
)
ITEMS = [
    "FD30 | vehicle | 内燃叉车 | 3吨 | 88000 |  |  |  |  |  |  | ",  # 1
    "FD50 | vehicle | 内燃叉车 | 5吨 | 98000 |  |  |  |  |  |  | ",  # 2
    "TY1 | part | 轮胎 |  | 680 |  |  |  |  |  |  | ",  # 3
    "TY2 | part | 轮胎 | 大 | 980 |  |  |  |  |  |  | ",  # 4
    " | vehicle | 月租 | 3吨 | 88000 |  |  |  |  |  |  | ",  # 5
    " | rental | 月租 | 3吨 | 4200 |  |  |  |  |  |  | ",  # 6
    "U1 | used | 二手叉车 | 2018款 | 35000 | VIN1 |  |  |  | 白色 |  | ",  # 7
    "U2 | used | 二手叉车 | 2019款 | 45000 | VIN2 |  |  |  | 黑 |  | ",  # 8
    "OLD | part | 旧滤芯 |  | 30 |  | inactive |  |  |  |  | ",  # 9
    "OLD7 | vehicle | 内燃叉车 | 7吨 | 70000 |  | inactive |  |  |  |  | ",  # 10
    " | part | 促销 |  | 10 |  |  |  | 2026-11-22 |  |  | ",  # 11
    " | part | 预售 |  | 10 |  |  | 2026-11-24 |  |  |  | ",  # 12
    " | part | 两价 |  | 10 |  |  |  |  |  |  | ",  # 13
    " | part | 两价 |  | 12 |  |  | 2026-01-01 |  |  |  | ",  # 14
    " | part | 4.2米仓栅 |  | 1000 |  |  |  |  |  |  | ",  # 15
    " | part | 6方自卸 |  | 1000 |  |  |  |  |  |  | ",  # 16
    " | part | 同价 | 红 | 50 |  |  |  |  |  |  | ",  # 17
    " | part | 同价 | 蓝 | 50 |  |  |  |  |  |  | ",  # 18
    " | used | 无号车 | 自动 | 1000 |  |  |  |  |  | 2018 | 60000",  # 19
    " | used | 无号车 | 自动 | 2000 |  |  |  |  |  | 2019 | 30000",  # 20
    "[X9] | part | 带号 |  | 5 |  |  |  |  |  |  | ",  # 21
]
LINE = "opportunity | product | spec | quantity | unit_price | periods"


def shelf(items: Sequence[str] = ITEMS) -> Shelf:
    table = table_of("catalog", SHELF, *items)
    of = (Item(Target("catalog", nth), row.record) for nth, row in enumerate(table.rows, 1))
    return Shelf(of, [("店里的叉车", "vehicle")])


def settled(
    *rows: str, kind: str | None = None, number: str | None = None, lines: Sequence[Stored[Any]] = (),
    withdrawn: Mapping[int, date] | None = None, table: Table[Any] | None = None, items: Sequence[str] = ITEMS,
) -> tuple[Table[Any], list[int | None], list[Any]]:  # fmt: skip
    """The table, the item of each line, and what is said."""
    of = table or table_of("opportunity_lines", LINE, *rows)
    count = len(of.rows)
    settled, targets, found = settle_products(
        of, [kind] * count, [number] * count, LinesLeft(lines), shelf(items), TODAY, withdrawn or {}
    )
    return settled, [each and each.id for each in targets], found


ASKED: list[tuple[str, int | None, str | None, str]] = [
    # a line, the item that it means, what is said, the cell
    ("甲 | FD30 |  | 1 |  | ", 1, None, ""),
    ("甲 | 内燃叉车 | 3吨 | 1 |  | ", 1, None, ""),
    ("甲 | 内燃 叉车 | 3 吨 | 1 |  | ", 1, None, ""),
    ("甲 | 内燃叉车3吨 |  | 1 |  | ", 1, None, ""),
    ("甲 | [FD50] 内燃叉车 |  | 1 |  | ", 2, None, ""),
    ("甲 | 【XX】 FD50 |  | 1 |  | ", 2, None, ""),
    ("甲 | 内燃叉车 | FD50 | 1 |  | ", 2, None, ""),
    ("甲 | 内燃叉车 | 4吨 | 1 |  | ", None, "unknown-spec", "C2"),
    ("甲 | 内燃叉车 |  | 1 |  | ", None, "spec-needed", "C2"),
    ("甲 | 内燃叉车 | 叉车 | 1 |  | ", None, "spec-needed", "C2"),  # a word of the name itself
    ("甲 | 轮胎 |  | 1 |  | ", 3, None, ""),  # the one without a spec
    ("甲 | 轮胎 | 大 | 1 |  | ", 4, None, ""),
    ("甲 | VIN1 |  | 1 |  | ", 7, None, ""),
    ("甲 | 二手叉车 | VIN2 | 1 |  | ", 8, None, ""),
    ("甲 | 二手叉车 | 白色 | 1 |  | ", 7, None, ""),
    ("甲 | 二手叉车 | 白 | 1 |  | ", 7, None, ""),
    ("甲 | 二手叉车 | 黑色 | 1 |  | ", 8, None, ""),
    ("甲 | 二手叉车 |  | 1 | 30000 | ", None, "spec-needed", "C2"),
    ("甲 | 无号车 |  | 1 | 30000 | ", None, "used-vehicle-unclear", "C2"),
    ("甲 | 内燃叉车 |  | 1 | 88000 | ", None, None, ""),  # with a price of its own nothing is asked
    ("甲 | 同价 |  | 1 |  | ", None, None, ""),
    ("甲 | 促销 |  | 1 |  | ", None, "price-ran-out", "B2"),
    ("甲 | 促销 |  | 1 | 9 | ", 11, None, ""),
    ("甲 | 预售 |  | 1 |  | ", None, "price-not-valid", "B2"),
    ("甲 | 两价 |  | 1 |  | ", 14, None, ""),  # the later one
    ("甲 | 旧滤芯 |  | 1 |  | ", None, "product-withdrawn", "B2"),
    ("甲 | 内燃叉车 | 7吨 | 1 |  | ", None, "product-withdrawn", "B2"),
    ("甲 | 没有的东西 |  | 1 |  | ", None, "unknown-product", "B2"),
    ("甲 |  | 3吨 | 1 |  | ", None, None, ""),
    # of spec and product together; of the spec alone where the price is like its
    ("甲 | 自卸 | 6方 | 1 |  | ", 16, "product-by-spec", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 | 1000 | ", 15, "product-by-spec", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 | 1300 | ", 15, "product-by-spec", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 | 1301 | ", None, "unknown-product", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 | 700 | ", 15, "product-by-spec", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 | 699 | ", None, "unknown-product", "B2"),
    ("甲 | 轻卡 | 4.2米仓栅 | 1 |  | ", None, "unknown-product", "B2"),
    # what is sold and rented under one name
    ("甲 | 月租 | 3吨 | 1 |  | ", 5, None, ""),
    ("甲 | 月租 | 3吨 | 1 |  | 6", 6, None, ""),
]


@pytest.mark.parametrize(("row", "item", "code", "cell"), ASKED)
def test_which_item_a_line_means(row: str, item: int | None, code: str | None, cell: str) -> None:
    _table, targets, found = settled(row)
    assert (targets, [(each.rule.code, str(each.place)) for each in found]) == ([item], [(code, f"表!{cell}")] * bool(code))  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "periods", "item"), [("vehicle", "6", 5), ("rental", "", 6), ("part", "6", 6), ("part", "", 5)]
)
def test_a_deal_that_says_what_it_is_about_decides_between_selling_and_renting(
    kind: str, periods: str, item: int
) -> None:
    assert settled(f"甲 | 月租 | 3吨 | 1 |  | {periods}", kind=kind)[1] == [item]


def test_a_line_is_written_as_the_catalog_writes_it() -> None:
    table, _ids, _found = settled("甲 | fd30 |  | 1 |  | ", "甲 | 内燃叉车3吨 | 3 吨 | 1 |  | ", "甲 | 二手叉车 | 白 | 1 |  | ", "甲 | 内燃叉车 | 3吨 | 1 |  | ")  # fmt: skip
    assert [(each.record.product, each.record.spec) for each in table.rows] == [
        ("内燃叉车", "3吨"), ("内燃叉车", "3吨"), ("二手叉车", "白"), ("内燃叉车", "3吨"),
    ]  # fmt: skip


def test_each_finding_is_at_the_cell_of_its_own_row() -> None:
    _table, _ids, found = settled(
        *["甲 | 内燃叉车 | 4吨 | 1 |  | "] * 2, "甲 | 没有的东西 |  | 1 |  | ", "甲 | 没有的东西 |  | 2 |  | "
    )
    assert [str(each.place) for each in found] == ["表!C2", "表!C3", "表!B4", "表!B5"]
    unspecified = table_of("opportunity_lines", "opportunity | product | quantity", "甲 | 内燃叉车 | 1")
    (said,) = settled(table=unspecified)[2]
    assert (said.rule.code, str(said.place)) == ("spec-needed", "表!B2")


def test_a_line_that_a_deal_has_may_keep_what_is_sold_no_more() -> None:
    old = Stored(1, record_of("opportunity_lines", LINE, "O-000001 | 旧滤芯 |  | 1 | 30 | "))
    rows = ["甲 | 旧滤芯 |  | 1 |  | ", "甲 | 旧滤芯 |  | 2 |  | "]
    table, ids, found = settled(*rows, number="O-000001", lines=[old])
    assert (ids, [each.rule.code for each in found]) == ([9, None], ["product-withdrawn"])
    assert table.rows[0].record.product == "旧滤芯"
    assert settled(rows[0], number="O-000002", lines=[old])[1] == [None]
    assert settled(rows[0], number="O-000001", lines=[old, old])[1] == [9]
    (said,) = settled(rows[0], withdrawn={9: date(2026, 11, 1)})[2]
    assert dict(said.facts)["day"] == date(2026, 11, 1)
    (said,) = settled(rows[0])[2]
    assert dict(said.facts)["day"] == TODAY


def test_of_several_that_are_sold_no_more_the_one_of_the_spec_else_the_latest() -> None:
    gone = [
        " | part | 停产 | 大 | 1 |  | inactive | 2025-01-01 |  |  |  | ",
        " | part | 停产 | 小 | 1 |  | inactive | 2024-01-01 |  |  |  | ",
    ]
    since = {1: date(2026, 1, 1), 2: date(2026, 2, 2)}
    days = [
        dict(settled(f"甲 | 停产 | {spec} | 1 |  | ", withdrawn=since, items=gone)[2][0].facts)["day"]
        for spec in ("大", "小", "", "中")
    ]
    assert days == [since[1], since[2], since[1], since[1]]


def test_what_ran_out_says_since_when_and_what_begins_later_says_today() -> None:
    (ran_out,) = settled("甲 | 促销 |  | 1 |  | ")[2]
    (later,) = settled("甲 | 预售 |  | 1 |  | ")[2]
    assert (dict(ran_out.facts)["day"], dict(later.facts)["day"]) == (date(2026, 11, 22), TODAY)
    both = [
        " | part | 换季 |  | 10 |  |  |  | 2026-01-31 |  |  | ",
        " | part | 换季 |  | 11 |  |  | 2026-02-01 | 2026-03-31 |  |  | ",
    ]
    (said,) = settled("甲 | 换季 |  | 1 |  | ", items=both)[2]
    assert (said.rule.code, dict(said.facts)["day"]) == ("price-ran-out", date(2026, 3, 31))
    (said,) = settled("甲 | 换季 |  | 1 |  | ", items=[both[0], both[1].replace("2026-02-01 | 2026-03-31", "2027-02-01 | ")])[2]  # fmt: skip
    assert said.rule.code == "price-not-valid"


def facts_of(row: str, items: Sequence[str] = ITEMS, **more: Any) -> dict[str, Any]:
    (said,) = settled(row, items=items, **more)[2]
    return dict(said.facts)


def test_what_may_be_meant_is_told_in_words() -> None:
    assert facts_of("甲 | 内燃叉车 | 4吨 | 1 |  | ")["allowed"] == ("3吨", "5吨")
    assert facts_of("甲 | 内燃叉车 |  | 1 |  | ")["allowed"] == ("3吨", "5吨")
    assert facts_of("甲 | 二手叉车 |  | 1 |  | ")["allowed"] == ("2018款 白色 VIN1 U1", "2019款 黑 VIN2 U2")
    assert facts_of("甲 | 无号车 |  | 1 |  | ")["allowed"] == ("自动 2018 60,000", "自动 2019 30,000")
    bare = [" | used | 光车 |  | 1 |  |  |  |  |  |  | ", " | used | 光车 |  | 2 |  |  |  |  |  |  | "]
    assert facts_of("甲 | 光车 |  | 1 |  | ", bare)["allowed"] == ("光车", "光车")


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("甲 | 内燃叉车 | 4吨 | 1 |  | ", "product", "内燃叉车"),
        ("甲 | 内燃叉车 |  | 1 |  | ", "product", "内燃叉车"),
        ("甲 | 自卸 | 6方 | 1 |  | ", "known", "6方自卸"),
    ],
)
def test_what_is_said_names_the_product(row: str, field: str, value: str) -> None:
    assert facts_of(row)[field] == value


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ("甲 | 旧滤芯 |  | 1 |  | ", "旧滤芯"),
        ("甲 | 促销 |  | 1 |  | ", "促销"),
        ("甲 | 预售 |  | 1 |  | ", "预售"),
        ("甲 | 无号车 |  | 1 |  | ", "无号车"),
        ("甲 | 内燃叉车 | 4吨 | 1 |  | ", "4吨"),
    ],
)
def test_what_is_seen_is_what_stands_there(row: str, seen: str) -> None:
    (told,) = settled(row)[2]
    assert told.value == seen


def test_of_two_rows_that_differ_in_periods_each_means_its_own() -> None:
    assert settled("甲 | 月租 | 3吨 | 1 |  | ", "甲 | 月租 | 3吨 | 1 |  | 6", "甲 | 促销 |  | 1 |  | ", "甲 | 促销 |  | 1 | 9 | ")[1] == [5, 6, None, 11]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "meant"), [(None, "内燃叉车"), ("vehicle", "内燃叉车"), ("part", "内燃叉车")]
)
def test_what_is_suggested_is_of_the_kind_of_the_deal_else_any(kind: str | None, meant: str) -> None:
    assert meant in facts_of("甲 | 内燃叉车辆 |  | 1 |  | ", kind=kind)["suggestion"].zh
    same = [
        "A | part | 三吨内燃叉车 |  | 1 |  |  |  |  |  |  | ",
        "B | vehicle | 三吨内燃叉机 |  | 1 |  |  |  |  |  |  | ",
    ]
    said = facts_of("甲 | 三吨内燃叉器 |  | 1 |  | ", same, kind="vehicle")["suggestion"].zh
    assert ("叉机" in said, "叉车" in said) == (True, False)


def test_a_quotation_may_offer_what_the_catalog_does_not_have() -> None:
    """A quotation or a delivery note, whose deal stands above its table."""
    plain = table_of("opportunity_lines", f"{LINE} | amount", "甲 | 定制属具 |  | 1 | 500 |  | ", "甲 | 定制属具 |  | 1 |  |  | 500", "甲 | 定制属具 |  | 1 |  |  | ")  # fmt: skip
    above = replace(plain, headings=(replace(plain.headings[0], is_above=True), *plain.headings[1:]))
    assert [each.rule.code for each in settled(table=above)[2]] == ["product-as-written"] * 2 + [
        "unknown-product"
    ]
    assert [each.rule.code for each in settled(table=plain)[2]] == ["unknown-product"] * 3
    near = replace(above, rows=tuple(replace(row, record=replace(row.record, product="内燃叉车辆")) for row in above.rows[:1]))  # fmt: skip
    assert [each.rule.code for each in settled(table=near)[2]] == ["unknown-product"]


def test_words_that_a_product_is_looked_for_by() -> None:
    assert product_words("[FD30] 叉车") == ("[FD30] 叉车", "FD30", "叉车")
    assert product_words("叉车 [FD30]") == ("叉车 [FD30]",)
    assert spec_words("轻卡", "仓栅") == ("轻卡仓栅", "仓栅轻卡", "仓栅")
    assert (spec_words("轻卡", None), spec_words(None, "仓栅"), spec_words("", "仓栅")) == ((), (), ())


def test_what_is_on_the_shelf() -> None:
    of = shelf()
    assert [each.target.id for each in of.items("轮胎")] == [3, 4]
    assert (of.items("旧滤芯"), [each.target.id for each in of.withdrawn("旧滤芯")]) == ((), [9])
    assert "旧滤芯" not in of.names()
    assert of.names("rental") == ("月租",)
    assert of.names("vehicle") == ("店里的叉车", "内燃叉车", "月租")
    assert len(of.names()) == len(of.names("vehicle")) + len(of.names("rental")) + len(of.names("part")) + len(of.names("used"))  # fmt: skip


def test_the_catalog_of_a_batch_is_laid_over_the_stores() -> None:
    store = table_of("catalog", SHELF, ITEMS[0], ITEMS[2])
    batch = table_of("catalog", "code | product | unit_price | remark", " | 轮胎 | 700 | ", " | 轮胎 |  | 热", "N | 新品 | 1 | ", " |  | 1 | ")  # fmt: skip
    snapshot = snapshot_of(store)
    of = shelf_of(snapshot, Batch("a.xlsx", (batch,)), {0: (2, 2, -1, -2)})
    (tyre,) = of.items("TY1")
    assert (tyre.record.unit_price, tyre.record.remark) == (Decimal(700), "热")
    assert [each.target.id for each in of.items("N")] == [-1]
    assert [each.record.unit_price for each in of.items("FD30")] == [88000]
    assert shelf_of(Snapshot(products=(("店", None),)), Batch("a.xlsx"), {}).names() == ("店",)
