"""The sheet of the rows behind figures: each of them leads to the records that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.report.excel_lines import cell_xml, with_rows
from workbook_crm.report.excel_looks import MOST_LINKS, Looks
from workbook_crm.report.followed import MOST_BEHIND, Behind, Followed, Known
from workbook_crm.report.heights import display_width
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
_NUMBER = 3
"""The column of records' numbers, from 0."""
_COLUMNS = (
    (Name("报表", "Report"), 18.0), (Name("行", "Row"), 24.0), (Name("数字", "Figures"), 22.0),
    (Name("编号", "Number"), 12.0), (Name("名称", "Name"), 28.0), (Name("客户", "Customer"), 28.0),
    (Name("负责人", "Owner"), 12.0), (Name("阶段", "Stage"), 12.0), (Name("状态", "State"), 10.0),
    (Name("金额", "Amount"), 16.0), (Name("依据", "Told by"), 18.0), (Name("值", "Value"), 16.0),
)  # fmt: skip
"""(name, width)"""
_FIGURES, _AMOUNT = 2, 9
"""The column of the figures' names, and that of amounts, from 0."""
_MOST_WIDTH = 44.0


class BehindSheet:
    """Collects what is behind the figures of all tables, then draws it."""

    def __init__(
        self, looks: Looks, known: Mapping[str, Known], language: Language, *, has_pages: bool
    ) -> None:
        self._looks, self._known, self._language = looks, known, language
        self._has_pages = has_pages
        self._sections: list[tuple[str, Behind]] = []
        self._next = _HEADER_ROW + 1
        self._part = ""

    def add(self, table: ReportTable, followed: Followed) -> Sequence[int]:
        """Takes up what is behind a table's figures; returns the row, from 0, at which each of it begins."""
        first = []
        for each in followed.behind:
            self._sections.append((table.title[self._language], each))
            first.append(self._next)
            self._next += len(each.numbers) + bool(each.more)
        return first

    def draw(self, workbook: Any) -> None:
        """Makes the sheet, the last one, all but its rows; none where no figure can be followed."""
        if not self._sections:
            return
        sheet, looks = workbook.add_worksheet(BEHIND[self._language]), self._looks
        sheet.hide_gridlines(2)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, BEHIND[self._language], looks.title)
        sheet.write_string(1, 0, _NOTE[self._language].format(most=MOST_BEHIND), looks.aside)
        for nth, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(nth, nth, self._figures_width(width) if nth == _FIGURES else width)
            look = looks.number_header if nth == _AMOUNT else looks.header
            sheet.write_string(_HEADER_ROW, nth, name[self._language], look)
        self._prepare(sheet)
        sheet.autofilter(_HEADER_ROW, 0, self._next - 1, len(_COLUMNS) - 1)
        sheet.freeze_panes(_HEADER_ROW + 1, 0)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        self._part = f"xl/worksheets/sheet{len(workbook.worksheets())}.xml"

    def _figures_width(self, least: float) -> float:
        """One line shows them all, but for the longest."""
        longest = max(display_width(self._figures(each)) for _title, each in self._sections)
        return min(max(least, longest * 1.1 + 2), _MOST_WIDTH)

    def filled(self, package: bytes) -> bytes:
        """The finished workbook, with the rows on their sheet."""
        return with_rows(package, self._part, _HEADER_ROW + 2, self._lines()) if self._part else package

    def _prepare(self, sheet: Any) -> None:
        """What the rows need of an unfinished workbook: links, looks that are in use, how far they reach."""
        for row, number in self._linked():
            sheet.write_url(row, _NUMBER, f"external:{of_records(page_of(number))}", None, number)
        used = (self._looks.line, self._looks.line_link, self._looks.whole, *self._looks.cells.values())
        for nth, look in enumerate(used):
            sheet.write_blank(_HEADER_ROW + 1, nth, None, look)
        sheet.write_blank(self._next - 1, len(_COLUMNS) - 1, None, self._looks.line)

    def _linked(self) -> Iterator[tuple[int, str]]:
        """(row from 0, number) of the records that lead to their pages."""
        row = _HEADER_ROW + 1
        for _title, each in self._sections:
            for at, number in enumerate(each.numbers, row):
                if self._is_linked(at):
                    yield at, number
            row += len(each.numbers) + bool(each.more)

    def _is_linked(self, row: int) -> bool:
        return self._has_pages and row < MOST_LINKS

    def _lines(self) -> Iterator[str]:
        """The cells of each row; those that several rows share are made once."""
        record, row = cache(self._record), _HEADER_ROW + 1
        for title, each in self._sections:
            where, column = self._where(title, each), each.trace.column
            name = self._texts("K", column.name[self._language]) if column else ""
            for at, (known, told) in enumerate(each.rows(self._known), row):
                value = self._value(column, told) if column else ""
                yield f"{where}{record(known, self._is_linked(at))}{name}{value}"
            row += len(each.numbers) + bool(each.more)
            if each.more:
                more = _MORE[self._language].format(count=f"{each.more:,}")
                yield f"{where}{self._record(Known('', more), False)}"

    def _where(self, title: str, each: Behind) -> str:
        return self._texts("ABC", title, each.label, self._figures(each))

    def _figures(self, each: Behind) -> str:
        return ("、" if self._language is Language.ZH else ", ").join(each.figures)

    def _record(self, known: Known, is_linked: bool) -> str:
        look = self._looks.line_link if is_linked else self._looks.line
        texts = self._texts("EFGHI", known.name, known.customer, known.owner, known.stage, known.state)
        amount = cell_xml("J", known.amount, self._looks.cells[Unit.MONEY])
        return f"{cell_xml('D', known.number, look)}{texts}{amount}"

    def _value(self, column: TableColumn, told: Cell) -> str:
        is_text = column.unit is Unit.TEXT
        look = self._looks.line if is_text else self._looks.of(told, column.unit, leads=False)
        return cell_xml("L", told, look)

    def _texts(self, columns: str, *texts: str) -> str:
        return "".join(map(cell_xml, columns, texts, repeat(self._looks.line)))
