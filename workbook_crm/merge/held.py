"""Which rows are held: those with an error, and those that lean on a record that is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.held import Held
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.rules import trade
from workbook_crm.model.rules.trade import NOT_YOURS
from workbook_crm.model.sheets import SHEET_OF, SHEETS

NO_SUGGESTION = Name("", "")


def held_references(
    linked: Linked,
    findings: Findings,
    tried: frozenset[tuple[str, int]] | None = None,
    is_left: Callable[[LinkedRow], bool] = lambda _each: False,
) -> Findings:
    """For every row that leans on a record of this batch that is held: why it is held too.

    A record that is known can be referred to though its row is held. A line is never priced by such a row,
    but by what was known before where the row was not the sender's to change.
    `tried`: the only rows that may bring a record; None for all. `is_left`: whether a row does nothing.
    """
    held = Held(linked.batch, findings)
    not_theirs = Held(linked.batch, (each for each in findings if each.rule is NOT_YOURS))
    alive: defaultdict[str, set[int]] = defaultdict(set)
    places: dict[Target, LinkedRow] = {}
    found: list[Finding] = []
    for sheet in SHEETS:  # in this order a held customer holds its opportunities, and they their lines
        for each in linked.rows_of(sheet.kind):
            if is_left(each) or (tried is not None and (each.table.sheet, each.row.row) not in tried):
                continue
            for why in _leaning(linked, each, alive, places, not_theirs) if each not in held else ():
                found.append(why)
                held.add(each)
            if each not in held:
                alive[sheet.kind].add(each.id)
            places.setdefault(Target(sheet.kind, each.id), each)
    return tuple(found)


def _leaning(
    linked: Linked,
    each: LinkedRow,
    alive: defaultdict[str, set[int]],
    places: dict[Target, LinkedRow],
    not_theirs: Held,
) -> Iterator[Finding]:
    for field, targets in linked.targets[each.position].items():
        target = targets[each.nth]
        if target is None or target.id in alive[target.kind]:
            continue
        other = places.get(target)
        column = each.table.of.by_field.get(field)
        if other is None and target.id < 0:
            # Of a row that was taken before, and whose record is called otherwise.
            place, kind = each.table.place(each.row.row, field), SHEET_OF[target.kind].name
            seen = getattr(each.row.record, field) or ""
            yield finding(trade.UNKNOWN_REFERENCE, place, seen, kind=(kind,), suggestion=NO_SUGGESTION)
            continue
        if other is None or (target.id > 0 and _still_counts(target, other, not_theirs)):
            continue
        shown = field if column is not None and column.of is Of.REFERENCE else "product"
        seen = getattr(each.row.record, shown) or ""
        where = str(other.table.place(other.row.row))
        yield finding(trade.HELD_REFERENCE, each.table.place(each.row.row, shown), seen, where=where)


def _still_counts(target: Target, other: LinkedRow, not_theirs: Held) -> bool:
    """Whether a record that is known can be leaned on although its row in this workbook is held."""
    return target.kind != "catalog" or other in not_theirs
