"""Looking at a workspace without touching it: what goes on, and whether everything is as it should be."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from workbook_crm.arrive.heartbeat import Heartbeat, is_late
from workbook_crm.arrive.lock import holder_of
from workbook_crm.arrive.names import shown
from workbook_crm.arrive.zipped import say_size
from workbook_crm.failures import is_of_the_world
from workbook_crm.merge.backup import damage
from workbook_crm.model import mishaps
from workbook_crm.model.health import Check, HeldFile, Level, Running, Status, check, moment
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import LeftOut, all_in_words
from workbook_crm.model.run import Receipt
from workbook_crm.report.pdf import can_print
from workbook_crm.wire import FOLDERS, Workspace

LITTLE_ROOM_BYTES = 200 << 20
_LEAST_YEAR = 2024
_SKEW = timedelta(minutes=5)
_REASON_LINES = slice(3, 4)
"""Of a held file's note: after the title, the time and a blank line."""


def status_of(workspace: Workspace) -> Status:
    """What is going on."""
    is_reachable = workspace.shares.is_there("inbox") and (workspace.folder / "inbox").is_dir()
    queue = workspace.inbox.files() if is_reachable else []
    patience = workspace.patience(is_watching=False)
    waiting = (patience.why_wait(each) for each in queue)
    latest = _latest(workspace)
    return Status(
        running=running(workspace),
        is_reachable=is_reachable,
        in_inbox=len(queue),
        waiting=(*workspace.inbox.closed, *(each for each in waiting if each is not None)),
        claimed=len(workspace.inbox.claims()),
        undelivered=_undelivered(workspace),
        held=held_files(workspace),
        last_receipt=latest.id if latest else None,
        last_received=latest.arrival.received.isoformat(timespec="seconds") if latest else None,
        left_out=_left_out(workspace),
    )


def running(workspace: Workspace) -> Running | None:
    """The process that owns the workspace."""
    holder = holder_of(workspace.lock_file)
    if holder is None:
        return None
    beat = Heartbeat(workspace.heartbeat_file).last()
    if beat is None or beat.pid != holder.pid:
        return Running(holder.command, holder.pid, holder.host, holder.since, None)
    late = is_late(beat, workspace.clock.now())
    return Running(holder.command, holder.pid, holder.host, holder.since, beat.time, late)


def held_files(workspace: Workspace) -> tuple[HeldFile, ...]:
    """What lies in the held folder, with why."""
    notes = sorted((workspace.folder / "held").glob("*.txt"))
    return tuple(
        HeldFile(shown(note.name.removesuffix(".txt")), _time_of(workspace, note), _reason(note))
        for note in notes
        if os.path.lexists(note.with_name(note.name.removesuffix(".txt")))
    )


def _time_of(workspace: Workspace, note: Path) -> str:
    zone = workspace.clock.now().tzinfo
    return datetime.fromtimestamp(note.stat().st_mtime, zone).isoformat(timespec="seconds")


def _reason(note: Path) -> str:
    try:
        lines = note.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return ""
    return " ".join(lines[_REASON_LINES])


def _latest(workspace: Workspace) -> Receipt | None:
    if not workspace.has_store or workspace.misplaced_on:
        return None
    with workspace.store.reading() as queries:
        return next(iter(queries.receipts(limit=1)), None)


def _left_out(workspace: Workspace) -> tuple[LeftOut, ...]:
    """The records that cannot be used as they stand in the store."""
    if not workspace.has_store or workspace.misplaced_on:
        return ()
    with workspace.store.reading() as queries:
        return queries.unfit.told


def _undelivered(workspace: Workspace) -> int:
    return len(workspace.store.parcels()) if workspace.has_store and not workspace.misplaced_on else 0


