"""Files handed out whole or not at all: staged beside, made durable, then renamed."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import socket
import stat
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from workbook_crm.model.language import Name
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.permissions import open_as_its_folder
from workbook_crm.model.run import StagedParcel
from workbook_crm.model.waiting import Undelivered

_STAGING = "parcels"
_OUTSIDE = "../"
"""Begins, seen from the folder of our work, the path of a file that was handed out before."""


class Outbox:
    """The places in a workspace where people look for what is handed out to them."""

    def __init__(
        self,
        workspace: Path,
        is_there: Callable[[str], bool] = lambda _folder: True,
        is_open: Callable[[Path], bool] = lambda _file: False,
    ) -> None:
        """`is_there`: whether a folder of the workspace can be reached at the moment; `is_open`: whether a
        program has a file open.
        """
        self._workspace, self._work = workspace, workspace / "work"
        self._is_there, self._is_open = is_there, is_open
        self._promised: set[str] = set()
        self._moved: dict[int, StagedParcel] = {}
        self.undelivered: tuple[Undelivered, ...] = ()
        """What could not be handed out at the last try, and why."""

    def free_path(self, path: str, *beside: str) -> str:
        """`path`, or with ` (2)`, ` (3)` ... before its ending where that name is taken.

        `beside`: endings of what is to lie next to it under its whole name, and has to be free as well.
        """
        first = Path(path)
        free, count = path, 1
        while any(self._is_taken(free + end) for end in ("", *beside)):
            count += 1
            free = first.with_name(f"{first.stem} ({count}){first.suffix}").as_posix()
        self._promised.update(free + end for end in ("", *beside))
        return free

    def _is_taken(self, path: str) -> bool:
        return path in self._promised or os.path.lexists(self._workspace / path)

    def stage(self, content: bytes) -> str:
        """Keeps bytes under a name of our own until they are handed out; returns that name."""
        staged = self._new_name()
        write_durably(staged, content)
        sync_folder(staged.parent)
        return f"{_STAGING}/{staged.name}"

    def stage_file(self, path: Path) -> str:
        """Keeps a copy of a claimed file; of what is no file there is no copy; it will be moved itself."""
        if not stat.S_ISREG(path.lstat().st_mode):
            return path.relative_to(self._work).as_posix()
        staged = self._new_name()
        try:
            shutil.copyfile(path, staged)
            with staged.open("rb+") as file:
                os.fsync(file.fileno())
        except OSError:
            staged.unlink(missing_ok=True)
            raise
        sync_folder(staged.parent)
        return f"{_STAGING}/{staged.name}"

    def staged_content(self, staged: str) -> bytes:
        """The bytes that were staged under a name of ours."""
        return (self._work / staged).read_bytes()

    def stage_outside(self, path: str) -> str:
        """The name, as that of a staged file, of a file that was handed out and is to be moved from there."""
        return f"{_OUTSIDE}{path}"

    def hand_out(self, parcels: Iterable[StagedParcel]) -> None:
        """Moves staged parcels to their paths, in their order.

        One that was moved before is left where it is. One that cannot get there now (its folder is out of
        reach, its place in use by another program) stays staged, and is `undelivered`; it holds up only what
        is to take a place that it does not leave.
        """
        left: list[Undelivered] = []
        blocked: dict[str, Name] = {}
        for each in parcels:
            outside = each.staged.removeprefix(_OUTSIDE)
            why = blocked.get(outside) or blocked.get(each.path) or self._why_not_moved(each)
            if why is not None:
                left.append(Undelivered(each.path, why))
                blocked |= {outside: why, each.path: why}
        self.undelivered = tuple(left)

    def _why_not_moved(self, parcel: StagedParcel) -> Name | None:
        """Moves a parcel; returns why it could not be moved."""
        try:
            self._move(parcel)
        except OSError as error:
            return in_words(error)
        self._moved[parcel.id] = parcel
        return None

    def settled(self) -> tuple[StagedParcel, ...]:
        """Waits until the disk has the names of all that was handed out since the last call; returns it."""
        moved, self._moved = tuple(self._moved.values()), {}
        for folder in {(self._workspace / each.path).parent for each in moved}:
            with suppress(FileNotFoundError):
                sync_folder(folder)
        return moved

    def _move(self, parcel: StagedParcel) -> None:
        self._reach(parcel.path)
        staged, target = self._work / parcel.staged, self._workspace / parcel.path
        is_outside = parcel.staged.startswith(_OUTSIDE)
        if is_outside and self._is_open(staged):
            raise OSError(errno.EBUSY, "the file is open in another program", str(staged))
        if os.path.lexists(staged) and not (is_outside and os.path.lexists(target)):  # which was moved before
            _make_folder(target.parent)
            target = self._unless_taken(staged, target)
            _put(staged, target)
            open_as_its_folder(target)
        self._promised.discard(parcel.path)

    def _reach(self, path: str) -> None:
        """Raises OSError where the folder that a path begins with is out of reach."""
        folder = path.partition("/")[0]
        if not self._is_there(folder):
            raise OSError(errno.ENOTCONN, "the folder cannot be reached", folder)

    def _unless_taken(self, staged: Path, target: Path) -> Path:
        """The target; a free name beside it where somebody put something there since it was promised."""
        if not os.path.lexists(target) or _same_bytes(staged, target):
            return target
        promised = target.relative_to(self._workspace).as_posix()
        self._promised.discard(promised)
        return self._workspace / self.free_path(promised)

    def staged(self) -> frozenset[str]:
        """What is staged now, committed or not."""
        return frozenset(f"{_STAGING}/{each.name}" for each in (self._work / _STAGING).glob("*"))

    def sweep(self, staged: frozenset[str], committed: Iterable[StagedParcel]) -> int:
        """Removes what was staged and never committed by this process or by a dead one; returns how many.

        `staged` must have been listed before `committed` was: what was committed in between is kept.
        """
        kept = {each.staged: each.path for each in committed}
        self._promised = set(kept.values())
        orphans = [each for each in staged - kept.keys() if _is_abandoned(Path(each).name)]
        for each in orphans:
            (self._work / each).unlink(missing_ok=True)
        return len(orphans)

    def put(self, path: str, content: bytes) -> None:
        """Replaces the file at `path`: a report of today, made anew."""
        self._reach(path)
        target = self._workspace / path
        _make_folder(target.parent)
        staged = self._new_name()
        write_durably(staged, content)
        try:
            _put(staged, target)
            open_as_its_folder(target)
        finally:
            staged.unlink(missing_ok=True)

    def put_many(self, folder: str, files: Iterable[tuple[str, bytes]]) -> int:
        """Replaces files (name, content) of a folder, each whole or not at all; returns how many.

        It is waited once until the disk has them all: a wait for each of thousands would take minutes.
        """
        self._reach(folder)
        target = self._workspace / folder
        _make_folder(target)
        count = 0
        for name, content in files:
            beside = target / f".{name}.tmp"  # the next try after a crash uses it again
            _WRITE(beside, content)
            open_as_its_folder(beside)
            beside.replace(target / name)
            count += 1
        if count and hasattr(os, "sync"):
            os.sync()
        return count

    def discard(self, folder: str, names: Iterable[str]) -> None:
        """Removes files of ours from a folder."""
        for name in names:
            (self._workspace / folder / name).unlink(missing_ok=True)

    def names(self, folder: str) -> frozenset[str]:
        """The names of what lies in one of our folders; none where there is no such folder."""
        try:
            return frozenset(os.listdir(self._workspace / folder))
        except FileNotFoundError:
            return frozenset()

    def _new_name(self) -> Path:
        """`<host>-<pid>-<random>`: the process that staged it can be asked for."""
        folder = self._work / _STAGING
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{_host()}-{os.getpid()}-{uuid.uuid4().hex}"


def _make_folder(folder: Path) -> None:
    """Makes a folder for people's files, open to those whom the folder around it is open to."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        open_as_its_folder(folder)


