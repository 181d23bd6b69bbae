"""Of which kind goods and deals are that do not say it: by words, by lines, else as the house sells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.choice_words import fixed_words, kind_said
from workbook_crm.model.columns import with_values
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.options import CATALOG_KINDS, USED, VEHICLE
from workbook_crm.model.rules import trade
from workbook_crm.model.snapshot import Snapshot

_WORDS = fixed_words(CATALOG_KINDS, {})
_NAMES = {option.code: option.name for option in CATALOG_KINDS}
_BY_WORDS = Name("产品名称", "its name")
_BY_SHEET = Name("表名", "the name of the sheet")
_BY_MILEAGE = Name("里程/小时", "its mileage or hours")
_BY_PLATE = Name("车牌", "its plate")
_MAY_BE_USED = ({VEHICLE}, {VEHICLE, USED})
"""Kinds of goods of one name, of which another row may be a used vehicle."""
_DRIVEN = 100
"""From so many kilometres, miles or hours on, nothing is delivered as new."""
_BY_LINES = Name("它的产品", "its products")
_OF_GOODS = frozenset({"catalog", "opportunities"})
"""Kinds of record that are of a kind of goods."""

Told = tuple[str, Name]
"""A kind of goods, and what tells it."""


def with_told_kinds(batch: Batch, snapshot: Snapshot) -> tuple[Batch, Findings]:
    """The batch with the kind of every catalog row that words or a mileage tell, before it is identified.

    A product that is known, by name or code, is what it is; but a vehicle that has run, has a plate or stands
    among used ones is not the new one of its name. Where no words tell a kind, a mileage does.
    """
    found: list[Finding] = []
    known = _known_goods(snapshot) if any(batch.of_kind("catalog")) else {}
    tables = {
        position: _filled(table, _by_words(table, known), found)
        for position, table in enumerate(batch.tables)
        if table.kind == "catalog"
    }
    return batch.map_tables(tables), tuple(found)


def _known_goods(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """By what goods are called, and by their codes and VINs: of which kinds they are."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for each in (stored.record for stored in snapshot.of("catalog")):
        for text in filter(None, (each.product, each.code, each.vin)):
            kinds[search_key(text)].add(each.kind or VEHICLE)
    return kinds


def _by_words(table: Table[Any], known: Mapping[str, set[str]]) -> Callable[[int, Sourced[Any]], Told | None]:
    said = kind_said(table.sheet, _WORDS)

    def told(nth: int, row: Sourced[Any]) -> Told | None:
        item = row.record
        if not item.product or any(search_key(text) in known for text in (item.code, item.vin) if text):
            return None
        if kinds := known.get(search_key(item.product)):
            return _used_by_looks(item, said) if kinds in _MAY_BE_USED else None
        kind = kind_said(item.product, _WORDS)
        if kind:
            return kind, _BY_WORDS
        if said:
            return said, _BY_SHEET
        return (USED, _BY_MILEAGE) if (item.mileage or 0) >= _DRIVEN else None

    return told


def _used_by_looks(item: Any, sheet: str | None) -> Told | None:
    """What tells that a row is a used vehicle, though its product is known as a new one of that name."""
    if sheet == USED:
        return USED, _BY_SHEET
    if (item.mileage or 0) >= _DRIVEN:
        return USED, _BY_MILEAGE
    return (USED, _BY_PLATE) if item.plate else None


def with_kinds(linked: Linked, context: Context) -> tuple[Linked, Findings]:
    """The linked batch with a kind for every new product and deal that has none."""
    found: list[Finding] = []
    lines = _kinds_of_lines(linked)
    tables: dict[int, Table[Any]] = {}
    for position, table in enumerate(linked.batch.tables):
        if table.kind == "opportunities":
            tables[position] = _filled(table, _by_lines(linked.ids[position], lines), found)
        if table.kind in _OF_GOODS and "kind" not in context.settings.defaults.get(table.kind, {}):
            told = _assumed(linked, position, context)
            tables[position] = _filled(tables.get(position, table), told, found)
    return replace(linked, batch=linked.batch.map_tables(tables)), tuple(found)


def _kinds_of_lines(linked: Linked) -> Mapping[int, set[str | None]]:
    """By the id of a deal: of which kinds its products are."""
    kinds: defaultdict[int, set[str | None]] = defaultdict(set)
    catalog = linked.records("catalog") if any(linked.batch.of_kind("opportunity_lines")) else {}
    for position, table in enumerate(linked.batch.tables):
        if table.kind == "opportunity_lines":
            targets = linked.targets[position]
            for deal, item in zip(targets["opportunity"], targets["item"], strict=True):
                if deal and item and item.id in catalog:
                    kinds[deal.id].add(catalog[item.id].kind or VEHICLE)
    return kinds


def _by_lines(
    ids: tuple[int, ...], lines: Mapping[int, set[str | None]]
) -> Callable[[int, Sourced[Any]], Told | None]:
    def told(nth: int, row: Sourced[Any]) -> Told | None:
        kinds = lines.get(ids[nth], set()) if ids[nth] < 0 else set()
        kind = next(iter(kinds)) if len(kinds) == 1 else None
        return (kind, _BY_LINES) if kind else None

    return told


def _assumed(linked: Linked, position: int, context: Context) -> Callable[[int, Sourced[Any]], Told | None]:
    """The house's default for what is new and of which no other row says it."""
    ids, kind = linked.ids[position], linked.batch.tables[position].kind
    shared = linked.shared(kind).records
    default = context.settings.defaults.get("catalog", {}).get("kind", VEHICLE)

    def told(nth: int, row: Sourced[Any]) -> Told | None:
        together = shared.get(ids[nth])
        is_said = together is not None and together.kind is not None
        return None if ids[nth] > 0 or is_said else (default, Name("", ""))

    return told


def _filled(
    table: Table[Any], told: Callable[[int, Sourced[Any]], Told | None], found: list[Finding]
) -> Table[Any]:
    """The table with kinds where rows have none and something tells it; that is said once a kind."""
    counts: dict[Told, int] = {}
    rows = []
    for nth, row in enumerate(table.rows):
        said = told(nth, row) if row.record.kind is None and not _is_unread(row) else None
        if said is None:
            rows.append(row)
            continue
        counts[said] = counts.get(said, 0) + 1
        rows.append(replace(row, record=with_values(row.record, {"kind": said[0]})))
    found.extend(_findings(table, counts))
    return replace(table, rows=tuple(rows)) if counts else table


def _is_unread(row: Sourced[Any]) -> bool:
    return "kind" in row.erased or any(field == "kind" for field, _text in row.typed)


def _findings(table: Table[Any], counts: Mapping[Told, int]) -> Iterator[Finding]:
    place = table.place(table.header_row, "kind")
    column = table.of.by_field["kind"].name
    for (kind, by), rows in counts.items():
        facts: dict[str, Fact] = {"column": column, "rows": rows, "option": _NAMES[kind]}
        if by.zh:
            yield finding(trade.KIND_TOLD, place, **facts, by=by)
        else:
            yield finding(trade.KIND_ASSUMED, place, **facts, allowed=tuple(_NAMES.values()))
