"""What is asked about all rows of a sheet at once: what they have in a column that the sheet lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbook_crm.model.agreed import Given, says_no
from workbook_crm.model.answered import as_answered
from workbook_crm.model.asks import OR, Ask, ask_in_text
from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.replies import Block
from workbook_crm.model.usual_words import usual_values

_FOR_ALL = frozenset({Of.CHOICE, Of.PERSON})
"""Kinds of value that all rows of a list may share: where they come from, whose they are."""


def asked_defaults(
    table: Table[Any], lacking: Iterable[Column], linked: Linked, context: Context
) -> tuple[str, ...]:
    """The questions about columns that a sheet lacks, where one value for all rows is an answer."""
    return tuple(map(ask_in_text, _asks(table, lacking, linked, context)))


def answered_defaults(linked: Linked, context: Context) -> Iterator[Finding]:
    """What is said of columns that a sheet lacks, and about which its sender has answered."""
    for table in linked.batch.tables:
        if table.is_implied or table.beside or table.made_by is not None:
            continue
        for given in table.agreed.about(Block.DEFAULT):
            column = table.of.by_field.get(given.subject[0])
            if column is not None and column.field not in table.columns:
                options = tuple(_options(column, linked, context))
                place = table.place(table.header_row)
                yield as_answered(given, place, _answer(column, given), options)


def _answer(column: Column, given: Given) -> Name:
    name = column.name
    if says_no(given.choice):
        return Name(f"“{name.zh}”先空着", f"“{name.en}” stays blank")
    return Name(
        f"没有“{name.zh}”这一列，空着的都填“{given.choice}”",
        f"there is no column “{name.en}”; what is blank becomes “{given.choice}”",
    )


def _asks(table: Table[Any], lacking: Iterable[Column], linked: Linked, context: Context) -> Iterator[Ask]:
    columns = [column for column in lacking if column.of in _FOR_ALL]
    if context.sender is None:
        columns += _owner(table)
    for column in columns:
        if table.agreed.answer(Block.DEFAULT, column.field) is None:
            offer = table.agreed.offer(Block.DEFAULT, column.field)
            told = (offer.choice, offer.by) if offer else ("", "")
            yield Ask(table.sheet, column.field, "", *told, OR.join(_options(column, linked, context)))


def _owner(table: Table[Any]) -> Iterator[Column]:
    """The column of those who look after the rows, where the sheet lacks it and they have nobody."""
    person = next((column for column in table.of.visible if column.of is Of.PERSON), None)
    if person is not None and person.field not in table.columns and person.field not in table.defaults:
        yield person


def _options(column: Column, linked: Linked, context: Context) -> Iterator[str]:
    """What the house has to choose from; the options of a fixed list are known by the column."""
    if column.of is Of.PERSON:
        staff = (stored.record for stored in context.snapshot.of("staff"))
        yield from (each.name for each in staff if each.name and each.state != "inactive")
    elif column.choices:
        listed = [each.value for each in linked.choices.get(column.choices, ())]
        language = linked.batch.language
        yield from listed or (each[language] for each in usual_values(column.choices))
