"""The due rule and the working days, each at its edge, below and above it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.report.test_due import TODAY, ago, record
from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import Workdays
from workbook_crm.report.due import due_list, due_list_json, intervals_of, last_follow_up, planned

LEVELS = {"level": (Choice("A", interval_days=7), Choice("F1"), Choice("Z", interval_days=0))}
NAMES = ("due", "coming", "undated", "neglected", "closing")
WEEKEND = Workdays(rest=("sat", "sun"))
FRIDAY = date(2026, 11, 27)


def lists(today: date = TODAY, workdays: Workdays | None = None, **facts: Any) -> dict[str, int]:
    """The lists on which one record stands, with the days that it is overdue."""
    told = DailyFacts((record("L-1", **facts),), choices=LEVELS, workdays=workdays or Workdays())
    due = due_list(told, today)
    return {name: row.days_overdue for each in due.people for name in NAMES for row in getattr(each, name)}


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"next_follow_up": ago(-1)}, {}),
        ({"next_follow_up": ago(0)}, {"due": 0}),
        ({"next_follow_up": ago(1)}, {"due": 1}),
        ({"next_follow_up": datetime(2026, 11, 23, 23, 59)}, {"due": 0}),
        ({"next_follow_up": datetime(2026, 11, 24, 0, 0)}, {}),
        ({"last_contact": ago(6), "level": "A"}, {}),
        ({"last_contact": ago(7), "level": "A"}, {"due": 0}),
        ({"last_contact": ago(8), "level": "A"}, {"due": 1}),
        ({"last_contact": datetime(2026, 11, 16, 23, 0), "level": "A"}, {"due": 0}),
        ({"last_contact": ago(8), "level": "Z"}, {"undated": 0}),
        ({"last_contact": ago(8), "level": "F1"}, {"undated": 0}),
        ({"last_contact": ago(8), "level": "没有的"}, {"undated": 0}),
        ({"last_contact": ago(8)}, {"undated": 0}),
        ({"since": ago(90), "level": "A"}, {"undated": 0}),
        ({"next_follow_up": ago(-5), "last_contact": ago(7), "level": "A"}, {}),
        ({"next_follow_up": ago(-5), "last_contact": ago(8), "level": "A"}, {"neglected": 0}),
        ({"next_follow_up": ago(-5), "since": ago(7), "level": "A"}, {}),
        ({"next_follow_up": ago(-5), "since": ago(8), "level": "A"}, {"neglected": 0}),
        ({"next_follow_up": ago(-5), "since": ago(90), "last_contact": ago(1), "level": "A"}, {}),
        ({"next_follow_up": ago(-5), "last_contact": ago(90)}, {}),
        ({"next_follow_up": ago(0), "last_contact": ago(90), "level": "A"}, {"due": 0}),
        ({"next_follow_up": ago(-5), "expected_close": ago(0)}, {}),
        ({"next_follow_up": ago(-5), "expected_close": ago(1)}, {"closing": 0}),
        ({"expected_close": ago(1)}, {"undated": 0, "closing": 0}),
    ],
)
def test_a_day_earlier_a_day_later(facts: dict[str, Any], where: dict[str, int]) -> None:
    assert lists(**facts) == where


@pytest.mark.parametrize(
    ("day", "where"),
    [(27, {"due": 0}), (28, {"coming": 0}), (29, {"coming": 0}), (30, {}), (26, {"due": 1})],
)
def test_what_falls_on_days_off_is_seen_before(day: int, where: dict[str, int]) -> None:
    assert lists(FRIDAY, WEEKEND, next_follow_up=date(2026, 11, day)) == where


@pytest.mark.parametrize(
    ("contact", "where"),
    [
        (date(2026, 11, 20), {"due": 0}),  # a week later is Friday
        (date(2026, 11, 21), {}),  # a Saturday: Monday will do
        (date(2026, 11, 22), {}),
        (date(2026, 11, 23), {}),
        (date(2026, 11, 13), {"due": 7}),
        (date(2026, 11, 14), {"due": 4}),  # Saturday 21, so Monday 23
    ],
)
def test_what_is_worked_out_falls_on_a_working_day(contact: date, where: dict[str, int]) -> None:
    assert lists(FRIDAY, WEEKEND, last_contact=contact, level="A") == where


def test_the_next_working_day_is_told_where_there_are_days_off() -> None:
    told = [
        due_list(DailyFacts((record("L-1"),), workdays=workdays), FRIDAY).next_workday
        for workdays in (Workdays(), WEEKEND, Workdays(closed=frozenset({date(2026, 11, 28)})))
    ]
    assert told == [None, date(2026, 11, 30), date(2026, 11, 29)]


def test_who_has_nothing_to_do_has_no_list() -> None:
    due = due_list(DailyFacts((record("L-1", owner="张三", next_follow_up=ago(-9)),)), TODAY)
    assert due.people == ()


def numbers(name: str, *records: Any) -> list[str]:
    (mine,) = due_list(DailyFacts(records, choices=LEVELS), TODAY).people
    return [row.record.number for row in getattr(mine, name)]


def test_what_waits_longest_stands_first() -> None:
    waiting = {"next_follow_up": ago(-5), "level": "A"}
    assert numbers(
        "neglected",
        record("L-1", last_contact=ago(9), **waiting),
        record("L-2", last_contact=ago(20), **waiting),
        record("L-3", since=ago(15), last_contact=ago(30), **waiting),
        record("L-4", since=ago(25), **waiting),
    ) == ["L-3", "L-4", "L-2", "L-1"]
    assert numbers(
        "undated",
        record("L-1", since=ago(9)),
        record("L-2"),
        record("L-3", since=ago(20), amount=Decimal(1)),
        record("L-4", since=ago(20), amount=Decimal(2)),
        record("L-6", since=ago(20)),
        record("L-5", since=ago(20)),
    ) == ["L-2", "L-4", "L-3", "L-5", "L-6", "L-1"]
    closing = {"next_follow_up": ago(-5)}
    assert numbers(
        "closing",
        record("O-1", expected_close=ago(1), **closing),
        record("O-2", expected_close=ago(3), **closing),
        record("O-3", expected_close=ago(2), **closing),
    ) == ["O-2", "O-3", "O-1"]


def test_days_that_are_known() -> None:
    records = (
        record("L-1", next_follow_up=datetime(2026, 12, 1, 9, 30)),
        record("L-2", last_contact=ago(1), level="A"),
        record("L-3"),
    )
    told = [(each.number, day) for each, day in planned(DailyFacts(records, choices=LEVELS), TODAY)]
    assert told == [("L-1", date(2026, 12, 1)), ("L-2", TODAY + timedelta(days=6))]


def test_intervals_of_levels() -> None:
    assert intervals_of(LEVELS) == {"A": 7}
    assert intervals_of({}) == {}


@pytest.mark.parametrize(
    ("facts", "short"),
    [
        ({}, ""),
        ({"last_contact": ago(3)}, "2026-11-20"),
        ({"last_contact": datetime(2026, 11, 20, 9, 0), "method": "电话"}, "2026-11-20 电话"),
        ({"last_contact": ago(3), "content": "谈\n价格"}, "2026-11-20 谈 价格"),
        ({"last_contact": ago(3), "content": "谈" * 24}, "2026-11-20 " + "谈" * 24),
        ({"last_contact": ago(3), "content": "谈" * 25}, "2026-11-20 " + "谈" * 23 + "…"),
    ],
)
def test_the_last_contact_fits_a_line(facts: dict[str, Any], short: str) -> None:
    assert last_follow_up(record("L-1", **facts)) == short


def test_every_row_that_is_due_with_its_person() -> None:
    facts = DailyFacts(
        (record("L-1", owner="张三", next_follow_up=TODAY), record("L-2", next_follow_up=TODAY))
    )
    due = due_list(facts, TODAY)
    assert [(person, row.record.number) for person, row in due.rows()] == [("张三", "L-1"), ("", "L-2")]
    assert list(DueList(TODAY, (PersonDue("张三"),)).rows()) == []


def test_the_shape_of_the_list_as_json() -> None:
    one = record(
        "O-1", kind="opportunities", owner="张三", phone="13911112222", level="A", stage="方案报价", amount=Decimal(5),
        next_follow_up=ago(2), last_contact=ago(9), expected_close=ago(1), plan="送合同", method="电话", content="谈价格",
    )  # fmt: skip
    told = due_list_json(due_list(DailyFacts((one,), is_cut=True), TODAY), Language.ZH)
    assert (told["date"], told["next_workday"], told["is_cut"]) == (TODAY, None, True)
    (person,) = told["people"]
    assert {name: len(person[name]) for name in NAMES} == dict.fromkeys(NAMES, 0) | {"due": 1, "closing": 1}
    assert person["due"] == person["closing"] == [{
        "number": "O-1", "kind": "opportunities", "name": "李雷", "customer": "李雷", "phone": "13911112222",
        "due": ago(2), "days_overdue": 2, "stage": "方案报价", "amount": Decimal(5), "plan": "送合同",
        "last_follow_up": "2026-11-14 电话 谈价格", "level": "A", "expected_close": ago(1),
        "model": None, "remark": None,
    }]  # fmt: skip


@pytest.mark.parametrize(
    ("workdays", "are_all"),
    [
        (Workdays(), True),
        (Workdays(open=frozenset({TODAY})), True),
        (Workdays(rest=()), True),
        (Workdays(rest=("sun",)), False),
        (Workdays(closed=frozenset({TODAY})), False),
        (Workdays("CN"), False),
        (Workdays("CN", rest=()), False),
    ],
)
def test_whether_no_day_is_off(workdays: Workdays, are_all: bool) -> None:
    assert workdays.are_all is are_all


def test_a_day_that_is_both_open_and_closed_is_worked() -> None:
    both = Workdays(closed=frozenset({TODAY, ago(-1)}), open=frozenset({TODAY}))
    assert (both.is_workday(TODAY), both.is_workday(ago(-1)), both.is_workday(ago(-2))) == (True, False, True)
    assert (both.on_or_after(ago(-1)), both.next_after(TODAY)) == (ago(-2), ago(-2))


@pytest.mark.parametrize(("rested", "is_found"), [(59, True), (60, False)])
def test_nobody_rests_for_longer_than_two_months(rested: int, is_found: bool) -> None:
    closed = frozenset(TODAY + timedelta(days=nth) for nth in range(rested))
    found = Workdays(closed=closed).on_or_after(TODAY)
    assert found == (TODAY + timedelta(days=59) if is_found else TODAY)
