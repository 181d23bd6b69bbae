"""Mails that go out: what is kept of each, what became of it, and whom an answer goes to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Receipt

HEADER = "X-Workbook-CRM"
"""Stands in every mail of ours: what carries it is never answered."""
_OURS = re.compile(r"<wbcrm\.[a-z]+\.[0-9a-z.-]+@[^<>\s]+>")
_NO_REPLY = re.compile(
    r"(no|not|do-?not)[-_.]?reply|mailer-daemon|postmaster|bounces?|.*[-_.+]bounces?|listserv|majordomo"
)
MOST_SAID = 300
"""Characters of what a server says that are kept."""


class MailKind(StrEnum):
    """What a mail of ours is for."""

    ANSWER = "answer"
    WORD = "word"
    """The answer to a mail without a workbook: what a responder would get again and again."""
    MORNING = "morning"
    WEEKLY = "weekly"


class MailState(StrEnum):
    """What became of a mail of ours."""

    WAITING = "waiting"
    """It goes out at its next try."""
    SENDING = "sending"
    """Its text is being handed over at this moment."""
    UNKNOWN = "unknown"
    """The line or we were cut before the server said that it has it; sent once more, under the same id."""
    SENT = "sent"
    """The server has taken it."""
    FAILED = "failed"
    """The server will not have it, or it could not be handed over for days."""
    BOUNCED = "bounced"
    """It was taken, and came back."""
    WITHHELD = "withheld"
    """So many answers went to this address already that something must be going round in circles."""


OPEN_STATES = (MailState.WAITING, MailState.SENDING, MailState.UNKNOWN)
"""In these a mail still has to go out."""


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """Whom an answer goes to, and to which mail of theirs."""

    address: str
    """In lower case; known and confirmed as that of the sender."""
    message_id: str = ""
    references: tuple[str, ...] = ()
    """The mails before it in the same conversation, the oldest first."""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class LetterKept:
    """A mail that came in, of which some workbooks are still to be decided."""

    id: int
    token: str
    """Names its arrival."""
    person: str
    reply: ReplyTo
    open: int
    """Files that came in it and have no receipt yet."""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What one file of a mail came to: its receipt, and its answer where there is one."""

    receipt: str
    language: Language
    name: str = ""
    """Of the answer's workbook; empty where there is none."""
    staged: str = ""
    """The file of ours in which its bytes lie until all files of the mail are decided."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one file of a mail came to, in full."""

    receipt: Receipt
    language: Language
    name: str = ""
    content: bytes = field(default=b"", repr=False)
    """Of the answer's workbook; empty where there is none, or it is too large for a mail."""


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail that is decided on: its bytes lie in a file of ours."""

    message_id: str
    kind: MailKind
    person: str
    address: str
    made: datetime
    staged: str = ""
    receipt: str | None = None
    state: MailState = MailState.WAITING
    said: str = ""


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """A mail of ours as the store has it."""

    id: int
    message_id: str
    kind: MailKind
    person: str
    address: str
    receipt: str | None
    state: MailState
    made: datetime
    next_try: datetime | None
    tries: int
    doubts: int
    """How often it is not known whether the server took it."""
    said: str
    """What the server, or whoever brought it back, said last."""
    staged: str


class Bounce(NamedTuple):
    """What a report of a mail server says of a mail of ours that it could not deliver."""

    message_id: str
    said: str


@dataclass(frozen=True, slots=True)
class MailQueue:
    """How the mails that go out are doing."""

    waiting: int = 0
    """Those that still have to go out."""
    sent_today: int = 0
    troubles: tuple[QueuedMail, ...] = ()
    """Of the last days: what failed, came back, was withheld, or is tried again; the latest first."""


def domain_of(address: str) -> str:
    """What stands behind the @ of an address."""
    return address.rpartition("@")[2]


def is_mail(receipt: Receipt) -> bool:
    """Whether a receipt is that of a mail which came by a door, not of what was in it."""
    return "@" in receipt.arrival.token


def answer_id(token: str, sender: str) -> str:
    """The Message-ID of the answer to an arrival: the same one, however often the answer is made."""
    return f"<wbcrm.answer.{_part(token)}@{domain_of(sender)}>"


def daily_id(kind: MailKind, day: date, person: str, store: str, sender: str) -> str:
    """The Message-ID of a person's mail of a day; `store`: what tells one dealership's from another's."""
    whose = hashlib.sha256(f"{store}\0{person}".encode()).hexdigest()[:20]
    return f"<wbcrm.{kind}.{day:%Y%m%d}.{whose}@{domain_of(sender)}>"


def _part(token: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", token.lower())


def is_ours(message_ids: Iterable[str]) -> bool:
    """Whether any of these names a mail that this program wrote."""
    return any(_OURS.fullmatch(each) for each in message_ids)


def answers_nobody(address: str) -> bool:
    """Whether an address is one at which nobody reads."""
    return bool(_NO_REPLY.fullmatch(address.partition("@")[0]))


_STATES = {
    MailState.WAITING: Name("等待发送", "waiting to be sent"),
    MailState.SENDING: Name("正在发送", "being sent"),
    MailState.UNKNOWN: Name("发送中断，不知道对方收到没有", "cut off while being sent"),
    MailState.SENT: Name("已发出", "sent"),
    MailState.FAILED: Name("发不出去", "could not be sent"),
    MailState.BOUNCED: Name("被退信", "came back"),
    MailState.WITHHELD: Name("答复太多，没有发", "withheld"),
}
_KINDS = {
    MailKind.ANSWER: Name("答复", "answer"),
    MailKind.WORD: Name("答复（来信没有工作簿）", "answer to a mail without a workbook"),
    MailKind.MORNING: Name("每日跟进清单", "morning list"),
    MailKind.WEEKLY: Name("每周待改清单", "weekly list"),
}


def state_in_words(state: MailState) -> Name:
    """What became of a mail."""
    return _STATES[state]


def kind_in_words(kind: MailKind) -> Name:
    """What a mail is for."""
    return _KINDS[kind]


_WAIT = Name("不用管：会自动重试。", "Nothing to do: it is tried again by itself.")
_ADVICE = {
    MailState.FAILED: Name(
        "核对员工表里的邮箱地址；答复在 outbox 里，可以另外转给本人。",
        "Check the address on the Staff sheet; the answer lies in outbox and can be passed on.",
    ),
    MailState.BOUNCED: Name(
        "对方的服务器退回了：多半是地址错了或邮箱满了，请告诉本人；答复在 outbox 里。",
        "Their server sent it back: mostly a wrong address or a full mailbox. Tell them; the answer lies in "
        "outbox.",
    ),
    MailState.WITHHELD: Name(
        "这个地址来信太多，可能是对方的自动回复在循环；答复在 outbox 里。"
        "确实需要时，调高 mail.out 的 most_per_hour、most_per_day。",
        "So many mails came from there that a responder may be going round in circles; the answers lie in "
        "outbox. If this is right, raise most_per_hour and most_per_day under mail.out.",
    ),
}


def advice_on(state: MailState) -> Name:
    """What to do about a mail that did not get there."""
    return _ADVICE.get(state, _WAIT)
