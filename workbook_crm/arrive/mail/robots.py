"""Mails that no person wrote: answering one of these is how mail goes round and round."""

from __future__ import annotations

import re

from workbook_crm.arrive.mail.fields import Fields
from workbook_crm.model.outgoing import HEADER

_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_REPORTS = ("multipart/report", "message/disposition-notification", "message/delivery-status")
_OF_RESPONDERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply")


def mark_of_robot(fields: Fields) -> str:
    """The name of the field by which a mail is automatic, RFC 3834, 2 and 5; empty for one by a person.

    X-Auto-Response-Suppress alone marks none: Outlook writes it into mails of people.
    """
    if fields.word("auto-submitted").partition(" ")[0] not in ("", "no"):
        return "Auto-Submitted"
    if b"<>" in fields.all("return-path")[:1]:
        return "Return-Path"
    if fields.word("precedence") in _BULK:
        return "Precedence"
    if any(name.startswith("list-") for name, _ in fields.pairs):
        return "List-Id"
    if fields.word("content-type") in _REPORTS:
        return "Content-Type"
    if any(fields.first(name) for name in _OF_RESPONDERS):
        return "X-Autoreply"
    return HEADER if fields.first(HEADER.lower()) else ""


_AWAY = re.compile(
    r"(?:(?:re|fwd?|aw|回复|答复|转发)\s*[:：]\s*)*\W?(?:自动(?:回复|答复)|外出(?:时)?自动|"
    r"automatic reply|auto[- ]?reply|auto[- ]?response|out of (?:the )?office|away from (?:the|my) office|"
    r"abwesenheit|automatische antwort)",
    re.IGNORECASE,
)


def says_away(subject: str) -> bool:
    """Whether a subject is one that only responders write: some of them put no field into the header."""
    return bool(_AWAY.match(subject.strip()))
