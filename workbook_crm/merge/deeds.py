"""What people did in some days: contacts by the day that they happened or came, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, null, or_, select

from workbook_crm.merge.dossiers import KINDS
from workbook_crm.merge.portions import portions
from workbook_crm.merge.queries import Queries
from workbook_crm.model.called import called
from workbook_crm.model.deeds import Deeds, ToldContact, WrittenRow
from workbook_crm.model.history import LogEntry
from workbook_crm.model.run import receipt_number
from workbook_crm.model.workdays import days_after


class _Came(NamedTuple):
    """How a record came in."""

    revision: int
    received: datetime
    sender: str | None


class _Subject(NamedTuple):
    """What is told of a record that somebody was in contact with, or wrote about."""

    number: str
    name: str
    customer: str
    owner: str | None


def deeds(queries: Queries, first: date, last: date, *, has_rows: bool = False) -> Deeds:
    """What everybody did in some days; the rows that they wrote only where these are asked for.

    What was undone was not done.
    """
    revisions = _revisions(queries, first, last)
    found = _contacts(queries, first, last, revisions)
    in_time = {each for each in found if each.day is not None and first <= each.day <= last}
    rows = tuple(_rows(queries, revisions)) if has_rows else ()
    return Deeds(
        first,
        last,
        tuple(each for each in found if each in in_time),
        tuple(each for each in found if each not in in_time),
        rows,
    )


def _revisions(queries: Queries, first: date, last: date) -> range:
    """The receipts of some days; they were given out one after the other."""
    table = queries.schema.receipts
    query = select(func.min(table.c.id), func.max(table.c.id)).where(
        table.c.received >= first.isoformat(), table.c.received < days_after(last, 1).isoformat()
    )
    lowest, highest = queries.connection.execute(query).one()
    return range(lowest, highest + 1) if lowest else range(0)


def _contacts(queries: Queries, first: date, last: date, revisions: range) -> list[ToldContact]:
    """By person, then by time."""
    table, changes = queries.schema.records["follow_ups"], queries.schema.changes
    came = select(changes.c.record_id).where(
        changes.c.kind == "follow_ups",
        changes.c.before.is_(None),
        changes.c.revision >= revisions.start,
        changes.c.revision < revisions.stop,
    )
    happened = (table.c.time >= first) & (table.c.time < last + timedelta(days=1))
    query = select(table).where(or_(happened, table.c.id.in_(came)), queries.keeps("follow_ups"))
    rows = queries.connection.execute(query.order_by(table.c.id)).all()
    known = _came(queries, [row.id for row in rows])
    subjects = _subjects(queries, {row.subject for row in rows if row.subject})
    told = [_contact(row, known[row.id], subjects.get(row.subject or "")) for row in rows if row.id in known]
    return sorted(told, key=lambda each: (not each.who, each.who, str(each.time or "")))


def _contact(row: Any, came: _Came, subject: _Subject | None) -> ToldContact:
    return ToldContact(
        row.by or came.sender or (subject.owner if subject else None) or "",
        row.time,
        row.subject or "",
        subject.name if subject else "",
        subject.customer if subject else "",
        row.method,
        row.content,
        row.next_follow_up,
        row.plan,
        came.received,
        receipt_number(came.revision),
    )


def _came(queries: Queries, ids: Iterable[int]) -> Mapping[int, _Came]:
    """By id of a follow-up: under which receipt it came first."""
    changes, receipts = queries.schema.changes, queries.schema.receipts
    written_in = receipts.alias("written_in")
    query = (
        select(changes.c.record_id, changes.c.revision, receipts.c.received, written_in.c.sender)
        .join_from(changes, receipts, changes.c.revision == receipts.c.id)
        .join(written_in, func.coalesce(changes.c.source, changes.c.revision) == written_in.c.id)
        .where(changes.c.kind == "follow_ups", changes.c.before.is_(None))
        .order_by(changes.c.id.desc())
    )
    return {
        row.record_id: _Came(row.revision, datetime.fromisoformat(row.received), row.sender)
        for some in portions(ids)
        for row in queries.connection.execute(query.where(changes.c.record_id.in_(some)))
    }


def _subjects(queries: Queries, numbers: Iterable[str]) -> Mapping[str, _Subject]:
    """By number what is told of each record; of a number that two kinds have, the customer's counts."""
    return {
        each.number: each
        for kind in reversed(KINDS)
        for some in portions(numbers)
        for each in _subjects_of(queries, kind, "number", some)
    }


def _subjects_of(queries: Queries, kind: str, field: str, values: Iterable[Any]) -> Iterator[_Subject]:
    for _id, subject in _with_ids(queries, kind, field, values):
        yield subject


def _with_ids(
    queries: Queries, kind: str, field: str, values: Iterable[Any]
) -> Iterator[tuple[int, _Subject]]:
    table, customers = queries.schema.records[kind], queries.schema.records["customers"]
    own = (table.c.id, table.c.number, table.c.name, table.c.owner)
    if kind == "opportunities":
        query = select(*own, customers.c.name.label("customer"), customers.c.phone).select_from(
            table.outerjoin(
                customers, and_(table.c.customer == customers.c.number, queries.keeps("customers"))
            )
        )
    else:
        query = select(*own, null().label("customer"), table.c.phone)
    for row in queries.connection.execute(query.where(table.c[field].in_(list(values)), queries.keeps(kind))):
        phone = row.phone if kind != "opportunities" else None
        yield row.id, _Subject(row.number, called(row.name, phone, row.number), row.customer or "", row.owner)


_FOLLOWS = frozenset({"last_contact", "next_follow_up", "next_written"})
"""What a contact changes of the records that it is with."""


def _follows_from_contact(entry: LogEntry) -> bool:
    """Whether a change is nothing but what a contact brings, which is told as a contact."""
    is_contact = not entry.is_new and "last_contact" in entry.after
    return is_contact and entry.after.keys() <= _FOLLOWS and not entry.kept_after


def _rows(queries: Queries, revisions: range) -> Iterator[WrittenRow]:
    """The rows of some receipts that made or changed a lead, a customer or a deal, the first first."""
    changes = queries.schema.changes
    found = []
    for kind in KINDS:
        query = (
            select(changes.c.record_id)
            .where(
                changes.c.kind == kind,
                changes.c.revision >= revisions.start,
                changes.c.revision < revisions.stop,
            )
            .distinct()
        )
        ids = list(queries.connection.execute(query).scalars())
        subjects = {
            record_id: subject
            for some in portions(ids)
            for record_id, subject in _with_ids(queries, kind, "id", some)
        }
        for record_id, entry in queries.log(kind, ids):
            subject = subjects.get(record_id)
            is_done = entry.revision in revisions and queries.undos.holds(entry.revision, entry.source)
            if is_done and subject and not _follows_from_contact(entry):
                who = entry.sender or subject.owner or ""
                found.append(WrittenRow(who, subject.number, kind, subject.name, entry))
    yield from sorted(found, key=lambda each: (each.entry.revision, each.entry.sheet, each.entry.row))
