"""The poisoned day of a house that has been at it: what the store remembers beside its records.

Contacts of accounts, provisional records, rejected rows, new words, questions and replies, workbooks that were
handed out (a person's, the due list, those of another workspace, broken ones) and undone receipts: every column
of every such table is poisoned, each in a store of its own, and the day is run over it.
`python -m benchmarks.poisoned_memory` prints what stopped, table by table; `--small`: a seeded sample.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import poisoned
from benchmarks.poisoned import VICTIM, Day, opened, run, workbook
from workbook_crm.merge.schema import Schema
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.wire import DATABASE_FILE

LIVED: Mapping[str, Mapping[str, tuple[tuple[str | int, ...], ...]]] = {
    "往来.xlsx": {
        "联系人": (("联系人姓名", "所属客户", "手机"), ("高总", "恒通仓储有限公司", "13900000801")),
        "商机": (
            ("商机名称", "客户", "意向产品", "负责人"),
            ("新客一期", "新客机械有限公司", "整车", VICTIM),
        ),
        "商机产品": (("商机", "产品", "数量"), ("恒通叉车采购", "叉车P77", 1), ("宏达叉车采购", "叉车P2", 1)),
        "跟进记录": (
            ("对象", "跟进时间", "跟进方式", "跟进内容"),
            ("陌生人甲", "2026-11-20", "电话", "问价"),
        ),
        "线索": (
            ("姓名", "电话", "来源", "级别", "吉祥物", "备用电话"),
            ("周七", "13800004444", "庙会", "A", "老虎", "13800005555"),
        ),
    },
    "错的.xlsx": {"线索": (("姓名", "电话", "来源"), ("错发一", "13800006666", "展厅"))},
}
"""Workbooks of the victim's that leave something open; the second is undone."""
AGAIN: Mapping[str, tuple[tuple[str | int, ...], ...]] = {
    **LIVED["往来.xlsx"],
    "商机产品": (("商机", "产品", "数量"), ("恒通叉车采购", "叉车P1", 1), ("宏达叉车采购", "叉车P2", 2)),
}
"""The first of them, mended."""
_UNDONE = "R-000003"
STEPS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "run --json": ("run", {"json": True}),
    "digest": ("digest", {}),
    "report": ("report", {}),
    "status": ("status", {"json": True}),
    "doctor": ("doctor", {}),
    "receipts": ("receipts", {}),
    "receipt": ("receipt", {"id": "R-000002"}),
    "find": ("find", {"text": "恒通"}),
    "show": ("show", {"number": "C-000001"}),
    "trace": ("trace", {"number": "C-000001", "field": None}),
    "as of": ("show", {"number": "C-000001", "as_of": "R-000001"}),
    "undo --check": ("undo", {"id": "R-000002", "check": True}),
    "template": ("template", {"file": "own.xlsx", "person": "张三"}),
    "template of the victim": ("template", {"file": "victim.xlsx", "person": VICTIM}),
    "undo": ("undo", {"id": "R-000002", "check": False}),
}
_MAY_REFUSE = frozenset({"show", "trace", "as of", "receipt", "undo", "undo --check"})
"""Commands that may say of a poisoned receipt or record that there is none."""


class Bad(NamedTuple):
    """One value that a column of a table is given in all of its rows."""

    table: str
    column: str
    name: str
    value: str | int | bytes | None

    def __str__(self) -> str:
        return f"{self.table}.{self.column}: {self.name}"


_VALUES: Mapping[str, str | int | bytes | None] = {
    "words": "坏掉",
    "bytes": b"\xff\x00",
    "empty": "",
    "a list": "[1, 2]",
    "a number": 2**40,
    "NULL": None,
}


def memory() -> Iterator[Bad]:
    """Every poison of every column of the tables beside the records."""
    schema = Schema(2)
    for table in schema.metadata.sorted_tables:
        if table.name in SHEET_OF or table.name == "alembic_version":
            continue
        for column in table.columns:
            if column.name != "id":
                yield from (Bad(table.name, column.name, *each) for each in _VALUES.items())


def make_house(folder: Path) -> None:
    """A house as it is after some days, with a day's workbooks waiting in its inbox."""
    poisoned.make_house(folder)
    theirs = folder / "inbox" / VICTIM
    theirs.mkdir(parents=True, exist_ok=True)
    for name, sheets in LIVED.items():
        (theirs / name).write_bytes(workbook(sheets))
        with opened(folder) as workspace, redirect_stdout(io.StringIO()):
            run("run", workspace)
    with opened(folder) as workspace, redirect_stdout(io.StringIO()):
        run("undo", workspace, id=_UNDONE, check=False)
        run("digest", workspace)
        run("template", workspace, file=str(folder / "own.xlsx"), person=VICTIM)
    own = (folder / "own.xlsx").read_bytes()
    (theirs / "我的.xlsx").write_bytes(own)
    (theirs / "往来.xlsx").write_bytes(workbook(AGAIN))
    for due in (folder / "outbox" / VICTIM).glob("*.xlsx"):
        (theirs / f"回{due.name}").write_bytes(due.read_bytes())


def tried(
    house: Path, folder: Path, bad: Bad | None, steps: Mapping[str, tuple[str, dict[str, Any]]] = STEPS
) -> Day:
    """The day over a copy of the house with one column of its memory poisoned."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(house, folder)
    if bad is not None:
        with contextlib.closing(sqlite3.connect(folder / DATABASE_FILE)) as connection:
            with contextlib.suppress(sqlite3.IntegrityError):  # what must be there, or once only
                connection.execute(f'UPDATE "{bad.table}" SET "{bad.column}" = ?', (bad.value,))
            connection.commit()
    return poisoned.day(folder, steps, _MAY_REFUSE)


def main() -> int:
    """Prints what stopped; 1 where anything did."""
    every = list(memory())
    some = random.Random(2026).sample(every, 12) if "--small" in sys.argv[1:] else every
    stops: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder) / "house"
        house.mkdir()
        make_house(house)
        for each in some:
            done = tried(house, Path(folder) / "tried", each)
            stops[each.table] = stops.get(each.table, 0) + len(done.stops)
            for step, why in done.stops.items():
                print(f"{each}: {step}: {why}", file=sys.stderr)
    print("| table | stops |\n| --- | --- |")
    for table, count in stops.items():
        print(f"| {table} | {count} |")
    return int(any(stops.values()))


if __name__ == "__main__":
    sys.exit(main())
