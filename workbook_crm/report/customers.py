"""Customers: new, active and sleeping ones, and the few that bring most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from workbook_crm.model.insight import Deal, Insight, Period, Prospect
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import WON
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Trace, Unit, trace_of, traced
from workbook_crm.report import notes
from workbook_crm.report.months import NOTHING, counted, grouped, marked, share, shifted, summed, total
from workbook_crm.report.words import NOBODY

ACTIVE_DAYS = 90
_MOST = Decimal("0.8")
"""The customers that bring so much are the ones to keep."""
_SLEEPING = Name("沉睡", "Sleeping")
_ALL_WON = Name("全部赢单，金额大的客户在前", "All that were won, the customer with the largest amount first")


def customers(insight: Insight, language: Language, period: Period) -> ReportTable:
    """By person: customers in all, new this month, active, sleeping."""
    valid = [each for each in insight.prospects if each.kind == "customers" and each.state == "valid"]
    last = _last_contacts(insight)
    groups = grouped(valid, lambda each: each.owner or "")
    new = Name("期间新增", "New in the period") if period.first else Name("本月新增", "New this month")
    rows = [
        (person or NOBODY[language], *_counts(groups[person], last, period))
        for person in sorted(groups, key=lambda each: (not each, each))
    ]
    return ReportTable(
        Name("客户概况", "Customers"),
        (
            TableColumn(Name("负责人", "Owner"), width=18),
            TableColumn(Name("客户数", "Customers"), Unit.COUNT, is_summed=True),
            TableColumn(new, Unit.COUNT, is_summed=True, width=16),
            TableColumn(Name("活跃", "Active"), Unit.COUNT, is_summed=True),
            TableColumn(_SLEEPING, Unit.COUNT, is_summed=True),
            TableColumn(Name("沉睡占比", "Share asleep"), Unit.PERCENT, width=14),
        ),
        rows,
        notes.customers(period, ACTIVE_DAYS),
    )


def _last_contacts(insight: Insight) -> dict[str, date]:
    """By customer: the last contact with it or about one of its opportunities."""
    own = [(each.number, each.last_contact) for each in insight.prospects]
    last: dict[str, date] = {}
    for number, day in [*own, *((deal.customer, deal.last_contact) for deal in insight.deals)]:
        if day is not None:
            last[number] = max(day, last.get(number, day))
    return last


def _counts(mine: Sequence[Prospect], last: dict[str, date], period: Period) -> tuple[Cell, ...]:
    since = period.last - timedelta(days=ACTIVE_DAYS)
    is_asleep = {each.number: last.get(each.number, each.since) <= since for each in mine}
    active, asleep = ([each for each in mine if is_asleep[each.number] is wanted] for wanted in (False, True))
    window = period if period.first else Period(period.last, shifted(period.last, 0))
    new = [each for each in mine if window.holds(each.since)]
    part = marked(is_asleep.items(), _SLEEPING)
    return traced(len(mine), trace_of(part)), counted(new), counted(active), counted(asleep), part


def pareto(insight: Insight, language: Language, period: Period) -> ReportTable:
    """Customers by what they bought, the largest first, with the running share."""
    told = (deal for deal in insight.deals if deal.state == WON and period.holds(deal.ended))
    won = grouped(told, lambda deal: deal.customer)
    ranked = sorted(won.values(), key=lambda deals: (-total(deals), deals[0].customer))
    rows = list(_running([deals for deals in ranked if total(deals) > 0], language))
    few = sum(row[-1] == _MARKS[0][language] for row in rows)
    part = share(few, len(rows)) or NOTHING
    return ReportTable(
        Name("大客户", "Key customers"),
        (
            TableColumn(Name("客户编号", "Number"), names_record=True),
            TableColumn(Name("客户", "Customer"), width=30),
            TableColumn(Name("负责人", "Owner")),
            TableColumn(Name("赢单数", "Won"), Unit.COUNT, is_summed=True),
            TableColumn(Name("赢单金额", "Amount won"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("累计占比", "Running share"), Unit.PERCENT),
            TableColumn(Name("类", "Class"), width=10),
        ),
        rows,
        notes.pareto(period, few, part, _MOST),
        is_list=True,
    )


_MARKS = (Name("重点", "Key"), Name("", ""))


def _running(ranked: Sequence[list[Deal]], language: Language) -> Iterator[tuple[Cell, ...]]:
    whole, so_far = sum((total(deals) for deals in ranked), NOTHING), NOTHING
    everything = Trace(tuple(deal.number for deals in ranked for deal in deals), about=_ALL_WON)
    for deals in ranked:
        mark = _MARKS[so_far >= whole * _MOST]
        so_far += total(deals)
        first = deals[0]
        owner = first.owner or NOBODY[language]
        yield (
            first.customer,
            first.customer_name,
            owner,
            counted(deals),
            summed(deals),
            traced(share(so_far, whole) or NOTHING, everything),
            mark[language],
        )
