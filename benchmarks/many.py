"""1,000 workbooks of 200 rows through one `run`, against a script of pandas and openpyxl that does less."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import measure, python, table
from benchmarks.workbooks import write_catalog, write_workbook

ROWS = 200
SCRIPT = """
import sys, pathlib
import pandas as pd, openpyxl
from openpyxl.styles import PatternFill
folder, out = map(pathlib.Path, sys.argv[1:3])
catalog = pd.read_excel(folder / "0目录.xlsx", sheet_name="产品目录")
red = PatternFill("solid", fgColor="FFC7CE")
for path in sorted(folder.glob("商机*.xlsx")):
    lines = pd.read_excel(path, sheet_name="商机产品")
    joined = lines.merge(catalog, left_on=["产品", "规格"], right_on=["产品名称", "规格"], how="left", suffixes=("", "目录"))
    price = joined["单价"].fillna(joined["单价目录"])
    amount = (price * joined["数量"] * (1 - joined["优惠率"].fillna(0))).round(2)
    book = openpyxl.load_workbook(path)
    sheet = book["商机产品"]
    for row, (value, known) in enumerate(zip(amount, joined["产品名称"].notna()), 2):
        if known:
            sheet.cell(row, 7, value)
        else:
            sheet.cell(row, 2).fill = red
    book.save(out / path.name)
"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workbooks", type=int, default=1_000)
    count = parser.parse_args().workbooks
    headers = ("workbooks", "run", "pandas + openpyxl", "times faster", "peak run", "peak script")
    print(table(headers, [_row(count), *([_row(count // 10)] if count >= 100 else [])]))


def _row(count: int) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        inbox, out = Path(folder) / "inbox", Path(folder) / "copies"
        out.mkdir()
        write_catalog(inbox / "0目录.xlsx")
        for nth in range(count):
            write_workbook(inbox / f"商机{nth:04d}.xlsx", ROWS, catalog=False, seed=nth + 1)
        theirs = measure(python("-c", SCRIPT, str(inbox), str(out)), 1)
        ours = measure(python("-m", "workbook_crm", "--workspace", folder, "--json", "run"), 1, accept=(0, 1))
    return (
        f"{count:,}", f"{ours.wall_s:.1f} s", f"{theirs.wall_s:.1f} s", f"{theirs.wall_s / ours.wall_s:.1f}",
        f"{ours.peak_mb:.0f} MB", f"{theirs.peak_mb:.0f} MB",
    )  # fmt: skip


if __name__ == "__main__":
    main()
