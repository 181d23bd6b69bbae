"""A small file that says: I live, this is what I do, and by when I will say so again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Beat:
    """One sign of life. Moments are ISO 8601 with offset."""

    time: str
    next_by: str
    """Later than this without a new one: it hangs, or is dead."""
    pid: int
    doing: str
    """`waiting` or `taking`."""
    taken: int
    """Files since it was started."""
    waiting: int
    """Files that lie in the inbox and have to wait."""
    is_offline: bool = False


class Heartbeat:
    """Writes and reads signs of life."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def beat(
        self, now: datetime, due_s: float, pid: int, doing: str, taken: int, waiting: int, *, is_offline: bool
    ) -> None:
        """A sign of life; the next one is due in `due_s`. A full disk keeps nobody from living."""
        next_by = (now + timedelta(seconds=due_s)).isoformat(timespec="seconds")
        one = Beat(now.isoformat(timespec="seconds"), next_by, pid, doing, taken, waiting, is_offline)
        with suppress(OSError):
            beside = self._file.with_suffix(".tmp")
            beside.write_text(json.dumps(asdict(one)), encoding="utf-8")
            beside.replace(self._file)

    def last(self) -> Beat | None:
        """The last sign of life; None where there never was one."""
        with suppress(OSError, ValueError, TypeError):
            return Beat(**json.loads(self._file.read_text(encoding="utf-8")))
        return None


def is_late(beat: Beat, now: datetime) -> bool:
    """Whether its promise of a next one is broken."""
    return now > datetime.fromisoformat(beat.next_by)
