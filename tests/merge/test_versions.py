"""What a list last had applied after a new version of it: cell by cell, row by row, and what is said of the gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from workbook_crm.merge.doubts import Cell, Outcome
from workbook_crm.merge.line_store import base_of, in_bytes, sample_in_bytes
from workbook_crm.merge.line_versions import new_versions, rows_said
from workbook_crm.merge.removals import NOTHING_REMOVED, Removed, gone_in, removed_in, said_of
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.changes import Fate, MergePlan, Removal, RowOutcome, TableOutcome
from workbook_crm.model.file_lines import (
    ERASED,
    KEPT,
    NO_BASE,
    Base,
    Edit,
    FileLine,
    LineHead,
    Pairs,
    cell_of,
)
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.records import Lead, Opportunity, OpportunityLine
from workbook_crm.model.replies import Block, Question, Reply
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Stored

NEW, HELD, SAME = Fate.NEW, Fate.HELD, Fate.UNCHANGED


def table(*rows: Any, kind: str = "leads", fields: tuple[str, ...] = ("name", "level"), unknown: tuple[str, ...] = ()) -> Table[Any]:  # fmt: skip
    headings = [Heading(nth, 1, name, name) for nth, name in enumerate(fields, 1)]
    headings += [Heading(nth, 1, header, None) for nth, header in enumerate(unknown, 9)]
    sourced = tuple(
        each if isinstance(each, Sourced) else Sourced(each, nth) for nth, each in enumerate(rows, 2)
    )
    return Table("新.xlsx", "表", SHEET_OF[kind], 1, tuple(headings), sourced, len(rows))


def line(
    *keys: str, kind: str = "leads", gone: tuple[int, ...] = (), opened: Mapping[int, frozenset[str]] | None = None,
    export: str | None = None, kept: Mapping[str, tuple[Any, ...]] | None = None, **columns: tuple[Any, ...],
) -> FileLine:  # fmt: skip
    base = Base(
        keys, tuple(range(11, 11 + len(keys))), {**columns, **(kept or {})}, frozenset(gone), opened or {}
    )
    return FileLine(LineHead(3, "张三", kind, "旧.xlsx", "旧表", 1, export=export), base)


def after(
    sent: Table[Any], pairs: Pairs, fates: str, words: Mapping[tuple[int, str], Outcome] | None = None,
    written: Mapping[int, frozenset[str]] | None = None, left_open: frozenset[int] = frozenset(),
) -> FileLine | None:  # fmt: skip
    """The line after a version of which each row is taken (`n`), held (`h`) or left alone (`-`)."""
    ids = [pairs.record(nth) or 21 + nth for nth in range(len(sent.rows))]
    outcomes = tuple(
        RowOutcome(row.row, HELD if fate == "h" else NEW, None if fate == "h" else ids[nth])
        for nth, (row, fate) in enumerate(zip(sent.rows, fates, strict=True))
        if fate != "-"
    )
    batch = Batch("新.xlsx", (sent,))
    said = [
        Cell(LinkedRow(sent, 0, nth, sent.rows[nth], ids[nth], None, None), name, None, None, outcome, None)
        for (nth, name), outcome in (words or {}).items()
    ]
    plan = MergePlan(outcomes=(TableOutcome(0, outcomes),))
    found = new_versions(
        batch, {0: pairs}, plan, said, {0: written} if written else {}, "张三", {0: left_open}
    )
    assert len(found) <= 1
    return found[0] if found else None


def test_a_first_version_is_what_was_taken_of_it() -> None:
    sent = table(Lead(name="甲", level="A"), Lead(name="乙"), Lead(name="丙"))
    made = after(sent, Pairs(("甲", "乙", "丙")), "nhn")
    assert made is not None
    assert made.base == Base(("甲", "丙"), (21, 23), {"name": ["甲", "丙"], "level": ["A", None]})
    assert made.head == LineHead(0, "张三", "leads", "新.xlsx", "表", 0)
    assert after(sent, Pairs(("甲", "乙", "丙")), "hhh") is None
    assert after(sent, Pairs(("甲", "乙", "丙")), "---") is None


def test_a_new_version_has_its_rows_in_its_order_and_the_gone_ones_behind() -> None:
    old = line(
        "甲", "乙", "丙", "丁", name=("甲", "乙", "丙", "丁"), level=("A", "B", "C", "D"), export="E-1"
    )
    sent = table(Lead(name="丙", level="X"), Lead(name="戊"), Lead(name="甲", level="Y"))
    made = after(sent, Pairs(("丙", "戊", "甲"), old, (2, None, 0)), "nnh", left_open=frozenset({3}))
    assert made is not None
    assert (made.base.keys, made.base.ids) == (("丙", "戊", "甲", "乙", "丁"), (13, 22, 11, 12, 14))
    assert made.base.columns == {"name": ["丙", "戊", "甲", "乙", "丁"], "level": ["X", None, "A", "B", "D"]}
    assert made.base.gone == {3}  # 乙; what was rejected is here, and 丁 is asked about
    assert (made.head.id, made.head.export, made.head.file) == (3, "E-1", "新.xlsx")
    asked = Pairs(("丙",), old, (2,), asked={0: (1, Edit("name", "乙"))})
    answered = after(table(Lead(name="丙")), asked, "n")
    assert answered is not None
    assert answered.base.gone == {1, 3}  # 甲 and 丁; 乙 may be the one that was asked about


def test_a_copy_of_somebody_elses_list_is_a_line_of_its_own() -> None:
    old = line("甲", name=("甲",), level=("A",), export="E-1")
    made = after(table(Lead(name="甲", level="B")), Pairs(("甲",), old, (0,), is_copy=True), "n")
    assert made is not None
    assert (made.head.id, made.head.export, made.base.ids) == (0, None, (11,))


@pytest.mark.parametrize(
    ("outcome", "level", "opened"),
    [
        (Outcome.CONFLICT, "A", {0: {"level"}}), (Outcome.LEFT, "A", {}), (Outcome.BLANK, "A", {}), (Outcome.KEPT, "B", {0: {"level"}}), (Outcome.BOTH, "B", {0: {"level"}}), (None, "B", {}),
    ],
)  # fmt: skip
def test_a_cell_that_was_not_applied_keeps_its_older_base(outcome: Outcome | None, level: str, opened: Any) -> None:  # fmt: skip
    old = line("甲", "乙", name=("甲", "乙"), level=("A", "A"))
    sent = table(Lead(name="甲", level="B"), Lead(name="乙", level="C"))
    made = after(sent, Pairs(("甲", "乙"), old, (0, 1)), "nn", {(0, "level"): outcome} if outcome else None)
    assert made is not None
    assert (list(made.base.columns["level"]), made.base.open) == ([level, "C"], opened)


def test_a_cell_of_a_new_row_or_column_that_was_not_applied_has_no_base() -> None:
    sent = table(Lead(name="甲", level="B"))
    made = after(sent, Pairs(("甲",)), "n", {(0, "level"): Outcome.CONFLICT})
    assert made is not None
    assert made.base.columns["level"] == [NO_BASE]
    wider = after(sent, Pairs(("甲",), line("甲", name=("甲",)), (0,)), "n", {(0, "level"): Outcome.CONFLICT})
    assert wider is not None
    assert wider.base.columns["level"] == [NO_BASE]
    gone = after(table(Lead(level="B")), Pairs(("",), line("甲", name=("甲",)), (None,)), "n")
    assert gone is not None
    assert gone.base.columns == {"name": [None, "甲"], "level": ["B", NO_BASE]}


def test_a_column_that_the_list_has_no_more_keeps_what_was_applied() -> None:
    old = line("甲", level=("A",), remark=("急",), kept={KEPT + "色": ("白",), KEPT + "车": ("x",)})
    sent = table(Lead(level="B", extra=(("色", "黑"),)), fields=("level",), unknown=("色",))
    made = after(sent, Pairs(("甲",), old, (0,)), "n")
    assert made is not None
    assert {name: list(cells) for name, cells in made.base.columns.items()} == {
        "level": ["B"], KEPT + "色": ["黑"], "remark": ["急"], KEPT + "车": ["x"],
    }  # fmt: skip
    blank = after(table(Lead(level="B"), fields=("level",), unknown=("色",)), Pairs(("甲",), old, (0,)), "n")
    assert blank is not None
    assert list(blank.base.columns[KEPT + "色"]) == [None]  # the column is there, and its cell blank


@pytest.mark.parametrize(
    ("says", "before", "written", "opened"),
    [
        ("B", (), ("level",), set()), (None, (), ("level",), {"level"}), (None, ("level",), (), {"level"}), ("B", ("level",), (), set()), ("B", (), ("remark",), {"remark"}),
        (None, (), (), set()),
    ],
)  # fmt: skip
def test_anothers_later_word_stays_open_where_the_list_says_nothing(
    says: str | None, before: tuple[str, ...], written: tuple[str, ...], opened: set[str]
) -> None:
    old = line("甲", name=("甲",), level=("A",), opened={0: frozenset(before)} if before else None)
    made = after(table(Lead(name="甲", level=says)), Pairs(("甲",), old, (0,)), "n", written={11: frozenset(written)})  # fmt: skip
    assert made is not None
    assert made.base.open == ({0: opened} if opened else {})


def test_what_was_open_stays_so_with_a_row_that_was_not_taken() -> None:
    old = line("甲", "乙", name=("甲", "乙"), level=("A", "B"), opened={0: frozenset({"level"}), 1: frozenset({"remark"})})  # fmt: skip
    made = after(table(Lead(name="甲", level="C")), Pairs(("甲",), old, (0,)), "h")
    assert made is not None
    assert made.base.open == {0: {"level"}, 1: {"remark"}}


def said(sent: Table[Any], pairs: Pairs, asked_about: tuple[str, ...] = ()) -> list[tuple[str, str, Any]]:
    found = rows_said(sent, pairs, asked_about)
    return [(each.rule.code, str(each.place), dict(each.facts)["rows"]) for each in found]


@pytest.mark.parametrize(
    ("keys", "rows", "gone", "asked", "told"),
    [
        ("甲乙丙", (0, 1, 2), (), None, []), ("甲乙丙", (0, 1, None), (), None, [("rows-gone", "表!1", 1)]), ("甲乙", (0, None), (), None, []),
        ("甲乙丙", (0, None, None), (1,), None, []), ("甲乙丙丁", (0, 2, None), (1,), None, [("rows-gone", "表!1", 1)]),
        ("甲乙丙", (0, 1, None), (), 2, []), ("甲乙丙丁", (0, None, None), (), 3, [("rows-gone", "表!1", 2)]),
    ],
)  # fmt: skip
def test_rows_that_are_gone_are_told_of_a_list(
    keys: str, rows: tuple[int | None, ...], gone: tuple[int, ...], asked: int | None, told: list[Any]
) -> None:
    old = line(*keys, gone=gone, name=tuple(keys))
    sent = table(*(Lead(name=f"人{nth}") for nth in range(len(rows))), fields=("name",))
    pairs = Pairs(
        ("",) * len(rows), old, rows, asked={0: (asked, Edit("name", "x"))} if asked is not None else {}
    )
    assert said(sent, pairs) == told


def test_lines_are_gone_quietly_where_their_deal_is_asked_about() -> None:
    keys = ("O-1\x1f叉车", "O-1\x1f轮胎", "O-2\x1f叉车")
    old = line(*keys, kind="opportunity_lines")
    sent = table(
        OpportunityLine(opportunity="O-1", product="叉车"),
        kind="opportunity_lines",
        fields=("opportunity", "product"),
    )
    assert said(sent, Pairs(keys[:1], old, (0,))) == [("rows-gone", "表!1", 1)]  # O-2 alone
    assert said(sent, Pairs(keys[:1])) == []


@pytest.mark.parametrize(
    ("was", "says", "told"),
    [
        ("A", None, [("blank-left", "表!B1", 1)]), ("A", "B", []), (None, None, []), ("", None, []), (NO_BASE, None, []), (ERASED, None, []),
    ],
)  # fmt: skip
def test_cells_that_are_blank_now_are_told_of_their_column(was: str | None, says: str | None, told: list[Any]) -> None:  # fmt: skip
    old = line("甲", "乙", name=("甲", "乙"), level=(was, "A"))
    sent = table(Lead(name="甲", level=says), Lead(name="乙", level="A"), Lead(name="丙"))
    assert said(sent, Pairs(("甲", "乙", "丙"), old, (0, 1, None))) == told
    assert said(sent, Pairs(("甲", "乙", "丙"), old, (0, 1, None)), ("level",)) == []


def test_a_column_of_the_senders_own_may_go_blank() -> None:
    old = line("甲", "乙", kept={KEPT + "色": ("白", "黑")})
    sent = table(Lead(), Lead(extra=(("色", "黑"),)), fields=("name",), unknown=("色",))
    assert said(sent, Pairs(("甲", "乙"), old, (0, 1))) == []


def test_a_base_comes_back_from_the_store_as_it_was() -> None:
    kept = Base(
        ("甲", "乙", "丙"),
        (1, 2, 3),
        {"name": ["甲", None, "丙"]},
        frozenset({1}),
        {2: frozenset({"b", "a"})},
    )
    assert base_of(in_bytes(kept)) == kept
    assert len(sample_in_bytes(kept)) == 8  # two rows are there, of four bytes each


LINES = "opportunity_lines"
FIRST = OpportunityLine(
    opportunity="O-1", product="叉车", spec="3吨", quantity=Decimal(2), amount=Decimal(10)
)
SECOND = OpportunityLine(opportunity="O-1", product="轮胎", quantity=Decimal(1))
DEAL = Opportunity(number="O-1", name="买车", customer="C-1")
KEYS = ("买车\x1f叉车", "买车\x1f轮胎")


def lines(*rows: OpportunityLine, ids: tuple[int, ...], known: tuple[int, ...] = (11, 12), was: Mapping[str, Any] | None = None, rows_of: tuple[int | None, ...] | None = None) -> Linked:  # fmt: skip
    of_base = {name: (cell_of(getattr(FIRST, name)), cell_of(getattr(SECOND, name))) for name in ("product", "quantity")} | dict(was or {})  # fmt: skip
    sent = table(*rows, kind=LINES, fields=("opportunity", "product", "quantity"))
    stored: dict[str, dict[int, Stored[Any]]] = {LINES: {each: Stored(each, (FIRST, SECOND)[each - 11]) for each in known}, "opportunities": {5: Stored(5, DEAL)}}  # fmt: skip
    pairs = {
        0: Pairs(KEYS[: len(rows)], line(*KEYS, kind=LINES, **of_base), rows_of or tuple(range(len(rows))))
    }
    return Linked(Batch("新.xlsx", (sent,)), ids=(ids,), targets=({},), stored=stored, pairs=pairs)


def deleting(row: OpportunityLine, word: str = "是") -> OpportunityLine:
    return OpportunityLine(opportunity=row.opportunity, product=row.product, quantity=row.quantity, extra=(("删除", word),))  # fmt: skip


def test_a_line_is_taken_back_where_its_row_says_so() -> None:
    linked = lines(deleting(FIRST), SECOND, ids=(11, 12))
    removed = removed_in(linked, linked.batch, ())
    assert removed.lines == {Target(LINES, 11): Removal(LINES, 11, FIRST, "表", 2)}
    assert removed.parents == {Target("opportunities", 5): ("表", 2)}
    assert removed.left == {("表", 2)}
    first, second = linked.rows(0)
    assert (removed.is_left(first), removed.is_left(second), NOTHING_REMOVED.is_left(first)) == (
        True,
        False,
        False,
    )
    (told,) = said_of(linked, linked.batch, removed, {})
    assert (told.rule.code, str(told.place), dict(told.facts)["deal"], dict(told.facts)["product"]) == ("line-taken-back", "表!2", "买车", "叉车 3吨")  # fmt: skip
    for kept in (lines(deleting(FIRST, "否"), SECOND, ids=(11, 12)), lines(FIRST, SECOND, ids=(11, 12))):
        assert removed_in(kept, kept.batch, ()) == Removed()


def test_a_line_that_was_never_there_is_left_alone() -> None:
    linked = lines(deleting(FIRST), ids=(-1,), known=(12,))
    removed = removed_in(linked, linked.batch, ())
    assert (removed.lines, removed.parents, removed.left) == ({}, {}, frozenset({("表", 2)}))
    (told,) = said_of(linked, linked.batch, removed, {})
    assert (told.rule.code, str(told.place), told.value) == ("line-withdrawn", "表!2", "叉车")


def test_a_line_of_a_deal_that_nobody_knows_is_taken_back_alone() -> None:
    sure = lines(deleting(FIRST), ids=(11,))
    linked = Linked(sure.batch, ids=sure.ids, targets=({},), stored={LINES: {11: Stored(11, SECOND)}})
    removed = removed_in(linked, linked.batch, ())
    assert (set(removed.lines), removed.parents) == ({Target(LINES, 11)}, {})
    (told,) = said_of(linked, linked.batch, removed, {})
    facts = dict(told.facts)
    assert (facts["deal"], facts["amount"], facts["product"]) == ("O-1", "-", "轮胎")
    (full,) = said_of(sure, sure.batch, removed_in(sure, sure.batch, ()), {})
    assert dict(full.facts)["amount"] == Decimal(10)


@pytest.mark.parametrize(
    ("row", "known", "is_left"),
    [
        (FIRST, (12,), True), (FIRST, (11, 12), False), (OpportunityLine(opportunity="O-1", product="叉车", quantity=Decimal(3)), (12,), False),
        (OpportunityLine(opportunity="O-1", product="车", quantity=Decimal(2)), (12,), False), (OpportunityLine(opportunity="O-1", product="叉车", quantity=Decimal("2.0")), (12,), True),
    ],
)  # fmt: skip
def test_a_row_as_it_was_does_not_bring_back_a_line_that_was_taken_back(
    row: OpportunityLine, known: tuple[int, ...], is_left: bool
) -> None:
    linked = lines(row, ids=(-1,), known=known)
    assert removed_in(linked, linked.batch, ()).left == ({("表", 2)} if is_left else set())
    again = lines(row, ids=(-1,), known=known, rows_of=(None,))
    assert removed_in(again, again.batch, ()).left == set()
    blank_then = lines(row, ids=(-1,), known=(12,), was={"quantity": (None, None)})
    assert removed_in(blank_then, blank_then.batch, ()).left == (
        {("表", 2)} if row.product == "叉车" else set()
    )


def reply(*facts: str, choice: bool | None = True, block: Block = Block.GONE) -> Reply:
    return Reply(Question(block, facts), choice)


@pytest.mark.parametrize(
    ("answer", "is_removed"),
    [
        (reply(LINES, "12"), True), (reply(LINES, "12", choice=False), False), (reply(LINES, "12", choice=None), False), (reply(LINES, "12", block=Block.CONFLICTS), False),
        (reply(LINES, "99"), False), (reply(LINES, "x"), False), (reply(LINES), False), (reply("leads", "12"), False), (reply(LINES, "12", "1"), False), (reply(), False),
    ],
)  # fmt: skip
def test_a_line_is_taken_back_where_its_sender_answers_so(answer: Reply, is_removed: bool) -> None:
    linked = lines(FIRST, ids=(11,))
    beside = replace(
        linked,
        batch=Batch("新.xlsx", (*linked.batch.tables, table(Lead(name="甲")))),
        ids=((11,), (-1,)),
        targets=({}, {}),
    )
    assert removed_in(beside, beside.batch, (answer,)) == removed_in(linked, linked.batch, (answer,))
    removed = removed_in(linked, linked.batch, (answer,))
    assert removed.lines == ({Target(LINES, 12): Removal(LINES, 12, SECOND, "表", 1)} if is_removed else {})
    people = Linked(Batch("新.xlsx", (table(Lead(name="甲")),)), ids=((-1,),), targets=({},))
    assert removed_in(people, people.batch, (answer,)) is NOTHING_REMOVED


@pytest.mark.parametrize(
    ("known", "removed", "answer", "is_asked"),
    [
        ((11, 12), False, None, True), ((11,), False, None, False), ((11, 12), True, None, False), ((11, 12), False, reply(LINES, "12", choice=False), False),
        ((11, 12), False, reply(LINES, "12", choice=None), True), ((11, 12), False, reply(LINES, "11", choice=False), True),
        ((11, 12), False, reply(LINES, "12", choice=False, block=Block.CONFLICTS), True),
    ],
)  # fmt: skip
def test_a_line_that_is_gone_is_asked_about_while_its_deal_is_there(
    known: tuple[int, ...], removed: bool, answer: Reply | None, is_asked: bool
) -> None:
    linked = lines(FIRST, ids=(11,), known=known)
    back = Removed({Target(LINES, 12): Removal(LINES, 12, SECOND, "表", 1)}) if removed else NOTHING_REMOVED
    gone = gone_in(linked, linked.batch, back, (answer,) if answer else ())
    assert gone == ({0: [1]} if is_asked else {})
    if is_asked:
        (told,) = said_of(linked, linked.batch, NOTHING_REMOVED, gone)
        facts = dict(told.facts)
        assert (told.rule.code, str(told.place), told.value, facts["deal"], facts["quantity"], facts["key"]) == ("line-gone", "表!1", "轮胎", "买车", Decimal(1), (LINES, "12"))  # fmt: skip


def test_a_deal_that_left_with_its_lines_is_not_asked_about() -> None:
    linked = lines(ids=())
    assert gone_in(linked, linked.batch, NOTHING_REMOVED, ()) == {}
    for name, is_asked in (("买 车", True), ("卖车", False), (None, False)):
        deals = table(Opportunity(name=name), kind="opportunities", fields=("name",))
        with_deal = Batch("新.xlsx", (*linked.batch.tables, deals))
        assert gone_in(linked, with_deal, NOTHING_REMOVED, ()) == ({0: [0, 1]} if is_asked else {})
