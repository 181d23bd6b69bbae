"""The sheet of the rows behind figures: each of them leads to the records that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.report.excel_looks import MOST_LINKS, Looks, write_cell
from workbook_crm.report.followed import MOST_BEHIND, Behind, Followed, Known
from workbook_crm.report.templates import of_records, page_of

BEHIND = Name("明细", "Rows behind")
_NOTE = Name(
    "每个报表里蓝色的数字都通到这里；点编号打开这条记录的页面。"
    "依据和值：这条记录在数字里算多少，✓ 是比例里算进去的。每个数字最多列 {most} 条，其余见“商机清单”。",
    "Every blue figure of a report leads here; a number leads to the record's page. Told by and Value: what "
    "the record tells to the figure; ✓ marks the part of a share. Up to {most} rows a figure; all "
    "opportunities are on the sheet of that name.",
)
_MORE = Name("还有 {count} 条", "{count} more")
_HEADER_ROW = 3
_COLUMNS = (
    (Name("报表", "Report"), 18.0), (Name("行", "Row"), 24.0), (Name("数字", "Figures"), 22.0),
    (Name("编号", "Number"), 12.0), (Name("名称", "Name"), 28.0), (Name("客户", "Customer"), 28.0),
    (Name("负责人", "Owner"), 12.0), (Name("阶段", "Stage"), 12.0), (Name("状态", "State"), 10.0),
    (Name("金额", "Amount"), 16.0), (Name("依据", "Told by"), 18.0), (Name("值", "Value"), 16.0),
)  # fmt: skip
"""(name, width)"""


class BehindSheet:
    """Collects what is behind the figures of all tables, then draws it."""

    def __init__(
        self, looks: Looks, known: Mapping[str, Known], language: Language, *, has_pages: bool
    ) -> None:
        self._looks, self._known, self._language = looks, known, language
        self._has_pages = has_pages
        self._sections: list[tuple[str, Behind]] = []
        self._next = _HEADER_ROW + 1

    def add(self, table: ReportTable, followed: Followed) -> Sequence[int]:
        """Takes up what is behind a table's figures; returns the row, from 0, at which each of it begins."""
        first = []
        for each in followed.behind:
            self._sections.append((table.title[self._language], each))
            first.append(self._next)
            self._next += len(each.numbers) + bool(each.more)
        return first

    def draw(self, workbook: Any) -> None:
        """Makes the sheet, the last one; none where no figure can be followed."""
        if not self._sections:
            return
        sheet, looks = workbook.add_worksheet(BEHIND[self._language]), self._looks
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, BEHIND[self._language], looks.title)
        sheet.write_string(1, 0, _NOTE[self._language].format(most=MOST_BEHIND), looks.aside)
        for nth, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(nth, nth, width)
            sheet.write_string(_HEADER_ROW, nth, name[self._language], looks.header)
        for row, cells in enumerate(self._rows(), _HEADER_ROW + 1):
            self._row(sheet, row, *cells)
        sheet.autofilter(_HEADER_ROW, 0, self._next - 1, len(_COLUMNS) - 1)
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def _rows(self) -> Iterator[tuple[tuple[str, str, str], Known, TableColumn | None, Cell]]:
        """(report, row, figures), a record behind them, what it told; how many are not listed."""
        between = "、" if self._language is Language.ZH else ", "
        for title, each in self._sections:
            where = title, each.label, between.join(each.figures)
            for known, told in each.rows(self._known):
                yield where, known, each.trace.column, told
            if each.more:
                yield where, Known("", _MORE[self._language].format(count=f"{each.more:,}")), None, None

    def _row(
        self, sheet: Any, row: int, where: Sequence[str], each: Known, column: TableColumn | None, told: Cell
    ) -> None:
        look = self._looks.line
        texts = (*where, each.number, each.name, each.customer, each.owner, each.stage, each.state)
        for nth, text in enumerate(texts):
            if nth == len(where) and self._has_pages and text and row < MOST_LINKS:
                link = f"external:{of_records(page_of(text))}"
                sheet.write_url(row, nth, link, self._looks.line_link, text)
            elif text:
                sheet.write_string(row, nth, text, look)
            else:
                sheet.write_blank(row, nth, None, look)
        write_cell(sheet, row, len(texts), each.amount, self._looks.cells[Unit.MONEY])
        if column:
            write_cell(sheet, row, len(texts) + 1, column.name[self._language], look)
            shown = look if column.unit is Unit.TEXT else self._looks.of(told, column.unit, leads=False)
            write_cell(sheet, row, len(texts) + 2, told, shown)
