"""An answer that comes back: our marks are made anew, and nothing of the sender's goes with the old."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.losses import losses
from benchmarks.people.files import as_values
from tests.write_back.raw_package import STYLES, TABLE_OF_TWO, book, cell, fill_of, part, sheet, text
from workbook_crm.model.marks import (
    ColumnFill,
    Look,
    Mark,
    ResultCell,
    ResultColumn,
    SheetMarks,
    SummaryCell,
    SummarySheet,
    Tone,
    WorkbookMarks,
)
from workbook_crm.write_back.package import annotate, strip_marks

MARKS = WorkbookMarks(
    (
        SheetMarks(
            "S1",
            (ColumnFill(1, {2: "SJ-1", 3: "SJ-2"}),),
            (Mark(2, 2, Tone.ERROR, "电话"), Mark(3, 2, Tone.WARNING, "价格"), Mark(1, 1, Tone.NOTE, "")),
            ResultColumn(1, "处理结果", {2: ResultCell("退回", Tone.ERROR), 3: ResultCell("新增")}),
        ),
    ),
    SummarySheet(
        "处理结果", ((SummaryCell("x", Look.TITLE),), (SummaryCell("B2", Look.ERROR, ("S1", "B2")),)), (20,)
    ),
)


THREE_FILLS = (
    STYLES.replace('<fills count="3">', '<fills count="5">')
    .replace(
        "</fills>",
        "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="{rgb}"/></patternFill></fill>'
            for rgb in ("FF00FF00", "FF0000FF")
        )
        + "</fills>",
    )
    .replace(
        "</cellXfs>",
        '<xf numFmtId="0" fontId="0" fillId="3" borderId="0" xfId="0" applyFill="1"/>'
        '<xf numFmtId="0" fontId="0" fillId="4" borderId="0" xfId="0" applyFill="1"/></cellXfs>',
    )
)
"""With two more styles: 5 green, 6 blue."""


def saved_again(answer: bytes) -> bytes:
    """What openpyxl makes of it: styles renumbered, strings shared, parts renamed."""
    stream = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(answer)).save(stream)
    return stream.getvalue()


def test_a_column_has_no_style_that_another_program_dropped() -> None:
    columns = '<cols><col min="3" max="3" width="12" style="4"/></cols><sheetData>'
    answer = annotate(book(TABLE_OF_TWO.replace("<sheetData>", columns)), MARKS)
    assert columns in part(strip_marks(answer), "xl/worksheets/sheet1.xml")
    again = annotate(as_values(answer), MARKS)
    assert 'style="4"' not in part(again, "xl/worksheets/sheet1.xml")
    assert 'style="4"' not in part(strip_marks(again), "xl/worksheets/sheet1.xml")
    openpyxl.load_workbook(io.BytesIO(again))


def test_twice_is_once() -> None:
    answer = annotate(book(TABLE_OF_TWO), MARKS)
    assert annotate(answer, MARKS) == answer


def test_fills_have_the_same_numbers_in_whatever_order_cells_are_marked() -> None:
    """Rows of one layout are written together; a second pass finds other layouts, and must find the same fills."""
    rows = "".join(
        f'<row r="{row}">{text(f"A{row}", "x", style)}{text(f"B{row}", "y", style) if both else ""}</row>'
        for row, (style, both) in enumerate(
            [(1, True), (3, False), *[(5, True)] * 6, (3, False), (6, False)], 1
        )
    )
    marks = WorkbookMarks(
        (
            SheetMarks(
                "S1", (), tuple(Mark(row, 1, Tone.ERROR, "") for row in range(2, 11)),
                ResultColumn(1, "处理结果", {2: ResultCell("退回", Tone.ERROR), 9: ResultCell("新增")}),
            ),
        )
    )  # fmt: skip
    answer = annotate(book(sheet(rows), styles=THREE_FILLS), marks)
    assert re.findall(r'fill(\d+)" hidden="1">"1 [^;]*;fill&gt;.*?rgb=""(\w+)""', part(answer, "xl/workbook.xml")) == [
        ("1", "FFFFFF00"), ("2", "FF00FF00"), ("3", "FF0000FF"),
    ]  # fmt: skip
    assert annotate(answer, marks) == answer
    assert annotate(strip_marks(answer), marks) == answer
    last = WorkbookMarks((SheetMarks("S1", (), (Mark(10, 1, Tone.ERROR, ""), Mark(2, 1, Tone.ERROR, ""))),))
    few = annotate(book(sheet(rows), styles=THREE_FILLS), last)
    assert re.findall(r"_workbook_crm\.fill(\d+)", part(few, "xl/workbook.xml")) == ["1", "3"]
    assert [fill_of(strip_marks(few), f"A{row}") for row in (2, 3, 10)] == [
        "FFFFFF00",
        "FF00FF00",
        "FF0000FF",
    ]


def test_without_marks_values_stay_and_everything_else_is_as_it_was() -> None:
    given_book = book(TABLE_OF_TWO)
    bare = strip_marks(annotate(given_book, MARKS))
    assert "SJ-1" in cell(bare, "A2")
    filled_in = annotate(given_book, WorkbookMarks((SheetMarks("S1", MARKS.sheets[0].fills),)))
    assert part(bare, "xl/worksheets/sheet1.xml") == part(filled_in, "xl/worksheets/sheet1.xml")
    assert part(bare, "xl/workbook.xml") == part(given_book, "xl/workbook.xml")
    assert fill_of(bare, "B2") == "FFFFFF00"


def test_other_marks_leave_nothing_of_the_first() -> None:
    other = WorkbookMarks((SheetMarks("S1", (), (Mark(3, 1, Tone.DONE, "ok"),)),))
    by_way_of = annotate(annotate(book(TABLE_OF_TWO), MARKS), other)
    assert annotate(by_way_of, other) == by_way_of
    assert fill_of(by_way_of, "B2") == "FFFFFF00"
    assert not cell(by_way_of, "C2")
    assert "电话" not in part(by_way_of, "xl/comments1.xml")


def test_after_another_program_saved_it_our_marks_are_still_found() -> None:
    bare = strip_marks(saved_again(annotate(book(TABLE_OF_TWO), MARKS)))
    seen = openpyxl.load_workbook(io.BytesIO(bare))
    rows = [[entry.value for entry in row] for row in seen["S1"].iter_rows(max_col=3)]
    assert rows == [["编号", "客户", None], ["SJ-1", "张三", None], ["SJ-2", "李四", None]]
    assert seen.sheetnames == ["S1"]
    assert seen["S1"]["B2"].fill.fgColor.rgb == "FFFFFF00"
    assert seen["S1"]["B3"].fill.patternType is None
    assert seen["S1"]["A1"].font.bold
    assert not any(entry.comment for row in seen["S1"].iter_rows() for entry in row)
    assert not [name for name in seen.defined_names if "workbook_crm" in name]


def test_rows_that_were_sorted_meanwhile_get_their_own_fill_back() -> None:
    answer = openpyxl.load_workbook(io.BytesIO(annotate(book(TABLE_OF_TWO), MARKS)))
    answer["S1"].move_range("A2:C2", rows=5)
    stream = io.BytesIO()
    answer.save(stream)
    seen = openpyxl.load_workbook(io.BytesIO(strip_marks(stream.getvalue())))["S1"]
    assert seen["B7"].value == "张三"
    assert seen["C7"].value is None


def test_a_gradient_under_a_mark_comes_back() -> None:
    from tests.write_back.raw_package import STYLES  # the table that this test changes

    gradient = '<gradientFill degree="90"><stop position="0"><color rgb="FF00FF00"/></stop></gradientFill>'
    styles = STYLES.replace(
        '<patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill>', gradient
    )
    answer = annotate(book(TABLE_OF_TWO, styles=styles), MARKS)
    assert cell(strip_marks(answer), "B2") == cell(book(TABLE_OF_TWO), "B2")


def test_what_the_sender_types_below_our_column_is_not_lost_with_an_empty_style() -> None:
    given_book = book(TABLE_OF_TWO.replace("</sheetData>", '<row r="9"><c r="C9" s="2"/></row></sheetData>'))
    bare = strip_marks(annotate(given_book, MARKS))
    assert cell(bare, "C9") == '<c r="C9" s="2"/>'


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
NOTES = TEXTS.filter(lambda text: not text or text.split())
"""A note of ours has words, or there is none."""
VALUES = st.one_of(
    TEXTS, st.integers(-(10**12), 10**12), st.booleans(), st.dates(date(1890, 1, 1), date(2100, 1, 1)),
    st.decimals(Decimal("-1e9"), Decimal("1e9"), allow_nan=False, places=2),
)  # fmt: skip
PLACES = st.tuples(st.integers(1, 7), st.integers(1, 6))


@st.composite
def some_marks(draw: st.DrawFn) -> WorkbookMarks:
    fills = tuple(
        ColumnFill(column, draw(st.dictionaries(st.integers(2, 7), VALUES, max_size=4)))
        for column in draw(st.sets(st.integers(1, 4), max_size=2))
    )
    marks = tuple(
        Mark(row, column, draw(st.sampled_from(Tone)), draw(NOTES))
        for row, column in draw(st.lists(PLACES, max_size=4))
    )
    cells = draw(
        st.dictionaries(st.integers(2, 7), st.builds(ResultCell, TEXTS, st.none() | st.sampled_from(Tone)))
    )
    result = ResultColumn(1, "处理结果", cells) if draw(st.booleans()) else None
    summary = SummarySheet("结果", ((SummaryCell(draw(TEXTS)),),), (9,)) if draw(st.booleans()) else None
    return WorkbookMarks((SheetMarks("S1", fills, marks, result),), summary)


@settings(max_examples=60, deadline=None)
@given(some_marks(), some_marks())
def test_whatever_the_marks_twice_is_once_and_nothing_is_lost(
    first: WorkbookMarks, second: WorkbookMarks
) -> None:
    given_book = book(TABLE_OF_TWO)
    answer = annotate(given_book, first)
    assert losses(given_book, answer, first) == []
    assert annotate(answer, first) == answer
    assert annotate(strip_marks(answer), first) == answer
    later = annotate(answer, second)
    assert annotate(later, second) == later
