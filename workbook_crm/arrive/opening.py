"""Looking at files without trusting what they are: no link is followed, only regular files are opened."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

_ONLINE_ONLY = 0x0000_1000 | 0x0004_0000 | 0x0040_0000
"""Windows file attributes OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS: the bytes are in the cloud
(learn.microsoft.com, File Attribute Constants)."""
_NOT_BLOCKING = getattr(os, "O_NONBLOCK", 0)  # a FIFO without a writer would stop us
_NOT_FOLLOWING = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_CLOSED_IN_CHILDREN = getattr(os, "O_CLOEXEC", 0)


class Kind(Enum):
    """What a name in a folder stands for."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"
    """A FIFO, a socket, a device."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a file shows, without opening it. Two equal looks: it was left alone in between."""

    kind: Kind
    inode: int
    size_bytes: int
    modified_ns: int
    is_online_only: bool = False


class NotAFileError(OSError):
    """A name that stood for a file stands for something else now."""


def look_at(path: Path) -> Look:
    """A look at what is there; a link is looked at itself. Raises OSError."""
    found = path.lstat()
    attributes = getattr(found, "st_file_attributes", 0)
    return Look(
        _kind(found.st_mode), found.st_ino, found.st_size, found.st_mtime_ns, bool(attributes & _ONLINE_ONLY)
    )


def _kind(mode: int) -> Kind:
    if stat.S_ISREG(mode):
        return Kind.FILE
    if stat.S_ISDIR(mode):
        return Kind.FOLDER
    return Kind.LINK if stat.S_ISLNK(mode) else Kind.OTHER


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The regular file at `path`, opened for reading. Raises NotAFileError, OSError."""
    number = os.open(path, os.O_RDONLY | _NOT_BLOCKING | _NOT_FOLLOWING | _BINARY | _CLOSED_IN_CHILDREN)
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise NotAFileError(errno.EINVAL, "not a regular file", str(path))
        yield file


def is_being_written(file: BinaryIO) -> bool:
    """Whether another program has the file open for writing, where the system can tell.

    Linux grants a read lease only on a file that nobody has open for writing (fcntl(2), F_SETLEASE). On
    Windows a file that is being written cannot be opened or renamed in the first place. Elsewhere, and on
    network file systems, the answer is no.
    """
    if not sys.platform.startswith("linux"):
        return False
    import fcntl  # not on Windows

    with suppress(OSError):  # who breaks the lease in its microsecond of life sends SIGIO, which would end us
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
    try:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    with suppress(OSError):
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
