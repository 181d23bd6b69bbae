"""Bar charts of tables as SVG: readable at any width, in grey, and to a screen reader. No script."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from xml.etree import ElementTree as Xml

from workbook_crm.model.language import Language
from workbook_crm.model.report import MOST_BARS, Cell, ReportTable
from workbook_crm.report.figures import cell_in_words

_LINE, _BAR, _GAP = 16, 14, 8
"""Pixels of a bar's label, of the bar, and between two of them."""
_WIDEST_PERCENT = 72
"""Of the longest bar: the value stands to the right of it."""
_LEAST_BARS = 3
"""Fewer are read faster in the table."""


def bars_of(table: ReportTable) -> Sequence[Sequence[Cell]]:
    """The rows that a table's chart shows, without those at the end that have nothing; none for too few."""
    if table.chart is None:
        return ()
    rows, value = list(table.rows[:MOST_BARS]), table.chart[1]
    while rows and not table.is_over_time and not amount(rows[-1][value]):
        rows.pop()
    return rows if sum(amount(row[value]) > 0 for row in rows) >= _LEAST_BARS else ()


def amount(cell: Cell) -> Decimal:
    """A figure as a bar shows it; nothing for a blank one, and for less than nothing."""
    return max(Decimal(0), Decimal(cell)) if isinstance(cell, int | Decimal) else Decimal(0)


def chart_of(table: ReportTable, anchor: str, language: Language) -> str | None:
    """The chart as SVG for a page; None where the table has none. Every text in it is escaped."""
    rows = bars_of(table)
    if not rows or table.chart is None:
        return None
    value = table.chart[1]
    longest = max(amount(row[value]) for row in rows)
    chart = Xml.Element(
        "svg",
        {
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{anchor}-chart",
            "width": "100%",
            "height": str(len(rows) * (_LINE + _BAR + _GAP)),
        },
    )
    told = [
        [cell_in_words(row[nth], table.columns[nth].unit, language) for nth in table.chart] for row in rows
    ]
    name = table.columns[value].name[language]
    listed = "; ".join(f"{what} {figure}" for what, figure in told)
    _element(chart, "title", {"id": f"{anchor}-chart"}, f"{table.title[language]}, {name}: {listed}")
    for nth, (row, (what, figure)) in enumerate(zip(rows, told, strict=True)):
        top = nth * (_LINE + _BAR + _GAP)
        width = float(round(amount(row[value]) / longest * _WIDEST_PERCENT, 2))
        _element(chart, "text", {"x": "0", "y": str(top + _LINE - 4)}, what)
        size = {"width": f"{width}%", "height": str(_BAR)}
        _element(chart, "rect", {"x": "0", "y": str(top + _LINE), **size})
        place = {"x": f"{width + 1}%", "y": str(top + _LINE + _BAR - 3), "class": "figure"}
        _element(chart, "text", place, figure)
    return Xml.tostring(chart, encoding="unicode")


def _element(parent: Xml.Element, name: str, attributes: dict[str, str], text: str | None = None) -> None:
    Xml.SubElement(parent, name, attributes).text = text
