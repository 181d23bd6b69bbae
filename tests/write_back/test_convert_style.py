"""What a workbook looked like is in the .xlsx that answers it, within what Excel takes."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as Read
from openpyxl.worksheet.worksheet import Worksheet

from workbook_crm.model.marks import ColumnFill, Mark, SheetMarks, Tone, WorkbookMarks
from workbook_crm.model.raw import Cell, Format, RawSheet, RawWorkbook
from workbook_crm.model.style import (
    Alignment,
    CellStyle,
    ColumnStyle,
    Fill,
    Font,
    Line,
    Paper,
    RowStyle,
    SheetStyle,
)
from workbook_crm.write_back.convert import to_xlsx
from workbook_crm.write_back.package import annotate

PLAIN = CellStyle(font=Font("宋体", 12.0))
HEADER = CellStyle(
    0,
    Font("黑体", 12.0, "FFFFFF", bold=True, italic=True, underline=True, strike=True),
    Fill("123456", "solid"),
    (Line("thin", "FF0000"), Line(), Line("double"), Line()),
    Alignment("center", "top", wrap=True, indent=2, rotation=45),
)
MONEY = CellStyle('#,##0.00"元"', PLAIN.font)
BUILT_IN = CellStyle(14, PLAIN.font)


def cells(*rows: Sequence[int]) -> Mapping[int, bytes]:
    return {number: array("H", row).tobytes() for number, row in enumerate(rows, 1)}


def book(values: Sequence[Sequence[Cell]], styles: Sequence[CellStyle], **style: Any) -> RawWorkbook:
    sheet = RawSheet("商机", 1, 1, values, style=SheetStyle(**style))
    return RawWorkbook("商机.xls", Format.XLS, (sheet,), styles=tuple(styles))


def sheet_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell(content: bytes, at: str = "A1") -> Read:
    found = sheet_of(content)[at]
    assert isinstance(found, Read)
    return found


def one(style: CellStyle, value: Cell = 1.0) -> Read:
    """A cell of this style, converted."""
    return cell(to_xlsx(book([[value]], [PLAIN, style], cells=cells([1]))))


def test_a_cell_keeps_font_fill_borders_and_alignment() -> None:
    found = one(HEADER)
    font = found.font
    assert (font.name, font.sz, font.color.rgb) == ("黑体", 12, "FFFFFFFF")
    assert font.b
    assert font.i
    assert font.strike
    assert font.u == "single"
    assert (found.fill.patternType, found.fill.fgColor.rgb) == ("solid", "FF123456")
    assert (found.border.left.style, found.border.left.color.rgb) == ("thin", "FFFF0000")
    assert (found.border.right.style, found.border.top.style) == (None, "double")
    alignment = found.alignment
    assert (alignment.horizontal, alignment.vertical, alignment.wrapText) == ("center", "top", True)
    assert (alignment.indent, alignment.textRotation) == (2, 45)


@pytest.mark.parametrize(
    ("value", "style", "shown_as"),
    [
        (1.0, MONEY, '#,##0.00"元"'),
        (date(2026, 3, 5), BUILT_IN, "mm-dd-yy"),
        (date(2026, 3, 5), HEADER, "yyyy\\-mm\\-dd"),
        ("13800001001", HEADER, "@"),
        ("张三", MONEY, '#,##0.00"元"'),
    ],
    ids=str,
)
def test_a_number_format_stays_and_one_is_given_where_the_value_needs_it(
    value: Cell, style: CellStyle, shown_as: str
) -> None:
    found = one(style, value)
    assert found.number_format == shown_as
    assert found.font.name == style.font.name


def test_cells_without_a_style_look_as_the_workbook_did() -> None:
    assert cell(to_xlsx(book([["a"]], [PLAIN]))).font.name == "宋体"


def test_blank_cells_keep_their_look_and_rows_and_columns_theirs() -> None:
    content = to_xlsx(
        book(
            [["a"]],
            [PLAIN, HEADER],
            cells=cells([0, 1], [0, 1]),
            columns=(ColumnStyle(1, 2, 20.0), ColumnStyle(4, 4, 5.0, 1, hidden=True)),
            rows={2: RowStyle(33.0, is_fixed=True), 3: RowStyle(20.0, style=1), 4: RowStyle(hidden=True)},
            default_width=12.0,
            default_height=18.0,
            frozen=(1, 2),
            gridlines=False,
        )
    )
    sheet = sheet_of(content)
    assert [sheet[at].fill.patternType for at in ("B1", "B2", "A2")] == ["solid", "solid", None]
    columns = sheet.column_dimensions
    assert (columns["A"].width, columns["B"].width, columns["D"].hidden) == (20.0, 20.0, True)
    rows = sheet.row_dimensions
    assert (rows[2].height, rows[3].height) == (33, 20)
    assert (rows[4].hidden, rows[3].fill.patternType) == (True, "solid")
    assert (sheet.sheet_format.defaultColWidth, sheet.sheet_format.defaultRowHeight) == (12, 18)
    assert (sheet.freeze_panes, sheet.sheet_view.showGridLines) == ("C2", False)


@pytest.mark.parametrize(
    ("paper", "kept"),
    [
        (Paper(9, True, 0, (1, 0)), (9, "landscape", None, 1, 0, True)),
        (Paper(1, False, 85), (1, None, 85, None, None, None)),
        (Paper(60_000, True, 5, (60_000, 2)), (None, "landscape", None, 32_767, 2, True)),
    ],
)
def test_paper_is_kept_as_far_as_excel_takes_it(paper: Paper, kept: tuple[object, ...]) -> None:
    sheet = sheet_of(to_xlsx(book([[1.0]], [PLAIN], paper=paper)))
    setup, fits = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    told = (
        setup.paperSize and int(setup.paperSize),
        setup.orientation,
        setup.scale,
        setup.fitToWidth,
        setup.fitToHeight,
    )
    assert (*told, fits and fits.fitToPage) == kept


def test_columns_are_fitted_where_no_width_is_known() -> None:
    widths = sheet_of(to_xlsx(book([["恒丰汽车销售服务有限公司"]], []))).column_dimensions
    assert widths["A"].width == 25.5


def test_overlapping_columns_are_cut_and_those_without_a_width_are_seen() -> None:
    columns = (
        ColumnStyle(1, 3, 10.0),
        ColumnStyle(2, 5, 0.0),
        ColumnStyle(4, 4, 9.0),
        ColumnStyle(16_384, 99_999, 9.0),
    )
    dimensions = sheet_of(to_xlsx(book([["a"]], [], columns=columns))).column_dimensions
    assert [(each.min, each.max, each.width) for each in dimensions.values()] == [
        (1, 3, 10), (4, 5, 9.14), (16_384, 16_384, 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        (CellStyle(font=Font("x" * 99, 5_000.0, "nonsense")), CellStyle(font=Font("x" * 31, 11.0))),
        (
            CellStyle(alignment=Alignment(indent=15_000, rotation=200)),
            CellStyle(alignment=Alignment(indent=250)),
        ),
        (CellStyle('0"open'), CellStyle()),
        (CellStyle("[Red"), CellStyle()),
        (CellStyle("0;0;0;0;0"), CellStyle()),
        (CellStyle("0" * 256), CellStyle()),
        (CellStyle("0\x00"), CellStyle()),
        (CellStyle("G/通用格式"), CellStyle()),
        (CellStyle(60_000), CellStyle()),
    ],
    ids=repr,
)
def test_what_excel_would_not_take_is_brought_within_bounds(style: CellStyle, kept: CellStyle) -> None:
    values = [[1.0]]
    broken, sound = (to_xlsx(book(values, [PLAIN, each], cells=cells([1]))) for each in (style, kept))
    assert broken == sound


def test_widths_and_heights_end_where_excels_do() -> None:
    content = to_xlsx(
        book([["a"]], [], columns=(ColumnStyle(1, 1, 1e9),), rows={1: RowStyle(1e9, is_fixed=True)})
    )
    sheet = sheet_of(content)
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[1].height) == (255, 409.5)


def test_styles_beyond_excels_limit_look_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_crm.write_back.style_markup.MAX_STYLES", 4)
    sheet = sheet_of(
        to_xlsx(book([[1.0, 2.0]], [PLAIN, HEADER, HEADER._replace(number_format=2)], cells=cells([1, 2])))
    )
    assert [sheet[at].font.name for at in ("A1", "B1")] == ["黑体", "宋体"]
    assert sheet["B1"].number_format == "General"


def test_a_style_that_is_not_there_is_the_default() -> None:
    assert cell(to_xlsx(book([["a"]], [PLAIN], cells=cells([900])))).font.name == "宋体"


def test_marks_change_the_fill_and_what_is_filled_in_looks_like_its_column() -> None:
    content = to_xlsx(
        book(
            [["单价"], [2.0], [3.0], [""]],
            [PLAIN, HEADER, MONEY],
            cells=cells([1], [2], [2], [0]),
            notes={(2, 1): "含税"},
        )
    )
    marks = WorkbookMarks((SheetMarks("商机", (ColumnFill(1, {4: 5}),), (Mark(2, 1, Tone.ERROR, "请看"),)),))
    once = annotate(content, marks)
    marked, filled = cell(once, "A2"), cell(once, "A4")
    assert (marked.font.name, marked.number_format, marked.fill.patternType) == (
        "宋体",
        '#,##0.00"元"',
        "solid",
    )
    assert (filled.value, filled.number_format) == (5, '#,##0.00"元"')
    assert marked.comment is not None
    assert marked.comment.text.startswith("含税\n")
    assert "请看" in marked.comment.text
    assert annotate(once, marks) == once
    bare = cell(annotate(once, WorkbookMarks()), "A2")
    assert bare.comment is not None
    assert (bare.comment.text, bare.fill.patternType) == ("含税", None)
