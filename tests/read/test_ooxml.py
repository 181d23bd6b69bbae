"""Zipped XML workbooks: every cell at its true address with its true value, and nothing taken for a blank."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from tests.lowered import lowered
from tests.read.built import (
    LINKS,
    MAIN,
    STRICT_LINKS,
    STRICT_MAIN,
    codes,
    only_sheet,
    parts,
    read,
    sheet_xml,
    workbook,
    zipped,
)
from workbook_crm.model.grid import Area
from workbook_crm.model.place import column_letters
from workbook_crm.model.raw import Format
from workbook_crm.read.package import PartTooLargeError, open_package
from workbook_crm.read.workbook import read_workbook

FAR = '<row r="60"><c r="Z60"><v>9</v></c></row>'
SMALL = {"easy_cells": 50, "cells": 300, "row_gap": 20, "column_gap": 10, "left_out": 3}
"""Limits for sheets of a few cells."""


def test_the_used_range_need_not_begin_at_a1() -> None:
    sheet = only_sheet(
        workbook('<row r="3"><c r="C3"><v>1</v></c></row><row r="5"><c r="D5"><v>2</v></c></row>')
    )
    assert (sheet.first_row, sheet.first_column) == (3, 3)
    assert sheet.cells == [[1.0, ""], ["", ""], ["", 2.0]]


def test_cells_and_rows_without_an_address_are_counted_out() -> None:
    sheet = only_sheet(workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"))
    assert sheet.cells == [[1.0, 2.0], ["", 3.0]]


@pytest.mark.parametrize("claim", ["A1", "A1:J20", "B7:B9"])
def test_a_dimension_that_lies_is_not_believed(claim: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
    sheet = only_sheet(workbook(rows, before=f'<dimension ref="{claim}"/>'))
    assert sheet.cells == [[1.0, "", ""], ["", "", ""], ["", "", 2.0]]


def test_strict_workbooks_are_read() -> None:
    assert only_sheet(
        workbook('<row r="1"><c r="A1"><v>1</v></c></row>', main=STRICT_MAIN, links=STRICT_LINKS)
    ).cells


def test_hidden_sheets_are_read_and_said_to_be_hidden() -> None:
    named = {name: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>') for name in ("甲", "乙", "丙")}
    book = read(workbook(sheets=named, states={"乙": "hidden", "丙": "veryHidden"}))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
    ]


def test_hidden_rows_are_told() -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows = first + '<row r="2" spans="1:1" hidden="1"><c r="A2"><v>2</v></c></row>'
    sheet = only_sheet(workbook(rows, before='<cols><col min="2" max="2" hidden="1"/></cols>'))
    assert sheet.hidden_rows == {2}
    assert sheet.cells == [[1.0], [2.0]]


def test_error_cells_are_told_and_are_no_blanks() -> None:
    rows = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
        '<row r="3"><c r="B3" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    sheet = only_sheet(workbook(rows))
    assert sheet.errors == {(2, 3): "#N/A", (3, 2): "#DIV/0!"}
    assert sheet.cells == [[1.0, ""], ["", ""]]


@pytest.mark.parametrize("value", ["#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#GETTING_DATA"])
def test_a_newer_error_value_does_not_cost_the_sheet(value: str) -> None:
    rows = f'<row r="1"><c r="A1" t="e"><v>{value}</v></c><c r="B1" t="str"><v>张三</v></c></row>'
    sheet = only_sheet(workbook(rows))
    assert sheet.errors == {(1, 1): value}
    assert sheet.cells == [["", "张三"]]


@pytest.mark.parametrize("stored", ["", "<v></v>", "<v/>", "<v> </v>"])
@pytest.mark.parametrize(
    "formula", ["<f>A1+1</f>", '<f t="shared" si="0"/>', '<f t="array" ref="B1">SUM(A1)</f>']
)
def test_formulas_without_a_value_are_told(formula: str, stored: str) -> None:
    rows = (
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0">{formula}{stored}</c><c r="C1"><v>3</v></c></row>'
    )
    assert only_sheet(workbook(rows)).unvalued == {(1, 2)}


def test_a_formula_with_a_value_or_an_empty_text_is_valued() -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    sheet = only_sheet(workbook(rows))
    assert not sheet.unvalued
    assert sheet.cells[0][0] == 2.0


def test_facts_are_found_where_addresses_are_not_written() -> None:
    rows = '<row><c><v>1</v></c></row><row><c><v>1</v></c><c><f>A1</f></c><c t="e"><v>#REF!</v></c></row>'
    sheet = only_sheet(workbook(rows))
    assert sheet.unvalued == {(2, 2)}
    assert sheet.errors == {(2, 3): "#REF!"}


def test_facts_are_found_behind_a_prefix_and_single_quotes() -> None:
    xml = (
        f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='4' hidden='1'><x:c r='A4'><x:v>1</x:v></x:c>"
        "<x:c r='B4' t='e'><x:v>#N/A</x:v></x:c><x:c r='C4'><x:f>A4</x:f></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    sheet = only_sheet(zipped(parts(sheets={"S": xml})))
    assert sheet.errors == {(4, 2): "#N/A"}
    assert sheet.unvalued == {(4, 3)}
    assert sheet.hidden_rows == {4}


FORMATS = {
    "yyyy-mm-dd": date(2024, 3, 5),
    "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;": date(2024, 3, 5),
    "[$-804]yyyy/m/d": date(2024, 3, 5),
    "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@": date(2024, 3, 5),
    "0.00": 45356.0,
    "0&quot;天&quot;": 45356.0,
    "&quot;￥&quot;#,##0.00": 45356.0,
    "[h]:mm": timedelta(days=45356),
}


@pytest.mark.parametrize("code", FORMATS)
def test_a_number_is_a_date_by_its_format(code: str) -> None:
    sheet = only_sheet(workbook('<row r="1"><c r="A1" s="1"><v>45356</v></c></row>', formats=(code,)))
    assert sheet.cells == [[FORMATS[code]]]
    assert type(sheet.cells[0][0]) is type(FORMATS[code])


def test_a_date_with_a_time_is_a_datetime_and_less_than_a_day_a_time() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>45356.5</v></c><c r="B1" s="1"><v>0.25</v></c></row>'
    assert only_sheet(workbook(rows, formats=("yyyy-mm-dd hh:mm",))).cells == [
        [datetime(2024, 3, 5, 12), time(6)]
    ]


def test_the_calendar_of_1904_is_understood() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>43894</v></c></row>'
    content = workbook(rows, formats=("yyyy-mm-dd",), calendar='<workbookPr date1904="1"/>')
    assert only_sheet(content).cells == [[date(2024, 3, 5)]]


def test_merged_areas_are_told_and_cut_at_the_end_of_the_data() -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>题</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:T1"/><mergeCell ref="D9:E10"/></mergeCells>'
    assert only_sheet(workbook(rows, after=after)).merges == (Area(1, 1, 1, 2),)


def test_overlapping_merges_are_not_used_and_are_said() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A1:B9"/></mergeCells>'
    book, findings = read_workbook(workbook(rows, after=after), name="店.xlsx", format=Format.XLSX)
    assert book is not None
    assert book.sheets[0].merges == ()
    assert [each.rule.code for each in findings] == ["overlapping-merges"]


def test_a_cell_far_away_from_the_rest_is_left_out_and_named() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>' + FAR
    with lowered(**SMALL):
        book, (found,) = read_workbook(workbook(rows), name="店.xlsx", format=Format.XLSX)
    assert book is not None
    assert book.sheets[0].cells == [[1.0, ""]]
    assert book.sheets[0].errors == {(1, 2): "#N/A"}
    assert found.rule.code == "far-cells-left-out"
    assert str(found.place) == "S!Z60"


@pytest.mark.parametrize("cell", ['<c r="Z60" s="0"/>', '<c r="Z60"><v></v></c>'])
def test_formatted_blanks_far_away_say_nothing(cell: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="60">{cell}</row>'
    content = workbook(rows)
    with lowered(**SMALL):
        assert only_sheet(content).cells == [[1.0]]
        assert codes(content) == ()


def scattered(count: int) -> bytes:
    """A number in each of so many rows, each a column further to the right."""
    rows = (f'<row r="{n}"><c r="{column_letters(n)}{n}"><v>1</v></c></row>' for n in range(1, count + 1))
    return workbook("".join(rows))


def block_and_far(count: int) -> bytes:
    """A block of four cells, and so many more far away from it and from each other."""
    block = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    )
    far = "".join(f'<row r="{30 * n}"><c r="A{30 * n}"><v>1</v></c></row>' for n in range(2, count + 2))
    return workbook(block + far)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (scattered(17), ()),  # 289 cells
        (scattered(18), ("too-many-cells",)),
        (block_and_far(3), ("far-cells-left-out",)),
        (block_and_far(4), ("too-many-cells",)),
    ],
)
def test_cells_scattered_over_more_than_can_be_laid_out_are_refused(
    content: bytes, found: tuple[str, ...]
) -> None:
    with lowered(**SMALL):
        assert codes(content) == found


def test_a_sheet_that_is_damaged_does_not_cost_the_others() -> None:
    good = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    bad = sheet_xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    book, (found,) = read_workbook(
        workbook(sheets={"好": good, "坏": bad}), name="店.xlsx", format=Format.XLSX
    )
    assert book is not None
    assert [sheet.name for sheet in book.sheets] == ["好"]
    assert (found.rule.code, found.place.sheet) == ("damaged-sheet", "坏")


def test_a_sheet_in_utf16_is_not_taken_for_an_empty_one() -> None:
    made = parts()
    xml = sheet_xml('<row r="1"><c r="A1" t="str"><v>张三</v></c></row>')
    made["xl/worksheets/sheet1.xml"] = xml.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")
    assert only_sheet(zipped(made)).cells == [["张三"]]


def test_a_workbook_part_may_have_any_name() -> None:
    moved = {
        name.replace("workbook.xml", "book10.xml"): data.replace(b"workbook.xml", b"book10.xml")
        for name, data in parts('<row r="1"><c r="A1"><v>1</v></c></row>').items()
    }
    assert only_sheet(zipped(moved)).cells == [[1.0]]


def test_backslashes_and_capitals_in_part_names_do_not_matter() -> None:
    made = parts('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c></row>')
    odd = {
        name.replace("xl/worksheets/sheet1", "xl\\Worksheets\\Sheet1"): data for name, data in made.items()
    }
    assert only_sheet(zipped(odd)).errors == {(1, 1): "#N/A"}


def test_macro_sheets_are_left_out_and_the_data_is_read() -> None:
    made = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="M" sheetId="9" r:id="m"/></sheets>'
    )
    link = (
        f'<Relationship Id="m" Type="{LINKS}/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>'
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", link.encode()
    )
    made["xl/macrosheets/sheet1.xml"] = b"<macrosheet/>"
    book = read(zipped(made))
    assert [sheet.name for sheet in book.sheets] == ["S"]
    assert book.has_macros


def test_a_part_that_unpacks_to_more_than_it_says_or_may_is_not_unpacked_further() -> None:
    package, name = (
        open_package(workbook('<row r="1"><c r="A1"><v>1</v></c></row>')),
        "xl/worksheets/sheet1.xml",
    )
    size_bytes = package.parts[name].file_size
    assert len(package.part(name)) == size_bytes
    with lowered(part_bytes=size_bytes - 1), pytest.raises(PartTooLargeError):
        package.part(name)
    package.parts[name].file_size = size_bytes - 1
    with pytest.raises(PartTooLargeError):
        package.part(name)
