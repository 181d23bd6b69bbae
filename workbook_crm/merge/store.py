"""The store: current values, and the log of every change that made them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cache, cached_property
from itertools import repeat
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select

from workbook_crm.merge.as_of import stand_at
from workbook_crm.merge.bulk import insert_many
from workbook_crm.merge.database import looking_back, open_engine, prepare, reading
from workbook_crm.merge.encode import COLUMN, receipt_body
from workbook_crm.merge.exports import Exports
from workbook_crm.merge.form_store import Forms
from workbook_crm.merge.line_store import FileLines
from workbook_crm.merge.line_undo import rebase
from workbook_crm.merge.lookup import first_days, take_snapshot
from workbook_crm.merge.mail_store import Letters, Mails, staged_files
from workbook_crm.merge.phones import keep_phones
from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.merge.rejected_rows import RejectedRows
from workbook_crm.merge.schema import KEYS, Schema
from workbook_crm.merge.undo import AmountOf, plan_undo
from workbook_crm.merge.undo_keep import log_of_removed, log_of_restored, remove
from workbook_crm.merge.waiting_rows import Row, WaitingRows
from workbook_crm.model.agreed import Form
from workbook_crm.model.awaited import OpenRow, WaitedFor, WaitingRow
from workbook_crm.model.changes import Change, MergePlan, Removal, differing, kept_differing
from workbook_crm.model.companies import company_key
from workbook_crm.model.file_lines import FileLine, LineHead
from workbook_crm.model.history import LogEntry
from workbook_crm.model.keys import search_key
from workbook_crm.model.rejected import OpenRejection, RejectedRow
from workbook_crm.model.run import (
    Again,
    Arrival,
    Receipt,
    StagedParcel,
    container_token,
    receipt_number,
    revision_of,
)
from workbook_crm.model.sheets import SHEET_OF, SHEETS
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.model.stamps import Export, ExportSheet, answer_export
from workbook_crm.model.undoing import UndoPlan
from workbook_crm.model.undone import Undos


class Store:
    """Records, changes, receipts and parcels behind one database URL. Close it when done."""

    def __init__(self, url: str, currency_digits: int) -> None:
        self._engine = open_engine(url)
        self._schema = Schema(currency_digits)
        prepare(self._engine, self._schema)

    def close(self) -> None:
        """Gives the database back."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: everything in it is kept, or nothing."""
        with self._engine.begin() as connection:
            yield Writing(connection, self._schema)

    @contextmanager
    def reading(self) -> Iterator[Queries]:
        """One consistent view for reports and pages."""
        with reading(self._engine) as connection:
            yield Queries(connection, self._schema)

    @contextmanager
    def as_of(self, revision: int) -> Iterator[Queries]:
        """The store as it was right after a receipt, for reports and pages."""
        with looking_back(self._engine) as connection:
            stand_at(connection, self._schema, revision, _named_row)
            yield Queries(connection, self._schema)

    def parcels(self) -> tuple[StagedParcel, ...]:
        """Parcels that were committed and are not handed out yet, oldest first."""
        table = self._schema.parcels
        with reading(self._engine) as connection:
            rows = connection.execute(select(table.c.id, table.c.path, table.c.staged).order_by(table.c.id))
            return tuple(StagedParcel(*row) for row in rows)

    def staged_mails(self) -> frozenset[str]:
        """The files of ours that mails need which still have to go out."""
        with reading(self._engine) as connection:
            return staged_files(connection, self._schema)

    def handed_out(self, parcels: Iterable[StagedParcel]) -> None:
        """Forgets parcels that lie where they belong."""
        ids = [each.id for each in parcels]
        if ids:
            with self._engine.begin() as connection:
                connection.execute(delete(self._schema.parcels).where(self._schema.parcels.c.id.in_(ids)))


