"""Records leave the store, or come back to it: their rows, and what the log keeps of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.changes import Change, Removal
from workbook_crm.model.sheets import SHEET_OF

Row = dict[str, Any]


def log_of_removed(removals: Iterable[Removal], revision: int) -> Iterator[Row]:
    """What the log keeps of records that leave the store: every field, and every unknown column, is blank."""
    for each in removals:
        before = _held(each.kind, each.before)
        after: Row = dict.fromkeys(before)
        if "extra" in before:
            after["extra"] = dict.fromkeys(before["extra"])
        yield _row(each, revision, before, after)


def log_of_restored(changes: Iterable[Change], revision: int) -> Iterator[Row]:
    """What the log keeps of records that come back: they are not new, their first change is on record."""
    for each in changes:
        yield _row(each, revision, {}, _held(each.kind, each.after))


def _held(kind: str, record: Any) -> Row:
    """All that a record holds, with its unknown columns under `extra`."""
    sheet = SHEET_OF[kind]
    values = zip(sheet.by_field, sheet.values(record), strict=True)
    held: Row = {field: value for field, value in values if value is not None}
    return held | ({"extra": dict(record.extra)} if record.extra else {})


def _row(each: Change | Removal, revision: int, before: Row, after: Row) -> Row:
    row: Row = {"revision": revision, "kind": each.kind, "record_id": each.id}
    return row | {"sheet": each.sheet, "row": each.row, "before": before, "after": after}


def remove(connection: Connection, schema: Schema, removals: Sequence[Removal]) -> None:
    """Takes records out of their tables, with their further numbers."""
    for kind in {each.kind for each in removals}:
        table, phones = schema.records[kind], schema.phones
        for ids in portions(each.id for each in removals if each.kind == kind):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
            connection.execute(delete(phones).where(phones.c.kind == kind, phones.c.record_id.in_(ids)))
