"""What the log tells of one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbook_crm.model.columns import Value
from workbook_crm.model.snapshot import Stored


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


@dataclass(frozen=True, slots=True)
class Dossier:
    """One record with all that belongs to it."""

    kind: str
    stored: Stored[Any]
    lines: tuple[Stored[Any], ...] = ()
    follow_ups: tuple[Stored[Any], ...] = ()
    opportunities: tuple[Stored[Any], ...] = ()
    history: tuple[LogEntry, ...] = ()
