"""Which column of a sheet is the one in which we said what became of each row: never by its header alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from workbook_crm.model.named_tuple import TYPE_CHECKING, NamedTuple
from workbook_crm.model.seals import is_own_header, is_own_result, is_told_result

if TYPE_CHECKING:
    from typing import TypeAlias

Texts: TypeAlias = "Callable[[int], Collection[str]]"
"""What stands below the header of a column."""


class Trail(NamedTuple):
    """What an earlier answer left to know the column by."""

    column: int | None = None
    """Where its defined name leads to: somewhere else, if a program moved cells without their names."""
    is_answer: bool = False
    """Whether anything in the workbook is ours."""


NO_TRAIL = Trail()


def own_column(headers: Mapping[int, str], texts: Texts, trail: Trail) -> int | None:
    """Our column among those with a header; None where there is none.

    The one that the name leads to, if it is headed as ours; else the last one that is headed so and says
    what only we say; else, renamed, the one that the name leads to.
    """
    if trail.column is not None and is_own_header(headers.get(trail.column, "")):
        return trail.column
    for column in sorted((each for each, text in headers.items() if is_own_header(text)), reverse=True):
        if _says_what_we_say(texts(column), trail):
            return column
    return trail.column


def _says_what_we_say(texts: Collection[str], trail: Trail) -> bool:
    """Whether a column's texts are ours; without a trace in the workbook, such as nobody else writes."""
    is_told = any(map(is_told_result, texts))
    if trail.column is not None and is_told:
        return True
    return bool(texts) and all(map(is_own_result, texts)) and (is_told or trail.is_answer)
