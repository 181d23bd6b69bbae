"""Which of the rows that were rejected before an arrival mends, or deletes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import Any, NamedTuple

from workbook_crm.check.rejected import Place, all_keys
from workbook_crm.model.awaited import list_name
from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import Fate, MergePlan
from workbook_crm.model.keys import fingerprint
from workbook_crm.model.rejected import WHOLE_SHEET, OpenRejection, RejectedRow
from workbook_crm.model.run import Arrival

_NEEDED_ELSEWHERE = {"follow_ups": "subject", "opportunity_lines": "opportunity"}
"""Without this, a row of the kind in another list may be about something else in the same words."""
_MOST_PATTERNS = 16
"""Sets of filled fields, of one kind, by which rows are compared; a row with a rarer one has its keys."""


class Closing(NamedTuple):
    """What an arrival does to the rows that were rejected before it."""

    closed: tuple[OpenRejection, ...]
    """Those that wait no longer: mended, deleted from their list, or rejected once more under this one."""
    since: Mapping[Place, date]
    """By rows of the arrival that were rejected before: since when they wait."""


def closing(
    batch: Batch,
    plan: MergePlan,
    rejected: Sequence[RejectedRow],
    arrival: Arrival,
    waiting: Sequence[OpenRejection],
) -> Closing:
    """What becomes of the rows that wait when an arrival is taken.

    A row is known again by what its record goes by, or by what it says beside the cells that were wrong. One
    that is not found in its own list any more was deleted there, where the list is the same one: where half
    of the rows that it had were known, or rejected, before.
    """
    if not waiting:
        return Closing((), {})
    sent = _sent(batch, plan, {(each.sheet, each.row) for each in rejected})
    return _Matching(sent, arrival, {(each.sheet, each.row) for each in rejected}).closing(waiting)


_READS = "reads"


def _marks(each: OpenRejection) -> Iterator[_Mark]:
    """What a row that waits is known by."""
    row = each.row
    if row.likeness.digest:
        yield _READS, row.kind or "", row.likeness.digest, *row.likeness.fields
    yield from ((key,) for key in row.keys)


def _marks_of(row: _Sent, patterns: Sequence[_Mark]) -> Iterator[_Mark]:
    """What a row of the arrival may be known by."""
    for fields in patterns:
        said = [getattr(row.record, each) for each in fields]
        if None not in said:  # as in each row that waits
            yield _READS, row.kind, fingerprint(said), *fields
    yield from ((key,) for key in all_keys(row.kind, row.record))


def _patterns(waiting: Sequence[OpenRejection]) -> Mapping[str, Sequence[_Mark]]:
    """By kind: the sets of fields by which rows that wait are compared, the most frequent ones."""
    told = (each.row for each in waiting if each.row.likeness.digest)
    counted = Counter((each.kind or "", each.likeness.fields) for each in told)
    patterns: defaultdict[str, list[_Mark]] = defaultdict(list)
    for (kind, fields), _count in counted.most_common():
        patterns[kind].append(fields)
    return {kind: fields[:_MOST_PATTERNS] for kind, fields in patterns.items()}


class _Sent(NamedTuple):
    """One row of the arrival."""

    place: Place
    kind: str
    record: Any
    fate: Fate


def _sent(batch: Batch, plan: MergePlan, rejected: set[Place]) -> tuple[_Sent, ...]:
    found = dict[Place, _Sent]()
    for table, outcome in zip_longest(batch.tables, plan.outcomes[: len(batch.tables)]):
        fates = {each.row: each.fate for each in outcome.rows} if outcome else {}
        for each in table.rows:
            place = table.sheet, each.row
            fate = Fate.HELD if place in rejected else fates.get(each.row, Fate.UNCHANGED)
            found.setdefault(place, _Sent(place, table.kind, each.record, fate))
    return tuple(found.values())


_Mark = tuple[str, ...]
"""What a row is known by: a key of its record, or how it reads in some of its fields."""


@dataclass
class _Matching:
    """Rows that wait, looked for among the rows of one arrival."""

    sent: tuple[_Sent, ...]
    arrival: Arrival
    rejected: set[Place]
    since: dict[Place, date] = field(default_factory=dict)
    matched: Counter[str] = field(default_factory=Counter)
    """By sheet: how many rows that wait in this list were found again."""
    again: defaultdict[_Mark, dict[Place, None]] = field(default_factory=lambda: defaultdict(dict))
    """By mark: the rows of the arrival that are rejected, each until it is known which one waits there."""
    taken: defaultdict[_Mark, set[Fate]] = field(default_factory=lambda: defaultdict(set))
    """By mark: what became of the others."""

    def closing(self, waiting: Sequence[OpenRejection]) -> Closing:
        """What becomes of all of them."""
        self._look_through({mark for each in waiting for mark in _marks(each)}, _patterns(waiting))
        met = {each.id for each in waiting if self._is_met(each)}
        gone = {each.id for each in waiting if each.id not in met and self._is_gone(each)}
        closed = met | gone
        return Closing(tuple(each for each in waiting if each.id in closed), self.since)

    def _look_through(self, wanted: set[_Mark], patterns: Mapping[str, Sequence[_Mark]]) -> None:
        """Notes every row of the arrival under the marks that are looked for."""
        for row in self.sent:
            for mark in wanted & {*_marks_of(row, patterns.get(row.kind, ()))}:
                if row.fate is Fate.HELD:
                    self.again[mark][row.place] = None
                else:
                    self.taken[mark].add(row.fate)

    def _is_of_list(self, each: OpenRejection) -> bool:
        return each.sender == self.arrival.sender and each.row.list == list_name(self.arrival.file)

    def _is_met(self, each: OpenRejection) -> bool:
        """Whether a row was found again, be it taken now or rejected once more."""
        own = (each.row.sheet, each.row.row)
        if each.sha256 == self.arrival.sha256:
            if own in self.rejected:
                self._wait_on(each, own)
            return True
        marks = [mark for mark in _marks(each) if self._may_be(each, mark)]
        place = next(filter(None, (self._rejected_again(mark, own) for mark in marks)), None)
        if place is not None:
            self._wait_on(each, place)
        is_met = place is not None or any(self._mends(each, mark) for mark in marks)
        self.matched[each.row.sheet] += is_met and self._is_of_list(each)
        return is_met

    def _may_be(self, each: OpenRejection, mark: _Mark) -> bool:
        """Whether a row that bears the mark is the one that waits."""
        if self._is_of_list(each) or mark[0] != _READS:
            return True
        needed = _NEEDED_ELSEWHERE.get(each.row.kind or "")
        return each.sender == self.arrival.sender and (needed is None or needed in each.row.likeness.fields)

    def _rejected_again(self, mark: _Mark, own: Place) -> Place | None:
        """The row of a mark that is rejected once more, its own place first; each is found once."""
        places = self.again.get(mark, {})
        while places:
            place = own if own in places else next(iter(places))
            del places[place]
            if place not in self.since:
                return place
        return None

    def _mends(self, each: OpenRejection, mark: _Mark) -> bool:
        """Whether a row that was taken mends the one that waits; in another list it has to bring news."""
        fates, news = self.taken.get(mark, set()), {Fate.NEW, Fate.CHANGED}
        return bool(fates if self._is_of_list(each) else fates & news)

    def _wait_on(self, each: OpenRejection, place: Place) -> None:
        self.since[place] = min(each.since, self.since.get(place, each.since))

    def _is_gone(self, each: OpenRejection) -> bool:
        """Whether a row that was not found is in its list no more."""
        place = each.row.sheet, each.row.row
        if not self._is_of_list(each):
            return False
        if each.row.row != WHOLE_SHEET and 2 * self._known(each.row) < each.row.list_rows:
            return False
        if place in self.rejected and place not in self.since:
            self._wait_on(each, place)
        return True

    def _known(self, row: RejectedRow) -> int:
        """How many rows of the sheet were known before, or rejected; of a renamed sheet, of its kind."""
        here = self._known_rows.get(row.sheet, self._known_rows.get(row.kind, 0))
        return here + self.matched[row.sheet]

    @cached_property
    def _known_rows(self) -> Mapping[str | None, int]:
        """By sheet, and by kind, how many rows are records that were known before."""
        counted = Counter[str | None]()
        for each in self.sent:
            is_known = each.fate in (Fate.CHANGED, Fate.UNCHANGED)
            counted[each.kind] += is_known
            counted[each.place[0]] += is_known
        return counted
