"""Where a stamp stands in a workbook, and how its cell is known; what writes answers imports no more."""

from __future__ import annotations

import re

from workbook_crm.model.named_tuple import NamedTuple

PROPERTY = "workbook_crm.stamp"
"""The name of the document property that holds the stamp."""
CUSTOM_PART = "docProps/custom.xml"
"""The part of an .xlsx that holds it."""
KEYWORD = "workbook_crm:"
"""Begins the keyword of a workbook of ours; behind it stands which one it is."""
_ANSWER = re.compile(r"1\.R[0-9]{6,}\.")
_CELLS = (
    re.compile(r"数据截至 .* · 第 (\d{1,12}) 版 · .* · ([A-Z2-7]{4})-([A-Z2-7]{4})", re.DOTALL),
    re.compile(r"Data as of .* · version (\d{1,12}) · .* · ([A-Z2-7]{4})-([A-Z2-7]{4})", re.DOTALL),
)


class CellStamp(NamedTuple):
    """What the stamp in a cell of a sheet says."""

    revision: int
    code: str


def id_of_answer(revision: int) -> str:
    """Which export an answer is: that of its receipt. No other has a digit 0 in it."""
    return f"R{revision:06d}"


def is_answers(stamp: str) -> bool:
    """Whether a stamp is that of an answer."""
    return _ANSWER.match(stamp) is not None


def cell_stamp_in(text: str) -> CellStamp | None:
    """What the text of a cell says; None where it is no stamp."""
    for form in _CELLS:
        found = form.fullmatch(text.strip())
        if found:
            return CellStamp(int(found[1]), found[2] + found[3])
    return None
