"""Near matches: "did you mean", offered only where one really is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name

_CLOSE = 80.0
"""Least similarity, in per cent, at which a person agrees that it may be a slip."""
_REARRANGED = 90.0
"""The same of the letters alone, whatever their order: 货叉（加长） for 加长货叉."""
_DIGITS = 90.0
"""The same of a phone number: one digit is wrong, missing or in the place of its neighbour."""
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
"""People's names are also compared by their sound: 姚茜茜 for 姚倩倩 is how one mishears a name."""


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The names that `text` is probably a slip for, the nearest first; never itself."""
    return tuple(each for each in _nearest(text, names, limit + 1) if search_key(each) != search_key(text))[
        :limit
    ]


def _nearest(text: str, names: Iterable[str], limit: int) -> tuple[str, ...]:
    key, known = search_key(text), _Names.of(tuple(names))
    if key.isdecimal():
        return tuple(known.by_key[each] for each in _similar(key, known.keys, _DIGITS, limit))
    keys = _similar(key, known.keys, _CLOSE, limit)
    keys = keys or _similar("".join(sorted(key)), known.letters, _REARRANGED, limit)
    return tuple(known.by_key[each] for each in keys or _sound_alikes(key, known.by_key, limit))


@dataclass(frozen=True, slots=True)
class _Names:
    """Names to suggest from, made ready once for all that are looked for among them."""

    by_key: Mapping[str, str]
    keys: Mapping[str, str]
    letters: Mapping[str, str]
    """By key: its letters in order."""

    @staticmethod
    @lru_cache(maxsize=8)
    def of(names: tuple[str, ...]) -> _Names:
        by_key = {search_key(name): name for name in names}
        letters = {key: "".join(sorted(key)) for key in by_key}
        return _Names(by_key, dict(zip(by_key, by_key, strict=True)), letters)


def _similar(key: str, others: Mapping[str, str], least: float, limit: int) -> list[str]:
    from rapidfuzz import fuzz, process  # slow to import, and needed only where something is wrong

    found = process.extract(key, others, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [other for _letters, _score, other in found]


def _sound_alikes(key: str, others: Iterable[str], limit: int) -> list[str]:
    if not _SHORT_NAME.fullmatch(key):
        return []
    from pypinyin import lazy_pinyin  # loads a dictionary

    sound = lazy_pinyin(key)
    alike = [other for other in others if len(other) == len(key) and lazy_pinyin(other) == sound]
    return alike[:limit]


NO_SUGGESTION = Name("", "")


def did_you_mean(text: str, names: Iterable[str]) -> Name:
    """The sentence that suggests the near matches, empty where there are none."""
    found = nearest(text, names)
    if not found:
        return NO_SUGGESTION
    return Name(f"是不是“{'”或“'.join(found)}”？", f"Did you mean “{'” or “'.join(found)}”? ")
