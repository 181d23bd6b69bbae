"""Columns that bear a name of ours and hold another system's words: the “Type” of an account, of a deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from workbook_crm.model.choice_words import Words, fixed_words, kind_written, meaning
from workbook_crm.model.columns import Column, Option
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.options import CUSTOMER_STATES, LEAD_STATES, OPPORTUNITY_STATES
from workbook_crm.model.place import Place
from workbook_crm.model.rules.headers import OTHER_CHOICES
from workbook_crm.model.settings import Settings
from workbook_crm.model.usual_words import news_words
from workbook_crm.model.vocabulary import WEAK, Word
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.text import shown

_ENOUGH_ROWS = 3
_ENOUGH_WORDS = {False: 2, True: 3}
"""So many different words must be strange: more where the header is our own name for the column."""
_SHOWN = 3
_ASKED = 12
"""Words of which the sender is asked what they mean; a column with more of them is no list of options."""
_TOLD_BY_NEWS = (LEAD_STATES, CUSTOMER_STATES, OPPORTUNITY_STATES)


def other_choices(
    column: Column,
    header: HeaderCell,
    word: Word,
    columns: Sequence[Sequence[object]],
    settings: Settings,
    place: Place,
) -> list[Finding]:
    """The finding other-choices for a column of a fixed list that holds the words of another one.

    Under another name than ours, most of its words are enough; under our own, not one may be of that list.
    None where there are too few cells to tell: then each is an error of its own. A list with a fallback
    treats what it does not know; there only a weak word (Type) gives way.
    """
    if not column.options or (column.fallback and word.rank < WEAK):
        return []
    cells = columns[header.column]
    texts = (shown(cell) for cell in cells if isinstance(cell, (str, bool)))
    seen = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    rows = len(cells) - cells.count("")
    words = _known(column, settings)
    known = {text for text in seen if meaning(words, text) or (column.fallback and kind_written(text, words))}
    strange = _strange(seen, rows, known, is_own=word.rank <= 0)
    if not strange:
        return []
    row, across = (place.row or 1) + header.row, (place.column or 1) + header.column
    facts: Mapping[str, Fact] = {
        "column": column.name,
        "seen": tuple(f"“{text}”" for text in strange[:_SHOWN]),
        "allowed": tuple(option.name for option in column.options),
        "words": tuple(strange[:_ASKED]),
    }
    return [finding(OTHER_CHOICES, Place(place.file, place.sheet, row, across), header.text, **facts)]


def _strange(seen: Sequence[str], rows: int, known: Set[str], *, is_own: bool) -> Sequence[str]:
    """The words that are none of the list's, where they are enough to say that it is another list."""
    if len(seen) < _ENOUGH_WORDS[is_own] and (is_own or rows < _ENOUGH_ROWS):
        return ()
    strange = [text for text in seen if text not in known]
    are_most = not is_own and len(strange) > max(1, len(seen) - len(strange))
    return strange if are_most or len(strange) == len(seen) else ()


def _known(column: Column, settings: Settings) -> Words:
    more = settings.choices.get(column.field, {})
    return _words(column.options, tuple((value, tuple(words)) for value, words in more.items()))


@lru_cache(maxsize=50)
def _words(options: tuple[Option, ...], more: tuple[tuple[str, tuple[str, ...]], ...]) -> Words:
    own = fixed_words(options, {value: list(words) for value, words in more})
    return {**news_words("opportunities.state"), **own} if options in _TOLD_BY_NEWS else own
