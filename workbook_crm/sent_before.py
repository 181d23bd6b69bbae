"""A workbook is measured by what its lists last had applied, and by what is known now.

`merge.doubts` and `merge.conflicts` have the rules. Here is asked of the store what they want: the lines that
a workbook continues, what others have written since, and by whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbook_crm.check.access import Rights
from workbook_crm.check.awaited import that_is_tried
from workbook_crm.check.blanked import Blanked, blanked_in, with_erased
from workbook_crm.check.damage import (
    Damage,
    cleared_numbers,
    copies_in,
    damage_in,
    in_order,
    restored_findings,
    restored_in,
    without_copied_numbers,
)
from workbook_crm.check.link import link
from workbook_crm.check.made import MAKING
from workbook_crm.check.recognise import likely_lines
from workbook_crm.check.same_people import as_one_kind
from workbook_crm.check.wanted import refers_to
from workbook_crm.edges import View
from workbook_crm.merge.as_known import added_in, as_known, without_replies
from workbook_crm.merge.conflict_findings import findings_of
from workbook_crm.merge.conflicts import cells_in
from workbook_crm.merge.doubts import (
    Cell,
    Differing,
    Key,
    Sent,
    blanks_in,
    in_doubt,
    records_of,
    zeros_in,
)
from workbook_crm.merge.removals import NOTHING_REMOVED, Removed, gone_in, removed_in, said_of, unclear_in
from workbook_crm.model.batch import Batch
from workbook_crm.model.file_lines import FileLine, Pairs
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.history import LogEntry
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.replies import Block
from workbook_crm.model.rights import SET_UP, is_overseer, may_set_up
from workbook_crm.model.rules.trade import CONFLICT, NOT_YOURS
from workbook_crm.model.run import Again, Reading, Receipt, receipt_number, revision_of
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.price.lines import price
from workbook_crm.stamped import stamped_in, without_foreign_numbers

Log = Mapping[Target, Sequence[LogEntry]]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A batch looked up and priced, with every cell as it counts."""

    context: Context
    batch: Batch
    """As it counts: what is known in the cells that are not taken."""
    linked: Linked
    """The same, looked up and priced."""
    found: Findings
    settled: Batch
    """As its sender wrote it, with its words looked up."""
    pairs: Mapping[int, Pairs]
    """By position of a table: its rows beside those of the list that it continues."""
    cells: tuple[Cell, ...] = ()
    """Those that are not taken."""
    base: Sent = field(default_factory=Sent)
    removed: Removed = NOTHING_REMOVED
    """Lines that it takes back."""
    blank: Mapping[int, Collection[str]] = field(default_factory=dict)
    """By position of a table: the fields of which so much is blank that it is asked about."""
    gone: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """By position of a table: rows of the last version whose lines are asked about."""


def known_now(reading: Reading, view: View, settings: Settings, lines: Sequence[FileLine] = ()) -> Snapshot:
    """What the store knows of what a reading refers to, and of what its lists held before."""
    wanted = refers_to(reading.batch, settings) if reading.batch else Wanted()
    ids: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for line in lines:
        ids[line.head.kind] |= frozenset(line.base.ids)
    return view.snapshot(replace(wanted, ids=ids))


def lines_of(reading: Reading, view: View) -> tuple[FileLine, ...]:
    """The lists that the tables of a reading may continue, or be a copy of."""
    if reading.batch is None:
        return ()
    kinds = {table.kind for table in reading.batch.tables}
    kinds |= PHONED if kinds & PHONED else frozenset()  # people may be known as another kind
    sender = reading.arrival.sender
    return view.file_lines(likely_lines(reading.batch, view.line_heads(kinds, sender), sender))


def of_one_kind(reading: Reading, view: View) -> Reading:
    """The reading with its tables of people read as what these people are known as to its sender."""
    if reading.batch is None or not any(table.kind in PHONED for table in reading.batch.tables):
        return reading
    batch, said = as_one_kind(reading.batch, lines_of(reading, view), reading.arrival.sender)
    return replace(reading, batch=batch, findings=reading.findings + said)


