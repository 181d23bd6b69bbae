"""The pages of 20,000 records: made the first time, again without news, and after a workbook of 20 rows."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from benchmarks.measure import table
from workbook_crm.intake import take
from workbook_crm.record_pages import write_record_pages
from workbook_crm.wire import Workspace, open_workspace

RECORDS = 20_000
_NAMES = "远航海通宏达志长江东风华兴永盛金桥顺"
_PEOPLE = ("张三", "李四", "王五", "赵六", "陈静")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="1,000 records")
    count = 1_000 if parser.parse_args().small else RECORDS
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder)) as workspace:
        workspace.make_folders()
        _take(workspace, count, "第一次", ("客户", "商机", "线索", "商机产品", "跟进记录", "产品目录"))
        rows = [_timed("first time", workspace), _timed("nothing new", workspace)]
        _take(workspace, 50, "第二次", ("客户",))
        rows.append(_timed("after a workbook of 20 rows", workspace))
    print(table((f"{count:,} records", "pages written", "time", "processor"), rows))


def _timed(name: str, workspace: Workspace) -> tuple[str, ...]:
    begin, begin_cpu = time.perf_counter(), time.process_time()
    written = write_record_pages(workspace).count
    took, worked = time.perf_counter() - begin, time.process_time() - begin_cpu
    return name, f"{written:,}", f"{took:.2f} s", f"{worked:.2f} s"


def _take(workspace: Workspace, count: int, said: str, kinds: Sequence[str]) -> None:
    """A workbook of so many customers, opportunities and leads, with lines and follow-ups."""
    path = workspace.folder / "inbox" / f"{said}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        for kind in kinds:
            headers, rows = _SHEETS[kind]
            sheet = workbook.add_worksheet(kind)
            sheet.write_row(0, 0, headers)
            for nth in range(int(count * rows)):
                sheet.write_row(nth + 1, 0, _row(kind, nth, count, said))
    (found,) = workspace.inbox.files()
    receipt = take(workspace, found)
    assert receipt is not None
    assert not any(sheet.held for sheet in receipt.sheets), receipt.findings[:3]


_SHEETS = {
    "客户": (("客户名称", "电话", "来源", "负责人", "级别", "备注"), 0.4),
    "商机": (("商机名称", "客户", "意向产品", "阶段", "负责人", "预计成交时间"), 0.4),
    "线索": (("姓名", "公司", "电话", "来源", "负责人"), 0.2),
    "商机产品": (("商机", "产品", "数量", "单价"), 0.8),
    "跟进记录": (("对象", "跟进时间", "跟进方式", "跟进内容", "跟进人"), 1.0),
    "产品目录": (("类别", "产品名称", "单价"), 0.001),
}
"""Headers of each sheet, and its rows for one record that has a page."""


def _row(kind: str, nth: int, count: int, said: str) -> Sequence[object]:
    deals, owner = int(count * 0.4), _PEOPLE[nth % len(_PEOPLE)]
    match kind:
        case "客户":
            return _company(nth), f"138{nth:08d}", "展会", owner, "A", said
        case "商机":
            return f"叉车项目{nth:05d}", _company(nth), "整车", "方案报价", owner, "2027-03-01"
        case "线索":
            return f"{_NAMES[nth % 17]}先生{nth}", _company(nth + deals), f"139{nth:08d}", "展会", owner
        case "商机产品":
            return f"叉车项目{nth % deals:05d}", "3吨叉车", 1 + nth // deals, 88000
        case "跟进记录":
            subject = f"叉车项目{nth % deals:05d}"
            return (
                subject,
                f"2026-10-{1 + nth // deals:02d} 09:00",
                "电话",
                f"谈了第{nth}次，客户要比价",
                owner,
            )
        case _:
            return "整车", "3吨叉车" if not nth else f"货叉{nth}", 88000


def _company(nth: int) -> str:
    return f"{_NAMES[nth % 17]}{_NAMES[nth // 17 % 17]}{_NAMES[nth // 289 % 17]}物流{nth}有限公司"


if __name__ == "__main__":
    main()
