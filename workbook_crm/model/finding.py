"""A finding: what we have to say about a cell, a row, a sheet or a file. A value, in no language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import Place


class Severity(StrEnum):
    """An error holds the row back, a warning lets it in, a note says what was done on the sender's behalf."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Wording:
    """A rule's message (what is the matter) and hint (what to do next), with `{facts}` to fill in."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be the matter. The code is words, and never changes once released."""

    code: str
    severity: Severity
    zh: Wording
    en: Wording

    def __getitem__(self, language: Language) -> Wording:
        return self.zh if language is Language.ZH else self.en

    def __hash__(self) -> int:
        return hash(self.code)


def error(code: str, *, zh: tuple[str, str], en: tuple[str, str]) -> Rule:
    """A rule that holds the row back; each pair is (message, hint)."""
    return Rule(code, Severity.ERROR, Wording(*zh), Wording(*en))


def warning(code: str, *, zh: tuple[str, str], en: tuple[str, str]) -> Rule:
    """A rule that lets the row in and says so; each pair is (message, hint)."""
    return Rule(code, Severity.WARNING, Wording(*zh), Wording(*en))


def note(code: str, *, zh: tuple[str, str], en: tuple[str, str]) -> Rule:
    """A rule that says what was done on the sender's behalf; each pair is (message, hint)."""
    return Rule(code, Severity.NOTE, Wording(*zh), Wording(*en))


Fact = str | int | Decimal | date | Name | Place | tuple[str, ...] | tuple[Name, ...]
"""What a finding can tell: put into words by `model.words`, each in the reader's language."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applies at a place; `value` is what was seen there, as the sender would read it."""

    rule: Rule
    place: Place
    value: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()
    rows: tuple[int, ...] = ()
    """Further rows of the same sheet that it concerns, where it is about a whole column."""

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


Findings = tuple[Finding, ...]


def finding(rule: Rule, place: Place, value: object = "", **facts: Fact) -> Finding:
    """A finding of `rule` at `place` with the facts that its wording names."""
    return Finding(rule, place, str(value), tuple(facts.items()))


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether any of them holds something back."""
    return any(each.is_error for each in findings)
