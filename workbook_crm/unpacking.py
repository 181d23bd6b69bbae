"""Archives and mails: what holds workbooks gets a receipt, and they arrive one by one, each of them once.

A crash at any moment is made good by doing it again: what was taken, or is claimed already, is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from workbook_crm.answering import opened_by_mail
from workbook_crm.arrive.archives import Archive
from workbook_crm.arrive.folder import ClaimedFile, Inside
from workbook_crm.arrive.zipped import archive_in
from workbook_crm.edges import Transaction
from workbook_crm.mails import letter_in, mails_of
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules.archives import ARCHIVE_OPENED, ARCHIVE_OTHERS
from workbook_crm.model.rules.mails import MAIL_OTHERS
from workbook_crm.model.run import Arrival, Outcome, Receipt, member_token
from workbook_crm.pipeline import hand_out, put
from workbook_crm.send.addresses import archive_note
from workbook_crm.wire import Workspace

_OTHERS = (ARCHIVE_OTHERS, MAIL_OTHERS)
"""What the sender is told among his answers: something that he sent was left."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that holds others: whose it is, what is said of it, and what is in it."""

    claimed: ClaimedFile
    found: Findings
    inside: tuple[Inside, ...]


def opened(workspace: Workspace, claimed: ClaimedFile) -> Whole | ClaimedFile:
    """What is in an archive or a mail; else the file itself, refused where a mail cannot be taken."""
    if claimed.refused:
        return claimed
    archive = archive_of(workspace, claimed.content)
    if archive is not None:
        return Whole(claimed, found_in(archive, claimed.arrival), tuple(_inside(archive)))
    several = mails_of(claimed)
    if several is not None:
        return several if isinstance(several, ClaimedFile) else Whole(claimed, *several)
    letter = letter_in(workspace, claimed)
    return claimed if letter is None else letter if isinstance(letter, ClaimedFile) else Whole(*letter)


def archive_of(workspace: Workspace, content: bytes) -> Archive | None:
    """The workbooks in what came in; None where it is no archive that can be opened."""
    archive = archive_in(content, workspace.settings.limits.file_bytes)
    sound = archive.sound() if archive else None
    return sound if sound and sound.members else None


def unpack(workspace: Workspace, whole: Whole) -> tuple[Receipt, list[ClaimedFile]]:
    """Answers a claimed file that holds others, and claims these. Raises OSError."""
    token = whole.claimed.arrival.token
    with workspace.store.writing() as transaction:
        receipt = transaction.by_token(token) or _commit(workspace, whole, transaction)
        tokens = (member_token(token, nth) for nth in range(1, len(whole.inside) + 1))
        done = frozenset(each for each in tokens if transaction.by_token(each))
    hand_out(workspace.edges)
    members = workspace.inbox.unpack(whole.claimed, whole.inside, done)
    whole.claimed.archive()
    return receipt, members


def found_in(archive: Archive, arrival: Arrival) -> Findings:
    """What is said of an archive: which workbooks are in it, and what else."""
    place = Place(arrival.file)
    names = tuple(each.name for each in archive.members)
    found: Findings = (finding(ARCHIVE_OPENED, place, count=len(names), names=names),)
    if archive.others:
        found += (finding(ARCHIVE_OTHERS, place, names=archive.named_others),)
    return found


def receipt_of(whole: Whole) -> Receipt:
    """The receipt of a file that holds others, which arrive by themselves."""
    return Receipt("", whole.claimed.arrival, Outcome.TAKEN, findings=whole.found)


def _inside(archive: Archive) -> Iterator[Inside]:
    for each in archive.members:
        yield Inside(each.name, partial(archive.content, each))


def _commit(workspace: Workspace, whole: Whole, transaction: Transaction) -> Receipt:
    """Keeps the receipt of the whole; of what was left in it the sender is told among his answers."""
    receipt = receipt_of(whole)
    is_any_left = any(each.rule in _OTHERS for each in whole.found)
    told = archive_note(receipt, workspace.settings.language) if is_any_left else None
    if told is None:
        receipt = transaction.commit(receipt, ())
    else:
        note = put(told, workspace.outbox)
        receipt = transaction.commit(replace(receipt, answer=note[0]), (note,))
    opened_by_mail(receipt, len(whole.inside), whole.claimed, transaction, workspace.edges)
    for each in whole.claimed.bounces:
        transaction.mails.bounced(each)
    return receipt
