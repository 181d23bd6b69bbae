"""Cells that were collected one by one, laid out as a rectangle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workbook_crm.model.grid import Area
from workbook_crm.model.raw import EPOCH_1900, Cell
from workbook_crm.model.style import CellStyle
from workbook_crm.read.far_cells import far_positions
from workbook_crm.read.format_runs import runs_of_cells
from workbook_crm.read.library import Listed, Loaded
from workbook_crm.read.told import Position, SheetFacts, SheetRead


@dataclass(slots=True)
class SparseSheet:
    """What a parser found on one sheet."""

    name: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    errors: dict[Position, str] = field(default_factory=dict)
    unvalued: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    is_hidden: bool = False
    codes: dict[Position, str] = field(default_factory=dict)
    """Number formats of the cells."""


@dataclass(frozen=True, slots=True)
class SparseSource:
    """A workbook whose sheets were collected cell by cell."""

    collected: tuple[SparseSheet, ...]
    has_macros: bool = False
    is_signed: bool = False
    styles: tuple[CellStyle, ...] = ()
    epoch: date = EPOCH_1900

    @property
    def sheets(self) -> tuple[Listed, ...]:
        return tuple(Listed(each.name, index, each.is_hidden) for index, each in enumerate(self.collected))

    def read(self, sheet: Listed) -> SheetRead:
        """One sheet, without cells that stand far away from the rest. Raises TooFarError."""
        found = self.collected[sheet.index]
        filled = {position: cell for position, cell in found.cells.items() if cell != ""}
        far = far_positions(filled)
        loaded = _laid_out({position: cell for position, cell in filled.items() if position not in far})
        told = SheetFacts(
            found.errors,
            frozenset(found.unvalued),
            frozenset(found.hidden_rows),
            merges=tuple(found.merges),
        )
        return SheetRead(loaded, told, tuple(sorted(far)), formats=runs_of_cells(found.codes))


def _laid_out(cells: Mapping[Position, Cell]) -> Loaded:
    if not cells:
        return Loaded(1, 1, [])
    top, bottom = min(row for row, _ in cells), max(row for row, _ in cells)
    left, right = min(column for _, column in cells), max(column for _, column in cells)
    rows: list[list[Cell]] = [[""] * (right - left + 1) for _ in range(top, bottom + 1)]
    for (row, column), cell in cells.items():
        rows[row - top][column - left] = cell
    return Loaded(top, left, rows)
