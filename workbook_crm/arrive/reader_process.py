"""The child's side of the sandbox: limits itself, then reads file after file until nobody asks any more."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from workbook_crm.arrive.crossing import Read, pack
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules import files as rules

Reading = Callable[[bytes, str], tuple[Read | None, Findings]]
"""Content and name of a file into what it is read as, or None and why not."""

_IS_POSIX = os.name == "posix"
_FIRST_FREE_DESCRIPTOR = 3


def serve(
    connection: Connection, prepare: Callable[[], None], read: Reading[Read], memory_bytes: int, time_s: float
) -> None:
    """Answers (name, content) with (outcome, bytes of memory taken at most so far), until nobody asks."""
    _forget_the_parent(connection)
    prepare()
    _limit_memory(memory_bytes)
    inherited_bytes = peak_memory_bytes()
    with contextlib.suppress(EOFError, OSError):
        while True:
            name, content = connection.recv(), connection.recv_bytes()
            with _alarm(time_s):
                answer = _answer(read, content, name, memory_bytes, inherited_bytes)
            connection.send_bytes(answer)
            del content, answer
            gc.collect()


def _answer(read: Reading[Read], content: bytes, name: str, memory_bytes: int, inherited_bytes: int) -> bytes:
    try:
        return pack(read(content, name), peak_memory_bytes() - inherited_bytes)
    except MemoryError:
        gc.collect()
        limit = f"{memory_bytes >> 20:,} MB"
        return pack((None, (finding(rules.READER_OUT_OF_MEMORY, Place(name), limit=limit),)), memory_bytes)
    except Exception as reason:
        detail = f"{type(reason).__name__}: {reason}"
        return pack((None, (finding(rules.READER_CRASHED, Place(name), detail),)), memory_bytes)


def _forget_the_parent(connection: Connection) -> None:
    """Nothing that the parent holds open stays open here, and a signal meant for it does not end this."""
    gc.freeze()
    gc.disable()
    if not _IS_POSIX:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(_FIRST_FREE_DESCRIPTOR):
        os.dup2(silence, stream)
    ours = connection.fileno()
    os.closerange(_FIRST_FREE_DESCRIPTOR, ours)
    os.closerange(ours + 1, os.sysconf("SC_OPEN_MAX") if ours < 65_536 else ours + 65_536)


def _limit_memory(memory_bytes: int) -> None:
    """At most this much address space more than now; Windows and macOS have no such limit."""
    if not _IS_POSIX:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        most = _address_space_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space_bytes() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def peak_memory_bytes() -> int:
    """The most memory that this process has ever taken; 0 where the system does not tell."""
    if not _IS_POSIX:
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak << 10


@contextlib.contextmanager
def _alarm(time_s: float) -> Iterator[Any]:
    """Ends this process when the time is over, also in the middle of native code."""
    if not _IS_POSIX:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, time_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
