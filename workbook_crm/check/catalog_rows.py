"""Who a catalog row is: by VIN, by code, or by kind, product and spec, and by the day its price begins.

A blank cell leaves what is known as it is: a sheet without the column of that day means today's price.
A used vehicle is one unit a row. Without VIN, plate and stock number it goes by name, spec, year, mileage and
colour, of which there may be several (`check.pairing`); its price and remark are no part of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.check.pairing import Pairing, agreeing
from workbook_crm.check.shelf import is_valid
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.keys import search_key
from workbook_crm.model.options import USED
from workbook_crm.model.records import CatalogItem
from workbook_crm.model.snapshot import Stored

Key = tuple[object, ...]
Row = Sourced[CatalogItem]
Item = Stored[CatalogItem]

_COLOUR = re.compile(
    r"颜色|顏色|外[观觀](?![状狀成件检檢描])|车色|車色|漆色|车漆|colou?r|^ext(erior)?\.?$", re.IGNORECASE
)
_INSIDE = re.compile(r"内|內|座椅|interior|seat|trim", re.IGNORECASE)


def colour_of(item: CatalogItem) -> str:
    """The colour of a vehicle, which stands in a column that we do not know; empty where none is given."""
    texts = (text for header, text in item.extra if _COLOUR.search(header) and not _INSIDE.search(header))
    return next(texts, "")


def has_number(item: CatalogItem) -> bool:
    """Whether something tells a used vehicle from all others."""
    return bool(item.vin or item.plate or item.code)


def catalog_ids(
    tables: Sequence[Table[Any]],
    stored: Sequence[Item],
    known: Known,
    today: date,
    default: str | None,
    before: Sequence[Mapping[int, int]],
) -> list[tuple[int, ...]]:
    """The ids of the rows of all catalog tables. `default` is the kind of a row that names none.

    `before`: for each table, by row, the record that it was when its list was last sent.
    """
    rows = [row for table in tables for row in table.rows]
    was = [of.get(nth) for table, of in zip(tables, before, strict=True) for nth in range(len(table.rows))]
    ids = iter(_Catalog(rows, stored, today, default, was).ids(known))
    return [tuple(next(ids) for _ in table.rows) for table in tables]


class _Catalog:
    """Rows find their records in rounds, the surest first; no round takes what an earlier one has found."""

    def __init__(
        self,
        rows: Sequence[Row],
        stored: Sequence[Item],
        today: date,
        default: str | None,
        before: Sequence[int | None],
    ) -> None:
        self._rows, self._today, self._default = rows, today, default
        self._stored = sorted(stored, key=lambda each: each.id)
        self._found: dict[int, int] = {}
        self._taken: set[int] = set()
        self._alike: defaultdict[Key, list[Item]] = defaultdict(list)
        for each in self._stored:
            self._alike[_name_key(each.record)].append(each)
            if each.record.code and each.record.kind != USED:
                self._alike["code", _key(each.record.code)].append(each)
        self._is_unit = [self._kind(row.record) == USED for row in rows]
        self._models = _model_codes(rows, self._is_unit)
        for nth, record_id in enumerate(before):
            if record_id is not None:
                self._take(nth, record_id)

    def ids(self, known: Known) -> list[int]:
        """The id of each row."""
        self._by_number()
        new = self._by_name(known)
        self._by_looks()
        self._found.update(new)
        same: dict[Key, int] = {}
        return [self._id(nth, same, known) for nth in range(len(self._rows))]

    def _id(self, nth: int, same: dict[Key, int], known: Known) -> int:
        """A row's id; a used vehicle whose number another row has too is the same one."""
        record_id = self._found.get(nth)
        if not self._is_unit[nth]:
            return record_id or known.new_id("catalog")
        key = next(self._keys(self._rows[nth].record, is_unit=True), ("row", nth))
        return same.setdefault(key, record_id or known.new_id("catalog"))

    def _kind(self, item: CatalogItem) -> str | None:
        """What a row's record is; a row that does not say may mean a used vehicle that is known."""
        kinds = {each.record.kind for each in self._alike.get(_name_key(item), ())}
        return item.kind or (USED if kinds == {USED} else self._default)

    def _by_number(self) -> None:
        """Rows whose VIN, code or plate, or whose name and day are known."""
        index: defaultdict[Key, list[Item]] = defaultdict(list)
        for each in self._stored:
            for key in self._keys(each.record, is_unit=each.record.kind == USED):
                index[key].append(each)
        for nth, row in enumerate(self._rows if index else ()):
            for key in self._keys(row.record, is_unit=self._is_unit[nth]) if nth not in self._found else ():
                items = index.get(key, ())
                if items and (len(items) == 1 or key[0] != "unit") and not _is_other(row.record, items[0]):
                    self._take(nth, items[0].id)
                    break

    def _keys(self, item: CatalogItem, *, is_unit: bool) -> Iterator[Key]:
        """All that a record goes by, the surest first."""
        if item.vin:
            yield "vin", _key(item.vin)
        if is_unit:
            if item.code and _key(item.code) not in self._models:
                yield "unit", _key(item.code)
            if item.plate:
                yield "plate", _key(item.plate)
        elif not item.vin and item.code:
            yield "code", _key(item.code), item.valid_from
        elif not item.vin:
            yield item.kind or self._default, *_name_key(item), item.valid_from

    def _by_name(self, known: Known) -> dict[int, int]:
        """Ids of rows that leave part of a known key blank, or are new; equal keys are one record."""
        new: dict[Key, int] = {}
        ids: dict[int, int] = {}
        for nth, row in enumerate(self._rows):
            keys = list(self._keys(row.record, is_unit=self._is_unit[nth]))
            if nth in self._found or not keys:
                continue
            if self._is_unit[nth] and self._is_known_unit(row):
                continue
            if keys[0] not in new:
                wider = None if self._is_unit[nth] else self._wider(row.record)
                new[keys[0]] = wider or known.new_id("catalog")
                self._taken.add(new[keys[0]])
            ids[nth] = new[keys[0]]
        return ids

    def _is_known_unit(self, row: Row) -> bool:
        """Whether a used vehicle that just got its number may be one that is known without it."""
        return any(
            each.id not in self._taken and _may_be(row, each.record)
            for each in self._alike.get(_name_key(row.record), ())
        )

    def _wider(self, item: CatalogItem) -> int | None:
        """The known record that a row means that leaves its code, its kind or the day of its price blank."""
        if item.vin:
            return None
        by_code = self._alike.get(("code", _key(item.code)), ()) if item.code else ()
        by_name = self._alike.get(_name_key(item), ())
        for some in (by_code, [each for each in by_name if not (item.code and each.record.code)]):
            fitting = [each for each in some if self._may_mean(item, each, is_code=some is by_code)]
            if fitting:
                return self._of_today([each for each in fitting if each.record.code is None] or fitting)
        return None

    def _may_mean(self, item: CatalogItem, each: Item, *, is_code: bool) -> bool:
        known = each.record
        kind = item.kind or self._default
        return (
            each.id not in self._taken
            and known.vin is None
            and known.kind != USED
            and (is_code or kind is None or kind == known.kind)
            and item.valid_from in (None, known.valid_from)
        )

    def _of_today(self, items: Sequence[Item]) -> int | None:
        """The price that is valid today, else the latest one; None where several products fit."""
        if len({(each.record.kind, _key(each.record.code)) for each in items}) > 1:
            return None
        valid = [each for each in items if is_valid(each.record, self._today)]
        return max(valid or items, key=lambda each: each.record.valid_from or date.min).id

    def _by_looks(self) -> None:
        """Used vehicles without a number, or with one that is not known yet: by what they look like."""
        groups: defaultdict[Key, list[int]] = defaultdict(list)
        for nth, row in enumerate(self._rows):
            if self._is_unit[nth] and nth not in self._found:
                groups[_name_key(row.record)].append(nth)
        for key, places in groups.items():
            known = [each for each in self._alike.get(key, ()) if each.id not in self._taken]
            pairing = Pairing(
                [self._rows[nth] for nth in places], [e for e in known if e.record.kind == USED]
            )
            pairing.equal(_looks, lambda row, known: _may_be(row, known) and _SAME(row, known))
            pairing.equal(_looks, _may_be)
            pairing.fitting(_may_be)
            for i, record_id in pairing.ids.items():
                self._take(places[i], record_id)

    def _take(self, nth: int, record_id: int) -> None:
        self._found[nth] = record_id
        self._taken.add(record_id)


