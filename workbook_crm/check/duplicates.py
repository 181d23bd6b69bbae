"""Two rows of one workbook that are one record: welcome where they add up, held where they contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.place import Place
from workbook_crm.model.rules import trade
from workbook_crm.model.rules.lists import NEWER_TAB
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.tabbed import TABBED
from workbook_crm.model.together import Differing

_SHOWN = 5
"""Columns that a note names."""


def one_row_a_record(linked: Linked, context: Context) -> Iterator[Finding]:
    """A row that says something else of a record than an earlier row of the same workbook."""
    for sheet in SHEETS:
        additions = linked.shared(sheet.kind).additions
        for each in linked.rows_of(sheet.kind) if additions else ():
            addition = additions.get((each.position, each.nth))
            if addition and addition.fields:
                yield _contradiction(each, addition.fields)
            elif addition and addition.headers:
                yield _kept_otherwise(each, addition.headers)


def newer_tabs(linked: Linked, context: Context) -> Iterator[Finding]:
    """That a tab has the newer word on records of earlier ones: one note a tab."""
    newer: defaultdict[int, list[tuple[Differing, ...]]] = defaultdict(list)
    for kind in sorted(TABBED):
        for (position, _nth), addition in linked.shared(kind).additions.items():
            if addition.newer:
                newer[position].append(addition.newer)
    for position, rows in newer.items():
        yield _newer(linked.batch.tables[position], rows)


def _newer(table: Table[Any], rows: Sequence[tuple[Differing, ...]]) -> Finding:
    by_field = table.of.by_field
    names = dict.fromkeys(each.name for of_row in rows for each in of_row)
    columns = tuple(by_field[name].name if name in by_field else Name(name, name) for name in names)
    tabs = tuple(dict.fromkeys(each.tab for of_row in rows for each in of_row))
    return finding(
        NEWER_TAB, table.place(table.header_row), rows=len(rows), tabs=tabs, columns=columns[:_SHOWN]
    )


def _contradiction(each: LinkedRow, differing: Sequence[Differing]) -> Finding:
    names = tuple(each.table.of.by_field[one.name].name for one in differing)
    field = differing[0].name
    seen = getattr(each.row.record, field)
    place = each.table.place(each.row.row, field)
    return finding(
        trade.DUPLICATE_ROW, place, "" if seen is None else seen, first=differing[0].first, columns=names
    )


def _kept_otherwise(each: LinkedRow, differing: Sequence[Differing]) -> Finding:
    names = tuple(Name(one.name, one.name) for one in differing)
    header, first, _tab = differing[0]
    seen = dict(each.row.record.extra)[header]
    return finding(trade.KEPT_OTHERWISE, _place(each, header), seen, first=first, columns=names)


def _place(each: LinkedRow, header: str) -> Place:
    """The cell of a column that we do not know; the row where it is kept beside a column that we do."""
    columns = (one.column for one in each.table.headings if one.field is None and one.text == header)
    return Place(each.table.file, each.table.sheet, each.row.row, next(columns, None))
