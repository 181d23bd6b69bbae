"""Taking in what waits in the inbox: file after file, none lost, none twice, none stopping the others."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from workbook_crm.arrive.deaths import Deaths
from workbook_crm.arrive.folder import ClaimedFile, Found
from workbook_crm.arrive.patience import Patience
from workbook_crm.edges import Pending, Refused
from workbook_crm.exits import Exit
from workbook_crm.failures import is_full, is_of_the_store, is_of_the_world, write_bug_report
from workbook_crm.held_files import withdraw_notes
from workbook_crm.model.finding import finding
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.place import Place
from workbook_crm.model.rules.arrivals import BROUGHT_US_DOWN, OUR_MISTAKE
from workbook_crm.model.run import Receipt
from workbook_crm.model.waiting import Undelivered, Waiting, Why
from workbook_crm.pipeline import IsPutOff, begin, finish, hand_out, settle
from workbook_crm.put_off import Round
from workbook_crm.unpacking import Whole, opened, unpack
from workbook_crm.wire import Workspace

Tell = Callable[[str, int, int], None]
"""Told before each file: its name, its place in the queue (from 1), the length of the queue."""

SETTLE_EVERY = 16
"""Files after which what was handed out is forgotten; each time costs two waits for the disk."""
TRIES = 3
"""Of one file in one round, where the world fails."""
_PAUSE_S = 0.05
_COPIES = 3
_ROOM_BYTES = 1 << 20
_TRIAL_LIMITS = 3
"""What a dry run may take in all, in time limits of the reader."""
DEATHS = 5
"""A file in the middle of which this program died so many times is tried by a process of its own first: it
may not be the file's fault that somebody killed us, or switched the machine off."""
MOST_DEATHS = 25
"""After so many a file is held without another try."""


