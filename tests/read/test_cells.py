"""Cells as people and programs leave them: what is recovered, what is flagged, what is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.read.damaged import ALL_CASES, Case
from tests.read.grids import TODAY
from workbook_crm.model.columns import Column
from workbook_crm.model.settings import Settings, Trade
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.read.cells import read_column
from workbook_crm.read.noticed import Context, Noticed


def column(kind: str, field: str) -> Column:
    return SHEET_OF[kind].by_field[field]


def read_cell(kind: str, field: str, cell: Any, header: str = "", **facts: Any) -> Any:
    """The value, or what was noticed about it."""
    declared = column(kind, field)
    settings = facts.pop("settings", Settings())
    prefix = SHEET_OF[kind].prefix
    context = Context(declared, header or declared.name.zh, settings, TODAY, prefix, kind=kind, **facts)
    (got,) = read_column([cell], context)
    return got


def read(kind: str, field: str, cell: Any, header: str = "", **facts: Any) -> tuple[Any, str | None]:
    """(value, code of the rule that applies)"""
    got = read_cell(kind, field, cell, header, **facts)
    if not isinstance(got, Noticed):
        return got, None
    marked = "erased" if got.erased else "typed" if got.typed and got.value is None else None
    return got.value, got.rule.code if got.rule else marked


def noticed_in(case: Case) -> Noticed | None:
    """What was noticed about a cell beside its value."""
    got = read_cell(case.kind, case.field, case.cell, case.header)
    return got if isinstance(got, Noticed) else None


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.field}:{case.cell!r}")
def test_damaged_cells(case: Case) -> None:
    assert read(case.kind, case.field, case.cell, case.header) == (case.value, case.rule)


def test_there_are_enough_of_them() -> None:
    assert len(ALL_CASES) >= 60


@pytest.mark.parametrize(("day_first", "value"), [(True, date(2024, 4, 3)), (False, date(2024, 3, 4))])
def test_day_and_month_by_setting(day_first: bool, value: date) -> None:
    assert read("leads", "next_follow_up", "03/04/2024", day_first=day_first) == (value, None)


def test_a_past_date_without_year_is_not_taken_for_a_coming_one() -> None:
    assert read("follow_ups", "time", "11月20日", is_past=True) == (date(2026, 11, 20), "year-inferred")
    assert read("follow_ups", "time", "12月20日", is_past=True) == (None, "year-missing")


@pytest.mark.parametrize(
    ("cell", "example"),
    [("12月底", "2026-12-31"), ("2月份", "2027-02-28"), ("6月", "2026-06-30"), ("2024年2月", "2024-02-29")],
)
def test_a_month_alone_is_told_with_its_last_day(cell: str, example: str) -> None:
    got = read_cell("catalog", "valid_to", cell)
    assert dict(got.facts)["example"] == example


def test_amounts_under_a_header_with_a_unit() -> None:
    assert read("opportunities", "amount", 12.5, "金额（万元）", times=10_000) == (Decimal(125000), None)
    assert read("opportunities", "amount", "12.5万", "金额（万元）", times=10_000)[0] == Decimal(125000)


def test_probability_in_a_column_of_percentages() -> None:
    assert read("opportunities", "probability", 1.0, "Probability (%)", percent=True) == (
        Decimal("0.01"),
        None,
    )
    assert read("opportunities", "probability", 1.0) == (Decimal(1), None)


def test_phones_of_another_country() -> None:
    american = Settings(trade=Trade(phone_region="US"))
    assert read("customers", "phone", "(415) 555-2671", settings=american) == ("+14155552671", None)
    assert read("customers", "phone", 4155552671.0, settings=american) == ("+14155552671", None)
    assert read("customers", "phone", "555-0100", settings=american)[1] is None


def test_true_is_not_one() -> None:
    context = Context(column("customers", "remark"), "备注", Settings(), TODAY)
    assert read_column([1.0, True, 0.0, False], context) == ["1", "TRUE", "0", "FALSE"]


@pytest.mark.parametrize(
    ("cell", "price"),
    [
        ("£16,995 +VAT", 16995),
        ("16,995 plus GST", 16995),
        ("12.5万(不含税)", 125000),
        ("不含税169950", 169950),
        ("$9,800 ex. tax", 9800),
    ],
)
def test_a_price_of_a_catalog_without_tax_is_taken_and_said(cell: str, price: int) -> None:
    got = read_cell("catalog", "unit_price", cell)
    assert (got.value, got.rule.code, got.extra) == (Decimal(price), "without-tax", cell)


@pytest.mark.parametrize("cell", ["16,995 + delivery", "VAT", "+VAT", "16,995 +VAT +delivery", "16995 + 500"])
def test_what_else_stands_beside_a_price_is_no_number(cell: str) -> None:
    assert read("catalog", "unit_price", cell) == (None, "not-a-number")


def test_a_line_without_tax_is_left_to_its_sender() -> None:
    assert read("opportunity_lines", "unit_price", "100 +VAT")[1] == "not-a-number"


@pytest.mark.parametrize("cell", ["16,995 incl. VAT", "16,995 inc GST", "16995含税"])
def test_a_price_with_tax_is_the_price(cell: str) -> None:
    assert read_cell("catalog", "unit_price", cell).value == Decimal(16995)
