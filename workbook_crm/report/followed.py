"""The rows behind the figures of a table: which records each of them was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbook_crm.model.due import DueList
from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, DailyFacts, ReportTable, Trace, Unit, trace_of
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.words import say

MOST_BEHIND = 200
"""Records told behind one figure; the list of all of them, in the workbook, can be filtered."""
MOST_SHARED = 2_000
"""Records told behind a figure that they share with the other rows of its table."""
MOST_FOLLOWED = 500
"""Rows of a table whose figures can be followed: the first, as many as a page shows."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of a record behind a figure."""

    number: str
    name: str = ""
    customer: str = ""
    owner: str = ""
    stage: str = ""
    state: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """The records that some figures of one row were made from."""

    label: str
    """What the row is about: `方案报价`."""
    figures: tuple[str, ...]
    """The names of the columns."""
    trace: Trace

    @property
    def most(self) -> int:
        return MOST_SHARED if self.trace.about else MOST_BEHIND

    @property
    def numbers(self) -> tuple[str, ...]:
        """Those that are listed."""
        return self.trace.numbers[: self.most]

    @property
    def count(self) -> int:
        return len(self.trace.numbers)

    @property
    def more(self) -> int:
        return max(0, self.count - self.most)

    def rows(self, known: Mapping[str, Known]) -> Iterator[tuple[Known, Cell]]:
        """What is known of each record that is listed, and what it told to the figure."""
        told = self.trace.told or (None,) * self.count
        for number, each in zip(self.numbers, told, strict=False):  # not all may be listed
            yield known.get(number) or Known(number), each


@dataclass(frozen=True, slots=True)
class Followed:
    """All that is behind a table's figures."""

    behind: tuple[Behind, ...] = ()
    place: Mapping[tuple[int, int], int] | None = None
    """By (row, column) of a figure: which of `behind` it is, from 0."""

    def of(self, row: int, column: int) -> int | None:
        """Which of `behind` a figure can be followed to; None where to none."""
        return self.place.get((row, column)) if self.place else None

    def is_column(self, column: int) -> bool:
        """Whether any figure of a column can be followed, and with it their sum."""
        return any(each == column for _row, each in self.place or ())


def followed_in(table: ReportTable, language: Language) -> Followed:
    """The records behind each figure of a table, in the order of its rows."""
    found: list[Behind] = []
    place: dict[tuple[int, int], int] = {}
    shared: dict[Trace, int] = {}
    for row, cells in enumerate(table.rows[:MOST_FOLLOWED]):
        columns_of: dict[Trace, list[int]] = {}
        for column, cell in enumerate(cells):
            if trace_of(cell).numbers:
                columns_of.setdefault(trace_of(cell), []).append(column)
        for trace, columns in columns_of.items():
            nth = shared.setdefault(trace, len(found)) if trace.about else len(found)
            place |= {(row, column): nth for column in columns}
            if nth == len(found):
                names = tuple(table.columns[column].name[language] for column in columns)
                label = trace.about[language] if trace.about else _label(table, cells, language)
                found.append(Behind(label, names, trace))
    return Followed(tuple(found), place)


def _label(table: ReportTable, cells: Sequence[Cell], language: Language) -> str:
    """The words before the first figure that can be followed; where there are none, the numbers."""
    first = next(nth for nth, cell in enumerate(cells) if trace_of(cell).numbers)
    leading = list(zip(table.columns, cells, strict=True))[:first]
    texts = [str(cell) for column, cell in leading if column.unit is Unit.TEXT and cell]
    numbers = (
        f"{column.name[language]} {say(cell, language)}" for column, cell in leading if cell is not None
    )
    return " · ".join(texts or numbers)


def known_records(facts: DailyFacts, due: DueList, language: Language) -> Mapping[str, Known]:
    """What can be told of each record, by its number."""
    every = (*_due(due), *_prospects(facts, language), *_deals(facts, language))
    return {each.number: each for each in every}


def _due(due: DueList) -> Iterator[Known]:
    for person in due.people:
        for row in (*person.due, *person.coming, *person.undated, *person.neglected, *person.closing):
            each = row.record
            owner, stage = each.owner or "", each.stage or ""
            yield Known(each.number, each.name, each.customer or "", owner, stage, "", each.amount)


def _prospects(facts: DailyFacts, language: Language) -> Iterator[Known]:
    states = {kind: _states(kind, language) for kind in ("leads", "customers")}
    for each in facts.insight.prospects if facts.insight else ():
        state = states[each.kind].get(each.state, each.state)
        yield Known(each.number, each.name or "", owner=each.owner or "", state=state)


def _deals(facts: DailyFacts, language: Language) -> Iterator[Known]:
    states = _states("opportunities", language)
    for deal in facts.insight.deals if facts.insight else ():
        state = states.get(deal.state, deal.state)
        yield Known(
            deal.number, deal.name, deal.customer_name, deal.owner or "", deal.stage or "", state, deal.amount
        )


def _states(kind: str, language: Language) -> dict[str, str]:
    options = SHEET_OF[kind].by_field["state"].options
    return {option.code: option.name[language] for option in options}
