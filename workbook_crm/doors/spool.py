"""Where fetched mails go: each lies there whole, and on the disk, before the server is told."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path


class Spool:
    """Mails of one account on their way to be claims; one thread at a time works with it.

    A mail is known by its bytes: one that the server shows again, under whatever number, is not taken twice.
    """

    def __init__(self, work: Path, account: str) -> None:
        self._account, self._claims = account, work / "claims"
        self._arriving = work / "mail" / account
        self._ledger = work / "mail" / f"{account}.taken"
        shutil.rmtree(self._arriving, ignore_errors=True)  # half a mail that a crash left
        self._taken = self._read_ledger()

    def take(self, received: datetime, pieces: Iterable[bytes]) -> bool:
        """Keeps a mail, and waits for the disk; whether it is new. Raises OSError: nothing is kept then."""
        folder = self._arriving / uuid.uuid4().hex
        name = f"{received:%Y-%m-%d %H%M%S}.eml"
        folder.mkdir(parents=True)
        try:
            sha256 = _written(folder / name, pieces)
            is_new = sha256 not in self._taken
            if is_new:
                self._claim(folder, f"{_time_of(received)}{sha256[:16]}@{self._account}")
                self._note(sha256)
            return is_new
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _claim(self, folder: Path, token: str) -> None:
        self._claims.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            if not (self._claims / token).exists():  # claimed before a crash, and not noted
                folder.rename(self._claims / token)
        _wait_for_disk(self._claims)

    def _note(self, sha256: str) -> None:
        with self._ledger.open("a", encoding="ascii") as ledger:
            ledger.write(f"{sha256}\n")
            ledger.flush()
            os.fsync(ledger.fileno())
        self._taken.add(sha256)

    def _read_ledger(self) -> set[str]:
        try:
            return set(self._ledger.read_text(encoding="ascii", errors="replace").split())
        except FileNotFoundError:
            return set()


def door_of(token: str) -> str | None:
    """The account by which the mail of a claim came; None for what lay in the inbox."""
    return token.partition("@")[2] or None


def _time_of(received: datetime) -> str:
    """Claims are taken up by name: the mail that came first comes first."""
    return f"{max(0, int(received.timestamp() * 1_000_000_000)):016x}"[:16]


def _written(path: Path, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for piece in pieces:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _wait_for_disk(folder: Path) -> None:
    """Windows keeps folders by itself."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
