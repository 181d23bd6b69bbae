"""The poisoned day: every kind × field × poison, written straight into a store, and the day run over it.

`python -m benchmarks.poisoned` prints, kind by kind, how many poisons were tried, all in one store and then each
in a store of its own, and what stopped. `--small`: of the latter a seeded sample.
"""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from workbook_crm import commands
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.columns import DATED, NUMERIC, Column, Of
from workbook_crm.model.sheets import SHEET_OF, SHEETS
from workbook_crm.wire import DATABASE_FILE, Workspace, open_workspace

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
VICTIM = "王五"
"""Whose records are poisoned; nobody else's list may change by it."""
OTHERS = ("张三", "李四")

Raw = str | int | float | bytes | None

HOUSE: Mapping[str, Sequence[Sequence[str | int]]] = {
    "产品目录": (
        ("产品编码", "类别", "产品名称", "规格", "单价", "底价"),
        ("P1", "整车", "叉车P1", "3吨", 100000, 90000),
        ("P2", "整车", "叉车P2", "3吨", 80000, 70000),
        ("P9", "整车", "叉车P9", "9吨", 300000, 250000),
    ),
    "员工": (
        ("姓名", "角色", "团队"),
        ("张三", "销售", "一队"),
        ("李四", "销售", "二队"),
        (VICTIM, "销售", "二队"),
    ),
    "字典": (
        ("列表", "值", "顺序", "成交概率", "停留天数", "跟进间隔"),
        ("阶段", "初步接触", 1, "50%", 30, ""),
        ("阶段", "商务谈判", 2, "80%", 30, ""),
        ("阶段", "旧阶段", 9, "90%", 30, ""),
        ("级别", "A", 1, "", "", 15),
        ("级别", "Z", 9, "", "", 60),
    ),
    "客户": (
        ("客户编号", "客户名称", "电话", "来源", "级别", "负责人", "下次跟进时间"),
        ("", "宏达物流有限公司", "13911112222", "转介绍", "A", "张三", "2026-11-20"),
        ("", "远航物流有限公司", "13911113333", "转介绍", "A", "李四", "2026-11-23"),
        ("", "恒通仓储有限公司", "13911114444", "展厅", "A", VICTIM, "2026-11-21"),
    ),
    "商机": (
        ("商机名称", "客户", "意向产品", "阶段", "负责人", "预计成交时间", "下次跟进时间"),
        ("宏达叉车采购", "宏达物流有限公司", "整车", "商务谈判", "张三", "2026-12-31", "2026-11-22"),
        ("远航叉车采购", "远航物流有限公司", "整车", "初步接触", "李四", "2026-12-31", "2026-11-23"),
        ("恒通叉车采购", "恒通仓储有限公司", "整车", "商务谈判", VICTIM, "2026-11-20", "2026-11-22"),
    ),
    "商机产品": (
        ("商机", "产品", "数量"),
        ("宏达叉车采购", "叉车P1", 2),
        ("远航叉车采购", "叉车P2", 1),
        ("恒通叉车采购", "叉车P9", 1),
    ),
    "线索": (
        ("姓名", "电话", "来源", "级别", "负责人", "下次跟进时间"),
        ("刘一", "13800001111", "展厅", "A", "张三", "2026-11-20"),
        ("陈二", "13800002222", "展厅", "A", "李四", "2026-11-23"),
        ("吴六", "13800003333", "展厅", "A", VICTIM, "2026-11-21"),
    ),
    "跟进记录": (
        ("对象", "跟进时间", "跟进方式", "跟进内容", "下次跟进时间", "跟进人"),
        ("宏达物流有限公司", "2026-11-10 10:00", "电话", "谈价格", "2026-11-20", "张三"),
        ("远航叉车采购", "2026-11-11", "到店", "看车", "2026-11-23", "李四"),
        ("恒通叉车采购", "2026-11-12", "电话", "谈交期", "2026-11-22", VICTIM),
    ),
}
"""A small house; the last row of each sheet is the one that is poisoned."""

