"""Wins and losses: why, and against whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, TERMINATED, WON
from workbook_crm.model.report import ReportTable, TableColumn, Trace, Unit, trace_of, traced
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, within
from workbook_crm.report.measures import counts, rows_of, side_by_side, sums
from workbook_crm.report.months import NOTHING, share
from workbook_crm.report.words import BLANK, STATES

_ENDED = (WON, LOST, TERMINATED)
_WHY = ["loss_reason", "competitor"]
_HOW = Name("结果", "Outcome")
_ALL = Name("全部结束的商机", "All opportunities that ended")


def outcomes(frames: Frames, language: Language, period: Period) -> ReportTable:
    """How closed opportunities ended, with the reason and the competitor of those that were lost."""
    deals = frames.deals
    ended = deals[deals["state"].isin(_ENDED) & within(deals["ended"], period)]
    why = ended[_WHY].replace("", BLANK[language]).where(ended["state"] == LOST, "")
    ended = ended.assign(place=ended["state"].map(_ENDED.index), **why)
    table = side_by_side({"count": counts(ended, ["place", *_WHY]), "amount": sums(ended, ["place", *_WHY])})
    ranked = table.sort_index().sort_values(["place", "amount"], ascending=[True, False])
    groups = [(STATES[_ENDED[place]][language], *why, *told) for (place, *why), *told in rows_of(ranked)]
    everything = _everything(groups)
    return ReportTable(
        Name("赢单与输单", "Wins and losses"),
        (
            TableColumn(_HOW, width=12),
            TableColumn(Name("输单原因", "Loss reason"), width=26),
            TableColumn(Name("竞争对手", "Competitor"), width=22),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("占比", "Share"), Unit.PERCENT, width=10),
        ),
        [(*group, traced(share(group[-2], len(ended)) or NOTHING, everything)) for group in groups],
        notes.outcomes(period),
    )


def _everything(groups: Sequence[tuple[Any, ...]]) -> Trace:
    """All that ended, group by group, each with how; groups: (how, reason, competitor, count, amount)."""
    rows = [
        (number, " · ".join(filter(None, how)))
        for *how, count, _amount in groups
        for number in trace_of(count).numbers
    ]
    numbers, told = tuple(each[0] for each in rows), tuple(each[1] for each in rows)
    return Trace(numbers, told, TableColumn(_HOW), _ALL)
