"""A person's due list as a workbook to fill in: beside each row that is due, the cells of a follow-up.

What is known stands on the left, under headings a row above our columns, so that the reader leaves it alone;
the columns of ours stand on the right and come back as follow-ups and as news of opportunities.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from workbook_crm.model.columns import Sheet
from workbook_crm.model.due import DueRow, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.sheets import FOLLOW_UPS, OPPORTUNITIES
from workbook_crm.report.due import last_follow_up
from workbook_crm.report.heights import row_height
from workbook_crm.report.reasons import Listed, listed, why
from workbook_crm.report.words import words

_INK, _RULE, _PAPER = "#1F3A5F", "#B8C4D6", "#FFFBE6"
_SPARE = 15
"""Rows below the list, for contacts that nobody had planned."""
_TOP = 2
"""The row of the left headings, from 0; our own header stands in the next one."""
MOST_ROWS = 500
"""Nobody fills in more in a day; the most urgent are there."""
_METHODS, _STAGES = "_methods", "_stages"

Choices = Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class _Field:
    """A column to fill in: its width, number format, and the hidden sheet of its drop-down."""

    name: str
    width: float
    code: str = "@"
    offered: str | None = None


_FOLLOW_UP = (
    _Field("subject", 11),
    _Field("time", 16, "yyyy-mm-dd hh:mm"),
    _Field("method", 12, offered=_METHODS),
    _Field("content", 34),
    _Field("next_follow_up", 13, "yyyy-mm-dd"),
    _Field("plan", 22),
)
_NEWS = (
    _Field("number", 12),
    _Field("stage", 14, offered=_STAGES),
    _Field("expected_close", 14, "yyyy-mm-dd"),
)
_KNOWN = (
    ("why", 16), ("customer", 20), ("phone", 14), ("about", 20), ("stage", 10), ("amount", 12), ("last", 24),
    ("plan", 16),
)  # fmt: skip
_KNOWN_DEAL = (("whose", 24), ("deal", 28), ("stage_now", 16), ("close_now", 16))
"""Headings by which no column of ours is known: else the reader would take both rows as one header."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of one workbook."""

    title: Any
    note: Any
    known_head: Any
    head: Any
    known: Any
    money: Any
    given: Any
    inputs: Mapping[str, Any]


def due_workbook(mine: PersonDue, choices: Choices, language: Language, day: datetime) -> bytes:
    """The workbook; what is filled in comes back through the inbox."""
    buffer, rows = io.BytesIO(), listed(mine)[:MOST_ROWS]
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": day})
        looks = _looks(workbook)
        form = _Form(workbook.add_worksheet(FOLLOW_UPS.title(language)), looks, language)
        form.head(_title(mine, language, day), "how_to", _KNOWN, FOLLOW_UPS, _FOLLOW_UP)
        for line, each in enumerate(rows, _TOP + 2):
            form.row(line, _known(each, language), each.row.record.number)
        form.finish(_TOP + 2 + len(rows), _SPARE)
        deals = [each for each in rows if each.row.record.kind == "opportunities"]
        if deals:
            news = _Form(workbook.add_worksheet(OPPORTUNITIES.title(language)), looks, language)
            news.head(OPPORTUNITIES.title(language), "how_to_deals", _KNOWN_DEAL, OPPORTUNITIES, _NEWS)
            for line, each in enumerate(deals, _TOP + 2):
                news.row(line, _known_deal(each.row), each.row.record.number)
            news.finish(_TOP + 2 + len(deals), 0)
        for name, kind in ((_METHODS, "method"), (_STAGES, "stage")):
            _list(workbook, name, [choice.value for choice in choices.get(kind, ())])
    return buffer.getvalue()


def _title(mine: PersonDue, language: Language, day: datetime) -> str:
    word = words(language)
    return f"{word['digest']} {day:%Y-%m-%d} {mine.person or word['unassigned']}"


def _known(each: Listed, language: Language) -> Sequence[object]:
    record = each.row.record
    about = record.name if record.kind == "opportunities" else words(language)[f"kind_{record.kind}"]
    return (
        why(each, language), record.customer, record.phone, about, record.stage, record.amount,
        last_follow_up(record), record.plan,
    )  # fmt: skip


