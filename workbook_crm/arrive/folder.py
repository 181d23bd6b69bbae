"""The inbox: a folder in which files are found, claimed by renaming, and archived by their content."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook_crm.model.run import Arrival

_IGNORED = re.compile(
    r"^(~\$|\.|~)|\.(tmp|part|partial|crdownload|lnk)$|^(thumbs\.db|desktop\.ini)$|^[0-9a-f]{8}$",
    re.IGNORECASE,
)
"""Files that programs leave beside workbooks: owner files, half downloads, saves in progress."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the inbox; `relative` is its path below it."""

    path: Path
    relative: Path

    @property
    def name(self) -> str:
        return shown(self.path.name)


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file that has been moved out of the inbox and is ours until it lies in the archive."""

    path: Path
    arrival: Arrival
    archive_folder: Path

    def content(self) -> bytes:
        """Its bytes as they were claimed."""
        return self.path.read_bytes()

    def archive(self) -> None:
        """Moves the file to the archive under its content's name; the claim is over then."""
        sha256 = self.arrival.sha256
        target = self.archive_folder / sha256[:2] / f"{sha256}{self.path.suffix.lower()}"
        if self.path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            self.path.replace(target)
        for folder in self.path.parents:
            if folder.name == "claims":
                break
            _remove_empty(folder)


class Inbox:
    """One workspace's inbox, work and archive folders."""

    def __init__(self, workspace: Path, now: Clock) -> None:
        self._inbox, self._now = workspace / "inbox", now
        self._claims, self._archive = workspace / "work" / "claims", workspace / "archive"

    def files(self) -> list[Found]:
        """What lies in the inbox, the dealership's own files (in its root) before people's, by name."""
        found = [Found(path, path.relative_to(self._inbox)) for path in _walk(self._inbox)]
        return sorted(found, key=lambda each: (len(each.relative.parts), each.relative.parts))

    def claim(self, found: Found) -> ClaimedFile | None:
        """Takes a file out of the inbox by renaming it; None where somebody else was faster."""
        token = uuid.uuid4().hex
        target = self._claims / token / found.relative
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            found.path.rename(target)
        except FileNotFoundError:
            _remove_empty(target.parent)
            return None
        return self._claimed(token, target)

    def left_over(self) -> Iterator[ClaimedFile]:
        """Files that were claimed before a crash and are not archived yet."""
        if self._claims.is_dir():
            for folder in sorted(self._claims.iterdir()):
                for path in _walk(folder):
                    yield self._claimed(folder.name, path)

    def _claimed(self, token: str, path: Path) -> ClaimedFile:
        relative = path.relative_to(self._claims / token)
        sender = shown(relative.parts[0]) if len(relative.parts) > 1 else None
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        arrival = Arrival(token, shown(path.name), sender, self._now(), sha256)
        return ClaimedFile(path, arrival, self._archive)


def shown(name: str) -> str:
    """A file name fit to be shown: names that are not UTF-8 are taken for GB18030."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in files:
            path = Path(root, name)
            if not _IGNORED.search(name) and path.is_file() and not path.is_symlink():
                yield path


def _remove_empty(folder: Path) -> None:
    """Removes a folder of our own where it is empty."""
    try:
        folder.rmdir()
    except OSError:
        return
