"""The commands of who keeps it running: watch, status, doctor, backup, restore."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_crm import as_json
from workbook_crm.condition import show_checks, show_status
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.health import Level
from workbook_crm.model.language import Language, Name
from workbook_crm.model.restored import Replayed, Restored
from workbook_crm.model.run import Receipt
from workbook_crm.pipeline import hand_out
from workbook_crm.restored import show_restored
from workbook_crm.send.outbox import write_durably
from workbook_crm.service import STEPS, For, Service, content_of, file_of
from workbook_crm.settings_file import SETTINGS_FILE
from workbook_crm.terminal import Screen, safe
from workbook_crm.wire import Workspace, open_workspace, quoted

if TYPE_CHECKING:
    from workbook_crm.intake import Tell
    from workbook_crm.merge.later import Later
    from workbook_crm.merge.store import Store

_STOPPING = Name(
    "正在停止：先做完手头的文件。再按一次 Ctrl-C 就立即停止，不会丢失文件。",
    "Stopping once the file in hand is done. Ctrl-C again stops at once; no file is lost by that.",
)
_SERVICE = Name("已写好：{path}", "Written: {path}")
_WRITTEN = Name("已备份到：{path}", "Backed up to: {path}")
_NO_STORE = Name("还没有数据库，没有可备份的", "There is no store yet, nothing to back up")
_SERVER = Name(
    "数据库在服务器上，请用它自己的工具备份（例如 pg_dump）",
    "The store is on a database server; use the server's own tools (for PostgreSQL pg_dump and pg_restore)",
)
_UNUSABLE = Name(
    "这个备份不能用：{why}。什么都没有动。", "This backup cannot be used: {why}. Nothing was touched."
)
_ANOTHER = Name(
    "这个备份和现在的数据库不是同一段历史：同一个导入回执号下收的是不同的文件，所以没有恢复，什么都没有动。\n"
    "不加 --replay 可以只恢复备份。",
    "This backup and the store are of two histories: other files came under the same receipt numbers. "
    "Nothing was touched.\nWithout --replay the backup alone is brought back.",
)
_THERE = Name(
    "{path} 已经存在，没有覆盖。换一个文件名，或加 --force 覆盖它。",
    "{path} exists already and was not overwritten. Choose another name, or add --force.",
)
_VITAL = Name(
    "{path} 是本工作区自己的数据库、设置或原件，不能覆盖，加 --force 也不行。请换一个文件名。",
    "{path} is the store, the settings or an original of this workspace, which nothing may overwrite, "
    "not even with --force. Choose another name.",
)
_A_FOLDER = Name("{path} 是一个文件夹，请在后面加上文件名。", "{path} is a folder; add a file name to it.")


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
    return Exit.WORLD if found.store_problem else Exit.WELL


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


def service(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Writes the file that has the machine keep `watch` running, and says what to do with it."""
    system = For(options.system) if options.system else For.WINDOWS if os.name == "nt" else For.SYSTEMD
    user = options.user or ("" if system is For.WINDOWS else getuser())
    kept = Service((sys.executable, "-m", "workbook_crm"), workspace.folder, user)
    path = workspace.folder / file_of(kept, system)
    refuse_to_overwrite(workspace, path, is_forced=options.force)
    write_durably(path, content_of(kept, system))
    if options.json:
        print(as_json.document({"file": str(path), "name": kept.name}))
        return Exit.WELL
    screen = Screen(workspace.settings.language)
    screen.line(_SERVICE, path=safe(str(path)))
    screen.line(STEPS[system], path=safe(str(path)), name=safe(kept.name))
    return Exit.WELL


