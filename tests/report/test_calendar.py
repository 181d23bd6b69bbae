"""The calendar file, read back by a library and by the letter of RFC 5545."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from tests.desk import Desk
from tests.report.facts import TODAY, ZH
from tests.report.test_due import LEVELS, record
from workbook_crm import rounds
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import Workdays
from workbook_crm.report.calendar import calendar, planned_by_person

NASTY = "坏，人;\r\nBEGIN:VEVENT\\n,\x0b😀" + "长" * 100
LONGEST_BYTES = 75
"""Of a line, without its break (RFC 5545, 3.1)."""


def of_person(
    *records: OpenRecord, person: str = "张三", language: Language = ZH, today: date = TODAY, **more: Any
) -> bytes:
    planned = planned_by_person(DailyFacts(records, choices=LEVELS, **more), today)
    return calendar(planned.get(person, ()), language, today)


def events(content: bytes) -> list[Any]:
    """The events as a library understands them, after the letter of the format was looked at."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    for line in content.split(b"\r\n"):
        assert len(line) <= LONGEST_BYTES
        line.decode()  # a fold cuts no character
    read = Calendar.from_ical(content)
    assert read.errors == []
    assert {"VERSION", "PRODID", "CALSCALE", "METHOD"} <= set(read)
    found = list(read.walk("VEVENT"))
    for each in found:
        assert each.errors == []
        assert isinstance(each.decoded("dtstamp"), datetime)
        assert each.decoded("dtstamp").utcoffset().total_seconds() == 0
        assert (each.decoded("dtend") - each.decoded("dtstart")).days == 1
        assert type(each.decoded("dtstart")) is date, "of the whole day"
    assert len({str(each["uid"]) for each in found}) == len(found)
    return found


def test_overdue_stands_on_today_and_what_is_far_off_is_left_out() -> None:
    records = (
        record("L-1", owner="张三", next_follow_up=date(2026, 11, 1)),
        record("L-2", owner="张三", next_follow_up=date(2026, 12, 23)),
        record("L-3", owner="张三", next_follow_up=date(2026, 12, 24)),
        record("L-4", owner="李四", next_follow_up=TODAY),
        record("L-5", owner="张三"),
    )
    made = events(of_person(*records))
    assert [(str(each["uid"]), each.decoded("dtstart")) for each in made] == [
        ("L-1@workbook-crm", TODAY),
        ("L-2@workbook-crm", date(2026, 12, 23)),
    ]


def test_text_of_senders_is_text() -> None:
    (event,) = events(
        of_person(record("L-1", owner="张三", next_follow_up=TODAY, customer=NASTY, plan=NASTY))
    )
    expected = NASTY.replace("\r", "").replace("\x0b", "")
    assert str(event["summary"]) == f"跟进 {expected}"
    assert f"计划：{expected}" in str(event["description"])


def test_tomorrows_file_takes_the_place_of_todays() -> None:
    lead = record("L-1", owner="张三", next_follow_up=TODAY)
    (today,) = events(of_person(lead))
    (tomorrow,) = events(of_person(lead, today=date(2026, 11, 24)))
    assert today["uid"] == tomorrow["uid"]
    assert today["sequence"] < tomorrow["sequence"]
    assert today.decoded("dtstamp") < tomorrow.decoded("dtstamp")


def test_who_has_nothing_planned_has_an_empty_calendar() -> None:
    assert events(of_person()) == []


@pytest.mark.parametrize(("language", "summary"), [(ZH, "跟进 李雷"), (Language.EN, "Follow up: 李雷")])
def test_it_speaks_the_language_of_the_workspace(language: Language, summary: str) -> None:
    content = of_person(record("L-1", owner="张三", next_follow_up=TODAY), language=language)
    (event,) = events(content)
    assert str(event["summary"]) == summary


def test_what_we_work_out_falls_on_a_working_day() -> None:
    lead = record("L-1", owner="张三", level="A", last_contact=date(2026, 11, 21))
    days = [
        events(of_person(lead, workdays=each))[0].decoded("dtstart") for each in (Workdays(), Workdays("CN"))
    ]
    assert days == [date(2026, 11, 28), date(2026, 11, 30)]


def test_what_is_planned_for_later_is_asked_of_the_store(shop: Desk) -> None:
    shop.take(
        "# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 张三 | 2026-12-01 |\n| C-000001 | 张三 | 2026-11-23 |"
    )
    rounds.write_daily(shop.workspace)
    made = (shop.workspace.folder / "reports" / "2026-11-23" / "calendar-张三.ics").read_bytes()
    assert {
        str(each["uid"])[:8]: each.decoded("dtstart") for each in events(made) if each["uid"].startswith("C-")
    } == {
        "C-000001": date(2026, 11, 23),
        "C-000002": date(2026, 12, 1),
    }
