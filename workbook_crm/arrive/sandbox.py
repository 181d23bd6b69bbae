"""Reads files in a child process with limits, so that no file can take this process down.

The child is kept for the next file and replaced after a death, after many files, or when it has grown. It is
forked where this process has a single thread (a few milliseconds), and spawned otherwise and on Windows.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, Self

from workbook_crm.arrive.crossing import Read, unpack
from workbook_crm.arrive.reader_process import Reading, serve
from workbook_crm.model.finding import Findings, Rule, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules import files as rules

MEMORY_BYTES = 2 << 30
TIME_S = 120.0
FILES_PER_CHILD = 500
_GRACE_S = 5.0
_PAUSE_S = 0.002
_KILLED = -getattr(signal, "SIGKILL", 9)
_GROWN = 16
"""A child that has taken a sixteenth of its limit is replaced: an allocator gives little back."""


def nothing_to_prepare() -> None:
    """For a reading function that has all it needs."""


@dataclass(frozen=True, slots=True)
class _Child:
    process: BaseProcess
    connection: Connection


class Pending(Generic[Read]):
    """A file that is being read; the child may work on it while the caller does something else."""

    def __init__(self, sandbox: Sandbox[Read], content: bytes, name: str) -> None:
        self._sandbox = sandbox
        self._outcome: tuple[Read | None, Findings] | None = None
        self._content = content
        self.name = name

    def result(self) -> tuple[Read | None, Findings]:
        """The sheets, or None and why not; waits for them at most as long as the time limit."""
        if self._outcome is None:
            self._outcome = self._sandbox._receive(self.name) or self._sandbox._once_more(
                self._content, self.name
            )
            self._content = b""
        return self._outcome


class Sandbox(Generic[Read]):
    """A reading function behind a wall: content and name in, sheets or findings out, whatever happens there.

    `read`, and `prepare` that the child calls first of all, must be functions of a module (they may have to
    be pickled). One file is under way at a time; handing in the next one first takes in the result of the
    last.
    """

    def __init__(
        self,
        read: Reading[Read],
        prepare: Callable[[], None] = nothing_to_prepare,
        *,
        memory_bytes: int = MEMORY_BYTES,
        time_s: float = TIME_S,
        files_per_child: int = FILES_PER_CHILD,
    ) -> None:
        self._read, self._prepare = read, prepare
        self._memory_bytes = memory_bytes
        self._time_s = time_s
        self._files_per_child = files_per_child
        self._files_read = 0
        self.peak_memory_bytes = 0
        """The most that the child of the last file has ever taken; 0 where it died."""
        self._under_way: Pending[Read] | None = None
        self._child: _Child | None = self._start()

    def read(self, content: bytes, name: str) -> tuple[Read | None, Findings]:
        """The sheets of a file, or None and why not."""
        return self.submit(content, name).result()

    def submit(self, content: bytes, name: str) -> Pending[Read]:
        """Hands in a file to be read beside whatever the caller does next."""
        if self._under_way is not None:
            self._under_way.result()
        self._hand_in(content, name)
        self._under_way = Pending(self, content, name)
        return self._under_way

    def _hand_in(self, content: bytes, name: str) -> None:
        if not self._send(content, name):  # the child died between two files
            self._send(content, name)

    def close(self) -> None:
        """Ends the child."""
        self._under_way = None
        if self._child is not None:
            self._end(self._child)
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, content: bytes, name: str) -> bool:
        if self._child is None:
            self._child = self._start()
        try:
            self._child.connection.send(name)
            self._child.connection.send_bytes(content)
        except OSError:
            self._end(self._child)
            self._child = None
            return False
        return True

    def _once_more(self, content: bytes, name: str) -> tuple[Read | None, Findings]:
        """Reads a file again whose reader was killed: a machine short of memory takes whom it likes."""
        self._hand_in(content, name)
        return self._receive(name) or _refused(rules.READER_CRASHED, name, _exit_in_words(_KILLED))

    def _receive(self, name: str) -> tuple[Read | None, Findings] | None:
        """The outcome; None where somebody else killed the child."""
        self._under_way = None
        child = self._child
        if child is None:
            return _refused(rules.READER_CRASHED, name, "it does not start")
        try:
            # The child has an alarm of its own; this is for where there is none.
            if not child.connection.poll(self._time_s + _GRACE_S):
                return self._died(child, name, is_late=True)
            outcome: tuple[Read | None, Findings]
            outcome, peak_bytes = unpack(child.connection.recv_bytes())
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._died(child, name)
        self._files_read += 1
        self.peak_memory_bytes = peak_bytes
        if self._files_read >= self._files_per_child or peak_bytes * _GROWN > self._memory_bytes:
            self._end(child)
            self._child = None  # started with the next file: a fork now would hold on to what this one takes
        return outcome

    def _died(
        self, child: _Child, name: str, *, is_late: bool = False
    ) -> tuple[Read | None, Findings] | None:
        if is_late:
            child.process.kill()
        self.peak_memory_bytes = 0
        _wait_for(child.process, _GRACE_S)
        code = child.process.exitcode
        self._end(child)
        self._child = None
        if is_late or (os.name == "posix" and code == -signal.SIGALRM):
            limit_s = round(self._time_s)
            return None, (finding(rules.READER_OUT_OF_TIME, Place(name), limit_s=limit_s),)
        return None if code == _KILLED else _refused(rules.READER_CRASHED, name, _exit_in_words(code))

    def _start(self) -> _Child:
        self._files_read = 0
        ours, theirs = multiprocessing.Pipe()
        process = _context().Process(
            target=serve,
            args=(theirs, self._prepare, self._read, self._memory_bytes, self._time_s),
            name="workbook-reader",
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Child(process, ours)

    def _end(self, child: _Child) -> None:
        child.connection.close()
        _wait_for(child.process, _GRACE_S / 10)
        if child.process.is_alive():
            child.process.kill()
            child.process.join()
        child.process.close()


def _wait_for(process: BaseProcess, time_s: float) -> None:
    """Waits until a child has ended, at most so long.

    Its own `join` would take as long as the child: that closes what `join` listens to, with all it inherited.
    """
    until = time.monotonic() + time_s
    while process.is_alive() and time.monotonic() < until:
        time.sleep(_PAUSE_S)


def _refused(rule: Rule, name: str, detail: str) -> tuple[None, Findings]:
    return None, (finding(rule, Place(name), detail),)


def _context() -> multiprocessing.context.ForkContext | multiprocessing.context.SpawnContext:
    """Fork copies one thread only: with others running, a lock that one of them holds would stay locked."""
    if os.name == "posix" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _exit_in_words(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
