"""The tables of mails that go out, and of mails that wait for their answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from workbook_crm.merge.portions import portions
from workbook_crm.merge.schema import Schema
from workbook_crm.model.language import Language
from workbook_crm.model.outgoing import (
    OPEN_STATES,
    AnswerPart,
    Bounce,
    LetterKept,
    MailKind,
    MailQueue,
    MailState,
    NewMail,
    QueuedMail,
    ReplyTo,
)
from workbook_crm.model.run import receipt_number, revision_of

_TROUBLES = (MailState.FAILED, MailState.BOUNCED, MailState.WITHHELD, MailState.UNKNOWN)
_DAY_DONE = "mails_of_day"
_DAYS = 14
"""For so long a trouble is told of."""
_MOST_TROUBLES = 200


class Mails:
    """Mails of ours, as one open connection sees them."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._table = connection, schema.mails
        self._settings = schema.store_settings

    def known(self, message_ids: Iterable[str]) -> frozenset[str]:
        """Those among these that were decided on before."""
        column = self._table.c.message_id
        queries = (select(column).where(column.in_(some)) for some in portions(sorted(set(message_ids))))
        return frozenset(each for query in queries for each in self._connection.execute(query).scalars())

    def add(self, mail: NewMail) -> bool:
        """Keeps a mail; whether it is new: one with the same id is the same mail, and is not sent twice."""
        if self.known((mail.message_id,)):
            return False
        row = {
            "message_id": mail.message_id,
            "kind": mail.kind.value,
            "person": mail.person,
            "address": mail.address,
            "receipt": revision_of(mail.receipt) if mail.receipt else None,
            "state": mail.state.value,
            "made": _utc(mail.made),
            "next_try": _utc(mail.made) if mail.state in OPEN_STATES else None,
            "tries": 0,
            "doubts": 0,
            "said": mail.said,
            "staged": mail.staged,
        }
        self._connection.execute(self._table.insert(), [row])
        return True

    def sent_since(self, address: str, kinds: Collection[MailKind], moment: datetime) -> int:
        """How many mails of some kinds were decided on for an address since a moment, those withheld too."""
        table, named = self._table, [each.value for each in kinds]
        query = select(func.count()).where(
            table.c.address == address, table.c.kind.in_(named), table.c.made > _utc(moment)
        )
        return self._connection.execute(query).scalar() or 0

    def open(self) -> tuple[QueuedMail, ...]:
        """Those that still have to go out, oldest first."""
        return self._found(self._select.where(self._table.c.state.in_([each.value for each in OPEN_STATES])))

    def staged(self) -> frozenset[str]:
        """The files of ours in which mails lie that still have to go out."""
        return frozenset(each.staged for each in self.open())

    def change(
        self,
        mail: QueuedMail,
        state: MailState,
        *,
        said: str = "",
        next_try: datetime | None = None,
        is_tried: bool = False,
        is_doubtful: bool = False,
    ) -> QueuedMail:
        """Notes what became of a mail; returns it as it is then."""
        tries, doubts = mail.tries + is_tried, mail.doubts + is_doubtful
        values: dict[str, Any] = {"state": state.value, "said": said, "tries": tries, "doubts": doubts}
        values["next_try"] = _utc(next_try) if next_try else None
        self._connection.execute(update(self._table).where(self._table.c.id == mail.id).values(values))
        return replace(mail, state=state, said=said, tries=tries, doubts=doubts, next_try=next_try)

    def bounced(self, bounce: Bounce) -> bool:
        """Notes that a mail of ours came back; whether there is such a mail."""
        is_it = self._table.c.message_id == bounce.message_id
        values = {"state": MailState.BOUNCED.value, "said": bounce.said, "next_try": None}
        return self._connection.execute(update(self._table).where(is_it).values(values)).rowcount > 0

    def day_done(self) -> date | None:
        """The day whose mails were decided on last."""
        query = select(self._settings.c.value).where(self._settings.c.name == _DAY_DONE)
        found = self._connection.execute(query).scalar()
        return date.fromisoformat(found) if found else None

    def note_day(self, day: date) -> None:
        """Notes that the mails of a day are decided on."""
        table = self._settings
        self._connection.execute(delete(table).where(table.c.name == _DAY_DONE))
        self._connection.execute(table.insert(), [{"name": _DAY_DONE, "value": day.isoformat()}])

    def queue(self, now: datetime) -> MailQueue:
        """How they are doing."""
        table, midnight = self._table, now.replace(hour=0, minute=0, second=0, microsecond=0)
        sent = select(func.count()).where(table.c.state == MailState.SENT.value)
        sent = sent.where(table.c.made >= _utc(midnight))
        is_trouble = table.c.state.in_([each.value for each in _TROUBLES]) | (
            (table.c.state == MailState.WAITING.value) & (table.c.tries > 0)
        )
        since = _utc(now - timedelta(days=_DAYS))
        troubles = self._select.where(is_trouble, table.c.made >= since)
        troubles = troubles.order_by(None).order_by(table.c.id.desc()).limit(_MOST_TROUBLES)
        return MailQueue(
            len(self.open()), self._connection.execute(sent).scalar() or 0, self._found(troubles)
        )

    @property
    def _select(self) -> Select[Any]:
        return select(self._table).order_by(self._table.c.id)

    def _found(self, query: Select[Any]) -> tuple[QueuedMail, ...]:
        return tuple(_mail_of(row) for row in self._connection.execute(query))


