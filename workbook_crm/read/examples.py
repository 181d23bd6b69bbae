"""What a question about a column shows of it, and what is offered as its answer."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_crm.model.agreed import Given
from workbook_crm.model.finding import Fact
from workbook_crm.read.text import clean_line, shown

_SHOWN = 3
_LONGEST = 16
"""Characters of one example."""
_LOOKED_AT = 200
"""Cells among which examples are looked for."""


def examples_in(cells: Iterable[object]) -> tuple[str, ...]:
    """Some of the different values of a column, cut to be read at a glance; none where all is blank."""
    found: dict[str, None] = {}
    for seen, cell in enumerate(each for each in cells if each != ""):
        if seen >= _LOOKED_AT or len(found) >= _SHOWN:
            break
        text = clean_line(shown(cell))
        if text:
            found[text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"] = None
    return tuple(found)


def offered(given: Given | None) -> dict[str, Fact]:
    """The facts of a question that another list's sender has answered, or this one for another list."""
    return {"offer": given.choice, "offered_by": given.by} if given else {}
