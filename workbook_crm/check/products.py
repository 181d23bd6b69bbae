"""Which catalog item a line means: by code, product, spec or VIN, of the right kind, valid on the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from workbook_crm.check.catalog_rows import colour_of, has_number
from workbook_crm.check.shelf import Item, Shelf, is_valid, spec_words
from workbook_crm.check.suggest import NO_SUGGESTION, did_you_mean
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.options import RENTAL, USED
from workbook_crm.model.records import CatalogItem, OpportunityLine
from workbook_crm.model.rules import trade
from workbook_crm.model.snapshot import Stored

Line = OpportunityLine


_LIKE = Decimal("0.3")
"""A price that differs by no more of it is one of the same thing."""


class Lapsed(NamedTuple):
    """An item that new lines cannot have any more, and why; a line that has it keeps it, and its price."""

    item: Item
    why: Finding


Found = Item | Lapsed | Finding | None


class LinesLeft:
    """The lines that opportunities have: each lets one row keep a product that is sold no more."""

    def __init__(self, lines: Iterable[Stored[Line]]) -> None:
        self._left = Counter(_line_key(each.record.opportunity, each.record) for each in lines)

    def take(self, opportunity: str | None, record: CatalogItem) -> bool:
        """Whether an opportunity has a line of an item that no row before has taken."""
        key = _line_key(opportunity, record)
        self._left[key] -= 1
        return self._left[key] >= 0


def _line_key(opportunity: str | None, record: Line | CatalogItem) -> tuple[str | None, str, str]:
    return opportunity, search_key(record.product or ""), search_key(record.spec or "")


def settle_products(
    table: Table[Line],
    kinds: Sequence[str | None],
    numbers: Sequence[str | None],
    lines: LinesLeft,
    shelf: Shelf,
    day: date,
    withdrawn: Mapping[int, date],
) -> tuple[Table[Line], list[Target | None], list[Finding]]:
    """The lines with product and spec as the catalog writes them, the item of each, and what was not found.

    `kinds` and `numbers` say for each row what its opportunity is about (vehicle, rental ...) and its number,
    where they are known; `lines` are those that the opportunities have; `withdrawn` says by the catalog id
    since when an item is.
    """
    memory: dict[tuple[object, ...], Found] = {}
    rows: list[Sourced[Line]] = []
    targets: list[Target | None] = []
    findings: list[Finding] = []
    for row, kind, number in zip(table.rows, kinds, numbers, strict=True):
        line = row.record
        asked = (line.product, line.spec, kind, line.periods is None, line.unit_price is None)
        if asked not in memory:
            memory[asked] = _find(table, row, kind, shelf, day, withdrawn)
        found = memory[asked]
        if isinstance(found, Lapsed):
            found = found.item if lines.take(number, found.item.record) else found.why
        if isinstance(found, Finding) and _is_priced_offer(table, line, found):
            found = _say(trade.PRODUCT_AS_WRITTEN, table, row, "product", line.product or "")
        if isinstance(found, Item):
            rows.append(_as_catalogued(row, found))
            targets.append(found.target)
            if _is_known_by_spec(line, found, shelf):
                findings.append(_known_by_spec(table, row, found))
        else:
            rows.append(row)
            targets.append(None)
            if found:
                findings.append(_at(found, table, row.row))
    return replace(table, rows=tuple(rows)), targets, findings


def _is_priced_offer(table: Table[Line], line: Line, found: Finding) -> bool:
    """Whether a quotation or a delivery note tells all of a product that nothing in the catalog is like."""
    is_told = "opportunity" in table.above and not (line.unit_price is None and line.amount is None)
    is_alone = found.rule is trade.UNKNOWN_PRODUCT and dict(found.facts).get("suggestion") == NO_SUGGESTION
    return is_told and is_alone


def _is_known_by_spec(line: Line, item: Item, shelf: Shelf) -> bool:
    """Whether a line's own word is not what the catalog calls an item, sold or withdrawn."""
    if not line.product or not line.spec:
        return False
    return item not in shelf.items(line.product) and item not in shelf.withdrawn(line.product)


