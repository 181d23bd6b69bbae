"""Who a row is that has no number: by its natural key, all rows of a kind together.

A member of staff by name, a choice by list and value, a follow-up by subject, time and content. Lines go by
opportunity, product and spec, of which there may be several (`check.pairing`).
Catalog rows: `check.catalog_rows`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from workbook_crm.check.beside import edited
from workbook_crm.check.known import Known
from workbook_crm.check.pairing import Pairing, agreeing
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Stored

Key = tuple[object, ...]
Means = Mapping[str, object]


class Keyed(NamedTuple):
    """A table of a kind without numbers, and what the references of its rows mean."""

    table: Table[Any]
    targets: Mapping[str, Sequence[Target | None]]
    before: Mapping[int, int]
    """By row: the record that it was when its list was last sent."""
    added: frozenset[int]
    """Rows, from 0, that are a record of their own beside others of their key."""


def keyed_ids(tables: Sequence[Keyed], stored: Sequence[Stored[Any]], known: Known) -> list[tuple[int, ...]]:
    """The ids of the rows of all tables of one kind, table by table."""
    kind = tables[0].table.kind
    keys = [list(_keys(kind, each, known)) for each in tables]
    if kind == "opportunity_lines":
        return _line_ids(tables, keys, stored, known)
    index: dict[Key, int] = {}
    for known_one in stored:
        index.setdefault(_stored_key(kind, known_one), known_one.id)
    for each, some in zip(tables, keys, strict=True):
        for nth, record_id in each.before.items():
            index.setdefault(some[nth], record_id)
    if any(each.table.beside for each in tables):
        known_by_key = {_stored_key(kind, each): each for each in stored}
        index.update(edited([each.table for each in tables], keys, known_by_key))
    return [
        tuple(each.before.get(nth) or _id(key, index, kind, known) for nth, key in enumerate(some))
        for each, some in zip(tables, keys, strict=True)
    ]


def _id(key: Key, index: dict[Key, int], kind: str, known: Known) -> int:
    record_id = index.get(key)
    if record_id is None:
        record_id = index[key] = known.new_id(kind)
    return record_id


def _line_ids(
    tables: Sequence[Keyed], keys: Sequence[Sequence[Key]], stored: Sequence[Stored[Any]], known: Known
) -> list[tuple[int, ...]]:
    """Each line is a record of its own: a known one of its key, or a new one."""
    paired = {(t, nth): record_id for t, each in enumerate(tables) for nth, record_id in each.before.items()}
    taken = set(paired.values())
    by_key: defaultdict[Key, list[Stored[Any]]] = defaultdict(list)
    for each in stored:
        if each.id not in taken:
            by_key[_stored_key("opportunity_lines", each)].append(each)
    places: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
    for t, some in enumerate(keys):
        for nth, key in enumerate(some):
            if key in by_key and (t, nth) not in paired and nth not in tables[t].added:
                places[key].append((t, nth))
    for key, here in places.items():
        rows = [tables[t].table.rows[nth] for t, nth in here]
        paired.update((here[i], record_id) for i, record_id in _paired_lines(rows, by_key[key]).items())
    return [
        tuple(paired.get((t, nth)) or known.new_id("opportunity_lines") for nth in range(len(some)))
        for t, some in enumerate(keys)
    ]


_WRITTEN = attrgetter("quantity", "periods", "remark")
_AGREEING = agreeing(("unit_price", "discount"))
"""Price and discount are filled in where they are blank, so that a blank one agrees with any."""
_WITHIN = agreeing(("quantity", "periods", "unit_price", "discount", "remark"))


def _paired_lines(rows: Sequence[Sourced[Any]], known: Sequence[Stored[Any]]) -> Mapping[int, int]:
    """The known line of each row, by index: the one that says the same, else the next in order."""
    if len(rows) == len(known) and (len(rows) == 1 or all(map(_is_same, rows, known))):  # nearly always
        return {nth: each.id for nth, each in enumerate(known)}
    pairing = Pairing(rows, known)
    pairing.equal(_WRITTEN, _AGREEING)
    pairing.fitting(_WITHIN)
    pairing.in_order()
    return pairing.ids


def _is_same(row: Sourced[Any], known: Stored[Any]) -> bool:
    return _WRITTEN(row.record) == _WRITTEN(known.record) and _AGREEING(row, known.record)


def _keys(kind: str, of: Keyed, known: Known) -> Iterator[Key]:
    key_of, references = _KEYS[kind], _references(kind)
    for position, row in enumerate(of.table.rows):
        means = {field: _reference_key(of.targets[field][position], known) for field in references}
        yield key_of(row.record, means)


def _stored_key(kind: str, each: Stored[Any]) -> Key:
    means = {field: getattr(each.record, field) for field in _references(kind)}
    return _KEYS[kind](each.record, means)


def _references(kind: str) -> list[str]:
    return [column.field for column in SHEET_OF[kind].visible if column.refers]


def _reference_key(target: Target | None, known: Known) -> object:
    """A known record by its number, as the store writes references; a new one by its id in this batch."""
    if target is None or target.id < 0:
        return target
    record = known.record(*target)
    return record.number if record else target


def _name(text: str | None) -> str:
    return search_key(text) if text else ""


def _staff_key(record: Any, means: Means) -> Key:
    return (_name(record.name),)


def _choice_key(record: Any, means: Means) -> Key:
    return record.list, _name(record.value)


def _line_key(record: Any, means: Means) -> Key:
    return means["opportunity"], _name(record.product), _name(record.spec)


def _follow_up_key(record: Any, means: Means) -> Key:
    return means["subject"], record.time, _name(record.content)


_KEYS: Mapping[str, Callable[[Any, Means], Key]] = {
    "staff": _staff_key,
    "choices": _choice_key,
    "opportunity_lines": _line_key,
    "follow_ups": _follow_up_key,
}
"""By kind: the natural key of a record, with what its references mean."""
