"""Three people with a list each keep the same records: nobody's word is lost, none is overwritten unseen."""

from __future__ import annotations

import random
import tempfile
from contextlib import ExitStack
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.desk import Desk, desk
from workbook_crm.model.run import Outcome, Receipt

PEOPLE = ("张三", "李四", "王五")
CODES = ("K1", "K2", "K3", "K4", "K5")
FIELDS = {"unit": "单位", "stock": "库存", "remark_": "颜色", "plate_": "产地"}
"""Two fields of ours, and two columns that we do not know."""
Cell = tuple[str, str]
VALUES = st.sampled_from(["1", "2", "3"])


class Told:
    """What one person's list last had applied, by the letter of the rule."""

    def __init__(self) -> None:
        self.base: dict[Cell, str] = {}
        self.open: set[Cell] = set()
        self.cells: dict[Cell, str] = {}
        self.sent: list[tuple[str, dict[Cell, str]]] = []


class Oracle:
    """The store and everybody's base."""

    def __init__(self) -> None:
        self.now: dict[Cell, str] = {}
        self.writer: dict[Cell, str] = {}
        self.people = {name: Told() for name in PEOPLE}

    def write(self, name: str, cell: Cell, value: str) -> None:
        self.now[cell], self.writer[cell] = value, name
        for other, told in self.people.items():
            if other != name:
                told.open.add(cell)

    def send(self, name: str, cells: dict[Cell, str], *, is_same: bool) -> set[Cell]:
        """Takes a list in; the cells that are in conflict."""
        told, conflicts = self.people[name], set[Cell]()
        for cell, says in cells.items():
            now, base = self.now.get(cell), told.base.get(cell)
            if says == now:
                told.base[cell] = says
                told.open.discard(cell)
            elif is_same:
                conflicts.add(cell)
                told.open.add(cell)
            elif base is None:
                if now is not None:
                    conflicts.add(cell)
                    told.open.add(cell)
                else:
                    self._take(name, cell, says)
            elif says == base:
                pass
            elif cell in told.open and self.writer[cell] != name:
                conflicts.add(cell)
            else:
                self._take(name, cell, says)
        return conflicts

    def _take(self, name: str, cell: Cell, says: str) -> None:
        self.write(name, cell, says)
        self.people[name].base[cell] = says
        self.people[name].open.discard(cell)


def sheet(cells: dict[Cell, str], order: tuple[str, ...], codes: list[str]) -> str:
    """A list as its person keeps it: with an order of columns of his own."""
    rows = [
        f"| {code} | 配件 | 零件{code} | {' | '.join(cells[code, field] for field in order)} |"
        for code in codes
    ]
    head = " | ".join(FIELDS[field] for field in order)
    return f"# 产品目录\n| 产品编码 | 类别 | 产品名称 | {head} |\n" + "\n".join(rows)


def stored(house: Desk) -> dict[Cell, str]:
    """What the store has."""
    with house.workspace.store.reading() as queries:
        records: list[Any] = [each.record for each in queries.every("catalog")]
    assert len({each.code for each in records}) == len(records)
    told = {}
    for each in records:
        values = {
            "unit": each.unit,
            "stock": each.stock,
            **{f: dict(each.extra).get(FIELDS[f]) for f in ("remark_", "plate_")},
        }
        told.update({(each.code, field): str(value) for field, value in values.items() if value is not None})
    return told


def conflicts_of(receipt: Receipt) -> int:
    return receipt.conflicts


