"""Days that are told from another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.desk import desk, found
from workbook_crm.model.raw import EPOCH_1900
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import FOLLOW_UPS
from workbook_crm.read.column_facts import context_of
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


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("今天", "2026-11-23"),
        ("今天上午", "2026-11-23"),
        ("刚才", "2026-11-23"),
        ("昨天", "2026-11-22"),
        ("昨天下午", "2026-11-22"),
        ("前天", "2026-11-21"),
        ("yesterday", "2026-11-22"),
        ("gestern", "2026-11-22"),
    ],
)
def test_yesterday_in_a_visit_book_that_is_kept_up_is_counted_from_its_sending(
    tmp_path: Path, written: str, day: str
) -> None:
    with desk(tmp_path) as at:
        receipt = at.take(visits("2026-11-20", written))
        assert "note 拜访!B3 relative-day" in found(receipt)
        assert [str(each["time"])[:10] for each in at.show("L-000002")["follow_ups"]] == [day]


@pytest.mark.parametrize(
    ("last", "is_read"), [("2026-11-16", True), ("2026-11-15", False), ("2026-11-24", False)]
)
def test_yesterday_tells_no_day_in_a_book_that_ended_long_ago(
    tmp_path: Path, last: str, is_read: bool
) -> None:
    with desk(tmp_path) as at:
        said = found(at.take(visits(last, "昨天")))
        assert ("note 拜访!B3 relative-day" in said, "error 拜访!B3 not-a-date" in said) == (
            is_read,
            not is_read,
        )


def test_yesterday_alone_tells_no_day(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        assert "error 拜访!B3 not-a-date" in found(at.take(visits("今天", "昨天")))


def visits(first: str, second: str) -> str:
    return f"""
# 拜访
| 客户 | 拜访日期 | 谈了什么 |
| 临安合作社 | {first} | 看了两台皮卡 |
| 富阳造纸二厂 | {second} | 招标十二月初开始 |
"""


@pytest.mark.parametrize("is_ours", [True, False])
def test_today_in_a_list_that_we_handed_out_is_the_day_of_its_sending(is_ours: bool) -> None:
    context, _ = context_of(
        FOLLOW_UPS.by_field["time"],
        "跟进时间",
        ["今天", ""],
        settings=Settings(),
        today=MONDAY,
        of=FOLLOW_UPS,
        times=1,
        epoch=EPOCH_1900,
        is_ours=is_ours,
    )
    assert context.is_new is is_ours
