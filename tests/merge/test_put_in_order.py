"""Columns that were sorted apart are put together again where their sender says so, and all that is there agrees."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from tests.merge.test_damage import FORTY, WIDTH, column, house, people, reversed_in
from tests.merge.test_sent_again import edited
from tests.merge.test_stamps import cell, rules_of, send, template

__all__ = ["house"]


def asked(answer: bytes) -> list[Any]:
    """The cells of the replies below 按原顺序还原."""
    book = openpyxl.load_workbook(io.BytesIO(answer))
    rows = [row for row in book["处理结果"].iter_rows() if '["order"' in str([each.value for each in row])]
    return [row[3].coordinate for row in rows]


def put_in_order(house: Desk, receipt: Any, change: Callable[[Any], None] = lambda _book: None) -> Any:
    """Says yes in the answer, and sends it back."""
    answer = house.answer(receipt)
    (reply,) = asked(answer)

    def fill(book: Any) -> None:
        change(book)
        book["处理结果"][reply].value = "是"

    return house.take(edited(answer, fill), sender="张三", name="我的.xlsx")


def names(house: Desk) -> list[tuple[str, str, str, str]]:
    with house.workspace.store.reading() as queries:
        records: list[Any] = [each.record for each in queries.every("leads")]
    return [(each.name, each.phone, each.company, each.remark) for each in records]


def as_first(count: int = FORTY) -> list[tuple[str, str, str, str]]:
    return [(f"客{chr(0x4E00 + 7 * n)}户", f"138000012{n:02d}", f"公司{n}", f"记{n}") for n in range(count)]


def sorted_apart(book: Any, *headers: str) -> None:
    reversed_in(book, 2, FORTY + 1, [column(book, each) for each in headers])


@pytest.mark.parametrize(
    "headers", [("姓名", "电话"), ("电话",), ("姓名", "电话", "公司"), ("公司", "备注"), ("备注",)]
)
def test_each_cell_goes_back_to_its_row_and_the_answer_holds_it(
    house: Desk, headers: tuple[str, ...]
) -> None:
    book = template(house)
    sorted_apart(book, *headers)
    held = send(house, book)
    assert "columns-sorted-apart" in rules_of(held)
    assert counts(held, "线索") == {"held": FORTY}
    back = put_in_order(house, held)
    assert found(back) == ["note 线索!1 order-restored"]
    assert counts(back, "线索") == {"unchanged": FORTY}
    assert names(house) == as_first()
    mended = openpyxl.load_workbook(io.BytesIO(house.answer(back)))
    assert [cell(mended, each, 2).value for each in ("姓名", "电话", "公司", "备注")] == list(as_first()[0])
    assert rules_of(send(house, mended, name="我的.xlsx")) == []


def test_all_but_the_numbers_were_sorted(house: Desk) -> None:
    book = template(house)
    reversed_in(book, 2, FORTY + 1, range(2, WIDTH + 1))
    back = put_in_order(house, send(house, book))
    assert (counts(back, "线索"), names(house)) == ({"unchanged": FORTY}, as_first())


def test_what_was_edited_beside_goes_with_its_own_row(house: Desk) -> None:
    book = template(house)
    cell(book, "公司", 2).value = "新公司"  # of the first, before it is sorted
    cell(book, "备注", 4).value = None
    sorted_apart(book, "姓名", "电话", "公司", "备注")
    back = put_in_order(house, send(house, book))
    first = as_first()
    assert counts(back, "线索") == {"changed": 2, "unchanged": FORTY - 2}
    assert names(house) == [(*first[0][:2], "新公司", "记0"), first[1], (*first[2][:3], None), *first[3:]]


def test_a_block_of_rows_only(house: Desk) -> None:
    book = template(house)
    reversed_in(book, 10, 21, [column(book, each) for each in ("姓名", "电话")])
    assert names(house) == as_first()
    back = put_in_order(house, send(house, book))
    assert (counts(back, "线索"), names(house)) == ({"unchanged": FORTY}, as_first())


def test_nothing_is_put_in_order_unless_its_sender_says_so(house: Desk) -> None:
    book = template(house)
    sorted_apart(book, "姓名", "电话")
    held = send(house, book)
    again = house.take(edited(house.answer(held), lambda _book: None), sender="张三", name="我的.xlsx")
    assert counts(again, "线索") == {"held": FORTY}
    assert len(asked(house.answer(again))) == 1


def shifted(book: Any) -> None:
    sheet, at = book["线索"], column(book, "姓名")
    for row in range(FORTY + 2, 2, -1):
        sheet.cell(row, at).value = sheet.cell(row - 1, at).value
    sheet.cell(2, at).value = "插进来的"


def sorted_in_two_ways(book: Any) -> None:
    sorted_apart(book, "姓名")
    sheet, at = book["线索"], column(book, "电话")
    values = [sheet.cell(row, at).value for row in range(2, FORTY + 2)]
    for row, value in zip(range(2, FORTY + 2), [*values[7:], *values[:7]], strict=True):
        sheet.cell(row, at).value = value


def sorted_and_overwritten(book: Any) -> None:
    sorted_apart(book, "姓名", "电话")
    for row in range(2, 12):
        cell(book, "姓名", row).value, cell(book, "电话", row).value = f"别人{row}", f"139111122{row:02d}"


def sorted_and_one_edited_where_all_are_alike(book: Any) -> None:
    """Nobody can tell whether the levels were sorted, too, so whose the A is."""
    sorted_apart(book, "姓名", "电话")
    cell(book, "级别", 3).value = "A"


@pytest.mark.parametrize(
    "damage", [sorted_and_one_edited_where_all_are_alike, shifted, sorted_in_two_ways, sorted_and_overwritten]
)
def test_what_is_not_certain_is_not_offered(house: Desk, damage: Callable[[Any], None]) -> None:
    book = template(house)
    damage(book)
    held = send(house, book)
    assert counts(held, "线索")["held"] >= FORTY
    assert asked(house.answer(held)) == []


def test_two_who_swapped_names_are_asked_nothing(house: Desk) -> None:
    book = template(house)
    one, other = cell(book, "姓名", 2), cell(book, "姓名", 3)
    one.value, other.value = other.value, one.value
    receipt = send(house, book)
    assert "columns-sorted-apart" not in rules_of(receipt)
    assert asked(house.answer(receipt)) == []


def test_a_list_of_ones_own_without_numbers(empty_desk: Desk) -> None:
    rows = people(12).splitlines()
    head, body = rows[:3], rows[3:]
    cells = [[each.strip() for each in row.strip("| ").split("|")] for row in body]
    turned = [[name, *other[1:]] for (name, *_rest), other in zip(cells, reversed(cells), strict=True)]
    empty_desk.take("\n".join(rows), sender="张三")
    held = empty_desk.take("\n".join([*head, *(f"| {' | '.join(row)} |" for row in turned)]), sender="张三")
    assert counts(held, "线索") == {"held": 12}
    back = put_in_order(empty_desk, held)
    assert (counts(back, "线索"), names(empty_desk)) == ({"unchanged": 12}, as_first(12))


def test_of_two_columns_alone_none_bears_witness(empty_desk: Desk) -> None:
    head = "# 线索\n| 姓名 | 电话 |\n"
    rows = [(f"客{chr(0x4E00 + 7 * n)}户", f"138000012{n:02d}") for n in range(12)]
    turned = [(name, phone) for (name, _), (_, phone) in zip(rows, reversed(rows), strict=True)]
    empty_desk.take(head + "\n".join(f"| {' | '.join(each)} |" for each in rows), sender="张三")
    held = empty_desk.take(head + "\n".join(f"| {' | '.join(each)} |" for each in turned), sender="张三")
    assert (counts(held, "线索"), asked(empty_desk.answer(held))) == ({"held": 12}, [])