MENTIONS: Mapping[str, Sequence[Sequence[str | int]]] = {
    "商机": (
        ("商机名称", "客户", "意向产品", "阶段", "负责人"),
        ("宏达二期", "宏达物流有限公司", "整车", "初步接触", "张三"),
        ("恒通二期", "恒通仓储有限公司", "整车", "初步接触", VICTIM),
    ),
    "商机产品": (
        ("商机", "产品", "数量"),
        ("宏达二期", "叉车P1", 1),
        ("恒通叉车采购", "叉车P9", 1),
        ("宏达叉车采购", "叉车P9", 3),
    ),
    "跟进记录": (
        ("对象", "跟进时间", "跟进方式", "跟进内容"),
        ("宏达物流有限公司", "2026-11-22", "电话", "再谈"),
        ("C-000003", "2026-11-22", "电话", "再谈"),
    ),
    "线索": (("姓名", "电话", "来源", "负责人"), ("吴六", "13800003333", "展厅", VICTIM)),
}
"""A workbook that mentions what is poisoned and what is not."""

_TEXTS: Mapping[str, Raw] = {
    "300 characters": "长" * 300,
    "a slash": "2026/001",
    "two dots": "..",
    "a colon and ?": 'a:b?*<>|"',
    "CON": "CON",
    "index": "index",
    "a dot at the end": "2026.",
    "marks of direction": "\u202e\u2066abc\u200f",
    "only marks": "\u200b\u202e",
    "controls": "a\x01\x0b\x1fb\x7f\ufffe",
    "NUL": "a\x00b",
    "empty": "",
    "a blank": " \u3000",
    "NULL": None,
    "bytes": b"\xff\x00",
    "half a pair": b"TEXT:a\xed\xa0\x80b",
    "lines": "a\r\nb\tc",
    "markup": "<script>{{ 7 }}</script>",
    "formula": "=1+1",
}
_DAYS: Mapping[str, Raw] = {
    "a time": "2026-12-31T10:00:00",
    "a time zone": "2026-12-31T10:00:00+08:00",
    "month 99": "2026-99-99",
    "30 February": "2026-02-30",
    "year 0": "0000-00-00",
    "year 1": "0001-01-01",
    "year 1900": "1900-01-01",
    "year 9999": "9999-12-31",
    "the last moment": "9999-12-31T23:59:59.999999",
    "year 12026": "12026-01-01",
    "words": "下周三",
    "empty": "",
    "a serial": 44895,
    "bytes": b"2026-01-01",
    "NULL": None,
}
_NUMBERS: Mapping[str, Raw] = {
    "words": "abc",
    "empty": "",
    "the most": 2**63 - 1,
    "the least": -(2**63),
    "negative": -5_000_000_000,
    "zero": 0,
    "a fraction": 1.5,
    "1e300": 1e300,
    "bytes": b"\x01",
    "NULL": None,
}
_EXTRA: Mapping[str, Raw] = {
    "no JSON": "{not json",
    "a list": "[1, 2]",
    "a number": "7",
    "empty": "",
    "nested": '{"a": {"b": [1]}}',
    "half a pair": '{"a": "x\\ud800y"}',
    "controls": '{"a\\u0001": "x\\u0000y"}',
    "numbers": '{"a": 1, "b": null}',
    "NULL": None,
}
_REFERENCES: Mapping[str, Raw] = {"nobody": "C-999999", "no deal": "O-999999", "another kind": "L-000003"}


@dataclass(frozen=True)
class Poison:
    """One value that a field of a record of a kind is given."""

    kind: str
    field: str
    name: str
    value: Raw

    def __str__(self) -> str:
        return f"{self.kind}.{self.field}: {self.name}"


def poisons() -> Iterator[Poison]:
    """Every poison of every field of every kind, then what only several fields together are."""
    for sheet in SHEETS:
        for column in sheet.columns:
            for name, value in _poisons_of(column).items():
                yield Poison(sheet.kind, column.field, name, value)
        for name, value in _EXTRA.items():
            yield Poison(sheet.kind, "extra", name, value)
        for name, value in _DAYS.items():
            yield Poison(sheet.kind, "since", name, value)


def _poisons_of(column: Column) -> Mapping[str, Raw]:
    if column.of in DATED:
        return _DAYS
    if column.of in NUMERIC or column.of in (Of.INTEGER, Of.YEAR, Of.YES):
        return _NUMBERS
    return _TEXTS | _REFERENCES if column.of is Of.REFERENCE else _TEXTS


