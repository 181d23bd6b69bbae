"""Whose word counts in a cell: what a list last had applied, what it says, what the store has, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.desk import NOW
from workbook_crm.merge.conflict_findings import findings_of
from workbook_crm.merge.conflicts import cells_in
from workbook_crm.merge.doubts import (
    Cell,
    Outcome,
    Sent,
    as_text,
    blanks_in,
    in_doubt,
    is_same_text,
    records_of,
    zeros_in,
)
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.file_lines import ERASED, KEPT, Base, FileLine, LineHead, Pairs
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.history import LogEntry
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Linked, Target
from workbook_crm.model.place import Place
from workbook_crm.model.records import Customer
from workbook_crm.model.replies import Block, Question, Reply
from workbook_crm.model.rules import values
from workbook_crm.model.run import Arrival, Receipt, SheetReceipt
from workbook_crm.model.run import Outcome as Taken
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Stored

OTHER = "李四"


@dataclass(frozen=True)
class Case:
    """One row of a list of 张三's, and the record that it is."""

    says: Mapping[str, Any]
    known: Mapping[str, Any]
    base: Mapping[str, Any] | None = None
    """What the list last had applied; None where it is sent for the first time."""
    kind: str = "leads"
    by: str | None = OTHER
    """Who wrote last what the store has."""
    written: tuple[str, ...] = ()
    """The fields that others have written since."""
    open: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    erased: tuple[str, ...] = ()
    file: str = "b.xlsx"
    is_same_record: bool = True
    own: tuple[str, ...] = ()
    """The fields that the sender himself wrote last."""
    is_logged: bool = True
    sent: Sent = field(default_factory=lambda: Sent(sender="张三", is_asked=True, day=date(2026, 11, 23)))

    @property
    def row(self) -> Sourced[Any]:
        record = SHEET_OF[self.kind].record(**self.says, extra=self.extra)
        return Sourced(record, 2, frozenset(self.erased))

    @property
    def linked(self) -> Linked:
        of = SHEET_OF[self.kind]
        names = [*self.says, *self.erased]
        headings = [Heading(nth, 1, name, name) for nth, name in enumerate(dict.fromkeys(names), 1)]
        headings += [Heading(20 + nth, 1, header, None) for nth, (header, _) in enumerate(self.extra)]
        table: Table[Any] = Table("a.xlsx", "表", of, 1, tuple(headings), (self.row,), 1)
        facts = dict(self.known)
        extra = tuple(facts.pop("extra", ()))
        pairs = {}
        if self.base is not None:
            opened = {0: frozenset(self.open)} if self.open else {}
            base = Base(("键",), (7 if self.is_same_record else 8,), {name: (cell,) for name, cell in self.base.items()}, open=opened)  # fmt: skip
            pairs[0] = Pairs(("键",), FileLine(LineHead(3, "张三", self.kind, "a.xlsx", "表", 1), base), (0,))
        stored = {self.kind: {7: Stored(7, of.record(**facts, extra=extra))}}
        return Linked(Batch("a.xlsx", (table,)), ids=((7,),), targets=({},), stored=stored, pairs=pairs)

    @property
    def log(self) -> dict[Target, Sequence[LogEntry]]:
        values = dict(self.known)
        kept = dict(values.pop("extra", ()))
        first = LogEntry(
            1, "R-000001", "z.xlsx", "王五", NOW, "表", 2, {}, values, is_new=True, kept_after=kept
        )
        last = LogEntry(
            4, "R-000004", self.file, self.by, NOW, "表", 2, {}, values, is_new=False, kept_after=kept
        )
        mine = {name: values[name] for name in self.own}
        own = LogEntry(5, "R-000005", self.file, "张三", NOW, "表", 2, {}, mine, is_new=False)
        return {Target(self.kind, 7): (first, last, own)} if self.is_logged else {}

    @property
    def base_of_sent(self) -> Sent:
        return replace(self.sent, written={0: {7: frozenset(self.written)}} if self.written else {})

    def cells(self) -> tuple[Cell, ...]:
        linked, sent = self.linked, self.base_of_sent
        doubts = in_doubt(linked, linked.batch, linked.batch, sent)
        assert all(records_of(doubts)[kind] == {7} for kind in records_of(doubts))
        return cells_in(doubts, linked, sent, self.log)

    def outcomes(self) -> dict[str, str]:
        return {each.field: each.outcome.value for each in self.cells()}

    def found(self) -> list[Finding]:
        return list(findings_of(self.cells(), self.base_of_sent, self.log))


