"""同上 and other signs by which a cell repeats the one above it."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.columns import Value
from workbook_crm.model.rules.values import DITTO_READ
from workbook_crm.read.noticed import Context, Noticed, noticed
from workbook_crm.read.text import clean_line, shown

_SIGNS = frozenset({"同上", "（同上）", "(同上)", "同上行", "〃", "″", "〞", "''", "ditto", "Ditto"})


def spelled_out(cells: Sequence[object]) -> tuple[Sequence[object], tuple[int, ...]]:
    """The cells with what each sign repeats in its place, and where signs stood that repeat something."""
    if _SIGNS.isdisjoint(cells):
        return cells, ()
    full, where = list(cells), []
    for i, cell in enumerate(cells):
        if cell in _SIGNS and i and full[i - 1] != "" and full[i - 1] not in _SIGNS:
            full[i] = full[i - 1]
            where.append(i)
    return full, tuple(where)


def with_dittos(
    read: list[Value | Noticed], cells: Sequence[object], where: Sequence[int], context: Context
) -> list[Value | Noticed]:
    """What was read, with a word about every cell that repeats another; what was wrong above stays wrong."""
    for i in where:
        value = read[i]
        if isinstance(value, Noticed) and (value.value is None and (value.typed or value.erased)):
            continue
        plain, extra = (value.value, value.extra) if isinstance(value, Noticed) else (value, None)
        above = clean_line(shown(cells[i]))
        read[i] = noticed(DITTO_READ, plain, extra=extra, column=context.column.name, read=above)
    return read
