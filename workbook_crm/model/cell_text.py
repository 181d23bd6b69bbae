"""Text as the XML of a cell holds it."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[&<>]|[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """What no XML can hold is written as Excel does, `_x0007_` (ISO/IEC 29500-1:2016, 22.9.2.19)."""
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