def checks_of(workspace: Workspace) -> Iterator[Check]:
    """Every check, in the order in which a person would look."""
    yield check("settings", True)
    process = running(workspace)
    yield from _running(process)
    for folder in FOLDERS:
        yield _reachable(workspace, folder)
    free_bytes = shutil.disk_usage(workspace.folder).free
    yield check("room", free_bytes >= LITTLE_ROOM_BYTES, free=say_size(free_bytes))
    yield from _time_zone(workspace)
    if workspace.logo is not None:
        yield _logo(workspace)
    if workspace.settings.lists.pdf:
        yield check("pdf", can_print())
    yield from _store(workspace)
    claimed = len(workspace.inbox.claims())
    yield check("left-over", claimed == 0 or process is not None, count=claimed)
    held = len(held_files(workspace))
    yield check("held", Level.NOTE if held else Level.WELL, count=held)


def _running(process: Running | None) -> Iterator[Check]:
    if process is None:
        yield check("running", Level.NOTE)
        return
    yield check("running", True, command=process.command, pid=process.pid, since=moment(process.since))
    if process.last_sign:
        yield check("heartbeat", not process.is_late, time=moment(process.last_sign))


def _reachable(workspace: Workspace, folder: str) -> Check:
    path = workspace.folder / folder
    if not workspace.shares.is_there(folder):
        return check("reachable", False, folder=folder, reason=mishaps.OFFLINE)
    if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return check("reachable", False, folder=folder, reason=mishaps.NO_LEAVE)
    return check("reachable", True, folder=folder)


def _logo(workspace: Workspace) -> Check:
    logo, file = workspace.logo, shown(workspace.settings.brand.logo or "")
    if isinstance(logo, Name):
        return check("logo", Level.NOTE, file=file, reason=logo)
    return check("logo", True, file=file)


def _time_zone(workspace: Workspace) -> Iterator[Check]:
    zone = workspace.settings.time_zone
    level = Level.WELL if zone else Level.NOTE
    yield check("time-zone", level, zone=zone or "/".join(time.tzname))


def _store(workspace: Workspace) -> Iterator[Check]:
    file = workspace.database_file
    if file is not None:
        yield check("store-place", not workspace.misplaced_on, kind=workspace.misplaced_on)
        if workspace.misplaced_on:
            return
    name = workspace.store_name
    try:
        reason = damage(file) if file is not None and file.exists() else ""
        latest, undelivered = (None, 0) if reason else (_latest(workspace), _undelivered(workspace))
        strays = 0 if reason else _strays(workspace)
        left_out = () if reason else _left_out(workspace)
    except Exception as error:
        if not is_of_the_world(error):
            raise
        yield _unreadable(error, name)
        return
    yield check("store", not reason, file=name, reason=reason)
    yield _clock(workspace.clock.now(), latest)
    yield _records(left_out, workspace.settings.language)
    yield check("undelivered", undelivered == 0, count=undelivered)
    yield check("strays", strays == 0, count=strays)


def _records(left_out: tuple[LeftOut, ...], language: Language) -> Check:
    which = "；".join(all_in_words(left_out, language))
    return check("records", Level.NOTE if left_out else Level.WELL, count=len(left_out), which=which)


def _unreadable(error: Exception, name: str) -> Check:
    """A store that is no store any more, or one that cannot be read at the moment."""
    reason = mishaps.in_words(error)
    if reason == mishaps.STORE_DAMAGED:
        return check("store", False, file=name, reason=str(error).splitlines()[0])
    return check("store-open", False, reason=reason)


def _strays(workspace: Workspace) -> int:
    """How many originals the store knows nothing of: it was removed, or an old one was put in its place."""
    if not workspace.has_store:
        return len(workspace.inbox.archived_beyond(frozenset()))
    with workspace.store.reading() as queries:
        return len(workspace.inbox.archived_beyond(queries.hashes()))


def _clock(now: datetime, latest: Receipt | None) -> Check:
    last = latest.arrival.received if latest else now
    is_sane = now.year >= _LEAST_YEAR and last <= now + _SKEW
    return check("clock", is_sane, now=moment(now.isoformat()), last=moment(last.isoformat()))
