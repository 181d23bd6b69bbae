"""Customers: new, active and sleeping ones, and the few that bring most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pandas as pd

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Trace, Unit, trace_of, traced
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, looked_up, within
from workbook_crm.report.measures import by_name, counts, rows_of, shares, side_by_side, sums, wholes
from workbook_crm.report.months import NOTHING, share, shifted
from workbook_crm.report.words import NOBODY

ACTIVE_DAYS = 90
_MOST = Decimal("0.8")
"""The customers that bring so much are the ones to keep."""
_SLEEPING = Name("沉睡", "Sleeping")
_KEY = Name("重点", "Key")
_ALL_WON = Name("全部赢单，金额大的客户在前", "All that were won, the customer with the largest amount first")


def customers(frames: Frames, language: Language, period: Period) -> ReportTable:
    """By person: customers in all, new this month, active, sleeping."""
    prospects = frames.prospects
    valid = prospects[(prospects["kind"] == "customers") & (prospects["state"] == "valid")]
    last = looked_up(valid["number"], _last_contacts(frames)).fillna(valid["since"])
    is_asleep = last <= pd.Timestamp(period.last - timedelta(days=ACTIVE_DAYS))
    new_days = period if period.first else Period(period.last, shifted(period.last, 0))
    asleep = shares(valid.assign(is_asleep=is_asleep), "owner", "is_asleep", _SLEEPING)
    table = side_by_side(
        {
            "all": wholes(asleep),
            "new": counts(valid[within(valid["since"], new_days)], "owner"),
            "active": counts(valid[~is_asleep], "owner"),
            "asleep": counts(valid[is_asleep], "owner"),
            "share": asleep,
        }
    )
    new = Name("期间新增", "New in the period") if period.first else Name("本月新增", "New this month")
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
        [(person or NOBODY[language], *figures) for person, *figures in rows_of(by_name(table))],
        notes.customers(period, ACTIVE_DAYS),
    )


def _last_contacts(frames: Frames) -> pd.Series:
    """By customer: the last contact with it or about one of its opportunities."""
    own, about = frames.prospects, frames.deals.assign(number=frames.deals["customer"])
    fields = ["number", "last_contact"]
    return pd.concat([own[fields], about[fields]]).groupby("number")["last_contact"].max()


def pareto(frames: Frames, language: Language, period: Period) -> ReportTable:
    """Customers by what they bought, the largest first, with the running share."""
    deals = frames.deals
    won = deals[deals["is_won"] & within(deals["ended"], period)]
    table = side_by_side({"count": counts(won, "customer"), "amount": sums(won, "customer")})
    table = table.join(won.groupby("customer")[["customer_name", "owner"]].first())
    ranked = table[table["amount"] > 0].sort_index().sort_values("amount", ascending=False, kind="stable")
    rows = list(_running(ranked, language))
    few = sum(row[-1] == _KEY[language] for row in rows)
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
            TableColumn(Name("类别", "Class"), width=10),
        ),
        rows,
        notes.pareto(period, few, part, _MOST),
        is_list=True,
    )


def _running(ranked: pd.DataFrame, language: Language) -> Iterator[tuple[Cell, ...]]:
    """Each customer with the share that it and those before it bring; key are those that bring most."""
    whole = sum(ranked["amount"], NOTHING)
    numbers = tuple(number for amount in ranked["amount"] for number in trace_of(amount).numbers)
    everything = Trace(numbers, about=_ALL_WON)
    so_far = NOTHING
    for customer, count, amount, name, owner in rows_of(ranked):
        mark = _KEY[language] if so_far < whole * _MOST else ""
        so_far += amount
        running = traced(share(so_far, whole) or NOTHING, everything)
        yield customer, name, owner or NOBODY[language], count, amount, running, mark