def _known_by_spec(table: Table[Line], row: Sourced[Line], item: Item) -> Finding:
    facts = {"spec": row.record.spec or "", "known": item.record.product or ""}
    return _say(trade.PRODUCT_BY_SPEC, table, row, "product", row.record.product or "", **facts)


def _at(found: Finding, table: Table[Any], row: int) -> Finding:
    column = found.place.column
    field = next((name for name in table.columns if table.column_of(name) == column), None)
    return replace(found, place=table.place(row, field))


def _as_catalogued(row: Sourced[Line], item: Item) -> Sourced[Line]:
    line, known = row.record, item.record
    if line.product == known.product and line.spec == known.spec:  # nearly always
        return row
    is_spec = line.spec is None or search_key(line.spec) == search_key(known.spec or "")
    spec = known.spec if is_spec else line.spec
    if line.product == known.product and line.spec == spec:
        return row
    return replace(row, record=replace(line, product=known.product, spec=spec))


def _find(
    table: Table[Line],
    row: Sourced[Line],
    kind: str | None,
    shelf: Shelf,
    day: date,
    withdrawn: Mapping[int, date],
) -> Found:
    line = row.record
    if line.product is None:
        return None
    items = shelf.items(line.product)
    gone = shelf.withdrawn(line.product)
    if gone and (not items or _is_of_spec(line, gone, items)):
        return _withdrawn(table, row, _of_spec_of(line, gone), withdrawn, day)
    if not items:
        items = _by_spec(line, shelf)
    if not items:
        within = did_you_mean(line.product, shelf.names(kind)) if kind else NO_SUGGESTION
        suggestion = within if within.zh else did_you_mean(line.product, shelf.names())
        return _say(trade.UNKNOWN_PRODUCT, table, row, "product", line.product, suggestion=suggestion)
    items = _of_kind(items, kind, line)
    return _of_spec(table, row, items, day)


def _by_spec(line: Line, shelf: Shelf) -> Sequence[Item]:
    """The items that product and spec together name; of the spec alone where the line's price is like theirs.

    A part may have the vehicle that it is for as its spec.
    """
    *joined, spec = spec_words(line.product, line.spec) or (None,)
    if spec is None:
        return ()
    found = next((items for word in joined if word and (items := shelf.items(word))), ())
    if found or line.unit_price is None:
        return found
    items = shelf.items(spec)
    prices = [item.record.unit_price for item in items]
    is_like = all(price is not None and abs(line.unit_price - price) <= price * _LIKE for price in prices)
    return items if is_like else ()


def _of_kind(items: Sequence[Item], kind: str | None, line: Line) -> Sequence[Item]:
    """What is sold and rented under one name: as the opportunity says, else by whether periods are given."""
    kinds = {item.record.kind for item in items}
    if len(kinds) == 1:
        return items
    if kind not in kinds:
        is_rental = line.periods is not None
        return [item for item in items if (item.record.kind == RENTAL) == is_rental] or items
    return [item for item in items if item.record.kind == kind]


def _of_spec(table: Table[Line], row: Sourced[Line], items: Sequence[Item], day: date) -> Found:
    line = row.record
    specs = {search_key(item.record.spec or ""): item.record.spec or "" for item in items}
    if line.spec is not None and any(specs) and not _is_named_by(line.spec, items):
        items = [item for item in items if search_key(line.spec) in _spec_words(item)]
        if not items:
            allowed = tuple(spec for spec in specs.values() if spec)
            suggestion = did_you_mean(line.spec, allowed)
            place = table.place(row.row, "spec" if "spec" in table.columns else "product")
            return finding(
                trade.UNKNOWN_SPEC, place, line.spec,
                product=line.product or "", suggestion=suggestion, allowed=allowed,
            )  # fmt: skip
    elif line.spec is not None:
        items = [item for item in items if search_key(line.spec) in _spec_words(item)] or items
    return _of_day(table, row, items, day)


def _is_named_by(spec: str, items: Sequence[Item]) -> bool:
    """Whether a spec is, or is a part of, what the items themselves are called."""
    return all(search_key(spec) in search_key(item.record.product or "") for item in items)


def _spec_words(item: Item) -> set[str]:
    """What an item may be told by; a used vehicle also by its colour."""
    words = [item.record.spec, item.record.vin, item.record.code, item.record.plate]
    if item.record.kind == USED:
        colour = colour_of(item.record).removesuffix("色")
        words += [colour, f"{colour}色" if colour else None]
    return {search_key(word) for word in words if word}


