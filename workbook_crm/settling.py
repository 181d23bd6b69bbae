"""Rejected rows that waited for a record are taken by themselves when it comes, and answered again.

All of it happens in the transaction of the arrival that brings the record: it is done with it, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workbook_crm.check.awaited import brought, sent_anew, waiting_rows
from workbook_crm.check.mended import closing
from workbook_crm.check.rejected import rejected_rows
from workbook_crm.edges import Transaction
from workbook_crm.merge.account import sheet_receipts
from workbook_crm.merge.again import completed, settled_rows, with_taken
from workbook_crm.model.awaited import WaitedFor
from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import Change, MergePlan
from workbook_crm.model.finding import finding
from workbook_crm.model.held import Held, Key
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules.arrivals import ORIGINAL_GONE
from workbook_crm.model.run import Again, Arrival, Outcome, Parcel, Reading, Receipt, Settled, Verdict, Waits
from workbook_crm.model.walk import in_order
from workbook_crm.send.addresses import answer_path
from workbook_crm.write_back.answer import write_answer

ReadAgain = Callable[[Arrival], Reading | None]
"""Reads an earlier arrival once more; None where its bytes are kept no longer."""
Decided = Callable[[Reading, Again, date], Verdict]
"""Decides on some rows of an earlier workbook, on what is known now."""

_SOMEBODY = Name("发件人", "whoever sent it")


@dataclass(slots=True)
class Settling:
    """What is settled by an arrival: rows of earlier workbooks, and its own that waited for these."""

    verdict: Verdict
    """On the arrival itself, with the rows of it that were rejected at first and are taken after all."""
    settled: list[Settled] = field(default_factory=list)
    """Rows of earlier workbooks that are taken now."""
    answers: dict[str, tuple[Receipt, Parcel]] = field(default_factory=dict)
    """By receipt: the answers to earlier workbooks as they are now, each with the workbook's receipt."""
    gone: dict[str, Waits] = field(default_factory=dict)
    """By receipt: earlier workbooks with rows that would be tried now, if their bytes were kept still."""


def settle_waiting(
    brings: Reading,
    verdict: Verdict,
    transaction: Transaction,
    decided: Decided,
    read_again: ReadAgain,
) -> Settling:
    """Takes the rejected rows that waited for what an arrival brings, until nothing more comes of it.

    Rows of earlier workbooks are; what these bring may be what rows of others wait for, of the arrival itself
    as well. What its rows still wait for is noted, and which rows are open from now on.
    """
    settling = Settling(verdict)
    if verdict.receipt.outcome is not Outcome.TAKEN or brings.batch is None:
        return settling
    note_rejected(brings.batch, verdict.plan, verdict.receipt, transaction)
    _note_waiting(brings.batch, verdict.receipt, transaction)
    changes, is_own = verdict.plan.changes, True
    while changes:
        waited_for = transaction.keys_waited_for()
        news = brought(changes, {each.kind for each in waited_for}) & waited_for
        changes = _of_earlier(settling, news, brings, transaction, decided, read_again) if news else ()
        if news and not is_own:  # what it brings itself was there when its rows were decided
            changes += _of_its_own(settling, news, brings, transaction, decided)
        is_own = False
    settling.verdict = _with_gone(settling.verdict, settling.gone, brings)
    return settling


def _with_gone(verdict: Verdict, gone: Mapping[str, Waits], brings: Reading) -> Verdict:
    """A verdict that tells of the earlier workbooks whose rows cannot be tried again."""
    place = Place(brings.arrival.file)
    told = tuple(
        finding(
            ORIGINAL_GONE, place, other=earlier.file, receipt=receipt_id, rows=len(each.rows), sender=sender
        )
        for receipt_id, each in gone.items()
        for earlier in (each.receipt.arrival,)
        for sender in (earlier.sender or _SOMEBODY,)
    )
    if not told:
        return verdict
    return replace(verdict, receipt=replace(verdict.receipt, findings=verdict.receipt.findings + told))


