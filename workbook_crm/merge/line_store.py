"""The table of file lines: a row a line, its base as one compressed block of columns."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, select

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.file_lines import Base, FileLine, LineHead, sample_of

_MOST_OWN = 2_000
"""Lines of a sender that are looked at, those first that were sent last."""
_MOST_OTHERS = 500
_MOST_VERSIONS = 12
"""Versions of a line that are kept beside the present one, so that an undo can bring one back."""


class FileLines:
    """The lines, as one open transaction sees them."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._table, self._versions = connection, schema.file_lines, schema.line_versions

    def heads(self, kinds: Iterable[str], sender: str | None) -> Iterator[LineHead]:
        """What a sender's lines of some kinds are recognised by, and then those of others."""
        table = self._table
        names = ("id", "sender", "kind", "file", "sheet", "receipt", "sample", "export")
        query = select(*(table.c[name] for name in names)).where(
            table.c.kind.in_(list(kinds)), table.c.receipt > 0
        )
        query = query.order_by(table.c.receipt.desc(), table.c.id.desc())
        is_own = table.c.sender.is_(None) if sender is None else table.c.sender == sender
        is_others = table.c.sender.is_not(None) if sender is None else ~is_own | table.c.sender.is_(None)
        for condition, most in ((is_own, _MOST_OWN), (is_others, _MOST_OTHERS)):
            for row in self._connection.execute(query.where(condition).limit(most)):
                yield _head(row)

    def load(self, heads: Sequence[LineHead]) -> tuple[FileLine, ...]:
        """The lines with their bases."""
        table, bases = self._table, dict[int, Base]()
        for ids in portions([each.id for each in heads]):
            query = select(table.c.id, table.c.base).where(table.c.id.in_(ids), table.c.receipt > 0)
            bases.update((row.id, base_of(row.base)) for row in self._connection.execute(query))
        return tuple(FileLine(each, bases[each.id]) for each in heads if each.id in bases)

    def keep(self, lines: Iterable[FileLine], revision: int) -> list[tuple[int, LineHead]]:
        """Keeps lines as their newest versions left them, under the receipt that brought these.

        Returns the id of each.
        """
        kept = []
        for each in lines:
            head, base = each.head, each.base
            values = {
                "file": head.file,
                "sheet": head.sheet,
                "receipt": revision,
                "sample": sample_in_bytes(base),
                "base": in_bytes(base),
            }
            if each.is_new:
                more: dict[str, Any] = {
                    "sender": head.sender,
                    "kind": head.kind,
                    "first": revision,
                    "remembered": {},
                    "export": head.export,
                }
                made = self._connection.execute(self._table.insert().values(**values, **more))
                kept.append((int(made.inserted_primary_key[0]), head))  # type: ignore[index]  # of one row
            else:
                kept.append((head.id, head))
                self._keep_version(head.id)
                self._connection.execute(
                    self._table.update().where(self._table.c.id == head.id).values(**values)
                )
        return kept

    def _keep_version(self, line_id: int) -> None:
        """Keeps the version of a line that a newer one replaces, and forgets the oldest."""
        lines, versions = self._table, self._versions
        line = self._connection.execute(select(lines).where(lines.c.id == line_id)).one()
        known = select(versions.c.receipt).where(versions.c.line == line_id).order_by(versions.c.receipt)
        receipts = list(self._connection.execute(known).scalars())
        if line.receipt not in receipts:
            told = {name: getattr(line, name) for name in ("file", "sheet", "receipt", "sample", "base")}
            self._connection.execute(versions.insert().values(line=line_id, **told))
            receipts.append(line.receipt)
        forgotten = receipts[:-_MOST_VERSIONS]
        is_it = (versions.c.line == line_id) & versions.c.receipt.in_(forgotten)
        if forgotten:
            self._connection.execute(delete(versions).where(is_it))


def _head(row: Row[Any]) -> LineHead:
    sample = frozenset(array("I", row.sample))
    return LineHead(row.id, row.sender, row.kind, row.file, row.sheet, row.receipt, sample, row.export)


def sample_in_bytes(base: Base) -> bytes:
    """What a line is recognised by, as the store keeps it."""
    return array("I", sorted(sample_of(base.keys[nth] for nth in base.present))).tobytes()


def in_bytes(base: Base) -> bytes:
    """A base as the store keeps it."""
    told = {
        "keys": base.keys,
        "ids": base.ids,
        "columns": dict(base.columns),
        "gone": sorted(base.gone),
        "open": {str(nth): sorted(names) for nth, names in base.open.items()},
    }
    return zlib.compress(orjson.dumps(told), 1)


def base_of(kept: bytes) -> Base:
    """The base that `in_bytes` kept."""
    told = orjson.loads(zlib.decompress(kept))
    return Base(
        tuple(told["keys"]),
        tuple(told["ids"]),
        told["columns"],
        frozenset(told["gone"]),
        {int(nth): frozenset(names) for nth, names in told["open"].items()},
    )
