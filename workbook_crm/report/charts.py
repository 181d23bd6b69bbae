"""Bar charts of tables as SVG: readable at any width, in grey, and to a screen reader. No script."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbook_crm.model.language import Language
from workbook_crm.model.report import MOST_BARS, Cell, ReportTable
from workbook_crm.report.figures import row_in_words

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
    rows, value = list(table.rows[:MOST_BARS]), table.chart.values
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
    value = table.chart.values
    told = [
        [row_in_words(table, row, columns, language) for columns in (table.chart.labels, (value,))]
        for row in rows
    ]
    import drawsvg as svg  # takes 50 ms, which a command without charts need not wait for

    height = len(rows) * (_LINE + _BAR + _GAP)
    asked = {"class": "chart", "role": "img", "aria-labelledby": f"{anchor}-chart", "viewBox": None}
    chart = svg.Drawing("100%", height, **asked)
    name = table.columns[value].name[language]
    listed = "; ".join(f"{what} {figure}" for what, figure in told)
    chart.append(svg.Title(f"{table.title[language]}, {name}: {listed}", id=f"{anchor}-chart"))
    longest = max(amount(row[value]) for row in rows)
    for nth, (row, (what, figure)) in enumerate(zip(rows, told, strict=True)):
        top = nth * (_LINE + _BAR + _GAP)
        width = float(round(amount(row[value]) / longest * _WIDEST_PERCENT, 2))
        chart.append(svg.Text(what, None, 0, top + _LINE - 4))
        chart.append(svg.Rectangle(0, top + _LINE, f"{width}%", _BAR))
        at = f"{width + 1}%", top + _LINE + _BAR - 3
        chart.append(svg.Text(figure, None, *at, class_="figure"))
    return str(chart.as_svg(header=""))
