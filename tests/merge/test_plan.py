"""What taking a batch in changes, row by row: numbers, first values, references, sums, next contacts, and their cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from workbook_crm.merge.plan import plan_merge
from workbook_crm.merge.removals import NOTHING_REMOVED, Removed
from workbook_crm.model.agreed import Agreed, Given
from workbook_crm.model.batch import Batch, Beside, Heading, Sourced, Table
from workbook_crm.model.changes import Fate, MergePlan, Removal
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.place import Place
from workbook_crm.model.records import Customer, FollowUp, Lead, Opportunity, OpportunityLine, StaffMember
from workbook_crm.model.replies import Block
from workbook_crm.model.rules import values
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored

TODAY = date(2026, 11, 23)
NEW, CHANGED, SAME, HELD = Fate.NEW, Fate.CHANGED, Fate.UNCHANGED, Fate.HELD
NAMES = {
    "leads": "线索",
    "customers": "客户",
    "opportunities": "商机",
    "opportunity_lines": "商机产品",
    "follow_ups": "跟进记录",
}
Meant = Mapping[str, tuple[Target | None, ...]]


def table(kind: str, *rows: Any, **facts: Any) -> Table[Any]:
    sourced = tuple(
        each if isinstance(each, Sourced) else Sourced(each, nth) for nth, each in enumerate(rows, 2)
    )
    headings = tuple(
        Heading(nth, 1, each.field, each.field) for nth, each in enumerate(SHEET_OF[kind].visible, 1)
    )
    return Table("a.xlsx", NAMES[kind], SHEET_OF[kind], 1, headings, sourced, len(rows), **facts)


def linked(*tables: Table[Any], ids: tuple[tuple[int, ...], ...], targets: tuple[Meant, ...] = (), stored: Mapping[str, Mapping[int, Any]] | None = None, **facts: Any) -> Linked:  # fmt: skip
    known = {kind: {key: Stored(key, record) for key, record in records.items()} for kind, records in (stored or {}).items()}  # fmt: skip
    return Linked(
        Batch("a.xlsx", tables), ids=ids, targets=targets or ({},) * len(tables), stored=known, **facts
    )


def planned(of: Linked, *findings: Finding, sender: str | None = "张三", tried: frozenset[tuple[str, int]] | None = None, removed: Removed = NOTHING_REMOVED, settings: Settings | None = None, staff: tuple[StaffMember, ...] = ()) -> tuple[MergePlan, tuple[Finding, ...]]:  # fmt: skip
    people = {"staff": tuple(Stored(nth, each) for nth, each in enumerate(staff, 1))}
    snapshot = Snapshot(
        records=people, next_ids={"leads": 5, "customers": 8, "opportunities": 3, "opportunity_lines": 20}
    )
    context = Context(snapshot, settings or Settings(), TODAY, sender)
    return plan_merge(of, findings, context, sender, tried, removed)


def fates(plan: MergePlan, at: int = 0) -> list[Fate]:
    return [each.fate for each in plan.outcomes[at].rows]


def changed(plan: MergePlan) -> list[Any]:
    """The records that a plan changes, as they will be."""
    return [each.after for each in plan.changes]


def by_kind(plan: MergePlan) -> dict[str, tuple[Any, str, int]]:
    """By kind: the record that changes, and which row does it."""
    return {each.kind: (each.after, each.sheet, each.row) for each in plan.changes}


def at(kind: str, row: int) -> Finding:
    return finding(values.NOT_A_DATE, Place("a.xlsx", NAMES[kind], row, 1), "x", column="", suggestion="")


def test_a_new_record_has_a_number_its_first_state_and_its_sender() -> None:
    rows = table(
        "leads",
        Lead(name="甲"),
        Lead(name="乙", number="X-1", owner="李四", state="following"),
        Lead(name="丙"),
    )
    plan, found = planned(linked(rows, ids=((-1, -2, -3),)), at("leads", 4))
    assert changed(plan) == [
        Lead(name="甲", number="L-000005", state="new", owner="张三"), Lead(name="乙", number="X-1", owner="李四", state="following"),
    ]  # fmt: skip
    assert (fates(plan), found) == ([NEW, NEW, HELD], ())
    assert [(each.kind, each.id, each.before, each.sheet, each.row, each.column) for each in plan.changes] == [("leads", 5, None, "线索", 2, None), ("leads", 6, None, "线索", 3, None)]  # fmt: skip
    assert (plan.next_ids["leads"], plan.next_ids["customers"], plan.next_ids["catalog"], plan.removals) == (
        7,
        8,
        1,
        (),
    )
    assert [(each.row, each.id, each.record) for each in plan.outcomes[0].rows][2] == (4, None, None)
    nobody, _ = planned(linked(rows, ids=((-1, -2, -3),)), sender=None)
    assert [each.owner for each in changed(nobody)] == [None, "李四", None]


def test_what_the_house_and_the_sender_say_of_all_rows() -> None:
    settings = Settings(defaults={"leads": {"source": "展厅", "owner": "值班"}})
    rows = table(
        "leads",
        Lead(name="甲"),
        Lead(name="乙", source="车展", level="B"),
        defaults={"level": "A", "source": "展会"},
    )
    plan, _ = planned(linked(rows, ids=((-1, -2),)), settings=settings)
    assert [(each.source, each.level, each.owner) for each in changed(plan)] == [("展会", "A", "值班"), ("车展", "B", "值班")]  # fmt: skip


@pytest.mark.parametrize(
    ("owner", "level", "sender", "staff", "filled"),
    [
        ("张三", None, "张三", (), "A"), (None, None, "张三", (), "A"), ("李四", None, "张三", (), None), ("张三", "B", "张三", (), "B"), ("李四", None, None, (), "A"),
        ("李四", None, "孙总", (StaffMember(name="孙总", role="manager"),), "A"),
    ],
)  # fmt: skip
def test_what_all_rows_have_fills_a_blank_of_the_senders_own(
    owner: str | None,
    level: str | None,
    sender: str | None,
    staff: tuple[StaffMember, ...],
    filled: str | None,
) -> None:
    known = Lead(name="甲", number="L-1", owner=owner, level=level)
    rows = table("leads", Lead(name="甲"), defaults={"level": "A"})
    plan, _ = planned(linked(rows, ids=((1,),), stored={"leads": {1: known}}), sender=sender, staff=staff)
    assert changed(plan) == ([] if filled == level else [replace(known, level=filled)])
    assert fates(plan) == [SAME if filled == level else CHANGED]


def test_what_a_row_says_of_a_known_record() -> None:
    known = {
        1: Lead(name="甲", number="L-1", level="A"),
        2: Lead(name="乙", number="L-2"),
        3: Lead(name="丙", number="L-3"),
    }
    rows = table("leads", Lead(name="甲", level="B"), Lead(name="乙"), Lead(name="丙", extra=(("色", "白"),)))
    plan, _ = planned(linked(rows, ids=((1, 2, 3),), stored={"leads": known}))
    assert fates(plan) == [CHANGED, SAME, CHANGED]
    assert [each.changed for each in plan.outcomes[0].rows] == [("level",), (), ()]
    assert [(each.id, each.before) for each in plan.changes] == [(1, known[1]), (3, known[3])]
    assert [each.record for each in plan.outcomes[0].rows] == [Lead(name="甲", number="L-1", level="B"), known[2], Lead(name="丙", number="L-3", extra=(("色", "白"),))]  # fmt: skip


def test_rows_that_are_not_tried_or_taken_back_do_nothing() -> None:
    known = Lead(name="甲", number="L-1", level="A")
    rows = table("leads", Lead(name="甲", level="B"), Lead(name="乙"))
    both = linked(rows, ids=((1, -1),), stored={"leads": {1: known}})
    plan, _ = planned(both, tried=frozenset({("线索", 3)}))
    assert (plan.outcomes[0].rows[0][1:4], len(plan.changes)) == (
        (SAME, 1, known),
        1,
    )
    none, _ = planned(both, tried=frozenset())
    assert ([(each.fate, each.id, each.record) for each in none.outcomes[0].rows], none.changes) == ([(SAME, 1, known), (SAME, None, None)], ())  # fmt: skip
    left, _ = planned(both, removed=Removed(left=frozenset({("线索", 2)})))
    assert (fates(left), len(left.changes)) == ([SAME, NEW], 1)


def test_rows_of_one_record_are_taken_one_after_the_other() -> None:
    rows = table(
        "leads",
        Lead(name="甲"),
        Lead(name="甲", level="A"),
        Lead(name="甲"),
        Lead(name="甲", level="A", remark="急"),
    )
    plan, _ = planned(linked(rows, ids=((-1, -1, -1, -1),)), at("leads", 4))
    assert fates(plan) == [NEW, CHANGED, HELD, CHANGED]
    first = Lead(name="甲", number="L-000005", state="new", owner="张三")
    assert [(each.row, each.before, each.after) for each in plan.changes] == [
        (2, None, first), (3, first, replace(first, level="A")), (5, replace(first, level="A"), replace(first, level="A", remark="急")),
    ]  # fmt: skip
    assert plan.next_ids["leads"] == 6


def test_a_column_whose_meaning_was_told_is_kept_unknown_no_more() -> None:
    given = Given(Block.COLUMN, ("颜色",), "备注", "张三", "2026-11-23")
    known = Lead(name="甲", number="L-1", extra=(("颜色", "白"), ("车", "x")))
    of = linked(
        table("leads", Lead(name="甲", remark="白"), agreed=Agreed({given.key: given})),
        ids=((1,),),
        stored={"leads": {1: known}},
    )
    plan, _ = planned(of)
    assert [each.extra for each in changed(plan)] == [(("车", "x"),)]
    says = linked(table("leads", Lead(name="甲", extra=(("颜色", "黑"),)), agreed=Agreed({given.key: given})), ids=((1,),), stored={"leads": {1: known}})  # fmt: skip
    assert [each.extra for each in changed(planned(says)[0])] == [(("颜色", "黑"), ("车", "x"))]


DEAL = Opportunity(number="O-1", name="买车", customer="C-1", owner="张三", state="open", amount=Decimal(10))
LINE = OpportunityLine(opportunity="O-1", product="叉车", amount=Decimal(10))
KNOWN: dict[str, dict[int, Any]] = {
    "opportunities": {1: DEAL},
    "opportunity_lines": {4: LINE},
    "customers": {1: Customer(number="C-1", name="远航")},
}
ONE = Target("opportunities", 1)


def lines(*rows: OpportunityLine, ids: tuple[int, ...]) -> tuple[Table[Any], tuple[int, ...], Meant]:
    item = tuple(Target("catalog", 9) if row.product == "轮胎" else None for row in rows)
    return table("opportunity_lines", *rows), ids, {"opportunity": (ONE,) * len(rows), "item": item}


def test_a_deal_is_worth_its_lines_and_the_line_is_why() -> None:
    of, ids, meant = lines(
        OpportunityLine(opportunity="买车", product="轮胎", amount=Decimal(3)),
        OpportunityLine(opportunity="买车", product="座椅"),
        ids=(-1, -2),
    )
    plan, found = planned(linked(of, ids=(ids,), targets=(meant,), stored=KNOWN))
    assert found == ()
    assert [(each.kind, each.id, each.sheet, each.row) for each in plan.changes] == [("opportunity_lines", 20, "商机产品", 2), ("opportunity_lines", 21, "商机产品", 3), ("opportunities", 1, "商机产品", 2)]  # fmt: skip
    first, _, deal = changed(plan)
    assert (first.opportunity, first.item, deal) == ("O-1", 9, replace(DEAL, amount=Decimal(13)))
    other, other_ids, other_meant = lines(
        OpportunityLine(opportunity="买车", product="叉车", amount=Decimal(12)), ids=(4,)
    )
    again, _ = planned(linked(other, ids=(other_ids,), targets=(other_meant,), stored=KNOWN))
    assert [each.amount for each in changed(again)] == [Decimal(12), Decimal(12)]
    same, same_ids, same_meant = lines(LINE, ids=(4,))
    assert planned(linked(same, ids=(same_ids,), targets=(same_meant,), stored=KNOWN))[0].changes == ()


def test_a_line_that_is_taken_back_is_out_of_the_sum() -> None:
    of, ids, meant = lines(LINE, ids=(4,))
    back = Removed(
        {Target("opportunity_lines", 4): Removal("opportunity_lines", 4, LINE, "商机产品", 2)},
        {ONE: ("商机产品", 2)},
        frozenset({("商机产品", 2)}),
    )
    plan, _ = planned(linked(of, ids=(ids,), targets=(meant,), stored=KNOWN), removed=back)
    assert [(each.kind, each.sheet, each.row, each.column) for each in plan.changes] == [
        ("opportunities", "商机产品", 2, None)
    ]
    assert changed(plan)[0].amount == 0
    assert [each.id for each in plan.removals] == [4]
    assert fates(plan) == [SAME]


@pytest.mark.parametrize(
    ("typed", "amount", "held", "is_told"),
    [(15, 10, False, True), (13, 10, False, False), (None, 10, False, False), (15, 15, False, False), (15, 10, True, False), (15, None, False, True)],
)  # fmt: skip
def test_a_sum_that_was_typed_is_told_to_differ(typed: int | None, amount: int | None, held: bool, is_told: bool) -> None:  # fmt: skip
    known: dict[str, dict[int, Any]] = {
        **KNOWN,
        "opportunities": {1: replace(DEAL, amount=amount if amount is None else Decimal(amount))},
    }
    deal = table(
        "opportunities",
        Opportunity(name="买车", customer="远航", amount=typed if typed is None else Decimal(typed)),
    )
    of, ids, meant = lines(
        OpportunityLine(opportunity="买车", product="轮胎", amount=Decimal(3)),
        OpportunityLine(opportunity="买车", product="x"),
        ids=(-1, -2),
    )
    both = linked(
        deal, of, ids=((1,), ids), targets=({"customer": (Target("customers", 1),)}, meant), stored=known
    )
    plan, found = planned(both, *((at("opportunity_lines", 3),) if held else ()))
    told = [(each.rule.code, each.place.row, dict(each.facts)["amount"]) for each in found]
    assert told == ([("sum-differs", 2, Decimal(13))] if is_told else [])
    deal_after = by_kind(plan)["opportunities"][0]
    assert deal_after.amount == Decimal(13)


def test_a_sum_that_was_typed_and_is_its_lines_all_the_same_changes_nothing() -> None:
    deal = table("opportunities", Opportunity(name="买车", amount=Decimal(15)))
    of, ids, meant = lines(LINE, ids=(4,))
    plan, _ = planned(linked(deal, of, ids=((1,), ids), targets=({}, meant), stored=KNOWN))
    assert (fates(plan), fates(plan, 1), plan.changes) == ([SAME], [SAME], ())
    assert plan.outcomes[0].rows[0].changed == ()
    assert plan.outcomes[0].rows[0].record == DEAL


def contact(day: int, agreed: int | None = None, content: str = "谈") -> FollowUp:
    return FollowUp(subject="甲", time=date(2026, 11, day), content=content, next_follow_up=date(2026, 12, agreed) if agreed else None)  # fmt: skip


def test_a_contact_plans_the_next_one_and_the_contact_is_why() -> None:
    known: dict[str, dict[int, Any]] = {
        "leads": {1: Lead(name="甲", number="L-1", next_follow_up=date(2026, 11, 21))}
    }
    calls = table("follow_ups", contact(20, 5), contact(22), contact(19, 9))
    meant: Meant = {"subject": (Target("leads", 1),) * 3}
    plan, _ = planned(linked(calls, ids=((-1, -2, -3),), targets=(meant,), stored=known))
    lead = plan.changes[-1]
    assert (lead.kind, lead.sheet, lead.row) == ("leads", "跟进记录", 2)
    assert (changed(plan)[-1].next_follow_up, changed(plan)[-1].last_contact) == (None, date(2026, 11, 22))
    assert [each.subject for each in changed(plan)[:3]] == ["L-1"] * 3
    early, _ = planned(
        linked(
            table("follow_ups", contact(18)),
            ids=((-1,),),
            targets=({"subject": (Target("leads", 1),)},),
            stored=known,
        )
    )
    assert changed(early)[-1].next_follow_up == date(2026, 11, 21)
    old: dict[str, dict[int, Any]] = {**known, "follow_ups": {3: replace(contact(22), subject="L-1")}}
    again, _ = planned(
        linked(
            table("follow_ups", contact(22)),
            ids=((3,),),
            targets=({"subject": (Target("leads", 1),)},),
            stored=old,
        )
    )
    assert again.changes == ()  # it was known


def test_what_a_row_says_of_the_next_contact_counts_with_its_contacts() -> None:
    known: dict[str, dict[int, Any]] = {
        "leads": {
            1: Lead(
                name="甲", number="L-1", next_follow_up=date(2026, 11, 21), next_written=date(2026, 11, 21)
            )
        }
    }
    own = table("leads", Lead(name="甲", next_follow_up=date(2026, 12, 8)))
    calls = table("follow_ups", contact(22, 5))
    plan, _ = planned(
        linked(own, calls, ids=((1,), (-1,)), targets=({}, {"subject": (Target("leads", 1),)}), stored=known)
    )
    lead, sheet, _ = by_kind(plan)["leads"]
    assert (lead.next_follow_up, lead.next_written, sheet) == (date(2026, 12, 5), date(2026, 12, 8), "线索")  # fmt: skip
    erased = table("leads", Sourced(Lead(name="甲"), 2, frozenset({"next_follow_up"})))
    gone, _ = planned(linked(erased, ids=((1,),), stored=known))
    assert [(each.next_follow_up, each.next_written) for each in changed(gone)] == [(None, None)]


def test_a_contact_with_a_deal_is_one_with_its_customer() -> None:
    calls = table("follow_ups", contact(22, 5))
    plan, _ = planned(linked(calls, ids=((-1,),), targets=({"subject": (ONE,)},), stored=KNOWN))
    told = by_kind(plan)
    deal, customer = told["opportunities"][0], told["customers"][0]
    assert (deal.next_follow_up, customer.next_follow_up, customer.last_contact) == (date(2026, 12, 5), None, date(2026, 11, 22))  # fmt: skip
    assert told["customers"][1:] == ("跟进记录", 2)
    new = table("customers", Customer(name="新客"))
    deals = table("opportunities", Opportunity(name="新单", customer="新客"))
    of = linked(
        new,
        deals,
        calls,
        ids=((-1,), (-1,), (-1,)),
        targets=({}, {"customer": (Target("customers", -1),)}, {"subject": (Target("opportunities", -1),)}),
    )
    made, _ = planned(of)
    told = by_kind(made)
    assert (told["opportunities"][0].customer, told["follow_ups"][0].subject) == ("C-000008", "O-000003")
    assert made.outcomes[0].rows[0].record == told["customers"][0]  # as it is in the end
    assert (told["customers"][0].last_contact, told["customers"][1]) == (date(2026, 11, 22), "客户")


def test_a_contact_beside_a_record_is_why_it_changes_where_its_own_cells_say_nothing_new() -> None:
    known: dict[str, dict[int, Any]] = {"leads": {1: Lead(name="甲", number="L-1")}}
    people = table("leads", Lead(name="甲"))
    calls = table("follow_ups", contact(22, 5), beside=Beside(0, 1))
    of = linked(
        people, calls, ids=((1,), (-1,)), targets=({}, {"subject": (Target("leads", 1),)}), stored=known
    )
    plan, _ = planned(of)
    column = calls.columns["content"]
    assert [(each.kind, each.row, each.column) for each in plan.changes] == [
        ("leads", 2, column),
        ("follow_ups", 2, column),
    ]
    assert (fates(plan), plan.outcomes[0].rows[0].contacts) == ([CHANGED], 1)
    says = replace(of, batch=Batch("a.xlsx", (table("leads", Lead(name="甲", level="A")), calls)))
    assert [(each.kind, each.column) for each in planned(says)[0].changes] == [
        ("leads", None),
        ("follow_ups", column),
    ]


def test_a_lead_that_its_own_row_says_is_a_customer_is_one() -> None:
    lead = Lead(name="甲", number="L-1", phone="13800010001", provisional=True)
    call = replace(contact(20), subject="L-1")
    people = table("customers", Customer(name="甲", owner="李四"))
    of = linked(
        people,
        ids=((-1,),),
        stored={"leads": {1: lead}, "follow_ups": {2: call}},
        absorbed={1: Target("customers", -1)},
    )
    plan, _ = planned(of)
    told = by_kind(plan)
    assert told["leads"] == (replace(lead, state="converted", provisional=None), "客户", 2)
    assert told["follow_ups"] == (replace(call, subject="C-000008"), "客户", 2)
    customer = told["customers"][0]
    assert (customer.phone, customer.owner, customer.last_contact) == (
        "13800010001",
        "李四",
        date(2026, 11, 20),
    )
    held, _ = planned(of, at("customers", 2))
    assert held.changes == ()
