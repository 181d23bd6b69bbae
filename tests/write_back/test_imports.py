"""What the package writer imports: a small answer is written in less time than most libraries take to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.write_back.raw_package import book, sheet, text

ROOT = Path(__file__).parents[2]

EXPECTED = frozenset(
    (
        "__future__", "bisect", "collections", "copyreg", "decimal", "enum", "functools", "gc", "itertools",
        "keyword", "numbers", "operator", "re", "reprlib", "struct", "types", "unicodedata", "workbook_crm",
        "zlib",
    )
)  # fmt: skip
"""`re` brings most of them. Of the heavy ones `typing`, `contextlib`, `dataclasses` stay away, and `datetime`
until there is a date to write."""

PROGRAM = """
import sys

before = set(sys.modules)
from workbook_crm.model.marks import ColumnFill, Mark, ResultCell, ResultColumn, SheetMarks, Tone, WorkbookMarks
from workbook_crm.write_back.package import annotate

value = VALUE
result = ResultColumn(1, "结果", {2: ResultCell("新增")})
marks = SheetMarks("S1", (ColumnFill(1, {2: value}),), (Mark(2, 1, Tone.ERROR, "少一位"),), result)
annotate(sys.stdin.buffer.read(), WorkbookMarks((marks,)))
print(*set(sys.modules) - before)
"""


def imported(value: str) -> set[str]:
    """The libraries that a process has imported which wrote one answer with this value."""
    row = f'<row r="1">{text("A1", "客户")}</row>'
    told = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM.replace("VALUE", value)],  # without site, which imports of its own
        input=book(sheet(row)), env={"PYTHONPATH": str(ROOT)}, check=True, capture_output=True,
    ).stdout  # fmt: skip
    names = {name.partition(".")[0] for name in told.decode().split()}
    return {name for name in names if not name.startswith("_") or name == "__future__"}


@pytest.mark.parametrize("value", ['"SJ-1"', "7", "__import__('decimal').Decimal('1.5')"])
def test_an_answer_without_dates_imports_little(value: str) -> None:
    assert imported(value) <= EXPECTED


def test_a_date_brings_what_dates_need() -> None:
    assert "datetime" in imported("__import__('datetime').date(2024, 3, 5)")
