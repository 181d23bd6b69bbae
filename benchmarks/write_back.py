"""Time and peak memory of `annotate` beside openpyxl's load and save with the same edits: from opening the
workbook to having it saved, and of the whole process with its start and imports.

    python -m benchmarks.write_back           1,000, 10,000 and 100,000 rows x 15 columns
    python -m benchmarks.write_back --small   1,000 rows only

Five columns are set in every row, one cell in a hundred is filled and gets a note, every row gets a result,
and one sheet is added. Each run is a process of its own that makes the same edits from the same seed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.writers import COLUMNS

WRITERS = ("write_back", "openpyxl")
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Both sides run from compiled bytecode, as installed packages do; the first run of each makes it."""


_WRITERS = str(Path(__file__).with_name("writers.py"))


def make(path: Path, rows: int) -> None:
    """A workbook as dealers have them: text, numbers, dates, a header in bold."""
    import xlsxwriter  # only to make the case; not part of what is measured

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet("商机")
    bold, money, day = (
        book.add_format(form) for form in ({"bold": True}, {"num_format": "0.00"}, {"num_format": 14})
    )
    sheet.write_row(0, 0, [f"列{column}" for column in range(1, COLUMNS + 1)], bold)
    for row in range(1, rows + 1):
        for column in range(COLUMNS):
            kind = column % 3
            value = (
                f"客户 {row * column % 5000}" if kind == 0 else row * 1.25 if kind == 1 else 45000 + row % 900
            )
            sheet.write(row, column, value, (None, money, day)[kind])
    book.close()


def measured(writer: str, source: Path, rows: int) -> tuple[float, float, float]:
    """Seconds of the work, seconds and peak megabytes of the process, of one run in a process of its own."""
    target = source.with_name(f"{writer}.xlsx")
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, _WRITERS, writer, str(source), str(target), str(rows)],
        stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT,
    )  # fmt: skip
    told = child.communicate()[0]
    if child.returncode:
        raise SystemExit(f"{writer} failed at {rows} rows")
    work_s, peak_mb = map(float, told.split())
    return work_s, time.perf_counter() - start, peak_mb


def _warm_up() -> None:
    """Let both writers leave their bytecode behind."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "case.xlsx"
        make(source, 10)
        for writer in WRITERS:
            measured(writer, source, 10)


def table(sizes: list[int], rounds: int) -> None:
    """Prints the table: of each figure the best of the rounds."""
    _warm_up()
    print(
        "| rows | openpyxl | ours | times faster | openpyxl process | ours | times faster | openpyxl MB | ours MB |"
    )
    print("| --- " * 9 + "|")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "case.xlsx"
            make(source, rows)
            runs = [[measured(writer, source, rows) for writer in WRITERS] for _ in range(rounds)]
        ours, theirs = (tuple(map(min, *figures, figures[0])) for figures in zip(*runs, strict=True))
        work, process = theirs[0] / ours[0], theirs[1] / ours[1]
        print(
            f"| {rows:,} | {theirs[0]:.3f} s | {ours[0]:.3f} s | {work:.1f} "
            f"| {theirs[1]:.3f} s | {ours[1]:.3f} s | {process:.1f} | {theirs[2]:.0f} | {ours[2]:.0f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="1,000 rows only")
    parser.add_argument("--rounds", type=int, default=1, help="the best of so many runs counts")
    asked = parser.parse_args()
    table([1_000] if asked.small else [1_000, 10_000, 100_000], asked.rounds)


if __name__ == "__main__":
    main()
