"""Whom a row means: the customer of an opportunity, the opportunity of a line, the subject of a follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from workbook_crm.check.contacts import names_accounts
from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import Column
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.ids import kind_named
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import SHEET_OF

_NUMBER = re.compile(r"^\s*[A-Za-z]\s*[-–—−_]?\s*\d+[\s(（:：、,，]*")
_FIELDS = ("number", "name", "phone")
"""What a reference may be written as, in the order in which they are tried."""


class Unknown(NamedTuple):
    """A cell that refers to a record which nobody knows, or to one of several."""

    nth: int
    """Of the row in its table, from 0."""
    column: Column
    text: str
    matches: Sequence[Target] = ()
    """The records that it fits."""


def row_targets(
    table: Table[Any], known: Known, found: list[Finding], unknown: list[Unknown]
) -> dict[str, list[Target | None]]:
    """For each reference column of a table, the record that each row means; None where none was found."""
    return {
        column.field: _column_targets(table, column, known, found, unknown)
        for column in table.of.visible
        if column.refers
    }


def _column_targets(
    table: Table[Any], column: Column, known: Known, found: list[Finding], unknown: list[Unknown]
) -> list[Target | None]:
    met: dict[tuple[str, str | None], list[Target]] = {}
    kinds = kinds_meant(table, column)
    means: list[Target | None] = []
    is_of_accounts = names_accounts(table, column)
    for nth, row in enumerate(table.rows):
        text = getattr(row.record, column.field)
        if text is None:
            means.append(None)
            continue
        who = known.acting(salesperson(row)) if known.has_claims else None
        if (text, who) not in met:
            meant = targets_of(text, kinds, known, who)
            met[text, who] = [each for each in meant if not (is_of_accounts and known.is_contact(each))]
        matches = met[text, who]
        means.append(matches[0] if len(matches) == 1 else None)
        if len(matches) != 1:
            unknown.append(Unknown(nth, column, text, matches))
        elif row.typed and (written := dict(row.typed).get(column.field)):
            found += _compared(table, row, column, written, matches[0], known)
    return means


def kinds_meant(table: Table[Any], column: Column) -> tuple[str, ...]:
    """The kinds that a column refers to, first the one that its header names."""
    headers = {kind_named(each.text) for each in table.headings if each.field == column.field}
    return tuple(sorted(column.refers, key=lambda kind: headers != {kind}))


def _compared(
    table: Table[Any], row: Sourced[Any], column: Column, written: str, target: Target, known: Known
) -> Iterator[Finding]:
    """A word where what is written behind a number is none of the record's names, not even masked."""
    number, label = getattr(row.record, column.field), search_key(_NUMBER.sub("", written))
    if not label or "*" in label or any(key in label or label in key for key in known.goes_by(target)):
        return
    name = known.name(target, salesperson(row))
    yield finding(trade.OTHER_NAME, table.place(row.row, column.field), written, number=number, name=name)


def salesperson(row: Sourced[Any]) -> str | None:
    """Whose row it is, who may see the names of his own."""
    return getattr(row.record, "owner", None) or getattr(row.record, "by", None)


def targets_of(text: str, kinds: tuple[str, ...], known: Known, who: str | None = None) -> list[Target]:
    """The records that a text means to a person: of the first kind and way of naming that knows it."""
    for field in _FIELDS:
        value = search_key(text) if field == "name" else text
        for kind in kinds:
            ids = known.meant(kind, field, value, who)
            if ids:
                return [Target(kind, each) for each in ids]
        if field == "number":
            ids_by_kind = [(kind, known.by_any_case(kind, text)) for kind in kinds]
            if found := next(((kind, ids) for kind, ids in ids_by_kind if ids), None):
                return [Target(found[0], each) for each in found[1]]
    return []


def ambiguous(
    table: Table[Any],
    row: Sourced[Any],
    column: Column,
    text: str,
    matches: Sequence[Target],
    known: Known,
) -> Finding:
    """A cell that fits several records."""
    labels = tuple(known.label(each, salesperson(row)) for each in matches)
    place, example = table.place(row.row, column.field), labels[0].split(" ")[0]
    return finding(trade.AMBIGUOUS_REFERENCE, place, text, matches=labels, example=example)


def missing(table: Table[Any], row: Sourced[Any], column: Column, text: str, suggestion: Name) -> Finding:
    """A cell that refers to a record which nobody knows, and which is not made of the row."""
    kinds = tuple(SHEET_OF[kind].name for kind in column.refers)
    place = table.place(row.row, column.field)
    return finding(trade.UNKNOWN_REFERENCE, place, text, kind=kinds, suggestion=suggestion)
