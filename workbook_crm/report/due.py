"""The due list: who is due, who has no date, who was neglected, which closes have passed. Pure.

Source of the rules: the domain description, "Due". What the salesperson wrote counts, else the last contact
plus the level's interval, on a working day; overdue stays on the list until a follow-up is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.model.due import Claim, DueList, DueRow, Incomplete, OpenRecord, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.workdays import Workdays, arrangement_unknown, days_after
from workbook_crm.report.heights import shortened
from workbook_crm.report.unmended import unmended_json

_WISH = 72
_METHOD = 24
_SHORT = 48
"""Columns on a fixed-width screen: 24 Chinese characters."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What decides on which list a record stands: the day, the levels' intervals, the working days."""

    today: date
    intervals: Mapping[str, int]
    workdays: Workdays

    @property
    def next_workday(self) -> date:
        return self.workdays.next_after(self.today)

    def allowed_until(self, level: str | None, moment: date | None) -> date | None:
        """The last day on which a contact after that moment keeps to the level's interval."""
        interval = self.intervals.get(level or "")
        if moment is None or interval is None:
            return None
        return self.workdays.on_or_after(days_after(_day(moment), interval))

    def next_day(self, record: OpenRecord) -> date | None:
        """The day of the next contact: as written, else the last contact plus the level's interval.

        None as well where it stands on a deal of theirs, whose row asks for it.
        """
        if record.next_follow_up is not None:
            return _day(record.next_follow_up)
        if record.is_planned_with_deal:
            return None
        return self.allowed_until(record.level, record.last_contact)

    def is_neglected(self, record: OpenRecord) -> bool:
        """Whether it was not touched for longer than its level allows."""
        until = self.allowed_until(record.level, record.last_contact or record.since)
        return until is not None and until < self.today


def due_list(facts: DailyFacts, today: date) -> DueList:
    """Everybody's list as of a day; people in the order of their names, records without an owner last."""
    rules = _Rules(today, intervals_of(facts.choices), facts.workdays)
    by_person: defaultdict[str, list[OpenRecord]] = defaultdict(list)
    for each in facts.open_records:
        by_person[each.owner or ""].append(each)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        claims[claim.owner].append(claim)
    lacking: defaultdict[str, list[Incomplete]] = defaultdict(list)
    for each_lacking in facts.incomplete:
        lacking[each_lacking.owner or ""].append(each_lacking)
    people = (
        replace(
            _person(person, by_person.get(person, ()), rules),
            claims=tuple(claims.get(person, ())),
            missing=tuple(lacking.get(person, ())),
            unmended=facts.unmended.of(person),
        )
        for person in dict.fromkeys((*by_person, *claims, *lacking, *facts.unmended.people))
    )
    listed = tuple(sorted((each for each in people if _has_rows(each)), key=_order))
    following = None if facts.workdays.are_all else rules.next_workday
    unknown = facts.workdays.unknown_years(today, following) if following else ()
    return DueList(today, listed, following, facts.is_cut, unknown)


def planned(facts: DailyFacts, today: date) -> Iterator[tuple[OpenRecord, date]]:
    """Every open record for which a next contact is due on a known day, with that day."""
    rules = _Rules(today, intervals_of(facts.choices), facts.workdays)
    for record in facts.open_records:
        day = rules.next_day(record)
        if day is not None:
            yield record, day


def intervals_of(choices: Mapping[str, tuple[Choice, ...]]) -> dict[str, int]:
    """By level: how many days after a contact the next one is due."""
    return {each.value: each.interval_days for each in choices.get("level", ()) if each.interval_days}


def _has_rows(each: PersonDue) -> bool:
    lists = (each.due, each.coming, each.undated, each.neglected, each.closing)
    return any((*lists, each.claims, each.missing, each.unmended))


def _order(each: PersonDue) -> tuple[bool, str]:
    return not each.person, each.person


def _person(person: str, records: Iterable[OpenRecord], rules: _Rules) -> PersonDue:
    today, rows = rules.today, [_row(each, rules) for each in records]
    dated = [(row, row.due) for row in rows if row.due is not None]
    later = [(row, due) for row, due in dated if due > today]
    with_deals = [row for row in rows if row.due is None and row.record.is_planned_with_deal]
    not_due = [*(row for row, _due in later), *with_deals]
    return PersonDue(
        person,
        due=_sorted((row for row, due in dated if due <= today), lambda row: row.due),
        coming=_sorted((row for row, due in later if due < rules.next_workday), lambda row: row.due),
        undated=_sorted(
            (row for row in rows if row.due is None and not row.record.is_planned_with_deal), _touched
        ),
        neglected=_sorted((row for row in not_due if rules.is_neglected(row.record)), _touched),
        closing=_sorted(
            (row for row in rows if row.record.expected_close and row.record.expected_close < today),
            lambda row: row.record.expected_close,
        ),
    )


def _row(record: OpenRecord, rules: _Rules) -> DueRow:
    due = rules.next_day(record)
    return DueRow(record, due, max(0, (rules.today - due).days) if due else 0)


def _touched(row: DueRow) -> date | None:
    return row.record.last_contact or row.record.since


def _sorted(rows: Iterable[DueRow], since: Callable[[DueRow], date | None]) -> tuple[DueRow, ...]:
    """The most urgent first: what waits longest, then the largest amount."""

    def urgency(row: DueRow) -> tuple[date, Decimal, str]:
        moment = since(row)
        return _day(moment) if moment else date.min, -(row.record.amount or Decimal(0)), row.record.number

    return tuple(sorted(rows, key=urgency))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def last_follow_up(record: OpenRecord) -> str:
    """`2026-11-20 电话 谈价格`: the last contact in short; empty where there was none."""
    if record.last_contact is None:
        return ""
    short = shortened((record.content or "").replace("\n", " "), _SHORT)
    method = shortened(record.method or "", _METHOD)
    return " ".join(filter(None, (_day(record.last_contact).isoformat(), method, short)))


def wish(record: OpenRecord) -> tuple[str, ...]:
    """What a lead or customer wants and what was remarked of them, each in short; nothing of a deal."""
    told = (record.model, record.remark) if record.kind != "opportunities" else ()
    return tuple(shortened(each.replace("\n", " "), _WISH) for each in told if each)


def due_list_json(due: DueList, language: Language) -> dict[str, Any]:
    """The shape that `digest --json` promises; notes are in the language."""
    lists = ("due", "coming", "undated", "neglected", "closing")
    return {
        "date": due.date,
        "next_workday": due.certain_workday,
        "unknown_years": due.unknown_years,
        "notes": [arrangement_unknown(each)[language] for each in due.unknown_years],
        "is_cut": due.is_cut,
        "people": [
            {
                "person": each.person,
                **{name: [_row_json(row) for row in getattr(each, name)] for name in lists},
                "claims": [_claim_json(claim) for claim in each.claims],
                "missing": [_missing_json(record) for record in each.missing],
                "open": unmended_json(each.unmended, due.date, language),
            }
            for each in due.people
        ],
    }


def _missing_json(record: Incomplete) -> dict[str, Any]:
    return {
        "number": record.number,
        "kind": record.kind,
        "name": record.name,
        "fields": [column.field for column in record.columns],
        **({"provisional": True} if record.is_provisional else {}),
    }


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "number": claim.number,
        "kind": claim.kind,
        "name": claim.name,
        "by": claim.who or None,
        "received": claim.received,
        "receipt": claim.receipt,
        "deed": claim.deed,
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
        "model": record.model,
        "remark": record.remark,
    }
