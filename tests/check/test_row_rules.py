"""The checks that rows go through once it is known who they are, each at its edge, without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.check.tables import linked_of, record_of, snapshot_of, table_of
from workbook_crm.check.asked import needed, wanted
from workbook_crm.check.duplicates import one_row_a_record
from workbook_crm.check.fields import dates_in_order, ranges
from workbook_crm.check.following import without_what_follows
from workbook_crm.check.in_rejected import InRejected, mend_first
from workbook_crm.check.leavers import records_left_behind
from workbook_crm.check.magnitudes import budgets, catalog_prices, line_prices
from workbook_crm.check.new_words import new_words
from workbook_crm.check.opportunities import closing, moves, shares
from workbook_crm.check.rights import set_up_by_others, that_counts
from workbook_crm.check.unknown_words import without_unknown
from workbook_crm.check.vehicles import sold_once, vin_wanted
from workbook_crm.model.agreed import Agreed, Given
from workbook_crm.model.batch import Batch, Beside, Table
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.options import Choice
from workbook_crm.model.place import Place
from workbook_crm.model.rejected import Likeness, OpenRejection, RejectedRow
from workbook_crm.model.replies import Block
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot

TODAY = date(2026, 11, 23)
Check = Callable[[Linked, Context], Iterator[Finding]]


def context(snapshot: Snapshot | None = None, sender: str | None = None, **settings: Any) -> Context:
    return Context(snapshot or Snapshot(), Settings.model_validate(settings), TODAY, sender)


def said(check: Check, linked: Linked, of: Context | None = None) -> list[str]:
    """`表!B2 code` of all that a check finds."""
    return [f"{each.place} {each.rule.code}" for each in check(linked, of or context())]


RANGES: list[tuple[str, str, str, bool]] = [
    ("customers", "budget", "0", True), ("customers", "budget", "-0.01", False), ("customers", "budget", "1e13", True), ("customers", "budget", "10000000000000.01", False),
    ("catalog", "unit_price", "0", True), ("catalog", "unit_price", "-1", False), ("catalog", "mileage", "0", True),
    ("opportunity_lines", "quantity", "0", False), ("opportunity_lines", "quantity", "0.000001", True), ("opportunity_lines", "quantity", "0.0000009", False),
    ("opportunity_lines", "quantity", "-1", False), ("opportunity_lines", "periods", "0", False), ("opportunity_lines", "periods", "0.5", True),
    ("opportunity_lines", "discount", "1", True), ("opportunity_lines", "discount", "1.01", False), ("opportunity_lines", "discount", "-0.01", False),
    ("opportunity_lines", "amount", "-5", True), ("opportunities", "probability", "1", True), ("opportunities", "probability", "1.0001", False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "value", "is_right"), RANGES)
def test_numbers_within_reason(kind: str, field: str, value: str, is_right: bool) -> None:
    table = table_of(kind, f"{field} | remark", f"{value} | x", " | y")
    assert said(ranges, linked_of(table)) == ([] if is_right else ["表!A2 out-of-range"])
    bare = replace(table, headings=table.headings[1:])
    assert said(ranges, linked_of(bare)) == []


DATES: list[tuple[str, str, str, list[str], bool]] = [
    ("catalog", "valid_from | valid_to", "2026-03-04 | 2026-03-04", [], False),
    ("catalog", "valid_from | valid_to", "2026-03-04 | 2026-03-03", ["表!B2 dates-reversed"], False),
    ("catalog", "valid_from | valid_to", "2026-12-01 | 2026-02-13", ["表!B2 dates-reversed"], True),
    ("catalog", "valid_from | valid_to", "2026-12-12 | 2026-02-02", ["表!B2 dates-reversed"], False),
    ("catalog", "valid_from | valid_to", "2026-12-13 | 2026-12-12", ["表!B2 dates-reversed"], False),
    ("catalog", "valid_from | valid_to", "2026-11-13 | 2026-10-12", ["表!B2 dates-reversed"], True),
    ("catalog", "valid_from | valid_to", " | 2026-03-03", [], False),
    ("catalog", "valid_from | valid_to", "2026-03-03 | ", [], False),
    ("follow_ups", "time | next_follow_up", "2026-11-20 10:00 | 2026-11-20 09:00", [], False),
    ("follow_ups", "time | next_follow_up", "2026-11-20 10:00 | 2026-11-19 23:00", ["表!B2 dates-reversed"], False),
    ("follow_ups", "time", "2026-11-23 23:59", [], False),
    ("follow_ups", "time", "2026-11-24 00:00", ["表!A2 future-follow-up"], False),
    ("follow_ups", "time", "2026-11-24", ["表!A2 future-follow-up"], False),
    ("follow_ups", "time", "2027-01-01", ["表!A2 future-follow-up"], False),
    ("follow_ups", "time", "2025-12-31", [], False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "row", "codes", "is_swapped"), DATES)
def test_dates_in_order(kind: str, header: str, row: str, codes: list[str], is_swapped: bool) -> None:
    linked = linked_of(table_of(kind, header, row))
    assert said(dates_in_order, linked) == codes
    advice: list[Any] = [dict(each.facts).get("advice") for each in dates_in_order(linked, context())]
    assert [bool(each and each.zh) for each in advice] == [is_swapped] * len(codes)


STATES = "number | name | state | summary | loss_reason | competitor | co_owners"


def deal(row: str, known: str | None = None, header: str = STATES) -> Linked:
    stored = {"opportunities": {1: record_of("opportunities", STATES, known)}} if known else None
    return linked_of(table_of("opportunities", header, row), ids=[[1 if known else -1]], stored=stored)


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [("open", "won", False), ("won", "paused", True), ("terminated", "open", True), ("won", "won", False), ("won", "", False), ("", "won", False), ("x", "won", False), ("won", "x", False)],
)  # fmt: skip
def test_moves_that_the_trade_allows(before: str, after: str, is_told: bool) -> None:
    linked = deal(f" | 甲 | {after} |  |  |  | ", f"O-1 | 甲 | {before} |  |  |  | ")
    assert said(moves, linked) == ["表!C2 move-not-allowed"] * is_told
    assert said(moves, deal(f" | 甲 | {after} |  |  |  | ")) == []


def test_where_a_deal_may_go_instead() -> None:
    (told,) = moves(deal(" | 甲 | paused |  |  |  | ", "O-1 | 甲 | won |  |  |  | "), context())
    facts: Any = dict(told.facts)
    assert facts["advice"].zh == "可以改为：洽谈中、输单、终止。"
    (told,) = moves(deal(" | 甲 | open |  |  |  | ", "O-1 | 甲 | terminated |  |  |  | "), context())
    facts = dict(told.facts)
    assert "另建" in facts["advice"].zh


def test_what_a_deal_that_is_closed_needs() -> None:
    known = "O-1 | 甲 | open |  |  |  | "
    assert said(closing, deal(" | 甲 | lost |  |  |  | ", known)) == ["表!D2 closing-needs", "表!E2 closing-needs", "表!F2 closing-needs"]  # fmt: skip
    assert said(closing, deal(" | 甲 | lost | 好 | 价 | 别 | ", known)) == []
    assert said(closing, deal(" | 甲 | lost |  |  |  | ", "O-1 | 甲 | lost |  |  |  | ")) == []
    assert said(closing, deal(" | 甲 |  |  |  |  | ", "O-1 | 甲 | won |  |  |  | ")) == []
    assert said(closing, deal("O-1 | won", known, "number | state")) == ["表!B2 closing-needs"]
    without = context(optional={"opportunities": ["competitor", "loss_reason"]})
    assert said(closing, deal(" | 甲 | lost |  |  |  | ", known), without) == ["表!D2 closing-needs"]


def test_what_was_closed_before_is_said_once_a_sheet() -> None:
    table = table_of(
        "opportunities",
        STATES,
        " | 甲 | lost |  | 价 |  | ",
        " | 乙 | won |  |  |  | ",
        " | 丙 | open |  |  |  | ",
    )
    (told,) = closing(linked_of(table), context())
    facts: Any = dict(told.facts)
    assert (str(told.place), told.rule.code, facts["rows"]) == ("表!C1", "closed-elsewhere", 2)
    assert [each.en for each in facts["columns"]] == ["Competitor", "Summary"]


@pytest.mark.parametrize(("word", "code"), [("lost", "closed-elsewhere"), ("别的", "closing-needs")])
def test_a_word_that_nobody_knew_makes_no_late_closing(word: str, code: str) -> None:
    """A deal began as open because its sender's word for lost was not known then."""
    table = table_of("opportunities", "name | state | loss_reason | competitor", "甲 | lost | 价 | 别")
    told = Given(Block.WORD, ("state" if word == "lost" else word, "黄了"), "输单", "张三", "2026-11-01")
    named = replace(table, agreed=Agreed({(Block.WORD, told.subject): told}))
    known = {"opportunities": {1: record_of("opportunities", "name | state", "甲 | open")}}
    assert said(closing, linked_of(named, ids=[[1]], stored=known))[0].endswith(code)
    later = {"opportunities": {1: record_of("opportunities", "name | state", "甲 | paused")}}
    assert said(closing, linked_of(named, ids=[[1]], stored=later)) == ["表!B2 closing-needs"]


