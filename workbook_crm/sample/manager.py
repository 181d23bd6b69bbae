"""The manager's workbook: catalog, staff and lists, tidy and without surprises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.language import Language
from workbook_crm.model.sheets import CATALOG, CHOICES, STAFF
from workbook_crm.sample.layout import WIDTHS
from workbook_crm.sample.slips import Row
from workbook_crm.write_back.drawing import MONEY_FORMAT, Ink, Workbook, Worksheet, drawn, write_cell

_HEADER = {
    "bold": True,
    "bg_color": "#1F4E79",
    "font_color": "#FFFFFF",
    "border": 1,
    "border_color": "#BFBFBF",
}
_FORMATS: Mapping[Of, str] = {Of.PRICE: MONEY_FORMAT, Of.MONEY: MONEY_FORMAT, Of.RATE: "0%"}


def manager_workbook(rows: Mapping[str, Sequence[Row]], language: Language, today: date) -> bytes:
    """The catalog, staff and lists of a dealership, each on its own sheet with its own name."""

    def draw(book: Workbook) -> None:
        ink = Ink(book)
        for each in (CATALOG, STAFF, CHOICES):
            _draw(book.add_worksheet(each.title(language)), each.visible, rows[each.kind], language, ink)

    return drawn(draw, today)


def _draw(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], language: Language, ink: Ink
) -> None:
    for position, column in enumerate(columns):
        star = "*" if column.starred else ""
        sheet.write_string(0, position, column.name[language] + star, ink.of(**_HEADER))
        sheet.set_column(position, position, WIDTHS.get(column.of, 11))
        look = {"num_format": _FORMATS[column.of]} if column.of in _FORMATS else {}
        for at, row in enumerate(rows, 1):
            write_cell(sheet, at, position, row.get(column.field, ""), ink, **look)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
