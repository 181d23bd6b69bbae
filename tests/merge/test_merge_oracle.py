"""What is known after several workbooks, worked out once more by a slow model that is written as people say it.

Rows of one record add up; blank is not erase, 清空 is; a row that contradicts an earlier one of its workbook is held;
of an unknown column the earlier row counts; each value is credited to the row that said it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import Desk, counts, desk

HEAD = "# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 级别 | 备注 | 颜色 |\n"
ERASE = "清空"
FIELDS = ("level", "remark")


class Row(NamedTuple):
    """One row: who it is, by number where one is known already, and what it says; blank is None."""

    who: int
    by_number: bool
    level: str | None
    remark: str | None
    colour: str | None


ROWS = st.builds(
    Row,
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from([None, None, "A", "B", ERASE]),
    st.sampled_from([None, None, "一", "二", ERASE]),
    st.sampled_from([None, None, "红", "白"]),
)
WORKBOOKS = st.lists(st.lists(ROWS, min_size=1, max_size=5), min_size=1, max_size=3)


class Model:
    """The store as it should be."""

    def __init__(self) -> None:
        self.known: dict[int, dict[str, str | None]] = {}
        self.history: dict[int, list[tuple[int, dict[str, Any], dict[str, Any]]]] = {}

    def number(self, who: int) -> str:
        return f"C-{list(self.known).index(who) + 1:06d}"

    def take(self, rows: list[Row]) -> Counter[str]:
        fates: Counter[str] = Counter()
        said: dict[tuple[int, str], str] = {}
        for nth, row in enumerate(rows):
            fates[self._take(row, nth + 2, said)] += 1
        return fates

    def _take(self, row: Row, place: int, said: dict[tuple[int, str], str]) -> str:
        says = {name: value for name in FIELDS if (value := getattr(row, name)) is not None}
        if any(said.get((row.who, name), value) != value for name, value in says.items()):
            return "held"
        if row.colour is not None and said.get((row.who, "colour"), row.colour) == row.colour:
            says["colour"] = row.colour
        said.update({(row.who, name): value for name, value in says.items()})
        is_new = row.who not in self.known
        before = dict(self.known.get(row.who, dict.fromkeys((*FIELDS, "colour"))))
        after = {**before, **{name: None if value == ERASE else value for name, value in says.items()}}
        self.known[row.who] = after
        changed = [name for name in after if after[name] != before[name]]
        if is_new:
            self.history[row.who] = [(place, {}, {})]
            return "new"
        if changed:
            was, now = ({name: side[name] for name in changed} for side in (before, after))
            self.history[row.who].append((place, was, now))
        return "changed" if changed else "unchanged"


def written(row: Row, numbers: dict[int, str]) -> str:
    """The row as its cells; by number, it has neither name nor phone."""
    cells = (row.level, row.remark, row.colour)
    who = ("", f"客户{row.who}", f"1380000123{row.who}", "展会")
    if row.by_number and row.who in numbers:
        who = (numbers[row.who], "", "", "")
    return "| " + " | ".join((*who, *(cell or "" for cell in cells))) + " |\n"


@settings(max_examples=40)
@given(WORKBOOKS)
def test_what_is_known_after_several_workbooks(workbooks: list[list[Row]]) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as fresh:
        for nth, rows in enumerate(workbooks):
            numbers = {who: model.number(who) for who in model.known}
            text = HEAD + "".join(written(row, numbers) for row in rows)
            receipt = fresh.take(f"{text}# 备忘\n| 第{nth}次 |")
            assert counts(receipt, "客户") == dict(model.take(rows))
        for who, values in model.known.items():
            assert known(fresh, model.number(who)) == values
            assert history(fresh, model.number(who)) == model.history[who]
        again = fresh.take(f"{text}# 备忘\n| 再来 |")
        assert not counts(again, "客户").get("new")
        assert [known(fresh, model.number(who)) for who in model.known] == list(model.known.values())


def known(fresh: Desk, number: str) -> dict[str, str | None]:
    values = fresh.show(number)["values"]
    colour = values.get("extra", {}).get("颜色")
    return {**{name: values[name] for name in FIELDS}, "colour": colour}


def history(fresh: Desk, number: str) -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
    first, *later = fresh.show(number)["history"]
    return [(first["row"], {}, {})] + [
        (each["row"], side(each["before"]), side(each["after"])) for each in later
    ]


def side(logged: dict[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in logged.items() if name != "extra"}
    return {**flat, **({"colour": logged["extra"]["颜色"]} if "extra" in logged else {})}
