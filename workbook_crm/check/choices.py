"""Words of a list become the list's values: by code, by name in either language, by alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbook_crm.check.suggest import did_you_mean
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Choices
from workbook_crm.model.options import OPPORTUNITY_STATES, Choice, aliases_in, option_words
from workbook_crm.model.records import ChoiceItem, StaffMember
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot

MOST_SHOWN = 12
"""How many allowed values a message lists."""
Words = Mapping[str, str]
"""Search key of a word -> the value that it means."""


def choice_lists(snapshot: Snapshot, batch: Batch, settings: Settings) -> Choices:
    """The dealership's lists: what the store knows, then what this batch adds; else what one starts with."""
    items = [stored.record for stored in snapshot.of("choices")]
    items += [row.record for table in batch.of_kind("choices") for row in table.rows]
    return lists_of(items, settings)


def lists_of(items: Iterable[ChoiceItem], settings: Settings) -> Choices:
    """The lists that a Choices sheet makes; those that it does not mention are as a dealership starts."""
    lists: dict[str, dict[str, Choice]] = defaultdict(dict)
    of_list = _option_words("list", "choices", settings)
    for item in items:
        name = of_list.get(search_key(item.list or ""))
        if name and item.value and item.state != "inactive":
            lists[name][search_key(item.value)] = _choice(item, settings.choices.get(name, {}))
    own = {
        name: tuple(sorted(values.values(), key=lambda each: each.order)) for name, values in lists.items()
    }
    return {**default_choices(settings.language), **own}


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


def settle_choices(
    batch: Batch, choices: Choices, people: Words, settings: Settings
) -> tuple[Batch, Findings]:
    """The batch with every word of a list replaced by the value that it means, and what was found unknown."""
    found: list[Finding] = []
    tables = {}
    for position, table in enumerate(batch.tables):
        readers = _readers(table, choices, people, settings)
        tables[position] = _settle_table(_states_from_stages(table, choices, settings, found), readers, found)
    return batch.map_tables(tables), tuple(found)


@dataclass(frozen=True)
class _Reader:
    """How the words of one column become values, and what is said of one that does not."""

    column: Column
    words: Words
    unknown: Callable[[Table[Any], int, Column, str], Finding] | None
    fallback: str | None = None


def _settle_table(table: Table[Any], readers: list[_Reader], found: list[Finding]) -> Table[Any]:
    if not readers or not table.rows:
        return table
    return replace(table, rows=tuple(_settle_row(table, row, readers, found) for row in table.rows))


def _settle_row(
    table: Table[Any], row: Sourced[Any], readers: list[_Reader], found: list[Finding]
) -> Sourced[Any]:
    settled: dict[str, str] = {}
    for reader in readers:
        field = reader.column.field
        text = getattr(row.record, field)
        if text is None:
            continue
        value = reader.words.get(search_key(text))
        if value is None and reader.unknown:
            found.append(reader.unknown(table, row.row, reader.column, text))
            value = reader.fallback
        if value is not None and value != text:
            settled[field] = value
    return replace(row, record=replace(row.record, **settled)) if settled else row


def _states_from_stages(
    table: Table[Any], choices: Choices, settings: Settings, found: list[Finding]
) -> Table[Any]:
    """Other systems keep one list for both: "Closed Won" as a stage is the state won."""
    if table.kind != "opportunities":
        return table
    stages = _list_words(choices["stage"])
    states = _option_words("state", "opportunities", settings)
    named = {option.code: option.name for option in OPPORTUNITY_STATES}
    rows = []
    for row in table.rows:
        stage = search_key(row.record.stage or "")
        state = None if stage in stages else states.get(stage)
        if state:
            place = table.place(row.row, "stage")
            found.append(finding(trade.STAGE_IS_STATE, place, row.record.stage, state=named[state]))
            rows.append(replace(row, record=replace(row.record, stage=None, state=row.record.state or state)))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _readers(table: Table[Any], choices: Choices, people: Words, settings: Settings) -> list[_Reader]:
    return [
        reader
        for column in table.of.visible
        if column.field in table.columns
        for reader in _reader(column, table.kind, choices, people, settings)
    ]


def _reader(
    column: Column, kind: str, choices: Choices, people: Words, settings: Settings
) -> Iterator[_Reader]:
    if column.options:
        words = _option_words(column.field, kind, settings)
        yield _Reader(column, words, _treated if column.fallback else _refused, column.fallback)
    elif column.choices and column.choices in choices:
        listed = choices[column.choices]
        is_own = listed != default_choices(settings.language).get(column.choices)
        yield _Reader(
            column, _list_words(listed), _unlisted(listed) if is_own or column.field == "stage" else None
        )
    elif column.of is Of.PERSON and people:
        yield _Reader(column, people, _stranger(people))


def _option_words(field: str, kind: str, settings: Settings) -> Words:
    from workbook_crm.model.sheets import SHEET_OF

    return option_words(SHEET_OF[kind].by_field[field].options, settings.choices.get(field, {}))


def _list_words(listed: Iterable[Choice]) -> Words:
    words: dict[str, str] = {}
    for choice in listed:
        words.update((search_key(alias), choice.value) for alias in choice.aliases)
    words.update((search_key(choice.value), choice.value) for choice in listed)
    return words


def people_of(snapshot: Snapshot, batch: Batch) -> Words:
    """The names of the staff by their search keys: whom the store knows, and whom this batch adds."""
    staff: list[StaffMember] = [stored.record for stored in snapshot.of("staff")]
    staff += [row.record for table in batch.of_kind("staff") for row in table.rows]
    return {search_key(member.name): member.name for member in staff if member.name}


def _refused(table: Table[Any], row: int, column: Column, text: str) -> Finding:
    allowed = tuple(option.name for option in column.options)
    place = table.place(row, column.field)
    facts: dict[str, Fact] = {"column": column.name, "allowed": allowed, "field": column.field}
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


def _unlisted(listed: tuple[Choice, ...]) -> Callable[[Table[Any], int, Column, str], Finding]:
    allowed = tuple(choice.value for choice in listed)

    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        shown = allowed if len(allowed) <= MOST_SHOWN else (*allowed[:MOST_SHOWN], "…")
        place = table.place(row, column.field)
        return finding(trade.UNLISTED_CHOICE, place, text, column=column.name, allowed=shown)

    return say


def _stranger(people: Words) -> Callable[[Table[Any], int, Column, str], Finding]:
    def say(table: Table[Any], row: int, column: Column, text: str) -> Finding:
        place = table.place(row, column.field)
        return finding(trade.UNKNOWN_PERSON, place, text, suggestion=did_you_mean(text, people.values()))

    return say
