"""What a sender has answered about a sheet, put to use in reading it; and said, each answer once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed, Given, says_no
from workbook_crm.model.answered import as_answered
from workbook_crm.model.batch import Table
from workbook_crm.model.choice_words import fixed_words, meaning
from workbook_crm.model.columns import Column
from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.replies import Block
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEET_OF, SHEETS
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read.body import Body
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Understood
from workbook_crm.read.text import clean_line

CHOSEN = 50.0
"""What the sender's own word speaks for a kind: more than all else together."""
NONE = "none"
"""In place of a kind: the sheet is no list."""


def chosen_kind(
    agreed: Agreed, vocabulary: Vocabulary, place: Place
) -> tuple[str | None, tuple[Finding, ...]]:
    """The kind that the sender says a sheet is of, NONE where it is no list, and what is said of that."""
    given = agreed.answer(Block.KIND)
    if given is None:
        return None, ()
    if says_no(given.choice):
        return NONE, (as_answered(given, place, Name("这张表不是名单", "this sheet is not a list")),)
    key = word_key(given.choice)
    kind = next(
        (each.kind for each in SHEETS if key in map(word_key, (each.kind, each.name.zh, each.name.en))), None
    )
    kind = kind or vocabulary.kind_of_name(given.choice)[0]
    if kind is None:
        return None, ()
    name = SHEET_OF[kind].name
    what = Name(f"这张表是“{name.zh}”", f"this sheet lists {name.en}")
    return kind, (as_answered(given, place, what),)


def named_columns(understood: Understood, agreed: Agreed, place: Place) -> Iterator[Finding]:
    """What is said of the columns about which the sender has answered."""
    told = {cell.text: cell for cell in understood.header.cells}
    told |= {cell.text: cell for group in understood.contacts.groups for cell in group.cells.values()}
    for given in agreed.about(Block.COLUMN):
        cell = told.get(given.subject[0])
        if cell is not None:
            where = Place(
                place.file, place.sheet, (place.row or 1) + cell.row, (place.column or 1) + cell.column
            )
            yield as_answered(given, where, _column(given))


def _column(given: Given) -> Name:
    header = given.subject[0]
    if says_no(given.choice):
        return Name(f"“{header}”这一列不用，原样留着", f"the column “{header}” is kept as it is")
    return Name(f"“{header}”这一列是“{given.choice}”", f"the column “{header}” is “{given.choice}”")


def in_our_words(
    body: Body, cells: Sequence[HeaderCell], agreed: Agreed, place: Place
) -> tuple[Body, list[Finding]]:
    """The rows with the sender's own words replaced by those that he says they mean."""
    words = agreed.words
    if not words:
        return body, []
    columns, found = list(body.columns), list[Finding]()
    for cell in cells:
        if cell.text in words:
            where = Place(
                place.file, place.sheet, (place.row or 1) + cell.row, (place.column or 1) + cell.column
            )
            columns[cell.column], used = _translated(columns[cell.column], words[cell.text])
            found += [as_answered(each, where, _word(each)) for each in used]
    return replace(body, columns=tuple(columns)), found


def _translated(cells: Sequence[Any], words: Mapping[str, Given]) -> tuple[list[Any], list[Given]]:
    """The cells of a column in our words, and the answers that were of use; a word of no use stays."""
    used = {
        text: words[word]
        for text in {each for each in cells if isinstance(each, str) and each}
        if (word := clean_line(text)) in words and not says_no(words[word].choice)
    }
    changed = [used[cell].choice if isinstance(cell, str) and cell in used else cell for cell in cells]
    there = {clean_line(each) for each in cells if isinstance(each, str)}
    return changed, [given for word, given in words.items() if word in there]


def _word(given: Given) -> Name:
    header, word = given.subject
    if says_no(given.choice):
        return Name(f"“{header}”里的“{word}”原样留着", f"“{word}” in “{header}” is kept as it is")
    return Name(
        f"“{header}”里的“{word}”就是“{given.choice}”", f"“{word}” in “{header}” means “{given.choice}”"
    )


def with_defaults(table: Table[Any], agreed: Agreed, settings: Settings) -> Table[Any]:
    """The table with what all its rows have in columns that the sheet lacks, as the sender has answered."""
    if agreed is NOTHING_AGREED:
        return table
    defaults = dict[str, str]()
    for given in agreed.about(Block.DEFAULT):
        column = table.of.by_field.get(given.subject[0])
        if column is not None and column.field not in table.columns and not says_no(given.choice):
            value = _value(column, given.choice, settings)
            defaults |= {column.field: value} if value is not None else {}
    return replace(table, agreed=agreed, defaults=defaults)


def _value(column: Column, choice: str, settings: Settings) -> str | None:
    """A choice as a record has it; None for what is no option of a fixed list."""
    if not column.options:
        return choice
    return meaning(fixed_words(column.options, settings.choices.get(column.field, {})), choice)
