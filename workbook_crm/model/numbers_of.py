"""All the phones that a person or company goes by: that of the phone column, and those kept beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from workbook_crm.model.keys import identifies

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_IN_WORDS = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?:\+?86-?)?\(?(0?(?:10|2\d)|0?[3-9]\d{2})\)?-?([2-8]\d{6,7})(?:[-转x](\d{1,6}))?")
_AMERICAN = re.compile(r"1?([2-9]\d{2}[2-9]\d{6})")
_ABROAD = re.compile(r"\+\d{8,15}")
_PARTING = re.compile(r"[/、,，;；|\n]|\s{2,}|\s*或\s*")
_NOISE = re.compile(r"[\s()（）.·_-]+")
_PHONES = re.compile(
    r"电话|電話|手机|手機|移动|行动|联系方式|联系号|号码|\btel|phone|mobile|\bcell\b|whatsapp|contact n",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"紧急|配偶|家属|家庭|住宅|父|母|推荐|介绍|传真|公司|单位|办公|座机|固话|固定|总机|门店|店|助理|司机|"
    r"emergency|spouse|refer|fax|work|office|business|company|main|home|assistant|driver|store|dealer",
    re.IGNORECASE,
)
"""Phones of somebody else, or of a whole house."""


def numbers_of(phone: str | None, extra: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """The numbers by which a record can be found: its phone first, then those that stand beside it.

    `extra` is what is kept with the record, by header: 备用电话, and a cell with several numbers as it was
    written. A landline counts only where it shares a cell with another number: alone it is an office's.
    """
    own = (phone,) if phone and identifies(phone) else ()
    return own + further_numbers(phone, extra)


def further_numbers(phone: str | None, extra: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The numbers that are kept beside the phone, in the form in which phones are kept."""
    cells = [each for each in extra if _is_of_phones(each[0])]
    found = dict.fromkeys(number for header, text in cells for number in _own_numbers(header, text, phone))
    found.pop(phone or "", None)
    return tuple(found)


def first_number(text: str) -> str | None:
    """The first number in a cell, in the form in which phones are kept; None where there is none."""
    return next(iter(_numbers_in(text, is_american=False)), None)


@lru_cache(maxsize=10_000)
def _is_of_phones(header: str) -> bool:
    return _PHONES.search(header) is not None


def _own_numbers(header: str, text: str, phone: str | None) -> Iterator[str]:
    """Of a cell: all, where it is the phone's own; else what is no office's and nobody else's."""
    numbers = _numbers_in(text, is_american=bool(phone) and str(phone).startswith("+1"))
    if phone in numbers or not _OTHERS.search(header):
        is_several = len(numbers) > 1
        yield from (each for each in numbers if identifies(each) and (is_several or each[0] != "0"))


def _numbers_in(text: str, *, is_american: bool) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = [part.strip().removesuffix(".0") for part in _PARTING.split(plain)]
    numbers = [each for part in parts for each in _numbers_of_part(part, is_american=is_american)]
    return numbers or _in_words(plain)


def _numbers_of_part(part: str, *, is_american: bool) -> list[str]:
    number = _number(part, is_american=is_american)
    return [number] if number else _in_words(part)


def _in_words(text: str) -> list[str]:
    """The mobiles that stand among words: 李总13655667788."""
    return ["".join(found.groups()) for found in _IN_WORDS.finditer(text)]


def _number(text: str, *, is_american: bool) -> str | None:
    digits = _NOISE.sub("", text)
    if found := _MOBILE.fullmatch(digits):
        return found[1]
    if found := _LANDLINE.fullmatch(text.replace(" ", "")):
        area = found[1] if found[1].startswith("0") else f"0{found[1]}"
        return f"{area}-{found[2]}" + (f"-{found[3]}" if found[3] else "")
    if is_american and (found := _AMERICAN.fullmatch(digits.removeprefix("+"))):
        return f"+1{found[1]}"
    return digits if _ABROAD.fullmatch(digits) else None
