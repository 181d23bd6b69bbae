"""What a sender has answered about his lists: which answers count for which sheet, and how a reply is read."""

from __future__ import annotations

from typing import Any

import pytest

from workbook_crm.model.agreed import (
    LEAVE,
    NOT_A_LIST,
    Agreed,
    Form,
    Given,
    agreed_of,
    form_of,
    header_keys,
    name_of,
    remembered_in,
    says_no,
)
from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.replies import (
    ADDING,
    DELETING,
    INSISTING,
    Block,
    Question,
    Reply,
    choice_of,
    in_text,
    receipt_to_undo,
    replies_among,
    replies_of,
    says_yes,
)

HEADERS = frozenset("abcd")


def answer(choice: str, topic: Block = Block.COLUMN, *subject: str) -> Given:
    return Given(topic, subject or ("颜色",), choice, "张三", "2026-11-23")


def form(*given: Given, **facts: Any) -> Form:
    return Form(
        **{"sender": "张三", "file": "线索.xlsx", "sheet": "表", "headers": HEADERS, **facts}, given=given
    )


@pytest.mark.parametrize(
    ("own", "headers", "likeness"),
    [("abcd", "abcd", 1), ("abcd", "abc", 0.75), ("abcd", "abef", 1 / 3), ("", "", 0), ("abcd", "", 0), ("ab", "cd", 0)],
)  # fmt: skip
def test_how_alike_two_forms_are(own: str, headers: str, likeness: float) -> None:
    assert form(headers=frozenset(own)).likeness(frozenset(headers)) == likeness


@pytest.mark.parametrize(
    ("file", "sheet", "name"),
    [
        ("线索11月23日.xlsx", "Sheet1", ("线索日", "sheet")), ("线索_最新 (2).xlsx", "表", ("线索", "表")), ("Leads copy.xlsx", "A", ("leads", "a")),
        ("20261123.xlsx", "11", ("20261123", "11")), ("十一月.v2.xls", "表", ("v", "表")),
    ],
)  # fmt: skip
def test_names_without_what_changes_from_week_to_week(file: str, sheet: str, name: tuple[str, str]) -> None:
    assert name_of(file, sheet) == name


@pytest.mark.parametrize(
    ("form_sender", "headers", "given", "offered"),
    [
        ("张三", "abcd", True, False), ("张三", "ab", True, False), ("张三", "abcdefgh", True, False), ("张三", "a", False, False), ("张三", "abcdefghi", False, False),
        ("李四", "abcd", False, True), ("李四", "abcde", False, True), ("李四", "abc", False, False), (None, "abcd", False, True),
    ],
)  # fmt: skip
def test_ones_own_form_counts_at_half_and_anothers_is_offered_at_four_fifths(
    form_sender: str | None, headers: str, given: bool, offered: bool
) -> None:
    known = form(answer("级别"), sender=form_sender)
    agreed = agreed_of([known], frozenset(headers), "张三", "线索.xlsx", "表")
    assert (agreed.answer(Block.COLUMN, "颜色") is not None, agreed.offer(Block.COLUMN, "颜色") is not None) == (given, offered)  # fmt: skip


def meant(*forms: Form, headers: frozenset[str] = HEADERS, sheet: str = "表") -> str | None:
    found = agreed_of(forms, headers, "张三", "线索.xlsx", sheet).answer(Block.COLUMN, "颜色")
    return found.choice if found else None


def test_of_ones_own_answers_the_list_of_that_name_comes_first_then_the_form_then_the_day() -> None:
    of_file = form(answer("同文件"), sheet="别的", headers=frozenset("abc"))
    of_sheet = form(answer("同表"), file="别的.xlsx")
    like = form(answer("更像"), file="别的.xlsx", sheet="别的", revision=9)
    later = form(answer("更晚"), file="别的.xlsx", sheet="别的", headers=frozenset("abc"), revision=10)
    assert meant(of_sheet, of_file) == meant(of_file, of_sheet) == "同文件"
    assert meant(of_sheet, like) == meant(like, of_sheet) == "同表"
    assert meant(like, later) == meant(later, like) == "更像"
    assert meant(form(answer("旧"), revision=3), form(answer("新"), revision=4)) == "新"
    assert meant(form(answer("新"), revision=4), form(answer("旧"), revision=3)) == "新"
    assert meant(form(answer("级别"), revision=3), form(answer(""), revision=4)) is None  # taken back


def test_of_others_answers_the_form_comes_first_then_the_day() -> None:
    def offer(*forms: Form) -> str | None:
        found = agreed_of(forms, HEADERS, "张三", "线索.xlsx", "表").offer(Block.COLUMN, "颜色")
        return found.choice if found else None

    like = form(answer("更像"), sender="李四", revision=1)
    less = form(answer("差些"), sender="王五", headers=frozenset("abcde"), revision=2)
    later = form(answer("更晚"), sender="王五", revision=2)
    assert offer(like, less) == offer(less, like) == "更像"
    assert offer(like, later) == offer(later, like) == "更晚"
    assert offer(form(answer(""), sender="李四")) is None


def test_what_all_rows_have_counts_for_the_list_of_that_name_alone() -> None:
    default = answer("转介绍", Block.DEFAULT, "source")
    same = agreed_of([form(default)], HEADERS, "张三", "线索2.xlsx", "表")
    other = agreed_of([form(default)], HEADERS, "张三", "线索.xlsx", "别的")
    assert (same.given, same.offered) == ({default.key: default}, {})
    assert (other.given, other.offered) == ({}, {default.key: default})
    both = agreed_of([form(default), form(answer("展会", Block.DEFAULT, "source"), sender="李四")], HEADERS, "张三", "线索.xlsx", "表")  # fmt: skip
    assert ([each.choice for each in both.given.values()], both.offered) == (["转介绍"], {})


