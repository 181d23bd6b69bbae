"""Taxes on a line, as a sender's columns have them. What we keep is what the customer pays, tax included."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class TaxPart(StrEnum):
    """What a column of taxes holds."""

    RATE = "rate"
    TAX = "tax"
    NET_PRICE = "net price"
    NET_TOTAL = "net total"


class Tax(NamedTuple):
    """What is said of taxes in a row; None where nothing is, or nothing that can be read."""

    rate: Decimal | None = None
    """A share of one."""
    tax: Decimal | None = None
    """Of the whole line, in money."""
    net_price: Decimal | None = None
    """Of one unit, without tax."""
    net_total: Decimal | None = None
    """Of the line, without tax."""
    is_gross: bool = False
    """The header of the unit price says that it includes tax."""
