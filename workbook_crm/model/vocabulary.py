"""The words by which sheets and columns are known: built once, asked for every header cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbook_crm.model.aliases import (
    aliases_abroad,
    aliases_of,
    composed_aliases,
    doubtful_aliases,
    weak_aliases,
)
from workbook_crm.model.aliases.dialects import in_written_words
from workbook_crm.model.aliases.spoken import spoken_field, tail_field
from workbook_crm.model.columns import DATED, Sheet
from workbook_crm.model.header_words import (
    EMPTY_BEFORE,
    EMPTY_BEHIND,
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
from workbook_crm.model.spellings import bare, is_coded, plainer, spellings, unaccented, word_key
from workbook_crm.model.written_short import written_out

_WORDS = re.compile(r"[\s_\-.]+")
_PART = re.compile(r"[\W_]+")
_AT_THE_END = re.compile(
    r"(?:[\W\d_]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b)*$", re.IGNORECASE
)
_OF_PRICES = re.compile(r"(?<![询评竞比议砍估还报出开])价$")
"""Names of price lists: 车价, 轮胎价; 询价 asks for a price."""
_DIGITS = re.compile(r"\d+")
_KEPT_OUT = re.compile(r"^\s*\(do not modify\)|\{.*\}|\bvehicle\.interest$", re.IGNORECASE)
"""Columns that another program guards, {{name}}: a program's template that is not filled in, and what an ADF
lead is after: vehicle.interest is buy or lease."""

COMPOSED = 200
"""Rank of a word that was put together of parts: 接待 + 销售顾问."""
ABROAD = 1000
"""Rank of a word of another language than Chinese or English; none of them is a slip of another word."""
SPOKEN = 1500
"""Rank of a header that asks or says in people's own words what a column holds: 说了什么, who."""
SEEN = 1800
"""Rank of a column whose cells alone say what it holds: phones under a header that nobody knows."""
_LONGEST_SPOKEN = 20
"""Characters of a header that may be people's own words."""
WEAK = 4000
"""Rank of a word that may as well mean something else."""
DOUBTFUL = 6000
"""Rank of a word that means a field only where the cells below look like it."""
TAIL = 9000
"""Rank of a header of which only the end says what it may be, where the cells look like it: 产品专家."""
_LEAST_LEFT = 2
"""Characters that are left of a header at the least without what is empty in it; twice that before a tail."""
DERIVED = 2000
"""Rank of a word that was made from a noun and another word: 客户 + 电话."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one header word means within a kind. The lower the rank, the better the word."""

    field: str
    rank: int
    part: str = ""
    """`first`, `middle` or `last`, where the column holds only that part of a name."""


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """All words of all kinds; `columns[kind][key]` is what a header means there."""

    columns: Mapping[str, Mapping[str, Word]]
    sheets: Mapping[str, str]
    """Kind by key of a sheet's name."""
    labels: Mapping[str, Mapping[str, int]]
    """By kind: weak words for what its records are called by, by key, the best with the lowest number."""
    _known: dict[str, Mapping[str, tuple[Word, int]]] = field(default_factory=dict)

    def meanings(self, text: str) -> Mapping[str, tuple[Word, int]]:
        """By kind: what a header means, and by which of its spellings (0 is the text itself)."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> Mapping[str, tuple[Word, int]]:
        if _KEPT_OUT.search(text):
            return {}
        found = self._by_spelling(text)
        plain = simplified(text)
        for other in dict.fromkeys((plain, in_written_words(plain))):
            if other != text:
                found = {**self._by_spelling(other), **found}
        return self._as_spoken(plain, found)

    def _as_spoken(self, text: str, found: Mapping[str, tuple[Word, int]]) -> Mapping[str, tuple[Word, int]]:
        """The meanings with those of people's own words, for kinds to which no listed word speaks."""
        key = word_key(bare(text))
        if not key or len(key) > _LONGEST_SPOKEN or key in OTHERS or is_coded(text):
            return found
        long = written_out(bare(text)) or key
        spoken = {
            kind: (Word(name, SPOKEN), 0)
            for kind in self.columns
            if kind not in found and (name := spoken_field(kind, key) or spoken_field(kind, long)) is not None
        }
        if not found and not spoken:
            tails = ((kind, tail_field(kind, key) or tail_field(kind, long)) for kind in self.columns)
            return {kind: (Word(name, TAIL), 0) for kind, name in tails if name is not None}
        return {**found, **spoken} if spoken else found

    def _by_spelling(self, text: str) -> dict[str, tuple[Word, int]]:
        keys = [(i, key) for i, key in enumerate(dict.fromkeys(spellings(text))) if key]
        is_other = not OTHERS.isdisjoint((word_key(text), word_key(bare(text))))
        found: dict[str, tuple[Word, int]] = {}
        for kind in self.columns:
            for i, key in keys[:1] if is_other else keys:
                word = self.columns[kind].get(key) if key in OTHERS else self.word(kind, key)
                if word is not None:
                    found[kind] = word, i
                    break
        return found

    def may_be_label(self, kind: str, text: str) -> bool:
        """Whether a header may stand for what a kind's records are called by, where no better one does."""
        return self.label_rank(kind, text) is not None

    def label_rank(self, kind: str, text: str) -> int | None:
        """How well a header names a kind's records (0 is best); None where it does not."""
        ranks = self.labels[kind]
        return min((ranks[key] for key in spellings(simplified(text)) if key in ranks), default=None)

    def word(self, kind: str, key: str) -> Word | None:
        """What a key means within a kind, with the kind's noun before it or without: 客户电话 is 电话."""
        found = self.columns[kind].get(key)
        if found or key in NUMBERING:
            return found
        return next((word for stem in _shorter(kind, key) if (word := self._after_noun(kind, stem))), None)

    def _after_noun(self, kind: str, stem: str) -> Word | None:
        word = self.columns[kind].get(stem)
        if word is None or word.rank >= WEAK:
            return None
        return word if word.part else Word(word.field, DERIVED + word.rank)

    def kind_of_name(self, name: str) -> tuple[str | None, bool]:
        """The kind that a sheet's or file's name tells, and whether the name is exactly one of its words."""
        key = word_key(simplified(name))
        if key in self.sheets:
            return self.sheets[key], True
        plain = _without_noise(key)
        if plain in self.sheets:
            return self.sheets[plain], False
        if _OF_PRICES.search(plain):
            return "catalog", False
        last = _last_words(name)
        tails = [
            word
            for word in self.sheets
            if len(word) > 1 and (word in last or (plain.endswith(word) and not word.isascii()))
        ]
        if tails:
            return self.sheets[max(tails, key=len)], False
        return self._kind_of_part(name), False

    def _kind_of_part(self, name: str) -> str | None:
        """The kind that a part of a name tells, where no part tells another: 客户表-老龙, Call sheet Mel."""
        kinds = {kind for part in _parts_of(simplified(name)) if (kind := self._kind_of_key(part))}
        return kinds.pop() if len(kinds) == 1 else None

    def _kind_of_key(self, key: str) -> str | None:
        if key in self.sheets:
            return self.sheets[key]
        if key.isascii():
            return None
        plain = _without_noise(key)
        tails = [
            word for word in self.sheets if len(word) > 1 and not word.isascii() and plain.endswith(word)
        ]
        return self.sheets[max(tails, key=len)] if tails else None