class Writing:
    """One open transaction: a view of what is known, and the commit of what was decided on it."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._schema = connection, schema
        self._counters: dict[str, int] = {}
        self._queries = Queries(connection, schema)

    @property
    def undos(self) -> Undos:
        """Which receipts are undone."""
        return self._queries.undos

    @property
    def mails(self) -> Mails:
        """The mails that go out."""
        return Mails(self._connection, self._schema)

    @property
    def letters(self) -> Letters:
        """The mails that wait for their answer."""
        return Letters(self._connection, self._schema)

    def staged_answer(self, receipt: Receipt) -> str | None:
        """The staged name of the answer of a receipt that this transaction keeps; None where it has none."""
        table = self._schema.parcels
        is_it = (table.c.receipt == revision_of(receipt.id)) & (table.c.path == receipt.answer)
        return self._connection.execute(select(table.c.staged).where(is_it)).scalars().first()

    def snapshot(self, wanted: Wanted) -> Snapshot:
        """What the store knows of what is wanted, with all that this transaction has kept so far."""
        if self._counters:
            self._set_counters(self._counters)
        return take_snapshot(self._connection, self._schema, wanted)

    def sendings(self, sha256: str) -> tuple[Receipt, ...]:
        """The receipts under which these bytes were taken, oldest first."""
        return self._queries.sendings(sha256)

    def answered(self, sender: str | None, path: str) -> tuple[Receipt, ...]:
        """The latest receipts of a sender with answers whose paths begin as this one does, newest first."""
        return self._queries.answered(sender, path)

    def move_answer(self, path: str, to: str) -> None:
        """Has every receipt whose answer lay at a path say where it lies now."""
        table = self._schema.receipts
        self._connection.execute(table.update().where(table.c.answer == path).values(answer=to))

    def has_changed_since(self, receipt: Receipt) -> bool:
        """Whether any record was changed under a later receipt."""
        return self._queries.has_changed_since(receipt)

    def has_undone_since(self, receipt: Receipt) -> bool:
        """Whether anything was undone under a later receipt."""
        return self._queries.has_undone_since(receipt)

    def log(self, kind: str, record_ids: Iterable[int]) -> Iterator[tuple[int, LogEntry]]:
        """Every change of these records with the record's id, oldest first."""
        return self._queries.log(kind, record_ids)

    def written_since(
        self, kind: str, revision: int, record_ids: Collection[int]
    ) -> Mapping[int, frozenset[str]]:
        """By record: the fields that were written under later receipts."""
        return self._queries.written_since(kind, revision, record_ids)

    def line_heads(self, kinds: Iterable[str], sender: str | None) -> tuple[LineHead, ...]:
        """What a sender's lists of some kinds are recognised by, and then those of others."""
        return self._queries.line_heads(kinds, sender)

    def file_lines(self, heads: Sequence[LineHead]) -> tuple[FileLine, ...]:
        """Lists with what they last had applied."""
        return self._queries.file_lines(heads)

    def stamp_key(self) -> bytes | None:
        """The key of the stamps; None where nothing was stamped yet."""
        return self._exports.key()

    def export(self, export_id: str) -> Export | None:
        """What was handed out under this id; None where that is not known."""
        return self._exports.get(export_id)

    def exports_by_code(self, code: str) -> tuple[Export, ...]:
        """What was handed out with this code in its cells."""
        return self._exports.by_code(code)

    def made_stamp_key(self) -> bytes:
        """The key of the stamps, made where there is none."""
        return self._exports.made_key()

    def keep_exports(self, exports: Sequence[Export], key: bytes, made: datetime) -> None:
        """Remembers what is handed out now."""
        self._exports.keep(exports, key, made)

    @cached_property
    def _exports(self) -> Exports:
        return Exports(self._connection, self._schema)

    def keep_lines(self, lines: Iterable[FileLine], arrival: Arrival) -> None:
        """Keeps lists as their newest versions leave them, under the receipt that `commit` will write.

        The answer to the arrival is known by them when it comes back.
        """
        kept = FileLines(self._connection, self._schema).keep(lines, self._revision)
        if kept:
            sheets = [ExportSheet(head.sheet, head.kind, (), (line_id,)) for line_id, head in kept]
            answer = answer_export(self._revision, arrival.sender, sheets)
            self.keep_exports((answer,), self.made_stamp_key(), arrival.received)

    def receipt(self, receipt_id: str) -> Receipt | None:
        """The receipt of this number (`R-000012`); None if there is none."""
        return self._queries.receipt(receipt_id)

    def forms(self) -> tuple[Form, ...]:
        """The forms of lists about which somebody has answered something, the latest first."""
        return self._queries.forms()

    def keep_forms(self, forms: Iterable[Form]) -> None:
        """Keeps what was answered about forms, under the receipt that `commit` will write."""
        Forms(self._connection, self._schema).keep(forms, self._revision)

    def by_token(self, token: str) -> Receipt | None:
        """The receipt of this very arrival, if it was committed before a crash."""
        table = self._schema.receipts
        row = self._connection.execute(select(table).where(table.c.token == token)).one_or_none()
        return receipt_of(row._mapping) if row else None

    def advance(self, counters: Mapping[str, int]) -> None:
        """Has numbers go on from here at the least, so that none is given to two things."""
        table = self._schema.counters
        now = {row.name: row.next for row in self._connection.execute(select(table))}
        self._set_counters({name: max(following, now.get(name, 1)) for name, following in counters.items()})

    def keep(self, plan: MergePlan, received: datetime, source: str | None = None) -> None:
        """Writes changes and their log under the number of the receipt that `commit` will write.

        `source`: the receipt of the earlier workbook in which their rows stand.
        """
        self._keep_records(plan, received)
        self._remove(plan.removals)
        keep_phones(self._connection, self._schema, plan.changes)
        self._keep_log(plan.changes, self._revision, revision_of(source) if source else None)
        self._counters.update(plan.next_ids)

    def settled_rows(self, receipt_id: str) -> frozenset[Row]:
        """The rows of an earlier workbook that were rejected then, and taken since."""
        return self._queries.settled_rows(receipt_id)

    def keys_waited_for(self) -> frozenset[WaitedFor]:
        """All that any rejected row waits for."""
        return self._waiting.keys()

    def waiting_for(self, keys: Collection[WaitedFor]) -> tuple[tuple[Receipt, Again], ...]:
        """The earlier workbooks that wait for one of these, oldest first, and which rows of each to try.

        Which others stay rejected, their findings say. Rows of the very workbook that brings them were
        decided with all that it brings.
        """
        earlier = (each for each in self._waiting.receipts_of(keys) if each != self._revision)
        return tuple(map(self._tried_again, earlier))

    def own_waiting(self, keys: Collection[WaitedFor]) -> frozenset[Row]:
        """The rows that wait of the workbook whose receipt `commit` will write, where any waits for these."""
        is_waiting = self._revision in self._waiting.receipts_of(keys)
        return self._waiting.rows(self._revision)[0] if is_waiting else frozenset()

    def _tried_again(self, revision: int) -> tuple[Receipt, Again]:
        table = self._schema.receipts
        row = self._connection.execute(select(table).where(table.c.id == revision)).one()
        tried, settled = self._waiting.rows(revision)
        return receipt_of(row._mapping), Again(tried, settled=settled)

    def settle(self, receipt_id: str, rows: Collection[Row]) -> None:
        """Notes that rows of an earlier workbook are taken under the receipt that `commit` will write."""
        self._waiting.settle(revision_of(receipt_id), rows, self._revision)
        self._rejected.settle(revision_of(receipt_id), rows, self._revision)

    def open_rows(self, sender: str | None) -> tuple[OpenRow, ...]:
        """The rows of a sender that wait for a record."""
        return self._waiting.open_rows(sender)

    def forget(self, rows: Collection[OpenRow]) -> None:
        """Has rows wait no longer that were sent anew."""
        self._waiting.forget(rows)

    def wait(self, rows: Iterable[WaitingRow]) -> None:
        """Keeps what rows of the workbook wait for, whose receipt `commit` will write."""
        self._waiting.add(self._revision, rows)

    def rejected_before(self, sender: str | None) -> tuple[OpenRejection, ...]:
        """The rejected rows that an arrival of this sender may mend."""
        return self._rejected.waiting(sender)

    def reject(
        self,
        rows: Sequence[RejectedRow],
        since: Mapping[Row, date],
        closed: Collection[OpenRejection],
        received: datetime,
    ) -> None:
        """Keeps the rejected rows of the workbook whose receipt `commit` will write, and closes earlier ones.

        `since`: the day on which a row was first rejected, where that was before.
        """
        self._rejected.close(closed, self._revision)
        self._rejected.add(self._revision, rows, since, received.date())

    def plan_undo(self, receipt_id: str, *, amount_of: AmountOf, early_days: int) -> UndoPlan:
        """What undoing a receipt would do."""
        revision = revision_of(receipt_id)
        return plan_undo(self._queries, revision, self._revision, amount_of=amount_of, early_days=early_days)

    def keep_undo(self, plan: UndoPlan) -> None:
        """Writes what an undo does to records and lists, under the receipt that `commit` will write."""
        revision, connection, schema = self._revision, self._connection, self._schema
        for kind, changes in by_kind(plan.changed).items():
            self._update(kind, changes)
        for kind, changes in by_kind(plan.restored).items():
            days = first_days(connection, schema, kind, [each.id for each in changes])
            self._insert(kind, changes, [days[each.id] for each in changes])
        self._remove(plan.withdrawn)
        keep_phones(connection, schema, (*plan.changed, *plan.restored))
        self._keep_log(plan.changed, revision, None)
        self._keep_rows(log_of_restored(plan.restored, revision))
        undos = Undos({**self._queries.undos.undoes, revision: plan.undoes})
        rebase(self._queries, [sheet.kind for sheet in SHEETS], plan.since, undos)

    @cached_property
    def _rejected(self) -> RejectedRows:
        return RejectedRows(self._connection, self._schema, frozenset(self._queries.undos.holding))

    @cached_property
    def _waiting(self) -> WaitingRows:
        return WaitingRows(self._connection, self._schema, frozenset(self._queries.undos.holding))

    def commit(self, receipt: Receipt, parcels: Sequence[tuple[str, str]]) -> Receipt:
        """Keeps receipt and parcels (path, staged name) too; returns the receipt with its number."""
        revision = self._revision
        self._set_counters({**self._counters, "receipts": revision + 1})
        receipt = replace(receipt, container=self._container_of(receipt.arrival.token))
        self._keep_receipt(receipt, revision)
        if parcels:
            rows = [{"receipt": revision, "path": path, "staged": staged} for path, staged in parcels]
            self._connection.execute(self._schema.parcels.insert(), rows)
        return replace(receipt, id=receipt_number(revision))

    def _container_of(self, token: str) -> str | None:
        """The receipt of the archive or mail in which an arrival came."""
        container, table = container_token(token), self._schema.receipts
        if container is None:
            return None
        behind = func.substr(table.c.token, len(container) + 1, 1)
        is_it = table.c.token.startswith(container) & (behind != "m")
        found = self._connection.execute(select(table.c.id).where(is_it).limit(1)).scalar()
        return receipt_number(found) if found else None

    @cached_property
    def _revision(self) -> int:
        table = self._schema.counters
        found = self._connection.execute(select(table.c.next).where(table.c.name == "receipts")).scalar()
        return found or 1

    def _keep_records(self, plan: MergePlan, received: datetime) -> None:
        for kind, changes in by_kind(plan.changes).items():
            self._insert(kind, [each for each in changes if each.is_new], repeat(received.date()))
            self._update(kind, [each for each in changes if not each.is_new])

    def _insert(self, kind: str, changes: Iterable[Change], days: Iterable[date]) -> None:
        names = (*column_names(kind), "id", "since")
        rows = ((*_row_of(each), each.id, day) for each, day in zip(changes, days, strict=False))
        insert_many(self._connection, self._schema.records[kind], names, rows)

    def _update(self, kind: str, changes: Iterable[Change]) -> None:
        names, table = (*column_names(kind), "b_id"), self._schema.records[kind]
        rows = [dict(zip(names, (*_row_of(each), each.id), strict=True)) for each in changes]
        if rows:
            self._connection.execute(table.update().where(table.c.id == bindparam("b_id")), rows)

    def _remove(self, removals: Sequence[Removal]) -> None:
        """Takes records out of the store; the log says of all that they held that it is blank now."""
        remove(self._connection, self._schema, removals)
        self._keep_rows(log_of_removed(removals, self._revision))

    def _keep_rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keeps entries of the log that no row of a workbook has changed field by field."""
        if told := list(rows):
            self._connection.execute(self._schema.changes.insert(), told)

    def _keep_log(self, changes: Sequence[Change], revision: int, source: int | None) -> None:
        names = ("revision", "kind", "record_id", "sheet", "row", "before", "after", "source")
        rows = (
            (revision, each.kind, each.id, each.sheet, each.row, *_before_and_after(each), source)
            for each in changes
        )
        insert_many(self._connection, self._schema.changes, names, rows)

    def _set_counters(self, counters: Mapping[str, int]) -> None:
        table = self._schema.counters
        self._connection.execute(delete(table).where(table.c.name.in_(counters)))
        rows = [{"name": name, "next": following} for name, following in counters.items()]
        if rows:
            self._connection.execute(table.insert(), rows)

    def _keep_receipt(self, receipt: Receipt, revision: int) -> None:
        arrival = receipt.arrival
        self._connection.execute(
            self._schema.receipts.insert().values(
                id=revision,
                token=arrival.token,
                file=arrival.file,
                sha256=arrival.sha256,
                sender=arrival.sender,
                received=arrival.received.isoformat(timespec="seconds"),
                outcome=receipt.outcome.value,
                answer=receipt.answer,
                of=revision_of(receipt.of) if receipt.of else None,
                body=receipt_body(receipt),
                undoes=revision_of(receipt.undoes) if receipt.undoes else None,
            )
        )


def by_kind(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes of each kind, in the order in which one kind builds on another."""
    kinds: dict[str, list[Change]] = {sheet.kind: [] for sheet in SHEETS}
    for each in changes:
        kinds[each.kind].append(each)
    return kinds


