"""What the day's list and reports are made from, asked of the store in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, Table, and_, false, func, not_, null, or_, select, union

from workbook_crm.merge.claims import claims
from workbook_crm.merge.follow import moment_key
from workbook_crm.merge.lookup import open_by_owner
from workbook_crm.merge.portions import portions
from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.merge.report_rows import count_records, insight
from workbook_crm.merge.unmended import unmended
from workbook_crm.model.called import called
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts, StageSum
from workbook_crm.model.workdays import days_after
from workbook_crm.model.workflow import OPEN_STATES

MOST_OTHERS = 5_000
"""Of each kind, on the lists of what is not due: nobody reads a longer list, and it says that it is cut."""

DAYS_AHEAD = 30
"""How far ahead the calendars of people reach."""


class LastContact(NamedTuple):
    """What a record's latest follow-up tells, be it with a deal of theirs; the plan is always its own."""

    time: date | None = None
    method: str | None = None
    content: str | None = None
    plan: str | None = None


MOST_RECORDS = 150_000
"""A store of more records gets its deeper reports only when they are asked for: then they take seconds."""


def daily_facts(
    queries: Queries,
    choices: Mapping[str, tuple[Choice, ...]],
    day: date,
    *,
    first: date | None = None,
    most_records: int | None = MOST_RECORDS,
) -> DailyFacts:
    """All that the list and the reports of a day need; what came in since `first`, where given.

    `most_records`: in a store of more than that the deeper reports are left out; None for never.
    """
    records = count_records(queries)
    is_too_large = most_records is not None and records > most_records
    intervals = {each.value: each.interval_days for each in choices.get("level", ()) if each.interval_days}
    rows, is_cut = _open_rows(queries, intervals, day)
    return DailyFacts(
        tuple(_open_records(queries, rows)),
        tuple(_stages(queries)),
        tuple(_receipts(queries, first or day, day)),
        choices,
        tuple(_salespeople(queries)),
        None if is_too_large else insight(queries),
        first,
        unmended=unmended(queries, day),
        claims=claims(queries, day),
        leavers=tuple(_leavers(queries)),
        left_out=queries.unfit.told,
        records_too_many=records if is_too_large else 0,
        is_cut=is_cut,
    )


OpenRow = tuple[str, Row[Any]]
"""(kind, what the list shows of a record)"""


def _open_rows(queries: Queries, intervals: Mapping[str, int], day: date) -> tuple[list[OpenRow], bool]:
    """The records of all lists, and whether there are more of those that are not due."""
    rows: list[OpenRow] = []
    is_cut = False
    for kind in ("leads", "customers", "opportunities"):
        asked = _selects(queries, kind, intervals, day)
        due, others, soon = (queries.connection.execute(query).all() for query in asked)
        is_cut |= len(others) > MOST_OTHERS
        rows += ((kind, row) for row in (*due, *others[:MOST_OTHERS], *soon))
    return rows, is_cut


def _open_records(queries: Queries, rows: Sequence[OpenRow]) -> Iterator[OpenRecord]:
    latest = _latest_contacts(queries, [row.number for _kind, row in rows])
    customers = [row.number for kind, row in rows if kind == "customers"]
    with_deals = _latest_contacts_with_deals(queries, customers)
    for kind, row in rows:
        own = latest.get(row.number, LastContact())
        last = _later(own, with_deals.get(row.number)) if kind == "customers" else own
        values = {field: getattr(row, field) for field in _FIELDS} | _names(kind, row)
        yield OpenRecord(kind=kind, **values, method=last.method, content=last.content, plan=own.plan)


def _later(own: LastContact, with_deal: LastContact | None) -> LastContact:
    if with_deal is None or with_deal.time is None:
        return own
    is_later = own.time is None or moment_key(own.time) < moment_key(with_deal.time)
    return with_deal if is_later else own


