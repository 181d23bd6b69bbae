"""Words that an open list does not have yet: taken as they are, and said once a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbook_crm.check.suggest import did_you_mean
from workbook_crm.model.batch import Table
from workbook_crm.model.choice_words import choice_keys
from workbook_crm.model.columns import Column
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.options import Choice
from workbook_crm.model.rules import trade
from workbook_crm.model.usual_words import OPEN_LISTS, usual_words

_MOST_WORDS = 12


def new_words(linked: Linked, context: Context) -> Iterator[Finding]:
    """Words of open lists that rows bring which say something new; many of one column in one finding."""
    for position, table in enumerate(linked.batch.tables):
        for column in table.of.visible:
            if column.choices in OPEN_LISTS and column.field in table.columns:
                listed = linked.choices.get(column.choices, ())
                known = _known(column.choices, listed)
                if known:
                    rows = linked.rows(position)
                    yield from _of_column(table, column, rows, listed, known)


def _known(name: str, listed: Iterable[Choice]) -> frozenset[str]:
    return usual_words(name) | {key for each in listed for key in choice_keys(each.value)}


def _of_column(
    table: Table[Any],
    column: Column,
    rows: Iterable[LinkedRow],
    listed: Iterable[Choice],
    known: frozenset[str],
) -> Iterator[Finding]:
    at: dict[str, list[int]] = {}
    for each in rows:
        text = getattr(each.row.record, column.field)
        if text is not None and (each.known is None or getattr(each.known, column.field) != text):
            at.setdefault(text, []).append(each.row.row)
    new = {text: rows for text, rows in at.items() if known.isdisjoint(choice_keys(text))}
    if len(new) > _MOST_WORDS:
        place = table.place(table.header_row, column.field)
        facts: dict[str, Fact] = {"count": len(new), "words": tuple(new)[:_MOST_WORDS]}
        yield finding(trade.MANY_NEW_WORDS, place, column=column.name, **facts)
        return
    for text, here in new.items():
        place = table.place(here[0], column.field)
        near = did_you_mean(text, [each.value for each in listed])
        yield finding(trade.NEW_WORD, place, text, column=column.name, rows=len(here), suggestion=near)
