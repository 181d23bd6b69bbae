"""A busy inbox whose owner is killed again and again: every file answered once, records as if nothing had happened.

A writer drops workbooks; each life of the owner ends by kill -9 after a random time: a `watch`, a `run`, or one of
two that compete for the workspace, in turns `watch` and `run`. Afterwards the answers, receipts and records are
compared with those of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measure import python, table
from benchmarks.workbooks import write_catalog, write_workbook

ROWS = 30
PEOPLE = ("张三", "李四", "")
SETTINGS = "[inbox]\nquiet_s = 0.05\ntext_quiet_s = 0.2\nscan_s = 0.2\n"
SHORTEST_LIFE_S, LONGEST_LIFE_S = 0.5, 3.0
OWNERS = {"watch": ("watch",), "run": ("run",), "rivals": ("watch", "run")}
"""By the kind of campaign: the commands that are alive at once. One that ends by itself is started anew."""
_LOOK_S = 0.02
_MOST_S = 600.0
_IGNORED_COLUMNS = frozenset({"id", "since", "number", "opportunity", "customer", "subject"})


@dataclass
class Campaign:
    """What came of it."""

    kills: int = 0
    files: int = 0
    deaths_with_work: int = 0
    """Kills that left a claimed file or a staged answer behind."""
    problems: list[str] = field(default_factory=list)
    took_s: float = 0.0


def main() -> None:
    """Prints the table; ends with 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--owner", choices=OWNERS, default="watch", help="who is killed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done = campaign(Path(folder), options.kills, options.seed, OWNERS[options.owner])
    headers = (
        "killed", "kills", "seed", "files", "kills in the middle of a file", "took",
        "lost, doubled or left behind",
    )  # fmt: skip
    row = (
        options.owner, done.kills, options.seed, done.files, done.deaths_with_work, f"{done.took_s:.0f} s",
        len(done.problems),
    )  # fmt: skip
    print(table(headers, [row]))
    for each in done.problems:
        print(each)
    sys.exit(bool(done.problems))


def campaign(folder: Path, kills: int, seed: int, owners: tuple[str, ...] = ("watch",)) -> Campaign:
    """Kills so often, then compares."""
    done, begun_s = Campaign(), time.monotonic()
    chance = random.Random(seed)
    disturbed, calm = folder / "disturbed", folder / "calm"
    for each in (disturbed, calm):
        (each / "inbox").mkdir(parents=True)
        (each / "workbook_crm.toml").write_text(SETTINGS, encoding="utf-8")
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(folder / "made", disturbed, calm, stop, seed))
    writer.start()
    lives = [_Life(disturbed, command) for command in owners]
    try:
        while done.kills < kills:
            _let_live(lives, chance.uniform(SHORTEST_LIFE_S, LONGEST_LIFE_S))
            chance.choice(lives).kill()
            done.kills += 1
            work = disturbed / "work"
            left = (*(work / "claims").glob("*"), *(work / "parcels").glob("*"))
            done.deaths_with_work += bool(left)
    finally:
        stop.set()
        writer.join()
        for life in lives:
            life.kill()
    _run(disturbed)
    _run(calm)
    done.files = len(list((calm / "archive").glob("??/*")))
    done.problems = [*differences(disturbed, calm), *_left_behind(disturbed)]
    done.took_s = time.monotonic() - begun_s
    return done


def _write(made: Path, disturbed: Path, calm: Path, stop: threading.Event, seed: int) -> None:
    """Drops workbooks for as long as there is killing; into the calm inbox too, for later."""
    write_catalog(made / "0目录.xlsx")
    _drop(made / "0目录.xlsx", disturbed, calm, "")
    nth = 0
    while not stop.is_set():
        nth += 1
        path = made / f"商机{nth:05d}.xlsx"
        write_workbook(path, ROWS, catalog=False, seed=seed * 10_000 + nth)
        _drop(path, disturbed, calm, PEOPLE[nth % len(PEOPLE)])
        stop.wait(0.15)
        while not stop.is_set() and _waiting(disturbed) > 30:
            stop.wait(0.05)


