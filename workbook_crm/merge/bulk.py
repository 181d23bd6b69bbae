"""Many rows into one table: the statement is compiled once, and each column's values are bound together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

_AT_ONCE = 10_000
"""Rows that are held in memory as the database takes them."""

Row = Mapping[str, Any]


def insert_many(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Inserts rows that all have the same keys. Drivers that number their parameters get plain tuples."""
    remaining = iter(rows)
    while portion := list(islice(remaining, _AT_ONCE)):
        _insert(connection, table, portion)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(rows[0]))
    if compiled.positiontup is None:
        connection.execute(table.insert(), list(rows))
        return
    columns = [_bound(connection, table, name, rows) for name in compiled.positiontup]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _bound(connection: Connection, table: Table, name: str, rows: Sequence[Row]) -> list[Any]:
    values = [row[name] for row in rows]
    bind = table.c[name].type.bind_processor(connection.dialect)
    return values if bind is None else [None if value is None else bind(value) for value in values]
