"""What undoing a receipt does to each record: planned as values, committed as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from workbook_crm.model.changes import Change, Removal
from workbook_crm.model.columns import Value
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place

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


class ListedImport(NamedTuple):
    """A receipt as the workbook of a manager lists it, with a cell that takes it back."""

    receipt: str
    received: datetime
    sender: str | None
    file: str
    taken: int | None
    """Rows; None of an undo."""
    held: int | None
    undone_by: str | None
    """The undo that holds; None where the receipt does."""
    seen: str
    """The latest undo that is about it; empty where there was none. Who asks later has seen no more."""


class UndoWish(NamedTuple):
    """What the cell of a listed import says that was sent back."""

    receipt: str
    seen: str
    """As the list had it that was filled in."""
    place: Place
    text: str
    """What the cell says."""
    is_yes: bool
    is_torn: bool
    """Whether the row shows another number than it was made with: only some columns were sorted."""


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
