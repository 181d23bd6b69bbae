"""Amounts of euros with points between the thousands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.read.grids import read_one
from workbook_crm.read.amounts import writes_decimal_commas


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["45.000 €", "18.500 €"], True),
        (["€ 45.000", "€ 18.500"], True),
        (["EUR 45.000", "EUR 18.500"], True),
        (["1.789 €", "1.659 €"], False),  # of a litre
        (["45.000", "18.500"], False),  # may be anything
        (["45.000 €", "18.50 €"], False),  # another way of writing
        (["45.000 €"], False),
    ],
)
def test_round_thousands_of_euros(texts: list[str], expected: bool) -> None:
    assert writes_decimal_commas(texts) is expected


@pytest.mark.parametrize(
    ("header", "prices", "first"),
    [
        ("PVP s/ IVA", "29.900 21.500", "29900"),
        ("VB netto", "36.900 8.500", "36900"),
        ("Preis", "1.789 1.659", "1.789"),
        ("Preis", "36.900 8.50", "36.9"),
        ("单价", "36.900 8.500", "36.9"),
        ("Price", "36.900 8.500", "36.9"),
    ],
)
def test_a_header_in_a_language_of_europe_says_as_much_as_the_sign(
    header: str, prices: str, first: str
) -> None:
    one, two = prices.split()
    table, _ = read_one("产品目录", f"| 产品名称 | {header} |\n| Sprinter | {one} |\n| Actros | {two} |")
    assert table.rows[0].record.unit_price == Decimal(first)
