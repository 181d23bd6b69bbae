"""Near matches: "did you mean", offered only where one really is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name

_CLOSE = 80.0
"""Least similarity, in per cent, at which a person agrees that it may be a slip."""
_SHORT_NAME = 6
"""Names up to this length are also compared by their sound: 姚茜茜 for 姚倩倩 is how one mishears a name."""


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The names that `text` is probably a slip for, the nearest first."""
    from rapidfuzz import process  # slow to import, and needed only where something is wrong

    by_key = {search_key(name): name for name in names}
    found = process.extract(
        search_key(text), list(by_key), scorer=_likeness, score_cutoff=_CLOSE, limit=limit
    )
    return tuple(by_key[key] for key, _score, _index in found) or _sound_alikes(text, by_key, limit)


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """By letters as they stand, or by the same letters in another order (加长货叉 for 货叉加长)."""
    from rapidfuzz import fuzz

    in_order = fuzz.ratio(one, other)
    by_letters = fuzz.ratio("".join(sorted(one)), "".join(sorted(other))) - 5
    return max(in_order, by_letters)


def _sound_alikes(text: str, by_key: Mapping[str, str], limit: int) -> tuple[str, ...]:
    key = search_key(text)
    if not 2 <= len(key) <= _SHORT_NAME or key.isascii():
        return ()
    from pypinyin import lazy_pinyin

    sound = lazy_pinyin(key)
    alike = [by_key[other] for other in by_key if len(other) == len(key) and lazy_pinyin(other) == sound]
    return tuple(alike[:limit])


def did_you_mean(text: str, names: Iterable[str]) -> Name:
    """The sentence that suggests the near matches, empty where there are none."""
    found = nearest(text, names)
    if not found:
        return Name("", "")
    return Name(f"是不是“{'”或“'.join(found)}”？", f"Did you mean “{'” or “'.join(found)}”? ")