def test_the_form_under_which_an_answer_is_kept() -> None:
    kept = form(answer("级别"), id=7)
    less = form(headers=frozenset("ab"), id=8)
    assert form_of([less, kept], HEADERS, "张三", "线索9.xlsx", "表") == Form("张三", "线索9.xlsx", "表", HEADERS, kept.given, 7)  # fmt: skip
    assert form_of([kept], frozenset("ab"), "张三", "线索.xlsx", "表").id == 7  # half of it
    new = Form("张三", "线索.xlsx", "表", frozenset("a"))
    assert form_of([kept], frozenset("a"), "张三", "线索.xlsx", "表") == new
    assert form_of([kept], HEADERS, "李四", "线索.xlsx", "表").id == 0
    assert form_of([kept], HEADERS, "张三", "客户.xlsx", "表").id == 0
    assert form_of([kept], HEADERS, "张三", "线索.xlsx", "别的").id == 0


def test_what_is_gone_by() -> None:
    column, no = answer("级别"), answer("不用", Block.COLUMN, "备用")
    word, other = answer("高", Block.WORD, "意向", "很强"), answer("低", Block.WORD, "意向", "没有")
    agreed = Agreed({each.key: each for each in (column, no, word, other)})
    assert agreed.names == {"颜色": "级别"}
    assert agreed.words == {"意向": {"很强": word, "没有": other}}
    assert list(agreed.about(Block.KIND)) == []
    assert (agreed.answer(Block.COLUMN, "没有"), agreed.offer(Block.COLUMN, "颜色")) == (None, None)


def test_all_answers_that_count_list_by_list() -> None:
    forms = [
        form(answer("b"), answer(""), answer("a"), sender="李四"), form(answer("a"), sender=None), form(answer("c"), sender="李四", file="客户.xlsx", sheet="乙"),
        form(answer("d"), sender="李四", file="客户.xlsx", sheet="甲表"), form(answer("e"), sender="李四", file="客户.xlsx", sheet="丁"),
    ]  # fmt: skip
    assert [(each.sender, each.file, each.given.choice) for each in remembered_in(forms)] == [
        ("", "线索.xlsx", "a"), ("李四", "客户.xlsx", "e"), ("李四", "客户.xlsx", "c"), ("李四", "客户.xlsx", "d"), ("李四", "线索.xlsx", "b"), ("李四", "线索.xlsx", "a"),
    ]  # fmt: skip
    assert header_keys(["客户 名称*", "-", ""]) == {"客户名称"}


@pytest.mark.parametrize(
    ("text", "is_no"),
    [(LEAVE.zh, True), (LEAVE.en, True), (NOT_A_LIST.zh, True), (NOT_A_LIST.en, True), (" 不用", True), ("级别", False), ("要不要", False), ("", False)],
)  # fmt: skip
def test_answers_that_something_is_none_of_ours(text: str, is_no: bool) -> None:
    assert says_no(text) is is_no


@pytest.mark.parametrize(
    ("cell", "choice"),
    [
        ("是", True), (" 是。 ", True), ("Yes!", True), (1.0, True), (1, True), (True, True), ("√", True), ("否", False), ("NO", False), (0.0, False), (False, False),
        ("", None), (None, None), ("看看", None), (2.0, None), ("是的吧", None),
    ],
)  # fmt: skip
def test_what_a_cell_answers(cell: object, choice: bool | None) -> None:
    assert choice_of(cell) is choice


def row(far: object, *cells: object, question: str | None = None) -> list[object]:
    return [*cells, f"{REPLY_MARK}{far} {in_text(Question(Block.GONE, ('O-1', '7'))) if question is None else question}"]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "choice", "text"),
    [
        (row(1, "问", "是"), True, "是"), (row(2, "否", ""), False, "否"), (row(1, "问", None), None, "None"), (row(1, "问", 1.0), True, "1"),
        (row(3, "是", "是"), None, ""), (row(0, "是", "是"), None, ""), (row(2, "是", "否"), True, "是"), (row(1, "", " 两可 "), None, "两可"),
    ],
)  # fmt: skip
def test_a_reply_stands_as_far_left_as_its_mark_says(
    cells: list[object], choice: bool | None, text: str
) -> None:
    assert list(replies_among([cells])) == [Reply(Question(Block.GONE, ("O-1", "7")), choice, text)]


@pytest.mark.parametrize(
    "cells",
    [
        [], ["是", "别的"], ["是", 7], row("a", "是"), row(1, "是", question="{"), row(1, "是", question='["nothing"]'), row(1, "是", question="7"), row(1, "是", question="[]"),
    ],
)  # fmt: skip
def test_what_is_not_as_we_wrote_it_is_no_reply(cells: list[object]) -> None:
    assert list(replies_among([cells])) == []


def test_the_receipt_that_is_to_be_undone() -> None:
    asked = Question(Block.UNDO, ("R-000007",))
    yes, no = Reply(asked, choice=True), Reply(asked, choice=False)
    other = Reply(Question(Block.GONE, ("O-1",)), choice=True)
    bare = Reply(Question(Block.UNDO), choice=True)
    assert receipt_to_undo([other, no, bare, yes]) == "R-000007"
    assert receipt_to_undo([other, no, bare, Reply(asked, choice=None)]) is None


def test_columns_of_replies_are_no_words_about_a_record() -> None:
    assert says_yes((("备注", "是"), ("删除", "是")), DELETING)
    assert not says_yes((("备注", "是"), ("删除", "否"), ("删除?", "")), DELETING)
    assert replies_of("opportunity_lines") == INSISTING | DELETING | ADDING
    assert replies_of("leads") == INSISTING
