"""Contacts beside records: the cell that each comes from, and what they make of their record's row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.changes import Fate, RowOutcome, TableOutcome
from workbook_crm.model.linked import LinkedRow

_NEWS = frozenset({Fate.NEW, Fate.CHANGED})


def cell_of(each: LinkedRow) -> int | None:
    """The column of the cell that a contact beside a record comes from; None for a row of its own."""
    return origin_column(each.table) if each.table.beside else None


def origin_column(table: Table[Any]) -> int | None:
    """The column that tells of a contact: its text, else its day."""
    return table.column_of("content") or table.column_of("time")


def with_contacts(outcomes: Sequence[TableOutcome], tables: Sequence[Table[Any]]) -> Iterator[TableOutcome]:
    """The outcomes with a record's row changed where nothing but a contact beside it is news."""
    news: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for table, outcome in zip(tables, outcomes, strict=True):
        if table.beside is not None:
            for each in outcome.rows:
                news[table.beside.main][each.row] += each.fate in _NEWS
    for nth, outcome in enumerate(outcomes):
        here = news.get(nth)
        yield TableOutcome(nth, tuple(_told(outcome.rows, here))) if here else outcome


def _told(rows: Iterable[RowOutcome], news: defaultdict[int, int]) -> Iterator[RowOutcome]:
    for each in rows:
        contacts = news[each.row]
        if not contacts or each.fate is Fate.HELD:
            yield each
        else:
            fate = Fate.CHANGED if each.fate is Fate.UNCHANGED else each.fate
            yield each._replace(fate=fate, contacts=contacts)
