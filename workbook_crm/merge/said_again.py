"""What lists say that nobody wrote: a second list with the same value asserts it, and it outlives an undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from workbook_crm.merge.encode import typed
from workbook_crm.merge.line_store import base_of
from workbook_crm.merge.queries import Queries
from workbook_crm.model.file_lines import ERASED, KEPT, NO_BASE, Base, cell_of
from workbook_crm.model.history import LogEntry
from workbook_crm.model.run import receipt_number
from workbook_crm.model.sheets import SHEET_OF

Logs = Mapping[int, Sequence[LogEntry]]
"""By id of a record, of one kind."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list, and the one before it where that is known."""

    line: int
    sender: str | None
    first: int
    receipt: int
    sheet: str
    base: Base
    before: Base | None
    handed_out: frozenset[int] = frozenset()
    """Of the first version of a workbook of ours: the records that we wrote into it ourselves."""

    @property
    def is_first(self) -> bool:
        return self.first == self.receipt


def versions(queries: Queries, kind: str, since: int) -> Iterator[Version]:
    """The versions of all lists of a kind that came under a receipt or later, those of one list in order."""
    lines, older = queries.schema.file_lines, queries.schema.line_versions
    of_line = (lines.c.sender, lines.c.first, lines.c.export)
    now = select(lines.c.id, lines.c.receipt, lines.c.sheet, lines.c.base, *of_line)
    was = select(older.c.line, older.c.receipt, older.c.sheet, older.c.base, *of_line)
    was = was.join_from(older, lines, older.c.line == lines.c.id).where(lines.c.kind == kind)
    found: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for query in (now.where(lines.c.kind == kind), was):  # an older one of the same receipt is the original
        for line, receipt, *told in queries.connection.execute(query):
            found[line][receipt] = told
    for line, of in found.items():
        before: Base | None = None
        if max(of) < since:
            continue
        for receipt in sorted(of):
            sheet, kept, sender, first, export = of[receipt]
            base = base_of(kept)
            if receipt >= max(since, 1):
                ours = _handed_out(queries, export, kind) if export and receipt == first else frozenset()
                yield Version(line, sender, first, receipt, sheet, base, before, ours)
            before = base


def _handed_out(queries: Queries, export_id: str, kind: str) -> frozenset[int]:
    """The records of a kind that a workbook of ours held when it was handed out."""
    export = queries.export(export_id)
    return frozenset(
        each for sheet in (export.sheets if export else ()) if sheet.kind == kind for each in sheet.ids
    )


def asserted(
    queries: Queries, kind: str, ids: Collection[int], logs: Logs, since: int, sender: str | None
) -> Mapping[int, list[LogEntry]]:
    """By record: what lists said of it that was known already, as entries of a log.

    `sender`: of the receipt that is undone. What his list says as before is no new word of his; of others'
    lists of which the version before is not known, all is.
    """
    wanted, found = frozenset(ids), defaultdict[int, list[LogEntry]](list)
    for version in versions(queries, kind, since):
        if version.before is None and not version.is_first and version.sender == sender:
            continue
        rows = _rows_of(version.before)
        for nth in version.base.present:
            record_id = version.base.ids[nth]
            if record_id in wanted and record_id not in version.handed_out:
                at = _row_before(version, nth, rows.get(record_id, ()))
                entry = _entry(kind, version, nth, at, logs.get(record_id, ()))
                if entry is not None:
                    found[record_id].append(entry)
    return found


def _entry(kind: str, version: Version, nth: int, at: int | None, log: Sequence[LogEntry]) -> LogEntry | None:
    """What one row of a version asserts of its record; None where that is nothing."""
    known, kept, maker = _known_at(log, version.receipt)
    if maker is None or any(each.revision == version.receipt for each in log if each.is_new):
        return None
    before = version.before
    after: dict[str, Any] = {}
    kept_after: dict[str, str | None] = {}
    for name, column in version.base.columns.items():
        cell = column[nth]
        was = None if before is None else before.cell(at, name)
        if cell in (None, NO_BASE, ERASED) or (at is not None and cell == was):
            continue
        if name.startswith(KEPT):
            header = name.removeprefix(KEPT)
            if kept.get(header) == cell:
                kept_after[header] = str(cell)
        elif cell_of(known.get(name)) == cell and not SHEET_OF[kind].by_field[name].refers:
            after[name] = typed(SHEET_OF[kind].by_field[name], cell)
    is_listed_anew = at is None
    if not (after or kept_after or is_listed_anew):
        return None
    if is_listed_anew:  # it is that list's record as well: what it is known by stays with it
        after = {**_identity(kind, known), **after}
    return replace(
        maker, revision=version.receipt, receipt=receipt_number(version.receipt), sender=version.sender,
        sheet=version.sheet, before={}, after=after, is_new=is_listed_anew, kept_before={},
        kept_after=kept_after, column=None, source=None, file=maker.file,
    )  # fmt: skip


def _identity(kind: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """What a record cannot be without, and what it refers to."""
    sheet = SHEET_OF[kind]
    names = {"number", "state", "item", *(name for key in (*sheet.keys, *sheet.needed) for name in key)}
    names |= {column.field for column in sheet.columns if column.refers or column.field in ("owner", "by")}
    return {name: value for name, value in known.items() if name in names and value is not None}


def _rows_of(base: Base | None) -> Mapping[int, Sequence[int]]:
    """By record: its rows in an earlier version."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for nth, record_id in enumerate(base.ids if base else ()):
        rows[record_id].append(nth)
    return rows


def _row_before(version: Version, nth: int, rows: Sequence[int]) -> int | None:
    """The row of the version before that a row is: the one of the same key where its record has several."""
    keys = version.before.keys if version.before else ()
    return next((each for each in rows if keys[each] == version.base.keys[nth]), rows[0] if rows else None)


def _known_at(
    log: Sequence[LogEntry], revision: int
) -> tuple[dict[str, Any], dict[str, str | None], LogEntry | None]:
    """A record as it was right after a receipt, undone or not, and what made it."""
    values: dict[str, Any] = {}
    kept: dict[str, str | None] = {}
    maker = None
    for each in log:
        if each.revision <= revision:
            values |= each.after
            kept |= each.kept_after
            maker = each if each.is_new else maker
    return values, kept, maker


def listed_by(queries: Queries, kind: str, receipts: Collection[int]) -> set[int]:
    """The records that the lists of some receipts have, be they written by them or not."""
    lines, older = queries.schema.file_lines, queries.schema.line_versions
    now = select(lines.c.base).where(lines.c.kind == kind, lines.c.receipt.in_(receipts))
    was = select(older.c.base).join_from(older, lines, older.c.line == lines.c.id)
    was = was.where(lines.c.kind == kind, older.c.receipt.in_(receipts))
    bases = (base_of(kept) for query in (now, was) for kept in queries.connection.execute(query).scalars())
    return {record_id for base in bases for record_id in base.ids}
