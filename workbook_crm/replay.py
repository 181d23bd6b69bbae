"""A backup made ready to be brought back, with what came after it taken in again under its own numbers.

All of it happens in a copy: the store that is in use stays as it is until the copy takes its place at once.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from workbook_crm.intake import Tell
from workbook_crm.merge.backup import copy, kept_stores
from workbook_crm.merge.database import StoreTooNewError
from workbook_crm.merge.later import History, Later, Told, history_after, made_by, told_by
from workbook_crm.merge.soundness import BESIDE
from workbook_crm.merge.store import Store
from workbook_crm.model.finding import finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.restored import Replayed
from workbook_crm.model.rules.arrivals import NOT_IN_ARCHIVE
from workbook_crm.model.run import Arrival, Outcome, Reading, Receipt
from workbook_crm.pipeline import give_way, lines_begun, read_as_told, take_again
from workbook_crm.remembered import came
from workbook_crm.undoing import undo_again
from workbook_crm.wire import Workspace

_MOST_STORES = 10
"""Stores that are asked what came after the backup: this one, and those that were kept before it."""
_SOMEBODY = Name("发件人", "whoever sent it")


@contextmanager
def prepared(workspace: Workspace, backup: Path) -> Iterator[tuple[Path, Store, History]]:
    """A copy of a backup that may be written into, and what came after it."""
    folder = workspace.folder / "work" / "restore"
    shutil.rmtree(folder, ignore_errors=True)  # what a crash left of another try
    folder.mkdir(parents=True)
    try:
        with ExitStack() as closing:
            store = _opened_copy(workspace, backup, folder / "new.db", closing)
            yield folder / "new.db", store, _history(workspace, store, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _opened_copy(workspace: Workspace, source: Path, target: Path, closing: ExitStack) -> Store:
    copy(source, target)
    store = Store(f"sqlite:///{target}", workspace.settings.currency_digits)
    closing.callback(store.close)
    return store


def _history(workspace: Workspace, backup: Store, folder: Path) -> History:
    """What the store that is in use, and those that were kept before it, know beyond a backup."""
    assert workspace.database_file is not None
    with backup.reading() as queries:
        own = told_by(queries)
    files = [workspace.database_file, *kept_stores(workspace.database_file)][:_MOST_STORES]
    told = [_told_by(workspace, file, folder / "before.db", own) for file in files if file.exists()]
    return history_after(own, filter(None, told))


def _told_by(workspace: Workspace, file: Path, target: Path, backup: Told) -> Told | None:
    """What a store says of its past; None where it cannot be read, as one that is damaged."""
    try:
        with ExitStack() as closing:
            store = _opened_copy(workspace, file, target, closing)
            with store.reading() as queries:
                return told_by(queries, backup.tokens.keys())
    except (sqlite3.DatabaseError, DatabaseError, StoreTooNewError, ValueError):  # bytes that say anything
        return None
    finally:
        for ending in ("", *BESIDE):
            Path(f"{target}{ending}").unlink(missing_ok=True)


def reserve(store: Store, history: History) -> None:
    """Has no number given again that was given after the backup, whether its record is there or not."""
    if not history.is_another:
        with store.writing() as transaction:
            transaction.advance(history.next_ids)


def replay(workspace: Workspace, store: Store, later: Sequence[Later], tell: Tell) -> Replayed:
    """Takes in again, in their order and under their own numbers, what is still in the archive."""
    taken, missing, differing = [], [], []
    for nth, each in enumerate(later, 1):
        tell(each.receipt.arrival.file, nth, len(later))
        receipt, is_missing = _once_more(workspace, store, each)
        if is_missing:
            missing.append(receipt)
            continue
        taken.append(receipt)
        if not _is_as_before(store, each, receipt):
            differing.append(receipt)
    return Replayed(tuple(taken), tuple(missing), tuple(differing))


def _is_as_before(store: Store, each: Later, receipt: Receipt) -> bool:
    with store.reading() as queries:
        is_same = made_by(queries, receipt) == each.made
    return is_same and (receipt.outcome, receipt.sheets) == (each.receipt.outcome, each.receipt.sheets)


def _once_more(workspace: Workspace, store: Store, each: Later) -> tuple[Receipt, bool]:
    """One arrival in one transaction, and whether its original is gone; what was refused stays so."""
    before = each.receipt
    is_wanted = before.outcome is Outcome.TAKEN and bool(before.sheets)  # an archive has none
    is_read = is_wanted or before.outcome is Outcome.DUPLICATE
    path = workspace.inbox.original(before.arrival) if is_read else None
    vocabulary = workspace.vocabulary_in(store)

    def read_again(arrival: Arrival) -> Reading | None:
        original = workspace.original(arrival)
        if original is None:
            return None
        whole = came(
            arrival, original.content, original.raw, original.findings, transaction, workspace.original
        )
        return read_as_told(whole, transaction, vocabulary, workspace.settings)

    with no_collections(), store.writing() as transaction:
        reading = read_again(before.arrival) if path else None
        transaction.advance({"receipts": each.revision, **each.first_ids})
        if reading is not None and before.outcome is Outcome.DUPLICATE:
            receipt = before
            transaction.keep_lines(lines_begun(reading, transaction, workspace.settings), before.arrival)
        elif reading is not None:
            receipt = take_again(reading, before, transaction, workspace.settings, read_again)
        else:
            receipt = _without_original(before) if is_wanted else before
            undo_again(transaction, before, workspace.settings)
            if before.outcome is Outcome.HELD and (before.answer or "").endswith((".xlsx", ".xlsm")):
                give_way(before, transaction)
        return transaction.commit(receipt, each.parcels), is_wanted and path is None


def _without_original(before: Receipt) -> Receipt:
    """The receipt of a file that cannot be taken in again: nothing of it is known, but that it came."""
    arrival = before.arrival
    why = finding(NOT_IN_ARCHIVE, Place(arrival.file), sender=arrival.sender or _SOMEBODY)
    return Receipt(before.id, arrival, Outcome.HELD, findings=(why,))
