"""A sheet that shows what is known on the left and has room to fill in on the right, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook_crm.model.brand import Look
from workbook_crm.model.columns import Sheet
from workbook_crm.model.language import Language
from workbook_crm.report.excel_looks import money_format
from workbook_crm.report.heights import row_height
from workbook_crm.report.words import words

_PAPER = "#FFFBE6"
_TOP = 4
"""The row of the left headings, from 0, below title and three lines; our own header is the next one."""
FIRST_ROW = _TOP + 2
"""The first row of records, from 0."""
DATE, MOMENT, TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@"


@dataclass(frozen=True, slots=True)
class Field:
    """A column to fill in: its width, number format, and the list of choices that it offers."""

    name: str
    width: float
    code: str = TEXT
    offered: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What one sheet asks for."""

    of: Sheet[Any]
    """The records that its columns on the right are of."""
    note: str
    """The key of what to do, in words."""
    known: tuple[tuple[str, float], ...]
    """(key of a heading, width). By none of the headings is a column of ours known: else the reader took
    both rows as one header."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of one workbook, and what its drop-downs offer."""

    title: Any
    note: Any
    stamp: Any
    known_head: Any
    head: Any
    starred: Any
    """Of a column that a new row has to fill: the text is the plain name, the format shows the star."""
    known: Any
    money: Any
    given: Any
    inputs: Mapping[str, Any]
    offers: Mapping[str, str]
    """By list: where its values stand."""


class FormSheet:
    """One sheet: what is known on the left, what is to be filled in on the right."""

    def __init__(self, sheet: Any, form: Form, looks: Looks, language: Language) -> None:
        self._sheet, self._form, self._looks, self._language = sheet, form, looks, language
        self._line = FIRST_ROW

    def head(self, title: str, stamp: str = "") -> None:
        """Title and stamp, what to do, both rows of headings, widths and print set-up."""
        sheet, form, word = self._sheet, self._form, words(self._language)
        sheet.write_string(0, 0, title, self._looks.title)
        sheet.set_row(0, 24)
        for line, text in enumerate(word[form.note].split("\n"), 1):
            sheet.write_string(line, 0, text, self._looks.note)
        for nth, (name, width) in enumerate(form.known):
            sheet.set_column(nth, nth, width)
            sheet.merge_range(_TOP, nth, _TOP + 1, nth, word[name], self._looks.known_head)
        first, last = len(form.known), len(form.known) + len(form.fields) - 1
        if stamp:
            sheet.write_string(0, last, stamp, self._looks.stamp)
        sheet.merge_range(_TOP, first, _TOP, last, word["fill_in_here"], self._looks.head)
        heads = [(form.of.by_field[each.name].name[self._language], each.width) for each in form.fields]
        for nth, (name, width) in enumerate(heads, first):
            sheet.set_column(nth, nth, width)
            is_new_row = form.of.prefix is None  # what is known already needs no more
            is_starred = is_new_row and form.of.by_field[form.fields[nth - first].name].starred
            sheet.write_string(_TOP + 1, nth, name, self._looks.starred if is_starred else self._looks.head)
        sheet.set_row(_TOP + 1, row_height(heads))
        sheet.freeze_panes(FIRST_ROW, 2)
        _print_set_up(sheet)

    def row(self, known: Sequence[object], number: str) -> None:
        """One record that is due, with its number where the reader looks for it."""
        sheet, texts = self._sheet, [str(each or "") for each in known]
        widths = [width for _name, width in self._form.known]
        sheet.set_row(self._line, row_height(zip(texts, widths, strict=True)))
        for nth, value in enumerate(known):
            if value is None or isinstance(value, str):
                sheet.write_string(self._line, nth, value or "", self._looks.known)
            else:
                sheet.write_number(self._line, nth, value, self._looks.money)
        line = self._line
        self._blank()
        sheet.write_string(line, len(known), number, self._looks.given)

    def finish(self, spare: int) -> None:
        """Empty rows below the list, and drop-downs in all rows to fill in."""
        for _ in range(spare):
            self._blank()
        for nth, each in enumerate(self._form.fields, len(self._form.known)):
            source = self._looks.offers.get(each.offered or "")
            if source:
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                self._sheet.data_validation(FIRST_ROW, nth, self._line - 1, nth, rule)

    def _blank(self) -> None:
        for nth, each in enumerate(self._form.fields, len(self._form.known)):
            self._sheet.write_blank(self._line, nth, None, self._looks.inputs[each.code])
        self._line += 1


def looks_of(workbook: Any, offers: Mapping[str, str], of: Look, digits: int) -> Looks:
    """The formats in the dealership's colours, for amounts with so many decimals, made in a workbook."""

    def look(**more: Any) -> Any:
        return workbook.add_format({"font_name": "Arial", "font_size": 10, "valign": "top"} | more)

    ruled = {"border": 1, "border_color": of.rule, "text_wrap": True}
    middle = {"bold": True, "valign": "vcenter", **ruled}
    return Looks(
        title=look(bold=True, font_size=15, font_color=of.ink),
        note=look(font_color="#5A6B80"),
        stamp=look(font_size=7, font_color="#A6A6A6", align="right"),
        known_head=look(bg_color=of.pale, font_color=of.ink, **middle),
        head=look(bg_color=of.colour, font_color=of.on_colour, **middle),
        starred=look(bg_color=of.colour, font_color=of.on_colour, num_format='@" *"', **middle),
        known=look(num_format=TEXT, **ruled),
        money=look(num_format=f"{money_format(digits)} ", **ruled),
        given=look(num_format=TEXT, bold=True, bg_color=_PAPER, **ruled),
        inputs={code: look(num_format=code, bg_color=_PAPER, **ruled) for code in (DATE, MOMENT, TEXT)},
        offers=offers,
    )


def _print_set_up(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.repeat_rows(_TOP, _TOP + 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
