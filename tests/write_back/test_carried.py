"""What other programs need of a package of ours, and what is left of an answer that one of them has saved."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from tests.write_back.raw_package import TABLE_OF_TWO, book, names, packed, part, parts
from workbook_crm.arrive.inspect import inspect
from workbook_crm.model.marks import (
    Mark,
    ResultCell,
    ResultColumn,
    SheetMarks,
    SummaryCell,
    SummarySheet,
    Tone,
    WorkbookMarks,
)
from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.write_back.convert import to_xlsx
from workbook_crm.write_back.package import annotate, strip_marks

MARKS = WorkbookMarks(
    (
        SheetMarks(
            "S1",
            marks=(Mark(2, 1, Tone.ERROR, "【错误】少一位"),),
            result=ResultColumn(1, "处理结果", {2: ResultCell("新增：C-000001")}),
        ),
    ),
    SummarySheet("处理结果", ((SummaryCell("A"),),), (20,)),
)


def without_names(content: bytes) -> bytes:
    """As exceljs saves it: no defined name with a constant, every note by “Author”."""
    made = {name: part(content, name) for name in names(content)}
    made["xl/workbook.xml"] = re.sub(r"<definedNames>.*</definedNames>", "", made["xl/workbook.xml"])
    made["xl/comments1.xml"] = made["xl/comments1.xml"].replace(">workbook_crm<", ">Author<")
    return packed({name: xml.encode() for name, xml in made.items()})


def test_an_answer_that_lost_its_names_is_cleared_by_what_cells_of_our_sheet_say() -> None:
    bare = strip_marks(without_names(annotate(book(TABLE_OF_TWO), MARKS)))
    assert "xl/comments1.xml" not in names(bare)
    assert "处理结果" not in part(bare, "xl/worksheets/sheet1.xml")
    assert "处理结果" not in part(bare, "xl/workbook.xml")


def test_nothing_is_doubled_when_it_is_answered_again() -> None:
    again = annotate(without_names(annotate(book(TABLE_OF_TWO), MARKS)), MARKS)
    assert part(again, "xl/comments1.xml").count("少一位") == 1
    assert part(again, "xl/worksheets/sheet1.xml").count("处理结果") == 1
    assert part(again, "xl/workbook.xml").count('<sheet name="处理结果') == 1


def test_parts_are_named_by_the_way_to_them() -> None:
    """exceljs finds no comments that are named from the root of the package."""
    rels = part(annotate(book(TABLE_OF_TWO), MARKS), "xl/worksheets/_rels/sheet1.xml.rels")
    assert set(re.findall(r'Target="([^"]*)"', rels)) == {"../comments1.xml", "../drawings/vmlDrawing1.vml"}
    rels = part(annotate(book(TABLE_OF_TWO), MARKS), "xl/_rels/workbook.xml.rels")
    assert 'Target="worksheets/sheet' in rels


def test_a_workbook_whose_types_speak_of_binary_parts_that_it_has_not_is_what_its_parts_are() -> None:
    """SheetJS writes such a default into every workbook."""
    made = parts(TABLE_OF_TWO)
    default = (
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    )
    types = made["[Content_Types].xml"].decode()
    made["[Content_Types].xml"] = re.sub(r"(<Types[^>]*>)", rf"\1{default}", types).encode()
    assert default in made["[Content_Types].xml"].decode()
    assert inspect(packed(made), name="a.xlsx")[0] is Format.XLSX


@pytest.mark.parametrize(("limit", "is_wide"), [(1 << 31, False), (5_000, True)])
def test_long_headers_are_for_long_parts(monkeypatch: pytest.MonkeyPatch, limit: int, is_wide: bool) -> None:
    """SheetJS opens no workbook whose headers say more than they need to."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", limit)
    cells = [[f"文字 {row}" for _ in range(9)] for row in range(99)]
    content = to_xlsx(RawWorkbook("a.ods", Format.ODS, (RawSheet("S", 1, 1, cells),)))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
    assert (b"\xff\xff\xff\xff" in content) == is_wide
