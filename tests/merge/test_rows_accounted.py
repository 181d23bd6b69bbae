"""Every row accounted for: receipts, rows tried again, contacts beside records, what is said once, what is held."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.desk import NOW
from workbook_crm.merge.account import sheet_receipts
from workbook_crm.merge.again import completed, settled_rows, with_taken
from workbook_crm.merge.as_known import added_in, as_known, without_replies
from workbook_crm.merge.contact_rows import cell_of, origin_column, with_contacts
from workbook_crm.merge.doubts import Cell, Outcome
from workbook_crm.merge.held import held_references
from workbook_crm.merge.later import Later, Told, history_after
from workbook_crm.merge.news import news
from workbook_crm.merge.provisional import completing, follow_ups_of, is_completed, left_by, made_in
from workbook_crm.merge.steps import Step, in_steps
from workbook_crm.model.batch import Batch, Beside, Heading, Sourced, Table
from workbook_crm.model.changes import Change, Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.file_lines import KEPT
from workbook_crm.model.finding import Finding
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format, RawWorkbook
from workbook_crm.model.records import CatalogItem, Customer, FollowUp, Lead, Opportunity, OpportunityLine
from workbook_crm.model.rules import trade, values
from workbook_crm.model.run import Again, Arrival, ColumnReceipt, Receipt, Settled, Verdict
from workbook_crm.model.run import Outcome as Taken
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Stored
from workbook_crm.model.taxes import Tax

NEW, CHANGED, SAME, HELD = Fate.NEW, Fate.CHANGED, Fate.UNCHANGED, Fate.HELD
RAW = RawWorkbook("a.xlsx", Format.XLSX, ())


def table(*rows: Any, kind: str = "customers", sheet: str = "客户", headings: tuple[Heading, ...] = (), **facts: Any) -> Table[Any]:  # fmt: skip
    sourced = tuple(
        each if isinstance(each, Sourced) else Sourced(each, nth) for nth, each in enumerate(rows, 2)
    )
    return Table(
        "a.xlsx", sheet, SHEET_OF[kind], 1, headings, sourced, len(rows) + facts.pop("more", 0), **facts
    )


def outcomes(at: int, *fates: Fate, record: Any = None, first: int = 2) -> TableOutcome:
    return TableOutcome(at, tuple(_outcome(row, fate, record) for row, fate in enumerate(fates, first)))


def _outcome(row: int, fate: Fate, record: Any) -> RowOutcome:
    return RowOutcome(row, fate) if fate is HELD else RowOutcome(row, fate, row, record)


PEOPLE = table(
    *(Customer(name=f"人{nth}") for nth in range(5)), headings=(Heading(1, 1, "客户名称", "name"), Heading(4, 1, "颜色", None)), more=3, empty=2, subtotal=1, held=(9,),
)  # fmt: skip
CONTACTS = table(
    FollowUp(content="x"), FollowUp(content="y"), kind="follow_ups",
    headings=(Heading(2, 1, "跟进", "content"), Heading(3, 1, "时间", "time"), Heading(5, 1, "又一列", "content", is_further=True)), beside=Beside(0, 1),
)  # fmt: skip
MADE = table(Customer(name="新"), Customer(name="新2"), kind="customers", made_by=0)
BATCH = Batch("a.xlsx", (PEOPLE, CONTACTS, MADE))
PLAN = MergePlan(
    outcomes=(outcomes(0, NEW, CHANGED, SAME, SAME, HELD), outcomes(1, NEW, HELD), outcomes(2, NEW, SAME))
)


def test_every_row_of_a_sheet_is_in_its_receipt() -> None:
    (told,) = sheet_receipts(BATCH, PLAN)
    assert (told.rows, told.new, told.changed, told.unchanged, told.held, told.empty, told.subtotal) == (8, 1, 1, 2, 2, 2, 1)  # fmt: skip
    assert told.columns == (
        ColumnReceipt("A1", "客户名称", "name"), ColumnReceipt("B1", "跟进", "follow_ups.content", 1), ColumnReceipt("C1", "时间", "follow_ups.time", 1), ColumnReceipt("D1", "颜色", None),
    )  # fmt: skip
    assert (told.beside, told.made) == (
        {"follow_ups": {"new": 1, "changed": 0, "unchanged": 0, "held": 1}},
        {"customers": 1},
    )
    (alone,) = sheet_receipts(Batch("a.xlsx", (PEOPLE,)), PLAN)
    assert (alone.beside, alone.made, len(alone.columns)) == ({}, {}, 2)
    (none_made,) = sheet_receipts(BATCH, MergePlan(outcomes=(*PLAN.outcomes[:2], outcomes(2, SAME, HELD))))
    assert none_made.made == {}


@pytest.mark.parametrize(
    ("record", "contact", "fate", "contacts"),
    [
        (SAME, NEW, CHANGED, 1), (SAME, CHANGED, CHANGED, 1), (SAME, SAME, SAME, 0), (SAME, HELD, SAME, 0), (CHANGED, NEW, CHANGED, 1), (NEW, NEW, NEW, 1), (HELD, NEW, HELD, 0),
    ],
)  # fmt: skip
def test_a_contact_beside_a_record_makes_its_row_news(record: Fate, contact: Fate, fate: Fate, contacts: int) -> None:  # fmt: skip
    plain, beside = outcomes(0, record, SAME), outcomes(1, contact)
    told, other = with_contacts([plain, beside], (PEOPLE, CONTACTS))
    assert [(each.fate, each.contacts) for each in told.rows] == [(fate, contacts), (SAME, 0)]
    assert other == beside


def test_the_cell_of_a_contact_is_its_text_else_its_day() -> None:
    day = table(FollowUp(), kind="follow_ups", headings=(Heading(3, 1, "时间", "time"),), beside=Beside(0, 1))
    assert [origin_column(each) for each in (CONTACTS, day, PEOPLE)] == [2, 3, None]
    own = table(FollowUp(), kind="follow_ups", headings=(Heading(3, 1, "内容", "content"),))
    assert [cell_of(LinkedRow(each, 0, 0, each.rows[0], -1, None, None)) for each in (CONTACTS, own)] == [
        2,
        None,
    ]


def at(row: int | None, rule: Any, sheet: str = "客户", rows: tuple[int, ...] = ()) -> Finding:
    return Finding(rule, Place("a.xlsx", sheet, row, 1), "x", (), rows)


@pytest.mark.parametrize(
    ("found", "is_said"),
    [
        (at(2, trade.UNKNOWN_WORD), True), (at(3, trade.UNKNOWN_WORD), True), (at(4, trade.UNKNOWN_WORD), False), (at(4, trade.UNKNOWN_WORD, rows=(5,)), False), (at(4, trade.UNKNOWN_WORD, rows=(2,)), True),
        (at(4, trade.UNKNOWN_WORD, "别的"), True), (at(4, values.NOT_A_DATE), True), (at(6, trade.UNKNOWN_WORD), True), (at(6, trade.SAME_PHONE), False), (at(4, trade.SAME_PHONE), True),
    ],
)  # fmt: skip
def test_what_was_said_of_a_row_that_stays_as_it_is_is_not_said_again(found: Finding, is_said: bool) -> None:
    assert news((found,), BATCH, PLAN) == ((found,) if is_said else ())


def test_what_is_said_each_time_stands_beside_what_is_said_once() -> None:
    once, always = at(4, trade.UNKNOWN_WORD), at(4, values.NOT_A_DATE)
    assert news((once, always), BATCH, PLAN) == (always,)


def test_a_contact_that_is_as_it_was_keeps_no_warning_of_its_record_quiet() -> None:
    plan = MergePlan(outcomes=(outcomes(0, CHANGED), outcomes(1, SAME)))
    assert len(news((at(2, trade.UNKNOWN_WORD),), BATCH, plan)) == 1


AGAIN = Again(
    frozenset({("客户", 2), ("客户", 3)}),
    held=frozenset({("客户", 4, 0)}),
    settled=frozenset({("客户", 5), ("客户", 2)}),
)


def test_a_workbook_that_is_tried_again_has_an_outcome_for_every_row() -> None:
    tried = MergePlan(outcomes=(outcomes(0, NEW, HELD), outcomes(1), outcomes(2, NEW), outcomes(3, NEW)))
    made = completed(tried, BATCH, AGAIN)
    assert [(each.row, each.fate, each.is_settled) for each in made.outcomes[0].rows] == [(2, NEW, True), (3, HELD, False), (4, HELD, False), (5, SAME, True), (6, SAME, False)]  # fmt: skip
    assert [[each.fate for each in one.rows] for one in made.outcomes[1:]] == [
        [SAME, SAME],
        [NEW, SAME],
        [NEW],
    ]


ARRIVAL = Arrival("t", "a.xlsx", "张三", NOW, "0")


def verdict(plan: MergePlan, *findings: Finding, batch: Batch = BATCH) -> Verdict:
    return Verdict(
        Receipt("R-000001", ARRIVAL, Taken.TAKEN, sheets=sheet_receipts(batch, plan), findings=findings), plan
    )


def test_rows_that_are_taken_now_are_settled_once_in_order() -> None:
    plan = MergePlan(
        outcomes=(
            outcomes(0, NEW, HELD, NEW, record=Customer(number="C-7")),
            outcomes(1, NEW, NEW, record=FollowUp()),
        )
    )
    assert settled_rows(verdict(plan), BATCH, "R-000009", AGAIN) == (Settled("R-000009", "客户", 2, "C-7"), Settled("R-000009", "客户", 3, None))  # fmt: skip


def test_a_verdict_after_rows_were_tried_again() -> None:
    known, better = Customer(name="旧"), Customer(name="新")
    first = verdict(
        MergePlan((), (outcomes(0, HELD, HELD, SAME, SAME, SAME, record=known), outcomes(1, HELD, HELD), outcomes(2)), {"customers": 3}),
        at(2, trade.UNKNOWN_REFERENCE), at(4, values.NOT_A_NUMBER), at(None, values.NOT_A_DATE),
    )  # fmt: skip
    change = Change("customers", 4, None, better, "客户", 2)
    tried = verdict(
        MergePlan((change,), (outcomes(0, NEW, HELD, CHANGED, record=better), outcomes(1, NEW, HELD), outcomes(2)), {"customers": 5}), at(2, trade.UNKNOWN_WORD), at(None, values.YEAR_INFERRED),
    )  # fmt: skip
    sent = Batch("a.xlsx", (PEOPLE, CONTACTS))  # as it was read: without what its rows bring
    made = with_taken(first, tried, AGAIN, frozenset({("客户", 2)}), sent, RAW)
    assert made.plan.outcomes[2] == first.plan.outcomes[2]
    assert [(each.fate, each.record) for each in made.plan.outcomes[0].rows] == [(NEW, better), (HELD, None), (SAME, better), (SAME, known), (SAME, known)]  # fmt: skip
    assert (made.plan.changes, made.plan.next_ids) == ((change,), {"customers": 5})
    (sheet,) = made.receipt.sheets
    assert (sheet.rows, sheet.new, sheet.held, sheet.unchanged) == (8, 1, 2, 3)
    assert sheet.beside == {"follow_ups": {"new": 1, "changed": 0, "unchanged": 0, "held": 1}}
    assert [(each.rule.code, each.place.row) for each in made.receipt.findings] == [("not-a-date", None), ("unknown-word", 2), ("not-a-number", 4)]  # fmt: skip


def cell(row: LinkedRow, field: str, value: Any) -> Cell:
    return Cell(row, field, None, value, Outcome.CONFLICT, value)


def test_a_batch_as_if_its_cells_said_what_counts() -> None:
    first = Sourced(
        Opportunity(name="甲", stage="新", amount=Decimal(5), extra=(("色", "白"), ("车", "x"))), 2, frozenset({"remark"}), (("stage", "新"), ("name", "甲")),
    )  # fmt: skip
    deals = table(
        first,
        Opportunity(name="乙", amount=Decimal(7)),
        kind="opportunities",
        sheet="商机",
        taxes={2: Tax(), 3: Tax()},
    )
    known = Opportunity(name="甲", amount=Decimal(9))
    row = LinkedRow(deals, 0, 0, first, 1, known, known)
    cells = [cell(row, "stage", "旧"), cell(row, "remark", "急"), cell(row, KEPT + "色", "黑")]
    (made,) = as_known(Batch("a.xlsx", (deals,)), cells).tables
    assert made.rows[0] == Sourced(Opportunity(name="甲", stage="旧", remark="急", amount=Decimal(9), extra=(("车", "x"),)), 2, frozenset(), (("name", "甲"),))  # fmt: skip
    assert (made.rows[1], made.taxes) == (deals.rows[1], {3: Tax()})
    blank = Sourced(Opportunity(name="甲", stage="新"), 2)
    (other,) = as_known(
        Batch("a.xlsx", (table(blank, kind="opportunities"),)), [cell(row, "stage", "旧")]
    ).tables
    assert other.rows[0].record == Opportunity(name="甲", stage="旧")  # it said no amount


def test_columns_of_replies_are_taken_out() -> None:
    insist, colour = Heading(1, 1, "坚持", None), Heading(2, 1, "颜色", None)
    row = Customer(name="甲", extra=(("坚持", "是"), ("颜色", "白")))
    with_reply, plain = table(row, headings=(insist, colour)), table(row, headings=(colour,))
    made = without_replies(Batch("a.xlsx", (with_reply, plain)))
    assert [each.rows[0].record.extra for each in made.tables] == [
        (("颜色", "白"),),
        (("坚持", "是"), ("颜色", "白")),
    ]
    untouched = Batch("a.xlsx", (plain,))
    assert without_replies(untouched) is untouched
    adding = Heading(1, 1, "新增一行", None)
    rows = tuple(OpportunityLine(product=word, extra=(("新增一行", word),)) for word in ("是", "否", ""))
    lines = table(*rows, kind="opportunity_lines", headings=(adding,))
    assert added_in(Batch("a.xlsx", (plain, lines))) == {(1, 0)}
    assert (
        added_in(Batch("a.xlsx", (table(*rows, kind="opportunity_lines", headings=(colour,)),)))
        == frozenset()
    )


def test_rows_that_lean_on_a_held_record_are_held_with_it() -> None:
    people = table(Customer(name="甲"), Customer(name="乙"), headings=(Heading(1, 1, "客户名称", "name"),))
    deals = table(
        *(Opportunity(name=f"单{nth}", customer="甲") for nth in range(5)),
        kind="opportunities",
        sheet="商机",
        headings=(Heading(2, 1, "客户", "customer"),),
    )
    lines = table(
        OpportunityLine(product="车"),
        OpportunityLine(product="车"),
        kind="opportunity_lines",
        sheet="产品",
        headings=(Heading(1, 1, "商机", "opportunity"), Heading(3, 1, "产品", "product")),
    )
    goods = table(CatalogItem(product="车"), CatalogItem(product="车二"), kind="catalog", sheet="目录")
    held, alive, known, nobody = (Target("customers", each) for each in (-1, -2, 7, -9))
    linked = Linked(
        Batch("a.xlsx", (people, deals, lines, goods)), ids=((-1, -2), (-1, -2, -3, -4, -5), (-1, -2), (-1, 5)),
        targets=({}, {"customer": (held, alive, known, nobody, None)}, {"opportunity": (Target("opportunities", -1), Target("opportunities", -2)), "item": (None, Target("catalog", 5))}, {}),
    )  # fmt: skip
    error = at(2, values.NOT_A_DATE)
    told = held_references(linked, (error, at(3, values.NOT_A_DATE, "目录")))
    assert [(each.rule.code, str(each.place)) for each in told] == [("held-reference", "商机!B2"), ("unknown-reference", "商机!B5"), ("held-reference", "产品!A2"), ("held-reference", "产品!C3")]  # fmt: skip
    assert (dict(told[0].facts)["where"], told[1].value) == ("客户!2", "甲")
    assert [str(each.place) for each in held_references(linked, (error,))] == [
        "商机!B2",
        "商机!B5",
        "产品!A2",
    ]
    theirs = held_references(linked, (at(3, trade.NOT_YOURS, "目录"),))
    assert [str(each.place) for each in theirs] == ["商机!B5"]  # what was known before still counts
    only = held_references(linked, (), frozenset({("客户", 3), ("商机", 3), ("商机", 2)}))
    assert [(each.rule.code, str(each.place)) for each in only] == [("unknown-reference", "商机!B2")]


def test_what_becomes_of_a_record_that_was_made_because_others_name_it() -> None:
    own, made = table(Lead(name="甲")), table(Lead(name="甲"), made_by=0)

    def row(of: Table[Any], known: Any) -> LinkedRow:
        return LinkedRow(of, 0, 0, of.rows[0], 1, known, known)

    waiting = Lead(name="甲", provisional=True)
    assert [is_completed(row(*each)) for each in ((own, waiting), (made, waiting), (own, Lead(name="甲")), (own, None))] == [True, False, False, False]  # fmt: skip
    first = {"owner": "张三", "state": "new"}
    assert completing(row(own, waiting), waiting, first) == {"provisional": None, "owner": "张三"}
    assert completing(row(own, waiting), waiting, {"state": "new"}) == {"provisional": None}
    says = table(Lead(name="甲", owner="李四"))
    assert completing(row(says, waiting), waiting, first) == {"provisional": None}
    lead = Lead(number="L-1", phone="138", wechat="wx", owner="张三")
    assert left_by(lead, Customer(owner="李四")) == {"phone": "138", "wechat": "wx"}
    assert left_by(lead, Opportunity()) == {"owner": "张三"}
    stored = {"follow_ups": {1: Stored(1, FollowUp(subject="L-1")), 2: Stored(2, FollowUp(subject="L-2"))}}
    found = list(follow_ups_of(lead, Linked(BATCH, stored=stored)))
    assert found == [(Target("follow_ups", 1), FollowUp(subject="L-1"))]


def test_what_was_made_is_told_at_its_first_cell_and_once_a_column() -> None:
    made = table(
        Customer(name="新"),
        Customer(name="新"),
        Customer(phone="138"),
        Customer(name="旧"),
        made_by=0,
        headings=(Heading(3, 1, "客户", "name"),),
    )
    rows = tuple(RowOutcome(row, fate, number, each.record) for row, fate, number, each in zip((2, 3, 4, 5), (NEW, NEW, NEW, SAME), (1, 1, 2, 3), made.rows, strict=True))  # fmt: skip
    linked = Linked(Batch("a.xlsx", (PEOPLE, made)))
    told = list(made_in(linked, MergePlan(outcomes=(outcomes(0, NEW), TableOutcome(1, rows)))))
    assert [(each.rule.code, str(each.place), each.value) for each in told] == [("record-made", "客户!C4", "138"), ("record-made", "客户!C2", "新"), ("records-made", "客户!C1", "")]  # fmt: skip
    assert dict(told[-1].facts)["count"] == 2
    assert list(made_in(linked, MergePlan(outcomes=(outcomes(1, SAME, record=Customer(name="旧")),)))) == []


def test_a_record_that_several_rows_change_has_a_change_for_each() -> None:
    rows = table(Lead(name="甲"), Lead(level="A"), Lead(remark="急"))
    records = (Lead(name="甲"), Lead(name="甲", level="A"), Lead(name="甲", level="A", remark="急"))
    steps = [
        Step(LinkedRow(rows, 0, nth, rows.rows[nth], 1, None, None), each) for nth, each in enumerate(records)
    ]
    final = Lead(name="甲", level="B", owner="张三", remark="急")
    told = list(in_steps(Target("leads", 1), None, final, steps))
    first, second = Lead(name="甲", owner="张三"), Lead(name="甲", owner="张三", level="B")
    assert [(each.row, each.before, each.after) for each in told] == [
        (2, None, first),
        (3, first, second),
        (4, second, final),
    ]
    assert [each.row for each in in_steps(Target("leads", 1), first, final, steps)] == [3, 4]


def later(nth: int) -> Later:
    return Later(Receipt(f"R-{nth:06d}", ARRIVAL, Taken.TAKEN), {}, frozenset())


def test_what_came_after_a_backup_is_told_by_the_stores_of_its_own_history() -> None:
    backup = Told({1: "a", 2: "b"}, {"receipts": 3, "leads": 5})
    one = Told({1: "a", 2: "b", 3: "c"}, {"receipts": 4, "leads": 4}, (later(2), later(3)))
    two = Told({2: "b", 3: "c", 4: "d"}, {"receipts": 5, "customers": 2}, (later(4),))
    other = Told({2: "x", 5: "y"}, {"receipts": 99}, (later(5),))
    found = history_after(backup, [one, two, other])
    assert [each.revision for each in found.later] == [3, 4]
    assert (dict(found.next_ids), found.is_another) == ({"receipts": 5, "leads": 5, "customers": 2}, False)
    first = history_after(backup, [other, one])
    assert ([each.revision for each in first.later], first.is_another) == ([3], True)
    assert history_after(backup, []).later == ()
