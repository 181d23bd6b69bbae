"""The corridor: a workbook arrives, is read, checked, priced, merged, written back, and sent.

`decide` is pure: the same bytes on the same snapshot give the same verdict, on any machine. `process` is
the thin shell around it: one transaction keeps changes, receipt and parcels; the parcels are handed out
after it. It can be killed at any point and repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

from workbook_crm.check.checks import check
from workbook_crm.check.link import link
from workbook_crm.edges import Claimed, Edges, Pending, Reader, Refused, Transaction, View
from workbook_crm.merge.account import sheet_receipts
from workbook_crm.merge.conflicts import has_news
from workbook_crm.merge.held import held_references
from workbook_crm.merge.news import news
from workbook_crm.merge.plan import plan_merge
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.linked import Context
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rules.headers import COLUMN_NOT_ACTED_ON, SHEET_NOT_BUILT
from workbook_crm.model.rules.trade import ALREADY_TAKEN
from workbook_crm.model.run import Arrival, Outcome, Parcel, Reading, Receipt, Returned, Verdict
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.price.lines import price
from workbook_crm.read.replies import replies_in
from workbook_crm.read.rows import read_rows
from workbook_crm.send.addresses import answer_path, duplicate_note, held_parcels
from workbook_crm.sent_before import base_of, is_tried_again, known_now, without_conflicts
from workbook_crm.write_back.answer import write_answer

NOTHING = MergePlan()
_NOT_ACTED_ON = frozenset({SHEET_NOT_BUILT.code, COLUMN_NOT_ACTED_ON.code})
MANY = 1_000
"""Changes that take longer to keep than a second process to start."""


def read(
    arrival: Arrival,
    content: bytes,
    raw: RawWorkbook | None,
    found: Findings,
    vocabulary: Vocabulary,
    settings: Settings,
) -> Reading:
    """A workbook's rows as records; no batch where nothing of it could be understood."""
    if raw is None:
        return Reading(arrival, content, None, None, found)
    batch, more = read_rows(raw, vocabulary, settings, arrival.received.date())
    understood = batch if batch.tables else None
    return Reading(arrival, content, raw, understood, found + more, replies_in(raw))


def decide(reading: Reading, snapshot: Snapshot, settings: Settings) -> Verdict:
    """All that becomes of an arrival: receipt and changes. Pure."""
    arrival, batch, raw = reading.arrival, reading.batch, reading.raw
    receipt = Receipt(snapshot.next_receipt, arrival, Outcome.HELD, findings=reading.findings)
    if batch is None or raw is None:
        return Verdict(receipt, NOTHING)

    context = Context(snapshot, settings, arrival.received.date(), arrival.sender)
    linked, unknown = link(batch, context)
    priced, mispriced = price(linked, context)
    found = reading.findings + unknown + mispriced + check(priced, context)
    found += held_references(priced, found)
    plan, missummed = plan_merge(priced, found, context, arrival.sender)

    found = in_order(news(found + missummed, priced.batch, plan), raw)
    receipt = replace(
        receipt, outcome=Outcome.TAKEN, findings=found, sheets=sheet_receipts(priced.batch, plan)
    )
    return Verdict(receipt, plan)


def parcels_of(reading: Reading, verdict: Verdict, settings: Settings) -> tuple[Parcel | Returned, ...]:
    """What goes out: the answer; for a file that is held, the file itself and its reason in words. Pure."""
    batch, raw = reading.batch, reading.raw
    if batch is None or raw is None:
        return held_parcels(verdict.receipt, settings.language)
    answer = write_answer(reading.content, raw, batch, verdict.plan, verdict.receipt)
    return (Parcel(answer_path(reading.arrival, answer.ending), answer.content),)


def in_order(findings: Findings, raw: RawWorkbook) -> Findings:
    """Findings as a person walks through the workbook: by sheet, row and column, none of them twice.

    What nobody acts on comes before all others.
    """
    sheets = {sheet.name: nth for nth, sheet in enumerate(raw.sheets)}

    def where(each: Finding) -> tuple[bool, int, int, int]:
        place = each.place
        is_acted_on = each.rule.code not in _NOT_ACTED_ON
        return is_acted_on, sheets.get(place.sheet or "", -1), place.row or 0, place.column or 0

    return tuple(sorted(dict.fromkeys(findings), key=where))


def begin(claimed: Claimed, reader: Reader) -> Pending:
    """Has a claimed file read, while the one before it is being decided."""
    if claimed.refused:
        return Refused(claimed.refused)
    return reader.submit(claimed.content, claimed.arrival.file)


