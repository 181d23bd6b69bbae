"""What the day's list and reports are made from, asked of the store in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, func, null, or_, select

from workbook_crm.merge.lookup import portions
from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts, StageSum
from workbook_crm.model.workflow import OPEN_STATES

LastContact = tuple[str | None, str | None, str | None]
"""(method, content, plan) of a record's latest follow-up."""


def daily_facts(queries: Queries, choices: Mapping[str, tuple[Choice, ...]], day: date) -> DailyFacts:
    """All that the list and the reports of a day need."""
    intervals = [each.interval_days for each in choices.get("level", ()) if each.interval_days]
    shortest = timedelta(days=min(intervals, default=0))
    open_records = tuple(_open_records(queries, day, day - shortest))
    return DailyFacts(open_records, tuple(_stages(queries)), tuple(_receipts(queries, day)), choices)


def _open_records(queries: Queries, day: date, untouched_since: date) -> Iterator[OpenRecord]:
    rows = [
        (kind, row)
        for kind in ("leads", "customers", "opportunities")
        for row in queries.connection.execute(_select(queries, kind, day, untouched_since))
    ]
    latest = _latest_contacts(queries, [row.number for _kind, row in rows])
    for kind, row in rows:
        method, content, plan = latest.get(row.number, (None, None, None))
        values = {field: getattr(row, field) for field in _FIELDS}
        yield OpenRecord(kind=kind, **values, method=method, content=content, plan=plan)


_FIELDS = (
    "number", "name", "customer", "phone", "owner", "level", "stage", "amount",
    "next_follow_up", "last_contact", "since", "expected_close",
)  # fmt: skip


def _select(queries: Queries, kind: str, day: date, untouched_since: date) -> Any:
    """Open records of a kind that are due, undated, perhaps neglected, or past their expected close."""
    table, customers = queries.schema.records[kind], queries.schema.records["customers"]
    tomorrow = day + timedelta(days=1)
    touched = func.coalesce(table.c.last_contact, table.c.since)
    wanted: list[ColumnElement[bool]] = [
        table.c.next_follow_up < tomorrow,
        table.c.next_follow_up.is_(None),
        touched <= untouched_since,
    ]
    own = [table.c[field] for field in ("number", "name", "owner", "next_follow_up", "last_contact", "since")]
    if kind == "opportunities":
        wanted.append(table.c.expected_close < day)
        columns = (
            customers.c.name.label("customer"), customers.c.phone, customers.c.level,
            table.c.stage, table.c.amount, table.c.expected_close,
        )  # fmt: skip
        source = table.outerjoin(customers, table.c.customer == customers.c.number)
        query = select(*own, *columns).select_from(source)
    else:
        missing = (null().label(field) for field in ("stage", "amount", "expected_close"))
        query = select(*own, table.c.name.label("customer"), table.c.phone, table.c.level, *missing)
    return query.where(table.c.state.in_(OPEN_STATES[kind]), or_(*wanted)).order_by(table.c.id)


def _latest_contacts(queries: Queries, numbers: Sequence[str]) -> dict[str, LastContact]:
    table = queries.schema.records["follow_ups"]
    latest: dict[str, LastContact] = {}
    for some in portions(numbers):
        query = (
            select(table.c.subject, table.c.method, table.c.content, table.c.plan)
            .where(table.c.subject.in_(some))
            .order_by(table.c.subject, table.c.time, table.c.id)
        )
        for subject, method, content, plan in queries.connection.execute(query):
            latest[subject] = (method, content, plan)
    return latest


def _stages(queries: Queries) -> Iterator[StageSum]:
    table = queries.schema.records["opportunities"]
    query = select(
        table.c.state,
        table.c.stage,
        table.c.owner,
        func.count(),
        func.sum(table.c.amount, type_=table.c.amount.type),
    ).group_by(table.c.state, table.c.stage, table.c.owner)
    for state, stage, owner, count, amount in queries.connection.execute(query):
        yield StageSum(state, stage, owner, count, amount or Decimal(0))


def _receipts(queries: Queries, day: date) -> Iterator[Any]:
    table = queries.schema.receipts
    rows: Iterator[Row[Any]] = iter(
        queries.connection.execute(
            select(table)
            .where(
                table.c.received >= day.isoformat(), table.c.received < (day + timedelta(days=1)).isoformat()
            )
            .order_by(table.c.id)
        )
    )
    for row in rows:
        yield receipt_of(row._mapping)
