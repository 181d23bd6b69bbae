"""The corridor: a workbook arrives, is read, checked, priced, merged, written back, and sent.

`decide` is pure: the same bytes on the same snapshot give the same verdict, on any machine. `process` is
the thin shell around it: one transaction keeps changes, receipt and parcels; the parcels are handed out
after it. It can be killed at any point and repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial

from workbook_crm.answering import answer_by_mail
from workbook_crm.check.awaited import that_is_tried
from workbook_crm.check.checks import check
from workbook_crm.check.following import without_what_follows
from workbook_crm.check.link import link
from workbook_crm.edges import Claimed, Edges, Outbox, Pending, Reader, Refused, Transaction, View
from workbook_crm.merge.account import sheet_receipts
from workbook_crm.merge.again import completed
from workbook_crm.merge.doubts import Sent
from workbook_crm.merge.held import held_references
from workbook_crm.merge.line_versions import new_versions, rows_said
from workbook_crm.merge.news import news
from workbook_crm.merge.plan import plan_merge
from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.file_lines import FileLine
from workbook_crm.model.finding import Findings, finding, has_error
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.linked import Context
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.replies import Reply, receipt_to_undo
from workbook_crm.model.rules.arrivals import OF_UNDOS, UNDO_REFUSED
from workbook_crm.model.rules.headers import AS_ANSWERED
from workbook_crm.model.rules.stamps import DAMAGE
from workbook_crm.model.rules.trade import ALREADY_TAKEN
from workbook_crm.model.run import (
    Again,
    Arrival,
    Outcome,
    Parcel,
    Reading,
    Receipt,
    Returned,
    Verdict,
)
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.model.walk import in_order
from workbook_crm.price.lines import price
from workbook_crm.read.listed import undo_wishes
from workbook_crm.read.rows import read_rows
from workbook_crm.read.stamps import without_stamps
from workbook_crm.remembered import NOTHING_REMEMBERED, Came, Remembered, came, remembered
from workbook_crm.send.addresses import (
    answer_path,
    duplicate_note,
    gone_note,
    held_parcels,
    sent_back_note,
)
from workbook_crm.send.newest import earlier_path, is_earlier, replaced_by
from workbook_crm.sent_before import LookedUp, base_of, known_now, look_up, of_one_kind
from workbook_crm.settling import Decided, ReadAgain, note_rejected, settle_waiting
from workbook_crm.stamped import without_taken_back
from workbook_crm.undo_listed import undo_listed
from workbook_crm.undoing import CannotUndoError, refused, undo
from workbook_crm.write_back.answer import write_answer
from workbook_crm.write_back.asked import asks_about_sheets

NOTHING = MergePlan()
IsPutOff = Callable[[Reading, Verdict], bool]
"""Whether a file is left for the end of the round, seeing what would become of it now."""
_WITH_NOTE = 2
"""Parcels of a file that is held: the file and why."""
MANY = 1_000
"""Changes that take longer to keep than a second process to start."""


def read(
    arrival: Arrival,
    content: bytes,
    raw: RawWorkbook | None,
    found: Findings,
    vocabulary: Vocabulary,
    settings: Settings,
    replies: tuple[Reply, ...] = (),
    told: Remembered = NOTHING_REMEMBERED,
) -> Reading:
    """A workbook's rows as records; no batch where nothing of it could be understood.

    `replies`: what its sender answers; `told`: what he has answered about such sheets, now or before.
    """
    if raw is None:
        return Reading(arrival, content, None, None, found)
    batch, more = read_rows(without_stamps(raw), vocabulary, settings, arrival.received.date(), told.agreed)
    is_told = any(each.rule == AS_ANSWERED for each in more) or bool(undo_wishes(raw))
    is_settled = is_told and not has_error(more)  # they are no lists
    understood = batch if batch.tables or is_settled else None
    return Reading(
        arrival, content, raw, understood, found + more, replies, told.forms, told.at, batch.language
    )


def read_as_told(each: Came, view: View, vocabulary: Vocabulary, settings: Settings) -> Reading:
    """A workbook read with all that its sender has answered about its sheets, and as what its people are."""
    told = remembered(each, view)
    reading = read(
        each.arrival, each.content, each.raw, each.findings, vocabulary, settings, each.replies, told
    )
    return of_one_kind(without_taken_back(reading, view), view)


def decide(
    reading: Reading,
    snapshot: Snapshot,
    settings: Settings,
    again: Again | None = None,
    day: date | None = None,
    looked_up: LookedUp | None = None,
) -> Verdict:
    """All that becomes of an arrival: receipt and changes. Pure.

    `again`: which rows are tried once more, of a workbook that was taken before; `day`: on which that is;
    `looked_up`: its rows beside what its lists last had applied; without it, it is sent for the first time.
    """
    arrival, batch, raw = reading.arrival, reading.batch, reading.raw
    receipt = Receipt(snapshot.next_receipt, arrival, Outcome.HELD, findings=reading.findings)
    if batch is None or raw is None:
        return Verdict(receipt, NOTHING)

    looked_up = looked_up or _first_sent(
        batch if again is None else that_is_tried(batch, again), snapshot, settings, arrival, day
    )
    context, priced = looked_up.context, looked_up.linked
    tried = again.tried if again else None
    left = looked_up.removed
    found = left.without_left(reading.findings) + looked_up.found + left.without_left(check(priced, context))
    found = found if again is None else tuple(filter(again.concerns, found))
    found = _without_consequences(found, looked_up)
    found = without_what_follows(found + held_references(priced, found, tried, left.is_left))
    plan, missummed = plan_merge(priced, found, context, arrival.sender, tried, left)
    plan = plan if again is None else completed(plan, batch, again)
    lines, said = _versions(looked_up, plan, arrival.sender)

    found = in_order(news(found + missummed + said, priced.batch, plan), raw)
    receipt = replace(
        receipt, outcome=Outcome.TAKEN, findings=found, sheets=sheet_receipts(priced.batch, plan)
    )
    return Verdict(receipt, plan, lines)


def _first_sent(
    batch: Batch, snapshot: Snapshot, settings: Settings, arrival: Arrival, day: date | None
) -> LookedUp:
    """A batch looked up and priced of which nothing is known that was sent before."""
    context = Context(snapshot, settings, day or arrival.received.date(), arrival.sender)
    linked, unknown = link(batch, context)
    priced, mispriced = price(linked, context)
    return LookedUp(context, batch, priced, unknown + mispriced, linked.batch, {})


def _without_consequences(found: Findings, looked_up: LookedUp) -> Findings:
    """What is found without what only follows from cells that stand in the rows of other records."""
    damaged = {looked_up.settled.tables[at].sheet for at in looked_up.base.damaged}
    if not damaged:
        return found
    return tuple(each for each in found if each.place.sheet not in damaged or each.rule in DAMAGE)


def _versions(
    looked_up: LookedUp, plan: MergePlan, sender: str | None
) -> tuple[tuple[FileLine, ...], Findings]:
    """The lists of a workbook as they are after it, and what is said of rows and cells that are gone."""
    pairs, settled = looked_up.pairs, looked_up.settled
    left_open = {at: frozenset(rows) for at, rows in looked_up.gone.items()}
    words, written = looked_up.cells, looked_up.base.written
    lines = new_versions(settled, pairs, plan, words, written, sender, left_open)
    said = tuple(
        each
        for at, of in sorted(pairs.items())
        if at not in looked_up.base.damaged
        for each in rows_said(settled.tables[at], of, looked_up.blank.get(at, ()))
    )
    return lines, said


def parcels_of(
    reading: Reading, verdict: Verdict, settings: Settings, key: bytes | None = None
) -> tuple[Parcel | Returned, ...]:
    """What goes out: the answer; for a file that is held, the file itself and its reason in words. Pure.

    `key`: the answer is stamped with it.
    """
    batch, raw = reading.batch, reading.raw
    if batch is None or raw is None:
        return (*held_parcels(verdict.receipt, settings.language), *_questions(reading, verdict))
    answer = write_answer(reading.content, raw, batch, verdict.plan, verdict.receipt, key)
    return (Parcel(answer_path(reading.arrival, answer.ending), answer.content),)


def _questions(reading: Reading, verdict: Verdict) -> Iterator[Parcel]:
    """For a workbook of which nothing is understood: its answer, where its sender can settle what it is."""
    if reading.raw is not None and asks_about_sheets(verdict.receipt):
        nothing = Batch(reading.arrival.file, (), reading.language)
        answer = write_answer(reading.content, reading.raw, nothing, verdict.plan, verdict.receipt)
        yield Parcel(answer_path(reading.arrival, answer.ending), answer.content)


def begin(claimed: Claimed, reader: Reader) -> Pending:
    """Has a claimed file read, while the one before it is being decided."""
    if claimed.refused:
        return Refused(claimed.refused)
    return reader.submit(claimed.content, claimed.arrival.file)


def finish(
    claimed: Claimed, pending: Pending, edges: Edges, is_put_off: IsPutOff | None = None
) -> Receipt | None:
    """Takes one claimed file all the way; safe to repeat at any point.

    None where it `is_put_off`, which is asked once it is known what would become of it: nothing is done then.
    """
    raw, found = pending.result()
    found += undo_listed(claimed.arrival, raw, edges)
    with no_collections(), edges.store.writing() as transaction:
        whole = came(claimed.arrival, claimed.content, raw, found, transaction, edges.original)
        reading = read_as_told(whole, transaction, edges.vocabulary(), edges.settings)
        receipt = transaction.by_token(claimed.arrival.token)
        if receipt is None:
            receipt = _committed(reading, claimed, transaction, edges, is_put_off)
    if receipt is None:
        return None
    hand_out(edges)
    claimed.archive()
    return receipt


def _committed(
    reading: Reading,
    claimed: Claimed,
    transaction: Transaction,
    edges: Edges,
    is_put_off: IsPutOff | None,
) -> Receipt | None:
    """Decides and keeps, and where the file came by mail, its answer by mail too; None where put off."""
    wanted = receipt_to_undo(reading.replies)
    if wanted is not None:
        receipt: Receipt | None = commit_undo(wanted, reading, claimed, transaction, edges)
    else:
        receipt = commit(reading, claimed, transaction, edges, is_put_off)
    if receipt is not None:
        language = reading.language if reading.batch is not None else edges.settings.language
        answer_by_mail(receipt, language, claimed, transaction, edges)
    return receipt


def commit(
    reading: Reading,
    claimed: Claimed,
    transaction: Transaction,
    edges: Edges,
    is_put_off: IsPutOff | None = None,
) -> Receipt | None:
    """Decides on what is known now, and keeps changes, receipt and parcels as one; None where put off."""
    verdict = weigh(reading, transaction, edges.settings)
    if verdict.receipt.outcome is Outcome.DUPLICATE:
        transaction.keep_lines(verdict.lines, reading.arrival)
        return commit_duplicate(verdict.receipt, reading, transaction, edges)
    if is_put_off is not None and is_put_off(reading, verdict):
        return None
    key = transaction.made_stamp_key()
    transaction.keep_forms(reading.forms)
    beside = edges.beside if len(verdict.plan.changes) > MANY else nullcontext
    with beside(partial(parcels_of, reading, verdict, edges.settings, key)) as made:
        transaction.keep(verdict.plan, reading.arrival.received)  # while the answer is being written
        transaction.keep_lines(verdict.lines, reading.arrival)
        parcels = made()
    if verdict.receipt.outcome is Outcome.HELD:
        return commit_held(verdict.receipt, parcels, claimed, transaction, edges)
    decider, read_again = _decider(transaction, edges.settings), _reader_of(edges, transaction)
    settling = settle_waiting(reading, verdict, transaction, decider, read_again)
    if settling.verdict is not verdict:
        parcels = parcels_of(reading, settling.verdict, edges.settings, key)
    answer, staged = _answered(settling.verdict.receipt, parcels, claimed, transaction, edges)
    for earlier, parcel in settling.answers.values():
        staged += answered_again(earlier, parcel, edges)
    for each in settling.gone.values():
        staged.append(put(gone_note(each, reading.arrival, edges.settings.language), edges.outbox))
    receipt = replace(settling.verdict.receipt, answer=answer, settled=tuple(settling.settled))
    return transaction.commit(receipt, staged)


def put(parcel: Parcel, outbox: Outbox) -> tuple[str, str]:
    """A parcel's path, which is free, and its staged name."""
    return outbox.free_path(parcel.path), outbox.stage(parcel.content)


