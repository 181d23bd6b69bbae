"""Sheets that stand on their side: the names of the columns down the left, a record in each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbook_crm.model.raw import RawSheet
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read.row_kinds import is_hint
from workbook_crm.read.text import clean_line

_LOOKED_AT = 40
"""Labels stand within so many rows, and in one of the first columns."""
_FIRST_COLUMNS = 4
_LEAST = 3


def is_transposed(sheet: RawSheet, vocabulary: Vocabulary) -> bool:
    """Whether one of a sheet's first columns holds more names of columns than any of its rows does."""
    rows = [[_text(cell) for cell in row[:_FIRST_COLUMNS]] for row in sheet.cells[:_LOOKED_AT]]
    if not rows:
        return False
    down = [_fields([row[c] for row in rows if c < len(row)], vocabulary) for c in range(_FIRST_COLUMNS)]
    best = max(down)
    across = max(_fields([_text(cell) for cell in row], vocabulary) for row in sheet.cells[:_LOOKED_AT])
    if best < _LEAST or best <= across:
        return False
    labels = [row[down.index(best)] for row in rows if down.index(best) < len(row)]
    beside = [row[down.index(best) + 1] for row in rows if down.index(best) + 1 < len(row)]
    return best * 2 > sum(map(bool, labels)) and not is_hint(beside) and any(beside)


def _text(cell: object) -> str:
    return clean_line(cell) if isinstance(cell, str) else ("" if cell == "" else "0")


def _fields(texts: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many fields of one kind these texts name, each by a word of its own that stands there once."""
    counts = Counter(texts)
    fields: dict[str, set[str]] = {}
    for text in texts:
        if text and counts[text] == 1:
            for kind, (word, _) in vocabulary.meanings(text).items():
                fields.setdefault(kind, set()).add(word.field)
    return max(map(len, fields.values()), default=0)
