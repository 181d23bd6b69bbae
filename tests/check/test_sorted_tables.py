"""Cells that stand in the rows of others, copied numbers, and rows put in order again: each rule at its edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.check.tables import base_of, head_of, record_of, table_of
from workbook_crm.check.apart import Moved, exchanged, is_moved
from workbook_crm.check.damage import (
    Damage,
    cleared_numbers,
    copies_in,
    damage_in,
    in_order,
    question_of,
    restored_findings,
    restored_in,
    without_copied_numbers,
)
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.line_pairs import paired
from workbook_crm.check.restored import Order, order_of, put_in_order
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.file_lines import FileLine, Pairs
from workbook_crm.model.replies import Block, Question, Reply
from workbook_crm.model.rules import stamps as rules
from workbook_crm.model.snapshot import Snapshot, Stored

Rows = list[list[str]]
NUMBERED = "number | name | phone | level | remark"


def rows(count: int) -> Rows:
    """Customers that have nothing in common but the level."""
    return [
        [f"C-{nth:06d}", f"客户{chr(19968 + nth)}甲", f"139{nth:08d}", "A", f"记{nth}"]
        for nth in range(count)
    ]


def turned(of: Rows, count: int, *columns: int, first: int = 0) -> Rows:
    """The rows with some columns of `count` of them one row further down, the last cell on top."""
    made = [list(row) for row in of]
    for nth in range(count):
        for column in columns:
            made[first + nth][column] = of[first + (nth - 1) % count][column]
    return made


def table(of: Rows, header: str = NUMBERED, kind: str = "customers") -> Table[Any]:
    return table_of(kind, header, *map(" | ".join, of))


def pairs(was: Table[Any], now: Table[Any], gone: Sequence[int] = ()) -> Pairs:
    return paired(now, keys_of(now), FileLine(head_of(was), base_of(was, gone=gone)))


def damage(was: Rows, now: Rows, header: str = NUMBERED, kind: str = "customers") -> Damage:
    before, after = table(was, header, kind), table(now, header, kind)
    return damage_in(Batch("a.xlsx", (after,)), {0: pairs(before, after)})


def codes(found: Damage) -> list[str]:
    return [each.rule.code for each in found.found]


APART, SHIFTED = "columns-sorted-apart", "column-shifted"


@pytest.mark.parametrize(
    ("count", "moved", "code"),
    [
        (30, 3, APART),  # one in ten
        (31, 3, None),
        (4, 2, None),  # two swapped their names
        (4, 3, APART),
        (200, 10, SHIFTED),  # a run of ten
        (200, 9, None),
    ],
)
def test_how_many_names_in_the_rows_of_others_are_damage(count: int, moved: int, code: str | None) -> None:
    found = damage(rows(count), turned(rows(count), moved, 1))
    assert codes(found) == ([code] if code else [])
    assert found.tables == ({0} if code else set())


def test_ten_that_are_no_run_are_no_damage_among_many() -> None:
    made = turned(turned(rows(200), 5, 1), 5, 1, first=100)
    assert codes(damage(rows(200), made)) == []
    beside = turned(turned(rows(200), 5, 1), 5, 1, first=5)
    assert codes(damage(rows(200), beside)) == [SHIFTED]


@pytest.mark.parametrize(("moved", "code"), [(3, APART), (4, APART), (5, SHIFTED), (6, SHIFTED)])
def test_four_in_five_one_row_further_are_shifted(moved: int, code: str) -> None:
    assert codes(damage(rows(6), turned(rows(6), moved, 1))) == [code]


@pytest.mark.parametrize(
    "change",
    [
        lambda of: [[*row[:1], f"新{nth}户甲", *row[2:]] for nth, row in enumerate(of)],  # renamed
        lambda of: [[*row[:1], of[0][1], *row[2:]] for row in of],  # all are called as one who still is
        lambda of: [[*row[:1], "", *row[2:]] for row in of],
        lambda of: of[::-1],
        lambda of: turned(of, 4, 0, 1, 2, 3, 4),  # sorted, with all that they have
        lambda of: of[:2],
    ],
)  # fmt: skip
def test_an_edit_of_names_is_no_damage(change: Callable[[Rows], Rows]) -> None:
    assert damage(rows(4), change(rows(4))) == Damage()


def test_names_of_rows_that_are_gone_may_stand_elsewhere() -> None:
    """Whose row is there no more has no name now, and whoever has it is not in a wrong row."""
    was, now = rows(8), rows(8)[:4]
    for nth in range(4):
        now[nth][1] = was[nth + 4][1]
    assert codes(damage(was, now)) == []


@pytest.mark.parametrize("step", [1, -1])
def test_a_column_that_slid_down_or_up_is_shifted_and_not_put_in_order(step: int) -> None:
    now = rows(6)
    for nth in range(6):
        now[nth][1] = rows(6)[(nth + step) % 6][1]
    found = damage(rows(6), now)
    (said,) = found.found
    assert (said.rule.code, found.orders) == (SHIFTED, {})
    assert (dict(said.facts)["offer"], "key" in dict(said.facts)) == (rules.NOT_IN_ORDER, False)


def test_what_one_list_has_and_the_other_has_not_tells_nothing() -> None:
    plain, named = "phone | remark", "name | phone | remark"
    for was_header, now_header in ((plain, named), (named, plain)):
        was = [
            [f"名{nth}户甲", f"1390000000{nth}", f"记{nth}"][-len(was_header.split("|")) :]
            for nth in range(4)
        ]
        before = table(was, was_header)
        now = [
            [f"名{nth}户甲", f"1390000000{nth}", f"记{(nth - 1) % 4}"][-len(now_header.split("|")) :]
            for nth in range(4)
        ]
        after = table(now, now_header)
        (said,) = damage_in(Batch("a.xlsx", (after,)), {0: pairs(before, after)}).found
        told = dict(said.facts)
        assert (said.rule.code, told["number"], told["owner"]) == (APART, "13900000000", "13900000003")


def test_what_is_said_of_a_damaged_table() -> None:
    (found,) = damage(rows(10), turned(rows(10), 3, 1, first=4)).found
    told = dict(found.facts)
    assert (str(found.place), found.value) == ("表!B6", rows(10)[6][1])
    assert (told["rows"], told["known"], told["number"], told["owner"]) == (3, 10, "C-000004", "C-000006")
    assert found.rows == tuple(range(2, 12))
    assert (told["offer"], told["key"]) == (rules.IN_ORDER, ("表", "customers"))


def test_phones_tell_as_names_do_and_both_are_counted_once() -> None:
    (found,) = damage(rows(10), turned(rows(10), 4, 2, first=2)).found
    assert (str(found.place), dict(found.facts)["rows"]) == ("表!C4", 4)
    (both,) = damage(rows(10), turned(rows(10), 4, 1, 2, first=2)).found
    assert (str(both.place), dict(both.facts)["rows"]) == ("表!B4", 4)


def test_only_rows_that_are_theirs_by_number_are_looked_at() -> None:
    now = turned(rows(4), 3, 1)
    now[0][0], now[1][0] = "", ""
    assert codes(damage(rows(4), now)) == []


def test_a_list_without_numbers_tells_by_names_what_was_sorted() -> None:
    header = "name | source | remark"
    was = [[f"客户{chr(19968 + nth)}甲", f"源{nth}", f"记{nth}"] for nth in range(4)]
    (found,) = damage(was, turned(was, 4, 1, 2), header).found
    told = dict(found.facts)
    assert (found.rule.code, told["number"], told["owner"]) == (APART, was[0][0], was[3][0])
    assert damage(was, was, header) == Damage()


def test_a_list_that_tells_nobody_apart_has_no_damage() -> None:
    header = "source | remark"
    was = [[f"源{nth}", f"记{nth}"] for nth in range(4)]
    assert damage(was, turned(was, 4, 1), header) == Damage()
    before = table(rows(4))
    assert damage_in(Batch("a.xlsx", (before,)), {0: Pairs(keys_of(before))}) == Damage()


def test_only_the_tables_that_are_damaged_are_held() -> None:
    good, bad = table(rows(4)), table(turned(rows(4), 4, 1))
    of = {0: pairs(good, good), 2: pairs(good, bad), 1: pairs(good, bad)}
    found = damage_in(Batch("a.xlsx", (good, bad, bad)), of)
    assert (set(found.tables), len(found.found), set(found.orders)) == ({1, 2}, 2, {1, 2})


def test_a_table_is_put_in_order_where_its_sender_says_so() -> None:
    was, now = table(rows(5)), table(turned(rows(5), 3, 1, 2, first=1))
    batch = Batch("a.xlsx", (now,))
    found = damage_in(batch, {0: pairs(was, now)})
    question = question_of(now)
    assert question == Question(Block.ORDER, ("表", "customers"))
    assert restored_in(batch, found, [Reply(question, False)]) == {}
    assert restored_in(batch, found, [Reply(Question(Block.ORDER, ("别", "customers")), True)]) == {}
    orders = restored_in(batch, found, [Reply(question, True)])
    assert in_order(batch, orders).tables == (was,)
    (said,) = restored_findings(batch, orders)
    told = dict(said.facts)
    assert (str(said.place), told["rows"]) == ("表!1", 3)
    assert told["order"] == ("3<4", "4<5", "5<3")
    assert told["columns"] == ("2", "3")


Column = tuple[list[Any], list[Any]]
MOVED: list[tuple[str, str, bool]] = [
    # what a column said, what it says now, whether values only changed their rows
    ("abc", "bca", True),
    ("abc", "abc", False),
    ("abcd", "badc", True),
    ("abc", "bac", False),  # two are too few
    ("abcde", "bcdea", True),
    ("abcde", "bcdex", True),  # four of five
    ("abcd", "bcdx", False),  # three of four
    ("aab", "baa", False),  # two changed
    ("aabb", "bbaa", True),
    ("aabc", "bcxx", False),
]


@pytest.mark.parametrize(("was", "now", "expected"), MOVED)
def test_a_column_whose_values_changed_their_rows(was: str, now: str, expected: bool) -> None:
    assert is_moved(Moved("remark", list(now), list(was)), 3) is expected


@pytest.mark.parametrize(
    ("header", "was", "now", "owners"),
    [
        ("name | address | remark", ["甲 | 1 | a", "乙 | 2 | b", "丙 | 3 | c"], ["甲 | 3 | c", "乙 | 1 | a", "丙 | 2 | b"], [(0, 2, "address"), (1, 0, "address"), (2, 1, "address")]),
        ("name | remark", ["甲 | 1", "乙 | 2", "丙 | 3"], ["甲 | 3", "乙 | 1", "丙 | 2"], [(0, 2, "remark"), (1, 0, "remark"), (2, 1, "remark")]),
        # one column in which a value is new: a day later for all
        ("name | remark", ["甲 | 1", "乙 | 2", "丙 | 3", "丁 | 4", "戊 | 5"], ["甲 | 2", "乙 | 3", "丙 | 4", "丁 | 5", "戊 | 6"], []),
        # of two columns a value may be new
        ("name | address | remark", ["甲 | 1 | a", "乙 | 2 | b", "丙 | 3 | c", "丁 | 4 | d", "戊 | 5 | e"], ["甲 | 2 | b", "乙 | 3 | c", "丙 | 4 | d", "丁 | 5 | e", "戊 | 6 | f"], [(0, 1, "address"), (1, 2, "address"), (2, 3, "address"), (3, 4, "address")]),
        # words of lists alone tell nothing; with another column they do
        ("name | level | source", ["甲 | A | a", "乙 | B | b", "丙 | C | c"], ["甲 | C | c", "乙 | A | a", "丙 | B | b"], []),
        ("name | type | level", ["甲 | 1 | a", "乙 | 2 | b", "丙 | 3 | c"], ["甲 | 3 | c", "乙 | 1 | a", "丙 | 2 | b"], []),
        ("name | level | remark", ["甲 | A | a", "乙 | B | b", "丙 | C | c"], ["甲 | C | c", "乙 | A | a", "丙 | B | b"], [(0, 2, "level"), (1, 0, "level"), (2, 1, "level")]),
        # the column that shows it: one that is not blank now
        ("name | address | remark", ["甲 | | a", "乙 | 2 | b", "丙 | 3 | c"], ["甲 | 3 | c", "乙 | | a", "丙 | 2 | b"], [(0, 2, "address"), (1, 0, "remark"), (2, 1, "address")]),
        # two columns, each exchanged, and not the same way
        ("name | address | remark", ["甲 | 1 | a", "乙 | 2 | b", "丙 | 3 | c"], ["甲 | 3 | b", "乙 | 1 | c", "丙 | 2 | a"], []),
        ("name | remark", ["甲 | 1", "乙 | 2"], ["甲 | 2", "乙 | 1"], []),
        # a row that says what it said is no part of it, nor a column in which only some were edited
        ("name | address | remark", ["甲 | a | 1", "乙 | b | 2", "丙 | c | 3", "丁 | d | 4"], ["甲 | c | 3", "乙 | a | 1", "丙 | b | 2", "丁 | d | 4"], [(0, 2, "address"), (1, 0, "address"), (2, 1, "address")]),
        ("name | address | remark", ["甲 | a | 1", "乙 | b | 2", "丙 | c | 3"], ["甲 | x | 3", "乙 | y | 1", "丙 | c | 2"], [(0, 2, "remark"), (1, 0, "remark"), (2, 1, "remark")]),
        # the column that shows it is one that differs, blank or not
        ("name | address | remark", ["甲 | a | 1", "乙 | a | 2", "丙 | b | 3", "丁 | c | 4"], ["甲 | c | 4", "乙 | a | 1", "丙 | a | 2", "丁 | b | 3"], [(0, 3, "address"), (1, 0, "remark"), (2, 1, "address"), (3, 2, "address")]),
        ("name | address | remark", ["甲 | | ", "乙 | b | 2", "丙 | c | 3"], ["甲 | c | 3", "乙 | | ", "丙 | b | 2"], [(0, 2, "address"), (1, 0, "address"), (2, 1, "address")]),
        # two rows exchanged all, four in two ways; three of seven
        ("name | address | remark", ["甲 | a | 1", "乙 | b | 2", "丙 | c | 3", "丁 | d | 4", "戊 | e | 5", "己 | f | 6"], ["甲 | b | 2", "乙 | a | 1", "丙 | d | 6", "丁 | e | 3", "戊 | f | 4", "己 | c | 5"], []),
        ("name | address | remark", ["甲 | a | 1", "乙 | b | 2", "丙 | c | 3", "丁 | d | 4", "戊 | e | 5", "己 | f | 6", "庚 | g | 7"], ["甲 | c | 3", "乙 | a | 1", "丙 | b | 2", "丁 | e | 7", "戊 | f | 4", "己 | g | 5", "庚 | d | 6"], []),
        ("name", ["甲", "乙", "丙"], ["甲", "乙", "丙"], []),
    ],
)  # fmt: skip
def test_what_rows_exchanged(
    header: str, was: list[str], now: list[str], owners: list[tuple[int, int, str]]
) -> None:
    before, after = table_of("customers", header, *was), table_of("customers", header, *now)
    of = Pairs(keys_of(after), FileLine(head_of(before), base_of(before)), tuple(range(len(now))))
    assert exchanged(after, of, list(range(len(now))), ("name", "phone"), 3) == owners


def test_rows_of_the_base_are_told_by_where_they_stand_there() -> None:
    before = table_of("customers", "name | remark", "戊 | 9", "丙 | 3", "乙 | 2", "甲 | 1")
    after = table_of("customers", "name | remark", "新 | x", "甲 | 3", "乙 | 1", "丙 | 2")
    of = Pairs(keys_of(after), FileLine(head_of(before), base_of(before)), (None, 3, 2, 1))
    assert exchanged(after, of, [1, 2, 3], ("name",), 3) == [(1, 1, "remark"), (2, 3, "remark"), (3, 2, "remark")]  # fmt: skip


def order(was: Rows, now: Rows, header: str) -> Order | None:
    before, after = table(was, header), table(now, header)
    known = [nth for nth, row in enumerate(pairs(before, after).rows) if row is not None]
    return order_of(after, pairs(before, after), known)


def test_who_is_put_in_order() -> None:
    of = rows(5)
    found = order(of, turned(of, 3, 1, 2, first=1), NUMBERED)
    assert found == Order((0, 2, 3, 1, 4), frozenset({"name", "phone"}))
    assert order(of, of, NUMBERED) is None


def test_a_row_that_is_new_stays_where_it_is() -> None:
    of = rows(5)
    now = [["", "新客户甲", "13600000000", "A", "新"], *turned(of, 3, 1, 2, first=1)]
    assert order(of, now, NUMBERED) == Order((0, 1, 3, 4, 2, 5), frozenset({"name", "phone"}))


def test_a_cell_that_was_edited_beside_hides_nothing() -> None:
    of = rows(6)
    now = turned(of, 5, 1, 2)
    now[0][2] = "13600000000"
    assert order(of, now, NUMBERED) == Order((1, 2, 3, 4, 0, 5), frozenset({"name", "phone"}))


@pytest.mark.parametrize(
    ("header", "columns", "is_certain"),
    [
        ("number | name", (1,), False),  # two columns: of two that contradict each other none is a witness
        ("number | name | level", (1,), False),  # a column that varies nowhere is none
        ("number | name | remark", (1,), True),
        ("number | name | phone", (1, 2), True),
        ("number | name | phone | remark", (1, 2, 3), True),  # all but the numbers
    ],
)
def test_three_columns_have_to_bear_witness(header: str, columns: tuple[int, ...], is_certain: bool) -> None:
    names = NUMBERED.split(" | ")
    of = [[row[names.index(each)] for each in header.split(" | ")] for row in rows(4)]
    assert (order(of, turned(of, 4, *columns), header) is not None) is is_certain


@pytest.mark.parametrize(("edited", "is_certain"), [(0, True), (1, True), (2, False)])
def test_nine_tenths_or_so_have_to_fit(edited: int, is_certain: bool) -> None:
    """Of five rows that were turned one may have been edited in another column, not two."""
    of = rows(6)
    now = turned(of, 5, 1, 2)
    for nth in range(edited):
        now[nth][4] = f"改{nth}"
    assert (order(of, now, NUMBERED) is not None) is is_certain


def test_a_column_that_went_another_way_is_not_certain() -> None:
    of = rows(4)
    now = turned(turned(turned(of, 4, 1), 4, 4), 4, 4)
    assert order(of, now, NUMBERED) is None


def test_cells_that_are_alike_go_either_way() -> None:
    of = [[*row[:3], "AB"[nth % 2], row[4]] for nth, row in enumerate(rows(4))]
    found = order(of, turned(of, 4, 1), NUMBERED)
    assert found == Order((1, 2, 3, 0), frozenset({"name"}))
    assert order(of, turned(of, 4, 1, 3), NUMBERED) == Order((1, 2, 3, 0), frozenset({"name", "level"}))


def test_two_rows_of_one_value_are_matched_in_order() -> None:
    of = [["C-1", "甲甲", "同"], ["C-2", "乙乙", "同"], ["C-3", "丙丙", "别"], ["C-4", "丁丁", "别"]]
    header = "number | name | remark"
    now = [[row[0], row[1], of[(nth + 2) % 4][2]] for nth, row in enumerate(of)]
    assert order(of, now, header) == Order((2, 3, 0, 1), frozenset({"remark"}))


def test_one_row_that_says_what_nobody_said_takes_what_is_left() -> None:
    of = rows(5)
    now = turned(of, 5, 1)
    now[2][1] = "改名甲"
    assert order(of, now, "number | name | phone | level | remark") == Order(
        (1, 2, 3, 4, 0), frozenset({"name"})
    )
    now[3][1] = "改名乙"
    assert order(of, now, NUMBERED) is None


def test_moved_cells_take_with_them_what_is_known_of_them() -> None:
    header = "number | name | phone | 车型 | 颜色"
    was = table([[*row[:3], f"型{nth}", row[4]] for nth, row in enumerate(rows(2))], header)
    one, other = was.rows
    one = replace(one, erased=frozenset({"phone", "level"}), typed=(("name", "旧"), ("remark", "留")))
    before = replace(was, rows=(one, other))
    after = put_in_order(before, Order((1, 0), frozenset({"name", "phone", "extra:车型"})))
    first, second = after.rows
    assert [first.record.name, second.record.name] == [other.record.name, one.record.name]
    assert [first.record.number, second.record.number] == ["C-000000", "C-000001"]
    assert [dict(each.record.extra) for each in after.rows] == [
        {"颜色": "记0", "车型": "型1"}, {"颜色": "记1", "车型": "型0"},
    ]  # fmt: skip
    assert (first.erased, second.erased) == (frozenset({"level"}), frozenset({"phone"}))
    assert (first.typed, second.typed) == ((("remark", "留"),), (("name", "旧"),))
    assert put_in_order(before, Order((0, 1), frozenset({"name"}))) == before


def test_a_column_that_we_do_not_know_goes_along() -> None:
    header = "number | name | phone | 车型 | remark"
    of = [[*row[:3], f"型{nth}", row[4]] for nth, row in enumerate(rows(4))]
    was, now = table(of, header), table(turned(of, 4, 1, 3), header)
    found = order(of, turned(of, 4, 1, 3), header)
    assert found == Order((1, 2, 3, 0), frozenset({"name", "extra:车型"}))
    assert put_in_order(now, found).rows == was.rows
    (said,) = restored_findings(Batch("a.xlsx", (now,)), {0: found})
    assert dict(said.facts)["columns"] == ("2", "4")


@pytest.mark.parametrize(
    ("levels", "columns", "expected"),
    [
        ("AABB", (1, 3), {"name", "level"}),  # some of the cells are alike wherever they stand
        ("AABB", (1,), {"name"}),
        ("ABAB", (1,), {"name"}),
    ],
)
def test_words_of_two_values_bear_witness(levels: str, columns: tuple[int, ...], expected: set[str]) -> None:
    of = [[*row[:3], level, row[4]] for row, level in zip(rows(4), levels, strict=True)]
    found = order(of, turned(of, 4, *columns), NUMBERED)
    assert found is not None
    assert found.fields == expected
    three = [[row[0], row[1], row[3]] for row in of]
    at = tuple(2 if each == 3 else each for each in columns)
    assert (order(three, turned(three, 4, *at), "number | name | level") is not None) is True


def test_of_two_columns_without_numbers_none_bears_witness() -> None:
    header = "name | remark"
    of = [[row[1], row[4]] for row in rows(4)]
    assert order(of, turned(of, 4, 1), header) is None


def test_a_row_that_was_turned_and_edited_makes_the_rest_uncertain() -> None:
    of = rows(10)
    now = turned(of, 3, 1, 2)
    assert order(of, now, NUMBERED) is not None
    now[1][4] = "改了"
    assert order(of, now, NUMBERED) is None  # one of three is more than one of five


@pytest.mark.parametrize(
    ("names", "edited", "is_certain"),
    [("unique", (2,), True), ("unique", (1, 2), False), ("twice", (2,), False)],
)
def test_of_rows_that_were_edited_too_what_is_nobody_elses_tells(
    names: str, edited: tuple[int, ...], is_certain: bool
) -> None:
    """Of ten rows two have another phone, or another name and phone, or a name that two have."""
    of = rows(10)
    if names == "twice":
        of[6][1] = of[2][1]
    now = turned(of, 10, 1, 2)
    for nth in (3, 7):  # they say what rows 2 and 6 said
        for column in edited:
            now[nth][column] = f"{'改名' if column == 1 else '136'}{nth}"
    found = order(of, now, NUMBERED)
    assert (found is not None) is is_certain
    assert found is None or found.sources == (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)


def test_a_column_that_is_new_is_left_out() -> None:
    of = rows(4)
    before = table([row[:4] for row in of], "number | name | phone | level")
    after = table(turned(of, 4, 1, 2), NUMBERED)
    found = order_of(after, pairs(before, after), [0, 1, 2, 3])
    assert found == Order((1, 2, 3, 0), frozenset({"name", "phone"}))


COPIED: list[tuple[list[str], list[tuple[str, int, int]], set[int]]] = [
    # rows that are sent, (code, row, the other row) that is said, rows that are new ones
    (["C-1 | 甲甲甲甲 | 111", "C-2 | 乙乙乙乙 | 222"], [], set()),
    (["C-1 | 甲甲甲甲 | 111", "C-1 | 丙丙丙丙 | 333"], [("row-copied", 3, 2)], {1}),
    (["C-1 | 丙丙丙丙 | 333", "C-1 | 甲甲甲甲 | 111"], [("row-copied", 2, 3)], {0}),
    (["C-1 | 甲甲甲甲 | 111", "C-1 | 丙丙丙丙 | 333", "C-1 | 丁丁丁丁 | 444"], [("row-copied", 3, 2), ("row-copied", 4, 2)], {1, 2}),
    (["C-1 | 甲甲甲甲 | 111", "C-1 | 甲甲甲甲 | 111"], [("row-twice", 3, 2)], set()),
    (["C-1 | 甲甲甲甲 | 111", "C-1 | 甲乙甲乙 | 111"], [("number-twice", 2, 3), ("number-twice", 3, 2)], set()),
    (["C-1 | 丙丙丙丙 | 333", "C-1 | 丁丁丁丁 | 444"], [("number-twice", 2, 3), ("number-twice", 3, 2)], set()),
    (["C-1 | 甲甲甲甲 | 111", "C-1 | 甲甲甲甲 | 111", "C-1 | 丁丁丁丁 | 444"], [("number-twice", 2, 3), ("number-twice", 3, 2), ("number-twice", 4, 2)], set()),
    (["C-9 | 丙丙丙丙 | 333", "C-9 | 丁丁丁丁 | 444"], [], set()),  # a number that was never in the list
    ([" | 甲甲甲甲 | 111", " | 甲甲甲甲 | 111"], [], set()),
    ([" | 无号无号 | 999", " | 无号无号 | 999"], [], set()),
    (["C-1 | 丙丙丙丙 | 333"], [], set()),  # one row, whatever it says
]  # fmt: skip


@pytest.mark.parametrize(("now", "said", "new"), COPIED)
def test_rows_of_one_number(now: list[str], said: list[tuple[str, int, int]], new: set[int]) -> None:
    header = "number | name | phone"
    before = table_of(
        "customers", header, "C-1 | 甲甲甲甲 | 111", "C-2 | 乙乙乙乙 | 222", " | 无号无号 | 999"
    )
    after = table_of("customers", header, *now)
    batch = Batch("a.xlsx", (after,))
    found = copies_in(batch, {0: pairs(before, after)}, (), Snapshot())
    assert [(each.rule.code, each.place.row, dict(each.facts)["other"]) for each in found.found] == said
    assert found.cleared == ({0: new} if new else {})
    cleared = without_copied_numbers(batch, found).tables[0].rows
    assert [nth for nth, each in enumerate(cleared) if ("number", after.rows[nth].record.number) in each.typed] == sorted(new)  # fmt: skip
    assert all(cleared[nth].record.number is None for nth in new)


OTHERS: list[tuple[str, bool, bool]] = [
    # a row that is new in a sheet of ours, whether it is said, where the sheet is ours
    ("C-7 | 丁丁丁丁 | 444", True, True),
    ("C-7 | 丁丁丁丁 | 444", False, False),
    ("C-7 | 别别别别 | 777", True, False),  # the record's own phone
    ("C-7 | 柒柒柒柒 | 444", True, False),  # its own name
    ("C-7 |  |  ", True, False),
    ("C-7 | 丁丁丁丁 |  ", True, True),
    ("C-8 | 丁丁丁丁 | 444", True, False),  # nobody has this number
    (" | 丁丁丁丁 | 444", True, False),
]


@pytest.mark.parametrize(("row", "is_ours", "is_said"), OTHERS)
def test_a_number_that_another_record_has(row: str, is_ours: bool, is_said: bool) -> None:
    header = "number | name | phone"
    before = table_of("customers", header, "C-1 | 甲甲甲甲 | 111")
    after = table_of("customers", header, "C-1 | 甲甲甲甲 | 111", row)
    stored = Stored(7, record_of("customers", header, "C-7 | 柒柒柒柒 | 777"))
    snapshot = Snapshot(records={"customers": (Stored(1, before.rows[0].record), stored)})
    found = copies_in(Batch("a.xlsx", (after,)), {0: pairs(before, after)}, (0,) if is_ours else (), snapshot)
    assert [(each.rule.code, str(each.place)) for each in found.found] == [("number-not-handed-out", "表!A3")] * is_said  # fmt: skip
    assert found.cleared == ({0: {1}} if is_said else {})


def test_a_row_of_the_sheet_that_got_anothers_number_is_said_elsewhere() -> None:
    header = "number | name | phone"
    before = table_of("customers", header, "C-1 | 甲甲甲甲 | 111")
    after = table_of("customers", header, "C-7 | 甲甲甲甲 | 111")
    snapshot = Snapshot(
        records={"customers": (Stored(7, record_of("customers", header, "C-7 | 柒柒柒柒 | 777")),)}
    )
    assert copies_in(Batch("a.xlsx", (after,)), {0: pairs(before, after)}, (0,), snapshot).found == ()


def test_a_number_of_the_sheet_is_no_strangers() -> None:
    """A row whose number was handed out in this sheet, and stands in two of its rows."""
    header = "number | name | phone"
    before = table_of("customers", header, "C-1 | 甲甲甲甲 | 111", "C-7 | 柒柒柒柒 | 777")
    after = table_of("customers", header, "C-7 | 柒柒柒柒 | 777", "C-7 | 丁丁丁丁 | 444")
    snapshot = Snapshot(records={"customers": (Stored(7, before.rows[1].record),)})
    found = copies_in(Batch("a.xlsx", (after,)), {0: pairs(before, after)}, (0,), snapshot)
    assert [each.rule.code for each in found.found] == ["row-copied"]


@pytest.mark.parametrize(
    ("now", "gone"),
    [
        (["C-1 | 甲甲甲甲 | 111", "C-2 | 乙乙乙乙 | 222"], None),
        ([" | 甲甲甲甲 | 111", "C-2 | 乙乙乙乙 | 222"], 1),
        ([" | 甲甲甲甲 | 111", " | 乙乙乙乙 | 222", " | 丙丙丙丙 | 333"], 2),
        ([" | 丙丙丙丙 | 333"], None),
    ],
)
def test_numbers_that_are_gone_are_counted(now: list[str], gone: int | None) -> None:
    header = "number | name | phone"
    before = table_of(
        "customers", header, "C-1 | 甲甲甲甲 | 111", "C-2 | 乙乙乙乙 | 222", " | 丙丙丙丙 | 333"
    )
    after = table_of("customers", header, *now)
    found = cleared_numbers(after, pairs(before, after))
    assert (found and (str(found.place), dict(found.facts)["rows"])) == (gone and ("表!A1", gone))


@pytest.mark.parametrize("which", ["before", "after"])
def test_a_list_without_a_column_of_numbers_has_none_to_lose_or_copy(which: str) -> None:
    plain = table_of("customers", "name | phone", "甲甲甲甲 | 111", "甲甲甲甲 | 111")
    numbered = table_of("customers", "number | name | phone", "C-1 | 甲甲甲甲 | 111", "C-1 | 甲甲甲甲 | 111")
    before, after = (plain, numbered) if which == "before" else (numbered, plain)
    of = pairs(before, after)
    assert cleared_numbers(after, of) is None
    assert copies_in(Batch("a.xlsx", (after,)), {0: of}, (0,), Snapshot()).found == ()
    assert cleared_numbers(after, Pairs(keys_of(after))) is None
