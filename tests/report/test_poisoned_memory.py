"""What the store remembers beside its records may be damaged too: the day is made, and it is told what is lost."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from benchmarks import poisoned
from benchmarks.poisoned import Day, opened, workbook
from benchmarks.poisoned_memory import Bad, memory, tried
from workbook_crm.wire import DATABASE_FILE

REJECTED = {
    "商机产品": (("商机", "产品", "数量"), ("恒通叉车采购", "叉车P77", 1), ("宏达叉车采购", "叉车P2", 1))
}
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "run --json": ("run", {"json": True}),
    "status --json": ("status", {"json": True}),
    "doctor": ("doctor", {}),
    "receipts": ("receipts", {}),
    "receipt": ("receipt", {"id": "R-000002"}),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small house with a row that was rejected and waits."""
    folder = tmp_path_factory.mktemp("house")
    poisoned.make_house(folder)
    theirs = folder / "inbox" / poisoned.VICTIM
    theirs.mkdir(parents=True)
    (theirs / "往来.xlsx").write_bytes(workbook(REJECTED))
    with opened(folder) as workspace:
        poisoned.run("run", workspace)
    return folder


def left_out(day: Day) -> list[tuple[str, str]]:
    return [(each["what"], each["number"]) for each in json.loads(day.said["status --json"])["left_out"]]


BAD = [  # a column of the store's memory, what it is poisoned with, and what is named
    ("rejected_rows", "since", b"\xff", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "since", "坏掉", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "since", "2026-99-99", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "keys", "坏掉", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "keys", '{"a": 1}', ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "fields", b"\xff", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "list_rows", "坏掉", ("退回的行", "R-000002 商机产品!2")),
    ("rejected_rows", "person", b"\xff", ("退回的行", "R-000002 商机产品!2")),
    ("receipts", "body", b"\xff", ("导入回执", "R-000002")),
    ("receipts", "body", "坏掉", ("导入回执", "R-000002")),
    ("receipts", "body", "[1, 2]", ("导入回执", "R-000002")),
    ("receipts", "body", '{"sheets": []}', ("导入回执", "R-000002")),
]


@pytest.mark.parametrize(("table", "column", "value", "named"), BAD)
def test_what_is_damaged_is_named_and_stops_nothing(
    house: Path, tmp_path: Path, table: str, column: str, value: str | bytes, named: tuple[str, str]
) -> None:
    day = tried(house, tmp_path / "copy", Bad(table, column, "", value), STEPS)
    assert day.stops == {}
    assert named in left_out(day)
    assert named[1] in day.said["doctor"]


def test_nothing_is_named_in_a_house_that_is_well(house: Path, tmp_path: Path) -> None:
    """Not at the edge: a row that waits for nobody in particular, and one that was mended, can be read."""
    day = tried(house, tmp_path / "copy", None, STEPS)
    assert (day.stops, left_out(day)) == ({}, [])
    with contextlib.closing(sqlite3.connect(tmp_path / "copy" / DATABASE_FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM rejected_rows").fetchone()[0] == 1


def test_every_column_beside_the_records_is_poisoned() -> None:
    tables = {each.table for each in memory()}
    assert {"receipts", "rejected_rows", "waiting_rows", "file_lines", "exports", "changes"} <= tables
    assert not tables & {"leads", "customers"}
