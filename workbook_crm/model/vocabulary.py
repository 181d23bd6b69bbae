"""The words by which sheets and columns are known: built once, asked for every header cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from workbook_crm.model.aliases import NOUNS, NUMBERING, PARTS, SHEET_NOISE, aliases_of
from workbook_crm.model.columns import Column, Sheet
from workbook_crm.model.options import Choice
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.simplified import simplified

_BRACKETS = re.compile(r"[(（\[【{<《][^)）\]】}>》]*[)）\]】}>》]")
_PARTING = re.compile(r"[\n\r/|]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_NOT_CJK = re.compile(r"[^\u3400-\u9fff]+")
_DIGITS = re.compile(r"\d+")

DERIVED = 500
"""Rank of a word that was made from a noun and another word: 客户 + 电话."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one header word means within a kind. The lower the rank, the better the word."""

    field: str
    rank: int
    part: str = ""
    """`first`, `middle` or `last`, where the column holds only that part of a name."""


@lru_cache(maxsize=50_000)
def word_key(text: str) -> str:
    """What the spellings of one header have in common: no capitals, width, spaces or punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(each for each in text.casefold() if each.isalnum())


def spellings(text: str) -> Iterator[str]:
    """The keys under which a header may be known, the surest first.

    `客户名称*`, `金额（元）`, `線(xian)索`, `客户名称 Customer name` and a name in two lines are all understood.
    """
    yield word_key(text)
    bare = _BRACKETS.sub("", text)
    yield word_key(bare)
    for line in _PARTING.split(bare):
        yield word_key(line)
    if _CJK.search(bare) and not bare.isascii():
        yield word_key(_NOT_CJK.sub("", bare))
        yield word_key(_CJK.sub("", bare))
    if bare != text:
        yield from (word_key(each) for each in _BRACKETS.findall(text))


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """All words of all kinds; `columns[kind][key]` is what a header means there."""

    columns: Mapping[str, Mapping[str, Word]]
    sheets: Mapping[str, str]
    """Kind by key of a sheet's name."""
    _known: dict[str, Mapping[str, tuple[Word, int]]] = field(default_factory=dict)
    _all: frozenset[str] = frozenset()

    def meanings(self, text: str) -> Mapping[str, tuple[Word, int]]:
        """By kind: what a header means, and by which of its spellings (0 is the text itself)."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> Mapping[str, tuple[Word, int]]:
        found = self._by_spelling(text)
        plain = simplified(text)
        if plain != text:
            found = {**self._by_spelling(plain), **found}
        return found

    def _by_spelling(self, text: str) -> dict[str, tuple[Word, int]]:
        keys = [key for key in dict.fromkeys(spellings(text)) if key in self._all]
        return {
            kind: (words[key], i)
            for kind, words in self.columns.items()
            for i, key in reversed(list(enumerate(keys)))
            if key in words
        }

    def kind_of_name(self, name: str) -> tuple[str | None, bool]:
        """The kind that a sheet's or file's name tells, and whether the name is exactly one of its words."""
        key = word_key(simplified(name))
        if key in self.sheets:
            return self.sheets[key], True
        bare = _DIGITS.sub("", key)
        for noise in SHEET_NOISE:
            bare = bare.replace(noise, "") or bare
        if bare in self.sheets:
            return self.sheets[bare], False
        tails = [word for word in self.sheets if len(word) > 1 and bare.endswith(word)]
        return (self.sheets[max(tails, key=len)] if tails else None), False


def vocabulary(settings: Settings, headers: Iterable[Choice] = ()) -> Vocabulary:
    """The words of the trade, of `settings`, and of the dealership's `header` list.

    A value of that list names a column, `电话` wherever there is one or `客户.电话` on one sheet; its
    aliases are the dealership's words for it.
    """
    own = _own_words(settings, headers)
    columns = {sheet.kind: _words_of(sheet, own) for sheet in SHEETS}
    keys = frozenset(key for words in columns.values() for key in words)
    return Vocabulary(columns, _sheet_words(settings), {}, keys)


def _words_of(sheet: Sheet[object], own: Mapping[tuple[str, str], tuple[str, ...]]) -> dict[str, Word]:  # type: ignore[type-var]
    ranked: dict[str, Word] = {}
    for rank, column, text in sorted(_ranked(sheet, own), key=lambda each: each[0]):
        ranked.setdefault(word_key(text), Word(column.field, rank))
    for text, part in PARTS.items():
        if sheet.kind in PART_KINDS:
            ranked.setdefault(word_key(text), Word("name", 30, part))
    for key, word in list(ranked.items()):
        for noun in NOUNS.get(sheet.kind, ()):
            if key not in NUMBERING and not word.part:
                ranked.setdefault(noun + key, Word(word.field, DERIVED + word.rank))
    ranked.pop("", None)
    return ranked
