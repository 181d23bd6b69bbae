"""One report table on a sheet of its own: header with filters, totals as formulas, chart, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any
from urllib.parse import quote

from workbook_crm.model.brand import Look
from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import column_letters
from workbook_crm.model.report import Cell, FileCount, FileLink, ReportTable, TableColumn, Unit
from workbook_crm.report.charts import bars_of
from workbook_crm.report.excel_looks import MOST_LINKS, Looks, write_cell
from workbook_crm.report.excel_rows import BEHIND
from workbook_crm.report.figures import cell_in_words, column_total, row_in_words
from workbook_crm.report.followed import Followed
from workbook_crm.report.heights import LINE, display_width, row_height
from workbook_crm.report.templates import of_records, page_of

HEADER_ROW = 3
"""Of each table, from 0; above it stand title, note, and a line that leads back."""
_TOTAL = Name("合计", "Total")
_BACK = Name("← 目录", "← Contents")
_CONTENTS = Name("目录", "Contents")
_BESIDE = 25
"""With more rows the chart stands beside the table, not below it."""
_BUTTON, _LEAST_COLUMN, _LEAST_TEXT, _INDENT = 3.0, 8.0, 15.0, 1.5
"""Widths: a filter's button; a column at least; what of a text is never wrapped; what is before a text."""
_PORTRAIT_WIDTH, _NOTE_WIDTH, _EMPTY_COLUMN = 95.0, 70.0, 8.43
"""Columns that together are wider print on landscape paper; the note of a narrow table reaches beyond it."""
_CHART_WIDTHS = (480, 900)
"""A chart is as wide as its table, within these pixels."""


