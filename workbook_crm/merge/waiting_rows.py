"""The table of rejected rows that wait for a record: kept, found by what was brought, and closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, select, update

from workbook_crm.merge.portions import among, portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.awaited import OpenRow, WaitedFor, WaitingRow

Row = tuple[str, int]


class WaitingRows:
    """The rows that wait, as one open transaction sees them."""

    def __init__(self, connection: Connection, schema: Schema, undone: frozenset[int] = frozenset()) -> None:
        """`undone`: receipts whose rows wait no more, and that have settled nothing."""
        self._connection, self._table, self._receipts = connection, schema.waiting_rows, schema.receipts
        self._undone = undone

    @property
    def _is_open(self) -> ColumnElement[bool]:
        settled_by = self._table.c.settled_by
        is_not_settled = settled_by.is_(None) | among(settled_by, self._undone)
        return is_not_settled & ~among(self._table.c.receipt, self._undone)

    def keys(self) -> frozenset[WaitedFor]:
        """All that any row waits for."""
        table = self._table
        is_open = self._is_open & table.c.waited_key.is_not(None)
        query = select(table.c.waited_kind, table.c.waited_key).where(is_open).distinct()
        return frozenset(WaitedFor(kind, key) for kind, key in self._connection.execute(query))

    def receipts_of(self, keys: Collection[WaitedFor]) -> list[int]:
        """The receipts, oldest first, of workbooks with a row that waits for one of these."""
        table, found = self._table, set[int]()
        for some in portions({each.key for each in keys}):
            query = select(table.c.receipt, table.c.waited_kind, table.c.waited_key)
            query = query.where(self._is_open, table.c.waited_key.in_(some))
            rows = self._connection.execute(query)
            found |= {receipt for receipt, kind, key in rows if (kind, key) in keys}
        return sorted(found)

    def rows(self, receipt: int) -> tuple[frozenset[Row], frozenset[Row]]:
        """The rows of a workbook that wait, and those that were settled."""
        table, found = self._table, defaultdict[bool, set[Row]](set)
        query = select(table.c.sheet, table.c.row, table.c.settled_by).where(table.c.receipt == receipt)
        for sheet, row, settled_by in self._connection.execute(query):
            found[settled_by is not None and settled_by not in self._undone].add((sheet, row))
        return frozenset(found[False]), frozenset(found[True])

    def open_rows(self, sender: str | None) -> tuple[OpenRow, ...]:
        """The rows of a sender that wait."""
        table, receipts = self._table, self._receipts
        is_his = receipts.c.sender.is_(None) if sender is None else receipts.c.sender == sender
        query = (
            select(table, receipts.c.file, receipts.c.sha256)
            .join_from(table, receipts, table.c.receipt == receipts.c.id)
            .where(self._is_open, is_his)
        )
        return tuple(
            OpenRow(
                each.receipt,
                each.file,
                each.sha256,
                WaitingRow(each.sheet, each.row, each.kind, each.missing, each.likeness, None),
            )
            for each in self._connection.execute(query)
        )

    def settle(self, receipt: int, rows: Collection[Row], settled_by: int) -> None:
        """Notes under which receipt rows of an earlier workbook were taken."""
        if rows:
            query = (
                update(self._table).where(_of_row(self._table), self._is_open).values(settled_by=settled_by)
            )
            self._connection.execute(query, _bound((receipt, *row) for row in rows))

    def forget(self, rows: Collection[OpenRow]) -> None:
        """Has rows wait no longer; their workbook was sent anew."""
        if rows:
            found = {(each.receipt, each.row.sheet, each.row.row) for each in rows}
            self._connection.execute(
                delete(self._table).where(_of_row(self._table), self._is_open), _bound(found)
            )

    def add(self, receipt: int, rows: Iterable[WaitingRow]) -> None:
        """Keeps the rows of a workbook that wait."""
        names = ("receipt", "sheet", "row", "kind", "missing", "likeness", "waited_kind", "waited_key")
        values = [
            dict(zip(names, (receipt, *each[:-1], *(each.waited_for or (None, None))), strict=True))
            for each in rows
        ]
        if values:
            self._connection.execute(self._table.insert(), values)


def _of_row(table: Table) -> ColumnElement[bool]:
    is_row = (table.c.sheet == bindparam("b_sheet")) & (table.c.row == bindparam("b_row"))
    return (table.c.receipt == bindparam("b_receipt")) & is_row


def _bound(rows: Iterable[tuple[int, str, int]]) -> list[dict[str, int | str]]:
    return [{"b_receipt": receipt, "b_sheet": sheet, "b_row": row} for receipt, sheet, row in sorted(rows)]
