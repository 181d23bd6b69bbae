"""Questions that people and pages ask of the store, answered from one consistent view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from workbook_crm.merge.dossiers import KINDS, dossiers
from workbook_crm.merge.encode import COLUMN, body_of, findings_in, settled_in, sheets_in, typed
from workbook_crm.merge.exports import Exports
from workbook_crm.merge.fit import Unfit, unfit_in
from workbook_crm.merge.form_store import Forms
from workbook_crm.merge.line_store import FileLines
from workbook_crm.merge.lookup import records_in, take_snapshot
from workbook_crm.merge.mail_store import Mails
from workbook_crm.merge.portions import portions
from workbook_crm.merge.rejected_rows import RejectedRows
from workbook_crm.merge.schema import Schema
from workbook_crm.merge.waiting_rows import Row, WaitingRows
from workbook_crm.model.agreed import Form
from workbook_crm.model.columns import Column, Value
from workbook_crm.model.file_lines import KEPT, FileLine, LineHead
from workbook_crm.model.history import Dossier, LogEntry
from workbook_crm.model.options import PAUSED, Choice, aliases_in
from workbook_crm.model.rejected import OpenRejection
from workbook_crm.model.run import (
    RECEIPT_PREFIX,
    Arrival,
    Outcome,
    Receipt,
    SheetReceipt,
    receipt_number,
    revision_of,
)
from workbook_crm.model.sheets import OUR_NUMBER, PREFIXES, SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored, Wanted
from workbook_crm.model.stamps import Export
from workbook_crm.model.trace import Sheets
from workbook_crm.model.undone import Undos
from workbook_crm.model.versions import StoreVersion
from workbook_crm.model.workflow import OPEN_STATES

_MOST_ANSWERS = 50
"""Of one name, that are looked through for the one to a list."""


class Queries:
    """Reads from one open connection; nothing here changes anything."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self.connection, self.schema = connection, schema
        self._sheets: dict[int, tuple[SheetReceipt, ...]] = {}

    @cached_property
    def unfit(self) -> Unfit:
        """The records that cannot be used as they stand in the store: lists and reports are without them."""
        memory = self.schema.rejected_rows, self.schema.receipts
        return unfit_in(self.connection, self.schema.records, memory)

    def keeps(self, kind: str) -> ColumnElement[bool]:
        """The condition that a record of a kind can be used."""
        return self.unfit.keeps(self.schema.records[kind])

    @cached_property
    def undos(self) -> Undos:
        """Which receipts are undone."""
        table = self.schema.receipts
        query = select(table.c.id, table.c.undoes).where(table.c.undoes.is_not(None))
        return Undos({row.id: row.undoes for row in self.connection.execute(query)})

    def _told(self, row: Mapping[Any, Any]) -> Receipt:
        """A row of the receipts table as a receipt that says whether it is undone."""
        receipt, undo = receipt_of(row), self.undos.holding.get(row["id"])
        return replace(receipt, undone_by=receipt_number(undo)) if undo else receipt

    @property
    def mails(self) -> Mails:
        """The mails that go out."""
        return Mails(self.connection, self.schema)

    def snapshot(self, wanted: Wanted) -> Snapshot:
        """What the store knows of what is wanted, for a dry run."""
        return take_snapshot(self.connection, self.schema, wanted)

    def dossier(self, number: str) -> Dossier | None:
        """The record with this number and all that belongs to it; None if there is none."""
        return next(iter(self.dossiers_of(number)), None)

    def dossiers_of(self, number: str) -> list[Dossier]:
        """The same of every record of this number: another system counts leads and deals apart."""
        return [found for kind, own in self.numbered(number) for found in dossiers(self, kind, (own,))]

    def numbered(self, number: str) -> list[tuple[str, str]]:
        """(kind, number as it stands) of the records with a page of their own that have this number.

        Another system's number is found as it stands; where none stands so, the only one but for capitals.
        """
        wanted = number.strip()
        asked = dict.fromkeys((number, wanted))
        exact = [each for kind in KINDS for one in asked for each in self._with_number(kind, one)]
        own = OUR_NUMBER.fullmatch(wanted.upper())
        if own and not exact:
            return self._with_number(PREFIXES[own[1]], wanted.upper())
        if exact or wanted.isdecimal():
            return exact
        folded = [each for kind in KINDS for each in self._with_number(kind, wanted, is_folded=True)]
        return folded if len(folded) == 1 else []

    def _with_number(self, kind: str, number: str, *, is_folded: bool = False) -> list[tuple[str, str]]:
        column = self.schema.records[kind].c.number
        is_it = func.lower(column) == number.lower() if is_folded else column == number
        return [(kind, each) for each in self.connection.execute(select(column).where(is_it)).scalars()]

    def _where(self, kind: str, field: str, *values: str) -> tuple[Stored[Any], ...]:
        return tuple(records_in(self.connection, self.schema, kind, field, values))

    def every(self, kind: str) -> tuple[Stored[Any], ...]:
        """All records of a kind, in the order in which they came in. For small kinds."""
        return tuple(records_in(self.connection, self.schema, kind))

    def records_of(
        self, people: Collection[str] | None, *, is_open: bool = False
    ) -> dict[str, tuple[Stored[Any], ...]]:
        """All that these salespeople have: leads, customers and opportunities, with lines and follow-ups.

        Without `people` it is everybody's. `is_open`: only what somebody has to follow up.
        """
        own = {
            kind: tuple(
                each for each in self._owned(kind, people) if not is_open or _is_open(kind, each.record)
            )
            for kind in OPEN_STATES
        }
        numbers = [each.record.number for records in own.values() for each in records if each.record.number]
        lines = self._belonging("opportunity_lines", "opportunity", numbers)
        follow_ups = self._belonging("follow_ups", "subject", numbers)
        return {**own, "opportunity_lines": lines, "follow_ups": follow_ups}

    def _owned(self, kind: str, people: Collection[str] | None) -> tuple[Stored[Any], ...]:
        return self.every(kind) if people is None else self._where(kind, "owner", *people)

    def owners(self) -> frozenset[str]:
        """All who have a record."""
        columns = [self.schema.records[kind].c.owner for kind in OPEN_STATES]
        found = (self.connection.execute(select(each).distinct()).scalars() for each in columns)
        return frozenset(owner for owners in found for owner in owners if owner)

    def _belonging(self, kind: str, field: str, numbers: Iterable[str]) -> tuple[Stored[Any], ...]:
        return tuple(sorted(self._where(kind, field, *numbers), key=lambda each: each.id))

    def header_words(self) -> tuple[Choice, ...]:
        """The words that the dealership's Choices sheet lists for columns."""
        return tuple(
            Choice(each.record.value or "", aliases_in(each.record.aliases))
            for each in self._where("choices", "list", "header")
        )

    def log(self, kind: str, record_ids: Iterable[int]) -> Iterator[tuple[int, LogEntry]]:
        """Every change of these records with the record's id, oldest first."""
        changes, receipts = self.schema.changes, self.schema.receipts
        written_in = receipts.alias("written_in")  # a row that waited stands in an earlier workbook
        query = (
            select(changes, written_in.c.file, written_in.c.sender, receipts.c.received)
            .join_from(changes, receipts, changes.c.revision == receipts.c.id)
            .join(written_in, func.coalesce(changes.c.source, changes.c.revision) == written_in.c.id)
            .where(changes.c.kind == kind, changes.c.record_id.in_(bindparam("ids", expanding=True)))
            .order_by(changes.c.id)
        )
        for ids in portions(record_ids):  # all changes of a record are in one portion
            for row in self.connection.execute(query, {"ids": ids}):
                yield row.record_id, _entry(row._mapping, kind)

    def sendings(self, sha256: str) -> tuple[Receipt, ...]:
        """The receipts under which these bytes were taken, oldest first, but for those that are undone."""
        table = self.schema.receipts
        query = select(table).where(table.c.sha256 == sha256, table.c.outcome == Outcome.TAKEN)
        rows = self.connection.execute(query.order_by(table.c.id))
        return tuple(receipt_of(row._mapping) for row in rows if not self.undos.is_undone(row.id))

    def answered(self, sender: str | None, path: str) -> tuple[Receipt, ...]:
        """The latest receipts of a sender with answers whose paths begin as this one does, newest first."""
        table = self.schema.receipts
        stem = path.rpartition(".")[0]
        query = (
            select(table)
            .where(table.c.sender.is_(sender) if sender is None else table.c.sender == sender)
            .where(table.c.outcome != Outcome.DUPLICATE, table.c.answer.startswith(stem, autoescape=True))
            .order_by(table.c.id.desc())
            .limit(_MOST_ANSWERS)
        )
        return tuple(receipt_of(row._mapping) for row in self.connection.execute(query))

    def has_changed_since(self, receipt: Receipt) -> bool:
        """Whether any record was changed under a later receipt."""
        changes = self.schema.changes
        later = select(changes.c.id).where(changes.c.revision > revision_of(receipt.id)).limit(1)
        return self.connection.execute(later).scalar() is not None

    def has_undone_since(self, receipt: Receipt) -> bool:
        """Whether anything was undone under a later receipt: what a file said may not hold any more."""
        return any(undo > revision_of(receipt.id) for undo in self.undos.undoes)

    def written_since(
        self, kind: str, revision: int, record_ids: Collection[int]
    ) -> Mapping[int, frozenset[str]]:
        """By record: the fields, and columns that we do not know, that were written under later receipts.

        What a row of that very receipt's workbook wrote when it was settled later does not count, and neither
        does what was undone.
        """
        changes = self.schema.changes
        is_own = func.coalesce(changes.c.source, 0) == revision
        later = (changes.c.revision > revision) & (changes.c.kind == kind) & ~is_own
        query = select(changes.c.record_id, changes.c.after, changes.c.revision, changes.c.source).where(
            later
        )
        ids, written = frozenset(record_ids), defaultdict[int, set[str]](set)
        for record_id, after, by, source in self.connection.execute(query):
            if record_id in ids and self._has_effect(by, source, revision):
                written[record_id] |= after.keys() - {"extra"}
                written[record_id] |= {KEPT + header for header in after.get("extra") or ()}
        return {record_id: frozenset(names) for record_id, names in written.items()}

    def _has_effect(self, revision: int, source: int | None, since: int) -> bool:
        """Whether a change of the log makes a difference to how things were at `since`."""
        undos = self.undos
        is_its_own = source is not None and undos.is_undone(source)
        return not is_its_own and undos.has_effect_since(revision, since)

    def line_heads(self, kinds: Iterable[str], sender: str | None) -> tuple[LineHead, ...]:
        """What a sender's lists of some kinds are recognised by, and then those of others."""
        return tuple(FileLines(self.connection, self.schema).heads(kinds, sender))

    def file_lines(self, heads: Sequence[LineHead]) -> tuple[FileLine, ...]:
        """Lists with what they last had applied."""
        return FileLines(self.connection, self.schema).load(heads)

    def stamp_key(self) -> bytes | None:
        """The key of the stamps; None where nothing was stamped yet."""
        return Exports(self.connection, self.schema).key()

    def export(self, export_id: str) -> Export | None:
        """What was handed out under this id; None where that is not known."""
        return Exports(self.connection, self.schema).get(export_id)

    def exports_by_code(self, code: str) -> tuple[Export, ...]:
        """What was handed out with this code in its cells."""
        return Exports(self.connection, self.schema).by_code(code)

    def forms(self) -> tuple[Form, ...]:
        """The forms of lists about which somebody has answered something, the latest first."""
        return Forms(self.connection, self.schema).every()

    def settled_rows(self, receipt_id: str) -> frozenset[Row]:
        """The rows of an earlier workbook that were rejected then, and taken since."""
        waiting = WaitingRows(self.connection, self.schema, frozenset(self.undos.holding))
        return waiting.rows(revision_of(receipt_id))[1]

    def rejected_before(self, sender: str | None) -> tuple[OpenRejection, ...]:
        """The rejected rows that an arrival of this sender may mend."""
        return RejectedRows(self.connection, self.schema, frozenset(self.undos.holding)).waiting(sender)

    def latest_receipt(self) -> tuple[int, str]:
        """(revision of the store, token of the arrival that made it); (0, "") before the first one."""
        table = self.schema.receipts
        query = select(table.c.id, table.c.token).order_by(table.c.id.desc()).limit(1)
        row = self.connection.execute(query).one_or_none()
        return (row.id, row.token) if row else (0, "")

    def sheets_of(self, revisions: Iterable[int]) -> Sheets:
        """By receipt: how the sheets of its workbook were understood. Each is read once."""
        table, wanted = self.schema.receipts, frozenset(revisions)
        query = select(table.c.id, table.c.body)
        for some in portions(wanted - self._sheets.keys()):
            for row in self.connection.execute(query.where(table.c.id.in_(some))):
                self._sheets[row.id] = sheets_in(body_of(row.body))
        return {receipt_number(each): self._sheets[each] for each in wanted if each in self._sheets}

    def version(self) -> StoreVersion | None:
        """The version at which the store stands; None before the first receipt."""
        table = self.schema.receipts
        query = select(table.c.id, table.c.received).order_by(table.c.id.desc()).limit(1)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            return None
        return StoreVersion(row.id, receipt_number(row.id), datetime.fromisoformat(row.received))

    def token_of(self, revision: int) -> str | None:
        """The token of the arrival that made a revision; None if there is no such revision."""
        table = self.schema.receipts
        return self.connection.execute(select(table.c.token).where(table.c.id == revision)).scalar()

    def receipts(self, limit: int = 200) -> tuple[Receipt, ...]:
        """The latest receipts, newest first."""
        table = self.schema.receipts
        rows = self.connection.execute(select(table).order_by(table.c.id.desc()).limit(limit))
        return tuple(self._told(row._mapping) for row in rows)

    def counters(self) -> dict[str, int]:
        """By name (`receipts`, and the kinds): the next number to be given."""
        table = self.schema.counters
        return {row.name: row.next for row in self.connection.execute(select(table))}

    def hashes(self) -> frozenset[str]:
        """The hashes of all contents that ever arrived."""
        return frozenset(self.connection.execute(select(self.schema.receipts.c.sha256)).scalars())

    def times(self) -> tuple[tuple[str, datetime], ...]:
        """(number, time) of every receipt, in the order in which files were taken."""
        table = self.schema.receipts
        rows = self.connection.execute(select(table.c.id, table.c.received).order_by(table.c.id))
        return tuple((receipt_number(row.id), datetime.fromisoformat(row.received)) for row in rows)

    def last_received_before(self, moment: datetime) -> tuple[str, ...]:
        """The hashes of contents that have not arrived since."""
        table = self.schema.receipts
        rows = self.connection.execute(select(table.c.sha256, table.c.received).order_by(table.c.id))
        last = {sha256: datetime.fromisoformat(received) for sha256, received in rows}
        return tuple(sha256 for sha256, received in last.items() if received < moment)

    def receipt(self, receipt_id: str) -> Receipt | None:
        """The receipt of this number (`R-000012`); None if there is none."""
        digits = receipt_id.strip().upper().removeprefix(f"{RECEIPT_PREFIX}-")
        if not digits.isdecimal():
            return None
        table = self.schema.receipts
        row = self.connection.execute(select(table).where(table.c.id == int(digits))).one_or_none()
        return self._told(row._mapping) if row else None


