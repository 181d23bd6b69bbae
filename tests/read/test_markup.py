"""Workbooks written as markup, as many programs export them under the ending .xls."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.built import codes, only_sheet, read
from workbook_crm.arrive.inspect import inspect
from workbook_crm.model.grid import Area
from workbook_crm.model.raw import Format
from workbook_crm.read.workbook import read_workbook

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>导出</title><style>td {{ color: red }}</style></head><body><h1>客户表</h1><table border=1>
<tr><th>姓名<th>电话<th>备注</tr>
<tr><td>张三</td><td style="mso-number-format:'\\@'">00123</td><td>第一行<br>第二&nbsp;行 &amp; 完</td></tr>
</table></body></html>"""
ROWS = [["姓名", "电话", "备注"], ["张三", "00123", "第一行\n第二 行 & 完"]]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_a_web_page_that_is_named_like_a_workbook_is_read(charset: str) -> None:
    content = PAGE.format(charset=charset).encode(charset)
    assert inspect(content, name="客户.xls")[0] is Format.HTML
    assert only_sheet(content, Format.HTML).cells == ROWS


def test_spans_of_a_web_page_are_merges_and_shift_what_follows() -> None:
    page = (
        "<table><tr><td colspan=2>题</td><td>c</td></tr>"
        "<tr><td rowspan=2>张三</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    sheet = only_sheet(page.encode(), Format.HTML)
    assert sheet.cells == [["题", "", "c"], ["张三", "1", "2"], ["", "3", "4"]]
    assert sheet.merges == (Area(1, 1, 1, 2), Area(2, 1, 3, 1))


def test_every_outer_table_is_a_sheet_and_an_inner_one_is_text() -> None:
    page = "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table><p><table><tr><td>c</table>"
    book = read(page.encode(), Format.HTML)
    assert [sheet.cells for sheet in book.sheets] == [[["ab"]], [["c"]]]


def test_a_web_page_without_a_table_is_no_workbook() -> None:
    format, (found,) = inspect(b"<!DOCTYPE html><html><p>Please log in</p></html>", name="a.xls")
    assert (format, found.rule.code) == (None, "not-a-workbook")


BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="客户"><Table>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">题</Data></Cell>
<Cell><Data ss:Type="Number">1.5</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-03-05T08:30:00.000</Data></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:Formula="=1"/><Cell><Data ss:Type="Error">#N/A</Data></Cell>
<Cell><Data ss:Type="String">00123</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_an_xml_spreadsheet_of_2003_is_read(encoding: str) -> None:
    content = BOOK.format(encoding=encoding).encode(encoding)
    assert inspect(content, name="客户.xls")[0] is Format.XML
    sheet = only_sheet(content, Format.XML)
    assert (sheet.name, sheet.first_row, sheet.first_column) == ("客户", 3, 2)
    assert sheet.cells == [
        ["题", "", 1.5],
        [date(2024, 3, 5), datetime(2024, 3, 5, 8, 30), True],
        ["", "", "00123"],
    ]
    assert sheet.merges == (Area(3, 2, 3, 3),)
    assert sheet.hidden_rows == {4}
    assert sheet.errors == {(5, 3): "#N/A"}
    assert sheet.unvalued == {(5, 2)}


def test_an_xml_spreadsheet_that_declares_a_document_type_is_refused() -> None:
    content = BOOK.format(encoding="utf-8").replace("<Workbook", "<!DOCTYPE Workbook><Workbook", 1)
    format, (found,) = inspect(content.encode(), name="a.xls")
    assert (format, found.rule.code) == (None, "document-type-declared")


def test_an_xml_spreadsheet_that_was_cut_is_damaged() -> None:
    assert codes(BOOK.format(encoding="utf-8")[:-40].encode(), Format.XML) == ("damaged-file",)


@given(st.text("<>/tablerdh =\"'1&;x", max_size=200))
def test_no_markup_raises(text: str) -> None:
    read_workbook(("<table>" + text).encode(), name="a.xls", format=Format.HTML)
