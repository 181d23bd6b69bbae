"""What the keys of the settings' tables may be, and the nearest right word where one of them is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.options import LISTS
from workbook_crm.model.sheets import SHEET_OF, SHEETS
from workbook_crm.model.spellings import word_key

Words = Mapping[str, str]
"""The key that is meant, by the search key of each word for it."""
_MOST_LISTED = 15
_NO_SETTING = Name("没有“{key}”这个设置", "There is no setting “{key}”")
_NO_COLUMN = Name("“{key}”里写的“{word}”不是其中的列", "“{word}” in “{key}” is no column there")
_NO_TARGET = Name("“{key}”里的“{word}”不是哪一列的名称", "“{word}” in “{key}” is the name of no column")
_NEAR = Name("，是不是“{near}”？", "; did you mean “{near}”?")
_LISTED = Name("；可以写：{all}。", "; there are: {all}.")
_CHECK = Name("，请核对拼写。", "; check its spelling.")


class UnknownKeysError(ValueError):
    """Keys of a table that nothing is called; each with what is said of it."""

    def __init__(self, problems: Iterable[Name]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(each.en for each in self.problems))


def unknown_setting(key: str, words: Words) -> Name:
    """That there is no such setting, with what it is a slip for; `key` ends with the word that is none."""
    before, dot, word = key.rpartition(".")
    return _said(_NO_SETTING, word, words, key=key, path=before + dot)


def unknown_kinds(table: str, kinds: Iterable[str]) -> Iterator[Name]:
    """Of a table by kind of record: the kinds that there are not."""
    for kind in kinds:
        if kind not in SHEET_OF:
            yield unknown_setting(f"{table}.{kind}", _KINDS)


def unknown_columns(table: str, columns: Mapping[str, Iterable[str]]) -> Iterator[Name]:
    """Of a table of tables, [table.kind] field = ...: the kinds and fields that there are not."""
    yield from unknown_kinds(table, columns)
    for kind, field in _strangers(columns):
        yield unknown_setting(f"{table}.{kind}.{field}", _fields(kind))


def unknown_listed(table: str, columns: Mapping[str, Iterable[str]]) -> Iterator[Name]:
    """Of a table of lists, kind = [field, ...]: the kinds and fields that there are not."""
    yield from unknown_kinds(table, columns)
    for kind, field in _strangers(columns):
        yield _said(_NO_COLUMN, field, _fields(kind), key=f"{table}.{kind}", path="")


def unknown_choices(choices: Mapping[str, Iterable[str]]) -> Iterator[Name]:
    """Of the dealership's words for values: the lists that there are not, and codes of no fixed choice.

    The values of open lists are the dealership's own.
    """
    fixed, names = _fixed_choices(), _choice_lists()
    for name, values in choices.items():
        if name not in names.values():
            yield unknown_setting(f"choices.{name}", names)
        elif name == "header":
            for value in values:
                if word_key(value) not in (columns := _named_columns()):
                    yield _said(_NO_TARGET, value, columns, key=f"choices.{name}", path="")
        elif name in fixed:
            for value in values:
                if value not in fixed[name].values():
                    yield unknown_setting(f"choices.{name}.{value}", fixed[name])


def _strangers(columns: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for kind, fields in columns.items():
        if kind in SHEET_OF:
            known = {column.field for column in SHEET_OF[kind].visible}
            yield from ((kind, field) for field in fields if field not in known)


def _words(key: str, *names: str) -> dict[str, str]:
    return {search_key(each): key for each in (*names, key)}


_KINDS: Words = {
    word: key for each in SHEETS for word, key in _words(each.kind, each.name.zh, each.name.en).items()
}


def _fields(kind: str) -> Words:
    columns = SHEET_OF[kind].visible
    return {
        word: key
        for column in columns
        for word, key in _words(column.field, column.name.zh, column.name.en).items()
    }


def _fixed_choices() -> dict[str, dict[str, str]]:
    """By field: the codes of its fixed choices, on whatever sheet it stands."""
    found: dict[str, dict[str, str]] = {}
    for sheet in SHEETS:
        for column in sheet.visible:
            for option in column.options:
                words = _words(option.code, option.name.zh, option.name.en)
                found.setdefault(column.field, {}).update(words)
    return found


def _choice_lists() -> Words:
    """The lists that may have words of the dealership's: fixed ones by field, open ones by their name."""
    words: dict[str, str] = {}
    for sheet in SHEETS:
        for column in sheet.visible:
            if column.options:
                words |= _words(column.field, column.name.zh, column.name.en)
            if column.choices:
                words |= _words(column.choices)
    for each in LISTS:
        words |= _words(each.code, each.name.zh, each.name.en)
    return words


def _named_columns() -> Words:
    """What a word for headers may stand for: `电话` wherever there is one, `客户.电话` on one sheet."""
    return {
        word_key(f"{before}{name}"): f"{before}{name}"
        for sheet in SHEETS
        for before in ("", *(f"{each}." for each in (sheet.kind, sheet.name.en, sheet.name.zh)))
        for column in sheet.visible
        for name in (column.field, column.name.en, column.name.zh)
    }


def _said(text: Name, word: str, words: Words, *, key: str, path: str) -> Name:
    keys, near = tuple(dict.fromkeys(words.values())), _nearest(word, words)
    then = _NEAR if near else _LISTED if len(keys) <= _MOST_LISTED else _CHECK
    both = Name(text.zh + then.zh, text.en + then.en)
    listed = Name("、".join(keys), ", ".join(keys))
    return both.filled(key=key, word=word, near=f"{path}{near}", all=listed)


def _nearest(word: str, words: Words) -> str | None:
    """The key that a word is a name of, else a slip for."""
    key = search_key(word)
    found = [key] if key in words else difflib.get_close_matches(key, words, n=1, cutoff=0.65)
    return words[found[0]] if found else None
