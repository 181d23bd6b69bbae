"""A record that several rows of a workbook change: a change for each, credited to its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from workbook_crm.merge.contact_rows import cell_of
from workbook_crm.model.batch import Sourced
from workbook_crm.model.changes import Change, differing
from workbook_crm.model.columns import with_values
from workbook_crm.model.linked import LinkedRow, Target
from workbook_crm.model.sheets import SHEET_OF

_WRITTEN_AS = {"next_written": "next_follow_up"}
"""What is kept beside a field, and the column that it comes from."""


class Step(NamedTuple):
    """One of several rows of a record, and the record after it."""

    row: LinkedRow
    record: Any


def in_steps(target: Target, known: Any, final: Any, steps: Sequence[Step]) -> Iterator[Change]:
    """The changes of a record, row by row, from how it is `known` to how it is in the end.

    What follows from its rows (an amount, a next follow-up) is credited to the row that had the last word on
    it, else to the first.
    """
    fields = tuple(SHEET_OF[target.kind].by_field)
    later = differing(steps[-1].record, final, fields)
    first = {field: _last_word(field, steps) for field in later}
    before = known
    for nth, step in enumerate(steps):
        values = {field: value for field, (_was, value) in later.items() if nth >= first[field]}
        after = with_values(step.record, values)
        if before != after:
            yield Change(*target, before, after, step.row.table.sheet, step.row.row.row, cell_of(step.row))
        before = after


def _last_word(field: str, steps: Sequence[Step]) -> int:
    """The row from which on a field says what it says in the end; 0 where none says anything of it."""
    written = _WRITTEN_AS.get(field, field)
    saying = [nth for nth, step in enumerate(steps) if says(step.row.row, written)]
    words = [getattr(steps[nth].row.row.record, written, None) for nth in saying]
    return next((nth for nth, word in zip(saying, words, strict=True) if word == words[-1]), 0)


def says(row: Sourced[Any], field: str) -> bool:
    """Whether a row fills or empties a field."""
    return field in row.erased or getattr(row.record, field, None) is not None
