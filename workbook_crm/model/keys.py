"""Search keys: what two spellings of one name have in common; fingerprints; which phones are one's own."""

from __future__ import annotations

import hashlib
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


def fingerprint(said: object) -> str:
    """What values say, in few characters; equal for equal values, from one run of the program to the next."""
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


_MOBILE = re.compile(r"1[3-9][0-9]{9}")
"""A Chinese one."""
_PHONE = re.compile(r"\(?\+?[\d\s().-]{7,}(?:x\d+)?")
_SPELLING = re.compile(r"[\s().-]+")
_BEFORE_EXTENSION = re.compile(r"\s*(?:ext\.?|[x#])\s*(?=\d{1,6}$)", re.IGNORECASE)
_LEAST_DIGITS = 7
"""Of a number that can tell one person from another."""
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
    if _MOBILE.fullmatch(phone):
        return True  # nearly always
    phone = _BEFORE_EXTENSION.sub("x", phone)
    digits = _SPELLING.sub("", phone.partition("x")[0]).removeprefix("+")
    if _PHONE.fullmatch(phone) is None or len(digits) < _LEAST_DIGITS or len(set(digits)) < 2:
        return False
    return not is_service(phone)


def is_service(phone: str) -> bool:
    """Whether a phone is a hotline or switchboard that many share, with or without an extension."""
    plain = _SPELLING.sub("-", _EXTENSION.sub("", _BEFORE_EXTENSION.sub("x", phone))).strip("-")
    if _TOLL_FREE.fullmatch(plain):
        return True
    return _SERVICE.fullmatch(plain.replace("-", "").removeprefix("+")) is not None


def are_one_number(one: str, other: str) -> bool:
    """Whether two phones are, or may be, one number in two spellings: +1 202-555-0147 and (202) 555-0147.

    Only together with an equal name are they one person's: what a country code stands for is not known. Two
    extensions of one switchboard are two numbers, and so are two numbers of two countries.
    """
    if one == other:
        return True
    (mine, _), (theirs, _) = _dialled(one), _dialled(other)
    if are_two_extensions(one, other):
        return False
    if mine[:1] == theirs[:1] == "+":
        return mine == theirs
    if "+" in (mine[:1], theirs[:1]):
        abroad, national = (mine, theirs) if mine[:1] == "+" else (theirs, mine)
        if abroad.startswith("+1") and national.startswith("0"):
            return False  # North America dials no 0 in front
    short, long = sorted((mine.lstrip("+0"), theirs.lstrip("+0")), key=len)
    return len(short) >= _LEAST_DIGITS and long.endswith(short)


def are_two_extensions(one: str, other: str) -> bool:
    """Whether two phones name different extensions, as two people of one house do."""
    mine, theirs = _dialled(one)[1], _dialled(other)[1]
    return bool(mine and theirs) and mine != theirs


def is_fuller(phone: str, known: str) -> bool:
    """Whether a spelling of a number says more than another: with the country, the area, the extension."""
    return _said(phone) > _said(known)


def _said(phone: str) -> tuple[bool, int, int]:
    digits, extension = _dialled(phone)
    return digits.startswith("+"), len(digits), len(extension)


def _dialled(phone: str) -> tuple[str, str]:
    """The digits of a number, with a + before a country's code, and its extension."""
    behind = _EXTENSION.search(plain := _BEFORE_EXTENSION.sub("x", phone))
    number, extension = (plain[: behind.start()], behind[0].strip("x-")) if behind else (plain, "")
    digits = _SPELLING.sub("", number)
    return (f"+{digits[2:]}" if digits.startswith("00") else digits), extension
