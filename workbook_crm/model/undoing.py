"""What undoing a receipt does to each record: planned as values, committed as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from workbook_crm.model.changes import Change, Removal
from workbook_crm.model.columns import Value
from workbook_crm.model.language import Name

WHOLE = Name("（整条记录）", "(the whole record)")
"""In place of a field, where a record is withdrawn or comes back."""


class Subject(NamedTuple):
    """A record as people call it."""

    kind: str
    number: str
    """Of a kind without numbers, what it is called."""


class Reverted(NamedTuple):
    """One value that is taken back."""

    of: Subject
    field: str | None
    """Its code, or `extra.` and a header; None for the whole record."""
    before: Value
    after: Value


class KeptSince(NamedTuple):
    """One value that stays because somebody wrote it again since."""

    of: Subject
    field: str
    value: Value
    who: str | None
    when: datetime
    receipt: str


class Leant(NamedTuple):
    """A record that stays because others refer to it, or were told more of it since."""

    of: Subject
    by: tuple[str, ...]


class Refused(NamedTuple):
    """Something that cannot be taken back, and why."""

    what: str
    why: Name


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """All that becomes of the store when a receipt is undone."""

    undoes: int
    since: int = 0
    """The import that all of it is about: the receipt itself, or what the undo that it undoes had undone."""
    changed: tuple[Change, ...] = ()
    withdrawn: tuple[Removal, ...] = ()
    restored: tuple[Change, ...] = ()
    reverted: tuple[Reverted, ...] = ()
    kept: tuple[KeptSince, ...] = ()
    leant: tuple[Leant, ...] = ()
    refused: tuple[Refused, ...] = ()
    clashes: tuple[Refused, ...] = ()
    """Why nothing may be done at all: a record that would come back is somebody else's by now."""
