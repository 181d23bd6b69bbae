"""Which list a table continues, or is a copy of: shares and preferences at their edges, without a store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.check.tables import base_of, head_of, line_of, table_of
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.recognise import likely_lines, pairs_of
from workbook_crm.model.batch import Batch, Beside, Table
from workbook_crm.model.file_lines import FileLine, Pairs, hash_of

HEADER = "name | phone | remark"
HASHES = [hash_of(f"139111122{nth:02d}") for nth in range(100)]


def people(*numbers: int, kind: str = "customers", remark: str = "同", **named: str) -> Table[Any]:
    """A list of the people with these numbers."""
    rows = (f"客户{nth:02d} | 139111122{nth:02d} | {remark}" for nth in numbers)
    return table_of(kind, HEADER, *rows, **named)


def batch(*tables: Table[Any]) -> Batch:
    return Batch("a.xlsx", tables)


def pairs(tables: list[Table[Any]], lines: list[FileLine], **more: Any) -> dict[int, Pairs]:
    """The pairs of tables that 张三 sends."""
    sent = batch(*tables)
    return dict(pairs_of(sent, sent, lines, "张三", **more))


def continued(tables: list[Table[Any]], lines: list[FileLine], **more: Any) -> list[int | None]:
    """By table: the id of the line that it continues."""
    found = pairs(tables, lines, **more)
    return [line.head.id if (line := found[at].line) else None for at in range(len(tables))]


def own(table: Table[Any], number: int = 1, **head: Any) -> FileLine:
    """A line of 张三's."""
    return line_of(table, number=number, **{"sender": "张三", "file": "旧.xlsx", **head})


@pytest.mark.parametrize(
    ("here", "sample", "is_likely"), [(3, 10, True), (2, 10, False), (1, 3, True), (0, 0, False), (1, 4, False)]
)  # fmt: skip
@pytest.mark.parametrize("sender", ["张三", "李四"])
def test_a_list_may_be_one_of_whose_sample_it_has_three_in_ten(
    here: int, sample: int, is_likely: bool, sender: str
) -> None:
    head = head_of(people(1), sender=sender, file="旧.xlsx", sample=frozenset(HASHES[:sample]))
    table = people(*range(here), *range(50, 55))
    assert bool(likely_lines(batch(table), [head], "张三")) is is_likely


@pytest.mark.parametrize(
    ("sender", "kind", "now", "is_likely"),
    [
        ("张三", "leads", "customers", True),
        ("张三", "customers", "leads", True),
        ("李四", "leads", "customers", False),  # another's leads are none of his customers
        ("李四", "customers", "customers", True),
        ("张三", "staff", "customers", False),
    ],
)
def test_only_ones_own_leads_come_back_as_customers(
    sender: str, kind: str, now: str, is_likely: bool
) -> None:
    head = head_of(people(1, kind="customers"), sender=sender, file="旧.xlsx", sample=frozenset(HASHES))
    table = people(*range(60), kind=now)
    assert bool(likely_lines(batch(table), [replace(head, kind=kind)], "张三")) is is_likely


@pytest.mark.parametrize(
    ("sender", "sheet", "rows", "is_likely"),
    [("张三", "表", 1, True), ("张三", "另", 1, False), ("李四", "表", 1, False),
     ("张三", "表", 500, True), ("张三", "表", 501, False)],
)  # fmt: skip
def test_a_small_list_of_ones_own_is_known_by_its_name(
    sender: str, sheet: str, rows: int, is_likely: bool
) -> None:
    head = head_of(people(1), sender=sender, sheet=sheet, sample=frozenset({1, 2, 3}))
    table = table_of("customers", "name", *map(str, range(rows)))
    assert bool(likely_lines(batch(table), [head], "张三")) is is_likely


