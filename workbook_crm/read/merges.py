"""Merged areas, cut to where the data is, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbook_crm.model.grid import Area
from workbook_crm.model.raw import RawSheet


def cut_merges(merges: Iterable[Area], used: Area) -> tuple[tuple[Area, ...], bool]:
    """The merged areas that touch the used range, cut at its end; and whether they overlap: none then.

    A title merged across the whole grid reaches no further than the data. Areas that cover more cells than
    the range has do overlap.
    """
    touching = tuple(_cut(each, used) for each in merges if _common_cells(each, used) > 0)
    if sum(_common_cells(each, used) for each in touching) > _cells(used):
        return (), True
    return touching, False


def without_covered(sheet: RawSheet) -> RawSheet:
    """The sheet as it looks: only the upper left cell of a merge shows what it holds."""
    if not sheet.merges:
        return sheet
    cells = list(sheet.cells)
    for area in sheet.merges:
        for i in range(
            max(0, area.top - sheet.first_row), min(len(cells), area.bottom - sheet.first_row + 1)
        ):
            left = max(0, area.left - sheet.first_column + (i == area.top - sheet.first_row))
            right = area.right - sheet.first_column + 1
            if any(cell != "" for cell in cells[i][left:right]):
                row = list(cells[i])
                row[left:right] = [""] * len(row[left:right])
                cells[i] = row
    return replace(sheet, cells=cells)


def _cut(merge: Area, used: Area) -> Area:
    return Area(merge.top, merge.left, min(merge.bottom, used.bottom), min(merge.right, used.right))


def _common_cells(merge: Area, used: Area) -> int:
    rows = min(merge.bottom, used.bottom) - max(merge.top, used.top) + 1
    columns = min(merge.right, used.right) - max(merge.left, used.left) + 1
    return max(0, rows) * max(0, columns)


def _cells(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)
