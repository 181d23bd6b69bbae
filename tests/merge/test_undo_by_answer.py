"""撤销这次导入 = 是: an answer that is sent back takes its import back, where its sender may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import NOW, Desk, StoppedClock, desk, found
from tests.merge.test_sent_again import edited
from tests.merge.test_undo import customer, people, state
from workbook_crm.model.run import Receipt

STAFF = (
    "# 员工\n| 姓名 | 角色 | 团队 |\n| 王总 | 主管 | 一组 |\n| 赵总 | 主管 | 二组 |\n| 张三 | 销售 | 一组 |\n"
    "| 李四 | 销售 | 一组 |\n| 小孙 | 内勤 | |"
)


def says(word: str) -> Any:
    def fill(book: Any) -> None:
        rows = [row for row in book.worksheets[-1] if any('["undo"' in str(cell.value) for cell in row)]
        (row,) = rows
        row[4].value = word

    return fill


def sent_back(house: Desk, receipt: Receipt, word: str, sender: str | None) -> Receipt:
    return house.take(edited(house.answer(receipt), says(word)), sender=sender, name="客户.xlsx")


@pytest.mark.parametrize(
    ("sender", "hours", "is_done"),
    [
        ("张三", 23, True),
        ("张三", 24, True),
        ("张三", 25, False),
        ("李四", 1, False),
        ("王总", 300, True),
        ("赵总", 1, False),
        ("小孙", 300, True),
        ("内勤", 300, True),
        (None, 300, True),
    ],
)
def test_who_may_take_an_import_back(tmp_path: Path, sender: str | None, hours: int, is_done: bool) -> None:
    with desk(tmp_path) as house:
        house.take(STAFF, name="员工.xlsx")
        receipt = house.take(people("A"), sender="张三", name="客户.xlsx")
        house.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(hours=hours))
        house.workspace.__dict__.pop("inbox", None)
        house.workspace.__dict__.pop("edges", None)
        answer = sent_back(house, receipt, "是", sender)
        assert (answer.outcome, house.count("customers")) == (("undo", 0) if is_done else ("held", 1))
        assert answer.undoes == (receipt.id if is_done else None)
        if not is_done:
            assert found(answer) == ["error 客户.xlsx undo-refused"]


def test_the_senders_own_folder_has_the_report(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    second = empty_desk.take(people("B"), sender="张三", name="客户.xlsx")
    answer = sent_back(empty_desk, second, "是", "张三")
    assert answer.answer == "outbox/张三/撤销 R-000002.xlsx"
    assert customer(empty_desk)["level"] == "A"
    assert openpyxl.load_workbook(empty_desk.workspace.folder / answer.answer).sheetnames[0] == "已撤销"


@pytest.mark.parametrize("word", ["", "否", "等等"])
def test_an_answer_in_which_nobody_says_yes_undoes_nothing(empty_desk: Desk, word: str) -> None:
    receipt = empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    before = state(empty_desk)
    answer = sent_back(empty_desk, receipt, word, "张三")
    assert (answer.outcome, answer.undoes) == ("taken", None)
    assert state(empty_desk) == before


def test_an_answer_sent_back_twice_undoes_once(empty_desk: Desk) -> None:
    receipt = empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    content = edited(empty_desk.answer(receipt), says("是"))
    assert empty_desk.take(content, sender="张三").outcome == "undo"
    again = empty_desk.take(content, sender="张三")
    assert (again.outcome, found(again)) == ("held", ["error 表.xlsx undo-refused"])


def test_a_workbook_that_changed_nothing_has_nothing_to_take_back(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    text = "# 客户\n| 客户名称 | 级别 | 电话 |\n| 远航 | A | 13800010001 |"
    same = empty_desk.take(text, sender="张三", name="客户2.xlsx")
    book = openpyxl.load_workbook(empty_desk.workspace.folder / (same.answer or ""))
    assert not [cell for row in book.worksheets[-1] for cell in row if '["undo"' in str(cell.value)]
