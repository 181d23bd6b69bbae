"""Runs a command as a whole process: wall time, and the most memory that it and its children held at once."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

SAMPLE_S = 0.05
LOOK_S = 0.005


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the runs of one command."""

    wall_s: float
    peak_mb: float
    there_s: float = 0.0
    """Until the file that was waited for lay in its place."""


def measure(
    command: Sequence[str],
    runs: int,
    prepare: Callable[[], None] = lambda: None,
    accept: Sequence[int] = (0,),
    until: Path | None = None,
) -> Measured:
    """The command's medians over `runs`, each after `prepare`. Raises where it ends with another exit code.

    `until`: a file that the command makes; when it is there is measured too.
    """
    measured = []
    for _ in range(runs):
        prepare()
        measured.append(_once(command, accept, until))
    return Measured(
        statistics.median(each.wall_s for each in measured),
        statistics.median(each.peak_mb for each in measured),
        statistics.median(each.there_s for each in measured),
    )


def _once(command: Sequence[str], accept: Sequence[int], until: Path | None) -> Measured:
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    ended, peak, there = Event(), [0.0], [begin]
    watchers = [Thread(target=_watch, args=(process.pid, ended, peak))]
    if until is not None:
        watchers.append(Thread(target=_wait_for, args=(until, ended, there)))
    for watcher in watchers:
        watcher.start()
    _, errors = process.communicate()
    wall_s = time.perf_counter() - begin
    ended.set()
    for watcher in watchers:
        watcher.join()
    if process.returncode not in accept:
        raise RuntimeError(f"{command} ended with {process.returncode}: {errors.decode()[-500:]}")
    return Measured(wall_s, peak[0], there[0] - begin)


def _wait_for(file: Path, ended: Event, there: list[float]) -> None:
    while not file.exists() and not ended.wait(LOOK_S):
        pass
    there[0] = time.perf_counter()


def _watch(pid: int, ended: Event, peak: list[float]) -> None:
    while not ended.wait(SAMPLE_S):
        total = sum(_resident_bytes(each) for each in _tree(pid))
        peak[0] = max(peak[0], total / 2**20)


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _tree(int(child)))]


def _resident_bytes(pid: int) -> int:
    """What a process holds, pages that it shares with others counted in proportion."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def python(*arguments: str) -> list[str]:
    """A command of this interpreter's."""
    return [sys.executable, *arguments]


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
