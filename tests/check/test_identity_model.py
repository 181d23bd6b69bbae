"""Who is who, whatever a sender does to his list: against the plainly written model of a house."""

from __future__ import annotations

import random
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from benchmarks.trade import story
from tests.desk import Desk, desk
from tests.house import CATALOG, House, Row, send

CHANCE = st.randoms(use_true_random=False)


class ListOfOnesOwn(RuleBasedStateMachine):
    """One salesperson's list: rows come, change and go, and it is sent again and again."""

    def __init__(self) -> None:
        super().__init__()
        self._closing = ExitStack()

    @initialize()
    def open_shop(self) -> None:
        folder = self._closing.enter_context(tempfile.TemporaryDirectory())
        self.shop: Desk = self._closing.enter_context(desk(Path(folder)))
        self.shop.take(CATALOG, name="目录.xlsx")
        self.house = House(random.Random(0))

    def _has_rows(self) -> bool:
        return bool(self.house.rows)

    @rule(chance=CHANCE, many=st.integers(1, 8))
    def insert(self, chance: random.Random, many: int) -> None:
        self.house.random = chance
        for _ in range(many):
            self.house.insert()

    @precondition(_has_rows)
    @rule(chance=CHANCE, how=st.sampled_from(sorted(set(House.OPERATIONS) - {"insert"})))
    def change(self, chance: random.Random, how: str) -> None:
        self.house.random = chance
        getattr(self.house, how)()

    @precondition(_has_rows)
    @rule(chance=CHANCE, how=st.sampled_from(["whole", "twice", "sorted", "split"]))
    def send(self, chance: random.Random, how: str) -> None:
        self.house.random = chance
        if how == "sorted":
            self.house.reorder()
        rows = list(self.house.rows)
        if how == "split":
            people = [each for each in rows if each.kind not in ("lines", "follow_ups")]
            self._send(people)
            self._send([each for each in rows if each.kind in ("lines", "follow_ups")])
            return
        self._send(rows)
        if how == "twice":
            self._send(rows)

    def _send(self, rows: list[Row]) -> None:
        assert list(send(self.shop, self.house, rows)) == []

    def teardown(self) -> None:
        self._closing.close()


ListOfOnesOwn.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
TestIdentity = ListOfOnesOwn.TestCase


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_small_sample_of_the_random_workbooks(seed: str) -> None:
    from collections import Counter

    rows: Counter[str] = Counter()
    assert list(story(random.Random(f"sample-{seed}"), 6, rows)) == []
    assert rows["workbooks"] >= 6
    assert rows["rows"] > 20
