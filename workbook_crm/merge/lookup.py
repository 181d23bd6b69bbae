"""A snapshot: what a batch refers to, fetched in a fixed number of queries, never a query a row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Table, func, or_, select

from workbook_crm.merge.fit import UNFIT, fitting, kept_columns
from workbook_crm.merge.phones import ids_with
from workbook_crm.merge.portions import AT_ONCE, portions
from workbook_crm.merge.provisional import provisional_leads
from workbook_crm.merge.schema import KEYS, Schema
from workbook_crm.model.keys import search_key
from workbook_crm.model.making import records_of
from workbook_crm.model.options import USED, VEHICLE
from workbook_crm.model.records import CatalogItem
from workbook_crm.model.sheets import PHONED, SHEET_OF
from workbook_crm.model.snapshot import VEHICLE_FLOOR, Lookup, Snapshot, Stored, Wanted
from workbook_crm.model.workflow import LIVE, OPEN_STATES

_ODD = re.compile(r"(?![A-Z]-\d+$)(?=.*[A-Za-z])(?=.*\d)[!-~]{2,64}")
"""What another system's number may be written like, letters and digits without a blank."""
_MOST_NAMES = 20_000
_MOST_PRICES = 1_000
_COLUMNS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("catalog", "product"): ("product_key", "full_key", "code_key", "vin_key"),
    ("customers", "company"): ("company_key",),
}
"""The database columns in which a lookup's values may stand; `name` is `name_key`, all others themselves."""
_PARENTS = {
    "opportunity_lines": ("opportunity", ("opportunities",)),
    "follow_ups": ("subject", ("opportunities", "customers", "leads")),
}

Found = defaultdict[str, dict[int, Stored[Any]]]


def take_snapshot(connection: Connection, schema: Schema, wanted: Wanted) -> Snapshot:
    """What the store knows of what is wanted, as of now."""
    found: Found = defaultdict(dict)
    for kind in wanted.is_whole:
        _add(found, kind, records_in(connection, schema, kind))
    for lookup in wanted.lookups:
        _look_up(connection, schema, lookup, found)
    for kind in wanted.ids.keys() - _PARENTS.keys():
        _add(found, kind, records_in(connection, schema, kind, "id", wanted.ids[kind] - found[kind].keys()))
    more = provisional_leads(connection, schema, wanted)
    _add(found, "leads", records_in(connection, schema, "leads", "id", more))
    for child in wanted.children | ({"follow_ups"} if more else set()):
        _children(connection, schema, child, found)
    for kind in wanted.ids.keys() & _PARENTS.keys():
        _add(found, kind, records_in(connection, schema, kind, "id", wanted.ids[kind] - found[kind].keys()))
    if "follow_ups" in wanted.children:
        _customers_of_deals(connection, schema, found)
    return Snapshot(
        revision=_counter(connection, schema).get("receipts", 1) - 1,
        records={kind: tuple(records.values()) for kind, records in found.items()},
        next_ids=_counter(connection, schema),
        offered=_offered(connection, schema, found),
        withdrawn=_withdrawn(connection, schema, found),
        products=_products(connection, schema, wanted, found),
        vehicle_prices=_vehicle_prices(connection, schema) if wanted.vehicle_prices else (),
        owned=open_by_owner(connection, schema) if wanted.owned else {},
        called=_called(connection, schema, wanted, found),
    )


def records_in(
    connection: Connection, schema: Schema, kind: str, field: str = "", values: Iterable[Any] = ()
) -> list[Stored[Any]]:
    """The records of a kind, all or those with one of `values` in a column of the database, by their ids."""
    select_ = schema.select_records(kind, field)
    if not field:
        return _stored(connection.execute(select_).all(), kind)
    return [
        each
        for some in portions(values)
        for each in _stored(connection.execute(select_, {"values": some}).all(), kind)
    ]


