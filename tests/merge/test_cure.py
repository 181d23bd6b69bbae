"""What an answer asks is answered in it, counts at once, and is remembered for the list that comes again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.run import Outcome, Receipt


def questions(content: bytes) -> dict[str, tuple[Any, ...]]:
    """By what is asked about (a column, a word, a field's name): the row of the summing-up sheet."""
    sheet = summary(openpyxl.load_workbook(io.BytesIO(content)))
    return {
        str(row[1].value) + (f"/{row[2].value}" if ' ["word"' in str(row[5].value) else ""): tuple(
            cell.value for cell in row[:5]
        )
        for row in sheet.iter_rows()
        if str(row[5].value or "").startswith(REPLY_MARK)
    }


def summary(book: Any) -> Any:
    return next(book[name] for name in ("处理结果", "Result") if name in book.sheetnames)


def replied(content: bytes, replies: Mapping[str, str | None], *, alone: bool = False) -> bytes:
    """An answer with replies filled in, or only its summing-up sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, left = summary(book), dict(replies)
    for row in sheet.iter_rows():
        if str(row[5].value or "").startswith(REPLY_MARK):
            word = f"/{row[2].value}" if ' ["word"' in str(row[5].value) else ""
            name = str(row[1].value) + word
            if name in left:
                row[4].value = left.pop(name)
    assert not left, f"not asked: {left}; asked: {list(questions(content))}"
    if alone:
        for name in [each for each in book.sheetnames if book[each] is not sheet]:
            del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LEADS = (
    "# 意向客户\n| 姓名 | 电话 | 来源 | 毛豆色 | 情况 |\n"
    "| 李雷 | 13712345671 | 展会 | 白 | 谈过价格，要考虑 |\n| 韩梅 | 13712345672 | 展会 | 黑 | 已看车 |\n"
)


def test_an_unknown_column_is_asked_answered_and_remembered(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向1120.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["毛豆色", "情况"]
    assert asked["毛豆色"][2] == "白、黑"
    back = replied(empty_desk.answer(first), {"毛豆色": "备注", "情况": "跟进内容"})
    second = empty_desk.take(back, sender="张三", name="意向1120.xlsx")
    shown = empty_desk.show("L-000001")
    assert shown["values"]["remark"] == "白"
    assert [each["content"] for each in shown["follow_ups"]] == ["谈过价格，要考虑"]
    assert [each for each in found(second) if "unknown-column" in each] == []
    assert {name: row[4] for name, row in questions(empty_desk.answer(second)).items()} == {
        "毛豆色": "备注",
        "情况": "跟进内容",
    }
    week = LEADS.replace("李雷 | 13712345671", "王伟 | 13712345673")
    third = empty_desk.take(week, sender="张三", name="意向1127.xlsx")
    assert empty_desk.show("L-000003")["values"]["remark"] == "白"
    assert "unknown-column" not in str(found(third))


def test_the_summing_up_sheet_alone_is_enough(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    alone = replied(empty_desk.answer(first), {"毛豆色": "备注", "情况": "不用（原样留着）"}, alone=True)
    second = empty_desk.take(alone, sender="张三", name="回复.xlsx")
    assert (second.outcome, counts(second, "意向客户")) == (Outcome.TAKEN, {"changed": 2})
    assert empty_desk.show("L-000001")["values"]["remark"] == "白"
    assert second.answer == "outbox/张三/意向.xlsx"