@pytest.mark.parametrize(
    ("kind", "state", "reason", "is_asked"),
    [("leads", "invalid", "", True), ("leads", "invalid", "空号", False), ("customers", "invalid", "", True), ("leads", "following", "", False), ("catalog", "inactive", "", False)],
)  # fmt: skip
def test_who_becomes_invalid_needs_a_reason(kind: str, state: str, reason: str, is_asked: bool) -> None:
    header = "name | state | invalid_reason" if kind != "catalog" else "product | state | remark"
    table = table_of(kind, header, f"甲 | {state} | {reason}")
    known = {kind: {1: record_of(kind, header, "甲 | new | ")}}
    assert said(closing, linked_of(table, ids=[[1]], stored=known)) == ["表!C2 reason-needed"] * is_asked


@pytest.mark.parametrize(
    ("text", "is_over"), [("李 60%，王 40%", False), ("李 60%，王 40.01%", True), ("", False), ("李 100", False), ("李 101 %", True)]
)  # fmt: skip
def test_shares_of_the_whole(text: str, is_over: bool) -> None:
    linked = deal(f" | 甲 |  |  |  |  | {text}")
    assert said(shares, linked) == ["表!G2 shares-over"] * is_over


GOODS = "kind | product | vin | plate | code"
USED_ITEMS = {
    1: record_of("catalog", GOODS, "used | 旧车 | V1 |  | "),
    2: record_of("catalog", GOODS, "part | 轮胎 |  |  | "),
}
DEALS = {
    1: record_of("opportunities", "number | state", "O-1 | open"),
    2: record_of("opportunities", "number | state", "O-2 | lost"),
    3: record_of("opportunities", "number | state", "O-3 | paused"),
}


