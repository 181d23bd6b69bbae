"""A batch as if its cells that are not taken said what counts, and without what is no word about a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workbook_crm.merge.doubts import Cell
from workbook_crm.merge.steps import says
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import KEPT
from workbook_crm.model.replies import (
    ADDING,
    header_key,
    replies_of,
    says_yes,
)


def as_known(sent: Batch, cells: Iterable[Cell]) -> Batch:
    """The batch as if its cells that are not taken said what counts: nothing is written over."""
    tables: defaultdict[int, defaultdict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for each in cells:
        tables[each.row.position][each.row.nth].append(each)
    return sent.map_tables({at: _table(sent.tables[at], rows) for at, rows in tables.items()})


def without_replies(sent: Batch) -> Batch:
    """The batch without the sender's own columns of replies, which are no word about a record."""
    tables = {}
    for nth, table in enumerate(sent.tables):
        headers = replies_of(table.kind)
        if any(header_key(each.text) in headers for each in table.headings):
            tables[nth] = replace(table, rows=tuple(_unsaid(row, headers) for row in table.rows))
    return sent.map_tables(tables) if tables else sent


def added_in(sent: Batch) -> frozenset[tuple[int, int]]:
    """(position of the table, row from 0) of lines that stand beside others, as their sender says."""
    return frozenset(
        (position, nth)
        for position, table in enumerate(sent.tables)
        if any(header_key(each.text) in ADDING for each in table.headings)
        for nth, row in enumerate(table.rows)
        if says_yes(row.record.extra, ADDING)
    )


def _unsaid(row: Sourced[Any], headers: frozenset[str]) -> Sourced[Any]:
    extra = tuple(each for each in row.record.extra if header_key(each[0]) not in headers)
    is_same = len(extra) == len(row.record.extra)
    return row if is_same else replace(row, record=with_values(row.record, {"extra": extra}))


def _table(table: Table[Any], cells: Mapping[int, list[Cell]]) -> Table[Any]:
    rows = list(table.rows)
    for nth, here in cells.items():
        rows[nth] = _row(table, rows[nth], here)
    changed = {rows[nth].row for nth in cells}
    taxes = {row: tax for row, tax in table.taxes.items() if row not in changed}
    return replace(table, rows=tuple(rows), taxes=taxes)


def _row(table: Table[Any], row: Sourced[Any], cells: list[Cell]) -> Sourced[Any]:
    """The row with what counts in its cells that are not taken, and what is known of computed ones."""
    known = cells[0].row.known
    values = {each.field: each.value for each in cells if not each.field.startswith(KEPT)}
    computed = {column.field for column in table.of.visible if column.computed and says(row, column.field)}
    values |= {field: getattr(known, field) for field in computed}
    headers = {each.field.removeprefix(KEPT) for each in cells if each.field.startswith(KEPT)}
    extra = tuple(each for each in row.record.extra if header_key(each[0]) not in headers)
    return Sourced(
        with_values(row.record, {**values, "extra": extra}),
        row.row,
        row.erased - values.keys(),
        tuple(each for each in row.typed if each[0] not in values),
    )
