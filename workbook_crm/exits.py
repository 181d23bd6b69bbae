"""Exit codes: a promise to scripts and schedulers."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a script learns from the exit code."""

    WELL = 0
    HELD = 1
    """Done, and some rows or files were held."""
    USAGE = 2
    UNREADABLE = 3
    """A file given could not be read."""
    WORLD = 4
    """Disk, network or lock failed; safe to try again."""
    BUG = 70
    """Our mistake; a report file was written."""