def _names(kind: str, row: Row[Any]) -> dict[str, str]:
    """What a record and whoever it concerns are called, be there no name: by phone, else by number."""
    if kind != "opportunities":
        name = called(row.name, row.phone, row.number)
        return {"name": name, "customer": name}
    customer = called(row.customer, row.phone, row.party)
    name = called(row.name, customer, row.number)
    return {"name": name, "customer": customer or name}


_FIELDS = (
    "number", "name", "customer", "phone", "owner", "level", "stage", "amount",
    "next_follow_up", "last_contact", "since", "expected_close", "party",
    "is_planned_with_deal", "model", "remark",
)  # fmt: skip


def _selects(queries: Queries, kind: str, intervals: Mapping[str, int], day: date) -> tuple[Any, ...]:
    """Open records of a kind: all that are due, some on another list, and some that are due soon.

    No record is in two of them. There are up to `MOST_OTHERS` of the third, and of the second one more, which
    tells that there are too many.
    """
    table, level, query = _source(queries, kind)
    touched = func.coalesce(table.c.last_contact, table.c.since)
    has_no_day = and_(table.c.next_follow_up.is_(None), not_(_is_planned_with_deal(queries, kind)))
    overdue = or_(
        table.c.next_follow_up < day + timedelta(days=1),
        and_(has_no_day, _longer_ago(table.c.last_contact, level, intervals, day)),
    )
    others = [
        has_no_day,
        _longer_ago(touched, level, intervals, day - timedelta(days=1)),
    ]
    if kind == "opportunities":
        others.append(table.c.expected_close < day)
    query = query.where(table.c.state.in_(OPEN_STATES[kind]), queries.keeps(kind)).order_by(table.c.id)
    not_due, not_other = (func.coalesce(each, False).is_(False) for each in (overdue, or_(*others)))
    soon = and_(
        table.c.next_follow_up >= day + timedelta(days=1),
        table.c.next_follow_up < day + timedelta(days=DAYS_AHEAD + 1),
    )
    return (
        query.where(overdue),
        query.where(not_due, or_(*others)).limit(MOST_OTHERS + 1),
        query.where(soon, not_other).limit(MOST_OTHERS),
    )


def _is_planned_with_deal(queries: Queries, kind: str) -> ColumnElement[bool]:
    """Whether the next contact of a customer stands on an open deal of theirs."""
    if kind != "customers":
        return false()
    deals, customers = queries.schema.records["opportunities"], queries.schema.records["customers"]
    planned = select(deals.c.customer).where(
        deals.c.state.in_(OPEN_STATES["opportunities"]),
        deals.c.next_follow_up.is_not(None),
        deals.c.customer.is_not(None),
        queries.keeps("opportunities"),
    )
    return customers.c.number.in_(planned)


def _source(queries: Queries, kind: str) -> tuple[Table, ColumnElement[Any], Any]:
    """The table of a kind, its column of levels, and a query of what the list shows of it."""
    table, customers = queries.schema.records[kind], queries.schema.records["customers"]
    own = [table.c[field] for field in ("number", "name", "owner", "next_follow_up", "last_contact", "since")]
    if kind != "opportunities":
        missing = (null().label(field) for field in ("stage", "amount", "expected_close"))
        party = table.c.number.label("party") if kind == "customers" else null().label("party")
        planned = _is_planned_with_deal(queries, kind).label("is_planned_with_deal")
        wanted = func.coalesce(table.c.model, table.c.interest) if kind == "leads" else table.c.model
        query = select(
            *own, table.c.name.label("customer"), table.c.phone, table.c.level, party, planned,
            wanted.label("model"), table.c.remark, *missing,
        )  # fmt: skip
        return table, table.c.level, query
    columns = (
        customers.c.name.label("customer"), customers.c.phone, customers.c.level,
        table.c.stage, table.c.amount, table.c.expected_close, table.c.customer.label("party"),
        false().label("is_planned_with_deal"), null().label("model"), table.c.remark,
    )  # fmt: skip
    known = and_(table.c.customer == customers.c.number, queries.keeps("customers"))
    source = table.outerjoin(customers, known)
    return table, customers.c.level, select(*own, *columns).select_from(source)


