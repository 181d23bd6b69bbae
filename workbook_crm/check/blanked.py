"""Cells of a sheet of ours that were filled when it was handed out, and are blank now: they erase.

A field without which there is no record never goes this way. Where a large part of a column went blank at
once, that is hardly meant: nothing is erased, until the sender says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.file_lines import ERASED, NO_BASE, Pairs
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.replies import Block, Question, Reply
from workbook_crm.model.rules import stamps as rules
from workbook_crm.model.sheets import SHEET_OF

_MANY = 5
_SHARE = 0.3
"""As many cells of a column, and more than this share of its rows, are a slip."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """What became blank in the sheets of ours of a workbook."""

    erased: Mapping[int, Mapping[int, frozenset[str]]] = field(default_factory=dict)
    """By position of a table and row from 0: the fields that are erased."""
    left: Mapping[int, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    """By position of a table and field: the rows in which nothing is erased, as so many are blank."""
    found: tuple[Finding, ...] = ()


def blanked_in(
    batch: Batch, pairs: Mapping[int, Pairs], ours: Iterable[int], replies: Iterable[Reply]
) -> Blanked:
    """What a workbook erases by blanks, and what it leaves, by the lines that its sheets of ours continue."""
    erased: dict[int, dict[int, frozenset[str]]] = {}
    left: dict[int, dict[str, tuple[int, ...]]] = {}
    found: list[Finding] = []
    meant = {each.question.facts for each in replies if each.question.block is Block.BLANKS and each.choice}
    for position in sorted(ours):
        table, of = batch.tables[position], pairs.get(position)
        if of is None:
            continue
        known = _known_rows(table, of)
        for name in _erasable(table.kind):
            rows = _blank_rows(table, of, name, known) if name in table.columns else ()
            question = question_of(table, name)
            are_many = len(rows) >= _MANY and len(rows) > _SHARE * len(known)
            if are_many and question.facts not in meant:
                left.setdefault(position, {})[name] = rows
                found.append(_said(table, name, len(rows), len(known), question))
                continue
            for nth in rows:
                of_table = erased.setdefault(position, {})
                of_table[nth] = of_table.get(nth, frozenset()) | {name}
    return Blanked(erased, left, tuple(found))


def question_of(table: Table[Any], name: str) -> Question:
    """Whether the blank cells of a column are meant."""
    return Question(Block.BLANKS, (table.sheet, table.kind, name))


def with_erased(batch: Batch, blanked: Blanked) -> Batch:
    """The batch with its blanks as what they mean."""
    return batch.map_tables(
        {position: _with_erased(batch.tables[position], rows) for position, rows in blanked.erased.items()}
    )


def _with_erased(table: Table[Any], erased: Mapping[int, frozenset[str]]) -> Table[Any]:
    rows = list(table.rows)
    for nth, names in erased.items():
        rows[nth] = replace(rows[nth], erased=rows[nth].erased | names)
    return replace(table, rows=tuple(rows))


def _known_rows(table: Table[Any], pairs: Pairs) -> list[int]:
    """The rows that surely are rows of the base: those with a number by it."""
    rows = [nth for nth in range(len(table.rows)) if pairs.base_row(nth) is not None]
    if not table.of.prefix or pairs.line is None:
        return rows
    base = pairs.line.base
    return [nth for nth in rows if table.rows[nth].record.number == base.cell(pairs.base_row(nth), "number")]


def _blank_rows(table: Table[Any], pairs: Pairs, name: str, known: Iterable[int]) -> tuple[int, ...]:
    was = pairs.line.base.columns.get(name) if pairs.line else None
    if was is None:
        return ()
    return tuple(
        nth
        for nth in known
        if was[pairs.base_row(nth) or 0] not in (None, "", NO_BASE, ERASED)
        and _is_blank(table.rows[nth], name)
    )


def _is_blank(row: Sourced[Any], name: str) -> bool:
    is_typed = any(each == name for each, _text in row.typed)
    return getattr(row.record, name) is None and name not in row.erased and not is_typed


@cache
def _erasable(kind: str) -> tuple[str, ...]:
    """The fields that a record can be without."""
    sheet = SHEET_OF[kind]
    needed = sheet.starred.union(*sheet.needed) | {"number", sheet.label}
    return tuple(each.field for each in sheet.visible if not each.computed and each.field not in needed)


def _said(table: Table[Any], name: str, rows: int, known: int, question: Question) -> Finding:
    place, column = table.place(table.header_row, name), table.of.by_field[name].name
    return finding(rules.MASS_BLANK, place, rows=rows, known=known, column=column, key=question.facts)
