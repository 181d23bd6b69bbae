"""Stages as they are: what share goes on and how long deals stay, measured from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from workbook_crm.model.insight import Insight
from workbook_crm.model.language import Name
from workbook_crm.model.options import Choice
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Trace, Unit, traced
from workbook_crm.report import notes
from workbook_crm.report.months import grouped, marked
from workbook_crm.report.stays import Stay, order_of, stays_of

_WENT_ON = Name("进入了下一阶段", "Went on")
_DAYS = TableColumn(Name("停留天数", "Days in the stage"), Unit.COUNT)


def conversion(insight: Insight, stages: Sequence[Choice], today: date) -> ReportTable:
    """Each stage: configured and measured share that goes on, configured and measured days in it."""
    stays = (stay for some in stays_of(insight, order_of(stages)).values() for stay in some)
    by_stage = grouped(stays, lambda each: each.stage)
    rows = [_row(stage, by_stage.get(stage.value, []), today) for stage in stages]
    return ReportTable(
        Name("阶段转化", "Stage conversion"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("现在在本阶段", "In it now"), Unit.COUNT, is_summed=True, width=14),
            TableColumn(Name("已离开本阶段", "Have left it"), Unit.COUNT, width=14),
            TableColumn(Name("设定的成功率", "Success rate set"), Unit.PERCENT, width=16),
            TableColumn(Name("实际成功率", "Success rate seen"), Unit.PERCENT, width=16),
            TableColumn(Name("设定的停留天数", "Days set"), Unit.COUNT, width=16),
            TableColumn(Name("实际停留天数（中位数）", "Days seen (median)"), Unit.COUNT, width=20),
        ),
        rows if any(by_stage.values()) else [],
        notes.conversion(today),
    )


def _row(stage: Choice, stays: Sequence[Stay], today: date) -> tuple[Cell, ...]:
    over = [each for each in stays if each.until]
    here = [each for each in stays if not each.until]
    left = _durations(over, today)
    return (
        stage.value,
        traced(len(here), _durations(here, today)),
        traced(len(over), left),
        stage.probability,
        marked(((each.opportunity, each.goes_on is True) for each in over), _WENT_ON),
        stage.usual_days,
        traced(round(median(each.days(today) for each in over)), left) if over else None,
    )


def _durations(stays: Sequence[Stay], today: date) -> Trace:
    """The opportunities with the days of each stay, the longest first."""
    longest = sorted(stays, key=lambda each: (-each.days(today), each.opportunity))
    numbers, days = (
        tuple(each.opportunity for each in longest),
        tuple(each.days(today) for each in longest),
    )
    return Trace(numbers, days, _DAYS)
