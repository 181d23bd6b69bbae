"""What is to become of the rows of one sheet, in the order in which the walk over them asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from workbook_crm.model.marks import Tone, Written
from workbook_crm.model.named_tuple import NamedTuple


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
