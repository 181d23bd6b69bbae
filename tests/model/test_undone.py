"""Undos: what holds after several of them, and who may ask for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_crm.model.records import StaffMember
from workbook_crm.model.rights import is_overseer, managers, may_set_up, may_undo
from workbook_crm.model.snapshot import Snapshot, Stored
from workbook_crm.model.teams import leads, people_of
from workbook_crm.model.undone import NO_UNDOS, Undos


@pytest.mark.parametrize(
    ("undoes", "holding"),
    [
        ({}, {}), ({3: 1}, {1: 3}), ({3: 1, 4: 3}, {3: 4}), ({3: 1, 4: 3, 5: 4}, {1: 3, 4: 5}), ({3: 1, 4: 2}, {1: 3, 2: 4}),
        ({3: 1, 4: 3, 5: 1}, {1: 5, 3: 4}),
    ],
)  # fmt: skip
def test_an_undo_that_is_undone_does_nothing(undoes: dict[int, int], holding: dict[int, int]) -> None:
    assert Undos(undoes).holding == holding


@st.composite
def histories(draw: st.DrawFn) -> dict[int, int]:
    """Undos as people may ask for them: each takes back an earlier receipt."""
    undoes: dict[int, int] = {}
    for revision in range(2, 9):
        if draw(st.booleans()):
            undoes[revision] = draw(st.integers(1, revision - 1))
    return undoes


@given(histories())
def test_a_receipt_holds_unless_an_undo_of_it_does(undoes: dict[int, int]) -> None:
    def is_undone(revision: int) -> bool:
        return any(of == revision and not is_undone(undo) for undo, of in undoes.items())

    undos = Undos(undoes)
    for each in range(1, 9):
        assert undos.is_undone(each) is is_undone(each)
        assert undos.holds(each) is (each not in undoes and not is_undone(each))
        for source in range(1, each):
            assert undos.holds(each, source) is (undos.holds(each) and not is_undone(source))


def test_undos_of_the_past_are_those_up_to_it() -> None:
    undos = Undos({3: 1, 5: 2})
    assert [undos.at(revision).undoes for revision in (2, 3, 4, 5)] == [{}, {3: 1}, {3: 1}, {3: 1, 5: 2}]
    assert NO_UNDOS.holds(1, 1)


@pytest.mark.parametrize(
    ("revision", "since", "has_effect"),
    [(1, 0, False), (2, 0, True), (2, 2, True), (3, 0, False), (3, 1, True), (3, 2, True), (5, 4, True), (5, 3, False), (4, 0, False)],
)  # fmt: skip
def test_what_makes_a_difference_to_the_past(revision: int, since: int, has_effect: bool) -> None:
    assert Undos({3: 1, 5: 4}).has_effect_since(revision, since) is has_effect


def staff(*members: dict[str, Any]) -> Snapshot:
    return Snapshot(
        records={"staff": tuple(Stored(nth, StaffMember(**each)) for nth, each in enumerate(members, 1))}
    )


TEAM: tuple[dict[str, Any], ...] = (
    {"name": "赵总", "role": "manager", "team": "一组"},
    {"name": "钱总", "role": "manager"},
    {"name": "孙总", "role": "manager", "team": "二组", "state": "inactive"},
    {"name": "李文", "role": "office", "team": "二组"},
    {"name": "张三", "role": "sales", "team": "一组"},
    {"name": "李四", "role": "sales", "team": "二组"},
    {"name": "王五", "role": "sales"},
    {"role": "manager"},
)


@pytest.mark.parametrize(
    ("sender", "is_over", "may"),
    [
        (None, True, True), ("赵总", True, True), ("赵 总", True, True), ("李文", True, True), ("张三", False, False), ("孙总", False, False),
        ("主管", True, True), ("office", True, True), ("没有这人", False, False),
    ],
)  # fmt: skip
def test_who_sets_up_and_who_oversees(sender: str | None, is_over: bool, may: bool) -> None:
    assert is_overseer(staff(*TEAM), sender) is is_over
    assert may_set_up(staff(*TEAM), sender) is may


def test_without_a_manager_everybody_sets_up() -> None:
    nobody = staff(
        {"name": "张三", "role": "sales"}, {"name": "孙总", "role": "manager", "state": "inactive"}
    )
    assert may_set_up(nobody, "张三")
    assert not is_overseer(nobody, "张三")
    assert managers(nobody) == ()
    assert managers(staff(*TEAM)) == ("赵总", "钱总")


@pytest.mark.parametrize(
    ("who", "sender", "hours", "may"),
    [
        ("张三", "张三", 23, True), ("张 三", "张三", 24, True), ("张三", "张三", 24.01, False), ("张三", "李四", 0, False), ("张三", None, 0, False),
        ("李文", "张三", 99, True), ("主管", "张三", 99, True), ("Office", None, 99, True),
        ("赵总", "张三", 99, True), ("赵总", "李四", 0, False), ("赵总", "王五", 0, False), ("赵总", None, 0, False),
        ("钱总", "张三", 99, True), ("钱总", None, 99, True), ("孙总", "李四", 0, False), ("赵总", "赵总", 99, True), ("钱总", "钱总", 99, True),
    ],
)  # fmt: skip
def test_who_may_undo_what_was_sent(who: str, sender: str | None, hours: float, may: bool) -> None:
    assert may_undo(staff(*TEAM), who, sender, sender, timedelta(hours=hours), 24) is may


SHOPS = [
    StaffMember(name="赵总", role="manager", team="一组", store="东店"),
    StaffMember(name="钱总", role="manager", store="西店"),
    StaffMember(name="周总", role="manager"),
    StaffMember(name="孙总", role="manager", team="一组", state="inactive"),
    StaffMember(name="张三", role="sales", team="一组", store="西店"),
    StaffMember(name="李四", role="sales", store="西店"),
    StaffMember(role="sales", team="一组", store="西店"),
]


@pytest.mark.parametrize(
    ("person", "is_leading", "people"),
    [
        ("张三", False, {"张三"}), ("孙总", False, {"孙总"}), ("没有这人", False, {"没有这人"}), ("赵总", True, {"赵总", "孙总", "张三"}),
        ("钱总", True, {"钱总", "张三", "李四"}), ("周总", True, None), ("主管", True, None), ("manager", True, None),
    ],
)  # fmt: skip
def test_whose_records_somebody_works_with(person: str, is_leading: bool, people: set[str] | None) -> None:
    assert leads(SHOPS, person) is is_leading
    assert people_of(iter(SHOPS), person) == people
