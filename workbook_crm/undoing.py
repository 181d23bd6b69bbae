"""An import is undone: who may, what becomes of the records, and the receipt of that, as one transaction.

The undo is itself a receipt, and can be undone. Nothing that went out is claimed back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from workbook_crm.edges import Edges, Transaction
from workbook_crm.model.finding import finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rights import may_undo
from workbook_crm.model.rules.arrivals import IMPORT_UNDONE
from workbook_crm.model.run import Arrival, Outcome, Parcel, Receipt, receipt_number, revision_of
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Wanted
from workbook_crm.model.undoing import Refused, UndoPlan
from workbook_crm.price.catalog import minor_unit
from workbook_crm.price.lines import line_amount
from workbook_crm.report.undo_workbook import undo_workbook

__all__ = ["CannotUndoError", "Undone", "check_undo", "undo"]

NAME = Name("撤销 {receipt}", "Undo {receipt}")
_NOTHING = Name(
    "{receipt} 没有写入任何内容（{file}），没有可撤销的", "nothing was taken in under {receipt} ({file})"
)
_ALREADY = Name(
    "{receipt} 已经撤销了（{undo}）；要恢复它，请撤销 {undo}",
    "{receipt} is undone already ({undo}); to have it back, undo {undo}",
)
_ARCHIVE = Name(
    "{receipt} 是压缩包，本身没有记录；请撤销其中各个文件的导入回执",
    "{receipt} is an archive and has no records itself; undo the receipts of the workbooks in it",
)
_CLASH = Name("{what} {why}", "{what}: {why}")
_ANSWER = Name("已经发出的答复收不回来", "an answer that went out cannot be claimed back")


_UNKNOWN = Name("没有这份导入回执", "there is no such receipt")
_NOT_ALLOWED = Name(
    "只有发件人自己（{hours} 小时内）、他的主管和内勤可以撤销",
    "only its sender (within {hours} hours), their manager and the office may",
)
_OLD_COPY = Name(
    "{receipt} 在这份表做好以后又被撤销或恢复过（最近一次是 {undo}），这份表是旧的",
    "{receipt} was undone or brought back since this copy was made (last by {undo}), so the copy is old",
)


class CannotUndoError(Exception):
    """A receipt cannot be undone; carries why."""

    def __init__(self, why: Name) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo."""

    receipt: Receipt
    plan: UndoPlan

    @property
    def is_whole(self) -> bool:
        """Whether nothing of what was written stays."""
        return not (self.plan.kept or self.plan.leant)


def check_undo(transaction: Transaction, of: Receipt, settings: Settings) -> UndoPlan:
    """What undoing a receipt would do. Raises CannotUndoError."""
    _refuse(of)
    amount_of = partial(_amount_of, digits=settings.currency_digits)
    plan = transaction.plan_undo(of.id, amount_of=amount_of, early_days=settings.lists.early_days)
    if plan.clashes:
        first = plan.clashes[0]
        raise CannotUndoError(_CLASH.filled(what=first.what, why=first.why))
    return replace(plan, refused=_went_out(of))


def undo(transaction: Transaction, of: Receipt, arrival: Arrival, edges: Edges) -> Undone:
    """Undoes a receipt, and puts a workbook into the outbox that says what was taken back and what stays.

    Raises CannotUndoError.
    """
    settings = edges.settings
    plan = check_undo(transaction, of, settings)
    transaction.keep_undo(plan)
    named = replace(arrival, file=NAME[settings.language].format(receipt=of.id))
    folder = f"outbox/{arrival.sender}" if arrival.sender else "outbox"
    told = undo_workbook(plan, of, settings.language)
    parcel = Parcel(edges.outbox.free_path(f"{folder}/{named.file}.xlsx"), told)
    staged = ((parcel.path, edges.outbox.stage(parcel.content)),)
    summed = finding(IMPORT_UNDONE, Place(arrival.file), receipt=of.id, report=parcel.path, **_counts(plan))
    receipt = Receipt("", named, Outcome.UNDO, parcel.path, findings=(summed,), undoes=of.id)
    return Undone(transaction.commit(receipt, staged), plan)


def _counts(plan: UndoPlan) -> Mapping[str, int]:
    """How much stands in each of the four lists of an undo."""
    return {
        "reverted": len(plan.reverted),
        "kept": len(plan.kept),
        "leant": len(plan.leant),
        "refused": len(plan.refused),
    }


def refused(
    transaction: Transaction, of: Receipt | None, arrival: Arrival, settings: Settings, seen: str = ""
) -> Name | None:
    """Why a sender may not undo a receipt; None where he may.

    `seen`: the latest undo about it when what he fills in was made: an old copy takes nothing back again.
    """
    if of is None:
        return _UNKNOWN
    if not _may(transaction, of, arrival, settings):
        return _NOT_ALLOWED.filled(hours=settings.undo.hours_sender)
    last = transaction.undos.last_about(revision_of(of.id))
    now = receipt_number(last) if last else ""
    return None if of.undone_by or now == seen else _OLD_COPY.filled(receipt=of.id, undo=now)


def _may(transaction: Transaction, of: Receipt, arrival: Arrival, settings: Settings) -> bool:
    if arrival.sender is None:
        return True
    *_, first = transaction.undos.chain(revision_of(of.id))
    about = transaction.receipt(receipt_number(first)) or of
    staff = transaction.snapshot(Wanted(is_whole=frozenset({"staff"})))
    age, hours = arrival.received - of.arrival.received, settings.undo.hours_sender
    return may_undo(staff, arrival.sender, of.arrival.sender, about.arrival.sender, age, hours)


def undo_again(transaction: Transaction, before: Receipt, settings: Settings) -> None:
    """Does once more what an undo did, after a backup was brought back; its workbook is out already."""
    of = transaction.receipt(before.undoes or "")
    if of is not None and of.undone_by is None:
        transaction.keep_undo(check_undo(transaction, of, settings))


def _refuse(of: Receipt) -> None:
    facts = {"receipt": of.id, "file": of.arrival.file, "undo": of.undone_by or ""}
    if of.undone_by is not None:
        raise CannotUndoError(_ALREADY.filled(**facts))
    if of.outcome is Outcome.TAKEN and not of.sheets:
        raise CannotUndoError(_ARCHIVE.filled(**facts))
    if of.outcome in (Outcome.HELD, Outcome.DUPLICATE):
        raise CannotUndoError(_NOTHING.filled(**facts))


def _went_out(of: Receipt) -> tuple[Refused, ...]:
    return (Refused(of.answer, _ANSWER),) if of.answer else ()


def _amount_of(line: Any, digits: int) -> Any:
    """The amount that a line's own figures make; None where they do not tell."""
    if line.unit_price is None or line.quantity is None:
        return None
    return line_amount(line.unit_price, line.quantity, line.discount, line.periods, minor_unit(digits))
