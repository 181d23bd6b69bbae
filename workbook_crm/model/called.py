"""What a record is called where it has no name: the first of what else is known of it."""

from __future__ import annotations


def called(*known: str | None) -> str:
    """The first of these texts in which anything can be seen; empty where none has."""
    return next((each for each in known if each and is_seen(each)), "")


def is_seen(text: str) -> bool:
    """Whether a text shows on paper: blanks, marks of direction and control characters do not."""
    return any(each.isprintable() and not each.isspace() for each in text)
