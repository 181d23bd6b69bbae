"""Cells of an .xlsb without a column are read: another library's writer leaves it out."""

from __future__ import annotations

import struct

from tests.read.test_xlsb_style import SHEET, read, record, row, text, xlsb
from workbook_crm.read.xlsb_short_cells import with_whole_cells

STYLE = bytes(4)


def sheet(*rows: bytes) -> bytes:
    return (
        record(129)
        + record(148, struct.pack("<IIII", 0, 9, 0, 9))
        + record(145)
        + b"".join(rows)
        + record(146)
    )


def whole(column: int, value: str) -> bytes:
    return record(6, struct.pack("<I", column) + STYLE + text(value))


def short(value: str) -> bytes:
    return record(17, STYLE + text(value))


def test_a_cell_without_a_column_stands_right_of_the_one_before() -> None:
    rows = (
        row(0) + whole(0, "姓名") + short("电话") + short("备注"),
        row(1) + whole(0, "张三") + short("13800138000") + record(16, STYLE + struct.pack("<d", 2.5)),
        row(2) + whole(1, "13900139000") + record(15, STYLE + b"\x01"),
    )
    assert read(xlsb(sheet=sheet(*rows))).sheets[0].cells == [
        ["姓名", "电话", "备注"],
        ["张三", "13800138000", 2.5],
        ["", "13900139000", True],
    ]


def test_every_kind_of_short_cell_has_its_whole_one() -> None:
    rk = struct.pack("<i", 7 << 2 | 2)
    rows = row(0) + record(12, STYLE) + record(13, STYLE + rk) + record(14, STYLE + b"\x07") + short("x" * 70)
    cells = read(xlsb(sheet=sheet(rows))).sheets[0].cells
    assert cells == [[7.0, "", "x" * 70]]  # the blank one in A, the error in C


def test_a_row_begins_anew() -> None:
    cells = read(xlsb(sheet=sheet(row(0) + whole(3, "D"), row(1) + short("A")))).sheets[0].cells
    assert cells == [["", "", "", "D"], ["A", "", "", ""]]


def test_a_workbook_of_whole_cells_is_left_as_it_is() -> None:
    content = xlsb(sheet=SHEET)
    assert with_whole_cells(content) is content


def test_a_sheet_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    content = xlsb(sheet=sheet(row(0) + whole(0, "姓名") + short("电话")) + b"\x80")
    assert read(content).sheets[0].cells[0][0] == "姓名"
