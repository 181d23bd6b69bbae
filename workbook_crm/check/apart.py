"""Cells that were sorted without the cells that tell whose row it is.

Names and phones are looked at by `check.damage`. Of all else a single cell tells nothing: two customers may
both be of level A. Only together they do: in what changed, the rows have exchanged what they said before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.file_lines import Cell, Pairs, column_of

_MOST = 0.8
"""So many of the cells that changed in a column stood in another row of it before."""


class Exchanged(NamedTuple):
    """A row that says what another row said before."""

    nth: int
    owner: int
    """The row of the base that said it."""
    field: str
    """One of the columns in which it does."""


class Moved(NamedTuple):
    """A column in which values may have changed their rows: what each known row says, and what it said."""

    field: str
    now: Sequence[Cell]
    was: Sequence[Cell]


def exchanged(
    table: Table[Any], pairs: Pairs, known: Sequence[int], but: Collection[str], few: int
) -> list[Exchanged]:
    """The rows that exchanged what they say in all columns `but` these; none where that may be an edit.

    `known`: rows that are rows of the base; `few`: so many rows are damage.
    """
    moved = [each for each in _columns(table, pairs, known, but) if is_moved(each, few)]
    if all(_is_a_word(table.of.by_field[each.field]) for each in moved):
        return []
    now = list(zip(*(each.now for each in moved), strict=True))
    was = list(zip(*(each.was for each in moved), strict=True))
    rows = [at for at in range(len(known)) if now[at] != was[at]]
    is_whole = Counter(now[at] for at in rows) == Counter(was[at] for at in rows)
    if not is_whole and len(moved) == 1:
        return []  # a day later for all is no exchange
    found = [
        Exchanged(known[at], pairs.rows[known[other]] or 0, _told(moved, at))
        for at, other in _owners(rows, now, was)
    ]
    return found if len(found) >= max(few, _MOST * len(rows)) else []


def _is_a_word(column: Column) -> bool:
    """Whether many rows say the same in a column: a word of a list, a yes."""
    return column.of in (Of.CHOICE, Of.YES)


def _columns(table: Table[Any], pairs: Pairs, known: Sequence[int], but: Collection[str]) -> Sequence[Moved]:
    """The columns that list and base both have."""
    assert pairs.line is not None
    columns = pairs.line.base.columns
    found = []
    for each in table.of.visible:
        if each.field in columns and each.field in table.columns and each.field not in but:
            now, was = column_of(table, each.field), columns[each.field]
            rows = [pairs.rows[nth] or 0 for nth in known]
            found.append(Moved(each.field, [now[nth] for nth in known], [was[row] for row in rows]))
    return found


def is_moved(column: Moved, few: int) -> bool:
    """Whether nearly all that is new in a column's cells was in others of them before."""
    changed = [(now, was) for now, was in zip(column.now, column.was, strict=True) if now != was]
    if len(changed) < few:
        return False
    both = Counter(now for now, _was in changed) & Counter(was for _now, was in changed)
    return both.total() >= _MOST * len(changed)


def _owners(
    rows: Sequence[int], now: Sequence[tuple[Cell, ...]], was: Sequence[tuple[Cell, ...]]
) -> list[tuple[int, int]]:
    """Of rows that changed: each with the one whose values it has, where there are as many as have them."""
    owners: defaultdict[tuple[Cell, ...], list[int]] = defaultdict(list)
    for at in reversed(rows):
        owners[was[at]].append(at)
    return [(at, owners[now[at]].pop()) for at in rows if owners.get(now[at])]


def _told(moved: Sequence[Moved], at: int) -> str:
    """The column that shows best whose values a row has: one that is not blank, and differs."""
    differing = [each for each in moved if each.now[at] != each.was[at]]
    return next((each.field for each in differing if each.now[at] is not None), differing[0].field)
