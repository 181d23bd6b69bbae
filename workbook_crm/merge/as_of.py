"""The store as it was at a revision of the past: later changes are taken back, record by record, by the log.

Nothing is copied but what was changed since: within one connection, tables of its own stand in front of those
of the store, under their names. So everything that reads the store reads the past without knowing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, select, text

from workbook_crm.merge.bulk import insert_many
from workbook_crm.merge.encode import typed
from workbook_crm.merge.lookup import first_days, records_in
from workbook_crm.merge.phones import further_rows
from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.columns import Value
from workbook_crm.model.sheets import PHONED, SHEET_OF

_CHANGED = "as_of_changed"
"""(kind, record_id) of what was changed since."""
Rows = dict[int, dict[str, Any]]
"""By id: a record's fields, its unknown columns under `extra`, and the day on which it came."""
_LATER = {"changes": "revision", "receipts": "id", "rejected_rows": "receipt", "waiting_rows": "receipt"}
"""Tables of which only what came up to the revision is there, by the column that tells."""


def stand_at(connection: Connection, schema: Schema, revision: int, make_row: Any) -> None:
    """Has a connection see the store as it was right after a receipt.

    `make_row` gives a record's values in the order of the database's columns.
    """
    kinds = {kind: changed_since(connection, schema, kind, revision) for kind in SHEET_OF}
    _make_changed(connection, schema, revision)
    for kind, rows in kinds.items():
        _shadow(connection, schema, kind, rows, make_row)
    _shadow_phones(connection, schema, kinds)
    main = _main(connection)
    for name, column in _LATER.items():
        condition = f'"{column}" <= {int(revision)}'
        connection.execute(
            text(f'CREATE TEMP VIEW "{name}" AS SELECT * FROM {main}"{name}" WHERE {condition}')
        )


def _main(connection: Connection) -> str:
    """Before the name of a table of the store itself."""
    if connection.dialect.name == "sqlite":
        return "main."
    schema = connection.execute(text("SELECT current_schema()")).scalar()
    return f'"{schema}".'


def _make_changed(connection: Connection, schema: Schema, revision: int) -> None:
    connection.execute(
        text(
            f'CREATE TEMP TABLE "{_CHANGED}" AS SELECT DISTINCT kind, record_id '
            f"FROM {_main(connection)}changes WHERE revision > {int(revision)}"
        )
    )


def ids_changed_since(
    connection: Connection, schema: Schema, kind: str, revision: int
) -> tuple[set[int], set[int]]:
    """The ids of the records of a kind that were changed since, and of those among them that came since."""
    changes = schema.changes
    later = select(changes.c.record_id).where(changes.c.kind == kind, changes.c.revision > revision)
    came = later.where(changes.c.before.is_(None))
    ids, new = (set(connection.execute(each.distinct()).scalars()) for each in (later, came))
    return ids, new


def changed_since(
    connection: Connection, schema: Schema, kind: str, revision: int, unfit: Collection[int] = ()
) -> Rows:
    """The records of a kind that were changed since and were there then, as they were.

    `unfit`: the ids of those that are left out, for they cannot be read.
    """
    changes = schema.changes
    every, new = ids_changed_since(connection, schema, kind, revision)
    ids = sorted(every - new - frozenset(unfit))
    days = first_days(connection, schema, kind, ids)
    now = {
        each.id: (
            dict(zip(SHEET_OF[kind].by_field, SHEET_OF[kind].values(each.record), strict=True)),
            dict(each.record.extra),
        )
        for each in records_in(connection, schema, kind, "id", ids)
    }
    query = select(changes.c.record_id, changes.c.before, changes.c.after)
    query = query.where(changes.c.kind == kind, changes.c.revision > revision).order_by(changes.c.id.desc())
    for some in portions(ids):
        for record_id, before, after in connection.execute(query.where(changes.c.record_id.in_(some))):
            values, kept = now.setdefault(record_id, ({}, {}))
            _take_back(kind, values, kept, before, after)
    return {
        record_id: {**values, "extra": kept, "since": days.get(record_id)}
        for record_id, (values, kept) in now.items()
        if any(value is not None for value in values.values())
    }


def _take_back(
    kind: str,
    values: dict[str, Value],
    kept: dict[str, str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Has one change not have happened."""
    columns = SHEET_OF[kind].by_field
    for field in after:
        if field in columns:
            values[field] = typed(columns[field], before.get(field))
    for header in after.get("extra") or ():
        was = (before.get("extra") or {}).get(header)
        if was is None:
            kept.pop(header, None)
        else:
            kept[header] = was


def _shadow(connection: Connection, schema: Schema, kind: str, rows: Rows, make_row: Any) -> None:
    table, past, main = schema.records[kind], f"as_of_{kind}", _main(connection)
    copied = Table(
        past,
        MetaData(),
        *(Column(each.name, each.type, primary_key=each.primary_key) for each in table.columns),
        prefixes=["TEMPORARY"],
    )
    copied.create(connection)
    names = tuple(each.name for each in table.columns)
    insert_many(
        connection,
        copied,
        names,
        (_row(kind, names, record_id, row, make_row) for record_id, row in rows.items()),
    )
    listed = ", ".join(f'"{name}"' for name in names)
    changed = f"SELECT record_id FROM \"{_CHANGED}\" WHERE kind = '{kind}'"
    connection.execute(
        text(
            f'CREATE TEMP VIEW "{kind}" AS SELECT {listed} FROM {main}"{kind}" WHERE id NOT IN ({changed}) '
            f'UNION ALL SELECT {listed} FROM "{past}"'
        )
    )


def _row(
    kind: str, names: tuple[str, ...], record_id: int, row: Mapping[str, Any], make_row: Any
) -> tuple[Any, ...]:
    values = {name: value for name, value in row.items() if name not in ("extra", "since")}
    record = SHEET_OF[kind].record(**values, extra=tuple(row["extra"].items()))
    made = {**make_row(kind, record), "id": record_id, "since": row["since"]}
    return tuple(made[name] for name in names)


def _shadow_phones(connection: Connection, schema: Schema, kinds: Mapping[str, Rows]) -> None:
    main, past = _main(connection), "as_of_phones"
    columns = ("kind", "record_id", "phone")
    copied = Table(
        past, MetaData(), Column("id", Integer, primary_key=True),
        *(Column(name, schema.phones.c[name].type) for name in columns), prefixes=["TEMPORARY"],
    )  # fmt: skip
    copied.create(connection)
    if told := list(_phone_rows(kinds)):
        connection.execute(copied.insert(), told)
    connection.execute(
        text(
            f"CREATE TEMP VIEW phones AS SELECT id, kind, record_id, phone FROM {main}phones AS p "
            f'WHERE NOT EXISTS (SELECT 1 FROM "{_CHANGED}" AS c '
            "WHERE c.kind = p.kind AND c.record_id = p.record_id) "
            f'UNION ALL SELECT id, kind, record_id, phone FROM "{past}"'
        )
    )


def _phone_rows(kinds: Mapping[str, Rows]) -> Iterator[dict[str, Any]]:
    for kind in sorted(PHONED):
        for record_id, row in kinds[kind].items():
            yield from further_rows(kind, record_id, row.get("phone"), tuple(row["extra"].items()))
