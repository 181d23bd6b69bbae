"""How an .xls looks is read from its records; whatever is wrong with them, the values are there."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.built import look, styles_of_row
from tests.read.built_xls import BIFF5, number, record, xls
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
from workbook_crm.read.workbook import read_workbook

RED_IN_PALETTE, OWN_COLOR, SYSTEM_COLOR = 10, 8, 64


def font(
    name: str, twips: int = 200, color: int = SYSTEM_COLOR, weight: int = 400, options: int = 0
) -> bytes:
    text = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    return record(0x0031, struct.pack("<HHHHHBBBB", twips, options, color, weight, 0, 0, 0, 0, 0) + text)


def code(number: int, text: str) -> bytes:
    return record(0x041E, struct.pack("<HHB", number, len(text), 1) + text.encode("utf-16-le"))


def xf(
    font: int = 0,
    code: int = 0,
    align: int = 0x20,
    rotation: int = 0,
    indent: int = 0,
    sides: int = 0,
    pattern: int = 0,
    fore: int = SYSTEM_COLOR,
) -> bytes:
    fills = struct.pack("<IH", pattern << 26, fore | 65 << 7)
    return record(0x00E0, struct.pack("<HHHBBBBI", font, code, 0, align, rotation, indent, 0, sides) + fills)


def palette(*colors: str) -> bytes:
    return record(0x0092, struct.pack("<H", len(colors)) + b"".join(bytes.fromhex(c) + b"\0" for c in colors))


STYLES = (
    font("宋体", 220)
    + font("Arial", 280, OWN_COLOR, 700, 0x0A)
    + code(200, 'yyyy"年"m"月"')
    + xf()
    + xf(
        1,
        200,
        align=0x1A,
        rotation=90,
        indent=1,
        sides=0x0000_0021 | RED_IN_PALETTE << 16,
        pattern=1,
        fore=OWN_COLOR,
    )
    + palette("123456")
)
COLUMN = record(0x007D, struct.pack("<HHHHHH", 0, 1, 20 * 256, 0, 0, 0))
HIDDEN_COLUMN = record(0x007D, struct.pack("<HHHHHH", 2, 2, 10 * 256, 0, 1, 0))
ROW = record(0x0208, struct.pack("<HHHHHHHH", 0, 0, 3, 600, 0, 0, 0x40, 15))
FROZEN = record(0x023E, struct.pack("<HHH", 0x08, 0, 0)) + record(
    0x0041, struct.pack("<HHHHH", 1, 2, 2, 1, 0)
)
BLANKS = record(0x00BE, struct.pack("<HHHHH", 1, 0, 1, 1, 1))
NOTE = (
    record(0x005D, struct.pack("<HHHH", 0x15, 18, 25, 7) + bytes(14))
    + record(0x01B6, struct.pack("<HHHHHHHI", 0, 0, 0, 0, 0, 4, 0, 0))
    + record(0x003C, b"\x01" + "再打电话".encode("utf-16-le"))
    + record(0x001C, struct.pack("<HHHHHB", 0, 0, 0, 7, 0, 0))
)
SHEET = COLUMN + HIDDEN_COLUMN + ROW + number(0, 0, 1.0, 1) + BLANKS + number(2, 1, 2.0) + FROZEN + NOTE


def read(content: bytes) -> RawWorkbook:
    book, _ = read_workbook(content, name="a.xls", format=Format.XLS)
    assert book is not None
    return book


def test_a_style_is_put_together_from_its_records() -> None:
    plain, dressed = read(xls(SHEET, STYLES)).styles
    assert plain == CellStyle(0, Font("宋体", 11.0))
    assert dressed == CellStyle(
        'yyyy"年"m"月"',
        Font("Arial", 14.0, "123456", bold=True, italic=True, strike=True),
        Fill("123456", "solid"),
        (Line("thin", "FF0000"), Line("medium", "000000"), Line(), Line()),
        Alignment("center", "center", wrap=True, indent=1, rotation=90),
    )


def test_cells_columns_rows_panes_and_notes_are_told() -> None:
    book = read(xls(SHEET, STYLES))
    assert list(styles_of_row(book, 1)[:3]) == [1, 0, 0]
    assert list(styles_of_row(book, 2)[:3]) == [1, 1, 0]
    style = look(book)
    assert style.columns == (ColumnStyle(1, 2, 20.0), ColumnStyle(3, 3, 10.0, hidden=True))
    assert style.rows == {1: RowStyle(30.0, is_fixed=True)}
    assert style.frozen == (2, 1)
    assert not style.gridlines
    assert style.notes == {(1, 1): "再打电话"}


def setup(size: int, scale: int, wide: int, high: int, options: int) -> bytes:
    return record(0x00A1, struct.pack("<8H", size, scale, 1, wide, high, options, 600, 600) + bytes(18))


@pytest.mark.parametrize(
    ("records", "paper"),
    [
        (record(0x0081, b"\xc1\x05") + setup(9, 100, 1, 0, 0), Paper(9, True, 100, (1, 0))),
        (record(0x0081, b"\xc1\x04") + setup(9, 80, 1, 1, 2), Paper(9, False, 80)),
        (record(0x0081, b"\xc1\x05") + setup(9, 80, 2, 0, 4), Paper(fit=(2, 0))),  # no printer was known
    ],
)
def test_paper_is_told(records: bytes, paper: Paper) -> None:
    assert look(read(xls(records + number(0, 0, 1.0), STYLES))).paper == paper


def test_several_numbers_in_one_record_have_a_style_each() -> None:
    numbers = record(0x00BD, struct.pack("<HHHIHIH", 0, 0, 1, 2, 0, 6, 1))
    assert list(styles_of_row(read(xls(number(0, 2, 3.0, 1) + numbers, STYLES)), 1)[:3]) == [1, 0, 1]


def test_excel_5_is_read_too() -> None:
    named = record(
        0x0031,
        struct.pack("<HHHHHBBBBB", 200, 0, RED_IN_PALETTE, 700, 0, 0, 0, 0, 0, 4) + "宋体".encode("gbk"),
    )
    codes = record(0x041E, struct.pack("<HB", 200, 4) + b"0.00")
    packed = struct.pack("<HHHBBII", 0, 200, 0, 0x22, 0, RED_IN_PALETTE | 1 << 16 | 2 << 22, 1)
    styles = record(0x0042, struct.pack("<H", 936)) + named + codes + record(0x00E0, packed)
    (style,) = read(xls(number(0, 0, 1.0), styles, BIFF5)).styles
    assert style.font == Font("宋体", 10.0, "FF0000", bold=True)
    assert (style.number_format, style.fill.color) == ("0.00", "FF0000")
    assert [line.kind for line in style.borders] == ["", "", "thin", "medium"]


@pytest.mark.parametrize("color", [8 + 56, 127, 0x7FFF])
def test_a_color_that_no_palette_has_is_left_to_excel(color: int) -> None:
    (style,) = read(
        xls(number(0, 0, 1.0), font("Arial", color=color) + xf(pattern=1, fore=color & 127))
    ).styles
    assert (style.font.color, style.fill.color) == ("", "")


def test_a_font_that_is_not_there_is_the_usual_one() -> None:
    (style,) = read(xls(number(0, 0, 1.0), xf(font=900))).styles
    assert style.font == Font()


def test_a_broken_style_costs_the_looks_and_no_value() -> None:
    book = read(xls(number(0, 0, 1.0), STYLES + record(0x0031, b"\0")))
    assert book.sheets[0].cells == [[1.0]]
    assert (book.styles, book.sheets[0].style) == ((), None)


def test_a_broken_record_of_a_sheet_costs_the_looks_of_this_sheet() -> None:
    book = read(xls(number(0, 0, 1.0) + record(0x007D, b"\0"), STYLES))
    assert (book.sheets[0].cells, book.sheets[0].style) == ([[1.0]], None)


def test_rows_of_one_look_share_their_bytes() -> None:
    cells = look(read(xls(b"".join(number(row, 0, 1.0, 1) for row in range(3)), STYLES))).cells
    assert cells[1] is cells[2] is cells[3]


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_change_of_bytes_raises(changes: list[tuple[int, int]]) -> None:
    changed = bytearray(xls(SHEET, STYLES))
    for at, byte in changes:
        changed[1536 + at % (len(changed) - 1536)] = byte
    read_workbook(bytes(changed), name="a.xls", format=Format.XLS)
