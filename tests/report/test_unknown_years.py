"""A year whose days off nobody has arranged yet is said to be unknown, and no working day of it is a fact."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.desk import NOW, desk
from workbook_crm import rounds
from workbook_crm.health import checks_of
from workbook_crm.model.health import Level
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import Workdays
from workbook_crm.report.digest import day_in_words
from workbook_crm.report.due import due_list, due_list_json

CHINA = Workdays("CN")
FAR = date(2090, 1, 1)
"""A holiday of a year that no version of the calendar knows yet."""


@pytest.mark.parametrize(
    ("workdays", "first", "last", "unknown"),
    [
        (CHINA, date(2026, 11, 23), date(2026, 12, 31), ()),
        (CHINA, date(2025, 12, 31), date(2026, 1, 4), ()),
        (CHINA, date(2089, 12, 31), FAR, (2089, 2090)),
        (Workdays("GB-ENG"), FAR, FAR, ()),
        (Workdays(), FAR, FAR, ()),
        (Workdays(rest=("sun",)), FAR, FAR, ()),
    ],
)
def test_years_are_known_as_far_as_their_arrangement_is(
    workdays: Workdays, first: date, last: date, unknown: tuple[int, ...]
) -> None:
    assert workdays.unknown_years(first, last) == unknown


def test_a_list_names_no_next_working_day_of_an_unknown_year() -> None:
    facts = DailyFacts(workdays=CHINA)
    due = due_list(facts, FAR)
    day = day_in_words(facts, due, Language.EN)
    assert (day.day_off, day.next_workday) == ("New Year's Day", "")
    assert day.notes == (
        "The arrangement for 2090 is not known to this version: only weekends and statutory holidays count.",
    )
    told = due_list_json(due, Language.ZH)
    assert (told["next_workday"], told["unknown_years"]) == (None, (2090,))
    assert told["notes"] == ["本版本还不知道 2090 年的放假和调休安排，只按周末和法定节假日推算"]


def test_a_known_year_says_nothing() -> None:
    facts = DailyFacts(workdays=CHINA)
    due = due_list(facts, date(2026, 10, 1))
    assert day_in_words(facts, due, Language.ZH).notes == ()
    told = due_list_json(due, Language.ZH)
    assert (told["next_workday"], told["unknown_years"], told["notes"]) == (date(2026, 10, 8), (), [])


@pytest.mark.parametrize(
    ("settings", "now", "level"),
    [
        ('[workdays]\ncountry = "CN"\n', datetime(2090, 1, 1, 8, tzinfo=NOW.tzinfo), Level.NOTE),
        ('[workdays]\ncountry = "CN"\n', datetime(2026, 11, 1, 8, tzinfo=NOW.tzinfo), Level.WELL),
        ('[workdays]\ncountry = "GB"\n', datetime(2090, 1, 1, 8, tzinfo=NOW.tzinfo), Level.WELL),
        ("", datetime(2090, 1, 1, 8, tzinfo=NOW.tzinfo), None),
    ],
)
def test_the_doctor_says_so(settings: str, now: datetime, level: Level | None, tmp_path: Path) -> None:
    with desk(tmp_path, settings, now) as shop:
        found = [each for each in checks_of(shop.workspace) if each.code == "workdays"]
    assert [each.level for each in found] == ([] if level is None else [level])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "本版本还不知道 2090 年的放假和调休安排"),
        ("en", "The arrangement for 2090 is not known to this version"),
    ],
)
def test_the_page_says_so(language: str, said: str, tmp_path: Path) -> None:
    settings = f'language = "{language}"\n[workdays]\ncountry = "CN"\n'
    with desk(tmp_path, settings, datetime(2090, 1, 1, 8, tzinfo=NOW.tzinfo)) as shop:
        shop.take(
            "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 |\n| 王伟 | 13912345678 | 展厅 | 张三 |\n",
            sender="张三",
        )
        rounds.write_daily(shop.workspace, FAR)
        for page in (tmp_path / "reports" / "2090-01-01").glob("digest*.html"):
            assert said in page.read_text(encoding="utf-8"), page.name
