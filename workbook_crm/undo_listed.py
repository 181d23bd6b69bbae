"""The imports that a manager's workbook asks to be undone: each under its own receipt, before its rows.

Killed in between and repeated, none is undone twice: the receipt of each undo follows from the arrival and
from what is undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from workbook_crm.edges import Edges, Transaction
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Name
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.replies import choice_of
from workbook_crm.model.rules.arrivals import IMPORT_NOT_UNDONE, UNDONE_BEFORE
from workbook_crm.model.run import Arrival, Receipt
from workbook_crm.model.undoing import UndoWish
from workbook_crm.read.listed import undo_wishes
from workbook_crm.undoing import CannotUndoError, refused, undo

_UNCLEAR = Name("格子里写的是“{text}”，不是“是”", "the cell says “{text}”, which is not “yes”")
_TORN = Name(
    "这一行的编号和这一行原来的不一样，像是只有几列排过序",
    "its row shows another number than it was made with; it looks as if only some columns were sorted",
)
_TOKEN_DIGITS = 32


def undo_listed(arrival: Arrival, raw: RawWorkbook | None, edges: Edges) -> Findings:
    """Undoes what a workbook's list of imports asks for, the newest first; says at each cell the outcome."""
    wishes = sorted(undo_wishes(raw), key=lambda each: each.receipt, reverse=True) if raw else ()
    return tuple(said for each in wishes for said in _granted(each, arrival, edges))


def _granted(wish: UndoWish, arrival: Arrival, edges: Edges) -> Iterator[Finding]:
    if not wish.is_yes:
        if choice_of(wish.text) is None:
            yield _not_undone(wish, _UNCLEAR.filled(text=wish.text))
    elif wish.is_torn:
        yield _not_undone(wish, _TORN)
    else:
        own = replace(arrival, token=_token(arrival, wish))
        with no_collections(), edges.store.writing() as transaction:
            yield _undone(wish, own, transaction, edges)


def _undone(wish: UndoWish, arrival: Arrival, transaction: Transaction, edges: Edges) -> Finding:
    """One import undone, and what is told of that."""
    done = transaction.by_token(arrival.token)
    if done is not None:
        return _placed(done, wish)
    of = transaction.receipt(wish.receipt)
    why = refused(transaction, of, arrival, edges.settings, wish.seen)
    if of is None or why is not None:
        return _not_undone(wish, why)
    if of.undone_by is not None:
        return finding(UNDONE_BEFORE, wish.place, wish.text, receipt=of.id, undo=of.undone_by)
    try:
        return _placed(undo(transaction, of, arrival, edges).receipt, wish)
    except CannotUndoError as error:
        return _not_undone(wish, error.why)


def _placed(undo_receipt: Receipt, wish: UndoWish) -> Finding:
    """What the receipt of an undo sums up, at the cell that asked for it."""
    return replace(undo_receipt.findings[0], place=wish.place, value=wish.text)


def _not_undone(wish: UndoWish, why: Name | None) -> Finding:
    return finding(IMPORT_NOT_UNDONE, wish.place, wish.text, receipt=wish.receipt, why=why or wish.receipt)


def _token(arrival: Arrival, wish: UndoWish) -> str:
    """Names the undo that this arrival asks for: the same one, whenever it is asked again."""
    return hashlib.sha256(f"{arrival.token} {wish.receipt}".encode()).hexdigest()[:_TOKEN_DIGITS]
