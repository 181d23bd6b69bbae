"""People who were sent as leads and come again as customers, or the other way round, stay what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.line_keys import keys_of
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.columns import Sheet
from workbook_crm.model.file_lines import FileLine, cell_of
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.ids import NEW
from workbook_crm.model.rules import lists
from workbook_crm.model.sheets import PHONED, SHEET_OF

_SHARE = 0.5
_FEWEST = 3
"""People in common that make two lists one; one or two may just be customers by now."""
_OF_A_KIND = frozenset({"number", "state", "invalid_reason", "convert", "lifecycle"})
"""Fields that mean something else in the other kind: they are kept as they are written."""


def as_one_kind(batch: Batch, lines: Sequence[FileLine], sender: str | None) -> tuple[Batch, Findings]:
    """The batch with its tables of people who are known as another kind read as that, and a note of each."""
    own = [line for line in lines if line.head.sender == sender and line.head.kind in PHONED]
    tables, found = {}, []
    for position, table in enumerate(batch.tables):
        if table.kind in PHONED and len(table.rows) >= _FEWEST and not _are_said_to_be_new(table):
            here = set(keys_of(table)) - {""}
            line = _known_otherwise(table, here, own)
            if line is not None and not any(
                _fits(here, each) for each in own if each.head.kind == table.kind
            ):
                tables[position] = _as_kind(table, SHEET_OF[line.head.kind])
                found.append(_said(table, here, line))
    return (batch.map_tables(tables), tuple(found)) if tables else (batch, ())


def _are_said_to_be_new(table: Table[Any]) -> bool:
    return any(row.record.number == NEW for row in table.rows)


def _known_otherwise(table: Table[Any], here: set[str], own: Sequence[FileLine]) -> FileLine | None:
    """The list in which the people of a table were sent as another kind."""
    others = (line for line in own if line.head.kind != table.kind)
    return next((line for line in others if _fits(here, line) and _covers(here, line)), None)


def _fits(here: set[str], line: FileLine) -> bool:
    """Whether half of a list is here."""
    keys = {line.base.keys[nth] for nth in line.base.present}
    return bool(keys) and len(keys & here) >= _SHARE * len(keys)


def _covers(here: set[str], line: FileLine) -> bool:
    """Whether half of what is here is in a list, and more people than may have become customers."""
    common = len(here & set(line.base.keys))
    return common >= _FEWEST and common >= _SHARE * len(here)


def _as_kind(table: Table[Any], of: Sheet[Any]) -> Table[Any]:
    """A table as one of another kind: what the record has no field for is kept with it."""
    common = (of.by_field.keys() & table.of.by_field.keys()) - _OF_A_KIND
    headers = {each.field: each.text for each in table.headings if each.field and each.field not in common}
    return replace(
        table,
        of=of,
        headings=tuple(_heading(each, common) for each in table.headings),
        rows=tuple(_row(row, of, common, headers) for row in table.rows),
    )


def _heading(each: Heading, common: set[str]) -> Heading:
    return each if each.field in common else replace(each, field=None)


def _row(row: Sourced[Any], of: Sheet[Any], common: set[str], headers: dict[str, str]) -> Sourced[Any]:
    values = {field: getattr(row.record, field) for field in common}
    written = dict(row.typed)
    told = {field: written.get(field) or getattr(row.record, field) for field in headers}
    kept = {headers[field]: str(cell_of(value)) for field, value in told.items() if value is not None}
    record = of.record(**values, extra=tuple({**dict(row.record.extra), **kept}.items()))
    typed = tuple(each for each in row.typed if each[0] in common)
    return Sourced(record, row.row, row.erased & common, typed)


def _said(table: Table[Any], here: set[str], line: FileLine) -> Finding:
    known = len(here & set(line.base.keys))
    kind, place = SHEET_OF[line.head.kind].name, table.place(table.header_row)
    return finding(lists.SAME_PEOPLE, place, rows=known, file=line.head.file, kind=kind)
