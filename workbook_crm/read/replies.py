"""What a sender replied in the summing-up sheet of an answer that he sends in."""

from __future__ import annotations

from workbook_crm.model.marks import SUMMARY_MARK
from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.replies import Reply, replies_among

_MARKED_ROWS = 2
"""Within so many rows the mark of our sheet stands."""


def replies_in(book: RawWorkbook) -> tuple[Reply, ...]:
    """The replies of all our sheets in a workbook, each question once: the last answer to it counts."""
    replies = (each for sheet in book.sheets if is_marked(sheet) for each in replies_among(sheet.cells))
    return tuple({each.question: each for each in replies}.values())


def is_marked(sheet: RawSheet) -> bool:
    """Whether a sheet carries the mark of our summing-up sheet, whatever it is called."""
    return any(SUMMARY_MARK in row for row in sheet.cells[:_MARKED_ROWS])
