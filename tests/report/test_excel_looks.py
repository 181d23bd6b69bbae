"""How the report workbook and the list to fill in look: nothing is cut off, nothing touches its neighbour."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.report.test_due import record
from tests.report.test_due_workbook import TODAY
from tests.report.test_followed import facts_of, files_of
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.due import due_list
from workbook_crm.report.due_workbook import due_workbook
from workbook_crm.report.heights import display_width

HEADER = 4
"""The row of the headers of a report table."""


@pytest.fixture(scope="module", params=list(Language))
def book(request: pytest.FixtureRequest) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files_of(facts_of(), request.param)["report.xlsx"]))


def width(sheet: Worksheet, column: int) -> float:
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def test_text_keeps_away_from_the_figure_before_it(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=HEADER) for cell in row]
    texts = [cell for cell in cells if cell.data_type == "s" and cell.alignment.horizontal != "right"]
    assert texts
    assert {cell.alignment.indent for cell in texts} == {1}


def test_the_note_of_a_narrow_table_reaches_beyond_it(book: openpyxl.Workbook) -> None:
    narrow = book.worksheets[2]
    (note,) = [each for each in narrow.merged_cells.ranges if each.min_row == 2]
    assert narrow.max_column - 1 > len([cell for cell in narrow[HEADER] if cell.value]) == 2
    assert sum(width(narrow, nth) for nth in range(1, note.max_col + 1)) >= 70
    assert narrow.row_dimensions[2].height <= 60


def test_the_names_of_figures_fit_their_column(book: openpyxl.Workbook) -> None:
    behind = book.worksheets[-1]
    longest = max(display_width(str(row[2].value)) for row in behind.iter_rows(min_row=HEADER))
    assert longest > 22
    assert width(behind, 3) >= min(longest, 44)
    assert behind.cell(HEADER, 10).alignment.horizontal == "right"


def test_headings_of_what_is_to_be_filled_in_have_room_for_two_lines() -> None:
    facts = DailyFacts((record("O-000001", kind="opportunities", next_follow_up=TODAY, owner="Kim"),))
    (mine,) = due_list(facts, TODAY).people
    content = due_workbook(mine, default_choices(Language.EN), Language.EN, datetime(2026, 11, 23))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Opportunities"]
    (head,) = [cell for cell in sheet[6] if cell.value == "Opportunity number"]
    assert width(sheet, head.column) < len("Opportunity number")
    assert sheet.row_dimensions[6].height >= 30
