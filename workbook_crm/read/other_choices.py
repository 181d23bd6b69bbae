"""Columns that bear a name of ours and hold another system's words: the “Type” of an account, of a deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbook_crm.model.columns import Column, Option
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.options import option_words
from workbook_crm.model.place import Place
from workbook_crm.model.rules.headers import OTHER_CHOICES
from workbook_crm.model.settings import Settings
from workbook_crm.model.vocabulary import WEAK, Word
from workbook_crm.read.headers import HeaderCell

_ENOUGH_ROWS = 3
_ENOUGH_WORDS = {False: 2, True: 3}
"""So many different words must be strange: more where the header is our own name for the column."""
_SHOWN = 3


def other_choices(
    column: Column,
    header: HeaderCell,
    word: Word,
    columns: Sequence[Sequence[object]],
    settings: Settings,
    place: Place,
) -> list[Finding]:
    """The finding other-choices for a column of a fixed list in which not one cell is a word of that list.

    None where there are too few cells to tell: then each is an error of its own. A list with a fallback
    treats what it does not know; there only a weak word (Type) gives way.
    """
    if not column.options or (column.fallback and word.rank < WEAK):
        return []
    cells = columns[header.column]
    seen = list(dict.fromkeys(cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()))
    if not _are_strange(seen, len(cells) - cells.count(""), _known(column, settings), is_own=word.rank <= 0):
        return []
    row, across = (place.row or 1) + header.row, (place.column or 1) + header.column
    facts: Mapping[str, Fact] = {
        "column": column.name,
        "seen": tuple(f"“{text}”" for text in seen[:_SHOWN]),
        "allowed": tuple(option.name for option in column.options),
        "field": column.field,
    }
    return [finding(OTHER_CHOICES, Place(place.file, place.sheet, row, across), header.text, **facts)]


def _are_strange(seen: Sequence[str], rows: int, known: Mapping[str, str], *, is_own: bool) -> bool:
    if len(seen) < _ENOUGH_WORDS[is_own] and (is_own or rows < _ENOUGH_ROWS):
        return False
    return bool(seen) and not any(search_key(text) in known for text in seen)


def _known(column: Column, settings: Settings) -> Mapping[str, str]:
    more = settings.choices.get(column.field, {})
    return _words(column.options, tuple((value, tuple(words)) for value, words in more.items()))


@lru_cache(maxsize=50)
def _words(options: tuple[Option, ...], more: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return option_words(options, {value: list(words) for value, words in more})
