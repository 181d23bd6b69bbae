"""Amounts of euros with points between the thousands."""

from __future__ import annotations

import pytest

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
