"""Words of a list become the list's values: by code, by name in either language, by alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from workbook_crm.check.suggest import did_you_mean
from workbook_crm.check.unknown_words import is_refused, without_unknown
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.choice_words import (
    NAMES,
    Words,
    fixed_words,
    kind_written,
    level_meant,
    listed_words,
    meaning,
    words_of,
)
from workbook_crm.model.columns import Column, Of, Sheet, with_values
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Choices
from workbook_crm.model.options import CATALOG_KINDS, OPPORTUNITY_STATES, Choice, aliases_in
from workbook_crm.model.records import ChoiceItem, StaffMember
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.simplified import simplified
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.usual_words import news_words, words_with_usual

MOST_SHOWN = 12
"""How many allowed values a message lists."""
_NO_OTHERS = Name("（列表里没有别的选项）", "(the list has no others)")
_OF_A_CHOICE = ("order", "probability", "usual_days", "interval_days", "aliases", "state")
_WARNED = frozenset({"stage", "level"})
"""Lists of which a word that is not listed is said at its cell: forecasts and intervals go by them. Of other
lists it is said once a word (`check.new_words`)."""


class Lists(NamedTuple):
    """The dealership's lists, and the words that are stopped in them."""

    live: Choices
    stopped: Mapping[str, Words]
    """By list, also where it has no other words of its own."""


def choice_lists(snapshot: Snapshot, batch: Batch, settings: Settings) -> Lists:
    """The dealership's lists: what the store knows, then what this batch adds; else what one starts with."""
    items = [stored.record for stored in snapshot.of("choices")]
    items += [row.record for table in batch.of_kind("choices") for row in table.rows]
    listed = _listed(items, settings)
    is_stopped = _is_stopped(settings)
    stopped = {
        name: words_of((each.value or "", each.value or "") for each in values if is_stopped(each))
        for name, values in listed.items()
    }
    return Lists(_live_lists(listed, settings), stopped)


def lists_of(items: Iterable[ChoiceItem], settings: Settings) -> Choices:
    """The lists that a Choices sheet makes; those that it does not mention are as a dealership starts."""
    return _live_lists(_listed(items, settings), settings)


def _listed(items: Iterable[ChoiceItem], settings: Settings) -> Mapping[str, Collection[ChoiceItem]]:
    """By list: its values, each once. A later item of a value adds to the earlier one."""
    lists: dict[str, dict[str, ChoiceItem]] = defaultdict(dict)
    of_list = _option_words("list", "choices", settings)
    for item in items:
        name = meaning(of_list, item.list or "")
        if name and item.value:
            key = search_key(item.value)
            lists[name][key] = _laid_over(lists[name].get(key), item)
    return {name: values.values() for name, values in lists.items()}


def _is_stopped(settings: Settings) -> Callable[[ChoiceItem], bool]:
    states = _option_words("state", "choices", settings)
    return lambda item: meaning(states, item.state or "") == "inactive"


def _live_lists(listed: Mapping[str, Collection[ChoiceItem]], settings: Settings) -> Choices:
    """The lists without what is stopped. Of one in which words are only stopped, the usual ones stay."""
    usual, is_stopped = default_choices(settings.home), _is_stopped(settings)
    lists = dict(usual)
    for name, values in listed.items():
        more = settings.choices.get(name, {})
        live = sorted(
            (_choice(each, more) for each in values if not is_stopped(each)), key=lambda each: each.order
        )
        gone = {search_key(each.value or "") for each in values}
        others = (each for each in usual.get(name, ()) if search_key(each.value) not in gone)
        lists[name] = tuple(live or others)
    return lists


def _laid_over(before: ChoiceItem | None, item: ChoiceItem) -> ChoiceItem:
    if before is None:
        return item
    said = ((field, getattr(item, field)) for field in _OF_A_CHOICE)
    return with_values(before, {field: value for field, value in said if value is not None})


def _choice(item: ChoiceItem, more: Mapping[str, list[str]]) -> Choice:
    value = item.value or ""
    return Choice(
        value,
        (*aliases_in(item.aliases), *more.get(value, ())),
        item.order or 0,
        item.probability,
        item.usual_days,
        item.interval_days,
    )


