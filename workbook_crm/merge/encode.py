"""Records, findings and receipts as JSON for the store, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.model.columns import DATED, NUMERIC, Column, Value
from workbook_crm.model.finding import Fact, Finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules import rule_of
from workbook_crm.model.run import ColumnReceipt, Receipt, Settled, SheetReceipt

COLUMN = "@column"
"""Beside the fields of a logged change: the column of the one cell that it comes from."""


def plain(value: Value) -> str | int | bool | None:
    """A field's value as JSON holds it: money as decimal text, dates as ISO 8601."""
    if type(value) is str:  # most are, and this is asked a million times
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def typed(column: Column, value: Any) -> Value:
    """The value of a column that `plain` made, as it was."""
    if value is None:
        return None
    if column.of in NUMERIC:
        return Decimal(value)
    if column.of in DATED:
        return parse_moment(value)
    return value  # type: ignore[no-any-return]  # text, whole numbers and booleans are the same in JSON


def parse_moment(text: str) -> date:
    """ISO 8601 text as a date, or a datetime where it has a time of day."""
    return date.fromisoformat(text) if len(text) == len("2026-11-23") else datetime.fromisoformat(text)


def receipt_body(receipt: Receipt) -> dict[str, Any]:
    """The sheets, findings and settled rows of a receipt, and what few receipts have."""
    settled = {"settled": [each._asdict() for each in receipt.settled]} if receipt.settled else {}
    places = {"held": receipt.held, "container": receipt.container}
    return {
        "sheets": [asdict(sheet) for sheet in receipt.sheets],
        "findings": [_finding_out(each) for each in receipt.findings],
        **settled,
        **{name: place for name, place in places.items() if place},
    }


NO_BODY: Mapping[str, Any] = {"sheets": (), "findings": ()}


def body_of(kept: Any) -> Mapping[str, Any]:
    """The body of a receipt; an empty one where the store holds something else, which is told as left out."""
    is_body = isinstance(kept, dict) and all(isinstance(kept.get(name), list) for name in NO_BODY)
    return kept if is_body else NO_BODY


def sheets_in(body: Mapping[str, Any]) -> tuple[SheetReceipt, ...]:
    """The sheets of a receipt from its body."""
    return tuple(
        SheetReceipt(**{**each, "columns": tuple(ColumnReceipt(**column) for column in each["columns"])})
        for each in body["sheets"]
    )


def findings_in(body: Mapping[str, Any], file: str) -> tuple[Finding, ...]:
    """The findings of a receipt from its body."""
    return tuple(_finding_in(each, file) for each in body["findings"])


def settled_in(body: Mapping[str, Any]) -> tuple[Settled, ...]:
    """The rows of earlier workbooks that a receipt settled, from its body."""
    return tuple(Settled(**each) for each in body.get("settled", ()))


def _finding_out(each: Finding) -> list[Any]:
    place = [each.place.sheet, each.place.row, each.place.column]
    facts = {name: _fact_out(fact) for name, fact in each.facts}
    return [each.rule.code, place, each.value, facts, list(each.rows)]


def _finding_in(raw: list[Any], file: str) -> Finding:
    code, (sheet, row, column), value, facts, rows = raw
    read = tuple((name, _fact_in(fact)) for name, fact in facts.items())
    return Finding(rule_of(code), Place(file, sheet, row, column), value, read, tuple(rows))


def _fact_out(fact: Fact) -> Any:
    match fact:
        case Decimal():
            return {"decimal": f"{fact:f}"}
        case date():
            return {"date": fact.isoformat()}
        case Name():
            return {"zh": fact.zh, "en": fact.en}
        case Place():
            return {"place": [fact.file, fact.sheet, fact.row, fact.column]}
        case tuple():
            return [_fact_out(each) for each in fact]
        case _:
            return fact


def _fact_in(raw: Any) -> Any:
    match raw:
        case {"decimal": text}:
            return Decimal(text)
        case {"date": text}:
            return parse_moment(text)
        case {"zh": zh, "en": en}:
            return Name(zh, en)
        case {"place": parts}:
            return Place(*parts)
        case list():
            return tuple(_fact_in(each) for each in raw)
        case _:
            return raw
