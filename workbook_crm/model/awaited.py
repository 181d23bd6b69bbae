"""Rows that were rejected because a record is missing, and what each of them waits for."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from workbook_crm.model.keys import search_key

_COPY = re.compile(r"[\s_-]*(?:[(（]\d{1,3}[)）]|副本|复件|copy(?: of)?)\s*", re.IGNORECASE)


class WaitedFor(NamedTuple):
    """A record that is missing: its kind, and the search key of what it goes by."""

    kind: str
    key: str


class WaitingRow(NamedTuple):
    """A rejected row. Without `waited_for` it waits for another row of its own workbook."""

    sheet: str
    row: int
    """1-based, as in Excel."""
    kind: str
    """Of the record that the row would be."""
    missing: str
    """The fields that name what is missing, with commas between them."""
    likeness: str
    """What the row says beside these, in few characters: by it a mended row is known again."""
    waited_for: WaitedFor | None


class OpenRow(NamedTuple):
    """A row that still waits, as the store has it."""

    receipt: int
    file: str
    sha256: str
    row: WaitingRow


@lru_cache(maxsize=10_000)  # lists are sent again and again
def list_name(file: str) -> str:
    """What the names of two sendings of one list have in common: 商机.xlsx, 商机 (2).xlsx."""
    return search_key(_COPY.sub("", PurePath(file).stem)) or search_key(file)
