"""Whether what stands in the store can be a value of its column: asked in one place, of whatever wrote it.

A store may be an earlier version's, or another program may have written into it. A record with a value that
is none is *unfit*: lists and reports are made without it and name it. Where a workbook mentions it, that
value counts as blank, so that the next row that tells it mends the record.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, bindparam, literal_column, or_, select, text, true

from workbook_crm.model.columns import DATED, NUMERIC, Column, Of, Sheet, Value
from workbook_crm.model.language import Name
from workbook_crm.model.left_out import LeftOut
from workbook_crm.model.sheets import SHEETS

FIRST_YEAR = 1900
"""Excel knows no day before; a date of an earlier year is a slip."""
MOST_UNITS = 10**17
"""Smallest units of a number: beyond them sums would not fit the store's integers any more."""
MOST_WHOLE = 10**9
"""Of a whole number: an order, an age, days."""
_DAY_LENGTH = len("2026-11-23")
_SINCE = Column("since", Of.DATE, Name("收到日期", "Taken in on"))
_EXTRA = Column("extra", Of.TEXT, Name("其他列", "Other columns"))
_NUMBERS = frozenset({Of.INTEGER, Of.YEAR})


class _Unfit:
    """The one value that stands for whatever cannot be read."""

    def __repr__(self) -> str:
        return "UNFIT"


UNFIT: Final[Any] = _Unfit()


@lru_cache(maxsize=100_000)  # few days stand on many records
def moment_in(written: object, *, is_day: bool) -> date | Any:
    """The date, or date and time, of ISO 8601 text; UNFIT where it is none, or before Excel's first year.

    A time zone is dropped: the hour is that of the wall it was written by. `is_day`: so is the time.
    """
    if not isinstance(written, str):
        return UNFIT
    try:
        if len(written) == _DAY_LENGTH:
            read = date.fromisoformat(written)
        else:
            read = datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return UNFIT
    if read.year < FIRST_YEAR:
        return UNFIT
    return read.date() if is_day and isinstance(read, datetime) else read


def types_of(column: Column) -> frozenset[type]:
    """The types that a column's values have once they are read, beside None."""
    if column.of in DATED or column.of in NUMERIC:
        return frozenset()  # read by types of ours, which say UNFIT themselves
    if column.of in _NUMBERS:
        return frozenset({int})
    return frozenset({bool}) if column.of is Of.YES else frozenset({str})


def fitting(column: Column, values: Sequence[Any]) -> Sequence[Value]:
    """A column's values as they are; blank in the place of each that is none of its values."""
    found, allowed = set(map(type, values)) - {type(None)}, types_of(column)
    if _Unfit not in found and (not allowed or found <= allowed):
        return values
    kept = allowed or (found - {_Unfit})
    return [value if type(value) in kept else None for value in values]


@dataclass(frozen=True)
class Unfit:
    """The records of a store that are left out: by kind their ids, and what is said of each."""

    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    told: tuple[LeftOut, ...] = ()

    def keeps(self, table: Table) -> ColumnElement[bool]:
        """The condition that a record of a table is none of them."""
        ids = self.ids.get(table.name)
        if not ids:
            return true()
        return table.c.id.not_in(bindparam(None, sorted(ids), expanding=True, literal_execute=True))


def unfit_in(connection: Connection, tables: Mapping[str, Table], memory: Sequence[Table] = ()) -> Unfit:
    """Looks through all records for values that are none; a scan a kind.

    `memory`: the tables of rejected rows and of receipts; what cannot be read of them is told as well.
    """
    told: list[LeftOut] = []
    ids: dict[str, frozenset[int]] = {}
    for sheet in SHEETS:
        found = dict(sorted(_unfit_of(connection, tables[sheet.kind], sheet)))
        if found:
            ids[sheet.kind] = frozenset(found)
            told += _said(connection, tables[sheet.kind], sheet, found)
    if connection.dialect.name == "sqlite":
        told += _forgotten(connection, {each.name for each in memory})
    return Unfit(ids, tuple(told))


def _forgotten(connection: Connection, memory: Container[str]) -> Iterator[LeftOut]:
    """Rejected rows and receipts of which the store holds nothing that can be read."""
    if "rejected_rows" in memory:
        query = f"SELECT receipt, sheet, row FROM rejected_rows WHERE closed_by IS NULL AND ({BAD_REJECTED})"
        for receipt, sheet, row in connection.execute(text(query)):
            where = f"{sheet}!{row}" if isinstance(sheet, str) else f"{row}"
            yield LeftOut(_REJECTED, f"R-{receipt:06d} {where}", _CONTENT)
    if "receipts" in memory:
        for (receipt,) in connection.execute(text(f"SELECT id FROM receipts WHERE {BAD_BODY}")):
            yield LeftOut(_RECEIPT, f"R-{receipt:06d}", _CONTENT)


_REJECTED, _RECEIPT = Name("退回的行", "Rejected row"), Name("导入回执", "Receipt")
_CONTENT = Name("内容", "content")


def _no_json(name: str, of: str) -> str:
    valid = f"CASE WHEN typeof({name}) = 'text' AND json_valid({name}) THEN json_type({name}) ELSE '' END"
    return f"({valid} <> '{of}')"


