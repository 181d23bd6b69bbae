"""The commands of who keeps it running: watch, status, doctor, backup, restore."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from workbook_crm import as_json
from workbook_crm.condition import show_checks, show_status
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.health import Level
from workbook_crm.model.language import Language, Name
from workbook_crm.terminal import Screen
from workbook_crm.wire import Workspace

_STOPPING = Name(
    "正在停止：先做完手头的文件。再按一次 Ctrl-C 就立即停止，不会丢失文件。",
    "Stopping once the file in hand is done. Ctrl-C again stops at once; no file is lost by that.",
)
_WRITTEN = Name("已备份到：{path}", "Backed up to: {path}")
_RESTORED = Name(
    "已恢复。原来的数据库保存在：{kept}", "Restored. The store as it was before is kept at: {kept}"
)
_FRESH = Name("已恢复。", "Restored.")
_LATER = Name(
    "备份以后还收过 {count} 个文件，恢复的数据库里没有；原件在 archive，复制到 inbox 就会重新处理：",
    "{count:file|files} came after this backup and are not in the store; the originals are in archive. "
    "Copy them into inbox to have them taken in again:",
)
_NO_STORE = Name("还没有数据库，没有可备份的", "There is no store yet, nothing to back up")
_SERVER = Name(
    "数据库在服务器上，请用它自己的工具备份（例如 pg_dump）",
    "The store is on a database server; use the server's own tools (for PostgreSQL pg_dump and pg_restore)",
)
_UNUSABLE = Name("这个备份不能用：{why}", "This backup cannot be used: {why}")


def watch(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Takes in what comes until stopped."""
    from workbook_crm.watch import Stop, stopped_by_signals
    from workbook_crm.watch import watch as watch_workspace

    stop = Stop()
    with stopped_by_signals(stop, lambda: _say_stopping(workspace.settings.language)):
        workspace.make_folders()
        taken = watch_workspace(workspace, Language(options.language) if options.language else None, stop)
    if options.json:
        print(as_json.document({"taken": taken}))
    return Exit.WELL


def _say_stopping(language: Language) -> None:
    """To whoever pressed Ctrl-C. Written past the streams: a signal may come in the middle of a line."""
    if sys.stderr.isatty():
        with suppress(OSError):
            os.write(sys.stderr.fileno(), f"{_STOPPING[language]}\n".encode())


def status(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Is it running, what waits, what is held."""
    from workbook_crm.health import status_of

    language = workspace.settings.language
    found = status_of(workspace)
    if options.json:
        print(as_json.document(as_json.status(found, language)))
    else:
        show_status(Screen(language), found)
    return Exit.WELL


def doctor(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Is everything set up right, and if not what to do."""
    from workbook_crm.health import checks_of

    language = workspace.settings.language
    found = tuple(checks_of(workspace))
    if options.json:
        print(as_json.document(as_json.checks(found, language)))
    else:
        show_checks(Screen(language), found)
    return Exit.WORLD if any(each.level is Level.ILL for each in found) else Exit.WELL


def backup(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """A copy of the store, also while it is in use."""
    from workbook_crm.merge.backup import back_up

    database, target = _database(workspace), Path(options.file).absolute()
    if not database.exists():
        raise UsageError(_NO_STORE)
    back_up(database, target)
    if options.json:
        print(as_json.document({"file": str(target), "size_bytes": target.stat().st_size}))
    else:
        Screen(workspace.settings.language).line(_WRITTEN, path=str(target))
    return Exit.WELL


def restore(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """A backup brought back; the store as it was is kept beside."""
    from workbook_crm.merge import backup

    database, source = _database(workspace), Path(options.file).absolute()
    now = workspace.clock.now()
    kept = database.with_name(f"{database.name}.{now:%Y%m%d-%H%M%S}.before-restore")
    had_one = database.exists()
    with workspace.owned("restore"):
        try:
            backup.restore(source, database, kept)
        except backup.NotABackupError as error:
            raise UsageError(_UNUSABLE, why=str(error)) from error
    _say_restored(options, workspace, kept if had_one else None)
    return Exit.WELL


def _say_restored(options: argparse.Namespace, workspace: Workspace, kept: Path | None) -> None:
    with workspace.store.reading() as queries:
        later = workspace.inbox.archived_beyond(queries.hashes())
    paths = [each.relative_to(workspace.folder).as_posix() for each in later]
    if options.json:
        print(as_json.document({"kept": str(kept) if kept else None, "later": paths}))
        return
    screen = Screen(workspace.settings.language)
    screen.line(_RESTORED if kept else _FRESH, kept=str(kept))
    if paths:
        screen.line(_LATER, count=len(paths))
        screen.paths(paths)


def _database(workspace: Workspace) -> Path:
    if workspace.database_file is None:
        raise UsageError(_SERVER)
    return workspace.database_file
