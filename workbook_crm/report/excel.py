"""Report tables as a workbook: contents, a sheet each, and the rows that their figures lead to."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.image import Image

from workbook_crm.model.brand import Look
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import ReportTable, Unit
from workbook_crm.model.versions import StoreVersion
from workbook_crm.report.drawn import anchor_of
from workbook_crm.report.excel_looks import Looks, looks_of
from workbook_crm.report.excel_rows import BehindSheet
from workbook_crm.report.excel_table import TableSheet
from workbook_crm.report.followed import Known, followed_in
from workbook_crm.report.heights import row_height
from workbook_crm.report.pages import Figure, leads_to
from workbook_crm.report.words import days_in_words, figure_name, words

CONTENTS = Name("目录", "Contents")
_MADE = Name("截至 {day}", "As of {day}")
_MADE_AT = Name("截至 {day}，{version}", "As of {day}, {version}")
_LIST = (Name("报表", "Report"), Name("行数", "Rows"), Name("说明", "What it tells"))
_WIDTHS = (26.0, 14.0, 20.0, 20.0, 18.0, 18.0, 24.0)
_TILES_ROW, _LOGO_HEIGHT = 3, 40


def _gist(note: str) -> str:
    """The first sentence that tells more than the day; the sheet itself has them all."""
    sentences = (each.strip() for each in _SENTENCE_END.split(note))
    return next((each for each in sentences if each and not _DAY_ONLY.fullmatch(each)), "")


_SENTENCE_END = re.compile(r"(?<=。)|(?<=\. )")
_DAY_ONLY = re.compile(r"(\d{4}-\d\d[，,] ?)?(截至|as of) [\d-]+[。.]", re.IGNORECASE)


class ReportWorkbook:
    """Makes the report workbook of a day or of several; the same tables give the same bytes."""

    def __init__(
        self,
        language: Language,
        day: date,
        look: Look,
        known: Mapping[str, Known],
        digits: int,
        *,
        has_pages: bool,
        first: date | None = None,
        version: StoreVersion | None = None,
    ) -> None:
        """`known`: what is told of the records behind figures, amounts with so many decimals.

        `has_pages`: whether records can be linked to; `first`: of the days that it tells of, where they are
        several; `version`: of the store, at which it stands.
        """
        self._version = version
        self._language, self._day, self._look = language, day, look
        self._first = first
        self._known, self._digits, self._has_pages = known, digits, has_pages

    def made_of(self, tables: Sequence[ReportTable], figures: Sequence[Figure]) -> bytes:
        """The workbook: contents with the figures of the day, a sheet a table, and the rows behind them."""
        buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(buffer, options) as workbook:
            created = datetime(self._day.year, self._day.month, self._day.day)
            workbook.set_properties({"created": created, "company": self._look.name})
            looks = looks_of(workbook, self._look, self._digits)
            contents = workbook.add_worksheet(CONTENTS[self._language])
            behind = BehindSheet(looks, self._known, self._language, has_pages=self._has_pages)
            for table in tables:
                followed = followed_in(table, self._language)
                first = behind.add(table, followed)
                sheet = TableSheet(workbook, table, looks, self._look, self._language)
                sheet.draw(followed, first, has_pages=self._has_pages, when=self._when)
            behind.draw(workbook)
            self._contents(contents, tables, figures, looks)
        return behind.filled(buffer.getvalue())

    @property
    def _when(self) -> str:
        return days_in_words(self._first, self._day, self._language)

    def _contents(
        self, sheet: Any, tables: Sequence[ReportTable], figures: Sequence[Figure], looks: Looks
    ) -> None:
        language = self._language
        sheet.hide_gridlines(2)
        for nth, width in enumerate(_WIDTHS):
            sheet.set_column(nth, nth, width)
        period = self._when if self._first else ""
        title = " ".join(filter(None, (self._look.name, words(language)["reports"], period)))
        sheet.write_string(0, 0, title, looks.title)
        sheet.set_row(0, 24)
        sheet.write_string(1, 0, self._stands_at(), looks.note)
        self._logo(sheet)
        titles = {anchor_of(table): table.title[language] for table in tables}
        for nth, (key, figure) in enumerate(figures):
            to = titles.get(leads_to(key, titles).table)
            if to is not None:  # a table may have been left out
                sheet.write_url(_TILES_ROW, nth, f"internal:'{to}'!A1", looks.tile, figure)
            sheet.write_string(_TILES_ROW, nth, figure, looks.tile)
            sheet.write_string(_TILES_ROW + 1, nth, figure_name(key, self._first, language), looks.tile_name)
        sheet.set_row(_TILES_ROW, 22)
        row = _TILES_ROW + 3
        for nth, name in enumerate(_LIST):
            look = looks.number_header if nth == 1 else looks.header
            sheet.write_string(row, nth, name[language], look)
        sheet.merge_range(row, 2, row, len(_WIDTHS) - 1, _LIST[2][language], looks.header)
        for at, table in enumerate(tables, row + 1):
            self._line(sheet, at, table, looks)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)
        sheet.set_footer("&L&A&R&P / &N")

    def _stands_at(self) -> str:
        """`截至 2026-11-23，第 57 版（R-000057，2026-11-23 08:00）`."""
        day = self._day.isoformat()
        if self._version is None:
            return _MADE[self._language].format(day=day)
        return _MADE_AT[self._language].format(day=day, version=self._version.said(self._language))

    def _line(self, sheet: Any, at: int, table: ReportTable, looks: Looks) -> None:
        title, note = table.title[self._language], _gist(table.note[self._language])
        sheet.write_url(at, 0, f"internal:'{title}'!A1", looks.cells[Unit.TEXT], title)
        sheet.write_string(at, 0, title, looks.followed[Unit.TEXT])
        sheet.write_number(at, 1, len(table.rows), looks.cells[Unit.COUNT])
        sheet.merge_range(at, 2, at, len(_WIDTHS) - 1, note, looks.cells[Unit.TEXT])
        sheet.set_row(at, row_height(((note, sum(_WIDTHS[2:])), (title, _WIDTHS[0]))))

    def _logo(self, sheet: Any) -> None:
        """At the right end of the title, as high as two rows."""
        if self._look.logo_kind is None or self._look.logo is None:
            return
        name = f"logo.{self._look.logo_kind.removeprefix('image/')}"
        image = {"image_data": io.BytesIO(self._look.logo), "description": self._look.name or "logo"}
        height = Image(io.BytesIO(self._look.logo)).height
        scale = min(1.0, _LOGO_HEIGHT / (height or 1))
        sheet.insert_image(0, len(_WIDTHS) - 2, name, {**image, "x_scale": scale, "y_scale": scale})
