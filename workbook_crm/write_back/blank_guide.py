"""The guide: the first sheet of a workbook that people keep, in plain words, with a few live figures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.model.brand import Look
from workbook_crm.model.contents import Contents
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import OPEN
from workbook_crm.model.workflow import OPEN_STATES
from workbook_crm.write_back import blank_guide_words as words
from workbook_crm.write_back import blank_imports
from workbook_crm.write_back import blank_looks as looks
from workbook_crm.write_back.blank_plan import Page
from workbook_crm.write_back.drawing import MONEY_FORMAT, Ink, Worksheet, write_cell, write_formula
from workbook_crm.write_back.shown import Shown, option_names, shown_width

_WIDTHS = (2, 20, 76, 16)
_MARK, _TEXT, _FIGURE = 1, 2, 3
_LINE = {"bottom": 1, "bottom_color": looks.LINE, "valign": "vcenter"}
_SAMPLE = {"align": "center", "valign": "vcenter", "border": 1, "border_color": looks.LINE}
_A4 = 9


def draw_guide(sheet: Worksheet, contents: Contents, by_kind: Mapping[str, Page], ink: Ink) -> None:
    """Title, what each sheet is for, what colours mean, how to send it in; the figures are formulas."""
    guide = _Guide(sheet, contents, by_kind, ink)
    guide.title()
    guide.sheets()
    guide.glance()
    guide.legend(words.HEADERS_HEADING, _headers(contents.look))
    guide.legend(words.LIGHTS_HEADING, _LIGHTS)
    guide.steps(words.SEND_HEADING, words.SEND)
    guide.legend(words.ANSWER_HEADING, _ANSWERS)
    guide.steps(words.TIPS_HEADING, words.TIPS)
    guide.paper()


_Legend = tuple[tuple[Mapping[str, Any], str, Name], ...]
_LIGHTS: _Legend = (
    ({"bg_color": looks.RED}, "", words.LIGHT_RED),
    ({"bg_color": looks.AMBER}, "", words.LIGHT_AMBER),
)
_ANSWERS: _Legend = (
    ({"bg_color": looks.RED}, "", words.ANSWER_ERROR),
    ({"bg_color": looks.AMBER}, "", words.ANSWER_WARNING),
    ({"bg_color": looks.BLUE}, "", words.ANSWER_NOTE),
)


def _headers(look: Look) -> _Legend:
    """What the colours of headers mean."""
    return (
        ({**looks.required_look(look), "num_format": "@"}, "*", words.HEADER_REQUIRED),
        (looks.optional_look(look), "", words.HEADER_OPTIONAL),
        (looks.COMPUTED, "", words.HEADER_COMPUTED),
    )


class _Guide:
    """The sheet while it is written from top to bottom."""

    def __init__(self, sheet: Worksheet, contents: Contents, by_kind: Mapping[str, Page], ink: Ink) -> None:
        self._sheet, self._contents, self._pages, self._ink = sheet, contents, by_kind, ink
        self._at = 0

    @property
    def _language(self) -> Language:
        return self._contents.language

    def _say(self, column: int, words_: Name | str, **look: Any) -> None:
        text = words_ if isinstance(words_, str) else words_[self._language]
        self._sheet.write_string(self._at, column, text, self._ink.of(**look))

    def _line(self, text: str, heightened: float = 22) -> None:
        """A row tall enough for its text, which wraps."""
        lines = math.ceil(shown_width(text) / (_WIDTHS[_TEXT] * 1.1))
        self._sheet.set_row(self._at, heightened + 14 * (max(lines, 1) - 1))

    def title(self) -> None:
        """What this is, whose, and of when."""
        person = self._contents.person
        text = words.TITLE_OF[self._language].format(person=person) if person else words.TITLE[self._language]
        self._sheet.set_row(0, 36)
        self._say(_MARK, text, bold=True, font_size=18, font_color=self._contents.look.ink, valign="vcenter")
        made = words.MADE[self._language].format(today=self._contents.today)
        self._say(_FIGURE, made, align="right", font_color=looks.GREY, valign="vcenter")
        self._at = 1
        welcome = words.WELCOME[self._language]
        look = self._ink.of(text_wrap=True, valign="top", font_color="#404040")
        self._sheet.merge_range(1, _MARK, 1, _FIGURE, welcome, look)
        self._sheet.set_row(1, 36)
        self._at = 2

    def _heading(self, text: Name) -> None:
        self._sheet.set_row(self._at, 30)
        look = {"bottom": 2, "bottom_color": self._contents.look.ink, "valign": "bottom"}
        self._say(_MARK, text, bold=True, font_size=12, font_color=self._contents.look.ink, **look)
        for column in (_TEXT, _FIGURE):
            self._sheet.write_blank(self._at, column, None, self._ink.of(**look))
        self._at += 1

    def sheets(self) -> None:
        """Each sheet with a link to it, its purpose, and how many rows it holds."""
        self._heading(words.SHEETS_HEADING)
        self._say_over(_FIGURE, words.FILLED)
        for page in self._pages.values():
            purpose = words.PURPOSES[page.kind][self._language]
            self._line(purpose)
            link = self._ink.of(**_LINE, font_color="#0563C1", underline=1, bold=True)
            self._sheet.write_url(self._at, _MARK, f"internal:'{page.name}'!A2", link, page.name)
            self._say(_TEXT, purpose, text_wrap=True, **_LINE)
            label = next(column.field for column in page.columns if column.starred)
            filled = sum(1 for record in page.records if getattr(record, label) is not None)
            self._figure(f"=COUNTA({page.column(label)})", filled)
            self._at += 1
        if self._contents.imports is not None:
            self._imports(len(self._contents.imports))

    def _imports(self, count: int) -> None:
        """The sheet on which a manager takes imports back."""
        name, purpose = blank_imports.SHEET[self._language], blank_imports.PURPOSE[self._language]
        self._line(purpose)
        link = self._ink.of(**_LINE, font_color="#0563C1", underline=1, bold=True)
        self._sheet.write_url(self._at, _MARK, f"internal:'{name}'!A1", link, name)
        self._say(_TEXT, purpose, text_wrap=True, **_LINE)
        write_cell(self._sheet, self._at, _FIGURE, count, self._ink, **_LINE, align="right", bold=True)
        self._at += 1

    def _say_over(self, column: int, text: Name) -> None:
        """A word on the heading just written."""
        look = {"bottom": 2, "bottom_color": self._contents.look.ink, "valign": "bottom", "align": "right"}
        self._sheet.write_string(
            self._at - 1, column, text[self._language], self._ink.of(**look, font_color=looks.GREY)
        )

    def _figure(self, formula: str, value: Shown, **look: Any) -> None:
        form = self._ink.of(**_LINE, align="right", bold=True, **look)
        write_formula(self._sheet, self._at, _FIGURE, formula, value, form)

    def glance(self) -> None:
        """What is due, and what the open opportunities are worth; as of the day that it is opened."""
        self._heading(words.GLANCE_HEADING)
        today, deals = self._contents.today, self._pages["opportunities"]
        open_name = option_names(deals.of.by_field["state"], self._language)[OPEN]
        state, amount, close = (deals.column(each) for each in ("state", "amount", "expected_close"))
        records = [each for each in deals.records if each.state in (OPEN, None) and each.name]  # type: ignore[attr-defined]
        late = [each for each in records if each.expected_close and each.expected_close < today]  # type: ignore[attr-defined]
        total = sum((each.amount or Decimal(0) for each in records), Decimal(0))  # type: ignore[attr-defined]
        self._glance(words.OVERDUE, self._due_formula(), self._due_count())
        self._glance(words.OPEN_DEALS, f'=COUNTIFS({state},"{open_name}")', len(records))
        money = {"num_format": MONEY_FORMAT}
        self._glance(words.OPEN_AMOUNT, f'=SUMIFS({amount},{state},"{open_name}")', total, **money)
        passed = f'=COUNTIFS({state},"{open_name}",{close},"<"&TODAY())'
        self._glance(words.LATE_DEALS, passed, len(late))

    def _glance(self, text: Name, formula: str, value: Shown, **look: Any) -> None:
        self._sheet.set_row(self._at, 22)
        look_of_text = self._ink.of(**_LINE)
        self._sheet.merge_range(self._at, _MARK, self._at, _TEXT, text[self._language], look_of_text)
        self._figure(formula, value, **look)
        self._at += 1

    def _due_formula(self) -> str:
        """Over the kinds that can be due, in each of their open states, and where the state is blank."""
        parts: list[str] = []
        for kind, states in sorted(OPEN_STATES.items()):
            page = self._pages[kind]
            names = option_names(page.of.by_field["state"], self._language)
            column, due = page.column("state"), page.column("next_follow_up")
            tests = [*(names[code] for code in names if code in states), ""]
            parts += [f'COUNTIFS({column},"{test}",{due},">0",{due},"<"&TODAY()+1)' for test in tests]
        return "=" + "+".join(parts)

    def _due_count(self) -> int:
        due = 0
        for kind, states in OPEN_STATES.items():
            for record in self._pages[kind].records:
                at = _day(record.next_follow_up)  # type: ignore[attr-defined]
                is_open = record.state is None or record.state in states  # type: ignore[attr-defined]
                due += bool(is_open and at and at <= self._contents.today)
        return due

    def legend(self, heading: Name, rows: _Legend) -> None:
        """Colours, each with what it means."""
        self._heading(heading)
        for look, sign, text in rows:
            self._sheet.set_row(self._at, 22)
            self._say(_MARK, sign, **{**_SAMPLE, **look, **_SAMPLE})
            self._say(_TEXT, text, align="left", valign="vcenter", indent=1)
            self._at += 1

    def steps(self, heading: Name, texts: Sequence[Name]) -> None:
        """Numbered sentences."""
        self._heading(heading)
        for nth, text in enumerate(texts, 1):
            self._line(text[self._language])
            self._say(
                _MARK,
                str(nth),
                align="right",
                valign="vcenter",
                font_color=self._contents.look.ink,
                bold=True,
                indent=1,
            )
            self._say(_TEXT, text, text_wrap=True, align="left", valign="vcenter", indent=1)
            self._at += 1

    def paper(self) -> None:
        """Widths, a clean page, A4 upright."""
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.hide_gridlines(2)
        self._sheet.set_tab_color(looks.TAB_GUIDE)
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
