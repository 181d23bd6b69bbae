"""What is left of a record when receipts are undone, field by field, and what of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.desk import NOW
from workbook_crm.merge.follow import Standing
from workbook_crm.merge.survivors import Events, standing, survivor
from workbook_crm.merge.undo_keep import log_of_removed, log_of_restored
from workbook_crm.merge.undo_told import Retold, called, label
from workbook_crm.model.changes import Change, Removal
from workbook_crm.model.columns import Value
from workbook_crm.model.history import LogEntry
from workbook_crm.model.records import CatalogItem, Customer, FollowUp, Lead, OpportunityLine
from workbook_crm.model.undone import NO_UNDOS, Undos


def entry(revision: int, after: Mapping[str, Value], **facts: Any) -> LogEntry:
    known: dict[str, Any] = {"sender": "张三", "is_new": revision == 1, **facts}
    return LogEntry(
        revision, f"R-{revision:06d}", f"{revision}.xlsx", received=NOW, sheet="客户", row=2, before={}, after=after, **known
    )  # fmt: skip


MADE = entry(1, {"number": "C-1", "name": "远航", "level": "A", "owner": "张三", "state": "valid", "phone": "138", "remark": "x"}, kept_after={"色": "白"})  # fmt: skip
SECOND = entry(2, {"level": "B"}, kept_after={"色": "蓝", "车": "z"})
THIRD = entry(3, {"level": None}, kept_after={"色": None})
CAUSED = entry(4, {"next_follow_up": date(2026, 12, 1), "last_contact": date(2026, 11, 1)})


@pytest.mark.parametrize(
    ("undone", "level", "kept", "is_made", "is_touched"),
    [
        ((), None, {"车": "z"}, True, True), ((2,), None, {}, True, True), ((3,), "B", {"色": "蓝", "车": "z"}, True, True), ((2, 3), "A", {"色": "白"}, True, False),
        ((1,), None, {"车": "z"}, False, True), ((1, 3), "B", {"色": "蓝", "车": "z"}, False, True), ((1, 2, 3), None, {}, False, False),
    ],
)  # fmt: skip
def test_each_field_has_the_last_write_of_a_receipt_that_holds(
    undone: tuple[int, ...], level: str | None, kept: dict[str, str], is_made: bool, is_touched: bool
) -> None:
    undos = Undos({10 + of: of for of in undone})
    left = survivor("customers", (MADE, SECOND, THIRD, CAUSED), undos)
    assert (left.values.get("level"), left.kept, left.is_made, left.is_touched) == (level, kept, is_made, is_touched)  # fmt: skip
    assert left.values["name"] == "远航"
    assert left.is_there
    facts: dict[str, Any] = {**left.values, "remark": "y"}
    assert left.record(remark="y") == Customer(**facts, extra=tuple(kept.items()))
    wrote = {name: each.revision for name, each in left.writers.items()}
    assert wrote.get("extra.色") == max((nth for nth in (1, 2, 3) if nth not in undone), default=None)
    assert wrote["next_follow_up"] == 4


def test_a_record_whose_maker_is_undone_is_known_by_what_it_is_called() -> None:
    left = survivor("leads", (MADE,), Undos({2: 1}))
    assert left.values == {"number": "C-1", "name": "远航", "owner": "张三", "state": "valid", "phone": "138", "provisional": True}  # fmt: skip
    assert "provisional" not in survivor("catalog", (MADE,), Undos({2: 1})).values
    assert survivor("follow_ups", (MADE,), Undos({2: 1})).values == MADE.after
    assert survivor("opportunity_lines", (MADE,), Undos({2: 1})).values == MADE.after
    assert not survivor("customers", (), NO_UNDOS).is_there
    assert not survivor("customers", (entry(2, {"level": None}),), NO_UNDOS).is_there
    undone = (*(MADE, SECOND), entry(12, {"level": "A"}))  # what an undo wrote is nobody's word
    assert survivor("customers", undone, Undos({12: 2})).writers["level"].revision == 1
    assert (
        standing(Events("C-1", (entry(12, {"next_written": on(9)}),), (), {}), Undos({12: 2}), 0)
        == Standing()
    )
    again = (MADE, entry(2, {"level": "B"}, is_new=True))
    assert survivor("customers", again, Undos({3: 1})).values == {"level": "B"}  # made anew, and that holds


@pytest.mark.parametrize(
    ("kind", "after", "is_touched"),
    [
        ("customers", {"next_follow_up": None, "last_contact": None}, False), ("customers", {"amount": 1}, True), ("opportunities", {"amount": 1, "next_follow_up": None}, False),
        ("opportunities", {"amount": 1, "stage": "x"}, True), ("customers", {}, False),
    ],
)  # fmt: skip
def test_what_follows_from_others_is_no_word_about_a_record(
    kind: str, after: dict[str, Value], is_touched: bool
) -> None:
    assert survivor(kind, (MADE, entry(2, after)), NO_UNDOS).is_touched is is_touched


def on(day: int) -> date:
    return date(2026, 11, day)


def call(revision: int, day: int, agreed: int | None, subject: str = "C-1") -> tuple[LogEntry, ...]:
    after: dict[str, Value] = {"subject": subject, "time": on(day), "next_follow_up": agreed and on(agreed)}
    return (entry(revision, after, is_new=True),)


WRITTEN = entry(1, {"name": "远航", "next_follow_up": on(10), "next_written": on(10)})


@pytest.mark.parametrize(
    ("own", "contacts", "deals", "undone", "expected"),
    [
        ((WRITTEN,), (), (), (), Standing(None, on(10), on(10))),
        ((WRITTEN,), (call(2, 12, 20),), (), (), Standing(on(12), on(20), on(10))),
        ((WRITTEN,), (call(2, 12, 20),), (), (2,), Standing(None, on(10), on(10))),
        ((WRITTEN,), (call(2, 12, None), call(3, 15, 25)), (), (3,), Standing(on(12), None, on(10))),
        ((WRITTEN,), (call(3, 15, 25), call(2, 12, 20)), (), (), Standing(on(15), on(25), on(10))),
        ((WRITTEN,), (), (call(2, 12, 20, "O-1"),), (), Standing(on(12), None, on(10))),  # a deal's day is the deal's
        ((WRITTEN,), (call(2, 12, 20, "C-2"),), (call(2, 12, 20, "O-2"),), (), Standing(None, on(10), on(10))),  # of others
        ((WRITTEN, entry(2, {"next_written": None, "next_follow_up": None})), (), (), (), Standing()),
        ((WRITTEN, entry(2, {"next_written": None, "next_follow_up": None})), (), (), (2,), Standing(None, on(10), on(10))),
        ((WRITTEN, entry(2, {"next_follow_up": None})), (), (), (), Standing()),  # an older log, which has no words of the row
        ((WRITTEN, entry(2, {"next_follow_up": on(9)})), (), (), (), Standing(None, on(10), on(10))),
        ((WRITTEN, entry(2, {"next_follow_up": None})), (call(2, 9, None),), (), (), Standing(on(9), None, on(10))),
        ((WRITTEN, entry(2, {"next_follow_up": None})), (), (call(2, 8, None, "O-1"),), (), Standing(on(8), None, on(10))),
        ((WRITTEN, entry(2, {"level": "B"})), (), (), (), Standing(None, on(10), on(10))),
        ((WRITTEN, entry(2, {"next_written": on(12), "next_follow_up": on(12)})), (call(2, 5, None),), (), (), Standing(on(5), on(12), on(12))),
        ((), ((entry(2, {"subject": "C-1", "time": None}, is_new=True),),), (), (), Standing()),
    ],
)  # fmt: skip
def test_when_a_record_is_to_be_contacted_is_told_anew(
    own: Any, contacts: Any, deals: Any, undone: tuple[int, ...], expected: Standing
) -> None:
    undos = Undos({10 + of: of for of in undone})
    assert standing(Events("C-1", own, contacts, {"O-1": deals}), undos, 2) == expected


def test_a_contact_counts_as_it_was_told_last_under_each_receipt() -> None:
    """It is moved to another day, and then to another record."""
    log = (*call(2, 12, 20), entry(3, {"next_follow_up": on(22)}), entry(4, {"subject": "C-2"}))
    events = Events("C-1", (), (log,), {})
    assert standing(events, NO_UNDOS, 0) == Standing(on(12), on(22), None)
    assert standing(events, Undos({9: 3}), 0) == Standing(on(12), on(20), None)
    assert standing(events._replace(number="C-2"), NO_UNDOS, 0) == Standing(on(12), on(22), None)
    assert standing(events._replace(number="C-2"), Undos({9: 4}), 0) == Standing()


def retold(now: Any, final: Any, log: tuple[LogEntry, ...] = (MADE,), undos: Undos = NO_UNDOS, kind: str = "customers") -> Retold:  # fmt: skip
    key = (kind, 1)
    return Retold({key: now} if now else {}, {key: final}, {key: survivor(kind, log, undos)}, {key: log})


A = Customer(number="C-1", name="远航", level="A", extra=(("色", "白"),))
B = Customer(number="C-1", name="远航", level="B", extra=(("车", "x"),))


@pytest.mark.parametrize(
    ("now", "final", "changed", "withdrawn", "restored", "reverted"),
    [
        (A, A, 0, 0, 0, []), (A, B, 1, 0, 0, [("level", "A", "B"), ("extra.色", "白", None), ("extra.车", None, "x")]), (A, None, 0, 1, 0, [(None, "远航", None)]),
        (None, A, 0, 0, 1, [(None, None, "远航")]), (None, None, 0, 0, 0, []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_record(
    now: Any, final: Any, changed: int, withdrawn: int, restored: int, reverted: list[Any]
) -> None:
    told = retold(now, final)
    assert [len(list(each)) for each in (told.changed(), told.withdrawn(), told.restored())] == [changed, withdrawn, restored]  # fmt: skip
    assert [(each.field, each.before, each.after) for each in told.reverted()] == reverted
    assert all(each.of.number == "C-1" for each in told.reverted())


@pytest.mark.parametrize(
    ("imports", "final", "kept"),
    [
        ((1,), A, [("level", "B", "R-000002"), ("extra.色", "蓝", "R-000002")]), ((1, 2), A, []), ((2,), A, []), ((9,), A, []), ((1,), None, []),
    ],
)  # fmt: skip
def test_what_somebody_wrote_since_stays(imports: tuple[int, ...], final: Any, kept: list[Any]) -> None:
    told = retold(A, final, (MADE, entry(2, {"level": "B", "last_contact": on(1)}, kept_after={"色": "蓝"}, sender="李四")))  # fmt: skip
    found = list(told.kept(imports))
    assert [(each.field, each.value, each.receipt) for each in found] == kept
    assert all((each.who, each.of.kind, each.of.number) == ("李四", "customers", "C-1") for each in found)


def test_what_was_taken_later_is_its_workbooks() -> None:
    log = (entry(3, {"level": "A"}, is_new=True, source=1), entry(4, {"level": "B"}))
    assert [each.receipt for each in retold(A, B, log).kept((1,))] == ["R-000004"]


def test_who_needs_a_record_that_nobody_made() -> None:
    undos = Undos({5: 1})
    told = retold(A, A, (MADE, SECOND, THIRD), undos)
    assert [(each.of.number, each.by) for each in told.leant(lambda _: [])] == [("C-1", ("R-000002", "R-000003"))]  # fmt: skip
    assert [each.by for each in told.leant(lambda _: list("ccbadeff"))] == [("c", "b", "a", "d", "e")]
    assert list(retold(A, None, (MADE, SECOND), undos).leant(lambda _: [])) == []
    assert list(retold(A, A, (MADE, SECOND)).leant(lambda _: [])) == []


@pytest.mark.parametrize(
    ("kind", "record", "name", "text"),
    [
        ("customers", A, "C-1", "远航"), ("leads", Lead(number="L-1"), "L-1", ""), ("catalog", CatalogItem(product="叉车"), "叉车", "叉车"),
        ("opportunity_lines", OpportunityLine(opportunity="O-1", product="叉车"), "O-1 叉车", "叉车"), ("follow_ups", FollowUp(subject="C-1", content="谈"), "C-1 谈", "谈"),
        ("follow_ups", FollowUp(subject="C-1"), "C-1", ""),
    ],
)  # fmt: skip
def test_what_a_record_is_called(kind: str, record: Any, name: str, text: str) -> None:
    assert (called(kind, record), label(kind, record), label(kind, None)) == (name, text, None)


def test_what_the_log_keeps_of_records_that_leave_and_come_back() -> None:
    (left,) = log_of_removed([Removal("customers", 7, A, "客户", 3)], 9)
    held = {"number": "C-1", "name": "远航", "level": "A", "extra": {"色": "白"}}
    blank = {"number": None, "name": None, "level": None, "extra": {"色": None}}
    place = {"revision": 9, "kind": "customers", "record_id": 7, "sheet": "客户", "row": 3}
    assert left == {**place, "before": held, "after": blank}
    (back,) = log_of_restored([Change("customers", 7, None, A, "客户", 3)], 9)
    assert back == {**place, "before": {}, "after": held}
    (plain,) = log_of_removed([Removal("customers", 7, Customer(name="甲"), "", 0)], 9)
    assert (plain["before"], plain["after"]) == ({"name": "甲"}, {"name": None})
