"""Regular expressions that are compiled when they are first needed: an answer needs few of them, and each
costs as much as a hundred rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workbook_crm.model.named_tuple import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import AnyStr


def lazily(source: AnyStr, flags: int = 0) -> Callable[[], re.Pattern[AnyStr]]:
    """Gives the compiled expression whenever it is called."""
    return cache(lambda: re.compile(source, flags))
