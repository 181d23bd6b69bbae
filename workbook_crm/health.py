"""Looking at a workspace without touching it: what goes on, and whether everything is as it should be."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from workbook_crm.arrive.heartbeat import Heartbeat, is_late
from workbook_crm.arrive.lock import holder_of
from workbook_crm.arrive.names import shown
from workbook_crm.arrive.zipped import say_size
from workbook_crm.failures import is_of_the_world
from workbook_crm.held_files import still_held
from workbook_crm.merge.soundness import damage
from workbook_crm.model import mishaps
from workbook_crm.model.access import access_of
from workbook_crm.model.agreed import Remembered, remembered_in
from workbook_crm.model.health import Check, HeldFile, Level, Running, Status, check, moment
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import LeftOut, all_in_words
from workbook_crm.model.outgoing import MailQueue
from workbook_crm.model.permissions import is_open_to_all
from workbook_crm.model.rejected import NOTHING_OPEN, Unmended
from workbook_crm.model.run import Receipt
from workbook_crm.report.pdf import can_print
from workbook_crm.wire import FOLDERS, Workspace

LITTLE_ROOM_BYTES = 200 << 20
_LEAST_YEAR = 2024
_SOON = timedelta(days=30)
_SKEW = timedelta(minutes=5)
Times = tuple[tuple[str, datetime], ...]
"""(receipt, time) in the order in which files were taken."""
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
        store_problem=workspace.store_problem(),
        left_out=_left_out(workspace),
        unmended=_unmended(workspace),
        today=workspace.clock.now().date(),
        remembered=_remembered(workspace),
        mails=_mails(workspace),
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
    if not _can_be_read(workspace):
        return None
    with workspace.store.reading() as queries:
        return next(iter(queries.receipts(limit=1)), None)


def _left_out(workspace: Workspace) -> tuple[LeftOut, ...]:
    """The records that cannot be used as they stand in the store."""
    if not _can_be_read(workspace):
        return ()
    with workspace.store.reading() as queries:
        return queries.unfit.told


def _unmended(workspace: Workspace) -> Unmended:
    if not _can_be_read(workspace):
        return NOTHING_OPEN
    from workbook_crm.merge.unmended import unmended  # SQLAlchemy is slow to import

    with workspace.store.reading() as queries:
        return still_held(workspace, unmended(queries, workspace.clock.now().date()))


def _remembered(workspace: Workspace) -> tuple[Remembered, ...]:
    if not _can_be_read(workspace):
        return ()
    with workspace.store.reading() as queries:
        return remembered_in(queries.forms())


def _mails(workspace: Workspace) -> MailQueue | None:
    """How the mails that go out are doing; None where none do."""
    if workspace.post is None or not _can_be_read(workspace):
        return None
    with workspace.store.reading() as queries:
        return queries.mails.queue(workspace.clock.now())


def _undelivered(workspace: Workspace) -> int:
    return len(workspace.store.parcels()) if _can_be_read(workspace) else 0


def _can_be_read(workspace: Workspace) -> bool:
    """Whether there is a store to ask, and it is sound."""
    return workspace.has_store and not workspace.misplaced_on and workspace.store_fault is None


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
    yield from _workdays(workspace)
    if workspace.logo is not None:
        yield _logo(workspace)
    if workspace.settings.lists.pdf:
        yield check("pdf", can_print())
    yield from _mail(workspace)
    yield from _templates(workspace)
    yield from _store(workspace)
    yield from _open_to_all(workspace)
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
    if not os.path.lexists(path):
        return check("folder", Level.NOTE, folder=folder)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return check("reachable", False, folder=folder, reason=mishaps.NO_LEAVE)
    return check("reachable", True, folder=folder)


def _logo(workspace: Workspace) -> Check:
    logo, file = workspace.logo, shown(workspace.settings.brand.logo or "")
    if isinstance(logo, Name):
        return check("logo", Level.NOTE, file=file, reason=logo)
    return check("logo", True, file=file)


def _templates(workspace: Workspace) -> Iterator[Check]:
    """What the last reports found wrong with the workspace's own templates."""
    if workspace.own_templates is None:
        return
    faults: list[dict[str, str]] = []
    with suppress(OSError, ValueError):
        faults = json.loads(workspace.template_faults_file.read_text(encoding="utf-8"))["faults"]
    for each in faults:
        yield check("templates", Level.NOTE, fault=Name(**each))
    if not faults:
        yield check("templates", True)


def _time_zone(workspace: Workspace) -> Iterator[Check]:
    zone = workspace.settings.time_zone
    level = Level.WELL if zone else Level.NOTE
    yield check("time-zone", level, zone=zone or "/".join(time.tzname))


def _mail(workspace: Workspace) -> Iterator[Check]:
    """Whether each mail account lets us in, and senders can be believed as the settings ask."""
    from workbook_crm.fetching import look_at_account

    mail = workspace.settings.mail
    for name, account in mail.accounts.items():
        why, can_set_aside = look_at_account(workspace, account)
        if why is not None:
            yield check("mail", False, account=name, reason=why)
        else:
            yield check("mail-aside", Level.WELL if can_set_aside else Level.NOTE, account=name)
    if mail.out is not None:
        yield from _way_out(workspace, mail.out.server)
    if mail.accounts:
        yield check("mail-trust", mail.trust == "known" or bool(mail.receivers))


