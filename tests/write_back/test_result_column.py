"""The result column: where it goes, what makes room for it, and how it goes away again."""

from __future__ import annotations

import re

import pytest

from tests.write_back.raw_package import (
    HEAD,
    MAIN,
    TABLE_OF_TWO,
    TYPE,
    book,
    cell,
    fill_of,
    packed,
    part,
    parts,
    relations,
    sheet,
    text,
    xf,
)  # fmt: skip
from workbook_crm.model.marks import ResultCell, ResultColumn, SheetMarks, Tone, WorkbookMarks
from workbook_crm.write_back.package import annotate, strip_marks

S1 = "xl/worksheets/sheet1.xml"


def result(header_row: int = 1, **cells: str) -> WorkbookMarks:
    rows = {
        int(name[1:]): ResultCell(value, Tone.ERROR if value == "退回" else None)
        for name, value in cells.items()
    }
    return WorkbookMarks(
        (SheetMarks("S1", result=ResultColumn(header_row, "处理结果", rows or {2: ResultCell("新增")})),)
    )


def test_it_goes_behind_the_last_used_column_in_the_style_of_its_neighbours() -> None:
    answer = annotate(book(TABLE_OF_TWO), result(r2="新增", r3="退回"))
    assert "处理结果" in cell(answer, "C1")
    assert 'fontId="1"' in xf(answer, "C1")
    assert fill_of(answer, "C2") == "FFFFFF00"
    assert fill_of(answer, "C3") == "FFF8C0BB"
    assert 'horizontal="left"' in xf(answer, "C3")
    assert "wrapText" not in xf(answer, "C3")


def test_empty_styled_cells_far_away_do_not_count() -> None:
    rows = f'<row r="1">{text("A1", "h")}<c r="XFD1" s="1"/></row><row r="2">{text("A2", "x")}<c r="Z2" s="1"></c></row>'
    answer = annotate(book(sheet(rows)), result())
    assert "处理结果" in cell(answer, "B1")
    assert cell(answer, "XFD1") == '<c r="XFD1" s="1"/>'


def test_a_longer_row_below_the_header_counts() -> None:
    rows = f'<row r="1">{text("A1", "h")}</row><row r="2">{text("A2", "x")}</row><row r="7"><c r="D7"><v>1</v></c></row>'
    assert "处理结果" in cell(annotate(book(sheet(rows)), result()), "E1")


def test_there_is_none_where_the_grid_ends() -> None:
    answer = annotate(book(sheet(f'<row r="1">{text("XFD1", "last")}</row>')), result())
    assert "处理结果" not in part(answer, S1)


@pytest.mark.parametrize("shared", [True, False])
def test_a_column_of_that_name_is_the_senders(shared: bool) -> None:
    header = '<c r="B1" t="s"><v>1</v></c>' if shared else text("B1", "处理结果")
    made = parts(
        sheet(
            f'<row r="1">{text("A1", "h")}{header}{text("C1", "k")}</row><row r="2">{text("A2", "x")}</row>'
        )
    )
    made["xl/sharedStrings.xml"] = (
        f'{HEAD}<sst xmlns="{MAIN}"><si><t>a</t></si><si><t>处理结果</t></si></sst>'.encode()
    )
    rels = made["xl/_rels/workbook.xml.rels"].decode()
    made["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>",
        relations(("rId77", "sharedStrings", "sharedStrings.xml")).split('relationships">')[1],
    ).encode()
    answer = annotate(packed(made), result())
    assert "<t>处理结果(系统)</t>" in cell(answer, "D1")
    assert "新增" in cell(answer, "D2")
    assert annotate(answer, result()) == answer
    assert part(strip_marks(answer), S1) == made["xl/worksheets/sheet1.xml"].decode()


def test_the_column_gets_a_width_and_its_neighbours_keep_theirs() -> None:
    before = '<cols><col min="1" max="5" width="12" style="2" hidden="1"/><col min="6" max="16384" width="9"/></cols>'
    given = book(TABLE_OF_TWO.replace("<sheetData>", before + "<sheetData>"))
    answer = annotate(given, result())
    cols = re.search(r"<cols>(.*)</cols>", part(answer, S1))
    assert cols
    assert cols[1].startswith(
        '<col min="1" max="2" width="12" style="2" hidden="1"/><col min="3" max="3" width="11" style="2" customWidth="1"/>'
        '<col min="4" max="5" width="12" style="2" hidden="1"/>'
    )
    assert before in part(strip_marks(answer), S1)


def test_columns_are_made_before_the_rows_and_taken_away_again() -> None:
    given = book(TABLE_OF_TWO)
    answer = annotate(given, result())
    assert '<cols><col min="3" max="3" width="11" customWidth="1"/></cols><sheetData>' in part(answer, S1)
    assert part(strip_marks(answer), S1) == part(given, S1)