def write_durably(path: Path, content: bytes) -> None:
    """Writes a new file and waits until the disk has it. Leaves nothing behind where that fails."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_whole(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all: whoever reads it meanwhile has the one before. Makes its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".tmp")
    write_durably(beside, content)
    beside.replace(file)


_WRITE: Callable[[Path, bytes], object] = Path.write_bytes if hasattr(os, "sync") else write_durably
"""How one of many files is written: where the system can be asked to save all at once, not each by itself."""


def sync_folder(folder: Path) -> None:
    """Waits until the disk has the folder's names: a rename survives a power cut only then."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot do it for a folder
            raise
    finally:
        os.close(number)


def _put(staged: Path, target: Path) -> None:
    """Renames; where the target is on another file system, copies beside it first."""
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{staged.name}.tmp")  # the next try after a crash uses it again
        write_durably(beside, staged.read_bytes())
        beside.replace(target)
        staged.unlink()


def _same_bytes(staged: Path, target: Path) -> bool:
    if not (stat.S_ISREG(staged.lstat().st_mode) and stat.S_ISREG(target.lstat().st_mode)):
        return False
    return filecmp.cmp(staged, target, shallow=False)


def _is_abandoned(name: str) -> bool:
    """Whether whoever staged this is gone, or is this very process, which stages nothing when it asks."""
    host, _, rest = name.rpartition("-")[0].rpartition("-")
    if not rest.isdecimal() or host != _host():
        return not rest.isdecimal()
    return int(rest) == os.getpid() or not _is_alive(int(rest))


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        return False  # a signal 0 would end it there; the workspace's lock says that nobody else is at work
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _host() -> str:
    return socket.gethostname().replace("/", "_") or "host"
