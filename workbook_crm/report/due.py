"""The due list: who is due, who has no date, who was neglected, which closes have passed. Pure.

Source of the rules: the domain description, "Due". What the salesperson wrote counts, else the last contact
plus the level's interval; overdue stays on the list until a follow-up is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from workbook_crm.model.due import DueList, DueRow, OpenRecord, PersonDue
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.heights import shortened

_SHORT = 48
"""Columns on a fixed-width screen: 24 Chinese characters."""


def due_list(facts: DailyFacts, today: date) -> DueList:
    """Everybody's list as of a day; people in the order of their names, records without an owner last."""
    intervals = intervals_of(facts.choices)
    by_person: defaultdict[str, list[OpenRecord]] = defaultdict(list)
    for each in facts.open_records:
        by_person[each.owner or ""].append(each)
    people = (_person(person, records, intervals, today) for person, records in by_person.items())
    return DueList(today, tuple(sorted((each for each in people if _has_rows(each)), key=_order)))


def intervals_of(choices: Mapping[str, tuple[Choice, ...]]) -> dict[str, int]:
    """By level: how many days after a contact the next one is due."""
    return {each.value: each.interval_days for each in choices.get("level", ()) if each.interval_days}


def _has_rows(each: PersonDue) -> bool:
    return any((each.due, each.undated, each.neglected, each.closing))


def _order(each: PersonDue) -> tuple[bool, str]:
    return not each.person, each.person


def _person(
    person: str, records: Iterable[OpenRecord], intervals: Mapping[str, int], today: date
) -> PersonDue:
    rows = [_row(each, next_day(each, intervals), today) for each in records]
    due = [row for row in rows if row.due is not None and row.due <= today]
    return PersonDue(
        person,
        due=_urgent_first(due),
        undated=_urgent_first(row for row in rows if row.due is None),
        neglected=_urgent_first(
            row
            for row in rows
            if row.due is not None and row.due > today and _is_neglected(row, intervals, today)
        ),
        closing=_urgent_first(
            row for row in rows if row.record.expected_close and row.record.expected_close < today
        ),
    )


def next_day(record: OpenRecord, intervals: Mapping[str, int]) -> date | None:
    """The day of the next contact: as written, else the last contact plus the level's interval."""
    if record.next_follow_up is not None:
        return _day(record.next_follow_up)
    interval = intervals.get(record.level or "")
    if record.last_contact is None or interval is None:
        return None
    return _day(record.last_contact) + timedelta(days=interval)


def _row(record: OpenRecord, due: date | None, today: date) -> DueRow:
    return DueRow(record, due, max(0, (today - due).days) if due else 0)


def _is_neglected(row: DueRow, intervals: Mapping[str, int], today: date) -> bool:
    interval = intervals.get(row.record.level or "")
    touched = row.record.last_contact or row.record.since
    return interval is not None and touched is not None and (today - _day(touched)).days > interval


def _urgent_first(rows: Iterable[DueRow]) -> tuple[DueRow, ...]:
    return tuple(
        sorted(
            rows, key=lambda row: (-row.days_overdue, -(row.record.amount or Decimal(0)), row.record.number)
        )
    )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def last_follow_up(record: OpenRecord) -> str:
    """`2026-11-20 电话 谈价格`: the last contact in short; empty where there was none."""
    if record.last_contact is None:
        return ""
    short = shortened((record.content or "").replace("\n", " "), _SHORT)
    return " ".join(filter(None, (_day(record.last_contact).isoformat(), record.method, short)))


def due_list_json(due: DueList) -> dict[str, Any]:
    """The shape that `digest --json` promises."""
    lists = ("due", "undated", "neglected", "closing")
    return {
        "date": due.date,
        "people": [
            {
                "person": each.person,
                **{name: [_row_json(row) for row in getattr(each, name)] for name in lists},
            }
            for each in due.people
        ],
    }


def _row_json(row: DueRow) -> dict[str, Any]:
    record = row.record
    return {
        "number": record.number,
        "kind": record.kind,
        "name": record.name,
        "customer": record.customer,
        "phone": record.phone,
        "due": row.due,
        "days_overdue": row.days_overdue,
        "stage": record.stage,
        "amount": record.amount,
        "plan": record.plan,
        "last_follow_up": last_follow_up(record),
        "level": record.level,
        "expected_close": record.expected_close,
    }
