"""Rows for the deeper reports, a query a kind; only of stores that are small enough to be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, and_, cast, func, or_, select

from workbook_crm.merge.queries import Queries
from workbook_crm.model.called import called
from workbook_crm.model.insight import Contact, Deal, Insight, Move, Prospect, SoldLine, Standing

_KINDS = ("leads", "customers", "opportunities", "opportunity_lines", "follow_ups")
_NOTHING = Decimal(0)


class _Shared(dict[Any, Any]):
    """`shared[text]` is one object for equal texts, or days: many records have few different ones.

    Not for decimals: 1.0 and 1.00 are equal, and not the same.
    """

    def __missing__(self, key: Any) -> Any:
        self[key] = key
        return key


def insight(queries: Queries) -> Insight:
    """Everything for the deeper reports."""
    shared = _Shared()
    moves = _moves(queries, shared)
    changed = {move.opportunity: (move.day, owner) for move, owner, has_changed in moves if has_changed}
    return Insight(
        tuple(_deals(queries, changed, shared)),
        tuple(_contacts(queries, shared)),
        tuple(_lines(queries, shared)),
        tuple(each for kind in ("leads", "customers") for each in _prospects(queries, kind, shared)),
        tuple(move for move, _owner, _has_changed in moves),
        tuple(each for kind in ("leads", "customers") for each in _standings(queries, kind, shared)),
        dict(_teams(queries)),
        queries.schema.currency_digits,
    )


def count_records(queries: Queries) -> int:
    """How many records were ever taken in: the counters tell without counting."""
    table = queries.schema.counters
    query = select(func.sum(table.c.next)).where(table.c.name.in_(_KINDS))
    return queries.connection.execute(query).scalar() or 0


def _deals(queries: Queries, changed: dict[str, tuple[date, str | None]], shared: _Shared) -> Iterator[Deal]:
    """`changed`: by number, when its state changed last, and whose it was then."""
    deals, customers = queries.schema.records["opportunities"], queries.schema.records["customers"]
    own = (
        "owner", "state", "stage", "amount", "co_owners", "expected_close", "probability", "loss_reason",
        "competitor",
    )  # fmt: skip
    known = and_(deals.c.customer == customers.c.number, queries.keeps("customers"))
    query = (
        select(
            deals.c.number,
            deals.c.name,
            deals.c.customer,
            customers.c.name.label("customer_name"),
            customers.c.phone.label("customer_phone"),
            *(deals.c[field] for field in own),
            deals.c.since.label("opened"),
            customers.c.level,
            func.coalesce(deals.c.source, customers.c.source).label("source"),
            deals.c.last_contact,
        )
        .select_from(deals.outerjoin(customers, known))
        .where(queries.keeps("opportunities"))
        .order_by(deals.c.id)
    )
    for row in queries.connection.execute(query):
        values = dict(row._mapping)
        customer = called(row.customer_name, values.pop("customer_phone"), row.customer)
        name = called(row.name, customer, row.number)
        values |= {"amount": row.amount or _NOTHING, "customer_name": customer, "name": name}
        values |= {"customer": row.customer or "", "state": row.state or ""}
        values |= {field: _day(values[field]) for field in ("opened", "expected_close", "last_contact")}
        values |= {field: shared[value] for field, value in values.items() if isinstance(value, str | date)}
        since, closer = changed.get(row.number, (None, None))
        yield Deal(**values, since_state=since, closer=closer)


def _contacts(queries: Queries, shared: _Shared) -> Iterator[Contact]:
    table = queries.schema.records["follow_ups"]
    query = (
        select(table.c.subject, table.c.time, table.c.by, table.c.method, table.c.next_follow_up)
        .where(table.c.time.is_not(None), queries.keeps("follow_ups"))
        .order_by(table.c.subject, table.c.time, table.c.id)
    )
    for subject, time, by, method, agreed in queries.connection.execute(query):
        day = shared[_some_day(time)]
        yield Contact(shared[subject], day, shared[by], shared[method], shared[_day(agreed)])


def _lines(queries: Queries, shared: _Shared) -> Iterator[SoldLine]:
    lines, catalog = queries.schema.records["opportunity_lines"], queries.schema.records["catalog"]
    query = (
        select(
            lines.c.opportunity, lines.c.product, lines.c.spec, lines.c.quantity, lines.c.periods,
            lines.c.amount, catalog.c.kind, catalog.c.unit_price.label("price"), catalog.c.floor_price,
        )
        .select_from(lines.outerjoin(catalog, and_(lines.c.item == catalog.c.id, queries.keeps("catalog"))))
        .where(queries.keeps("opportunity_lines"))
        .order_by(lines.c.id)
    )  # fmt: skip
    for row in queries.connection.execute(query):
        units = (row.quantity or _NOTHING) * (row.periods or 1)
        yield SoldLine(
            shared[row.opportunity], shared[row.product], shared[row.spec], shared[row.kind],
            row.quantity or _NOTHING, row.amount or _NOTHING,
            listed=_times(row.price, units), floor=_times(row.floor_price, units),
        )  # fmt: skip


def _times(price: Decimal | None, units: Decimal) -> Decimal | None:
    return None if price is None else price * units


def _prospects(queries: Queries, kind: str, shared: _Shared) -> Iterator[Prospect]:
    table = queries.schema.records[kind]
    fields = ("number", "name", "phone", "owner", "source", "level", "state", "since", "last_contact")
    query = select(*(table.c[field] for field in fields)).where(queries.keeps(kind)).order_by(table.c.id)
    for row in queries.connection.execute(query):
        values = {**row._mapping, "since": _some_day(row.since), "last_contact": _day(row.last_contact)}
        values |= {"name": called(row.name, values.pop("phone"), row.number), "state": row.state or ""}
        yield Prospect(kind=kind, **{field: shared[value] for field, value in values.items()})


def _moves(queries: Queries, shared: _Shared) -> list[tuple[Move, str | None, bool]]:
    """Each change of stage or state that the log tells of, the owner then, and whether the state changed."""
    moves = []
    for number, day, before, now in _log(queries, "opportunities", ("stage", "state", "owner"), shared):
        has_changed = before is not None and before["state"] != now["state"]
        moves.append((Move(number, day, now["stage"], now["state"] or ""), now["owner"], has_changed))
    return moves


def _standings(queries: Queries, kind: str, shared: _Shared) -> Iterator[Standing]:
    for number, day, _before, now in _log(queries, kind, ("level", "state"), shared):
        yield Standing(number, day, now["level"], now["state"] or "")


_Values = dict[str, str | None]


def _log(
    queries: Queries, kind: str, fields: tuple[str, ...], shared: _Shared
) -> Iterator[tuple[str, date, _Values | None, _Values]]:
    """(number, day, before, after) of each change of the fields, by record, the oldest first.

    What was undone never happened, and an undo is no move.
    """
    changes, receipts, table = queries.schema.changes, queries.schema.receipts, queries.schema.records[kind]
    told = (cast(changes.c.after, Text).like(f'%"{field}":%') for field in fields)
    query = (
        select(
            table.c.number,
            receipts.c.received,
            changes.c.before.is_(None),
            changes.c.after,
            changes.c.revision,
            changes.c.source,
        )
        .select_from(changes)
        .join(receipts, changes.c.revision == receipts.c.id)
        .join(table, changes.c.record_id == table.c.id)
        .where(changes.c.kind == kind, or_(changes.c.before.is_(None), *told), queries.keeps(kind))
        .order_by(changes.c.record_id, changes.c.id)
    )
    known: _Values = {}
    last, undos = None, queries.undos
    for number, received, is_new, after, revision, source in queries.connection.execute(query):
        if not undos.holds(revision, source):
            continue
        is_first, last = (
            is_new or number != last,
            number,
        )  # of one whose maker was undone another is the first
        before = None if is_first else known
        known = {field: shared[after.get(field, None if is_first else known.get(field))] for field in fields}
        yield shared[number], shared[date.fromisoformat(received[:10])], before, known


def _teams(queries: Queries) -> Iterator[tuple[str, str]]:
    table = queries.schema.records["staff"]
    query = select(table.c.name, table.c.team).where(queries.keeps("staff"))
    for name, team in queries.connection.execute(query):
        yield name, team or ""


def _some_day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day(moment: date | None) -> date | None:
    return None if moment is None else _some_day(moment)
