"""What came after a backup: told by the stores that saw it, so that it can be taken in again as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.model.run import Receipt, revision_of

Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Later:
    """One arrival that a backup does not know, as it was taken in."""

    receipt: Receipt
    first_ids: Ids
    """By kind: the first id that it gave to a new record."""
    made: frozenset[tuple[str, int]]
    """(kind, id) of every record that it changed or made."""
    parcels: tuple[tuple[str, str], ...] = ()
    """(path, staged name) of what it had not handed out yet."""

    @property
    def revision(self) -> int:
        return revision_of(self.receipt.id)


@dataclass(frozen=True, slots=True)
class History:
    """All that came after a backup, oldest first, and the numbers that must not be given again."""

    later: tuple[Later, ...] = ()
    next_ids: Ids = field(default_factory=dict)
    is_another: bool = False
    """The store that the backup is to replace has other receipts under the same numbers."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one store says of its past."""

    tokens: Mapping[int, str]
    """By revision: the token of the arrival that made it."""
    next_ids: Ids
    later: tuple[Later, ...] = ()
    """What came that is not known yet, oldest first."""


def told_by(store: Queries, known: Container[int] = frozenset()) -> Told:
    """The past of a store; in full only what lies beyond the revisions that are known."""
    table = store.schema.receipts
    tokens = {row.id: row.token for row in store.connection.execute(select(table.c.id, table.c.token))}
    return Told(tokens, store.counters(), tuple(_beyond(store, known)))


def history_after(backup: Told, stores: Iterable[Told]) -> History:
    """What the stores know and the backup does not; the first of them is the one that it replaces.

    A store in which other files came under the backup's numbers, or under those of a store before it, is
    of another history: it is left out, and said of the first.
    """
    tokens, found = dict(backup.tokens), dict[int, Later]()
    next_ids = dict(backup.next_ids)
    is_another = False
    for nth, store in enumerate(stores):
        if any(store.tokens.get(revision, token) != token for revision, token in tokens.items()):
            is_another |= nth == 0
            continue
        found |= {each.revision: each for each in store.later if each.revision not in tokens}
        tokens |= store.tokens
        next_ids |= {name: max(next_, next_ids.get(name, 1)) for name, next_ in store.next_ids.items()}
    return History(tuple(found[revision] for revision in sorted(found)), next_ids, is_another)


def _beyond(store: Queries, known: Container[int]) -> Iterable[Later]:
    """The arrivals of a store that are not known yet."""
    receipts, first_ids, made, parcels = (
        store.schema.receipts,
        _first_ids(store),
        _made(store),
        _parcels(store),
    )
    for row in store.connection.execute(select(receipts).order_by(receipts.c.id)):
        if row.id not in known:
            receipt = receipt_of(row._mapping)
            yield Later(receipt, first_ids[row.id], frozenset(made[row.id]), tuple(parcels[row.id]))


def _first_ids(store: Queries) -> defaultdict[int, dict[str, int]]:
    table = store.schema.changes
    first: defaultdict[int, dict[str, int]] = defaultdict(dict)
    query = select(table.c.revision, table.c.kind, func.min(table.c.record_id))
    for revision, kind, record_id in store.connection.execute(
        query.where(table.c.before.is_(None)).group_by(table.c.revision, table.c.kind)
    ):
        first[revision][kind] = record_id
    return first


def _made(store: Queries) -> defaultdict[int, set[tuple[str, int]]]:
    table = store.schema.changes
    made: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    for revision, kind, record_id in store.connection.execute(
        select(table.c.revision, table.c.kind, table.c.record_id)
    ):
        made[revision].add((kind, record_id))
    return made


def _parcels(store: Queries) -> defaultdict[int, list[tuple[str, str]]]:
    table = store.schema.parcels
    parcels: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for each in store.connection.execute(select(table).order_by(table.c.id)):
        parcels[each.receipt].append((each.path, each.staged))
    return parcels


def made_by(store: Queries, receipt: Receipt) -> frozenset[tuple[str, int]]:
    """(kind, id) of every record that a receipt changed or made."""
    table = store.schema.changes
    query = select(table.c.kind, table.c.record_id).where(table.c.revision == revision_of(receipt.id))
    return frozenset((kind, record_id) for kind, record_id in store.connection.execute(query))
