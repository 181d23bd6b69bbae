"""Words that open lists took from what people wrote, and that no list of the house has yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from workbook_crm.merge.queries import Queries
from workbook_crm.model.choice_words import choice_keys
from workbook_crm.model.columns import Column, Of, Sheet
from workbook_crm.model.linked import Choices
from workbook_crm.model.report import WordInUse
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.usual_words import OPEN_LISTS, usual_words

_MOST = 200
"""Words of one list: what has more of them is no list of words."""


def words_in_use(queries: Queries, choices: Choices) -> Iterator[WordInUse]:
    """The new words of each open list, those that most records have first."""
    columns: defaultdict[str, list[tuple[Sheet[Any], Column]]] = defaultdict(list)
    for sheet in SHEETS:
        for column in sheet.visible:
            if column.choices in OPEN_LISTS:
                columns[column.choices].append((sheet, column))
    for name, where in columns.items():
        known = usual_words(name) | {key for each in choices.get(name, ()) for key in choice_keys(each.value)}
        if known:
            yield from _of_list(queries, where, known)


def _of_list(
    queries: Queries, where: list[tuple[Sheet[Any], Column]], known: frozenset[str]
) -> Iterator[WordInUse]:
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sheet, column in where:
        for word, person, count in _counted(queries, sheet, column.field):
            if known.isdisjoint(choice_keys(word)):
                people[word][person or ""] += count
    ranked = sorted(people.items(), key=lambda each: (-each[1].total(), each[0]))
    for word, counts in ranked[:_MOST]:
        names = tuple(name for name, _ in counts.most_common() if name)
        yield WordInUse(where[0][1].name, word, counts.total(), names)


def _counted(queries: Queries, sheet: Sheet[Any], field: str) -> Iterator[tuple[str, str | None, int]]:
    """Each value of a field with a person of its records, and how many they are."""
    table = queries.schema.records[sheet.kind]
    person = next(column.field for column in sheet.visible if column.of is Of.PERSON)
    query = (
        select(table.c[field], table.c[person], func.count())
        .where(table.c[field].is_not(None), queries.keeps(sheet.kind))
        .group_by(table.c[field], table.c[person])
    )
    for row in queries.connection.execute(query):
        yield row[0], row[1], row[2]