def test_contacts_beside_a_list_are_no_list() -> None:
    table = people(*range(5))
    head = head_of(table, sender="张三")
    assert likely_lines(batch(replace(table, beside=Beside(0, 1))), [head], "张三") == ()
    assert likely_lines(batch(table, table), [head, head], "张三") == (head,)
    beside = replace(table, beside=Beside(0, 1))
    assert pairs([beside], [own(table)], handed_out={0: own(table)}) == {}


@pytest.mark.parametrize(
    ("numbers", "line"),
    [((0, 1, 2, 3), 1), ((0, 1), 1), ((0,), None), ((0, 1, 50, 51, 52, 53, 54), 1), ((50, 51), None)],
)
def test_a_list_goes_on_with_half_of_its_rows(numbers: tuple[int, ...], line: int | None) -> None:
    assert continued([people(*numbers)], [own(people(0, 1, 2, 3))]) == [line]


def test_rows_that_were_gone_before_are_not_missed() -> None:
    was = people(*range(4))
    line = FileLine(own(was).head, base_of(was, gone=(1, 2, 3)))
    assert continued([people(0)], [line]) == [1]
    assert continued([people(1)], [line]) == [None]


def test_a_line_without_rows_is_continued_by_nothing() -> None:
    assert continued([people(0)], [own(people())]) == [None]
    assert continued([people()], [line_of(people(), sender="李四", file="旧.xlsx")]) == [None]


@pytest.mark.parametrize(("sender", "kind"), [("李四", "customers"), ("张三", "leads")])
def test_only_a_line_of_ones_own_and_of_the_kind_is_continued(sender: str, kind: str) -> None:
    line = own(people(*range(4), kind=kind), sender=sender)
    assert continued([people(0, 1, remark="新")], [line]) == [None]


PREFERRED: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    # two lines of the same four rows; which one a list of them continues
    ({"file": "a.xlsx"}, {"sheet": "表", "receipt": 9}, 1),
    ({"file": "旧.xlsx", "sheet": "另"}, {"file": "a.xlsx", "sheet": "另"}, 2),
    ({"sheet": "另", "receipt": 9}, {"sheet": "表", "receipt": 1}, 2),
    ({"sheet": "另", "receipt": 9}, {"sheet": "另", "receipt": 1}, 1),
    ({"sheet": "另", "receipt": 1}, {"sheet": "另", "receipt": 9}, 2),
]


@pytest.mark.parametrize(("one", "other", "line"), PREFERRED)
def test_of_two_lines_the_one_of_the_name_then_the_later_one(
    one: dict[str, Any], other: dict[str, Any], line: int
) -> None:
    was = people(*range(4))
    lines = [own(was, 1, **one), own(was, 2, **other)]
    assert continued([was], lines) == [line]
    assert continued([was], lines[::-1]) == [line]


def test_of_two_lines_the_one_of_which_more_is_there() -> None:
    lines = [own(people(*range(6)), 1, receipt=1), own(people(*range(8)), 2, receipt=9)]
    assert continued([people(*range(5))], lines) == [1]


def test_one_line_is_continued_once() -> None:
    was = people(*range(4))
    assert continued([people(0, 1), people(*range(4), sheet="另")], [own(was, sheet="别")]) == [None, 1]
    later = [own(was, 1, sheet="别"), own(was, 2, sheet="别")]
    assert continued([was, was], later) == [2, 1]


def test_a_stamp_tells_the_line_whatever_its_rows() -> None:
    was, other = people(*range(4)), people(*range(10, 14))
    stamped = own(other, 7)
    assert continued([was], [own(was), stamped], handed_out={0: stamped}) == [7]
    assert continued([was, other], [own(was), stamped], handed_out={0: stamped}) == [7, None]
    new = replace(stamped, head=replace(stamped.head, id=0))
    assert continued([was, was], [own(was)], handed_out={0: new}) == [0, 1]


SLIPS = ("客户00 | 13911112209 | 同", "客户01 | 13911112219 | 同", "客户02 | 13911112229 | 同")