def _way_out(workspace: Workspace, server: str) -> Iterator[Check]:
    """Whether the server for outgoing mail lets us in, and how the mails are doing."""
    from workbook_crm.posting import look_at_way_out

    why = look_at_way_out(workspace)
    yield check("mail-out", why is None, server=server, reason=why or "")
    queue = _mails(workspace)
    if queue is not None:
        level = Level.NOTE if queue.troubles else Level.WELL
        yield check("mail-queue", level, waiting=queue.waiting, troubles=len(queue.troubles))


def _workdays(workspace: Workspace) -> Iterator[Check]:
    """Whether the calendar of the next weeks is known."""
    week, today = workspace.settings.workdays, workspace.clock.now().date()
    if week.country is None:
        return
    unknown = week.workdays.unknown_years(today, today + _SOON)
    level = Level.NOTE if unknown else Level.WELL
    yield check("workdays", level, country=week.country, year=unknown[0] if unknown else today.year)


def _store(workspace: Workspace) -> Iterator[Check]:
    file = workspace.database_file
    if file is not None:
        yield check("store-place", not workspace.misplaced_on, kind=workspace.misplaced_on)
        if workspace.misplaced_on:
            return
    name = workspace.store_name
    if not workspace.has_store and workspace.store_fault is None:
        yield check("no-store", Level.NOTE, file=name)
        return
    try:
        problem = workspace.store_problem() or _damage(file)
        if problem is not None:
            yield check("store", False, file=name, reason=problem, advice=workspace.store_advice())
            return
        times, undelivered, strays = _times(workspace), _undelivered(workspace), _strays(workspace)
        left_out, answers = _left_out(workspace), _remembered(workspace)
        access = _access(workspace)
    except Exception as error:
        if not is_of_the_world(error):
            raise
        yield _unreadable(error, workspace)
        return
    yield check("store" if file is not None else "store-open", True, file=name)
    yield from _clock(workspace.clock.now(), times)
    yield _records(left_out, workspace.settings.language)
    yield check(f"access-{access}", True)
    yield check("undelivered", undelivered == 0, count=undelivered)
    yield check("strays", strays == 0, count=strays)
    if answers:
        yield check("remembered", True, lists=len({each[:3] for each in answers}), count=len(answers))


def _access(workspace: Workspace) -> str:
    """Whose records people may change, by the settings and the staff that is known."""
    with workspace.store.reading() as queries:
        staff = [each.record for each in queries.every("staff")]
    return access_of(staff, workspace.settings.access).mode


def _damage(file: Path | None) -> Name | None:
    """What the whole of a store's file shows, however lately it was looked at."""
    found = damage(file) if file is not None and file.exists() else ""
    return Name(f"数据库损坏：{found}", f"The store is damaged: {found}") if found else None


def _records(left_out: tuple[LeftOut, ...], language: Language) -> Check:
    which = "；".join(all_in_words(left_out, language))
    return check("records", Level.NOTE if left_out else Level.WELL, count=len(left_out), which=which)


def _unreadable(error: Exception, workspace: Workspace) -> Check:
    """A store that is no store any more, or one that cannot be read at the moment."""
    reason = mishaps.in_words(error)
    if reason == mishaps.STORE_DAMAGED:
        advice = workspace.store_advice()
        return check("store", False, file=workspace.store_name, reason=reason, advice=advice)
    return check("store-open", False, reason=reason)


def _strays(workspace: Workspace) -> int:
    """How many originals the store knows nothing of: it was removed, or an old one was put in its place."""
    if not workspace.has_store:
        return len(workspace.inbox.archived_beyond(frozenset()))
    with workspace.store.reading() as queries:
        return len(workspace.inbox.archived_beyond(queries.hashes()))


def _times(workspace: Workspace) -> Times:
    if not _can_be_read(workspace):
        return ()
    with workspace.store.reading() as queries:
        return queries.times()


def _clock(now: datetime, times: Times) -> Iterator[Check]:
    """Whether the clock is right now, and whether it always ran forwards."""
    last = max((time for _receipt, time in times), default=now)
    is_sane = now.year >= _LEAST_YEAR and last <= now + _SKEW
    yield check("clock", is_sane, now=moment(now.isoformat()), last=moment(last.isoformat()))
    back = [receipt for receipt, was_late in _backwards(times) if was_late]
    if back:
        yield check("clock-order", Level.NOTE, count=len(back), first=back[0], last=back[-1])


def _backwards(times: Times) -> Iterator[tuple[str, bool]]:
    """Each receipt, and whether its time is before that of one before it."""
    latest = None
    for receipt, time_ in times:
        yield receipt, latest is not None and time_ + _SKEW < latest
        latest = max(latest or time_, time_)


def _open_to_all(workspace: Workspace) -> Iterator[Check]:
    """What nobody but the program needs, and everybody on the machine can read."""
    files = [workspace.folder / "archive", workspace.folder / "work"]
    files += filter(None, [workspace.database_file])
    found = [each.name for each in files if is_open_to_all(each)]
    if found:
        yield check("open-to-all", Level.NOTE, files=", ".join(found))
