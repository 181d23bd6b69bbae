"""Reading one mail: which of its parts are workbooks, by their bytes, and what is said of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from workbook_crm.arrive.inspect import inspect
from workbook_crm.arrive.mail.bounces import bounces_in
from workbook_crm.arrive.mail.charsets import in_charset
from workbook_crm.arrive.mail.fields import Fields, fields_of, parameter
from workbook_crm.arrive.mail.file_names import clean, file_name
from workbook_crm.arrive.mail.links import link_in
from workbook_crm.arrive.mail.parts import Part, leaves
from workbook_crm.arrive.mail.results import results_of
from workbook_crm.arrive.mail.robots import mark_of_robot
from workbook_crm.arrive.mail.senders import sender_of
from workbook_crm.arrive.names import WORKBOOK_ENDINGS
from workbook_crm.arrive.zipped import archive_in
from workbook_crm.model.letter import Attachment, Letter, Obstacle
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files

MOST_WORKBOOKS = 200
_TEXT_BYTES = 256 << 10
"""Of a body: links that stand behind these are not seen."""
_LONGEST_SUBJECT = 300
_BY_BYTES = frozenset({Format.XLSX, Format.XLSM, Format.XLSB, Format.XLS, Format.ODS})
"""A text part may be CSV or a web page by its bytes, and is a workbook only where it is called one."""
_TABLES = frozenset({"text/csv", "text/tab-separated-values", "application/csv"})
_ENDINGS = (*WORKBOOK_ENDINGS, ".zip", ".tsv")
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_TNEF = b"\x78\x9f\x3e\x22"
_NAMELESS = "附件"
_ID = re.compile(rb"<[!-;=?-~]{1,200}>")
_MOST_BEFORE = 20


@dataclass(slots=True)
class _Sorted:
    """The parts of a mail, sorted."""

    attachments: list[Attachment] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    obstacles: dict[Obstacle, str] = field(default_factory=dict)


def read_letter(content: bytes) -> Letter:
    """What is in a mail. Takes every mail: one that is damaged is read as far as it goes."""
    fields, _ = fields_of(content, 0, len(content))
    robot = mark_of_robot(fields)
    subject = fields.text("subject")[:_LONGEST_SUBJECT]
    found = _Sorted()
    for part in leaves(content, enters_mails=not robot):
        _sort(part, subject, found)
    return Letter(
        sender_of(fields),
        _shown_senders(fields),
        subject,
        tuple(found.attachments),
        tuple(dict.fromkeys(found.others)),
        tuple(found.obstacles.items()),
        robot,
        results_of(fields),
        "".join(_ids(fields.first("message-id"))[:1]),
        _conversation(fields),
        bounces_in(content, fields),
    )


def _conversation(fields: Fields) -> tuple[str, ...]:
    """The ids of the mails before it, at most so many: the first, and the latest (RFC 5322, 3.6.4)."""
    ids = tuple(dict.fromkeys((*_ids(fields.first("references")), *_ids(fields.first("in-reply-to")))))
    return ids if len(ids) <= _MOST_BEFORE else (ids[0], *ids[1 - _MOST_BEFORE :])


def _ids(value: bytes) -> list[str]:
    """Message-IDs as they stand in a field; what could not be written into a header of ours is left out."""
    return [each.decode("ascii") for each in _ID.findall(value)]


def _shown_senders(fields: Fields) -> str:
    shown = (Fields((("from", each),)).text("from") for each in fields.all("from"))
    return "; ".join(shown)[:_LONGEST_SUBJECT]


def _sort(part: Part, subject: str, into: _Sorted) -> None:
    """Puts a leaf where it belongs: a workbook, something else that is attached, or an obstacle."""
    if part.type in _SEALED:
        into.obstacles.setdefault(Obstacle.ENCRYPTED, "")
        return
    if part.type == "multipart/report" or part.type in _SIGNATURES:
        return
    name, body = file_name(part.fields), part.body
    if body.startswith(_TNEF) or part.type == "application/ms-tnef":
        into.obstacles.setdefault(Obstacle.WINMAIL, "")
    elif _is_workbook(part, name, body):
        _add(Attachment(name or _named_after(subject, body, len(into.attachments)), body), into)
    elif name and not _is_decoration(part):
        into.others.append(name)
    elif part.type in ("text/plain", "text/html"):
        _look_for_links(part, body, into)


def _add(attachment: Attachment, into: _Sorted) -> None:
    """Adds a workbook; the very same one under the same name is the copy in a forwarded mail."""
    if len(into.attachments) >= MOST_WORKBOOKS:
        into.others.append(attachment.name)
    elif attachment not in into.attachments:
        into.attachments.append(attachment)


def _is_workbook(part: Part, name: str, body: bytes) -> bool:
    """Whether its bytes are a workbook's or those of an archive of some; or it is called like one."""
    if name.lower().endswith(_ENDINGS) or part.type in _TABLES:
        return True
    format, found = inspect(body, name=name, max_bytes=len(body) + 1)
    if format is not None:
        return format in _BY_BYTES
    is_locked = any(each.rule == files.PASSWORD_PROTECTED for each in found)
    return is_locked or archive_in(body, len(body) * 200) is not None


def _is_decoration(part: Part) -> bool:
    """Whether it is a picture that the text of the mail shows: a logo under a signature."""
    is_shown = part.fields.word("content-disposition") != "attachment" or part.fields.first("content-id")
    return part.type.startswith("image/") and bool(is_shown)


def _look_for_links(part: Part, body: bytes, into: _Sorted) -> None:
    charset = parameter(part.fields.first("content-type"), "charset")
    service = link_in(in_charset(body[:_TEXT_BYTES], charset))
    if service:
        into.obstacles.setdefault(Obstacle.LINK, service)


def _named_after(subject: str, body: bytes, nth: int) -> str:
    """The name of a workbook that has none: what its mail is about."""
    format, _ = inspect(body, name="", max_bytes=len(body) + 1)
    end = f".{format.value}" if format in _BY_BYTES else ".zip" if format is None else ".csv"
    stem = PurePath(clean(subject)).name or _NAMELESS
    return clean(f"{stem}{f' ({nth + 1})' if nth else ''}{end}")


def mails_in(content: bytes) -> Iterator[tuple[int, int]]:
    """Where each mail of a mailbox file begins and ends; one where it is a single mail."""
    starts = [found.start() for found in _MAIL_BEGINS.finditer(content)]
    if len(starts) < 2 or starts[0] != 0:
        yield 0, len(content)
        return
    yield from zip(starts, [*starts[1:], len(content)], strict=True)


_MAIL_BEGINS = re.compile(rb"(?m)(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]+\r?\n(?=[!-9;-~]+[ \t]*:)")
"""RFC 4155, A: a line that begins with “From ”, behind an empty one, and a header after it."""
