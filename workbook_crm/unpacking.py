"""Archives of workbooks: the archive gets a receipt, and its workbooks arrive one by one, each of them once.

A crash at any moment is made good by doing it again: what was taken, or is claimed already, is left as it is.
"""

from __future__ import annotations

from dataclasses import replace

from workbook_crm.arrive.archives import Archive
from workbook_crm.arrive.folder import ClaimedFile
from workbook_crm.arrive.zipped import archive_in
from workbook_crm.edges import Transaction
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules.archives import ARCHIVE_OPENED, ARCHIVE_OTHERS
from workbook_crm.model.run import Arrival, Outcome, Receipt, member_token
from workbook_crm.pipeline import hand_out, put
from workbook_crm.send.addresses import archive_note
from workbook_crm.wire import Workspace


def archive_of(workspace: Workspace, content: bytes) -> Archive | None:
    """The workbooks in what came in; None where it is no archive that can be opened."""
    archive = archive_in(content, workspace.settings.limits.file_bytes)
    sound = archive.sound() if archive else None
    return sound if sound and sound.members else None


def unpack(workspace: Workspace, claimed: ClaimedFile, archive: Archive) -> tuple[Receipt, list[ClaimedFile]]:
    """Answers a claimed archive, and claims the workbooks in it. Raises OSError."""
    token = claimed.arrival.token
    with workspace.store.writing() as transaction:
        receipt = transaction.by_token(token) or _commit(workspace, claimed.arrival, archive, transaction)
        tokens = (member_token(token, nth) for nth in range(1, len(archive.members) + 1))
        done = frozenset(each for each in tokens if transaction.by_token(each))
    hand_out(workspace.edges)
    members = workspace.inbox.unpack(claimed, archive, done)
    claimed.archive()
    return receipt, members


def receipt_of(arrival: Arrival, archive: Archive) -> Receipt:
    """What is said of an archive: which workbooks are in it, and what else."""
    place = Place(arrival.file)
    names = tuple(each.name for each in archive.members)
    found: Findings = (finding(ARCHIVE_OPENED, place, count=len(names), names=names),)
    if archive.others:
        found += (finding(ARCHIVE_OTHERS, place, names=archive.named_others),)
    return Receipt("", arrival, Outcome.TAKEN, findings=found)


def _commit(workspace: Workspace, arrival: Arrival, archive: Archive, transaction: Transaction) -> Receipt:
    """Keeps the archive's receipt; of what was left in it the sender is told among his answers."""
    receipt = receipt_of(arrival, archive)
    told = archive_note(receipt, workspace.settings.language) if archive.others else None
    if told is None:
        return transaction.commit(receipt, ())
    note = put(told, workspace.outbox)
    return transaction.commit(replace(receipt, answer=note[0]), (note,))