BAD_REJECTED = " OR ".join(
    (
        *(
            f"typeof(rejected_rows.{name}) <> 'text'"
            for name in ("sheet", "list", "name", "fields", "digest")
        ),
        *(f"typeof(rejected_rows.{name}) NOT IN ('text', 'null')" for name in ("kind", "person")),
        *(f"typeof(rejected_rows.\"{name}\") <> 'integer'" for name in ("row", "list_rows")),
        "typeof(rejected_rows.since) <> 'text' OR date(rejected_rows.since) IS NULL",
        "length(rejected_rows.since) <> 10",
        _no_json("rejected_rows.keys", "array"),
    )
)
"""The condition that a row of `rejected_rows` cannot be read; no part of it is ever null."""
BAD_BODY = (
    f"CASE WHEN {_no_json('receipts.body', 'object')} THEN 1 "
    "ELSE coalesce(json_type(receipts.body, '$.sheets'), '') <> 'array' "
    "OR coalesce(json_type(receipts.body, '$.findings'), '') <> 'array' END"
)
"""The condition that the body of a receipt cannot be read."""


def _unfit_of(connection: Connection, table: Table, sheet: Sheet[Any]) -> Iterator[tuple[int, Column]]:
    """(id, column) of what cannot be read; of one record with several the last is kept."""
    for each in (*(one for one in sheet.columns if one.of in DATED), _SINCE):
        yield from _bad_days(connection, table, each)
    if connection.dialect.name == "sqlite":  # elsewhere a column holds nothing but its own type
        yield from _bad_types(connection, table, sheet)
    if sheet.prefix:
        blank = or_(table.c.number.is_(None), table.c.number == "")
        rows = connection.execute(select(table.c.id).where(blank)).scalars()
        yield from ((each, sheet.by_field["number"]) for each in rows)


def _bad_days(connection: Connection, table: Table, column: Column) -> Iterator[tuple[int, Column]]:
    written = _raw(table, column.field)
    if column is _SINCE:
        rows = connection.execute(select(table.c.id).where(table.c.since.is_(None))).scalars()
        yield from ((each, column) for each in rows)
    query = select(written).select_from(table).where(written.is_not(None)).distinct()
    days = connection.execute(query).scalars()
    bad = [each for each in days if moment_in(each, is_day=False) is UNFIT]
    for each in bad:
        rows = connection.execute(select(table.c.id).where(written == each)).scalars()
        yield from ((one, column) for one in rows)


def _raw(table: Table, name: str) -> ColumnElement[Any]:
    """A column as the database has it, whatever type we read it by."""
    return literal_column(f'"{table.name}"."{name}"')


def _bad_types(connection: Connection, table: Table, sheet: Sheet[Any]) -> Iterator[tuple[int, Column]]:
    conditions = {each: _bad_type(table, each) for each in sheet.columns if each.of not in DATED}
    conditions[_EXTRA] = _bad_json(table)
    any_of = " OR ".join(conditions.values())
    flags = ", ".join(conditions.values())
    query = f'SELECT id, {flags} FROM "{table.name}" WHERE {any_of}'
    for record_id, *wrong in connection.execute(text(query)):
        yield record_id, next(each for each, is_wrong in zip(conditions, wrong, strict=True) if is_wrong)


def _bad_type(table: Table, column: Column) -> str:
    name = f'"{table.name}"."{column.field}"'
    if column.of in NUMERIC or column.of in _NUMBERS:
        most = MOST_UNITS if column.of in NUMERIC else MOST_WHOLE
        return f"(typeof({name}) <> 'null' AND NOT ({_whole(name)} AND {name} BETWEEN -{most} AND {most}))"
    if column.of is Of.YES:
        return f"(typeof({name}) <> 'null' AND NOT ({_whole(name)} AND {name} IN (0, 1)))"
    return f"(typeof({name}) NOT IN ('text', 'null'))"


def _whole(name: str) -> str:
    return f"typeof({name}) = 'integer'"


def _bad_json(table: Table) -> str:
    name = f'"{table.name}"."extra"'
    return (
        f"({name} IS NOT NULL AND CASE WHEN typeof({name}) = 'text' AND json_valid({name}) "
        f"THEN json_type({name}) <> 'object' ELSE 1 END)"
    )


def _said(
    connection: Connection, table: Table, sheet: Sheet[Any], found: Mapping[int, Column]
) -> Iterator[LeftOut]:
    for record_id, column in found.items():
        number = _raw(table, "number") if sheet.prefix else _raw(table, sheet.label)
        query = select(number, _raw(table, column.field)).select_from(table).where(table.c.id == record_id)
        called, value = connection.execute(query).one()
        name = called if isinstance(called, str) and called.strip() else f"#{record_id}"
        yield LeftOut(sheet.name, name, column.name, "" if value is None else str(value))


def kept_columns(extra: Iterable[Any]) -> list[tuple[tuple[str, str], ...]]:
    """Unknown columns as they are kept: (header, text); none where the store holds something else."""
    return [_texts_of(each) if each else () for each in extra]


def _texts_of(kept: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(kept, dict):
        return ()
    return tuple((header, text) for header, text in kept.items() if type(text) is str)
