"""Which column is ours, which rows of our sheet are as we wrote them, what was replied: rule by rule."""

from __future__ import annotations

import pytest

from workbook_crm.model.marks import REPLY_MARK, SUMMARY_MARK
from workbook_crm.model.own_column import Trail, own_column
from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.model.replies import Block, Question, in_text, replies_among
from workbook_crm.model.seals import is_sealed, row_seal
from workbook_crm.read.replies import replies_in

QUESTION = in_text(Question(Block.CONFLICTS, ("C-000001", "phone")))
TOLD, FATE, HIS = ["新增：C-000001"], ["新增"], ["已打电话", "新增：C-000001"]


@pytest.mark.parametrize(
    ("headers", "texts", "trail", "column"),
    [
        ({1: "客户", 4: "处理结果"}, {4: HIS}, Trail(4, is_answer=True), 4),
        ({4: "处理结果", 5: "处理结果(系统)"}, {4: TOLD, 5: TOLD}, Trail(), 5),
        ({4: "处理结果", 5: "客户"}, {4: HIS, 5: []}, Trail(5, is_answer=True), 4),
        ({4: "处理结果"}, {4: HIS}, Trail(is_answer=True), None),
        ({4: "处理结果"}, {4: FATE}, Trail(), None),
        ({4: "处理结果"}, {4: FATE}, Trail(is_answer=True), 4),
        ({4: "处理结果"}, {4: []}, Trail(is_answer=True), None),
        ({4: "老板批注"}, {4: TOLD}, Trail(4, is_answer=True), 4),
        ({4: "老板批注"}, {4: TOLD}, Trail(), None),
    ],
)
def test_our_column(
    headers: dict[int, str], texts: dict[int, list[str]], trail: Trail, column: int | None
) -> None:
    assert own_column(headers, texts.__getitem__, trail) == column


@pytest.mark.parametrize("reply", [None, "是", "留着"])
def test_a_reply_leaves_its_row_as_we_wrote_it(reply: str | None) -> None:
    row = {1: "客户!B2", 2: "电话", 3: reply, 4: f"{REPLY_MARK}1 {QUESTION}"}
    assert is_sealed({**row, 5: row_seal({1: "客户!B2", 2: "电话"}, 3)})
    assert not is_sealed({**row, 2: "电话？", 5: row_seal({1: "客户!B2", 2: "电话"}, 3)})


def test_the_seal_of_a_row_looks_past_its_reply() -> None:
    assert row_seal({1: "a", 3: "是"}, 3) == row_seal({1: "a"}) != row_seal({1: "a", 3: "是"})


@pytest.mark.parametrize(
    ("left", "choices"), [("1", [True]), ("2", [None]), ("3", [None]), ("0", [None]), ("x", [])]
)
def test_a_reply_stands_so_far_left_of_its_question(left: str, choices: list[bool | None]) -> None:
    found = list(replies_among([["甲", "是", f"{REPLY_MARK}{left} {QUESTION}"]]))
    assert [each.choice for each in found] == choices


def test_of_several_answers_the_last_reply_counts() -> None:
    def sheet(reply: str) -> RawSheet:
        return RawSheet(reply, 1, 1, [["", SUMMARY_MARK], [reply, f"{REPLY_MARK}1 {QUESTION}"]])

    book = RawWorkbook("a.xlsx", Format.XLSX, (sheet("是"), sheet("否")))
    assert [each.choice for each in replies_in(book)] == [False]