@pytest.mark.parametrize(
    ("case", "outcomes"),
    [
        # without a base a blank is filled, and another sender's value is never overwritten
        (Case({"level": "B"}, {"level": None}), {}), (Case({"level": "B"}, {"level": ""}), {}), (Case({"level": "B"}, {"level": "B"}), {}),
        (Case({"level": "B"}, {"level": "A"}), {"level": "conflict"}), (Case({"level": "B"}, {"level": "A"}, by="张三"), {}),
        (Case({"level": "B"}, {"level": "A"}, by=None), {"level": "conflict"}), (Case({"level": None}, {"level": "A"}), {}),
        (Case({"level": "B"}, {"level": "A"}, sent=Sent(sender="张三")), {}), (Case({}, {"level": "A"}, erased=("level",)), {"level": "conflict"}),
        (Case({"level": "B"}, {"level": "A"}, extra=(("坚持", "是"),)), {}), (Case({"level": "B"}, {"level": "A"}, extra=(("坚持", "否"),)), {"level": "conflict"}),
        (Case({"level": "B"}, {"level": "A"}, sent=Sent(sender="张三", is_asked=True, not_theirs=frozenset({"leads"}))), {}),
        (Case({"level": "B"}, {"level": "A"}, sent=Sent(sender="张三", is_asked=True, damaged=frozenset({0}))), {}),
        (Case({"level": "B"}, {"level": "A"}, sent=Sent(sender="张三", is_asked=True, damaged=frozenset({1}))), {"level": "conflict"}),
        # with one: what it says again leaves what others wrote, what nobody else touched is taken
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",)), {"level": "kept"}),
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, open=("level",)), {"level": "kept"}),
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}), {}), (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("remark",)), {}),
        (Case({"level": "C"}, {"level": "A"}, {"level": "A"}), {}), (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("remark",)), {}),
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",)), {"level": "conflict"}),
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, open=("level",)), {"level": "conflict"}),
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",), by="张三"), {}),
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",), extra=(("坚持", "是"),)), {}),
        (Case({}, {"level": "B"}, {"level": "A"}, written=("level",), erased=("level",)), {"level": "conflict"}),
        (Case({}, {"level": "B"}, {"level": ERASED}, written=("level",), erased=("level",)), {"level": "kept"}),
        # a column that the list did not have before is without a base
        (Case({"level": "C"}, {"level": "B"}, {"name": "甲"}), {"level": "conflict"}), (Case({"level": "C"}, {"level": None}, {"name": "甲"}), {}),
        (Case({"level": "C"}, {"level": "B"}, {"name": "甲"}, sent=Sent(sender="张三")), {}),
        # the row was another record when it was sent last
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",), is_same_record=False), {"level": "conflict"}),
        (Case({"level": "B"}, {"level": "A"}, own=("level",)), {}), (Case({"level": "B"}, {"level": "A"}, is_logged=False), {}),
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",), own=("level",)), {}),
        (Case({"name": "甲", "level": "C"}, {"name": "甲", "level": "B"}, {"name": "甲"}), {"level": "conflict"}),
        # columns that we do not know
        (Case({}, {"extra": (("色", "黑"),)}, {KEPT + "色": "白"}, written=(KEPT + "色",), extra=(("色", "白"),)), {KEPT + "色": "kept"}),
        (Case({}, {"extra": (("色", "黑"),)}, {KEPT + "色": "白"}, written=(KEPT + "色",), extra=(("色", "蓝"),)), {KEPT + "色": "conflict"}),
        (Case({}, {"extra": (("色", "黑"),)}, {KEPT + "色": "白"}, written=(KEPT + "色",), extra=(("车", "x"),)), {}),
        # what was planned is no other word
        (Case({"next_follow_up": date(2026, 12, 1)}, {"next_follow_up": date(2026, 12, 9), "next_written": date(2026, 12, 1)}), {}),
        (Case({"next_follow_up": date(2026, 12, 2)}, {"next_follow_up": date(2026, 12, 9), "next_written": date(2026, 12, 1)}), {"next_follow_up": "conflict"}),
        (Case({"amount": Decimal(5), "stage": "x"}, {"amount": Decimal(7), "stage": "x"}, kind="opportunities"), {}),  # we work it out
        (Case({"number": "L-2"}, {"number": "L-1"}), {}),
    ],
)  # fmt: skip
def test_whose_word_counts(case: Case, outcomes: dict[str, str]) -> None:
    assert case.outcomes() == outcomes


