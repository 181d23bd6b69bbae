"""Where mails of ours are made, and lie until they have gone out: a file each, committed by its name."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from workbook_crm.edges import MailBook
from workbook_crm.model.brand import Look
from workbook_crm.model.language import Language
from workbook_crm.model.mail_settings import MailOut
from workbook_crm.model.outgoing import (
    Answered,
    LetterKept,
    MailKind,
    MailState,
    NewMail,
    ReplyTo,
    answer_id,
    is_mail,
)
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.send.message import Envelope, File, message_bytes, reply_subject
from workbook_crm.send.outbox import sync_folder, write_durably

MOST_ATTACHED_BYTES = 18 << 20
"""Of one mail: with base64 and its text it stays below the 25 MB that many servers take."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MOST_WORDS = ((1, _HOUR), (3, _DAY))
"""Answers to mails without a workbook, to one address: a responder that says nothing of itself gets one."""


@dataclass(frozen=True)
class Post:
    """Makes mails by the settings of a workspace, and keeps their bytes."""

    folder: Path
    out: MailOut
    look: Callable[[], Look]
    templates: Callable[[], OwnTemplates | None]
    now: Callable[[], datetime]

    def stage(self, content: bytes) -> str:
        """Keeps bytes, and waits until the disk has them; returns the name of their file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{uuid.uuid4().hex}.eml"
        write_durably(self.folder / name, content)
        sync_folder(self.folder)
        return name

    def content(self, staged: str) -> bytes | None:
        """The bytes of a file of ours; None where it is gone: a backup was brought back since it was sent."""
        with suppress(FileNotFoundError):
            return (self.folder / staged).read_bytes()
        return None

    def staged(self) -> frozenset[str]:
        """What lies there now, committed or not."""
        with suppress(FileNotFoundError):
            return frozenset(os.listdir(self.folder))
        return frozenset()

    def sweep(self, staged: frozenset[str], kept: Collection[str]) -> None:
        """Removes what no mail needs; `staged` was listed before `kept` was asked for."""
        for each in staged.difference(kept):
            (self.folder / each).unlink(missing_ok=True)

    def mail_of(
        self,
        message_id: str,
        kind: MailKind,
        address: str,
        subject: str,
        texts: tuple[str, str],
        files: Sequence[File] = (),
        reply: ReplyTo | None = None,
    ) -> bytes:
        """One mail as it goes out."""
        now, name = self.now(), self.look().name
        envelope = Envelope(message_id, kind, self.out.sender, name, address, subject, now, reply)
        return message_bytes(envelope, *texts, files)

    def answer(self, letter: LetterKept, files: Sequence[Answered], mails: MailBook) -> NewMail | None:
        """The answer to a mail, staged; None where it was decided on before.

        Where so many went to the address already that mails must be going round, it is withheld.
        """
        message_id, reply, now = answer_id(letter.token, self.out.sender), letter.reply, self.now()
        if mails.known((message_id,)):
            return None
        kind = MailKind.WORD if is_mail(files[-1].receipt) else MailKind.ANSWER
        mail = NewMail(message_id, kind, letter.person, reply.address, now, receipt=files[0].receipt.id)
        too_many = self._too_many(reply.address, kind, mails)
        if too_many:
            return replace(mail, state=MailState.WITHHELD, said=too_many)
        return replace(mail, staged=self.stage(self._answer(message_id, letter, within(files))))

    def _answer(self, message_id: str, letter: LetterKept, files: Sequence[Answered]) -> bytes:
        from workbook_crm.report.answer_mail import answer_page  # Jinja is slow to import
        from workbook_crm.report.mail_page import mail_texts

        language, reply = spoken_in(files), letter.reply
        page = answer_page(letter.person, reply.subject, files, language)
        texts = mail_texts(page, language, self.templates(), self.look())
        attached = [File(each.name, each.content) for each in files if each.content]
        subject = reply_subject(reply.subject or page.title)
        return self.mail_of(message_id, MailKind.ANSWER, reply.address, subject, texts, attached, reply)

    def _too_many(self, address: str, kind: MailKind, mails: MailBook) -> str:
        """How many answers went to an address, where that is too many; empty where it is not."""
        answers = (MailKind.ANSWER, MailKind.WORD)
        limits: list[tuple[tuple[MailKind, ...], int, timedelta]]
        limits = [(answers, self.out.most_per_hour, _HOUR), (answers, self.out.most_per_day, _DAY)]
        if kind is MailKind.WORD:
            limits = [((MailKind.WORD,), most, span) for most, span in _MOST_WORDS]
        for kinds, most, span in limits:
            if mails.sent_since(address, kinds, self.now() - span) >= most:
                return f"{most} / {span.total_seconds() / 3600:.0f} h"
        return ""


def within(files: Sequence[Answered]) -> list[Answered]:
    """The same with as many workbooks as fit into one mail; the others lie in outbox, and it says so."""
    kept, room_bytes = list[Answered](), MOST_ATTACHED_BYTES
    for each in files:
        fits = len(each.content) <= room_bytes
        room_bytes -= len(each.content) if fits else 0
        kept.append(each if fits else Answered(each.receipt, each.language, each.name))
    return kept


def spoken_in(files: Sequence[Answered]) -> Language:
    """The language of an answer: that of the first workbook in it, else of whatever is told."""
    named = [each for each in files if each.receipt.sheets] or list(files)
    return named[0].language
