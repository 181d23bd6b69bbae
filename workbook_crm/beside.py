"""Work for the second core: begun in a copy of this process, its result taken when it is needed.

A fork has all that this process knows, so that nothing is packed but the result. Where this process cannot be
copied safely, or the copy comes to grief, the work is done here: it is pure, and so the same either way.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TypeVar

T = TypeVar("T")

_FIRST_FREE_DESCRIPTOR = 3


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begins pure work; what is yielded waits for its result, and must be called within the context, once."""
    begun = _begun(work)
    if begun is None:
        yield work
        return
    pid, pipe = begun
    with open(pipe, "rb") as stream:
        try:
            yield lambda: _result(stream.read(), work)
        finally:
            stream.close()  # a copy that nobody listens to any more ends by itself
            os.waitpid(pid, 0)


def _begun(work: Callable[[], object]) -> tuple[int, int] | None:
    """The copy's process id and the pipe that its result comes through; None where there can be none.

    A fork copies one thread only: with others running, a lock that one of them holds would stay locked.
    """
    if os.name != "posix" or threading.active_count() > 1 or (os.cpu_count() or 1) == 1:
        return None
    ours, theirs = os.pipe()
    try:
        pid = os.fork()
    except OSError:  # no memory, or too many processes
        os.close(ours)
        os.close(theirs)
        return None
    if pid == 0:
        _work(work, theirs)
    os.close(theirs)
    return pid, ours


def _work(work: Callable[[], object], pipe: int) -> NoReturn:
    """The copy's side: the result, or nothing where something failed, and then an end without goodbye."""
    with suppress(BaseException):
        _forget_the_parent(pipe)
        with open(pipe, "wb") as stream:
            pickle.dump(work(), stream, protocol=5)
    os._exit(0)


def _forget_the_parent(pipe: int) -> None:
    """The parent's locks and files are not held open here, nor is a signal meant for it heeded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.closerange(_FIRST_FREE_DESCRIPTOR, pipe)
    os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX") if pipe < 65_536 else pipe + 65_536)


def _result(packed: bytes, work: Callable[[], T]) -> T:
    try:
        result: T = pickle.loads(packed)
    except (EOFError, pickle.UnpicklingError):
        return work()
    return result