def _staged(parcels: Sequence[Parcel | Returned], claimed: Claimed, edges: Edges) -> list[tuple[str, str]]:
    """The same of parcels that lie beside each other."""
    return [(each.path, stage(each, claimed, edges)) for each in at_free_paths(parcels, edges)]


def _answered(
    receipt: Receipt,
    parcels: Sequence[Parcel | Returned],
    claimed: Claimed,
    transaction: Transaction,
    edges: Edges,
) -> tuple[str, list[tuple[str, str]]]:
    """Where the answer goes, and what is staged: it takes the place of the answer before to the same list."""
    replaced = newest_of(receipt, parcels[0].path, transaction)
    if replaced is None or not replaced.answer:
        staged = _staged(parcels, claimed, edges)
        return staged[0][0], staged
    moved = make_room(replaced.answer, replaced.id, transaction, edges)
    return replaced.answer, [moved, (replaced.answer, stage(parcels[0], claimed, edges))]


def newest_of(receipt: Receipt, path: str, view: View) -> Receipt | None:
    """The receipt of the same list, whose answer makes room for a new one; None for a list that is new."""
    return replaced_by(receipt, path, view.answered(receipt.arrival.sender, path))


def make_room(answer: str, receipt_id: str, transaction: Transaction, edges: Edges) -> tuple[str, str]:
    """Has an answer leave its place for a newer one, and its receipts say so; returns its path and parcel."""
    moved = _put_aside(answer, receipt_id, edges)
    transaction.move_answer(answer, moved[0])
    return moved


