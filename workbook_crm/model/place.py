"""Where something stands in a workbook, named as Excel names it."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS, cell_name, column_letters, column_number

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Place", "cell_name", "column_letters", "column_number"]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a sheet, a row or a cell: as exact as is known. Rows and columns are 1-based."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        """`D7`, or None where the place is not a single cell."""
        if self.row is None or self.column is None:
            return None
        return cell_name(self.row, self.column)

    def __str__(self) -> str:
        if self.sheet is None:
            return self.file
        if self.cell is not None:
            return f"{self.sheet}!{self.cell}"
        return self.sheet if self.row is None else f"{self.sheet}!{self.row}"
