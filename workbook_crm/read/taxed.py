"""What columns of taxes say, row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from workbook_crm.model.columns import Column, Of, Sheet, Value
from workbook_crm.model.language import Name
from workbook_crm.model.raw import EPOCH_1900
from workbook_crm.model.settings import Settings
from workbook_crm.model.simplified import simplified
from workbook_crm.model.taxes import Tax, TaxPart
from workbook_crm.read.cells import read_column
from workbook_crm.read.column_facts import context_of
from workbook_crm.read.noticed import Noticed
from workbook_crm.read.taxes import is_gross
from workbook_crm.read.text import shown

_RATE = Column("tax_rate", Of.RATE, Name("税率", "Tax rate"))
_MONEY = Column("tax", Of.PRICE, Name("税额", "Tax"))
_UNTAXED = frozenset(
    {"免税", "零税率", "不征税", "exempt", "zero-rated", "zero rated", "tax free", "free", "none", "n/a"}
)
_HIGHEST = 50
"""No rate is higher, in per cent."""
_OF_INVOICE = r"(?:增值税|税率|专用?票|专用发票|普通?票|普通发票|\b(?:vat|gst|tax)\b)?"
_SPOKEN = re.compile(
    rf"^{_OF_INVOICE}[\s:：,，(（]*(\d{{1,2}}(?:\.\d+)?)\s*(?:[%％]|个?点|个百分点)[()（）\s]*{_OF_INVOICE}[)）]?$"
)
"""13个点, 13%专票, VAT 20%."""

Columns = Mapping[str, tuple[str, Sequence[object]]]
"""(header, cells) by `TaxPart`."""


def read_taxes(columns: Columns, price: str, of: Sheet[Any], settings: Settings, today: date) -> list[Tax]:
    """The taxes of every row; `price` is the header of the unit price."""
    columns = {_part(part, each[1]): each for part, each in columns.items()}
    read = {part: _read(part, *each, of, settings, today) for part, each in columns.items()}
    count = len(next(iter(columns.values()))[1])
    nothing: Sequence[Decimal | None] = list(repeat(None, count))
    parts = (
        read.get(part, nothing) for part in (TaxPart.RATE, TaxPart.TAX, TaxPart.NET_PRICE, TaxPart.NET_TOTAL)
    )
    gross = is_gross(price)
    return [Tax(rate, tax, net, total, gross) for rate, tax, net, total in zip(*parts, strict=True)]


def _part(part: str, cells: Sequence[object]) -> str:
    """The part of a column; what is too much for a rate, under a bare "VAT", is the tax itself."""
    numbers = (cell for cell in cells if isinstance(cell, (int, float)))
    return TaxPart.TAX if part == TaxPart.RATE and any(each > _HIGHEST for each in numbers) else part


def _read(
    part: str, header: str, cells: Sequence[object], of: Sheet[Any], settings: Settings, today: date
) -> list[Decimal | None]:
    column = _RATE if part == TaxPart.RATE else _MONEY
    if part == TaxPart.RATE:
        cells = [_as_rate(cell) for cell in cells]
    context, _ = context_of(
        column, header, cells, settings=settings, today=today, of=of, times=1, epoch=EPOCH_1900
    )
    return [_number(each) for each in read_column(cells, context)]


def _as_rate(cell: object) -> object:
    """A cell of a rate as a number or a percentage, as far as its words are known."""
    if not isinstance(cell, str):
        return cell
    if _is_untaxed(cell):
        return 0.0
    spoken = _SPOKEN.match(simplified(shown(cell)).strip().casefold())
    return f"{spoken[1]}%" if spoken else cell


def _is_untaxed(cell: str) -> bool:
    return simplified(shown(cell)).strip().casefold() in _UNTAXED


def _number(read: Value | Noticed) -> Decimal | None:
    value = read.value if isinstance(read, Noticed) else read
    return value if isinstance(value, Decimal) else None
