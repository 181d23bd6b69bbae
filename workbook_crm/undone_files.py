"""An import of a workspace is undone by command: no file comes, and all the same there is a receipt."""

from __future__ import annotations

import hashlib
import secrets

from workbook_crm.failures import UsageError
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Name
from workbook_crm.model.run import Arrival, Receipt
from workbook_crm.model.undoing import UndoPlan
from workbook_crm.pipeline import hand_out, settle
from workbook_crm.undoing import CannotUndoError, Undone, check_undo, undo
from workbook_crm.wire import Workspace

_NOT_DONE = Name("没有撤销，什么都没有改：{why}。", "Nothing was undone, and nothing was changed: {why}.")


def check(workspace: Workspace, receipt_id: str) -> tuple[Receipt, UndoPlan] | None:
    """What undoing a receipt would do; None where there is no such receipt."""
    with workspace.store.writing() as transaction:  # nothing is written
        of = transaction.receipt(receipt_id)
        if of is None:
            return None
        try:
            return of, check_undo(transaction, of, workspace.settings)
        except CannotUndoError as error:
            raise UsageError(_NOT_DONE, why=error.why) from None


def undo_now(workspace: Workspace, receipt_id: str) -> tuple[Receipt, Undone] | None:
    """Undoes a receipt; None where there is no such receipt."""
    workspace.remember_store()
    workspace.make_folders()
    edges = workspace.edges
    with no_collections(), workspace.store.writing() as transaction:
        of = transaction.receipt(receipt_id)
        if of is None:
            return None
        try:
            done = undo(transaction, of, arrival_of(workspace, of), edges)
        except CannotUndoError as error:
            raise UsageError(_NOT_DONE, why=error.why) from None
    hand_out(edges)
    settle(edges)
    return of, done


def arrival_of(workspace: Workspace, of: Receipt) -> Arrival:
    """The arrival that stands for an undo by command: nobody sent it."""
    token = secrets.token_hex(16)
    return Arrival(token, of.id, None, workspace.clock.now(), hashlib.sha256(token.encode()).hexdigest())
