"""A used vehicle is one unit with its own VIN, sold once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook_crm.check.catalog_rows import has_number
from workbook_crm.model.columns import Value
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow, Target
from workbook_crm.model.options import USED
from workbook_crm.model.rules import trade
from workbook_crm.model.workflow import LIVE


def sold_once(linked: Linked, context: Context) -> Iterator[Finding]:
    """A used vehicle on two live opportunities, or more than one unit of it on a line."""
    used = {each.id for each in linked.rows_of("catalog") if each.record.kind == USED}
    used |= {each.id for each in context.snapshot.of("catalog") if each.record.kind == USED}
    if not used:
        return
    states, labels = _opportunities(linked)
    first: dict[int, Target] = {}
    for each in linked.rows_of("opportunity_lines"):
        item = linked.targets[each.position]["item"][each.nth]
        opportunity = linked.targets[each.position]["opportunity"][each.nth]
        if item is None or opportunity is None or item.id not in used:
            continue
        yield from _one_unit(each)
        if states.get(opportunity.id, "open") not in LIVE:
            continue
        holder = first.setdefault(item.id, opportunity)
        others = [] if holder == opportunity else [labels[holder.id]]
        others += [
            number for number in context.snapshot.offered.get(item.id, ()) if number != labels[opportunity.id]
        ]
        if others and not _is_known_line(each):
            place = each.table.place(each.row.row, "product")
            yield finding(
                trade.USED_TAKEN, place, each.record.product or "", other=tuple(dict.fromkeys(others))
            )


def vin_wanted(linked: Linked, context: Context) -> Iterator[Finding]:
    """Used vehicles that only their looks tell apart: once a table, while any of them is news."""
    default = context.settings.defaults.get("catalog", {}).get("kind")
    for position, table in enumerate(linked.batch.tables):
        rows = linked.rows(position) if table.kind == "catalog" else ()
        plain = [
            each
            for each in rows
            if (each.record.kind or default) == USED and each.record.product and not has_number(each.record)
        ]
        if any(each.record != each.known for each in plain):
            place = table.place(table.header_row, "vin" if "vin" in table.columns else "product")
            asked = finding(trade.VIN_WANTED, place, rows=len(plain))
            yield replace(asked, rows=tuple(each.row.row for each in plain))


def _one_unit(each: LinkedRow) -> Iterator[Finding]:
    quantity: Value = each.record.quantity
    if quantity is not None and quantity != 1:
        place = each.table.place(each.row.row, "quantity")
        yield finding(trade.USED_QUANTITY, place, quantity, product=each.record.product or "")


def _is_known_line(each: LinkedRow) -> bool:
    return each.known is not None


def _opportunities(linked: Linked) -> tuple[dict[int, str], dict[int, str]]:
    """State and label of every opportunity that is known or in the batch."""
    states: dict[int, str] = {}
    labels: dict[int, str] = {}
    for record_id, stored in linked.stored.get("opportunities", {}).items():
        states[record_id], labels[record_id] = stored.record.state, stored.record.number
    for each in linked.rows_of("opportunities"):
        states[each.id] = each.record.state or "open"
        labels.setdefault(each.id, each.record.number or each.record.name or "")
    return states, labels
