"""The table of rejected rows: kept, carried on from sending to sending, and closed when they are mended."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, text, update

from workbook_crm.merge.bulk import insert_many
from workbook_crm.merge.fit import BAD_REJECTED
from workbook_crm.merge.portions import among
from workbook_crm.merge.schema import Schema
from workbook_crm.model.rejected import Likeness, OpenRejection, RejectedRow

Row = tuple[str, int]
_NAMES = (
    "receipt",
    "since",
    "sheet",
    "row",
    "kind",
    "list",
    "person",
    "name",
    "keys",
    "fields",
    "digest",
    "list_rows",
)


class RejectedRows:
    """The rejected rows, as one open connection sees them."""

    def __init__(self, connection: Connection, schema: Schema, undone: frozenset[int] = frozenset()) -> None:
        """`undone`: receipts whose rows nobody waits for, and that have closed nothing."""
        self._connection, self._table, self._receipts = connection, schema.rejected_rows, schema.receipts
        self._undone = undone

    @property
    def _is_open(self) -> ColumnElement[bool]:
        closed_by = self._table.c.closed_by
        return or_(closed_by.is_(None), among(closed_by, self._undone)) & self._counts

    @property
    def _counts(self) -> ColumnElement[bool]:
        return ~among(self._table.c.receipt, self._undone)

    def waiting(self, sender: str | None) -> tuple[OpenRejection, ...]:
        """The rows that an arrival of a sender may mend: their own, and those of senders that nobody knows.

        What the dealership's own inbox brings may mend anybody's.
        """
        sent_by = self._receipts.c.sender
        concerned = () if sender is None else (or_(sent_by == sender, sent_by.is_(None)),)
        return tuple(self._rows(self._is_open, *concerned))

    def open_at(self, revision: int) -> tuple[OpenRejection, ...]:
        """The rows that were open under a receipt of the past, or are now, the oldest first."""
        table = self._table
        is_open = or_(self._is_open, table.c.closed_by > revision)
        return tuple(self._rows(is_open, self._counts, table.c.receipt <= revision))

    def _rows(self, *where: ColumnElement[bool]) -> Iterator[OpenRejection]:
        table, receipts = self._table, self._receipts
        query = (
            select(table, receipts.c.sender, receipts.c.sha256)
            .join_from(table, receipts, table.c.receipt == receipts.c.id)
            .where(*where, *self._readable())
            .order_by(table.c.since, table.c.id)
        )
        return map(_open, self._connection.execute(query))

    def _readable(self) -> Iterator[ColumnElement[bool]]:
        """The condition that a row can be read; those that cannot are told as left out."""
        if self._connection.dialect.name == "sqlite":  # elsewhere a column holds nothing but its own type
            yield text(f"NOT ({BAD_REJECTED})")  # type: ignore[misc]  # a text is a condition as well

    def close(self, rows: Collection[OpenRejection], closed_by: int) -> None:
        """Notes under which receipt rows stopped waiting."""
        if rows:
            query = (
                update(self._table).where(self._table.c.id == bindparam("b_id")).values(closed_by=closed_by)
            )
            self._connection.execute(query, [{"b_id": each.id} for each in rows])

    def settle(self, receipt: int, rows: Collection[Row], closed_by: int) -> None:
        """Notes the same of rows of an earlier workbook, by their places."""
        table = self._table
        if rows:
            is_it = (table.c.sheet == bindparam("b_sheet")) & (table.c.row == bindparam("b_row"))
            query = update(table).where(table.c.receipt == receipt, self._is_open, is_it)
            bound = [{"b_sheet": sheet, "b_row": row} for sheet, row in sorted(rows)]
            self._connection.execute(query.values(closed_by=closed_by), bound)

    def add(self, receipt: int, rows: Sequence[RejectedRow], since: Mapping[Row, date], today: date) -> None:
        """Keeps the rejected rows of a workbook, each since the day on which it was first rejected."""
        values = (
            (receipt, since.get((each.sheet, each.row), today).isoformat(), *_values(each)) for each in rows
        )
        insert_many(self._connection, self._table, _NAMES, values)


def _values(each: RejectedRow) -> Iterable[Any]:
    keys = json.dumps(each.keys, ensure_ascii=False)
    told = (each.sheet, each.row, each.kind, each.list, each.person, each.name, keys)
    return *told, ",".join(each.likeness.fields), each.likeness.digest, each.list_rows


def _open(each: Any) -> OpenRejection:
    likeness = Likeness(tuple(each.fields.split(",")) if each.fields else (), each.digest)
    keys = tuple(json.loads(each.keys))
    told = (each.sheet, each.row, each.kind, each.list, each.person, each.name)
    row = RejectedRow(*told, keys, likeness, each.list_rows)
    return OpenRejection(each.id, each.receipt, each.sender, each.sha256, date.fromisoformat(each.since), row)
