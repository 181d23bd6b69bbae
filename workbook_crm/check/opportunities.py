"""Opportunities move as the trade allows, and are closed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.options import OPPORTUNITY_STATES
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import OPPORTUNITIES, SHEET_OF
from workbook_crm.model.workflow import CLOSING_NEEDS, MOVES

_STATE_NAMES = {option.code: option.name for option in OPPORTUNITY_STATES}
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
    """Won and lost need a summary; lost needs a reason and the competitor that won."""
    spared = context.settings.optional.get("opportunities", ())
    for each in linked.rows_of("opportunities"):
        record = linked.together(each)
        for field in CLOSING_NEEDS.get(each.record.state or "", ()):
            if getattr(record, field) is None and field not in spared:
                column = OPPORTUNITIES.by_field[field]
                where = field if field in each.table.columns else "state"
                place = each.table.place(each.row.row, where)
                state = _STATE_NAMES[each.record.state]
                yield finding(trade.CLOSING_NEEDS, place, state=state, column=column.name)


def reasons(linked: Linked, context: Context) -> Iterator[Finding]:
    """A lead or customer that is set to invalid without a reason."""
    for kind in ("leads", "customers"):
        for each in linked.rows_of(kind):
            if each.record.state == "invalid" and linked.together(each).invalid_reason is None:
                where = "invalid_reason" if "invalid_reason" in each.table.columns else "state"
                name = SHEET_OF[kind].by_field["invalid_reason"].name
                yield finding(trade.REASON_NEEDED, each.table.place(each.row.row, where), column=name)


def shares(linked: Linked, context: Context) -> Iterator[Finding]:
    """Co-owners whose shares add up to more than the whole."""
    for each in linked.rows_of("opportunities"):
        total = sum(
            (Decimal(share) for share in _PERCENT.findall(each.row.record.co_owners or "")), Decimal(0)
        )
        if total > 100:
            place = each.table.place(each.row.row, "co_owners")
            yield finding(trade.SHARES_OVER, place, each.row.record.co_owners, total=total)