@pytest.mark.parametrize(
    ("case", "outcomes"),
    [
        (Case({"state": "following", "invalid_reason": "b"}, {"state": "invalid", "invalid_reason": "a"}, {"state": "new", "invalid_reason": "c"}, written=("state",), by="李四"),
         {"state": "conflict", "invalid_reason": "conflict"}),
        (Case({"state": "following", "level": "B"}, {"state": "converted", "level": "A"}, {"state": "new", "level": "A"}, written=("level",)), {"level": "conflict"}),
        (Case({"unit_price": Decimal(9), "quantity": Decimal(2)}, {"unit_price": Decimal(8), "quantity": Decimal(1)}, {"unit_price": "7", "quantity": "1"}, "opportunity_lines", written=("unit_price",)),
         {"unit_price": "conflict", "quantity": "conflict"}),
        (Case({"unit_price": Decimal(9), "quantity": Decimal(2)}, {"unit_price": Decimal(8), "quantity": None}, {"unit_price": "7", "quantity": None}, "opportunity_lines", written=("unit_price",)),
         {"unit_price": "conflict", "quantity": "conflict"}),
        (Case({"unit_price": Decimal(9), "remark": "b"}, {"unit_price": Decimal(8), "remark": "a"}, {"unit_price": "7", "remark": "x"}, "opportunity_lines", written=("unit_price",)),
         {"unit_price": "conflict"}),
        (Case({"unit_price": Decimal(9), "quantity": Decimal(2)}, {"unit_price": Decimal(8), "quantity": Decimal(1)}, None, "opportunity_lines", own=("quantity",)),
         {"unit_price": "conflict", "quantity": "conflict"}),
        (Case({"unit_price": Decimal(9), "quantity": Decimal(2)}, {"unit_price": Decimal(8), "quantity": None}, None, "opportunity_lines", own=("quantity",)), {"unit_price": "conflict"}),
        (Case({"unit_price": Decimal(9), "remark": "b"}, {"unit_price": Decimal(8), "remark": "a"}, None, "opportunity_lines", own=("remark",)), {"unit_price": "conflict"}),
        (Case({"unit_price": Decimal(9), "kind": "used"}, {"unit_price": Decimal(8), "kind": "vehicle"}, {"unit_price": "7", "kind": "part"}, "catalog", written=("kind",)), {"kind": "conflict"}),
    ],
)  # fmt: skip
def test_fields_that_only_make_sense_together_are_in_conflict_together(
    case: Case, outcomes: dict[str, str]
) -> None:
    assert case.outcomes() == outcomes


@pytest.mark.parametrize(
    ("known", "written", "closed_by", "outcomes"),
    [
        ({"state": "invalid", "level": "A"}, ("state",), "state", {"level": "conflict"}), ({"state": "following", "level": "A"}, ("state",), None, {}),
        ({"state": None, "level": "A"}, ("state",), None, {}), ({"state": "invalid", "level": "A"}, ("name",), None, {}),
        ({"owner": "李四", "level": "A"}, ("owner",), "owner", {"level": "conflict"}), ({"owner": "张三", "level": "A"}, ("owner",), None, {}),
        ({"owner": None, "level": "A"}, ("owner",), None, {}), ({"owner": "李四", "level": "A"}, ("name",), None, {}),
    ],
)  # fmt: skip
def test_a_record_that_somebody_closed_or_took_over_is_closed_to_its_sender(
    known: dict[str, Any], written: tuple[str, ...], closed_by: str | None, outcomes: dict[str, str]
) -> None:
    case = Case({"level": "B"}, known, {"level": "A"}, written=written)
    assert case.outcomes() == outcomes
    assert {each.closed_by for each in case.cells()} == ({closed_by} if outcomes else set())
    assert case.outcomes() == replace(case, open=written, written=()).outcomes()
    assert replace(case, by="张三").outcomes() == {}


