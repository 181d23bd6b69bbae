"""A kept day that comes back as its number is no change; any other number is."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts
from workbook_crm.model.same_day import is_same_day

LIST = "# 客户\n| 客户名称 | 电话 | 来源 | 登记簿 |\n| 赵小明 | 13700002222 | 展厅 | {} |"


@pytest.mark.parametrize(
    ("known", "text", "is_same"),
    [
        ("2026-11-02", "46328", True),
        ("2026-11-02", "46328.0", True),
        ("2026-11-02 00:00", "46328", True),
        ("2026-11-02", "44866", True),  # in the calendar that begins in 1904
        ("2026-11-02", "46329", False),
        ("2026-11-02", "46327", False),
        ("2026-11-02 09:30", "46328", False),
        ("46328", "46328", False),
        ("2026-11-02", "2026-11-02", False),
        ("", "46328", False),
        ("2026-11-02", "", False),
    ],
)
def test_a_day_and_its_number(known: str, text: str, is_same: bool) -> None:
    assert is_same_day(known, text) == is_same


def test_a_kept_day_stays_as_it_was_shown(shop: Desk) -> None:
    number = "C-000003"
    shop.take(LIST.format('"2026-11-02"'))
    assert counts(shop.take(LIST.format("46328")), "客户") == {"unchanged": 1}
    assert shop.show(number)["values"]["extra"] == {"登记簿": "2026-11-02"}
    assert counts(shop.take(LIST.format("46329")), "客户") == {"changed": 1}
