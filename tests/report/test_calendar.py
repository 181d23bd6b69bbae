"""The calendar file, read back by a library and by the letter of RFC 5545."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.desk import NOW, Desk, StoppedClock
from tests.report.facts import TODAY, ZH
from tests.report.test_due import LEVELS, record
from workbook_crm import rounds
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import Workdays
from workbook_crm.report.calendar import Calendars, Told, calendar, planned_by_person, told_after

NASTY = "坏，人;\r\nBEGIN:VEVENT\\n,\x0b😀" + "长" * 100
LONGEST_BYTES = 75
"""Of a line, without its break (RFC 5545, 3.1)."""


def of_person(
    *records: OpenRecord,
    person: str = "张三",
    language: Language = ZH,
    today: date = TODAY,
    of: Calendars | None = None,
    **more: Any,
) -> bytes:
    planned = planned_by_person(DailyFacts(records, choices=LEVELS, **more), today)
    return calendar(person, planned.get(person, ()), language, today, of)


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


def number_of(event: Any) -> str:
    return str(event["uid"]).partition(".")[0]


def days(content: bytes) -> dict[str, tuple[str, date]]:
    """By number: whether an event is confirmed or cancelled, and its day."""
    return {number_of(each): (str(each["status"]), each.decoded("dtstart")) for each in events(content)}


def test_overdue_stands_on_today_and_what_is_far_off_is_left_out() -> None:
    records = (
        record("L-1", owner="张三", next_follow_up=date(2026, 11, 1)),
        record("L-2", owner="张三", next_follow_up=date(2026, 12, 23)),
        record("L-3", owner="张三", next_follow_up=date(2026, 12, 24)),
        record("L-4", owner="李四", next_follow_up=TODAY),
        record("L-5", owner="张三"),
    )
    made = events(of_person(*records))
    assert [(number_of(each), each.decoded("dtstart")) for each in made] == [
        ("L-1", TODAY),
        ("L-2", date(2026, 12, 23)),
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


LATER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("now", "is_gone"),
    [
        ({"next_follow_up": LATER}, False),
        ({"next_follow_up": date(2026, 12, 20)}, False),  # moved: the same event on another day
        ({"next_follow_up": date(2026, 12, 24)}, True),  # out of the 30 days
        ({}, True),  # done, and nothing was planned anew
        ({"next_follow_up": LATER, "owner": "李四"}, True),  # handed over
        (None, True),  # won, invalid, taken back
    ],
)
def test_what_was_told_and_holds_no_more_is_cancelled(now: dict[str, Any] | None, is_gone: bool) -> None:
    lead = record("L-1", owner="张三", next_follow_up=LATER)
    first = Calendars(told={})
    told = told_after(planned_by_person(DailyFacts((lead,)), TODAY), first.told, TODAY)
    assert told == {"张三": {"L-1": Told(LATER, "李雷")}}
    (before,) = events(of_person(lead, of=first))

    records = () if now is None else (record("L-1", **({"owner": "张三"} | now)),)
    (event,) = events(of_person(*records, of=Calendars("", datetime(2026, 11, 23, 9, 0, tzinfo=UTC), told)))
    assert event["uid"] == before["uid"]
    assert event["sequence"] > before["sequence"]
    assert event["status"] == ("CANCELLED" if is_gone else "CONFIRMED")
    assert str(event["summary"]) == ("已取消：跟进 李雷" if is_gone else "跟进 李雷")


@pytest.mark.parametrize(("day", "is_told"), [(17, True), (16, True), (15, False)])
def test_a_cancelled_event_is_told_until_a_week_after_its_day(day: int, is_told: bool) -> None:
    told = {"张三": {"L-1": Told(date(2026, 11, day), "李雷")}}
    assert bool(events(of_person(of=Calendars(told=told)))) is is_told
    assert told_after({}, told, TODAY) == (told if is_told else {})


def test_who_imports_the_files_of_two_keeps_what_was_handed_over() -> None:
    told = {"张三": {"L-1": Told(LATER, "李雷")}}
    mine = record("L-1", owner="李四", next_follow_up=LATER)
    (left,) = events(of_person(mine, of=Calendars(told=told)))
    (new,) = events(of_person(mine, person="李四", of=Calendars(told=told)))
    assert left["uid"] != new["uid"]


def test_two_workspaces_have_no_event_in_common() -> None:
    lead = record("L-1", owner="张三", next_follow_up=TODAY)
    one, other, same = (events(of_person(lead, of=Calendars(each)))[0]["uid"] for each in ("a", "b", "a"))
    assert one == same != other


def test_it_says_when_it_was_made() -> None:
    lead = record("L-1", owner="张三", next_follow_up=TODAY)
    at = [datetime(2026, 11, 23, 8, 0, each, tzinfo=ZoneInfo("Asia/Shanghai")) for each in (0, 1)]
    first, second = (events(of_person(lead, of=Calendars("", each)))[0] for each in at)
    assert first.decoded("dtstamp") == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert second["sequence"] - first["sequence"] == 1


def morning(shop: Desk, day: int, *people: str) -> list[dict[str, tuple[str, date]]]:
    """The calendars of some people as they are made on a day of November."""
    shop.workspace.__dict__["clock"] = StoppedClock(NOW.replace(day=day))
    rounds.write_daily(shop.workspace)
    folder = shop.workspace.folder / "reports" / f"2026-11-{day}"
    return [days((folder / f"calendar-{each}.ics").read_bytes()) for each in people]


def test_three_mornings(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n| 甲 | 13712345671 | 展会 | 张三 | 2026-11-24 |\n"
        "| 乙 | 13712345672 | 展会 | 张三 | 2026-11-27 |"
    )
    first, second = ("CONFIRMED", date(2026, 11, 24)), ("CONFIRMED", date(2026, 11, 27))
    assert morning(empty_desk, 23, "张三") == [{"L-000001": first, "L-000002": second}]
    rounds.write_daily(empty_desk.workspace, date(2026, 12, 30))  # another day's files tell nobody anything
    empty_desk.take(
        "# 线索\n| 线索编号 | 负责人 | 下次跟进时间 |\n| L-000001 | 张三 | 清空 |\n| L-000002 | 李四 | |"
    )
    gone = {"L-000001": ("CANCELLED", first[1]), "L-000002": ("CANCELLED", second[1])}
    assert morning(empty_desk, 24, "张三", "李四") == [gone, {"L-000002": second}]
    empty_desk.take("# 线索\n| 线索编号 | 负责人 | 状态 | 无效原因 |\n| L-000001 | 李四 | 无效 | 空号 |")
    assert morning(empty_desk, 25, "张三", "李四") == [gone, {"L-000002": second}], (
        "who has no list is told too"
    )
    (empty_desk.workspace.folder / "work" / "calendars.json").write_text("{", encoding="utf-8")
    assert morning(empty_desk, 26, "李四") == [{"L-000002": second}]


KHAL = shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="khal is not installed (pip install khal)")
def test_a_calendar_program_takes_it_back(tmp_path: Path) -> None:
    lead = record("L-1", owner="张三", next_follow_up=TODAY)
    (tmp_path / "config").write_text(
        f"[calendars]\n[[work]]\npath = {tmp_path / 'events'}\n[locale]\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n[default]\ndefault_calendar = work\n",
        encoding="utf-8",
    )
    (tmp_path / "events").mkdir()
    told = {"张三": {"L-1": Told(TODAY, "李雷")}}
    listed = []
    for nth, content in enumerate((of_person(lead), of_person(of=Calendars(told=told)))):
        file = tmp_path / f"{nth}.ics"
        file.write_bytes(content)
        khal(tmp_path, "import", "--batch", "-a", "work", str(file))
        listed.append(
            khal(tmp_path, "list", "--format", "{title}|{status}", "2026-11-23", "1d").splitlines()[1:]
        )
    assert listed == [["跟进 李雷|CONFIRMED "], ["已取消：跟进 李雷|CANCELLED "]]


def khal(folder: Path, *arguments: str) -> str:
    assert KHAL is not None
    done = subprocess.run(
        [KHAL, "-c", str(folder / "config"), *arguments], check=True, capture_output=True, text=True,
        env={**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.stdout


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