@pytest.mark.parametrize(
    ("rows", "named", "line"),
    [
        (SLIPS[:2], {}, 1),
        (SLIPS[:1], {}, None),
        (SLIPS[:2], {"sheet": "另"}, None),
        (SLIPS[:2], {"file": "新.xlsx"}, None),
    ],
)
def test_a_small_list_of_one_name_goes_on_though_every_key_was_mended(
    rows: tuple[str, ...], named: dict[str, str], line: int | None
) -> None:
    was = own(people(0, 1, 2, 3), file="a.xlsx")
    table = table_of("customers", HEADER, *rows, **named)
    assert continued([table], [was]) == [line]


def test_rows_that_are_asked_about_count_as_found() -> None:
    header = "name | phone | remark | address | 一 | 二 | 三 | 四"
    was = table_of(
        "customers", header, "王伟 | 13911112222 | 同 | 同 | 同 | 旧 | 旧 | 旧", "李雷 | 1 | 甲 | 乙 | | | |"
    )
    now = table_of("customers", header, "王伟 | 13911112223 | 同 | 同 | 同 | 新 | 新 | 新")
    line = own(was, file="a.xlsx")
    found = pairs([now], [line])[0]
    assert (found.line, found.rows, list(found.asked)) == (line, (None,), [0])


def test_a_long_list_is_not_compared_row_by_row() -> None:
    was = own(people(0, 1), file="a.xlsx")
    fillers = [f"别人{nth} | 1370000{nth:04d} | 另" for nth in range(499)]
    assert continued([table_of("customers", HEADER, *SLIPS[:2], *fillers[:498])], [was]) == [1]
    assert continued([table_of("customers", HEADER, *SLIPS[:2], *fillers)], [was]) == [None]


def test_two_small_lists_do_not_share_a_line() -> None:
    was = own(people(0, 1), file="a.xlsx")
    tables = [table_of("customers", HEADER, *SLIPS[:2])] * 2
    assert continued(tables, [was]) == [1, None]
    assert continued([people(0, 1), table_of("customers", HEADER, *SLIPS[:2])], [was]) == [1, None]


@pytest.mark.parametrize(
    ("changed", "sender", "kind", "is_copy"),
    [(0, "李四", "customers", True), (1, "李四", "customers", True), (2, "李四", "customers", False),
     (0, None, "customers", True), (0, "李四", "leads", False)],
)  # fmt: skip
def test_nine_in_ten_rows_as_somebody_else_sent_them_are_a_copy(
    changed: int, sender: str | None, kind: str, is_copy: bool
) -> None:
    line = line_of(people(*range(10), kind=kind), sender=sender)
    now = people(*range(10))
    rows = tuple(
        replace(row, record=replace(row.record, remark="新")) if nth < changed else row
        for nth, row in enumerate(now.rows)
    )
    found = pairs([replace(now, rows=rows)], [line])[0]
    assert found.is_copy is is_copy
    assert found.changed == (frozenset(range(changed)) if is_copy else frozenset())
    assert found.rows == (tuple(range(10)) if is_copy else ())


def test_a_row_more_is_part_of_no_copy() -> None:
    line = line_of(people(*range(9)), sender="李四")
    assert pairs([people(*range(10))], [line])[0].changed == {9}
    assert not pairs([people(*range(11))], [line])[0].is_copy


def test_a_copy_is_of_the_latest_version_and_of_no_list_that_is_taken() -> None:
    was = people(*range(10))
    older, later = line_of(was, number=1, sender="李四"), line_of(was, number=2, sender="王五")
    assert continued([was], [older, later]) == [2]
    assert continued([was, was, was], [older, later]) == [2, 1, None]
    mine = own(people(*range(20, 24)), 3, file="a.xlsx")
    assert continued([people(*range(20, 24))], [mine, older]) == [3]


def test_the_keys_are_those_that_were_sent() -> None:
    sent, settled = batch(people(0, 1)), batch(people(0, 1, remark="新"))
    found = pairs_of(sent, settled, [own(people(0, 1))], "张三")
    assert found[0].keys == keys_of(sent.tables[0])
    assert found[0].rows == (0, 1)