def finish(claimed: Claimed, pending: Pending, edges: Edges) -> Receipt:
    """Takes one claimed file all the way; safe to repeat at any point."""
    raw, found = pending.result()
    with no_collections(), edges.store.writing() as transaction:
        reading = read(claimed.arrival, claimed.content, raw, found, edges.vocabulary(), edges.settings)
        receipt = transaction.by_token(claimed.arrival.token)
        receipt = receipt or commit(reading, claimed, transaction, edges)
    hand_out(edges)
    claimed.archive()
    return receipt


def commit(reading: Reading, claimed: Claimed, transaction: Transaction, edges: Edges) -> Receipt:
    """Decides on what is known now, and keeps changes, receipt and parcels as one."""
    verdict = weigh(reading, transaction, edges.settings)
    if verdict.receipt.outcome is Outcome.DUPLICATE:
        return commit_duplicate(verdict.receipt, reading, transaction, edges)
    beside = edges.beside if len(verdict.plan.changes) > MANY else nullcontext
    with beside(partial(parcels_of, reading, verdict, edges.settings)) as made:
        transaction.keep(verdict.plan, reading.arrival.received)  # while the answer is being written
        parcels = at_free_paths(made(), edges)
    staged = [(each.path, stage(each, claimed, edges)) for each in parcels]
    is_taken = verdict.receipt.outcome is Outcome.TAKEN
    receipt = replace(verdict.receipt, answer=parcels[0].path if is_taken else None)
    return transaction.commit(receipt, staged)


def weigh(reading: Reading, view: View, settings: Settings) -> Verdict:
    """Decides on a workbook with what was sent before in mind: the same bytes never write over a later word.

    Bytes that were taken before and whose values all hold are a duplicate.
    """
    base = base_of(reading, view)
    if base.sendings and is_tried_again(base, reading.arrival):
        base = replace(base, sendings=())
    if base.sendings and (reading.batch is None or not (base.held or view.has_changed_since(base.first))):
        return Verdict(duplicate_of(base.sendings[-1], reading.arrival), NOTHING)
    settled = without_conflicts(reading, view, settings, base)
    verdict = decide(settled, known_now(settled, view, settings), settings)
    if reading.batch is None or not base.sendings:
        return verdict
    if verdict.receipt.conflicts or has_news(verdict.plan, reading.batch, base.held):
        return replace(verdict, receipt=replace(verdict.receipt, of=base.first.id))
    return Verdict(duplicate_of(base.sendings[-1], reading.arrival), NOTHING)


def commit_duplicate(receipt: Receipt, reading: Reading, transaction: Transaction, edges: Edges) -> Receipt:
    """Keeps the receipt of bytes that were taken before; who is not their first sender gets a note of it."""
    first = transaction.sendings(reading.arrival.sha256)[-1]
    if first.arrival.sender == reading.arrival.sender:
        return transaction.commit(receipt, ())
    language = reading.batch.language if reading.batch else edges.settings.language
    note = duplicate_note(first, reading.arrival, language)
    path = edges.outbox.free_path(note.path)
    staged = edges.outbox.stage(note.content)
    return transaction.commit(replace(receipt, answer=path), ((path, staged),))


def take_again(reading: Reading, before: Receipt, transaction: Transaction, settings: Settings) -> Receipt:
    """Decides once more on what was taken before a backup was brought back; its answer is out already."""
    verdict = weigh(reading, transaction, settings)
    transaction.keep(verdict.plan, reading.arrival.received)
    return replace(verdict.receipt, answer=before.answer)


def at_free_paths(parcels: Sequence[Parcel | Returned], edges: Edges) -> list[Parcel | Returned]:
    """Parcels under names that are free; what lies beside the first one is called after it."""
    first = parcels[0].path
    ends = [each.path.removeprefix(first) for each in parcels]
    free = edges.outbox.free_path(first, *ends[1:])
    return [replace(each, path=free + end) for each, end in zip(parcels, ends, strict=True)]


def stage(parcel: Parcel | Returned, claimed: Claimed, edges: Edges) -> str:
    """Puts a parcel where it survives a crash, ready to be handed out; returns its name there."""
    if isinstance(parcel, Returned):
        return edges.outbox.stage_file(claimed.path)
    return edges.outbox.stage(parcel.content)


def duplicate_of(first: Receipt, arrival: Arrival) -> Receipt:
    """The receipt of bytes that were taken before: nothing is done twice, and the sender is told."""
    told = finding(ALREADY_TAKEN, Place(arrival.file), when=first.arrival.received, receipt=first.id)
    return Receipt("", arrival, Outcome.DUPLICATE, first.answer, first.id, findings=(told,))


def hand_out(edges: Edges) -> None:
    """Moves every committed parcel to where it belongs; what cannot get there now waits."""
    edges.outbox.hand_out(edges.store.parcels())


def settle(edges: Edges) -> None:
    """Forgets the parcels that are where they belong, for good. Waits for the disk: once for many files."""
    edges.store.handed_out(edges.outbox.settled())
