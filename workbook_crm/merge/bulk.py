"""Many rows into one table: the statement is compiled once, and each column's values are bound together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, Table
from sqlalchemy.engine import Dialect

_AT_ONCE = 10_000
"""Rows that are held in memory as the database takes them."""

Row = tuple[Any, ...]
Bind = Callable[[Any], Any]


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Inserts rows whose values stand in the order of `names`."""
    remaining = iter(rows)
    while portion := list(islice(remaining, _AT_ONCE)):
        _insert(connection, table, names, portion)


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    statement = _statement(table, tuple(names), connection.dialect)
    if statement is None:
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    bound = (_bound(columns[name], bind, is_json) for name, bind, is_json in statement.binds)
    connection.exec_driver_sql(statement.text, list(zip(*bound, strict=True)))


class _Statement(NamedTuple):
    """An INSERT whose parameters go by their place, and what makes the values of each column ready."""

    text: str
    binds: tuple[tuple[str, Bind | None, bool], ...]
    """(column, None where its values go as they are, whether they are JSON)"""


@lru_cache(maxsize=64)  # of few tables, for file after file
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Statement | None:
    """None where the driver wants its parameters by name."""
    compiled: Any = table.insert().compile(dialect=dialect, column_keys=list(names))
    if compiled.positiontup is None:
        return None
    kinds = [(name, table.c[name].type) for name in compiled.positiontup]
    binds = ((name, kind.bind_processor(dialect), isinstance(kind, JSON)) for name, kind in kinds)
    return _Statement(str(compiled), tuple(binds))


def _bound(values: Sequence[Any], bind: Bind | None, is_json: bool) -> Sequence[Any]:
    if bind is None:
        return values
    if is_json:
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
