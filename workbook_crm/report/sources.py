"""Where business comes from, and what becomes of it."""

from __future__ import annotations

import pandas as pd

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST
from workbook_crm.model.report import Chart, ReportTable, TableColumn, Unit
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, within
from workbook_crm.report.measures import by_name, counts, rows_of, shares, side_by_side, sums, wholes
from workbook_crm.report.months import WON_NAME
from workbook_crm.report.words import BLANK

_CONVERTED = Name("已转客户", "Converted")


def sources(frames: Frames, language: Language, period: Period) -> ReportTable:
    """Leads, opportunities and wins by source, the one that brought most first."""
    prospects, deals = frames.prospects, frames.deals
    leads = prospects[(prospects["kind"] == "leads") & within(prospects["since"], period)]
    converted = leads["state"] == "converted"
    opened = deals[within(deals["began"], period)]
    won, lost = opened[opened["is_won"]], opened[opened["state"] == LOST]
    conversion = shares(leads.assign(converted=converted), "source", "converted", _CONVERTED)
    table = side_by_side(
        {
            "leads": wholes(conversion),
            "converted": counts(leads[converted], "source"),
            "conversion": conversion,
            "deals": counts(opened, "source"),
            "won": counts(won, "source"),
            "lost": counts(lost, "source"),
            "amount": sums(won, "source"),
            "rate": shares(pd.concat([won, lost]), "source", "is_won", WON_NAME),
        },
        unknown={"conversion", "rate"},
    )
    ranked = by_name(table).sort_values("amount", ascending=False, kind="stable")
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
        [(source or BLANK[language], *figures) for source, *figures in rows_of(ranked)],
        notes.sources(period),
        chart=Chart((0,), 7),
    )