def settle_choices(batch: Batch, choices: Lists, people: Words, settings: Settings) -> tuple[Batch, Findings]:
    """The batch with every word of a list replaced by the value that it means, and what was found unknown."""
    found: list[Finding] = []
    tables = {}
    for position, table in enumerate(batch.tables):
        readers = _readers(table, choices, people, settings)
        told = _states_from_stages(table, choices.live, settings, found)
        tables[position] = without_unknown(_settle_table(told, readers, found), settings, found)
    return batch.map_tables(tables), tuple(found)


Say = Callable[[Table[Any], int, Column, str], Finding]
Read = tuple[str | None, Say | None]
"""The value of a word, None where the word itself is the value; and what is to be said."""


class _Reader(NamedTuple):
    """How the words of one column become values. Each word is read once."""

    column: Column
    read: Callable[[str], Read]


def _settle_table(table: Table[Any], readers: list[_Reader], found: list[Finding]) -> Table[Any]:
    if not readers or not table.rows:
        return table
    return replace(table, rows=tuple(_settle_row(table, row, readers, found) for row in table.rows))


def _settle_row(
    table: Table[Any], row: Sourced[Any], readers: list[_Reader], found: list[Finding]
) -> Sourced[Any]:
    settled: dict[str, str] = {}
    guessed: list[tuple[str, str]] = []
    for reader in readers:
        name = reader.column.field
        text = getattr(row.record, name)
        if text is None:
            continue
        value, say = reader.read(text)
        if say:
            found.append(say(table, row.row, reader.column, text))
            guessed += [(name, text)] * (say is _treated)
        if value is not None and value != text:
            settled[name] = value
    if not settled:
        return row
    typed = (*row.typed, *guessed) if guessed else row.typed
    return replace(row, record=replace(row.record, **settled), typed=typed)


def _states_from_stages(
    table: Table[Any], choices: Choices, settings: Settings, found: list[Finding]
) -> Table[Any]:
    """Other systems keep one list for both: "Closed Won" as a stage is the state won."""
    if table.kind != "opportunities":
        return table
    stages = listed_words(choices["stage"])
    states = {**news_words("opportunities.state"), **_option_words("state", "opportunities", settings)}
    named = {option.code: option.name for option in OPPORTUNITY_STATES}
    rows = []
    for row in table.rows:
        stage = row.record.stage or ""
        state = None if meaning(stages, stage) else meaning(states, stage)
        if state:
            place = table.place(row.row, "stage")
            found.append(finding(trade.STAGE_IS_STATE, place, row.record.stage, state=named[state]))
            rows.append(replace(row, record=replace(row.record, stage=None, state=row.record.state or state)))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _readers(table: Table[Any], choices: Lists, people: Words, settings: Settings) -> list[_Reader]:
    readers = [
        reader
        for column in table.of.visible
        if column.field in table.columns
        for reader in _reader(column, table.of, choices, people, settings)
    ]
    if table.kind == "follow_ups" and "method" not in table.columns:
        readers.append(_Reader(table.of.by_field["method"], cache(_told_by_words(choices.live))))
    return readers


def _told_by_words(choices: Choices) -> Callable[[str], Read]:
    """How a method is read that the words of a contact tell: of that there is nothing to be said."""
    words = listed_words(choices.get("method", ()))
    return lambda text: (meaning(words, text) or text, None)


def _reader(
    column: Column, sheet: Sheet[Any], choices: Lists, people: Words, settings: Settings
) -> Iterator[_Reader]:
    if column.options:
        news = news_words(f"{sheet.kind}.{column.field}")
        words = _option_words(column.field, sheet.kind, settings)
        refused = _refused if is_refused(sheet, column, settings) else None
        yield _Reader(column, cache(_fixed(column, words, news, refused)))
    elif column.choices:
        yield _Reader(column, cache(_open(column.choices, choices)))
    elif column.of is Of.PERSON and people:
        yield _Reader(column, _person(people))


