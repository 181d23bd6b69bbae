"""Rejected rows that waited for a record are taken by themselves when it comes, and answered again.

All of it happens in the transaction of the arrival that brings the record: it is done with it, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from workbook_crm.check.awaited import brought, sent_anew, waiting_rows
from workbook_crm.edges import Transaction
from workbook_crm.merge.account import sheet_receipts
from workbook_crm.merge.again import completed, settled_rows
from workbook_crm.model.batch import Batch
from workbook_crm.model.run import Again, Arrival, Outcome, Parcel, Reading, Receipt, Settled, Verdict
from workbook_crm.model.walk import in_order
from workbook_crm.send.addresses import answer_path
from workbook_crm.write_back.answer import write_answer

ReadAgain = Callable[[Arrival], Reading | None]
"""Reads an earlier arrival once more; None where its bytes are kept no longer."""
Decided = Callable[[Reading, Again, date], Verdict]
"""Decides on some rows of an earlier workbook, on what is known now."""


def settle_waiting(
    brings: Reading,
    verdict: Verdict,
    transaction: Transaction,
    decided: Decided,
    read_again: ReadAgain,
) -> tuple[tuple[Settled, ...], list[tuple[Receipt, Parcel]]]:
    """Takes the rejected rows of earlier workbooks that waited for what an arrival brings.

    Returns these rows, and the answers to their workbooks as they are now, each with the workbook's receipt.
    What rows of the arrival itself wait for is noted.
    """
    if verdict.receipt.outcome is not Outcome.TAKEN or brings.batch is None:
        return (), []
    _note_waiting(brings.batch, verdict.receipt, transaction)
    found: list[Settled] = []
    answers: dict[str, tuple[Receipt, Parcel]] = {}
    changes = verdict.plan.changes
    while changes:  # what is settled may be what others wait for
        waited_for = transaction.keys_waited_for()
        news = brought(changes, {each.kind for each in waited_for}) & waited_for
        changes = ()
        for receipt, again in transaction.waiting_for(news) if news else ():
            reading = read_again(receipt.arrival)
            if reading is None or reading.batch is None:
                continue
            tried = decided(reading, again, brings.arrival.received.date())
            settled = settled_rows(tried, reading.batch, receipt.id, again)
            if settled:
                transaction.keep(tried.plan, brings.arrival.received, receipt.id)
                transaction.settle(receipt.id, {(each.sheet, each.row) for each in settled})
                answers[receipt.id] = receipt, answer_again(reading, receipt, tried, again, settled)
                changes += tried.plan.changes
                found += settled
    return tuple(found), list(answers.values())


def _note_waiting(batch: Batch, receipt: Receipt, transaction: Transaction) -> None:
    waiting = transaction.open_rows(receipt.arrival.sender)
    if waiting:
        transaction.forget(sent_anew(batch, receipt.arrival, waiting))
    transaction.wait(waiting_rows(batch, receipt.findings))


def answer_again(
    reading: Reading, receipt: Receipt, tried: Verdict, again: Again, settled: Iterable[Settled]
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
    shown = replace(receipt, findings=in_order(tuple(found), raw), sheets=sheet_receipts(batch, plan))
    answer = write_answer(reading.content, raw, batch, plan, shown)
    return Parcel(answer_path(receipt.arrival, answer.ending), answer.content)
