"""Days told from another day, counted from the contact that stands in their row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbook_crm.model.columns import Value
from workbook_crm.model.rules.values import RELATIVE_DAY
from workbook_crm.model.sheets import FOLLOW_UPS
from workbook_crm.read.dates import told_from
from workbook_crm.read.noticed import Noticed
from workbook_crm.read.relative_days import relative_day


def count_from(
    days: Sequence[Value], values: list[Value], remarks: list[tuple[int, object, Noticed]]
) -> None:
    """Puts the day into `values` and `remarks` that each relative one means from its row's day in `days`."""
    name = FOLLOW_UPS.by_field["next_follow_up"].name
    for nth, (i, cell, each) in enumerate(remarks):
        moment = days[i]
        if each.rule is not RELATIVE_DAY or not isinstance(moment, date) or not isinstance(cell, str):
            continue
        base = date(moment.year, moment.month, moment.day)
        day = relative_day(cell, base)
        if day is not None:
            values[i], remarks[nth] = day, (i, cell, told_from(base, day, name))
