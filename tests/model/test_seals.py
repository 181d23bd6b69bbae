"""What is known again as ours: texts by their seals, rows by their last cell, results and headers by their form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.seals import (
    begins_as_ours,
    is_own_header,
    is_own_result,
    is_sealed,
    is_told_result,
    own_headers,
    rest_of,
    row_seal,
    seal,
    without_our_lines,
)

OURS = "【错误】没有“张六”。\n请改。"
SHORT = "【错误】没有"
SEALS = frozenset({seal(OURS), seal(SHORT)})


def test_a_seal_is_of_what_is_written_and_of_no_blanks() -> None:
    assert seal("a b\r\nc") == seal(" abc\n") == "352441c2"
    assert seal("") == "00000000"
    assert seal("abd") != seal("abc")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (OURS, ""), (OURS.replace("\n", "\r\n"), ""), (OURS.replace("\n", "\r"), ""), (f" {OURS} ", ""), ("别的", None), ("", None),
        (f"我的话\n{OURS}", "我的话"), (f"我的话{OURS}", "我的话"), (f"{OURS} 知道了", "知道了"), (f"先\n{OURS}\n后", "先\n后"),
        (OURS.replace("六", "七"), "“张七”。\n请改。"), (OURS.replace("没", "无"), None), (f"x{OURS[1:]}", None),
    ],
)  # fmt: skip
def test_what_of_a_text_is_not_ours(text: str, rest: str | None) -> None:
    assert rest_of(text, SEALS) == rest


def test_a_line_of_ours_without_a_sign_before_it_is_found_where_its_line_begins() -> None:
    kept = frozenset({seal("新增：C-000001")})
    assert rest_of("新增：C-000001", kept) == ""
    assert rest_of("我的\n新增：C-000001", kept) == "我的"
    assert rest_of("我的新增：C-000001", kept) is None
    assert rest_of("新增：C-000001", frozenset()) is None


@pytest.mark.parametrize(
    ("text", "is_result", "is_told"),
    [
        ("新增", True, False), ("新增：C-000001", True, True), ("新增: C-000001", True, True), ("New: C-000001", True, True), ("Held back", True, False),
        ("新增 C-000001", False, False), ("新", False, False), ("Newer", False, False),
    ],
)  # fmt: skip
def test_the_form_of_what_became_of_a_row(text: str, is_result: bool, is_told: bool) -> None:
    assert (is_own_result(text), is_told_result(text)) == (is_result, is_told)


@pytest.mark.parametrize(
    ("text", "begins", "left"),
    [
        ("【警告】看", True, ""), ("  Note: look", True, "  Note: look"), ("我的\n【提示】看\n \n再", False, "我的\n再"), ("a\r\nError: b\rc", False, "a\nc"), ("警告", False, "警告"),
    ],
)  # fmt: skip
def test_notes_that_begin_as_ours(text: str, begins: bool, left: str) -> None:
    assert (begins_as_ours(text), without_our_lines(text)) == (begins, left)


@pytest.mark.parametrize(
    ("header", "is_own"),
    [
        ("处理结果", True), ("处理结果(系统)", True), ("处理结果(系统2)", True), ("处理结果(系统", False), ("处理结果2", False), ("(系统2)", False),
        ("Result", True), ("Result (system3)", True), ("Results", False),
    ],
)  # fmt: skip
def test_the_headers_of_our_result_column(header: str, is_own: bool) -> None:
    assert is_own_header(header) is is_own


def test_the_headers_that_are_tried_one_after_the_other() -> None:
    tried = own_headers("处理结果")
    assert tried == ("处理结果", "处理结果(系统)", *(f"处理结果(系统{nth})" for nth in (2, 3, 4, 5)))
    assert own_headers("Result")[1] == "Result (system)"
    assert own_headers("结论")[:3] == ("结论", "结论(系统)", "结论(系统2)")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (1, "1", True), (1.0, "1.00", True), (Decimal("1.50"), 1.5, True), (True, 1, True), (False, "0", True), (True, 0, False), ("a ", "a", True),
        ("-1", -1, True), ("007", 7, True), ("0" + "1" * 19, int("1" * 19), True), ("0" + "1" * 20, int("1" * 20), False), ("1.2.3", "1.2.30", False), (float("nan"), "NaN", True), (date(2026, 1, 2), "2026-01-02", True),
        (None, "", True), (0, "", False), ("甲", "乙", False),
    ],
)  # fmt: skip
def test_a_row_is_alike_whichever_program_saved_it(one: object, other: object, is_same: bool) -> None:
    assert (row_seal({1: "x", 3: one}) == row_seal({3: other, 1: "x"})) is is_same


def test_the_cell_that_the_sender_fills_in_is_under_no_seal() -> None:
    assert row_seal({1: "a", 2: "b", 3: "c"}, 2) == row_seal({1: "a", 3: "c"})
    assert row_seal({1: "a", 2: "b"}) != row_seal({2: "a", 1: "b"})


def sealed(mark: object, answered: object, reply: int | None) -> dict[int, object]:
    cells = {2: "问题", 3: answered, 5: "说明"}
    return {**cells, 6: mark, 7: row_seal(cells, reply), 9: " "}


@pytest.mark.parametrize(
    ("mark", "reply", "is_ours"),
    [
        (f"{REPLY_MARK}3 x", 3, True), (f"{REPLY_MARK}3", 3, True), (f"{REPLY_MARK}2", 3, False), (f"{REPLY_MARK}a", None, True), (f"{REPLY_MARK}a", 3, False),
        ("别的", None, True), ("别的", 3, False), (7, None, True), (None, None, True),
    ],
)  # fmt: skip
def test_a_row_is_as_we_wrote_it(mark: object, reply: int | None, is_ours: bool) -> None:
    assert is_sealed(sealed(mark, "乙", reply)) is is_ours
    assert is_sealed({**sealed(mark, "乙", reply), 2: "改了"}) is False


def test_what_is_answered_breaks_no_seal_and_an_empty_row_has_none() -> None:
    cells = sealed(f"{REPLY_MARK}3", "", 3)
    assert is_sealed(cells)
    assert is_sealed({**cells, 3: "乙"})
    assert not is_sealed({**cells, 5: "乙"})
    assert not is_sealed({})
    assert not is_sealed({1: " ", 2: None})
