"""A long list sent, and sent again unchanged: `python -m benchmarks.sent_again --rows 20000`. CPU of all processes."""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import zipfile
from pathlib import Path

from benchmarks.measure import table
from benchmarks.people.house import House, house
from benchmarks.workbooks import write_workbook

SIZES = (20_000, 100_000)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    rows = [_row(size) for size in parser.parse_args().rows]
    print(table(("rows", "first sending", "sent again unchanged", "share"), rows))


def _row(size: int) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder, house() as fresh:
        path = Path(folder) / "商机.xlsx"
        write_workbook(path, size)
        content = path.read_bytes()
        first = _cpu_s(fresh, content)
        again = _cpu_s(fresh, in_other_bytes(content))
    return f"{size:,}", f"{first:.1f} s", f"{again:.1f} s", f"{again / first:.2f}"


def in_other_bytes(content: bytes) -> bytes:
    """The same workbook, saved once more as it were."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as book:
        book.comment = b"again"
    return buffer.getvalue()


def _cpu_s(fresh: House, content: bytes) -> float:
    before = os.times()
    fresh.take(content, "张三", "商机.xlsx")
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    main()
