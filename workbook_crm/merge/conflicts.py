"""Where a workbook and the store differ, cell by cell: whose word counts, by what the list last had applied.

b is the base of a cell, s what it says, t what the store has now. s = b: somebody else's t stays. s differs
from b, and nobody else wrote since: s is taken. All three differ: a conflict, shown and not written, until
the sender insists. Without a base a blank is filled, and another sender's value is never overwritten.
Bytes that were taken before are their own base, and every cell that differs is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.merge.doubts import (
    NOTHING_WRITTEN,
    Asked,
    Cell,
    Differing,
    Outcome,
    Sent,
    as_text,
    insists,
    is_same_text,
)
from workbook_crm.model.file_lines import ERASED, KEPT, NO_BASE, said_cell
from workbook_crm.model.history import LogEntry
from workbook_crm.model.linked import Linked, Target
from workbook_crm.model.workflow import OPEN_STATES

GROUPS: Mapping[str, tuple[frozenset[str], ...]] = {
    "opportunity_lines": (frozenset({"unit_price", "discount", "quantity", "periods"}),),
    "opportunities": (frozenset({"state", "loss_reason", "summary", "competitor"}),),
    "leads": (frozenset({"state", "invalid_reason"}),),
    "customers": (frozenset({"state", "invalid_reason"}),),
    "follow_ups": (frozenset({"next_follow_up", "plan"}),),
    "catalog": (frozenset({"kind", "deposit"}), frozenset({"unit_price", "floor_price", "billing_period"})),
}
"""Fields that only make sense together: a conflict in one is a conflict of all that were written with it."""
_ASKING = (Outcome.CONFLICT, Outcome.BOTH)
_APPENDED = frozenset({"remark"})
"""Fields in which what two people added is kept, one after the other."""
_BETWEEN = " \n；;，,。"
"""Between the parts of a remark."""


def cells_in(
    doubts: Iterable[Differing], linked: Linked, base: Sent, log: Mapping[Target, Sequence[LogEntry]]
) -> tuple[Cell, ...]:
    """The cells that are not taken as they stand."""
    asked = base.asked
    return tuple(
        cell for each in doubts for cell in _Row(each, linked, base, asked, log.get(each.target, ())).cells()
    )


class _Row:
    """One row in doubt, decided cell by cell and then group by group."""

    def __init__(
        self,
        each: Differing,
        linked: Linked,
        base: Sent,
        asked: Mapping[tuple[str, ...], tuple[Asked, bool]],
        log: Sequence[LogEntry],
    ) -> None:
        self._each, self._base, self._asked, self._log = each, base, asked, log
        position, nth = each.row.position, each.row.nth
        pairs = linked.pairs.get(position)
        self._nth = pairs.base_row(nth) if pairs and pairs.record(nth) == each.row.id else None
        self._line = pairs.line if pairs and self._nth is not None else None
        self._news = base.written.get(position, NOTHING_WRITTEN).get(each.row.id, frozenset())
        is_open = self._line.base.open.get(self._nth or 0, frozenset()) if self._line else frozenset()
        self._foreign = self._news | is_open
        others = {name for name in self._foreign if self._is_others(name)}
        self._closed_by = self._closed(others)
        self._contested = _with_groups(each.row.table.kind, others)

    def cells(self) -> Iterator[Cell]:
        """The cells of the row that are not taken as they stand."""
        outcomes = {name: self._outcome(name, copy, now) for name, copy, now in self._each.cells}
        asked = [name for name, outcome in outcomes.items() if outcome is Outcome.CONFLICT]
        together = _with_groups(self._each.row.table.kind, asked)
        for name, copy, now in self._each.cells:
            outcome = outcomes[name]
            if outcome is None and name in together and not self._is_decided(name, copy, now):
                outcome = Outcome.CONFLICT
            if outcome in _ASKING and self._base.is_refused(self._each.row, name):
                continue
            if outcome is not None:
                yield self._cell(name, copy, now, outcome)

    def _outcome(self, name: str, copy: Any, now: Any) -> Outcome | None:
        shown, is_insisted = self._asked.get(self._key(name), (None, False))
        if shown is not None:
            is_seen = shown.now == as_text(now)
            if shown.copy != as_text(copy):  # another value is a decision too
                return self._by_seen(name, copy, shown, is_seen=is_seen)
            return None if is_seen and (is_insisted or insists(self._each.read)) else Outcome.CONFLICT
        if self._base.sendings:
            return Outcome.CONFLICT
        if insists(self._each.read):
            return None
        return self._by_line(name, now)

    def _by_seen(self, name: str, copy: Any, shown: Asked, *, is_seen: bool) -> Outcome | None:
        """A value in place of one in conflict: it is measured by what the answer showed."""
        if is_seen or not self._is_others(name):
            return None
        return Outcome.KEPT if is_same_text(as_text(copy), shown.now) else Outcome.CONFLICT

    def _by_line(self, name: str, now: Any) -> Outcome | None:
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        if was == NO_BASE:
            is_free = now in (None, "") or not self._base.is_asked or not self._is_others(name)
            return None if is_free else Outcome.CONFLICT
        says_now = said_cell(self._each.settled, name)
        if says_now == was:
            return Outcome.KEPT if name in self._foreign else None
        if name not in self._contested and self._closed_by is None:
            return None
        return Outcome.BOTH if self._appended(name) is not None else Outcome.CONFLICT

    def _is_decided(self, name: str, copy: Any, now: Any) -> bool:
        """Whether the sender has the last word in a cell of a group of which another cell is in conflict."""
        shown, is_insisted = self._asked.get(self._key(name), (None, False))
        is_edited = shown is not None and shown.copy != as_text(copy)
        return is_edited or is_insisted or insists(self._each.read) or now in (None, "")

    def _key(self, name: str) -> tuple[str, ...]:
        return self._each.row.table.kind, str(self._each.row.id), name

    def _writer(self, name: str) -> LogEntry | None:
        return writer_of(name, self._log)

    def _is_others(self, name: str) -> bool:
        """Whether somebody else than the sender wrote a field last; all who have no name are one."""
        wrote = self._writer(name)
        if wrote is None:
            return False
        return wrote.sender != self._base.sender

    def _closed(self, others: set[str]) -> str | None:
        """The field by which somebody else closed the record to its sender, or gave it to another."""
        known, kind = self._each.row.known, self._each.row.table.kind
        state = getattr(known, "state", None)
        if "state" in others and kind in OPEN_STATES and state not in (*OPEN_STATES[kind], "paused", None):
            return "state"
        owner = getattr(known, "owner", None)
        return "owner" if "owner" in others and owner not in (None, self._base.sender) else None

    def _appended(self, name: str) -> str | None:
        """What both added to a text, the sender's behind; None where one of them changed what was there."""
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        says_now, now = said_cell(self._each.settled, name), getattr(self._each.row.known, name, None)
        if (
            name not in _APPENDED
            or was == NO_BASE
            or not isinstance(says_now, str)
            or not isinstance(now, str)
        ):
            return None
        before = was if isinstance(was, str) else ""
        if says_now == ERASED or not says_now.startswith(before) or not _has_all(now, before):
            return None
        added = says_now.removeprefix(before).strip(_BETWEEN)
        by = " ".join(filter(None, (self._base.day.isoformat() if self._base.day else "", self._base.sender)))
        return now if added in now else f"{now}\n{by}：{added}"

    def _cell(self, name: str, copy: Any, now: Any, outcome: Outcome) -> Cell:
        shown, _ = self._asked.get(self._key(name), (None, False))
        value = self._appended(name) if outcome is Outcome.BOTH else now
        if shown is not None:
            sent, receipt = shown.sent, shown.receipt
        elif self._base.sendings:
            first = self._base.first
            sent, receipt = first.arrival.received.date().isoformat(), first.id
        else:
            sent, receipt = "", ""
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        closed_by = self._closed_by if outcome is Outcome.CONFLICT and name != self._closed_by else None
        is_news = name in self._news
        is_older = is_news and self._is_by_this_list(name)
        facts = is_news, sent, receipt, was, closed_by, is_older
        return Cell(self._each.row, name, copy, now, outcome, value, *facts)

    def _is_by_this_list(self, name: str) -> bool:
        """Whether what was written since came in this very list: then this is an older copy of it."""
        wrote = self._writer(name)
        is_own = wrote is not None and wrote.sender == self._base.sender
        return is_own and self._line is not None and wrote is not None and wrote.file == self._line.head.file


def _has_all(text: str, before: str) -> bool:
    """Whether a text still has every part of what it was."""
    return all(part in text for part in re.split(f"[{_BETWEEN}]+", before))


def _with_groups(kind: str, names: Iterable[str]) -> frozenset[str]:
    """Fields, and all that only make sense together with them."""
    found = frozenset(names)
    return found.union(*(group for group in GROUPS.get(kind, ()) if group & found))


def writer_of(name: str, log: Sequence[LogEntry]) -> LogEntry | None:
    """The last change of a field, or of a column that we do not know."""
    header = name.removeprefix(KEPT)
    is_kept = header != name
    wrote = (each for each in reversed(log) if (header in each.kept_after if is_kept else name in each.after))
    return next(wrote, None)
