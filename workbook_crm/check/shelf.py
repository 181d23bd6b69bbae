"""The catalog as a line meets it: items by code, product, product with spec, and VIN."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import merged
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.records import CatalogItem
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.together import Together

_CODED = re.compile(r"\s*[\[【](.+?)[\]】]\s*(.+)")

_FIELDS = tuple(column.field for column in SHEET_OF["catalog"].visible)


class Item(NamedTuple):
    """A catalog row, and which record it is."""

    target: Target
    record: CatalogItem


class Shelf:
    """An index over the catalog rows that a batch refers to or brings along."""

    def __init__(self, items: Iterable[Item], products: Iterable[tuple[str, str | None]] = ()) -> None:
        self._by: defaultdict[str, list[Item]] = defaultdict(list)
        self._withdrawn: defaultdict[str, list[Item]] = defaultdict(list)
        self._names = {(search_key(product), kind): product for product, kind in products}
        for item in items:
            self._add(item)
        self._of_kind: dict[str | None, tuple[str, ...]] = {}

    def _add(self, item: Item) -> None:
        record = item.record
        if record.product is None:
            return
        is_sold = record.state != "inactive"
        if is_sold:
            self._names.setdefault((search_key(record.product), record.kind), record.product)
        words = {record.code, record.product, record.vin, f"{record.product}{record.spec or ''}"}
        for key in {search_key(word) for word in words if word}:
            (self._by if is_sold else self._withdrawn)[key].append(item)

    def items(self, word: str) -> Sequence[Item]:
        """The items whose code, product, product with spec, or VIN this is; `[FD30] Forklift` is either."""
        return _found(self._by, word)

    def withdrawn(self, word: str) -> Sequence[Item]:
        """The items that this is and that are not sold any more."""
        return _found(self._withdrawn, word)

    def names(self, kind: str | None = None) -> tuple[str, ...]:
        """The products that can be suggested, of one kind or of any."""
        if kind not in self._of_kind:
            names = (name for (_key, of), name in self._names.items() if kind in (None, of))
            self._of_kind[kind] = tuple(names)
        return self._of_kind[kind]


def _found(items: Mapping[str, list[Item]], word: str) -> Sequence[Item]:
    keys = map(search_key, product_words(word))
    return next((found for key in keys if (found := items.get(key))), ())


def product_words(text: str) -> tuple[str, ...]:
    """What a product may be looked for by: as it stands, and of `[code] name` the code and the name."""
    found = _CODED.fullmatch(text)
    return (text, *found.groups()) if found else (text,)


def spec_words(product: str | None, spec: str | None) -> tuple[str, ...]:
    """What the product of a line may be looked for by where its own word is not in the catalog.

    轻卡 | 4.2米仓栅 may be the product 4.2米仓栅, 自卸 | 6方 the product 6方自卸.
    """
    return (f"{product}{spec}", f"{spec}{product}", spec) if product and spec else ()


def shelf_of(snapshot: Snapshot, batch: Batch, ids: dict[int, tuple[int, ...]]) -> Shelf:
    """The catalog as it will be once the batch's own catalog rows are laid over it."""
    items: dict[int, CatalogItem] = {stored.id: stored.record for stored in snapshot.of("catalog")}
    tables = [(table, ids[nth]) for nth, table in enumerate(batch.tables) if table.kind == "catalog"]
    counts = Counter(record_id for _table, of_table in tables for record_id in of_table)
    together = {each: Together(items.get(each), _FIELDS) for each, count in counts.items() if count > 1}
    for table, of_table in tables:
        for row, record_id in zip(table.rows, of_table, strict=True):
            if record_id in together:
                together[record_id].add(row, {})
            else:
                items[record_id] = merged(items.get(record_id), row, _FIELDS)
    items.update((record_id, each.record) for record_id, each in together.items())
    return Shelf((Item(Target("catalog", each), record) for each, record in items.items()), snapshot.products)


def is_valid(item: CatalogItem, day: date) -> bool:
    """Whether the item's price holds on a day; both bounds count, and a blank one is open."""
    return (item.valid_from or day) <= day <= (item.valid_to or day)