def lines(*rows: tuple[int | None, int | None], quantity: str = "1", known: Sequence[int] = (), offered: Mapping[int, tuple[str, ...]] | None = None) -> list[str]:  # fmt: skip
    """What is said of lines, each of a deal and an item."""
    table = table_of(
        "opportunity_lines", "opportunity | product | quantity", *(f"甲 | 车 | {quantity}" for _ in rows)
    )
    targets = (
        {
            "opportunity": tuple(Target("opportunities", at) if at else None for at, _item in rows),
            "item": tuple(Target("catalog", item) if item else None for _at, item in rows),
        },
    )
    stored = {
        "catalog": USED_ITEMS,
        "opportunities": DEALS,
        "opportunity_lines": dict.fromkeys(known, table.rows[0].record),
    }
    ids = [[nth if nth in known else -nth for nth in range(1, len(rows) + 1)]]
    snapshot = Snapshot(records={"catalog": tuple(replace(each) for each in snapshot_of(table_of("catalog", GOODS, "used | 旧车 | V1 |  | ")).of("catalog"))}, offered=offered or {})  # fmt: skip
    return said(sold_once, linked_of(table, ids=ids, targets=targets, stored=stored), context(snapshot))


def test_a_used_vehicle_is_sold_once() -> None:
    assert lines((1, 1), (1, 1)) == []
    assert lines((1, 1), (3, 1)) == ["表!B3 used-vehicle-taken"]
    assert lines((2, 1), (1, 1)) == []  # a lost deal holds nothing
    assert lines((1, 1), (2, 1)) == []
    assert lines((1, 2), (3, 2)) == []
    assert lines((1, None), (3, 1)) == []
    assert lines((None, 1), (3, 1)) == []
    assert lines((1, 1), (3, 1), known=(2,)) == []
    assert lines((1, 1), offered={1: ("O-9",)}) == ["表!B2 used-vehicle-taken"]
    assert lines((1, 1), offered={1: ("O-1",)}) == []


@pytest.mark.parametrize(("quantity", "is_told"), [("1", False), ("2", True), ("0.5", True), ("", False)])
def test_a_used_vehicle_is_one_unit(quantity: str, is_told: bool) -> None:
    assert lines((1, 1), quantity=quantity) == ["表!C2 used-quantity"] * is_told
    assert lines((2, 1), quantity=quantity) == ["表!C2 used-quantity"] * is_told
    assert lines((1, 2), quantity=quantity) == []


@pytest.mark.parametrize(
    ("row", "is_asked"),
    [("used | 旧车 |  |  | ", True), ("used | 旧车 | V1 |  | ", False), ("used | 旧车 |  | 沪A | ", False), ("used | 旧车 |  |  | U1", False), ("used |  |  |  | ", False), ("vehicle | 车 |  |  | ", False), (" | 车 |  |  | ", False)],
)  # fmt: skip
def test_a_used_vehicle_without_a_number_is_asked_for_one(row: str, is_asked: bool) -> None:
    table = table_of("catalog", GOODS, row)
    assert said(vin_wanted, linked_of(table)) == ["表!C1 vin-wanted"] * is_asked
    stored = {"catalog": {1: record_of("catalog", GOODS, row)}}
    assert said(vin_wanted, linked_of(table, ids=[[1]], stored=stored)) == []
    bare = table_of("catalog", "kind | product", "used | 旧车")
    assert said(vin_wanted, linked_of(bare)) == ["表!B1 vin-wanted"]


def test_the_default_kind_counts_for_who_asks_for_a_vin() -> None:
    table = table_of("catalog", GOODS, " | 车 |  |  | ", "used | 旧 | V |  | ")
    (told,) = vin_wanted(linked_of(table), context(defaults={"catalog": {"kind": "二手车"}}))
    assert (dict(told.facts)["rows"], told.rows) == (1, (2,))


STAFF = "name | state | team | role"
OWNED: list[tuple[str, int, str, str, int]] = [
    # the leaver, how many open records he has, the row of a customer that comes, as it is known; what is left
    ("张三 | inactive |  | sales", 2, "", "", 2),
    ("张三 | inactive |  | sales", 0, "", "", 0),
    ("张三 | active |  | sales", 2, "", "", 0),
    ("张三 | inactive |  | sales", 2, "甲 | 李四 | ", "甲 | 张三 | valid", 1),
    ("张三 | inactive |  | sales", 1, "甲 | 李四 | ", "甲 | 张三 | valid", 0),
    ("张三 | inactive |  | sales", 1, "甲 | 李四 | ", "甲 | 张三 | invalid", 1),
    ("张三 | inactive |  | sales", 1, "甲 |  | invalid", "甲 | 张三 | valid", 0),
    ("张三 | inactive |  | sales", 0, "甲 | 张三 | ", "", 1),
    ("张三 | inactive |  | sales", 0, "甲 | 张三 | invalid", "", 0),
    ("张三 | inactive |  | sales", 1, "甲 | 张三 | ", "甲 | 张三 | valid", 1),
]


