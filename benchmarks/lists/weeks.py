"""One list sent for three weeks as it grows: what the store holds after each step, against what it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from benchmarks.lists.book import content_of
from benchmarks.lists.taken import MONDAY, fresh_workspace, take
from benchmarks.lists.written import FOLDER, WrittenList, read_house
from workbook_crm.wire import Workspace

DAYS = (-14, -10, -7, -4, 0)
"""When each step is sent, counted from the last one's Monday."""
KINDS = {
    "people": ("leads", "customers"),
    "opportunities": ("opportunities",),
    "follow_ups": ("follow_ups",),
}


@dataclass
class Held:
    """What the store holds after a step: too many, too few, and edits that did not come through."""

    step: str
    doubled: int = 0
    lost: int = 0
    edits_lost: int = 0
    words: list[str] = field(default_factory=list)


def three_weeks() -> Iterator[Held]:
    """Sends every step of `weeks.txt` to one workspace."""
    steps = read_house(FOLDER / "weeks.txt")
    with fresh_workspace() as (workspace, clock):
        for days, step in zip(DAYS, steps, strict=True):
            clock.time = MONDAY + timedelta(days=days)
            take(workspace, step.file, content_of(step))
            yield _after(workspace, step, f"{clock.time:%m-%d} {step.file}")


def _after(workspace: Workspace, step: WrittenList, name: str) -> Held:
    held = Held(name)
    for line in step.expected:
        what, *rest = line.split()
        if what in KINDS:
            compare_count(held, what, rest[0], len(_records(workspace, *KINDS[what])))
        elif not _is_so(workspace, what, rest):
            held.edits_lost += 1
            held.words.append(line)
    return held


def compare_count(held: Held, what: str, expected: str, count: int) -> None:
    """Notes in `held` what there is too much or too little of; `expected` is a number, or `least..most`."""
    least, _, most = expected.partition("..")
    more, fewer = max(0, count - int(most or least)), max(0, int(least) - count)
    held.doubled += more
    held.lost += fewer
    if more or fewer:
        held.words.append(f"{count} {what}, not {expected}")


def _is_so(workspace: Workspace, what: str, rest: list[str]) -> bool:
    """`person PHONE FIELD VALUE`, `deal NAME FIELD VALUE`, `deal NAME customer-is PHONE`, `content TEXT`."""
    if what == "content":
        return any(rest[0] in str(each.content) for each in _records(workspace, "follow_ups"))
    key, name, value = rest
    if what == "person":
        records = [each for each in _records(workspace, *KINDS["people"]) if each.phone == key]
    else:
        records = [each for each in _records(workspace, "opportunities") if each.name == key]
    if name == "customer-is":
        owners = [each.number for each in _records(workspace, "customers", "leads") if each.phone == value]
        return [each.customer for each in records] == owners[:1]
    return [str(getattr(each, name)).removesuffix(" 00:00:00") for each in records] == [value]


def _records(workspace: Workspace, *kinds: str) -> list[Any]:
    if not workspace.has_store:
        return []
    with workspace.store.reading() as queries:
        return [each.record for kind in kinds for each in queries.every(kind)]
