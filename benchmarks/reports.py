"""Lists and reports of a dealership with 1,000, 10,000 and 100,000 records: time and memory of each command.

The records (leads, customers, opportunities, lines, follow-ups of 20 people, two years of dates) come in as one
workbook; then a day's work of 200 rows does, as it does every morning. The yardstick is openpyxl doing nothing but
load and save the workbook with all records, in the same run.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from benchmarks.measure import Measured, measure, python, table
from benchmarks.take_in import LOAD_AND_SAVE

SHARES = {"线索": 0.05, "客户": 0.1, "商机": 0.2, "商机产品": 0.4, "跟进记录": 0.25}
CHANGED = 200
_PEOPLE = [f"销售{nth:02d}" for nth in range(1, 21)]
_STAGES = ("初步接触", "需求确认", "方案报价", "商务谈判", "合同签订")
_STATES = ("洽谈中", "洽谈中", "赢单", "赢单", "输单", "输单", "中止")
_HEADERS = {
    "产品目录": ("产品编码", "类别", "产品名称", "规格", "单价", "底价"),
    "员工": ("姓名", "团队", "角色"),
    "线索": ("姓名", "电话", "来源", "级别", "状态", "负责人"),
    "客户": ("客户名称", "电话", "来源", "级别", "负责人"),
    "商机": (
        "商机名称",
        "客户",
        "意向产品",
        "阶段",
        "状态",
        "总结",
        "输单原因",
        "竞争对手",
        "预计成交时间",
        "负责人",
    ),
    "商机产品": ("商机", "产品", "规格", "数量", "优惠率"),
    "跟进记录": ("对象", "跟进时间", "跟进方式", "跟进内容", "下次跟进时间", "跟进人"),
}
Row = tuple[object, ...]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="1,000 and 10,000 records only")
    sizes = (1_000, 10_000) if parser.parse_args().small else (1_000, 10_000, 100_000)
    rows: list[tuple[str, ...]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows += _measured(Path(folder), size)
    print(table(("records", "command", "time", "of openpyxl's", "memory"), rows))


def _measured(workspace: Path, size: int) -> Iterator[tuple[str, ...]]:
    inbox = workspace / "inbox"
    inbox.mkdir()
    everything = workspace / "全部.xlsx"
    write(everything, _sheets(size))
    theirs = measure(python("-c", LOAD_AND_SAVE, str(everything), str(workspace / "saved.xlsx")), 1)
    shutil.move(everything, inbox)
    yield _row(size, "openpyxl load + save", theirs, theirs)
    yield _row(size, "run: all records", _run(workspace), theirs)
    write(inbox / "今天.xlsx", {"商机": _changed(int(size * SHARES["商机"]))})
    yield _row(size, f"run: {CHANGED} changes", _run(workspace), theirs)
    for command in ("digest", "report"):
        yield _row(size, command, measure(_command(workspace, command), 1), theirs)


def _run(workspace: Path) -> Measured:
    return measure(_command(workspace, "run"), 1, accept=(0, 1))


def _command(workspace: Path, name: str) -> list[str]:
    return python("-m", "workbook_crm", "--workspace", str(workspace), name)


def _row(size: int, command: str, measured: Measured, theirs: Measured) -> tuple[str, ...]:
    part = measured.wall_s / theirs.wall_s
    return f"{size:,}", command, f"{measured.wall_s:.1f} s", f"{part:.2f}", f"{measured.peak_mb:,.0f} MB"


def write(path: Path, sheets: dict[str, Iterable[Row]]) -> None:
    """A workbook of these sheets."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for nth, row in enumerate((_HEADERS[name], *rows)):
                sheet.write_row(nth, 0, row)


def _sheets(size: int) -> dict[str, Iterable[Row]]:
    count = {name: int(size * share) for name, share in SHARES.items()}
    chance = random.Random(size)
    return {
        "产品目录": [(f"P{nth}", "整车", f"叉车{nth}型", "3吨", 88_000, 80_000) for nth in range(100)],
        "员工": [(name, f"第{nth % 4 + 1}组", "销售") for nth, name in enumerate(_PEOPLE)],
        "线索": (
            (f"线索{nth}", f"137{nth:08d}", "展会", chance.choice("HABC"), "新", chance.choice(_PEOPLE))
            for nth in range(count["线索"])
        ),
        "客户": (
            (f"客户{nth}有限公司", f"138{nth:08d}", chance.choice(("展会", "到店")), chance.choice("HABC"), _PEOPLE[nth % 20])
            for nth in range(count["客户"])
        ),
        "商机": (_opportunity(nth, chance.choice(_STATES), chance, count["客户"]) for nth in range(count["商机"])),
        "商机产品": (
            (f"商机{nth % count['商机']}", f"叉车{chance.randrange(100)}型", "3吨", chance.randint(1, 3), f"{nth % 8}%")
            for nth in range(count["商机产品"])
        ),
        "跟进记录": (_follow_up(nth, chance, count["商机"]) for nth in range(count["跟进记录"])),
    }  # fmt: skip


def _opportunity(nth: int, state: str, chance: random.Random, customers: int) -> Row:
    lost = ("价格", "甲厂") if state == "输单" else ("", "")
    close = date.today() + timedelta(days=chance.randint(-700, 90))
    return (
        f"商机{nth}", f"客户{nth % customers}有限公司", "整车", chance.choice(_STAGES), state,
        "谈完了" if state in ("赢单", "输单") else "", *lost, close.isoformat(), chance.choice(_PEOPLE),
    )  # fmt: skip


def _follow_up(nth: int, chance: random.Random, opportunities: int) -> Row:
    day = date.today() - timedelta(days=chance.randint(0, 700))
    agreed = (day + timedelta(days=chance.randint(1, 60))).isoformat() if nth % 2 else ""
    return (
        f"商机{nth % opportunities}",
        day.isoformat(),
        "电话",
        f"谈了第{nth}次",
        agreed,
        chance.choice(_PEOPLE),
    )


def _changed(opportunities: int) -> Iterator[Row]:
    """Some opportunities of before, gone one stage on or won."""
    chance = random.Random(1)
    customers = opportunities // 2
    for nth in chance.sample(range(opportunities), min(CHANGED, opportunities)):
        yield _opportunity(nth, "赢单", chance, customers)


if __name__ == "__main__":
    main()
