"""What programs did to text on its way: wrong encodings, numbers that lost digits."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_HIGH_RUNS = re.compile(r"[\u00a1-\u00ff]{4,}")
_PAIRS = re.compile(r"(?:[\u00a1-\u00f7][\u00a1-\u00ff])+")
_GBK_OF_UTF8 = "涓浜鐨鍙鍏鍒鏄鏈寮鍦鎴绗閿鍗鐢杩銆锛鍥鍚鍛璇鐩瀹鏂鏉寤璁绔纭鍖娴棰缁鍟鍔鐜鎶"
_LOST = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
_TRACES = re.compile(f"[{_GBK_OF_UTF8}]|{'|'.join(_LOST)}|{_LATIN.pattern}|{_HIGH_RUNS.pattern}|\\?\\?")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LIKELY = re.compile(
    r"^[\s\u0020-\u007e\u00a0-\u017f\u0400-\u04ff\u2010-\u2030\u20ac\u2122\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+$"
)
"""What a repaired text is made of: Chinese, Western or Russian, never phonetic signs."""
_ASKED = re.compile(r"^\?{2,}|[\u4e00-\u9fff]\?{2,}[\u4e00-\u9fff]")
"""Question marks where characters stood: 上海??公司."""


def is_garbled(text: str) -> bool:
    """Whether the text shows traces of a wrong encoding. Fast for text that does not."""
    return _TRACES.search(text) is not None


def restored(text: str) -> str | None:
    """What garbled text was before; None where that is not certain or not possible."""
    if _LATIN.search(text) and (before := _undone(_western(text), "utf-8")):
        return before
    if _CJK.search(text):
        before = _undone(text.encode("gb18030", "replace"), "utf-8")
        return before if before and _CJK.search(before) else None
    runs = _HIGH_RUNS.findall(text)
    if runs and all(map(_PAIRS.fullmatch, runs)) and (before := _undone(_western(text), "gb2312")):
        return before if len(set(before)) > 1 else None
    return None


def _western(text: str) -> bytes:
    """The bytes that a Western program showed as this text; what Windows-1252 lacks stands for itself."""
    return b"".join(each.encode("latin-1" if ord(each) < 256 else "cp1252", "replace") for each in text)


def _undone(content: bytes, encoding: str) -> str | None:
    try:
        before = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return before if len(before) > 1 and _LIKELY.match(before) else None


def is_truly_garbled(text: str) -> bool:
    """Whether the text is garbled beyond repair, with certainty."""
    return any(each in text for each in _LOST) or bool(_ASKED.search(text)) or _is_half_gbk(text)


def _is_half_gbk(text: str) -> bool:
    """Whether the text is UTF-8 read as GBK of which some bytes got lost: most of it can still be undone."""
    traces = sum(each in _GBK_OF_UTF8 for each in text)
    if traces < 2:
        return False
    before = text.encode("gb18030", "ignore").decode("utf-8", "replace")
    return len(_CJK.findall(before)) > 2 * before.count("\ufffd")


def has_lost_digits(number: float) -> bool:
    """Whether a number is longer than the fifteen digits that Excel keeps, and nobody has kept the others."""
    return abs(number) >= 1e15 and not is_whole(number)


def is_whole(number: float) -> bool:
    """Whether a number of sixteen digits has them all: a program wrote it, for Excel leaves a zero there.

    A float tells whole numbers apart up to 2**53.
    """
    return 1e15 <= abs(number) < _EXACT and number % 10 != 0


def digits_left(cell: object) -> tuple[str, int] | None:
    """The digits that are left of a long number, and how many are lost; None for a cell that has lost none.

    Of 1.23457E+18, as Excel shows a number and writes it into a text file, six digits are left of nineteen.
    """
    if isinstance(cell, float):
        text = f"{abs(cell):.14e}" if has_lost_digits(cell) else ""
    else:
        text = cell.strip() if isinstance(cell, str) and "." in cell else ""
    if not SCIENTIFIC.match(text):
        return None
    mantissa, _, exponent = text.lstrip("+-").upper().partition("E")
    digits = mantissa.replace(".", "")
    lost = int(exponent) + 1 - len(digits)
    return (digits, lost) if lost > 0 else None


_EXACT = float(2**53)


def has_lost_tail(text: str) -> bool:
    """Whether a number of 18 digits or more, kept as text, ends as Excel leaves one: zeros after the 15th."""
    return len(text) >= 18 and text.isdigit() and not text[15:].strip("0")


SCIENTIFIC = re.compile(r"^[+-]?\d(?:\.\d+)?[eE]\+?\d{1,3}$")
"""A number as Excel shows a long one: 1.38E+10."""
