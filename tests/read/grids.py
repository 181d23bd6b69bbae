"""Raw workbooks written as tables in the text of a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.grid import Area
from workbook_crm.model.raw import Cell, Format, RawSheet, RawWorkbook
from workbook_crm.model.settings import Settings, Trade
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.read.rows import read_rows

TODAY = date(2026, 11, 23)
WORDS = vocabulary(Settings())
OPENING = Settings(trade=Trade(lines_open_opportunities=True))
"""Of a house whose lines open deals: journals of orders are read as lines."""


def grid(text: str) -> list[list[Cell]]:
    """Rows of `| a | b |`; a blank line is a blank row; `=12.5` is a number, anything else text."""
    rows = [_cells(line) for line in text.strip("\n").splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(line: str) -> list[Cell]:
    if not line.strip():
        return []
    return [_cell(each.strip()) for each in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _cell(text: str) -> Cell:
    return float(text[1:]) if text.startswith("=") else text


def sheet(name: str, cells: str | Sequence[Sequence[Cell]], **facts: Any) -> RawSheet:
    """A sheet whose used range begins at A1."""
    return RawSheet(name, 1, 1, grid(cells) if isinstance(cells, str) else cells, **facts)


def merged(area: str) -> Area:
    """`A2:A4` as an area."""
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(area)
    return Area(top, left, bottom, right)


def read(
    *sheets: RawSheet, name: str = "book.xlsx", settings: Settings | None = None
) -> tuple[Batch, Findings]:
    """The batch of a workbook with these sheets, and its findings."""
    chosen = settings or Settings()
    words = WORDS if settings in (None, OPENING) else vocabulary(chosen)
    return read_rows(RawWorkbook(name, Format.XLSX, tuple(sheets)), words, chosen, TODAY)


def read_one(name: str, cells: str | Sequence[Sequence[Cell]], **facts: Any) -> tuple[Table[Any], Findings]:
    """The only table of a workbook with one sheet, and the findings."""
    batch, findings = read(sheet(name, cells, **facts))
    (table,) = batch.tables
    return table, findings


def values(row: Sourced[Any]) -> dict[str, Any]:
    """What a record says, without its blanks."""
    record = row.record
    return {
        name: getattr(record, name)
        for name in type(record).__dataclass_fields__
        if getattr(record, name) not in (None, ())
    }


def codes(findings: Sequence[Finding]) -> list[str]:
    """The rules that apply, in the order found."""
    return [each.rule.code for each in findings]


def accounted(table: Table[Any]) -> bool:
    """Whether every row of the table is accounted for."""
    return table.row_count == len(table.rows) + len(table.held) + table.empty + table.subtotal
