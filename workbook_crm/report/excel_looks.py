"""Fonts, colours and number formats of a report workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.model.brand import Look
from workbook_crm.model.report import Cell, Unit

_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.NUMBER: "#,##0.##",
    Unit.PERCENT: "0%",
    Unit.DATE: "yyyy-mm-dd",
    Unit.TEXT: "@",
}
_WHOLE = "#,##0"
"""Of a quantity without decimals: the format of others would show a point and nothing after it."""
_AWAY = {"align": "left", "indent": 1}
"""Text keeps away from a figure in the column before it; not all figures would LibreOffice indent."""
_WORDS = {"text_wrap": True, **_AWAY}
MOST_LINKS = 60_000
"""Excel takes 65,530 links a sheet."""
_SOFT, _LINK = "#5A6B80", "#0B4AA2"


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook."""

    title: Any
    note: Any
    aside: Any
    """A note that is not wrapped."""
    header: Any
    number_header: Any
    link: Any
    tile: Any
    tile_name: Any
    cells: dict[Unit, Any]
    followed: dict[Unit, Any]
    """Of figures that lead to their rows."""
    totals: dict[Unit, Any]
    whole: Any
    whole_followed: Any
    line: Any
    """A cell of a long list: one line high, whatever it holds."""
    line_link: Any

    def of(self, cell: Cell, unit: Unit, *, leads: bool) -> Any:
        """The format of a cell; `leads`: to what is behind it."""
        if unit is Unit.NUMBER and isinstance(cell, int | Decimal) and cell == int(cell):
            return self.whole_followed if leads else self.whole
        return (self.followed if leads else self.cells)[unit]


def money_format(digits: int) -> str:
    """The number format of an amount with so many decimals."""
    return f"#,##0.{'0' * digits}" if digits else "#,##0"


def write_cell(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    """Text as text, figures and days as such, a blank cell blank."""
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look)
    else:
        sheet.write_string(row, column, cell, look)


def looks_of(workbook: Any, look: Look, digits: int) -> Looks:
    """The formats in the dealership's colours, for amounts with so many decimals."""
    formats = {**_FORMATS, Unit.MONEY: money_format(digits)}

    def made(**more: Any) -> Any:
        return workbook.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **more})

    ruled = {"border": 1, "border_color": look.rule}
    head = {
        "bold": True,
        "font_color": look.on_colour,
        "bg_color": look.colour,
        "text_wrap": True,
        "valign": "vcenter",
        **ruled,
    }
    cell = {
        unit: {"num_format": code, **(_WORDS if unit is Unit.TEXT else {}), **ruled}
        for unit, code in formats.items()
    }
    whole = {"num_format": _WHOLE, **ruled}
    return Looks(
        title=made(bold=True, font_size=15, font_color=look.ink),
        note=made(font_color=_SOFT, text_wrap=True),
        aside=made(font_color=_SOFT),
        header=made(**head, **_AWAY),
        number_header=made(align="right", **head),
        link=made(font_color=_LINK, underline=1),
        tile=made(bold=True, font_size=14, font_color=look.ink, align="left", bg_color=look.pale),
        tile_name=made(font_color=_SOFT, bg_color=look.pale, text_wrap=True),
        cells={unit: made(**each) for unit, each in cell.items()},
        followed={unit: made(**each, font_color=_LINK) for unit, each in cell.items()},
        totals={unit: made(bold=True, bg_color=look.pale, **each) for unit, each in cell.items()},
        whole=made(**whole),
        whole_followed=made(**whole, font_color=_LINK),
        line=made(num_format="@", **_AWAY, **ruled),
        line_link=made(num_format="@", font_color=_LINK, underline=1, **_AWAY, **ruled),
    )
