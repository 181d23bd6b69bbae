"""Wins and losses: why, and against whom."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.insight import Deal, Insight, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, TERMINATED, WON
from workbook_crm.model.report import ReportTable, TableColumn, Trace, Unit, traced
from workbook_crm.report import notes
from workbook_crm.report.months import NOTHING, counted, grouped, largest_first, share, summed
from workbook_crm.report.words import BLANK, STATES

_ENDED = (WON, LOST, TERMINATED)
_HOW = Name("结果", "Outcome")
_ALL = Name("全部结束的商机", "All opportunities that ended")


def outcomes(insight: Insight, language: Language, period: Period) -> ReportTable:
    """How closed opportunities ended, with the reason and the competitor of those that were lost."""
    ended = [deal for deal in insight.deals if deal.state in _ENDED and period.holds(deal.ended)]
    groups = sorted(
        largest_first(grouped(ended, lambda deal: _key(deal, language))),
        key=lambda each: _ENDED.index(each[0][0]),
    )
    everything = _everything(groups, language)
    rows = [
        (
            STATES[state][language],
            reason,
            competitor,
            counted(deals),
            summed(deals),
            traced(share(len(deals), len(ended)) or NOTHING, everything),
        )
        for (state, reason, competitor), deals in groups
    ]
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
        rows,
        notes.outcomes(period),
    )


_Key = tuple[str, str, str]
"""(state, loss reason, competitor)"""


def _everything(groups: Sequence[tuple[_Key, Sequence[Deal]]], language: Language) -> Trace:
    """All that ended, group by group, each with how."""
    rows = [
        (deal.number, " · ".join(filter(None, (STATES[state][language], *why))))
        for (state, *why), deals in groups
        for deal in deals
    ]
    numbers, told = tuple(each[0] for each in rows), tuple(each[1] for each in rows)
    return Trace(numbers, told, TableColumn(_HOW), _ALL)


def _key(deal: Deal, language: Language) -> _Key:
    if deal.state != LOST:
        return deal.state, "", ""
    return deal.state, deal.loss_reason or BLANK[language], deal.competitor or BLANK[language]
