"""Text that became question marks on its way into a file: so LibreOffice 7.4.7 converts to .csv by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, zip_longest

_LOST = re.compile(r"^[\W\d]*\?{2,}[\W\d]*$")
_PREVIEWED = 200
_LEAST_CELLS = 3


def lost_text(rows: Sequence[Sequence[str]]) -> str:
    """A cell of which only question marks are left, where headers or whole columns are so; empty elsewhere.

    Who writes `??` for what he does not know writes it alike: a column of runs of one length is no loss.
    """
    filled = list(islice((row for row in rows if any(row)), _PREVIEWED))
    if not any("??" in cell for row in filled for cell in row):
        return ""
    head = [cell for cell in filled[0] if cell.strip()]
    lost = [cell for cell in head if _LOST.match(cell)]
    if lost and len(lost) * 2 >= len(head):
        return lost[0]
    return next(
        (found for column in zip_longest(*filled[1:], fillvalue="") if (found := _lost_in(column))), ""
    )


def _lost_in(column: Sequence[str]) -> str:
    words = [cell for cell in column if cell.strip()]
    lost = [cell for cell in words if _LOST.match(cell)]
    is_lost = len(lost) >= _LEAST_CELLS and len(lost) == len(words) and len(set(map(len, lost))) > 1
    return lost[0] if is_lost else ""
