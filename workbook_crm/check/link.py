"""A batch is looked up: its words become values of the lists, its rows and references become records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.choices import choice_lists, settle_choices
from workbook_crm.check.contacts import holds_contacts, with_own_numbers
from workbook_crm.check.identity import keyed_ids, numbered_ids
from workbook_crm.check.implied import with_implied
from workbook_crm.check.known import Known
from workbook_crm.check.products import LinesLeft, settle_products
from workbook_crm.check.references import row_targets
from workbook_crm.check.shelf import shelf_of
from workbook_crm.check.spelling import as_known
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.sheets import SHEETS

Means = dict[str, Sequence[Target | None]]


def link(batch: Batch, context: Context) -> tuple[Linked, Findings]:
    """The batch with every word settled, every row identified, every reference resolved."""
    snapshot, settings = context.snapshot, context.settings
    choices = choice_lists(snapshot, batch, settings)
    settled, found = settle_choices(with_implied(batch, settings, snapshot), choices, snapshot, settings)
    looking = _Looking(settled, context)
    for sheet in SHEETS:  # in this order every kind finds the kinds that it refers to
        of_kind = [(at, table) for at, table in enumerate(settled.tables) if table.kind == sheet.kind]
        for position, table in sorted(of_kind, key=lambda each: holds_contacts(each[1])):  # accounts first
            looking.look_up(position, table)
    return replace(looking.linked(), choices=choices), found + tuple(looking.found)


class _Looking:
    """One walk through a batch: what has been identified so far helps to identify the rest."""

    def __init__(self, batch: Batch, context: Context) -> None:
        self.found: list[Finding] = []
        self._batch, self._snapshot, self._today = batch, context.snapshot, context.today
        self._known = Known(context.snapshot, context.sender)
        self._lines = LinesLeft(context.snapshot.of("opportunity_lines"))
        self._tables: dict[int, Table[Any]] = {}
        self._ids: dict[int, tuple[int, ...]] = {}
        self._targets: dict[int, Means] = {}
        self._kind_of: dict[int, str | None] = {}

    def look_up(self, position: int, table: Table[Any]) -> None:
        """Resolves a table's references, then its products, then says who its rows are."""
        means: Means = dict(row_targets(table, self._known, self.found))
        if table.kind == "opportunity_lines":
            table, means["item"] = self._products(table, means["opportunity"])
        self._targets[position] = means
        table = with_own_numbers(table, self._known, self.found)
        self._ids[position] = self._identify(table, means)
        if table.of.prefix:
            table = as_known(table, self._ids[position], self._known, self.found)
        self._tables[position] = table
        if table.kind == "opportunities":
            self._remember_kinds(table, self._ids[position])

    def _identify(self, table: Table[Any], means: Means) -> tuple[int, ...]:
        if table.of.prefix:
            return tuple(numbered_ids(table, means, self._known, self.found))
        return tuple(keyed_ids(table, means, self._snapshot.of(table.kind), self._known))

    def _products(
        self, table: Table[Any], means: Sequence[Target | None]
    ) -> tuple[Table[Any], Sequence[Target | None]]:
        shelf = shelf_of(self._snapshot, self._batch, self._ids)
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
        return Linked(
            self._batch.map_tables(self._tables),
            ids=tuple(self._ids[each] for each in in_order),
            targets=tuple(
                {field: tuple(column) for field, column in self._targets[each].items()} for each in in_order
            ),
            stored=self._known.stored,
        )
