"""Why a record stands on somebody's list: one row a record, with every reason, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_crm.model.due import DueRow, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.words import fill
from workbook_crm.report.words import words

LISTS = ("due", "coming", "undated", "neglected", "closing")
"""The lists of a person, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record, and the lists on which it stands."""

    row: DueRow
    lists: tuple[str, ...]


def listed(mine: PersonDue) -> tuple[Listed, ...]:
    """Every record on a person's lists once."""
    found: dict[str, Listed] = {}
    for name in LISTS:
        for row in getattr(mine, name):
            before = found.get(row.record.number)
            found[row.record.number] = Listed(row, (*(before.lists if before else ()), name))
    return tuple(found.values())


def why(each: Listed, language: Language) -> str:
    """The reasons in words: `逾期 3 天；预计成交时间已过`."""
    return ("；" if language is Language.ZH else "; ").join(reasons(each, language))


def reasons(each: Listed, language: Language) -> tuple[str, ...]:
    """The reasons in words, one a list."""
    return tuple(_reason(name, each.row, language) for name in each.lists)


def _reason(name: str, row: DueRow, language: Language) -> str:
    word = words(language)
    if name == "due" and not row.days_overdue:
        return word["why_today"]
    facts = {"days": row.days_overdue, "due": row.due, "expected": row.record.expected_close}
    return fill(word["why_overdue" if name == "due" else f"why_{name}"], language, **facts)
