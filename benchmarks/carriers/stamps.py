"""`python -m benchmarks.carriers.stamps`: what is left of a stamp after each program, and what the merge makes of it.

A person's workbook is handed out; the manager changes ten levels; the person changes one remark, erases one, and
saves the file in another program. Known by its property or its cell, the workbook writes one remark, erases one,
and undoes nothing of the manager's; known by nothing it must still undo nothing.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.carriers.programs import Program, programs, saved, untouched
from benchmarks.carriers.workbooks import with_cells
from tests.desk import Desk, desk
from workbook_crm.model.raw import Format
from workbook_crm.read.stamps import cell_stamps
from workbook_crm.read.workbook import read_workbook
from workbook_crm.start import write_template

PEOPLE = 40
CHANGED = 10
_HEAD = "# 线索\n| 姓名 | 电话 | 来源 | 级别 | 备注 |\n"
_FORMATS = {".xlsx": Format.XLSX, ".ods": Format.ODS, ".xls": Format.XLS}


class Row(NamedTuple):
    """What became of the workbook in one program."""

    program: str
    known_by: str
    edited: bool
    erased: bool
    undone: int


def main() -> int:
    """Prints a row for every program; returns 1 where the manager's word was written over."""
    warnings.simplefilter("ignore")
    print("| program | stamp is left in | edit taken | blank erased | levels of the manager undone |")
    print("| --- | --- | --- | --- | --- |")
    undone = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        control = Program("no other program", ".xlsx", untouched)
        for program in (control, *programs(folder / "office")):
            if program.missing:
                print(f"| {program.name} | not tried: {program.missing} |")
                continue
            row = _through(program, folder)
            undone += row.undone
            said = ("yes" if row.edited else "no", "yes" if row.erased else "no", str(row.undone))
            print(f"| {row.program} | {row.known_by} | {' | '.join(said)} |", flush=True)
    return 1 if undone else 0


def _through(program: Program, folder: Path) -> Row:
    place = folder / program.name
    place.mkdir()
    with desk(place) as house:
        house.take(_list("B"), sender="张三", name="线索表.xlsx")
        content = _edited(house)
        house.take(_list("A", CHANGED), name="主管.xlsx")
        made = saved(program, {"自己的": content}, place / "saved")["自己的"] or b""
        house.take(made, sender="张三", name="自己的" + program.ending)
        return Row(
            program.name,
            _known_by(made, program.ending),
            _lead(house, 20)["remark"] == "改了",
            _lead(house, 21)["remark"] is None,
            sum(_lead(house, nth)["level"] != "A" for nth in range(1, CHANGED + 1)),
        )


def _list(level: str, count: int = PEOPLE) -> str:
    rows = (
        f"| 客{chr(0x4E00 + 7 * n)}户 | 138000012{n:02d} | 展会 | {level} | 记{n} |" for n in range(count)
    )
    return _HEAD + "\n".join(rows)


def _edited(house: Desk) -> bytes:
    path = house.workspace.folder / "自己的.xlsx"
    write_template(house.workspace, path, "张三")
    return with_cells(path.read_bytes(), {"线索": {"备注@21": "改了", "备注@22": ""}})


def _lead(house: Desk, nth: int) -> dict[str, Any]:
    values: dict[str, Any] = house.show(f"L-{nth:06d}")["values"]
    return values


def _known_by(content: bytes, ending: str) -> str:
    raw, _found = read_workbook(content, name="自己的" + ending, format=_FORMATS[ending])
    if raw is None:
        return "not read"
    left = ["property"] if raw.stamp else []
    left += ["cell"] if cell_stamps(raw) else []
    return " and ".join(left) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
