"""What a manager asks for on the sheet 导入回执 (Import receipts) of the workbook that comes back."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.model.marks import LISTED_MARK, REPLY_MARK
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.replies import Block, asked_by, choice_of
from workbook_crm.model.undoing import UndoWish

_MARKED_ROWS = 2
"""Within so many rows the mark of our sheet stands."""


def is_listed(sheet: RawSheet) -> bool:
    """Whether a sheet is one on which we list something, whatever it is called."""
    return any(LISTED_MARK in row for row in sheet.cells[:_MARKED_ROWS])


def undo_wishes(book: RawWorkbook) -> tuple[UndoWish, ...]:
    """The listed imports of which a cell says something; of copies of a sheet, the one that says yes."""
    wishes = [each for sheet in book.sheets if is_listed(sheet) for each in _on(sheet, book.name)]
    return tuple({each.receipt: each for each in sorted(wishes, key=lambda one: one.is_yes)}.values())


def _on(sheet: RawSheet, file: str) -> Iterator[UndoWish]:
    for at, row in enumerate(sheet.cells):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.startswith(REPLY_MARK):
                continue
            for question, left in asked_by(cell):
                text = str(row[column - left]).strip() if 0 < left <= column else ""
                if question.block is Block.UNDO and len(question.facts) > 1 and text:
                    receipt, seen, *_ = question.facts
                    place = Place(file, sheet.name, sheet.first_row + at, sheet.first_column + column - left)
                    is_yes, is_torn = choice_of(row[column - left]) is True, receipt not in row[:column]
                    yield UndoWish(receipt, seen, place, text, is_yes, is_torn)
