"""What was said of a value when it was taken as it stands is not said again while its row stays as it is.

Who sends a workbook every day would else read the same warnings every day, and soon read none.
"""

from __future__ import annotations

from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import Fate, MergePlan
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.rules import trade, values

SAID_ONCE = frozenset(
    {
        trade.BELOW_FLOOR,
        trade.BUDGET_LOOKS_LOW,
        trade.PRICE_LOOKS_LOW,
        trade.DATES_REVERSED,
        trade.DISCOUNT_LIMIT,
        trade.FUTURE_FOLLOW_UP,
        trade.NUMBER_IN_USE,
        trade.SECOND_NUMBER,
        trade.UNKNOWN_PERSON,
        trade.UNKNOWN_WORD,
        trade.UNLISTED_CHOICE,
        values.ROUND_TAIL,
        values.UNLIKELY_MAIL,
        values.UNLIKELY_PHONE,
        values.VIN_CHECK,
        values.VIN_LETTER,
    }
)
"""About values that are kept as they were written; where cell and record differ, it is said each time."""


def news(findings: Findings, batch: Batch, plan: MergePlan) -> Findings:
    """The findings without those that were said before, of rows that change nothing."""
    if not any(each.rule in SAID_ONCE for each in findings):
        return findings
    unchanged = {
        (batch.tables[outcome.table].sheet, each.row)
        for outcome in plan.outcomes
        for each in outcome.rows
        if batch.tables[outcome.table].beside is None and each.fate is Fate.UNCHANGED
    }

    def was_said(each: Finding) -> bool:
        rows = (each.place.row, *each.rows)
        return each.rule in SAID_ONCE and all((each.place.sheet, row) in unchanged for row in rows)

    return tuple(each for each in findings if not was_said(each))
