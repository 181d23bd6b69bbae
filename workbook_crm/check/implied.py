"""Opportunities that are known only by their lines, as order exports of other systems have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from workbook_crm.model.aliases import aliases_of, weak_aliases
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.keys import search_key
from workbook_crm.model.records import Opportunity
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import OPPORTUNITIES
from workbook_crm.model.snapshot import Snapshot

NOTHING_KNOWN = Snapshot()


def with_implied(batch: Batch, settings: Settings, snapshot: Snapshot = NOTHING_KNOWN) -> Batch:
    """The batch with an opportunity for every name that its lines give and nobody knows, if settings allow.

    They stand in tables of their own after the others, on the rows of the first line of each.
    """
    if not settings.trade.lines_open_opportunities:
        return batch
    known = set(_known(batch, snapshot))
    implied = (_implied(table, known, settings) for table in batch.of_kind("opportunity_lines"))
    return replace(batch, tables=(*batch.tables, *(table for table in implied if table.rows)))


def _known(batch: Batch, snapshot: Snapshot) -> Iterator[str]:
    records: list[Any] = [stored.record for stored in snapshot.of("opportunities")]
    records += [row.record for table in batch.of_kind("opportunities") for row in table.rows]
    for record in records:
        yield search_key(record.number or "")
        yield search_key(record.name or "")


def _implied(lines: Table[Any], known: set[str], settings: Settings) -> Table[Opportunity]:
    customer = _customer_heading(lines.headings, settings)
    rows: dict[str, Sourced[Opportunity]] = {}
    for row in lines.rows:
        name = row.record.opportunity
        if name is not None and search_key(name) not in known:
            whose = dict(row.record.extra).get(customer.text) if customer else None
            rows.setdefault(name, Sourced(Opportunity(name=name, customer=whose), row.row))
    return Table(
        lines.file,
        lines.sheet,
        OPPORTUNITIES,
        lines.header_row,
        tuple(_headings(lines, customer)),
        tuple(rows.values()),
        len(rows),
        is_implied=True,
    )


def _headings(lines: Table[Any], customer: Heading | None) -> Iterator[Heading]:
    for heading in lines.headings:
        if heading.field == "opportunity":
            yield replace(heading, field="name")
    if customer:
        yield replace(customer, field="customer")


def _customer_heading(headings: Iterable[Heading], settings: Settings) -> Heading | None:
    """The column of a sheet of lines that tells whose they are; lines themselves have no such column."""
    column = OPPORTUNITIES.by_field["customer"]
    own = settings.headers.get("opportunities", {}).get("customer", [])
    listed = (*aliases_of("opportunities", "customer"), *weak_aliases("opportunities", "customer"))
    words = (column.name.zh, column.name.en, *listed, *own)
    keys = {search_key(word) for word in words}
    return next((each for each in headings if each.field is None and search_key(each.text) in keys), None)
