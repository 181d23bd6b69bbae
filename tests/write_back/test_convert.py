"""A new .xlsx from what was read of another format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from workbook_crm.model.grid import Area
from workbook_crm.model.marks import Mark, SheetMarks, SummaryCell, SummarySheet, Tone, WorkbookMarks
from workbook_crm.model.raw import Cell, Format, RawSheet, RawWorkbook
from workbook_crm.write_back.convert import renamed, to_xlsx, valid_names
from workbook_crm.write_back.package import annotate


def book(*rows: Sequence[Cell], **facts: Any) -> RawWorkbook:
    sheet = RawSheet("商机", **{"first_row": 1, "first_column": 1, "cells": rows, **facts})
    return RawWorkbook("商机.xls", Format.XLS, (sheet,))


def converted(raw: RawWorkbook) -> Workbook:
    return openpyxl.load_workbook(BytesIO(to_xlsx(raw)))


@pytest.mark.parametrize(
    ("value", "kept", "kind"),
    [
        ("张三", "张三", "s"),
        ("=1+1", "=1+1", "s"),
        ("+86 138", "+86 138", "s"),
        ("-", "-", "s"),
        ("@home", "@home", "s"),
        ("00123", "00123", "s"),
        ("310101199001011234", "310101199001011234", "s"),
        ("https://example.com", "https://example.com", "s"),
        (310101199001011234, "310101199001011234", "s"),
        (float("inf"), "inf", "s"),
        (12.5, 12.5, "n"),
        (3, 3, "n"),
        (True, True, "b"),
        (date(2026, 3, 5), datetime(2026, 3, 5), "d"),
        (datetime(2026, 3, 5, 14, 30), datetime(2026, 3, 5, 14, 30), "d"),
        (time(9, 30), time(9, 30), "d"),
        (timedelta(hours=30), timedelta(hours=30), "d"),
        (date(1899, 1, 1), "1899-01-01", "s"),
    ],
)
def test_a_value_keeps_its_kind(value: Cell, kept: object, kind: str) -> None:
    cell = converted(book([value]))["商机"]["A1"]
    assert (cell.value, cell.data_type) == (kept, kind)


@pytest.mark.parametrize("text", ['a<b & "c"', "two\nlines", "\x01", "_x0041_", " spaces ", "😀"])
def test_signs_that_xml_minds_come_back(text: str) -> None:
    made = CalamineWorkbook.from_filelike(BytesIO(to_xlsx(book([text]))))
    assert made.get_sheet_by_name("商机").to_python() == [[text]]


def test_line_ends_of_windows_are_those_of_excel() -> None:
    assert converted(book(["a\r\nb"]))["商机"]["A1"].value == "a\nb"


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(converted(book(["x" * 40_000]))["商机"]["A1"].value) == 32_767


def test_cells_beyond_the_grid_are_left_out() -> None:
    sheet = converted(book(["a", "b"], ["c", "d"], first_row=1_048_576, first_column=16_384))["商机"]
    assert (sheet.max_row, sheet.max_column, sheet["XFD1048576"].value) == (1_048_576, 16_384, "a")


def test_digits_keep_the_text_format() -> None:
    assert converted(book(["13800001001", "张三"]))["商机"]["A1"].number_format == "@"


def test_every_value_stands_at_its_own_address() -> None:
    sheet = converted(book(["姓名", ""], ["", "电话"], first_row=3, first_column=2))["商机"]
    assert {cell.coordinate: cell.value for row in sheet for cell in row if cell.value} == {
        "B3": "姓名",
        "C4": "电话",
    }


def test_errors_show_as_text_and_hidden_rows_stay_hidden() -> None:
    raw = book(["a", ""], ["", ""], ["x", "y"], errors={(2, 2): "#N/A"}, hidden_rows=frozenset({3}))
    sheet = converted(raw)["商机"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("#N/A", "s")
    assert sheet.row_dimensions[3].hidden
    assert not sheet.row_dimensions[1].hidden


def test_merges_keep_their_value_even_in_the_last_row() -> None:
    raw = book(
        ["标题", "", ""], ["a", "b", "c"], ["末", "", "z"], merges=(Area(1, 1, 1, 3), Area(3, 1, 3, 2))
    )
    sheet = converted(raw)["商机"]
    assert sorted(str(each) for each in sheet.merged_cells.ranges) == ["A1:C1", "A3:B3"]
    assert (sheet["A1"].value, sheet["A3"].value, sheet["C3"].value) == ("标题", "末", "z")


def test_a_merge_of_one_cell_is_none() -> None:
    assert not converted(book(["a"], merges=(Area(1, 1, 1, 1),)))["商机"].merged_cells.ranges


def test_hidden_sheets_stay_hidden_and_one_is_seen() -> None:
    sheets = (RawSheet("a", 1, 1, [["x"]], hidden=True), RawSheet("b", 1, 1, [["y"]]))
    made = converted(RawWorkbook("x.xls", Format.XLS, sheets))
    assert [sheet.sheet_state for sheet in made] == ["hidden", "visible"]
    assert made.active is not None
    assert made.active.title == "b"


NAMES: Mapping[str, tuple[list[str], tuple[str, ...]]] = {
    "plain": (["商机", "客户"], ("商机", "客户")),
    "signs": (["a/b:c", "[x]"], ("a b c", "x")),
    "blank": (["", "'"], ("Sheet", "Sheet (2)")),
    "twice, capitals apart": (["Deals", "deals"], ("Deals", "deals (2)")),
    "too long": (["x" * 40, "x" * 35], ("x" * 31, "x" * 27 + " (2)")),
    "kept by Excel": (["History"], ("History_",)),
}


@pytest.mark.parametrize(("names", "valid"), NAMES.values(), ids=NAMES)
def test_names_that_excel_takes(names: list[str], valid: tuple[str, ...]) -> None:
    assert valid_names(names) == valid


def test_marks_follow_a_renamed_sheet_and_are_put_in() -> None:
    raw = RawWorkbook("a/b.csv", Format.CSV, (RawSheet("a/b", 1, 1, [["姓名"], ["张三"]]),))
    marks = WorkbookMarks(
        (SheetMarks("a/b", marks=(Mark(2, 1, Tone.ERROR, "没有电话"),)),),
        SummarySheet("处理结果", [[SummaryCell("见", target=("a/b", "A2"))]], (10.0,)),
    )
    made = openpyxl.load_workbook(BytesIO(annotate(to_xlsx(raw), renamed(marks, raw))))
    note = made["a b"]["A2"].comment
    assert note is not None
    assert "没有电话" in note.text
    assert made["a b"]["A2"].value == "张三"


def test_the_same_workbook_gives_the_same_bytes() -> None:
    raw = book(["a", 1.0, date(2026, 3, 5)])
    assert to_xlsx(raw) == to_xlsx(raw)


def test_an_empty_sheet_is_kept() -> None:
    raw = RawWorkbook("x.ods", Format.ODS, (RawSheet("空", 1, 1, []),))
    assert converted(raw).sheetnames == ["空"]
