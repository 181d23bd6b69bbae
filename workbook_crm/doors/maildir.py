"""A maildir that a mail server fills: what is in it is taken, then moved to a folder beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from workbook_crm.arrive.opening import Kind, NotAFileError, look_at, opened
from workbook_crm.doors.spool import Spool

_PIECE_BYTES = 1 << 20
TAKEN = ".workbook-crm"
"""A folder of mails that are taken, as Dovecot and Courier name folders (Maildir++)."""


def fetch_maildir(folder: Path, spool: Spool, max_bytes: int, is_stopped: Callable[[], bool]) -> int:
    """Takes every mail of a maildir; returns how many were new to us. Raises OSError."""
    count = 0
    for path in _mails(folder):
        if is_stopped():
            break
        found = path.lstat()
        if found.st_size > max_bytes:
            continue
        received = datetime.fromtimestamp(found.st_mtime, UTC)
        with suppress(NotAFileError), opened(path) as file:
            count += spool.take(received, iter(lambda: file.read(_PIECE_BYTES), b""))  # used at once
            _set_aside(path, folder)
    return count


def _mails(folder: Path) -> list[Path]:
    """Delivered whole (`new`), and seen by a mail program since (`cur`); oldest first. Raises OSError."""
    found = [each for name in ("new", "cur") for each in _files(folder / name)]
    return sorted(found, key=lambda each: (each.lstat().st_mtime_ns, each.name))


def _files(folder: Path) -> Iterator[Path]:
    for each in folder.iterdir():
        _, _, flags = each.name.partition(":2,")
        is_thrown_away = "T" in flags  # by a mail program
        if not each.name.startswith(".") and not is_thrown_away and look_at(each).kind is Kind.FILE:
            yield each


def _set_aside(path: Path, folder: Path) -> None:
    kept = folder / TAKEN
    for name in ("cur", "new", "tmp"):
        (kept / name).mkdir(parents=True, exist_ok=True)
    unique, _, flags = path.name.partition(":2,")
    path.rename(kept / "cur" / f"{unique}:2,{''.join(sorted({*flags, 'S'}))}")
