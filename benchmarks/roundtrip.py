"""Sends every workbook of a folder through `annotate` and tells what it lost.

python -m benchmarks.roundtrip FOLDER              element by element; twice gives the same bytes
python -m benchmarks.roundtrip FOLDER --soffice    LibreOffice opens each answer; pages are counted too
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.losses import cells, losses
from benchmarks.opened import Parts, local, tree
from benchmarks.structure import faults
from workbook_crm.model.marks import (
    ColumnFill,
    Look,
    Mark,
    ResultCell,
    ResultColumn,
    SheetMarks,
    SummaryCell,
    SummarySheet,
    Tone,
    WorkbookMarks,
    Written,
)
from workbook_crm.model.place import cell_name, column_number
from workbook_crm.write_back.package import PackageError, annotate

VALUES: tuple[Written, ...] = (
    "SJ-2026-0001", "=1+1", "+86 138", "-", "@x", " 前后空格 ", "<&>\"'", "第一行\n第二行",
    Decimal("1234567.89"), 42, True, date(2026, 2, 28), datetime(2026, 2, 28, 13, 30),
)  # fmt: skip
"""One of each kind that a fill may write, and text that looks like something else."""

NOTES = ("电话号码少一位\n请核对后再发", "Unknown product; did you mean X5?", "a < b & c")


@dataclass(frozen=True)
class Outcome:
    """What became of one workbook: `refused` is the reason where it cannot be annotated."""

    name: str
    refused: str | None
    losses: tuple[str, ...]
    took_s: float


def some_marks(content: bytes, seed: str) -> WorkbookMarks:
    """Marks of every kind on up to three worksheets, the same for the same seed."""
    chance = random.Random(seed)
    parts = Parts(content)
    sheets = tuple(
        _sheet_marks(name, tree(parts.contents[part]), chance)
        for name, part in list(parts.sheets.items())[:3]
    )
    target = (sheets[0].sheet, "B2") if sheets else None
    rows = (
        (SummaryCell("处理结果", Look.TITLE),),
        (SummaryCell("位置", Look.HEADER), SummaryCell("说明", Look.HEADER)),
        (SummaryCell("第 2 行", Look.ERROR, target), SummaryCell(NOTES[0], Look.ERROR)),
        (SummaryCell(3, Look.COUNT), SummaryCell(None)),
    )
    return WorkbookMarks(sheets, SummarySheet("处理结果", rows, (20, 70)))


def _sheet_marks(name: str, root: object, chance: random.Random) -> SheetMarks:
    known = cells(root)  # type: ignore[arg-type]  # an Element; its class is not public
    places = [(int(match[2]), column_number(match[1])) for match in map(_address, known) if match]
    top = min((row for row, _ in places), default=1)
    columns = sorted({column for _, column in places}) or [1]
    last = max((row for row, _ in places), default=5)
    wanted = sorted(
        {*chance.sample(range(top + 1, last + 4), min(8, last + 3 - top)), min(last + 2, 1_048_576)}
    )
    wanted = [row for row in wanted if row <= 1_048_576] or [top]
    fills = tuple(
        ColumnFill(column, {row: chance.choice(VALUES) for row in wanted})
        for column in {chance.choice(columns), columns[0]}
    )
    spots = [*chance.sample(places, min(4, len(places))), (wanted[0], columns[-1])]
    marks = tuple(Mark(row, column, chance.choice(list(Tone)), chance.choice(NOTES)) for row, column in spots)
    results = {
        row: ResultCell(chance.choice(("新增", "退回：" + NOTES[0])), chance.choice((None, *Tone)))
        for row in wanted
    }
    return SheetMarks(name, fills, marks, ResultColumn(top, "处理结果", results))


def _address(address: str) -> re.Match[str] | None:
    return re.fullmatch(r"([A-Z]+)(\d+)", address)


def outcome(path: Path) -> Outcome:
    """What becomes of one workbook: losses, whether a second pass and taking the marks away are exact."""
    return outcome_of(path.read_bytes(), path.name)


def outcome_of(content: bytes, name: str) -> Outcome:
    """The same of a workbook's bytes; the name decides which cells are marked."""
    start = time.perf_counter()
    try:
        marks = some_marks(content, name)
    except Exception as broken:
        marks = WorkbookMarks(summary=SummarySheet("处理结果", ((SummaryCell("x"),),), (9,)))
        if _refusal(content, marks) is None:
            return Outcome(name, None, (f"annotated, but cannot be read: {broken!r}",), 0)
    reason = _refusal(content, marks)
    if reason is not None:
        return Outcome(name, reason, (), time.perf_counter() - start)
    answer = annotate(content, marks)
    took = time.perf_counter() - start
    try:
        return Outcome(name, None, tuple(_problems(content, answer, marks)), took)
    except ElementTree.ParseError as broken:
        return Outcome(name, f"not compared, not XML: {broken}", (), took)


def _refusal(content: bytes, marks: WorkbookMarks) -> str | None:
    try:
        annotate(content, marks)
    except PackageError as refused:
        return refused.reason
    return None


def _problems(content: bytes, answer: bytes, marks: WorkbookMarks) -> Iterator[str]:
    yield from losses(content, answer, marks)
    yield from faults(answer) - faults(content)
    if annotate(answer, marks) != answer:
        yield "a second pass gives other bytes"
    bare = annotate(answer, WorkbookMarks())
    yield from (f"without marks: {loss}" for loss in _left_behind(content, bare, marks))
    if annotate(bare, marks) != answer:
        yield "marking again what was cleared gives other bytes"
    yield from _seen_by_openpyxl(content, answer, marks)


