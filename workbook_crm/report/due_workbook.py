"""A person's due list as a workbook to fill in: what is due, and an empty follow-up sheet beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from workbook_crm.model.due import DueRow, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.sheets import FOLLOW_UPS
from workbook_crm.model.words import fill, say
from workbook_crm.report.due import last_follow_up
from workbook_crm.report.heights import row_height
from workbook_crm.report.words import words

_INK, _RULE = "#1F3A5F", "#B8C4D6"
_FILLED_IN = ("subject", "time", "method", "content", "next_follow_up", "plan")
_WIDTHS = {"subject": 16, "time": 18, "method": 14, "content": 48, "next_follow_up": 18, "plan": 32}
_ROWS = 200
"""Rows of the follow-up sheet that have drop-downs."""
_LIST_WIDTH = 34
_HEADERS = ("todo", "about", "last", "plan")


def due_workbook(
    mine: PersonDue, choices: Mapping[str, tuple[Choice, ...]], language: Language, day: datetime
) -> bytes:
    """The workbook; what is filled in comes back through the inbox as follow-ups."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": day})
        rows = [*mine.due, *mine.undated, *mine.neglected, *mine.closing]
        numbers = list(dict.fromkeys(row.record.number for row in rows))
        _list(workbook, mine, language)
        _form(workbook, numbers, choices, language)
    return buffer.getvalue()


def _list(workbook: Any, mine: PersonDue, language: Language) -> None:
    word = words(language)
    sheet = workbook.add_worksheet(word["todo"])
    title = workbook.add_format({"bold": True, "font_size": 15, "font_color": _INK})
    header = workbook.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "border": 1})
    cell = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": _RULE})
    section = workbook.add_format({"bold": True, "font_color": _INK, "top": 2, "top_color": _INK})
    sheet.set_column(0, 3, _LIST_WIDTH)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{word['digest']} {mine.person}", title)
    sheet.merge_range(
        1, 0, 1, 3, word["how_to"], workbook.add_format({"text_wrap": True, "font_color": "#5A6B80"})
    )
    sheet.set_row(1, 32)
    at = 3
    for name in ("due", "undated", "neglected", "closing"):
        rows: Sequence[DueRow] = getattr(mine, name)
        if rows:
            sheet.write_string(at, 0, f"{word[name]} ({len(rows)})", section)
            sheet.write_row(at + 1, 0, [word[each] for each in _HEADERS], header)
            for line, row in enumerate(rows, at + 2):
                texts = _texts(row, language)
                sheet.set_row(line, row_height((text, _LIST_WIDTH) for text in texts))
                for column, text in enumerate(texts):
                    sheet.write_string(line, column, text, cell)
            at += len(rows) + 3
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _texts(row: DueRow, language: Language) -> tuple[str, str, str, str]:
    """Four cells that read as sentences: this sheet is for people, and is left alone when it comes back."""
    record, word = row.record, words(language)
    who = " ".join(filter(None, (record.number, record.customer, record.phone)))
    overdue = fill(word["days"], language, days=row.days_overdue)
    late = f"{word['overdue']} {overdue}" if row.days_overdue else ""
    amount = say(record.amount, language) if record.amount is not None else ""
    about = " · ".join(filter(None, (record.name, record.stage, amount, late)))
    return who, about, last_follow_up(record), record.plan or ""


def _form(
    workbook: Any, numbers: list[str], choices: Mapping[str, tuple[Choice, ...]], language: Language
) -> None:
    sheet = workbook.add_worksheet(FOLLOW_UPS.title(language))
    header = workbook.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "border": 1, "text_wrap": True}
    )
    formats = {
        "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "next_follow_up": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "content": workbook.add_format({"text_wrap": True}),
    }
    for column, field in enumerate(_FILLED_IN):
        sheet.write_string(0, column, FOLLOW_UPS.by_field[field].name[language], header)
        sheet.set_column(column, column, _WIDTHS[field], formats.get(field))
    methods = [choice.value for choice in choices.get("method", ())]
    _offer(workbook, sheet, 0, "_numbers", numbers)
    _offer(workbook, sheet, _FILLED_IN.index("method"), "_methods", methods)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _offer(workbook: Any, sheet: Any, column: int, name: str, values: list[str]) -> None:
    """A drop-down from a hidden sheet; another value may be written all the same."""
    if not values:
        return
    hidden = workbook.add_worksheet(name)
    hidden.write_column(0, 0, values)
    hidden.hide()
    source = f"='{name}'!$A$1:$A${len(values)}"
    sheet.data_validation(
        1, column, _ROWS, column, {"validate": "list", "source": source, "error_type": "warning"}
    )
