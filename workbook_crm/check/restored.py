"""Rows put together again where some columns were sorted without the others, and all that is there agrees.

What moved went along together: a name and its phone, say. So the cells that moved tell which row they are
of, by what the base says there, and the columns that stayed bear witness. Where anything is left over,
nothing is offered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from workbook_crm.check.apart import Moved, is_moved
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import KEPT, Pairs, column_of, columns_in

_FEW = 3
_WITNESSES = 3
"""Columns that tell rows apart, numbers included: of two that contradict each other none is a witness."""
_FITS = 0.8
"""So many of the rows that moved must be as the base has them, in every column: others were edited."""


class Order(NamedTuple):
    """How the rows of a table belong together."""

    sources: tuple[int, ...]
    """For each row, from 0, the one in which the cells of the moved columns stand that are its own."""
    fields: frozenset[str]
    """The columns that moved: fields, or `KEPT` and headers."""


def order_of(table: Table[Any], pairs: Pairs, known: Sequence[int]) -> Order | None:
    """How the rows belong together; None where that is not certain. A number stays where it is."""
    columns = [each for each in _columns(table, pairs, known) if each.field != "number"]
    moved = [each for each in columns if is_moved(each, _FEW)]
    sources = _sources(moved, len(known)) if moved else None
    if sources is None:
        return None
    turned = [at for at, source in enumerate(sources) if at != source]
    which = [_went(each, sources, turned) for each in columns]
    stayed = [
        each for each, went in zip(columns, which, strict=True) if went is False and _varies(each, turned)
    ]
    fields = frozenset(each.field for each, went in zip(columns, which, strict=True) if went)
    witnesses = len(fields) + len(stayed) + _has_numbers(table, pairs)
    if "?" in which or witnesses < _WITNESSES:
        return None
    of_all = list(range(len(table.rows)))
    for at, source in enumerate(sources):
        of_all[known[at]] = known[source]
    return Order(tuple(of_all), fields)


def _has_numbers(table: Table[Any], pairs: Pairs) -> bool:
    return pairs.line is not None and "number" in table.columns and "number" in pairs.line.base.columns


def put_in_order(table: Table[Any], order: Order) -> Table[Any]:
    """The table with every cell in the row that it belongs to."""
    rows = (
        _joined(row, table.rows[source], order.fields) if nth != source else row
        for nth, (row, source) in enumerate(zip(table.rows, order.sources, strict=True))
    )
    return replace(table, rows=tuple(rows))


def _columns(table: Table[Any], pairs: Pairs, known: Sequence[int]) -> list[Moved]:
    """The columns that list and base both have: what each known row says, and what it said."""
    assert pairs.line is not None
    base, found = pairs.line.base.columns, []
    rows = [pairs.rows[nth] or 0 for nth in known]
    for name in columns_in(table):
        if name in base:
            now, was = column_of(table, name), base[name]
            found.append(Moved(name, [now[nth] for nth in known], [was[row] for row in rows]))
    return found


def _sources(moved: Sequence[Moved], count: int) -> list[int] | None:
    """For each row the one that says what it said before; None where not every row has one of its own."""
    now = list(zip(*(each.now for each in moved), strict=True))
    was = list(zip(*(each.was for each in moved), strict=True))
    found: dict[int, int] = {at: at for at in range(count) if now[at] == was[at]}
    _match(found, now, was)
    for each in moved:  # of a row that was edited too, what is nobody else's tells
        _match(found, each.now, each.was, only_once=True)
    left, free = sorted(set(range(count)) - found.keys()), set(range(count)) - set(found.values())
    if len(left) == 1:
        found[left[0]] = free.pop()
    return [found[at] for at in range(count)] if len(found) == count else None


def _match(
    found: dict[int, int], now: Sequence[object], was: Sequence[object], *, only_once: bool = False
) -> None:
    """Gives each row without a source one that says so; `only_once`: where no other row says or said so."""
    free = set(range(len(now))) - set(found.values())
    saying: defaultdict[object, list[int]] = defaultdict(list)
    said: defaultdict[object, list[int]] = defaultdict(list)
    for at in sorted(free, reverse=True):
        saying[now[at]].append(at)
    for at in range(len(was)):
        if at not in found:
            said[was[at]].append(at)
    for value, rows in said.items():
        here = saying.get(value, [])
        if value is None or (only_once and (len(rows) > 1 or len(here) > 1)):
            continue
        found.update(zip(rows, reversed(here), strict=False))


def _went(column: Moved, sources: Sequence[int], turned: Sequence[int]) -> bool | str:
    """Whether a column went with those that moved; `?` where it fits neither way, or both."""
    own = sum(column.now[at] == column.was[at] for at in turned)
    moved = sum(column.now[sources[at]] == column.was[at] for at in turned)
    is_alike = all(column.now[at] == column.now[sources[at]] for at in turned)
    if is_alike:
        return False
    if own == moved or max(own, moved) < _FITS * len(turned):
        return "?"
    return moved > own


def _varies(column: Moved, turned: Sequence[int]) -> bool:
    return len({column.now[at] for at in turned}) > 1


def _joined(row: Sourced[Any], source: Sourced[Any], fields: frozenset[str]) -> Sourced[Any]:
    """A row with the cells of the moved columns from another."""
    values: dict[str, Any] = {
        name: getattr(source.record, name) for name in fields if not name.startswith(KEPT)
    }
    headers = {name.removeprefix(KEPT) for name in fields if name.startswith(KEPT)}
    if headers:
        values["extra"] = _both(row.record.extra, source.record.extra, headers)
    erased = (row.erased - fields) | (source.erased & fields)
    return Sourced(with_values(row.record, values), row.row, erased, _both(row.typed, source.typed, fields))


def _both(
    own: Sequence[tuple[str, str]], moved: Sequence[tuple[str, str]], names: frozenset[str] | set[str]
) -> tuple[tuple[str, str], ...]:
    """Pairs by name: those of `names` from where they moved to, the others as they are."""
    return (*(each for each in own if each[0] not in names), *(each for each in moved if each[0] in names))
