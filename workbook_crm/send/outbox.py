"""Files handed out whole or not at all: staged beside, made durable, then renamed."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from workbook_crm.model.run import StagedParcel


class Outbox:
    """The places in a workspace where people look for what is handed out to them."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._staging = workspace / "work" / "parcels"
        self._promised: set[str] = set()

    def free_path(self, path: str) -> str:
        """`path`, or with ` (2)`, ` (3)` ... before its ending where that name is taken."""
        first = Path(path)
        free, count = path, 1
        while free in self._promised or (self._workspace / free).exists():
            count += 1
            free = first.with_name(f"{first.stem} ({count}){first.suffix}").as_posix()
        self._promised.add(free)
        return free

    def stage(self, content: bytes) -> str:
        """Keeps bytes under a name of our own until they are handed out; returns that name."""
        self._staging.mkdir(parents=True, exist_ok=True)
        staged = self._staging / uuid.uuid4().hex
        write_durably(staged, content)
        return staged.name

    def hand_out(self, parcel: StagedParcel) -> None:
        """Moves a staged parcel to its path; one that has been moved before is left where it is."""
        staged = self._staging / parcel.staged
        target = self._workspace / parcel.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if staged.exists():
            staged.replace(target)
        self._promised.discard(parcel.path)

    def sweep(self, wanted: set[str]) -> None:
        """Removes what a crash left staged and never committed."""
        for staged in self._staging.glob("*"):
            if staged.name not in wanted:
                staged.unlink()

    def put(self, path: str, content: bytes) -> None:
        """Replaces the file at `path`: a report of today, made anew."""
        target = self._workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{uuid.uuid4().hex}.tmp")
        write_durably(beside, content)
        beside.replace(target)


def write_durably(path: Path, content: bytes) -> None:
    """Writes a new file and waits until the disk has it. Leaves nothing behind where that fails."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
