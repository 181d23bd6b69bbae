"""Lists of the sender's own, without numbers, in which some columns were sorted without the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import Desk, counts, desk, found

Row = dict[str, str]
HEADERS = ("客户名称", "电话", "来源", "级别", "下次跟进时间", "备注")
NAMES = ("宏达", "远通", "顺达", "王小明", "钱进")


def rows(count: int) -> list[Row]:
    """Customers, each with a source, a day and a remark that are nobody else's; the levels repeat."""
    return [
        {
            "客户名称": f"{NAMES[nth]}物流有限公司",
            "电话": f"1391111222{nth}",
            "来源": ("转介绍", "网络", "展会", "朋友介绍", "路过")[nth],
            "级别": "ABC"[nth % 3],
            "下次跟进时间": f"2026-12-0{nth + 1}",
            "备注": f"记{nth}",
        }
        for nth in range(count)
    ]


def sheet(of: list[Row]) -> str:
    lines = [HEADERS, *(tuple(each.values()) for each in of)]
    return "# 客户\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def turned(of: list[Row], *columns: str) -> list[Row]:
    """The rows with each of these columns one row further down, the last cell on top."""
    return [{**each, **{name: of[nth - 1][name] for name in columns}} for nth, each in enumerate(of)]


def names_turned(of: list[Row]) -> list[Row]:
    return turned(of, "客户名称")


def names_and_phones_turned(of: list[Row]) -> list[Row]:
    return turned(of, "客户名称", "电话")


def remarks_turned(of: list[Row]) -> list[Row]:
    return turned(of, "备注")


def turned_and_one_edited(of: list[Row]) -> list[Row]:
    found = turned(of, "客户名称", "电话")
    return [{**found[0], "备注": "另约"}, *found[1:]]


def all_turned(of: list[Row]) -> list[Row]:
    return turned(of, *HEADERS)


def levels_turned(of: list[Row]) -> list[Row]:
    return turned(of, "级别")


def a_day_later(of: list[Row]) -> list[Row]:
    return [{**each, "下次跟进时间": f"2026-12-0{nth + 2}"} for nth, each in enumerate(of)]


def two_exchanged(of: list[Row]) -> list[Row]:
    return [*turned(of[:2], "来源", "备注"), *of[2:]]


def take_twice(
    house: Desk, change: Callable[[list[Row]], list[Row]], count: int
) -> tuple[dict[str, int], list[str]]:
    house.take(sheet(rows(count)), sender="张三", name="客户清单.xlsx")
    receipt = house.take(sheet(change(rows(count))), sender="张三", name="客户清单.xlsx")
    return counts(receipt, "客户"), found(receipt)


@pytest.mark.parametrize(
    ("change", "place", "count"),
    [
        (names_turned, "A2", 3),
        (names_and_phones_turned, "C2", 3),
        (names_and_phones_turned, "C2", 5),
        (remarks_turned, "F2", 3),
        (remarks_turned, "F2", 5),
        (turned_and_one_edited, "C3", 5),
    ],
)
def test_nothing_is_taken_of_a_list_of_which_some_columns_were_sorted(
    tmp_path: Path, change: Callable[[list[Row]], list[Row]], place: str, count: int
) -> None:
    with desk(tmp_path) as house:
        became, told = take_twice(house, change, count)
        assert became == {"held": count}
        assert [line.split()[2] for line in told if line.startswith("error")] in (
            ["columns-sorted-apart"],
            ["column-shifted"],
        )
        assert told[0].startswith(f"error 客户!{place} ")
        assert house.show("C-000001")["values"]["remark"] == "记0"


@pytest.mark.parametrize(
    ("change", "became"),
    [
        (all_turned, {"unchanged": 5}),
        (levels_turned, {"changed": 5}),
        (a_day_later, {"changed": 5}),
        (two_exchanged, {"changed": 2, "unchanged": 3}),
    ],
)
def test_an_edit_is_no_sorting(
    tmp_path: Path, change: Callable[[list[Row]], list[Row]], became: dict[str, int]
) -> None:
    with desk(tmp_path) as house:
        assert take_twice(house, change, 5)[0] == became
