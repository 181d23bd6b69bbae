"""What is known already: only what a batch refers to, never the whole store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from workbook_crm.model.columns import Record

VEHICLE_FLOOR = Decimal(1_000)
"""No vehicle costs less: what does is written in tens of thousands, or is none."""
R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Stored(Generic[R_co]):
    """A record as the store has it. `id` is unique within its kind and never reused."""

    id: int
    record: R_co
    since: date | None = None
    """The day on which it was first taken in."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Records of a kind to be fetched: those whose `field` equals one of `values`.

    For names, values are search keys as `model.keys.search_key` makes them.
    """

    kind: str
    field: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a batch refers to; answered by the store in a fixed number of queries."""

    lookups: tuple[Lookup, ...] = ()
    children: frozenset[str] = frozenset()
    """Kinds (`opportunity_lines`, `follow_ups`) of which the found subjects' rows are wanted too."""
    is_whole: frozenset[str] = frozenset()
    """Small kinds that are wanted whole."""
    vehicle_prices: bool = False
    """Whether the prices of the catalog's vehicles are wanted, to compare with."""
    owned: bool = False
    """Whether it is wanted how many open records everybody has."""
    mentioned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By kind: search keys of what rows refer to and no row of the batch is called."""
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By kind: records that are wanted by their ids, whatever they are called by now."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The answer to a `Wanted`, as of one revision."""

    revision: int = 0
    records: Mapping[str, tuple[Stored[Any], ...]] = field(default_factory=dict)
    """By kind."""
    next_ids: Mapping[str, int] = field(default_factory=dict)
    """By kind: the id (and number) that the next new record will have; 1 where a kind is missing."""
    offered: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """For used vehicles, by catalog id: the numbers of the live opportunities that they are on."""
    withdrawn: Mapping[int, date] = field(default_factory=dict)
    """By catalog id, of what was found and is sold no more: since when."""
    products: tuple[tuple[str, str | None], ...] = ()
    """(product, kind) to suggest from; fetched only where a wanted product was not found."""
    vehicle_prices: tuple[Decimal, ...] = ()
    """Of the catalog's vehicles, each once; only where they are wanted."""
    owned: Mapping[str, int] = field(default_factory=dict)
    """By owner: how many open leads, customers and opportunities; only where it is wanted."""
    called: Mapping[str, tuple[tuple[str, str | None], ...]] = field(default_factory=dict)
    """By kind: (name or phone, owner) to suggest from; only where a record mentioned was not found."""

    def of(self, kind: str) -> tuple[Stored[Any], ...]:
        return self.records.get(kind, ())

    def next_id(self, kind: str) -> int:
        return self.next_ids.get(kind, 1)

    @property
    def next_receipt(self) -> str:
        """The number of the receipt that the next arrival gets: `R-000012`."""
        return f"R-{self.revision + 1:06d}"
