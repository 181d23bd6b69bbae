"""Findings as lists show them: what many cells of a column have in common is said once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from workbook_crm.model.finding import Finding, Severity
from workbook_crm.model.language import Name
from workbook_crm.model.rules.headers import UNKNOWN_COLUMN

MOST_ALIKE = 10
"""Errors and warnings of one rule in one column that a list shows one by one."""
MOST_NOTES = 3
"""Notes of one rule in one column that a list shows one by one: nobody has to do anything about them."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One line of a list: a finding, and how many others are not shown for it."""

    finding: Finding
    same: tuple[int, ...] = ()
    """Further rows of which the very same is to be said."""
    others: int = 0
    """Further findings of the same rule in the same column, about other values."""
    columns: tuple[str, ...] = ()
    """All the columns of a sheet that are none of ours, where a list names them in one line."""


def gathered(findings: Iterable[Finding]) -> tuple[Gathered, ...]:
    """The findings in their order, each where the first of its like stood.

    Of a rule that a column breaks more than `MOST_ALIKE` times (of notes, `MOST_NOTES`), each value is shown
    once, and no more values than that; the last of these lines counts the rest. Columns that are none of
    ours, and like none of ours, are named together.
    """
    alike: dict[Hashable, list[Finding]] = {}
    for each in findings:
        alike.setdefault(_sheet_of(each) if _is_strange(each) else _place_of(each), []).append(each)
    return tuple(line for group in alike.values() for line in _lines(group))


def _is_strange(each: Finding) -> bool:
    return each.rule == UNKNOWN_COLUMN and ("suggestion", Name("", "")) in each.facts


def _sheet_of(each: Finding) -> Hashable:
    return each.rule.code, each.place.file, each.place.sheet


def _place_of(each: Finding) -> Hashable:
    return each.rule.code, each.place.file, each.place.sheet, each.place.column, each.place.row is None


def _lines(group: list[Finding]) -> list[Gathered]:
    if len(group) > 1 and _is_strange(group[0]):
        return [Gathered(group[0], columns=tuple(each.value for each in group))]
    most = MOST_NOTES if group[0].rule.severity is Severity.NOTE else MOST_ALIKE
    if len(group) <= most:
        return [Gathered(each) for each in group]
    by_words: dict[Hashable, list[Finding]] = {}
    for each in group:
        by_words.setdefault((each.value, each.facts), []).append(each)
    shown = list(by_words.values())[:most]
    lines = [
        Gathered(first, tuple(each.place.row for each in rest if each.place.row is not None))
        for first, *rest in shown
    ]
    others = len(group) - sum(map(len, shown))
    return [*lines[:-1], Gathered(lines[-1].finding, lines[-1].same, others)]
