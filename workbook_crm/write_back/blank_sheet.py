"""One record sheet of a workbook that people keep: a real table, ready to be filled in."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.workflow import OPEN_STATES
from workbook_crm.write_back import blank_looks as looks
from workbook_crm.write_back.blank_plan import MANAGERS_OWN, Page
from workbook_crm.write_back.blank_rules import add_rules
from workbook_crm.write_back.drawing import MOMENT_FORMAT, Ink, Workbook, Worksheet, write_cell, write_formula
from workbook_crm.write_back.shown import option_names, shown_width

Formulas = Mapping[tuple[str, str], str]

_FREE = (
    "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks",
    "delete_columns", "delete_rows", "sort", "autofilter", "pivot_tables", "objects", "scenarios",
)  # fmt: skip
"""All that stays allowed on a protected sheet."""
_OWN_COLUMNS = 30
"""Columns beside a table that people may use as they like."""
_LINES_TO_WRITE_ON = 25
_MEASURED = 200
_LINE_PT, _HIGHEST_PT = 14, 409
_A4 = 9
_MOST_FROZEN = 3


def book_pages(book: Workbook, pages: tuple[Page, ...], ink: Ink, formulas: Formulas) -> None:
    """Add a sheet for every page, in order, each with everything on it."""
    for page in pages:
        _draw(book.add_worksheet(page.name), page, ink, formulas)


def _draw(sheet: Worksheet, page: Page, ink: Ink, formulas: Formulas) -> None:
    _columns(sheet, page, ink)
    _table(sheet, page, ink, formulas)
    _rows(sheet, page, ink, formulas)
    _heights(sheet, page)
    add_rules(sheet, page)
    _highlights(sheet, page, ink)
    _view(sheet, page)
    _paper(sheet, page)
    _stamp(sheet, page, ink)
    if page.is_protected:
        sheet.protect("", dict.fromkeys(_FREE, True))


def _columns(sheet: Worksheet, page: Page, ink: Ink) -> None:
    """Widths, and the format of every cell of a column, even below the table."""
    for position, column in enumerate(page.columns):
        look = ink.of(**looks.cell_look(column))
        sheet.set_column(position, position, _width(page, column), look)
    if page.is_protected:
        sheet.set_column(len(page.columns), len(page.columns) + _OWN_COLUMNS, None, ink.of(locked=False))


def _width(page: Page, column: Column) -> float:
    return looks.width(column, page.language, page.values(column)[:_MEASURED])


def _table(sheet: Worksheet, page: Page, ink: Ink, formulas: Formulas) -> None:
    columns = []
    for column in page.columns:
        facts: dict[str, Any] = {
            "header": column.name[page.language],
            "header_format": ink.of(**looks.header_look(column, page.look)),
            "format": ink.of(**looks.cell_look(column)),
        }
        if column.computed:
            facts["formula"] = formulas[page.kind, column.field]
        columns.append(facts)
    options = {"name": page.table, "columns": columns, "style": looks.TABLE_STYLE}
    sheet.add_table(0, 0, page.last - 1, len(page.columns) - 1, options)


def _rows(sheet: Worksheet, page: Page, ink: Ink, formulas: Formulas) -> None:
    """The records, and the formulas of computed columns down to the table's end, each with its value."""
    for position, column in enumerate(page.columns):
        values = page.values(column)
        look = looks.cell_look(column)
        if not column.computed:
            for at, value in enumerate(values, 1):
                write_cell(sheet, at, position, value, ink, **look)
            continue
        values += [""] * (page.last - 1 - len(values))
        for at, value in enumerate(values, 1):
            write_formula(sheet, at, position, formulas[page.kind, column.field], value, ink.of(**look))


def _heights(sheet: Worksheet, page: Page) -> None:
    """Rows of the records as high as their sentences need; not every program lets rows grow on opening."""
    lines = [1] * len(page.records)
    for column in page.columns:
        if column.field in looks.LONG:
            room = _width(page, column) - 1
            texts = (str(value).split("\n") for value in page.values(column))
            needed = (sum(max(1, math.ceil(shown_width(each) / room)) for each in text) for text in texts)
            lines = [max(pair) for pair in zip(lines, needed, strict=True)]
    for at, count in enumerate(lines, 1):
        if count > 1:
            sheet.set_row(at, min(count * _LINE_PT + 2, _HIGHEST_PT))


