"""Lists for working mornings: what is worked out falls on a working day, what falls on days off is seen before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, desk
from tests.report.test_due import LEVELS, record
from tests.workbooks import SHOP, joined
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.settings import Settings
from workbook_crm.model.workdays import WEEKDAYS, Workdays, has_holidays
from workbook_crm.report.digest import day_in_words
from workbook_crm.report.due import due_list, due_list_json

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (27, 28, 29, 30))
CHINA = Workdays("CN")


@pytest.mark.parametrize(
    ("day", "is_worked", "name"),
    [
        (date(2026, 10, 1), False, "国庆节"),
        (date(2026, 10, 7), False, "休息日（由 2026-10-10 调休）"),
        (date(2026, 10, 10), True, ""),  # a Saturday that is worked for it
        (date(2026, 10, 11), False, ""),
        (date(2026, 9, 20), True, ""),  # a Sunday
        (date(2026, 2, 17), False, "春节"),
        (FRIDAY, True, ""),
        (date(2031, 10, 2), False, "国庆节"),  # nobody has announced the make-up days of that year
    ],
)
def test_china_rests_and_makes_up_for_it(day: date, is_worked: bool, name: str) -> None:
    assert CHINA.is_workday(day) is is_worked
    assert CHINA.holiday(day, Language.ZH) == name


def test_a_holiday_without_a_name_in_the_language_has_none() -> None:
    christmas = date(2026, 12, 25)
    assert Workdays("DE-BY").holiday(christmas, Language.ZH) == ""
    assert Workdays("DE-BY").holiday(christmas, Language.EN) == "Christmas Day"


def test_a_dealerships_own_days_come_before_the_countrys() -> None:
    own = Workdays(
        "CN", rest=("sun",), closed=frozenset({FRIDAY}), open=frozenset({date(2026, 10, 2), SUNDAY})
    )
    worked = [own.is_workday(day) for day in (FRIDAY, SATURDAY, SUNDAY, date(2026, 10, 2), date(2026, 10, 3))]
    assert worked == [False, True, True, True, False]


def test_without_a_setting_every_day_is_worked() -> None:
    assert Settings().workdays.workdays.are_all
    assert Workdays().next_after(FRIDAY) == SATURDAY


def test_who_never_works_does_not_hang_us() -> None:
    assert Workdays(rest=WEEKDAYS).on_or_after(FRIDAY) == FRIDAY


@pytest.mark.parametrize(
    ("place", "is_known"), [("CN", True), ("GB-ENG", True), ("XX", False), ("GB-XX", False)]
)
def test_whose_holidays_are_known(place: str, is_known: bool) -> None:
    assert has_holidays(place) is is_known


def lists(
    today: date, facts: dict[str, Any], workdays: Workdays = CHINA
) -> dict[str, list[tuple[date | None, int]]]:
    each = DailyFacts((record("L-1", **facts),), choices=LEVELS, workdays=workdays)
    people = due_list(each, today).people
    names = ("due", "coming", "undated", "neglected", "closing")
    return {
        name: [(row.due, row.days_overdue) for row in getattr(people[0], name)]
        for name in names
        if people and getattr(people[0], name)
    }


def test_an_interval_that_ends_on_a_day_off_is_due_on_the_next_working_day() -> None:
    facts: dict[str, Any] = {"level": "A", "last_contact": SATURDAY - timedelta(days=7)}
    assert lists(SATURDAY, facts) == {}
    assert lists(MONDAY, facts) == {"due": [(MONDAY, 0)]}
    assert lists(SATURDAY, facts, Workdays()) == {"due": [(SATURDAY, 0)]}


def test_a_date_that_was_written_stays_and_is_seen_before_the_days_off() -> None:
    facts = {"next_follow_up": SATURDAY}
    assert lists(date(2026, 11, 26), facts) == {}
    assert lists(FRIDAY, facts) == {"coming": [(SATURDAY, 0)]}
    assert lists(SATURDAY, facts) == {"due": [(SATURDAY, 0)]}
    assert lists(MONDAY, facts) == {"due": [(SATURDAY, 2)]}


def test_what_is_planned_for_the_next_working_day_waits_for_it() -> None:
    assert lists(FRIDAY, {"next_follow_up": MONDAY}) == {}


def test_nobody_is_neglected_over_days_off() -> None:
    facts: dict[str, Any] = {
        "level": "A",
        "last_contact": SATURDAY - timedelta(days=7),
        "next_follow_up": date(2026, 12, 20),
    }
    assert [bool(lists(day, facts)) for day in (SUNDAY, MONDAY, date(2026, 12, 1))] == [False, False, True]


@pytest.mark.parametrize(
    ("day", "off", "following"),
    [
        (FRIDAY, "", ""),
        (SATURDAY, "星期六", "2026-11-30 星期一"),
        (date(2026, 10, 1), "国庆节", "2026-10-08 星期四"),
    ],
)
def test_a_list_of_a_day_off_says_so(day: date, off: str, following: str) -> None:
    facts = DailyFacts(workdays=CHINA)
    said = day_in_words(facts, due_list(facts, day), Language.ZH)
    assert (said.day_off, said.next_workday) == (off, following)


@pytest.fixture
def chinese(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, '[workdays]\ncountry = "CN"\n') as shop:
        shop.take(joined(*SHOP.values()))
        shop.take("# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000001 | 张三 | 2026-11-28 |")
        yield shop


def test_from_the_setting_to_json_and_page(chinese: Desk) -> None:
    told = due_list_json(rounds.due_on(chinese.workspace, FRIDAY, "张三"), Language.ZH)
    assert told["next_workday"] == MONDAY
    (mine,) = told["people"]
    assert [each["number"] for each in mine["coming"]] == ["C-000001"]
    assert all(each["due"] <= FRIDAY for each in mine["due"]), "what is promised of `due`"
    rounds.write_daily(chinese.workspace, FRIDAY)
    page = chinese.workspace.folder / "reports" / "2026-11-27" / "digest-张三.html"
    assert "2026-11-28 休息日到期" in page.read_text(encoding="utf-8")
