"""Four people with a file each, of all the kinds that there are: nobody's word is lost, none is overwritten unseen."""

from __future__ import annotations

import random
from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from benchmarks.people.files import HEADERS, PEOPLE, VALUES
from benchmarks.people.house import house
from benchmarks.people.oracle import Applied, Line, Oracle, Sending
from benchmarks.people.people import ERASED, ERASED_OF, FOUR, LIST, MADE, MANAGER, SALES, Four, begin, history

WHO = st.sampled_from(FOUR)
FIELDS = st.sampled_from(sorted(HEADERS))


class FourPeople(RuleBasedStateMachine):
    """Whatever they do in whatever order, the store and what is told are as the oracle has them."""

    @initialize(seed=st.integers(0, 99))
    def begin(self, seed: int) -> None:
        self._closing = ExitStack()
        self.four = Four(self._closing.enter_context(house()), random.Random(seed))
        begin(self.four)

    @rule(who=WHO, phone=st.sampled_from(sorted(PEOPLE)), field=FIELDS, value=st.integers(0, 2))
    def edit(self, who: str, phone: str, field: str, value: int) -> None:
        self.four.edit(who, (phone, field), VALUES[field][value])

    @rule(who=WHO, phone=st.sampled_from(ERASED_OF), field=st.sampled_from(ERASED))
    def erase(self, who: str, phone: str, field: str) -> None:
        self.four.edit(who, (phone, field), "")

    @rule(who=WHO, seed=st.integers(0, 9), name=st.sampled_from(["客户", "十一月"]))
    def sort_and_rename(self, who: str, seed: int, name: str) -> None:
        self.four.sort(who, random.Random(seed))
        self.four.rename(who, name)

    @rule(who=WHO)
    def keep_a_copy(self, who: str) -> None:
        self.four.keep_a_copy(who)

    @rule(who=WHO, nth=st.integers(0, 3))
    def go_back(self, who: str, nth: int) -> None:
        self.four.go_back(who, nth)

    @rule(who=WHO)
    def save_with_pandas(self, who: str) -> None:
        self.four.save_with(who, "pandas")

    @rule(who=WHO)
    def take_the_answer(self, who: str) -> None:
        self.four.take_the_answer(who)

    @rule(who=st.sampled_from(MADE))
    def take_a_fresh_one(self, who: str) -> None:
        self.four.take_a_fresh_one(who)

    @rule(who=WHO, nth=st.integers(0, 9))
    def insist(self, who: str, nth: int) -> None:
        self.four.insist(who, nth)

    @rule(who=WHO)
    def send(self, who: str) -> None:
        self.four.send(who)
        assert self.four.said == []
        assert self.four.tally.faults == 0

    def teardown(self) -> None:
        if hasattr(self, "_closing"):
            self._closing.close()


FourPeople.TestCase.settings = settings(max_examples=3, stateful_step_count=16, deadline=None)
TestFourPeople = FourPeople.TestCase


def test_a_seeded_history() -> None:
    with house() as fresh:
        chance = random.Random(7)
        four = Four(fresh, chance)
        history(four, chance, 25)
    assert four.said == []
    assert (four.tally.faults, four.tally.sendings > 8, four.tally.edits > 5) == (0, True, True)


@pytest.mark.parametrize("pair", [(SALES, LIST), (MANAGER, SALES)])
def test_edits_of_different_cells_commute_whatever_the_files_are(pair: tuple[str, str]) -> None:
    results = []
    for order in (pair, pair[::-1]):
        with house() as fresh:
            four = Four(fresh, random.Random(1), alike=True)
            begin(four)
            for who, phone in zip(pair, PEOPLE, strict=False):
                four.edit(who, (phone, "level"), next(each for each in "ABC" if each != four.level_of(phone)))
            conflicts = [len(four.send(who).conflicts) for who in order]
            assert (conflicts, four.said) == ([0, 0], [])
            results.append(fresh.known())
    assert results[0] == results[1]


class TestOracle:
    """The oracle itself, by the letter of the table."""

    CELL = "1", "level"

    def send(self, oracle: Oracle, line: Line, says: str) -> tuple[bool, str]:
        expected = oracle.send(Sending(line, {self.CELL: says}, dict(line.base), digest=f"{oracle.sendings}"))
        return self.CELL in expected.conflicts, oracle.now(self.CELL)

    @pytest.mark.parametrize(
        ("theirs", "says", "stays", "is_conflict"),
        [
            ("b", "b", "b", False),
            ("t", "b", "t", False),
            ("b", "s", "s", False),
            ("s", "s", "s", False),
            ("t", "s", "t", True),
        ],
    )
    def test_a_cell(self, theirs: str, says: str, stays: str, is_conflict: bool) -> None:
        oracle, mine, other = Oracle(), Line("张三"), Line("李四")
        self.send(oracle, mine, "b")
        other.base[self.CELL] = Applied("b", oracle.sendings)
        self.send(oracle, other, theirs)
        assert self.send(oracle, mine, says) == (is_conflict, stays)
