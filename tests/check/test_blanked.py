"""Cells of a sheet of ours that are blank now: which erase, and where so many are that nothing does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.check.tables import base_of, head_of, table_of
from workbook_crm.check.blanked import Blanked, blanked_in, question_of, with_erased
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.line_pairs import paired
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.file_lines import ERASED, NO_BASE, FileLine
from workbook_crm.model.replies import Block, Question, Reply

HEADER = "number | name | phone | level | address"


def customers(count: int, blank: int = 0) -> Table[Any]:
    """A list in which the level of some is blank."""
    rows = (f"C-{n} | 客户{n} | 139{n:08d} | {'' if n < blank else 'A'} | 东" for n in range(count))
    return table_of("customers", HEADER, *rows)


def line(table: Table[Any], **columns: list[Any]) -> FileLine:
    base = base_of(table)
    return FileLine(head_of(table), replace(base, columns={**base.columns, **columns}))


def blanked(was: FileLine, now: Table[Any], *replies: Reply) -> Blanked:
    return blanked_in(Batch("a.xlsx", (now,)), {0: paired(now, keys_of(now), was)}, [0], replies)


@pytest.mark.parametrize(
    ("count", "blank", "is_erased"),
    [(4, 4, True), (5, 5, False), (16, 5, False), (17, 5, True), (20, 6, True), (19, 6, False), (10, 1, True)],
)  # fmt: skip
def test_five_cells_and_more_than_three_in_ten_are_no_erasing(
    count: int, blank: int, is_erased: bool
) -> None:
    found = blanked(line(customers(count)), customers(count, blank))
    rows = range(blank)
    assert found.erased == ({0: {nth: {"level"} for nth in rows}} if is_erased else {})
    assert found.left == ({} if is_erased else {0: {"level": tuple(rows)}})
    said = [(each.rule.code, str(each.place), dict(each.facts)["rows"], dict(each.facts)["known"]) for each in found.found]  # fmt: skip
    assert said == ([] if is_erased else [("mass-blank", "表!D1", blank, count)])


@pytest.mark.parametrize(
    ("question", "choice", "is_erased"),
    [
        (Question(Block.BLANKS, ("表", "customers", "level")), True, True),
        (Question(Block.BLANKS, ("表", "customers", "level")), False, False),
        (Question(Block.BLANKS, ("表", "customers", "level")), None, False),
        (Question(Block.BLANKS, ("表", "customers", "address")), True, False),
        (Question(Block.ORDER, ("表", "customers", "level")), True, False),
    ],
)
def test_many_are_erased_where_the_sender_says_so(
    question: Question, choice: bool | None, is_erased: bool
) -> None:
    found = blanked(line(customers(5)), customers(5, 5), Reply(question, choice))
    assert bool(found.erased) is is_erased
    assert question_of(customers(1), "level") == Question(Block.BLANKS, ("表", "customers", "level"))


def test_two_cells_of_a_row_are_erased_together() -> None:
    now = table_of("customers", HEADER, "C-0 | 客户0 | 13900000000 | | ")
    found = blanked(line(customers(1)), now)
    assert found.erased == {0: {0: {"level", "address"}}}
    (row,) = with_erased(Batch("a.xlsx", (now,)), found).tables[0].rows
    assert row.erased == {"level", "address"}
    kept = replace(now, rows=(replace(now.rows[0], erased=frozenset({"remark"})),))
    (row,) = with_erased(Batch("a.xlsx", (kept,)), found).tables[0].rows
    assert row.erased == {"level", "address", "remark"}


@pytest.mark.parametrize("was", [None, "", NO_BASE, ERASED])
def test_a_cell_that_held_nothing_erases_nothing(was: str | None) -> None:
    assert blanked(line(customers(1), level=[was]), customers(1, 1)) == Blanked()


def test_what_a_record_cannot_be_without_is_never_erased() -> None:
    now = table_of("customers", HEADER, "C-0 | | | A | 东")
    assert blanked(line(customers(1)), now) == Blanked()


@pytest.mark.parametrize(
    "row",
    [
        "C-1 | 客户0 | 13900000000 | | 东",
        " | 客户0 | 13900000000 | | 东",
        "C-0 | 客户0 | 13900000000 | 清空 | 东",
    ],
)
def test_only_a_row_that_surely_is_the_one_erases(row: str) -> None:
    assert blanked(line(customers(1)), table_of("customers", HEADER, row)).erased == {}


def test_what_could_not_be_read_is_not_blank() -> None:
    now = customers(1, 1)
    typed = replace(now, rows=(replace(now.rows[0], typed=(("level", "？"),)),))
    assert blanked(line(customers(1)), typed) == Blanked()
    other = replace(now, rows=(replace(now.rows[0], typed=(("address", "？"),)),))
    assert blanked(line(customers(1)), other).erased == {0: {0: {"level"}}}


def test_a_column_that_is_not_there_erases_nothing() -> None:
    now = table_of("customers", "number | name | phone", "C-0 | 客户0 | 13900000000")
    assert blanked(line(customers(1)), now) == Blanked()
    plain = table_of("customers", "number | name | phone", "C-0 | 客户0 | 13900000000")
    assert blanked(line(plain), customers(1, 1)) == Blanked()


def test_what_has_no_numbers_is_known_by_its_key() -> None:
    header = "product | spec | unit_price | remark"
    was = table_of("catalog", header, "叉车 | 3吨 | 88000 | 热", "轮胎 | | 680 | ")
    now = table_of("catalog", header, "轮胎 | | 680 | ", "叉车 | 3吨 | 88000 | ")
    assert blanked(line(was), now).erased == {0: {1: {"remark"}}}
    new = table_of("catalog", header, "新品 | | 1 | ", "叉车 | 3吨 | 88000 | 热")
    assert blanked(line(was), new).erased == {}


def test_only_sheets_of_ours_are_looked_at_and_those_that_are_known() -> None:
    now, was = customers(2, 1), line(customers(2))
    batch = Batch("a.xlsx", (now, now, now))
    pairs = {0: paired(now, keys_of(now), was), 1: paired(now, keys_of(now), was)}
    assert blanked_in(batch, pairs, [1, 2], ()).erased == {1: {0: {"level"}}}