def backup(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """A copy of the store, also while it is in use."""
    from workbook_crm.merge.backup import back_up

    database, target = _database(workspace), Path(options.file).absolute()
    if not database.exists():
        raise UsageError(_NO_STORE)
    refuse_to_overwrite(workspace, target, is_forced=options.force)
    back_up(database, target)
    if options.json:
        print(as_json.document({"file": str(target), "size_bytes": target.stat().st_size}))
    else:
        Screen(workspace.settings.language).line(_WRITTEN, path=str(target))
    return Exit.WELL


def refuse_to_overwrite(workspace: Workspace, target: Path, *, is_forced: bool) -> None:
    """Raises UsageError where something lies at a path; store and settings are never written over."""
    if target.is_dir():
        raise UsageError(_A_FOLDER, path=str(target))
    if _is_vital(workspace, target):
        raise UsageError(_VITAL, path=str(target))
    if os.path.lexists(target) and not is_forced:
        raise UsageError(_THERE, path=str(target))


def _is_vital(workspace: Workspace, target: Path) -> bool:
    """Whether a path is that of the store, of what SQLite keeps beside it, or of the settings."""
    from workbook_crm.merge.soundness import BESIDE

    database = workspace.database_file
    files = [workspace.folder / SETTINGS_FILE, workspace.lock_file]
    files += [Path(f"{database}{ending}") for ending in ("", *BESIDE)] if database else []
    is_original = (workspace.folder / "archive").resolve() in target.resolve().parents
    return is_original or any(
        each.resolve() == target.resolve() or (each.exists() and target.exists() and each.samefile(target))
        for each in files
    )


def restore(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """A backup brought back; the store as it was is kept beside."""
    from workbook_crm.merge import backup
    from workbook_crm.replay import prepared, reserve

    database, source = _database(workspace), Path(options.file).absolute()
    try:
        backup.examine(source, database)
    except backup.NotABackupError as error:
        raise UsageError(_UNUSABLE, why=error.why) from error
    screen = None if options.json else Screen(workspace.settings.language)
    tell = screen.progress if screen else lambda *_: None
    with workspace.owned("restore"), prepared(workspace, source) as (copy, store, history):
        if options.replay and history.is_another:
            raise UsageError(_ANOTHER)
        _hand_out(workspace)
        replayed = _replayed(workspace, store, history.later, tell) if options.replay else Replayed()
        reserve(store, history)
        store.close()
        kept = _put_in_place(workspace, copy, database)
    workspace.journal.tell("restored", replayed=len(replayed.taken), missing=len(replayed.missing))
    later = () if options.replay else history.later
    restored = Restored(
        source,
        kept,
        tuple((each.receipt, _original(workspace, each.receipt)) for each in later),
        replayed,
        _unknown(workspace),
        _command(options, "restore", quoted(str(source)), "--replay"),
        _command(options, "restore", quoted(str(kept))) if kept else "",
    )
    if screen is None:
        print(as_json.document(as_json.restored(restored)))
    else:
        show_restored(screen, restored)
    return Exit.HELD if replayed.missing or replayed.differing else Exit.WELL


def _replayed(workspace: Workspace, store: Store, later: Sequence[Later], tell: Tell) -> Replayed:
    """Takes in again as the settings say: a language asked for now changes nothing stored."""
    from workbook_crm.replay import replay

    with open_workspace(workspace.folder) as as_set:
        return replay(as_set, store, later, tell)


def _hand_out(workspace: Workspace) -> None:
    """Hands out what the store that is to be replaced has made; it would be swept away as nobody's."""
    if workspace.has_store and workspace.store_fault is None:
        hand_out(workspace.edges)


def _put_in_place(workspace: Workspace, new: Path, database: Path) -> Path | None:
    """Lets a store take the place of the one in use; returns where that is kept now."""
    from workbook_crm.merge import backup

    kept = database.with_name(f"{database.name}.{workspace.clock.now():%Y%m%d-%H%M%S-%f}{backup.KEPT}")
    had_one = database.exists()
    backup.restore(new, database, kept)
    workspace.__dict__.pop("store_fault", None)
    return kept if had_one else None


def _original(workspace: Workspace, receipt: Receipt) -> str | None:
    found = workspace.inbox.original(receipt.arrival)
    return found.relative_to(workspace.folder).as_posix() if found else None


def _unknown(workspace: Workspace) -> tuple[str, ...]:
    """Originals in the archive that the store knows nothing of, relative to the workspace."""
    with workspace.store.reading() as queries:
        found = workspace.inbox.archived_beyond(queries.hashes())
    return tuple(each.relative_to(workspace.folder).as_posix() for each in found)


def _command(options: argparse.Namespace, *words: str) -> str:
    """A command line for this workspace."""
    named = () if options.workspace == Path() else ("--workspace", quoted(str(options.workspace)))
    return " ".join(("workbook-crm", *named, *words))


def _database(workspace: Workspace) -> Path:
    if workspace.database_file is None:
        raise UsageError(_SERVER)
    return workspace.database_file
