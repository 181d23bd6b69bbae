"""What the corridor needs of the world, as small Protocols. `wire` builds the real things."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from workbook_crm.model.agreed import Form
from workbook_crm.model.awaited import OpenRow, WaitedFor, WaitingRow
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.file_lines import FileLine, LineHead
from workbook_crm.model.finding import Findings
from workbook_crm.model.history import LogEntry
from workbook_crm.model.outgoing import Answered, AnswerPart, Bounce, LetterKept, MailKind, NewMail, ReplyTo
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rejected import OpenRejection, RejectedRow
from workbook_crm.model.run import Again, Arrival, Receipt, StagedParcel
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.model.stamps import Export
from workbook_crm.model.undoing import UndoPlan
from workbook_crm.model.undone import Undos
from workbook_crm.model.vocabulary import Vocabulary

T = TypeVar("T")


class Clock(Protocol):
    """The dealership's time."""

    def now(self) -> datetime: ...


class Pending(Protocol):
    """A file that is being read, or need not be."""

    def result(self) -> tuple[RawWorkbook | None, Findings]: ...


class Reader(Protocol):
    """Reads untrusted bytes without coming to harm."""

    def submit(self, content: bytes, name: str) -> Pending: ...


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of an earlier arrival, from the archive, and what is read in them."""

    content: bytes
    raw: RawWorkbook | None
    findings: Findings


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not read at all, and why."""

    findings: Findings

    def result(self) -> tuple[RawWorkbook | None, Findings]:
        return None, self.findings


class MailBook(Protocol):
    """The mails that go out, within a transaction."""

    def known(self, message_ids: Iterable[str]) -> frozenset[str]: ...

    def add(self, mail: NewMail) -> bool: ...

    def sent_since(self, address: str, kinds: Collection[MailKind], moment: datetime) -> int: ...

    def bounced(self, bounce: Bounce) -> bool: ...


class LetterBook(Protocol):
    """The mails that came in and wait for their answer, within a transaction."""

    def keep(self, token: str, person: str, reply: ReplyTo, files: int) -> None: ...

    def of(self, token: str) -> LetterKept | None: ...

    def expect(self, letter: LetterKept, files: int) -> None: ...

    def add(self, letter: LetterKept, part: AnswerPart) -> None: ...

    def parts(self, letter: LetterKept) -> tuple[AnswerPart, ...]: ...

    def forget(self, letter: LetterKept) -> None: ...


class Post(Protocol):
    """Makes mails, and keeps their bytes until they have gone out."""

    def stage(self, content: bytes) -> str: ...

    def content(self, staged: str) -> bytes | None: ...

    def answer(self, letter: LetterKept, files: Sequence[Answered], mails: MailBook) -> NewMail | None: ...


class View(Protocol):
    """What the store knows, as of one moment."""

    @property
    def undos(self) -> Undos: ...

    def snapshot(self, wanted: Wanted) -> Snapshot: ...

    def sendings(self, sha256: str) -> tuple[Receipt, ...]: ...

    def has_changed_since(self, receipt: Receipt) -> bool: ...

    def has_undone_since(self, receipt: Receipt) -> bool: ...

    def settled_rows(self, receipt_id: str) -> frozenset[tuple[str, int]]: ...

    def answered(self, sender: str | None, path: str) -> tuple[Receipt, ...]: ...

    def log(self, kind: str, record_ids: Iterable[int]) -> Iterator[tuple[int, LogEntry]]: ...

    def written_since(
        self, kind: str, revision: int, record_ids: Collection[int]
    ) -> Mapping[int, frozenset[str]]: ...

    def line_heads(self, kinds: Iterable[str], sender: str | None) -> tuple[LineHead, ...]: ...

    def file_lines(self, heads: Sequence[LineHead]) -> tuple[FileLine, ...]: ...

    def stamp_key(self) -> bytes | None: ...

    def export(self, export_id: str) -> Export | None: ...

    def exports_by_code(self, code: str) -> tuple[Export, ...]: ...

    def forms(self) -> tuple[Form, ...]: ...

    def rejected_before(self, sender: str | None) -> tuple[OpenRejection, ...]: ...

    def receipt(self, receipt_id: str) -> Receipt | None: ...


