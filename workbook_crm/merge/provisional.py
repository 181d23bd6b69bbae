"""Records that were made because others name them: the first row of their own completes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from workbook_crm.merge.schema import Schema
from workbook_crm.model.changes import Fate, MergePlan
from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.rules.trade import RECORD_MADE, RECORDS_MADE
from workbook_crm.model.snapshot import Wanted

CONVERTED = "converted"
"""The state of a lead that has become something else."""
_MORE_THAN_LEADS = frozenset({"customers", "opportunities"})
_LEFT = ("phone", "wechat", "mail", "owner")
"""What a lead tells of the record that it becomes, where that has no word for it."""


def is_completed(each: LinkedRow) -> bool:
    """Whether a row is the first one of its own that a provisional record gets."""
    return bool(getattr(each.known, "provisional", None)) and each.table.made_by is None


def completing(each: LinkedRow, record: Any, first: Mapping[str, Any]) -> dict[str, Any]:
    """What becomes of a provisional record with its own row: it is whose row it is, as a new one would be."""
    persons = (column.field for column in each.table.of.visible if column.of is Of.PERSON)
    owner = {
        field: first[field] for field in persons if getattr(each.row.record, field) is None and field in first
    }
    return {"provisional": None, **owner}


def follow_ups_of(lead: Any, linked: Linked) -> Iterator[tuple[Target, Any]]:
    """The known contacts with a lead."""
    for record_id, stored in linked.stored.get("follow_ups", {}).items():
        if stored.record.subject == lead.number:
            yield Target("follow_ups", record_id), stored.record


def left_by(lead: Any, record: Any) -> dict[str, Any]:
    """What a record takes over from the lead that it was."""
    return {
        field: value
        for field in _LEFT
        if hasattr(record, field)
        and getattr(record, field) is None
        and (value := getattr(lead, field)) is not None
    }


def made_in(linked: Linked, plan: MergePlan) -> Iterator[Finding]:
    """What was made of rows that name it: at the first cell of each, and how much once a column."""
    for outcome in plan.outcomes:
        table = linked.batch.tables[outcome.table]
        if table.made_by is None:
            continue
        rows = {each.id: each.row for each in reversed(outcome.rows) if each.fate is Fate.NEW}
        names = {each.row: each.record for each in outcome.rows if each.record is not None}
        for row in rows.values():
            called = getattr(names[row], "name", None) or getattr(names[row], "phone", "")
            yield finding(RECORD_MADE, table.place(row, "name"), called, kind=table.of.name)
        if rows:
            place = table.place(table.header_row, "name")
            yield finding(RECORDS_MADE, place, count=len(rows), kind=table.of.name)


def provisional_leads(connection: Connection, schema: Schema, wanted: Wanted) -> frozenset[int]:
    """The ids of provisional leads that have the name or phone of a customer or deal that is looked for."""
    asked: dict[str, set[str]] = {"name": set(), "phone": set()}
    for lookup in wanted.lookups:
        if lookup.kind in _MORE_THAN_LEADS and lookup.field in asked:
            asked[lookup.field] |= lookup.values
    if not any(asked.values()):
        return frozenset()
    table = schema.records["leads"]
    query = select(table.c.id, table.c.name_key, table.c.phone).where(table.c.provisional.is_(True))
    rows: Iterable[Any] = connection.execute(query)
    return frozenset(id_ for id_, name, phone in rows if name in asked["name"] or phone in asked["phone"])