def workbook(sheets: Mapping[str, Sequence[Sequence[str | int]]]) -> bytes:
    """A workbook of these sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for nth, row in enumerate(rows):
                sheet.write_row(nth, 0, row)
    return buffer.getvalue()


@dataclass(frozen=True)
class StoppedClock:
    """A clock that always shows the same time."""

    def now(self) -> datetime:
        return NOW


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """The workspace of a folder, on the day of the test."""
    with open_workspace(folder) as workspace:
        workspace.__dict__["clock"] = StoppedClock()
        yield workspace


def make_house(folder: Path) -> None:
    """A workspace with the house's records in its store."""
    with opened(folder) as workspace:
        workspace.make_folders()
        (folder / "inbox" / "全部.xlsx").write_bytes(workbook(HOUSE))
        code = run("run", workspace)
        assert code is Exit.WELL, code
    (folder / "提到.xlsx").write_bytes(workbook(MENTIONS))


def poison(database: Path, poisoned: Iterable[Poison], *, each_its_own: bool) -> dict[Poison, int]:
    """Writes poisons into the store; returns the id of the record that each is in.

    `each_its_own`: into a copy of the victim's record; else into that itself.
    """
    ids = {}
    with contextlib.closing(sqlite3.connect(database)) as connection:
        for each in poisoned:
            victim = connection.execute(f'SELECT max(id) FROM "{each.kind}" WHERE id < 1000').fetchone()[0]
            at = _copied(connection, each.kind, victim) if each_its_own else victim
            value, place = each.value, "?"
            if isinstance(value, bytes) and value.startswith(b"TEXT:"):
                value, place = value[5:], "CAST(? AS TEXT)"
            with contextlib.suppress(sqlite3.IntegrityError):  # a number that is another's
                connection.execute(
                    f'UPDATE "{each.kind}" SET "{each.field}" = {place} WHERE id = ?', (value, at)
                )
            ids[each] = at
        connection.commit()
    return ids


def _copied(connection: sqlite3.Connection, kind: str, victim: int) -> int:
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute(f'SELECT * FROM "{kind}" WHERE id = ?', (victim,)).fetchone())
    top = connection.execute(f'SELECT max(id) FROM "{kind}"').fetchone()[0]
    row["id"] = max(top, 1_000) + 1
    if SHEET_OF[kind].prefix:
        row["number"] = f"{SHEET_OF[kind].prefix}-{row['id']:06d}"
    marks = ", ".join("?" * len(row))
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f'INSERT INTO "{kind}" ({names}) VALUES ({marks})', tuple(row.values()))
    return row["id"]


def run(command: str, workspace: Workspace, **given: Any) -> Exit:
    """One command as the command line runs it, but for the place where crashes are caught."""
    options = {
        "json": False, "language": None, "date": None, "person": None, "first": None, "last": None, "files": (),
        "force": True, "replay": False, "new_store": False, "as_of": None,
    }  # fmt: skip
    return commands._COMMANDS[command](Namespace(**{**options, "command": command, **given}), workspace)


@dataclass
class Day:
    """What the commands of a day came to."""

    codes: dict[str, Exit] = field(default_factory=dict)
    stops: dict[str, str] = field(default_factory=dict)
    """By command, the error that it ended with, or that part of it was left out for."""
    said: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """Of the day's folder, by name."""


STEPS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "run --json": ("run", {"json": True}),
    "digest": ("digest", {}),
    "digest --json": ("digest", {"json": True}),
    "report": ("report", {}),
    "show": ("show", {"number": "C-000003"}),
    "show --json": ("show", {"number": "O-000003", "json": True}),
    "status --json": ("status", {"json": True}),
    "doctor": ("doctor", {}),
    "template": ("template", {"file": "own.xlsx", "person": "张三"}),
    "template of the victim": ("template", {"file": "victim.xlsx", "person": VICTIM}),
    "backup": ("backup", {"file": "backup.db"}),
    "check": ("check", {"files": ["提到.xlsx"]}),
}
_MAY_BE_GONE = ("show", "show --json")
"""Commands that ask for the victim by its number, which may be what is poisoned."""