class ThreePeople(RuleBasedStateMachine):
    """Edits, old copies, sorted and renamed lists, what is taken up, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self._closing = ExitStack()
        self._orders = dict(zip(PEOPLE, permutations(FIELDS), strict=False))

    @initialize(values=st.lists(VALUES, min_size=20, max_size=20))
    def begin(self, values: list[str]) -> None:
        folder = self._closing.enter_context(tempfile.TemporaryDirectory())
        self.house = self._closing.enter_context(desk(Path(folder)))
        self.oracle = Oracle()
        cells = [(code, field) for code in CODES for field in FIELDS]
        for told in self.oracle.people.values():
            told.cells = dict(zip(cells, values, strict=True))

    @rule(
        who=st.sampled_from(PEOPLE),
        code=st.sampled_from(CODES),
        field=st.sampled_from(sorted(FIELDS)),
        value=VALUES,
    )
    def edit(self, who: str, code: str, field: str, value: str) -> None:
        self.oracle.people[who].cells[code, field] = value

    @rule(who=st.sampled_from(PEOPLE))
    def take_up(self, who: str) -> None:
        """Somebody brings his list up to date."""
        told = self.oracle.people[who]
        told.cells.update({cell: value for cell, value in self.oracle.now.items() if cell in told.open})

    @rule(
        who=st.sampled_from(PEOPLE),
        seed=st.integers(0, 99),
        is_sorted=st.booleans(),
        name=st.sampled_from(["一", "二"]),
    )
    def send(self, who: str, seed: int, is_sorted: bool, name: str) -> None:
        told, codes = self.oracle.people[who], list(CODES)
        if not is_sorted:
            random.Random(seed).shuffle(codes)
        text = sheet(told.cells, self._orders[who], codes)
        self._take(who, text, dict(told.cells), name)

    @precondition(lambda self: any(told.sent for told in self.oracle.people.values()))
    @rule(who=st.sampled_from(PEOPLE), nth=st.integers(0, 9))
    def send_an_old_copy(self, who: str, nth: int) -> None:
        sent = self.oracle.people[who].sent
        if sent:
            text, cells = sent[nth % len(sent)]
            self._take(who, text, cells, "旧")

    def _take(self, who: str, text: str, cells: dict[Cell, str], name: str) -> None:
        told = self.oracle.people[who]
        is_same = any(text == each for each, _cells in told.sent)
        touched = {cell for cell, value in cells.items() if told.base.get(cell) != value}
        before = stored(self.house)
        receipt = self.house.take(text, sender=who, name=f"{name}.xlsx")
        conflicts = self.oracle.send(who, cells, is_same=is_same)
        told.sent.append((text, cells))
        after = stored(self.house)
        assert after == self.oracle.now
        assert receipt.conflicts == len(conflicts)
        assert receipt.outcome in (Outcome.TAKEN, Outcome.DUPLICATE)
        changed = {cell for cell in after if before.get(cell) != after[cell]}
        assert changed <= touched  # nothing that he did not write himself
        assert all(after[cell] == cells[cell] or cell in conflicts for cell in touched)  # nothing lost unsaid

    def teardown(self) -> None:
        self._closing.close()


ThreePeople.TestCase.settings = settings(max_examples=10, stateful_step_count=14, deadline=None)
TestThreePeople = ThreePeople.TestCase


@pytest.mark.parametrize("seed", range(3))
def test_edits_of_different_cells_commute(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cells = [(code, field) for code in CODES for field in FIELDS]
    first = {cell: chance.choice("123") for cell in cells}
    mine, theirs = chance.sample(cells, 8)[:4], []
    theirs = [cell for cell in chance.sample(cells, 10) if cell not in mine][:4]
    orders = dict(zip(PEOPLE, permutations(FIELDS), strict=False))
    results = []
    for turn in (0, 1):
        (tmp_path / str(turn)).mkdir()
        with desk(tmp_path / str(turn)) as house:
            for who in PEOPLE[:2]:
                house.take(sheet(first, orders[who], list(CODES)), sender=who)
            edits = [("张三", mine, "8"), ("李四", theirs, "9")]
            for who, some, value in edits if turn == 0 else reversed(edits):
                receipt = house.take(
                    sheet({**first, **dict.fromkeys(some, value)}, orders[who], list(CODES)), sender=who
                )
                assert receipt.conflicts == 0
            results.append(stored(house))
    assert results[0] == results[1] == {**first, **dict.fromkeys(mine, "8"), **dict.fromkeys(theirs, "9")}
