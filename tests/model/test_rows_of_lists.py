"""Lists that come again, rows that are one record, rows that are held: values of the corridor, each at its edge."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from workbook_crm.model.batch import Batch, Beside, Heading, Sourced, Table
from workbook_crm.model.file_lines import (
    ERASED,
    NO_BASE,
    SAMPLE_SIZE,
    Base,
    FileLine,
    LineHead,
    Pairs,
    cell_of,
    column_of,
    columns_in,
    deal_of,
    hash_of,
    said_cell,
    sample_of,
)
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.held import Held, is_held
from workbook_crm.model.linked import Linked, Target
from workbook_crm.model.own_formulas import without_own_formulas
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.records import Customer, FollowUp, Lead
from workbook_crm.model.rules import trade, values
from workbook_crm.model.run import Again, container_token, member_token, receipt_number, revision_of
from workbook_crm.model.sheets import CUSTOMERS, FOLLOW_UPS
from workbook_crm.model.snapshot import Stored
from workbook_crm.model.together import Differing, Together

BASE = Base(("甲", "乙", "丙"), (11, 12, 13), {"name": ("甲", None, ERASED)}, gone=frozenset({1}))
LINE = FileLine(LineHead(7, "张三", "leads", "表.xlsx", "线索", 1), BASE)


def test_a_base_tells_what_a_row_last_had() -> None:
    assert [BASE.cell(nth, "name") for nth in (0, 1, 2, None)] == ["甲", None, ERASED, NO_BASE]
    assert BASE.cell(0, "level") == NO_BASE
    assert list(BASE.present) == [0, 2]
    assert [LINE.is_new, FileLine(LineHead(0, None, "leads", "", "", 1), BASE).is_new] == [False, True]


def test_rows_beside_those_of_the_line_that_they_continue() -> None:
    pairs = Pairs(("甲", "丁"), LINE, (0, None))
    assert ([pairs.base_row(nth) for nth in (0, 1)], [pairs.record(nth) for nth in (0, 1)]) == ([0, None], [11, None])  # fmt: skip
    assert pairs.missing == (2,)  # the one that was gone before is not missed again
    assert Pairs(("甲",), LINE).missing == (0, 2)
    first_time = Pairs(("甲",))
    assert (first_time.base_row(0), first_time.record(0), first_time.missing) == (None, None, ())
    assert Pairs(("甲",), None, (0,)).record(0) is None


def test_the_sample_of_a_list_is_the_same_for_the_same_keys() -> None:
    keys = [f"键{nth}" for nth in range(SAMPLE_SIZE + 9)]
    assert sample_of(keys) == sample_of([*reversed(keys), keys[0]])
    assert sample_of(keys) == frozenset(sorted(map(hash_of, keys))[:SAMPLE_SIZE])
    assert len(sample_of(keys[:3])) == 3
    assert (hash_of("甲"), deal_of("O-1\x1f整车\x1f1"), deal_of("O-1")) == (1672381065, "O-1", "O-1")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None), ("a", "a"), (Decimal("1.50"), "1.5"), (Decimal("1E+3"), "1000"), (Decimal(0), "0"), (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"), (7, 7), (False, False),
    ],
)  # fmt: skip
def test_equal_values_are_equal_cells(value: Any, cell: Any) -> None:
    assert (cell_of(value), type(cell_of(value))) == (cell, type(cell))


def people(*rows: Sourced[Any], headings: tuple[Heading, ...] = (), **facts: Any) -> Table[Any]:
    return Table("a.xlsx", "客户", CUSTOMERS, 1, headings, rows, len(rows), **facts)


def test_what_a_column_says_row_by_row() -> None:
    rows = (
        Sourced(Customer(name="甲", budget=Decimal("1.0"), extra=(("色", "白"),)), 2, frozenset({"level"})),
        Sourced(Customer(level="A", budget=Decimal(1), next_follow_up=date(2026, 1, 2), extra=(("车", "x"),)), 3),
        Sourced(Customer(level="B"), 4, frozenset({"name"})),
    )  # fmt: skip
    table = people(*rows, headings=tuple(Heading(nth, 1, name, name) for nth, name in enumerate(("level", "name", "budget"), 1)))  # fmt: skip
    expected: dict[str, list[Any]] = {
        "name": ["甲", None, ERASED], "level": [ERASED, "A", "B"], "budget": ["1", "1", None], "next_follow_up": [None, "2026-01-02", None],
        "extra:色": ["白", None, None], "extra:没有": [None, None, None],
    }  # fmt: skip
    for name, cells in expected.items():
        assert column_of(table, name) == cells
        assert [said_cell(row, name) for row in rows] == cells
    assert columns_in(table) == ("name", "budget", "level", "extra:色", "extra:车")


def add(together: Together, row: int, erased: frozenset[str] = frozenset(), means: Any = None, **said: Any) -> Any:  # fmt: skip
    extra = said.pop("extra", ())
    return together.add(Sourced(Lead(**said, extra=extra), row, erased), means or {})


def test_rows_of_one_record_add_up_and_a_contradiction_adds_nothing() -> None:
    record = Together(None, ("name", "level", "remark", "owner"))
    assert add(record, 2, name="王伟", extra=(("色", "白"),)).fields == ()
    added = add(record, 3, level="A", extra=(("色", "黑"), ("车", "x")))
    assert (added.fields, added.headers) == ((), (Differing("色", 2),))
    assert added.row.record.extra == (("车", "x"),)
    against = add(record, 4, level="B", remark="急", extra=(("年", "1"),))
    assert against.fields == (Differing("level", 3),)
    assert record.record == Lead(name="王伟", level="A", extra=(("色", "白"), ("车", "x")))
    assert add(record, 5, remark="不急").fields == ()  # the held row said nothing
    assert add(record, 6, erased=frozenset({"remark"})).fields == (Differing("remark", 5),)
    assert add(record, 7, remark="不急", level="A").fields == ()
    assert add(record, 8, level="C").fields == (Differing("level", 3),)  # it was said first in row 3
    assert add(record, 9, extra=(("年", "2"),)).headers == ()


def test_who_is_meant_is_compared_and_not_how_he_is_written() -> None:
    record = Together(Lead(name="王伟"), ("name", "owner"))
    one, other = Target("staff", 1), Target("staff", 2)
    assert add(record, 2, owner="张三", means={"owner": one}).fields == ()
    assert add(record, 3, owner="小张", means={"owner": one}).fields == ()
    assert add(record, 4, owner="张三", means={"owner": other}).fields == (Differing("owner", 2),)
    assert add(record, 5, means={"owner": None}, owner="张三").fields == (Differing("owner", 2),)


def at(row: int | None, column: int | None = None, sheet: str | None = "客户", rows: tuple[int, ...] = (), rule: Any = values.NOT_A_DATE) -> Finding:  # fmt: skip
    found = finding(rule, Place("a.xlsx", sheet, row, column), "x", column="", suggestion="")
    return Finding(found.rule, found.place, found.value, found.facts, rows)


CONTACTS: Table[Any] = Table(
    "a.xlsx", "客户", FOLLOW_UPS, 1, (Heading(5, 1, "跟进", "content"), Heading(6, 1, "时间", "time"), Heading(1, 0, "上", "by", is_above=True)),
    (Sourced(FollowUp(content="x"), 3),), 4, beside=Beside(0, 1),
)  # fmt: skip
MAIN = people(Sourced(Customer(name="甲"), 3), headings=(Heading(1, 1, "客户名称", "name"),))
BOTH = Batch("a.xlsx", (MAIN, CONTACTS))


@pytest.mark.parametrize(
    ("found", "keys"),
    [
        (at(3, 2), {("客户", 3, 0)}), (at(3, 5), {("客户", 3, 5)}), (at(3, 6), {("客户", 3, 5)}), (at(3, 1), {("客户", 3, 0)}), (at(3), {("客户", 3, 0)}),
        (at(1, 5), {("客户", 1, 0)}), (at(2, 5), {("客户", 2, 5)}), (at(5, 5), {("客户", 5, 5)}), (at(6, 5), {("客户", 6, 0)}),
        (at(3, 5, "别的"), {("别的", 3, 0)}), (at(None), set()), (at(3, 5, None), set()), (at(3, 2, rows=(4, 5)), {("客户", 3, 0), ("客户", 4, 0), ("客户", 5, 0)}),
        (at(None, rows=(4,)), {("客户", 4, 0)}), (at(3, rule=values.YEAR_INFERRED), set()),
    ],
)  # fmt: skip
def test_what_an_error_holds_back(found: Finding, keys: set[Any]) -> None:
    held = Held(BOTH, [found])
    assert held.keys == keys
    assert held.records == {key[:2] for key in keys if not key[2]}
    assert is_held(held.keys, MAIN, 3) is (("客户", 3, 0) in keys)
    assert is_held(held.keys, CONTACTS, 3) is any(key[1] == 3 and key[0] == "客户" for key in keys)


def linked(*ids: int, stored: dict[int, Any] | None = None, rows: tuple[Any, ...] = ()) -> Linked:
    table = people(*(Sourced(each, nth) for nth, each in enumerate(rows, 2)))
    known = {"customers": {key: Stored(key, one) for key, one in (stored or {}).items()}}
    return Linked(Batch("a.xlsx", (MAIN, table)), ids=((-9,), ids), targets=({}, {}), stored=known)


def test_a_row_is_held_one_by_one() -> None:
    both = Linked(BOTH, ids=((1,), (-1,)), targets=({}, {}))
    held = Held(BOTH, [])
    ((row,), (contact,)) = both.rows(0), both.rows(1)
    assert (row in held, contact in held) == (False, False)
    held.add(contact)
    assert (row in held, contact in held, held.records) == (False, True, frozenset())
    held.add(row)
    assert (row in held, contact in held, held.records) == (True, True, frozenset({("客户", 3)}))


def test_what_records_will_be_after_their_rows() -> None:
    both = linked(5, -1, 5, stored={5: Customer(name="乙", level="B"), 6: Customer(name="丙")}, rows=(Customer(level="A"), Customer(name="丁"), Customer(remark="急")))  # fmt: skip
    first, new, again = both.rows(1)
    assert (first.known, first.record, both.together(first)) == (Customer(name="乙", level="B"), Customer(name="乙", level="A"), Customer(name="乙", level="A", remark="急"))  # fmt: skip
    assert (new.known, new.record, both.together(new)) == (None, Customer(name="丁"), Customer(name="丁"))
    assert again.record == both.together(again) == Customer(name="乙", level="A", remark="急")
    assert [(each.position, each.nth, each.row.row) for each in both.rows_of("customers")] == [(0, 0, 3), (1, 0, 2), (1, 1, 3), (1, 2, 4)]  # fmt: skip
    assert list(both.rows_of("leads")) == []
    assert both.records("customers") == {-9: Customer(name="甲"), 5: Customer(name="乙", level="A", remark="急"), 6: Customer(name="丙"), -1: Customer(name="丁")}  # fmt: skip
    assert (both.known("customers", 6), both.known("customers", 7), both.known("leads", 6)) == (Customer(name="丙"), None, None)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "concerns"),
    [
        (at(3), True), (at(4), False), (at(None), True), (at(4, rows=(5, 3)), True), (at(None, rows=(4,)), False), (at(3, sheet="别的"), False),
        (at(4, rule=trade.CONFLICT), True),
    ],
)  # fmt: skip
def test_what_is_said_where_some_rows_are_tried_again(found: Finding, concerns: bool) -> None:
    assert Again(frozenset({("客户", 3)})).concerns(found) is concerns


def test_the_tokens_of_what_came_in_an_archive() -> None:
    bare = "0123456789abcdef" * 2
    assert member_token(bare, 7) == f"{bare}m0007"
    assert member_token(f"{bare}m0007", 12) == f"{bare}m0007m0012"
    assert member_token(f"{bare}-again", 1) == f"{bare}m0001"
    assert member_token("z" * 40, 1) == "z" * 32 + "m0001"
    assert [container_token(each) for each in (bare, f"{bare}m0007", f"{bare}m0007m0012", f"{bare}m7")] == [None, bare, f"{bare}m0007", None]  # fmt: skip
    assert (revision_of("R-000012"), receipt_number(12)) == (12, "R-000012")


def grid(cells: list[list[Cell]], **facts: Any) -> RawSheet:
    known: dict[str, Any] = {"name": "表", "first_row": 2, "first_column": 3, **facts}
    return RawSheet(cells=cells, **known)


TEXT = "=[#This Row]*2"


@pytest.mark.parametrize(
    ("sheet", "columns", "cells"),
    [
        (grid([["a", 5], ["b", 6]], own_formulas=frozenset({(3, 4)})), [4], [["a", 5], ["b", ""]]), (grid([["a", 5]], own_formulas=frozenset({(2, 4)})), [3], [["a", 5]]),
        (grid([["a", TEXT]]), [4], [["a", ""]]), (grid([["a", TEXT]]), [3], [["a", TEXT]]), (grid([["=x", "=catalog_price"]]), [3, 4], [["=x", ""]]),
        (grid([["a", 5]], own_formulas=frozenset({(3, 4), (1, 4), (2, 5), (2, 2), (2, 3)})), [2, 3, 4, 5], [["", 5]]), (grid([]), [3], []),
    ],
)  # fmt: skip
def test_what_formulas_of_ours_show_is_taken_out(
    sheet: RawSheet, columns: list[int], cells: list[list[Cell]]
) -> None:
    inside = [each for each in columns if sheet.cells and each - sheet.first_column in range(len(sheet.cells[0]))]  # fmt: skip
    found = without_own_formulas(sheet, inside)
    assert found.cells == cells


def test_what_is_known_of_a_cell_goes_with_its_formula() -> None:
    ours, others = (2, 4), (2, 3)
    sheet = grid(
        [["a", ""]], errors={ours: TEXT, others: "#REF!"}, unvalued=frozenset({ours, others}), long_numbers={ours: "1", others: "2"},
    )  # fmt: skip
    found = without_own_formulas(sheet, [3, 4])
    assert (found.errors, found.unvalued, found.long_numbers) == (
        {others: "#REF!"},
        frozenset({others}),
        {others: "2"},
    )
    assert without_own_formulas(sheet, [3]) is sheet
