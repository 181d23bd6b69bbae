"""People sent as another kind, people without a name, second numbers, and contacts of accounts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.check.tables import base_of, head_of, line_of, record_of, snapshot_of, table_of
from workbook_crm.check.contacts import as_accounts, holds_contacts, names_accounts, with_own_numbers
from workbook_crm.check.known import Known
from workbook_crm.check.nameless import (
    known_by_mail,
    say_stand_ins,
    with_stand_ins,
    without_stand_ins,
)
from workbook_crm.check.same_people import as_one_kind
from workbook_crm.check.spelling import as_known
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.file_lines import FileLine
from workbook_crm.model.finding import Finding
from workbook_crm.model.ids import NEW
from workbook_crm.model.settings import Settings

PEOPLE = "number | name | phone | level | state | model"


def people(kind: str, *numbers: int, number: str = "") -> Table[Any]:
    rows = (f"{number} | 人{nth} | 139000000{nth:02d} | A |  | 甲型" for nth in numbers)
    return table_of(kind, PEOPLE, *rows)


def read_as(table: Table[Any], *lines: FileLine, sender: str | None = "张三") -> tuple[str, list[str]]:
    batch, found = as_one_kind(Batch("a.xlsx", (table,)), lines, sender)
    return batch.tables[0].kind, [f"{each.place} {each.rule.code}" for each in found]


SENT: list[tuple[list[int], list[int], str]] = [
    # people who were sent as leads, people who come as customers, what they are
    ([1, 2, 3, 4], [1, 2, 3, 4], "leads"),
    ([1, 2, 3, 4, 5, 6], [1, 2, 3], "leads"),  # half of the list
    ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3], "customers"),
    ([1, 2, 3], [1, 2, 3, 4, 5, 6], "leads"),  # half of what is here
    ([1, 2, 3], [1, 2, 3, 4, 5, 6, 7], "customers"),
    ([1, 2], [1, 2, 3], "customers"),  # two may just be customers by now
    ([1, 2, 3], [1, 2], "customers"),
]


@pytest.mark.parametrize(("before", "now", "kind"), SENT)
def test_people_who_were_sent_as_leads_stay_leads(before: list[int], now: list[int], kind: str) -> None:
    line = line_of(people("leads", *before), sender="张三")
    found = read_as(people("customers", *now), line)
    assert found == (kind, ["表!1 same-people"] * (kind == "leads"))
    assert read_as(people("customers", *now), line, sender="李四") == ("customers", [])


def test_who_has_a_list_of_that_kind_as_well_is_not_read_otherwise() -> None:
    leads, customers = line_of(people("leads", 1, 2, 3), sender="张三"), line_of(people("customers", 1, 2, 3), sender="张三")  # fmt: skip
    assert read_as(people("customers", 1, 2, 3), leads, customers)[0] == "customers"
    assert read_as(people("customers", 1, 2, 3), leads, line_of(people("customers", 7, 8, 9), sender="张三"))[0] == "leads"  # fmt: skip
    assert read_as(people("leads", 1, 2, 3), customers)[0] == "customers"


def test_who_is_said_to_be_new_is() -> None:
    line = line_of(people("leads", 1, 2, 3), sender="张三")
    assert read_as(people("customers", 1, 2, 3, number=NEW), line)[0] == "customers"


def test_rows_that_are_gone_are_not_missed() -> None:
    was = people("leads", *range(1, 9))
    line = FileLine(head_of(was, sender="张三"), base_of(was, gone=(3, 4, 5, 6, 7)))
    assert read_as(people("customers", 1, 2, 3), line)[0] == "leads"
    none = FileLine(head_of(was, sender="张三"), base_of(was, gone=range(8)))
    assert read_as(people("customers", 1, 2, 3), none)[0] == "customers"


def test_what_the_other_kind_has_no_field_for_is_kept() -> None:
    header = "number | name | phone | age | state | lifecycle | model | 车牌"
    rows = ("7 | 王伟 | 13900000001 | 40 | valid | 新 | 甲型 | 沪A", " | 李雷 | 13900000002 |  |  |  |  | ", " | 韩梅 | 13900000003 |  |  |  |  | ")  # fmt: skip
    table = table_of("customers", header, *rows)
    first = replace(
        table.rows[0], typed=(("state", "有效的"), ("model", "甲？")), erased=frozenset({"age", "model"})
    )
    table = replace(table, rows=(first, *table.rows[1:]))
    line = line_of(people("leads", 1, 2, 3), sender="张三")
    batch, _found = as_one_kind(Batch("a.xlsx", (table,)), [line], "张三")
    (read,) = batch.tables
    row = read.rows[0]
    assert (row.record.name, row.record.model, row.record.number, row.record.state) == (
        "王伟",
        "甲型",
        None,
        None,
    )
    assert dict(row.record.extra) == {"车牌": "沪A", "number": "7", "age": "40", "state": "有效的", "lifecycle": "新"}  # fmt: skip
    assert (dict(row.typed), set(row.erased)) == ({"model": "甲？"}, {"model"})
    assert set(read.columns) == {"name", "phone", "model"}


NAMED = "number | name | phone | mail | wechat | remark"
CALLED: list[tuple[str, str | None]] = [
    (" |  |  | a@b.cn | wx1 | ", "a@b.cn"),
    (" |  |  |  | wx1 | ", "wx1"),
    ("77 |  |  |  |  | 红", "77"),
    ("77 |  |  |  |  | ", None),  # a row that was only numbered beforehand
    ("C-000001 |  |  |  |  | 红", None),
    (" |  |  |  |  | 红", None),
    (" |  | 139 | a@b.cn |  | ", None),
    (" | 王伟 |  | a@b.cn |  | ", "王伟"),
]


@pytest.mark.parametrize(("row", "name"), CALLED)
def test_what_somebody_without_a_name_is_called(row: str, name: str | None) -> None:
    table = table_of("customers", NAMED, row)
    (called,) = with_stand_ins(table, Settings()).rows
    assert called.record.name == name
    strict = Settings.model_validate({"strict": {"customers": True}})
    assert with_stand_ins(table, strict) is table
    assert (
        with_stand_ins(replace(table, made_by=0), Settings()).rows[0].record.name == table.rows[0].record.name
    )


def test_what_could_not_be_read_is_no_missing_name() -> None:
    table = table_of("customers", NAMED, " |  |  | a@b.cn |  | ")
    for field, name in (("phone", None), ("name", None), ("remark", "a@b.cn")):
        typed = replace(table, rows=(replace(table.rows[0], typed=((field, "？"),)),))
        assert with_stand_ins(typed, Settings()).rows[0].record.name == name
    kept = table_of("customers", "number | 车型", "77 | 甲")
    assert with_stand_ins(kept, Settings()).rows[0].record.name == "77"
    named = table_of("customers", NAMED, " | 王伟 |  |  |  | ")
    assert with_stand_ins(named, Settings()) is named
    assert (
        with_stand_ins(table_of("staff", "name | mail", " | a@b.cn"), Settings()).rows[0].record.name is None
    )


STAND_INS = table_of(
    "customers", NAMED, "C-000001 | a@b.cn |  | a@b.cn |  | ", "C-000002 | 王伟 |  | w@b.cn |  | ", "C-000003 | c@b.cn | 139 | c@b.cn |  | ",
)  # fmt: skip


def test_who_is_called_by_a_mail_is_found_by_it() -> None:
    known = Known(snapshot_of(STAND_INS))
    by = [known_by_mail("customers", record_of("customers", NAMED, f" |  |  | {mail} | {wechat} | "), known) for mail, wechat in (("A@b.cn", ""), ("w@b.cn", ""), ("", "a@b.cn"), ("", ""))]  # fmt: skip
    assert by == [[1], [], [1], []]


@pytest.mark.parametrize(
    ("row", "record_id", "name"),
    [
        (" | a@b.cn |  | a@b.cn |  | ", 2, None),  # his record has a name
        (" | a@b.cn |  | a@b.cn |  | ", 3, None),  # or a phone
        (" | a@b.cn |  | a@b.cn |  | ", 1, "a@b.cn"),
        (" | a@b.cn |  | a@b.cn |  | ", -1, "a@b.cn"),
        (" | 李雷 |  | a@b.cn |  | ", 2, "李雷"),
    ],
)
def test_a_stand_in_is_no_name_of_who_has_one(row: str, record_id: int, name: str | None) -> None:
    known, table = Known(snapshot_of(STAND_INS)), table_of("customers", NAMED, row)
    assert without_stand_ins(table, [record_id], known).rows[0].record.name == name


def test_by_what_new_people_are_called_is_said_once_a_column() -> None:
    table = table_of("customers", NAMED, *[" | a@b.cn |  | a@b.cn |  | "] * 2, " | wx1 |  |  | wx1 | ", "77 | 77 |  |  |  | ", " | 王伟 |  |  |  | ")  # fmt: skip
    said = [
        (str(each.place), dict(each.facts)["rows"]) for each in say_stand_ins(table, [-1, -2, -3, -4, -5])
    ]
    assert said == [("表!D1", 2), ("表!E1", 1), ("表!A1", 1)]
    assert [str(each.place) for each in say_stand_ins(table, [1, -2, 3, 4, 5])] == ["表!D1"]


STORED = table_of(
    "customers", "number | name | phone | 备用电话", "K77 | 王伟 | 13911112222 | 13633334444", "C-000002 | 李雷 |  | ", "C-000003 | 史密斯 | +12025550147 | ",
)  # fmt: skip
SPELT: list[tuple[str, int, str | None, str | None, bool]] = [
    # the row, its record, number and phone as they are taken, whether a second number is said
    ("k77 | 王伟 | 13911112222", 1, "K77", "13911112222", False),
    (" | 王伟 | 13633334444", 1, None, "13911112222", True),
    (" | 王伟 | 13655556666", 1, None, "13655556666", False),
    (" | 王伟 | ", 1, None, None, False),
    (" | 李雷 | 13655556666", 2, None, "13655556666", False),
    ("C-000002 | 李雷 | ", 2, "C-000002", None, False),
    (" | 史密斯 | (202) 555-0147", 3, None, "+12025550147", False),
    (" | 新人 | 13655556666", -1, None, "13655556666", False),
]


@pytest.mark.parametrize(("row", "record_id", "number", "phone", "is_second"), SPELT)
def test_a_number_and_a_phone_stay_as_they_are_known(
    row: str, record_id: int, number: str | None, phone: str | None, is_second: bool
) -> None:
    known, table, found = (
        Known(snapshot_of(STORED)),
        table_of("customers", "number | name | phone", row),
        list[Finding](),
    )
    if record_id < 0:
        known.add("customers", record_id, table.rows[0].record)
    record = as_known(table, [record_id], known, found).rows[0].record
    assert (record.number, record.phone) == (number, phone)
    assert [(each.rule.code, str(each.place)) for each in found] == [("second-number", "表!C2")] * is_second


def test_both_numbers_in_one_row_are_no_second_number() -> None:
    known, found = Known(snapshot_of(STORED)), list[Finding]()
    table = table_of("customers", "name | phone | 备用电话", "王伟 | 13633334444 | 13911112222")
    assert as_known(table, [1], known, found).rows[0].record.phone == "13633334444"
    assert found == []


ACCOUNTS = table_of(
    "customers",
    "number | name | phone",
    "7 | 恒丰 | 13900000801",
    "8 | 长江 | 13900000802",
    "9 | 恒丰 | 13900000803",
)


@pytest.mark.parametrize(
    ("row", "name", "kept"),
    [
        ("高总 | 13900000801 | 恒丰", "恒丰", "高总"),
        ("高总 | 13900000803 | 恒 丰", "恒 丰", "高总"),
        ("高总 | 13900000802 | 恒丰", "高总", None),
        ("高总 | 13900000801 | 没有", "高总", None),
        ("高总 | 13900000801 | ", "高总", None),
        ("高总 |  | 恒丰", "高总", None),
        (" | 13900000801 | 恒丰", None, None),
    ],
)
def test_who_answers_the_phone_of_a_customer_is_that_customer(
    row: str, name: str | None, kept: str | None
) -> None:
    known, table = Known(snapshot_of(ACCOUNTS)), table_of("customers", "name | phone | 所属客户", row)
    record = as_accounts(table, known).rows[0].record
    assert (record.name, dict(record.extra).get("name")) == (name, kept)


@pytest.mark.parametrize(
    ("header", "is_one"),
    [("所属客户", True), ("关联企业名称", True), ("隸屬公司", True), ("所属", False), ("所属客户经理", False), ("客户", False)],
)  # fmt: skip
def test_a_column_that_says_to_whom_a_contact_belongs(header: str, is_one: bool) -> None:
    known, table = Known(snapshot_of(ACCOUNTS)), table_of("customers", f"name | phone | {header}", "高总 | 13900000801 | 恒丰")  # fmt: skip
    assert (as_accounts(table, known).rows[0].record.name == "恒丰") is is_one
    leads = table_of("leads", f"name | phone | {header}", "高总 | 13900000801 | 恒丰")
    assert as_accounts(leads, known) is leads


CONTACTS = "number | name | phone | 联系人编号 | 客户编号 | owner"


@pytest.mark.parametrize(
    ("row", "number", "is_said"),
    [
        ("7 | 高总 | 13600000000 | 7 | 9 | ", None, True),
        ("7 | 恒 丰 | 13600000000 | 7 | 9 | ", "7", False),  # the same name
        ("7 | 高总 | 13900000801 | 7 | 9 | ", "7", False),  # the same phone
        ("77 | 高总 | 13600000000 | 77 | 9 | ", "77", False),
        ("7 | 高总 | 13600000000 |  | 9 | ", "7", False),  # of the same list
        (" | 高总 | 13600000000 | 7 | 9 | ", None, False),
        ("C-000009 | 高总 | 13600000000 | 7 | 9 | ", "C-000009", False),
    ],
)
def test_numbers_of_two_lists_are_two(row: str, number: str | None, is_said: bool) -> None:
    ours = record_of("customers", "number | name", "C-000009 | 恒丰")
    known, found = Known(snapshot_of(ACCOUNTS), "李四"), list[Finding]()
    known.add("customers", -1, ours)
    table = table_of("customers", CONTACTS, row)
    (done,) = with_own_numbers(table, known, found).rows
    assert done.record.number == number
    assert [(each.rule.code, str(each.place), dict(each.facts)["known"]) for each in found] == [("number-in-use", "表!A2", "7 恒丰")] * is_said  # fmt: skip
    assert dict(done.record.extra).get("number") == ("7" if is_said else None)
    bare = replace(table, headings=table.headings[1:])
    assert with_own_numbers(bare, known, found) is bare


@pytest.mark.parametrize(
    ("header", "is_one"), [("客户编号", True), ("Account ID", True), ("联系人编号", False), ("客户", False)]
)
def test_a_column_of_the_numbers_of_accounts(header: str, is_one: bool) -> None:
    table = table_of("opportunities", "name | customer", "三台 | 7")
    named = replace(table, headings=(table.headings[0], replace(table.headings[1], text=header)))
    column = table.of.by_field["customer"]
    assert names_accounts(named, column) is is_one
    both = replace(named, headings=(*named.headings, replace(named.headings[1], column=3)))
    assert not names_accounts(both, column)


@pytest.mark.parametrize(
    ("kind", "number", "other", "is_so"),
    [("customers", "联系人编号", "客户编号", True), ("customers", "编号", "客户编号", False), ("customers", "联系人编号", "备注", False), ("leads", "联系人编号", "客户编号", False)],
)  # fmt: skip
def test_a_list_of_contacts(kind: str, number: str, other: str, is_so: bool) -> None:
    table = table_of(kind, f"number | name | {other}")
    named = replace(table, headings=(replace(table.headings[0], text=number), *table.headings[1:]))
    assert holds_contacts(named) is is_so