@pytest.mark.parametrize(("leaver", "owned", "row", "known", "left"), OWNED)
def test_who_leaves_with_work_in_hand(leaver: str, owned: int, row: str, known: str, left: int) -> None:
    header = "name | owner | state"
    tables = [table_of("staff", STAFF, leaver)] + ([table_of("customers", header, row)] if row else [])
    stored = {"customers": {1: record_of("customers", header, known)}} if known else None
    ids = [[-1], [1 if known else -1]][: len(tables)]
    linked = linked_of(*tables, ids=ids, stored=stored)
    found = list(records_left_behind(linked, context(Snapshot(owned={"张三": owned} if owned else {}))))
    assert [(str(each.place), dict(each.facts)["count"]) for each in found] == [("表!B2", left)] * bool(left)


def test_two_rows_of_one_record_hand_it_over_once() -> None:
    staff, people = table_of("staff", STAFF, "张三 | inactive |  | "), table_of("customers", "name | owner", "甲 | 李四", "甲 | 李四")  # fmt: skip
    stored = {"customers": {1: record_of("customers", "name | owner | state", "甲 | 张三 | valid")}}
    linked = linked_of(staff, people, ids=[[-1], [1, 1]], stored=stored)
    (told,) = records_left_behind(linked, context(Snapshot(owned={"张三": 2})))
    assert dict(told.facts)["count"] == 1


@pytest.mark.parametrize(("team", "named"), [("甲", "李四"), ("", "李四、王五、钱六、孙七、周八")])
def test_to_whom_the_work_may_be_given(team: str, named: str) -> None:
    rows = [f"张三 | inactive | {team} | sales", "李四 | active | 甲 | sales", *(f"{each} |  | 乙 | sales" for each in ("王五", "钱六", "孙七", "周八", "吴九")), "赵总 |  | 甲 | manager", "郑十 | inactive | 甲 | sales"]  # fmt: skip
    linked = linked_of(table_of("staff", STAFF, *rows))
    told: Any = dict(next(records_left_behind(linked, context(Snapshot(owned={"张三": 1})))).facts)["team"]
    assert told.zh == f"（例如{named}）"
    alone: Any = linked_of(table_of("staff", STAFF, "张三 | inactive |  | sales"))
    told = dict(next(records_left_behind(alone, context(Snapshot(owned={"张三": 1})))).facts)["team"]
    assert told.zh == ""


def test_two_rows_that_contradict_each_other() -> None:
    header = "name | phone | remark | 车型"
    rows = ("甲 | 139 | 红 | A", "甲 | 138 | 红 | A", "甲 |  |  | B", "甲 | 139 | 红 | A", "乙 |  |  | ")
    linked = linked_of(table_of("customers", header, *rows), ids=[[-1, -1, -1, -1, -2]])
    assert said(one_row_a_record, linked) == ["表!B3 duplicate-row", "表!D4 kept-otherwise"]
    (first, second) = one_row_a_record(linked, context())
    assert (dict(first.facts)["first"], first.value, dict(second.facts)["first"], second.value) == (
        2,
        "138",
        2,
        "B",
    )
    erased = linked_of(table_of("customers", header, "甲 | 139 | 红 | ", "甲 | 清空 | 红 | "), ids=[[-1, -1]])
    (told,) = one_row_a_record(erased, context())
    assert told.value == ""


MANAGED = snapshot_of(table_of("staff", "name | role", "赵总 | manager", "钱姐 | office", "张三 | sales"))


@pytest.mark.parametrize(
    ("sender", "may"),
    [(None, True), ("赵总", True), ("钱 姐", True), ("张三", False), ("别人", False), ("主管", True)],
)
def test_who_may_set_up(sender: str | None, may: bool) -> None:
    table = table_of("catalog", "product | unit_price", "车 | 1", "旧 | 2")
    stored = {"catalog": {2: record_of("catalog", "product | unit_price", "旧 | 2")}}
    linked, of = linked_of(table, ids=[[-1, 2]], stored=stored), context(MANAGED, sender)
    assert said(set_up_by_others, linked, of) == ([] if may else ["表!A2 not-yours-to-change"])
    assert bool(that_counts(linked.batch, of).tables) is may
    people = linked_of(table_of("customers", "name", "王伟"))
    assert said(set_up_by_others, people, of) == []


@pytest.mark.parametrize(("many", "shown"), [(5, 5), (6, 6)])
def test_a_long_list_of_managers_is_cut(many: int, shown: int) -> None:
    staff = snapshot_of(table_of("staff", "name | role", *(f"主管{nth} | manager" for nth in range(many))))
    (told,) = set_up_by_others(linked_of(table_of("staff", "name", "新")), context(staff, "张三"))
    names: Any = dict(told.facts)["managers"]
    assert (len(names), names[-1] == "…") == (shown, many > 5)


def at(rule: Any, row: int, column: int = 2) -> Finding:
    return finding(rule, Place("a.xlsx", "表", row, column), "1")


def test_what_only_follows_from_a_price_that_is_asked_for() -> None:
    floor, asked = at(trade.BELOW_FLOOR, 2), at(trade.PRICE_UNIT_NEEDED, 2)
    held, other = at(trade.HELD_REFERENCE, 3, 1), at(trade.BELOW_FLOOR, 3)
    assert without_what_follows((floor, other)) == (floor, other)
    assert without_what_follows((floor, asked)) == (asked,)
    assert without_what_follows((floor, at(trade.PRICE_TEN_THOUSAND_FOLD, 9))) == (floor, at(trade.PRICE_TEN_THOUSAND_FOLD, 9))  # fmt: skip
    assert without_what_follows((other, held)) == (other, held)
    assert without_what_follows((other, held, asked)) == (held, asked)


