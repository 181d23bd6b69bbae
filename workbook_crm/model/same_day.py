"""A day that a program has robbed of its format: what it says is the same, what it shows is a number."""

from __future__ import annotations

import re
from datetime import timedelta

from workbook_crm.model.raw import EPOCH_1900, EPOCH_1904

_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?")
"""Of the days from 1902 to 2173."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: 00:00(?::00)?)?")


def is_same_day(known: str, text: str) -> bool:
    """Whether a text is the number of the day that is known, in either calendar of Excel.

    SheetJS leaves days so in a workbook that it saves as it came.
    """
    if not (_SERIAL.fullmatch(text) and _DAY.fullmatch(known)):
        return False
    days = timedelta(days=int(float(text)))
    return known[:10] in {(epoch + days).isoformat() for epoch in (EPOCH_1900, EPOCH_1904)}
