"""What is remembered when a sender's list comes again, and a summing-up sheet that comes alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from workbook_crm.edges import Original, View
from workbook_crm.model.agreed import TOPICS, Agreed, Form
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.replies import Reply
from workbook_crm.model.run import Arrival
from workbook_crm.read.forms import agreed_in
from workbook_crm.read.replies import replies_in
from workbook_crm.read.senders_sheets import senders_sheets

Originals = Callable[[Arrival], Original | None]
"""Gives the bytes of an earlier arrival, from the archive, and what is read in them."""
_MOST_BACK = 20
"""Answers to answers that are followed back to the workbook that they are about."""


@dataclass(frozen=True, slots=True)
class Came:
    """A workbook as it is to be read: what came, or the one that a summing-up sheet without it is about."""

    arrival: Arrival
    content: bytes
    raw: RawWorkbook | None
    findings: Findings
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """By sheet, what is to be gone by; and the forms about which the workbook answers something."""

    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    at: int = 0
    """The receipt under which an answer was given last; 0 without any."""


NOTHING_REMEMBERED = Remembered()


def came(
    arrival: Arrival,
    content: bytes,
    raw: RawWorkbook | None,
    found: Findings,
    view: View,
    originals: Originals,
) -> Came:
    """What an arrival is: itself, or the workbook whose summing-up sheet was sent back without it."""
    replies = replies_in(raw) if raw else ()
    itself = whole = Came(arrival, content, raw, found, replies)
    for _ in range(_MOST_BACK):
        if whole.raw is None or any(True for _ in senders_sheets(whole.raw)):
            break
        earlier = _summed_up(whole, view)
        original = originals(earlier) if earlier else None
        if earlier is None or original is None:
            return itself
        before = replies_in(original.raw) if original.raw else ()
        whole = Came(earlier, original.content, original.raw, original.findings, before)
    if whole is itself:
        return itself
    return replace(whole, arrival=replace(arrival, file=whole.arrival.file), replies=replies)


def _summed_up(each: Came, view: View) -> Arrival | None:
    """The arrival that a summing-up sheet is about, where it is the same sender's."""
    ids = {reply.question.facts[0] for reply in each.replies if reply.question.block in TOPICS}
    receipt = view.receipt(ids.pop()) if len(ids) == 1 else None
    is_own = receipt is not None and receipt.arrival.sender == each.arrival.sender
    return receipt.arrival if receipt is not None and is_own else None


def remembered(each: Came, view: View) -> Remembered:
    """What its sender has answered about the sheets of a workbook, now or before."""
    if each.raw is None:
        return NOTHING_REMEMBERED
    arrival = each.arrival
    known = view.forms()
    agreed, forms = agreed_in(each.raw, each.replies, known, arrival.sender, arrival.received.date())
    used = {one.key for told in agreed.values() for one in told.given.values()}
    at = (form.revision for form in known if any(one.key in used for one in form.given))
    return Remembered(agreed, forms, max(at, default=0))
