"""The manager sees in one place which words his lists took of themselves."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from workbook_crm.model.language import Language
from workbook_crm.report.new_words import new_words_table
from workbook_crm.rounds import _daily_facts

HEAD = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n"


def rows(shop: Desk) -> list[tuple[object, ...]]:
    facts = _daily_facts(shop.workspace, shop.workspace.clock.now().date())
    return [tuple(each) for each in new_words_table(facts.new_words, Language.ZH).rows]


def test_words_are_counted_with_who_uses_them(empty_desk: Desk) -> None:
    empty_desk.take(
        HEAD
        + "| 甲 | 13712345671 | 老板亲戚 | 张三 |\n| 乙 | 13712345672 | 老板亲戚 | 李四 |\n"
        + "| 丙 | 13712345673 | 展会 | 张三 |\n| 丁 | 13712345674 | 村口大喇叭 | |\n"
    )
    assert rows(empty_desk) == [
        ("来源", "老板亲戚", "2 条", "张三、李四"),
        ("来源", "村口大喇叭", "1 条", "未分配"),
    ]


@pytest.mark.parametrize("value", ["老板亲戚", "亲友"])
def test_a_word_that_is_listed_is_new_no_more(empty_desk: Desk, value: str) -> None:
    empty_desk.take(HEAD + "| 甲 | 13712345671 | 老板亲戚 | 张三 |\n")
    empty_desk.take(f"# 字典\n| 列表 | 值 |\n| 来源 | {value} |\n")
    assert bool(rows(empty_desk)) is (value != "老板亲戚")
