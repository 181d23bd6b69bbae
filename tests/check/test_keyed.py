"""Who rows without numbers are: natural keys, several rows of one key, and contacts that are kept beside a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.tables import record_of, snapshot_of, table_of
from workbook_crm.check.absorbed import absorbed, absorbing, as_absorbed
from workbook_crm.check.beside import completed, edited
from workbook_crm.check.keyed import Keyed, keyed_ids
from workbook_crm.check.known import Known
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.pairing import Pairing, agreeing
from workbook_crm.model.batch import Beside, Table
from workbook_crm.model.linked import Target
from workbook_crm.model.snapshot import Snapshot, Stored

CUSTOMERS = table_of("customers", "number | name", "C-000001 | 宏达", "C-000002 | 远航")
DEALS = table_of("opportunities", "number | name", "O-000001 | 甲", "O-000002 | 乙")
FIRST, SECOND, NEW = Target("customers", 1), Target("customers", 2), Target("customers", -1)
DEAL, OTHER = Target("opportunities", 1), Target("opportunities", 2)


def stored(kind: str, header: str, *rows: str) -> tuple[Stored[Any], ...]:
    return tuple(snapshot_of(table_of(kind, header, *rows)).of(kind))


def ids(
    table: Table[Any],
    known: Sequence[Stored[Any]] = (),
    targets: Sequence[Target | None] = (),
    before: dict[int, int] | None = None,
    added: set[int] | frozenset[int] = frozenset(),
) -> tuple[int, ...]:
    """The ids of the rows of one table; `targets` are those of its reference."""
    means = {"follow_ups": "subject", "opportunity_lines": "opportunity"}.get(table.kind, "")
    of = Keyed(table, {means: targets}, before or {}, frozenset(added))
    (found,) = keyed_ids([of], known, Known(snapshot_of(CUSTOMERS, DEALS)))
    return found


@pytest.mark.parametrize(
    ("kind", "header", "known", "rows", "expected"),
    [
        ("staff", "name | phone", ["张三 | 1", "李四 | 2"], ["李 四 | 9", "王五 | 3", "王五 | 4"], (2, -1, -1)),
        ("choices", "list | value", ["stage | 谈着", "level | 谈着"], ["level | 谈着", "stage | 谈 着", "source | 谈着"], (2, 1, -1)),
        ("staff", "name | phone", ["张三 | 1", "张三 | 2"], ["张三 | 1"], (1,)),
        ("staff", "name | phone", [" | 1"], [" | 1"], (1,)),
    ],
)  # fmt: skip
def test_a_natural_key_is_one_record(
    kind: str, header: str, known: list[str], rows: list[str], expected: tuple[int, ...]
) -> None:
    assert ids(table_of(kind, header, *rows), stored(kind, header, *known)) == expected


CONTACT = "subject | time | content"
CONTACTS = stored("follow_ups", CONTACT, "C-000001 | 2026-11-20 | 谈价格", "C-000002 | 2026-11-20 | 谈价格")


@pytest.mark.parametrize(
    ("row", "target", "record_id"),
    [
        ("宏达 | 2026-11-20 | 谈价格", FIRST, 1),
        ("宏达 | 2026-11-20 | 谈 价格", FIRST, 1),
        ("宏达 | 2026-11-20 | 谈价格", SECOND, 2),
        ("宏达 | 2026-11-20 | 谈价格", NEW, -1),
        ("宏达 | 2026-11-20 | 谈价格", None, -1),
        ("宏达 | 2026-11-21 | 谈价格", FIRST, -1),
        ("宏达 | 2026-11-20 | 谈价钱", FIRST, -1),
        ("宏达 | 2026-11-20 10:00 | 谈价格", FIRST, -1),
        ("宏达 | 2026-11-20 | ", FIRST, -1),
    ],
)
def test_a_contact_is_known_by_subject_time_and_words(
    row: str, target: Target | None, record_id: int
) -> None:
    assert ids(table_of("follow_ups", CONTACT, row), CONTACTS, [target]) == (record_id,)


def test_what_a_row_was_in_its_list_goes_before_and_is_what_equal_rows_are() -> None:
    rows = table_of("follow_ups", CONTACT, *["宏达 | 2026-11-22 | 新的话"] * 2, "宏达 | 2026-11-20 | 谈价格")
    assert ids(rows, CONTACTS, [FIRST] * 3, before={0: 7}) == (7, 7, 1)
    assert ids(rows, CONTACTS, [FIRST] * 3, before={2: 7}) == (-1, -1, 7)


LINE = "opportunity | product | spec | quantity | unit_price | discount | remark"
LINES = stored(
    "opportunity_lines",
    LINE,
    "O-000001 | 叉车 | 3吨 | 1 | 88000 | 0.05 | 一期",
    "O-000001 | 叉车 | 3吨 | 1 | 88000 |  | 二期",
    "O-000001 | 叉车 | 3吨 | 2 | 88000 |  | ",
    "O-000002 | 叉车 | 3吨 | 1 |  |  | 一期",
)
A_LINE = "甲 | 叉车 | 3吨 | {} | {} |  | {}"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # all three as they are, in any order
        ([("1", "", "一期"), ("1", "", "二期"), ("2", "", "")], (1, 2, 3)),
        ([("2", "", ""), ("1", "", "二期"), ("1", "", "一期")], (3, 2, 1)),
        # one that says the same is never taken by another
        ([("1", "", "二期")], (2,)),
        ([("1", "90000", "二期")], (1,)),  # no line has this price: the first that is left
        ([("1", "88000", "二期")], (2,)),
        # a blank agrees with anything
        ([("2", "", "二期"), ("", "", "")], (2, 1)),
        ([("", "", "二期")], (2,)),
        # what fits none takes what is left, in order
        ([("9", "", "九"), ("8", "", "八"), ("1", "", "一期")], (2, 3, 1)),
        ([("9", "", "九"), ("8", "", "八"), ("7", "", "七"), ("6", "", "六")], (1, 2, 3, -1)),
        ([("1", "", "一期"), ("1", "", "一期")], (1, 2)),
        # one row, one line left: it is that line
        ([("9", "", "九")], (1,)),
    ],
)
def test_lines_of_one_product(rows: list[tuple[str, str, str]], expected: tuple[int, ...]) -> None:
    table = table_of("opportunity_lines", LINE, *(A_LINE.format(*each) for each in rows))
    assert ids(table, LINES, [DEAL] * len(rows)) == expected


@pytest.mark.parametrize(
    ("row", "target", "record_id"),
    [
        ("乙 | 叉车 | 3吨 | 5 |  |  | ", OTHER, 4),
        ("乙 | 叉 车 | 3吨 | 5 |  |  | ", OTHER, 4),
        ("乙 | 叉车 | 5吨 | 1 |  |  | 一期", OTHER, -1),
        ("乙 | 轮胎 | 3吨 | 1 |  |  | 一期", OTHER, -1),
        ("丙 | 叉车 | 3吨 | 1 |  |  | 一期", None, -1),
    ],
)
def test_a_line_is_of_its_deal_product_and_spec(row: str, target: Target | None, record_id: int) -> None:
    assert ids(table_of("opportunity_lines", LINE, row), LINES, [target]) == (record_id,)


def test_lines_that_stand_beside_others_are_new_and_those_of_before_are_what_they_were() -> None:
    rows = table_of("opportunity_lines", LINE, *(A_LINE.format("1", "", "一期") for _ in range(3)))
    assert ids(rows, LINES, [DEAL] * 3, before={1: 1}, added={2}) == (2, 1, -1)
    assert ids(rows, LINES, [DEAL] * 3, before={2: 3}) == (1, 2, 3)


def test_lines_in_two_tables_share_the_lines_of_their_deal() -> None:
    one = table_of("opportunity_lines", LINE, A_LINE.format("1", "", "二期"))
    other = table_of("opportunity_lines", LINE, A_LINE.format("2", "", ""), A_LINE.format("1", "", "一期"))
    of = [Keyed(each, {"opportunity": [DEAL] * len(each.rows)}, {}, frozenset()) for each in (one, other)]
    assert keyed_ids(of, LINES, Known(snapshot_of(CUSTOMERS, DEALS))) == [(2,), (3, 1)]


@given(st.permutations([0, 1, 2]))
def test_lines_that_are_as_they_were_are_themselves_in_any_order(order: list[int]) -> None:
    said = [("1", "", "一期"), ("1", "", "二期"), ("2", "", "")]
    table = table_of("opportunity_lines", LINE, *(A_LINE.format(*said[nth]) for nth in order))
    assert ids(table, LINES, [DEAL] * 3) == tuple(nth + 1 for nth in order)


def test_pairing_takes_records_in_the_order_in_which_they_came_in() -> None:
    table = table_of("staff", "name | team", "甲 | 一", "甲 | ", "乙 | 二")
    known = [Stored(9, record_of("staff", "name | team", "甲 | 一")), Stored(4, record_of("staff", "name | team", "甲 | 二"))]  # fmt: skip
    pairing = Pairing(table.rows, known)
    pairing.in_order()
    assert pairing.ids == {0: 4, 1: 9}
    fits = agreeing(("name", "team"))
    pairing = Pairing(table.rows, known)
    pairing.fitting(fits)
    assert pairing.ids == {0: 9, 1: 4}  # who says most chooses first
    pairing = Pairing(table.rows[::-1], known)
    pairing.equal(lambda record: record.name, lambda row, record: True)
    assert pairing.ids == {1: 4, 2: 9}
    pairing = Pairing(table.rows, known)
    pairing.equal(lambda record: record.team, lambda row, record: row.record.name == "乙")
    assert pairing.ids == {2: 4}


def test_too_many_are_not_compared_one_by_one() -> None:
    table = table_of("staff", "name | team", *["甲 | 一"] * 500)
    record = record_of("staff", "name | team", "甲 | 一")
    for count, is_compared in ((500, True), (501, False)):
        pairing = Pairing(table.rows, [Stored(nth, record) for nth in range(1, count + 1)])
        pairing.fitting(lambda row, record: True)
        assert bool(pairing.ids) is is_compared


@pytest.mark.parametrize(
    ("row", "known", "fits"),
    [
        ("甲 | 一 | ", "甲 | 一 | ", True),
        ("甲 |  | ", "甲 | 一 | ", True),
        ("甲 | 一 | ", "甲 |  | ", False),
        ("甲 | 二 | ", "甲 | 一 | ", False),
        ("乙 | 一 | ", "甲 | 一 | ", True),  # a field that is not asked about
        ("甲 | 清空 | ", "甲 |  | ", False),
        ("甲 | 一 | x", "甲 | 一 | x", True),
        ("甲 | 一 | x", "甲 | 一 | ", False),
        ("甲 | 一 | x", "甲 | 一 | y", False),
        ("甲 | 一 | ", "甲 | 一 | y", True),
    ],
)
def test_whether_a_row_would_change_anything(row: str, known: str, fits: bool) -> None:
    header = "name | team | 车型"
    table = table_of("staff", header, row)
    assert agreeing(("team",))(table.rows[0], record_of("staff", header, known)) is fits


def beside(*rows: str, header: str = CONTACT) -> Table[Any]:
    return replace(table_of("follow_ups", header, *rows), beside=Beside(0, 1))


@pytest.mark.parametrize(
    ("was", "now", "is_edit"),
    [
        ("到店看车", "到店看车，很喜欢", True),  # it goes on
        ("到店看车，很喜欢", "到店看车", True),
        ("到店看车，很喜欢", "", False),
        ("", "到店看车", True),
        ("到店看车", "到店看货", True),
        ("一二三四五", "一二三六七", True),  # six in ten
        ("一二三四五六七", "一二三四九八零", False),
        ("到店看车", "报价已发，等领导批", False),
    ],
)
def test_a_text_beside_a_record_that_has_grown_or_was_mended(was: str, now: str, is_edit: bool) -> None:
    key, new = ("C-000001", date(2026, 11, 20), was), ("C-000001", date(2026, 11, 20), now)
    (known,) = stored("follow_ups", CONTACT, f"C-000001 | 2026-11-20 | {was}")
    table = beside(f"宏达 | 2026-11-20 | {now}")
    assert list(edited([table], [[new]], {key: known})) == ([(new, 1)] if is_edit else [])


def test_a_text_is_an_edit_of_one_that_no_row_says_and_once() -> None:
    day, other = date(2026, 11, 20), date(2026, 11, 21)
    known = stored("follow_ups", CONTACT, "C-000001 | 2026-11-20 | 看车", "C-000001 | 2026-11-20 | 看车二")
    by_key: dict[Any, Stored[Any]] = {("C", day, "看车"): known[0], ("C", day, "看车二"): known[1]}
    table = beside("宏达 | 2026-11-20 | 看车", "宏达 | 2026-11-20 | 看车三", "宏达 | 2026-11-20 | 看车四")
    keys: list[Any] = [("C", day, "看车"), ("C", day, "看车三"), ("C", day, "看车四")]
    assert list(edited([table], [keys], by_key)) == [(keys[1], 2)]  # 看车 stands there still
    grown = beside("宏达 | 2026-11-20 | 看车二手车", "宏达 | 2026-11-20 | 看车二手的")
    keys = [("C", day, "看车二手车"), ("C", day, "看车二手的")]
    assert list(edited([grown], [keys], {("C", day, "看车二"): known[1]})) == [(keys[0], 2)]
    assert list(edited([grown], [keys], {("D", day, "看车二"): known[1]})) == []
    assert list(edited([grown], [keys], {("C", other, "看车二"): known[1]})) == []
    assert list(edited([replace(grown, beside=None)], [keys], {("C", day, "看车二"): known[1]})) == []


def test_a_contact_beside_a_record_that_has_grown_is_the_known_one() -> None:
    (known,) = stored("follow_ups", CONTACT, "C-000001 | 2026-11-20 | 到店看车")
    grown = beside("宏达 | 2026-11-20 | 到店看车，很喜欢")
    assert ids(grown, [known], [FIRST]) == (1,)
    assert ids(replace(grown, beside=None), [known], [FIRST]) == (-1,)


def test_contacts_beside_a_record_are_its_owners_and_keep_what_no_cell_says() -> None:
    main = table_of("leads", "name | owner", "甲 | 张三", "乙 | ")
    header = "subject | time | content | method | by"
    table = beside("甲 | 2026-11-20 | 看 | 电话 | ", "乙 | 2026-11-20 | 看 |  | ", header=header)
    done = completed(table, [-1, -2], main)
    assert [each.record.by for each in done.rows] == ["张三", None]
    told = beside("甲 | 2026-11-20 | 看 | 电话 | 李四", header=header)
    assert completed(told, [-1], main).rows[0].record.by == "李四"
    derived = replace(told, headings=told.headings[:3])  # nobody wrote how and by whom
    known = completed(derived, [7], main).rows[0].record
    assert (known.method, known.by, known.content) == (None, None, "看")
    assert completed(told, [7], main).rows[0].record.by == "李四"


LEADS = "name | phone | provisional | number"
ABSORBED: list[tuple[str, Target | None]] = [
    ("某人 | 13911112222 | 是 | L-000001", Target("customers", -1)),
    (" | 13911112222 | 是 | L-000001", Target("customers", -1)),
    ("甲乙丙 |  | 是 | L-000001", Target("customers", -1)),
    ("甲 乙丙 |  | 是 | L-000001", Target("customers", -1)),
    ("甲乙丙 | 13600000000 | 是 | L-000001", None),  # another phone
    ("丁戊己 | 13600000000 | 是 | L-000001", Target("customers", -2)),  # nothing contradicts
    ("某单 |  | 是 | L-000001", Target("opportunities", -1)),
    ("某单 | 13600000000 | 是 | L-000001", Target("opportunities", -1)),
    ("双名 |  | 是 | L-000001", None),
    ("同名 |  | 是 | L-000001", Target("opportunities", -2)),  # a deal before a customer
    ("店里 |  | 是 | L-000001", None),  # a row of the store is none of the batch
    ("没有 |  | 是 | L-000001", None),
    (" |  | 是 | L-000001", None),
    ("某人 | 13911112222 |  | L-000001", None),
]


@pytest.mark.parametrize(("lead", "target"), ABSORBED)
def test_which_record_a_lead_turns_out_to_be(lead: str, target: Target | None) -> None:
    snapshot = snapshot_of(table_of("leads", LEADS, lead), table_of("customers", "name", "店里"))
    known = Known(snapshot)
    people = ["甲乙丙 | 13911112222", "丁戊己 | ", "双名 | ", "双名 | ", "同名 | "]
    here = [Target("customers", -1 - nth) for nth in range(len(people))]
    for each, row in zip(here, people, strict=True):
        known.add("customers", each.id, record_of("customers", "name | phone", row))
    for nth, name in ((-1, "某单"), (-2, "同名")):
        known.add("opportunities", nth, record_of("opportunities", "name", name))
        here.append(Target("opportunities", nth))
    assert absorbed(snapshot, known, lambda: here) == ({1: target} if target else {})


def test_the_rows_of_the_batch_are_asked_for_only_where_a_lead_waits() -> None:
    def rows() -> list[Target]:
        raise AssertionError

    assert absorbed(Snapshot(), Known(Snapshot()), rows) == {}


def test_what_is_said_of_a_lead_is_said_of_what_it_is_now() -> None:
    snapshot = snapshot_of(
        table_of("leads", LEADS, "某人 | 139 | 是 | L-000001", "别人 | 138 | 是 | L-000002"), CUSTOMERS
    )
    known = Known(snapshot)
    leads = {1: FIRST, 2: NEW}
    assert [absorbing(each, leads) for each in (Target("leads", 1), Target("leads", 9), Target("customers", 1))] == [
        FIRST, Target("leads", 9), FIRST,
    ]  # fmt: skip
    said = stored("follow_ups", CONTACT, "L-000001 | 2026-11-20 | 甲", "L-000002 | 2026-11-20 | 乙", "L-000003 | 2026-11-20 | 丙")  # fmt: skip
    assert [each.record.subject for each in as_absorbed(said, leads, known)] == ["C-000001", NEW, "L-000003"]
    assert as_absorbed(said, {}, known) is said


KEYS: list[tuple[str, str, str, str]] = [
    ("leads", "number | name | phone", "L-1 | 王伟 | 139", "139"),
    ("customers", "number | name | phone", "C-1 | 王 伟 | ", "王伟"),
    ("customers", "number | name | phone", "C-1 |  | ", "c-1"),
    ("customers", "number | name | phone | remark", " |  |  | 备注", ""),
    ("opportunities", "number | name | customer", "O-1 | 三台 | 宏达", "宏达\x1f三台"),
    ("opportunities", "number | name | customer", "O-1 |  | 宏达", "o-1"),
    ("opportunities", "number | name | customer", " | 三台 | ", "\x1f三台"),
    ("opportunity_lines", "opportunity | product | spec", "甲 | 叉车 | 3吨", "甲\x1f叉车\x1f3吨"),
    ("follow_ups", "subject | time | content", "甲 | 2026-11-20 | 看", "甲\x1f2026-11-20\x1f看"),
    ("staff", "name | phone", "张三 | 139", "张三"),
    ("choices", "list | value", "stage | 谈着", "stage\x1f谈着"),
    ("catalog", "product | vin | plate | code", "车 | V1 | 沪A | X", "v1"),
    ("catalog", "product | vin | plate | code", "车 |  | 沪A | X", "沪a"),
    ("catalog", "product | code | valid_from", "车 | X | 2026-01-01", "x\x1f2026-01-01"),
    ("catalog", "product | code | valid_from", "车 | X | ", "x\x1f"),
    ("catalog", "product | spec | kind | valid_from", "车 | 3吨 | vehicle | 2026-01-01", "车\x1f3吨\x1fvehicle\x1f2026-01-01"),
    ("catalog", "product | spec | kind", " |  | vehicle", ""),
    ("catalog", "product | spec | kind", " | 3吨 | vehicle", "\x1f3吨\x1fvehicle\x1f"),
    ("catalog", "product | year | 颜色", "车 | 2019 | 白", "车\x1f\x1f\x1f2019\x1f\x1f白\x1f"),
    ("catalog", "product | mileage | 颜色", "车 | 100 | 白", "车\x1f\x1f\x1f\x1f100\x1f白\x1f"),
    ("catalog", "product | spec | 颜色", "车 | 3吨 | 白", "车\x1f3吨\x1f\x1f"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "row", "key"), KEYS)
def test_what_a_row_of_a_list_is_known_by(kind: str, header: str, row: str, key: str) -> None:
    assert keys_of(table_of(kind, header, row)) == (key,)
