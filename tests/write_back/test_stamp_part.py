"""The stamp of an answer among a document's properties: made, made anew, and taken away without a trace."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from tests.workbooks import xlsx
from workbook_crm.model.marks import Look, SummaryCell, SummarySheet, WorkbookMarks
from workbook_crm.model.stamp_cells import PROPERTY
from workbook_crm.write_back.package import annotate

SUMMARY = SummarySheet("处理结果", ((SummaryCell("收下了", Look.TEXT),),), (20,))
STAMP, NEWER = "1.R000012.12.张三.AAAA", "1.R000013.13.张三 & 李四.BBBB"


def stamped(content: bytes, stamp: str) -> bytes:
    keyword = f"workbook_crm:{stamp.split('.')[1]}"
    return annotate(content, WorkbookMarks(summary=SUMMARY, stamp=stamp, keyword=keyword))


def properties(content: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {each.name: each.value for each in book.custom_doc_props.props}


def with_property(name: str, value: str, keywords: str = "") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx("# 表\n| 甲 |\n| 1 |")))
    book.custom_doc_props.append(StringProperty(name=name, value=value))
    book.properties.keywords = keywords or None
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [xlsx("# 表\n| 甲 |\n| 1 |"), with_property("部门", "销售", "报价;2026")])
def test_a_stamp_comes_and_goes_without_a_trace(content: bytes) -> None:
    once = stamped(content, STAMP)
    assert properties(once)[PROPERTY] == STAMP
    assert stamped(once, STAMP) == once
    newer = stamped(once, NEWER)
    assert properties(newer) == {**properties(content), PROPERTY: NEWER}
    gone = annotate(newer, WorkbookMarks())
    assert properties(gone) == properties(content)
    keywords = [openpyxl.load_workbook(io.BytesIO(each)).properties.keywords for each in (gone, content)]
    assert (keywords[0] or None) == keywords[1]


def test_the_stamp_of_a_workbook_that_was_handed_out_stays() -> None:
    content = with_property(PROPERTY, "1.ABCDEFGH.7.张三.CCCC")
    assert properties(stamped(content, STAMP))[PROPERTY] == "1.ABCDEFGH.7.张三.CCCC"
    assert properties(annotate(content, WorkbookMarks()))[PROPERTY] == "1.ABCDEFGH.7.张三.CCCC"
