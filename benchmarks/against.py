"""This build against another one, in CPU: `python -m benchmarks.against CHECKOUT --rows 100000 --pairs 2`.

Each takes the same workbooks in by `run`, and once more in other bytes with every row unchanged, in turns and
with this interpreter; of each figure the least counts. `--workbooks N`: as many workbooks of 200 rows instead.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import table
from benchmarks.sent_again import in_other_bytes
from benchmarks.workbooks import write_catalog, write_workbook

OURS = Path(__file__).parents[1]
_ROWS = 200
_CATALOG = "0目录.xlsx"
_SENDER = "张三"
Cpu = tuple[float, float]
"""Seconds of the first sending, and of the second one."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--workbooks", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=2)
    asked = parser.parse_args()
    taken: dict[Path, list[Cpu]] = {asked.checkout.resolve(): [], OURS: []}
    with tempfile.TemporaryDirectory() as name:
        files = _files(Path(name), asked.rows, asked.workbooks)
        for nth in range(asked.pairs):
            for build in sorted(taken, reverse=nth % 2 > 0):
                taken[build].append(_taken_in(build, Path(name) / "workspace", files))
    theirs, ours = (tuple(map(min, zip(*each, strict=True))) for each in taken.values())
    rows = [
        (what, f"{before:.1f} s", f"{now:.1f} s", f"{now / before:.2f}")
        for what, before, now in zip(("first sending", "sent again unchanged"), theirs, ours, strict=True)
    ]
    print(table(("", "the other build", "this one", "share"), rows))


def _files(folder: Path, rows: int, workbooks: int) -> Mapping[str, bytes]:
    """The workbooks by name, the catalog first where there are many."""
    if not workbooks:
        write_workbook(folder / "商机.xlsx", rows)
        return {"商机.xlsx": (folder / "商机.xlsx").read_bytes()}
    write_catalog(folder / _CATALOG)
    names = [f"商机{nth:04d}.xlsx" for nth in range(workbooks)]
    for nth, name in enumerate(names):
        write_workbook(folder / name, _ROWS, catalog=False, seed=nth + 1)
    return {name: (folder / name).read_bytes() for name in (_CATALOG, *names)}


def _taken_in(build: Path, workspace: Path, files: Mapping[str, bytes]) -> Cpu:
    shutil.rmtree(workspace, ignore_errors=True)
    first = _run(build, workspace, files)
    again = {name: in_other_bytes(content) for name, content in files.items() if name != _CATALOG}
    return first, _run(build, workspace, again)


def _run(build: Path, workspace: Path, files: Mapping[str, bytes]) -> float:
    """The CPU seconds of one `run` with these workbooks in its inbox, all processes of it together."""
    inbox = workspace / "inbox" / _SENDER
    inbox.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
    command = (sys.executable, "-m", "workbook_crm", "--workspace", str(workspace), "--json", "run")
    before = os.times()
    done = subprocess.run(
        command, cwd=build, env={**os.environ, "PYTHONPATH": str(build)}, capture_output=True, check=False
    )
    after = os.times()
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{build} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return sum(after[2:4]) - sum(before[2:4])


if __name__ == "__main__":
    main()
