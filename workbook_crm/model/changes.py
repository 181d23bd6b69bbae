"""What taking a batch in would do to each record: planned as values, committed as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced
from workbook_crm.model.columns import Record, Texts, Value, values_in, with_values
from workbook_crm.model.same_day import is_same_day


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD = "held"


class Change(NamedTuple):
    """One record before and after. `before` is None for a new record.

    `sheet` and `row` say which row of the workbook did it; for a consequence (an opportunity's amount
    after a line of it changed) they name the row that caused it.
    """

    kind: str
    id: int
    before: Record | None
    after: Record
    sheet: str
    row: int
    column: int | None = None
    """1-based, where it comes from one cell of the row: a contact beside a record."""

    @property
    def is_new(self) -> bool:
        return self.before is None


class Removal(NamedTuple):
    """One record that is taken back: it leaves the store, and the log keeps what it was."""

    kind: str
    id: int
    before: Record
    sheet: str
    row: int


class RowOutcome(NamedTuple):
    """One row's fate, and the record it became (None where it is held)."""

    row: int
    fate: Fate
    id: int | None = None
    record: Record | None = None
    changed: tuple[str, ...] = ()
    """The fields that differ from what was known; for a new record, empty."""
    is_settled: bool = False
    """It was rejected when its workbook came, and taken when the record came that it refers to."""
    contacts: int = 0
    """How many contacts beside the record are new or have changed."""


@dataclass(frozen=True)
class TableOutcome:
    """What becomes of every row of one table, in the order of the rows."""

    table: int
    """Position of the table in the batch."""
    rows: tuple[RowOutcome, ...]

    @cached_property
    def counts(self) -> Counter[Fate]:
        return Counter(each.fate for each in self.rows)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Changes to commit, and each row's outcome to report."""

    changes: tuple[Change, ...] = ()
    outcomes: tuple[TableOutcome, ...] = ()
    next_ids: Mapping[str, int] = field(default_factory=dict)
    """By kind: the first id that is still free after this plan."""
    removals: tuple[Removal, ...] = ()


CLEAR = frozenset(
    ["清空", "(清空)", "（清空）", "[清空]", "【清空】", "CLEAR", "(clear)", "[clear]", "(CLEAR)"]
)
"""Words that erase what is known, in a column of any kind, be it one that we know or one that we keep."""


def merged(known: Any, row: Sourced[Any], fields: tuple[str, ...]) -> Any:
    """The record as it will be: what the row says, else what is known. Blank is not erase; 清空 is."""
    if known is None:
        is_plain = CLEAR.isdisjoint(text for _header, text in row.record.extra)
        return row.record if is_plain else with_values(row.record, {"extra": _kept((), row.record.extra)})
    said = zip(fields, values_in(fields)(row.record), strict=True)
    values: dict[str, Any] = {field: value for field, value in said if value is not None}
    if row.erased:
        values |= {field: None for field in fields if field in row.erased and field not in values}
    if row.record.extra != known.extra:
        values["extra"] = _kept(known.extra, row.record.extra)
    return with_values(known, values)


def _kept(known: Texts, sent: Texts) -> Texts:
    """The columns that we do not know, as they will be: what a row says in them, else what is known."""
    extra = dict(known)
    for header, text in sent:
        if text in CLEAR:
            extra.pop(header, None)
        elif not is_same_day(extra.get(header, ""), text):
            extra[header] = text
    return tuple(extra.items())


def differing(before: Any, after: Any, fields: tuple[str, ...]) -> dict[str, tuple[Value, Value]]:
    """The fields in which two records of a kind differ, with (before, after)."""
    if before == after:
        return {}
    return {
        name: (getattr(before, name, None), getattr(after, name))
        for name in fields
        if getattr(before, name, None) != getattr(after, name)
    }


def kept_differing(before: Any, after: Any) -> dict[str, tuple[str | None, str | None]]:
    """The columns that we do not know in which two records of a kind differ, with (before, after)."""
    if before.extra == after.extra:
        return {}
    was, now = dict(before.extra), dict(after.extra)
    return {
        header: (was.get(header), now.get(header))
        for header in {**was, **now}
        if was.get(header) != now.get(header)
    }
