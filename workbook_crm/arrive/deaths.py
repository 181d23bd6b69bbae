"""How often this program died in the middle of a file: told by marks that it did not live to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Deaths:
    """Marks of attempts, one byte each, in a folder of our own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def forget_all_but(self, tokens: Iterable[str]) -> None:
        """Removes marks of files that are done with: a death may come between the work and the mark."""
        if self._folder.is_dir():
            for mark in {each.name for each in self._folder.iterdir()} - set(tokens):
                with suppress(OSError):
                    (self._folder / mark).unlink()

    @contextmanager
    def attempt(self, token: str) -> Iterator[int]:
        """Yields how many attempts at this file came to no end; this one counts until the context is left."""
        mark = self._folder / token
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with mark.open("ab") as file:
                file.write(b".")
        try:
            yield max(0, _size(mark) - 1)
        finally:
            with suppress(OSError):
                mark.unlink()


def _size(mark: Path) -> int:
    try:
        return mark.stat().st_size
    except OSError:
        return 0
