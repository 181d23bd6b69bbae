"""What arrives, what is decided about it, and what is kept and sent of that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from workbook_crm.model.agreed import Form
from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.file_lines import FileLine
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.held import Key
from workbook_crm.model.language import Language
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.replies import Reply
from workbook_crm.model.rules.arrivals import OF_UNDOS
from workbook_crm.model.rules.lists import LINE_TAKEN_BACK
from workbook_crm.model.rules.trade import CONFLICT


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that has come in, by whichever door."""

    token: str
    """Names this very arrival; the same file dropped again is another arrival."""
    file: str
    """The base name the sender gave it, fit to be shown."""
    sender: str | None
    received: datetime
    """With the dealership's time zone."""
    sha256: str


MOST_MEMBERS = 9_999
_BARE = re.compile(r"[0-9a-f]{32}(?:m\d{4})*")
_MEMBER = re.compile(r"([0-9a-f]{32}(?:m\d{4})*)m\d{4}")


def member_token(container: str, nth: int) -> str:
    """Names the arrival of a file in an archive or a mail: the same one, whenever that is opened again."""
    bare = _BARE.match(container)
    return f"{bare[0] if bare else container[:32]}m{nth:04d}"


def container_token(token: str) -> str | None:
    """What the token of the archive or mail begins with in which a file came; None for one by itself."""
    found = _MEMBER.fullmatch(token)
    return found[1] if found else None


RECEIPT_PREFIX = "R"


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    DUPLICATE = "duplicate"
    HELD = "held"
    UNDO = "undo"
    """No file: an earlier receipt was undone."""


@dataclass(frozen=True, slots=True)
class ColumnReceipt:
    """How one column was understood."""

    cell: str
    header: str
    field: str | None
    group: int | None = None
    """Of a column of contacts beside the record: of which contact."""


@dataclass(frozen=True, slots=True)
class SheetReceipt:
    """One understood sheet, every row accounted for.

    rows = new + changed + unchanged + held + empty + subtotal.
    """

    sheet: str
    kind: str
    header_row: int
    rows: int
    new: int
    changed: int
    unchanged: int
    held: int
    empty: int
    subtotal: int
    columns: tuple[ColumnReceipt, ...]
    beside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By kind: what became of the contacts that stand beside the records."""
    made: Mapping[str, int] = field(default_factory=dict)
    """By kind: how many records were made that its rows name and nobody knew."""


class Settled(NamedTuple):
    """A row of an earlier workbook that waited for a record which this one brings."""

    receipt: str
    """Of the workbook in which it stands."""
    sheet: str
    row: int
    number: str | None
    """Of the record that it is now; None for a kind without numbers."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken in, from whom, with what result. Kept for good."""

    id: str
    """`R-000012`; empty for a dry run."""
    arrival: Arrival
    outcome: Outcome
    answer: str | None = None
    """Path relative to the workspace, with forward slashes."""
    of: str | None = None
    """The receipt of the first arrival of the same bytes."""
    sheets: tuple[SheetReceipt, ...] = ()
    findings: Findings = ()
    settled: tuple[Settled, ...] = ()
    """Rows that were rejected before and are taken under this receipt, which brings what they refer to."""
    held: str | None = None
    """Where the file lies that could not be taken, relative to the workspace."""
    container: str | None = None
    """The receipt of the archive or mail in which the file came."""
    undoes: str | None = None
    """Of an undo: the receipt that it takes back."""
    undone_by: str | None = None
    """The undo that holds: all that came under this receipt is taken back."""

    @property
    def conflicts(self) -> int:
        """How many cells would have undone what somebody wrote since, and were left alone."""
        return sum(each.rule == CONFLICT for each in self.findings)

    @property
    def has_written(self) -> bool:
        """Whether any row of it has changed anything: there is something to take back."""
        contacts = (counts for sheet in self.sheets for counts in sheet.beside.values())
        is_beside = any(counts.get("new") or counts.get("changed") for counts in contacts)
        return is_beside or any(each.new or each.changed or each.made for each in self.sheets)

    @property
    def taken(self) -> int:
        """How many of its rows were taken."""
        return sum(each.new + each.changed + each.unchanged for each in self.sheets)

    @property
    def is_all_held(self) -> bool:
        """Whether not one row was taken: the same bytes are worth another try, when settings have changed."""
        return not self.taken and any(each.held for each in self.sheets)


class Waits(NamedTuple):
    """An earlier workbook whose rows wait and cannot be taken by themselves: its bytes are gone."""

    receipt: Receipt
    rows: frozenset[tuple[str, int]]
    """(sheet, 1-based row)"""


_ALWAYS = frozenset({CONFLICT, LINE_TAKEN_BACK})
"""Rules about cells that count although their rows were taken before."""


@dataclass(frozen=True, slots=True)
class Again:
    """Which rows of a workbook that was taken before are tried again; nothing is done by any other row.

    The others may be old by now: what they say was taken then, and may have been changed since.
    """

    tried: frozenset[tuple[str, int]]
    """(sheet, 1-based row)"""
    held: frozenset[Key] = frozenset()
    """Rows, and contacts beside records, that stay rejected, for a reason that only the sender can mend."""
    settled: frozenset[tuple[str, int]] = frozenset()
    """Rows that were tried again before, and taken."""

    def concerns(self, each: Finding) -> bool:
        """Whether something found is about a row that is tried, or about no row at all."""
        rows = [row for row in (each.place.row, *each.rows) if row is not None]
        is_of_all = not rows or each.rule in _ALWAYS or each.rule in OF_UNDOS
        return is_of_all or any((each.place.sheet, row) in self.tried for row in rows)


@dataclass(frozen=True, slots=True)
class Answer:
    """The sender's workbook, annotated; `ending` is that of its kind: `.xlsx` or `.xlsm`."""

    content: bytes
    ending: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Bytes to be handed out at a path, relative to the workspace, with forward slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Returned:
    """The file as it came, to be handed out at a path; its bytes need not be in memory for that."""

    path: str


@dataclass(frozen=True, slots=True)
class StagedParcel:
    """A committed parcel: bytes that wait under a name of our own to be moved to their path."""

    id: int
    path: str
    staged: str
    """Relative to the workspace's `work` folder, with forward slashes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook read: its rows understood, nothing looked up yet. No batch where nothing could be read."""

    arrival: Arrival
    content: bytes
    raw: RawWorkbook | None
    batch: Batch | None
    findings: Findings
    replies: tuple[Reply, ...] = ()
    """What the sender answered to questions of an earlier answer."""
    forms: tuple[Form, ...] = ()
    """The forms about which he answered something, with all that was ever answered about each."""
    agreed_at: int = 0
    """The receipt under which an answer was given last by which it is read; 0 without any."""
    language: Language = Language.ZH
    """That of the headers, and therefore of the answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that is decided about one arrival: to be committed as one, or shown as a dry run."""

    receipt: Receipt
    plan: MergePlan
    lines: tuple[FileLine, ...] = ()
    """The lists of the workbook as they are after it was taken."""


def revision_of(receipt_id: str) -> int:
    """12 of R-000012."""
    return int(receipt_id.partition("-")[2])


def receipt_number(revision: int) -> str:
    """`R-000012`."""
    return f"{RECEIPT_PREFIX}-{revision:06d}"
