"""Figures by group: each column of a report made from the rows that it counts, then put side by side.

A measure takes a frame (`report.frames`) of just the rows that count, and the field, or fields, to group them
by. It gives a series with a figure a group, which can be followed to the group's rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

import pandas as pd

from workbook_crm.model.language import Name
from workbook_crm.model.report import Cell, TableColumn, followed, told_by, trace_of, traced
from workbook_crm.report.months import NOTHING, marked

By = str | list[str]
_TENTH = Decimal("0.1")


def counts(rows: pd.DataFrame, by: By) -> pd.Series:
    """How many rows, to be followed to their records."""
    numbers = list(rows["number"])
    return by_group(rows, by, lambda at: followed(len(at), (numbers[nth] for nth in at)))


def sums(rows: pd.DataFrame, by: By) -> pd.Series:
    """What the amounts come to, to be followed to their records."""
    numbers, amounts = list(rows["number"]), list(rows["amount"])
    return by_group(
        rows, by, lambda at: followed(sum((amounts[n] for n in at), NOTHING), (numbers[n] for n in at))
    )


def told_counts(rows: pd.DataFrame, by: By, field: str, column: TableColumn) -> pd.Series:
    """How many rows, each told with a field of its own."""
    return _told_by_rows(rows, by, field, column, len)


def told_sums(rows: pd.DataFrame, by: By, field: str, column: TableColumn) -> pd.Series:
    """What a field comes to, each row told with its part."""
    return _told_by_rows(rows, by, field, column, lambda parts: sum(parts, NOTHING))


def averages(rows: pd.DataFrame, by: By, field: str, column: TableColumn) -> pd.Series:
    """What a field with whole numbers is on average, to a tenth, each row told with its part."""
    return _told_by_rows(rows, by, field, column, _average)


def medians(rows: pd.DataFrame, by: By, field: str, column: TableColumn) -> pd.Series:
    """What a field with whole numbers is in the middle, rounded to one, each row told with its part."""
    return _told_by_rows(rows, by, field, column, lambda parts: round(median(parts)))


def shares(rows: pd.DataFrame, by: By, mark: str, of: Name) -> pd.Series:
    """The share of the rows that a field marks, to be followed to all of them, the marked ones first."""
    marks = _told(rows, mark)
    return by_group(rows, by, lambda at: marked((marks[nth] for nth in at), of))


def wholes(shares: pd.Series) -> pd.Series:
    """How many rows each share was taken of, to be followed to the same rows with the same marks."""
    traces = [trace_of(each) for each in shares]
    return pd.Series([traced(len(each.numbers), each) for each in traces], index=shares.index, dtype=object)


def by_group(rows: pd.DataFrame, by: By, figure: Callable[[list[int]], Cell]) -> pd.Series:
    """A figure a group, made from the positions of its rows; by the group that comes first."""
    positions = rows.assign(at=range(len(rows))).groupby(by, sort=False)["at"].agg(list)
    return pd.Series([figure(at) for at in positions], index=positions.index, dtype=object)


def side_by_side(
    columns: Mapping[str, pd.Series],
    *,
    groups: Iterable[str] | None = None,
    unknown: Collection[str] = (),
) -> pd.DataFrame:
    """Measures as the columns of one table, a row a group: of these groups, else of all that one of them has.

    Where a group has no rows a figure is 0, and of the `unknown` columns missing.
    """
    table = pd.DataFrame(columns, dtype=object)
    if groups is not None:
        table = table.reindex(pd.Index(groups, dtype=object))
    zeros = [name for name in columns if name not in unknown]
    return table.fillna(dict.fromkeys(zeros, 0))


def by_name(table: pd.DataFrame) -> pd.DataFrame:
    """Groups by name, what belongs to nobody last."""
    return table.loc[sorted(table.index, key=lambda name: (not name, name))]


def rows_of(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """(group, cells of its columns) of each row; None where a cell is missing."""
    cells = table.astype(object)
    return cells.where(cells.notna(), None).itertuples(name=None)


def _average(parts: Sequence[int]) -> Decimal:
    return (Decimal(sum(parts)) / len(parts)).quantize(_TENTH, ROUND_HALF_UP)


def _told_by_rows(
    rows: pd.DataFrame, by: By, field: str, column: TableColumn, figure: Callable[[list[Any]], int | Decimal]
) -> pd.Series:
    """What is figured from a field, each row told with its part."""
    told = _told(rows, field)

    def traced_figure(at: list[int]) -> Cell:
        parts = [told[nth] for nth in at]
        return told_by(figure([part for _number, part in parts]), parts, column)

    return by_group(rows, by, traced_figure)


def _told(rows: pd.DataFrame, field: str) -> list[tuple[str, Any]]:
    """(number, what its row tells); a day as a date."""
    told = rows[field].dt.date if pd.api.types.is_datetime64_dtype(rows[field]) else rows[field]
    return list(zip(rows["number"], told, strict=True))