class Letters:
    """Mails that came in and are not answered yet, as one open transaction sees them."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._letters, self._parts = connection, schema.letters, schema.letter_parts

    def keep(self, token: str, person: str, reply: ReplyTo, files: int) -> None:
        """Keeps to whom an answer goes once so many files are decided."""
        if self.of(token) is None:
            row = {
                "token": token,
                "person": person,
                "address": reply.address,
                "message_id": reply.message_id,
                "earlier": list(reply.references),
                "subject": reply.subject,
                "open": files,
            }
            self._connection.execute(self._letters.insert(), [row])

    def of(self, token: str) -> LetterKept | None:
        """The mail of this arrival; None for one that is not answered, or was."""
        row = self._connection.execute(
            select(self._letters).where(self._letters.c.token == token)
        ).one_or_none()
        if row is None:
            return None
        reply = ReplyTo(row.address, row.message_id, tuple(row.earlier), row.subject)
        return LetterKept(row.id, row.token, row.person, reply, row.open)

    def expect(self, letter: LetterKept, files: int) -> None:
        """Has a mail wait for so many files more, or fewer."""
        table = self._letters
        self._connection.execute(
            update(table).where(table.c.id == letter.id).values(open=table.c.open + files)
        )

    def add(self, letter: LetterKept, part: AnswerPart) -> None:
        """Keeps what one file came to."""
        row = {
            "letter": letter.id,
            "receipt": revision_of(part.receipt),
            "language": part.language.value,
            "name": part.name,
            "staged": part.staged,
        }
        self._connection.execute(self._parts.insert(), [row])

    def parts(self, letter: LetterKept) -> tuple[AnswerPart, ...]:
        """What its files came to, in the order in which they were decided."""
        table = self._parts
        rows = self._connection.execute(select(table).where(table.c.letter == letter.id).order_by(table.c.id))
        return tuple(map(_part_of, rows))

    def staged(self) -> frozenset[str]:
        """The files of ours in which answers wait for the others of their mail."""
        found = self._connection.execute(select(self._parts.c.staged).where(self._parts.c.staged != ""))
        return frozenset(found.scalars())

    def forget(self, letter: LetterKept) -> None:
        """Has a mail wait no longer: it is answered."""
        for table, column in ((self._parts, self._parts.c.letter), (self._letters, self._letters.c.id)):
            self._connection.execute(delete(table).where(column == letter.id))


def _part_of(row: Row[Any]) -> AnswerPart:
    return AnswerPart(receipt_number(row.receipt), Language(row.language), row.name, row.staged)


def _mail_of(row: Row[Any]) -> QueuedMail:
    return QueuedMail(
        row.id, row.message_id, MailKind(row.kind), row.person, row.address,
        receipt_number(row.receipt) if row.receipt else None, MailState(row.state),
        datetime.fromisoformat(row.made), datetime.fromisoformat(row.next_try) if row.next_try else None,
        row.tries, row.doubts, row.said, row.staged,
    )  # fmt: skip


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def staged_files(connection: Connection, schema: Schema) -> frozenset[str]:
    """Every file of ours that a mail needs."""
    return Mails(connection, schema).staged() | Letters(connection, schema).staged()
