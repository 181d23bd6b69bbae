"""Contacts that are kept beside a record: by whom they were, and which known one a text that has grown is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.keys import search_key
from workbook_crm.model.snapshot import Stored

Key = tuple[object, ...]
"""(subject, time, search key of the content)"""
_DERIVED = ("method", "by")
"""What is told by words or by the record's owner where no column says it."""
_NEAR = 0.6
_LONGEST = 500
"""So much of two texts is compared."""


def completed(table: Table[Any], ids: Sequence[int], main: Table[Any]) -> Table[Any]:
    """The contacts, new ones by their record's owner; a known one keeps what no cell says otherwise."""
    owners = {each.row: getattr(each.record, "owner", None) for each in main.rows}
    derived = [field for field in _DERIVED if field not in table.columns]
    rows = [
        _known(row, derived) if record_id > 0 else _new(row, owners[row.row])
        for row, record_id in zip(table.rows, ids, strict=True)
    ]
    return replace(table, rows=tuple(rows))


def _known(row: Sourced[Any], derived: Sequence[str]) -> Sourced[Any]:
    said = {field: None for field in derived if getattr(row.record, field) is not None}
    return replace(row, record=with_values(row.record, said)) if said else row


def _new(row: Sourced[Any], owner: str | None) -> Sourced[Any]:
    if row.record.by is not None or owner is None:
        return row
    return replace(row, record=with_values(row.record, {"by": owner}))


def edited(
    tables: Sequence[Table[Any]],
    keys: Sequence[Sequence[Key]],
    stored: Mapping[Key, Stored[Any]],
) -> Iterator[tuple[Key, int]]:
    """(key, id of the known contact) of every text beside a record that has grown or was mended in place.

    It is about the same record on the same day, and no other row says what is known.
    """
    said = {key for some in keys for key in some}
    open_: defaultdict[Key, list[Stored[Any]]] = defaultdict(list)
    for known_key, each in stored.items():
        if known_key not in said:
            open_[known_key[:2]].append(each)
    if not open_:
        return
    for table, some in zip(tables, keys, strict=True):
        for row, key in zip(table.rows, some, strict=True) if table.beside else ():
            if key in stored:
                continue
            known = next((each for each in open_.get(key[:2], ()) if _is_edit(each.record, row.record)), None)
            if known is not None:
                open_[key[:2]].remove(known)
                yield key, known.id


def _is_edit(known: Any, now: Any) -> bool:
    """Whether a text goes on where the other ends, or is nearly the same."""
    was, new = search_key(known.content or "")[:_LONGEST], search_key(now.content or "")[:_LONGEST]
    if new.startswith(was) or (new and was.startswith(new)):
        return True
    return SequenceMatcher(None, was, new, autojunk=False).ratio() >= _NEAR
