"""Runs a command as a whole process: wall time, and the most memory that it and its children held at once."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
SAMPLE_S = 0.02


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the runs of one command."""

    wall_s: float
    peak_mb: float


def measure(
    command: Sequence[str],
    runs: int,
    prepare: Callable[[], None] = lambda: None,
    accept: Sequence[int] = (0,),
) -> Measured:
    """The command's medians over `runs`, each after `prepare`. Raises where it ends with another exit code."""
    measured = []
    for _ in range(runs):
        prepare()
        measured.append(_once(command, accept))
    return Measured(
        statistics.median(each.wall_s for each in measured),
        statistics.median(each.peak_mb for each in measured),
    )


def _once(command: Sequence[str], accept: Sequence[int]) -> Measured:
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    ended, peak = Event(), [0.0]
    watcher = Thread(target=_watch, args=(process.pid, ended, peak))
    watcher.start()
    _, errors = process.communicate()
    wall_s = time.perf_counter() - begin
    ended.set()
    watcher.join()
    if process.returncode not in accept:
        raise RuntimeError(f"{command} ended with {process.returncode}: {errors.decode()[-500:]}")
    return Measured(wall_s, peak[0])


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
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0


def python(*arguments: str) -> list[str]:
    """A command of this interpreter's."""
    return [sys.executable, *arguments]


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
