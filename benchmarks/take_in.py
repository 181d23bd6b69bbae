"""`run` on one workbook against openpyxl's bare load and save of it.

Until store and answer are there (the answer comes out after the commit), and to the end, with the day's lists,
the reports and the pages of records.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measure, python, table
from benchmarks.workbooks import write_workbook

SIZES = (1_000, 10_000, 100_000)
SMALL = (1_000,)
RUNS = {1_000: 5, 10_000: 3, 100_000: 1}
LOAD_AND_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="1,000 rows only, once")
    small = parser.parse_args().small
    rows = [_row(size, 1 if small else RUNS[size]) for size in (SMALL if small else SIZES)]
    headers = (
        "rows", "openpyxl load + save", "answer there", "times faster", "whole run", "times faster", "peak run",
        "peak openpyxl",
    )  # fmt: skip
    print(table(headers, rows))


def _row(size: int, runs: int) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "商机.xlsx"
        write_workbook(workbook, size)
        ours = _ours(workbook, Path(folder) / "workspace", runs)
        theirs = measure(
            python("-c", LOAD_AND_SAVE, str(workbook), str(workbook.with_name("saved.xlsx"))), runs
        )
    return (
        f"{size:,}", f"{theirs.wall_s:.2f} s", f"{ours.there_s:.2f} s", f"{theirs.wall_s / ours.there_s:.1f}",
        f"{ours.wall_s:.2f} s", f"{theirs.wall_s / ours.wall_s:.1f}",
        f"{ours.peak_mb:.0f} MB", f"{theirs.peak_mb:.0f} MB",
    )  # fmt: skip


def _ours(workbook: Path, workspace: Path, runs: int) -> Measured:
    def fresh() -> None:
        shutil.rmtree(workspace, ignore_errors=True)
        (workspace / "inbox").mkdir(parents=True)
        shutil.copy(workbook, workspace / "inbox")

    command = python("-m", "workbook_crm", "--workspace", str(workspace), "--json", "run")
    return measure(command, runs, fresh, accept=(0, 1), until=workspace / "outbox" / workbook.name)


if __name__ == "__main__":
    main()
