"""Damage that only a base reveals: what was sorted, shifted, copied or cleared in a workbook that we handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from tests.merge.test_stamps import LEADS, cell, rules_of, send, template

FORTY = 40
WIDTH = 20
"""Columns of the sheet of leads."""


def people(count: int) -> str:
    rows = (
        f"| 客{chr(0x4E00 + 7 * n)}户 | 138000012{n:02d} | 公司{n} | 展会 | B | 记{n} |" for n in range(count)
    )
    return LEADS + "\n".join(rows)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    """A dealership where 张三 has forty leads."""
    with desk(tmp_path) as found:
        found.take(people(FORTY), sender="张三", name="线索表.xlsx")
        yield found


def column(book: Any, header: str) -> int:
    return int(cell(book, header, 1).column)


def reversed_in(book: Any, first: int, last: int, columns: Any) -> None:
    """Turns rows around in some columns only."""
    sheet = book["线索"]
    for at in columns:
        values = [sheet.cell(row, at).value for row in range(first, last + 1)]
        for row, value in zip(range(first, last + 1), reversed(values), strict=True):
            sheet.cell(row, at).value = value


def whole_sort(book: Any) -> None:
    reversed_in(book, 2, FORTY + 1, range(1, WIDTH + 1))


def sorted_without_numbers(book: Any) -> None:
    reversed_in(book, 2, FORTY + 1, range(2, WIDTH + 1))


def one_column_sorted(book: Any) -> None:
    reversed_in(book, 2, FORTY + 1, [column(book, "电话")])


def shifted(book: Any) -> None:
    sheet, at = book["线索"], column(book, "姓名")
    for row in range(FORTY + 2, 2, -1):
        sheet.cell(row, at).value = sheet.cell(row - 1, at).value
    sheet.cell(2, at).value = "插进来的"


def copied(book: Any, **values: str) -> None:
    sheet = book["线索"]
    for at in range(1, WIDTH + 1):
        sheet.cell(FORTY + 2, at).value = sheet.cell(5, at).value
    for header, value in values.items():
        cell(book, header, FORTY + 2).value = value


def copied_and_edited(book: Any) -> None:
    copied(book, 姓名="另一位", 电话="13911119999")


def copied_and_little_edited(book: Any) -> None:
    copied(book, 备注="不同的")


def pasted_over(book: Any) -> None:
    sheet = book["线索"]
    for at in range(1, WIDTH + 1):
        sheet.cell(6, at).value = sheet.cell(5, at).value


def filled_down(book: Any) -> None:
    values = {"线索编号": "L-000041", "姓名": "新人", "电话": "13911119998", "来源": "展会", "级别": "B"}
    for header, value in values.items():
        cell(book, header, FORTY + 2).value = value


def rows_deleted(book: Any) -> None:
    book["线索"].delete_rows(3, 4)


def numbers_cleared(book: Any) -> None:
    for row in range(2, FORTY + 2):
        cell(book, "线索编号", row).value = None


def three_edited(book: Any) -> None:
    for row in (3, 9, 20):
        cell(book, "备注", row).value = "改了"


def one_renamed(book: Any) -> None:
    cell(book, "姓名", 7).value = "改了名"


def two_swapped(book: Any) -> None:
    for header in ("姓名", "电话"):
        one, other = cell(book, header, 3), cell(book, header, 9)
        one.value, other.value = other.value, one.value


@pytest.mark.parametrize(
    ("damage", "becomes", "rules"),
    [
        (whole_sort, {"unchanged": 40}, []),
        (sorted_without_numbers, {"held": 40}, ["columns-sorted-apart"]),
        (one_column_sorted, {"held": 40}, ["columns-sorted-apart"]),
        (shifted, {"held": 41}, ["column-shifted"]),
        (copied_and_edited, {"unchanged": 40, "new": 1}, ["row-copied"]),
        (
            copied_and_little_edited,
            {"unchanged": 39, "held": 2},
            ["number-twice", "duplicate-row", "number-twice"],
        ),
        (pasted_over, {"unchanged": 40}, ["rows-gone", "row-twice"]),
        (filled_down, {"unchanged": 40, "held": 1}, ["unknown-number"]),
        (rows_deleted, {"unchanged": 36}, ["rows-gone"]),
        (numbers_cleared, {"unchanged": 40}, ["numbers-cleared"]),
        (three_edited, {"unchanged": 37, "changed": 3}, []),
        (one_renamed, {"unchanged": 39, "changed": 1}, []),
        (two_swapped, {"unchanged": 38, "changed": 2}, []),
    ],
)
def test_what_becomes_of_damage(
    house: Desk, damage: Callable[[Any], None], becomes: dict[str, int], rules: list[str]
) -> None:
    book = template(house)
    damage(book)
    receipt = send(house, book)
    assert counts(receipt, "线索") == becomes
    assert sorted(rules_of(receipt)) == sorted(rules)
    assert house.count("leads") == FORTY + becomes.get("new", 0)


def test_nothing_of_a_damaged_sheet_is_kept_and_mended_it_is_taken(house: Desk) -> None:
    before = house.show("L-000001")
    book = template(house)
    sorted_without_numbers(book)
    send(house, book)
    assert house.show("L-000001") == before
    sorted_without_numbers(book)  # turned back
    cell(book, "备注", 2).value = "改了"
    receipt = send(house, book, name="改好.xlsx")
    assert counts(receipt, "线索") == {"unchanged": 39, "changed": 1}
    assert found(receipt) == []


@pytest.mark.parametrize(
    ("known", "moved", "is_held"),
    [
        (30, 3, True),  # three rows, a tenth
        (31, 3, False),  # three rows, less than a tenth
        (10, 2, False),  # two customers who really swapped names
        (99, 9, False),  # less than a tenth, and no run of ten
        (99, 10, True),
    ],
)
def test_how_many_rows_are_damage(tmp_path: Path, known: int, moved: int, is_held: bool) -> None:
    with desk(tmp_path) as house:
        house.take(people(known), sender="张三")
        book = template(house)
        names = [cell(book, "姓名", row).value for row in range(2, 2 + moved)]
        for row, name in zip(range(2, 2 + moved), names[1:] + names[:1], strict=True):
            cell(book, "姓名", row).value = name
        receipt = send(house, book)
        assert ("held" in counts(receipt, "线索")) == is_held
        assert bool({"columns-sorted-apart", "column-shifted"} & set(rules_of(receipt))) == is_held


def test_a_name_that_many_have_is_no_damage(house: Desk) -> None:
    book = template(house)
    for row in range(2, 12):
        cell(book, "姓名", row).value = cell(book, "姓名", 20).value
    receipt = send(house, book)
    assert not {"columns-sorted-apart", "column-shifted"} & set(rules_of(receipt))


def test_a_number_that_is_somebody_elses_is_refused_in_a_new_row(house: Desk) -> None:
    house.take(LEADS + "| 别人 | 13700000001 | 公司 | 展会 | B | |", sender="李四", name="李四.xlsx")
    book = template(house)
    filled_down(book)
    receipt = send(house, book)
    assert counts(receipt, "线索") == {"unchanged": 40, "held": 1}
    assert found(receipt) == ["error 线索!A42 number-not-handed-out"]
    assert house.show("L-000041")["values"]["name"] == "别人"
