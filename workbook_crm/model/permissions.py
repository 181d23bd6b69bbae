"""Who may read what we make: its owner, and whom the folder that it lies in is open to.

On Windows there are no such modes, and a file takes its rights from its folder by itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_OTHERS, _ALL_BUT_OWNER = 0o007, 0o077
_READ_WRITE = 0o666


def close_to_others() -> None:
    """Has all that this process makes readable by nobody but its owner.

    A group that whoever started us has let in (umask 007, as a service does) stays in.
    """
    if os.name == "nt":
        return
    before = os.umask(_ALL_BUT_OWNER)
    if before & _OTHERS == _OTHERS:
        os.umask(before)


def open_as_its_folder(path: Path) -> None:
    """Gives a file, or a folder, to those who may read and write the folder that it lies in."""
    if os.name == "nt":
        return
    with suppress(OSError):  # a share that knows no modes, or somebody else's file
        around, own = path.parent.stat().st_mode, path.stat().st_mode
        let_in = around & (_ALL_BUT_OWNER if path.is_dir() else _READ_WRITE & _ALL_BUT_OWNER)
        if own | let_in != own:
            path.chmod(own & 0o7777 | let_in)


def close(path: Path) -> None:
    """Leaves a file to its owner alone."""
    if os.name != "nt":
        with suppress(OSError):
            path.chmod(path.stat().st_mode & 0o700)


def is_open_to_all(path: Path) -> bool:
    """Whether everybody on the machine can read it."""
    return os.name != "nt" and path.exists() and bool(path.stat().st_mode & _OTHERS)