def base_of(reading: Reading, view: View) -> Sent:
    """How the workbook's values were when its very bytes were sent before, as far as that is known."""
    sendings, sender = view.sendings(reading.arrival.sha256), reading.arrival.sender
    if not sendings or _are_as_new(sendings, reading) or view.has_undone_since(sendings[-1]):
        return Sent(replies=reading.replies, sender=sender)
    settled = frozenset[tuple[str, int]]().union(*(view.settled_rows(each.id) for each in sendings))
    return Sent(sendings, reading.replies, reading.batch, settled, sender)


def _are_as_new(sendings: tuple[Receipt, ...], reading: Reading) -> bool:
    """Whether the same bytes are as good as new: all was held, it was not the first one's to change, or
    they are read otherwise by what was answered since."""
    last, now = sendings[-1], reading.arrival
    if all(each.is_all_held for each in sendings) or reading.agreed_at > revision_of(last.id):
        return True
    is_anothers = now.sender != last.arrival.sender
    return is_anothers and any(each.rule == NOT_YOURS for each in last.findings)


def look_up(
    reading: Reading, view: View, settings: Settings, base: Sent, again: Again | None = None
) -> LookedUp:
    """A reading looked up and priced, with what is known in the cells that are not taken, and why not.

    `again`: which rows are tried once more, of a workbook that was taken before.
    """
    sent, sender, stamped = reading.batch, reading.arrival.sender, stamped_in(reading, view)
    assert sent is not None
    mistrusted: Findings = ()
    if stamped.is_foreign:
        sent, mistrusted = without_foreign_numbers(sent)
    lines = lines_of(reading, view)
    all_lines = (*lines, *stamped.lines.values())
    snapshot = known_now(reading, view, settings, all_lines)
    day = reading.arrival.received.date()
    rejected = view.rejected_before(sender) if any(each.kind in MAKING for each in sent.tables) else ()
    context = Context(
        snapshot,
        settings,
        day,
        sender,
        lines,
        added_in(sent),
        stamped.lines,
        stamped.ours,
        rejected,
        stamped.people,
    )
    batch = without_replies(sent)
    linked, unknown = link(batch, context)
    copies = copies_in(batch, linked.pairs, stamped.erasing, snapshot)
    if copies.cleared:
        sent, batch = without_copied_numbers(sent, copies), without_copied_numbers(batch, copies)
        linked, unknown = link(batch, context)
    damage = damage_in(linked.batch, linked.pairs)
    orders = restored_in(batch, damage, reading.replies)
    if orders:
        sent, batch = in_order(sent, orders), in_order(batch, orders)
        linked, unknown = link(batch, context)
        damage = damage_in(linked.batch, linked.pairs)
    erasing = stamped.erasing - damage.tables
    blanked = blanked_in(batch, linked.pairs, erasing, reading.replies)
    if blanked.erased:
        sent, batch = with_erased(sent, blanked), with_erased(batch, blanked)
        linked, unknown = link(batch, context, linked.pairs)
    settled, pairs = linked.batch, linked.pairs
    linked, mispriced = price(linked, context)
    base = _as_of_now(base, linked, context, damage, view)
    cells, said = _compared(linked, sent, settled, base, blanked, view)
    if cells or again is not None:
        batch = as_known(batch, cells)
        if any(_is_looked_up(each) for each in cells):
            snapshot = known_now(replace(reading, batch=batch), view, settings, all_lines)
            context = replace(context, snapshot=snapshot)
        batch = batch if again is None else that_is_tried(batch, again)
        linked, unknown = link(batch, context, pairs if again is None else None)
        linked, mispriced = price(linked, context)
    removed = removed_in(linked, sent, reading.replies)
    gone = gone_in(linked, sent, removed, reading.replies)
    cleared = _cleared_numbers(settled, pairs, damage)
    mended = restored_findings(batch, {at: each for at, each in orders.items() if at not in damage.tables})
    revealed = (*copies.found, *damage.found, *mended, *blanked.found, *cleared.values())
    blank = {at: frozenset(fields) for at, fields in blanked.left.items()}
    blank |= {at: blank.get(at, frozenset()) | {"number"} for at in cleared}
    found = stamped.found + mistrusted + revealed + said + unknown + mispriced
    found = (*removed.without_left(found), *said_of(linked, sent, removed, gone), *unclear_in(sent))
    return LookedUp(context, batch, linked, found, settled, pairs, cells, base, removed, blank, gone)


