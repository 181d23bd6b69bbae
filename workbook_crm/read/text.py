"""Text as it was meant: no invisible characters, no full-width letters, no stray spaces."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACES = re.compile(r"[\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000\t]+")
_LINE_SPACES = re.compile(r" *\n *")
_ESCAPED = re.compile(r"_x000[dD]_(?:_x000[aA]_|\n)?|_x000[aA]_")
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_NARROW = {
    wide: wide - 0xFEE0
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for wide in range(first, last + 1)
}


def shown(cell: object) -> str:
    """A cell as its sender sees it: 12000 without `.0`, dates in ISO form, text untouched."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        has_time = cell.hour or cell.minute or cell.second
        return cell.strftime("%Y-%m-%d %H:%M" if has_time else "%Y-%m-%d")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    if len(text) > 16 and abs(number) < 1e15:  # 0.30000000000000004: Excel itself keeps fifteen digits
        text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e" in text and abs(number) < 1e30 else text


def clean_line(text: str) -> str:
    """One line of text: spaces run together, full-width letters and digits made narrow."""
    if text.isascii():
        is_plain = text.isprintable() and "_x000" not in text
        plain = text if is_plain else _visible(text).replace("\n", " ")
        return plain.strip() if "  " not in plain else " ".join(plain.split())
    if text.isprintable() and "  " not in text and "_x000" not in text:
        return narrow(text).strip()
    return " ".join(narrow(_visible(text)).split())


def clean_text(text: str) -> str:
    """Text that may have several lines: the lines stay, what cannot be seen goes."""
    if text.isprintable() and "_x000" not in text:
        return text.strip()
    return _LINE_SPACES.sub("\n", _visible(text)).strip()


def narrow(text: str) -> str:
    """Full-width letters and digits as ordinary ones; punctuation as it was written."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def _visible(text: str) -> str:
    text = _ESCAPED.sub("\n", text).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))