def _known_deal(row: DueRow) -> Sequence[object]:
    record = row.record
    close = record.expected_close.isoformat() if record.expected_close else None
    return record.customer, record.name, record.stage, close


class _Form:
    """One sheet: what is known on the left, what is to be filled in on the right."""

    def __init__(self, sheet: Any, looks: _Looks, language: Language) -> None:
        self._sheet, self._looks, self._language = sheet, looks, language
        self._widths: tuple[float, ...] = ()
        self._fields: tuple[_Field, ...] = ()

    def head(
        self,
        title: str,
        note: str,
        known: Sequence[tuple[str, float]],
        of: Sheet[Any],
        fields: Sequence[_Field],
    ) -> None:
        """Title, what to do, both rows of headings, widths and print set-up."""
        self._widths, self._fields = tuple(width for _name, width in known), tuple(fields)
        sheet, word = self._sheet, words(self._language)
        sheet.write_string(0, 0, title, self._looks.title)
        sheet.set_row(0, 24)
        sheet.write_string(1, 0, word[note], self._looks.note)
        for nth, (name, width) in enumerate(known):
            sheet.set_column(nth, nth, width)
            sheet.merge_range(_TOP, nth, _TOP + 1, nth, word[name], self._looks.known_head)
        first, last = len(known), len(known) + len(fields) - 1
        sheet.merge_range(_TOP, first, _TOP, last, word["fill_in_here"], self._looks.head)
        for nth, each in enumerate(fields, first):
            sheet.set_column(nth, nth, each.width)
            sheet.write_string(_TOP + 1, nth, of.by_field[each.name].name[self._language], self._looks.head)
        sheet.freeze_panes(_TOP + 2, 2)
        _print_set_up(sheet)

    def row(self, line: int, known: Sequence[object], number: str) -> None:
        """One record that is due, with its number where the reader looks for it."""
        sheet, texts = self._sheet, [str(each or "") for each in known]
        sheet.set_row(line, row_height(zip(texts, self._widths, strict=True)))
        for nth, value in enumerate(known):
            if value is None or isinstance(value, str):
                sheet.write_string(line, nth, value or "", self._looks.known)
            else:
                sheet.write_number(line, nth, value, self._looks.money)
        self._blanks(line)
        sheet.write_string(line, len(self._widths), number, self._looks.given)

    def finish(self, line: int, spare: int) -> None:
        """Empty rows below the list, and drop-downs in all rows to fill in."""
        for blank in range(line, line + spare):
            self._blanks(blank)
        for nth, each in enumerate(self._fields, len(self._widths)):
            if each.offered:
                source = f"='{each.offered}'!$A$1:$A$200"
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                self._sheet.data_validation(_TOP + 2, nth, line + spare - 1, nth, rule)

    def _blanks(self, line: int) -> None:
        for nth, each in enumerate(self._fields, len(self._widths)):
            self._sheet.write_blank(line, nth, None, self._looks.inputs[each.code])


def _list(workbook: Any, name: str, values: Sequence[str]) -> None:
    """The values of a drop-down, on a hidden sheet; another value may be written all the same."""
    sheet = workbook.add_worksheet(name)
    sheet.write_column(0, 0, values)
    sheet.hide()


def _looks(workbook: Any) -> _Looks:
    def look(**more: Any) -> Any:
        return workbook.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **more})

    ruled = {"border": 1, "border_color": _RULE, "text_wrap": True}
    middle = {"bold": True, "valign": "vcenter", **ruled}
    codes = {each.code for each in (*_FOLLOW_UP, *_NEWS)}
    return _Looks(
        title=look(bold=True, font_size=15, font_color=_INK),
        note=look(font_color="#5A6B80"),
        known_head=look(bg_color="#E8EEF6", font_color=_INK, **middle),
        head=look(bg_color=_INK, font_color="#FFFFFF", **middle),
        known=look(num_format="@", **ruled),
        money=look(num_format="#,##0.00", **ruled),
        given=look(num_format="@", bold=True, bg_color=_PAPER, **ruled),
        inputs={code: look(num_format=code, bg_color=_PAPER, **ruled) for code in codes},
    )


def _print_set_up(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.repeat_rows(_TOP, _TOP + 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
