"""How an OpenDocument spreadsheet looks is read from its styles and the tags of its cells."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from tests.read.built import look, number, ods, styles_of_row, zipped
from workbook_crm.model.raw import Format, RawWorkbook
from workbook_crm.model.style import (
    Alignment,
    CellStyle,
    ColumnStyle,
    Fill,
    Font,
    Line,
    Paper,
    RowStyle,
)
from workbook_crm.read.ods_formats import number_format
from workbook_crm.read.workbook import read_workbook

NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("number", "datastyle"),
        ("svg", "svg-compatible"),
    )
)
DECLARED = """
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'微软雅黑'"/></office:font-face-decls>
<office:automatic-styles>
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text></number:date-style>
<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="10.5pt"/></style:style>
<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="1in"/></style:style>
<style:style style:name="base" style:family="table-cell"><style:text-properties style:font-name="F" fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="a &amp; b" style:family="table-cell" style:parent-style-name="base" style:data-style-name="N1">
<style:table-cell-properties fo:background-color="#ffcc00" fo:border="0.06pt solid #ff0000" fo:border-top="2pt double #000000" fo:wrap-option="wrap" style:vertical-align="middle" style:rotation-angle="315"/>
<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:color="#0000ff" fo:font-style="italic"/></style:style>
</office:automatic-styles>"""
SETTINGS = """<config:config-item-map-entry config:name="S">
<config:config-item config:name="HorizontalSplitMode" config:type="short">0</config:config-item>
<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>
</config:config-item-map-entry>"""
DRESSED = 'table:style-name="a &amp; b"'


def spreadsheet(
    rows: str, declared: str = DECLARED, settings: str = SETTINGS, *, table: str = "", styles: str = ""
) -> bytes:
    """An .ods of one sheet, S, with styles; `table` stands in its tag, `styles` in the part of that name."""
    with zipfile.ZipFile(io.BytesIO(ods(rows))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, body = parts["content.xml"].decode().split("<office:body>")
    head = head.replace("<office:document-content", "<office:document-content" + NAMES)
    content = f"{head}{declared}<office:body>{body.replace('<table:table ', f'<table:table {table} ', 1)}"
    own = {"content.xml": content.encode(), "settings.xml": settings.encode()}
    if styles:
        office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        whole = f'<office:document-styles xmlns:office="{office}"{NAMES}>{styles}</office:document-styles>'
        own["styles.xml"] = whole.encode()
    return zipped({**parts, **own})


def read(rows: str, declared: str = DECLARED) -> RawWorkbook:
    book, _ = read_workbook(spreadsheet(rows, declared), name="a.ods", format=Format.ODS)
    assert book is not None
    return book


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def styled(value: float) -> str:
    return number(value).replace("<table:table-cell ", f"<table:table-cell {DRESSED} ")


def test_a_style_is_what_its_parents_say_and_what_it_says_itself() -> None:
    _, _, dressed = read(row(styled(1))).styles
    red = Line("thin", "FF0000")
    assert dressed == CellStyle(
        'yyyy"年"',
        Font("微软雅黑", 14.0, "0000FF", bold=True, italic=True),
        Fill("FFCC00", "solid"),
        (red, red, Line("double", "000000"), red),
        Alignment("center", "center", wrap=True, rotation=135),
    )


def test_cells_take_their_own_style_else_that_of_the_row_else_that_of_the_column() -> None:
    column = '<table:table-column table:style-name="co1" table:default-cell-style-name="base"/><table:table-column/>'
    rows = row(number(1) + styled(2)) + row(number(3), 'table:default-cell-style-name="a &amp; b"')
    book = read(column + rows)
    assert list(styles_of_row(book, 1)[:2]) == [1, 2]
    assert list(styles_of_row(book, 2)[:2]) == [2, 0]
    assert look(book).columns == (ColumnStyle(1, 1, 2.0, 1), ColumnStyle(2, 2, 0.0))


def test_repeated_rows_and_cells_all_have_it() -> None:
    cell = f'<table:table-cell {DRESSED} table:number-columns-repeated="2"/>'
    rows = row(cell + number(1), 'table:style-name="ro1" table:number-rows-repeated="3"')
    book = read(rows + row(number(2)))
    assert [list(styles_of_row(book, each)[:3]) for each in (1, 2, 3, 4)] == [[2, 2, 0]] * 3 + [[0, 0, 0]]
    assert look(book).rows[3] == RowStyle(72.0, is_fixed=True)


def test_the_rest_of_the_grid_ends_with_the_values() -> None:
    rest = row(
        f'<table:table-cell {DRESSED} table:number-columns-repeated="16384"/>',
        'table:style-name="ro1" table:number-rows-repeated="1048575"',
    )
    style = look(
        read(row(styled(1) + f'<table:table-cell {DRESSED} table:number-columns-repeated="16383"/>') + rest)
    )
    assert set(style.cells) == {1}
    assert set(style.rows) == {1}
    assert list(memoryview(style.cells[1]).cast("H")[:2]) == [2, 0]


def test_frozen_rows_and_notes_are_told() -> None:
    note = "<office:annotation><text:p>第一行 &amp; <text:span>更多</text:span></text:p><text:p>第二行</text:p></office:annotation>"
    style = look(read(row(number(1) + number(2).replace("<text:p>", note + "<text:p>"))))
    assert style.frozen == (1, 0)
    assert style.notes == {(1, 2): "第一行 & 更多\n第二行"}


@pytest.mark.parametrize(
    ("said", "paper"),
    [
        (
            'fo:page-width="29.7cm" fo:page-height="21.001cm" style:print-orientation="landscape" style:scale-to-X="1"',
            Paper(9, True, 0, (1, 0)),
        ),
        ('fo:page-width="8.5in" fo:page-height="11in" style:scale-to="85%"', Paper(1, False, 85)),
        ('fo:page-width="1in" fo:page-height="1in" style:scale-to="x"', Paper()),
    ],
)
def test_paper_is_told(said: str, paper: Paper) -> None:
    styles = f"""<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties {said}/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="a &amp; b" style:page-layout-name="L"/></office:master-styles>"""
    table = '<style:style style:name="ta1" style:family="table" style:master-page-name="a &amp; b"/>'
    declared = f"<office:automatic-styles>{table}</office:automatic-styles>"
    content = spreadsheet(row(number(1)), declared, table='table:style-name="ta1"', styles=styles)
    book, _ = read_workbook(content, name="a.ods", format=Format.ODS)
    assert book is not None
    assert look(book).paper == paper


def test_styles_that_are_no_xml_cost_the_looks_and_no_value() -> None:
    book = read(row(number(1)), "<office:automatic-styles><a></office:automatic-styles>")
    assert (book.sheets[0].cells, book.styles, book.sheets[0].style) == ([[1.0]], (), None)


def test_styles_that_name_each_other_as_parents_end() -> None:
    circle = "".join(
        f'<style:style style:name="{a}" style:family="table-cell" style:parent-style-name="{b}"/>'
        for a, b in ("xy", "yx")
    )
    assert (
        len(read(row(number(1)), f"<office:automatic-styles>{circle}</office:automatic-styles>").styles) == 3
    )


CODES = {
    "yyyy\\-mm\\-dd": '<number:date-style><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>',
    "mmm\\ d,\\ yy": '<number:date-style><number:month number:textual="true"/><number:text> </number:text><number:day/><number:text>, </number:text><number:year/></number:date-style>',
    "h:mm\\ AM/PM": '<number:time-style><number:hours/><number:text>:</number:text><number:minutes number:style="long"/><number:text> </number:text><number:am-pm/></number:time-style>',
    "[hh]:mm": '<number:time-style number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>',
    "#,##0.00": '<number:number-style><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
    "000": '<number:number-style><number:number number:min-integer-digits="3"/></number:number-style>',
    "0.0%": '<number:percentage-style><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>',
    "[$¥]#,##0": '<number:currency-style><number:currency-symbol>¥</number:currency-symbol><number:number number:min-integer-digits="1" number:grouping="true"/></number:currency-style>',
    "0.00E+00": '<number:number-style><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>',
    "@": "<number:text-style><number:text-content/></number:text-style>",
    "0;[Red]\\-0": '<number:number-style><style:text-properties fo:color="#ff0000"/><number:text>-</number:text><number:number number:min-integer-digits="1"/><style:map style:condition="value()&gt;=0" style:apply-style-name="P0"/></number:number-style>',
    "General": "<number:number-style><number:number/></number:number-style>",
    0: "<number:number-style><number:fraction/></number:number-style>",
}


@pytest.mark.parametrize(("code", "markup"), CODES.items(), ids=str)
def test_a_data_style_becomes_a_number_format(code: int | str, markup: str) -> None:
    positive = '<number:number-style style:name="P0"><number:number number:min-integer-digits="1"/></number:number-style>'
    style, other = ElementTree.fromstring(f"<all{NAMES}>{markup}{positive}</all>")
    assert number_format(style, {"P0": other}) == code
