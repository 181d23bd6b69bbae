"""A column is not given to a field for one word: its cells must look like what the field asks for."""

from __future__ import annotations

import pytest

from tests.read.grids import read_one


def fields(name: str, cells: str) -> dict[str, str | None]:
    """By header: the field that its column fills."""
    table, _ = read_one(name, cells)
    return {heading.text: heading.field for heading in table.headings}


@pytest.mark.parametrize(
    ("unit", "product"),
    [("pcs", "Description"), ("ea.", "Description"), ("台", "Description"), ("Forklift X1", "Unit")],
)
def test_a_unit_of_measure_is_no_product(unit: str, product: str) -> None:
    found = fields(
        "Quotation",
        "| No. | Description | Specification | Unit Price | Qty | Unit | Amount |\n"
        f"| =1 | Test Product A | 10x10cm | =100 | =5 | {unit} | =500 |",
    )
    assert [header for header, field in found.items() if field == "product"] == [product]


@pytest.mark.parametrize("done", ["True", "False", "Yes", "=1"])
def test_completed_is_nobody(done: str) -> None:
    header = "| Subject | Date | Type | Notes | Completed |"
    found = fields("Activities", f"{header}\n| Acme | 2026-11-01 | Call | Price sent | {done} |")
    assert found["Completed"] is None


def test_completed_by_is_somebody() -> None:
    header = "| Subject | Date | Type | Notes | Completed by |"
    assert (
        fields("Activities", f"{header}\n| Acme | 2026-11-01 | Call | Sent | Ann |")["Completed by"] == "by"
    )


@pytest.mark.parametrize(
    ("outcome", "other", "content"),
    [
        ("Outcome", "Summary", "Summary"),
        ("Result", "Notes", "Notes"),
        ("跟进结果", "总结", "总结"),
        ("跟進結果", "跟進情況", "跟進情況"),
        ("Outcome", "Weather", "Outcome"),
    ],
)
def test_an_outcome_is_content_only_where_nothing_else_is(outcome: str, other: str, content: str) -> None:
    header = f"| Customer | Date | Type | {outcome} | {other} |"
    found = fields("Follow-ups", f"{header}\n| Acme | 2026-11-01 | Call | Good | He wants three |")
    assert [text for text, field in found.items() if field == "content"] == [content]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Win rate", ("=0", "=1"), None),
        ("Win rate", ("=1", "=1"), None),
        ("Win rate", ("True", "False"), None),
        ("赢率", ("是", "否"), None),
        ("Win rate", ("=0", "=0.5"), "probability"),
        ("Win rate", ("0%", "100%"), "probability"),
        ("Win rate", ("=10", "=90"), "probability"),
        ("Win probability", ("=0", "=1"), "probability"),
    ],
)
def test_whether_it_was_won_is_no_probability(header: str, cells: tuple[str, str], field: str | None) -> None:
    rows = "\n".join(f"| D{cell} | Acme | New | {cell} |" for cell in cells)
    found = fields("Opportunities", f"| Opportunity name | Customer | Stage | {header} |\n{rows}")
    assert found[header] == field


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("Actual close", "Tentative close"),
        ("Actual close date", "Tentative close date"),
        ("Close date (actual)", "Close date (tentative)"),
        ("实际签约日期", "拟签约日期"),
        ("實際成交時間", "暫定成交時間"),
        ("Actual close", "Planned close date"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_expected_close_is_the_tentative_one(actual: str, expected: str, is_first: bool) -> None:
    both = (actual, expected) if is_first else (expected, actual)
    found = fields(
        "Opportunities",
        f"| Opportunity name | Customer | Stage | {both[0]} | {both[1]} |\n"
        "| D1 | Acme | New | 2026-10-01 | 2026-11-30 |",
    )
    assert (found[actual], found[expected]) == (None, "expected_close")


def test_our_own_headers_are_taken_at_their_word() -> None:
    found = fields("商机产品", "| 商机 | 产品 | 数量 |\n| D1 | 台 | =1 |")
    assert found["产品"] == "product"
