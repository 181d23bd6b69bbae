"""Performance: what each person has open, won and lost, ranked, and month by month."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook_crm.model.insight import Deal, Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, WON
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.report.months import NOTHING, money, month_of, months_until, share
from workbook_crm.report.words import NOBODY

_SHARE = re.compile(r"([^\s,，、;；]+?)\s*(\d+(?:\.\d+)?)\s*[%％]")
_TREND_MONTHS = 6


def credited(deal: Deal) -> Iterator[tuple[str, Decimal]]:
    """(person, amount) of those who share a deal: co-owners their percentage, the owner what is left."""
    left = Decimal(1)
    for name, percent in _SHARE.findall(deal.co_owners or ""):
        part = min(left, Decimal(percent) / 100)
        left -= part
        yield name, deal.amount * part
    yield deal.owner or "", deal.amount * left


def performance(insight: Insight, language: Language, today: date) -> ReportTable:
    """This year's results by person, the best first."""
    people = _by_person(insight)
    results = {person: _result(deals, person, insight, today) for person, deals in people.items()}
    ranked = sorted(results.items(), key=lambda each: (-_won_amount(each[1]), each[0]))
    rows = [(rank, person or NOBODY[language], *result) for rank, (person, result) in enumerate(ranked, 1)]
    return ReportTable(
        Name("业绩", "Performance"),
        (
            TableColumn(Name("名次", "Rank"), Unit.COUNT, width=8),
            TableColumn(Name("人员", "Person"), width=18),
            TableColumn(Name("团队", "Team")),
            TableColumn(Name("洽谈中", "Open"), Unit.COUNT, is_summed=True, width=10),
            TableColumn(Name("洽谈中金额", "Open amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("本月赢单金额", "Won this month"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("今年赢单", "Won this year"), Unit.COUNT, is_summed=True, width=12),
            TableColumn(Name("今年赢单金额", "Amount won this year"), Unit.MONEY, is_summed=True, width=20),
            TableColumn(Name("今年输单", "Lost this year"), Unit.COUNT, is_summed=True, width=12),
            TableColumn(Name("赢单率", "Win rate"), Unit.PERCENT, width=10),
        ),
        rows,
        Name(
            "协作人按比例分金额，件数算在负责人名下。赢单率 = 赢单 ÷（赢单 + 输单）。",
            "Co-owners share the amount; the deal is counted for its owner. Win rate = won ÷ (won + lost).",
        ),
        chart=(1, 7),
    )


def _won_amount(result: Sequence[Cell]) -> Decimal:
    amount = result[5]  # won this year
    return amount if isinstance(amount, Decimal) else NOTHING


def _by_person(insight: Insight) -> dict[str, list[tuple[Deal, Decimal]]]:
    people: defaultdict[str, list[tuple[Deal, Decimal]]] = defaultdict(list)
    for deal in insight.deals:
        for person, amount in credited(deal):
            people[person].append((deal, amount))
    return people


def _result(
    deals: Sequence[tuple[Deal, Decimal]], person: str, insight: Insight, today: date
) -> tuple[Cell, ...]:
    month, year = month_of(today), today.year
    mine = [(deal, amount) for deal, amount in deals if (deal.owner or "") == person]
    won = [(deal, amount) for deal, amount in deals if deal.state == WON and deal.ended]
    in_year = [(deal, amount) for deal, amount in won if deal.ended and deal.ended.year == year]
    won_count = sum(deal.state == WON and _year(deal) == year for deal, _amount in mine)
    lost_count = sum(deal.state == LOST and _year(deal) == year for deal, _amount in mine)
    return (
        insight.teams.get(person, ""),
        sum(deal.is_open for deal, _amount in mine),
        _sum(amount for deal, amount in deals if deal.is_open),
        _sum(amount for deal, amount in won if deal.ended and month_of(deal.ended) == month),
        won_count,
        _sum(amount for _deal, amount in in_year),
        lost_count,
        share(won_count, won_count + lost_count),
    )


def _year(deal: Deal) -> int | None:
    return deal.ended.year if deal.ended else None


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return money(sum(amounts, NOTHING))


def trend(insight: Insight, language: Language, today: date) -> ReportTable:
    """What each person won in each of the last months."""
    months = months_until(today, _TREND_MONTHS)
    won: defaultdict[str, defaultdict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for deal in insight.deals:
        if deal.state == WON and deal.ended and month_of(deal.ended) in months:
            for person, amount in credited(deal):
                won[person][month_of(deal.ended)] += amount
    rows: list[tuple[Cell, ...]] = [
        (person or NOBODY[language], *(money(won[person][month]) for month in months))
        for person in sorted(won, key=lambda each: (not each, each))
    ]
    columns = (TableColumn(Name(month, month), Unit.MONEY, is_summed=True, width=16) for month in months)
    return ReportTable(
        Name("业绩走势", "Trend"),
        (TableColumn(Name("人员", "Person"), width=18), *columns),
        rows,
        Name("每月赢单金额。", "Amount won in each month."),
    )
