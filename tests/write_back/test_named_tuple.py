"""Our named tuples beside those of `typing`: they are made, told apart, copied and refused alike."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from workbook_crm.model.named_tuple import NamedTuple


class Ours(NamedTuple):
    row: int
    column: int = 2
    note: str = ""

    @property
    def place(self) -> tuple[int, int]:
        return self.row, self.column


class Theirs(typing.NamedTuple):
    row: int
    column: int = 2
    note: str = ""


MADE: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((1,), {}),
    ((1, 3), {}),
    ((1, 3, "x"), {}),
    ((), {"row": 1}),
    ((1,), {"note": "x"}),
    ((), {"note": "x", "column": 3, "row": 1}),
)

REFUSED: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}),
    ((), {"column": 3}),
    ((1, 2, "x", 4), {}),
    ((1,), {"row": 1}),
    ((1,), {"width": 1}),
)


@pytest.mark.parametrize(("given", "named"), MADE)
def test_they_are_made_alike(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert tuple(ours) == tuple(theirs)
    assert (ours.row, ours.column, ours.note) == (theirs.row, theirs.column, theirs.note)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert tuple(ours._replace(column=9)) == tuple(theirs._replace(column=9))


@pytest.mark.parametrize(("given", "named"), REFUSED)
def test_they_are_refused_alike(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_a_copy_is_of_the_same_kind() -> None:
    ours = Ours(1, note="x")
    for again in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert again == ours
        assert type(again) is Ours
        assert again.place == (1, 2)


def test_nothing_is_set_on_one() -> None:
    ours: Any = Ours(1)
    for name in ("row", "width"):
        with pytest.raises(AttributeError):
            setattr(ours, name, 2)
