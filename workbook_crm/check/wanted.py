"""What a batch refers to: the only records that are fetched from the store for it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from workbook_crm.check.implied import with_implied
from workbook_crm.check.named import without_new
from workbook_crm.check.shelf import product_words, spec_words
from workbook_crm.check.told import customers_told
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.columns import Of
from workbook_crm.model.companies import company_keys
from workbook_crm.model.keys import identifies, search_key
from workbook_crm.model.numbers_of import further_numbers
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED, SHEET_OF
from workbook_crm.model.snapshot import VEHICLE_FLOOR, Lookup, Wanted

_IDENTIFIERS = ("number", "phone", "name")
_WHOLE = frozenset({"choices", "staff"})
_CHILDREN = frozenset({"opportunity_lines", "follow_ups"})


def refers_to(batch: Batch, settings: Settings) -> Wanted:
    """Every number, phone and name that a row of the batch goes by or mentions."""
    wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    batch = with_implied(batch, settings)
    for table in batch.tables:
        _identifiers(table, wanted)
        _references(table, wanted)
        _customers_of_lines(table, settings, wanted)
        _products(table, wanted)
    lookups = (Lookup(kind, field, frozenset(values)) for (kind, field), values in wanted.items() if values)
    children = frozenset(table.kind for table in batch.tables) & _CHILDREN
    if "opportunities" in {table.kind for table in batch.tables}:
        children |= {"opportunity_lines"}
    return Wanted(
        tuple(lookups),
        children,
        _WHOLE,
        _has_low_prices(batch),
        bool(list(batch.of_kind("staff"))),
        _mentioned(batch, settings),
    )


def _has_low_prices(batch: Batch) -> bool:
    """Whether a catalog has prices that no vehicle has."""
    rows = (row.record for table in batch.of_kind("catalog") for row in table.rows)
    return any(each.unit_price is not None and 0 < each.unit_price < VEHICLE_FLOOR for each in rows)


def _mentioned(batch: Batch, settings: Settings) -> dict[str, frozenset[str]]:
    """By kind: what rows refer to, without what the batch itself brings."""
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for table in batch.tables:
        for column in table.of.visible:
            if column.of is Of.REFERENCE:
                for kind in column.refers:
                    mentioned[kind] |= _values(table, column.field, as_name=True)
        mentioned["customers"] |= set(map(search_key, customers_told(table, settings)))
    brought = {
        key
        for table in batch.tables
        if table.of.prefix
        for field in _IDENTIFIERS
        if field in table.of.by_field
        for key in _values(table, field, as_name=True)
    }
    return {kind: frozenset(keys - brought) for kind, keys in mentioned.items() if keys - brought}


def _identifiers(table: Table[Any], wanted: defaultdict[tuple[str, str], set[str]]) -> None:
    if not table.of.prefix:
        return
    for field in _IDENTIFIERS:
        if field in table.of.by_field:
            wanted[table.kind, field] |= _values(table, field, as_name=field == "name")
    if "number" in table.columns:
        wanted[table.kind, "number"] |= _spellings(wanted[table.kind, "number"])
    if table.kind in PHONED:
        wanted[table.kind, "phone"] |= _further_numbers(table)
        for field in ("mail", "wechat"):  # somebody may be called by it
            wanted[table.kind, "name"] |= _values(table, field, as_name=True)
    if table.kind == "leads":
        wanted["customers", "phone"] |= {each for each in wanted["leads", "phone"] if identifies(each)}
    if table.kind == "customers":
        names = _values(table, "name", as_name=False)
        wanted[table.kind, "company"] |= {key for name in names for key in company_keys(name)}


def _spellings(numbers: set[str]) -> set[str]:
    """Another system's numbers in capitals and small letters: people do not mind which."""
    return {each for number in numbers if not number.isdecimal() for each in (number.upper(), number.lower())}


def _further_numbers(table: Table[Any]) -> set[str]:
    return {
        number
        for row in table.rows
        if row.record.extra
        for number in further_numbers(row.record.phone, row.record.extra)
    }


def _references(table: Table[Any], wanted: defaultdict[tuple[str, str], set[str]]) -> None:
    for column in table.of.visible:
        if column.of is Of.REFERENCE:
            texts = _values(table, column.field, as_name=False)
            _referred_to(column.refers, texts, wanted)


def _customers_of_lines(
    table: Table[Any], settings: Settings, wanted: defaultdict[tuple[str, str], set[str]]
) -> None:
    """Whose deals lines may open."""
    texts = customers_told(table, settings)
    if texts:
        _referred_to(("customers",), texts, wanted)


def _referred_to(
    kinds: tuple[str, ...], texts: set[str], wanted: defaultdict[tuple[str, str], set[str]]
) -> None:
    names = texts | {name for text in texts if (name := without_new(text))}
    for kind in kinds:
        wanted[kind, "number"] |= names | _spellings(names)
        wanted[kind, "name"] |= {search_key(text) for text in names}
        if "phone" in SHEET_OF[kind].by_field:
            wanted[kind, "phone"] |= {text for text in names if identifies(text)}


def _products(table: Table[Any], wanted: defaultdict[tuple[str, str], set[str]]) -> None:
    if table.kind in ("opportunity_lines", "catalog"):
        named = _values(table, "product", as_name=False)
        wanted["catalog", "product"] |= {search_key(word) for name in named for word in product_words(name)}
    if table.kind == "opportunity_lines":
        pairs = {(row.record.product, row.record.spec) for row in table.rows}
        wanted["catalog", "product"] |= {search_key(word) for pair in pairs for word in spec_words(*pair)}
    if table.kind == "catalog":
        wanted["catalog", "product"] |= _values(table, "code", as_name=True) | _values(
            table, "vin", as_name=True
        )


def _values(table: Table[Any], field: str, *, as_name: bool) -> set[str]:
    values = {getattr(row.record, field) for row in table.rows} - {None}
    return {search_key(value) for value in values} if as_name else values
