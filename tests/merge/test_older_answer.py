"""An answer to an earlier sending comes back: what its sender has changed since in that list stays."""

from __future__ import annotations

import io

import openpyxl

from tests.desk import Desk, counts, found

LIST = (
    "# 客户\n| 客户名称 | 电话 | 来源 | 级别 | 备注 |\n"
    "| 甲公司 | 13911112222 | 展会 | B | 一 |\n| 乙公司 | 13911112223 | 展会 | B | 二 |\n"
)


def edited(answer: bytes, **cells: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(answer))
    for place, value in cells.items():
        book["客户"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def level(house: Desk, number: str = "C-000001") -> str:
    return str(house.show(number)["values"]["level"])


def older_and_newer(house: Desk) -> tuple[bytes, bytes]:
    """The answers to a list and to its next version, in which 甲公司 is of level A."""
    first = house.answer(house.take(LIST, sender="张三", name="客户.xlsx"))
    receipt = house.take(edited(first, D2="A"), sender="张三", name="客户.xlsx")
    assert level(house) == "A"
    return first, house.answer(receipt)


def test_an_older_answer_takes_nothing_back(empty_desk: Desk) -> None:
    older, _newer = older_and_newer(empty_desk)
    receipt = empty_desk.take(older, sender="张三", name="旧.xlsx")
    assert (counts(receipt, "客户"), level(empty_desk)) == ({"unchanged": 2}, "A")
    assert found(receipt) == ["note 客户!D2 updated-since"]


def test_what_is_edited_in_an_older_answer_is_taken(empty_desk: Desk) -> None:
    older, _newer = older_and_newer(empty_desk)
    receipt = empty_desk.take(edited(older, D2="C", D3="H", E2="三"), sender="张三", name="客户.xlsx")
    assert counts(receipt, "客户") == {"changed": 2}
    assert (level(empty_desk), level(empty_desk, "C-000002")) == ("C", "H")


def test_the_answer_to_an_older_answer_is_gone_on_with(empty_desk: Desk) -> None:
    older, _newer = older_and_newer(empty_desk)
    answer = empty_desk.answer(empty_desk.take(older, sender="张三", name="客户.xlsx"))
    receipt = empty_desk.take(edited(answer, E3="改"), sender="张三", name="客户.xlsx")
    assert (counts(receipt, "客户"), level(empty_desk)) == ({"changed": 1, "unchanged": 1}, "A")


def test_in_the_newest_answer_the_former_value_is_an_edit(empty_desk: Desk) -> None:
    _older, newer = older_and_newer(empty_desk)
    receipt = empty_desk.take(edited(newer, D2="B"), sender="张三", name="客户.xlsx")
    assert (counts(receipt, "客户"), level(empty_desk)) == ({"changed": 1, "unchanged": 1}, "B")
    assert found(receipt) == []
