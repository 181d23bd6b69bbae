"""How an .xlsb looks is read from its records."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from tests.read.built import LINKS, PACKAGE, TYPE, zipped
from workbook_crm.model.raw import Format, RawWorkbook
from workbook_crm.model.style import Alignment, CellStyle, ColumnStyle, Fill, Font, Line, Paper, RowStyle
from workbook_crm.read.workbook import read_workbook

AUTOMATIC, SYSTEM = bytes(8), bytes([3, 64, 0, 0, 0, 0, 0, 255])
"""Colours that are Excel's choice: none; the system's, although Excel noted what it showed."""


def record(kind: int, data: bytes = b"") -> bytes:
    tag = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(data)]) if len(data) < 0x80 else bytes([len(data) & 0x7F | 0x80, len(data) >> 7])
    return tag + size + data


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def rgb(color: str) -> bytes:
    return bytes([5, 0, 0, 0]) + bytes.fromhex(color) + b"\xff"


def font(
    name: str, twips: int, color: bytes, options: int = 0, weight: int = 400, underline: int = 0
) -> bytes:
    head = struct.pack("<HHHHBBBB", twips, options, weight, 0, underline, 0, 0, 0)
    return record(43, head + color + b"\0" + text(name))


def fill(pattern: int, color: bytes) -> bytes:
    return record(45, struct.pack("<I", pattern) + color + AUTOMATIC + bytes(48))


def border(top: int, left: int, color: bytes) -> bytes:
    lines = (top, 0, left, 0, 0)
    return record(46, b"\0" + b"".join(bytes([kind, 0]) + color for kind in lines))


def xf(
    code: int, font: int, fill: int, border: int, rotation: int = 0, indent: int = 0, align: int = 0x10
) -> bytes:
    return record(47, struct.pack("<HHHHHBBHH", 0, code, font, fill, border, rotation, indent, align, 0))


STYLES = (
    record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 180) + text('0.0"万"'))
    + font("宋体", 220, AUTOMATIC)
    + font("黑体", 240, rgb("FF0000"), 0x0A, 700, 1)
    + fill(0, AUTOMATIC)
    + fill(1, bytes([2, 13, 0, 0, 0, 0, 0, 0]))
    + border(0, 0, AUTOMATIC)
    + border(1, 6, SYSTEM)
    + record(626, struct.pack("<I", 1)) + xf(0, 1, 1, 1) + record(627)
    + record(617, struct.pack("<I", 2)) + xf(0, 0, 0, 0) + xf(180, 1, 1, 1, 90, 2, 0x4A) + record(618)
)  # fmt: skip


def row(number: int, height: int = 300, options: int = 0, style: int = 0) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number, style, height, 0, options, 0, 0))


def cell(column: int, value: float, style: int) -> bytes:
    return record(5, struct.pack("<IId", column, style, value))


SHEET = (
    record(129)
    + record(137, struct.pack("<H", 0))
    + record(151, struct.pack("<ddIIIB", 1, 2, 2, 1, 0, 1))
    + record(485, struct.pack("<IHHHBB", 10 * 256, 8, 360, 0, 0, 0))
    + record(60, struct.pack("<IIIIH", 0, 1, 20 * 256, 0, 1))
    + record(148, struct.pack("<IIII", 0, 1, 0, 1))
    + record(145)
    + row(0, 600, 0x20) + cell(0, 1.0, 1) + record(1, struct.pack("<II", 1, 1))
    + row(1, 300, 0x10) + cell(1, 2.0, 0)
    + record(146)
    + record(130)
)  # fmt: skip
COMMENTS = record(635, struct.pack("<IIIII", 0, 1, 1, 1, 1) + bytes(16)) + record(
    637, b"\0" + text("再打电话")
)


def links(*targets: tuple[str, str]) -> bytes:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'.encode()


def xlsb(styles: bytes = STYLES, sheet: bytes = SHEET) -> bytes:
    """An .xlsb of one sheet, S."""
    listed = record(156, struct.pack("<II", 0, 1) + text("r1") + text("S"))
    kinds = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="bin" ContentType="{TYPE}"/></Types>'
    return zipped(
        {
            "[Content_Types].xml": kinds.encode(),
            "_rels/.rels": links(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": links(
                ("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")
            ),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/worksheets/_rels/sheet1.bin.rels": links(("comments", "../comments1.bin")),
            "xl/comments1.bin": COMMENTS,
            "xl/styles.bin": record(278) + styles + record(279),
        }
    )


def read(content: bytes) -> RawWorkbook:
    book, findings = read_workbook(content, name="a.xlsb", format=Format.XLSB)
    assert book is not None, findings
    return book


def test_a_style_is_put_together_from_its_records() -> None:
    plain, dressed = read(xlsb()).styles
    assert plain == CellStyle(0, Font("宋体", 11.0))
    assert dressed == CellStyle(
        '0.0"万"',
        Font("黑体", 12.0, "FF0000", bold=True, italic=True, underline=True, strike=True),
        Fill("FFFF00", "solid"),
        (Line("double"), Line(), Line("thin"), Line()),
        Alignment("center", "center", wrap=True, indent=2, rotation=90),
    )


def test_cells_columns_rows_panes_and_notes_are_told() -> None:
    sheet = read(xlsb()).sheets[0]
    style = sheet.style
    assert sheet.cells == [[1.0, ""], ["", 2.0]]
    assert style is not None
    assert [list(memoryview(style.cells[row]).cast("H")[:2]) for row in (1, 2)] == [[1, 1], [0, 0]]
    assert style.columns == (ColumnStyle(1, 2, 20.0, hidden=True),)
    assert style.rows == {1: RowStyle(30.0, is_fixed=True), 2: RowStyle(15.0, hidden=True)}
    assert (style.default_width, style.default_height) == (10.0, 18.0)
    assert (style.frozen, style.gridlines, style.notes) == ((2, 1), False, {(2, 2): "再打电话"})


def test_paper_is_told() -> None:
    setup = struct.pack("<8IH", 9, 90, 600, 600, 1, 1, 1, 0, 2) + bytes(4)
    fitted = record(147, b"\xc9\x05\x02" + bytes(20))
    for options, fit in ((fitted, (1, 0)), (b"", None)):
        style = (
            read(xlsb(sheet=SHEET.replace(record(146), record(146) + options + record(478, setup))))
            .sheets[0]
            .style
        )
        assert style is not None
        assert style.paper == Paper(9, True, 90, fit)


@given(st.integers(0, len(STYLES) - 1), st.integers(0, 255))
def test_no_change_of_bytes_costs_a_value(at: int, byte: int) -> None:
    changed = STYLES[:at] + bytes([byte]) + STYLES[at + 1 :]
    read_workbook(xlsb(changed), name="a.xlsb", format=Format.XLSB)


def test_a_sheet_that_is_cut_off_costs_its_looks() -> None:
    book = read(xlsb(sheet=SHEET + b"\x80"))
    assert (book.sheets[0].cells, book.sheets[0].style) == ([[1.0, ""], ["", 2.0]], None)
