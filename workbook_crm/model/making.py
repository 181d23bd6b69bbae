"""Records made a column at a time: four times as fast as calling their class row by row."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import TypeVar

from workbook_crm.model.batch import Sourced
from workbook_crm.model.columns import Record, Texts, Value, slot

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def records_of(record: type[R], columns: Mapping[str, Sequence[Value]], extra: Sequence[Texts]) -> list[R]:
    """One record a row, from the values of each field; fields without a column are blank."""
    made = [record.__new__(record) for _ in extra]
    for each in dataclasses.fields(record):
        values: Iterable[object] = repeat(None)
        if each.name == "extra":
            values = extra
        elif each.name in columns:
            values = columns[each.name]
        _set(record, each.name, made, values)
    return made


def sourced_of(
    records: Sequence[R],
    rows: Sequence[int],
    erased: Mapping[int, frozenset[str]],
    typed: Mapping[int, Texts],
) -> list[Sourced[R]]:
    """Records with their 1-based rows; `erased` and `typed` by index, where there is any."""
    made: list[Sourced[R]] = [Sourced.__new__(Sourced) for _ in records]
    nothing = frozenset[str]()
    _set(Sourced, "record", made, records)
    _set(Sourced, "row", made, rows)
    _set(
        Sourced,
        "erased",
        made,
        (erased.get(i, nothing) for i in range(len(made))) if erased else repeat(nothing),
    )
    _set(Sourced, "typed", made, (typed.get(i, ()) for i in range(len(made))) if typed else repeat(()))
    return made


def _set(owner: type, name: str, made: Iterable[T], values: Iterable[object]) -> None:
    """Fill one slot of frozen values that nobody has seen yet."""
    deque(map(slot(owner, name).__set__, made, values), maxlen=0)
