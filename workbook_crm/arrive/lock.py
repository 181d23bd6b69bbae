"""One owner per workspace: a lock that the operating system gives back when its owner dies, however it dies.

The lock is on the file, not the file itself: a file that a dead process left behind locks nobody out. Only
`_try_to_lock` knows which system this is. On network file systems a lock may not reach other machines.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

_FAR_OUT = 1 << 30
"""Windows locks bytes, and nobody can read a locked one: this one is beyond what is written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on a workspace."""

    command: str
    pid: int
    host: str
    since: str
    """ISO 8601, with offset."""


class WorkspaceTakenError(OSError):
    """Another process works on this workspace."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("the workspace is in use")
        self.holder = holder
        """None where it has not said yet who it is."""


class Ownership:
    """A lock that is held."""

    def __init__(self, path: Path, number: int) -> None:
        self._path, self._number = path, number

    def is_lost(self) -> bool:
        """Whether somebody removed the file that is locked, so that another process may lock a new one."""
        try:
            return not os.path.samestat(self._path.stat(), os.fstat(self._number))
        except OSError:
            return True


@contextmanager
def owned(path: Path, command: str, now: datetime) -> Iterator[Ownership]:
    """Holds the lock for as long as the context lasts; at once or not at all. Raises WorkspaceTakenError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        if not _try_to_lock(number):
            raise WorkspaceTakenError(_read(path))
        me = Holder(command, os.getpid(), socket.gethostname(), now.isoformat(timespec="seconds"))
        _write(number, json.dumps(asdict(me)))
        yield Ownership(path, number)
        _write(number, "")
    finally:
        os.close(number)  # gives the lock back


def holder_of(path: Path) -> Holder | None:
    """Who holds the lock now; None where nobody does. Takes it for a moment to find out."""
    try:
        number = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _try_to_lock(number) else _read(path) or Holder("?", 0, "?", "")
    finally:
        os.close(number)


def _read(path: Path) -> Holder | None:
    with suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    return None


def _write(number: int, text: str) -> None:
    with suppress(OSError):  # a full disk: who it is stays unsaid, and the lock holds all the same
        os.ftruncate(number, 0)
        os.lseek(number, 0, os.SEEK_SET)
        os.write(number, text.encode())


def _try_to_lock(number: int) -> bool:
    if os.name == "nt":
        return _try_to_lock_on_windows(number)
    import fcntl  # not on Windows

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_to_lock_on_windows(number: int) -> bool:
    import msvcrt  # nowhere else

    os.lseek(number, _FAR_OUT, os.SEEK_SET)
    try:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