def _without_noise(key: str) -> str:
    """A key without figures and without what people add to any name: 表, 登记, export."""
    plain = _DIGITS.sub("", key)
    for noise in SHEET_NOISE:
        plain = plain.replace(noise, "") or plain
    return plain


def _parts_of(name: str) -> Iterator[str]:
    """Keys of every run of up to three words of a name."""
    words = [each for each in _PART.split(name) if each]
    for many in (3, 2, 1):
        for first in range(len(words) - many + 1):
            yield word_key(" ".join(words[first : first + many]))


def _last_words(name: str) -> frozenset[str]:
    """Keys of the last one, two and three words of a name, but for a month or a number: 2026 Price List."""
    words = _WORDS.split(_AT_THE_END.sub("", name).strip(" 0123456789_-()"))
    return frozenset(word_key(" ".join(words[-many:])) for many in (1, 2, 3))


def vocabulary(settings: Settings, headers: Iterable[Choice] = ()) -> Vocabulary:
    """The words of the trade, of `settings`, and of the dealership's `header` list.

    A value of that list names a column, `电话` wherever there is one or `客户.电话` on one sheet; its
    aliases are the dealership's words for it.
    """
    own = _own_words(settings, headers)
    columns = {sheet.kind: _words_of(sheet, own) for sheet in SHEETS}
    labels = {each.kind: _labels_of(each) for each in SHEETS}
    return Vocabulary(columns, _sheet_words(settings), labels)


