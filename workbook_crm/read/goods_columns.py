"""Columns of a price list that no word names: what goods are called, and what tells their prices apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from workbook_crm.read.column_looks import Look, looks_of
from workbook_crm.read.header_cells import HeaderCell

_NO_GOODS = re.compile(
    r"号|码|位|地|人|员|日|期|备注|说明|颜色|客户|供应|厂家|状态|\b(?:no|ref|code|id|date|colou?r|location|where|supplier|"
    r"customer|owner|status|notes?|remarks?|by)\b",
    re.IGNORECASE,
)
"""Headers of texts that name no goods."""
_LOOKED_AT = 200


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
