"""A batch is looked up: its words become values of the lists, its rows and references become records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.absorbed import absorbed, absorbing, as_absorbed
from workbook_crm.check.beside import completed
from workbook_crm.check.catalog_rows import catalog_ids
from workbook_crm.check.choices import choice_lists, people_of, settle_choices
from workbook_crm.check.contacts import as_accounts, holds_contacts, with_own_numbers
from workbook_crm.check.edits import as_edits, renamed_rows, without_new_words
from workbook_crm.check.identity import numbered_ids
from workbook_crm.check.implied import with_implied
from workbook_crm.check.in_rejected import InRejected
from workbook_crm.check.keyed import Keyed, keyed_ids
from workbook_crm.check.kinds import with_kinds, with_told_kinds
from workbook_crm.check.known import Known
from workbook_crm.check.made import Making
from workbook_crm.check.nameless import say_stand_ins, with_stand_ins, without_stand_ins
from workbook_crm.check.products import LinesLeft, settle_products
from workbook_crm.check.recognise import pairs_of
from workbook_crm.check.references import Unknown, row_targets
from workbook_crm.check.rights import that_counts
from workbook_crm.check.shelf import shelf_of
from workbook_crm.check.spelling import as_known
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.columns import Sheet
from workbook_crm.model.file_lines import Pairs
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.sheets import PHONED, SHEETS
from workbook_crm.model.snapshot import Stored

Means = dict[str, Sequence[Target | None]]
Before = Mapping[int, int]


def link(batch: Batch, context: Context, pairs: Mapping[int, Pairs] | None = None) -> tuple[Linked, Findings]:
    """The batch with every word settled, every row identified, every reference resolved.

    `pairs`: which rows of an earlier version its rows are, where that was found out before.
    """
    snapshot, settings = context.snapshot, context.settings
    own = that_counts(batch, context)
    choices = choice_lists(snapshot, own, settings)
    people = people_of(snapshot, own)
    settled, found = settle_choices(with_implied(batch, settings, snapshot), choices, people, settings)
    settled, told = with_told_kinds(settled, snapshot)
    if pairs is None:
        pairs = pairs_of(batch, settled, context.lines, context.sender, context.handed_out)
    looking = _Looking(settled, context, pairs)
    for sheet in SHEETS:  # in this order every kind finds the kinds that it refers to
        of_kind = [i for i, table in enumerate(settled.tables) if table.kind == sheet.kind]
        accounts_first = sorted(of_kind, key=lambda i: holds_contacts(settled.tables[i]))
        looking.look_up(sheet, accounts_first)
    linked, assumed = with_kinds(replace(looking.linked(), choices=choices.live), context)
    return linked, found + told + tuple(looking.found) + assumed


class _Looking:
    """One walk through a batch: what has been identified so far helps to identify the rest."""

    def __init__(self, batch: Batch, context: Context, pairs: Mapping[int, Pairs]) -> None:
        self.found: list[Finding] = []
        self._pairs, self._added = dict(pairs), context.added
        self._batch, self._snapshot, self._today = batch, context.snapshot, context.today
        self._settings = context.settings
        self._default_kind = context.settings.defaults.get("catalog", {}).get("kind")
        self._own = that_counts(batch, context)
        self._known = Known(context.snapshot, context.sender)
        rejected = InRejected(context.rejected, {each.kind for each in batch.tables})
        self._making = Making(self._known, context.settings, rejected)
        self.absorbed: Mapping[int, Target] = {}
        self._lines = LinesLeft(context.snapshot.of("opportunity_lines"))
        self._tables: dict[int, Table[Any]] = {}
        self._ids: dict[int, tuple[int, ...]] = {}
        self._targets: dict[int, Means] = {}
        self._kind_of: dict[int, str | None] = {}

    def look_up(self, sheet: Sheet[Any], positions: Sequence[int]) -> None:
        """Resolves the references and products of a kind's tables, and says who their rows are."""
        if sheet.kind == "follow_ups":  # the last kind: all that may be more than a lead is known
            self.absorbed = absorbed(self._snapshot, self._known, self._ids_of_rows)
        for position in positions:
            self._resolve(position)
            if sheet.prefix:
                self._number(position)
        if positions and not sheet.prefix:
            self._ids.update(zip(positions, self._keyed(sheet.kind, positions), strict=True))
            self._complete([each for each in positions if self._tables[each].beside is not None])

    def _resolve(self, position: int) -> None:
        table = self._batch.tables[position]
        if table.beside is not None:
            self._tables[position] = table
            self._targets[position] = {"subject": self._subjects(table, table.beside.main)}
            return
        table = without_new_words(self._batch.tables[position])
        unknown: list[Unknown] = []
        named = row_targets(table, self._known, self.found, unknown)
        self._making.settle(position, table, named, unknown, self.found)
        means: Means = dict(named)
        if table.kind == "follow_ups" and self.absorbed:
            means["subject"] = [each and absorbing(each, self.absorbed) for each in named["subject"]]
        if table.kind == "opportunity_lines":
            table, means["item"] = self._products(table, means["opportunity"])
        if position in self._pairs and self._pairs[position].line:
            self._pairs[position] = as_edits(table, self._pairs[position], self._known, self.found)
        self._tables[position], self._targets[position] = table, means

    def _subjects(self, table: Table[Any], main: int) -> list[Target | None]:
        """Whom contacts beside records are about: the record of their row, be there namesakes or not."""
        of = self._tables[main]
        ids = dict(zip((each.row for each in of.rows), self._ids[main], strict=True))
        return [Target(of.kind, ids[each.row]) for each in table.rows]

    def _number(self, position: int) -> None:
        """Says who the rows of a kind with numbers are, one after another: each may be a later one's."""
        means = self._targets[position]
        table = as_accounts(self._tables[position], self._known)
        called = with_stand_ins(table, self._settings)
        has_stand_ins = called is not table
        table = with_own_numbers(called, self._known, self.found)
        before = self._before(position)
        self._ids[position] = tuple(numbered_ids(table, means, self._known, self.found, before))
        table = as_known(table, self._ids[position], self._known, self.found)
        if has_stand_ins:
            table = without_stand_ins(table, self._ids[position], self._known)
            self.found += say_stand_ins(table, self._ids[position])
        self._tables[position] = table
        if table.kind == "opportunities":
            self._remember_kinds(table, self._ids[position])

    def _keyed(self, kind: str, positions: Sequence[int]) -> list[tuple[int, ...]]:
        """Says who the rows of a kind without numbers are, those of all its tables together."""
        stored: Sequence[Stored[Any]] = self._snapshot.of(kind)
        tables = [self._tables[each] for each in positions]
        before = [self._before(each) for each in positions]
        if kind == "catalog":
            return catalog_ids(tables, stored, self._known, self._today, self._default_kind, before)
        if kind == "follow_ups":
            stored = as_absorbed(stored, self.absorbed, self._known)
        targets = [self._targets[each] for each in positions]
        added = [frozenset(nth for at, nth in self._added if at == each) for each in positions]
        return keyed_ids(list(map(Keyed, tables, targets, before, added)), stored, self._known)

    def _before(self, position: int) -> Before:
        """By row of a table: the record that it was when it was last sent."""
        pairs, kind = self._pairs.get(position), self._batch.tables[position].kind
        if pairs is None or pairs.line is None:
            return {}
        stored, base = self._known.stored.get(kind, {}), pairs.line.base
        before = {
            nth: base.ids[row]
            for nth, row in enumerate(pairs.rows)
            if row is not None and base.ids[row] in stored and nth not in pairs.changed
        }
        renamed = renamed_rows(self._tables[position], pairs) if kind in PHONED else ()
        for nth in renamed:  # a phone alone does not tell whose record it is
            before.pop(nth, None)
        return before

    def _complete(self, positions: Sequence[int]) -> None:
        """Has contacts beside records made by whom the records belong to; what is known stays as it is."""
        for position in positions:
            table = self._tables[position]
            main = self._tables[table.beside.main] if table.beside else table
            self._tables[position] = completed(table, self._ids[position], main)

    def _products(
        self, table: Table[Any], means: Sequence[Target | None]
    ) -> tuple[Table[Any], Sequence[Target | None]]:
        shelf = shelf_of(self._snapshot, self._own, self._ids)
        kinds = [self._opportunity_kind(target) for target in means]
        numbers = [self._opportunity_number(target) for target in means]
        since = self._snapshot.withdrawn
        table, items, found = settle_products(table, kinds, numbers, self._lines, shelf, self._today, since)
        self.found += found
        return table, items

    def _opportunity_kind(self, target: Target | None) -> str | None:
        if target is None:
            return None
        record = self._known.record(*target)
        return self._kind_of.get(target.id) or (record.kind if record else None)

    def _opportunity_number(self, target: Target | None) -> str | None:
        record = self._known.record(*target) if target else None
        return record.number if record else None

    def _remember_kinds(self, table: Table[Any], ids: tuple[int, ...]) -> None:
        self._kind_of.update(
            (record_id, row.record.kind) for row, record_id in zip(table.rows, ids, strict=True)
        )

    def linked(self) -> Linked:
        """What has been looked up."""
        in_order = range(len(self._batch.tables))
        batch = self._batch.map_tables(self._tables)
        made = list(self._making.tables(batch.tables))
        return Linked(
            replace(batch, tables=(*batch.tables, *(table for table, _ids in made))),
            ids=(*(self._ids[each] for each in in_order), *(ids for _table, ids in made)),
            targets=(
                *({field: tuple(means) for field, means in self._targets[each].items()} for each in in_order),
                *(self._making.targets(*each) for each in made),
            ),
            stored=self._known.stored,
            pairs=self._pairs,
            absorbed=self.absorbed,
        )

    def _ids_of_rows(self) -> frozenset[Target]:
        """The records that rows of this batch are, and that were made."""
        tables = ((self._tables[each], ids) for each, ids in self._ids.items())
        rows = (*tables, *self._making.tables(self._batch.tables))
        return frozenset(Target(table.kind, each) for table, ids in rows for each in ids)
