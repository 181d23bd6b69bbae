"""The natural key of a row as text: what a list is recognised by when it is sent again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbook_crm.check.catalog_rows import colour_of
from workbook_crm.model.batch import Table
from workbook_crm.model.file_lines import KEY_PARTS, cell_of
from workbook_crm.model.keys import search_key


def keys_of(table: Table[Any]) -> tuple[str, ...]:
    """The key of every row of a table; empty for a row that says nothing of what identifies it."""
    key_of = _KEYS[table.kind]
    return tuple(key_of(row.record) for row in table.rows)


def _joined(*parts: object) -> str:
    """Parts as one text; empty where the last one, which names the thing itself, is missing."""
    texts = [search_key(str(part)) if part is not None else "" for part in parts]
    return KEY_PARTS.join(texts) if any(texts) else ""


def _person(record: Any) -> str:
    return _joined(record.phone or record.name or record.number)


def _deal(record: Any) -> str:
    return _joined(record.customer, record.name) if record.name else _joined(record.number)


def _line(record: Any) -> str:
    return _joined(record.opportunity, record.product, record.spec)


def _follow_up(record: Any) -> str:
    return _joined(record.subject, cell_of(record.time), record.content)


def _item(record: Any) -> str:
    if record.vin or record.plate:
        return _joined(record.vin or record.plate)
    if record.code:
        return _joined(record.code, cell_of(record.valid_from))
    named = (record.product, record.spec, record.kind)
    is_vehicle = record.year is not None or record.mileage is not None
    looks = (record.year, cell_of(record.mileage), colour_of(record) or None) if is_vehicle else ()
    return _joined(*named, *looks, cell_of(record.valid_from)) if any(named[:2]) else ""


def _member(record: Any) -> str:
    return _joined(record.name)


def _choice(record: Any) -> str:
    return _joined(record.list, record.value)


_KEYS: Mapping[str, Callable[[Any], str]] = {
    "leads": _person,
    "customers": _person,
    "opportunities": _deal,
    "opportunity_lines": _line,
    "follow_ups": _follow_up,
    "catalog": _item,
    "staff": _member,
    "choices": _choice,
}
