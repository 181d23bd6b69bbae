"""The words by which sheets and columns are known: built once, asked for every header cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from workbook_crm.model.aliases import aliases_of
from workbook_crm.model.columns import DATED, Sheet
from workbook_crm.model.header_words import (
    NOUNS,
    NUMBERING,
    OTHERS,
    PART_KINDS,
    PARTS,
    SHEET_NOISE,
    SHEET_WORDS,
)
from workbook_crm.model.options import Choice
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.simplified import simplified

_BRACKETS = re.compile(r"[(（\[【{<《][^)）\]】}>》]*[)）\]】}>》]")
_PARTING = re.compile(r"[\n\r/|]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_NOT_CJK = re.compile(r"[^\u3400-\u9fff0-9]+")
_WORDS = re.compile(r"[\s_\-.]+")
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

    `客户名称*`, `金额（元）`, `線(xian)索`, `客户名称 Customer name` and names in two lines are understood.
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
        if "{" in text and "}" in text:  # {{name}}: a program's template, not filled in
            return {}
        found = self._by_spelling(text)
        plain = simplified(text)
        if plain != text:
            found = {**self._by_spelling(plain), **found}
        return found

    def _by_spelling(self, text: str) -> dict[str, tuple[Word, int]]:
        keys = [(i, key) for i, key in enumerate(spellings(text)) if key in self._all]
        if word_key(text) in OTHERS and not (keys and keys[0][0] == 0):
            return {}
        return {
            kind: (words[key], i)
            for kind, words in self.columns.items()
            for i, key in reversed(keys)
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
        last = word_key(_WORDS.split(name.strip(" 0123456789_-()"))[-1])
        tails = [
            word
            for word in self.sheets
            if len(word) > 1 and (last == word or (bare.endswith(word) and not word.isascii()))
        ]
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


def _words_of(sheet: Sheet[Any], own: _OwnWords) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for rank, field_name, text in sorted(_ranked(sheet, own), key=lambda each: each[0]):
        words.setdefault(word_key(text), Word(field_name, rank))
    if sheet.kind in PART_KINDS:
        for text, part in PARTS.items():
            words.setdefault(word_key(text), Word("name", 12, part))
    for key, word in list(words.items()):
        if key not in NUMBERING and not word.part and word.rank < DERIVED:
            for noun in NOUNS.get(sheet.kind, ()):
                words.setdefault(noun + key, Word(word.field, DERIVED + word.rank))
    words.pop("", None)
    return words


def _ranked(sheet: Sheet[Any], own: _OwnWords) -> Iterator[tuple[int, str, str]]:
    """(rank, field, word): the dealership's own first, then our names, then the aliases in their order."""
    for column in sheet.visible:
        field_name = column.field
        for word in own.get((sheet.kind, field_name), ()):
            yield -1, field_name, word
        yield 0, field_name, column.name.zh
        yield 0, field_name, column.name.en
        for i, word in enumerate(aliases_of(sheet.kind, field_name), 1):
            yield i, field_name, word
            if column.of in DATED:
                yield DERIVED + i, field_name, _other_word_for_time(word)
        yield DERIVED, field_name, _other_word_for_time(column.name.zh)
        yield DERIVED, field_name, field_name


def _other_word_for_time(word: str) -> str:
    return word.replace("时间", "日期") if "时间" in word else word.replace("日期", "时间")


_OwnWords = Mapping[tuple[str, str], tuple[str, ...]]
"""The dealership's words by kind and field."""


def _own_words(settings: Settings, headers: Iterable[Choice]) -> _OwnWords:
    words: dict[tuple[str, str], tuple[str, ...]] = {
        (kind, name): tuple(texts)
        for kind, fields in settings.headers.items()
        for name, texts in fields.items()
    }
    listed = [(each.value, each.aliases) for each in headers]
    listed += [(value, tuple(texts)) for value, texts in settings.choices.get("header", {}).items()]
    for value, texts in listed:
        for target in _columns_named(value):
            words[target] = (*words.get(target, ()), *texts)
    return words


def _columns_named(value: str) -> Iterator[tuple[str, str]]:
    """(kind, field) of every column that `电话` or `客户.电话` names."""
    sheet_name, _, name = value.rpartition(".")
    for sheet in SHEETS:
        if sheet_name in ("", sheet.kind, sheet.name.zh, sheet.name.en):
            for column in sheet.visible:
                if word_key(name) in {
                    word_key(each) for each in (column.name.zh, column.name.en, column.field)
                }:
                    yield sheet.kind, column.field


def _sheet_words(settings: Settings) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for sheet in SHEETS:
        for text in settings.sheets.get(sheet.kind, ()):
            words.setdefault(word_key(text), sheet.kind)
    for sheet in SHEETS:
        for text in (sheet.name.zh, sheet.name.en, sheet.kind, *sheet.aliases):
            words.setdefault(word_key(text), sheet.kind)
    for kind, texts in SHEET_WORDS.items():
        for text in texts.split(" | "):
            words.setdefault(word_key(text), kind)
    return words