def _put_aside(answer: str, receipt_id: str, edges: Edges) -> tuple[str, str]:
    """An answer as a parcel to the folder of earlier ones."""
    path = edges.outbox.free_path(earlier_path(answer, receipt_id))
    return path, edges.outbox.stage_outside(answer)


def answered_again(receipt: Receipt, parcel: Parcel, edges: Edges) -> list[tuple[str, str]]:
    """The answer to an earlier workbook made anew; it takes the place of that workbook's newest one."""
    answer = receipt.answer
    if answer is None or is_earlier(answer):
        return [put(parcel, edges.outbox)]
    return [_put_aside(answer, receipt.id, edges), (answer, edges.outbox.stage(parcel.content))]


def weigh(reading: Reading, view: View, settings: Settings) -> Verdict:
    """Decides on a workbook with what was sent before in mind: no old copy writes over a later word.

    Of bytes that were taken before only the rows that were rejected are tried again. Where there are none and
    the values of the others all hold, they are a duplicate.
    """
    base = base_of(reading, view)
    if not base.sendings:
        return weighed(reading, view, settings, base)
    duplicate = Verdict(duplicate_of(base.sendings[-1], reading), NOTHING)
    is_open = base.held or base.sendings[-1].conflicts
    if reading.batch is None:
        return duplicate
    if not (is_open or view.has_changed_since(base.first)):
        return replace(duplicate, lines=_lines_of_another(reading, view, settings, base))
    verdict = weighed(reading, view, settings, base, Again(base.held, settled=base.settled))
    if base.held or verdict.receipt.conflicts or verdict.plan.removals:
        return replace(verdict, receipt=replace(verdict.receipt, of=base.first.id))
    return replace(duplicate, lines=_lines_of_another(reading, view, settings, base))


