"""What came of bringing a backup back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbook_crm.model.run import Receipt


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of taking in again what came after a backup, receipt by receipt."""

    taken: tuple[Receipt, ...] = ()
    missing: tuple[Receipt, ...] = ()
    """Their originals are no longer in the archive."""
    differing: tuple[Receipt, ...] = ()
    """They came out otherwise than the first time: the program, its settings or a file before it differ."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was brought back."""

    backup: Path
    kept: Path | None
    """Where the store lies now that was in use before."""
    later: tuple[tuple[Receipt, str | None], ...]
    """What came after the backup and is not in the store, with the path of its original in the workspace."""
    replayed: Replayed
    unknown: tuple[str, ...]
    """Paths of all originals that the store does not know, relative to the workspace."""
    command: str
    """What takes in again, under its own numbers, what came later."""
    back: str
    """The command that undoes it."""
