"""Provisional leads that turn out to be more: a row brings a customer or deal of the same phone or name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.columns import with_values
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.sheets import PHONED
from workbook_crm.model.snapshot import Snapshot, Stored

_BY_NAME = ("opportunities", "customers")
"""In the order in which a bare name is looked for."""


def absorbed(snapshot: Snapshot, known: Known, rows: Callable[[], Collection[Target]]) -> dict[int, Target]:
    """By the id of a provisional lead: which record of the batch it is. `rows` gives all of the batch."""
    leads = [each for each in snapshot.of("leads") if each.record.provisional]
    found, here = {}, rows() if leads else ()
    for stored in leads:
        same = [each for each in _same(stored.record, known) if each in here]
        if len(same) == 1:
            found[stored.id] = same[0]
    return found


def _same(lead: Any, known: Known) -> Sequence[Target]:
    """The records of other kinds that have a lead's phone; else its name, where no phone contradicts."""
    numbers = numbers_of(lead.phone, lead.extra)
    by_phone = {each for number in numbers for each in known.by("customers", "phone", number)}
    if by_phone:
        return [Target("customers", each) for each in by_phone]
    for kind in _BY_NAME if lead.name else ():
        targets = [Target(kind, each) for each in known.by(kind, "name", search_key(lead.name))]
        found = [each for each in targets if not _is_contradicted(numbers, each, known)]
        if found:
            return found
    return ()


def _is_contradicted(numbers: Collection[str], target: Target, known: Known) -> bool:
    theirs = known.phones(*target) if target.kind in PHONED else ()
    return bool(numbers and theirs) and set(numbers).isdisjoint(theirs)


def absorbing(target: Target, leads: Mapping[int, Target]) -> Target:
    """The record that a reference to a lead means now."""
    return leads.get(target.id, target) if target.kind == "leads" else target


def as_absorbed(
    follow_ups: Sequence[Stored[Any]], leads: Mapping[int, Target], known: Known
) -> Sequence[Stored[Any]]:
    """The known follow-ups as contacts with what their leads are now: sent again, they are known again."""
    if not leads:
        return follow_ups
    subjects = {known.record("leads", each).number: _key(target, known) for each, target in leads.items()}
    return [
        Stored(each.id, with_values(each.record, {"subject": subjects[each.record.subject]}), each.since)
        if each.record.subject in subjects
        else each
        for each in follow_ups
    ]


def _key(target: Target, known: Known) -> object:
    """A record as references to it are compared: by number, a new one by its id in the batch."""
    record = known.record(*target)
    return record.number if record else target
