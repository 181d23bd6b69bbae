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
OF_TAKEN = frozenset({trade.SAME_PHONE})
"""What tells how a record was changed: of a row that is held back it is not true."""


def news(findings: Findings, batch: Batch, plan: MergePlan) -> Findings:
    """The findings without those that were said before, of rows that change nothing, and without those that
    tell of a change that was held back."""
    if not any(each.rule in SAID_ONCE or each.rule in OF_TAKEN for each in findings):
        return findings
    unchanged, held = (_rows(batch, plan, fate) for fate in (Fate.UNCHANGED, Fate.HELD))

    def is_idle(each: Finding) -> bool:
        idle = held if each.rule in OF_TAKEN else unchanged if each.rule in SAID_ONCE else frozenset()
        return bool(idle) and all((each.place.sheet, row) in idle for row in (each.place.row, *each.rows))

    return tuple(each for each in findings if not is_idle(each))


def _rows(batch: Batch, plan: MergePlan, fate: Fate) -> frozenset[tuple[str | None, int | None]]:
    """(sheet, row) of the rows of a fate; not of what these bring: a new line may have a known deal."""
    return frozenset(
        (table.sheet, each.row)
        for table, outcome in ((batch.tables[each.table], each) for each in plan.outcomes)
        if table.beside is None and table.made_by is None and not table.is_implied
        for each in outcome.rows
        if each.fate is fate
    )
