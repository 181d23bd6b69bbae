"""What somebody else did with a record: its owner is told, from the receipts that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Text, cast, or_, select

from workbook_crm.merge.encode import body_of
from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.queries import Queries
from workbook_crm.model.due import Claim, Deed
from workbook_crm.model.rules.access import (
    FOLLOWED_FOR_ANOTHER,
    NOT_YOURS,
    SENDER_HAS_LEFT,
    SENDER_NOT_KNOWN,
)
from workbook_crm.model.rules.trade import PHONE_OF_ANOTHER, RECORD_OF_ANOTHER
from workbook_crm.model.run import receipt_number

TOLD_DAYS = 14
"""So long an owner is told, unless it is settled before: the record is somebody else's by then."""
_DEEDS: Mapping[str, Deed] = {
    RECORD_OF_ANOTHER.code: "sent",
    PHONE_OF_ANOTHER.code: "sent",
    NOT_YOURS.code: "change",
    SENDER_NOT_KNOWN.code: "change",
    SENDER_HAS_LEFT.code: "change",
    FOLLOWED_FOR_ANOTHER.code: "followed",
}
"""What was done, by the code of the finding that says so."""
_Key = tuple[str, str]
"""Kind and number of a record."""


def claims(queries: Queries, day: date) -> tuple[Claim, ...]:
    """The claims of the last days that are not settled, the latest of each person on each record."""
    latest = {(each.kind, each.number, each.who, each.deed): each for each in _told(queries, day)}
    known = _known(queries, {each[:2] for each in latest})
    return tuple(
        replace(each, name=record.name or "")
        for key, each in latest.items()
        if (record := known.get(key[:2])) is not None and record.owner == each.owner
    )


def _told(queries: Queries, day: date) -> Iterator[Claim]:
    """What the receipts say, the oldest first."""
    table = queries.schema.receipts
    text = cast(table.c.body, Text)
    query = (
        select(table.c.id, table.c.sender, table.c.received, table.c.body)
        .where(
            table.c.received >= (day - timedelta(days=TOLD_DAYS - 1)).isoformat(),
            table.c.received < (day + timedelta(days=1)).isoformat(),
            or_(*(text.like(f'%"{code}"%') for code in sorted(_DEEDS))),
        )
        .order_by(table.c.id)
    )
    for row in queries.connection.execute(query):
        for code, _place, _value, facts, _rows in body_of(row.body)["findings"]:
            if code in _DEEDS and facts.get("number") and facts.get("kind"):
                yield _claim(_DEEDS[code], facts, row)


def _claim(deed: Deed, facts: Mapping[str, Any], row: Any) -> Claim:
    received = datetime.fromisoformat(row.received).date()
    who = facts.get("who") or row.sender or ""
    receipt = receipt_number(row.id)
    return Claim(facts["owner"], facts["kind"], facts["number"], "", who, received, receipt, deed)


def _known(queries: Queries, keys: set[_Key]) -> dict[_Key, Any]:
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for kind, number in keys:
        numbers[kind].add(number)
    return {
        (kind, each.record.number): each.record
        for kind, some in numbers.items()
        for each in records_in(queries.connection, queries.schema, kind, "number", some)
    }