def rejected(kind: str, name: str, *keys: str) -> OpenRejection:
    return OpenRejection(
        1, 1, "张三", "x", TODAY, RejectedRow("表", 5, kind, "客户", "张三", name, keys, Likeness(), 1)
    )


def test_who_stands_in_a_rejected_row_is_not_unknown() -> None:
    of = InRejected([rejected("customers", "王 伟", "phone 13911112222", "name 王伟"), rejected("staff", "张三")], {"leads"})  # fmt: skip
    found = of.row_of(("opportunities", "customers"), "王伟")
    assert found is not None
    assert mend_first(found).zh.startswith("《客户》的 表!5 写的是它")
    assert [of.row_of(("customers",), each) for each in ("13911112222", "name王伟", "李雷")] == [
        found,
        None,
        None,
    ]
    assert (of.row_of(("leads",), "王伟"), of.row_of(("staff",), "张三")) == (None, None)
    here = InRejected([rejected("customers", "王伟")], {"customers"})
    assert here.row_of(("customers",), "王伟") is None


SOURCES = (Choice("转介绍"), Choice("展会"))


def sourced(*words: str, known: str | None = None, listed: tuple[Choice, ...] = SOURCES) -> list[Finding]:
    table = table_of("customers", "name | source", *(f"甲 | {word}" for word in words))
    stored = {"customers": {1: record_of("customers", "name | source", f"甲 | {known}")}} if known else None
    linked = linked_of(table, ids=[[1 if known else -nth for nth in range(1, len(words) + 1)]], stored=stored)
    return list(new_words(replace(linked, choices={"source": listed}), context()))


def test_words_that_a_list_does_not_have_yet_are_said_once() -> None:
    told = sourced("展会", "地推", "地推", "转介绍", "", "抖 音二")
    assert [(str(each.place), each.value, dict(each.facts)["rows"]) for each in told] == [("表!B3", "地推", 2), ("表!B7", "抖 音二", 1)]  # fmt: skip
    assert sourced("地推", known="地推") == []
    assert len(sourced("地推", known="展会")) == 1
    near: Any = dict(sourced("展会的", listed=(Choice("展会底"), Choice("转介绍")))[0].facts)
    assert near["suggestion"].zh == ""
    near = dict(sourced("老客户介绍的", listed=(Choice("老客户介绍"),))[0].facts)
    assert "老客户介绍" in near["suggestion"].zh


@pytest.mark.parametrize(("many", "codes"), [(12, ["new-word"] * 12), (13, ["many-new-words"])])
def test_many_new_words_are_said_in_one(many: int, codes: list[str]) -> None:
    told = sourced(*(f"新词{nth:02d}号" for nth in range(many)))
    assert [each.rule.code for each in told] == codes
    if many > 12:
        facts: Any = dict(told[0].facts)
        assert (str(told[0].place), facts["count"], len(facts["words"])) == ("表!B1", 13, 12)


def test_of_a_list_that_is_not_kept_no_word_is_new() -> None:
    table = table_of("customers", "name | region | level", "甲 | 苏州 | 没有")
    assert said(new_words, linked_of(table)) == []


def unknown(*words: str, header: str = "name | state", **settings: Any) -> tuple[Table[Any], list[Finding]]:
    found: list[Finding] = []
    table = table_of("leads", header, *(f"甲 | {word}" for word in words))
    return without_unknown(table, Settings.model_validate(settings), found), found


def test_words_of_a_fixed_list_that_is_not_ours_are_kept() -> None:
    table, found = unknown("following", "待审", "待审", "", "无效 - 空号")
    assert [row.record.state for row in table.rows] == ["following", None, None, None, "invalid"]
    assert [dict(row.record.extra).get("state") for row in table.rows] == [
        None,
        "待审",
        "待审",
        None,
        "无效 - 空号",
    ]
    said = [(each.rule.code, str(each.place), dict(each.facts).get("rows")) for each in found]
    assert said == [("unknown-word", "表!B3", 2), ("news-read-as", "表!B6", None)]
    treated: Any = dict(found[0].facts)["treated"]
    assert "入库" in treated.zh
    assert unknown("following")[1] == []
    strict, nothing = unknown("待审", strict={"leads": True})
    assert (strict.rows[0].record.state, nothing) == ("待审", [])


def test_a_word_that_is_read_as_blank() -> None:
    found: list[Finding] = []
    table = table_of("customers", "name | type", "甲 | 别的什么")
    bare = replace(table, headings=table.headings[:1])
    assert dict(without_unknown(bare, Settings(), found).rows[0].record.extra) == {"类型": "别的什么"}
    treated: Any = dict(found[0].facts)["treated"]
    assert treated.zh == "按空白读取"


CATALOG = "kind | product | unit_price | floor_price | mileage | plate | year | vin"


def priced(*rows: str, known: Mapping[int, str] | None = None, prices: Sequence[str] = (), header: str = CATALOG) -> list[str]:  # fmt: skip
    stored = {"catalog": {nth: record_of("catalog", header, row) for nth, row in (known or {}).items()}}
    ids = [[nth if nth in (known or {}) else -nth for nth in range(1, len(rows) + 1)]]
    snapshot = Snapshot(vehicle_prices=tuple(map(Decimal, prices)))
    return said(
        catalog_prices,
        linked_of(table_of("catalog", header, *rows), ids=ids, stored=stored),
        context(snapshot),
    )


