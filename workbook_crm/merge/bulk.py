"""Many rows into one table: the statement is compiled once, and each column's values are bound together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same keys. Drivers that number their parameters get plain tuples."""
    if not rows:
        return
    names = list(rows[0])
    compiled = table.insert().compile(dialect=connection.dialect, column_keys=names)
    if compiled.positiontup is None:
        connection.execute(table.insert(), list(rows))
        return
    columns = [_bound(connection, table, name, rows) for name in compiled.positiontup]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _bound(connection: Connection, table: Table, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    values = [row[name] for row in rows]
    bind = table.c[name].type.bind_processor(connection.dialect)
    return values if bind is None else [None if value is None else bind(value) for value in values]
