"""Values and fills in cells: what is written, what is left alone, what a new cell looks like."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.write_back.raw_package import (
    MAIN,
    TABLE_OF_TWO,
    book,
    cell,
    fill_of,
    packed,
    part,
    parts,
    sheet,
    text,
    xf,
)
from workbook_crm.model.marks import (
    ColumnFill,
    Mark,
    ResultCell,
    ResultColumn,
    SheetMarks,
    Tone,
    WorkbookMarks,
    Written,
)
from workbook_crm.write_back.package import PackageError, annotate, marking


def fill(values: dict[int, Written], column: int = 1) -> WorkbookMarks:
    return WorkbookMarks((SheetMarks("S1", (ColumnFill(column, values),)),))


def mark(row: int, column: int, tone: Tone = Tone.ERROR) -> WorkbookMarks:
    return WorkbookMarks((SheetMarks("S1", (), (Mark(row, column, tone, ""),)),))


def filled(rows: str, value: Written, address: str = "A1", **given: str) -> bytes:
    """A sheet of these rows with one value in A1."""
    return annotate(book(sheet(rows), **given), fill({1: value}))


@pytest.mark.parametrize("value", ["=1+1", "+86 138", "-5", "@me", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(value: str) -> None:
    written = cell(filled(f'<row r="1">{text("A1", "x")}</row>', value), "A1")
    assert 't="inlineStr"' in written
    assert "<f" not in written


def test_own_style_is_kept_and_the_shared_string_let_go() -> None:
    answer = filled('<row r="1"><c r="A1" s="2" t="s"><v>7</v></c></row>', Decimal("12.50"))
    assert cell(answer, "A1") == '<c r="A1" s="2"><v>12.50</v></c>'


def test_spaces_and_line_breaks_are_preserved() -> None:
    assert '<t xml:space="preserve"> a\nb </t>' in cell(filled('<row r="1"/>', " a\nb "), "A1")


def test_what_xml_cannot_hold_is_coded() -> None:
    written = cell(filled('<row r="1"/>', "a\x01b\rc_x0041_<&>"), "A1")
    assert "a_x0001_b_x000D_c_x005F_x0041_&lt;&amp;&gt;" in written


def test_text_is_cut_at_the_limit_of_a_cell() -> None:
    assert len(cell(filled('<row r="1"/>', "长" * 40_000), "A1")) < 32_767 + 60


@pytest.mark.parametrize(
    ("properties", "value", "serial"),
    [
        ("", date(2026, 2, 28), "46081"),
        ("", date(1900, 2, 28), "59"),
        ("", datetime(2026, 2, 28, 12), "46081.5"),
        ('<workbookPr date1904="1"/>', date(2026, 2, 28), "44619"),
    ],
)
def test_dates_are_day_numbers_of_the_workbooks_own_calendar(
    properties: str, value: date, serial: str
) -> None:
    answer = filled('<row r="1"><c r="A1"/></row>', value, properties=properties)
    assert f"<v>{serial}</v>" in cell(answer, "A1")


def test_a_date_gets_a_date_format_only_where_the_cell_has_none() -> None:
    assert 'numFmtId="14"' in xf(filled('<row r="1"><c r="A1" s="2"/></row>', date(2026, 1, 1)), "A1")
    assert 'numFmtId="164"' in xf(filled('<row r="1"><c r="A1" s="4"/></row>', date(2026, 1, 1)), "A1")


def test_a_date_before_the_calendar_is_text() -> None:
    assert "1899-01-01" in cell(filled('<row r="1"/>', date(1899, 1, 1)), "A1")


@pytest.mark.parametrize(
    "formula",
    [
        "<f>1+1</f>",
        '<f t="shared" si="0"/>',
        '<f t="shared" ref="A1:A9" si="0">B1</f>',
        '<f t="array" ref="A1:A2">B1:B2</f>',
        '<f t="dataTable" ref="A1:A2"/>',
    ],
)
def test_a_formula_is_never_overwritten(formula: str) -> None:
    given = f'<c r="A1" s="2">{formula}<v>2</v></c>'
    assert cell(filled(f'<row r="1">{given}</row>', "x"), "A1") == given


def test_rich_text_with_a_font_family_is_not_taken_for_a_formula() -> None:
    rich = '<c r="A1" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>old</t></r></is></c>'
    assert "<t>new</t>" in cell(filled(f'<row r="1">{rich}</row>', "new"), "A1")


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_cells_that_an_array_formula_spreads_over_are_not_written(kind: str) -> None:
    rows = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    answer = annotate(book(sheet(rows)), fill({2: "x"}))
    assert cell(answer, "A2") == '<c r="A2"><v>2</v></c>'


def test_only_the_first_cell_of_a_merged_area_is_written() -> None:
    rows = f'<row r="1">{text("A1", "x")}<c r="B1"/></row><row r="2"><c r="A2"/></row>'
    merged = sheet(rows, after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
    answer = annotate(book(merged), fill({1: "first", 2: "hidden"}))
    assert "first" in cell(answer, "A1")
    assert cell(answer, "A2") == '<c r="A2"/>'


def test_a_mark_inside_of_a_merged_area_shows_on_its_first_cell() -> None:
    rows = f'<row r="1">{text("A1", "x")}</row><row r="2"/>'
    merged = sheet(rows, after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
    assert fill_of(annotate(book(merged), mark(2, 2)), "A1").startswith("FFF8")


def test_a_missing_cell_takes_the_style_of_the_nearest_one_above() -> None:
    rows = '<row r="1"><c r="A1" s="2"><v>1</v></c></row><row r="2"><c r="B2"/></row><row r="9"/>'
    answer = annotate(book(sheet(rows)), fill({1: 1, 2: 2, 5: 5, 9: 9}))
    for address in ("A2", "A5", "A9"):
        assert ' s="2"' in cell(answer, address)
    rows_now = part(answer, "xl/worksheets/sheet1.xml")
    assert (
        rows_now.index('r="A2"')
        < rows_now.index('r="B2"')
        < rows_now.index('r="A5"')
        < rows_now.index('r="A9"')
    )


def test_a_missing_cell_looks_like_the_first_below_the_header_and_never_like_the_header() -> None:
    rows = f'<row r="1"><c r="A1" s="1"/>{text("B1", "x")}</row><row r="2"/><row r="3"><c r="A3" s="2"/></row><row r="4"/>'
    result = ResultColumn(1, "结果", {2: ResultCell("新增"), 4: ResultCell("新增")})
    fills = (ColumnFill(1, {2: 5, 4: 6}), ColumnFill(3, {2: 7}))
    marks = (Mark(1, 1, Tone.WARNING, ""), Mark(1, 3, Tone.WARNING, ""))
    answer = annotate(book(sheet(rows)), WorkbookMarks((SheetMarks("S1", fills, marks, result),)))
    assert ' s="2"' in cell(answer, "A2")
    assert ' s="2"' in cell(answer, "A4")
    assert " s=" not in cell(answer, "C2")


def test_a_missing_cell_takes_the_style_of_its_row_else_of_its_column() -> None:
    given = sheet(
        '<row r="1" s="1" customFormat="1"/>',
        before='<cols><col min="1" max="3" width="9" style="2"/></cols>',
    )
    answer = annotate(
        book(given), WorkbookMarks((SheetMarks("S1", (ColumnFill(2, {1: 1}), ColumnFill(3, {2: 2}))),))
    )
    assert ' s="1"' in cell(answer, "B1")
    assert ' s="2"' in cell(answer, "C2")


def test_attributes_of_rows_stay_and_spans_reach_the_new_cell() -> None:
    row = '<row r="1" spans="1:1" ht="30" customHeight="1" x14ac:dyDescent="0.2" xmlns:x14ac="urn:x"><c r="A1"/></row>'
    answer = part(annotate(book(sheet(row)), fill({1: "x"}, column=4)), "xl/worksheets/sheet1.xml")
    assert (
        '<row r="1" spans="1:4" ht="30" customHeight="1" x14ac:dyDescent="0.2" xmlns:x14ac="urn:x">' in answer
    )


def test_dimension_holds_the_new_cells() -> None:
    given = sheet('<row r="1"><c r="A1"/></row>', before='<dimension ref="A1"/>')
    assert '<dimension ref="A1:C7"/>' in part(
        annotate(book(given), fill({7: 1}, column=3)), "xl/worksheets/sheet1.xml"
    )


def test_metadata_of_an_old_value_goes_with_it() -> None:
    answer = filled('<row r="1"><c r="A1" cm="1" vm="2" ph="1" t="e"><v>#VALUE!</v></c></row>', 5)
    assert cell(answer, "A1") == '<c r="A1" ph="1"><v>5</v></c>'


def test_a_mark_changes_the_fill_and_nothing_else() -> None:
    answer = annotate(book(TABLE_OF_TWO), mark(1, 1))
    assert 'fontId="1"' in xf(answer, "A1")
    assert fill_of(answer, "A1") == "FFF8C0BB"
    assert "编号" in cell(answer, "A1")


def test_each_tone_has_its_own_light_colour() -> None:
    colours = {fill_of(annotate(book(TABLE_OF_TWO), mark(2, 1, tone)), "A2") for tone in Tone}
    assert len(colours) == len(Tone)
    for colour in colours:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (2, 4, 6))
        assert 0.299 * red + 0.587 * green + 0.114 * blue > 200


def test_the_style_table_never_exceeds_excels_limit() -> None:
    xfs = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 65_490
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        f'<cellXfs count="65490">{xfs}</cellXfs></styleSheet>'
    )
    answer = annotate(book(sheet('<row r="1"><c r="A1" s="9"/></row>'), styles=styles), mark(1, 1))
    assert part(answer, "xl/styles.xml").count("<xf ") == 65_490
    assert cell(answer, "A1")


def test_a_workbook_without_styles_is_given_some() -> None:
    answer = annotate(book(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), styles=None), mark(1, 1))  # type: ignore[arg-type]  # None is no styles
    assert fill_of(answer, "A1") == "FFF8C0BB"
    assert "/xl/styles.xml" in part(answer, "[Content_Types].xml")


def test_lists_that_a_style_table_lacks_are_made_in_their_place() -> None:
    bare = f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs><dxfs count="0"/></styleSheet>'
    answer = annotate(book(sheet('<row r="1"><c r="A1"/></row>'), styles=bare), mark(1, 1))
    styles = part(answer, "xl/styles.xml")
    assert styles.index("<fills") < styles.index("<cellXfs") < styles.index("<dxfs")
    assert fill_of(answer, "A1") == "FFF8C0BB"


def test_formulas_are_computed_anew_where_a_value_was_set() -> None:
    given = sheet('<row r="1"><c r="A1"/><c r="B1"><f>A1*2</f><v>0</v></c></row>')
    assert 'fullCalcOnLoad="1"' in part(annotate(book(given), fill({1: 21})), "xl/workbook.xml")
    assert "fullCalcOnLoad" not in part(annotate(book(given), mark(1, 1)), "xl/workbook.xml")
    assert "fullCalcOnLoad" not in part(annotate(book(TABLE_OF_TWO), fill({1: 21})), "xl/workbook.xml")


def test_the_calculation_chain_is_as_it_was() -> None:
    made = parts(sheet('<row r="1"><c r="A1"/><c r="B1"><f>A1</f></c></row>'))
    made["xl/calcChain.xml"] = b'<calcChain><c r="B1" i="1"/></calcChain>'
    assert (
        part(annotate(packed(made), fill({1: 1})), "xl/calcChain.xml")
        == '<calcChain><c r="B1" i="1"/></calcChain>'
    )


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_a_mark_outside_of_the_grid_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(PackageError):
        annotate(book(TABLE_OF_TWO), mark(*place))


def test_the_last_cell_of_the_grid_can_be_marked_and_none_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MAX_ROWS", 30)
    monkeypatch.setattr(marking, "MAX_COLUMNS", 20)
    assert fill_of(annotate(book(TABLE_OF_TWO), mark(30, 20)), "T30") == "FFF8C0BB"
    for beyond in ((31, 20), (30, 21)):
        with pytest.raises(PackageError):
            annotate(book(TABLE_OF_TWO), mark(*beyond))


def test_a_sheet_of_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(PackageError):
        annotate(book(TABLE_OF_TWO), WorkbookMarks((SheetMarks("S9"),)))
