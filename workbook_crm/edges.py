"""What the corridor needs of the world, as small Protocols. `wire` builds the real things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workbook_crm.model.changes import MergePlan
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.run import Arrival, Receipt, StagedParcel
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.model.vocabulary import Vocabulary


class Clock(Protocol):
    """The dealership's time."""

    def now(self) -> datetime: ...


class Reader(Protocol):
    """Reads untrusted bytes without coming to harm."""

    def read(self, content: bytes, name: str) -> tuple[RawWorkbook | None, Findings]: ...


class Transaction(Protocol):
    """One open transaction of the store: everything in it is kept, or nothing."""

    def snapshot(self, wanted: Wanted) -> Snapshot: ...

    def earlier(self, sha256: str) -> Receipt | None: ...

    def by_token(self, token: str) -> Receipt | None: ...

    def commit(self, receipt: Receipt, plan: MergePlan, parcels: Sequence[tuple[str, str]]) -> Receipt: ...


class Store(Protocol):
    """Keeps records, changes, receipts and parcels."""

    def writing(self) -> AbstractContextManager[Transaction]: ...

    def parcels(self) -> tuple[StagedParcel, ...]: ...

    def handed_out(self, parcels: Iterable[StagedParcel]) -> None: ...


class Outbox(Protocol):
    """Files handed out, whole or not at all."""

    def free_path(self, path: str) -> str: ...

    def stage(self, content: bytes) -> str: ...

    def hand_out(self, parcel: StagedParcel) -> None: ...


class Claimed(Protocol):
    """A file that is ours now: out of the inbox, and not yet in the archive."""

    @property
    def arrival(self) -> Arrival: ...

    def content(self) -> bytes: ...

    def archive(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Edges:
    """Everything that the corridor may touch."""

    store: Store
    outbox: Outbox
    reader: Reader
    clock: Clock
    settings: Settings
    vocabulary: Callable[[], Vocabulary]
    """The dealership's words, as they are now."""
