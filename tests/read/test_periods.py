"""Stretches of days for a planned day, and what tells none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.desk import counts, desk, found
from workbook_crm.read.periods import period
from workbook_crm.read.relative_days import relative_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12月初", date(2026, 12, 1), date(2026, 12, 10)),
        ("12月", date(2026, 12, 1), date(2026, 12, 31)),
        ("十二月中旬", date(2026, 12, 11), date(2026, 12, 20)),
        ("2月底", date(2027, 2, 28), date(2027, 2, 28)),
        ("下個月", date(2026, 12, 1), date(2026, 12, 31)),
        ("本月", date(2026, 11, 1), date(2026, 11, 30)),
        ("一季度", date(2027, 1, 1), date(2027, 3, 31)),
        ("四季度", date(2026, 10, 1), date(2026, 12, 31)),
        ("下季度", date(2027, 1, 1), date(2027, 3, 31)),
        ("Q2 2027", date(2027, 4, 1), date(2027, 6, 30)),
        ("上半年", date(2027, 1, 1), date(2027, 6, 30)),
        ("明年初", date(2027, 1, 1), date(2027, 1, 31)),
        ("mid Dec", date(2026, 12, 11), date(2026, 12, 20)),
        ("Ende Januar", date(2027, 1, 31), date(2027, 1, 31)),
        ("début février", date(2027, 2, 1), date(2027, 2, 10)),
        ("finales de diciembre", date(2026, 12, 31), date(2026, 12, 31)),
        ("4月", date(2027, 4, 1), date(2027, 4, 30)),
        ("9月", date(2026, 9, 1), date(2026, 9, 30)),
    ],
)
def test_a_stretch_of_days(text: str, first: date, last: date) -> None:
    got = period(text, MONDAY)
    assert got is not None
    assert (got.first, got.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["6月", "13月", "12", "May", "春节前", "过完年", "收完菜", "soon", "2026-12-05"]
)
def test_what_tells_no_certain_stretch(text: str) -> None:
    assert period(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本月25", date(2026, 11, 25)),
        ("下月5号", date(2026, 12, 5)),
        ("23号", MONDAY),
        ("22号", date(2026, 12, 22)),
        ("the 25th", date(2026, 11, 25)),
        ("下周三下午", date(2026, 12, 2)),
        ("周五前", date(2026, 11, 27)),
        ("next Tue", date(2026, 12, 1)),
        ("EOM", date(2026, 11, 30)),
        ("nächsten Dienstag", date(2026, 12, 1)),
        ("mañana", date(2026, 11, 24)),
        ("la semaine prochaine", date(2026, 11, 30)),
        ("本月31", None),
        ("3天前", None),
        ("25", None),
    ],
)
def test_days_told_from_today_in_short_and_in_other_languages(text: str, day: date | None) -> None:
    assert relative_day(text, MONDAY) == day


LEADS = "# 线索\n| 姓名 | 电话 | 来源 | 下次跟进时间 |\n| 李雷 | 13800000001 | 展会 | {} |"


def test_a_day_that_nobody_can_tell_is_kept_and_holds_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        taken = shop.take(LEADS.format("春节前"))
        assert counts(taken, "线索") == {"new": 1}
        assert "warning 线索!D2 vague-date" in found(taken)
        values = shop.show("L-000001")["values"]
    assert (values["next_follow_up"], values["extra"]) == (None, {"下次跟进时间": "春节前"})


def test_a_strict_house_wants_a_date(tmp_path: Path) -> None:
    with desk(tmp_path, "[strict]\nleads = true\n") as shop:
        assert "error 线索!D2 not-a-date" in found(shop.take(LEADS.format("春节前")))


def test_the_first_day_for_a_contact_that_has_not_passed_and_the_last_for_a_close(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take(LEADS.format("11月"))
        assert shop.show("L-000001")["values"]["next_follow_up"] == MONDAY
        shop.take("# 客户\n| 客户名称 | 电话 |\n| 宏达 | 13911112222 |", name="客户.xlsx")
        shop.take("# 商机\n| 商机名称 | 客户 | 预计成交时间 |\n| 采购 | 宏达 | 12月初 |", name="商机.xlsx")
        assert shop.show("O-000001")["values"]["expected_close"] == date(2026, 12, 10)


def test_a_vague_next_day_beside_a_contact_is_kept_with_the_contact(tmp_path: Path) -> None:
    text = (
        "# 线索\n| 姓名 | 电话 | 来源 | 跟进日期1 | 跟进内容1 | 下次跟进1 |\n"
        "| 甲 | 13500001525 | 网络 | 2026-11-06 | 看车 | 过完年 |"
    )
    with desk(tmp_path) as shop:
        taken = shop.take(text)
        assert taken.sheets[0].beside["follow_ups"]["new"] == 1
        (contact,) = shop.show("L-000001")["follow_ups"]
    assert "过完年" in str(contact)
