"""Follow-ups: whether what was agreed is kept, how late, and how many contacts a win takes."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import OPEN
from workbook_crm.model.report import Chart, ReportTable, TableColumn, Unit
from workbook_crm.model.workflow import OPEN_STATES
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, looked_up, within
from workbook_crm.report.measures import (
    averages,
    by_name,
    counts,
    rows_of,
    shares,
    side_by_side,
    told_counts,
)
from workbook_crm.report.words import NOBODY

DAYS = 30
_CONTACT = TableColumn(Name("跟进日期", "Day of the contact"), Unit.DATE)
_AGREED = TableColumn(Name("约定的日期", "Date agreed"), Unit.DATE)
_ON_TIME = Name("按时", "On time")
_LATE = TableColumn(Name("晚几天", "Days late"), Unit.COUNT)
_CONTACTS = TableColumn(Name("跟进次数", "Contacts"), Unit.COUNT)


def efficiency(frames: Frames, language: Language, period: Period) -> ReportTable:
    """Each person's contacts of the last days, dates kept, contacts a win, and deals never touched."""
    contacts, deals = _contacts(frames), frames.deals
    days = period if period.first else Period(period.last, period.last - timedelta(days=DAYS - 1))
    agreed = _agreed(contacts, frames, period)
    late = agreed[agreed["late"] > 0].sort_values("late", ascending=False, kind="stable")
    untouched = deals[(deals["state"] == OPEN) & deals["last_contact"].isna()]
    table = side_by_side(
        {
            "contacts": told_counts(contacts[within(contacts["day"], days)], "by", "day", _CONTACT),
            "agreed": told_counts(agreed, "by", "agreed", _AGREED),
            "on_time": shares(agreed.assign(on_time=agreed["late"] == 0), "by", "on_time", _ON_TIME),
            "late": averages(late, "by", "late", _LATE),
            "a_win": averages(_contacts_a_win(frames, period), "seller", "contacts", _CONTACTS),
            "untouched": counts(untouched, "owner"),
        },
        unknown={"on_time", "late", "a_win"},
    )
    made = Name("期间跟进", "In the period")
    if not period.first:
        made = Name(f"近 {DAYS} 天跟进", f"Last {DAYS} days")
    return ReportTable(
        Name("跟进效率", "Follow-up efficiency"),
        (
            TableColumn(Name("人员", "Person"), width=18),
            TableColumn(made, Unit.COUNT, is_summed=True, width=16),
            TableColumn(Name("约定的跟进", "Agreed dates"), Unit.COUNT, is_summed=True, width=14),
            TableColumn(Name("按时率", "On time"), Unit.PERCENT, width=12),
            TableColumn(Name("平均晚几天", "Days late on average"), Unit.NUMBER, width=18),
            TableColumn(Name("每个赢单的跟进次数", "Contacts per win"), Unit.NUMBER, width=20),
            TableColumn(Name("从未跟进的商机", "Never touched"), Unit.COUNT, is_summed=True, width=16),
        ),
        [(person or NOBODY[language], *figures) for person, *figures in rows_of(by_name(table))],
        notes.efficiency(period),
        chart=Chart((0,), 1),
    )  # fmt: skip


def _contacts(frames: Frames) -> pd.DataFrame:
    """Each contact `by` whom: where it does not say, by whoever is responsible."""
    contacts, records = frames.contacts, (frames.prospects, frames.deals)
    responsible = pd.concat([each.set_index("number")["owner"] for each in records])
    owners = looked_up(contacts["number"], responsible).fillna("")
    return contacts.assign(by=contacts["by"].where(contacts["by"] != "", owners))


def _agreed(contacts: pd.DataFrame, frames: Frames, period: Period) -> pd.DataFrame:
    """The contacts at which a date was agreed that has come, and how many days `late` the next contact was.

    Nothing is owed once it is over with whom it was agreed.
    """
    today = pd.Timestamp(period.last)
    made = contacts[contacts["day"] <= today]
    following = made.groupby("number")["day"].shift(-1)
    over = looked_up(made["number"], _over(frames))
    until, agreed = over.fillna(today), made["agreed"]
    is_owed = (agreed >= made["day"]) & within(agreed, period) & ~(agreed > over)
    is_told = is_owed & (following.notna() | (agreed < until))
    met = following.where(following < until, until)
    late = (met - agreed).dt.days.clip(lower=0)
    return made.assign(late=late)[is_told].astype({"late": int})


def _over(frames: Frames) -> pd.Series:
    """By number of a record, when it was over with it: leads and customers let go at their last contact."""
    prospects, deals = frames.prospects, frames.deals.dropna(subset="ended")
    is_open = [state in OPEN_STATES[kind] for kind, state in prospects[["kind", "state"]].to_numpy()]
    let_go = prospects[~pd.Series(is_open, dtype=bool)]
    last = let_go["last_contact"].fillna(let_go["since"]).set_axis(let_go["number"])
    over: pd.Series = pd.concat([deals.set_index("number")["ended"], last])
    return over


def _contacts_a_win(frames: Frames, period: Period) -> pd.DataFrame:
    """The deals won, with the contacts about each, else with its customer; those with most first."""
    deals, made = frames.deals, frames.contacts["number"].value_counts()
    won = deals[deals["is_won"] & within(deals["ended"], period)]
    about, customer = (looked_up(won[field], made) for field in ("number", "customer"))
    counted = won.assign(contacts=about.fillna(customer).fillna(0).astype(int))
    return counted.sort_values("contacts", ascending=False, kind="stable")
