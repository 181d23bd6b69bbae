"""The opportunities and the list of stages as they were at versions of the store, without the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from workbook_crm.merge.as_of import changed_since, ids_changed_since
from workbook_crm.merge.queries import Queries
from workbook_crm.model.called import called
from workbook_crm.model.movement import ForecastDeal
from workbook_crm.model.records import ChoiceItem
from workbook_crm.model.sheets import SHEET_OF

_FIELDS = ("number", "name", "owner", "state", "stage", "amount", "expected_close", "probability")
Deals = Mapping[int, ForecastDeal]
"""By id of the record."""


def deals_now(queries: Queries) -> Deals:
    """Every opportunity of the store."""
    table = queries.schema.records["opportunities"]
    query = select(table.c.id, *(table.c[field] for field in _FIELDS)).where(queries.keeps("opportunities"))
    return {row.id: _deal(row._mapping) for row in queries.connection.execute(query)}


def deals_at(queries: Queries, now: Deals, revision: int) -> Deals:
    """Every opportunity as it was right after a receipt; the very same where it was not changed since."""
    connection, schema = queries.connection, queries.schema
    changed, _new = ids_changed_since(connection, schema, "opportunities", revision)
    if not changed:
        return now
    unfit = queries.unfit.ids.get("opportunities", ())
    then = changed_since(connection, schema, "opportunities", revision, unfit)
    same = {record_id: deal for record_id, deal in now.items() if record_id not in changed}
    return same | {record_id: _deal(row) for record_id, row in then.items()}


def choices_at(queries: Queries, revision: int) -> Iterator[ChoiceItem]:
    """The items of the lists as they were right after a receipt, in the order in which they came."""
    connection, schema = queries.connection, queries.schema
    changed, _new = ids_changed_since(connection, schema, "choices", revision)
    unfit = queries.unfit.ids.get("choices", ())
    items = {each.id: each.record for each in queries.every("choices") if each.id not in unfit}
    then = {
        record_id: SHEET_OF["choices"].record(
            **{name: value for name, value in row.items() if name in SHEET_OF["choices"].by_field}
        )
        for record_id, row in changed_since(connection, schema, "choices", revision, unfit).items()
    }
    same = {record_id: item for record_id, item in items.items() if record_id not in changed}
    yield from (item for _id, item in sorted((same | then).items()))


def _deal(row: Mapping[Any, Any]) -> ForecastDeal:
    number = (
        row["number"] or ""
    )  # of a record that was withdrawn since, the log may lack what was always blank
    return ForecastDeal(
        number,
        called(row.get("name"), number),
        row.get("owner"),
        row.get("state") or "",
        row.get("stage"),
        row.get("amount") or Decimal(0),
        _day(row.get("expected_close")),
        row.get("probability"),
    )


def _day(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
