"""Rows for the deeper reports, a query a kind; only of stores that are small enough to be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select

from workbook_crm.merge.queries import Queries
from workbook_crm.model.insight import Contact, Deal, Insight, Move, Prospect, SoldLine

_KINDS = ("leads", "customers", "opportunities", "opportunity_lines", "follow_ups")
_NOTHING = Decimal(0)


def insight(queries: Queries, most_records: int) -> Insight | None:
    """Everything for the deeper reports; None for a store of more records than that."""
    if _count(queries) > most_records:
        return None
    moves = tuple(_moves(queries))
    since = {move.opportunity: move.day for move, is_new in moves if move.state and not is_new}
    return Insight(
        tuple(_deals(queries, since)),
        tuple(_contacts(queries)),
        tuple(_lines(queries)),
        tuple(each for kind in ("leads", "customers") for each in _prospects(queries, kind)),
        tuple(move for move, _is_new in moves),
        dict(_teams(queries)),
    )


def _count(queries: Queries) -> int:
    """How many records were ever taken in: the counters tell without counting."""
    table = queries.schema.counters
    query = select(func.sum(table.c.next)).where(table.c.name.in_(_KINDS))
    return queries.connection.execute(query).scalar() or 0


def _deals(queries: Queries, since: dict[str, date]) -> Iterator[Deal]:
    deals, customers = queries.schema.records["opportunities"], queries.schema.records["customers"]
    own = (
        "owner", "state", "stage", "amount", "co_owners", "expected_close", "probability", "loss_reason",
        "competitor",
    )  # fmt: skip
    query = (
        select(
            deals.c.number,
            deals.c.name,
            deals.c.customer,
            customers.c.name.label("customer_name"),
            *(deals.c[field] for field in own),
            deals.c.since.label("opened"),
            customers.c.level,
            func.coalesce(deals.c.source, customers.c.source).label("source"),
            deals.c.last_contact,
        )
        .select_from(deals.outerjoin(customers, deals.c.customer == customers.c.number))
        .order_by(deals.c.id)
    )
    for row in queries.connection.execute(query):
        values = dict(row._mapping)
        values |= {"amount": row.amount or _NOTHING, "customer_name": row.customer_name or ""}
        values |= {field: _day(values[field]) for field in ("opened", "expected_close", "last_contact")}
        yield Deal(**values, since_state=since.get(row.number))


def _contacts(queries: Queries) -> Iterator[Contact]:
    table = queries.schema.records["follow_ups"]
    query = (
        select(table.c.subject, table.c.time, table.c.by, table.c.method, table.c.next_follow_up)
        .where(table.c.time.is_not(None))
        .order_by(table.c.subject, table.c.time, table.c.id)
    )
    for subject, time, by, method, agreed in queries.connection.execute(query):
        yield Contact(subject, _some_day(time), by, method, _day(agreed))


def _lines(queries: Queries) -> Iterator[SoldLine]:
    lines, catalog = queries.schema.records["opportunity_lines"], queries.schema.records["catalog"]
    query = (
        select(
            lines.c.opportunity, lines.c.product, lines.c.spec, lines.c.quantity, lines.c.periods,
            lines.c.amount, catalog.c.kind, catalog.c.unit_price.label("price"), catalog.c.floor_price,
        )
        .select_from(lines.outerjoin(catalog, lines.c.item == catalog.c.id))
        .order_by(lines.c.id)
    )  # fmt: skip
    for row in queries.connection.execute(query):
        units = (row.quantity or _NOTHING) * (row.periods or 1)
        yield SoldLine(
            row.opportunity, row.product, row.spec, row.kind, row.quantity or _NOTHING,
            row.amount or _NOTHING, listed=_times(row.price, units), floor=_times(row.floor_price, units),
        )  # fmt: skip


def _times(price: Decimal | None, units: Decimal) -> Decimal | None:
    return None if price is None else price * units


def _prospects(queries: Queries, kind: str) -> Iterator[Prospect]:
    table = queries.schema.records[kind]
    fields = ("number", "name", "owner", "source", "level", "state", "since", "last_contact")
    for row in queries.connection.execute(select(*(table.c[field] for field in fields)).order_by(table.c.id)):
        values = {**row._mapping, "since": _some_day(row.since), "last_contact": _day(row.last_contact)}
        yield Prospect(kind=kind, **values)


def _moves(queries: Queries) -> Iterator[tuple[Move, bool]]:
    """Every change of stage or state that the log tells of, and whether the opportunity was new with it."""
    changes, receipts = queries.schema.changes, queries.schema.receipts
    deals = queries.schema.records["opportunities"]
    stage, state = (changes.c.after[field].as_string() for field in ("stage", "state"))
    query: Any = (
        select(deals.c.number, receipts.c.received, stage, state, changes.c.before.is_(None))
        .select_from(changes)
        .join(receipts, changes.c.revision == receipts.c.id)
        .join(deals, changes.c.record_id == deals.c.id)
        .where(changes.c.kind == "opportunities", or_(stage.is_not(None), state.is_not(None)))
        .order_by(changes.c.record_id, changes.c.id)
    )
    for number, received, to_stage, to_state, is_new in queries.connection.execute(query):
        yield Move(number, date.fromisoformat(received[:10]), to_stage, to_state), bool(is_new)


def _teams(queries: Queries) -> Iterator[tuple[str, str]]:
    table = queries.schema.records["staff"]
    for name, team in queries.connection.execute(select(table.c.name, table.c.team)):
        yield name, team or ""


def _some_day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(moment: date | None) -> date | None:
    return None if moment is None else _some_day(moment)
