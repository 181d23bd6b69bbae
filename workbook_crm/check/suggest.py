"""Near matches: "did you mean", offered only where one really is meant."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name

_CLOSE = 80.0
"""Least similarity, in per cent, at which a person agrees that it may be a slip."""


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The names that `text` is probably a slip for, the nearest first."""
    from rapidfuzz import fuzz, process  # slow to import, and needed only where something is wrong

    by_key = {search_key(name): name for name in names}
    found = process.extract(
        search_key(text), list(by_key), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=limit
    )
    return tuple(by_key[key] for key, _score, _index in found)


def did_you_mean(text: str, names: Iterable[str]) -> Name:
    """The sentence that suggests the near matches, empty where there are none."""
    found = nearest(text, names)
    if not found:
        return Name("", "")
    return Name(f"是不是“{'”或“'.join(found)}”？", f"Did you mean “{'” or “'.join(found)}”? ")
