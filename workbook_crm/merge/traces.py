"""What the store knows of where a record's values came from: its log, and how the sheets were understood."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from workbook_crm.merge.encode import body_of, sheets_in
from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.portions import portions
from workbook_crm.merge.queries import Queries
from workbook_crm.model.run import receipt_number
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.trace import Sheets, Traced, trace


def traces(queries: Queries, number: str) -> list[tuple[str, str, tuple[Traced, ...]]]:
    """(number, kind, its fields) of every record of a number: another system may count kinds apart."""
    return [(own, kind, _trace(queries, kind, own)) for kind, own in queries.numbered(number)]


def _trace(queries: Queries, kind: str, number: str) -> tuple[Traced, ...]:
    (stored,) = records_in(queries.connection, queries.schema, kind, "number", (number,))
    log = [entry for _id, entry in queries.log(kind, (stored.id,))]
    sheets = sheets_of(queries, {each.written_in for each in log})
    values = dict(zip(SHEET_OF[kind].by_field, SHEET_OF[kind].values(stored.record), strict=True))
    return trace(kind, values, dict(stored.record.extra), log, sheets, queries.undos)


def sheets_of(queries: Queries, revisions: Iterable[int]) -> Sheets:
    """By receipt: how the sheets of its workbook were understood."""
    table = queries.schema.receipts
    query = select(table.c.id, table.c.body)
    rows = (
        row
        for some in portions(revisions)
        for row in queries.connection.execute(query.where(table.c.id.in_(some)))
    )
    return {receipt_number(row.id): sheets_in(body_of(row.body)) for row in rows}
