"""The text of an .ods is what its sender sees: lines, tabs, and nothing of notes or of the file's layout.

python-calamine 0.9.1 drops line breaks and tabs, and takes blanks around a note for text.
"""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.desk import counts, desk, found
from tests.read.built import ods, only_sheet
from workbook_crm.model.raw import Format

NOTE = (
    "<office:annotation><dc:date>2026-01-01T00:00:00</dc:date>"
    "<text:p>批<text:line-break/>注</text:p></office:annotation>"
)
HEAD = ("客户名称", "电话", "来源", "备注")


def cell(inside: str) -> str:
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>第一行<text:line-break/>第二行</text:p>", "第一行\n第二行"),
        ("<text:p>a<text:line-break></text:line-break>b</text:p>", "a\nb"),
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ('<text:p>a<text:tab text:tab-ref="1"/><text:s text:c="2"/>b</text:p>', "a\t  b"),
        (f"{NOTE}<text:p>文</text:p>", "文"),
        (f"\n  {NOTE}\n  <text:p>文</text:p>\n ", "文"),
        (f"<text:p>文</text:p>\n{NOTE}\n", "文"),
        ("<text:p>a</text:p>\n <text:p>b</text:p>", "a\nb"),
        ('<text:p text:style-name="P1">a\n    b</text:p>', "a b"),
        ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
        ("<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>", "a b"),
        ("<text:p>a b</text:p>", "a b"),
    ],
)
def test_text_is_what_stands_in_the_cell(inside: str, text: str) -> None:
    sheet = only_sheet(ods(row(cell("<text:p>x</text:p>"), cell(inside))), Format.ODS)
    assert sheet.cells == [["x", text]]


def customers() -> bytes:
    def texts(*values: str) -> str:
        return row(*(cell(f"<text:p>{each}</text:p>") for each in values))

    remark = cell(f"\n {NOTE}\n <text:p>先打电话<text:line-break/>再<text:tab/>上门</text:p>\n")
    known = "".join(cell(f"<text:p>{each}</text:p>") for each in ("王伟", "13912345678", "展厅"))
    return ods(texts(*HEAD) + row(known, remark), name="客户")


def test_an_untouched_row_of_an_answer_to_an_ods_is_unchanged(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        receipt = shop.take(customers(), name="客户.ods")
        assert shop.show("C-000001")["values"]["remark"] == "先打电话\n再 上门"
        answer = shop.answer(receipt)
        sheet = openpyxl.load_workbook(io.BytesIO(answer))["客户"]
        assert sheet["D2"].value == "先打电话\n再\t上门"
        again = shop.take(answer, name="客户.xlsx")
        assert counts(again, "客户") == {"unchanged": 1}
        assert not [line for line in found(again) if line.startswith(("error", "warning"))]


def test_what_a_merge_covers_is_no_value(tmp_path: Path) -> None:
    """python-calamine 0.9.1 gives the text of covered cells."""

    def texts(*values: str) -> str:
        return row(*(cell(f"<text:p>{each}</text:p>") for each in values))

    merged = (
        '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="2" '
        'office:value-type="string"><text:p>展厅</text:p></table:table-cell>'
    )
    covered = (
        '<table:covered-table-cell office:value-type="string"><text:p>{}</text:p></table:covered-table-cell>'
    )
    head = texts("客户名称", "电话", "来源")
    one = row(cell("<text:p>王伟</text:p>"), cell("<text:p>13912345678</text:p>"), merged)
    for hidden, said in (("老客户介绍", ["note 客户!C3 covered-cells"]), ("展厅", [])):
        two = row(cell("<text:p>李芳</text:p>"), cell("<text:p>13912345679</text:p>"), covered.format(hidden))
        (tmp_path / hidden).mkdir()
        with desk(tmp_path / hidden) as shop:
            receipt = shop.take(ods(head + one + two, name="客户"), name="客户.ods")
            assert [line for line in found(receipt) if "covered" in line] == said
            assert [shop.show(f"C-00000{n}")["values"]["source"] for n in (1, 2)] == ["展厅", "展厅"]