class Transaction(View, Protocol):
    """One open transaction of the store: everything in it is kept, or nothing."""

    def by_token(self, token: str) -> Receipt | None: ...

    def keep(self, plan: MergePlan, received: datetime, source: str | None = None) -> None: ...

    def keep_lines(self, lines: Iterable[FileLine], arrival: Arrival) -> None: ...

    def made_stamp_key(self) -> bytes: ...

    def keep_forms(self, forms: Iterable[Form]) -> None: ...

    def keys_waited_for(self) -> frozenset[WaitedFor]: ...

    def waiting_for(self, keys: Collection[WaitedFor]) -> tuple[tuple[Receipt, Again], ...]: ...

    def own_waiting(self, keys: Collection[WaitedFor]) -> frozenset[tuple[str, int]]: ...

    def settle(self, receipt_id: str, rows: Collection[tuple[str, int]]) -> None: ...

    def open_rows(self, sender: str | None) -> tuple[OpenRow, ...]: ...

    def forget(self, rows: Collection[OpenRow]) -> None: ...

    def wait(self, rows: Iterable[WaitingRow]) -> None: ...

    def reject(
        self,
        rows: Sequence[RejectedRow],
        since: Mapping[tuple[str, int], date],
        closed: Collection[OpenRejection],
        received: datetime,
    ) -> None: ...

    def plan_undo(self, receipt_id: str, *, amount_of: Callable[[Any], Any], early_days: int) -> UndoPlan: ...

    def keep_undo(self, plan: UndoPlan) -> None: ...

    def move_answer(self, path: str, to: str) -> None: ...

    @property
    def mails(self) -> MailBook: ...

    @property
    def letters(self) -> LetterBook: ...

    def staged_answer(self, receipt: Receipt) -> str | None: ...

    def commit(self, receipt: Receipt, parcels: Sequence[tuple[str, str]]) -> Receipt: ...


class Store(Protocol):
    """Keeps records, changes, receipts and parcels."""

    def writing(self) -> AbstractContextManager[Transaction]: ...

    def parcels(self) -> tuple[StagedParcel, ...]: ...

    def handed_out(self, parcels: Iterable[StagedParcel]) -> None: ...


class Outbox(Protocol):
    """Files handed out, whole or not at all."""

    def free_path(self, path: str, *beside: str) -> str: ...

    def stage(self, content: bytes) -> str: ...

    def stage_file(self, path: Path) -> str: ...

    def stage_outside(self, path: str) -> str: ...

    def staged_content(self, staged: str) -> bytes: ...

    def hand_out(self, parcels: Iterable[StagedParcel]) -> None: ...

    def settled(self) -> tuple[StagedParcel, ...]: ...


class Claimed(Protocol):
    """A file that is ours now: out of the inbox, and not yet in the archive."""

    @property
    def path(self) -> Path: ...

    @property
    def arrival(self) -> Arrival: ...

    @property
    def content(self) -> bytes: ...

    @property
    def refused(self) -> Findings: ...

    @property
    def reply(self) -> ReplyTo | None: ...

    def archive(self) -> None: ...


class Beside(Protocol):
    """Begins pure work, on a core of its own where there is one; what it yields waits for the result."""

    def __call__(self, work: Callable[[], T], /) -> AbstractContextManager[Callable[[], T]]: ...


@dataclass(frozen=True, slots=True)
class Edges:
    """Everything that the corridor may touch."""

    store: Store
    outbox: Outbox
    beside: Beside
    clock: Clock
    settings: Settings
    vocabulary: Callable[[], Vocabulary]
    """The dealership's words, as they are now."""
    original: Callable[[Arrival], Original | None]
    """An earlier arrival read once more; None where its bytes are kept no longer."""
    post: Post | None = None
    """None where no mail goes out."""