class TableSheet:
    """Draws one table."""

    def __init__(
        self, workbook: Any, table: ReportTable, looks: Looks, look: Look, language: Language
    ) -> None:
        self._workbook, self._table, self._looks = workbook, table, looks
        self._look, self._language = look, language
        self._title = table.title[language]
        self._sheet = workbook.add_worksheet(self._title)
        self._last = len(table.columns) - 1
        self._widths = [_width(table, nth, language) for nth in range(len(table.columns))]

    def draw(self, followed: Followed, first: Sequence[int], *, has_pages: bool, when: str) -> None:
        """`first`: on the sheet of the rows behind figures, the row (from 0) of each of `followed`."""
        self._head(when)
        formats = [column.unit for column in self._table.columns]
        for nth, cells in enumerate(self._table.rows):
            row = HEADER_ROW + 1 + nth
            self._height(row, cells)
            for at, (cell, unit) in enumerate(zip(cells, formats, strict=True)):
                behind = followed.of(nth, at)
                link = _link(cell, self._table.columns[at], has_pages=has_pages and nth < MOST_LINKS)
                if behind is not None:
                    link = f"internal:'{BEHIND[self._language]}'!A{first[behind] + 1}"
                look = self._looks.of(cell, unit, leads=link is not None)
                if link:
                    self._sheet.write_url(row, at, link, look, "…")  # what it says is written next
                write_cell(self._sheet, row, at, cell, look)
        if self._table.rows:
            bottom = HEADER_ROW + len(self._table.rows)
            self._sheet.autofilter(HEADER_ROW, 0, bottom, self._last)
            self._totals(bottom, followed, first)
            self._chart(bottom)
        self._print_set_up()

    def _head(self, when: str) -> None:
        sheet, columns = self._sheet, self._table.columns
        note, width = self._table.note[self._language], sum(self._widths)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        title = " ".join(filter(None, (self._look.name, self._title, when)))
        sheet.write_string(0, 0, title, self._looks.title)
        if note:
            beyond = ceil(max(_NOTE_WIDTH - width, 0) / _EMPTY_COLUMN)
            sheet.merge_range(1, 0, 1, max(self._last + beyond, 1), note, self._looks.note)
            sheet.set_row(1, row_height([(note, width + beyond * _EMPTY_COLUMN)]))
        sheet.write_url(
            2, 0, f"internal:'{_CONTENTS[self._language]}'!A1", self._looks.link, _BACK[self._language]
        )
        for nth, column in enumerate(columns):
            sheet.set_column(nth, nth, self._widths[nth])
            is_text = column.unit is Unit.TEXT
            look = self._looks.header if is_text else self._looks.number_header
            sheet.write_string(HEADER_ROW, nth, column.name[self._language], look)
        names = [column.name[self._language] for column in columns]
        lines = ((name, width - _BUTTON) for name, width in zip(names, self._widths, strict=True))
        sheet.set_row(HEADER_ROW, row_height(lines) + 3)

    def _height(self, row: int, cells: Sequence[Cell]) -> None:
        height = row_height(
            (cell, width - _INDENT)
            for cell, width in zip(cells, self._widths, strict=True)
            if isinstance(cell, str)
        )
        if height > LINE:
            self._sheet.set_row(row, height)

    def _totals(self, bottom: int, followed: Followed, first: Sequence[int]) -> None:
        """Below each column its sum, which leads to the rows behind all its figures."""
        if not any(column.is_summed for column in self._table.columns):
            return
        for nth, column in enumerate(self._table.columns):
            look = self._looks.totals[column.unit]
            total = column_total(self._table, nth)
            if total is not None:
                if followed.is_column(nth):
                    link = f"internal:'{BEHIND[self._language]}'!A{first[0] + 1}"
                    self._sheet.write_url(bottom + 1, nth, link, look, "…")  # what it says is written next
                letters = column_letters(nth + 1)
                area = f"{letters}{HEADER_ROW + 2}:{letters}{bottom + 1}"
                self._sheet.write_formula(bottom + 1, nth, f"=SUBTOTAL(109,{area})", look, total)
            else:
                text = _TOTAL[self._language] if nth == 0 else None
                write_cell(self._sheet, bottom + 1, nth, text, self._looks.totals[Unit.TEXT])

    def _chart(self, bottom: int) -> None:
        drawn = len(bars_of(self._table))
        if not drawn or self._table.chart is None:
            return
        labels, values = self._table.chart.labels, self._table.chart.values
        kind = "column" if self._table.is_over_time else "bar"
        chart = self._workbook.add_chart({"type": kind})
        if len(labels) > 1:
            labels = (self._named(labels, drawn),)
            chart.show_hidden_data()
        area = [self._title, HEADER_ROW + 1, labels[0], HEADER_ROW + drawn, labels[0]]
        code = "#,##0" if self._table.columns[values].unit in (Unit.MONEY, Unit.COUNT) else "General"
        chart.add_series(
            {
                "name": self._table.columns[values].name[self._language],
                "categories": area,
                "values": [self._title, HEADER_ROW + 1, values, HEADER_ROW + drawn, values],
                "fill": {"color": self._look.bar},
                "gap": 60,
                "data_labels": {"value": True, "num_format": code, "font": {"size": 9}},
            }
        )
        title = f"{self._title} · {self._table.columns[values].name[self._language]}"
        chart.set_title({"name": title, "name_font": {"size": 11, "color": self._look.ink}})
        chart.set_legend({"none": True})
        categories = {"num_font": {"size": 9}, "line": {"color": self._look.rule}}
        figures = {"visible": False, "major_gridlines": {"visible": False}}
        if kind == "bar":
            chart.set_y_axis({**categories, "reverse": True})
            chart.set_x_axis(figures)
        else:
            chart.set_x_axis(categories)
            chart.set_y_axis(figures)
        least, most = _CHART_WIDTHS
        across = min(max(int(sum(self._widths) * 7 + 5 * len(self._widths)), least), most)
        chart.set_size({"width": across, "height": max(240, 110 + 26 * drawn) if kind == "bar" else 300})
        beside = len(self._table.rows) > _BESIDE
        place = (HEADER_ROW, self._last + 2) if beside else (bottom + 4, 0)
        self._sheet.insert_chart(*place, chart, {"description": title})
        if beside:
            self._sheet.print_area(0, 0, bottom + 1, self._last)

    def _named(self, labels: Sequence[int], drawn: int) -> int:
        """What bars are called that have several columns for it: a hidden column of theirs; returns it."""
        column = self._last + 1
        for nth, row in enumerate(self._table.rows[:drawn], HEADER_ROW + 1):
            self._sheet.write_string(nth, column, row_in_words(self._table, row, labels, self._language))
        self._sheet.set_column(column, column, None, None, {"hidden": 1})
        return column

    def _print_set_up(self) -> None:
        sheet, width = self._sheet, sum(self._widths)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.repeat_rows(HEADER_ROW)
        if width > _PORTRAIT_WIDTH:
            sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")


def _width(table: ReportTable, nth: int, language: Language) -> float:
    """Wide enough for the cells, and for the head in two lines; text no wider than declared, it wraps."""
    column = table.columns[nth]
    head = display_width(column.name[language])
    two_lines = max(head / 2 + 2, max(map(display_width, column.name[language].split()), default=0)) + _BUTTON
    cells = [*(row[nth] for row in table.rows), column_total(table, nth)]
    shown = [cell_in_words(cell, column.unit, language, table.digits) for cell in cells]
    longest = max(map(display_width, shown), default=0) * 1.1 + 2
    if column.unit is Unit.TEXT:
        longest = min(longest, max(column.width, two_lines, _LEAST_TEXT)) + _INDENT
    return max(_LEAST_COLUMN, two_lines, longest)


def _link(cell: Cell, column: TableColumn, *, has_pages: bool) -> str | None:
    """Where a file or a record's number leads, from the folder in which the workbook lies."""
    if isinstance(cell, FileLink | FileCount):
        return f"external:../../{quote(cell.path)}"
    if column.names_record and has_pages and isinstance(cell, str) and cell:
        return f"external:{of_records(page_of(cell))}"
    return None