def lines_begun(reading: Reading, view: View, settings: Settings) -> tuple[FileLine, ...]:
    """The lists that a duplicate begins for its sender; none where its sender had them before."""
    verdict = weigh(reading, view, settings)
    return verdict.lines if verdict.receipt.outcome is Outcome.DUPLICATE else ()


def _lines_of_another(reading: Reading, view: View, settings: Settings, base: Sent) -> tuple[FileLine, ...]:
    """The lists that begin where somebody has the very file of somebody else, and will go on with it."""
    sender = reading.arrival.sender
    if any(each.arrival.sender == sender for each in base.sendings):
        return ()
    return weighed(reading, view, settings, Sent(sender=sender)).lines


def weighed(
    reading: Reading, view: View, settings: Settings, base: Sent, again: Again | None = None
) -> Verdict:
    """Decides on a workbook beside what its lists last had applied."""
    if reading.batch is None:
        return decide(reading, known_now(reading, view, settings), settings)
    looked_up = look_up(reading, view, settings, base, again)
    return decide(reading, looked_up.context.snapshot, settings, again, None, looked_up)


def commit_held(
    receipt: Receipt,
    parcels: Sequence[Parcel | Returned],
    claimed: Claimed,
    transaction: Transaction,
    edges: Edges,
) -> Receipt:
    """Keeps the receipt of a file that is not taken; its sender is told why among his own answers.

    `parcels`: the file, its note, and an answer where the sender can settle what it is.
    """
    staged = _staged(parcels[:_WITH_NOTE], claimed, edges)
    told = sent_back_note(receipt, edges.settings.language)
    answer = None
    if len(parcels) > _WITH_NOTE:
        answer, more = _answered(receipt, parcels[_WITH_NOTE:], claimed, transaction, edges)
        staged = [*staged, *more]
    elif told is not None:
        note = put(told, edges.outbox)
        answer, staged = note[0], [*staged, note]
    return transaction.commit(replace(receipt, held=staged[0][0], answer=answer), staged)


