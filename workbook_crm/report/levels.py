"""The level card: opportunities by the customer's level, month by month an account that must balance.

carried + new - won - lost - frozen = left (the makers' 三表一卡).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workbook_crm.model.insight import FROZEN, Deal, Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, WON, Choice
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.report.months import grouped, shifted
from workbook_crm.report.words import BLANK


def level_card(insight: Insight, levels: Sequence[Choice], language: Language, today: date) -> ReportTable:
    """This month's account of each level."""
    groups = grouped(insight.deals, lambda deal: deal.level or "")
    order = {each.value: nth for nth, each in enumerate(levels)}
    names = sorted(groups, key=lambda level: (order.get(level, len(order)), not level, level))
    rows = [(level or BLANK[language], *account(groups[level], today)) for level in names]
    counted = (
        Name("上月留存", "Carried"), Name("本月新增", "New"), Name("成交", "Won"), Name("战败", "Lost"),
        Name("冻结", "Frozen"), Name("月末留存", "Left"),
    )  # fmt: skip
    return ReportTable(
        Name("级别状况表", "Level card"),
        (
            TableColumn(Name("级别", "Level"), width=12),
            *(TableColumn(name, Unit.COUNT, is_summed=True) for name in counted),
        ),
        rows,
        Name(
            "商机按客户级别计数。上月留存 + 本月新增 − 成交 − 战败 − 冻结 = 月末留存（截至今天）。",
            "Opportunities by their customer's level. "
            "Carried + new − won − lost − frozen = left, as of today.",
        ),
    )


def account(deals: Sequence[Deal], today: date) -> tuple[Cell, ...]:
    """(carried, new, won, lost, frozen, left) of the month so far."""
    first = shifted(today, 0)
    alive = [deal for deal in deals if deal.ended is None or deal.ended >= first]
    carried = sum(deal.began < first for deal in alive)
    won, lost, frozen = (sum(_ends(alive, states)) for states in ({WON}, {LOST}, FROZEN))
    left = sum(deal.ended is None for deal in alive)
    return carried, len(alive) - carried, won, lost, frozen, left


def _ends(alive: Sequence[Deal], states: set[str] | frozenset[str]) -> Iterator[bool]:
    return (deal.state in states for deal in alive)
