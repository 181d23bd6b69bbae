"""The lists of words themselves: none means two things, none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from workbook_crm.model.aliases import aliases_of, composed_aliases, expanded, weak_aliases
from workbook_crm.model.columns import Option, Sheet
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Language
from workbook_crm.model.options import LISTS
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.spellings import word_key

FIXED = {
    f"{each.kind}.{column.field}": column.options
    for each in SHEETS
    for column in each.visible
    if column.options
}


def meanings(words: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word, meaning in words:
        found.setdefault(search_key(word), set()).add(meaning)
    return {word: each for word, each in found.items() if len(each) > 1}


def words_of(option: Option) -> tuple[str, ...]:
    return (option.code, option.name.zh, option.name.en, *option.aliases)


@pytest.mark.parametrize("options", [*FIXED.values(), LISTS], ids=[*FIXED, "lists"])
def test_no_word_of_a_fixed_list_means_two_options(options: tuple[Option, ...]) -> None:
    assert not meanings((word, option.code) for option in options for word in words_of(option))


@pytest.mark.parametrize("language", Language)
def test_no_word_of_a_starting_list_means_two_values(language: Language) -> None:
    for choices in default_choices(language).values():
        assert not meanings((word, each.value) for each in choices for word in (each.value, *each.aliases))


@pytest.mark.parametrize("of", SHEETS, ids=lambda each: each.kind)
def test_no_word_heads_two_columns_of_a_kind(of: Sheet[Any]) -> None:
    listed = [
        (word_key(word), column.field)
        for column in of.visible
        for word in (column.name.zh, column.name.en, *aliases_of(of.kind, column.field))
    ]
    composed = [
        (word_key(word), column.field)
        for column in of.visible
        for word in composed_aliases(of.kind, column.field)
    ]
    assert not meanings(listed)
    assert meanings(composed).keys() <= {word for word, _ in listed}


def test_braces_stand_for_each_of_their_words() -> None:
    assert list(expanded("{work,home}{ phone,} x")) == ["work phone x", "work x", "home phone x", "home x"]
    assert list(expanded("plain")) == ["plain"]


def test_what_stands_behind_the_bars_is_no_better_word() -> None:
    for each in SHEETS:
        for column in each.visible:
            weak = set(weak_aliases(each.kind, column.field))
            assert weak.isdisjoint(aliases_of(each.kind, column.field))
            assert all(
                "{" not in word and "|" not in word for word in composed_aliases(each.kind, column.field)
            )
