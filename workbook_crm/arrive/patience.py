"""When a file may be taken: it is left alone, its bytes are complete, and nobody has it open.

Ages are measured by our own first sight of a file as it is now, which outlives a restart; its own date says
nothing (a copy keeps the date of what it was copied from).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path

from workbook_crm.arrive.folder import Found
from workbook_crm.arrive.inspect import is_whole
from workbook_crm.arrive.names import owner_files
from workbook_crm.arrive.opening import Look, is_being_written, opened
from workbook_crm.model.language import Name
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.settings import Inbox as Limits
from workbook_crm.model.waiting import Waiting, Why

EQUAL_LOOKS = 2
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""What zip and compound files begin with: their ends can be seen."""
_MOST_BACKOFF_S = {Why.COPYING: 2.0}
_ANY_BACKOFF_S = 60.0
_FIRST_BACKOFF_S = 0.25
_Record = dict[str, list[float]]
"""By path: inode, size, time of change, and our first sight of it as that."""


@dataclass(slots=True)
class _Seen:
    """What is remembered of one file for as long as it looks the same."""

    look: Look
    first_s: float
    """Wall clock: survives a restart."""
    first_tick_s: float
    looks: int = 0
    tries: int = 0
    not_before_tick_s: float = 0.0
    last: Waiting | None = None


class Patience:
    """Remembers what was seen in the inbox, and says of each file whether it still has to wait."""

    def __init__(
        self,
        record: Path,
        limits: Limits,
        max_bytes: int,
        *,
        is_watching: bool,
        time_s: Callable[[], float],
        ticks_s: Callable[[], float],
    ) -> None:
        """`is_watching`: wait for quiet as well; otherwise a complete file is taken at once."""
        self._record, self._limits, self._max_bytes = record, limits, max_bytes
        self._is_watching, self._time_s, self._ticks_s = is_watching, time_s, ticks_s
        self._seen: dict[str, _Seen] = {}
        self._recorded = self._load()

    def why_wait(self, found: Found) -> Waiting | None:
        """Why a file is not taken yet; None where it may be."""
        seen = self._see(found)
        if found.is_refused:
            return None
        why = self._is_kept_from_us(found, seen)
        if why is not None:
            seen.last = None  # time alone does not make it ready
            return Waiting(found.name, why)
        if seen.last and self._ticks_s() < seen.not_before_tick_s:
            return seen.last
        seen.last = self._settling(found, seen, self._limits.quiet_s) or self._look_into(found, seen)
        return seen.last

    def next_look_s(self) -> float:
        """In how many seconds the next file may be ready; infinite where none waits for time."""
        ready = (each.not_before_tick_s for each in self._seen.values() if each.last)
        return max(0.0, min(ready, default=inf) - self._ticks_s())

    def put_off(self, found: Found, why: Waiting) -> Waiting:
        """A file that could not be taken is not tried again at once."""
        seen = self._seen[_key(found)]
        seen.last = self._back_off(seen, why)
        return why

    def remember(self, present: Iterable[Found]) -> None:
        """Forgets what is gone, and keeps first sights for after a restart."""
        keys = {_key(each) for each in present}
        self._seen = {key: seen for key, seen in self._seen.items() if key in keys}
        first: _Record = {
            key: [each.look.inode, each.look.size_bytes, each.look.modified_ns, each.first_s]
            for key, each in self._seen.items()
        }
        if first == self._recorded:
            return
        with suppress(OSError):  # a full disk: the wait begins anew after a restart, nothing else
            beside = self._record.with_suffix(".tmp")
            beside.write_text(json.dumps(first), encoding="utf-8")
            beside.replace(self._record)
            self._recorded = first

    def _see(self, found: Found) -> _Seen:
        key, look = _key(found), found.look
        seen = self._seen.get(key)
        if seen is None or seen.look != look:
            seen = _Seen(look, self._first_sight_s(key, look), self._ticks_s())
            self._seen[key] = seen
        seen.looks += 1
        return seen

    def _first_sight_s(self, key: str, look: Look) -> float:
        now_s = self._time_s()
        *identity, first_s = self._recorded.get(key, (now_s,))
        is_same = identity == [look.inode, look.size_bytes, look.modified_ns]
        return min(first_s, now_s) if is_same else now_s  # a clock that was set back makes nothing older

    def _age_s(self, seen: _Seen) -> float:
        return self._time_s() - seen.first_s

    def _is_kept_from_us(self, found: Found, seen: _Seen) -> Why | None:
        if found.look.is_online_only:
            return Why.NOT_DOWNLOADED
        if self._is_open(found) and self._age_s(seen) < self._limits.open_s:
            return Why.OPEN
        return None

    def _is_open(self, found: Found) -> bool:
        folder = found.path.parent
        return any(os.path.lexists(folder / each) for each in owner_files(found.path.name))

    def _look_into(self, found: Found, seen: _Seen) -> Waiting | None:
        if found.look.size_bytes > self._max_bytes:
            return None  # is held for its size, and nobody needs to read it for that
        try:
            with opened(found.path) as file:
                if is_being_written(file):
                    return self._later(found, seen, Why.COPYING)
                content = file.read(self._max_bytes + 1)
        except FileNotFoundError:
            return Waiting(found.name, Why.SETTLING)
        except OSError as error:
            return self._later(found, seen, Why.UNREADABLE, in_words(error))
        if not _is_complete(content) and self._age_s(seen) <= self._limits.incomplete_s:
            return self._later(found, seen, Why.COPYING)
        if content and not content.startswith(_CONTAINERS):
            return self._settling(found, seen, self._limits.text_quiet_s)
        return None

    def _settling(self, found: Found, seen: _Seen, quiet_s: float) -> Waiting | None:
        """Waits for the rest of the quiet time; `run` does not."""
        ready_tick_s = seen.first_tick_s + quiet_s
        if not self._is_watching or (seen.looks >= EQUAL_LOOKS and self._ticks_s() >= ready_tick_s):
            return None
        seen.not_before_tick_s = ready_tick_s
        return Waiting(found.name, Why.SETTLING)

    def _later(self, found: Found, seen: _Seen, why: Why, detail: Name | None = None) -> Waiting:
        return self._back_off(seen, Waiting(found.name, why, detail))

    def _back_off(self, seen: _Seen, why: Waiting) -> Waiting:
        most_s = _MOST_BACKOFF_S.get(why.why, _ANY_BACKOFF_S)
        seen.not_before_tick_s = self._ticks_s() + min(most_s, _FIRST_BACKOFF_S * 2**seen.tries)
        seen.tries = min(seen.tries + 1, 10)
        return why

    def _load(self) -> _Record:
        with suppress(OSError, ValueError):
            return dict(json.loads(self._record.read_text(encoding="utf-8")))
        return {}


def _is_complete(content: bytes) -> bool:
    is_begun = any(each.startswith(content[: len(each)]) and len(content) < len(each) for each in _CONTAINERS)
    return not is_begun and is_whole(content)


def _key(found: Found) -> str:
    return found.relative.as_posix()
