"""Telling what the world did from what we did, and writing down the latter."""

from __future__ import annotations

import errno
import hashlib
import traceback
from datetime import datetime
from pathlib import Path

from workbook_crm.exits import Exit
from workbook_crm.model.concealed import conceal, secrets_in
from workbook_crm.model.language import Language, Name

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_OF_THE_WORLD = frozenset({"OperationalError", "TimeoutError", "DatabaseError", "InterfaceError"})
_FULL_IN_WORDS = ("disk is full", "readonly database")


_SECRETS: set[str] = set()
"""Passwords of the stores that this process has opened."""


def never_print(url: str | None) -> None:
    """Has the passwords of an address left out of whatever is told of a failure from now on."""
    _SECRETS.update(secrets_in(url or ""))


def never_print_secret(secret: str) -> None:
    """Has a password or token left out of whatever is told of a failure from now on."""
    _SECRETS.add(secret)


def without_secrets(text: str) -> str:
    """What may be printed or written down of a failure."""
    return conceal(text, _SECRETS)


class UsageError(Exception):
    """The command was not understood; carries what to say."""

    code = Exit.USAGE

    def __init__(self, text: Name, **facts: str | Name) -> None:
        super().__init__(text.en)
        self.text, self._facts = text, facts

    def said(self, language: Language) -> str:
        """What to say, in one language."""
        facts = {key: fact[language] if isinstance(fact, Name) else fact for key, fact in self._facts.items()}
        return self.text[language].format(**facts)


class UnsoundStoreError(UsageError):
    """The store is not what was left there: for a person to bring back, before anything is written."""

    code = Exit.WORLD


def is_of_the_world(error: BaseException) -> bool:
    """Whether disk, network, memory or store failed: it is safe to try again."""
    if isinstance(error, OSError | MemoryError):
        return True
    return is_of_the_store(error)


def is_of_the_store(error: BaseException) -> bool:
    """Whether the store failed, or is held by somebody else: no other file will fare better."""
    kind = type(error)
    is_of_store = kind.__module__.startswith("sqlalchemy") or kind.__module__ == "sqlite3"
    return is_of_store and kind.__name__ in _OF_THE_WORLD


def is_full(error: BaseException) -> bool:
    """Whether there was no room, or no leave, to write: no other file will fare better."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return any(words in str(error) for words in _FULL_IN_WORDS)


def write_bug_report(folder: Path, error: BaseException) -> Path:
    """Where the error came from, in a file for whoever maintains the program; returns its path.

    The same mistake on the same day is one file, however often it is made.
    """
    text = without_secrets("".join(traceback.format_exception(error)))
    path = folder / f"bug-{datetime.now():%Y%m%d}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.txt"
    path.write_text(text, encoding="utf-8")
    return path
