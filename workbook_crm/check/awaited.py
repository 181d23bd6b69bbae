"""What rejected rows wait for, which of them were sent anew, and what a batch has brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.shelf import product_words, spec_words
from workbook_crm.model.awaited import OpenRow, WaitedFor, WaitingRow, list_name
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Change
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.held import Held
from workbook_crm.model.keys import fingerprint, search_key
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rules import trade
from workbook_crm.model.run import Again, Arrival
from workbook_crm.model.sheets import PHONED

_OF_PRODUCTS = frozenset({trade.UNKNOWN_PRODUCT, trade.UNKNOWN_SPEC})
_MISSING = frozenset({*_OF_PRODUCTS, trade.UNKNOWN_REFERENCE, trade.HELD_REFERENCE})
"""What the coming of a record mends, without the sender doing anything."""
_NAMED_BY = {"catalog": ("product", "spec", "code", "vin")}
_NUMBERED_BY = ("number", "name", "phone")

_SET_UP = frozenset({"catalog", "staff", "choices"})

Row = tuple[str, int]


def waiting_rows(batch: Batch, findings: Findings) -> tuple[WaitingRow, ...]:
    """The rejected rows that only want a record that is missing, an entry for each way in which it may come.

    A row that leans on a rejected row waits with it, where any row of the workbook waits for a record.
    """
    errors: defaultdict[Row, list[Finding]] = defaultdict(list)
    keys_of = Held(batch, ()).keys_of
    for each in findings:
        for sheet, row, contact in keys_of(each) if each.is_error else ():
            if not contact:  # a contact beside a record that is rejected holds up nothing
                errors[sheet, row].append(each)
    waiting = {row: here for row, here in errors.items() if all(one.rule in _MISSING for one in here)}
    if all(one.rule == trade.HELD_REFERENCE for here in waiting.values() for one in here):
        return ()
    tables = _tables(batch, waiting)
    return tuple(each for row, here in waiting.items() for each in _entries(row, here, tables.get(row, ())))


def _tables(batch: Batch, rows: Mapping[Row, object]) -> Mapping[Row, list[tuple[Table[Any], Any]]]:
    """By row: its table and record; several where a row of a deal brings a line as well."""
    tables: defaultdict[Row, list[tuple[Table[Any], Any]]] = defaultdict(list)
    for table in batch.tables:
        for each in table.rows:
            if (table.sheet, each.row) in rows:
                tables[table.sheet, each.row].append((table, each.record))
    return tables


def _entries(
    row: Row, missing: Sequence[Finding], tables: Sequence[tuple[Table[Any], Any]]
) -> Iterator[WaitingRow]:
    if not tables:
        return
    fields = ",".join(sorted({field for one in missing for field in _fields(one, tables)}))
    keys = dict.fromkeys(key for one in missing for key in _keys(one, tables))
    table, record = tables[0]
    for key in keys or (None,):
        yield WaitingRow(*row, table.kind, fields, _likeness(table, record, fields), key)


def _fields(missing: Finding, tables: Iterable[tuple[Table[Any], Any]]) -> Iterator[str]:
    if missing.rule in _OF_PRODUCTS:
        yield from ("product", "spec")  # who mends one mends the other
        return
    for table, _record in tables:
        there = [field for field in table.columns if table.column_of(field) == missing.place.column]
        yield from there[-1:] if missing.place.column else there


def _keys(missing: Finding, tables: Iterable[tuple[Table[Any], Any]]) -> Iterator[WaitedFor]:
    if missing.rule in _OF_PRODUCTS:
        product = dict(missing.facts).get("product") or missing.value
        yield from (WaitedFor("catalog", search_key(word)) for word in product_words(str(product)))
        pairs = {(each.product, each.spec) for table, each in tables if table.kind == "opportunity_lines"}
        yield from (WaitedFor("catalog", search_key(word)) for pair in pairs for word in spec_words(*pair))
    elif missing.rule == trade.UNKNOWN_REFERENCE:
        for table, _record in tables:
            for column in table.of.visible:
                if column.refers and _is_at(missing, table, column.field):
                    yield from (WaitedFor(kind, search_key(str(missing.value))) for kind in column.refers)


def _is_at(missing: Finding, table: Table[Any], field: str) -> bool:
    """Whether a finding is at the cell of a field; at the row, where a cell above the table has the field."""
    return field in table.columns and table.column_of(field) == missing.place.column


def _likeness(table: Table[Any], record: Any, missing: str) -> str:
    without = missing.split(",")
    said = [(each.field, getattr(record, each.field)) for each in table.of.visible]
    told = [(field, value) for field, value in said if value is not None and field not in without]
    return fingerprint(told)


def sent_anew(batch: Batch, arrival: Arrival, waiting: Iterable[OpenRow]) -> tuple[OpenRow, ...]:
    """The rows of older workbooks that need wait no longer: the same sender has sent them as they are now.

    A mended row says what it said beside the reference that was mended.
    """
    likenesses: dict[tuple[str, str], frozenset[str]] = {}

    def is_here(row: WaitingRow) -> bool:
        asked = row.kind, row.missing
        if asked not in likenesses:
            likenesses[asked] = frozenset(
                _likeness(table, each.record, row.missing)
                for table in batch.of_kind(row.kind)
                for each in table.rows
            )
        return row.likeness in likenesses[asked]

    name = list_name(arrival.file)
    return tuple(
        each
        for each in waiting
        if each.sha256 == arrival.sha256
        or ((list_name(each.file) == name or _is_telling(each.row)) and is_here(each.row))
    )


def _is_telling(row: WaitingRow) -> bool:
    """Whether what a row says beside the reference tells it from others.

    Two deals may have the same line, and two people be told the same on one day.
    """
    return row.kind != "follow_ups" and not (row.kind == "opportunity_lines" and "opportunity" in row.missing)


def brought(changes: Iterable[Change], kinds: Iterable[str]) -> frozenset[WaitedFor]:
    """All that records of these kinds go by after these changes and did not before."""
    wanted = frozenset(kinds)
    return frozenset(
        WaitedFor(each.kind, key) for each in changes if each.kind in wanted for key in _new_names(each)
    )


def _new_names(change: Change) -> set[str]:
    """What a record goes by that it did not go by before; all of it, where any is new."""
    names = _names(change.kind, change.after)
    return set() if change.before and names <= _names(change.kind, change.before) else names


def _names(kind: str, record: Any) -> set[str]:
    words = {getattr(record, each, None) for each in _NAMED_BY.get(kind, _NUMBERED_BY)}
    if kind in PHONED:
        words |= set(numbers_of(record.phone, record.extra))
    if kind == "catalog":
        words = words - {record.spec} | {f"{record.product or ''}{record.spec or ''}"}
    return {search_key(word) for word in words if word}


def that_is_tried(batch: Batch, again: Again) -> Batch:
    """The batch without what an old workbook says of prices, people and choices: that may be old by now."""

    def tried(table: Table[Any]) -> Table[Any]:
        rows = tuple(each for each in table.rows if (table.sheet, each.row) in again.tried)
        return replace(table, rows=rows) if table.kind in _SET_UP else table

    return replace(batch, tables=tuple(map(tried, batch.tables)))
