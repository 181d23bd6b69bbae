"""The same edits by two writers: one run, in a process that imports nothing but what its writer needs.

python -m benchmarks.writers write_back|openpyxl SOURCE TARGET ROWS       prints the seconds from
    opening the workbook to having it saved, imports not included, and the peak memory in megabytes
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator

COLUMNS = 15
SET = (1, 4, 7, 10, 13)
"""Columns that are set in every row."""


def edits(rows: int) -> Iterator[tuple[int, int]]:
    """The cells that are filled and noted: one in a hundred, spread over all rows and columns."""
    for count in range(rows * COLUMNS // 100):
        yield 2 + count * 7919 % rows, 1 + count * 31 % COLUMNS


def run_write_back(source: str, target: str, rows: int) -> float:
    from decimal import Decimal

    from workbook_crm.model.marks import (
        ColumnFill,
        Mark,
        ResultCell,
        ResultColumn,
        SheetMarks,
        SummaryCell,
        SummarySheet,
        Tone,
        WorkbookMarks,
    )
    from workbook_crm.write_back.package import annotate

    start = time.perf_counter()
    span = range(2, rows + 2)
    fills = tuple(
        ColumnFill(column, {row: Decimal(row) / 4 if column % 2 else f"SJ-{row:06}" for row in span})
        for column in SET
    )
    marks = tuple(Mark(row, column, Tone.ERROR, "电话号码少一位") for row, column in edits(rows))
    new, changed = ResultCell("新增"), ResultCell("更新")
    result = ResultColumn(1, "处理结果", {row: new if row % 2 else changed for row in span})
    summary = SummarySheet("处理结果", ((SummaryCell("处理结果"),), (SummaryCell(rows),)), (20, 60))
    wanted = WorkbookMarks((SheetMarks("商机", fills, marks, result),), summary)
    with open(source, "rb") as given, open(target, "wb") as answer:
        answer.write(annotate(given.read(), wanted))
    return time.perf_counter() - start


def run_openpyxl(source: str, target: str, rows: int) -> float:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    start = time.perf_counter()
    book = openpyxl.load_workbook(source)
    sheet = book["商机"]
    sheet.cell(1, COLUMNS + 1, "处理结果")
    for row in range(2, rows + 2):
        for column in SET:
            sheet.cell(row, column, row / 4 if column % 2 else f"SJ-{row:06}")
        sheet.cell(row, COLUMNS + 1, "新增" if row % 2 else "更新")
    fill = PatternFill("solid", fgColor="FFF8C0BB")
    for row, column in edits(rows):
        cell = sheet.cell(row, column)
        cell.fill, cell.comment = fill, Comment("电话号码少一位", "workbook_crm")
    summary = book.create_sheet("处理结果")
    summary.append(["处理结果"])
    summary.append([rows])
    book.save(target)
    return time.perf_counter() - start


if __name__ == "__main__":
    writer, source, target, rows = sys.argv[1:]
    seconds = {"write_back": run_write_back, "openpyxl": run_openpyxl}[writer](source, target, int(rows))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