def test_a_deal_that_pauses_is_not_closed() -> None:
    case = Case(
        {"stage": "x"}, {"state": "paused", "stage": "y"}, {"stage": "y"}, "opportunities", written=("state",)
    )
    assert case.outcomes() == {}
    assert replace(case, known={"state": "won", "stage": "y"}).outcomes() == {"stage": "conflict"}


@pytest.mark.parametrize(
    ("was", "says", "now", "value"),
    [
        ("旧", "旧；我的", "旧；他的", "旧；他的\n2026-11-23 张三：我的"), (None, "我的", "他的", "他的\n2026-11-23 张三：我的"), ("旧", "旧；他的", "旧；他的、还有", "旧；他的、还有"),
        ("旧", "新的", "旧；他的", None), ("旧", "旧；我的", "改了", None), ("甲；乙", "甲；乙；我的", "乙，甲", "乙，甲\n2026-11-23 张三：我的"), ("甲；乙", "甲；乙；我的", "甲", None),
        (ERASED, "我的", "他的", None),
    ],
)  # fmt: skip
def test_what_two_people_added_to_a_remark_stands_one_behind_the_other(
    was: str | None, says: str, now: str, value: str | None
) -> None:
    case = Case({"remark": says}, {"remark": now}, {"remark": was}, written=("remark",))
    (cell,) = case.cells()
    assert (cell.outcome.value, cell.value) == (("both", value) if value else ("conflict", now))


def test_a_remark_is_signed_as_far_as_its_sender_is_known() -> None:
    case = Case({"remark": "旧；我的"}, {"remark": "旧；他的"}, {"remark": "旧"}, written=("remark",))
    for sender, day, signed in (
        (None, date(2026, 11, 23), "2026-11-23"),
        ("张三", None, "张三"),
        (None, None, ""),
    ):
        (cell,) = replace(case, sent=Sent(sender=sender, is_asked=True, day=day)).cells()
        assert cell.value == f"旧；他的\n{signed}：我的"
    (only,) = Case({"level": "AB"}, {"level": "AC"}, {"level": "A"}, written=("level",)).cells()
    assert only.outcome is Outcome.CONFLICT  # nothing else is put together
    (erased,) = Case(
        {}, {"remark": "旧；他的"}, {"remark": "旧"}, written=("remark",), erased=("remark",)
    ).cells()
    assert erased.outcome is Outcome.CONFLICT


def insisted(copy: str, now: str, choice: bool | None, fact: str = "level") -> Sent:
    question = Question(Block.CONFLICTS, ("leads", "7", fact, copy, now, "R-000002", "2026-11-20"))
    return Sent(sender="张三", is_asked=True, replies=(Reply(question, choice),))


@pytest.mark.parametrize(
    ("reply", "case", "outcomes"),
    [
        (insisted("B", "A", True), Case({"level": "B"}, {"level": "A"}), {}), (insisted("B", "A", False), Case({"level": "B"}, {"level": "A"}), {"level": "conflict"}),
        (insisted("B", "A", None), Case({"level": "B"}, {"level": "A"}), {"level": "conflict"}),
        (insisted("B", "C", True), Case({"level": "B"}, {"level": "A"}), {"level": "conflict"}),  # it has changed since
        (insisted("B", "A", None), Case({"level": "B"}, {"level": "A"}, extra=(("坚持", "是"),)), {}),
        (insisted("B", "C", None), Case({"level": "B"}, {"level": "A"}, extra=(("坚持", "是"),)), {"level": "conflict"}),
        # another value in its place is a decision too, if what it answers is what the store has
        (insisted("B", "A", None), Case({"level": "D"}, {"level": "A"}), {}), (insisted("B", "C", None), Case({"level": "D"}, {"level": "A"}), {"level": "conflict"}),
        (insisted("B", "C", None), Case({"level": "C"}, {"level": "A"}), {"level": "kept"}), (insisted("B", "C", None), Case({"level": "D"}, {"level": "A"}, by="张三"), {}),
        (insisted("B", "A", True, "name"), Case({"level": "B"}, {"level": "A"}), {"level": "conflict"}),
    ],
)  # fmt: skip
def test_what_the_answer_to_a_conflict_decides(reply: Sent, case: Case, outcomes: dict[str, str]) -> None:
    assert replace(case, sent=reply).outcomes() == outcomes