def _left_behind(content: bytes, bare: bytes, marks: WorkbookMarks) -> Iterator[str]:
    """What is not as it was after our marks are gone; filled values and empty cells excepted."""
    old, new = Parts(content), Parts(bare)
    filled = {
        (old.sheets[sheet.sheet], cell_name(row, fill.column))
        for sheet in marks.sheets for fill in sheet.fills for row in fill.values
    }  # fmt: skip
    if list(old.sheets) != list(new.sheets):
        yield f"sheets {list(new.sheets)}"
    for part in old.sheets.values():
        before, after = cells(tree(old.contents[part])), cells(tree(new.contents[part]))
        for address in before.keys() | after.keys():
            a, b = before.get(address), after.get(address)
            if (part, address) in filled or a == b:
                continue
            if a is None and b is not None and "<" not in b.inside[1:]:
                continue
            if a and b and a.inside == b.inside and _alike(old, new, a.style, b.style):
                continue
            yield f"{part} {address}: {a} -> {b}"
    for part, xml in old.contents.items():
        if part not in new.contents:
            yield f"{part} is gone"
        elif part.endswith(".vml") and xml != new.contents[part]:
            yield f"{part}: drawing changed"
        elif "comments" in part.lower() and b"<comment" in xml and _texts(xml) != _texts(new.contents[part]):
            yield f"{part}: notes changed"


def _texts(xml: bytes) -> list[str]:
    return ["".join(t.itertext()) for t in tree(xml).iter() if local(t) == "comment"]


def _alike(old: Parts, new: Parts, before: int, after: int) -> bool:
    if before == after or before >= len(old.xfs):
        return True
    a, b = dict(old.xfs[before].attrib), dict(new.xfs[after].attrib)
    for attributes in (a, b):
        attributes.pop("applyFill", None)
    return a == b


def _seen_by_openpyxl(content: bytes, answer: bytes, marks: WorkbookMarks) -> Iterator[str]:
    """Values and notes as openpyxl sees them, for workbooks that it can load."""
    import openpyxl  # a second opinion; not needed to annotate

    warnings.simplefilter("ignore")
    try:
        before = openpyxl.load_workbook(io.BytesIO(content))
    except Exception:
        return
    try:
        book = openpyxl.load_workbook(io.BytesIO(answer))
    except Exception as broken:
        yield f"openpyxl no longer loads it: {broken!r}"
        return
    if not before.worksheets:
        return
    for sheet in marks.sheets:
        for fill in sheet.fills:
            for row, value in fill.values.items():
                yield from _cell_problem(before[sheet.sheet], book[sheet.sheet], row, fill.column, value)
        noted = [
            mark for mark in sheet.marks
            if not isinstance(book[sheet.sheet].cell(mark.row, mark.column), openpyxl.cell.MergedCell)
        ]  # fmt: skip
        for mark in noted:
            cell = book[sheet.sheet].cell(mark.row, mark.column)
            if cell.comment is None and not _spread(before[sheet.sheet], mark.row, mark.column):
                yield f"openpyxl sees no note on {cell.coordinate}"


def _cell_problem(before: object, after: object, row: int, column: int, value: Written) -> Iterator[str]:
    import openpyxl  # as above

    old, new = before.cell(row, column), after.cell(row, column)  # type: ignore[attr-defined]
    if isinstance(new, openpyxl.cell.MergedCell) or old.data_type == "f" or _spread(before, row, column):
        return
    seen = new.value
    if isinstance(value, date) and isinstance(seen, datetime):
        same = seen.date() == (value.date() if isinstance(value, datetime) else value)
    elif isinstance(value, date):
        same = isinstance(seen, (int, float)) or not isinstance(
            seen, str
        )  # its own format may show a time only
    elif isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        same = not isinstance(seen, str) and (
            not isinstance(seen, (int, float)) or abs(float(value) - seen) < 1e-6
        )
    else:
        same = seen == value
    if not same:
        yield f"openpyxl sees {seen!r} in {new.coordinate}, not {value!r}"


def _spread(sheet: object, row: int, column: int) -> bool:
    """Whether an array formula or a data table covers the cell."""
    from openpyxl.worksheet.cell_range import CellRange  # as above

    for cells_of_row in sheet.iter_rows():  # type: ignore[attr-defined]
        for cell in cells_of_row:
            reference = getattr(cell.value, "ref", None)
            if reference:
                area = CellRange(reference)
                if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                    return True
    return False


def workbooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".xlsx", ".xlsm"))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--soffice", action="store_true", help="count pages with LibreOffice")
    asked = parser.parse_args()
    if asked.soffice:
        from benchmarks.pages import print_pages  # it takes the marks from here

        return print_pages(asked.folder)
    return _print_losses(asked.folder)


def _print_losses(folder: Path) -> int:
    counts: Counter[str] = Counter()
    for path in workbooks(folder):
        found = outcome(path)
        if found.refused:
            print(f"refused  {found.name}: {found.refused}")
        for loss in found.losses[:4]:
            print(f"LOST     {found.name}: {loss[:300]}")
        counts["refused" if found.refused else "lost something" if found.losses else "lost nothing"] += 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return 1 if counts["lost something"] else 0


if __name__ == "__main__":
    sys.exit(main())