def _highlights(sheet: Worksheet, page: Page, ink: Ink) -> None:
    """What wants attention lights up while people type: missing cells, overdue dates, phones used twice."""
    for column in page.columns:
        position = page.position(column.field)
        for options in _highlights_of(page, column, ink):
            sheet.conditional_format(1, position, page.reach - 1, position, options)


def _highlights_of(page: Page, column: Column, ink: Ink) -> Iterator[dict[str, Any]]:
    cell = f"${page.letter(column.field)}2"
    if column.starred:
        yield _when(f'=AND({_row_is_begun(page)},{cell}="")', ink.of(bg_color=looks.RED))
    if column.field == "next_follow_up" and page.kind in OPEN_STATES:
        due = f"ISNUMBER({cell}),{_is_open(page)}"
        overdue = {"bg_color": looks.RED, "font_color": "#9C0006", "bold": True}
        yield _when(f"=AND({due},INT({cell})<TODAY())", ink.of(**overdue))
        yield _when(f"=AND({due},INT({cell})=TODAY())", ink.of(bg_color=looks.AMBER, bold=True))
    if column.field == "expected_close":
        yield _when(f"=AND(ISNUMBER({cell}),{_is_open(page)},{cell}<TODAY())", ink.of(bg_color=looks.AMBER))
    if column.of is Of.MOMENT:
        yield _when(f"=AND(ISNUMBER({cell}),MOD({cell},1)>0)", ink.of(num_format=MOMENT_FORMAT))
    if column.of is Of.PHONE:
        yield {"type": "duplicate", "format": ink.of(bg_color=looks.AMBER)}


def _when(formula: str, look: Any) -> dict[str, Any]:
    return {"type": "formula", "criteria": formula, "format": look}


def _row_is_begun(page: Page) -> str:
    """Whether anything but a formula stands in the row."""
    first, last = "$A2", f"${page.letter(page.columns[-1].field)}2"
    return f"COUNTBLANK({first}:{last})<{len(page.columns)}"


def _is_open(page: Page) -> str:
    """Whether somebody still has to follow up: the state is blank or one of the open ones."""
    column = page.of.by_field["state"]
    names = option_names(column, page.language)
    cell = f"${page.letter('state')}2"
    tests = ",".join(f'{cell}="{names[code]}"' for code in names if code in OPEN_STATES[page.kind])
    return f'OR({cell}="",{tests})'


def _view(sheet: Worksheet, page: Page) -> None:
    sheet.freeze_panes(1, _frozen(page))
    sheet.set_row(0, 30)
    sheet.set_tab_color(looks.TAB_MANAGER if page.kind in MANAGERS_OWN else looks.TAB_OWN)


def _frozen(page: Page) -> int:
    """How many columns stay in sight: up to the one by which people call the record, if it is near."""
    label = page.position(page.of.label) + 1
    return label if label <= _MOST_FROZEN else 1


def _paper(sheet: Worksheet, page: Page) -> None:
    """A4, the header on every page; a sheet too wide to be read on one takes two, with the names on both."""
    width = sum(_width(page, column) for column in page.columns)
    pages_wide = math.ceil(width / looks.LEGIBLE_WIDTH)
    sheet.set_paper(_A4)
    if width > looks.PORTRAIT_WIDTH:
        sheet.set_landscape()
    if pages_wide > 1:
        sheet.repeat_columns(0, _frozen(page) - 1)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{page.name}&C&D&R&P / &N")
    sheet.print_area(0, 0, _printed_rows(page) - 1, len(page.columns) - 1)


def _stamp(sheet: Worksheet, page: Page, ink: Ink) -> None:
    """The stamp, small and grey, a column away from the table: there is room for a column of their own."""
    if page.stamp:
        sheet.write_string(0, len(page.columns) + 1, page.stamp, ink.of(**looks.STAMP))


def _printed_rows(page: Page) -> int:
    """How many rows are printed: those that are filled, and lines to write on below them."""
    return 1 + len(page.records) + _LINES_TO_WRITE_ON
