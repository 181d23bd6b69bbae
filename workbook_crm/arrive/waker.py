"""Wakes who scans the inbox when the system reports a change there. Reports get lost; the scan does not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_QUIET_EVENTS = frozenset({"opened", "closed_no_write"})
"""What our own looks set off."""


class Waker:
    """A watched folder. A thread that died, or a folder that was replaced, is noticed by `revive`."""

    def __init__(self, folder: Path, wake: Callable[[], None]) -> None:
        self._folder, self._handler = folder, _Handler(wake)
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None

    def revive(self) -> bool:
        """Starts watching where nobody does (any more); whether it had to, and could."""
        identity = self._identity()
        if self._is_alive() and identity == self._watched:
            return False
        self.close()
        if identity is None:
            return False
        observer = Observer()
        try:
            observer.schedule(self._handler, str(self._folder), recursive=True)
            observer.start()
        except OSError:  # no watches left, or a file system without them: the scan alone does it
            return False
        self._observer, self._watched = observer, identity
        return True

    @property
    def is_watching(self) -> bool:
        """Whether changes are reported at the moment."""
        return self._is_alive()

    def close(self) -> None:
        """Ends the thread."""
        if self._observer is not None:
            with suppress(Exception):  # a thread that is dead already has nothing to be stopped
                self._observer.stop()
                self._observer.join(timeout=5)
            self._observer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _is_alive(self) -> bool:
        observer = self._observer
        return (
            observer is not None and observer.is_alive() and all(one.is_alive() for one in observer.emitters)
        )

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._folder.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


class _Handler(FileSystemEventHandler):
    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _QUIET_EVENTS:
            self._wake()