@dataclass(slots=True)
class TakenIn:
    """What came of one look through the inbox."""

    receipts: list[Receipt] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    is_offline: bool = False
    """The inbox could not be reached."""
    bug_reports: list[Path] = field(default_factory=list)
    undelivered: tuple[Undelivered, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether the world kept something from being taken, or from getting to where it belongs."""
        is_kept = any(each.why in (Why.NO_ROOM, Why.FAILED) for each in self.waiting)
        return self.is_offline or is_kept or bool(self.undelivered)


def take_in(
    workspace: Workspace,
    patience: Patience,
    tell: Tell = lambda *_: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> TakenIn:
    """Takes in all that need not wait. What a crash left half done is finished first."""
    done = TakenIn()
    deaths = Deaths(workspace.folder / "work" / "deaths")
    _Intake(workspace, patience, done, deaths).everything(tell, is_stopped)
    return done


def take(workspace: Workspace, found: Found) -> Receipt | None:
    """Takes one file in, however lately it has changed; None where somebody else took it.

    Of an archive or a mail, whose workbooks are taken in too, the receipt is its own.
    """
    claimed = workspace.inbox.claim(found)
    if claimed is None:
        return None
    receipt = _taken(workspace, claimed)
    settle(workspace.edges)
    return receipt


def _taken(workspace: Workspace, claimed: ClaimedFile) -> Receipt | None:
    whole = opened(workspace, claimed)
    if isinstance(whole, ClaimedFile):
        return finish(whole, begin(whole, workspace.reader), workspace.edges)
    receipt, files = unpack(workspace, whole)
    for each in files:
        _taken(workspace, each)
    return receipt


@dataclass(slots=True)
class _Intake:
    workspace: Workspace
    patience: Patience
    done: TakenIn
    deaths: Deaths
    round: Round = field(default_factory=Round)
    blocked: Why | None = None
    """What no file would get past at the moment: nothing more is claimed in this round."""

    def everything(self, tell: Tell, is_stopped: Callable[[], bool]) -> None:
        workspace = self.workspace
        workspace.refuse_misplaced_store()
        workspace.refuse_unsound_store()
        workspace.remember_store()
        workspace.make_folders()
        _ = workspace.reader  # gets ready beside us while the store is opened
        self._sweep()
        try:
            self._what_is_there(tell, is_stopped)
        finally:
            self._settle()
            self._withdraw_notes()
            self.done.undelivered = self.workspace.outbox.undelivered

    def _what_is_there(self, tell: Tell, is_stopped: Callable[[], bool]) -> None:
        workspace = self.workspace
        self._left_over(is_stopped)
        if not workspace.shares.is_there("inbox"):
            self.done.is_offline = True
            return
        try:
            queue = workspace.inbox.files()
        except OSError:
            self.done.is_offline = True
            return
        self.done.waiting.extend(workspace.inbox.closed)
        self._all(self._claimed(queue, tell, is_stopped))
        self.patience.remember(queue)

    def _settle(self) -> None:
        """A full disk puts this off, which does no harm: what was handed out is looked for once more."""
        is_quiet = self.workspace.is_watching and not self.done.receipts
        if self.workspace.has_store and not is_quiet:
            with suppress(Exception):
                settle(self.workspace.edges)

    def _withdraw_notes(self) -> None:
        """A note that cannot be taken back now, for whatever reason, is taken back the next time."""
        is_quiet = self.workspace.is_watching and not self.done.receipts
        if self.workspace.has_store and not is_quiet:
            with suppress(Exception):
                withdraw_notes(self.workspace)

    def _sweep(self) -> None:
        """Hands out what was committed before a crash, and removes what was staged and never committed."""
        self.workspace.inbox.sweep()
        self._sweep_staged()
        if self.workspace.has_store:
            hand_out(self.workspace.edges)
            settle(self.workspace.edges)

    def _sweep_staged(self) -> None:
        workspace = self.workspace
        staged = workspace.outbox.staged()  # listed before the store is asked, see Outbox.sweep
        workspace.outbox.sweep(staged, workspace.store.parcels() if workspace.has_store else ())
        if workspace.post is not None and workspace.has_store:
            lying = workspace.post.staged()  # listed first here, too
            workspace.post.sweep(lying, workspace.store.staged_mails() if lying else ())

    def _left_over(self, is_stopped: Callable[[], bool]) -> None:
        """Takes in what was claimed before a crash, one by one: it may have died of one of them."""
        claims = self.workspace.inbox.claims()
        self.deaths.forget_all_but(each.name for each in claims)
        for claim in claims:
            if is_stopped() or self.blocked:
                return
            with self.deaths.attempt(claim.name) as times:
                self._once_more(claim, times)

    def _once_more(self, claim: Path, times: int) -> None:
        claimed = self._claimed_before(claim)
        if claimed is None:
            return
        if times < DEATHS or (times < MOST_DEATHS and not self._kills(claimed)):
            for each in self._opened(claimed):
                self._finish(each, begin(each, self.workspace.reader))
        else:
            why = finding(BROUGHT_US_DOWN, Place(claimed.arrival.file), times=times)
            self._finish(claimed, Refused((why,)))

    def _claimed_before(self, claim: Path) -> ClaimedFile | None:
        try:
            return self.workspace.inbox.claimed_before(claim)
        except OSError as error:
            self.done.waiting.append(Waiting(claim.name, Why.UNREADABLE, in_words(error)))
            return None

    def _kills(self, claimed: ClaimedFile) -> bool:
        """Whether a dry run of this file, in a process of its own, comes to no end."""
        command = (sys.executable, "-m", "workbook_crm", "--workspace", str(self.workspace.folder), "check")
        quiet = subprocess.DEVNULL
        try:
            tried = subprocess.run(
                (*command, claimed.path), stdin=quiet, stdout=quiet, stderr=quiet, check=False,
                timeout=_TRIAL_LIMITS * self.workspace.settings.limits.time_s,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return True
        return tried.returncode not in tuple(Exit)

    def _claimed(
        self, queue: list[Found], tell: Tell, is_stopped: Callable[[], bool]
    ) -> Iterator[ClaimedFile]:
        for nth, found in enumerate(queue, 1):
            if is_stopped():
                return
            why = self._why_wait(found)
            if why is not None:
                self.done.waiting.append(why)
                continue
            tell(found.name, nth, len(queue))
            claimed = self._claim(found)
            if claimed is not None:
                yield from self._opened(claimed)

    def _opened(self, claimed: ClaimedFile) -> list[ClaimedFile]:
        """A claimed file; of an archive or a mail the workbooks in it, each claimed by itself."""
        try:
            whole = opened(self.workspace, claimed)
            if not isinstance(whole, Whole):
                return [whole]
            receipt, members = unpack(self.workspace, whole)
        except Exception as error:  # one archive must not stop the others
            failed = self._failed(claimed, error)
            self.done.receipts += [failed] if failed else []
            return []
        self.done.receipts.append(receipt)
        self._tell(receipt, 0.0)
        return [file for each in members for file in self._opened(each)]

    def _why_wait(self, found: Found) -> Waiting | None:
        why = self.patience.why_wait(found)
        if why is not None:
            return why
        blocked = self.blocked or (None if self._has_room_for(found) else Why.NO_ROOM)
        return Waiting(found.name, blocked) if blocked else None

    def _has_room_for(self, found: Found) -> bool:
        """Whether what we make of a file has room beside it: its answer, and what the store grows by."""
        free_bytes = shutil.disk_usage(self.workspace.folder).free
        return free_bytes > _COPIES * found.look.size_bytes + _ROOM_BYTES

    def _claim(self, found: Found) -> ClaimedFile | None:
        try:
            return self.workspace.inbox.claim(found)
        except OSError as error:
            why = Why.NO_ROOM if is_full(error) else Why.UNREADABLE
            self.blocked = Why.NO_ROOM if is_full(error) else self.blocked
            waiting = Waiting(found.name, why, in_words(error))
            self.done.waiting.append(self.patience.put_off(found, waiting))
            return None

    def _all(self, claims: Iterator[ClaimedFile]) -> None:
        """Each is decided while the next one is being read; those that wait for others come after these."""
        under_way: tuple[ClaimedFile, Pending] | None = None
        for claimed in claims:
            pending = begin(claimed, self.workspace.reader)
            if under_way is not None:
                self._finish(*under_way, self.round.is_put_off)
            under_way = claimed, pending
        if under_way is not None:
            self._finish(*under_way, self.round.is_put_off if self.round.put_off else None)
        while self.round.put_off:
            left = self._claimed_before(self.round.next().claim)
            if left is not None:
                self._finish(left, begin(left, self.workspace.reader))

    def _finish(self, claimed: ClaimedFile, pending: Pending, is_put_off: IsPutOff | None = None) -> None:
        started_s = time.monotonic()
        self.round.in_hand = claimed.claim
        try:
            receipt = self._tried(claimed, pending, is_put_off)
        except Exception as error:  # one file must not stop the others
            receipt = self._failed(claimed, error)
        if receipt is not None:
            self.done.receipts.append(receipt)
            if len(self.done.receipts) % SETTLE_EVERY == 0:
                self._settle()
            self._tell(receipt, time.monotonic() - started_s)

    def _tried(self, claimed: ClaimedFile, pending: Pending, is_put_off: IsPutOff | None) -> Receipt | None:
        for _ in range(TRIES - 1):
            try:
                return finish(claimed, pending, self.workspace.edges, is_put_off)
            except Exception as error:
                if not is_of_the_world(error) or is_of_the_store(error):  # which was waited for already
                    raise
                self._forget_attempt()
                time.sleep(_PAUSE_S)
        return finish(claimed, pending, self.workspace.edges, is_put_off)

    def _failed(self, claimed: ClaimedFile, error: Exception) -> Receipt | None:
        """The file stays claimed and is tried again next round; where it was our mistake, it is held."""
        name = claimed.arrival.file
        if is_of_the_world(error):
            why = Why.NO_ROOM if is_full(error) else Why.FAILED
            if is_full(error) or is_of_the_store(error):
                self.blocked = why
            self.done.waiting.append(Waiting(name, why, in_words(error)))
            self.workspace.journal.tell("failed", error=type(error).__name__, claim=claimed.arrival.token)
            self._forget_attempt()
            return None
        self._forget_attempt()
        report = write_bug_report(self.workspace.folder, error)
        self.done.bug_reports.append(report)
        self.workspace.journal.tell("bug", report=report.name, claim=claimed.arrival.token)
        told = finding(OUR_MISTAKE, Place(name), report=report.name)
        try:
            return finish(claimed, Refused((told,)), self.workspace.edges)
        except Exception as second:
            is_ours = not is_of_the_world(second)
            self.done.waiting.append(Waiting(name, Why.OUR_MISTAKE if is_ours else Why.FAILED))
            return None

    def _forget_attempt(self) -> None:
        """Removes what a failed attempt staged, and gives back the names that it was promised."""
        with suppress(Exception):  # the store may fail again; the next round sweeps too
            self._sweep_staged()

    def _tell(self, receipt: Receipt, took_s: float) -> None:
        fates = {
            fate: sum(getattr(sheet, fate) for sheet in receipt.sheets)
            for fate in ("rows", "new", "changed", "held")
        }
        codes = ",".join(sorted({each.rule.code for each in receipt.findings if each.is_error}))
        self.workspace.journal.tell(
            "receipt", shown=receipt.arrival.file, receipt=receipt.id, outcome=receipt.outcome.value, **fates,
            errors=codes or None, took_s=took_s,
        )  # fmt: skip