def _labels_of(sheet: Sheet[Any]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for rank, word in enumerate(weak_aliases(sheet.kind, sheet.label)):
        ranks.setdefault(word_key(word), rank)
    return ranks


def with_headers(words: Vocabulary, headers: Iterable[Choice]) -> Vocabulary:
    """The same words, and before them those of a `header` list that has come in just now."""
    columns = {kind: dict(known) for kind, known in words.columns.items()}
    for (kind, name), texts in _listed((each.value, each.aliases) for each in headers).items():
        columns[kind].update((word_key(text), Word(name, -1)) for text in texts)
    return Vocabulary(columns, words.sheets, words.labels)


def stems(kind: str, key: str) -> Iterator[str]:
    """What is left of a key behind each noun of the kind that it begins with."""
    for noun in NOUNS.get(kind, ()):
        if key.startswith(noun):
            yield key[len(noun) :]


def _shorter(kind: str, key: str) -> Iterator[str]:
    """A key, and what is left of it without the kind's noun and without empty words: 真实手机号."""
    for stem in (key, *stems(kind, key)):
        yield stem
        for before in EMPTY_BEFORE:
            if stem.startswith(before) and len(stem) - len(before) >= _LEAST_LEFT:
                yield stem[len(before) :]
        for behind in EMPTY_BEHIND:
            if stem.endswith(behind) and len(stem) - len(behind) >= 2 * _LEAST_LEFT:
                yield stem[: -len(behind)]


def _words_of(sheet: Sheet[Any], own: _OwnWords) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for rank, field_name, text in sorted(_ranked(sheet, own), key=lambda each: each[0]):
        key = word_key(text)
        if key not in words and (rank < COMPOSED or key not in NUMBERING):
            words[key] = Word(field_name, rank)
    if sheet.kind in PART_KINDS:
        for text, part in PARTS.items():
            words.setdefault(word_key(text), Word("name", 12, part))
    for key, word in list(words.items()):
        words.setdefault(plainer(key), word)
        words.setdefault(unaccented(key), word)
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
        weak = weak_aliases(sheet.kind, field_name)
        yield from ((i, field_name, word) for i, word in enumerate(weak, WEAK))
        doubtful = doubtful_aliases(sheet.kind, field_name)
        yield from ((i, field_name, word) for i, word in enumerate(doubtful, DOUBTFUL))
        composed = composed_aliases(sheet.kind, field_name)
        yield from ((i, field_name, word) for i, word in enumerate(composed, COMPOSED) if word not in weak)
        abroad = aliases_abroad(sheet.kind, field_name)
        yield from ((i, field_name, word) for i, word in enumerate(abroad, ABROAD) if word not in weak)
        yield DERIVED, field_name, _other_word_for_time(column.name.zh)
        yield DERIVED, field_name, field_name


def _other_word_for_time(word: str) -> str:
    return word.replace("时间", "日期") if "时间" in word else word.replace("日期", "时间")


_OwnWords = Mapping[tuple[str, str], tuple[str, ...]]
"""The dealership's words by kind and field."""


def _own_words(settings: Settings, headers: Iterable[Choice]) -> _OwnWords:
    words = {
        (kind, name): tuple(texts)
        for kind, fields in settings.headers.items()
        for name, texts in fields.items()
    }
    listed = [(each.value, each.aliases) for each in headers]
    listed += [(value, tuple(texts)) for value, texts in settings.choices.get("header", {}).items()]
    for target, texts in _listed(listed).items():
        words[target] = (*words.get(target, ()), *texts)
    return words


def _listed(listed: Iterable[tuple[str, tuple[str, ...]]]) -> _OwnWords:
    """By kind and field: the words that a `header` list gives each column it names."""
    words: dict[tuple[str, str], tuple[str, ...]] = {}
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
