"""What an undo took back and what stays, as a workbook of four sheets."""

from __future__ import annotations

import io

import xlsxwriter

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Receipt
from workbook_crm.model.undoing import UndoPlan
from workbook_crm.model.words import fill
from workbook_crm.report.undo_words import UndoTable, undo_tables

_ABOUT = Name("撤销 {receipt}：{file}（{sender}，{when}）", "Undo of {receipt}: {file} ({sender}, {when})")
_NOBODY = Name("没有写发件人", "no sender")
_NOTHING = Name("（没有）", "(nothing)")
_WIDTH = 22
_HEAD_ROW = 2


def undo_workbook(plan: UndoPlan, of: Receipt, language: Language) -> bytes:
    """The four lists of an undo, a sheet each; texts are written as texts, never as formulas."""
    buffer, arrival = io.BytesIO(), of.arrival
    about = fill(
        _ABOUT[language], language, receipt=of.id, file=arrival.file,
        sender=arrival.sender or _NOBODY[language], when=arrival.received,
    )  # fmt: skip
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": arrival.received.replace(tzinfo=None)})
        formats = (
            book.add_format({"bold": True, "font_size": 13}),
            book.add_format({"bold": True, "bottom": 1}),
        )
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for table in undo_tables(plan, language):
            _write(book.add_worksheet(table.title), table, about, (*formats, text), language)
    return buffer.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: UndoTable,
    about: str,
    formats: tuple[object, object, object],
    language: Language,
) -> None:
    title, head, text = formats
    sheet.set_column(0, len(table.headers) - 1, _WIDTH, text)
    sheet.write_string(0, 0, about, title)
    for column, header in enumerate(table.headers):
        sheet.write_string(_HEAD_ROW, column, header, head)
    for nth, row in enumerate(table.rows or ((_NOTHING[language],),), _HEAD_ROW + 1):
        for column, value in enumerate(row):
            sheet.write_string(nth, column, value, text)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + max(len(table.rows), 1), len(table.headers) - 1)