def test_a_conflict_that_was_shown_is_of_the_day_on_which_it_was() -> None:
    (cell,) = replace(Case({"level": "B"}, {"level": "A"}), sent=insisted("B", "A", None)).cells()
    assert (cell.receipt, cell.sent) == ("R-000002", "2026-11-20")


def test_who_is_meant_is_no_other_word_however_he_is_written() -> None:
    case = Case({"customer": "远航"}, {"customer": "C-000001"}, None, "opportunities")
    known = {
        **case.linked.stored,
        "customers": {
            1: Stored(1, Customer(number="C-000001", name="远航")),
            2: Stored(2, Customer(number="C-000002")),
        },
    }
    for meant, is_other in (
        (Target("customers", 1), False),
        (Target("customers", 2), True),
        (Target("customers", 9), True),
        (None, True),
    ):
        linked = replace(case.linked, targets=({"customer": (meant,)},), stored=known)
        assert bool(in_doubt(linked, linked.batch, linked.batch, case.sent)) is is_other


def test_a_yes_to_all_conflicts_holds_for_those_that_are_not_answered_one_by_one() -> None:
    every = Reply(Question(Block.CONFLICTS), choice=True)
    one = Reply(Question(Block.CONFLICTS, ("leads", "7", "level", "B", "A", "", "")), choice=None)
    no = Reply(one.question, choice=False)
    case = Case({"level": "B"}, {"level": "A"})
    assert replace(case, sent=Sent(sender="张三", is_asked=True, replies=(every, one))).outcomes() == {}
    assert replace(case, sent=Sent(sender="张三", is_asked=True, replies=(every, no))).outcomes() == {"level": "conflict"}  # fmt: skip
    elsewhere = Reply(Question(Block.BLANKS), choice=True)
    assert replace(case, sent=Sent(sender="张三", is_asked=True, replies=(elsewhere, one))).outcomes() == {"level": "conflict"}  # fmt: skip
    keys = {
        "R-000002": (("leads", "7", "level", "B", "A", "", ""), ("leads", "8", "level", "x", "y", "", ""))
    }
    in_line = Reply(Question(Block.CONFLICTS, ("R-000002",)), choice=True)
    sent = Sent(sender="张三", is_asked=True, replies=(in_line,), in_line=keys, told=keys)
    assert replace(case, sent=sent).outcomes() == {}
    assert {key: yes for key, (_, yes) in sent.asked.items()} == {("leads", "7", "level"): True, ("leads", "8", "level"): True}  # fmt: skip
    assert sent.told_in == {key[:5]: "R-000002" for key in keys["R-000002"]}
    assert replace(sent, replies=(Reply(Question(Block.CONFLICTS, ("R-000009",)), choice=True),)).asked == {}


def test_a_cell_of_a_group_that_was_decided_is_not_in_conflict_with_it() -> None:
    line = Case({"unit_price": Decimal(9), "quantity": Decimal(2)}, {"unit_price": Decimal(8), "quantity": Decimal(1)}, {"unit_price": "7", "quantity": "1"}, "opportunity_lines")  # fmt: skip

    def asked(copy: str, choice: bool | None) -> Sent:
        facts = ("opportunity_lines", "7", "quantity", copy, "1", "", "")
        other = ("opportunity_lines", "7", "unit_price", "9", "8", "", "")
        replies = (
            Reply(Question(Block.CONFLICTS, facts), choice),
            Reply(Question(Block.CONFLICTS, other), choice=None),
        )
        return Sent(sender="张三", is_asked=True, replies=replies)

    assert replace(line, sent=asked("3", None)).outcomes() == {"unit_price": "conflict"}  # it was edited
    assert replace(line, sent=asked("2", True)).outcomes() == {"unit_price": "conflict"}
    assert replace(line, sent=asked("2", False)).outcomes() == {
        "unit_price": "conflict",
        "quantity": "conflict",
    }


