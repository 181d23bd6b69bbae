"""What a batch asks the store for, what rejected rows wait for, and what edits and words of others tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.check.tables import head_of, line_of, linked_of, record_of, snapshot_of, table_of
from tests.desk import NOW
from workbook_crm.check.awaited import brought, sent_anew, that_is_tried, waiting_rows
from workbook_crm.check.edits import as_edits, renamed_rows, without_new_words
from workbook_crm.check.implied import with_implied
from workbook_crm.check.kinds import with_kinds, with_told_kinds
from workbook_crm.check.known import Known
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.told import customers_told, teller_of
from workbook_crm.check.wanted import refers_to
from workbook_crm.model.awaited import OpenRow
from workbook_crm.model.batch import Batch, Beside, Table
from workbook_crm.model.changes import Change
from workbook_crm.model.file_lines import NO_BASE, Edit, Pairs
from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.ids import NEW
from workbook_crm.model.linked import Context, Target
from workbook_crm.model.place import Place
from workbook_crm.model.rules import trade
from workbook_crm.model.run import Again, Arrival
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot, Wanted

SETTINGS = Settings()
OPENING = Settings.model_validate({"trade": {"lines_open_opportunities": True}})


def batch(*tables: Table[Any]) -> Batch:
    return Batch("a.xlsx", tables)


def wanted(*tables: Table[Any], settings: Settings = SETTINGS) -> Wanted:
    return refers_to(batch(*tables), settings)


def asked(of: Wanted) -> dict[tuple[str, str], frozenset[str]]:
    return {(each.kind, each.field): each.values for each in of.lookups}


def test_what_people_go_by_is_asked_for() -> None:
    table = table_of("customers", "number | name | phone | wechat | mail | 备用电话", "aB1 | 王 伟 | 13911112222 | wx1 | A@b.cn | 13633334444", "77 | 苏州宏达物流有限公司 |  |  |  | ")  # fmt: skip
    of = asked(wanted(table))
    assert of["customers", "number"] == {"aB1", "AB1", "ab1", "77"}
    assert of["customers", "phone"] == {"13911112222", "13633334444"}
    assert of["customers", "name"] == {"王伟", "苏州宏达物流有限公司", "wx1", "a@b.cn"}
    assert "苏州宏达物流" in of["customers", "company"]
    assert {kind for kind, _field in of} == {"customers"}
    unnumbered = table_of("customers", "name", "王伟")
    assert set(asked(wanted(unnumbered))) == {("customers", "name")}


def test_leads_ask_for_customers_of_their_phones() -> None:
    of = asked(wanted(table_of("leads", "name | phone", "王伟 | 13911112222", "李雷 | 123")))
    assert of["leads", "phone"] == {"13911112222", "123"}
    assert of["customers", "phone"] == {"13911112222"}
    assert ("leads", "company") not in of


def test_references_are_asked_for_in_every_way_in_which_they_may_be_meant() -> None:
    of = wanted(
        table_of("opportunities", "name | customer", "三台 | 海 田（新）", "五台 | 13911112222", "六台 | aB1")
    )
    told = asked(of)
    assert told["customers", "number"] == {
        "海 田（新）",
        "海 田",
        "13911112222",
        "aB1",
        "AB1",
        "ab1",
        "海 田（新）".upper(),
    }
    assert told["customers", "name"] >= {"海田(新)", "海田", "13911112222", "ab1"}
    assert told["customers", "phone"] == {"13911112222"}
    assert told["opportunities", "name"] == {"三台", "五台", "六台"}
    assert (set(of.children), set(of.is_whole)) == ({"opportunity_lines"}, {"choices", "staff"})
    assert dict(of.mentioned) == {"customers": {"海田(新)", "13911112222", "ab1"}}


def test_what_the_batch_brings_itself_is_not_missing() -> None:
    customers = table_of("customers", "number | name | phone", "C-000009 | 海田 | 13911112222")
    deals = table_of(
        "opportunities", "name | customer", "甲 | 海 田", "乙 | 13911112222", "丙 | C-000009", "丁 | 别的"
    )
    assert dict(wanted(customers, deals).mentioned) == {"customers": {"别的"}}
    assert dict(wanted(customers, table_of("opportunities", "name | customer", "甲 | 海 田")).mentioned) == {}


def test_contacts_and_lines_ask_for_those_of_their_subjects() -> None:
    contacts = table_of("follow_ups", "subject | content", "海田 | 看")
    of = wanted(contacts)
    assert of.children == {"follow_ups"}
    assert set(of.mentioned) == {"opportunities", "customers", "leads"}
    assert ("opportunities", "phone") not in asked(of)
    assert wanted(table_of("opportunity_lines", "opportunity | product", "甲 | 叉车")).children == {
        "opportunity_lines"
    }
    assert wanted(table_of("customers", "name", "海田")).children == set()


def test_products_are_asked_for_by_all_their_words() -> None:
    lines = asked(wanted(table_of("opportunity_lines", "opportunity | product | spec", "甲 | [FD30] 叉车 | 3吨", "甲 | 轮胎 | ")))  # fmt: skip
    assert lines["catalog", "product"] == {
        "[fd30]叉车",
        "fd30",
        "叉车",
        "[fd30]叉车3吨",
        "3吨[fd30]叉车",
        "3吨",
        "轮胎",
    }
    goods = asked(wanted(table_of("catalog", "code | product | vin | spec", "FD 30 | 叉车 | V1 | 3吨")))
    assert goods["catalog", "product"] == {"叉车", "fd30", "v1"}
    assert asked(wanted(table_of("staff", "name", "张三"))) == {}


@pytest.mark.parametrize(
    ("price", "is_low"), [("0", False), ("0.01", True), ("999.99", True), ("1000", False), ("", False)]
)
def test_the_prices_of_vehicles_are_asked_for_where_one_is_low(price: str, is_low: bool) -> None:
    assert (
        wanted(table_of("catalog", "product | unit_price", f"车 | {price}", "件 | 5000")).vehicle_prices
        is is_low
    )


def test_how_many_records_people_have_is_asked_for_with_a_list_of_staff() -> None:
    assert wanted(table_of("staff", "name", "张三")).owned
    assert not wanted(table_of("customers", "name", "张三")).owned


def test_the_customers_that_lines_tell_are_asked_for() -> None:
    lines = table_of(
        "opportunity_lines", "opportunity | product | 客户名称", "甲 | 叉车 | 海田 ", "乙 | 叉车 |  "
    )
    of = wanted(lines)
    assert asked(of)["customers", "name"] == {"海田"}
    assert of.mentioned["customers"] == {"海田"}
    opened = asked(wanted(lines, settings=OPENING))
    assert opened["opportunities", "name"] == {"甲", "乙"}


def test_whom_rows_tell_beside_their_own_fields() -> None:
    lines = table_of(
        "opportunity_lines",
        "opportunity | product | 客户名称 | 备注二",
        "甲 | 叉车 |  海田 | 客户",
        "乙 | 叉车 |  | ",
    )
    assert customers_told(lines, SETTINGS) == {"海田"}
    assert customers_told(table_of("opportunities", "name | 客户名称", "甲 | 海田"), SETTINGS) == set()
    assert (
        customers_told(table_of("opportunity_lines", "opportunity | 备注二", "甲 | 海田"), SETTINGS) == set()
    )
    own = Settings.model_validate({"headers": {"opportunities": {"customer": ["备注二"]}}})
    assert customers_told(lines, own) == {"客户"}


TOLD: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("opportunities", "name | owner | source | 电话 | 地址", "customers", "甲 | 张三 | 展会 | 139 1111 2222 | 东路", {"owner": "张三", "source": "展会", "phone": "13911112222", "address": "东路"}),
    ("opportunities", "name | owner | 客户地址", "customers", "甲 |  | 东路 ", {"address": "东路"}),
    ("opportunities", "name | 电话 | 备用电话", "customers", "甲 |  | 13633334444", {"phone": "13633334444"}),
    ("opportunities", "name | 电话", "customers", "甲 | 没有", {}),
    ("follow_ups", "subject | by | 公司", "leads", "甲 | 李四 | 宏达", {"owner": "李四", "company": "宏达"}),
    ("follow_ups", "subject | 负责人 | by", "leads", "甲 | 王五 | 李四", {"owner": "李四"}),
    ("follow_ups", "subject | 负责人 | by", "leads", "甲 | 王五 | ", {"owner": "王五"}),
    ("opportunity_lines", "opportunity | 客户 | 负责人", "opportunities", "甲 | 海田 | 张三", {"customer": "海田", "owner": "张三"}),
    ("opportunity_lines", "opportunity | 别的", "opportunities", "甲 | 海田", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "of", "row", "told"), TOLD)
def test_what_a_row_tells_of_whom_it_names(
    kind: str, header: str, of: str, row: str, told: dict[str, str]
) -> None:
    table = table_of(kind, header, row)
    assert teller_of(table, of, SETTINGS).of(table.rows[0]) == told


def implied(*tables: Table[Any], snapshot: Snapshot | None = None, settings: Settings = OPENING) -> list[tuple[str | None, str | None, int]]:  # fmt: skip
    done = with_implied(batch(*tables), settings, snapshot or Snapshot())
    return [(row.record.name, row.record.customer, row.row) for table in done.tables[len(tables) :] for row in table.rows]  # fmt: skip


def test_deals_that_only_lines_tell_of() -> None:
    lines = table_of(
        "opportunity_lines",
        "opportunity | product | 客户",
        "甲 | 叉车 | 海田",
        "乙 | 叉车 | ",
        "甲 | 轮胎 | 别的",
        " | 轮胎 | 海田",
    )
    assert implied(lines) == [("甲", "海田", 2), ("乙", None, 3)]
    assert implied(lines, settings=SETTINGS) == []
    assert implied(lines, table_of("opportunities", "number | name", "O-1 | 乙", "甲 | ")) == []
    stored = snapshot_of(table_of("opportunities", "number | name", " | 甲", "乙 | "))
    assert implied(lines, snapshot=stored) == []
    assert len(with_implied(batch(lines), OPENING, stored).tables) == 1
    (deals,) = with_implied(batch(lines), OPENING).tables[1:]
    assert (deals.kind, deals.is_implied, deals.row_count, sorted(deals.columns)) == ("opportunities", True, 2, ["customer", "name"])  # fmt: skip
    plain = table_of("opportunity_lines", "opportunity | product", "甲 | 叉车")
    assert implied(plain) == [("甲", None, 2)]


LINE = "opportunity | product | spec | quantity | remark"


def error(rule: Rule, row: int, column: int | None, value: str = "", /, **facts: Any) -> Finding:
    return finding(rule, Place("a.xlsx", "表", row, column), value, **facts)


UNKNOWN = {"kind": ("x",), "suggestion": ""}


def waits(table: Table[Any], *findings: Finding) -> list[tuple[int, str, set[tuple[str, str]]]]:
    """Row by row: the fields that want what is missing, and what comes would mend it."""
    found: dict[int, tuple[str, set[tuple[str, str]]]] = {}
    for each in waiting_rows(batch(table), findings):
        of = found.setdefault(each.row, (each.missing, set()))
        of[1].update([tuple(each.waited_for)] if each.waited_for else [])  # type: ignore[list-item]
    return [(row, *of) for row, of in found.items()]


def test_rows_that_only_want_what_is_missing_wait_for_it() -> None:
    table = table_of("opportunity_lines", LINE, "甲 | 叉车 | 3吨 | 1 | ", "乙 | 轮胎 |  | 1 | ")
    reference = error(trade.UNKNOWN_REFERENCE, 2, 1, "甲 方", **UNKNOWN)
    product = error(trade.UNKNOWN_PRODUCT, 3, 2, "轮胎", suggestion="")
    spec = error(trade.UNKNOWN_SPEC, 2, 3, "3吨", product="[F] 叉车", suggestion="", allowed=())
    other = error(trade.MISSING_VALUE, 2, 4, column="x")
    assert waits(table, reference) == [(2, "opportunity", {("opportunities", "甲方")})]
    assert waits(table, product) == [(3, "product,spec", {("catalog", "轮胎")})]
    assert waits(table, spec) == [
        (
            2,
            "product,spec",
            {("catalog", each) for each in ("[f]叉车", "f", "叉车", "叉车3吨", "3吨叉车", "3吨")},
        )
    ]
    (row,) = waits(table, reference, spec)
    assert row[1] == "opportunity,product,spec"
    assert waits(table, reference, other) == []
    assert waits(table, reference, error(trade.MISSING_VALUE, 3, 4, column="x")) == [(2, "opportunity", {("opportunities", "甲方")})]  # fmt: skip


def test_a_row_that_leans_on_a_rejected_one_waits_with_it() -> None:
    table = table_of("opportunity_lines", LINE, "甲 | 叉车 | 3吨 | 1 | ", "乙 | 轮胎 |  | 1 | ")
    leaning = error(trade.HELD_REFERENCE, 2, 1, "甲", row=5)
    assert waits(table, leaning) == []
    product = error(trade.UNKNOWN_PRODUCT, 3, 2, "轮胎", suggestion="")
    assert waits(table, leaning, product) == [
        (2, "opportunity", set()),
        (3, "product,spec", {("catalog", "轮胎")}),
    ]


def test_a_cell_above_the_table_is_every_rows() -> None:
    table = table_of("opportunity_lines", LINE, "甲 | 叉车 | 3吨 | 1 | ")
    above = replace(table, headings=(replace(table.headings[0], is_above=True), *table.headings[1:]))
    at_row = error(trade.UNKNOWN_REFERENCE, 2, None, "甲", **UNKNOWN)
    ((row, missing, keys),) = waits(above, at_row)
    assert (row, missing, keys) == (2, "opportunity", {("opportunities", "甲")})
    assert waits(table, at_row)[0][2] == set()


def opened(
    table: Table[Any], *findings: Finding, file: str = "旧.xlsx", sha256: str = "old"
) -> list[OpenRow]:
    return [OpenRow(1, file, sha256, each) for each in waiting_rows(batch(table), findings)]


def arrival(file: str, sha256: str = "new") -> Arrival:
    return Arrival("t", file, "张三", NOW, sha256)


ANEW: list[tuple[str, str, str, str, bool]] = [
    # what is missing, the row that comes, its file, its bytes; whether the row waits no longer
    ("reference", "丙 | 叉车 | 3吨 | 1 | 红", "旧.xlsx", "new", True),
    ("reference", "丙 | 叉车 | 3吨 | 1 | 红", "旧 (2).xlsx", "new", True),
    (
        "reference",
        "丙 | 叉车 | 3吨 | 1 | 红",
        "别的.xlsx",
        "new",
        False,
    ),  # another deal may have the same line
    ("reference", "丙 | 叉车 | 3吨 | 2 | 红", "旧.xlsx", "new", False),
    ("reference", "丙 | 叉车 | 3吨 | 2 | 红", "旧.xlsx", "old", True),
    ("product", "甲 | 叉车二 | 别的 | 1 | 红", "别的.xlsx", "new", True),
    ("product", "乙 | 叉车二 | 别的 | 1 | 红", "别的.xlsx", "new", False),
]


@pytest.mark.parametrize(("missing", "row", "file", "sha256", "is_done"), ANEW)
def test_a_row_that_was_sent_anew_waits_no_longer(
    missing: str, row: str, file: str, sha256: str, is_done: bool
) -> None:
    table = table_of("opportunity_lines", LINE, "甲 | 叉车 | 3吨 | 1 | 红")
    found = {
        "reference": error(trade.UNKNOWN_REFERENCE, 2, 1, "甲", **UNKNOWN),
        "product": error(trade.UNKNOWN_PRODUCT, 2, 2, "叉车", suggestion=""),
    }[missing]
    waiting = opened(table, found)
    done = sent_anew(batch(table_of("opportunity_lines", LINE, row)), arrival(file, sha256), waiting)
    assert bool(done) is is_done
    assert sent_anew(batch(), arrival("旧.xlsx"), waiting) == ()


def test_a_contact_tells_nothing_in_another_list() -> None:
    table = table_of("follow_ups", "subject | time | content", "甲 | 2026-11-20 | 看")
    waiting = opened(table, error(trade.UNKNOWN_REFERENCE, 2, 1, "甲", **UNKNOWN))
    mended = batch(table_of("follow_ups", "subject | time | content", "乙 | 2026-11-20 | 看"))
    assert [bool(sent_anew(mended, arrival(file), waiting)) for file in ("旧.xlsx", "别的.xlsx")] == [
        True,
        False,
    ]
    deals = table_of("opportunities", "name | customer", "三台 | 甲")
    waiting = opened(deals, error(trade.UNKNOWN_REFERENCE, 2, 2, "甲", **UNKNOWN))
    mended = batch(table_of("opportunities", "name | customer", "三台 | 乙"))
    assert sent_anew(mended, arrival("别的.xlsx"), waiting)


def change(kind: str, header: str, after: str, before: str | None = None) -> Change:
    return Change(
        kind, 1, record_of(kind, header, before) if before else None, record_of(kind, header, after), "表", 2
    )


BROUGHT: list[tuple[str, str, str, str | None, set[str]]] = [
    ("customers", "number | name | phone | 备用电话", "C-1 | 王 伟 | 13911112222 | 13633334444", None, {"c-1", "王伟", "13911112222", "13633334444"}),
    ("customers", "number | name", "C-1 | 王伟", "C-1 | 王伟", set()),
    ("customers", "number | name", "C-1 | 王伟", "C-1 | 王维", {"c-1", "王伟"}),
    ("customers", "number | name | phone", "C-1 | 王伟 | ", "C-1 | 王伟 | 139", set()),
    ("catalog", "code | product | spec | vin", "F | 叉车 | 3吨 | V", None, {"f", "叉车", "叉车3吨", "v"}),
    ("catalog", "code | product | spec", "F | 叉车 | ", None, {"f", "叉车"}),
    ("opportunities", "number | name", "O-1 | 三台", None, {"o-1", "三台"}),
    ("staff", "name", "张三", None, set()),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "after", "before", "keys"), BROUGHT)
def test_what_records_go_by_that_were_not_there_before(
    kind: str, header: str, after: str, before: str | None, keys: set[str]
) -> None:
    found = brought([change(kind, header, after, before)], ["customers", "catalog", "opportunities"])
    assert found == {(kind, key) for key in keys}


def test_of_an_old_workbook_only_the_rows_that_wait_set_anything_up() -> None:
    goods, people = table_of("catalog", "product", "车", "件"), table_of("customers", "name", "王伟", "李雷")
    done = that_is_tried(batch(goods, people), Again(frozenset({("表", 3)})))
    assert [[row.row for row in table.rows] for table in done.tables] == [[3], [2, 3]]


PEOPLE = "number | name | phone | owner"
WAS = table_of("customers", PEOPLE, "C-000001 | 王伟 | 139 | 张三", "C-000002 | 李雷 | 138 | 张三")


def pairs_of(now: Table[Any], rows: Sequence[int | None], edits: Mapping[int, Edit] = {}, asked: Mapping[int, Any] = {}) -> Pairs:  # fmt: skip
    return Pairs(keys_of(now), line_of(WAS), tuple(rows), edits, asked)


def test_edits_are_said_as_far_as_their_records_are_there() -> None:
    now = table_of(
        "customers", PEOPLE, " | 王维 | 139 | ", " | 李蕾 | 138 | ", " |  | 137 | ", " | 韩梅 | 136 | "
    )
    edits = {0: Edit("name", "王伟"), 1: Edit("name", "李雷"), 2: Edit("name", "王伟")}
    of = pairs_of(now, (0, 1, 0, None), edits, {3: (0, Edit("phone", "")), 2: (1, Edit("phone", "138"))})
    known, found = (
        Known(Snapshot(records={"customers": snapshot_of(WAS).of("customers")[:1]}), "张三"),
        list[Finding](),
    )
    done = as_edits(now, of, known, found)
    assert (set(done.edits), set(done.asked)) == ({0, 2}, {3})
    told = [
        (each.rule.code, str(each.place), dict(each.facts)["known"], dict(each.facts)["number"])
        for each in found
    ]
    assert told == [("read-as-edit", "表!B2", "C-000001 王伟", "C-000001"), ("is-it-the-same", "表!C5", "C-000001 王伟", "C-000001")]  # fmt: skip
    was = [dict(each.facts)["was"] for each in found]
    assert was[0] == "王伟"
    assert was[1] != ""  # blank, in words


def test_a_record_without_a_number_is_the_same_record() -> None:
    was = table_of("staff", "name | phone", "张三 | 139")
    now = table_of("staff", "name | phone", "章三 | 139")
    found = list[Finding]()
    as_edits(
        now,
        Pairs(keys_of(now), line_of(was), (0,), {0: Edit("name", "张三")}),
        Known(snapshot_of(was)),
        found,
    )
    facts: Any = dict(found[0].facts)
    assert (facts["known"].zh, facts["number"]) == ("同一条记录", "")


RENAMED: list[tuple[str, bool]] = [
    (" | 王伟 | 139 | 张三", False),
    (" | 王维 | 139 | 张三", True),
    (" | 王伟 | 139 | 李四", True),
    (" |  | 139 | ", False),
    (" | 王维 | 137 | 张三", False),  # another key
]


@pytest.mark.parametrize(("row", "is_renamed"), RENAMED)
def test_a_phone_under_another_name_or_owner(row: str, is_renamed: bool) -> None:
    now = table_of("customers", PEOPLE, row)
    assert list(renamed_rows(now, pairs_of(now, (0,)))) == [0] * is_renamed
    assert list(renamed_rows(now, pairs_of(now, (0,), {0: Edit("name", "x")}))) == []
    assert list(renamed_rows(now, pairs_of(now, (None,)))) == []
    assert list(renamed_rows(now, Pairs(keys_of(now)))) == []


def test_a_name_that_was_never_applied_was_no_other_name() -> None:
    now = table_of("customers", PEOPLE, " | 王维 | 139 | 李四")
    line = line_of(WAS)
    never = replace(line, base=replace(line.base, columns={**line.base.columns, "name": [NO_BASE] * 2, "owner": [None] * 2}))  # fmt: skip
    assert list(renamed_rows(now, Pairs(keys_of(now), never, (0,)))) == []
    bare = table_of("customers", "number | phone", " | 139")
    assert list(renamed_rows(bare, pairs_of(bare, (0,)))) == []
    assert head_of(WAS).kind == "customers"


def test_a_number_that_says_new_is_none() -> None:
    table = table_of("customers", PEOPLE, f"{NEW} | 王伟 | 139 | ", "C-000001 | 李雷 | 138 | ")
    assert [each.record.number for each in without_new_words(table).rows] == [None, "C-000001"]
    staff = table_of("staff", "name", NEW)
    assert without_new_words(staff) is staff


GOODS = "code | kind | product | mileage | vin"


@pytest.mark.parametrize(
    ("sheet", "row", "kind", "by"),
    [
        ("表", " |  | 叉车配件 |  | ", "part", "产品名称"),
        ("配件", " |  | X9 |  | ", "part", "表名"),
        ("配件", " |  | 叉车租赁 |  | ", "rental", "产品名称"),
        ("表", " |  | 叉车 | 100 | ", "used", "里程/小时"),
        ("表", " |  | 叉车 | 99 | ", None, ""),
        ("表", " | part | 叉车 | 100 | ", "part", ""),
        ("表", " |  |  | 100 | ", None, ""),
        ("表", " | 清空 | 叉车 | 100 | ", None, ""),
        ("表", " |  | 已知车 | 99 | ", None, ""),
        ("表", " |  | 已知车 | 100 | ", "used", "里程/小时"),
        ("表", "F1 |  | 叉车 | 100 | ", None, ""),
        ("表", " |  | 叉车 | 100 | v1", None, ""),
    ],
)
def test_of_which_kind_a_row_of_a_catalog_is(sheet: str, row: str, kind: str | None, by: str) -> None:
    snapshot = snapshot_of(table_of("catalog", GOODS, "F1 | vehicle | 已知车 |  | V1"))
    done, found = with_told_kinds(batch(table_of("catalog", GOODS, row, sheet=sheet)), snapshot)
    assert done.tables[0].rows[0].record.kind == kind
    told: list[Any] = [dict(each.facts) for each in found]
    assert [(each["by"].zh, each["rows"]) for each in told] == ([(by, 1)] if by else [])


def kinds(
    settings: Mapping[str, Any], *rows: str, ids: Sequence[int] = ()
) -> tuple[list[str | None], list[str]]:
    table = table_of("catalog", GOODS, *rows)
    stored = {"catalog": {1: record_of("catalog", GOODS, " | part | 件 |  | ")}}
    linked = linked_of(table, ids=[ids] if ids else (), stored=stored)
    context = Context(Snapshot(), Settings.model_validate(settings), date(2026, 11, 23))
    done, found = with_kinds(linked, context)
    return [row.record.kind for row in done.batch.tables[0].rows], [each.rule.code for each in found]


def test_what_says_no_kind_is_what_the_house_sells() -> None:
    assert kinds({}, " |  | 车 |  | ", " |  | 件 |  | ", ids=(-1, 1)) == (["vehicle", None], ["kind-assumed"])
    assert kinds({}, " |  | 车 |  | ", " | part | 车 |  | ", ids=(-1, -1)) == ([None, "part"], [])
    default = {"defaults": {"catalog": {"kind": "配件"}}}
    assert kinds(default, " |  | 车 |  | ")[1] == []


@pytest.mark.parametrize(
    ("items", "known_deal", "kind", "codes"),
    [
        ((1, 1), False, "part", ["kind-told"]),
        ((1, 2), False, "vehicle", ["kind-assumed"]),
        ((2, None), False, "rental", ["kind-told"]),
        ((3,), False, "vehicle", ["kind-told"]),
        ((None,), False, "vehicle", ["kind-assumed"]),
        ((1, 1), True, None, []),
        ((9,), False, "vehicle", ["kind-assumed"]),
    ],
)
def test_a_deal_is_about_what_its_lines_are(
    items: tuple[int | None, ...], known_deal: bool, kind: str | None, codes: list[str]
) -> None:
    deal = Target("opportunities", 7 if known_deal else -1)
    deals = table_of("opportunities", "name | kind", "甲 | ")
    lines = table_of("opportunity_lines", "opportunity | product", *["甲 | 物"] * len(items), " | 物")
    catalog = table_of("catalog", GOODS, " | part | 件 |  | ", " | rental | 租 |  | ", " |  | 物 |  | ")
    stored = {
        "catalog": {nth: row.record for nth, row in enumerate(catalog.rows, 1)},
        "opportunities": {7: record_of("opportunities", "name", "甲")},
    }
    means: dict[str, tuple[Target | None, ...]] = {
        "opportunity": (*[deal] * len(items), None),
        "item": (*(Target("catalog", nth) if nth else None for nth in items), None),
    }
    targets: tuple[Any, ...] = ({}, means)
    linked = linked_of(deals, lines, ids=[[deal.id], list(range(-1, -2 - len(items), -1))], targets=targets, stored=stored)  # fmt: skip
    done, found = with_kinds(linked, Context(Snapshot(), SETTINGS, date(2026, 11, 23)))
    assert (done.batch.tables[0].rows[0].record.kind, [each.rule.code for each in found]) == (kind, codes)


def test_contacts_beside_a_record_are_not_put_in_words_of_it() -> None:
    """A contact that is rejected holds up nothing of its record."""
    contacts = replace(table_of("follow_ups", "subject | content", "甲 | 看"), beside=Beside(0, 1))
    assert waiting_rows(batch(contacts), (error(trade.UNKNOWN_REFERENCE, 2, 1, "甲", **UNKNOWN),)) == ()
