"""Copies of an SQLite store, made and brought back while it is in use, by SQLite's own backup."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from workbook_crm.merge.schema import SCHEMA_VERSION
from workbook_crm.merge.soundness import BESIDE, NOT_A_STORE, damage, is_a_store, opened
from workbook_crm.model.language import Name

_NO_FILE = Name("没有这个文件", "there is no such file")
_ITSELF = Name("它就是正在使用的数据库", "it is the store that is in use")
_NEWER = Name("它由更新版本的程序写成", "it was made by a newer version of this program")
_BROKEN = Name("文件损坏了（{found}）", "the file is damaged ({found})")
KEPT = ".before-restore"
"""How the name of a store ends that was kept when a backup was brought back."""


class NotABackupError(Exception):
    """A file that cannot be brought back; says why."""

    def __init__(self, why: Name) -> None:
        super().__init__(why.en)
        self.why = why


def back_up(database: Path, target: Path) -> None:
    """A consistent copy of the store at `target`, whole or not at all, while others read and write."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        copy(database, beside)
        with closing(sqlite3.connect(beside)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def restore(source: Path, database: Path, kept: Path) -> None:
    """Brings a store back; the one that was there is kept at `kept`.

    The pages are replaced in one transaction: whoever reads sees the old store or the new one. A store that
    is damaged is not read, but moved to `kept` as it is.
    """
    if database.exists():
        if damage(database):
            set_aside(database, kept)
        else:
            back_up(database, kept)
    copy(source, database)


def set_aside(database: Path, kept: Path) -> None:
    """Moves a store away as it is, with what SQLite keeps beside it."""
    for ending in ("", *BESIDE):
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").rename(f"{kept}{ending}")


def examine(backup: Path, database: Path) -> None:
    """Raises NotABackupError where a file is no whole store that this version can use."""
    if not backup.is_file():
        raise NotABackupError(_NO_FILE)
    if database.exists() and os.path.samefile(backup, database):
        raise NotABackupError(_ITSELF)
    if not is_a_store(backup):
        raise NotABackupError(NOT_A_STORE)
    if found := damage(backup):
        raise NotABackupError(_BROKEN.filled(found=found))
    with closing(opened(backup)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if version is None or version[0] > SCHEMA_VERSION:
        raise NotABackupError(_NEWER)


def kept_stores(database: Path) -> list[Path]:
    """The stores that were kept beside this one when backups were brought back, newest first."""
    return sorted(database.parent.glob(f"{database.name}.*{KEPT}"), reverse=True)


def newest_backup(database: Path) -> Path | None:
    """The latest whole store among the files beside this one; None where there is none."""
    files = (each for each in _beside(database) if is_a_store(each) and not damage(each))
    return next(files, None)


def _beside(database: Path) -> Iterator[Path]:
    """Files near the store that may be copies of it, newest first."""
    folder = database.parent
    near = [*folder.glob("*.db*"), *folder.glob("*backup*"), *folder.glob("*backup*/*")]
    files = {each for each in near if each.is_file() and each != database}
    yield from sorted(files, key=lambda each: each.stat().st_mtime, reverse=True)


def copy(source: Path, target: Path) -> None:
    """Copies a store's pages in one transaction, also while others write into it."""
    only_reads = f"{source.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(only_reads, uri=True, timeout=30)) as read,
        closing(sqlite3.connect(target, timeout=30)) as written,
    ):
        read.backup(written)
