"""What becomes of a file in a fresh workspace without any setting: tables, rows, columns, contacts, findings."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workbook_crm import intake
from workbook_crm.arrive.inspect import inspect
from workbook_crm.check.wanted import refers_to
from workbook_crm.model.batch import Table
from workbook_crm.model.changes import Fate
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.run import Arrival, Reading, Receipt, Verdict
from workbook_crm.model.snapshot import Wanted
from workbook_crm.pipeline import decide, read
from workbook_crm.read.workbook import read_workbook
from workbook_crm.wire import Workspace, open_workspace

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""The day on which the written lists arrive."""


@dataclass
class FixedClock:
    """A clock that shows the time that it is set to."""

    time: datetime = MONDAY

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True)
class Understood:
    """One table as it was understood, and the records that its rows became."""

    table: Table[Any]
    records: dict[int, Any]
    """By 1-based row; rows that were held are not there."""

    @property
    def kind(self) -> str:
        return self.table.kind


@dataclass(frozen=True, slots=True)
class Decided:
    """All that was decided of one file."""

    raw: RawWorkbook | None
    tables: tuple[Understood, ...]
    contacts: tuple[tuple[str, int, Any], ...]
    """New follow-ups: sheet, 1-based row, record."""
    verdict: Verdict

    def customer_of(self, deal: str | None) -> str | None:
        """The name of the customer whose deal has this number, of what was made."""
        after = (each.after for each in self.verdict.plan.changes)
        made = {number: each for each in after if (number := getattr(each, "number", None))}
        return getattr(made.get(getattr(made.get(deal), "customer", None)), "name", None)

    def finds(self, sheet: str, rows: set[int], column: int) -> bool:
        """Whether a finding stands at one of these cells of a column, or at the row as a whole."""
        return any(
            each.place.sheet == sheet
            and each.place.column in (None, column)
            and (each.place.row in rows or not rows.isdisjoint(each.rows))
            for each in self.verdict.receipt.findings
        )


@contextmanager
def fresh_workspace(time: datetime = MONDAY) -> Iterator[tuple[Workspace, FixedClock]]:
    """An empty workspace in a folder of its own, and its clock."""
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder)) as workspace:
        clock = FixedClock(time)
        workspace.__dict__["clock"] = clock
        workspace.make_folders()
        yield workspace, clock


def decided(workspace: Workspace, name: str, content: bytes) -> Decided:
    """What taking a file into an empty store would do."""
    arrival = Arrival("", name, None, workspace.clock.now(), hashlib.sha256(content).hexdigest())
    format, found = inspect(content, name=name)
    raw = None
    if format is not None:
        raw, more = read_workbook(content, name=name, format=format)
        found += more
    reading = read(arrival, content, raw, found, workspace.vocabulary(), workspace.settings)
    with workspace.store.reading() as queries:
        wanted = refers_to(reading.batch, workspace.settings) if reading.batch else Wanted()
        verdict = decide(reading, queries.snapshot(wanted), workspace.settings)
    contacts = tuple(
        (each.sheet, each.row, each.after)
        for each in verdict.plan.changes
        if each.kind == "follow_ups" and each.is_new
    )
    return Decided(raw, tuple(_understood(reading, verdict)), contacts, verdict)


def _understood(reading: Reading, verdict: Verdict) -> Iterator[Understood]:
    tables = reading.batch.tables if reading.batch else ()
    for outcome in verdict.plan.outcomes:
        if outcome.table < len(tables):
            kept = {each.row: each.record for each in outcome.rows if each.fate is not Fate.HELD}
            yield Understood(tables[outcome.table], kept)


def take(workspace: Workspace, name: str, content: bytes, sender: str | None = None) -> Receipt | None:
    """Drops a file and takes it in for good; None where it has to wait."""
    folder = workspace.folder / "inbox" / (sender or "")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    (found,) = workspace.inbox.files()
    return intake.take(workspace, found)


def taken_rows(receipt: Receipt | None) -> int:
    """Rows of a receipt that were taken, implied ones left out."""
    if receipt is None:
        return 0
    return sum(each.new + each.changed + each.unchanged for each in receipt.sheets if each.header_row)
