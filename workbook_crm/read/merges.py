"""Merged areas, cut to where the data is, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.grid import Area
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.rules.headers import COVERED_CELLS
from workbook_crm.read.text import shown
from workbook_crm.read.told import Position


def cut_merges(merges: Iterable[Area], used: Area) -> tuple[tuple[Area, ...], bool]:
    """The merged areas that touch the used range, cut at its end; and whether they overlap: none then.

    A title merged across the whole grid reaches no further than the data. Areas that cover more cells than
    the range has do overlap.
    """
    touching = tuple(_cut(each, used) for each in merges if _common_cells(each, used) > 0)
    if sum(_common_cells(each, used) for each in touching) > _cells(used):
        return (), True
    return touching, False


def without_covered(sheet: RawSheet, file: str) -> tuple[RawSheet, list[Finding]]:
    """The sheet as it looks: only the upper left cell of a merge shows what it holds.

    A note says where another text or number hides under it. Makes covered-cells.
    """
    cells = list(sheet.cells)
    hidden: list[Position] = []
    for area in sheet.merges:
        first = _cell(sheet, area.top, area.left)
        for i in range(
            max(0, area.top - sheet.first_row), min(len(cells), area.bottom - sheet.first_row + 1)
        ):
            left = max(0, area.left - sheet.first_column + (i == area.top - sheet.first_row))
            right = max(left, area.right - sheet.first_column + 1)
            covered = cells[i][left:right]
            if covered.count("") < len(covered):
                cells[i] = [*cells[i][:left], *[""] * len(covered), *cells[i][right:]]
                others = (j for j, cell in enumerate(covered, left) if cell not in ("", first))
                hidden.extend((sheet.first_row + i, sheet.first_column + j) for j in others)
    return replace(sheet, cells=cells), _said(sheet, hidden, file)


def _said(sheet: RawSheet, hidden: Sequence[Position], file: str) -> list[Finding]:
    if not hidden:
        return []
    row, column = hidden[0]
    example = shown(_cell(sheet, row, column))
    return [finding(COVERED_CELLS, Place(file, sheet.name, row, column), example, count=len(hidden))]


def _cell(sheet: RawSheet, row: int, column: int) -> Cell:
    i, j = row - sheet.first_row, column - sheet.first_column
    return sheet.cells[i][j] if 0 <= i < len(sheet.cells) and 0 <= j < len(sheet.cells[i]) else ""


def _cut(merge: Area, used: Area) -> Area:
    return Area(merge.top, merge.left, min(merge.bottom, used.bottom), min(merge.right, used.right))


def _common_cells(merge: Area, used: Area) -> int:
    rows = min(merge.bottom, used.bottom) - max(merge.top, used.top) + 1
    columns = min(merge.right, used.right) - max(merge.left, used.left) + 1
    return max(0, rows) * max(0, columns)


def _cells(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)
