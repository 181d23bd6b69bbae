"""The latest imports that somebody may take back, for the sheet that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.model.rights import is_overseer, may_undo_for
from workbook_crm.model.run import Outcome, Receipt, receipt_number, revision_of
from workbook_crm.model.snapshot import Snapshot, Wanted
from workbook_crm.model.undoing import ListedImport

MOST_LISTED = 60


def listed_imports(queries: Queries, person: str) -> tuple[ListedImport, ...] | None:
    """The latest receipts that a manager or the office may undo, the newest first; None for others."""
    staff = queries.snapshot(Wanted(is_whole=frozenset({"staff"})))
    if not is_overseer(staff, person):
        return None
    return tuple(islice(_listed(queries, staff, person), MOST_LISTED))


def _listed(queries: Queries, staff: Snapshot, person: str) -> Iterator[ListedImport]:
    table = queries.schema.receipts
    query = select(table).where(table.c.outcome.in_((Outcome.TAKEN, Outcome.UNDO)))
    may = dict[str | None, bool]()
    for row in queries.connection.execute(query.order_by(table.c.id.desc())):
        about = _sender_of_import(queries, row.id) if row.undoes else row.sender
        if about not in may:
            may[about] = may_undo_for(staff, person, about)
        if may[about]:
            receipt = receipt_of(row._mapping)
            if receipt.undoes or receipt.has_written:
                yield _as_listed(queries, receipt)


def _sender_of_import(queries: Queries, revision: int) -> str | None:
    *_, first = queries.undos.chain(revision)
    receipt = queries.receipt(receipt_number(first))
    return receipt.arrival.sender if receipt else None


def _as_listed(queries: Queries, receipt: Receipt) -> ListedImport:
    arrival, undos = receipt.arrival, queries.undos
    revision = revision_of(receipt.id)
    undo, last = undos.holding.get(revision), undos.last_about(revision)
    is_import = receipt.undoes is None
    return ListedImport(
        receipt.id,
        arrival.received,
        arrival.sender,
        arrival.file,
        receipt.taken if is_import else None,
        sum(each.held for each in receipt.sheets) if is_import else None,
        receipt_number(undo) if undo else None,
        receipt_number(last) if last else "",
    )