def _fixed(column: Column, words: Words, news: Words, refused: Say | None) -> Callable[[str], Read]:
    """How the words of a fixed list are read, also as ordinary news or by the goods that a word tells.

    A word that is none of them stays, and is settled for its whole column (`check.unknown_words`).
    """
    names = {option.code: option.name for option in column.options}

    def read(text: str) -> Read:
        value = meaning(words, text)
        if value is None and (told := meaning(news, text)):
            return told, _news(names[told], tuple(names.values()))
        if value is not None or not column.fallback:
            return value, None if value else refused
        told = kind_written(text, words)
        return (told, _told(told)) if told else (column.fallback, _treated)

    return read


def _person(people: Words) -> Callable[[str], Read]:
    """How people are read: as they are called, in the script in which they are."""
    stranger = _stranger(people)

    def read(text: str) -> Read:
        name = people.get(search_key(text))
        return name, None if name else stranger

    return read


def _open(name: str, choices: Lists) -> Callable[[str], Read]:
    """How the words of an open list are read: what need not be listed is taken, in Simplified Chinese."""
    listed = choices.live.get(name, ())
    words, values = words_with_usual(name, listed), tuple(each.value for each in listed)
    news = {word: value for word, value in news_words(name).items() if value in values}
    live, stopped, unlisted = listed_words(listed), choices.stopped.get(name, {}), _unlisted(listed)

    def read(text: str) -> Read:
        if meaning(stopped, text) is not None and meaning(live, text) is None:
            return (None if name in _WARNED | NAMES else simplified(text)), unlisted
        value = meaning(words, text) or (level_meant(values, text) if name == "level" else None)
        if value is None and (told := meaning(news, text)):
            return told, _news(Name(told, told), values)
        if value is None and name not in _WARNED | NAMES:
            value = simplified(text)
        return value, unlisted if value is None and name in _WARNED else None

    return read


def _option_words(field: str, kind: str, settings: Settings) -> Words:
    from workbook_crm.model.sheets import SHEET_OF

    return fixed_words(SHEET_OF[kind].by_field[field].options, settings.choices.get(field, {}))


def people_of(snapshot: Snapshot, batch: Batch) -> Words:
    """The names of the staff by their search keys: whom the store knows, and whom this batch adds."""
    staff: list[StaffMember] = [stored.record for stored in snapshot.of("staff")]
    staff += [row.record for table in batch.of_kind("staff") for row in table.rows]
    return {search_key(member.name): member.name for member in staff if member.name}


def _refused(table: Table[Any], row: int, column: Column, text: str) -> Finding:
    allowed = tuple(option.name for option in column.options)
    place = table.place(row, column.field)
    facts: dict[str, Fact] = {"column": column.name, "allowed": allowed}
    return finding(trade.UNKNOWN_CHOICE, place, text, **facts)


def _treated(table: Table[Any], row: int, column: Column, text: str) -> Finding:
    named = {option.code: option.name for option in column.options}
    return finding(
        trade.CHOICE_READ_AS,
        table.place(row, column.field),
        text,
        column=column.name,
        option=named[column.fallback or ""],
        allowed=tuple(named.values()),
    )


def _news(option: Name, allowed: tuple[Name, ...] | tuple[str, ...]) -> Say:
    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        place = table.place(row, column.field)
        return finding(trade.NEWS_READ_AS, place, text, column=column.name, option=option, allowed=allowed)

    return say


def _told(kind: str) -> Say:
    named = {option.code: option.name for option in CATALOG_KINDS}

    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        place = table.place(row, column.field)
        return finding(trade.CHOICE_TOLD, place, text, column=column.name, option=named[kind])

    return say


def _unlisted(listed: tuple[Choice, ...]) -> Say:
    allowed = tuple(choice.value for choice in listed)

    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        shown: Fact = allowed if len(allowed) <= MOST_SHOWN else (*allowed[:MOST_SHOWN], "…")
        shown = shown or _NO_OTHERS
        place = table.place(row, column.field)
        return finding(trade.UNLISTED_CHOICE, place, text, column=column.name, allowed=shown)

    return say


def _stranger(people: Words) -> Say:
    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        place = table.place(row, column.field)
        return finding(trade.UNKNOWN_PERSON, place, text, suggestion=did_you_mean(text, people.values()))

    return say
