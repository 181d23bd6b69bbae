"""Questions that a finding carries with it, for sheets and columns that are not understood yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbook_crm.model.finding import Finding

_PARTS = "\x1f"
OR = "\x1e"
"""Between the items of a part."""


FOR_ALL = "for-all"


class Ask(NamedTuple):
    """What a sheet lists, what a column of it is, or what all its rows have in one that it lacks."""

    sheet: str
    header: str = ""
    """Blank where it is about the sheet; of a column that it lacks, the field."""
    examples: str = ""
    offer: str = ""
    """What somebody has answered about another list of the same form, and who."""
    offered_by: str = ""
    options: str = ""
    """What may be chosen, `OR` between them; blank where the kind of the column tells."""
    topic: str = ""
    """`FOR_ALL` where it is about what all rows have in a column that an unknown sheet lacks."""


def ask_in_text(ask: Ask) -> str:
    """A question as a fact of a finding."""
    return _PARTS.join(ask)


def asks_of(finding: Finding) -> Iterator[Ask]:
    """The questions that a finding carries."""
    asks = dict(finding.facts).get("asks")
    if isinstance(asks, tuple):
        for each in asks:
            yield Ask(*str(each).split(_PARTS))
