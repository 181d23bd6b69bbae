"""Where business comes from, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.insight import Deal, Insight, Period, Prospect
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, WON
from workbook_crm.model.report import Cell, Chart, ReportTable, TableColumn, Unit, trace_of, traced
from workbook_crm.report import notes
from workbook_crm.report.months import counted, grouped, marked, summed, win_rate
from workbook_crm.report.words import BLANK

_CONVERTED = Name("已转客户", "Converted")


def sources(insight: Insight, language: Language, period: Period) -> ReportTable:
    """Leads, opportunities and wins by source, the one that brought most first."""
    new = (each for each in insight.prospects if each.kind == "leads" and period.holds(each.since))
    leads = grouped(new, lambda each: each.source or "")
    opened = (deal for deal in insight.deals if period.holds(deal.began))
    deals = grouped(opened, lambda deal: deal.source or "")
    rows = [
        (source or BLANK[language], *_row(leads.get(source, []), deals.get(source, [])))
        for source in dict.fromkeys((*deals, *leads))
    ]
    rows.sort(key=lambda row: (-row[7], str(row[0])))  # type: ignore[operator]  # an amount is a number
    return ReportTable(
        Name("来源", "Sources"),
        (
            TableColumn(Name("来源", "Source"), width=20),
            TableColumn(Name("线索", "Leads"), Unit.COUNT, is_summed=True, width=10),
            TableColumn(_CONVERTED, Unit.COUNT, is_summed=True, width=12),
            TableColumn(Name("转化率", "Conversion"), Unit.PERCENT, width=12),
            TableColumn(Name("商机", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("赢单", "Won"), Unit.COUNT, is_summed=True, width=10),
            TableColumn(Name("输单", "Lost"), Unit.COUNT, is_summed=True, width=10),
            TableColumn(Name("赢单金额", "Amount won"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("赢单率", "Win rate"), Unit.PERCENT, width=12),
        ),
        rows,
        notes.sources(period),
        chart=Chart((0,), 7),
    )


def _row(leads: Sequence[Prospect], deals: Sequence[Deal]) -> tuple[Cell, ...]:
    converted = [lead for lead in leads if _is_converted(lead)]
    won = [deal for deal in deals if deal.state == WON]
    lost = [deal for deal in deals if deal.state == LOST]
    part = marked(((lead.number, _is_converted(lead)) for lead in leads), _CONVERTED)
    return (
        traced(len(leads), trace_of(part)),
        counted(converted),
        part,
        counted(deals),
        counted(won),
        counted(lost),
        summed(won),
        win_rate(won, lost),
    )


def _is_converted(lead: Prospect) -> bool:
    return lead.state == "converted"