def commit_undo(
    wanted: str, reading: Reading, claimed: Claimed, transaction: Transaction, edges: Edges
) -> Receipt:
    """Undoes a receipt as its answer asks, under the receipt of the answer; its rows say nothing new then."""
    arrival, of = reading.arrival, transaction.receipt(wanted)
    why = refused(transaction, of, arrival, edges.settings)
    try:
        if of is not None and why is None:
            return undo(transaction, of, arrival, edges).receipt
    except CannotUndoError as error:
        why = error.why
    told = finding(UNDO_REFUSED, Place(arrival.file), wanted, receipt=wanted, why=why or wanted)
    receipt = Receipt("", arrival, Outcome.HELD, findings=(told,))
    parcels = held_parcels(receipt, edges.settings.language)
    return commit_held(receipt, parcels, claimed, transaction, edges)


def commit_duplicate(receipt: Receipt, reading: Reading, transaction: Transaction, edges: Edges) -> Receipt:
    """Keeps the receipt of bytes that were taken before; who is not their first sender gets a note of it."""
    if reading.batch is not None:
        note_rejected(reading.batch, NOTHING, receipt, transaction)
    first = transaction.sendings(reading.arrival.sha256)[-1]
    if first.arrival.sender == reading.arrival.sender:
        return transaction.commit(receipt, ())
    language = reading.batch.language if reading.batch else edges.settings.language
    note = put(duplicate_note(first, reading.arrival, language), edges.outbox)
    return transaction.commit(replace(receipt, answer=note[0]), (note,))


def take_again(
    reading: Reading, before: Receipt, transaction: Transaction, settings: Settings, read_again: ReadAgain
) -> Receipt:
    """Decides once more on what was taken before a backup was brought back; its answer is out already.

    What it undid, it undid under receipts of their own; what was told of that is told once more.
    """
    told = tuple(each for each in before.findings if each.rule in OF_UNDOS)
    reading = replace(reading, findings=reading.findings + told)
    verdict = weigh(reading, transaction, settings)
    transaction.keep_forms(reading.forms)
    transaction.keep(verdict.plan, reading.arrival.received)
    transaction.keep_lines(verdict.lines, reading.arrival)
    settling = settle_waiting(reading, verdict, transaction, _decider(transaction, settings), read_again)
    receipt = settling.verdict.receipt
    give_way(receipt, transaction)
    return replace(receipt, answer=before.answer, settled=tuple(settling.settled))


def give_way(receipt: Receipt, transaction: Transaction) -> None:
    """Has an earlier receipt say where its answer lies since that of a later one has taken its place."""
    replaced = newest_of(receipt, answer_path(receipt.arrival, ".xlsx"), transaction)
    if replaced is not None and replaced.answer:
        transaction.move_answer(replaced.answer, earlier_path(replaced.answer, replaced.id))


def _decider(transaction: Transaction, settings: Settings) -> Decided:
    def decided(reading: Reading, again: Again, day: date) -> Verdict:
        return decide(reading, known_now(reading, transaction, settings), settings, again, day)

    return decided


def _reader_of(edges: Edges, view: View) -> ReadAgain:
    def read_again(arrival: Arrival) -> Reading | None:
        original = edges.original(arrival)
        if original is None:
            return None
        found = original.content, original.raw, original.findings
        whole = came(arrival, *found, view, edges.original)
        return read_as_told(whole, view, edges.vocabulary(), edges.settings)

    return read_again


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


def duplicate_of(first: Receipt, reading: Reading) -> Receipt:
    """The receipt of bytes that were taken before: nothing is done twice, and the sender is told."""
    arrival, undone = reading.arrival, tuple(each for each in reading.findings if each.rule in OF_UNDOS)
    told = finding(ALREADY_TAKEN, Place(arrival.file), when=first.arrival.received, receipt=first.id)
    return Receipt("", arrival, Outcome.DUPLICATE, first.answer, first.id, findings=(told, *undone))


def hand_out(edges: Edges) -> None:
    """Moves every committed parcel to where it belongs; what cannot get there now waits."""
    edges.outbox.hand_out(edges.store.parcels())


def settle(edges: Edges) -> None:
    """Forgets the parcels that are where they belong, for good. Waits for the disk: once for many files."""
    edges.store.handed_out(edges.outbox.settled())
