"""A batch whose words have been looked up: which record each row is, and which records it means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.changes import merged
from workbook_crm.model.file_lines import FileLine, Pairs
from workbook_crm.model.options import Choice
from workbook_crm.model.rejected import OpenRejection
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored
from workbook_crm.model.tabbed import TabRow, is_surely_one, older_words
from workbook_crm.model.together import Addition, Together, without_older


class Target(NamedTuple):
    """A record that a row means. A negative id is a new record of the same batch, not numbered yet."""

    kind: str
    id: int


Choices = Mapping[str, tuple[Choice, ...]]
"""The dealership's lists by name; a list that is missing is open: any word will do."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A batch with, for every row of every table, who it is and whom it means.

    `ids[t][i]` belongs to `batch.tables[t].rows[i]`: positive for a record that is known, negative for a
    new one; two rows that are one record have one id. `targets[t]` holds, for each reference field, the
    record meant by each row (None where it was not found).
    """

    batch: Batch
    choices: Choices = field(default_factory=dict)
    ids: tuple[tuple[int, ...], ...] = ()
    targets: tuple[Mapping[str, tuple[Target | None, ...]], ...] = ()
    stored: Mapping[str, Mapping[int, Stored[Any]]] = field(default_factory=dict)
    """What is known, by kind and id."""
    pairs: Mapping[int, Pairs] = field(default_factory=dict, compare=False)
    """By position of the table: its rows beside those of the list that it continues."""
    absorbed: Mapping[int, Target] = field(default_factory=dict)
    """By the id of a provisional lead: the record of another kind that its own row says it is."""
    _rows: dict[int, tuple[LinkedRow, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """By position of the table: every check walks through all of them."""
    _shared: dict[str, SharedRows] = field(default_factory=dict, init=False, compare=False, repr=False)
    """By kind: the rows that are a record together with others."""

    def known(self, kind: str, record_id: int) -> Any:
        """The record as it is known so far; None for a new one."""
        found = self.stored.get(kind, {}).get(record_id)
        return found.record if found else None

    def rows_of(self, kind: str) -> Iterator[LinkedRow]:
        """Every row of a kind, with who it is and what it will be."""
        for position, table in enumerate(self.batch.tables):
            if table.kind == kind:
                yield from self.rows(position)

    def rows(self, position: int) -> tuple[LinkedRow, ...]:
        """Every row of a table, with who it is and what it will be."""
        if position not in self._rows:
            self._rows[position] = tuple(self._joined(position))
        return self._rows[position]

    def _joined(self, position: int) -> Iterator[LinkedRow]:
        table = self.batch.tables[position]
        stored = self.stored.get(table.kind, {})
        shared = self.shared(table.kind).additions
        fields = tuple(column.field for column in table.of.visible)
        for nth, (row, record_id) in enumerate(zip(table.rows, self.ids[position], strict=True)):
            found = stored.get(record_id)
            known = found.record if found else None
            addition = shared.get((position, nth)) if shared else None
            record = addition.record if addition else merged(known, row, fields)
            counting = without_older(row, addition.older) if addition else row
            yield LinkedRow(table, position, nth, counting, record_id, known, record)

    def shared(self, kind: str) -> SharedRows:
        """The rows of a kind that are one record together with other rows, and what each adds."""
        if kind not in self._shared:
            self._shared[kind] = self._added_up(kind)
        return self._shared[kind]

    def _added_up(self, kind: str) -> SharedRows:
        positions = [i for i, table in enumerate(self.batch.tables) if table.kind == kind]
        counts = Counter(record_id for position in positions for record_id in self.ids[position])
        several = {each for each, n in counts.items() if n > 1}
        if not several:
            return SharedRows({}, {})
        fields = tuple(column.field for column in SHEET_OF[kind].visible)
        rows: defaultdict[int, list[TabRow]] = defaultdict(list)
        for position in positions:
            for nth, record_id in enumerate(self.ids[position]):
                if record_id in several:
                    rows[record_id].append(self._tab_row(position, nth))
        records: dict[int, Any] = {}
        additions: dict[tuple[int, int], Addition] = {}
        tabbed = frozenset(each for each, of in rows.items() if is_surely_one(kind, of))
        for record_id, of in rows.items():
            older = older_words(of, fields, self.pairs, record_id) if record_id in tabbed else {}
            together = Together(self.known(kind, record_id), fields, is_tabbed=record_id in tabbed)
            for each in of:
                at = each.position, each.nth
                additions[at] = together.add(each.row, each.means, each.tab, older.get(at, frozenset()))
            records[record_id] = together.record
        return SharedRows(records, additions, tabbed)

    def _tab_row(self, position: int, nth: int) -> TabRow:
        table = self.batch.tables[position]
        means = {name: column[nth] for name, column in self.targets[position].items()}
        return TabRow(position, nth, table.sheet, table.rows[nth], means)

    def together(self, each: LinkedRow) -> Any:
        """The record as it will be after all its rows."""
        return self.shared(each.table.kind).records.get(each.id) or each.record

    def records(self, kind: str) -> dict[int, Any]:
        """Every record of a kind that is known or sent, as it will be."""
        records = {record_id: stored.record for record_id, stored in self.stored.get(kind, {}).items()}
        records.update((each.id, each.record) for each in self.rows_of(kind))
        return {**records, **self.shared(kind).records}


@dataclass(frozen=True, slots=True)
class Context:
    """What a batch is checked and priced against."""

    snapshot: Snapshot
    settings: Settings
    today: date
    sender: str | None = None
    lines: tuple[FileLine, ...] = ()
    """The lines that its tables may continue."""
    added: frozenset[tuple[int, int]] = frozenset()
    """(position of the table, row from 0) of lines that stand beside those of the same product."""
    handed_out: Mapping[int, FileLine] = field(default_factory=dict)
    """By position of a table: the line of a workbook of ours that it is, as its stamp says."""
    ours: frozenset[int] = frozenset()
    """The positions of tables on sheets of ours: a form demands what a list of their own is asked for."""
    rejected: tuple[OpenRejection, ...] = ()
    """Rows of earlier workbooks that nobody has mended: who is named in them is not unknown."""
    people: Mapping[int, str] = field(default_factory=dict)
    """By position of a table on a sheet of ours: for whom it was made, as its stamp says."""

    def acting(self, position: int) -> str | None:
        """Who acts by a table: its sender, else for whom its sheet was made; None where nobody knows."""
        return self.sender or self.people.get(position)


class SharedRows(NamedTuple):
    """The rows of one kind that are one record together with others."""

    records: Mapping[int, Any]
    """By id: the record after all its rows."""
    additions: Mapping[tuple[int, int], Addition]
    """By position of the table and of the row."""
    tabbed: frozenset[int] = frozenset()
    """The ids of records that several tabs have, of which the later one has the newer word."""


class LinkedRow(NamedTuple):
    """One row of a linked batch."""

    table: Table[Any]
    position: int
    """Of the table in the batch."""
    nth: int
    """Of the row in the table, from 0."""
    row: Sourced[Any]
    """Without what a later tab made old."""
    id: int
    known: Any
    """The record as it is; None for a new one."""
    record: Any
    """The record as it will be after this row, and those before it that are the same record."""
