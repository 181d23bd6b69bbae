"""Search keys: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


@lru_cache(maxsize=200_000)
def search_key(text: str) -> str:
    """Full-width or half-width, capitals or not, with spaces or without: one key. Empty for blank text."""
    if text.isascii():
        return _NOISE.sub("", text).casefold()
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


_PHONE = re.compile(r"\+?[\d-]{7,}(?:x\d+)?")


def identifies(phone: str) -> bool:
    """Whether a phone can tell one person from another: 同上, 138****5678 and 00000000 cannot."""
    return _PHONE.fullmatch(phone) is not None and len(set(phone) - {"-", "+"}) > 1
