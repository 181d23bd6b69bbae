"""The calendar file, read back by the rules of the format."""

from __future__ import annotations

from datetime import date

from tests.desk import Desk
from tests.report.facts import TODAY, ZH
from tests.report.test_due import record
from workbook_crm import rounds
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.calendar import calendar

NASTY = "坏，人;\nBEGIN:VEVENT\\" + "长" * 100


def events(content: bytes) -> list[dict[str, str]]:
    """Each event's properties, unfolded."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            key, _, value = line.partition(":")
            found[-1].setdefault(key.partition(";")[0], value)
    return found


def test_overdue_stands_on_today_and_what_is_far_off_is_left_out() -> None:
    records = (
        record("L-1", owner="张三", next_follow_up=date(2026, 11, 1)),
        record("L-2", owner="张三", next_follow_up=date(2026, 12, 23)),
        record("L-3", owner="张三", next_follow_up=date(2026, 12, 24)),
        record("L-4", owner="李四", next_follow_up=TODAY),
        record("L-5", owner="张三"),
    )
    made = events(calendar(DailyFacts(records), "张三", ZH, TODAY))
    assert [(each["UID"], each["DTSTART"]) for each in made] == [
        ("L-1@workbook-crm", "20261123"),
        ("L-2@workbook-crm", "20261223"),
    ]


def test_text_of_senders_makes_no_events() -> None:
    records = (record("L-1", owner="张三", next_follow_up=TODAY, customer=NASTY, plan=NASTY),)
    (event,) = events(calendar(DailyFacts(records), "张三", ZH, TODAY))
    assert event["SUMMARY"] == "跟进 坏，人\\;\\nBEGIN:VEVENT\\\\" + "长" * 100


def test_what_is_planned_for_later_is_asked_of_the_store(shop: Desk) -> None:
    shop.take(
        "# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 张三 | 2026-12-01 |\n| C-000001 | 张三 | 2026-11-23 |"
    )
    rounds.write_daily(shop.workspace)
    made = (shop.workspace.folder / "reports" / "2026-11-23" / "calendar-张三.ics").read_bytes()
    assert {
        event["UID"][:8]: event["DTSTART"] for event in events(made) if event["UID"].startswith("C-")
    } == {
        "C-000001": "20261123",
        "C-000002": "20261201",
    }
