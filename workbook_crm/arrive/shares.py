"""Folders that lie on another file system than the workspace: whether they are there at the moment.

A share that is unmounted leaves an empty folder behind, on the workspace's own disk. What is written into
that is out of sight once the share is back; so nothing is, and nothing is taken from it.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

NETWORKS = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.davfs2", "fuse.sshfs",
        "fuse.rclone", "fuse.smbnetfs",
    }
)  # fmt: skip
"""File systems of other machines: SQLite's shared memory does not reach across them (sqlite.org/wal.html)."""
_DRIVE_REMOTE = 4
"""learn.microsoft.com, GetDriveTypeW."""


def network_of(folder: Path) -> str:
    """The kind of network file system that a folder lies on; empty for a disk of this machine."""
    if sys.platform == "win32":
        return _windows_network_of(folder)
    kind = file_system_of(folder)
    return kind if kind in NETWORKS else ""


def _windows_network_of(folder: Path) -> str:
    import ctypes  # its functions are there on Windows only

    drive = f"{folder.absolute().drive}\\"
    kind = ctypes.windll.kernel32.GetDriveTypeW(drive)  # type: ignore[attr-defined,unused-ignore]
    return "SMB" if drive.startswith("\\\\") or kind == _DRIVE_REMOTE else ""


def file_system_of(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of file system of a folder (`ext4`, `cifs`); empty where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = [
        line.split()[1:3] for line in reversed(lines)
    ]  # what was mounted last at a place covers the others
    places = [(place.replace("\\040", " "), kind) for place, kind in found]
    inside = [(place, kind) for place, kind in places if folder.resolve().is_relative_to(place)]
    return max(inside, key=lambda each: len(each[0]), default=("", ""))[1]


class Shares:
    """Remembers which folders of a workspace have been seen on another device."""

    def __init__(self, workspace: Path, sentinel: str | None = None) -> None:
        """`sentinel`: a file that must lie in the inbox for it to be there."""
        self._workspace, self._sentinel = workspace, sentinel
        self._record = workspace / "work" / "shares.json"
        self._seen: set[str] | None = None

    def is_there(self, folder: str) -> bool:
        """Whether `inbox`, `outbox` ... can be reached, and is the folder that it was before."""
        path = self._workspace / folder
        try:
            is_elsewhere = path.stat().st_dev != self._workspace.stat().st_dev
            next(path.iterdir(), None)
        except FileNotFoundError:  # to be made, unless it is a place where something is mounted or linked
            return not self._is_share(folder) and not path.is_symlink()
        except OSError:
            return False
        if is_elsewhere:
            self._remember(folder)
        if folder == "inbox" and self._sentinel:
            return (path / self._sentinel).exists()
        return is_elsewhere or not self._is_share(folder)

    def _is_share(self, folder: str) -> bool:
        if self._seen is None:
            self._seen = set()
            with suppress(OSError, ValueError):
                self._seen = set(json.loads(self._record.read_text(encoding="utf-8")))
        return folder in self._seen

    def _remember(self, folder: str) -> None:
        if self._is_share(folder):
            return
        assert self._seen is not None
        self._seen.add(folder)
        with suppress(OSError):  # a full disk: remembered next time
            self._record.parent.mkdir(parents=True, exist_ok=True)
            self._record.write_text(json.dumps(sorted(self._seen)), encoding="utf-8")
