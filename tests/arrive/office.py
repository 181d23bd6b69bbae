"""A workspace worked on by real processes, which tests start, stop and kill."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.workbooks import SHOP, joined, xlsx
from workbook_crm.model.run import Receipt
from workbook_crm.wire import Workspace, open_workspace

PATIENT_S = 30.0
_HANGING = """
import sys, time
from workbook_crm import pipeline
from workbook_crm.cli import main
pipeline.decide = lambda *_: time.sleep(60)
sys.exit(main(sys.argv[1:]))
"""
_DYING = """
import os, signal, sys
from importlib import import_module
from workbook_crm.cli import main
module, _, path = sys.argv[1].partition(":")
*owners, name = path.split(".")
owner = import_module(module)
for each in owners:
    owner = getattr(owner, each)
real = getattr(owner, name)
def dying(*given, **named):
    if sys.argv[2] == "after":
        real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, dying)
sys.exit(main(sys.argv[3:]))
"""


def customer(name: str = "王伟", phone: str = "13912345678") -> bytes:
    """A small workbook with one customer."""
    return xlsx(f"# 客户\n| 客户名称 | 电话 | 来源 |\n| {name} | {phone} | 展厅 |")


def shop() -> bytes:
    """A workbook of a small dealership."""
    return xlsx(joined(*SHOP.values()))


@dataclass(frozen=True)
class Office:
    """One workspace, and what a test does to it from outside."""

    folder: Path

    def drop(self, name: str | bytes, content: bytes) -> Path:
        """Puts a file into the inbox, whole at once."""
        path = self.folder / "inbox" / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "workbook_crm", *self.options(*arguments)]

    def options(self, *arguments: str) -> list[str]:
        return ["--workspace", str(self.folder), "--language", "en", *arguments]

    def ask(self, *arguments: str, codes: tuple[int, ...] = (0, 1)) -> dict[str, Any]:
        """A command's JSON."""
        done = subprocess.run(
            self.command("--json", *arguments), capture_output=True, check=False, timeout=PATIENT_S
        )
        assert done.returncode in codes, (done.returncode, done.stderr.decode())
        return dict(json.loads(done.stdout)) if done.stdout else {"said": done.stderr.decode()}

    def say(self, *arguments: str) -> str:
        """What a command tells a person."""
        done = subprocess.run(self.command(*arguments), capture_output=True, check=False, timeout=PATIENT_S)
        return done.stdout.decode()

    def run(self, codes: tuple[int, ...] = (0, 1)) -> dict[str, Any]:
        """One `run`."""
        return self.ask("run", codes=codes)

    def die_at(self, point: str, when: str = "before") -> None:
        """A `run` that is killed, as by kill -9, when it calls `module:function`."""
        command = [sys.executable, "-c", _DYING, point, when, *self.options("run")]
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENT_S)
        assert done.returncode == -signal.SIGKILL, (done.returncode, done.stderr.decode())

    @contextmanager
    def hanging(self, command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command that stays in the middle of its first file, from the moment when it has claimed that."""
        arguments = [sys.executable, "-c", _HANGING, *self.options(command)]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            self.wait_for(lambda: list((self.folder / "work" / "claims").glob("*/*")))
            time.sleep(0.5)
            yield process
        finally:
            process.kill()
            process.communicate()

    @contextmanager
    def watching(self, *, wait: bool = True) -> Iterator[subprocess.Popen[bytes]]:
        """`watch`, from the moment when it looks until the end of the context."""
        process = subprocess.Popen(self.command("watch"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            if wait:
                self.wait_for(lambda: self.beats_of(process.pid))
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.communicate()

    def beats_of(self, pid: int) -> bool:
        """Whether the process has shown that it lives."""
        try:
            found = json.loads((self.folder / "work" / "heartbeat.json").read_text())
        except (OSError, ValueError):
            return False
        return bool(found["pid"] == pid)

    def wait_for(self, is_so: Callable[[], object], most_s: float = PATIENT_S) -> None:
        """Returns as soon as something is so."""
        end_s = time.monotonic() + most_s
        while not is_so():
            assert time.monotonic() < end_s, "it never was"
            time.sleep(0.02)

    def answers(self) -> list[str]:
        """The answers, relative to the outbox."""
        outbox = self.folder / "outbox"
        return sorted(each.relative_to(outbox).as_posix() for each in outbox.rglob("*") if each.is_file())

    def receipts(self) -> tuple[Receipt, ...]:
        """Every receipt, oldest first."""
        with self.opened() as workspace, workspace.store.reading() as queries:
            return queries.receipts(limit=10_000)[::-1]

    def outcomes(self) -> dict[str, list[str]]:
        """What became of the files, by name."""
        told: dict[str, list[str]] = {}
        for each in self.receipts():
            told.setdefault(each.arrival.file, []).append(each.outcome.value)
        return told

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """The workspace in this process."""
        with open_workspace(self.folder) as workspace:
            yield workspace

    def count(self, kind: str) -> int:
        with self.opened() as workspace, workspace.store.reading() as queries:
            return len(queries.every(kind))

    def is_tidy(self) -> bool:
        """Nothing of ours lies about: no claim, no staged parcel, no half file."""
        work = self.folder / "work"
        left = [
            each for name in ("claims", "parcels", "arriving", "deaths") for each in (work / name).glob("*")
        ]
        hidden = list(self.folder.rglob(".*.tmp"))
        assert not left, left
        assert not hidden, hidden
        return True

    def archived(self) -> Counter[bytes]:
        """The contents of the archive."""
        return Counter(each.read_bytes() for each in (self.folder / "archive").glob("??/*"))


@contextmanager
def mounted(place: Path, size: str = "4m") -> Iterator[None]:
    """A small file system of its own at `place`. Raises PermissionError where that is not allowed."""
    place.mkdir(parents=True, exist_ok=True)
    mount(place, size)
    try:
        yield
    finally:
        unmount(place)


def mount(place: Path, size: str = "4m") -> None:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        raise PermissionError(done.stderr.decode())


def unmount(place: Path) -> None:
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def can_mount() -> bool:
    """Whether this machine lets us mount."""
    import tempfile

    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            with mounted(Path(folder) / "m"):
                return True
        except (OSError, FileNotFoundError):
            return False