@cache
def column_names(kind: str) -> tuple[str, ...]:
    """The database columns of a kind that are made from its records: fields, search keys, unknown columns."""
    return (*(column.field for column in SHEET_OF[kind].columns), *KEYS.get(kind, {}), "extra")


_KEY_OF: Mapping[str, Callable[[str], str | None]] = {"company_key": company_key}
"""How keys are made that are no search keys."""


def _named_row(kind: str, record: Any) -> dict[str, Any]:
    """A record's values by the database columns that are made from it."""
    return dict(zip(column_names(kind), _row_of(Change(kind, 0, None, record, "", 0)), strict=True))


def _row_of(change: Change) -> tuple[Any, ...]:
    """A record's values in the order of `column_names`."""
    record: Any = change.after
    keys = (
        _KEY_OF.get(key, search_key)("".join(getattr(record, field) or "" for field in fields)) or None
        for key, fields in KEYS.get(change.kind, {}).items()
    )
    return (*SHEET_OF[change.kind].values(record), *keys, dict(record.extra) or None)


def _before_and_after(change: Change) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """What the log keeps: all of a new record, else what differs; unknown columns under `extra`."""
    sheet = SHEET_OF[change.kind]
    at: dict[str, Any] = {} if change.column is None else {COLUMN: change.column}
    if change.is_new:
        fields = zip(sheet.by_field, sheet.values(change.after), strict=True)
        new: dict[str, Any] = {field: value for field, value in fields if value is not None} | at
        return None, ({**new, "extra": dict(change.after.extra)} if change.after.extra else new)
    changed: dict[str, Any] = dict(differing(change.before, change.after, tuple(sheet.by_field)))
    before = {field: was for field, (was, _now) in changed.items()}
    after = {field: now for field, (_was, now) in changed.items()} | at
    if kept := kept_differing(change.before, change.after):
        before["extra"] = {header: was for header, (was, _now) in kept.items()}
        after["extra"] = {header: now for header, (_was, now) in kept.items()}
    return before, after
