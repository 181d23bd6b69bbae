"""Lists after an undo: each is as its newest version that holds left it, but for what was taken back.

The same file sent again is then no old copy: what it says differs from what its list last had applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from workbook_crm.merge.line_store import base_of, in_bytes, sample_in_bytes
from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.queries import Queries
from workbook_crm.model.file_lines import KEPT, NO_BASE, Base, Cell, cell_of
from workbook_crm.model.history import LogEntry
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.undone import Undos

HIDDEN = 0
"""In place of a receipt: no version of the list holds, so it is as if it had never come."""


class _Version(NamedTuple):
    receipt: int
    file: str
    sheet: str
    base: bytes


def rebase(queries: Queries, kinds: Iterable[str], since: int, undos: Undos) -> None:
    """Brings the lists of some kinds to what holds now; only those that came under `since` or later.

    Called when the records are as they are to be.
    """
    for kind in kinds:
        lines = queries.schema.file_lines
        older = queries.schema.line_versions
        had = select(older.c.line).where(older.c.receipt >= since)
        is_later = (lines.c.receipt >= since) | (lines.c.receipt == HIDDEN) | lines.c.id.in_(had)
        query = select(lines).where(lines.c.kind == kind, is_later)
        for line in queries.connection.execute(query).all():
            versions = _versions(queries, line)
            if max(each.receipt for each in versions) >= since:
                _rebase(queries, line, versions, undos)


def _versions(queries: Queries, line: Row[Any]) -> list[_Version]:
    """Every version of a list as it came, the oldest first; the present one is kept beside it from now on."""
    table, connection = queries.schema.line_versions, queries.connection
    query = select(table.c.receipt, table.c.file, table.c.sheet, table.c.base).where(table.c.line == line.id)
    known = {row.receipt: _Version(*row) for row in connection.execute(query)}
    if line.receipt not in known and line.receipt != HIDDEN:
        known[line.receipt] = _Version(line.receipt, line.file, line.sheet, line.base)
        told = known[line.receipt]._asdict() | {"line": line.id, "sample": line.sample}
        connection.execute(table.insert().values(told))
    return [known[receipt] for receipt in sorted(known)]


def _rebase(queries: Queries, line: Row[Any], versions: Sequence[_Version], undos: Undos) -> None:
    holding = [each for each in versions if not undos.is_undone(each.receipt)]
    if not holding and not undos.is_undone(line.first):
        holding = list(versions[:1])  # what was before the first version that is known holds
    table = queries.schema.file_lines
    update = table.update().where(table.c.id == line.id)
    if not holding:
        queries.connection.execute(update.values(receipt=HIDDEN))
        return
    then = holding[-1]
    base = _without_undone(queries, line.kind, base_of(then.base), then.receipt, undos)
    values = then._asdict() | {"base": in_bytes(base), "sample": sample_in_bytes(base)}
    queries.connection.execute(update.values(values))


def _without_undone(queries: Queries, kind: str, base: Base, receipt: int, undos: Undos) -> Base:
    """A version without the records that were withdrawn, and without the values that were taken back."""
    ids = set(base.ids)
    records = {
        each.id: each.record for each in records_in(queries.connection, queries.schema, kind, "id", ids)
    }
    undone = dict(_undone_fields(queries, kind, ids, receipt, undos))
    if ids <= records.keys() and not undone:
        return base
    rows = [nth for nth, record_id in enumerate(base.ids) if record_id in records]
    at = {nth: to for to, nth in enumerate(rows)}
    columns = {
        name: [
            _cell(kind, name, column[nth], records[base.ids[nth]], undone.get(base.ids[nth], ()))
            for nth in rows
        ]
        for name, column in base.columns.items()
    }
    return replace(
        base,
        keys=tuple(base.keys[nth] for nth in rows),
        ids=tuple(base.ids[nth] for nth in rows),
        columns=columns,
        gone=frozenset(at[nth] for nth in base.gone if nth in at),
        open={at[nth]: names for nth, names in base.open.items() if nth in at},
    )


def _undone_fields(
    queries: Queries, kind: str, ids: Iterable[int], receipt: int, undos: Undos
) -> Iterator[tuple[int, frozenset[str]]]:
    """By record: the fields whose last write up to a receipt was taken back."""
    last: defaultdict[int, dict[str, LogEntry]] = defaultdict(dict)
    for record_id, entry in queries.log(kind, ids):
        if entry.revision <= receipt and entry.revision not in undos.undoes:
            last[record_id].update(dict.fromkeys(entry.after, entry))
            last[record_id].update((KEPT + header, entry) for header in entry.kept_after)
    for record_id, fields in last.items():
        undone = frozenset(
            name for name, each in fields.items() if not undos.holds(each.revision, each.source)
        )
        if undone:
            yield record_id, undone


def _cell(kind: str, name: str, cell: Cell, record: Any, undone: Iterable[str]) -> Cell:
    """A cell as its list has it applied; nothing, where its value was taken back and is not there."""
    if name not in undone:
        return cell
    if name.startswith(KEPT):
        now: Mapping[str, str] = dict(record.extra)
        return cell if now.get(name.removeprefix(KEPT)) == cell else NO_BASE
    is_there = not SHEET_OF[kind].by_field[name].refers and cell_of(getattr(record, name)) == cell
    return cell if is_there else NO_BASE
