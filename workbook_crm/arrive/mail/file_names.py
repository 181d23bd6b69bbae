"""What an attachment is called: from the raw header, as its sender saw it."""

from __future__ import annotations

import re
import unicodedata

from workbook_crm.arrive.mail.fields import Fields, parameter
from workbook_crm.arrive.names import ending

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]")
"""Control characters and marks of direction: with these a program is dressed up as a workbook."""
_PATH = re.compile(r"[/\\]")
_LONGEST_BYTES = 255


def file_name(part: Fields) -> str:
    """The name of a part, fit to be shown; empty where it has none."""
    for field, name in (("content-disposition", "filename"), ("content-type", "name")):
        if found := clean(parameter(part.first(field), name)):
            return found
    return ""


def clean(name: str) -> str:
    """The last part of a path, without what cannot be seen, of no more than 255 bytes."""
    last = _PATH.split(_UNSEEN.sub("", unicodedata.normalize("NFC", name)))[-1]
    last = " ".join(last.split()).strip(". ") if not last.strip(". ") else " ".join(last.split())
    end = ending(last)
    stem, end = (last[: len(last) - len(end)], last[len(last) - len(end) :]) if end else (last, "")
    while len(f"{stem}{end}".encode(errors="replace")) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem}{end}"