ARRIVAL = Arrival("t", "a.xlsx", "张三", datetime(2026, 11, 20, 9), "0")


def receipt(nth: int, *rows: int, new: int = 1, held: int = 0) -> Receipt:
    sheets = (SheetReceipt("表", "leads", 1, 1, new, 0, 0, held, 0, 0, columns=()),)
    errors = tuple(finding(values.NOT_A_DATE, Place("a.xlsx", "表", row, 1), "x", column="", suggestion="") for row in rows)  # fmt: skip
    return Receipt(f"R-{nth:06d}", ARRIVAL, Taken.TAKEN, sheets=sheets, findings=errors)


def test_bytes_that_were_taken_before_are_asked_about_cell_by_cell() -> None:
    case = Case({"level": "B"}, {"level": "A"}, {"level": "A"})
    sent = Sent((receipt(1, new=0, held=1), receipt(2), receipt(3)), sender="张三", is_asked=True)
    (cell,) = replace(case, sent=sent).cells()
    assert (cell.outcome, cell.receipt, cell.sent) == (Outcome.CONFLICT, "R-000002", "2026-11-20")
    assert (
        replace(case, sent=replace(sent, sendings=(receipt(1, new=0, held=1),))).cells()[0].receipt
        == "R-000001"
    )
    assert replace(case, extra=(("坚持", "是"),), sent=sent).outcomes() == {
        "level": "conflict"
    }  # they said so then
    batch = case.linked.batch
    held = replace(sent, sendings=(receipt(1, 2, 5), receipt(2, 2)), batch=batch)
    assert held.held == {("表", 2)}
    assert replace(case, sent=held).outcomes() == {}  # a row that was never taken is a new one
    assert replace(held, settled=frozenset({("表", 2)})).held == frozenset()
    assert (replace(held, batch=None).held, Sent(batch=batch).held) == (frozenset(), frozenset())


def test_what_is_known_of_a_cell_that_is_not_taken() -> None:
    news = Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",), file="a.xlsx")
    (cell,) = news.cells()
    assert (cell.copy, cell.now, cell.value, cell.was, cell.is_news, cell.is_older) == (
        "C",
        "B",
        "B",
        "A",
        True,
        False,
    )
    assert cell.question.facts == ("leads", "7", "level", "C", "B", "", "")
    own = replace(news, says={"level": "A"}, by="张三")
    (older,) = own.cells()
    assert (older.outcome, older.is_older) == (Outcome.KEPT, True)
    assert [each.is_older for each in replace(own, file="b.xlsx").cells()] == [False]
    assert [each.is_news for each in replace(news, written=(), open=("level",)).cells()] == [False]


