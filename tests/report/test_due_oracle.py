"""The due list against the rules of the trade, applied to one record at a time, on stores and stories made up at random."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk import NOW, Desk, StoppedClock, desk
from workbook_crm import rounds
from workbook_crm.model.due import DueList

TODAY = date(2026, 11, 23)
INTERVALS = {"A": 7, "B": 15, "F1": None}
OPEN = {"leads": {"new", "following"}, "customers": {"valid"}, "opportunities": {"open"}}
STATES = {
    "leads": ["new", "following", "converted", "invalid"],
    "customers": ["valid", "invalid"],
    "opportunities": ["open", "won", "lost", "paused", "terminated"],
}
Lists = dict[str, set[tuple[str, str, date | None, int]]]


@dataclass(frozen=True)
class Told:
    """A record as the store has it."""

    number: str
    kind: str
    state: str
    owner: str
    level: str
    """Of an opportunity: its customer's."""
    next_day: date | None
    last: datetime | None
    since: date
    close: date | None


def oracle(records: list[Told], today: date) -> Lists:
    """Who stands on which list, by the letter of the trade's rules."""
    lists: Lists = {name: set() for name in ("due", "undated", "neglected", "closing")}
    planned_deals = {
        each.number[2:]
        for each in records
        if each.kind == "opportunities" and each.state == "open" and each.next_day is not None
    }
    for each in records:
        if each.state not in OPEN[each.kind]:
            continue
        interval = INTERVALS.get(each.level)
        due = each.next_day
        is_with_deal = due is None and each.kind == "customers" and each.number[2:] in planned_deals
        if due is None and not is_with_deal and each.last is not None and interval is not None:
            due = each.last.date() + timedelta(days=interval)
        late = (today - due).days if due is not None and due < today else 0
        row = (each.owner, each.number, due, late)
        if due is None and not is_with_deal:
            lists["undated"].add(row)
        elif due is not None and due <= today:
            lists["due"].add(row)
        else:
            touched = each.last.date() if each.last else each.since
            if interval is not None and (today - touched).days > interval:
                lists["neglected"].add(row)
        if each.close is not None and each.close < today:
            lists["closing"].add(row)
    return lists


def told(due: DueList) -> Lists:
    return {
        name: {
            (person.person, row.record.number, row.due, row.days_overdue)
            for person in due.people
            for row in getattr(person, name)
        }
        for name in ("due", "undated", "neglected", "closing")
    }


_TURNS = (-31, -30, -29, -16, -15, -14, -8, -7, -6, -1, 0, 1)
"""Days from today on which something changes."""


def days(first: int, last: int) -> st.SearchStrategy[date]:
    offsets = st.integers(first, last) | st.sampled_from([each for each in _TURNS if first <= each <= last])
    return offsets.map(lambda each: TODAY + timedelta(days=each))


def told_of(number: str, kind: str) -> st.SearchStrategy[Told]:
    return st.builds(
        Told,
        number=st.just(number),
        kind=st.just(kind),
        state=st.sampled_from(STATES[kind]),
        owner=st.sampled_from(["张三", "李四", ""]),
        level=st.sampled_from([*INTERVALS, ""]),
        next_day=st.none() | days(-40, 40),
        last=st.none() | days(-40, 1).map(lambda day: datetime(day.year, day.month, day.day, 23, 59)),
        since=days(-60, 0),
        close=st.none() | days(-20, 20) if kind == "opportunities" else st.none(),
    )


@st.composite
def stores(draw: st.DrawFn) -> list[Told]:
    """Some records of every kind; opportunity n belongs to customer n, where there is one."""
    kinds = (("L", "leads"), ("C", "customers"), ("O", "opportunities"))
    records = [
        draw(told_of(f"{prefix}-{nth:06d}", kind))
        for prefix, kind in kinds
        for nth in range(1, draw(st.integers(0, 5)) + 1)
    ]
    levels = {each.number[2:]: each.level for each in records if each.kind == "customers"}
    return [
        replace(each, level=levels.get(each.number[2:], "")) if each.kind == "opportunities" else each
        for each in records
    ]


