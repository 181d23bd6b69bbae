"""The further numbers of leads and customers in the store: kept beside the records, found with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.changes import Change
from workbook_crm.model.numbers_of import further_numbers
from workbook_crm.model.sheets import PHONED


def further_rows(
    kind: str, record_id: int, phone: str | None, extra: Iterable[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """The rows of the table of phones for one record."""
    for number in further_numbers(phone, extra):
        yield {"kind": kind, "record_id": record_id, "phone": number}


def keep_phones(connection: Connection, schema: Schema, changes: Sequence[Change]) -> None:
    """Keeps the further numbers of records as they are after changes; most have none, before and after."""
    told = [each for each in changes if each.kind in PHONED and _has_news(each)]
    table = schema.phones
    for kind in sorted({each.kind for each in told}):
        for ids in portions(each.id for each in told if each.kind == kind and not each.is_new):
            connection.execute(delete(table).where(table.c.kind == kind, table.c.record_id.in_(ids)))
    rows = [row for each in told for row in _rows(each.kind, each.id, each.after)]
    if rows:
        connection.execute(table.insert(), rows)


def _has_news(change: Change) -> bool:
    before: Any = change.before
    after: Any = change.after
    if before is None:
        return bool(after.extra)
    return bool(before.extra or after.extra) and (before.extra, before.phone) != (after.extra, after.phone)


def _rows(kind: str, record_id: int, record: Any) -> Iterator[dict[str, Any]]:
    return further_rows(kind, record_id, record.phone, record.extra)


def ids_with(connection: Connection, schema: Schema, kind: str, phones: Iterable[str]) -> set[int]:
    """The ids of the records of a kind that have one of these among their further numbers."""
    table = schema.phones
    return {
        record_id
        for some in portions(phones)
        for record_id in connection.execute(
            select(table.c.record_id).where(table.c.kind == kind, table.c.phone.in_(some))
        ).scalars()
    }
