"""Opportunities move as the trade allows, and are closed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.options import OPPORTUNITY_STATES
from workbook_crm.model.rules import trade
from workbook_crm.model.workflow import CLOSING_NEEDS, FIRST_STATE, MOVES

_STATE_NAMES = {option.code: option.name for option in OPPORTUNITY_STATES}
_INVALID: Mapping[str, tuple[str, ...]] = {"invalid": ("invalid_reason",)}
_DEMANDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "opportunities": CLOSING_NEEDS,
    "leads": _INVALID,
    "customers": _INVALID,
}
"""By kind and state: what has to be told when a record gets into the state."""
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def moves(linked: Linked, context: Context) -> Iterator[Finding]:
    """A change of state that is not among the allowed moves."""
    for each in linked.rows_of("opportunities"):
        before: str = (each.known and each.known.state) or ""
        after: str = each.row.record.state or ""
        if before in MOVES and after in MOVES and after != before and after not in MOVES[before]:
            yield finding(
                trade.MOVE_NOT_ALLOWED,
                each.table.place(each.row.row, "state"),
                after,
                before=_STATE_NAMES[before],
                after=_STATE_NAMES[after],
                advice=_advice(MOVES[before]),
            )


def _advice(allowed: frozenset[str]) -> Name:
    if not allowed:
        return Name(
            "已终止的商机不能再改；请另建一个新商机。", "It is final; start a new opportunity instead."
        )
    names = [_STATE_NAMES[state] for state in _STATE_NAMES if state in allowed]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Name(f"可以改为：{zh}。", f"It can become: {en}.")


def closing(linked: Linked, context: Context) -> Iterator[Finding]:
    """What is closed now needs its reasons; what was closed before it reached us is one note a sheet."""
    for position, table in enumerate(linked.batch.tables):
        demands = _DEMANDS.get(table.kind)
        if demands is None:
            continue
        spared = context.settings.optional.get(table.kind, ())
        past: dict[str, set[int]] = {}
        for each in linked.rows(position):
            fields = demands.get(each.record.state or "", ())
            lacking = [field for field in fields if field not in spared and _lacks(linked, each, field)]
            if each.known is None or _was_told_late(each):
                for field in lacking:
                    past.setdefault(field, set()).add(each.row.row)
            elif each.known.state != each.record.state:
                yield from (_demanded(each, field) for field in lacking)
        if past:
            yield _taken_as_closed(table, past)


def _was_told_late(each: LinkedRow) -> bool:
    """Whether a record only began as all do because nobody knew its sender's word for its state yet."""
    words = each.table.agreed.words
    if not words or each.known is None or each.known.state != FIRST_STATE.get(each.table.kind):
        return False
    return any(heading.field == "state" and heading.text in words for heading in each.table.headings)


def _lacks(linked: Linked, each: LinkedRow, field: str) -> bool:
    return getattr(linked.together(each), field) is None


def _demanded(each: LinkedRow, field: str) -> Finding:
    place = each.table.place(each.row.row, field if field in each.table.columns else "state")
    column = each.table.of.by_field[field].name
    if each.table.kind != "opportunities":
        return finding(trade.REASON_NEEDED, place, column=column)
    return finding(trade.CLOSING_NEEDS, place, state=_STATE_NAMES[each.record.state], column=column)


def _taken_as_closed(table: Table[Any], past: Mapping[str, set[int]]) -> Finding:
    names = tuple(column.name for column in table.of.visible if column.field in past)
    rows = len(set().union(*past.values()))
    place = table.place(table.header_row, "state")
    return finding(trade.CLOSED_ELSEWHERE, place, columns=names, rows=rows)


def shares(linked: Linked, context: Context) -> Iterator[Finding]:
    """Co-owners whose shares add up to more than the whole."""
    for each in linked.rows_of("opportunities"):
        total = sum(
            (Decimal(share) for share in _PERCENT.findall(each.row.record.co_owners or "")), Decimal(0)
        )
        if total > 100:
            place = each.table.place(each.row.row, "co_owners")
            yield finding(trade.SHARES_OVER, place, each.row.record.co_owners, total=total)
