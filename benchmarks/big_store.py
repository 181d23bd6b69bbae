"""A workbook of 200 rows into a store of 1,000,000 records, against the same into one of 1,000."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.measure import measure, python, table
from benchmarks.workbooks import write_catalog, write_workbook

ROWS = 200
SHARES = {"customers": 0.05, "leads": 0.05, "opportunities": 0.1, "opportunity_lines": 0.3, "follow_ups": 0.5}
"""What a store is made of; the lists are the day's work of a normal dealership, whatever the store holds."""
DUE = 100
_OPEN_EVERY = 50
"""One opportunity in so many is still open; the others are won or lost."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="100,000 records instead of 1,000,000, once")
    small = parser.parse_args().small
    sizes = (1_000, 100_000) if small else (1_000, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        times = [_run(Path(folder) / str(size), size, 1 if small else 5) for size in sizes]
    rows = [
        (f"{size:,}", f"{time:.2f} s", f"{time / times[0]:.2f}")
        for size, time in zip(sizes, times, strict=True)
    ]
    print(table(("records in the store", "run", "times the smallest"), rows))


def _run(workspace: Path, size: int, runs: int) -> float:
    _store_of(workspace, size)
    kept = workspace / "kept.db"
    shutil.copy(workspace / "workbook_crm.db", kept)
    workbook = workspace / "商机.xlsx"
    write_workbook(workbook, ROWS, catalog=False, seed=1)

    def fresh() -> None:
        for name in ("archive", "outbox", "work"):
            shutil.rmtree(workspace / name, ignore_errors=True)
        for left in workspace.glob("workbook_crm.db*"):
            left.unlink()
        shutil.copy(kept, workspace / "workbook_crm.db")
        shutil.copy(workbook, workspace / "inbox")

    return measure(_command(workspace), runs, fresh, accept=(0, 1)).wall_s


def _command(workspace: Path) -> list[str]:
    return python("-m", "workbook_crm", "--workspace", str(workspace), "--json", "run")


def _store_of(workspace: Path, size: int) -> None:
    """A store with a catalog taken in by `run`, and the rest written straight into its tables."""
    write_catalog(workspace / "inbox" / "目录.xlsx")
    measure(_command(workspace), 1)
    connection = sqlite3.connect(workspace / "workbook_crm.db")
    with connection:
        for kind, share in SHARES.items():
            count = int(size * share)
            names, rows = _ROWS[kind]
            marks = ", ".join("?" * len(names))
            connection.executemany(
                f"insert into {kind} ({', '.join(names)}) values ({marks})", rows(count, size)
            )
            connection.execute("insert or replace into counters values (?, ?)", (kind, count + 1))
    connection.execute("analyze")
    connection.close()


Rows = Iterable[tuple[object, ...]]


def _next(nth: int) -> str:
    return "2026-01-01" if nth <= DUE else "2999-01-01"


def _customers(count: int, size: int) -> Rows:
    for nth in range(1, count + 1):
        name = f"老客户{nth}"
        yield (
            nth,
            f"C-{nth:06d}",
            name,
            name,
            f"150{nth:08d}",
            "展会",
            "valid",
            "张三",
            _next(nth),
            "2026-01-01",
        )


def _leads(count: int, size: int) -> Rows:
    for nth in range(1, count + 1):
        name = f"老线索{nth}"
        yield (
            nth,
            f"L-{nth:06d}",
            name,
            name,
            f"151{nth:08d}",
            "展会",
            "converted",
            "张三",
            None,
            "2026-01-01",
        )


def _opportunities(count: int, size: int) -> Rows:
    customers = max(1, int(size * SHARES["customers"]))
    for nth in range(1, count + 1):
        name, state = f"老商机{nth}", "won" if nth % _OPEN_EVERY else "open"
        yield (
            nth, f"O-{nth:06d}", name, name, f"C-{nth % customers + 1:06d}", "vehicle", "方案报价", state, "张三",
            _next(nth // _OPEN_EVERY + DUE), 10_000_000, "2026-01-01",
        )  # fmt: skip


def _lines(count: int, size: int) -> Rows:
    opportunities = max(1, int(size * SHARES["opportunities"]))
    for nth in range(1, count + 1):
        yield (
            nth,
            f"O-{nth % opportunities + 1:06d}",
            "叉车0001型",
            "1吨",
            10**10,
            10**6,
            1_000_000,
            "2026-01-01",
        )


def _follow_ups(count: int, size: int) -> Rows:
    customers = max(1, int(size * SHARES["customers"]))
    for nth in range(1, count + 1):
        subject, day = f"C-{nth % customers + 1:06d}", f"2025-{nth % 12 + 1:02d}-01"
        yield nth, subject, day, "电话", f"第{nth}次联系", "张三", "2026-01-01"


_PERSON = ("id", "number", "name", "name_key", "phone", "source", "state", "owner", "next_follow_up", "since")
_ROWS = {
    "customers": (_PERSON, _customers),
    "leads": (_PERSON, _leads),
    "opportunities": (
        ("id", "number", "name", "name_key", "customer", "kind", "stage", "state", "owner", "next_follow_up",
         "amount", "since"),
        _opportunities,
    ),
    "opportunity_lines": (
        ("id", "opportunity", "product", "spec", "unit_price", "quantity", "amount", "since"),
        _lines,
    ),
    "follow_ups": (("id", "subject", "time", "method", "content", "by", "since"), _follow_ups),
}  # fmt: skip


if __name__ == "__main__":
    main()
