"""Round after round until somebody stops it: the scan is the truth, reports of changes only wake it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from math import inf
from pathlib import Path
from types import FrameType
from typing import Any

from workbook_crm import __version__, rounds
from workbook_crm.arrive.heartbeat import Heartbeat
from workbook_crm.arrive.lock import Ownership
from workbook_crm.arrive.opening import Look
from workbook_crm.arrive.waker import Waker
from workbook_crm.failures import UsageError, is_of_the_world, write_bug_report
from workbook_crm.fetching import Doors
from workbook_crm.intake import TakenIn, take_in
from workbook_crm.model.language import Language
from workbook_crm.model.waiting import Why
from workbook_crm.mornings import is_time
from workbook_crm.posting import Postman
from workbook_crm.record_pages import GaveWayError, write_record_pages
from workbook_crm.settings_file import SETTINGS_FILE, UnreadableSettingsError, read_settings
from workbook_crm.wire import Workspace, open_workspace

_LIVELY_S, _LIVELY_PAUSE_S = 5.0, 0.05
"""For so long after something came, more is looked for so often: reports may be half a second late (watchdog
holds back what was moved out of a folder, as our claims are, and everything behind it)."""
_CLOSED_SOON_S = 1.0
"""How soon after it was closed in Excel a workbook is looked at, where nothing is reported."""
_BURST_S = 0.02
"""A change rarely comes alone."""
_DAILY_AT_MOST_EVERY_S = 60.0
_DAILY_AFTER_S, _DAILY_PUT_OFF_AT_MOST_S = 2.0, 600.0
"""Reports that gave way to a file are begun again so soon after it, and give way for so long."""
_PEEK_EVERY_S = 0.2
_SLACK_S = 60.0
_NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")


class Stop:
    """Whether to stop, and something to wait for: a signal, a change in the inbox, or time."""

    def __init__(self) -> None:
        self._is_set, self._woken = False, threading.Event()

    def is_set(self) -> bool:
        """Whether the file in hand is the last one."""
        return self._is_set

    def set(self) -> None:
        """Asks for an end."""
        self._is_set = True
        self._woken.set()

    def wake(self) -> None:
        """Ends the wait."""
        self._woken.set()

    def wait(self, most_s: float) -> None:
        """Returns when woken, or after `most_s`."""
        if self._woken.wait(most_s) and not self._is_set:
            time.sleep(_BURST_S)
        self._woken.clear()
        if self._is_set:
            self._woken.set()


@contextmanager
def stopped_by_signals(stop: Stop, asked: Callable[[], None] = lambda: None) -> Iterator[None]:
    """SIGINT and SIGTERM (Ctrl-C, `systemctl stop`) ask for an end; a second Ctrl-C does not wait for it.

    `asked` is called in the signal handler when the first one comes. Raises KeyboardInterrupt for the second.
    """

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()
        asked()

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watch(first: Workspace, asked: Language | None, stop: Stop) -> int:
    """Takes in what comes until stopped, and returns how many files came.

    Changed settings are taken up between two rounds. Raises WorkspaceTakenError.
    """
    taken = 0
    with Waker(first.folder / "inbox", stop.wake) as waker:
        while not stop.is_set():
            with first.owned("watch") as ownership:
                taken += _watch_while_owned(first.folder, asked, stop, waker, ownership)
    return taken


def _watch_while_owned(
    folder: Path, asked: Language | None, stop: Stop, waker: Waker, ownership: Ownership
) -> int:
    taken = 0
    while not stop.is_set() and not ownership.is_lost():
        with open_workspace(folder, asked, is_watching=True) as workspace:
            taken += _Rounds(workspace, stop, waker, asked, ownership).until_stopped_or_changed()
    return taken


class _Rounds:
    def __init__(
        self, workspace: Workspace, stop: Stop, waker: Waker, asked: Language | None, ownership: Ownership
    ) -> None:
        self._workspace, self._stop, self._waker, self._asked = workspace, stop, waker, asked
        self._ownership = ownership
        self._store: tuple[int, int] | None = None
        """Device and inode of the store's file."""
        self._patience = workspace.patience(is_watching=True)
        self._heartbeat = Heartbeat(workspace.heartbeat_file)
        self._settings_time = _modified_ns(workspace.folder / SETTINGS_FILE)
        self._taken, self._waiting = 0, Counter[Why]()
        self._is_offline = False
        self._undelivered = 0
        self._last_failure = ""
        self._daily_day: date | None = None
        self._mailed_day: date | None = None
        self._is_daily_stale = False
        self._no_daily_before_s = 0.0
        self._daily_done_s = time.monotonic()
        self._no_peek_before_s = 0.0
        self._before_daily: frozenset[tuple[Path, Look]] = frozenset()
        self._lively_until_s = 0.0

    def until_stopped_or_changed(self) -> int:
        """Rounds until stopped, or until there is something to open anew; returns the files taken."""
        journal = self._workspace.journal
        _ = self._workspace.reader  # started before there are threads: forked, which is ten times faster
        doors = self._doors()
        self._postman = Postman(self._workspace)
        journal.tell("started", version=__version__, pid=os.getpid())
        try:
            self._rounds()
        finally:
            doors.close()
            self._postman.close()
        if self._is_daily_stale:
            self._write_daily()
        journal.tell("stopped", taken=self._taken)
        return self._taken

    def _doors(self) -> Doors:
        """Every mailbox looked into beside us; what reads mails is started before there are more threads."""
        if self._workspace.settings.mail.accounts:
            _ = self._workspace.mail_reader
        return Doors(self._workspace, self._stop.wake)

    def _rounds(self) -> None:
        journal, stop = self._workspace.journal, self._stop
        while not stop.is_set() and not self._has_something_changed():
            if self._waker.revive():
                journal.tell("watching")
            done = self._round()
            self._write_daily_when_quiet(done)
            self._beat("waiting", self._workspace.settings.inbox.scan_s + _SLACK_S)
            if not stop.is_set():
                stop.wait(self._pause_s(done))

    def _round(self) -> TakenIn:
        try:
            done = take_in(self._workspace, self._patience, self._on_file, self._stop.is_set)
        except UsageError:  # a store where none may be: for a person to mend
            raise
        except Exception as error:  # the next round may fare better; a watch does not end
            self._failed(error)
            return TakenIn()
        self._last_failure = ""
        if done.receipts:
            self._postman.wake()
        self._taken += len(done.receipts)
        self._tell_changes(done)
        return done

    def _on_file(self, _name: str, _nth: int, _of: int) -> None:
        self._beat("taking", self._workspace.settings.limits.time_s + _SLACK_S)

    def _beat(self, doing: str, due_s: float) -> None:
        self._heartbeat.beat(
            self._workspace.clock.now(), due_s, os.getpid(), doing, self._taken, self._waiting.total(),
            is_offline=self._is_offline,
        )  # fmt: skip

    def _tell_changes(self, done: TakenIn) -> None:
        journal, waiting = self._workspace.journal, Counter(each.why for each in done.waiting)
        if done.is_offline != self._is_offline:
            journal.tell("offline" if done.is_offline else "online")
        if waiting != self._waiting:
            counts: dict[str, Any] = {why.value: waiting[why] for why in sorted(waiting)}
            journal.tell("waiting", **counts)
        if len(done.undelivered) != self._undelivered:
            journal.tell("undelivered", answers=len(done.undelivered))
        self._is_offline, self._waiting = done.is_offline, waiting
        self._undelivered = len(done.undelivered)

    def _failed(self, error: Exception) -> None:
        """Told once, not every few seconds, for as long as it stays the same."""
        if repr(error) != self._last_failure:
            self._last_failure = repr(error)
            report = None
            if not is_of_the_world(error):
                report = write_bug_report(self._workspace.folder, error).name
            self._workspace.journal.tell("failed", error=type(error).__name__, report=report)

    def _write_daily_when_quiet(self, done: TakenIn) -> None:
        """Reports wait until the queue is empty, so that no file waits for them."""
        self._is_daily_stale |= bool(done.receipts)
        today = self._workspace.clock.now().date()
        is_due = today != self._daily_day or (self._is_daily_stale and not done.receipts)
        is_due |= self._is_time_for_mails()
        if is_due and not self._stop.is_set() and time.monotonic() >= self._no_daily_before_s:
            self._write_daily()

    def _is_time_for_mails(self) -> bool:
        """Whether the mails of today are still to be decided on."""
        mail, now = self._workspace.settings.mail, self._workspace.clock.now()
        return mail.out is not None and now.date() != self._mailed_day and is_time(mail, now)

    def _write_daily(self) -> None:
        self._no_daily_before_s = time.monotonic() + _DAILY_AT_MOST_EVERY_S
        today, is_mailed = self._workspace.clock.now().date(), self._is_time_for_mails()
        self._before_daily = self._inbox()
        try:
            if not self._stop.is_set():
                write_record_pages(self._workspace, gives_way=self._has_something_come)
            rounds.write_daily(self._workspace, today)
            rounds.template_faults(self._workspace)
            rounds.let_go(self._workspace)
        except GaveWayError:
            self._no_daily_before_s = time.monotonic() + _DAILY_AFTER_S
            return
        except Exception as error:  # the files taken in are answered all the same
            self._failed(error)
            return
        self._daily_day, self._is_daily_stale = today, False
        if is_mailed:
            self._mailed_day = today
            self._postman.wake()
        self._daily_done_s = time.monotonic()

    def _has_something_come(self) -> bool:
        """Whether a file came since the reports were begun, or an end was asked for: pages can wait.

        Looked for now and then only; not at all where the reports have been put off for too long.
        """
        now_s = time.monotonic()
        if self._stop.is_set():
            return True
        if now_s < self._no_peek_before_s or now_s > self._daily_done_s + _DAILY_PUT_OFF_AT_MOST_S:
            return False
        self._no_peek_before_s = now_s + _PEEK_EVERY_S
        return bool(self._inbox() - self._before_daily)

    def _inbox(self) -> frozenset[tuple[Path, Look]]:
        with suppress(OSError):
            return frozenset((each.relative, each.look) for each in self._workspace.inbox.files())
        return frozenset()

    def _pause_s(self, done: TakenIn) -> float:
        until_daily_s = self._no_daily_before_s - time.monotonic() if self._is_daily_stale else inf
        is_any_open = any(each.why is Why.OPEN for each in done.waiting)
        until_closed_s = _CLOSED_SOON_S if is_any_open else inf
        if done.receipts:
            self._lively_until_s = time.monotonic() + _LIVELY_S
        lively_s = _LIVELY_PAUSE_S if time.monotonic() < self._lively_until_s else inf
        soon_s = min(self._patience.next_look_s(), until_daily_s, until_closed_s, lively_s)
        return min(self._workspace.settings.inbox.scan_s, max(_BURST_S, soon_s))

    def _has_something_changed(self) -> bool:
        """Whether settings have changed (and can be read), or somebody removed what we hold open."""
        if self._ownership.is_lost():
            self._workspace.journal.tell("lock-lost")
            return True
        if self._is_store_another():
            self._workspace.journal.tell("store-replaced")
            return True
        return self._have_settings_changed()

    def _is_store_another(self) -> bool:
        """Whether the store's file is not the one that is open: what we write would be gone with that."""
        file = self._workspace.database_file
        before, self._store = self._store, _identity(file) if file else None
        return before is not None and self._store != before

    def _have_settings_changed(self) -> bool:
        file = self._workspace.folder / SETTINGS_FILE
        modified_ns = _modified_ns(file)
        if modified_ns == self._settings_time:
            return False
        self._settings_time = modified_ns
        try:
            read_settings(self._workspace.folder, self._asked)
        except UnreadableSettingsError:
            self._workspace.journal.tell("settings-unreadable")
            return False
        return True


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _modified_ns(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
