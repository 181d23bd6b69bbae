"""An undo is written: records as they are told anew, the log of that, and lists as they were before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.changes import Change, Removal
from workbook_crm.model.sheets import SHEET_OF

Row = dict[str, Any]


def log_of_withdrawn(removals: Iterable[Removal], revision: int) -> Iterator[Row]:
    """What the log keeps of records that leave the store: every field, and every unknown column, is blank."""
    for each in removals:
        sheet = SHEET_OF[each.kind]
        values = zip(sheet.by_field, sheet.values(each.before), strict=True)
        before: Row = {field: value for field, value in values if value is not None}
        after: Row = dict.fromkeys(before)
        if each.before.extra:
            before["extra"], after["extra"] = dict(each.before.extra), dict.fromkeys(dict(each.before.extra))
        yield _row(each.kind, each.id, revision, before, after)


def log_of_restored(changes: Iterable[Change], revision: int) -> Iterator[Row]:
    """What the log keeps of records that come back: they are not new, their first change is on record."""
    for each in changes:
        sheet = SHEET_OF[each.kind]
        values = zip(sheet.by_field, sheet.values(each.after), strict=True)
        after: Row = {field: value for field, value in values if value is not None}
        if each.after.extra:
            after["extra"] = dict(each.after.extra)
        yield _row(each.kind, each.id, revision, {}, after)


def _row(kind: str, record_id: int, revision: int, before: Row, after: Row) -> Row:
    row: Row = {"revision": revision, "kind": kind, "record_id": record_id, "sheet": "", "row": 0}
    return row | {"before": before, "after": after}


def remove(connection: Connection, schema: Schema, removals: Sequence[Removal]) -> None:
    """Takes records out of their tables, with their further numbers."""
    for kind in {each.kind for each in removals}:
        table, phones = schema.records[kind], schema.phones
        for ids in portions(each.id for each in removals if each.kind == kind):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
            connection.execute(delete(phones).where(phones.c.kind == kind, phones.c.record_id.in_(ids)))


def days_of(
    connection: Connection, schema: Schema, restored: Sequence[Change]
) -> Mapping[tuple[str, int], date]:
    """On which day each of these records first came."""
    changes, receipts, found = schema.changes, schema.receipts, dict[tuple[str, int], date]()
    for kind in {each.kind for each in restored}:
        query = (
            select(changes.c.record_id, func.min(receipts.c.received))
            .join_from(changes, receipts, changes.c.revision == receipts.c.id)
            .where(changes.c.kind == kind)
            .group_by(changes.c.record_id)
        )
        for ids in portions(each.id for each in restored if each.kind == kind):
            for record_id, received in connection.execute(query.where(changes.c.record_id.in_(ids))):
                found[kind, record_id] = datetime.fromisoformat(received).date()
    return found
