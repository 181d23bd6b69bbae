"""A table's cells and totals in the words of a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, ReportTable, Unit
from workbook_crm.model.words import say
from workbook_crm.report.months import percent


def cell_in_words(cell: Cell, unit: Unit, language: Language, digits: int) -> str:
    """A cell as a page shows it, amounts with so many decimals; empty for a blank one."""
    if cell is None or cell == "":
        return ""
    if unit is Unit.PERCENT and isinstance(cell, Decimal):
        return percent(cell)
    if unit is Unit.MONEY and isinstance(cell, int | Decimal):
        return f"{cell:,.{digits}f}"
    return f"{cell:,}" if isinstance(cell, int) else say(cell, language)


def row_in_words(table: ReportTable, row: Sequence[Cell], columns: Sequence[int], language: Language) -> str:
    """Some cells of a row, in one line: `叉车 · 3吨`."""
    texts = [cell_in_words(row[nth], table.columns[nth].unit, language, table.digits) for nth in columns]
    return " ".join(" · ".join(filter(None, texts)).split())


def amount_in_words(amount: Decimal, digits: int) -> str:
    """An amount on a list, as short as it can be: without decimals where they are all zero."""
    return f"{amount:,.{digits if amount % 1 else 0}f}"


def column_total(table: ReportTable, column: int) -> int | Decimal | None:
    """The sum of a column's figures; None where it is not summed, or has none."""
    figures = [cell for row in table.rows if isinstance(cell := row[column], int | Decimal)]
    return sum(figures) if figures and table.columns[column].is_summed else None


def totals_in_words(table: ReportTable, language: Language) -> Sequence[str] | None:
    """The line of totals; None where no column is summed."""
    if not table.rows or not any(column.is_summed for column in table.columns):
        return None
    return [
        cell_in_words(column_total(table, nth), column.unit, language, table.digits)
        for nth, column in enumerate(table.columns)
    ]