def test_a_filter_on_the_header_row_holds_it_and_so_does_its_name() -> None:
    names = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "'S1'!$A$1:$B$3</definedName></definedNames>"
    )
    given = book(TABLE_OF_TWO.replace("</sheetData>", '</sheetData><autoFilter ref="A1:B3"/>'), names=names)
    answer = annotate(given, result())
    assert '<autoFilter ref="A1:C3"/>' in part(answer, S1)
    assert "'S1'!$A$1:$C$3</definedName>" in part(answer, "xl/workbook.xml")
    assert '<autoFilter ref="A1:B3"/>' in part(strip_marks(answer), S1)
    assert "'S1'!$A$1:$B$3</definedName>" in part(strip_marks(answer), "xl/workbook.xml")


def test_a_filter_elsewhere_is_left_alone() -> None:
    given = book(TABLE_OF_TWO.replace("</sheetData>", '</sheetData><autoFilter ref="A1:A3"/>'))
    assert '<autoFilter ref="A1:A3"/>' in part(annotate(given, result()), S1)


def with_table(attributes: str = "", more: str = "", columns: str = "") -> bytes:
    """The table of two as a real table."""
    made = parts(
        TABLE_OF_TWO.replace(
            "</sheetData>", f'</sheetData>{more}<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
        )
    )
    columns = columns or '<tableColumn id="1" name="编号"/><tableColumn id="7" name="客户"/>'
    made["xl/tables/table1.xml"] = (
        f'{HEAD}<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:B3" {attributes}>'
        f'<autoFilter ref="A1:B3"/><tableColumns count="2">{columns}</tableColumns></table>'
    ).encode()
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        ("rId1", "table", "../tables/table1.xml")
    ).encode()
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/xl/tables/table1.xml" ContentType="{TYPE}.table+xml"/></Types>'.encode(),
    )
    return packed(made)


def test_a_table_grows_by_a_column_of_exactly_that_name() -> None:
    given = with_table()
    answer = annotate(given, result())
    table = part(answer, "xl/tables/table1.xml")
    assert 'ref="A1:C3"' in table.split(">")[1] + table.split(">")[2]
    assert '<autoFilter ref="A1:C3"/><tableColumns count="3">' in table
    assert '<tableColumn id="8" name="处理结果"/></tableColumns>' in table
    assert "<t>处理结果</t>" in cell(answer, "C1")
    assert part(strip_marks(answer), "xl/tables/table1.xml") == part(given, "xl/tables/table1.xml")


@pytest.mark.parametrize("attributes", ['tableType="queryTable"', 'headerRowCount="0"', 'tableType="xml"'])
def test_a_table_whose_columns_are_not_its_own_does_not_grow(attributes: str) -> None:
    answer = annotate(with_table(attributes), result())
    assert '<tableColumns count="2">' in part(answer, "xl/tables/table1.xml")
    assert "处理结果" in cell(answer, "C1")


def test_a_table_with_a_totals_row_grows_and_its_totals_stay_alone() -> None:
    given = with_table('totalsRowCount="1"')
    answer = annotate(given, result(1, r2="新增"))
    assert 'ref="A1:C3"' in part(answer, "xl/tables/table1.xml")
    assert 'r="C3"' not in part(answer, "xl/worksheets/sheet1.xml")
    assert part(strip_marks(answer), "xl/tables/table1.xml") == part(given, "xl/tables/table1.xml")


def test_a_header_row_that_the_sheet_lacks_is_the_same_in_a_second_pass() -> None:
    rows = f'<row r="1">{text("H1", "title")}</row><row r="5">{text("B5", "x")}</row>'
    marks = result(3, r5="新增")
    answer = annotate(book(sheet(rows)), marks)
    assert "处理结果" in cell(answer, "C3")
    assert annotate(answer, marks) == answer


def test_a_table_with_something_to_its_right_does_not_grow() -> None:
    more = '<mergeCells count="1"><mergeCell ref="D2:E2"/></mergeCells>'
    answer = annotate(with_table(more=more), result())
    assert '<tableColumns count="2">' in part(answer, "xl/tables/table1.xml")
    assert "处理结果" in cell(answer, "F1")


def test_a_sheet_whose_header_stands_further_down() -> None:
    rows = f'<row r="1">{text("A1", "标题")}{text("H1", "far")}</row><row r="3">{text("A3", "h", 1)}</row><row r="4">{text("A4", "x")}</row>'
    answer = annotate(book(sheet(rows)), result(3, r4="新增"))
    assert "处理结果" in cell(answer, "B3")
    assert "新增" in cell(answer, "B4")
