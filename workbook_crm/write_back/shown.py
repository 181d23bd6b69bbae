"""A record's values as they are written into a cell: options by their names, yes as a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from workbook_crm.model.columns import Column, Value
from workbook_crm.model.language import Language, Name

YES = Name("是", "Yes")
NO = Name("否", "No")
_WIDE = "\u2e80"
"""From here on, characters are as wide as two."""
Shown = str | int | Decimal | date | datetime
"""What stands in the cell; a blank one is the empty string."""


def shown(column: Column, value: Value, language: Language) -> Shown:
    """The content of the cell of a column: `整车` for the option `vehicle`; empty text for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    if column.options:
        return option_names(column, language).get(str(value), str(value))
    return value


@lru_cache(maxsize=200)
def option_names(column: Column, language: Language) -> Mapping[str, str]:
    """The names of a fixed list's options by code, in the order in which they are offered."""
    return {option.code: option.name[language] for option in column.options}


def shown_width(text: str) -> float:
    """Characters of the default font that a text takes; a Chinese one takes two."""
    return sum(2 if each >= _WIDE else 1 for each in text)
