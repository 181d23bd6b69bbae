"""JSON in the store: whatever a workbook may hold goes in and comes out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from workbook_crm.merge.encode import plain
from workbook_crm.merge.json_text import json_writer, read_json


@pytest.mark.parametrize("value", ["张三", "half a pair \ud800", {"备注": None, "数": [1, True]}])
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert read_json(json_writer(plain)(value)) == value


def test_money_and_days_are_text() -> None:
    written = json_writer(plain)(
        {"amount": Decimal("1E+4"), "day": date(2026, 11, 23), "at": datetime(2026, 11, 23, 8, 5)}
    )
    assert read_json(written) == {"amount": "10000", "day": "2026-11-23", "at": "2026-11-23T08:05:00"}
