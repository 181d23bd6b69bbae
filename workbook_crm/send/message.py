"""A mail as bytes, made from values: text, page, attachments, and a header that robots understand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workbook_crm.model.outgoing import HEADER, MailKind, ReplyTo

WORKBOOK_TYPE = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MACRO_TYPE = "vnd.ms-excel.sheet.macroEnabled.12"
_TYPES = {
    ".xlsx": ("application", WORKBOOK_TYPE),
    ".xlsm": ("application", _MACRO_TYPE),
    ".ics": ("text", "calendar"),
}
_IS_REPLY = re.compile(r"\s*(re|aw|sv|回复|答复)\s*[:：]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]+")
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class File:
    """What is attached."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands in the header of a mail of ours."""

    message_id: str
    kind: MailKind
    sender: str
    sender_name: str
    address: str
    subject: str
    date: datetime
    reply: ReplyTo | None = None
    """Of an answer: the mail that it answers."""


def message_bytes(envelope: Envelope, text: str, html: str, files: Iterable[File] = ()) -> bytes:
    """A mail ready to be handed to a server."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(envelope.sender_name, envelope.sender)
    mail["To"] = _address("", envelope.address)
    mail["Subject"] = _one_line(envelope.subject)
    mail["Date"] = format_datetime(envelope.date)
    mail.set_content(_whole(text))
    mail.add_alternative(_whole(html), subtype="html")
    for each in files:
        main, sub = _TYPES.get(each.name[each.name.rfind(".") :].lower(), ("application", "octet-stream"))
        mail.add_attachment(each.content, maintype=main, subtype=sub, filename=_one_line(each.name))
    is_ascii = envelope.address.isascii()
    policy = SMTP if is_ascii else SMTP.clone(utf8=True)
    return "".join(_own_fields(envelope)).encode("ascii") + mail.as_bytes(policy=policy)


def reply_subject(subject: str) -> str:
    """The subject of an answer: that of the mail that it answers, marked as an answer once."""
    kept = _one_line(subject)[:_LONGEST_SUBJECT]
    return kept if _IS_REPLY.match(kept) else f"Re: {kept}".strip()


def _own_fields(envelope: Envelope) -> Iterator[str]:
    """The fields that hold ids, an id a line: the library's own folding would break long ones.

    RFC 3834, 5, on what is sent by a program; RFC 5322, 3.6.4, on conversations.
    """
    yield f"Message-ID: {envelope.message_id}\r\n"
    is_answer = envelope.kind in (MailKind.ANSWER, MailKind.WORD)
    yield f"Auto-Submitted: {'auto-replied' if is_answer else 'auto-generated'}\r\n"
    yield "X-Auto-Response-Suppress: All\r\n"
    yield f"{HEADER}: {envelope.kind}\r\n"
    reply = envelope.reply
    if reply is not None and reply.message_id:
        before = tuple(dict.fromkeys((*reply.references, reply.message_id)))
        yield f"In-Reply-To: {reply.message_id}\r\n"
        yield "References: " + "\r\n ".join(before) + "\r\n"


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(_one_line(name), local, domain)


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _whole(text: str) -> str:
    """Text that can be encoded: half a character of another program's shows as a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
