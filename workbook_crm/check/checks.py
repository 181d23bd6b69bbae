"""All checks, in one list. Each takes a linked batch and yields what it finds; none changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook_crm.check import (
    access,
    asked,
    duplicates,
    fields,
    for_all,
    leavers,
    magnitudes,
    new_words,
    opportunities,
    rights,
    vehicles,
)
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.linked import Context, Linked

Check = Callable[[Linked, Context], Iterator[Finding]]

ALL_CHECKS: tuple[Check, ...] = (
    rights.set_up_by_others,
    access.others_records,
    access.follow_ups_of_others,
    asked.needed,
    asked.wanted,
    for_all.answered_defaults,
    new_words.new_words,
    fields.ranges,
    fields.dates_in_order,
    duplicates.one_row_a_record,
    duplicates.newer_tabs,
    opportunities.moves,
    opportunities.closing,
    opportunities.shares,
    vehicles.sold_once,
    vehicles.vin_wanted,
    magnitudes.catalog_prices,
    magnitudes.line_prices,
    magnitudes.budgets,
    leavers.records_left_behind,
)


def check(linked: Linked, context: Context) -> Findings:
    """What every check has to say of a batch, in the order of the checks."""
    return tuple(each for one in ALL_CHECKS for each in one(linked, context))
