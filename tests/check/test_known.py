"""Who goes by a number, a phone or a name, whose a record is, and what of it is shown to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.check.tables import record_of, snapshot_of, table_of
from workbook_crm.check.identity import numbered_ids
from workbook_crm.check.known import Known, is_one_name
from workbook_crm.check.probable import are_alike, is_anothers_number, say_whose_number, whose_record
from workbook_crm.check.references import Unknown, ambiguous, row_targets, salesperson, targets_of
from workbook_crm.model.batch import Table
from workbook_crm.model.finding import Finding
from workbook_crm.model.linked import Target

STAFF = table_of(
    "staff", "name | role", "张三 | sales", "李四 | sales", "赵总 | manager", "钱姐 | office", " | manager"
)
PEOPLE = "number | name | phone | owner | 备用电话"
CUSTOMERS = table_of(
    "customers",
    PEOPLE,
    "C-000001 | 王伟 | 13911112222 | 张三 | 13633334444",
    "C-000002 | 苏州宏达物流有限公司 | 0512-62345678 | 李四 | ",
    "aB1 | 王伟 | 13944445555 |  | ",
    "C-000004 |  | 13955556666 | 李四 | ",
    " | 李雷 |  | 张三 | ",
)
DEALS = table_of(
    "opportunities",
    "number | name | customer | owner | co_owners",
    "O-000001 | 三台叉车 | C-000002 | 李四 | 张三 30%，王五20%",
    "O-000002 | 散单 | C-000099 | 李四 | ",
    "O-000003 | 无主 |  |  | ",
)
LEADS = table_of("leads", "name | phone | owner | provisional", "某人 | 13977778888 | 李四 | 是")
FIRST, FIRM, OTHER, NAMELESS, LEI = (Target("customers", nth) for nth in range(1, 6))


def known(sender: str | None = None, *more: Table[Any]) -> Known:
    return Known(snapshot_of(STAFF, CUSTOMERS, DEALS, *more), sender)


FOUND = [
    ("customers", "number", "C-000001", [1]),
    ("customers", "phone", "13911112222", [1]),
    ("customers", "phone", "13633334444", [1]),
    ("customers", "name", "王伟", [1, 3]),
    ("customers", "company", "苏州宏达物流", [2]),
    ("customers", "company", "王伟", []),
    ("customers", "name", "", []),
    ("opportunities", "name", "三台叉车", [1]),
    ("staff", "name", "张三", []),
    ("leads", "name", "王伟", []),
]


@pytest.mark.parametrize(("kind", "field", "value", "ids"), FOUND)
def test_what_a_record_is_found_by(kind: str, field: str, value: str, ids: list[int]) -> None:
    assert known().by(kind, field, value) == ids


def test_a_record_that_is_met_twice_is_found_once_and_is_as_it_was_met_first() -> None:
    index = known()
    index.add("customers", 1, record_of("customers", PEOPLE, "C-000001 | 王维 | 13911112222 | 李四 | "))
    assert index.by("customers", "phone", "13911112222") == [1]
    assert index.by("customers", "name", "王维") == [1]
    assert index.met_first(FIRST).name == "王伟"
    index.add("customers", -1, record_of("customers", PEOPLE, " | 苏州宏达物流集团有限公司 |  |  | "))
    assert index.by("customers", "company", "苏州宏达物流") == [2]  # of what is new nothing is probable
    assert index.by("customers", "name", "苏州宏达物流集团有限公司") == [-1]


@pytest.mark.parametrize(
    ("number", "ids"),
    [("aB1", [3]), ("AB1", [3]), ("ab1", [3]), ("aB2", []), ("C-000001", [1]), ("c-000001", []), ("1", [])],
)
def test_a_number_but_for_its_capitals(number: str, ids: list[int]) -> None:
    assert known().by_any_case("customers", number) == ids


def test_a_number_that_two_have_but_for_capitals_is_nobodys() -> None:
    index = known()
    index.add("customers", -1, record_of("customers", PEOPLE, "Ab1 | 别人 |  |  | "))
    assert index.by_any_case("customers", "ab1") == []
    assert index.by_any_case("customers", "Ab1") == [-1]
    index.add("customers", -2, record_of("customers", PEOPLE, "77 | 别人 |  |  | "))
    assert index.by_any_case("customers", "77") == [-2]


def test_new_ids_go_down_kind_by_kind() -> None:
    index = known()
    assert [index.new_id("customers"), index.new_id("customers"), index.new_id("leads")] == [-1, -2, -1]


def test_phones_records_and_parents() -> None:
    index = known()
    assert index.phones(*FIRST) == ("13911112222", "13633334444")
    assert (index.phones(*LEI), index.phones("customers", 77)) == ((), ())
    assert index.record(*FIRST) is CUSTOMERS.rows[0].record
    assert (index.record("customers", 77), index.record("leads", 1)) == (None, None)
    assert [index.parent(nth) for nth in (1, 2, 3, 4)] == [FIRM, None, None, None]
    index.set_parent(-1, FIRST)
    index.set_parent(-1, FIRM)
    assert index.parent(-1) == FIRST


def test_where_a_new_record_stands() -> None:
    index, new = known(), Target("customers", -1)
    assert index.place_of(new) == ""
    index.stands_at(new, CUSTOMERS, 4)
    assert index.place_of(new) == "表!B4"


@pytest.mark.parametrize(
    ("kinds", "is_so"), [((), False), ((LEADS,), True)]
)  # fmt: skip
def test_whether_any_record_is_provisional(kinds: tuple[Table[Any], ...], is_so: bool) -> None:
    assert known(None, *kinds).has_provisional is is_so


ACTING = [
    # who sends, whom the row names, who acts by it
    (None, None, None),
    (None, "李四", "李四"),
    ("张三", "李四", "张三"),
    ("张 三", "李四", "张 三"),
    ("外人", "李四", "李四"),
    ("外人", None, "外人"),
    ("张三", None, "张三"),
]


@pytest.mark.parametrize(("sender", "named", "who"), ACTING)
def test_who_acts_by_a_row(sender: str | None, named: str | None, who: str | None) -> None:
    assert known(sender).acting(named) == who
    assert known(sender).is_unnamed is (sender is None)


MAY: list[tuple[str | None, Target, str | None, bool]] = [
    ("张三", FIRST, None, True),
    ("李四", FIRST, None, False),
    ("李四", FIRST, "张三", False),  # who is of the staff acts, whoever the row names
    ("外人", FIRST, "张三", True),
    ("外人", FIRST, None, False),
    (None, FIRST, None, True),
    (None, FIRST, "李四", False),
    ("赵总", FIRST, "李四", True),
    ("钱姐", FIRST, "李四", True),
    ("李四", OTHER, None, True),  # nobody's
    ("李四", Target("customers", -1), None, True),
    ("李四", Target("leads", 1), None, True),
    ("张三", Target("leads", 1), None, True),  # whoever has its own row completes it
    ("张三", Target("opportunities", 1), None, True),  # a share in it
    ("王五", Target("opportunities", 1), None, True),
    ("王 五", Target("opportunities", 1), None, True),
    ("赵六", Target("opportunities", 1), None, False),
    ("张三", Target("opportunities", 2), None, False),
]


@pytest.mark.parametrize(("sender", "target", "named", "may"), MAY)
def test_who_may_change_what_he_does_not_name_by_number(
    sender: str | None, target: Target, named: str | None, may: bool
) -> None:
    assert known(sender, LEADS).may_change(target, named) is may


SHOWN: list[tuple[str | None, Target, str | None, str, str]] = [
    # who sends, the record, for whom, how it is called, how it is described
    ("张三", FIRST, None, "C-000001 王伟", "C-000001 王伟 13911112222"),
    ("李四", FIRST, None, "C-000001 王*", "C-000001 王* 139****2222"),
    ("李四", FIRST, "张三", "C-000001 王伟", "C-000001 王伟 13911112222"),
    ("张三", FIRST, "李四", "C-000001 王*", "C-000001 王* 139****2222"),
    ("赵总", FIRST, "李四", "C-000001 王伟", "C-000001 王伟 13911112222"),
    ("李四", OTHER, None, "aB1 王伟", "aB1 王伟 13944445555"),
    (None, FIRST, None, "C-000001 王*", "C-000001 王* 139****2222"),
    ("李四", NAMELESS, None, "C-000004 ", "C-000004  13955556666"),
    ("张三", LEI, None, "李雷", "李雷"),
    ("李四", LEI, None, "李*", "李*"),
    ("张三", FIRM, None, "C-000002 苏州***", "C-000002 苏州*** 051****5678"),
]


@pytest.mark.parametrize(("sender", "target", "mine", "label", "described"), SHOWN)
def test_what_is_shown_of_whose_record(
    sender: str | None, target: Target, mine: str | None, label: str, described: str
) -> None:
    index = known(sender)
    assert (index.label(target, mine), index.described(target, mine)) == (label, described)
    assert index.name(target, mine) == label.partition(" ")[2] or target == LEI


def test_what_a_record_may_be_called_and_whose_it_is() -> None:
    index = known()
    assert index.goes_by(Target("opportunities", 1)) == ("三台叉车", "苏州宏达物流有限公司")
    assert index.goes_by(Target("opportunities", 2)) == ("散单",)
    assert index.goes_by(NAMELESS) == ()
    index.add("leads", -1, record_of("leads", "name | company", "李 雷 | 宏达"))
    assert index.goes_by(Target("leads", -1)) == ("李雷", "宏达")
    assert (index.owner(FIRST), index.owner(OTHER), index.owner(Target("customers", -1))) == (
        "张三",
        None,
        None,
    )
    assert (index.label(Target("customers", -9)), index.name(Target("customers", -9))) == ("", "")


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [("张三", "张三", True), ("张三", "张 三", True), ("张三", "李四", False), (None, None, True), (None, "张三", False), ("张三", None, False)],
)  # fmt: skip
def test_two_spellings_of_one_person(one: str | None, other: str | None, is_one: bool) -> None:
    assert is_one_name(one, other) is is_one
    assert known().is_other(one, other) is not is_one


def test_what_is_suggested_from_is_of_this_batch_or_ones_own() -> None:
    index = known("张三", LEADS)
    assert index.names("customers") == ["王伟", "13911112222", "王伟", "13944445555", "李雷"]
    assert known("赵总").names("customers")[2:4] == ["苏州宏达物流有限公司", "0512-62345678"]
    assert index.names("leads") == []
    assert index.names("opportunities", "李四") == ["三台叉车", "散单", "无主"]


def test_a_contact_of_an_account_is_known_as_one() -> None:
    index = known()
    index.add("customers", -1, record_of("customers", "name | 客户ID | 联系人ID", "甲 | 7 | 8"))
    assert index.is_contact(Target("customers", -1))
    assert not index.is_contact(FIRST)
    assert not index.is_contact(Target("customers", -9))


def test_what_somebody_claims_is_meant_by_his_rows_only() -> None:
    index = known("外人")
    assert [index.has_claims] == [False]
    index.claim("customers", -1, record_of("customers", PEOPLE, " | 王伟 | 13911112222 | 李四 | "))
    assert index.has_claims
    assert index.meant("customers", "phone", "13911112222", "李四") == [-1]
    assert index.meant("customers", "phone", "13911112222", "张三") == [1]
    assert index.meant("customers", "name", "李雷", "李四") == [5]
    assert index.by("customers", "phone", "13911112222") == [1]
    assert index.met_first(Target("customers", -1)).owner == "李四"


MEANT: list[tuple[str, tuple[str, ...], list[Target]]] = [
    ("C-000001", ("customers",), [FIRST]),
    ("13911112222", ("customers",), [FIRST]),
    ("13633334444", ("customers",), [FIRST]),
    ("王 伟", ("customers",), [FIRST, OTHER]),
    ("AB1", ("customers",), [OTHER]),
    ("没有", ("customers",), []),
    ("三台叉车", ("opportunities", "customers"), [Target("opportunities", 1)]),
    ("李雷", ("opportunities", "customers", "leads"), [LEI]),
    ("AB1", ("opportunities", "customers"), [OTHER]),
]


@pytest.mark.parametrize(("text", "kinds", "targets"), MEANT)
def test_whom_a_text_means(text: str, kinds: tuple[str, ...], targets: list[Target]) -> None:
    assert targets_of(text, kinds, known()) == targets


def test_each_way_of_naming_comes_before_the_next_and_each_kind_before_the_next() -> None:
    index = known()
    index.add("customers", -1, record_of("customers", "number | name", "13911112222 | 散单"))
    assert targets_of("13911112222", ("customers",), index) == [Target("customers", -1)]
    assert targets_of("散单", ("opportunities", "customers"), index) == [Target("opportunities", 2)]
    assert targets_of("散单", ("customers", "opportunities"), index) == [Target("customers", -1)]
    index.claim("customers", -2, record_of("customers", PEOPLE, " | 李雷 |  | 李四 | "))
    assert targets_of("李雷", ("customers",), index, "李四") == [Target("customers", -2)]
    assert targets_of("李雷", ("customers",), index) == [LEI]


def rows_of_deals(
    *rows: str, header: str = "name | customer | owner"
) -> tuple[list[Any], list[str], list[Unknown]]:
    """What the customers of deals mean, what is said, and who is unknown."""
    table = table_of("opportunities", header, *rows)
    found: list[Finding] = []
    unknown: list[Unknown] = []
    means = row_targets(table, known(), found, unknown)
    assert set(means) == {"customer"}
    return means["customer"], [each.rule.code for each in found], unknown


def test_a_column_of_references() -> None:
    means, said, unknown = rows_of_deals(
        "甲 | C-000001 | ", "乙 | 王伟 | ", "丙 |  | ", "丁 | 没有 | ", "戊 | 没有 | "
    )
    assert (means, said) == ([FIRST, None, None, None, None], [])
    assert [(each.nth, each.text, list(each.matches)) for each in unknown] == [
        (1, "王伟", [FIRST, OTHER]), (3, "没有", []), (4, "没有", []),
    ]  # fmt: skip


def test_a_cell_that_fits_several_shows_them_as_they_may_be_seen() -> None:
    table = table_of("opportunities", "name | customer | owner", "甲 | 王伟 | 李四")
    column = table.of.by_field["customer"]
    told = ambiguous(table, table.rows[0], column, "王伟", [FIRST, OTHER], known())
    facts = dict(told.facts)
    assert (str(told.place), facts["matches"], facts["example"]) == ("表!B2", ("C-000001 王*", "aB1 王伟"), "C-000001")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "header", "row", "who"),
    [
        ("customers", "name | owner", "甲 | 张三", "张三"),
        ("customers", "name | owner", "甲 | ", None),
        ("follow_ups", "subject | by", "甲 | 李四", "李四"),
        ("opportunity_lines", "opportunity | product", "甲 | 叉车", None),
    ],
)
def test_whose_row_it_is(kind: str, header: str, row: str, who: str | None) -> None:
    assert salesperson(table_of(kind, header, row).rows[0]) == who


ALIKE = [
    ("王伟", "王伟", True), ("王伟", "王 伟", True), ("王伟", "王维", False), (None, "王伟", True), ("王伟", None, True),
    ("苏州宏达物流有限公司", "苏州宏达物流股份有限公司", True), ("苏州宏达物流有限公司", "苏州远航物流有限公司", False), ("王伟", "苏州宏达物流", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "are_so"), ALIKE)
def test_names_that_are_one(one: str | None, other: str | None, are_so: bool) -> None:
    assert are_alike(one, other) is are_so


ANOTHERS: list[tuple[str, str, bool, bool]] = [
    # two rows under one number, whether they are two, where it is sure that the numbers are of two lists and else
    ("王伟 | 111 | 张三", "王伟 | 222 | 李四", False, False),
    (" | 111 | 张三", "李雷 | 222 | 李四", False, False),
    ("王伟 | 13911112222 | 张三", "李雷 | 13911112222 | 李四", False, False),
    ("王伟 | 13911112222 | 张三", "李雷 | 13855556666 | 张三", True, True),
    ("王伟 | 13911112222 | 张三", "李雷 |  | 张三", True, False),
    ("王伟 |  | 张三", "李雷 |  | 张三", True, False),
    ("王伟 |  | 张三", "李雷 |  | 李四", True, True),
    ("王伟 |  | 张三", "李雷 |  | ", True, False),
    ("王伟 |  | ", "李雷 |  | 李四", True, False),
    ("王伟 |  | ", "苏州宏达物流有限公司 |  | ", True, True),
    ("苏州远航机械有限公司 |  | ", "苏州宏达物流有限公司 |  | ", True, False),
]


@pytest.mark.parametrize(("one", "other", "sure", "unsure"), ANOTHERS)
def test_whether_one_number_is_of_two_lists(one: str, other: str, sure: bool, unsure: bool) -> None:
    record, before = (record_of("customers", "name | phone | owner", each) for each in (one, other))
    assert is_anothers_number(record, before, is_sure=True) is sure
    assert is_anothers_number(record, before, is_sure=False) is unsure


def test_deals_of_one_number_have_no_phones_to_tell_them_apart() -> None:
    header = "name | owner"
    one, other = (
        record_of("opportunities", header, "甲 | 张三"),
        record_of("opportunities", header, "乙 | 李四"),
    )
    assert is_anothers_number(one, other, is_sure=True)
    assert not is_anothers_number(one, other, is_sure=False)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("C-000001 | 李雷 | 13855556666 | 张三 | ", [("number-of-another", "王*")]),
        ("C-000001 | 王伟 | 13855556666 | 张三 | ", []),
    ],
)
def test_a_number_that_just_counts_rows_is_said(row: str, said: list[tuple[str, str]]) -> None:
    table, found = table_of("customers", PEOPLE, row), list[Finding]()
    index = known("李四")
    say_whose_number(table, table.rows[0], FIRST, index, found)
    assert [(each.rule.code, dict(each.facts)["known"]) for each in found] == said
    say_whose_number(table, table.rows[0], Target("customers", 99), index, found)
    assert len(found) == len(said)


WHOSE: list[tuple[str | None, str, int, str | None]] = [
    # who sends, the row, the customer that it is by a likeness, what is said
    ("张三", " | 王伟 | 13911112222 | 张三 | ", 1, None),
    ("张三", " | 王维 | 13911112222 | 张三 | ", 1, "same-phone"),
    ("李四", " | 王维 | 13911112222 | 李四 | ", 1, "phone-of-another"),
    ("赵总", " | 王维 | 13911112222 |  | ", 1, "same-phone"),
    ("李四", " | 王伟 | 13911112222 | 李四 | ", 1, "record-of-another"),
    ("李四", " | 王伟 | 13911112222 |  | 13633334444", 1, None),  # says nothing new
    ("李四", " | 王伟 | 13633334444 |  | ", 1, None),
    ("李四", " | 王伟 | 13911112222 |  | 13600000000", 1, "record-of-another"),
    ("李四", " | 王伟 | 13911112222 | 清空 | ", 1, "record-of-another"),
    ("赵总", " | 王伟 | 13911112222 | 李四 | ", 1, "owner-changed"),
    ("赵总", " | 王伟 | 13911112222 | 张 三 | ", 1, None),
    ("赵总", " | 王伟 | 13911112222 |  | ", 1, None),
    ("张三", " | 王伟 | 13911112222 | 李四 | ", 1, None),  # one's own is given away
    ("赵总", " | 王伟 | 13944445555 | 李四 | ", 3, None),  # it was nobody's
    (None, " | 王伟 | 13911112222 | 李四 | ", 1, "owner-changed"),  # the office's hand
    (None, " | 王伟 | 13633334444 | 李四 | ", 1, "owner-changed"),
    (None, " | 王伟 | 13600000000 | 李四 | ", 1, "record-of-another"),
    (None, " | 王伟 |  | 李四 | ", 1, "record-of-another"),
    (None, " | 苏州宏达物流有限公司 |  | 张三 | ", 2, "owner-changed"),
    (None, " | 王伟 |  | 李四 | ", -1, None),
]


@pytest.mark.parametrize(("sender", "row", "record_id", "code"), WHOSE)
def test_what_is_said_of_a_row_that_is_a_known_record(
    sender: str | None, row: str, record_id: int, code: str | None
) -> None:
    table = table_of("customers", PEOPLE, row)
    said = whose_record(table, table.rows[0], Target("customers", record_id), known(sender))
    assert (said and said.rule.code) == code


def test_a_deal_that_the_office_gives_to_somebody_else_has_no_phone_to_be_sure_by() -> None:
    table = table_of("opportunities", "name | customer | owner", "三台叉车 | C-000002 | 王五")
    said = whose_record(table, table.rows[0], Target("opportunities", 1), known())
    assert said is not None
    assert (said.rule.code, str(said.place), dict(said.facts)["before"]) == ("owner-changed", "表!C2", "李四")


def test_who_is_only_named_by_others_is_completed_without_a_word() -> None:
    table = table_of(
        "leads", "name | phone | owner", "某人 | 13977778888 | 张三", "某某 | 13977778888 | 张三"
    )
    index = known("张三", LEADS)
    said = [whose_record(table, row, Target("leads", 1), index) for row in table.rows]
    assert [each and each.rule.code for each in said] == [None, "same-phone"]


def test_what_is_said_of_anothers_record_names_its_owner_and_hides_the_rest() -> None:
    table = table_of("customers", PEOPLE, " | 王伟 | 13911112222 | 李四 | 13600000000")
    said = whose_record(table, table.rows[0], FIRST, known("李四"))
    assert said is not None
    facts = dict(said.facts)
    assert (str(said.place), facts["known"], facts["owner"]) == ("表!B2", "C-000001 王* 139****2222", "张三")
    assert (facts["number"], facts["kind"], facts["who"]) == ("C-000001", "customers", "李四")


IDS: list[tuple[str | None, list[str], list[int], list[str]]] = [
    # who sends, rows, their ids, what is said
    (None, ["C-000001 | 王伟 |  |  | "], [1], []),
    (None, ["C-000077 | 王伟 |  |  | "], [-1], ["unknown-number"]),
    (None, ["C-77 | 王伟 |  |  | "], [-1], []),
    (None, ["AB1 | 王伟 |  |  | "], [3], []),
    (None, ["AB1 | 李雷 |  |  | "], [-1], []),  # with another name it may be another number
    (None, ["aB1 | 李雷 | 13600000000 |  | "], [3], ["number-of-another"]),
    (None, [" | 王伟 | 13911112222 |  | "], [1], []),
    (None, [" | 王伟 | 13633334444 |  | "], [1], []),
    (None, [" | 李雷 | 13600000000 |  | "], [5], []),  # he had none
    ("张三", [" | 王伟 | 13911112223 |  | "], [1], []),  # a slip of one's own
    ("张三", [" | 王伟 | 13911112233 |  | "], [1], []),
    ("张三", [" | 王伟 | 13911112333 |  | "], [-1], ["same-name"]),
    ("李四", [" | 王伟 | 13911112223 |  | "], [-1], ["same-name"]),
    ("张三", [" | 王伟 | 13911112223 |  | ", " | 王伟 | 13911112222 |  | "], [-1, 1], ["same-name"]),
    ("张三", [" | 新人 | 13600000000 |  | ", " | 新人 | 13600000001 |  | "], [-1, -2], ["namesake"]),
    ("张三", [" | 新人 | 13600000000 |  | ", " | 新人 | 13600000000 |  | "], [-1, -1], []),
    (None, [" | 王伟 |  |  | "], [1], ["ambiguous-record"]),
    ("张三", [" | 王伟 |  | 张三 | "], [1], ["ambiguous-record"]),
    (None, [" |  |  |  | "], [-1], []),
    ("李四", [" | 王维 | 13911112222 |  | "], [-1], ["phone-of-another"]),
    ("张三", [" | 王维 | 13911112222 |  | "], [1], ["same-phone"]),
    ("李四", [" | 苏州宏达物流有限公司 | 0512-66666666 |  | "], [2], []),
    ("李四", [" | 苏州宏达物流股份有限公司 | 0512-66666666 |  | "], [-1], ["same-company"]),
    ("张三", [" | 苏州宏达物流有限责任公司 | 0512-66666666 |  | "], [-1], ["record-of-another"]),
]


@pytest.mark.parametrize(("sender", "rows", "ids", "codes"), IDS)
def test_who_rows_of_customers_are(
    sender: str | None, rows: list[str], ids: list[int], codes: list[str]
) -> None:
    table, found = table_of("customers", PEOPLE, *rows), list[Finding]()
    assert list(numbered_ids(table, {}, known(sender), found)) == ids
    assert [each.rule.code for each in found] == codes


def test_the_list_of_before_tells_where_no_number_does() -> None:
    table, found = (
        table_of("customers", PEOPLE, " | 王伟 | 13600000000 |  | ", "C-000001 | 李雷 |  |  | "),
        list[Finding](),
    )
    assert list(numbered_ids(table, {}, known(), found, {0: 4, 1: 5})) == [4, 1]


@pytest.mark.parametrize(
    ("name", "customer", "record_id"),
    [("三台叉车", FIRM, 1), ("三台 叉车", FIRM, 1), ("三台叉车", FIRST, -1), ("三台叉车", None, -1), ("别的", FIRM, -1), ("", FIRM, -1)],
)  # fmt: skip
def test_a_deal_is_known_by_its_customer_and_name(name: str, customer: Target | None, record_id: int) -> None:
    table, found, index = (
        table_of("opportunities", "name | customer", f"{name} | 甲"),
        list[Finding](),
        known("李四"),
    )
    assert list(numbered_ids(table, {"customer": [customer]}, index, found)) == [record_id]
    assert index.parent(record_id) == customer
    assert [each.rule.code for each in found] == []


def test_a_row_that_is_held_is_meant_by_its_own_person_only() -> None:
    table, found, index = (
        table_of("customers", PEOPLE, " | 王维 | 13911112222 | 李四 | "),
        list[Finding](),
        known("外人"),
    )
    assert list(numbered_ids(table, {}, index, found)) == [-1]
    assert index.meant("customers", "name", "王维", "李四") == [-1]
    assert index.meant("customers", "name", "王维", "张三") == []
    assert index.place_of(Target("customers", -1)) == "表!B2"


BEHIND: list[tuple[str, bool]] = [
    # what is written behind the number C-000002, whether it is said that it is none of its names
    ("C-000002 苏州宏达物流有限公司", False),
    ("C-000002 宏达", False),
    ("C-000002（苏州宏达物流有限公司 上海）", False),
    ("C-000002 苏***", False),
    ("C-000002", False),
    ("C-000002 王伟", True),
]


@pytest.mark.parametrize(("written", "is_said"), BEHIND)
def test_a_name_behind_a_number_that_is_another(written: str, is_said: bool) -> None:
    table = table_of("opportunities", "name | customer | owner", "三台 | C-000002 | 张三")
    typed = replace(table, rows=(replace(table.rows[0], typed=(("name", "x"), ("customer", written))),))
    found: list[Finding] = []
    means = row_targets(typed, known(), found, [])
    assert means["customer"] == [FIRM]
    told = [(each.rule.code, str(each.place), dict(each.facts)["name"]) for each in found]
    assert told == [("other-name-behind-number", "表!B2", "苏州***")] * is_said
    other = replace(table, rows=(replace(table.rows[0], typed=(("name", "x"),)),))
    row_targets(other, known(), found, [])
    assert len(found) == is_said


LIKELY: list[tuple[str | None, str, str, str | None, str]] = [
    # who sends, a lead or customer, what is said at which cell, how the advice begins
    ("张三", "leads", " | 某人 | 13911112222 | ", "表!C2 known-customer", "若是同一个，请直接在客户名下"),
    ("李四", "leads", " | 某人 | 13911112222 | ", "表!C2 known-customer", "若是同一个，请先与“张三”商量"),
    ("张三", "leads", " | 某人 | 13633334444 | ", "表!C2 known-customer", "若是同一个，请直接在客户名下"),
    ("张三", "leads", " | 某人 | 13600000000 | ", None, ""),
    ("张三", "leads", " | 某人 |  | ", None, ""),
    ("李四", "customers", " | 苏州宏达物流股份有限公司 | 13600000000 | ", "表!B2 same-company", "若是同一家，请把它的编号"),
    ("张三", "customers", " | 苏州宏达物流股份有限公司 | 13600000000 | ", "表!B2 same-company", "若是同一个，请先与“李四”商量"),
    ("张三", "leads", " | 苏州宏达物流股份有限公司 | 13600000000 | ", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("sender", "kind", "row", "said", "advice"), LIKELY)
def test_who_is_probably_a_customer_is_said_and_with_whom_to_settle_it(
    sender: str | None, kind: str, row: str, said: str | None, advice: str
) -> None:
    table, found = table_of(kind, "number | name | phone | owner", row), list[Finding]()
    list(numbered_ids(table, {}, known(sender), found))
    assert [f"{each.place} {each.rule.code}" for each in found] == ([said] if said else [])
    if said:
        facts: Any = dict(found[0].facts)
        assert facts["advice"].zh.startswith(advice)
        assert facts["matches"][0].startswith(("C-000001", "C-000002"))
        assert ("***" in facts["matches"][0] or "王*" in facts["matches"][0]) is ("商量" in advice)


def test_a_customer_of_the_same_workbook_is_not_known_yet() -> None:
    index, found = known("张三"), list[Finding]()
    index.add("customers", -1, record_of("customers", PEOPLE, " | 新人 | 13600000000 |  | "))
    table = table_of("leads", "number | name | phone | owner", " | 某人 | 13600000000 | ")
    assert list(numbered_ids(table, {}, index, found)) == [-1]
    assert found == []
