"""Copies of an SQLite store, made and brought back while it is in use, by SQLite's own backup."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from workbook_crm.merge.schema import SCHEMA_VERSION


class NotABackupError(Exception):
    """A file that cannot be brought back; says why."""


def back_up(database: Path, target: Path) -> None:
    """A consistent copy of the store at `target`, whole or not at all, while others read and write."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        _copy(database, beside)
        with closing(sqlite3.connect(beside)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def restore(backup: Path, database: Path, kept: Path) -> None:
    """Brings a backup back; the store as it was is kept at `kept`. Raises NotABackupError.

    The pages are replaced in one transaction: whoever reads sees the old store or the new one.
    """
    _examine(backup)
    if database.exists():
        back_up(database, kept)
    _copy(backup, database)


def damage(database: Path) -> str:
    """What SQLite finds wrong with a store; empty where nothing is."""
    with closing(_open(database)) as connection:
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    return "" if found == ["ok"] else "; ".join(found[:3])


def _examine(backup: Path) -> None:
    if not backup.is_file():
        raise NotABackupError("there is no such file")
    try:
        found = damage(backup)
        with closing(_open(backup)) as connection:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackupError(str(error)) from error
    if found:
        raise NotABackupError(found)
    if version is None or version[0] > SCHEMA_VERSION:
        raise NotABackupError("it was made by a newer version of this program")


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as read, closing(sqlite3.connect(target, timeout=30)) as written:
        read.backup(written)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
