"""The list behind the figures: every opportunity by number, to be filtered."""

from __future__ import annotations

from workbook_crm.model.insight import Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import ReportTable, TableColumn, Unit
from workbook_crm.report.words import NOBODY, STATES


def deals(insight: Insight, language: Language) -> ReportTable:
    """Every opportunity."""
    rows = [
        (
            deal.number, deal.name, deal.customer_name, deal.owner or NOBODY[language], deal.stage,
            STATES[deal.state][language] if deal.state in STATES else deal.state,
            deal.amount, deal.source, deal.level, deal.opened, deal.expected_close, deal.ended,
            deal.last_contact,
        )
        for deal in insight.deals
    ]  # fmt: skip
    return ReportTable(
        Name("商机清单", "All opportunities"),
        (
            TableColumn(Name("商机编号", "Number"), names_record=True),
            TableColumn(Name("商机名称", "Name"), width=26),
            TableColumn(Name("客户", "Customer"), width=26),
            TableColumn(Name("负责人", "Owner")),
            TableColumn(Name("阶段", "Stage")),
            TableColumn(Name("状态", "State"), width=10),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=16),
            TableColumn(Name("来源", "Source")),
            TableColumn(Name("级别", "Level"), width=8),
            TableColumn(Name("收下日期", "Taken in"), Unit.DATE, width=12),
            TableColumn(Name("预计成交", "Expected close"), Unit.DATE, width=14),
            TableColumn(Name("结束日期", "Ended"), Unit.DATE, width=12),
            TableColumn(Name("上次联系", "Last contact"), Unit.DATE, width=12),
        ),
        rows,
        Name(
            "前面各表的数字都出自这里：用筛选即可看到每一行。",
            "What the figures before are made of: filter to see each row.",
        ),
        is_list=True,
    )
