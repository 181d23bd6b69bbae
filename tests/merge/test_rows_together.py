"""Rows of one record add up: what each says counts, is credited to its cell, and contradicts nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk, counts, found
from workbook_crm.merge.queries import Queries
from workbook_crm.model.language import Language
from workbook_crm.report.portrait import portrait

HEAD = "# 客户\n| 客户名称 | 电话 | 来源 | 级别 | 备注 | 颜色 |\n"
KNOWN = HEAD + "| 甲公司 | 13800000001 | 展会 | A | | |\n"


def row(level: str = "", remark: str = "", colour: str = "", source: str = "展会") -> str:
    return f"| 甲公司 | 13800000001 | {source} | {level} | {remark} | {colour} |\n"


def last(desk: Desk, number: str = "C-000001", since: int = 2) -> list[tuple[int, Any, Any]]:
    """(row, before, after) of what was logged of a record from a revision on."""
    history = desk.show(number)["history"]
    return [(each["row"], each["before"], each["after"]) for each in history if each["revision"] >= since]


def test_each_of_two_rows_of_a_known_record_is_taken_and_credited(empty_desk: Desk) -> None:
    empty_desk.take(KNOWN)
    receipt = empty_desk.take(HEAD + row("B") + row("", "要红色"))
    assert (found(receipt)[1:], counts(receipt, "客户")) == ([], {"changed": 2})
    assert last(empty_desk) == [
        (2, {"level": "A"}, {"level": "B"}),
        (3, {"remark": None}, {"remark": "要红色"}),
    ]
    again = empty_desk.take(HEAD + row("B") + row("", "要红色") + "# 备忘\n| x |")
    assert counts(again, "客户") == {"unchanged": 2}


def test_two_rows_on_two_sheets_add_up_as_well(empty_desk: Desk) -> None:
    empty_desk.take(KNOWN)
    receipt = empty_desk.take(HEAD + row("B") + HEAD.replace("客户\n", "客户2\n", 1) + row("", "要红色"))
    assert [counts(receipt, sheet) for sheet in ("客户", "客户2")] == [{"changed": 1}] * 2
    assert [(each["sheet"], each["row"]) for each in empty_desk.show("C-000001")["history"][1:]] == [
        ("客户", 2),
        ("客户2", 2),
    ]


TWO = [
    # the second and third row, what is found beside the note on the unknown column, and what is known then
    (row("B"), row("B", "x"), [], {"level": "B", "remark": "x"}),
    (row("B"), row("C", "x"), ["error 客户!D3 duplicate-row"], {"level": "B", "remark": None}),
    (row("B"), row("清空"), ["error 客户!D3 duplicate-row"], {"level": "B"}),
    (row("清空"), row("", "x"), [], {"level": None, "remark": "x"}),
    (row("", "", "红"), row("", "", "红"), [], {"extra": {"颜色": "红"}}),
    (row("", "", "红"), row("B", "", "白"), ["warning 客户!F3 kept-otherwise"], {"level": "B", "extra": {"颜色": "红"}}),
    (row("", "x", "红"), row("B", "", ""), [], {"level": "B", "remark": "x", "extra": {"颜色": "红"}}),
]  # fmt: skip


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize(("first", "second", "said", "known"), TWO)
def test_what_two_rows_of_a_record_come_to(
    empty_desk: Desk, first: str, second: str, said: list[str], known: dict[str, Any], is_known: bool
) -> None:
    if is_known:
        empty_desk.take(KNOWN)
    receipt = empty_desk.take(HEAD + first + second)
    beside = ("unknown-column", "blank-left")
    assert [each for each in found(receipt) if not each.endswith(beside)] == said
    values = empty_desk.show("C-000001")["values"]
    assert {name: values.get(name) for name in known} == known


def test_a_third_row_is_compared_with_all_rows_before_it(empty_desk: Desk) -> None:
    receipt = empty_desk.take(HEAD + row() + row("B") + row("C"))
    assert found(receipt)[-1] == "error 客户!D4 duplicate-row"
    assert dict(receipt.findings[-1].facts)["first"] == 3


def test_a_row_that_is_held_adds_nothing(empty_desk: Desk) -> None:
    receipt = empty_desk.take(HEAD + row("B", "", "红") + row("C", "x", "") + row("", "y"))
    assert counts(receipt, "客户") == {"new": 1, "changed": 1, "held": 1}
    assert empty_desk.show("C-000001")["values"]["remark"] == "y"


def test_what_is_needed_may_stand_in_either_row_of_a_new_record(empty_desk: Desk) -> None:
    receipt = empty_desk.take(HEAD + row(source="") + row("B", "", "红"))
    assert counts(receipt, "客户") == {"new": 1, "changed": 1}
    values = empty_desk.show("C-000001")["values"]
    assert (values["source"], values["level"], values["extra"]) == ("展会", "B", {"颜色": "红"})


def test_a_next_follow_up_in_the_second_row_counts(empty_desk: Desk) -> None:
    head = "# 客户\n| 客户名称 | 电话 | 来源 | 级别 | 下次跟进时间 |\n"
    empty_desk.take(head + "| 甲公司 | 13800000001 | 展会 | A | 2026-12-01 |")
    empty_desk.take(
        head + "| 甲公司 | 13800000001 | 展会 | B | |\n| 甲公司 | 13800000001 | 展会 | | 2026-12-24 |"
    )
    assert empty_desk.show("C-000001")["values"]["next_follow_up"].isoformat() == "2026-12-24"
    assert [(row, sorted(after)) for row, _before, after in last(empty_desk)] == [
        (2, ["level"]),
        (3, ["next_follow_up", "next_written"]),
    ]


def test_an_amount_typed_in_the_second_row_is_compared_with_the_sum(shop: Desk) -> None:
    receipt = shop.take("""