def _of_earlier(
    settling: Settling,
    news: frozenset[WaitedFor],
    brings: Reading,
    transaction: Transaction,
    decided: Decided,
    read_again: ReadAgain,
) -> tuple[Change, ...]:
    """Takes the rows of earlier workbooks that waited for the news; returns what they change."""
    changes: tuple[Change, ...] = ()
    for receipt, waiting in transaction.waiting_for(news):
        reading = read_again(receipt.arrival)
        if reading is None:
            settling.gone[receipt.id] = Waits(receipt, waiting.tried)
        if reading is None or reading.batch is None:
            continue
        again = replace(waiting, held=_stay_held(reading.batch, receipt, waiting))
        tried = decided(reading, again, brings.arrival.received.date())
        settled = settled_rows(tried, reading.batch, receipt.id, again)
        if settled:
            transaction.keep(tried.plan, brings.arrival.received, receipt.id)
            transaction.settle(receipt.id, {(each.sheet, each.row) for each in settled})
            key = transaction.stamp_key()
            answer = answer_again(reading, receipt, tried, again, settled, key)
            settling.answers[receipt.id] = receipt, answer
            settling.settled += settled
            changes += tried.plan.changes
    return changes


def _of_its_own(
    settling: Settling,
    news: frozenset[WaitedFor],
    brings: Reading,
    transaction: Transaction,
    decided: Decided,
) -> tuple[Change, ...]:
    """Takes the arrival's own rows that waited for what settled rows brought; returns what they change."""
    rows = transaction.own_waiting(news)
    if not rows or brings.batch is None or brings.raw is None:
        return ()
    before = settling.verdict
    again = replace(Again(rows), held=_stay_held(brings.batch, before.receipt, Again(rows)))
    tried = decided(brings, again, brings.arrival.received.date())
    settled = settled_rows(tried, brings.batch, before.receipt.id, again)
    if not settled:
        return ()
    taken = frozenset((each.sheet, each.row) for each in settled)
    transaction.keep(tried.plan, brings.arrival.received)
    transaction.settle(before.receipt.id, taken)
    settling.verdict = with_taken(before, tried, again, taken, brings.batch, brings.raw)
    return tried.plan.changes


def note_rejected(batch: Batch, plan: MergePlan, receipt: Receipt, transaction: Transaction) -> None:
    """Closes the rejected rows of earlier workbooks that this one mends, and keeps its own open.

    Without a plan all of its rows are as they were known.
    """
    rows = rejected_rows(batch, receipt.findings, receipt.arrival)
    before = transaction.rejected_before(receipt.arrival.sender)
    closed, since = closing(batch, plan, rows, receipt.arrival, before)
    transaction.reject(rows, since, closed, receipt.arrival.received)


def _note_waiting(batch: Batch, receipt: Receipt, transaction: Transaction) -> None:
    waiting = transaction.open_rows(receipt.arrival.sender)
    if waiting:
        transaction.forget(sent_anew(batch, receipt.arrival, waiting))
    transaction.wait(waiting_rows(batch, receipt.findings))


def _stay_held(batch: Batch, receipt: Receipt, again: Again) -> frozenset[Key]:
    """What of an earlier workbook stays rejected; contacts beside a row that is tried are tried with it."""
    keys = Held(batch, receipt.findings).keys
    return frozenset(
        key for key in keys if key[:2] not in again.tried and (key[2] or key[:2] not in again.settled)
    )


def answer_again(
    reading: Reading,
    receipt: Receipt,
    tried: Verdict,
    again: Again,
    settled: Iterable[Settled],
    key: bytes | None = None,
) -> Parcel:
    """The answer to an earlier workbook as it is now that rows of it were taken. Pure."""
    batch, raw = reading.batch, reading.raw
    assert batch is not None
    assert raw is not None
    gone = again.settled | again.tried
    before = Again(gone)
    found = [each for each in receipt.findings if each.place.row is None or not before.concerns(each)]
    found += [each for each in tried.receipt.findings if each.place.row is not None]
    now = replace(again, settled=again.settled | {(each.sheet, each.row) for each in settled})
    plan = completed(tried.plan, batch, now)
    plan = replace(plan, outcomes=plan.outcomes[: len(batch.tables)])  # what lines imply stands in no sheet
    shown = replace(receipt, findings=in_order(tuple(found), raw), sheets=sheet_receipts(batch, plan))
    answer = write_answer(reading.content, raw, batch, plan, shown, key)
    return Parcel(answer_path(receipt.arrival, answer.ending), answer.content)
