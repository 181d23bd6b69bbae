"""What a walk over the records of a binary sheet, of an .xls or an .xlsb, finds out about its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_crm.model.style import PLAIN_PAPER, ColumnStyle, Paper, RowStyle, SheetStyle
from workbook_crm.read.cell_styles import CellStyles

_USUAL_WIDTH, _PADDING = 8, 5 / 7
"""In characters; Excel adds five pixels of seven."""


@dataclass(slots=True)
class SheetLook:
    """Filled in record by record."""

    cells: CellStyles
    columns: list[ColumnStyle] = field(default_factory=list)
    rows: dict[int, RowStyle] = field(default_factory=dict)
    default_width: float = 0.0
    default_height: float = 0.0
    panes: tuple[int, int] = (0, 0)
    is_frozen: bool = False
    gridlines: bool = True
    paper: Paper = PLAIN_PAPER
    is_fitted: bool = False
    """Whether the sheet is fitted to pages; if not, what `paper` says of that is idle."""

    def style(self, notes: Mapping[tuple[int, int], str]) -> SheetStyle:
        """All that was found, with the sender's notes by (row, column)."""
        return SheetStyle(
            self.cells.rows(),
            tuple(self.columns),
            self.rows,
            self.default_width,
            self.default_height,
            self.panes if self.is_frozen else (0, 0),
            self.gridlines,
            notes,
            self.paper if self.is_fitted else self.paper._replace(fit=None),
        )


def usual_width(characters: int) -> float:
    """The width of columns that say none, from what the sheet says of it; 0 where that is Excel's own."""
    return characters + _PADDING if characters != _USUAL_WIDTH else 0.0
