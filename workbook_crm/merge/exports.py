"""What was handed out, and the key by which it is known again."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, select

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.stamps import KEY_BYTES, Export, ExportSheet, code_of

_KEY = "stamp-key"
_KEPT = timedelta(days=400)
"""A workbook that comes back after more than a year is a foreign one."""


class Exports:
    """The exports, as one open transaction sees them."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._schema = connection, schema

    def key(self) -> bytes | None:
        """The key of the stamps; None where nothing was stamped yet."""
        table = self._schema.store_settings
        found = self._connection.execute(select(table.c.value).where(table.c.name == _KEY)).scalar()
        return bytes.fromhex(found) if found else None

    def made_key(self) -> bytes:
        """The key of the stamps, made where there is none."""
        key = self.key()
        if key is None:
            key = secrets.token_bytes(KEY_BYTES)
            table = self._schema.store_settings
            self._connection.execute(table.insert().values(name=_KEY, value=key.hex()))
        return key

    def get(self, export_id: str) -> Export | None:
        """The export of this id."""
        table = self._schema.exports
        row = self._connection.execute(select(table).where(table.c.id == export_id)).one_or_none()
        return _export(row) if row else None

    def by_code(self, code: str) -> tuple[Export, ...]:
        """The exports whose stamp shows this code in its cells."""
        table = self._schema.exports
        return tuple(map(_export, self._connection.execute(select(table).where(table.c.code == code))))

    def keep(self, exports: Sequence[Export], key: bytes, made: datetime) -> None:
        """Remembers what is handed out now, and forgets what was handed out more than a year ago."""
        table = self._schema.exports
        known = set(self._known(each.id for each in exports))
        new = {each.id: each for each in exports if each.id not in known}
        rows = [_row(self._with_ids(each), key, made) for each in new.values()]
        if rows:
            self._connection.execute(table.insert(), rows)
            before = (made - _KEPT).isoformat(timespec="seconds")
            self._connection.execute(delete(table).where(table.c.made < before))

    def _with_ids(self, export: Export) -> Export:
        """The export with the records that the numbers of its forms are."""
        sheets = tuple(
            replace(each, ids=tuple(map(self._ids(each.kind, each.numbers).__getitem__, each.numbers)))
            if each.is_form
            else each
            for each in export.sheets
        )
        return replace(export, sheets=sheets)

    def _ids(self, kind: str, numbers: Iterable[str]) -> dict[str, int]:
        table, ids = self._schema.records[kind], dict.fromkeys(numbers, 0)
        for some in portions(ids):
            query = select(table.c.number, table.c.id).where(table.c.number.in_(some))
            ids.update((row.number, row.id) for row in self._connection.execute(query))
        return ids

    def _known(self, ids: Iterable[str]) -> Iterable[str]:
        table = self._schema.exports
        for some in portions(list(ids)):
            yield from self._connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars()


def _row(export: Export, key: bytes, made: datetime) -> dict[str, Any]:
    sheets = [[each.name, each.kind, each.columns, each.ids, each.numbers] for each in export.sheets]
    return {
        "id": export.id,
        "code": code_of(export.stamp, key),
        "revision": export.revision,
        "person": export.person,
        "made": made.isoformat(timespec="seconds"),
        "sheets": zlib.compress(orjson.dumps(sheets), 1),
    }


def _export(row: Row[Any]) -> Export:
    sheets = (
        ExportSheet(name, kind, tuple(columns), tuple(ids), tuple(numbers))
        for name, kind, columns, ids, numbers in orjson.loads(zlib.decompress(row.sheets))
    )
    return Export(row.id, row.revision, row.person, tuple(sheets))
