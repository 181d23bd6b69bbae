"""Values that decide something, each at its edge."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import NOW
from workbook_crm.merge.encode import findings_in, parse_moment, plain, receipt_body, sheets_in, typed
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.changes import differing, merged
from workbook_crm.model.file_lines import ERASED, columns_of, said_cell
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.gathered import MOST_ALIKE, MOST_NOTES, gathered
from workbook_crm.model.insight import Deal, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import aliases_in
from workbook_crm.model.place import Place
from workbook_crm.model.records import Customer, Lead
from workbook_crm.model.report import Amount, Count, RecordPages, count_of, followed, trace_of
from workbook_crm.model.rules import trade, values
from workbook_crm.model.rules.headers import UNKNOWN_COLUMN
from workbook_crm.model.run import Arrival, ColumnReceipt, Outcome, Receipt, SheetReceipt
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import CUSTOMERS, LEADS, SHEETS, number_of
from workbook_crm.model.simplified import simplified
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.spellings import bare, is_coded, plainer, spellings, word_key
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.model.workflow import CLOSING_NEEDS, FIRST_STATE, LIVE, MOVES, OPEN_STATES

PLACE = Place("a.xlsx", "客户", 2, 3)
NOTHING = Name("", "")


def sheet(**counts: int) -> SheetReceipt:
    numbers: dict[str, Any] = {
        "rows": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "held": 0,
        "empty": 0,
        "subtotal": 0,
        **counts,
    }
    return SheetReceipt("客户", "customers", 1, columns=(ColumnReceipt("A1", "客户名称", "name"),), **numbers)


def receipt(*sheets: SheetReceipt, findings: tuple[Finding, ...] = ()) -> Receipt:
    return Receipt(
        "R-1", Arrival("t", "a.xlsx", None, NOW, "0"), Outcome.TAKEN, sheets=sheets, findings=findings
    )


@pytest.mark.parametrize(
    ("sheets", "is_all_held"),
    [
        ([], False),
        ([sheet()], False),
        ([sheet(held=1)], True),
        ([sheet(held=1), sheet()], True),
        ([sheet(held=1), sheet(new=1)], False),
        ([sheet(held=1, changed=1)], False),
        ([sheet(held=1, changed=1, new=1)], False),
        ([sheet(held=1, unchanged=2, new=1, changed=1)], False),
        ([sheet(held=1, unchanged=1)], False),
        ([sheet(empty=3)], False),
    ],
)
def test_whether_nothing_was_taken(sheets: list[SheetReceipt], is_all_held: bool) -> None:
    assert receipt(*sheets).is_all_held is is_all_held


def test_a_receipt_comes_back_from_the_store_as_it_was() -> None:
    facts: dict[str, Any] = {
        "typed": Decimal("1.50"), "day": date(2026, 1, 2), "moment": datetime(2026, 1, 2, 3, 4), "name": Name("甲", "A"),
        "other": Place("b.xlsx", "表", 1, 2), "several": ("a", Name("乙", "B"), Decimal(3)), "text": "x", "many": 7, "none": None,
    }  # fmt: skip
    found = Finding(trade.TOTAL_DIFFERS, PLACE, "值", tuple(facts.items()), (2, 3))
    body = receipt_body(receipt(sheet(rows=1, new=1), findings=(found,)))
    assert findings_in(body, "a.xlsx") == (found,)
    assert sheets_in(body) == (sheet(rows=1, new=1),)


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("name", "王伟", "王伟"),
        ("budget", Decimal("1E+3"), "1000"),
        ("budget", Decimal("0.10"), "0.10"),
        ("next_follow_up", date(2026, 1, 2), "2026-01-02"),
        ("next_follow_up", datetime(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),
        ("age", 35, 35),
        ("age", None, None),
    ],
)
def test_a_value_in_the_log_comes_back_as_it_was(field: str, value: Any, text: Any) -> None:
    assert plain(value) == text
    back = typed(CUSTOMERS.by_field[field], text)
    assert (back, type(back)) == (value, type(value))


def test_a_moment_of_ten_characters_is_a_day() -> None:
    assert parse_moment("2026-11-23") == date(2026, 11, 23)
    assert parse_moment("2026-11-23 10:00") == datetime(2026, 11, 23, 10)


def deal(**facts: Any) -> Deal:
    known: dict[str, Any] = {
        "number": "O-1", "name": "买车", "customer": "C-1", "customer_name": "王伟", "owner": "张三", "state": "won",
        "stage": None, "amount": Decimal(1), "opened": date(2026, 5, 10),
    }  # fmt: skip
    return Deal(**{**known, **facts})


@pytest.mark.parametrize(
    ("facts", "ended", "began", "seller"),
    [
        ({"state": "open", "since_state": date(2026, 6, 1), "closer": "李四"}, None, 10, "张三"),
        ({"since_state": date(2026, 6, 1), "closer": "李四"}, date(2026, 6, 1), 10, "李四"),
        ({}, date(2026, 5, 10), 10, "张三"),
        ({"expected_close": date(2026, 5, 1)}, date(2026, 5, 1), 1, "张三"),
        ({"expected_close": date(2026, 5, 20)}, date(2026, 5, 10), 10, "张三"),
        ({"state": "paused", "since_state": date(2026, 5, 2)}, date(2026, 5, 2), 2, "张三"),
    ],
)
def test_when_a_deal_began_and_ended(
    facts: dict[str, Any], ended: date | None, began: int, seller: str
) -> None:
    each = deal(**facts)
    assert (each.ended, each.began, each.seller) == (ended, date(2026, 5, began), seller)


@pytest.mark.parametrize(
    ("first", "day", "holds"),
    [
        (None, None, True), (1, None, False), (None, 1, True), (None, 20, True), (None, 21, False),
        (5, 4, False), (5, 5, True), (5, 20, True), (5, 21, False),
    ],
)  # fmt: skip
def test_which_days_a_period_holds(first: int | None, day: int | None, holds: bool) -> None:
    period = Period(date(2026, 5, 20), first and date(2026, 5, first))  # type: ignore[arg-type]
    assert period.holds(day and date(2026, 5, day)) is holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "most", "are_made", "are_waiting"),
    [
        (0, 5, False, False),
        (1, 5, False, True),
        (5, 5, False, True),
        (6, 5, False, False),
        (5, 5, True, False),
    ],
)
def test_whether_pages_are_still_to_be_made(count: int, most: int, are_made: bool, are_waiting: bool) -> None:
    assert RecordPages(count, most, are_made).are_waiting is are_waiting


def test_a_figure_remembers_its_records() -> None:
    counted, summed = followed(2, ["a", "b", "a"]), followed(Decimal("1.5"), ["a"])
    assert (type(counted), type(summed), counted, summed) == (Count, Amount, 2, Decimal("1.5"))
    assert trace_of(counted).numbers == ("a", "b")
    assert (trace_of(7).numbers, trace_of("text").numbers, count_of(["x", "y"])) == ((), (), 2)


def of(value: str, row: int | None, column: int | None = 3, sheet: str = "客户") -> Finding:
    return finding(
        trade.UNLISTED_CHOICE, Place("a.xlsx", sheet, row, column), value, column=Name("级别", "Level")
    )


@pytest.mark.parametrize("many", [1, MOST_ALIKE, MOST_ALIKE + 1, 2 * MOST_ALIKE + 3])
def test_what_is_alike_is_shown_ten_times(many: int) -> None:
    lines = gathered(of(f"值{nth}", nth) for nth in range(many))
    assert len(lines) == min(many, MOST_ALIKE)
    assert [each.others for each in lines] == [0] * (len(lines) - 1) + [max(0, many - MOST_ALIKE)]


@pytest.mark.parametrize("many", [MOST_NOTES, MOST_NOTES + 1])
def test_notes_that_are_alike_are_shown_three_times(many: int) -> None:
    column = Name("到店日期", "Visited on")
    notes = [
        finding(values.YEAR_INFERRED, Place("a.xlsx", "线索", nth, 2), f"11.{nth}", read="", column=column)
        for nth in range(many)
    ]
    assert [each.others for each in gathered(notes)] == [0, 0, many - MOST_NOTES]


def test_the_same_value_again_is_one_line() -> None:
    lines = gathered([of("甲", nth) for nth in range(2, 14)] + [of("乙", 20), of("乙", None)])
    assert [(each.finding.value, each.same, each.others) for each in lines] == [
        ("甲", tuple(range(3, 14)), 0), ("乙", (), 0), ("乙", (), 0),
    ]  # fmt: skip
    many = [of("甲", nth) for nth in range(2, 14)]
    assert len(gathered([*many, *(of("甲", 1, column=5), of("甲", 1, sheet="线索"))])) == 3


def test_columns_that_are_none_of_ours_are_named_together() -> None:
    def strange(text: str, column: int, suggestion: Name = NOTHING) -> Finding:
        return finding(UNKNOWN_COLUMN, Place("a.xlsx", "客户", 1, column), text, suggestion=suggestion)

    near = strange("级别级", 4, Name("级别", "Level"))
    lines = gathered([strange("甲", 1), near, strange("乙", 2)])
    assert [each.columns for each in lines] == [("甲", "乙"), ()]
    assert [each.columns for each in gathered([strange("甲", 1)])] == [()]


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("", ()),
        (None, ()),
        ("在谈、聊着", ("在谈", "聊着")),
        ("a, b;c，d；e\nf", tuple("abcdef")),
        ("甲、、乙", ("甲", "乙")),
    ],
)
def test_aliases_in_a_cell(text: str | None, aliases: tuple[str, ...]) -> None:
    assert tuple(aliases_in(text)) == aliases


def test_blank_is_not_erase() -> None:
    known = Lead(number="L-1", name="王伟", level="A", remark="旧", extra=(("甲", "1"), ("乙", "2")))
    row = Sourced(Lead(level="B", extra=(("乙", "3"), ("丙", "4"))), 2, frozenset({"remark"}))
    fields = ("name", "level", "remark")
    after = merged(known, row, fields)
    assert after == Lead(
        number="L-1", name="王伟", level="B", remark=None, extra=(("甲", "1"), ("乙", "3"), ("丙", "4"))
    )
    assert differing(known, after, fields) == {"level": ("A", "B"), "remark": ("旧", None)}
    assert merged(None, row, fields) is row.record
    assert differing(None, after, ("name", "remark")) == {"name": (None, "王伟")}


_TEXTS = st.one_of(st.none(), st.sampled_from(("甲", "乙", "46022")))
_KEPT = st.lists(
    st.tuples(st.sampled_from(("列", "行")), st.sampled_from(("1", "2026-01-01", "46023"))), max_size=3
)
_LEADS = st.builds(
    Lead, name=_TEXTS, level=_TEXTS, remark=_TEXTS, extra=_KEPT.map(lambda each: tuple(dict(each).items()))
)


@given(
    _LEADS,
    _LEADS,
    st.frozensets(st.sampled_from(("name", "remark", "number"))),
)
def test_a_row_is_laid_over_what_is_known_cell_by_cell(
    known: Lead, said: Lead, erased: frozenset[str]
) -> None:
    fields = ("name", "level", "remark")
    after = merged(known, Sourced(said, 2, erased), fields)
    for name in fields:
        is_said = getattr(said, name) is not None or name in erased
        assert getattr(after, name) == getattr(said if is_said else known, name)
    for header in ("列", "行"):
        was, now = dict(known.extra).get(header), [text for at, text in said.extra if at == header]
        news = [text for text in now if (was, text) != ("2026-01-01", "46023")]
        assert dict(after.extra).get(header) in (was, *news)
        assert not news or dict(after.extra)[header] in news
    assert bool(differing(known, after, fields)) == any(
        getattr(known, name) != getattr(after, name) for name in fields
    )


def test_the_columns_of_a_list_are_gathered_at_once() -> None:
    rows = (
        Sourced(Lead(name="王伟", budget=Decimal("3000.00"), extra=(("甲", "1"), ("甲", "2"))), 2),
        Sourced(Lead(name="李娜", extra=(("乙", "3"),)), 3, frozenset({"budget"})),
    )
    table = Table("a.xlsx", "线索", LEADS, 1, (), rows, 2)
    names = ("extra:乙", "name", "budget", "extra:丙", "extra:甲")
    columns = columns_of(table, names)
    assert columns == {
        "extra:乙": [None, "3"],
        "name": ["王伟", "李娜"],
        "budget": ["3000", ERASED],
        "extra:丙": [None, None],
        "extra:甲": ["2", None],
    }
    assert tuple(columns) == names
    assert all(columns[name] == [said_cell(row, name) for row in rows] for name in names)


def test_the_first_column_of_a_field_is_its_place() -> None:
    headings = (
        Heading(1, 1, "手机", "phone", is_further=True),
        Heading(4, 1, "电话", "phone"),
        Heading(5, 1, "电话2", "phone"),
        Heading(2, 1, "没见过", None),
    )
    table: Table[Any] = Table("a.xlsx", "客户", CUSTOMERS, 1, headings, (), 0)
    assert table.columns == {"phone": 4}
    assert [str(table.place(7, field)) for field in ("phone", "name", None)] == [
        "客户!D7",
        "客户!7",
        "客户!7",
    ]
    batch = Batch("a.xlsx", (table,))
    other: Table[Any] = Table("a.xlsx", "再来", CUSTOMERS, 1, (), (), 0)
    assert batch.map_tables({0: other}).tables == (other,)
    assert batch.map_tables({1: other}).tables == (table,)
    assert [len(list(batch.of_kind(kind))) for kind in ("customers", "leads")] == [1, 0]


def test_numbers() -> None:
    assert number_of("customers", 12) == "C-000012"
    snapshot = Snapshot(revision=11, next_ids={"leads": 5})
    assert (snapshot.next_receipt, snapshot.next_id("leads"), snapshot.next_id("customers")) == (
        "R-000012",
        5,
        1,
    )


def test_what_may_follow_what() -> None:
    assert {state: sorted(moves) for state, moves in MOVES.items()} == {
        "open": ["lost", "paused", "terminated", "won"],
        "paused": ["lost", "open", "terminated", "won"],
        "won": ["lost", "open", "terminated"],
        "lost": ["open", "terminated", "won"],
        "terminated": [],
    }
    assert CLOSING_NEEDS == {"won": ("summary",), "lost": ("summary", "loss_reason", "competitor")}
    assert {"open", "paused", "won"} == LIVE
    assert {"leads": {"new", "following"}, "customers": {"valid"}, "opportunities": {"open"}} == OPEN_STATES
    assert [FIRST_STATE[kind] for kind in ("leads", "customers", "opportunities", "catalog")] == [
        "new",
        "valid",
        "open",
        "active",
    ]


def test_our_own_fields_are_no_columns() -> None:
    for each in SHEETS:
        assert all(column.name.zh and not column.internal for column in each.visible)
        assert set(each.by_field) >= {column.field for column in each.visible}
    hidden = set(Customer.__dataclass_fields__) - {column.field for column in CUSTOMERS.visible}
    assert hidden == {"extra", "last_contact", "next_written"} or hidden > {"extra", "last_contact"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("線索", "线索"),
        ("线索", "线索"),
        ("Leads", "Leads"),
        ("意向產品", "意向产品"),
        ("客戶 A級", "客户 A级"),
    ],
)
def test_traditional_words_are_compared_as_simplified(text: str, plain: str) -> None:
    assert simplified(text) == plain


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("客户名称*", "客户名称"), ("客户名称（必填）", "客户名称"), ("金额（元）", "金额"), ("客户名称 Customer name", "客户名称"),
        ("客户名称 Customer name", "customername"), ("客户\n名称", "客户名称"), ("电话 / Phone", "电话"), ("电话 / Phone", "phone"),
        ("customer.contact.phone", "contactphone"), ("Phone #", "phonenumber"), ("1. 客户名称", "客户名称"), ("custom.Lead Source", "leadsource"),
        ("RRP inc GST", "rrp"), ("单价 ￥", "单价"), ("客户编号ID", "客户编号"), ("目前阶段名称", "当前阶段"), ("预计成交日", "预计成交日期"),
        ("名称（Customer name）", "customername"), ("(Phone)", "phone"),
    ],
)  # fmt: skip
def test_under_what_a_header_may_be_known(header: str, key: str) -> None:
    assert key in set(spellings(header))


@pytest.mark.parametrize(
    ("header", "key"),
    [("负责人ID", "负责人"), ("客户qq", "客户"), ("续航km", "km"), ("a.b", "b"), ("客户名称", "名称")],
)
def test_under_what_a_header_is_not_known(header: str, key: str) -> None:
    assert key not in set(spellings(header))


@pytest.mark.parametrize(
    ("key", "plain"),
    [("成交时间", "成交日期"), ("成交日", "成交日期"), ("日", "日"), ("客户姓名", "客户"), ("姓名", "姓名"), ("单价元", "单价"), ("公元", "公元"), ("顾客电话", "客户电话"), ("三姓名", "三姓名")],
)  # fmt: skip
def test_a_key_in_plainer_words(key: str, plain: str) -> None:
    assert plainer(key) == plain


def test_keys_and_codes_of_headers() -> None:
    assert word_key(" 客户－名称 ＡＢ ") == "客户名称ab"
    assert bare("金额（元）").strip() == "金额"
    assert [is_coded(each) for each in ("负责人ID", "负责人", "客户 no")] == [True, False, True]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("客户名称", "name"), ("客户电话", "phone"), ("手机号", "phone"), ("客戶名稱", "name"), ("真实手机号", "phone"), ("Customer name", "name"),
        ("(Do Not Modify) Account", None), ("{{name}}", None), ("没见过的列", None),
    ],
)  # fmt: skip
def test_what_a_header_means_of_a_customer(header: str, field: str | None) -> None:
    found = vocabulary(Settings()).meanings(header).get("customers")
    assert (found[0].field if found else None) == field


@pytest.mark.parametrize(
    ("name", "kind", "is_exact"),
    [
        ("客户", "customers", True), ("客戶", "customers", True), ("客户2026", "customers", False), ("Customers", "customers", True),
        ("2026 Price List", "catalog", False), ("我的客户", "customers", False), ("Sheet1", None, False), ("备忘", None, False),
    ],
)  # fmt: skip
def test_what_a_sheets_name_tells(name: str, kind: str | None, is_exact: bool) -> None:
    assert vocabulary(Settings()).kind_of_name(name) == (kind, is_exact)


def test_the_language_of_a_name() -> None:
    assert (Name("甲", "A")[Language.ZH], Name("甲", "A")[Language.EN]) == ("甲", "A")
