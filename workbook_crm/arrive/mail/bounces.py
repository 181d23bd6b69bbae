"""What a mail server reports of mails of ours that it could not deliver (RFC 3464)."""

from __future__ import annotations

import re

from workbook_crm.arrive.mail.fields import Fields
from workbook_crm.arrive.mail.transfer import decoded
from workbook_crm.model.outgoing import MOST_SAID, Bounce

_ENDED = re.compile(rb"(?im)^action:[ \t]*failed\b")
_REASON = re.compile(rb"(?im)^diagnostic-code:[ \t]*(?:[\w-]+;[ \t]*)?([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)")
_STATUS = re.compile(rb"(?im)^status:[ \t]*(\d\.\d{1,3}\.\d{1,3})")
_OF_OURS = re.compile(rb"(?im)^message-id:\s*(<wbcrm\.[^<>\s]{1,200}>)")
_ENCODED = re.compile(rb"(?im)^content-transfer-encoding:[ \t]*(base64|quoted-printable)[^\r\n]*")
_MOST_ENCODED = 4
_MOST_BYTES = 1 << 20
"""Of a report; what is returned of a mail of ours begins with its header."""


def bounces_in(content: bytes, fields: Fields) -> tuple[Bounce, ...]:
    """The mails of ours that a report says were not delivered for good; a delay is none."""
    if fields.word("content-type") != "multipart/report":
        return ()
    text = _readable(content[:_MOST_BYTES])
    if not _ENDED.search(text):
        return ()
    ids = dict.fromkeys(found[1].decode("ascii", "replace") for found in _OF_OURS.finditer(text))
    return tuple(Bounce(each, _said(text)) for each in ids)


def _readable(content: bytes) -> bytes:
    """A report with those of its parts readable, too, that a server has encoded."""
    encoded = [*_ENCODED.finditer(content)]
    return content + b"\n".join(
        b"\n" + decoded(content[each.end() :], each[1].decode("ascii")) for each in encoded[:_MOST_ENCODED]
    )


def _said(text: bytes) -> str:
    reason, status = _REASON.search(text), _STATUS.search(text)
    parts = (status[1] if status else b"", reason[1] if reason else b"")
    said = " ".join(b" ".join(parts).decode("utf-8", "replace").split())
    return "".join(each for each in said if each.isprintable())[:MOST_SAID]
