"""Cells that hold a name and the phone that belongs to it: 王芳 13812345678, Gord Olson 780-555-0104."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbook_crm.read.text import clean_line

_PHONE = re.compile(
    r"(?<![\d.])(?:"
    r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"|\+\d{1,3}(?:[ -]?\d{2,4}){2,4}"
    r"|\(0?\d{2,4}\) ?\d{3,4}[-. ]?\d{3,4}"
    r"|0\d{2,4}[- ]\d{3,4}[- ]?\d{3,4}"
    r"|[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}"
    r"|[6-9]\d{4} ?\d{5}"
    r")(?!\d)(?:\s*(?:x|ext\.?|转|分机)\s*\d{1,6})?",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^[\W_]+|[\W_]+$|(?:电话|手机|联系方式|\b(?:tel|ph|cell|mob|mobile)\b)[.:：]?\s*$", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 30
_MOST = 0.6
"""The share of the cells that must hold both."""


@lru_cache(maxsize=20_000)
def parted(text: str) -> tuple[str, str] | None:
    """Return the name and the phones of a text, several parted by a slash; None where one is missing."""
    line = clean_line(text)
    phones = [found[0] for found in _PHONE.finditer(line)]
    name = _without_edges(_PHONE.sub(" ", line)) if phones else ""
    if not _LETTER.search(name) or len(name) > _LONGEST_NAME:
        return None
    return name, " / ".join(phones)


def are_named_phones(cells: Sequence[object]) -> bool:
    """Return whether most cells with something in them hold a name and its phone."""
    filled = [cell for cell in cells if cell != ""]
    both = sum(isinstance(cell, str) and parted(cell) is not None for cell in filled)
    return bool(both) and both >= len(filled) * _MOST


def name_in(cell: object) -> object:
    """Return the name in a cell; blank where there is a phone alone."""
    if not isinstance(cell, str):
        return ""
    both = parted(cell)
    if both is not None:
        return both[0]
    return "" if _PHONE.fullmatch(clean_line(cell)) else cell


def phone_in(cell: object) -> object:
    """Return the phones in a cell; blank where there is a name alone."""
    if not isinstance(cell, str):
        return cell
    both = parted(cell)
    if both is not None:
        return both[1]
    return cell if _PHONE.fullmatch(clean_line(cell)) else ""


def _without_edges(text: str) -> str:
    """A text without the signs and the words that stood between it and a phone."""
    before = None
    while before != text:
        before, text = text, _AROUND.sub("", text)
    return " ".join(text.split())
