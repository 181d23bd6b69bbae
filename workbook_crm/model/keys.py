"""Search keys: what two spellings of one name have in common; and which phones are somebody's own."""

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
_SERVICE = re.compile(
    r"(?:0|86|0086)?[48]00\d{7}"  # 400 and 800
    r"|(?:0\d{2,3}|86\d{2,3}|86)?9[56](?:\d{3,4}|\d{6})"  # 95588, 010-95588, 021-962121
    r"|(?:0\d{2,3}|86\d{2,3})1(?:0\d{3}|1\d|2\d|2345|2\d{3}|6\d{3})"  # 010-12345, 021-10086, 0571-12580
)
"""Digits of a switchboard or hotline: whoever writes it has it in common with all others."""
_TOLL_FREE = re.compile(r"(?:\+?1-?)?8(?:00|33|44|55|66|77|88)-?[2-9]\d{2}-?\d{4}")
"""In North America."""
_EXTENSION = re.compile(r"(?:x\d+|(?<=\d{3}-\d{3}-\d{4})-\d{1,6}|(?<=-9[56]\d{3})-\d{1,6})$")


def identifies(phone: str) -> bool:
    """Whether a phone can tell one person from another.

    同上, 138****5678 and 00000000 cannot, nor can a number that is nobody's own: 400-812-3456, 010-95588.
    """
    if len(phone) == 11 and phone[0] == "1" and phone[1] > "2" and phone.isascii() and phone.isdigit():
        return True  # nearly always: a Chinese mobile
    if _PHONE.fullmatch(phone) is None or len(set(phone) - {"-", "+"}) < 2:
        return False
    return not is_service(phone)


def is_service(phone: str) -> bool:
    """Whether a phone is a hotline or switchboard that many share, with or without an extension."""
    plain = _EXTENSION.sub("", phone)
    if _TOLL_FREE.fullmatch(plain):
        return True
    return _SERVICE.fullmatch(plain.replace("-", "").removeprefix("+")) is not None
