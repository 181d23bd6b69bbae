"""Whether the file of an SQLite store is what we left there: looked at before anything is written into it."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbook_crm.model.language import Name

NOT_A_STORE = Name("它不是本程序的数据库", "it is no store of this program")
BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database."""
_HEADER = b"SQLite format 3\0"
_TABLES = frozenset({"alembic_version", "receipts", "changes", "counters"})
_OF_THE_FIRST_SCHEMA = _TABLES | {
    "catalog", "choices", "customers", "follow_ups", "leads", "opportunities", "opportunity_lines", "staff",
}  # fmt: skip
"""What every store has, whatever version made it."""
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Primary result codes (sqlite.org/rescode.html) that are not about what stands in the file."""
_CHECK_AGAIN_S = 24 * 3600.0


class Fault(StrEnum):
    """What is wrong with the file of a store."""

    MISSING = "missing"
    EMPTY = "empty"
    """There is a file, and no table in it."""
    FOREIGN = "foreign"
    """A sound database, and another program's."""
    DAMAGED = "damaged"
    """Pages are broken, or it is no database at all."""


def opened(path: Path) -> sqlite3.Connection:
    """A connection that only reads, and leaves nothing behind where nobody else has the store open."""
    is_in_use = any(Path(f"{path}{ending}").exists() for ending in BESIDE)
    how = "mode=ro" if is_in_use else "mode=ro&immutable=1"  # sqlite.org/uri.html: no -wal, no -shm is made
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=30)


def damage(database: Path) -> str:
    """What SQLite finds wrong with a store; empty where nothing is.

    Raises sqlite3.Error where the store cannot be read at the moment, which says nothing about it.
    """
    return _damage(database) and _damage(database)  # a writer that came meanwhile is no damage


def _damage(database: Path) -> str:
    try:
        with closing(opened(database)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    except sqlite3.DatabaseError as error:
        return _said_of_its_bytes(error)
    return "" if found == ["ok"] else "; ".join(found[:3]).replace("\n", " ")


def _said_of_its_bytes(error: sqlite3.DatabaseError) -> str:
    """What an error says of the file's content. Raises the error again where it is about something else."""
    if error.sqlite_errorcode & 0xFF in _PASSING:
        raise error
    return str(error)


def is_a_store(file: Path) -> bool:
    """Whether a file has the tables of a store."""
    try:
        return _tables(file) >= _TABLES
    except (OSError, sqlite3.Error):
        return False


def store_fault(database: Path, note: Path, was_there: Callable[[], bool]) -> tuple[Fault, str] | None:
    """What is wrong with a store, and SQLite's words for it; None where nothing is.

    `was_there`: whether files of the workspace show that there was a store: a new one is no beginning then.
    `note`: what the last process that wrote into the store left; the pages are not read again where the file
    is as that process left it, and was read within a day.
    """
    if not database.exists():
        return (Fault.MISSING, "") if was_there() else None
    with database.open("rb") as file:
        header = file.read(len(_HEADER))
    if header and header != _HEADER:
        return Fault.DAMAGED, "file is not a database"
    try:
        tables = _tables(database) if header else frozenset()
    except sqlite3.DatabaseError as error:
        return Fault.DAMAGED, _said_of_its_bytes(error)
    if not tables:
        return (Fault.EMPTY, "") if was_there() else None
    if tables.isdisjoint(_TABLES):
        return Fault.FOREIGN, ""
    missing = sorted(_OF_THE_FIRST_SCHEMA - tables)
    if missing and was_there():
        return Fault.DAMAGED, f"no such table: {', '.join(missing)}"
    if _is_as_left(database, note):
        return None
    found = damage(database)
    return (Fault.DAMAGED, found) if found else None


def remember(database: Path, note: Path) -> None:
    """Notes how the store's file was left, by the one process that writes into it, once it is closed."""
    now_s = time.time()
    checked_s = _noted(note).get("checked_s", now_s)
    if now_s - checked_s > _CHECK_AGAIN_S or checked_s > now_s:
        checked_s = now_s
    with suppress(OSError):
        noted = {"identity": _identity(database), "checked_s": checked_s}
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(noted), encoding="utf-8")


def _is_as_left(database: Path, note: Path) -> bool:
    noted = _noted(note)
    age_s = time.time() - noted.get("checked_s", 0.0)
    return noted.get("identity") == _identity(database) and 0 <= age_s < _CHECK_AGAIN_S


def _noted(note: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(note.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def _identity(database: Path) -> list[int]:
    """Differs where somebody wrote into the file, or beside it, since it was last closed."""
    found = database.stat()
    beside = [file for ending in BESIDE if (file := Path(f"{database}{ending}")).exists()]
    return [found.st_ino, found.st_size, found.st_mtime_ns, sum(each.stat().st_size for each in beside)]


def _tables(database: Path) -> frozenset[str]:
    with closing(opened(database)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return frozenset(str(row[0]) for row in rows)