def _stored(rows: Sequence[Row[Any]], kind: str) -> list[Stored[Any]]:
    if not rows:
        return []
    columns: dict[str, Sequence[Any]] = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
    extra = kept_columns(columns["extra"])
    if kind == "catalog":
        columns |= _without_unsure_prices(columns)
    for column in SHEET_OF[kind].columns:
        columns[column.field] = fitting(column, columns[column.field])
    records = records_of(SHEET_OF[kind].record, columns, extra)
    since = [None if each is UNFIT else each for each in columns["since"]]
    return list(map(Stored, columns["id"], records, since))


def _without_unsure_prices(columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """The prices of a catalog, blank where it cannot be read when they hold: no line is priced by them."""
    bounds = zip(columns["valid_from"], columns["valid_to"], strict=True)
    unsure = [UNFIT in each for each in bounds]
    if not any(unsure):
        return {}
    return {
        name: [None if is_unsure else price for price, is_unsure in zip(columns[name], unsure, strict=True)]
        for name in ("unit_price", "floor_price")
    }


def _add(found: Found, kind: str, records: Iterable[Stored[Any]]) -> None:
    found[kind].update((each.id, each) for each in records)


def _look_up(connection: Connection, schema: Schema, lookup: Lookup, found: Found) -> None:
    default = "name_key" if lookup.field == "name" else lookup.field
    for name in _COLUMNS.get((lookup.kind, lookup.field), (default,)):
        _add(found, lookup.kind, records_in(connection, schema, lookup.kind, name, lookup.values))
    if lookup.field == "phone" and lookup.kind in PHONED:
        ids = ids_with(connection, schema, lookup.kind, lookup.values) - found[lookup.kind].keys()
        _add(found, lookup.kind, records_in(connection, schema, lookup.kind, "id", ids))
    if lookup.field == "number":
        odd = {value.lower() for value in lookup.values if _ODD.fullmatch(value)}
        odd -= {each.record.number.lower() for each in found[lookup.kind].values() if each.record.number}
        if 0 < len(odd) <= AT_ONCE:  # a slip or two; a whole new list has no records to be found
            _add(found, lookup.kind, _in_any_case(connection, schema, lookup.kind, odd))


def _in_any_case(
    connection: Connection, schema: Schema, kind: str, numbers: Iterable[str]
) -> list[Stored[Any]]:
    """The records whose number is one of these but for capitals; numbers of ours are in capitals anyway."""
    number = schema.records[kind].c.number
    query = select(number).where(func.lower(number).in_(list(numbers)))
    return records_in(connection, schema, kind, "number", connection.execute(query).scalars().all())


def _children(connection: Connection, schema: Schema, child: str, found: Found) -> None:
    field, parents = _PARENTS[child]
    numbers = {stored.record.number for kind in parents for stored in found[kind].values()}
    _add(found, child, records_in(connection, schema, child, field, numbers))


def _customers_of_deals(connection: Connection, schema: Schema, found: Found) -> None:
    """Whose the deals are: a contact with a deal is one with its customer."""
    named = {stored.record.customer for stored in found["opportunities"].values()} - {None}
    there = {stored.record.number for stored in found["customers"].values()}
    _add(found, "customers", records_in(connection, schema, "customers", "number", named - there))


def _offered(connection: Connection, schema: Schema, found: Found) -> dict[int, tuple[str, ...]]:
    """For the used vehicles that were found: the live opportunities that they are on."""
    used = [each.id for each in found["catalog"].values() if each.record.kind == USED]
    lines, opportunities = schema.records["opportunity_lines"], schema.records["opportunities"]
    offered: defaultdict[int, list[str]] = defaultdict(list)
    for ids in portions(used):
        query = (
            select(lines.c.item, opportunities.c.number)
            .join_from(lines, opportunities, lines.c.opportunity == opportunities.c.number)
            .where(lines.c.item.in_(ids), opportunities.c.state.in_(LIVE))
        )
        for item, number in connection.execute(query):
            offered[item].append(number)
    return {item: tuple(dict.fromkeys(numbers)) for item, numbers in offered.items()}


def _withdrawn(connection: Connection, schema: Schema, found: Found) -> dict[int, date]:
    """For the catalog rows that were found and are sold no more: the day on which they were said to be."""
    ids = [each.id for each in found["catalog"].values() if each.record.state == "inactive"]
    changes, receipts = schema.changes, schema.receipts
    since: dict[int, date] = {}
    for some in portions(ids):
        query = (
            select(changes.c.record_id, changes.c.after["state"].as_string(), receipts.c.received)
            .join_from(changes, receipts, changes.c.revision == receipts.c.id)
            .where(changes.c.kind == "catalog", changes.c.record_id.in_(some))
            .order_by(changes.c.id)
        )
        for record_id, state, received in connection.execute(query):
            if state == "inactive":
                since[record_id] = datetime.fromisoformat(received).date()
    return since


def _products(
    connection: Connection, schema: Schema, wanted: Wanted, found: Found
) -> tuple[tuple[str, str | None], ...]:
    """All products and their kinds, where one that is wanted was not found: something to suggest from."""
    asked = {value for each in wanted.lookups if each.kind == "catalog" for value in each.values}
    known = {key for each in found["catalog"].values() for key in _catalog_keys(each.record)}
    if asked <= known:
        return ()
    table = schema.records["catalog"]
    sold = or_(table.c.state.is_(None), table.c.state != "inactive")
    query = select(table.c.product, table.c.kind).where(sold).distinct().limit(_MOST_NAMES)
    rows = connection.execute(query)
    return tuple((product, kind) for product, kind in rows)


def _vehicle_prices(connection: Connection, schema: Schema) -> tuple[Decimal, ...]:
    """What vehicles cost in the catalog, but for what none costs."""
    table = schema.records["catalog"]
    vehicles = table.c.kind.in_((VEHICLE, USED)) & (table.c.unit_price >= VEHICLE_FLOOR)
    prices = select(table.c.unit_price).where(vehicles).distinct().limit(_MOST_PRICES)
    return tuple(connection.execute(prices).scalars())


def open_by_owner(connection: Connection, schema: Schema) -> dict[str, int]:
    """How many open records everybody has who has any."""
    counts: Counter[str] = Counter()
    for kind, states in OPEN_STATES.items():
        table = schema.records[kind]
        query = select(table.c.owner, func.count()).where(
            table.c.owner.is_not(None), table.c.state.in_(states)
        )
        for owner, count in connection.execute(query.group_by(table.c.owner)):
            counts[owner] += count
    return dict(counts)


def _called(
    connection: Connection, schema: Schema, wanted: Wanted, found: Found
) -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Names and phones, with owners, of the kinds of which a record is mentioned that was not found."""
    known = {
        search_key(text)
        for kind in wanted.mentioned
        for each in found[kind].values()
        for text in (each.record.number, each.record.name, getattr(each.record, "phone", None))
        if text
    }
    called = {}
    for kind, keys in wanted.mentioned.items():
        if keys - known:
            table = schema.records[kind]
            words = [table.c[field] for field in ("name", "phone") if field in table.c]
            query = select(table.c.owner, *words).where(table.c.provisional.is_not(True))
            rows = connection.execute(query.distinct().limit(_MOST_NAMES))
            called[kind] = tuple((word, owner) for owner, *told in rows for word in told if word)
    return called


def _catalog_keys(item: CatalogItem) -> Iterator[str]:
    for words in KEYS["catalog"].values():
        yield search_key("".join(getattr(item, field) or "" for field in words))


def _counter(connection: Connection, schema: Schema) -> dict[str, int]:
    table: Table = schema.counters
    return {row.name: row.next for row in connection.execute(select(table.c.name, table.c.next))}


def first_days(connection: Connection, schema: Schema, kind: str, ids: Iterable[int]) -> Mapping[int, date]:
    """By record: the day on which it first came."""
    changes, receipts = schema.changes, schema.receipts
    query = (
        select(changes.c.record_id, receipts.c.received)
        .join_from(changes, receipts, changes.c.revision == receipts.c.id)
        .where(changes.c.kind == kind, changes.c.before.is_(None))
    )
    return {
        record_id: datetime.fromisoformat(received).date()
        for some in portions(ids)
        for record_id, received in connection.execute(query.where(changes.c.record_id.in_(some)))
    }
