"""The rows of a list beside the rows of its last version: equal keys first, then what was mended.

A row whose key is new is an edit of a row whose key is gone where one thing that identifies it was mended and
the rest agrees. A copied row is a new one: the row that it was copied from is still there.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from workbook_crm.check.near_rows import Near, Sureness, Telling, near
from workbook_crm.model.batch import Table
from workbook_crm.model.file_lines import (
    ERASED,
    KEPT,
    NO_BASE,
    Base,
    Cell,
    Edit,
    FileLine,
    Pairs,
    columns_of,
    deal_of,
    said_cell,
)

_MOST_COMPARED = 100_000
"""Rows times rows of the base that are compared one by one; beyond that only those at the same place."""


def paired(table: Table[Any], keys: tuple[str, ...], line: FileLine) -> Pairs:
    """The rows of a table beside those of the line that it continues."""
    base = line.base
    is_same = keys == base.keys and not base.gone and "number" not in table.columns
    if is_same and len(set(keys)) == len(keys):  # nearly always
        return Pairs(keys, line, tuple(range(len(keys))))
    pairing = _Pairing(table, keys, base)
    pairing.by_number()
    pairing.by_key()
    if table.kind == "opportunity_lines":
        pairing.within_deals()
    else:
        pairing.by_likeness()
    rows = tuple(pairing.rows.get(nth) for nth in range(len(keys)))
    return Pairs(keys, line, rows, pairing.edits, pairing.asked)


class _Candidate(NamedTuple):
    """A row and a row of the base that may be one, to be sorted with the surest and nearest first."""

    is_unsure: bool
    distance: float
    nth: int
    row: int
    near: Near


class _Pairing:
    """Rows find their rows of the base in rounds, the surest first."""

    def __init__(self, table: Table[Any], keys: Sequence[str], base: Base) -> None:
        self.rows: dict[int, int] = {}
        self.edits: dict[int, Edit] = {}
        self.asked: dict[int, tuple[int, Edit]] = {}
        self._table, self._keys, self._base = table, keys, base
        self._here = {*table.columns, *(KEPT + each.text for each in table.headings if each.field is None)}
        self._taken: set[int] = set()

    def by_number(self) -> None:
        """A number in the row decides, where the base has it too."""
        numbers = self._base.columns.get("number")
        if numbers is None or "number" not in self._table.columns:
            return
        index = {number: row for row, number in enumerate(numbers) if number}
        for nth, each in enumerate(self._table.rows):
            row = index.get(each.record.number)
            if row is not None and row not in self._taken:
                self._pair(nth, row)

    def by_key(self) -> None:
        """Rows of one key: those that say the same, then the nearest; what was gone before comes last."""
        by_key: defaultdict[str, deque[int]] = defaultdict(deque)
        ids, gone = self._base.ids, self._base.gone
        for row in sorted(range(len(ids)), key=lambda row: (row in gone, ids[row])):
            if row not in self._taken and self._base.keys[row]:
                by_key[self._base.keys[row]].append(row)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for nth, key in enumerate(self._keys):
            if nth not in self.rows and key in by_key:
                places[key].append(nth)
        for key, here in places.items():
            self._of_one_key(here, by_key[key])

    def _of_one_key(self, here: list[int], rows: deque[int]) -> None:
        if len(here) * len(rows) > 1:
            if [self._says[nth] for nth in here] == [self._said[row] for row in rows]:  # nearly always
                for nth, row in zip(here, rows, strict=True):
                    self._pair(nth, row)
                return
            for fits in (self._is_equal, self._is_within):
                for nth in sorted((each for each in here if each not in self.rows), key=self._blanks):
                    same = next((row for row in rows if row not in self._taken and fits(nth, row)), None)
                    if same is not None:
                        self._pair(nth, same)
        left = (row for row in rows if row not in self._taken)
        for nth, row in zip([nth for nth in here if nth not in self.rows], left, strict=False):
            self._pair(nth, row)

    def _blanks(self, nth: int) -> int:
        """How little a row says: those that say most have the least choice."""
        return self._says[nth].count(None)

    def _is_within(self, nth: int, row: int) -> bool:
        """Whether what a row says, and what the base says, agree as far as neither is blank."""
        said = zip(self._says[nth], self._said[row], strict=True)
        return all(cell is None or was in (None, NO_BASE, cell) for cell, was in said)

    def _is_equal(self, nth: int, row: int) -> bool:
        return self._says[nth] == self._said[row]

    @cached_property
    def _says(self) -> list[tuple[Cell, ...]]:
        """What each row of the table says in the columns that the base has."""
        columns = columns_of(self._table, filter(self._has, self._base.columns)).values()
        return list(zip(*columns, strict=True)) if columns else [()] * len(self._keys)

    @cached_property
    def _said(self) -> list[tuple[Cell, ...]]:
        """The same of each row of the base."""
        columns = [cells for name, cells in self._base.columns.items() if self._has(name)]
        return list(zip(*columns, strict=True)) if columns else [()] * len(self._base.keys)

    def _has(self, name: str) -> bool:
        """Whether the table has a column of the base."""
        return name in self._here

    def within_deals(self) -> None:
        """A changed product of a deal is that line: the nearest first, then in order."""
        gone, new = self._by_deal(self._left_rows(), self._left_new())
        for deal, here in new.items():
            rows = gone.get(deal, [])
            ranked = sorted((-self._agreeing(nth, row), nth, row) for nth in here for row in rows)
            for _, nth, row in ranked:
                if nth not in self.rows and row not in self._taken:
                    self._edit(nth, row, self._field_mended(nth, row, ("product", "spec")))

    def _by_deal(
        self, rows: Iterable[int], places: Iterable[int]
    ) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        gone: defaultdict[str, list[int]] = defaultdict(list)
        new: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            gone[deal_of(self._base.keys[row])].append(row)
        for nth in places:
            new[deal_of(self._keys[nth])].append(nth)
        return gone, new

    def _agreeing(self, nth: int, row: int) -> int:
        """How many filled cells of a row say what the base says."""
        each, columns = self._table.rows[nth], self._base.columns
        said = ((said_cell(each, name), columns[name][row]) for name in columns)
        return sum(cell is not None and cell == was for cell, was in said)

    def _field_mended(self, nth: int, row: int, fields: Sequence[str]) -> str:
        """The first of these fields that list and base both have, and in which they differ."""
        each, both = self._table.rows[nth], [name for name in fields if self._has(name)]
        mended = (name for name in both if self._base.cell(row, name) not in (NO_BASE, said_cell(each, name)))
        return next(mended, fields[0])

    def by_likeness(self) -> None:
        """Rows whose key is new, and rows of the base whose key is gone, that are one but for a slip."""
        candidates = sorted(self._candidates(), key=lambda each: each[:4])
        for each in candidates:
            if each.nth in self.rows or each.row in self._taken:
                continue
            if each.near.sureness is Sureness.EDIT:
                self._edit(each.nth, each.row, each.near.field)
            elif each.nth not in self.asked:
                self.asked[each.nth] = each.row, self._edit_of(each.row, each.near.field)

    def _candidates(self) -> Iterator[_Candidate]:
        gone, new = list(self._left_rows()), list(self._left_new())
        if not gone or not new:
            return
        places, telling = self._same_places(gone, new), Telling(self._table.of, self._base)
        is_many = len(gone) * len(new) > _MOST_COMPARED
        for nth, row in places.items() if is_many else product(new, gone):
            is_here = places.get(nth) == row
            found = near(self._table, nth, self._base, row, telling, is_same_place=is_here)
            if found:
                yield _Candidate(found.sureness is not Sureness.EDIT, found.distance, nth, row, found)

    def _same_places(self, gone: Sequence[int], new: Sequence[int]) -> dict[int, int]:
        """By new row: the gone one in whose place it stands: between two others, as many came as went, and
        none of the rows that stood there is elsewhere now."""
        left: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for nth, between in self._neighbours(new).items():
            left[between].append(nth)
        found: dict[int, int] = {}
        for (first, last), here in left.items():
            rows = [row for row in self._base.present if first < row < last]
            if len(rows) == len(here) and self._taken.isdisjoint(rows):
                found.update(zip(here, rows, strict=True))
        return found

    def _neighbours(self, new: Sequence[int]) -> dict[int, tuple[int, int]]:
        """For each new row: the rows of the base that its neighbours above and below are."""
        above, below = (-1, len(self._base.keys)) if self.rows else (0, 0)  # alone, a place tells nothing
        first: dict[int, int] = {}
        for nth in range(len(self._keys)):
            above = self.rows.get(nth, above)
            first[nth] = above
        found = {}
        for nth in reversed(range(len(self._keys))):
            below = self.rows.get(nth, below)
            found[nth] = first[nth], below
        return {nth: found[nth] for nth in new}

    def _left_rows(self) -> Iterator[int]:
        """The rows of the last version that nothing was paired with."""
        return (row for row in self._base.present if row not in self._taken)

    def _left_new(self) -> Iterator[int]:
        """The rows that were paired with nothing and do not say who they are."""
        for nth, each in enumerate(self._table.rows):
            if nth not in self.rows and not getattr(each.record, "number", None):
                yield nth

    def _edit(self, nth: int, row: int, field: str) -> None:
        self.edits[nth] = self._edit_of(row, field)
        self._pair(nth, row)

    def _edit_of(self, row: int, field: str) -> Edit:
        was = self._base.cell(row, field)
        return Edit(field, "" if was in (None, NO_BASE, ERASED) else str(was))

    def _pair(self, nth: int, row: int) -> None:
        self.rows[nth] = row
        self._taken.add(row)