def day(
    folder: Path,
    steps: Mapping[str, tuple[str, dict[str, Any]]] = STEPS,
    may_refuse: Container[str] = _MAY_BE_GONE,
) -> Day:
    """The day in a workspace: every command, each in a session of its own."""
    done = Day()
    for name, (command, asked) in steps.items():
        given = {key: _placed(folder, value) for key, value in asked.items()}
        said = io.StringIO()
        with opened(folder) as workspace, redirect_stdout(said), redirect_stderr(said):
            try:
                done.codes[name] = run(command, workspace, **given)
            except UsageError as error:
                if name not in may_refuse:
                    done.stops[name] = str(error)
            except Exception as error:  # what the command line would call our mistake
                done.stops[name] = f"{type(error).__name__}: {error}"
        done.said[name] = said.getvalue()
    for bug in folder.glob("bug-*.txt"):
        done.stops[bug.name] = bug.read_text(encoding="utf-8").strip().splitlines()[-1]
    done.files = {each.name: each.read_bytes() for each in today_in(folder).glob("*")}
    return done


def today_in(folder: Path) -> Path:
    """Where the files of the day lie."""
    return folder / "reports" / f"{NOW:%Y-%m-%d}"


def _placed(folder: Path, value: Any) -> Any:
    if isinstance(value, list):
        return [str(folder / each) for each in value]
    is_file = isinstance(value, str) and value.endswith((".xlsx", ".db"))
    return str(folder / value) if is_file else value


def tried(
    house: Path, folder: Path, some: Sequence[Poison], *, each_its_own: bool
) -> tuple[Day, dict[Poison, int]]:
    """The day over a copy of the house with these poisons in its store, and the records that they are in."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(house, folder)
    ids = poison(folder / DATABASE_FILE, some, each_its_own=each_its_own)
    return day(folder), ids


def others(done: Day) -> dict[str, object]:
    """What the day has for those whose records are not poisoned: pages and calendars, cells of workbooks.

    What a drop-down offers is not looked at: a poisoned choice is one more of them.
    """
    theirs = {name: content for name, content in done.files.items() if any(each in name for each in OTHERS)}
    return {name: _cells(content) if name.endswith(".xlsx") else content for name, content in theirs.items()}


def _cells(content: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [each.name for each in book.sheets_metadata if each.visible is SheetVisibleEnum.Visible]
    return [(name, book.get_sheet_by_name(name).to_python()) for name in shown]


@dataclass
class Score:
    """What came of the poisons of one kind."""

    poisons: int = 0
    stops: int = 0
    """Commands that ended with an error, or parts that were left out for one of ours."""
    changed: int = 0
    """Files of other people that were missing or not the same."""
    seconds: float = 0.0


def main() -> int:
    """Prints a table, a row a kind; 1 where anything stopped."""
    is_small = "--small" in sys.argv[1:]
    chosen = random.Random(2026)
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder) / "house"
        house.mkdir()
        with redirect_stdout(io.StringIO()):
            make_house(house)
        fine = others(day_of_copy(house, Path(folder) / "fine"))
        for kind in (sheet.kind for sheet in SHEETS):
            scores[kind] = _scored(house, Path(folder) / "tried", kind, fine, chosen, is_small=is_small)
    print("| kind | poisons | stops | lists of others changed | s |\n| --- | --- | --- | --- | --- |")
    for kind, each in scores.items():
        print(f"| {kind} | {each.poisons:,} | {each.stops} | {each.changed} | {each.seconds:.0f} |")
    return int(any(each.stops or each.changed for each in scores.values()))


def day_of_copy(house: Path, folder: Path) -> Day:
    """The day of the house as it is."""
    return tried(house, folder, (), each_its_own=True)[0]


def _scored(
    house: Path, folder: Path, kind: str, fine: Mapping[str, object], chosen: random.Random, *, is_small: bool
) -> Score:
    every = [each for each in poisons() if each.kind == kind]
    alone = chosen.sample(every, 3) if is_small else every
    score, started_s = Score(len(every)), time.monotonic()
    for some, each_its_own in ((every, True), *(((each,), False) for each in alone)):
        done, _ids = tried(house, folder, some, each_its_own=each_its_own)
        score.stops += len(done.stops)
        now = others(done)
        changed = [name for name, content in fine.items() if now.get(name) != content]
        score.changed += len(changed)
        for problem in (*(f"{step}: {why}" for step, why in done.stops.items()), *changed):
            named = some[0] if len(some) == 1 else f"all of {kind}"
            print(f"{named}: {problem}", file=sys.stderr)
    score.seconds = time.monotonic() - started_s
    return score


if __name__ == "__main__":
    sys.exit(main())
