"""What is to become of the rows of one sheet, in the order in which the walk over them asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from workbook_crm.model.marks import Tone, Written
from workbook_crm.model.place import column_letters


class Target(NamedTuple):
    """What is to become of one cell: a value, a fill, or both.

    `style` replaces the cell's own; `beside` takes a new cell's style from its left neighbour.
    """

    column: int
    letters: bytes
    value: Written | None
    tone: Tone | None = None
    style: int | None = None
    beside: bool = False


class ColumnPlan(NamedTuple):
    """Values for one column, by row."""

    column: int
    values: Mapping[int, Written]


class ResultPlan(NamedTuple):
    """The result column at its place; `header_style` is that of the header beside it."""

    column: int
    header_row: int
    header: str
    header_style: int
    cells: Mapping[int, tuple[str, Tone | None]]


class RowPlan(NamedTuple):
    """All that changes inside of the rows of one sheet."""

    fills: Sequence[ColumnPlan] = ()
    tones: Mapping[int, Mapping[int, Tone]] = MappingProxyType({})
    """By row, then by column."""
    result: ResultPlan | None = None
    column_styles: Mapping[int, int] = MappingProxyType({})
    """The style that a new cell takes from its `<col>`."""

    def rows(self) -> list[int]:
        """Every row that something is to be written into, in order."""
        found = set(self.tones)
        for fill in self.fills:
            found.update(fill.values)
        if self.result:
            found.update(self.result.cells)
            found.add(self.result.header_row)
        return sorted(found)

    def targets(self, row: int) -> list[Target]:
        """What is to be written into this row, from left to right."""
        tones = self.tones.get(row, {})
        targets = {column: Target(column, _letters(column), None, tone) for column, tone in tones.items()}
        for result in self._result(row):
            targets[result.column] = result
        for fill in self.fills:
            if row in fill.values:
                column = fill.column
                targets[column] = Target(column, _letters(column), fill.values[row], tones.get(column))
        return [targets[column] for column in sorted(targets)]

    def _result(self, row: int) -> Iterator[Target]:
        plan = self.result
        if plan is None:
            return
        if row == plan.header_row:
            yield Target(plan.column, _letters(plan.column), plan.header, None, plan.header_style)
        elif row in plan.cells:
            text, tone = plan.cells[row]
            yield Target(plan.column, _letters(plan.column), text, tone, None, True)


def _letters(column: int) -> bytes:
    return column_letters(column).encode()
