"""What the store tells of one record: all that belongs to it, and what the log remembers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbook_crm.model.columns import Value
from workbook_crm.model.place import cell_name
from workbook_crm.model.run import SheetReceipt
from workbook_crm.model.snapshot import Stored
from workbook_crm.model.undone import NO_UNDOS, Undos


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change of one record: what it was, what it became, and which row of which workbook said so."""

    revision: int
    receipt: str
    file: str
    sender: str | None
    received: datetime
    sheet: str
    row: int
    before: Mapping[str, Value]
    """The changed fields only; empty for a new record."""
    after: Mapping[str, Value]
    is_new: bool
    """Whether it was the first that was heard of the record."""
    kept_before: Mapping[str, str | None] = field(default_factory=dict)
    """Of columns that we do not know, by header: those that changed only."""
    kept_after: Mapping[str, str | None] = field(default_factory=dict)
    column: int | None = None
    """1-based, where it comes from one cell of the row: a contact beside a record."""
    source: int | None = None
    """The revision of the earlier workbook in which the row stands, where it was taken later."""

    @property
    def written_in(self) -> int:
        """The revision of the workbook in which the row stands."""
        return self.revision if self.source is None else self.source

    @property
    def cell(self) -> str | None:
        """`H3`, where it comes from one cell."""
        return cell_name(self.row, self.column) if self.column else None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One record with all that belongs to it."""

    kind: str
    stored: Stored[Any]
    lines: tuple[Stored[Any], ...] = ()
    follow_ups: tuple[Stored[Any], ...] = ()
    opportunities: tuple[Stored[Any], ...] = ()
    history: tuple[LogEntry, ...] = ()
    sheets: Mapping[str, Sequence[SheetReceipt]] = field(default_factory=dict)
    """By receipt of the history: how the sheets of its workbook were understood."""
    undos: Undos = NO_UNDOS
    customer: Stored[Any] | None = None
    """Of an opportunity: whose it is."""
    about_opportunities: tuple[Stored[Any], ...] = ()
    """Of a customer: the follow-ups about its opportunities."""
    opportunity_lines: tuple[Stored[Any], ...] = ()
    """Of a customer: the lines of its opportunities."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One line in the list of all records: enough to find it by."""

    number: str
    kind: str
    name: str
    company: str | None
    """A lead's company, an opportunity's customer."""
    phone: str | None
    owner: str | None
    state: str | None
