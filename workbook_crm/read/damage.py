"""What programs did to text on its way: wrong encodings, numbers that lost digits."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_LATIN_CHINESE = re.compile(
    r"[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_GBK_OF_UTF8 = "涓浜鐨鍙鍏鍒鏄鏈寮鍦鎴绗閿鍗鐢杩銆锛鍥鍚鍛璇鐩瀹鏂鏉寤璁绔纭鍖娴棰缁鍟鍔"
_LOST = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
_TRACES = re.compile(f"[{_GBK_OF_UTF8}]|{'|'.join(_LOST)}|{_LATIN.pattern}")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def is_garbled(text: str) -> bool:
    """Whether the text shows traces of a wrong encoding. Fast for text that does not."""
    return _TRACES.search(text) is not None


def restored(text: str) -> str | None:
    """What garbled text was before; None where that is not certain or not possible."""
    for encoding, pattern in (("cp1252", _LATIN_CHINESE), ("latin-1", _LATIN_CHINESE), ("gbk", _CJK)):
        if pattern.search(text) and (before := _undone(text, encoding)) and _CJK.search(before):
            return before
    return None


def _undone(text: str, encoding: str) -> str | None:
    try:
        before = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None
    return before if len(before) > 1 and before.isprintable() and before != text else None


def is_truly_garbled(text: str) -> bool:
    """Whether the text is garbled beyond repair, with certainty."""
    return any(each in text for each in _LOST)


def has_lost_digits(number: float) -> bool:
    """Whether a number is longer than the fifteen digits that Excel keeps."""
    return abs(number) >= 1e15


SCIENTIFIC = re.compile(r"^[+-]?\d(?:\.\d+)?[eE]\+?\d{1,3}$")
"""A number as Excel shows a long one: 1.38E+10."""