@pytest.fixture(scope="module")
def levelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A dealership with levels, and nothing else."""
    with desk(tmp_path_factory.mktemp("oracle")) as empty:
        empty.take("# 字典\n| 列表 | 值 | 跟进间隔 |\n| 级别 | A | 7 |\n| 级别 | B | 15 |\n| 级别 | F1 | |")
        yield empty


@given(records=stores())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_record_of_a_store_stands_where_the_rules_put_it(levelled: Desk, records: list[Told]) -> None:
    put(levelled.workspace.folder / "workbook_crm.db", records)
    assert told(rounds.due_on(levelled.workspace, TODAY, None)) == oracle(records, TODAY)


def put(database: Path, records: list[Told]) -> None:
    """Writes the records straight into the tables."""
    connection = sqlite3.connect(database)
    with connection:
        for kind in OPEN:
            connection.execute(f"delete from {kind}")
        for nth, each in enumerate(records, 1):
            values: dict[str, Any] = {
                "id": nth, "number": each.number, "name": each.number, "name_key": each.number, "state": each.state,
                "owner": each.owner or None, "next_follow_up": each.next_day and each.next_day.isoformat(),
                "last_contact": each.last and each.last.isoformat(" "), "since": each.since.isoformat(),
            }  # fmt: skip
            if each.kind == "opportunities":
                close = each.close.isoformat() if each.close else None
                values |= {"customer": f"C{each.number[1:]}", "expected_close": close}
            else:
                values |= {"level": each.level or None}
            marks = ", ".join("?" * len(values))
            connection.execute(
                f"insert into {each.kind} ({', '.join(values)}) values ({marks})", [*values.values()]
            )
    connection.close()


Event = tuple[str, int, int | None]
"""(on the record's own row or in a follow-up, days until it happens, in how many days the next one is)"""
STORIES = st.lists(
    st.tuples(st.sampled_from(["row", "follow-up"]), st.integers(1, 12), st.none() | st.integers(0, 20)),
    min_size=1,
    max_size=6,
)


@dataclass(frozen=True)
class Standing:
    """What somebody would remember of a lead who heard the story."""

    planned: date | None = None
    last: date | None = None
    written: date | None = None
    """What its row said last: to say it again is no news."""

    def after(self, how: str, day: date, agreed: date | None) -> Standing:
        if how == "follow-up":
            is_answered = self.planned is not None and day >= self.planned - timedelta(days=2)
            kept = None if is_answered else self.planned
            return Standing(agreed or kept, day, self.written)
        if agreed is None or agreed in (self.planned, self.written):
            return self
        return Standing(agreed, self.last, agreed)

    @property
    def due(self) -> date | None:
        return self.planned or (self.last + timedelta(days=7) if self.last else None)


@given(story=STORIES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_planned_stays_due_until_it_is_done(stories: Desk, story: list[Event]) -> None:
    number = new_lead(stories)
    day, standing = NOW.date(), Standing()
    for nth, (how, wait, following) in enumerate(story):
        day += timedelta(days=wait)
        agreed = day + timedelta(days=following) if following is not None else None
        stories.workspace.__dict__["clock"] = StoppedClock(datetime.combine(day, NOW.timetz()))
        stories.take(event(number, nth, how, day, agreed), name=f"{number}-{nth}.xlsx")
        standing = standing.after(how, day, agreed)
    due = standing.due
    for today in (day, day + timedelta(days=7), day + timedelta(days=30)):
        found = told(rounds.due_on(stories.workspace, today, None))
        mine = {name: {row[2:] for row in rows if row[1] == number} for name, rows in found.items()}
        assert mine["due"] == ({(due, (today - due).days)} if due is not None and due <= today else set())
        assert bool(mine["undated"]) is (due is None)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A dealership in which every story is about a lead of its own."""
    with desk(tmp_path_factory.mktemp("stories")) as shop:
        shop.take("# 字典\n| 列表 | 值 | 跟进间隔 |\n| 级别 | A | 7 |")
        yield shop


def new_lead(shop: Desk) -> str:
    nth = shop.count("leads") + 1
    shop.take(
        f"# 线索\n| 姓名 | 电话 | 来源 | 级别 |\n| 线索{nth} | 1380000{nth:04d} | 展厅 | A |",
        name=f"新{nth}.xlsx",
    )
    return f"L-{nth:06d}"


def event(number: str, nth: int, how: str, day: date, agreed: date | None) -> str:
    """The workbook that tells of it."""
    said = agreed.isoformat() if agreed else ""
    if how == "row":
        return f"# 线索\n| 线索编号 | 下次跟进时间 | 备注 |\n| {number} | {said} | 第{nth}次 |"
    return (
        "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
        f"| {number} | {day.isoformat()} | 电话 | 第{nth}次 | {said} |"
    )
