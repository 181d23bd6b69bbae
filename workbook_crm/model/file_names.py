"""File names made from what people write: safe on every system, and never shared by two different texts."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_UNSAFE = re.compile(r'[<>:"/\\|?*%#]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?", re.IGNORECASE)
"""Source: Microsoft, "Naming Files, Paths, and Namespaces"."""
_OURS = re.compile(r"[A-Z]-\d+")
_MARKED = re.compile(r".+~[0-9a-f]{10}")
_MOST_BYTES = 120


def file_name_of_person(person: str) -> str:
    """A person's name as part of a file name; what had to be changed is told apart by a mark at its end."""
    safe = _safe(person)
    return safe if safe == person else _marked(safe, person)


def file_name_of_number(number: str) -> str:
    """A record's number as a file name without ending: ours as it is, any other with a mark at its end.

    Numbers that differ in capitals only, or in what no file name may hold, have different files everywhere.
    """
    return number if _OURS.fullmatch(number) else _marked(_safe(number), number)


def is_of_number(name: str) -> bool:
    """Whether a file name without ending is one that `file_name_of_number` makes."""
    return bool(_OURS.fullmatch(name) or _MARKED.fullmatch(name))


def _safe(text: str) -> str:
    """The text without what some file system refuses, hides or reads as another character."""
    shown = "".join(each for each in unicodedata.normalize("NFC", text) if each == " " or each.isprintable())
    name = _UNSAFE.sub("_", shown).strip(" .") or "_"
    while len(name.encode(errors="replace")) > _MOST_BYTES:
        name = name[:-1]
    name = name.strip(" .")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _marked(safe: str, text: str) -> str:
    return f"{safe}~{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:10]}"
