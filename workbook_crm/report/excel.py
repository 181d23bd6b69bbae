"""Report tables as a workbook: a sheet each, native charts, filters, live totals, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import column_letters
from workbook_crm.model.report import MOST_BARS, Cell, ReportTable, Unit
from workbook_crm.report.heights import LINE, row_height

_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.NUMBER: "#,##0.##",
    Unit.MONEY: "#,##0.00",
    Unit.PERCENT: "0%",
    Unit.DATE: "yyyy-mm-dd",
    Unit.TEXT: "@",
}
_CONTENTS = Name("目录", "Contents")
_TOTAL = Name("合计", "Total")
_MADE = Name("截至 {day}", "As of {day}")
_INK, _PALE, _RULE = "#1F3A5F", "#E8EEF6", "#B8C4D6"
_HEADER_ROW = 3
"""Of each table, from 0; above it stand title, note, and a blank row."""


@dataclass(frozen=True)
class _Looks:
    """The formats of one workbook."""

    title: Any
    note: Any
    header: Any
    link: Any
    cells: dict[Unit, Any]
    totals: dict[Unit, Any]


def report_workbook(tables: Sequence[ReportTable], language: Language, day: date) -> bytes:
    """The reports of a day as .xlsx; the same tables give the same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": datetime(day.year, day.month, day.day)})
        looks = _looks(workbook)
        contents = workbook.add_worksheet(_CONTENTS[language])
        for table in tables:
            _sheet(workbook, workbook.add_worksheet(table.title[language]), table, looks, language)
        _list_contents(contents, tables, looks, language, day)
    return buffer.getvalue()


def _looks(workbook: Any) -> _Looks:
    def look(**more: Any) -> Any:
        return workbook.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **more})

    ruled = {"border": 1, "border_color": _RULE}
    return _Looks(
        title=look(bold=True, font_size=15, font_color=_INK),
        note=look(font_color="#5A6B80", text_wrap=True),
        header=look(bold=True, font_color="#FFFFFF", bg_color=_INK, text_wrap=True, **ruled),
        link=look(font_color="#1155CC", underline=1),
        cells={
            unit: look(num_format=code, text_wrap=unit is Unit.TEXT, **ruled)
            for unit, code in _FORMATS.items()
        },
        totals={
            unit: look(num_format=code, bold=True, bg_color=_PALE, **ruled) for unit, code in _FORMATS.items()
        },
    )


def _list_contents(
    sheet: Any, tables: Sequence[ReportTable], looks: _Looks, language: Language, day: date
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 36)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, _CONTENTS[language], looks.title)
    sheet.write_string(1, 0, _MADE[language].format(day=day.isoformat()), looks.note)
    for row, table in enumerate(tables, _HEADER_ROW):
        title = table.title[language]
        sheet.write_url(row, 0, f"internal:'{title}'!A1", looks.link, title)


def _sheet(workbook: Any, sheet: Any, table: ReportTable, looks: _Looks, language: Language) -> None:
    last = len(table.columns) - 1
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, table.title[language], looks.title)
    if table.note[language]:
        sheet.merge_range(1, 0, 1, max(last, 1), table.note[language], looks.note)
        sheet.set_row(1, 30)
    for nth, column in enumerate(table.columns):
        sheet.set_column(nth, nth, column.width)
        sheet.write_string(_HEADER_ROW, nth, column.name[language], looks.header)
    formats = [looks.cells[column.unit] for column in table.columns]
    for row, cells in enumerate(table.rows, _HEADER_ROW + 1):
        height = row_height(
            (cell, column.width)
            for cell, column in zip(cells, table.columns, strict=True)
            if isinstance(cell, str)
        )
        if height > LINE:
            sheet.set_row(row, height)
        for nth, cell in enumerate(cells):
            _write(sheet, row, nth, cell, formats[nth])
    bottom = _HEADER_ROW + len(table.rows)
    if table.rows:
        sheet.autofilter(_HEADER_ROW, 0, bottom, last)
        _totals(sheet, table, bottom, looks, language)
        _chart(workbook, sheet, table, bottom, language)
    _print_set_up(sheet)


def _write(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look)
    else:
        sheet.write_string(row, column, cell, look)


def _totals(sheet: Any, table: ReportTable, bottom: int, looks: _Looks, language: Language) -> None:
    if not any(column.is_summed for column in table.columns):
        return
    for nth, column in enumerate(table.columns):
        look = looks.totals[column.unit]
        if column.is_summed:
            values = [row[nth] for row in table.rows]
            total = sum((value for value in values if isinstance(value, int | Decimal)), Decimal(0))
            letters = column_letters(nth + 1)
            area = f"{letters}{_HEADER_ROW + 2}:{letters}{bottom + 1}"
            sheet.write_formula(bottom + 1, nth, f"=SUBTOTAL(109,{area})", look, total)
        else:
            _write(sheet, bottom + 1, nth, _TOTAL[language] if nth == 0 else None, looks.totals[Unit.TEXT])


def _chart(workbook: Any, sheet: Any, table: ReportTable, bottom: int, language: Language) -> None:
    if table.chart is None:
        return
    labels, values = table.chart
    drawn = min(bottom, _HEADER_ROW + MOST_BARS)
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": table.columns[values].name[language],
            "categories": [table.title[language], _HEADER_ROW + 1, labels, drawn, labels],
            "values": [table.title[language], _HEADER_ROW + 1, values, drawn, values],
            "fill": {"color": "#4C78A8"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": table.columns[values].name[language], "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    sheet.insert_chart(bottom + 4, 0, chart, {"x_scale": 1.25})


def _print_set_up(sheet: Any) -> None:
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
