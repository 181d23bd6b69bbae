"""Stages as they are: what share goes on and how long deals stay, measured from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from workbook_crm.model.language import Name
from workbook_crm.model.options import Choice
from workbook_crm.model.report import ReportTable, TableColumn, Unit
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames
from workbook_crm.report.measures import medians, rows_of, shares, side_by_side, told_counts
from workbook_crm.report.stays import order_of, stays_of

_WENT_ON = Name("进入了下一阶段", "Went on")
_DAYS = TableColumn(Name("停留天数", "Days in the stage"), Unit.COUNT)


def conversion(frames: Frames, stages: Sequence[Choice], today: date) -> ReportTable:
    """Each stage: configured and measured share that goes on, configured and measured days in it."""
    stays = _stays(frames, stages, today)
    longest = stays.sort_values(["days", "number"], ascending=[False, True])
    left, here = longest[longest["is_over"]], longest[~longest["is_over"]]
    table = side_by_side(
        {
            "here": told_counts(here, "stage", "days", _DAYS),
            "left": told_counts(left, "stage", "days", _DAYS),
            "went_on": shares(stays[stays["is_over"]], "stage", "went_on", _WENT_ON),
            "days": medians(left, "stage", "days", _DAYS),
        },
        groups=[stage.value for stage in stages],
        unknown={"went_on", "days"},
    )
    rows = [
        (stage.value, here, left, stage.probability, went_on, stage.usual_days, days)
        for stage, (_name, here, left, went_on, days) in zip(stages, rows_of(table), strict=True)
    ]
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
        rows if len(stays) else [],
        notes.conversion(today),
    )


def _stays(frames: Frames, stages: Sequence[Choice], today: date) -> pd.DataFrame:
    """Each opportunity's time in each stage, in days until today where it is still there."""
    stays = [stay for some in stays_of(frames.insight, order_of(stages)).values() for stay in some]
    return pd.DataFrame(
        {
            "number": pd.Series([stay.opportunity for stay in stays], dtype=object),
            "stage": pd.Series([stay.stage for stay in stays], dtype=object),
            "days": pd.Series([stay.days(today) for stay in stays], dtype=object),
            "is_over": pd.Series([stay.until is not None for stay in stays], dtype=bool),
            "went_on": pd.Series([stay.goes_on is True for stay in stays], dtype=bool),
        }
    )
