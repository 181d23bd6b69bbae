"""清空 in a column that we only keep erases what was kept there, and is never a value itself."""

from __future__ import annotations

import pytest

from tests.desk import Desk, counts, found
from workbook_crm.model.changes import CLEAR

HEAD = "# 客户\n| 客户名称 | 电话 | 来源 | 吉祥物 | 车队 |\n"
ROW = "| 王伟 | 13912345678 | 展厅 | {} | {} |\n"


def kept(shop: Desk, number: str = "C-000001") -> dict[str, str]:
    return dict(shop.show(number)["values"].get("extra", {}))


@pytest.mark.parametrize("word", sorted(CLEAR))
def test_it_erases_what_was_kept_and_nothing_else(empty_desk: Desk, word: str) -> None:
    empty_desk.take(HEAD + ROW.format("老虎", "5 台"), sender="张三")
    receipt = empty_desk.take(HEAD + ROW.format(word, "5 台"), sender="张三")
    assert counts(receipt, "客户") == {"changed": 1}
    assert kept(empty_desk) == {"车队": "5 台"}
    last = empty_desk.show("C-000001")["history"][-1]
    assert (last["before"]["extra"], last["after"]["extra"]) == ({"吉祥物": "老虎"}, {"吉祥物": None})


@pytest.mark.parametrize("word", ["", "-", "clear", "清空了", "已清空", "无", "N/A"])
def test_what_may_be_a_text_or_is_blank_erases_nothing(empty_desk: Desk, word: str) -> None:
    empty_desk.take(HEAD + ROW.format("老虎", "5 台"), sender="张三")
    empty_desk.take(HEAD + ROW.format(word, "5 台"), sender="张三")
    assert kept(empty_desk) == {"吉祥物": word or "老虎", "车队": "5 台"}


def test_in_a_new_record_it_is_nothing(empty_desk: Desk) -> None:
    receipt = empty_desk.take(HEAD + ROW.format("清空", "5 台"))
    assert counts(receipt, "客户") == {"new": 1}
    assert kept(empty_desk) == {"车队": "5 台"}


def test_twice_is_once_and_an_old_copy_erases_no_later_word(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + ROW.format("老虎", "5 台"), sender="张三")
    empty_desk.take(HEAD + ROW.format("清空", "5 台"), sender="张三")
    again = empty_desk.take(HEAD + ROW.format("清空", "6 台"), sender="张三")
    assert counts(again, "客户") == {"changed": 1}
    number = "# 客户\n| 客户编号 | 客户名称 | 吉祥物 |\n| C-000001 | 王伟 | {} |\n"
    empty_desk.take(number.format("狮子"), sender="李四", name="李四.xlsx")
    empty_desk.take(HEAD + ROW.format("清空", "7 台"), sender="张三")
    assert kept(empty_desk) == {"吉祥物": "狮子", "车队": "7 台"}


@pytest.mark.parametrize(
    ("sheet", "row", "kind"),
    [
        ("# 线索\n| 姓名 | 电话 | 来源 | 吉祥物 |\n", "| 刘一 | 13800001111 | 展厅 | {} |", "leads"),
        ("# 产品目录\n| 产品名称 | 类别 | 单价 | 吉祥物 |\n", "| 叉车P1 | 整车 | 100000 | {} |", "catalog"),
        ("# Customers\n| Name | Phone | Source | Mascot |\n", "| Tom Ray | 13800001111 | Showroom | {} |", "customers"),
    ],
)  # fmt: skip
def test_in_every_kind_and_language(empty_desk: Desk, sheet: str, row: str, kind: str) -> None:
    for word, now in (("tiger", ["tiger"]), ("清空", []), ("lion", ["lion"]), ("CLEAR", [])):
        empty_desk.take(sheet + row.format(word))
        with empty_desk.workspace.store.reading() as queries:
            (record,) = [each.record for each in queries.every(kind)]
        assert [text for _header, text in record.extra] == now


def test_two_rows_of_one_record_contradict_each_other(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + ROW.format("老虎", ""))
    receipt = empty_desk.take(HEAD + ROW.format("清空", "") + ROW.format("狮子", ""), name="二.xlsx")
    assert kept(empty_desk) == {}  # what was said first counts, and that is said
    assert "kept-otherwise" in str(found(receipt))
