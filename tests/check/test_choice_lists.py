"""The house's lists, and how the words of columns become their values: each rule at its edge, without a store."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tests.check.tables import record_of, snapshot_of, table_of
from workbook_crm.check.choices import MOST_SHOWN, choice_lists, lists_of, people_of, settle_choices
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.finding import Findings
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot

ITEM = "list | value | order | probability | usual_days | interval_days | aliases | state"
NONE = " |  |  |  |  | "


def items(*rows: str) -> Table[Any]:
    return table_of("choices", ITEM, *rows)


def values(name: str, *rows: str, settings: Settings | None = None) -> list[str]:
    of = lists_of([row.record for row in items(*rows).rows], settings or Settings())
    return [each.value for each in of[name]]


def test_a_list_of_the_house_takes_the_place_of_the_usual_one() -> None:
    usual = [each.value for each in default_choices(Settings().home)["stage"]]
    assert values("stage") == usual
    own = ("阶段 | 乙 | 2 |  |  |  |  | ", "阶段 | 甲 | 1 |  |  |  |  | ", f"stage | 丙 | {NONE}")
    assert values("stage", *own) == ["丙", "甲", "乙"]
    assert values("stage", f"没有的 | 乙 | {NONE}", f"阶段 |  | {NONE}", f" | 甲 | {NONE}") == usual
    stopped = f"阶段 | {usual[0]} |  |  |  |  |  | 停用"
    assert values("stage", stopped) == usual[1:]  # only what is stopped is missing
    assert values("stage", stopped, f"阶段 | 新的 | {NONE}") == ["新的"]
    assert values("level", f"阶段 | 乙 | {NONE}") == [
        each.value for each in default_choices(Settings().home)["level"]
    ]


def test_a_later_item_adds_to_an_earlier_one_of_its_value() -> None:
    rows = items("阶段 | 谈 着 | 3 | 0.5 |  |  | 在谈 | ", "阶段 | 谈着 |  | 0.6 | 7 | 2 |  | ")
    (choice,) = lists_of([row.record for row in rows.rows], Settings())["stage"]
    assert (choice.value, choice.order, choice.probability, choice.usual_days, choice.interval_days, choice.aliases) == ("谈 着", 3, Decimal("0.6"), 7, 2, ("在谈",))  # fmt: skip
    assert values("stage", "阶段 | 甲 |  |  |  |  |  | 停用", "阶段 | 甲 |  |  |  |  |  | 在用") == ["甲"]
    own = Settings.model_validate({"choices": {"stage": {"甲": ["啊"]}}})
    (alias,) = lists_of([record_of("choices", ITEM, "阶段 | 甲 |  |  |  |  | 一 | ")], own)["stage"]
    assert alias.aliases == ("一", "啊")


def settled(
    kind: str, header: str, *rows: str, house: tuple[str, ...] = (), staff: tuple[str, ...] = (),
    settings: Mapping[str, Any] | None = None,
) -> tuple[Table[Any], list[tuple[str, str]], Findings]:  # fmt: skip
    """The table with its words settled, and (code, cell) of what is said."""
    of, table = Settings.model_validate(settings or {}), table_of(kind, header, *rows)
    snapshot = snapshot_of(items(*house), table_of("staff", "name", *staff))
    lists = choice_lists(snapshot, Batch("a.xlsx"), of)
    batch, found = settle_choices(Batch("a.xlsx", (table,)), lists, people_of(snapshot, Batch("a.xlsx")), of)
    return batch.tables[0], [(each.rule.code, each.place.cell or "") for each in found], found


HOUSE = ("来源 | 转介绍 |  |  |  |  | 老带新 | ", "来源 | 旧渠道 |  |  |  |  |  | 停用", "阶段 | 谈着 | 1 |  |  |  | 在谈 | ", "阶段 | 旧的 | 2 |  |  |  |  | 停用", "级别 | A |  |  |  |  |  | ", "级别 | H |  |  |  |  |  | ", "地区 | 苏州 |  |  |  |  |  | ", "地区 | 舊區 |  |  |  |  |  | 停用")  # fmt: skip
WORDS: list[tuple[str, str, str, str | None, list[tuple[str, str]]]] = [
    # a word of a column, what it becomes, what is said
    ("customers", "source", "老带新", "转介绍", []),
    ("customers", "source", "转 介紹", "转介绍", []),
    ("customers", "source", "別的渠道", "别的渠道", []),  # taken in Simplified Chinese, and said elsewhere
    ("customers", "source", "舊渠道", "旧渠道", [("unlisted-choice", "B2")]),
    ("customers", "region", "台灣", "台灣", []),
    ("customers", "region", "舊區", "舊區", [("unlisted-choice", "B2")]),
    ("customers", "region", "蘇州", "苏州", []),
    ("customers", "level", "A级", "A", []),
    ("customers", "level", "Z", "Z", [("unlisted-choice", "B2")]),
    ("customers", "type", "企業", "company", []),
    ("customers", "type", "company", "company", []),
    ("customers", "state", "无效", "invalid", []),
    ("customers", "state", "已订车", "valid", [("news-read-as", "B2")]),
    ("leads", "state", "不买了", "invalid", [("news-read-as", "B2")]),
    ("opportunities", "stage", "在谈", "谈着", []),
    ("opportunities", "stage", "旧的", "旧的", [("unlisted-choice", "B2")]),
    ("opportunities", "stage", "没有", "没有", [("unlisted-choice", "B2")]),
    ("catalog", "kind", "整车", "vehicle", []),
    ("catalog", "kind", "叉车配件类", "part", [("choice-told", "B2")]),
    ("catalog", "kind", "什么东西", "vehicle", [("choice-read-as", "B2")]),
    ("catalog", "billing_period", "月", "month", []),
    ("catalog", "billing_period", "每半年", None, [("unknown-word", "B2")]),
    ("customers", "owner", "张 三", "张三", []),
    ("customers", "owner", "章三", "章三", [("unknown-person", "B2")]),
    ("customers", "remark", "转介绍", "转介绍", []),
    ("customers", "source", "", None, []),
]


@pytest.mark.parametrize(("kind", "field", "word", "value", "said"), WORDS)
def test_what_a_word_becomes(
    kind: str, field: str, word: str, value: str | None, said: list[tuple[str, str]]
) -> None:
    label = "product" if kind == "catalog" else "name"
    table, found, _all = settled(
        kind, f"{label} | {field}", f"甲 | {word}", house=HOUSE, staff=("张三", "李四")
    )
    assert (getattr(table.rows[0].record, field), found) == (value, said)


def test_a_word_that_only_counts_as_a_vehicle_is_remembered_as_typed() -> None:
    table, _said, found = settled("catalog", "product | kind", "甲 | 什么东西", "乙 | 配件")
    assert [row.typed for row in table.rows] == [(("kind", "什么东西"),), ()]
    facts: Any = dict(found[0].facts)
    assert (facts["option"].zh, len(facts["allowed"])) == ("整车", 4)


def test_without_a_list_of_staff_nobody_is_unknown() -> None:
    assert settled("customers", "name | owner", "甲 | 章三")[1] == []
    _table, _said, found = settled("customers", "name | owner", "甲 | 章三", staff=("张三",))
    facts: Any = dict(found[0].facts)
    assert "张三" in facts["suggestion"].zh


@pytest.mark.parametrize(
    ("stage", "state", "after", "said"),
    [
        ("赢单", "", (None, "won"), [("stage-is-state", "B2")]),
        ("赢单", "中止", (None, "paused"), [("stage-is-state", "B2")]),
        ("已成交", "", (None, "won"), [("stage-is-state", "B2")]),
        ("谈着", "", ("谈着", None), []),
        ("", "赢单", (None, "won"), []),
        ("洽谈中", "", (None, "open"), [("stage-is-state", "B2")]),
    ],
)
def test_a_stage_that_is_a_state(
    stage: str, state: str, after: tuple[str | None, str | None], said: list[tuple[str, str]]
) -> None:
    table, found, _all = settled(
        "opportunities", "name | stage | state", f"甲 | {stage} | {state}", house=HOUSE
    )
    record = table.rows[0].record
    assert ((record.stage, record.state), found) == (after, said)
    own = ("阶段 | 赢单 |  |  |  |  |  | ",)
    assert settled("opportunities", "name | stage", "甲 | 赢单", house=own)[0].rows[0].record.stage == "赢单"


@pytest.mark.parametrize(
    ("header", "row", "method"),
    [
        ("subject | content | method", "甲 | 看 | 打电话的", "打电话的"),
        ("subject | content | method", "甲 | 看 | 電話", "电话"),
    ],
)
def test_how_a_contact_was(header: str, row: str, method: str) -> None:
    assert settled("follow_ups", header, row)[0].rows[0].record.method == method


def test_a_method_that_the_words_tell_is_read_without_a_word() -> None:
    from dataclasses import replace

    table = table_of("follow_ups", "subject | content | method", "甲 | 看 | 老话", "甲 | 看 | 来电")
    told = replace(table, headings=table.headings[:2])
    lists = choice_lists(
        snapshot_of(items("跟进方式 | 电话 |  |  |  |  | 来电 | ")), Batch("a.xlsx"), Settings()
    )
    batch, found = settle_choices(Batch("a.xlsx", (told,)), lists, {}, Settings())
    assert [row.record.method for row in batch.tables[0].rows] == ["老话", "电话"]
    assert found == ()


@pytest.mark.parametrize(("count", "shown"), [(MOST_SHOWN, MOST_SHOWN), (MOST_SHOWN + 1, MOST_SHOWN + 1)])
def test_a_long_list_is_cut(count: int, shown: int) -> None:
    house = tuple(f"阶段 | 第{nth}步 | {nth} |  |  |  |  | " for nth in range(count))
    found = settled("opportunities", "name | stage", "甲 | 别的", house=house)[2]
    allowed: Any = dict(found[0].facts)["allowed"]
    assert (len(allowed), allowed[-1] == "…") == (shown, count > MOST_SHOWN)


def test_of_a_list_without_words_nothing_is_shown() -> None:
    house = tuple(
        f"级别 | {each.value} |  |  |  |  |  | 停用" for each in default_choices(Settings().home)["level"]
    )
    found = settled("customers", "name | level", "甲 | A", house=house)[2]
    allowed: Any = dict(found[0].facts)["allowed"]
    assert allowed.zh == "（列表里没有别的选项）"


@pytest.mark.parametrize(
    ("field", "strict", "code"),
    [("source", True, None), ("state", True, "unknown-choice"), ("state", False, "unknown-word")],
)
def test_a_strict_house_refuses_a_word_of_a_fixed_list(field: str, strict: bool, code: str | None) -> None:
    found = settled("leads", f"name | {field}", "甲 | 什么", settings={"strict": {"leads": strict}})[1]
    assert [each for each, _cell in found] == [code] * bool(code)


def test_a_list_that_is_needed_refuses_what_is_none() -> None:
    _table, said, found = settled("choices", "list | value", "没有的列表 | 甲")
    assert said == [("unknown-choice", "A2")]
    facts: Any = dict(found[0].facts)
    assert facts["column"].zh == "列表"


def test_whom_a_batch_brings_counts_beside_the_stores() -> None:
    snapshot = snapshot_of(table_of("staff", "name", "张 三"))
    batch = Batch("a.xlsx", (table_of("staff", "name", "李四", ""),))
    assert dict(people_of(snapshot, batch)) == {"张三": "张 三", "李四": "李四"}
    assert people_of(Snapshot(), Batch("a.xlsx")) == {}
    lists = choice_lists(snapshot_of(items("阶段 | 甲 | 2 |  |  |  |  | ")), Batch("a.xlsx", (items("阶段 | 乙 | 1 |  |  |  |  | ", "阶段 | 丙 |  |  |  |  |  | 停用"),)), Settings())  # fmt: skip
    assert [each.value for each in lists.live["stage"]] == ["乙", "甲"]
    assert dict(lists.stopped["stage"]) == {"丙": "丙"}
