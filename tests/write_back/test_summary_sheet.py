"""The summing-up sheet: last, opened first, known again by whatever program saved it since."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import openpyxl
from python_calamine import CalamineWorkbook

from tests.write_back.raw_package import TABLE_OF_TWO, book, names, packed, part, parts
from workbook_crm.model.marks import SUMMARY_MARK, Look, SummaryCell, SummarySheet, WorkbookMarks
from workbook_crm.write_back.package import annotate, is_our_sheet, strip_marks

SHEET = "xl/worksheets/sheet2.xml"
ROWS = (
    (SummaryCell("处理结果", Look.TITLE),),
    (SummaryCell("一段话，比一行长得多。" * 12),),
    (SummaryCell("位置", Look.HEADER), SummaryCell("说明", Look.HEADER)),
    (SummaryCell("S1!B2", Look.ERROR, ("S1", "B2")), SummaryCell("=not a formula", Look.ERROR)),
    (SummaryCell(3, Look.COUNT), SummaryCell(None)),
)
SUMMARY = WorkbookMarks(summary=SummarySheet("处理结果", ROWS, (20, 60)))


def test_it_is_the_last_sheet_and_opened_first() -> None:
    views = '<bookViews><workbookView xWindow="1" activeTab="0"/></bookViews>'
    selected = TABLE_OF_TWO.replace(
        "<sheetData>", '<sheetViews><sheetView tabSelected="1"/></sheetViews><sheetData>'
    )
    given = book(selected, views=views)
    answer = annotate(given, SUMMARY)
    workbook = part(answer, "xl/workbook.xml")
    assert re.findall(r'<sheet name="([^"]*)"', workbook) == ["S1", "处理结果"]
    assert '<workbookView xWindow="1" activeTab="1"/>' in workbook
    assert 'tabSelected="0"' in part(answer, "xl/worksheets/sheet1.xml")
    bare = strip_marks(answer)
    assert part(bare, "xl/workbook.xml") == part(given, "xl/workbook.xml")
    assert part(bare, "xl/worksheets/sheet1.xml") == selected
    assert names(bare) == names(given)


def test_links_lead_to_cells_and_text_stays_text() -> None:
    sheet = part(annotate(book(TABLE_OF_TWO), SUMMARY), SHEET)
    assert '<hyperlink ref="A4" location="\'S1\'!B2"/>' in sheet
    assert "<t>=not a formula</t>" in sheet
    ElementTree.fromstring(sheet)


def test_a_quote_in_a_sheet_name_is_doubled_in_links() -> None:
    rows = ((SummaryCell("x", Look.TEXT, ("it's <1>", "A1")),),)
    answer = annotate(book(TABLE_OF_TWO), WorkbookMarks(summary=SummarySheet("R", rows, (9,))))
    assert "location=\"'it''s &lt;1&gt;'!A1\"" in part(answer, SHEET)


def test_it_prints_one_page_wide_on_a4_with_numbers() -> None:
    sheet = part(annotate(book(TABLE_OF_TWO), SUMMARY), SHEET)
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert 'paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"' in sheet
    assert "<oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter>" in sheet


def test_what_to_do_next_is_bold_and_goes_across_the_page() -> None:
    rows = (ROWS[0], (SummaryCell("请改好再发一次。" * 6, Look.CALL),))
    content = annotate(
        book(TABLE_OF_TWO), WorkbookMarks(summary=SummarySheet("处理结果", rows, (20, 40, 40)))
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))["处理结果"]
    assert sheet["A2"].font.bold
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A2:C2"]
    assert sheet.row_dimensions[2].height >= 30, (
        "96 letters' widths, a seventh more than where they are not bold"
    )


def test_a_paragraph_goes_across_the_page_and_its_row_is_high_enough() -> None:
    sheet = part(annotate(book(TABLE_OF_TWO), SUMMARY), SHEET)
    assert '<mergeCell ref="A2:B2"/>' in sheet
    height = re.search(r'<row r="2" ht="(\d+)"', sheet)
    assert height
    assert int(height[1]) >= 60


def test_its_name_is_free_and_allowed() -> None:
    odd = WorkbookMarks(summary=SummarySheet("s1", ROWS, (20, 60)))
    assert '<sheet name="s1 (2)"' in part(annotate(book(TABLE_OF_TWO), odd), "xl/workbook.xml")
    long = WorkbookMarks(summary=SummarySheet("[a]:b?" + "长" * 40, ROWS, (20, 60)))
    found = re.findall(r'<sheet name="([^"]*)"', part(annotate(book(TABLE_OF_TWO), long), "xl/workbook.xml"))
    assert found[1] == ("_a__b_" + "长" * 40)[:31]


def test_a_second_one_takes_the_place_of_the_first() -> None:
    first = annotate(book(TABLE_OF_TWO), SUMMARY)
    other = WorkbookMarks(summary=SummarySheet("Result", ROWS[:1], (20,)))
    assert re.findall(r'<sheet name="([^"]*)"', part(annotate(first, other), "xl/workbook.xml")) == [
        "S1",
        "Result",
    ]


def test_it_does_not_take_the_name_of_a_part_that_is_missing() -> None:
    made = parts(TABLE_OF_TWO, TABLE_OF_TWO)
    del made["xl/worksheets/sheet2.xml"]
    answer = annotate(packed(made), SUMMARY)
    assert "xl/worksheets/sheet3.xml" in names(answer)
    assert "xl/worksheets/sheet2.xml" not in names(answer)
    assert annotate(answer, SUMMARY) == answer


def test_a_workbook_that_opens_at_a_sheet_which_it_lacks() -> None:
    given = book(TABLE_OF_TWO, views='<bookViews><workbookView activeTab="7" tabRatio="1"/></bookViews>')
    answer = annotate(given, SUMMARY)
    assert 'activeTab="1"' in part(answer, "xl/workbook.xml")
    assert annotate(answer, SUMMARY) == answer


def test_a_reader_knows_it_by_its_values() -> None:
    answer = CalamineWorkbook.from_filelike(io.BytesIO(annotate(book(TABLE_OF_TWO), SUMMARY)))
    ours = answer.get_sheet_by_name("处理结果").to_python()
    assert is_our_sheet(ours)
    assert not is_our_sheet(answer.get_sheet_by_name("S1").to_python())
    assert SUMMARY_MARK in ours[0]


def test_it_is_known_again_after_another_program_saved_it() -> None:
    answer = openpyxl.load_workbook(io.BytesIO(annotate(book(TABLE_OF_TWO), SUMMARY)))
    answer["处理结果"].title = "renamed"
    answer.move_sheet("renamed", -1)
    saved = io.BytesIO()
    answer.save(saved)
    assert openpyxl.load_workbook(io.BytesIO(strip_marks(saved.getvalue()))).sheetnames == ["S1"]


def test_it_is_known_by_its_mark_where_its_name_was_lost() -> None:
    answer = openpyxl.load_workbook(io.BytesIO(annotate(book(TABLE_OF_TWO), SUMMARY)))
    for names_of in (answer.defined_names, *(sheet.defined_names for sheet in answer.worksheets)):
        names_of.clear()
    saved = io.BytesIO()
    answer.save(saved)
    assert openpyxl.load_workbook(io.BytesIO(strip_marks(saved.getvalue()))).sheetnames == ["S1"]


def test_local_names_of_later_sheets_move_when_it_goes() -> None:
    answer = openpyxl.load_workbook(io.BytesIO(annotate(book(TABLE_OF_TWO, TABLE_OF_TWO), SUMMARY)))
    answer.move_sheet("处理结果", -1)
    answer["S2"].print_area = "A1:B2"
    saved = io.BytesIO()
    answer.save(saved)
    left = openpyxl.load_workbook(io.BytesIO(strip_marks(saved.getvalue())))
    assert left["S2"].print_area == "'S2'!$A$1:$B$2"
    assert left.sheetnames == ["S1", "S2"]