def _longer_ago(
    moment: ColumnElement[Any], level: ColumnElement[Any], intervals: Mapping[str, int], day: date
) -> ColumnElement[bool]:
    """Whether a moment lies at least the level's interval before the end of a day."""
    return or_(
        false(),
        *(and_(level == name, moment < days_after(day, 1 - days)) for name, days in intervals.items()),
    )


def _latest_contacts(queries: Queries, numbers: Sequence[str]) -> dict[str, LastContact]:
    table = queries.schema.records["follow_ups"]
    return _last_of_each(queries, select(table.c.subject).select_from(table), table.c.subject, numbers)


def _latest_contacts_with_deals(queries: Queries, customers: Sequence[str]) -> dict[str, LastContact]:
    """By customer: the latest follow-up about any deal of theirs."""
    table, deals = (queries.schema.records[kind] for kind in ("follow_ups", "opportunities"))
    about = select(deals.c.customer).join_from(table, deals, table.c.subject == deals.c.number)
    return _last_of_each(queries, about, deals.c.customer, customers)


def _last_of_each(
    queries: Queries, query: Select[Any], whose: ColumnElement[Any], numbers: Sequence[str]
) -> dict[str, LastContact]:
    table = queries.schema.records["follow_ups"]
    told = (table.c[field] for field in LastContact._fields)
    query = query.add_columns(*told).order_by(whose, table.c.time, table.c.id)
    latest: dict[str, LastContact] = {}
    for some in portions(numbers):
        rows = queries.connection.execute(query.where(whose.in_(some), queries.keeps("follow_ups")))
        latest |= {number: LastContact(*facts) for number, *facts in rows}
    return latest


def _stages(queries: Queries) -> Iterator[StageSum]:
    table = queries.schema.records["opportunities"]
    query = select(
        table.c.state,
        table.c.stage,
        table.c.owner,
        func.count(),
        func.sum(table.c.amount, type_=table.c.amount.type),
    )
    query = query.where(queries.keeps("opportunities"))
    query = query.group_by(table.c.state, table.c.stage, table.c.owner)
    for state, stage, owner, count, amount in queries.connection.execute(query):
        yield StageSum(state or "", stage, owner, count, amount or Decimal(0))


def _salespeople(queries: Queries) -> Iterator[str]:
    """Who sells: by the staff sheet, or because something open is theirs."""
    staff = queries.schema.records["staff"]
    query = select(staff.c.name).where(
        staff.c.role == "sales", staff.c.state == "active", queries.keeps("staff")
    )
    tables = ((queries.schema.records[kind], kind, states) for kind, states in OPEN_STATES.items())
    owners = (
        select(each.c.owner).where(each.c.state.in_(states), queries.keeps(kind))
        for each, kind, states in tables
    )
    found = queries.connection.execute(union(query, *owners)).scalars()
    yield from sorted(filter(None, found))


def _leavers(queries: Queries) -> Iterator[tuple[str, int]]:
    staff = queries.schema.records["staff"]
    gone = select(staff.c.name).where(staff.c.state == "inactive", queries.keeps("staff"))
    names = sorted(filter(None, queries.connection.execute(gone).scalars()))
    owned = open_by_owner(queries.connection, queries.schema) if names else {}
    yield from ((name, owned[name]) for name in names if name in owned)


def _receipts(queries: Queries, first: date, last: date) -> Iterator[Any]:
    table = queries.schema.receipts
    rows: Iterator[Row[Any]] = iter(
        queries.connection.execute(
            select(table)
            .where(
                table.c.received >= first.isoformat(),
                table.c.received < (last + timedelta(days=1)).isoformat(),
            )
            .order_by(table.c.id)
        )
    )
    for row in rows:
        yield receipt_of(row._mapping)
