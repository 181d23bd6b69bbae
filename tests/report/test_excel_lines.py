"""Rows that are put into a finished workbook as XML say and look what XlsxWriter would have made of them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.report.test_pages import NASTY
from workbook_crm.model.report import Cell, Count
from workbook_crm.report.excel_lines import cell_xml, with_rows
from workbook_crm.report.excel_looks import write_cell

PART = "xl/worksheets/sheet2.xml"


def both(*cells: Cell) -> bytes:
    """A workbook with the cells on two sheets: in column A by XlsxWriter, in column B by us."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as workbook:
        look, equal = (workbook.add_format({"num_format": "0.000", "bold": True}) for _ in range(2))
        theirs, ours = workbook.add_worksheet("theirs"), workbook.add_worksheet("ours")
        for row, cell in enumerate(cells, 1):
            write_cell(theirs, row, 0, cell, look)
        theirs.write_string(len(cells) + 1, 0, "end")
        ours.write_string(0, 0, "head")
        ours.write_blank(1, 0, None, look)
        ours.write_blank(len(cells), 1, None, look)
    return with_rows(buffer.getvalue(), PART, 2, (cell_xml("B", cell, equal) for cell in cells))


@pytest.mark.parametrize(
    "cell",
    [
        NASTY, "", None, " a\n ", "]]>", "=1+1", "http://a.b/", 3, -1, Count(7),
        Decimal("12345678901.25"), Decimal("1E+3"), date(2026, 11, 23), date(1900, 3, 1),
    ],
)  # fmt: skip
def test_a_cell_says_and_looks_what_the_library_would_have_written(cell: Cell) -> None:
    book = openpyxl.load_workbook(io.BytesIO(both(cell)))
    theirs, ours = book["theirs"]["A2"], book["ours"]["B2"]
    assert (ours.value, ours.data_type, ours.number_format) == (
        theirs.value,
        theirs.data_type,
        theirs.number_format,
    )
    assert ours.font.b


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
@example(["_x0041_", "a\x07b\r\ufffe"])
def test_any_text_comes_back_as_the_library_would_give_it_back(texts: list[str]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(both(*texts)))  # openpyxl leaves `_x0007_` as it is
    theirs, ours = (
        book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    )
    written = [row[0] for row in theirs[1:-1]]
    assert [row[1] for row in ours[1:]] == written[: len(ours) - 1]
    assert not any(written[len(ours) - 1 :])


def test_the_rest_of_the_workbook_stays_and_the_sheet_says_how_far_it_goes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(both(*(f"行{nth}" for nth in range(5_000)))))
    ours = book["ours"]
    assert ours["A1"].value == "head"
    assert ours["A2"].value is None  # gave way to the rows
    assert (ours.dimensions, ours["B5001"].value) == ("A1:B5001", "行4999")
    assert book.sheetnames == ["theirs", "ours"]


def test_more_text_than_a_cell_of_excel_takes_is_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(both("长" * 40_000)))
    assert len(book["ours"]["B2"].value) == 32_767


def test_half_a_surrogate_pair_is_coded_where_the_library_would_fail() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        look, _theirs = workbook.add_format({"bold": True}), workbook.add_worksheet()
        sheet = workbook.add_worksheet()
        sheet.write_blank(1, 0, None, look)
    filled = with_rows(buffer.getvalue(), PART, 2, [cell_xml("A", "a\ud83d", look)])
    (row,) = CalamineWorkbook.from_filelike(io.BytesIO(filled)).get_sheet_by_index(1).to_python()
    assert str(row[0]).startswith("a")
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        assert b">a_xD83D_<" in package.read(PART)
