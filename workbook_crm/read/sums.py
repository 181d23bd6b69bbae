"""Rows of sums, told from records: by a word such as 合计, or by their figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from workbook_crm.model.columns import NUMERIC, Column, Of
from workbook_crm.read import row_kinds

_TYPED = re.compile(r"^\s*-?\d[\d,]*(?:\.\d+)?\s*$")
NOT_COMMON = NUMERIC | {Of.INTEGER}
"""Kinds of value that a row has of its own, and that a sum may be of."""
_LABEL_COLUMNS = 12
"""A word for a sum stands in one of the first columns."""


def sum_rows(
    cells: Sequence[Sequence[object]], skipped: Collection[int], columns: Sequence[tuple[int, Column | None]]
) -> Iterator[int]:
    """Rows of subtotals and totals, with a word for it or without one."""
    if not cells:
        return
    labels = [c for c, _ in columns[:_LABEL_COLUMNS]]
    heads: dict[int, int] = {}
    for c in reversed(labels):
        heads.update((i, c) for i in row_kinds.total_rows([row[c] for row in cells]))
    for i in sorted(heads):
        if i not in skipped and _is_sum(cells[i], heads[i], columns):
            yield i
    yield from _bare_sums(cells, {*skipped, *heads}, columns)


def _is_sum(row: Sequence[object], head: int, columns: Sequence[tuple[int, Column | None]]) -> bool:
    """Whether a row headed by a word for a sum holds nothing but sums besides, or little that is not one."""
    others = [
        c
        for c, column in columns
        if c != head
        and row[c] != ""
        and not row_kinds.may_be_total(row[c])
        and (row_kinds.is_words(row[c]) if column is None else column.of not in NOT_COMMON)
        and not row_kinds.is_count(row[c])
    ]
    if not others:
        return True
    measured = [c for c, column in columns if column is not None and column.of in NUMERIC]
    figures = [c for c in measured if row[c] != ""]
    missing = any(
        row[c] == "" for c, column in columns if column is not None and column.starred and c != head
    )
    return (
        len(others) <= 2
        and bool(figures)
        and (missing or len(figures) < len(measured))
        and row_kinds.is_exact_total(row[head])
    )


def _bare_sums(
    cells: Sequence[Sequence[object]], skipped: Collection[int], columns: Sequence[tuple[int, Column | None]]
) -> Iterator[int]:
    """Rows of figures without a word, one of them the sum of the rows above, up to the last such row."""
    measured = [c for c, column in columns if column is not None and column.of in NUMERIC]
    worded = [c for c, column in columns if column is None or column.of not in NOT_COMMON]
    if not measured or not worded:
        return
    bare = {i for i, row in enumerate(cells) if row[worded[0]] == "" and all(row[c] == "" for c in worded)}
    if not bare.difference(skipped):
        return
    part, whole = dict.fromkeys(measured, 0.0), dict.fromkeys(measured, 0.0)
    for i, row in enumerate(cells):
        if i in skipped:
            continue
        figures = {c: figure for c in measured if (figure := _figure(row[c]))}
        if figures and i in bare and _is_sum_of(figures, part, whole):
            yield i
            part = dict.fromkeys(measured, 0.0)
            continue
        for c, figure in figures.items():
            part[c] += figure
            whole[c] += figure


def _figure(cell: object) -> float:
    """The number in a cell, be it text as in every .csv; 0 where there is none."""
    if isinstance(cell, str) and _TYPED.match(cell):
        return float(cell.replace(",", ""))
    return cell if isinstance(cell, float) else 0.0


def _is_sum_of(figures: Mapping[int, float], part: Mapping[int, float], whole: Mapping[int, float]) -> bool:
    return any(abs(part[c] - figure) < 0.01 or abs(whole[c] - figure) < 0.01 for c, figure in figures.items())
