"""Colours, number formats and widths of the workbooks that people keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbook_crm.model.brand import OUR_COLOUR, Look
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.language import Language
from workbook_crm.write_back.drawing import DATE_FORMAT
from workbook_crm.write_back.shown import Shown, shown_width

FONTS: Mapping[Language, str] = {Language.ZH: "Microsoft YaHei", Language.EN: "Calibri"}
PORTRAIT_WIDTH = 110
"""Columns that together are wider than this print on landscape paper."""
LEGIBLE_WIDTH = 250
"""What still can be read on one sheet of landscape paper."""
GREY, LINE = "#8C8C8C", "#D0D7DE"
RED, AMBER, BLUE, GREEN = "#F8C8BB", "#FAEBA3", "#D3EBF3", "#DBEFDC"
"""Light enough for black text on a grey print; near our marks' tones, and not the same."""
STAMP = {"font_size": 7, "font_color": "#A6A6A6", "valign": "top"}
TABLE_STYLE = "Table Style Light 1"
TAB_GUIDE, TAB_OWN, TAB_MANAGER = "#70AD47", OUR_COLOUR, "#A6A6A6"

HEADER = {
    "bold": True,
    "valign": "vcenter",
    "text_wrap": True,
    "locked": False,
    "border": 1,
    "border_color": "#FFFFFF",
}
COMPUTED = {**HEADER, "font_color": "#FFFFFF", "bg_color": GREY, "italic": True}

_CELL = {"valign": "top", "border": 1, "border_color": LINE}
LONG = frozenset({"content", "plan", "remark", "summary", "address"})
"""Columns of whole sentences: they wrap."""
_TEXT, _MONEY = "@", "#,##0.00_ "
_NUMBER_FORMATS: Mapping[Of, str] = {
    Of.MONEY: _MONEY,
    Of.PRICE: _MONEY,
    Of.QUANTITY: "General",
    Of.INTEGER: "0",
    Of.YEAR: "0",
    Of.RATE: "0.0%",
    Of.DISCOUNT: "0.0%",
    Of.DATE: DATE_FORMAT,
    Of.MOMENT: DATE_FORMAT,
}
"""Kinds that are not listed are text, so that 1-10 stays 1-10 and 00123 stays 00123."""
_ALIGNED = {Of.YEAR: "center", Of.YES: "center", Of.DATE: "center", Of.MOMENT: "center"}

_WIDTHS: Mapping[Of, float] = {
    Of.TEXT: 18, Of.NAME: 22, Of.PHONE: 17, Of.MAIL: 24, Of.NUMBER: 13, Of.CODE: 15, Of.VIN: 22, Of.MONEY: 15,
    Of.PRICE: 14, Of.QUANTITY: 10, Of.INTEGER: 10, Of.RATE: 11, Of.DISCOUNT: 11, Of.DATE: 14, Of.MOMENT: 18,
    Of.YEAR: 9, Of.CHOICE: 13, Of.YES: 10, Of.REFERENCE: 28, Of.PERSON: 11, Of.SHARES: 18,
}  # fmt: skip
_OWN_WIDTHS: Mapping[str, float] = {
    "content": 48, "plan": 28, "remark": 32, "summary": 30, "address": 30, "unit": 8, "gender": 8,
    "aliases": 40, "product": 32, "spec": 26, "size": 12, "priority": 13,
}  # fmt: skip
_FILTER_BUTTON, _WIDEST = 3.5, 42.0


def number_format(column: Column) -> str:
    """How Excel shows the column's values."""
    return _NUMBER_FORMATS.get(column.of, _TEXT)


def cell_look(column: Column) -> dict[str, Any]:
    """The format of a column's cells; only computed ones are locked."""
    look: dict[str, Any] = {"num_format": number_format(column), "locked": column.computed, **_CELL}
    if column.computed:
        look |= {"font_color": "#404040", "bg_color": "#F2F2F2"}
    if column.field in LONG:
        look["text_wrap"] = True
    if column.of in _ALIGNED:
        look["align"] = _ALIGNED[column.of]
    return look


def required_look(look: Look) -> dict[str, Any]:
    """Of a required column's header: the cell's text is the plain name, the format shows the star."""
    return {**HEADER, "font_color": look.on_colour, "bg_color": look.colour, "num_format": '@"*"'}


def optional_look(look: Look) -> dict[str, Any]:
    """Of an optional column's header: a lighter shade."""
    return {**HEADER, "font_color": Look(colour=look.bar).on_colour, "bg_color": look.bar}


def header_look(column: Column, look: Look) -> dict[str, Any]:
    """Required, optional and computed columns are told apart by their header."""
    if column.computed:
        return COMPUTED
    return required_look(look) if column.starred else optional_look(look)


def width(column: Column, language: Language, values: Iterable[Shown] = ()) -> float:
    """Wide enough for usual and given values, and for the header with its filter button, in Excel's unit."""
    header = shown_width(column.name[language]) * 1.1 + column.starred + _FILTER_BUTTON
    longest = max((shown_width(each) + 1.5 for each in values if isinstance(each, str)), default=0.0)
    usual = _OWN_WIDTHS.get(column.field, _WIDTHS.get(column.of, 14))
    return max(usual, min(header, 22), min(longest, _WIDEST))
