"""Price lists that no word names: whether a table is one, what goods are called, what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from workbook_crm.read.column_looks import Look, looks_of
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.seen_fields import Looks, Meanings

_NO_GOODS = re.compile(
    r"号|码|位|地|人|员|日|期|备注|说明|颜色|客户|供应|厂家|状态|\b(?:no|ref|code|id|date|colou?r|location|where|supplier|"
    r"customer|owner|status|notes?|remarks?|by)\b",
    re.IGNORECASE,
)
"""Headers of texts that name no goods."""
_LOOKED_AT = 200
_OF_VEHICLES = frozenset({"year", "mileage", "vin", "plate", "code", "kind"})
"""What a list of vehicles says of each."""
_FACTS = frozenset({"year", "mileage", "vin", "plate"})
_SOME_FACTS = 2
"""So many facts that only vehicles have make a list of them, be its prices under unknown words."""
_PRICES = frozenset({"unit_price", "floor_price"})
_OF_SOMEBODY = frozenset({"name", "customer", "subject", "phone", "mail", "company"})
_PEOPLE = frozenset({Look.PHONE, Look.MAIL, Look.NAMED_PHONE})
_LEAST_OF_GOODS = 4
"""Columns of a list of goods that is known by its form."""
_LEAST_PRICES = 3
"""Columns of amounts that make a table of prices of one with a single known one: cash, deposit, 12 months."""


def lists_goods(cells: Sequence[HeaderCell], meanings: Meanings, looks: Looks) -> bool:
    """Return whether a table has goods, a price and what is said of vehicles, and nobody who buys them."""
    seen = [looks(cell.column) for cell in cells]
    if len(cells) < _LEAST_OF_GOODS or any(not _PEOPLE.isdisjoint(each) for each in seen):
        return False
    known = [each["catalog"][0].field if "catalog" in each else "" for each in meanings]
    is_priced = any(field in _PRICES and Look.AMOUNT in look for field, look in zip(known, seen, strict=True))
    is_of_vehicles = len(_FACTS.intersection(known)) >= _SOME_FACTS
    return (is_priced or is_of_vehicles) and not _names_somebody(meanings) and _says_what(known, cells, seen)


def _names_somebody(meanings: Meanings) -> bool:
    """Whether a header that is none of goods says who: a list of what was sold to whom."""
    return any(
        word.field in _OF_SOMEBODY for each in meanings if "catalog" not in each for word, _ in each.values()
    )


def _says_what(known: Sequence[str], cells: Sequence[HeaderCell], seen: Sequence[frozenset[Look]]) -> bool:
    """Whether a column may name goods, and others say that they are vehicles or what they cost in parts."""
    named = any(
        Look.LABEL in look
        and (field in ("product", "unit", "spec") or not (field or _NO_GOODS.search(cell.text)))
        for field, cell, look in zip(known, cells, seen, strict=True)
    )
    amounts = sum(Look.AMOUNT in look and Look.DAY not in look for look in seen)
    has_days = any(Look.DAY in look and Look.AMOUNT not in look for look in seen)
    is_matrix = "unit_price" in known and amounts >= _LEAST_PRICES and not has_days
    return named and (not _OF_VEHICLES.isdisjoint(known) or is_matrix)


def goods_column(cells: Iterable[HeaderCell], columns: Sequence[Sequence[object]]) -> HeaderCell | None:
    """Return the first column that is mostly filled with texts which may name goods."""
    in_order = sorted(cells, key=lambda each: each.column)
    return next((cell for cell in in_order if _may_name_goods(cell, columns[cell.column])), None)


def _may_name_goods(cell: HeaderCell, texts: Sequence[object]) -> bool:
    is_full = texts.count("") * 2 < len(texts)
    return is_full and not _NO_GOODS.search(cell.text) and Look.TEXT in looks_of(some_filled(texts))


def column_that_tells_apart(
    products: Sequence[object], cells: Iterable[HeaderCell], columns: Sequence[Sequence[object]]
) -> HeaderCell | None:
    """Return the first column of texts with which no two rows of one product are the same.

    None where no product comes twice.
    """
    if len(set(products) - {""}) == len(products) - products.count(""):
        return None
    for cell in cells:
        texts = columns[cell.column]
        is_text = Look.TEXT in looks_of(some_filled(texts))
        if is_text and len(set(zip(products, texts, strict=True))) == len(products):
            return cell
    return None


def some_filled(cells: Sequence[object]) -> list[object]:
    """Return the first cells with something in them, as many as tell what a column looks like."""
    return list(islice((each for each in cells if each != ""), _LOOKED_AT))