def receipt_of(row: Mapping[Any, Any]) -> Receipt:
    """A row of the receipts table as the receipt that it keeps."""
    received, body = datetime.fromisoformat(row["received"]), body_of(row["body"])
    arrival = Arrival(row["token"], row["file"], row["sender"], received, row["sha256"])
    return Receipt(
        receipt_number(row["id"]),
        arrival,
        Outcome(row["outcome"]),
        row["answer"],
        receipt_number(row["of"]) if row["of"] else None,
        sheets_in(body),
        findings_in(body, row["file"]),
        settled_in(body),
        body.get("held"),
        body.get("container"),
        receipt_number(row["undoes"]) if row["undoes"] else None,
    )


def _entry(row: Mapping[Any, Any], kind: str) -> LogEntry:
    before, after = row["before"] or {}, row["after"]
    return LogEntry(
        row["revision"],
        receipt_number(row["revision"]),
        row["file"],
        row["sender"],
        datetime.fromisoformat(row["received"]),
        row["sheet"],
        row["row"],
        _values(before, kind),
        _values(after, kind),
        row["before"] is None,
        before.get("extra", {}),
        after.get("extra", {}),
        after.get(COLUMN),
        row["source"],
    )


def _is_open(kind: str, record: Any) -> bool:
    """Whether somebody has to follow up; what is paused is taken up again one day."""
    return record.state in OPEN_STATES[kind] or record.state in (PAUSED, None)


def _values(raw: Any, kind: str) -> dict[str, Value]:
    if not isinstance(raw, dict):
        return {}
    columns = SHEET_OF[kind].by_field
    return {field: _typed(columns[field], value) for field, value in raw.items() if field in columns}


def _typed(column: Column, raw: Any) -> Value:
    """A value of the log; as it was written where it is none of the column's."""
    try:
        return typed(column, raw)
    except (ValueError, ArithmeticError, TypeError):
        return str(raw)
