"""A batch is looked up: its words become values of the lists, its rows and references become records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.choices import choice_lists, people_of, settle_choices
from workbook_crm.check.identity import keyed_ids, numbered_ids
from workbook_crm.check.implied import with_implied
from workbook_crm.check.known import Known
from workbook_crm.check.products import settle_products
from workbook_crm.check.references import row_targets
from workbook_crm.check.rights import that_counts
from workbook_crm.check.shelf import shelf_of
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.sheets import SHEETS

Means = dict[str, Sequence[Target | None]]


def link(batch: Batch, context: Context) -> tuple[Linked, Findings]:
    """The batch with every word settled, every row identified, every reference resolved."""
    snapshot, settings = context.snapshot, context.settings
    own = that_counts(batch, context)
    choices = choice_lists(snapshot, own, settings)
    people = people_of(snapshot, own)
    settled, found = settle_choices(with_implied(batch, settings, snapshot), choices, people, settings)
    looking = _Looking(settled, context)
    for sheet in SHEETS:  # in this order every kind finds the kinds that it refers to
        for position, table in enumerate(settled.tables):
            if table.kind == sheet.kind:
                looking.look_up(position, table)
    return replace(looking.linked(), choices=choices), found + tuple(looking.found)


class _Looking:
    """One walk through a batch: what has been identified so far helps to identify the rest."""

    def __init__(self, batch: Batch, context: Context) -> None:
        self.found: list[Finding] = []
        self._batch, self._snapshot, self._today = batch, context.snapshot, context.today
        self._own = that_counts(batch, context)
        self._known = Known(context.snapshot, context.sender)
        self._tables: dict[int, Table[Any]] = {}
        self._ids: dict[int, tuple[int, ...]] = {}
        self._targets: dict[int, Means] = {}
        self._kind_of: dict[int, str | None] = {}

    def look_up(self, position: int, table: Table[Any]) -> None:
        """Resolves a table's references, then its products, then says who its rows are."""
        means: Means = dict(row_targets(table, self._known, self.found))
        if table.kind == "opportunity_lines":
            table, means["item"] = self._products(table, means["opportunity"])
        self._tables[position] = table
        self._targets[position] = means
        self._ids[position] = self._identify(table, means)
        if table.kind == "opportunities":
            self._remember_kinds(table, self._ids[position])

    def _identify(self, table: Table[Any], means: Means) -> tuple[int, ...]:
        if table.of.prefix:
            return tuple(numbered_ids(table, means, self._known, self.found))
        return tuple(keyed_ids(table, means, self._snapshot.of(table.kind), self._known))

    def _products(
        self, table: Table[Any], means: Sequence[Target | None]
    ) -> tuple[Table[Any], Sequence[Target | None]]:
        shelf = shelf_of(self._snapshot, self._own, self._ids)
        kinds = [self._opportunity_kind(target) for target in means]
        table, items, found = settle_products(table, kinds, shelf, self._today)
        self.found += found
        return table, items

    def _opportunity_kind(self, target: Target | None) -> str | None:
        if target is None:
            return None
        record = self._known.record(*target)
        return self._kind_of.get(target.id) or (record.kind if record else None)

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
