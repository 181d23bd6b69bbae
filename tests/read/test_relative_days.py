"""Days that are told from another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.desk import desk, found
from workbook_crm.read.relative_days import relative_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "11-23"), ("明天", "11-24"), ("后天", "11-25"), ("後天", "11-25"), ("大后天", "11-26"),
        ("下周", "11-30"), ("下周三", "12-02"), ("下週三", "12-02"), ("下下周一", "12-07"), ("本周五", "11-27"),
        ("周一", "11-23"), ("星期日", "11-29"), ("月底", "11-30"), ("下月初", "12-01"), ("下月底", "12-31"),
        ("3天后", "11-26"), ("一周后", "11-30"), ("两个月后", "1-23"), ("年底", "12-31"),
        ("next Tuesday", "12-01"), ("tomorrow", "11-24"), ("end of month", "11-30"), ("in 3 days", "11-26"),
        ("Friday", "11-27"), ("next week", "11-30"),
    ],
)  # fmt: skip
def test_days_from_a_monday(text: str, day: str) -> None:
    found = relative_day(text, MONDAY)
    assert found is not None
    assert f"{found.month}-{found.day:02}" == day


@pytest.mark.parametrize(
    "text", ["月初", "月中", "有空", "周", "下次", "Mondeo", "3天", "in days", "marching"]
)
def test_what_tells_no_day_to_come(text: str) -> None:
    assert relative_day(text, date(2026, 11, 23)) is None


def test_a_day_is_counted_from_the_contact_beside_it_else_from_the_day_of_receipt(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        receipt = shop.take(
            "# 线索\n| 姓名 | 电话 | 来源 | 下次跟进时间 | 跟进日期1 | 跟进内容1 | 下次时间1 |\n"
            "| 甲 | 13500001525 | 网络 | 下周三 |  |  |  |\n"
            "| 乙 | 13500001526 | 网络 |  | 2026-11-10 | 来电 | 明天 |\n"
        )
        assert shop.show("L-000001")["values"]["next_follow_up"] == date(2026, 12, 2)
        (contact,) = shop.show("L-000002")["follow_ups"]
        assert contact["next_follow_up"] == date(2026, 11, 11)
        assert found(receipt) == ["note 线索!D2 relative-day", "note 线索!G3 relative-day"]


def test_a_follow_up_log_counts_from_its_own_days(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take("# 线索\n| 姓名 | 电话 | 来源 |\n| 甲 | 13500001525 | 网络 |")
        shop.take(
            "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
            "| 甲 | 2026-11-10 | 电话 | 来电 | 月底 |\n"
        )
        (contact,) = shop.show("L-000001")["follow_ups"]
        assert contact["next_follow_up"] == date(2026, 11, 30)