@pytest.mark.parametrize(
    ("case", "codes"),
    [
        (Case({"level": "C"}, {"level": "B"}, {"level": "A"}, written=("level",)), ["conflict"]), (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",)), ["updated-since"]),
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, open=("level",)), []), (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",), by="张三"), []),
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",), by="张三", file="a.xlsx"), ["updated-since"]),
        (Case({"level": "A"}, {"level": "B"}, {"level": "A"}, written=("level",), by=None), ["updated-since"]),
        (Case({"remark": "旧；我"}, {"remark": "旧；他"}, {"remark": "旧"}, written=("remark",)), ["remark-appended"]),
        (Case({"level": "B", "remark": "b"}, {"state": "invalid", "level": "A", "remark": "a", "name": "甲"}, {"level": "A", "remark": "a"}, written=("state",)), ["closed-since", "conflict", "conflict"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_cell(case: Case, codes: list[str]) -> None:
    assert [each.rule.code for each in case.found()] == codes


def facts_of(case: Case) -> tuple[Finding, dict[str, Any]]:
    found = case.found()[-1]
    return found, dict(found.facts)


def test_a_conflict_is_told_with_both_values_and_their_past() -> None:
    found, facts = facts_of(
        Case({"state": "following"}, {"state": "invalid"}, {"state": "new"}, written=("state",))
    )
    assert (str(found.place), found.value) == ("表!A2", "following")
    assert (facts["copy"].zh, facts["now"].zh, facts["before"].zh) == ("跟进中", "无效", "上次发的是 新")
    assert (facts["by"], facts["when"], facts["file"], facts["column"].zh) == (
        "李四",
        NOW.date(),
        "b.xlsx",
        "状态",
    )
    assert "told" not in facts
    _, first = facts_of(Case({"level": "B"}, {"level": "A"}, by=None))
    assert (first["before"].en, first["by"].en) == (
        "this list says so for the first time",
        "somebody without a name",
    )
    _, again = facts_of(
        replace(Case({"level": "B"}, {"level": "A"}), sent=Sent((receipt(2),), sender="张三"))
    )
    assert again["before"].en == "as sent on 2026-11-20, receipt R-000002"
    told = {"R-000003": (("leads", "7", "level", "B", "A", "", ""),)}
    _, before = facts_of(
        replace(Case({"level": "B"}, {"level": "A"}), sent=Sent(sender="张三", is_asked=True, told=told))
    )
    assert before["told"] == "R-000003"


def test_a_conflict_in_a_column_that_we_do_not_know_stands_at_its_header() -> None:
    found, facts = facts_of(Case({}, {"extra": (("色", "黑"),)}, {KEPT + "色": None}, written=(KEPT + "色",), extra=(("色", "蓝"),)))  # fmt: skip
    assert (str(found.place), facts["column"], facts["copy"], facts["now"], facts["before"].zh) == ("表!T2", "色", "蓝", "黑", "上次发的是 空白")  # fmt: skip


def test_who_closed_a_record_is_told_once() -> None:
    case = Case(
        {"level": "B"},
        {"state": "invalid", "level": "A", "name": "甲", "number": "L-1"},
        {"level": "A"},
        written=("state",),
    )
    closed, _conflict = case.found()
    facts = dict(closed.facts)
    assert (closed.rule.code, str(closed.place), facts["known"], facts["now"], facts["by"]) == ("closed-since", "表!A2", "L-1 甲", Name("无效", "Invalid"), "李四")  # fmt: skip


def test_blanks_and_quantities_of_nothing_change_nothing() -> None:
    case = Case({"level": None}, {"level": "A"})
    (blank,) = blanks_in(case.linked, {0: {"level": (0,)}})
    assert (blank.outcome, blank.value, blank.copy) == (Outcome.BLANK, "A", None)
    assert list(findings_of([blank], Sent(), {})) == []
    new = replace(case.linked, ids=((-1,),))
    assert list(blanks_in(new, {0: {"level": (0,)}})) == []
    line = Case({"quantity": Decimal(0)}, {"quantity": Decimal(3)}, kind="opportunity_lines")
    (zero,) = zeros_in(line.linked)
    assert (zero.outcome, zero.value) == (Outcome.LEFT, Decimal(3))
    assert [(each.rule.code, str(each.place), each.value) for each in findings_of([zero], Sent(), {})] == [("quantity-zero", "表!A2", "0")]  # fmt: skip
    assert list(zeros_in(replace(line, says={"quantity": Decimal(1)}).linked)) == []
    assert list(zeros_in(replace(line.linked, ids=((-1,),)))) == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("3000", "3000.00", True), ("3000", "3001", False), ("a", "a", True), ("a", "b", False), ("", "0", False), ("3000", "a", False)],
)  # fmt: skip
def test_texts_of_one_value(one: str, other: str, is_same: bool) -> None:
    assert is_same_text(one, other) is is_same
    assert (as_text(None), as_text(Decimal("1.50")), as_text(date(2026, 1, 2))) == ("", "1.50", "2026-01-02")