def _of_day(table: Table[Line], row: Sourced[Line], items: Sequence[Item], day: date) -> Found:
    line = row.record
    valid = [item for item in items if is_valid(item.record, day)]
    if not valid and line.unit_price is None:
        return _without_price(table, row, items, day)
    choice = valid or list(items)
    if len({_one_of(item) for item in choice}) > 1:
        return _of_many(table, row, choice)
    return max(choice, key=lambda item: item.record.valid_from or date.min)


def _without_price(table: Table[Line], row: Sourced[Line], items: Sequence[Item], day: date) -> Lapsed:
    """Items none of which has a price on the day: it ran out, or holds from a later day on."""
    product, last = row.record.product or "", max(items, key=lambda item: item.record.valid_to or date.max)
    until = last.record.valid_to
    if until is not None and until < day:
        return Lapsed(last, _say(trade.PRICE_RAN_OUT, table, row, "product", product, day=until))
    return Lapsed(last, _say(trade.NOT_VALID_TODAY, table, row, "product", product, day=day))


def _withdrawn(
    table: Table[Line], row: Sourced[Line], item: Item, since: Mapping[int, date], day: date
) -> Lapsed:
    facts = {"day": since.get(item.target.id, day)}
    return Lapsed(
        item, _say(trade.PRODUCT_WITHDRAWN, table, row, "product", row.record.product or "", **facts)
    )


def _is_of_spec(line: Line, gone: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether a line asks for a spec that is sold no more, though others of the product are."""
    if line.spec is None:
        return False
    key = search_key(line.spec)
    return any(key in _spec_words(item) for item in gone) and not any(
        key in _spec_words(each) for each in items
    )


def _of_spec_of(line: Line, gone: Sequence[Item]) -> Item:
    """Of what is sold no more, the item of the line's spec, else the latest."""
    key = search_key(line.spec or "")
    of_spec = [item for item in gone if key and key in _spec_words(item)]
    return max(of_spec or gone, key=lambda item: item.record.valid_from or date.min)


def _one_of(item: Item) -> object:
    """What a line is about: a used vehicle is one unit, anything else comes at several prices in time."""
    record = item.record
    return item.target if record.kind == USED else (record.spec, record.vin, record.kind)


def _of_many(table: Table[Line], row: Sourced[Line], items: Sequence[Item]) -> Found:
    """Several items under one name: the one without a spec, else any where they cost the same."""
    plain = [item for item in items if not item.record.spec]
    if len(plain) == 1 and row.record.spec is None:
        return plain[0]
    is_unit = any(item.record.kind == USED for item in items)
    prices = {item.record.unit_price for item in items}
    if not is_unit and (len(prices) == 1 or row.record.unit_price is not None):
        return None
    if is_unit and not all(map(_is_told_apart, items)):
        allowed = tuple(map(_vehicle, items))
        return _say(trade.USED_UNCLEAR, table, row, "spec", row.record.product or "", allowed=allowed)
    words = tuple(_told(item) for item in items)
    return _say(trade.SPEC_NEEDED, table, row, "spec", "", product=row.record.product or "", allowed=words)


def _is_told_apart(item: Item) -> bool:
    """Whether something can be written in the spec that no other item has."""
    return item.record.kind != USED or has_number(item.record)


def _told(item: Item) -> str:
    record = item.record
    return _vehicle(item) if record.kind == USED else " ".join(filter(None, (record.spec, record.vin)))


def _vehicle(item: Item) -> str:
    """A vehicle in few words: spec, year, mileage, colour, and its numbers."""
    record = item.record
    mileage = f"{record.mileage.normalize():,f}" if record.mileage is not None else None
    numbers = (record.vin, record.plate, record.code)
    words = (record.spec, str(record.year or ""), mileage, colour_of(record), *numbers)
    return " ".join(filter(None, words)) or (record.product or "")


def _say(rule: Rule, table: Table[Line], row: Sourced[Line], field: str, value: str, **facts: Any) -> Finding:
    column = field if field in table.columns else "product"
    return finding(rule, table.place(row.row, column), value, **facts)