# 商机
| 商机名称 | 客户 | 意向产品 | 备注 | 商机金额 |
| 远航三台叉车 | 上海远航物流有限公司 | 整车 | 急 | |
| 远航三台叉车 | C-000001 | 整车 | | 5 |
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 1 |
""")
    assert found(receipt) == ["warning 商机!E3 sum-differs"]
    assert shop.show("O-000001")["values"]["amount"] == 88000


def test_the_state_that_a_row_does_not_name_is_not_held_against_it(shop: Desk) -> None:
    head = "# 商机\n| 商机名称 | 客户 | 意向产品 | 状态 | 总结 | 备注 |\n"
    mine = "| 远航三台叉车 | 上海远航物流有限公司 | 整车 |"
    receipt = shop.take(head + f"{mine} 赢单 | | |\n{mine} | 谈成了 | |")
    assert (found(receipt), counts(receipt, "商机")) == ([], {"changed": 2})
    shop.take(head + f"{mine} 终止 | | |")
    receipt = shop.take(head + f"{mine} 洽谈中 | | |\n{mine} | | 记一下 |")
    assert counts(receipt, "商机") == {"held": 1, "changed": 1}


def test_the_history_of_a_column_that_we_do_not_know(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + row("A", "", "红"))
    empty_desk.take(HEAD + row("A", "", "白"))
    first, second = empty_desk.show("C-000001")["history"]
    assert first["after"]["extra"] == {"颜色": "红"}
    assert (second["before"], second["after"]) == ({"extra": {"颜色": "红"}}, {"extra": {"颜色": "白"}})
    assert told(empty_desk) == [((("颜色", "红", "白"),), "第 2 行"), ((), "新建")]


def test_an_old_entry_without_content_does_not_say_that_the_record_is_new(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + row("A", "", "红"))
    empty_desk.take(HEAD + row("A", "", "白"))
    with empty_desk.workspace.store.writing() as writing:
        table = writing._schema.changes
        emptied = table.update().where(table.c.revision == 2, table.c.kind == "customers")
        writing._connection.execute(emptied.values(before={}, after={}))
    assert told(empty_desk)[0][1] != "新建"


def told(desk: Desk) -> list[tuple[Any, str]]:
    """(changes, what is said in their place) of each event of the customer, the latest first."""
    with desk.workspace.store.reading() as queries:
        assert isinstance(queries, Queries)
        dossier = queries.dossier("C-000001")
    assert dossier is not None
    events = portrait(dossier, Language.ZH).events
    return [
        (
            tuple(one[:3] for one in each.changes),
            each.place.split(" ", 1)[1] if each.changes else each.summary,
        )
        for each in events
    ]


def test_a_reference_stays_a_number_when_another_row_says_more(shop: Desk) -> None:
    head = "# 商机\n| 商机编号 | 商机名称 | 客户 | 意向产品 | 备注 |\n"
    receipt = shop.take(head + "| O-000001 | | 王伟 | | |\n| O-000001 | | | | 急 |")
    assert (found(receipt), counts(receipt, "商机")) == ([], {"changed": 2})
    values = shop.show("O-000001")["values"]
    assert (values["customer"], values["remark"]) == ("C-000002", "急")
