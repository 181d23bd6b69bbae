"""What a whole column tells of its cells: the order of day and month, decimal commas, zeros that are gone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.grids import codes, read_one, values
from workbook_crm.model.raw import Cell
from workbook_crm.read.swapped import out_of_order

DAYS = [date(2023, 1, 1) + timedelta(days=each) for each in range(0, 1_000, 2)]


def swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def test_dates_that_fit_only_swapped_are_said_and_left_alone() -> None:
    wrong = [swapped(each) for each in DAYS]
    found = out_of_order(wrong)
    really = [each for each, right in zip(wrong, DAYS, strict=True) if each != right]
    assert set(found) <= set(really)
    assert len(found) > 0.9 * len(really)
    assert set(out_of_order(wrong[::-1])) == set(found)


@given(st.lists(st.sampled_from(DAYS), max_size=200))
def test_dates_in_order_are_never_suspected(days: list[date]) -> None:
    assert out_of_order(sorted(days)) == []
    assert out_of_order(sorted(days, reverse=True)) == []


def test_dates_in_no_order_prove_nothing() -> None:
    shuffled = [DAYS[each * 37 % len(DAYS)] for each in range(len(DAYS))]
    assert out_of_order([swapped(each) for each in shuffled]) == []


def test_the_warning_stands_at_the_header() -> None:
    head: list[Cell] = ["客户名称", "电话", "来源", "下次跟进时间"]
    rows: list[list[Cell]] = [
        [f"客户{nth}", f"138{nth:08}", "展厅", swapped(each)] for nth, each in enumerate(DAYS[:120], 1)
    ]
    table, findings = read_one("客户", [head, *rows])
    assert codes(findings) == ["dates-out-of-order"]
    assert [values(row)["next_follow_up"] for row in table.rows] == [row[3] for row in rows]


DATES = [
    (["24/3/5", "24/11/30", "24/03/25"], [date(2024, 3, 5), date(2024, 11, 30), date(2024, 3, 25)]),
    (["25/03/24", "31/12/24"], [date(2024, 3, 25), date(2024, 12, 31)]),
    (["05/03/2024", "25/03/2024"], [date(2024, 3, 5), date(2024, 3, 25)]),
    (["03/05/2024", "03/25/2024"], [date(2024, 3, 5), date(2024, 3, 25)]),
]


@pytest.mark.parametrize(("texts", "days"), DATES)
def test_one_date_of_a_column_tells_how_the_others_are_read(
    texts: list[str], days: list[date | None]
) -> None:
    rows = "".join(f"| 客户{nth} | 1381234567{nth} | 展厅 | {text} |\n" for nth, text in enumerate(texts))
    table, _ = read_one("客户", "| 客户名称 | 电话 | 来源 | 下次跟进时间 |\n" + rows)
    assert [row.record.next_follow_up for row in table.rows] == days


PRICES = [
    (["1.200,50", "12,50", "900"], [Decimal("1200.50"), Decimal("12.50"), Decimal(900)]),
    (["1.200,50", "1,234.56"], [Decimal("1200.50"), Decimal("1234.56")]),
    (["12,50", "900"], [None, Decimal(900)]),
    (["1.200", "900"], [Decimal("1.200"), Decimal(900)]),
    (["1.200", "1.000.000"], [Decimal(1200), Decimal(1000000)]),
]


@pytest.mark.parametrize(("texts", "prices"), PRICES)
def test_decimal_commas_count_where_the_column_proves_them(
    texts: list[str], prices: list[Decimal | None]
) -> None:
    rows = "".join(f"| 配件 | 滤芯{nth} | {text} |\n" for nth, text in enumerate(texts))
    table, _ = read_one("产品目录", "| 类别 | 产品名称 | 单价 |\n" + rows)
    assert [row.record.unit_price for row in table.rows] == prices


CODES = [
    (["00117", "04210", "10233", 4211.0], ["zeros-may-be-lost"]),
    (["00117", "04210", "10233", 42110.0], []),
    (["117", "4210", "10233", 4211.0], []),
    (["00117", "0421", "10233", 42.0], []),
    (["A0117", "04210", "10233", 42.0], []),
]


@pytest.mark.parametrize(("written", "said"), CODES)
def test_a_shorter_number_among_codes_with_zeros(written: list[Cell], said: list[str]) -> None:
    rows: list[list[Cell]] = [["配件", code, f"滤芯{nth}", 85.0] for nth, code in enumerate(written)]
    table, findings = read_one("产品目录", [["类别", "产品编码", "产品名称", "单价"], *rows])
    assert codes(findings) == said
    assert table.rows[3].record.code == (
        str(int(written[3])) if isinstance(written[3], float) else written[3]
    )


ABOUT = [
    ("1000万以上", "kept-as-text"),
    ("10-15万", "kept-as-text"),
    ("约12万", "kept-as-text"),
    ("12OOO", "not-a-number"),
]


@pytest.mark.parametrize(("price", "code"), ABOUT)
def test_a_catalog_may_say_about_how_much(price: str, code: str) -> None:
    _, findings = read_one("产品目录", f"| 类别 | 产品名称 | 单价 |\n| 整车 | XC60 | {price} |")
    assert codes(findings) == [code]


@pytest.mark.parametrize(
    ("header", "example"), [("预算", "12000"), ("预算(万)", "12"), ("预算（万元）", "12")]
)
def test_a_number_is_asked_for_in_the_unit_of_its_column(header: str, example: str) -> None:
    _, findings = read_one("线索", f"| 姓名 | 电话 | {header} |\n| 王伟 | 13812345678 | 11-12左右 |")
    assert [dict(each.facts)["example"] for each in findings if each.rule.code == "kept-as-text"] == [example]


def test_a_sign_that_repeats_the_cell_above_is_spelled_out() -> None:
    text = """
| 客户名称 | 电话 | 来源 | 备注 |
| 张三 | 13812345678 | 展厅 | |
| 李四 | 同上 | 〃 | 同上 |
| 王五 | 13912345678 | ditto | |
"""
    table, findings = read_one("客户", text)
    assert [row.record.source for row in table.rows] == ["展厅"] * 3
    assert [row.record.phone for row in table.rows] == ["13812345678", "13812345678", "13912345678"]
    assert [row.record.remark for row in table.rows] == [None, "同上", None]  # nothing stands above it
    assert codes(findings) == ["ditto-read"] * 3


def test_what_is_wrong_above_is_wrong_below() -> None:
    text = "| 类别 | 产品名称 | 单价 |\n| 整车 | XC60 | 三十多万 |\n| 整车 | XC90 | 同上 |"
    table, findings = read_one("产品目录", text)
    assert [row.record.unit_price for row in table.rows] == [None, None]
    assert codes(findings) == ["not-a-number", "not-a-number"]
