"""Mails among what came in: whose each is, which workbooks it brings, and why it is held where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from workbook_crm.arrive import others
from workbook_crm.arrive.folder import ClaimedFile, Inside
from workbook_crm.arrive.mail.letter import mails_in
from workbook_crm.arrive.mail.robots import says_away
from workbook_crm.arrive.mail.trust import Proof, whose
from workbook_crm.arrive.names import told_apart
from workbook_crm.arrive.plain import is_mail
from workbook_crm.doors.spool import door_of
from workbook_crm.model.finding import Finding, Findings, Rule, finding
from workbook_crm.model.letter import Attachment, Letter, Obstacle
from workbook_crm.model.outgoing import ReplyTo, answers_nobody, is_ours
from workbook_crm.model.place import Place
from workbook_crm.model.rules import mails as rules
from workbook_crm.model.rules.others import MAIL, MAIL_WITH_ATTACHMENTS
from workbook_crm.wire import Workspace

MOST_MAILS = 1_000
"""In one mailbox file."""
_MOST_NAMED = 20
_OBSTACLES: tuple[tuple[Obstacle, Rule], ...] = (
    (Obstacle.ENCRYPTED, rules.MAIL_ENCRYPTED),
    (Obstacle.WINMAIL, rules.MAIL_WINMAIL),
    (Obstacle.LINK, rules.MAIL_LINK),
)


def mails_of(claimed: ClaimedFile) -> tuple[Findings, tuple[Inside, ...]] | ClaimedFile | None:
    """The mails of a mailbox file, each to arrive by itself; None where it is no such file."""
    content, place = claimed.content, Place(claimed.arrival.file)
    if not content.startswith(b"From ") or not is_mail(content):
        return None
    where = list(mails_in(content))
    if len(where) < 2:
        return None
    if len(where) > MOST_MAILS:
        return claimed.refuse(finding(rules.MAILBOX_TOO_FULL, place, count=len(where), limit=MOST_MAILS))
    stem = PurePath(claimed.path.name).stem
    inside = tuple(
        Inside(f"{stem} {nth}.eml", partial(_piece, content, *ends)) for nth, ends in enumerate(where, 1)
    )
    return (finding(rules.MAILBOX_OPENED, place, count=len(where)),), inside


def _piece(content: bytes, begins: int, ends: int) -> tuple[bytes, ...]:
    return (content[begins:ends],)


def letter_in(
    workspace: Workspace, claimed: ClaimedFile
) -> tuple[ClaimedFile, Findings, tuple[Inside, ...]] | ClaimedFile | None:
    """What is in a mail, as its sender's; itself, refused, where it is not taken; None where it is none."""
    if not is_mail(claimed.content) and door_of(claimed.arrival.token) is None:
        return None
    letter, found = workspace.mail_reader.read(claimed.content, claimed.arrival.file)
    if letter is None:
        return claimed.refuse(*found)
    place, shown = Place(claimed.arrival.file), letter.sender or letter.shown_sender
    said = tuple(_said(letter, place, shown))
    if letter.robot and not letter.attachments:
        return replace(claimed, bounces=letter.bounces), said, ()  # nothing to take, nobody to tell
    person = claimed.arrival.sender or whose(
        letter, workspace.people_by_mail(), place, _proof(workspace, claimed)
    )
    if isinstance(person, Finding):
        return claimed.refuse(person)
    claimed = claimed.of(person).answered_to(_reply(workspace, claimed, letter))
    if not letter.attachments:
        return claimed.refuse(_why_nothing(letter, place))
    return claimed, said, tuple(_inside(letter, person))


def _reply(workspace: Workspace, claimed: ClaimedFile, letter: Letter) -> ReplyTo | None:
    """Whom an answer by mail goes to: the sender who is believed, and never a program (RFC 3834, 2).

    A mail without a workbook that refers to one of ours may come from a responder that does not say so.
    """
    mail, address = workspace.settings.mail, letter.sender
    if mail.out is None or not mail.out.answers or door_of(claimed.arrival.token) is None:
        return None
    if letter.robot or address is None or address in mail.own_addresses or answers_nobody(address):
        return None
    if is_ours((letter.message_id,)):
        return None
    if not letter.attachments and (is_ours(letter.references) or says_away(letter.subject)):
        return None
    return ReplyTo(address, letter.message_id, letter.references, letter.subject)


def _proof(workspace: Workspace, claimed: ClaimedFile) -> Proof | None:
    """What is asked for beyond a known address: nothing of a mail that somebody here put into the inbox."""
    mail = workspace.settings.mail
    if door_of(claimed.arrival.token) is None or mail.trust == "known":
        return None
    return Proof(frozenset(each.lower() for each in mail.receivers))


def _inside(letter: Letter, person: str) -> Iterator[Inside]:
    names = told_apart(each.name for each in letter.attachments)
    for name, each in zip(names, letter.attachments, strict=True):
        yield Inside(name, partial(_content, each), person)


def _content(attachment: Attachment) -> tuple[bytes, ...]:
    return (attachment.content,)


def _said(letter: Letter, place: Place, shown: str) -> Iterator[Finding]:
    names = tuple(each.name for each in letter.attachments)
    if names:
        yield finding(rules.MAIL_OPENED, place, shown, count=len(names), names=names)
    if letter.robot:
        yield finding(rules.MAIL_AUTOMATIC, place, letter.robot)
    if letter.others and names:
        yield finding(rules.MAIL_OTHERS, place, names=_named(letter.others))


def _why_nothing(letter: Letter, place: Place) -> Finding:
    """Why a mail of somebody's brings no workbook, and what to send instead."""
    obstacles = dict(letter.obstacles)
    for obstacle, rule in _OBSTACLES:
        if obstacle in obstacles:
            return finding(rule, place, obstacles[obstacle])
    if letter.others:
        return finding(MAIL_WITH_ATTACHMENTS, place, kind=others.MAIL, names=_named(letter.others))
    return finding(MAIL, place, kind=others.MAIL)


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    return names[:_MOST_NAMED] + (("…",) if len(names) > _MOST_NAMED else ())
