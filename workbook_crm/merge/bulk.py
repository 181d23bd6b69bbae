"""Many rows into one table: the statement is compiled once, and each column's values are bound together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Table

_AT_ONCE = 10_000
"""Rows that are held in memory as the database takes them."""

Row = tuple[Any, ...]


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Inserts rows whose values stand in the order of `names`."""
    remaining = iter(rows)
    while portion := list(islice(remaining, _AT_ONCE)):
        _insert(connection, table, names, portion)


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(names))
    if compiled.positiontup is None:  # the driver wants its parameters by name
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    bound = (_bound(connection, table, name, columns[name]) for name in compiled.positiontup)
    connection.exec_driver_sql(str(compiled), list(zip(*bound, strict=True)))


def _bound(connection: Connection, table: Table, name: str, values: Sequence[Any]) -> Sequence[Any]:
    kind = table.c[name].type
    bind = kind.bind_processor(connection.dialect)
    if bind is None:
        return values
    if isinstance(kind, JSON):
        return [None if value is None else bind(value) for value in values]
    return list(map(_Bound(bind).__getitem__, values))


class _Bound(dict[Any, Any]):
    """Makes each distinct value ready once: prices, quantities and days come again and again."""

    def __init__(self, bind: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._bind = bind

    def __missing__(self, value: Any) -> Any:
        bound = self[value] = self._bind(value)
        return bound
