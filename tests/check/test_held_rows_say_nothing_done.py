"""A row that is held back says nothing of a change that was not made."""

from __future__ import annotations

from tests.desk import Desk, counts, found

LEADS = "# 线索\n| 姓名 | 手机 | 来源 | 负责人 |\n| 吴刚 | 13500001527 | 抖音 | 李四 |\n"


def test_a_renaming_is_told_where_it_happened(empty_desk: Desk) -> None:
    empty_desk.take(LEADS, sender="李四")
    receipt = empty_desk.take(LEADS.replace("吴刚", "郑华"), sender="李四")
    assert found(receipt) == ["warning 线索!A2 same-phone"]
    assert empty_desk.show("L-000001")["values"]["name"] == "郑华"


def test_a_renaming_that_was_held_back_is_not_told(empty_desk: Desk) -> None:
    empty_desk.take(LEADS, sender="李四")
    receipt = empty_desk.take(LEADS + "| 郑华 | 13500001527 | 网络 | 李四 |\n", sender="李四")
    assert counts(receipt, "线索") == {"unchanged": 1, "held": 1}
    assert found(receipt) == ["error 线索!A3 duplicate-row"]
    assert empty_desk.show("L-000001")["values"]["name"] == "吴刚"