SLIP, LOW, ASKED, LARGE = (
    "price-in-ten-thousands",
    "price-looks-low",
    "price-unit-needed",
    "price-ten-thousand-fold",
)
PRICES: list[tuple[list[str], dict[int, str], list[str], list[str]]] = [
    # rows, what is known of them, the prices of other vehicles, what is said
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, [], [f"表!C1 {ASKED}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["398000"], [f"表!C2 {SLIP}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["1990000"], [f"表!C2 {SLIP}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["1990001"], [f"表!C2 {LOW}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["79600"], [f"表!C2 {SLIP}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["79599"], [f"表!C2 {LOW}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {}, ["999"], [f"表!C1 {ASKED}"]),
    # its own price of before: within two times
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {1: "vehicle | 车 | 796000 |  |  |  |  | "}, [], [f"表!C2 {SLIP}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {1: "vehicle | 车 | 796001 |  |  |  |  | "}, [], [f"表!C1 {ASKED}"]),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {1: "vehicle | 车 | 39.8 |  |  |  |  | "}, ["398000"], []),
    (["vehicle | 车 | 39.8 |  |  |  |  | "], {1: "vehicle | 车 |  |  |  |  |  | "}, [], [f"表!C1 {ASKED}"]),
    (["vehicle | 车 | 3980000000 |  |  |  |  | "], {}, ["398000"], [f"表!C2 {LARGE}"]),
    (["vehicle | 车 | 3980000000 |  |  |  |  | "], {1: "vehicle | 车 | 3980000000 |  |  |  |  | "}, ["398000"], []),
    (["vehicle | 车 | 10000000 |  |  |  |  | "], {}, ["1000"], [f"表!C2 {LARGE}"]),
    (["vehicle | 车 | 9999999 |  |  |  |  | "], {}, ["1000"], []),
    # a floor is about a ten-thousandth of the price beside it
    (["vehicle | 车 | 398000 | 38 |  |  |  | "], {}, [], [f"表!D2 {SLIP}"]),
    (["vehicle | 车 | 9990000 | 999 |  |  |  | "], {}, [], [f"表!D2 {SLIP}"]),
    (["vehicle | 车 | 10000000 | 1000 |  |  |  | "], {}, [], []),
    (["vehicle | 车 | 1000 | 0.1 |  |  |  | "], {}, [], [f"表!D2 {SLIP}"]),
    (["vehicle | 车 | 1000 | 0 |  |  |  | "], {}, [], []),
    # only what is surely a vehicle
    (["part | 件 | 39.8 |  |  |  |  | "], {}, ["398000"], []),
    (["vehicle | 车 | 0 |  |  |  |  | "], {}, ["398000"], []),
    (["vehicle | 车 | 1000 |  |  |  |  | "], {}, ["10000000"], []),
    (["vehicle | 车 |  |  |  |  |  | "], {}, ["398000"], []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "known", "prices", "codes"), PRICES)
def test_prices_of_vehicles_that_cannot_be(
    rows: list[str], known: dict[int, str], prices: list[str], codes: list[str]
) -> None:
    assert priced(*rows, known=known, prices=prices) == codes


UNKIND = "product | unit_price | mileage | plate | year | vin"


@pytest.mark.parametrize(
    ("row", "is_one"),
    [("车 | 39.8 | 1 |  |  | ", True), ("车 | 39.8 | 0 |  |  | ", False), ("车 | 39.8 |  | 沪A |  | ", True), ("车 | 39.8 |  |  | 2019 | ", True),
     ("车 | 39.8 |  |  |  | LFV2A21K8J3000123", True), ("车 | 39.8 |  |  |  | LFV2A21K8J300012", False), ("车 | 39.8 |  |  |  | ", False)],
)  # fmt: skip
def test_what_only_vehicles_have(row: str, is_one: bool) -> None:
    table = table_of("catalog", UNKIND, row)
    kinded = replace(
        table, rows=tuple(replace(each, record=replace(each.record, kind="vehicle")) for each in table.rows)
    )
    assert said(catalog_prices, linked_of(kinded)) == [f"表!B1 {ASKED}"] * is_one
    used = replace(
        table, rows=tuple(replace(each, record=replace(each.record, kind="used")) for each in table.rows)
    )
    assert said(catalog_prices, linked_of(used)) == [f"表!B1 {ASKED}"]
    typed = replace(kinded, rows=tuple(replace(each, typed=(("kind", "保养"),)) for each in kinded.rows))
    assert said(catalog_prices, linked_of(typed)) == []


@pytest.mark.parametrize(
    ("header", "code"), [("单价（元）", LOW), ("单价 USD", LOW), ("单价（万元）", ASKED), ("rmbx", ASKED)]
)
def test_a_header_that_says_the_unit(header: str, code: str) -> None:
    table = table_of("catalog", "kind | unit_price", "vehicle | 39.8")
    named = replace(table, headings=(table.headings[0], replace(table.headings[1], text=header)))
    assert [each.split()[1] for each in said(catalog_prices, linked_of(named))] == [code]


LINE_PRICES: list[tuple[str, str, str, str | None]] = [
    ("8.8", "vehicle", "88000", SLIP), ("4.4", "vehicle", "88000", SLIP), ("4.39", "vehicle", "88000", LOW), ("999.99", "vehicle", "88000", LOW),
    ("1000", "vehicle", "88000", None), ("44000000", "vehicle", "88000", None), ("439999999", "vehicle", "88000", None), ("440000000", "vehicle", "88000", LARGE),
    ("1760000000", "vehicle", "88000", LARGE), ("1760000001", "vehicle", "88000", None), ("9999999", "vehicle", "1000", None), ("10000000", "vehicle", "1000", LARGE),
    ("8.8", "part", "88000", None), ("8.8", "used", "88000", SLIP), ("8.8", "vehicle", "999", None), ("8.8", "vehicle", "1000", LOW), ("8.8", "vehicle", "", None),
    ("0", "vehicle", "88000", None), ("-8.8", "vehicle", "88000", None), ("", "vehicle", "88000", None),
]  # fmt: skip


@pytest.mark.parametrize(("price", "kind", "listed", "code"), LINE_PRICES)
def test_prices_on_lines_beside_the_catalogs(price: str, kind: str, listed: str, code: str | None) -> None:
    table = table_of("opportunity_lines", "product | unit_price", f"车 | {price}")
    targets = ({"item": (Target("catalog", 1),)},)
    stored = {"catalog": {1: record_of("catalog", "kind | unit_price", f"{kind} | {listed}")}}
    linked = linked_of(table, targets=targets, stored=stored)
    told = [f"表!B2 {code}"] if code else []
    assert said(line_prices, linked) == told
    assert said(line_prices, linked_of(table, targets=({"item": (None,)},), stored=stored)) == []
    bare = replace(table, headings=table.headings[:1])
    assert said(line_prices, linked_of(bare, targets=targets, stored=stored)) == []
    meant = [dict(each.facts)["meant"] for each in line_prices(linked, context())]
    factor = Decimal("0.0001") if code == LARGE else 10_000
    assert meant == ([Decimal(price) * factor] if code else [])


def test_a_catalog_of_the_same_workbook_counts() -> None:
    goods = table_of("catalog", "kind | product | unit_price", "vehicle | 车 | 88000")
    table = table_of("opportunity_lines", "product | unit_price", "车 | 8.8")
    linked = linked_of(goods, table, targets=({}, {"item": (Target("catalog", -1),)}))
    assert said(line_prices, linked) == [f"表!B2 {SLIP}"]


@pytest.mark.parametrize(("many", "codes"), [(20, 20), (21, 1)])
def test_many_low_budgets_are_one(many: int, codes: int) -> None:
    table = table_of("leads", "name | budget", *["甲 | 30"] * many)
    found = list(budgets(linked_of(table), context()))
    assert len(found) == codes
    assert {str(each.place) for each in found} == (
        {"表!B1"} if many > 20 else {f"表!B{nth}" for nth in range(2, 22)}
    )
    assert all(dict(each.facts)["rows"] == many for each in found)


@pytest.mark.parametrize(
    ("kind", "header", "row", "is_low"),
    [
        ("leads", "budget | interest | model", "30 |  | ", True), ("leads", "budget | interest | model", "1000 |  | ", False), ("leads", "budget | interest | model", "999.99 |  | ", True),
        ("leads", "budget | interest | model", "0 |  | ", False), ("leads", "budget | interest | model", "30 | 叉车配件 | ", False), ("leads", "budget | interest | model", "30 |  | 叉车租赁", False),
        ("opportunities", "budget | name | kind", "30 | 三台 | ", True), ("opportunities", "budget | name | kind", "30 | 三台 | part", False), ("opportunities", "budget | name | kind", "30 | 三台 | rental", False),
        ("opportunities", "budget | name | kind", "30 | 三台 | used", True), ("opportunities", "budget | name | kind", "30 | 叉车配件 | ", False), ("customers", "budget | name | model", "30 | 配件 | ", True),
    ],
)  # fmt: skip
def test_a_budget_that_is_low_for_a_vehicle(kind: str, header: str, row: str, is_low: bool) -> None:
    assert said(budgets, linked_of(table_of(kind, header, row))) == ["表!A2 budget-looks-low"] * is_low


def asked_of(
    check: Check, table: Table[Any], known: str | None = None, ours: bool = False, **settings: Any
) -> list[str]:
    header = " | ".join(each.text for each in table.headings)
    stored = {table.kind: {1: record_of(table.kind, header, known)}} if known else None
    ids = [[1 if known else -nth for nth in range(1, len(table.rows) + 1)]]
    of = replace(context(**settings), ours=frozenset({0}) if ours else frozenset())
    return said(check, linked_of(table, ids=ids, stored=stored), of)


def people(*rows: str, header: str = "name | phone | source | remark") -> Table[Any]:
    return table_of("customers", header, *rows)


def test_what_holds_a_row() -> None:
    assert asked_of(needed, people("王伟 |  |  | ", " | 139 |  | ")) == []
    assert asked_of(needed, people(" |  | 展会 | ")) == ["表!A2 missing-value"]
    assert asked_of(needed, people(" |  | 展会 | "), known="王伟 | 139 |  | ") == []
    assert asked_of(needed, people("展会", header="source")) == ["表!1 missing-column"]
    assert asked_of(needed, people(" | 展会", header="phone | source")) == ["表!A2 missing-value"]
    typed = people(" |  |  | ")
    typed = replace(typed, rows=(replace(typed.rows[0], typed=(("phone", "？"),)),))
    assert asked_of(needed, typed) == []
    assert asked_of(needed, replace(people(" |  | 展会 | "), made_by=0)) == []
    assert asked_of(needed, replace(people(" |  | 展会 | "), beside=Beside(0, 1))) == []
    assert asked_of(needed, people("王伟 | 139 |  | "), strict={"customers": True}) == ["表!C2 missing-value"]
    assert asked_of(needed, people("王伟 | 139 |  | "), strict={"customers": ["source"]}) == [
        "表!C2 missing-value"
    ]
    assert asked_of(needed, people("王伟 | 139 |  | "), strict={"customers": ["phone"]}) == []


def test_what_the_house_does_without_holds_nothing() -> None:
    deals = table_of("opportunities", "name | customer | kind", "三台 |  | ", " | 宏达 | ")
    assert asked_of(needed, deals) == []
    goods = table_of("catalog", "product | kind", " | vehicle")
    assert asked_of(needed, goods) == ["表!A2 missing-value"]
    strict: dict[str, Any] = {"strict": {"customers": True}, "optional": {"customers": ["source"]}}
    assert asked_of(needed, people("王伟 | 139 |  | "), **strict) == []
    implied = replace(table_of("opportunities", "name | customer", "甲 | "), is_implied=True)
    assert asked_of(needed, implied) == ["表!B2 missing-value"]


def test_a_form_of_ours_demands_its_stars() -> None:
    assert asked_of(needed, people("王伟 | 139 |  | "), ours=True) == ["表!C2 missing-value"]
    assert asked_of(needed, people("王伟 | 139 |  | "), known="王伟 | 139 |  | ", ours=True) == []
    assert asked_of(needed, people("王伟 | 139", header="name | phone"), ours=True) == []


def test_what_is_only_asked_for() -> None:
    assert asked_of(wanted, people("王伟 | 139 |  | ", "李雷 |  |  | ")) == [
        "表!B1 wanted-value",
        "表!C1 wanted-value",
    ]
    assert asked_of(wanted, people("王伟 | 139 | 展会 | ")) == []
    assert asked_of(wanted, people("王伟", header="name")) == ["表!1 wanted-columns"]
    assert asked_of(wanted, people("王伟 | 139 |  | "), known="王伟 | 139 |  | ") == []  # it says nothing new
    assert asked_of(wanted, people("王伟 | 139 |  | 红"), known="王伟 | 139 |  | ") == ["表!C1 wanted-value"]
    assert asked_of(wanted, people(" |  | 展会 | ")) == []  # it is held
    assert asked_of(wanted, people("王伟 | 139 |  | "), ours=True) == []
    assert asked_of(wanted, people("王伟 | 139 |  | 红"), known="王伟 | 139 |  | ", ours=True) == [
        "表!C1 wanted-value"
    ]
    assert asked_of(wanted, people("王伟 | 139 |  | "), optional={"customers": ["source"]}) == []
    assert asked_of(wanted, replace(people("王伟 |  |  | "), is_implied=True)) == []
    assert asked_of(wanted, replace(people("王伟 |  |  | "), beside=Beside(0, 1))) == []
    named = table_of("customers", "name | phone | source | mail", "a@b.cn | 139 | 展会 | a@b.cn")
    assert asked_of(wanted, named) == ["表!A1 wanted-value"]


def test_how_much_is_asked_for_and_where_again() -> None:
    table = people("王伟 |  | ", "李雷 | 139 | ", header="name | phone | remark")
    (phones, columns) = sorted(
        wanted(linked_of(table), context()), key=lambda each: each.rule.code, reverse=True
    )[:2]
    told: Any = [dict(each.facts) for each in (phones, columns)]
    assert {each["rows"] for each in told} == {1, 2}
    assert all("待补资料" in each["later"].zh for each in told)
    goods: Any = [
        dict(each.facts)
        for each in wanted(linked_of(table_of("staff", "name | phone", "张三 | 1")), context())
    ]
    assert [each["later"].zh for each in goods] == [""]


@pytest.mark.parametrize(
    ("unknown_headers", "zh"),
    [
        (("甲",), "甲"),
        (("甲", "乙", "丙"), "甲、乙、丙"),
        (("甲", "乙", "丙", "丁"), "甲、乙、丙……"),
        ((), ""),
    ],
)
def test_a_missing_column_may_be_one_that_nobody_knows(unknown_headers: tuple[str, ...], zh: str) -> None:
    header = " | ".join(("source", *unknown_headers))
    table = people(" | ".join(("展会", *["x"] * len(unknown_headers))), header=header)
    (told,) = needed(linked_of(table), context())
    facts: Any = dict(told.facts)
    assert (facts["elsewhere"].zh.partition("（")[2].partition("）")[0], facts["rows"], told.rows) == (
        zh,
        1,
        (2,),
    )
    assert facts["column"].zh == "客户名称”或“电话"


def test_nothing_is_found_in_nothing() -> None:
    empty = Linked(Batch("a.xlsx"))
    checks: tuple[Check, ...] = (needed, wanted, ranges, dates_in_order, moves, closing, shares, sold_once, vin_wanted, records_left_behind)  # fmt: skip
    assert [said(check, empty) for check in checks] == [[]] * len(checks)