def _as_of_now(base: Sent, linked: Linked, context: Context, damage: Damage, view: View) -> Sent:
    """How a workbook was sent before, with what others have written since and what its sender may change."""
    snapshot, sender = context.snapshot, context.sender
    is_asked = context.settings.merge.first_sending == "ask" and not is_overseer(snapshot, sender)
    told = _told(base, linked, view)
    return replace(
        base,
        written=_written(linked, view),
        told={each.id: _conflicts_of(each) for each in told},
        in_line={each.id: _conflicts_of(each, is_told=True) for each in told},
        is_asked=is_asked,
        is_refused=Rights(linked, context).is_refused,
        day=context.today,
        damaged=damage.tables,
        not_theirs=base.not_theirs if may_set_up(snapshot, sender) else SET_UP,
    )


def _told(base: Sent, linked: Linked, view: View) -> list[Receipt]:
    """Where its sender was told of conflicts: as the workbook's lists were sent last, and in this answer."""
    open_lines = [each.line for each in linked.pairs.values() if each.line and each.line.base.open]
    receipts = {receipt_number(each.head.receipt) for each in open_lines}
    receipts |= {each.id for each in base.sendings[-1:]}
    receipts |= {
        each.question.facts[0]
        for each in base.replies
        if each.question.block is Block.CONFLICTS and len(each.question.facts) == 1
    }
    found = (view.receipt(each) for each in sorted(receipts))
    return [each for each in found if each and each.arrival.sender == base.sender]


def _conflicts_of(receipt: Receipt, *, is_told: bool = False) -> tuple[Key, ...]:
    """The conflicts of a receipt; `is_told`: those alone of which its sender knew already."""
    facts = (dict(each.facts) for each in receipt.findings if each.rule == CONFLICT)
    keys = (each["key"] for each in facts if not is_told or "told" in each)
    return tuple(tuple(map(str, each)) for each in keys if isinstance(each, tuple))


def _cleared_numbers(settled: Batch, pairs: Mapping[int, Pairs], damage: Damage) -> Mapping[int, Finding]:
    """By position of a table: what is to be said of numbers that are gone."""
    said = {
        at: cleared_numbers(settled.tables[at], of)
        for at, of in sorted(pairs.items())
        if at not in damage.tables
    }
    return {at: each for at, each in said.items() if each is not None}


def _compared(
    linked: Linked, sent: Batch, settled: Batch, base: Sent, blanked: Blanked, view: View
) -> tuple[tuple[Cell, ...], Findings]:
    """The cells of a workbook that are not taken, and what is to be said of them."""
    doubts = in_doubt(linked, sent, settled, base)
    log = _log(doubts, view)
    zeros = (*zeros_in(linked), *blanks_in(linked, blanked.left))
    at_zero = {(each.target, each.field) for each in zeros}
    in_words = cells_in(doubts, linked, base, log)
    cells = zeros + tuple(each for each in in_words if (each.target, each.field) not in at_zero)
    return cells, tuple(findings_of(cells, base, log))


def _is_looked_up(cell: Cell) -> bool:
    """Whether what is known in a cell refers to something that the batch itself may not mention."""
    column = cell.row.table.of.by_field.get(cell.field)
    return column is not None and (bool(column.refers) or cell.field in ("product", "spec", "name", "phone"))


def _written(linked: Linked, view: View) -> dict[int, Mapping[int, frozenset[str]]]:
    """By position of a table: what was written on its records since its list was sent last."""
    written = {}
    for position, pairs in linked.pairs.items():
        if pairs.line is not None:
            head = pairs.line.head
            since = view.written_since(head.kind, head.receipt, pairs.line.base.ids)
            if since:
                written[position] = since
    return written


def _log(doubts: Sequence[Differing], view: View) -> Log:
    """What was written on the records in doubt by receipts that hold: an undo is nobody's word."""
    log: defaultdict[Target, list[LogEntry]] = defaultdict(list)
    for kind, ids in records_of(doubts).items():
        for record_id, entry in view.log(kind, ids):
            if view.undos.holds(entry.revision, entry.source):
                log[Target(kind, record_id)].append(entry)
    return log
