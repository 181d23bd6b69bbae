"""Rows that are edits of what their list said before: said at the cell, or asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import NO_BASE, Base, Edit, Pairs
from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.ids import NEW
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import lists

_BLANK = Name("空白", "blank")


def as_edits(table: Table[Any], pairs: Pairs, known: Known, found: list[Finding]) -> Pairs:
    """The pairs as far as their records are still there; what was read as an edit, or is asked, is said."""
    stored = known.stored.get(table.kind, {})
    assert pairs.line is not None
    ids = pairs.line.base.ids
    edits = {nth: each for nth, each in pairs.edits.items() if pairs.record(nth) in stored}
    asked = {nth: each for nth, each in pairs.asked.items() if ids[each[0]] in stored}
    for nth, edit in edits.items():
        if getattr(table.rows[nth].record, edit.field) is None:
            continue  # a blank takes nothing back, and that is said of its column
        found.append(
            _said(lists.READ_AS_EDIT, table, nth, edit, _named(table.kind, ids[pairs.rows[nth] or 0], known))
        )
    for nth, (row, edit) in asked.items():
        found.append(_said(lists.IS_IT_THE_SAME, table, nth, edit, _named(table.kind, ids[row], known)))
    return replace(pairs, edits=edits, asked=asked)


def _said(rule: Rule, table: Table[Any], nth: int, edit: Edit, named: tuple[str | Name, str]) -> Finding:
    row, column = table.rows[nth], table.of.by_field[edit.field]
    seen = getattr(row.record, edit.field)
    label, number = named
    facts: Mapping[str, Any] = {
        "column": column.name,
        "was": edit.was or _BLANK,
        "known": label,
        "number": number,
    }
    return finding(rule, table.place(row.row, edit.field), "" if seen is None else seen, **facts)


def _named(kind: str, record_id: int, known: Known) -> tuple[str | Name, str]:
    """What a person calls a record, and its number."""
    record = known.record(kind, record_id)
    number = getattr(record, "number", None) or ""
    if number:
        return known.label(Target(kind, record_id)), number
    return Name("同一条记录", "the same record"), ""


def renamed_rows(table: Table[Any], pairs: Pairs) -> Iterator[int]:
    """The rows, from 0, that have the key of a row of before under another name or owner."""
    base = pairs.line.base if pairs.line else Base()
    names = [name for name in ("name", "owner") if name in table.columns and name in base.columns]
    for nth, row in enumerate(pairs.rows) if names else ():
        if row is not None and nth not in pairs.edits and pairs.keys[nth] == base.keys[row]:
            record = table.rows[nth].record
            said = ((getattr(record, name), base.columns[name][row]) for name in names)
            if any(now is not None and was not in (None, NO_BASE, now) for now, was in said):
                yield nth


def without_new_words(table: Table[Any]) -> Table[Any]:
    """The table with a blank where its column of numbers says that a record is new."""
    if not table.of.prefix or "number" not in table.columns:
        return table
    rows = list(table.rows)
    for nth, row in enumerate(rows):
        if row.record.number == NEW:
            rows[nth] = replace(row, record=with_values(row.record, {"number": None}))
    return replace(table, rows=tuple(rows))
