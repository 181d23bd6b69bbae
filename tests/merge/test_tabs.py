"""One person on several tabs of a workbook: the later tab has the newer word, what was before is the history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.desk import Desk, counts, found
from workbook_crm.read.month_tabs import month_of

HEAD = "| 姓名 | 电话 | 来源 | 级别 | 负责人 | 备用说法 |\n"


def tab(name: str, *rows: str) -> str:
    return f"# {name}\n{HEAD}" + "".join(f"| {each} |\n" for each in rows)


def lei(
    level: str, owner: str = "张三", phone: str = "13712345671", kept: str = "", name: str = "李雷"
) -> str:
    return f"{name} | {phone} | 展会 | {level} | {owner} | {kept}"


def said(receipt: Any) -> list[str]:
    return [each for each in found(receipt) if "unknown-column" not in each and "new-word" not in each]


def level(desk: Desk, number: str = "L-000001") -> str:
    return str(desk.show(number)["values"].get("level"))


def history(desk: Desk, number: str = "L-000001") -> list[tuple[str, int, Any]]:
    """(sheet, row, level after) of every change of the level."""
    told = desk.show(number)["history"]
    return [
        (each["sheet"], each["row"], each["after"].get("level")) for each in told if "level" in each["after"]
    ]


@pytest.mark.parametrize(
    ("tabs", "newest"),
    [
        (["9月意向", "10月意向", "11月意向"], "11月意向"),
        (["11月意向", "10月意向", "9月意向"], "11月意向"),
        (["12月意向", "1月意向", "2月意向"], "2月意向"),
        (["10月意向", "11月意向", "12月意向"], "12月意向"),
        (["12月意向", "10月意向", "11月意向"], "11月意向"),
        (["2026年11月意向", "2027年1月意向", "2025年12月意向"], "2027年1月意向"),
        (["意向十一月", "意向十月", "意向九月"], "意向十一月"),
        (["意向甲", "意向乙", "意向丙"], "意向丙"),
        (["意向总表", "11月意向", "10月意向"], "11月意向"),
    ],
)
def test_the_later_tab_has_the_newer_word(empty_desk: Desk, tabs: list[str], newest: str) -> None:
    levels = dict(zip(tabs, "ABC", strict=True))
    receipt = empty_desk.take("".join(tab(each, lei(levels[each])) for each in tabs))
    assert [each.held for each in receipt.sheets] == [0, 0, 0], found(receipt)
    assert (empty_desk.count("leads"), level(empty_desk)) == (1, levels[newest])
    assert [code for code in said(receipt) if "newer-tab" in code][-1].startswith("note")


def test_what_was_before_is_credited_to_its_cell_and_told_once_a_tab(empty_desk: Desk) -> None:
    text = tab("10月", lei("B"), lei("C", name="韩梅", phone="13712345672")) + tab(
        "11月", lei("A"), lei("B", name="韩梅", phone="13712345672")
    )
    receipt = empty_desk.take(text)
    assert history(empty_desk) == [("10月", 2, "B"), ("11月", 2, "A")]
    (note,) = [each for each in receipt.findings if each.rule.code == "newer-tab"]
    facts = dict(note.facts)
    assert (note.place.sheet, facts["rows"], facts["tabs"]) == ("11月", 2, ("10月",))


def test_sent_again_the_older_tab_writes_nothing(empty_desk: Desk) -> None:
    text = tab("10月", lei("B", kept="甲")) + tab("11月", lei("A", kept="乙"))
    empty_desk.take(text, name="意向.xlsx")
    again = empty_desk.take(text + "# 备忘\n| x |", name="意向.xlsx")
    assert counts(again, "10月") == counts(again, "11月") == {"unchanged": 1}
    assert "newer-tab" not in str(found(again))
    assert history(empty_desk) == [("10月", 2, "B"), ("11月", 2, "A")]
    grown = empty_desk.take(text + tab("12月", lei("C", kept="丙")), name="意向.xlsx")
    assert counts(grown, "12月") == {"changed": 1}
    assert level(empty_desk) == "C"
    assert [each[0] for each in history(empty_desk)] == ["10月", "11月", "12月"]
    assert empty_desk.show("L-000001")["values"]["extra"] == {"备用说法": "丙"}


def test_the_word_of_another_sender_stays_where_no_tab_was_touched(empty_desk: Desk) -> None:
    text = tab("10月", lei("B")) + tab("11月", lei("A"))
    empty_desk.take(text, sender="张三", name="意向.xlsx")
    empty_desk.take("# 线索\n| 线索编号 | 级别 |\n| L-000001 | C |\n", sender="主管", name="改.xlsx")
    again = empty_desk.take(text + "# 备忘\n| x |", sender="张三", name="意向.xlsx")
    assert level(empty_desk) == "C"
    assert "conflict" not in str(found(again))


@pytest.mark.parametrize(
    ("first", "second", "people", "held"),
    [
        # another phone: another person
        (lei("A"), lei("B", phone="13712345679"), 2, 0),
        # a name alone, which may be anybody's
        (lei("A", phone=""), lei("B", phone=""), 1, 1),
        (lei("A", phone=""), lei("A", phone=""), 1, 0),
        # a phone, and another name: perhaps another person of the house
        (lei("A"), lei("B", name="韩梅"), 1, 1),
        # a firm is known by its name
        (lei("A", phone="", name="宏达物流有限公司"), lei("B", phone="", name="宏达物流有限公司"), 1, 0),
        # handed over in the later month
        (lei("A"), lei("A", owner="李四"), 1, 0),
    ],
)
def test_people_of_one_name(empty_desk: Desk, first: str, second: str, people: int, held: int) -> None:
    receipt = empty_desk.take(tab("10月", first) + tab("11月", second))
    there = empty_desk.count("leads") + empty_desk.count("customers")
    assert (there, sum(each.held for each in receipt.sheets)) == (people, held), found(receipt)


def test_two_rows_of_one_tab_contradict_each_other_as_ever(empty_desk: Desk) -> None:
    receipt = empty_desk.take(tab("10月", lei("B")) + tab("11月", lei("B"), lei("A")))
    assert said(receipt)[-1] == "error 11月!D3 duplicate-row"
    assert level(empty_desk) == "B"


def test_a_deal_that_is_carried_on_from_tab_to_tab(shop: Desk) -> None:
    head = "| 商机名称 | 客户 | 意向产品 | 阶段 | 下次跟进时间 |\n| 远航五台 | 上海远航物流有限公司 | 整车 |"
    text = f"# 10月商机\n{head} 初步接触 | 2026-12-01 |\n# 11月商机\n{head} 方案报价 | 2026-12-24 |\n"
    receipt = shop.take(text)
    assert sum(each.held for each in receipt.sheets) == 0, found(receipt)
    values = shop.show("O-000003")["values"]
    assert (values["stage"], values["next_follow_up"]) == ("方案报价", date(2026, 12, 24))
    told = [(each["sheet"], each["after"].get("next_follow_up")) for each in shop.show("O-000003")["history"]]
    assert [(sheet, str(day)[:10]) for sheet, day in told] == [
        ("10月商机", "2026-12-01"),
        ("11月商机", "2026-12-24"),
    ]


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("9月", (None, 9, 0)),
        ("2026年9月份", (2026, 9, 0)),
        ("26年09月", (2026, 9, 0)),
        ("2026-09", (2026, 9, 0)),
        ("202609", (2026, 9, 0)),
        ("九月", (None, 9, 0)),
        ("十二月客户", (None, 12, 0)),
        ("11月8日", (None, 11, 8)),
        ("Sep", (None, 9, 0)),
        ("Leads Sept 2026", (2026, 9, 0)),
        ("Nov-26", (2026, 11, 0)),
        ("May Lee", (None, 5, 0)),
        ("13月", None),
        ("Marked", None),
        ("客户2026", None),
        ("Sheet1", None),
    ],
)
def test_months_in_the_names_of_tabs(name: str, month: tuple[int | None, int, int] | None) -> None:
    assert month_of(name) == month