def _waiting(workspace: Path) -> int:
    return sum(1 for each in (workspace / "inbox").rglob("*.xlsx"))


def _drop(path: Path, disturbed: Path, calm: Path, person: str) -> None:
    for workspace in (disturbed, calm):
        target = workspace / "inbox" / person / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


class _Life:
    """A command that is always alive: started anew whenever it ended, or was killed."""

    def __init__(self, workspace: Path, command: str) -> None:
        self._command = python("-m", "workbook_crm", "--workspace", str(workspace), command)
        self._process: subprocess.Popen[bytes] | None = None

    def go_on(self) -> None:
        if self._process is None or self._process.poll() is not None:
            quiet = subprocess.DEVNULL
            self._process = subprocess.Popen(self._command, stdout=quiet, stderr=quiet)

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


def _let_live(lives: list[_Life], life_s: float) -> None:
    end_s = time.monotonic() + life_s
    while time.monotonic() < end_s:
        for each in lives:
            each.go_on()
        time.sleep(_LOOK_S)


def _run(workspace: Path) -> None:
    command = python("-m", "workbook_crm", "--workspace", str(workspace), "--json", "run")
    done = subprocess.run(command, capture_output=True, check=False, timeout=_MOST_S)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())


def differences(disturbed: Path, calm: Path) -> list[str]:
    """How the two workspaces differ in receipts, answers, archive and records."""
    found = []
    for name, look in (("receipts", _receipts), ("answers", _answers), ("archive", _archive)):
        one, other = look(disturbed), look(calm)
        found += [f"{name}: missing {each}" for each in (other - one)]
        found += [f"{name}: too many {each}" for each in (one - other)]
    with _store(disturbed) as one_store, _store(calm) as other_store:
        for kind in ("catalog", "customers", "opportunities", "opportunity_lines"):
            if _records(one_store, kind) != _records(other_store, kind):
                found.append(f"records of {kind} differ")
    return found


def _store(workspace: Path) -> contextlib.closing[sqlite3.Connection]:
    return contextlib.closing(sqlite3.connect(workspace / "workbook_crm.db"))


def _receipts(workspace: Path) -> Counter[str]:
    with _store(workspace) as store:
        rows = store.execute("SELECT file, sender, outcome, sha256 FROM receipts")
        return Counter(json.dumps(row, ensure_ascii=False) for row in rows)


def _answers(workspace: Path) -> Counter[str]:
    outbox = workspace / "outbox"
    return Counter(each.relative_to(outbox).as_posix() for each in outbox.rglob("*") if each.is_file())


def _archive(workspace: Path) -> Counter[str]:
    return Counter(each.name for each in (workspace / "archive").glob("??/*"))


def _records(store: sqlite3.Connection, kind: str) -> Counter[tuple[object, ...]]:
    """Records without their numbers, which follow the order of arrival."""
    cursor = store.execute(f"SELECT * FROM {kind}")
    kept = [nth for nth, column in enumerate(cursor.description) if column[0] not in _IGNORED_COLUMNS]
    return Counter(tuple(row[nth] for nth in kept) for row in cursor)


def _left_behind(workspace: Path) -> list[str]:
    """What a crash left lying about, and what SQLite says of the store."""
    left = [
        path
        for name in ("claims", "parcels", "arriving", "deaths")
        for path in (workspace / "work" / name).glob("*")
    ]
    left += [*workspace.rglob(".*.tmp"), *workspace.glob("bug-*"), *(workspace / "held").iterdir()]
    left += (workspace / "inbox").rglob("*.xlsx")
    with _store(workspace) as store:
        said = store.execute("PRAGMA integrity_check").fetchone()[0]
        parcels = store.execute("SELECT count(*) FROM parcels").fetchone()[0]
    problems = [f"left behind: {each.relative_to(workspace)}" for each in left]
    if said != "ok" or parcels:
        problems.append(f"store: {said}, {parcels} parcels not handed out")
    return problems


if __name__ == "__main__":
    main()
