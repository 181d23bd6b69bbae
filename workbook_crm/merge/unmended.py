"""What was open at the end of a day: rejected rows from their table, rejected files from the receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from workbook_crm.merge.portions import portions
from workbook_crm.merge.queries import Queries, receipt_of
from workbook_crm.merge.rejected_rows import RejectedRows
from workbook_crm.model.awaited import list_name
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.rejected import WHOLE_SHEET, OpenRejection, Unmended, UnmendedFile, UnmendedRow
from workbook_crm.model.run import Outcome, Receipt, receipt_number

_Errors = Mapping[tuple[str | None, int], Sequence[Finding]]
"""By (sheet, row)."""


def unmended(queries: Queries, day: date) -> Unmended:
    """All that was open at the end of a day."""
    last = _last_receipt(queries, day)
    return Unmended(tuple(_rows(queries, last)), tuple(_files(queries, last)))


def _last_receipt(queries: Queries, day: date) -> int:
    table = queries.schema.receipts
    until = (day + timedelta(days=1)).isoformat()
    return (
        queries.connection.execute(select(func.max(table.c.id)).where(table.c.received < until)).scalar() or 0
    )


def _rows(queries: Queries, last: int) -> Iterator[UnmendedRow]:
    rows = RejectedRows(
        queries.connection, queries.schema, frozenset(queries.undos.at(last).holding)
    ).open_at(last)
    receipts = _receipts(queries, {each.receipt for each in rows})
    errors = {number: _errors(each) for number, each in receipts.items()}
    for each in rows:
        receipt = receipts.get(each.receipt)
        if receipt is not None:
            found = errors[each.receipt].get((each.row.sheet, each.row.row), ())
            yield _row(each, receipt, tuple(found))


def _row(each: OpenRejection, receipt: Receipt, found: Findings) -> UnmendedRow:
    row = each.row
    number = None if row.row == WHOLE_SHEET else row.row
    return UnmendedRow(
        row.person or "", receipt.id, receipt.arrival.file, row.sheet, number, row.name, each.since, found
    )


def _errors(receipt: Receipt) -> _Errors:
    errors: defaultdict[tuple[str | None, int], list[Finding]] = defaultdict(list)
    for each in receipt.findings:
        if each.is_error:
            rows = {each.place.row, *each.rows} - {None}
            for row in rows or {WHOLE_SHEET}:
                errors[each.place.sheet, row or WHOLE_SHEET].append(each)
    return errors


def _receipts(queries: Queries, numbers: Iterable[int]) -> Mapping[int, Receipt]:
    table = queries.schema.receipts
    found = dict[int, Receipt]()
    for some in portions(numbers):
        rows = queries.connection.execute(select(table).where(table.c.id.in_(some)))
        found |= {row.id: receipt_of(row._mapping) for row in rows}
    return found


_List = tuple[str | None, str]
"""Sender, and what the names of all sendings of a list have in common."""


class _Came(NamedTuple):
    """One arrival, without what was said of it."""

    id: int
    file: str
    sender: str | None
    received: str
    outcome: str

    @property
    def of(self) -> _List:
        return self.sender, list_name(self.file)


def unmended_files(queries: Queries) -> tuple[UnmendedFile, ...]:
    """The files that are open now."""
    return tuple(_files(queries, queries.latest_receipt()[0]))


def sent_back(queries: Queries) -> tuple[str, ...]:
    """Where senders were ever told why a file of theirs was not taken."""
    table = queries.schema.receipts
    is_told = (table.c.outcome == Outcome.HELD) & table.c.answer.is_not(None)
    return tuple(queries.connection.execute(select(table.c.answer).where(is_told)).scalars())


def _files(queries: Queries, last: int) -> Iterator[UnmendedFile]:
    """The files that were held last of their list: what came since under their name was not taken either."""
    held = _held_last(_came(queries, last))
    receipts = _receipts(queries, (each.id for each, _since in held))
    for each, since in held:
        receipt = receipts[each.id]
        found = tuple(one for one in receipt.findings if one.is_error)
        yield UnmendedFile(
            each.sender or "",
            receipt_number(each.id),
            each.file,
            since,
            found,
            receipt.held or "",
            receipt.answer,
        )


def _came(queries: Queries, last: int) -> Iterator[_Came]:
    """The arrivals of all lists of which a file was ever held, oldest first."""
    table = queries.schema.receipts
    columns = (table.c.id, table.c.file, table.c.sender, table.c.received, table.c.outcome)
    rows = queries.connection.execute(select(*columns).where(table.c.id <= last).order_by(table.c.id))
    return (_Came(*row) for row in rows)


def _held_last(came: Iterable[_Came]) -> list[tuple[_Came, date]]:
    """What was held and not taken since, and since when its list waits."""
    waiting = dict[_List, tuple[_Came, date]]()
    for each in came:
        if each.outcome == Outcome.HELD:
            day = datetime.fromisoformat(each.received).date()
            _, since = waiting.get(each.of, (each, day))
            waiting[each.of] = each, since
        elif waiting:
            waiting.pop(each.of, None)
    return sorted(waiting.values(), key=lambda one: (one[1], one[0].id))
