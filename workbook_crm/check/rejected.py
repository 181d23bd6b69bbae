"""Which rows of an arrival are rejected, and which of those rejected before it mends."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from workbook_crm.model.awaited import list_name
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.keys import search_key
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rejected import WHOLE_SHEET, Likeness, OpenRejection, RejectedRow
from workbook_crm.model.run import Arrival
from workbook_crm.model.sheets import PHONED

Place = tuple[str, int]
"""(sheet, 1-based row)"""

_NAMES = ("name", "company", "customer", "opportunity", "subject", "product", "phone", "value", "content")
"""What a row may be called by, the best first."""
_TELLING = frozenset({*_NAMES, "number", "code", "vin", "plate"}) - {"value"}
"""Without any of these a row is like too many others to be known again."""
_IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "catalog": (("code",), ("vin",), ("product", "spec")),
    "staff": (("name",),),
    "choices": (("list", "value"),),
    "opportunities": (("name",),),
}
"""By kind: fields that name a record together, the surest first."""
_NEEDED_ELSEWHERE = {"follow_ups": "subject", "opportunity_lines": "opportunity"}
"""Without this, a row of the kind in another list may be about something else in the same words."""
_MOST_PATTERNS = 64
"""Sets of filled fields, of one kind, by which rows are compared; a row with a rarer one has its keys."""


class Closing(NamedTuple):
    """What an arrival does to the rows that were rejected before it."""

    closed: tuple[OpenRejection, ...]
    """Those that wait no longer: mended, deleted from their list, or rejected once more under this one."""
    since: Mapping[Place, date]
    """By rows of the arrival that were rejected before: since when they wait."""


def rejected_rows(batch: Batch, findings: Findings, arrival: Arrival) -> tuple[RejectedRow, ...]:
    """The rows of an arrival that errors hold back, in the order of the workbook."""
    errors = _errors(findings)
    found = dict[Place, RejectedRow]()
    for table in batch.tables:
        here = errors.keys() & {(table.sheet, each) for each in table.held}
        records = {each.row: each.record for each in table.rows if (table.sheet, each.row) in errors}
        said = len(table.rows) + len(table.held)
        for _, row in (*here, *((table.sheet, each) for each in records)):
            place = table.sheet, row
            if place not in found:
                record = records.get(row)
                found[place] = _rejected(table, row, record, errors[place], arrival)._replace(list_rows=said)
    return tuple(found[each] for each in sorted(found)) + tuple(_whole_sheets(findings, arrival))


def _rejected(
    table: Table[Any], row: int, record: Any, errors: Sequence[Finding], arrival: Arrival
) -> RejectedRow:
    name, keys, likeness, owner = "", (), Likeness(), None
    if record is not None:
        name, keys = _name(record), tuple(_keys(table.kind, record))
        likeness, owner = _likeness(table, record, errors), getattr(record, "owner", None)
    person = arrival.sender or owner
    return RejectedRow(table.sheet, row, table.kind, list_name(arrival.file), person, name, keys, likeness, 0)


def _whole_sheets(findings: Findings, arrival: Arrival) -> Iterator[RejectedRow]:
    sheets = {
        each.place.sheet: None
        for each in findings
        if each.is_error and each.place.sheet is not None and each.place.row is None and not each.rows
    }
    for sheet in sheets:
        yield RejectedRow(
            sheet, WHOLE_SHEET, None, list_name(arrival.file), arrival.sender, "", (), Likeness(), 0
        )


def _errors(findings: Findings) -> Mapping[Place, list[Finding]]:
    errors: defaultdict[Place, list[Finding]] = defaultdict(list)
    for each in findings:
        if each.is_error and each.place.sheet is not None:
            for row in (each.place.row, *each.rows):
                if row is not None:
                    errors[each.place.sheet, row].append(each)
    return errors


def _name(record: Any) -> str:
    return next((str(said) for each in _NAMES if (said := getattr(record, each, None))), "")


def _keys(kind: str, record: Any) -> Iterator[str]:
    """What a record goes by: its phones, else its name; nothing for kinds that nothing names."""
    if kind in PHONED:
        phones = numbers_of(record.phone, record.extra)
        yield from (f"phone {each}" for each in phones)
        if not phones and record.name:
            yield f"name {search_key(record.name)}"
        return
    for fields in _IDENTITIES.get(kind, ()):
        said = [getattr(record, each, None) for each in fields]
        if said[0]:
            yield f"{kind} {' '.join(search_key(str(each)) for each in said if each)}"
            return


def _all_keys(kind: str, record: Any) -> Iterator[str]:
    """All that a row which was taken may be known by."""
    yield from _keys(kind, record)
    if kind in PHONED and record.name:
        yield f"name {search_key(record.name)}"


def _likeness(table: Table[Any], record: Any, errors: Iterable[Finding]) -> Likeness:
    wrong = {each.place.column for each in errors}
    fields = tuple(
        each.field
        for each in table.of.visible
        if not each.computed
        and table.columns.get(each.field) not in wrong
        and getattr(record, each.field) is not None
    )
    return Likeness(fields, _digest(record, fields)) if _TELLING & {*fields} else Likeness()


def _digest(record: Any, fields: Sequence[str]) -> str:
    return hashlib.sha256(repr([getattr(record, each) for each in fields]).encode()).hexdigest()[:24]


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


@dataclass
class _Matching:
    """Rows that wait, looked for among the rows of one arrival."""

    sent: tuple[_Sent, ...]
    arrival: Arrival
    rejected: set[Place]
    since: dict[Place, date] = field(default_factory=dict)
    matched: Counter[str] = field(default_factory=Counter)
    """By sheet: how many rows that wait in this list were found again."""

    def closing(self, waiting: Sequence[OpenRejection]) -> Closing:
        """What becomes of all of them."""
        found = self._found(waiting)
        closed = [each for each in waiting if self._is_met(each, found.get(each.id, ()))]
        gone = [each for each in waiting if each not in closed and self._is_gone(each)]
        return Closing((*closed, *gone), self.since)

    def _found(self, waiting: Sequence[OpenRejection]) -> Mapping[int, list[_Sent]]:
        """By the id of each that waits: the rows that may be it."""
        by_key: defaultdict[str, list[OpenRejection]] = defaultdict(list)
        for each in waiting:
            for key in each.row.keys:
                by_key[key].append(each)
        alike = self._by_likeness(waiting)
        found: defaultdict[int, list[_Sent]] = defaultdict(list)
        for row in self.sent:
            like = (
                alike[row.kind, fields].get(_digest(row.record, fields), ())
                for fields in self.patterns[row.kind]
            )
            same = {each.id: each for some in like for each in some if self._may_be_like(each)}
            named = (each for key in _all_keys(row.kind, row.record) for each in by_key.get(key, ()))
            same |= {each.id: each for each in named if self._may_be_named(each, row)}
            for each in same:
                found[each].append(row)
        return found

    def _by_likeness(
        self, waiting: Sequence[OpenRejection]
    ) -> Mapping[tuple[str, tuple[str, ...]], Mapping[str, list[OpenRejection]]]:
        counted = Counter(
            (each.row.kind, each.row.likeness.fields) for each in waiting if each.row.likeness.digest
        )
        self.patterns: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for (kind, fields), _count in counted.most_common():
            if kind is not None and len(self.patterns[kind]) < _MOST_PATTERNS:
                self.patterns[kind].append(fields)
        alike: defaultdict[tuple[str, tuple[str, ...]], defaultdict[str, list[OpenRejection]]]
        alike = defaultdict(lambda: defaultdict(list))
        for each in waiting:
            if each.row.kind is not None:
                alike[each.row.kind, each.row.likeness.fields][each.row.likeness.digest].append(each)
        return alike

    def _is_of_list(self, each: OpenRejection) -> bool:
        return each.sender == self.arrival.sender and each.row.list == list_name(self.arrival.file)

    def _may_be_like(self, each: OpenRejection) -> bool:
        """Whether a row that says the same is the one that waits."""
        if self._is_of_list(each):
            return True
        needed = _NEEDED_ELSEWHERE.get(each.row.kind or "")
        return each.sender == self.arrival.sender and (needed is None or needed in each.row.likeness.fields)

    def _may_be_named(self, each: OpenRejection, row: _Sent) -> bool:
        """Whether a row of the same record mends the one that waits; in another list it has to bring news."""
        return self._is_of_list(each) or row.fate in (Fate.NEW, Fate.CHANGED)

    def _is_met(self, each: OpenRejection, rows: Sequence[_Sent]) -> bool:
        """Whether a row was found again, be it taken now or rejected once more."""
        own = (each.row.sheet, each.row.row)
        if each.sha256 == self.arrival.sha256:
            self._wait_on(each, own) if own in self.rejected else None
            return True
        again = [row.place for row in rows if row.fate is Fate.HELD and row.place not in self.since]
        if again:
            self._wait_on(each, own if own in again else again[0])
        if rows and self._is_of_list(each):
            self.matched[each.row.sheet] += 1
        return bool(rows)

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
        fates = (Fate.CHANGED, Fate.UNCHANGED)
        here = [each for each in self.sent if each.place[0] == row.sheet]
        here = here or [each for each in self.sent if each.kind == row.kind]
        return sum(each.fate in fates for each in here) + self.matched[row.sheet]