_SAME = agreeing(("code", "unit_price", "floor_price", "vin", "plate", "stock", "state", "remark"))


def _is_other(item: CatalogItem, known: Item) -> bool:
    """Whether two vehicles under one code or plate have VINs that differ."""
    return bool(item.vin and known.record.vin) and _key(item.vin) != _key(known.record.vin)


def _key(text: str | None) -> str:
    return search_key(text) if text else ""


def _name_key(item: CatalogItem) -> Key:
    return _key(item.product), _key(item.spec)


def _looks(item: CatalogItem) -> Key:
    return item.year, item.mileage, _colour_key(item)


def _colour_key(item: CatalogItem) -> str:
    """白色 and 白 are one colour."""
    colour = _key(colour_of(item))
    return colour.removesuffix("色") or colour


def _may_be(row: Row, known: CatalogItem) -> bool:
    """Whether nothing that a row says of a vehicle speaks against its being a known one."""
    item = row.record
    pairs = zip(
        (*_looks(item), *(_key(each) for each in (item.vin, item.plate, item.code))),
        (*_looks(known), *(_key(each) for each in (known.vin, known.plate, known.code))),
        strict=True,
    )
    return all(said == is_known or said in (None, "") or is_known in (None, "") for said, is_known in pairs)


def _model_codes(rows: Sequence[Row], is_unit: Sequence[bool]) -> frozenset[str]:
    """Codes that used vehicles of one list share which cannot be one: codes of models, not of vehicles."""
    first: dict[str, Row] = {}
    shared = set()
    for row, unit in zip(rows, is_unit, strict=True):
        code = _key(row.record.code)
        if unit and code and not _may_be(row, first.setdefault(code, row).record):
            shared.add(code)
    return frozenset(shared)
