"""What was sent before is measured by what is known now: a cell that would undo somebody's later word is left
alone, and said to be in conflict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from workbook_crm.check.link import link
from workbook_crm.check.wanted import refers_to
from workbook_crm.edges import View
from workbook_crm.merge.conflicts import (
    Base,
    Conflict,
    as_known,
    conflicts_in,
    findings_of,
    records_of,
    without_insisting,
)
from workbook_crm.model.history import LogEntry
from workbook_crm.model.linked import Context, Target
from workbook_crm.model.rules.trade import NOT_YOURS
from workbook_crm.model.run import Arrival, Reading, Receipt
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.price.lines import price


def known_now(reading: Reading, view: View, settings: Settings) -> Snapshot:
    """What the store knows of what a reading refers to."""
    return view.snapshot(refers_to(reading.batch, settings) if reading.batch else Wanted())


def base_of(reading: Reading, view: View) -> Base:
    """How the workbook's values were when they were sent before, as far as that is known."""
    sendings = view.sendings(reading.arrival.sha256)
    if not sendings or _are_as_new(sendings, reading.arrival):
        return Base(replies=reading.replies)
    settled = frozenset[tuple[str, int]]().union(*(view.settled_rows(each.id) for each in sendings))
    return Base(sendings, reading.replies, reading.batch, settled)


def _are_as_new(sendings: tuple[Receipt, ...], now: Arrival) -> bool:
    """Whether the same bytes are as good as new: all was held, or it was not the first one's to change."""
    if all(each.is_all_held for each in sendings):
        return True
    last = sendings[-1]
    is_anothers = now.sender != last.arrival.sender
    return is_anothers and any(each.rule == NOT_YOURS for each in last.findings)


def without_conflicts(reading: Reading, view: View, settings: Settings, base: Base) -> Reading:
    """The reading with what is known in the cells that are in conflict, and a finding for each of them."""
    sent = reading.batch
    if sent is None or not (base.sendings or base.asked):
        return reading
    arrival = reading.arrival
    context = Context(known_now(reading, view, settings), settings, arrival.received.date(), arrival.sender)
    linked, _ = price(link(sent, context)[0], context)
    conflicts = conflicts_in(linked, sent, base)
    said = findings_of(conflicts, _log(conflicts, view))
    batch = without_insisting(as_known(sent, conflicts))
    return replace(reading, batch=batch, findings=reading.findings + said)


def _log(conflicts: tuple[Conflict, ...], view: View) -> dict[Target, list[LogEntry]]:
    log: defaultdict[Target, list[LogEntry]] = defaultdict(list)
    for kind, ids in records_of(conflicts).items():
        for record_id, entry in view.log(kind, ids):
            log[Target(kind, record_id)].append(entry)
    return dict(log)
