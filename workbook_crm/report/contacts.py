"""Follow-ups: whether what was agreed is kept, how late, and how many contacts a win takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from workbook_crm.model.insight import Contact, Insight, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import WON
from workbook_crm.model.report import Cell, Chart, ReportTable, TableColumn, Unit, told_by
from workbook_crm.model.workflow import OPEN_STATES
from workbook_crm.report import notes
from workbook_crm.report.months import counted, grouped, marked
from workbook_crm.report.words import NOBODY

DAYS = 30
_CONTACT = TableColumn(Name("跟进日期", "Day of the contact"), Unit.DATE)
_AGREED = TableColumn(Name("约定的日期", "Date agreed"), Unit.DATE)
_ON_TIME = Name("按时", "On time")
_LATE = TableColumn(Name("晚几天", "Days late"), Unit.COUNT)
_CONTACTS = TableColumn(Name("跟进次数", "Contacts"), Unit.COUNT)
_TENTH = Decimal("0.1")


_Agreed = tuple[Contact, int]
"""A contact at which a date was agreed, and how many days late the next one was."""


def efficiency(insight: Insight, language: Language, period: Period) -> ReportTable:
    """Each person's contacts of the last days, dates kept, contacts a win, and deals never touched."""
    owners = _owners(insight)
    kept = _kept(insight, owners, period)
    window = period if period.first else Period(period.last, period.last - timedelta(days=DAYS - 1))
    recent = grouped(
        (each for each in insight.contacts if window.holds(each.day)),
        lambda each: each.by or owners.get(each.subject, ""),
    )
    a_win = _contacts_a_win(insight, period)
    untouched = grouped(
        (deal for deal in insight.deals if deal.is_open and deal.last_contact is None),
        lambda deal: deal.owner or "",
    )
    people = sorted({*kept, *recent, *a_win, *untouched}, key=lambda each: (not each, each))
    rows = [
        (
            person or NOBODY[language],
            _subjects(recent.get(person, [])),
            *_punctual(kept.get(person, [])),
            a_win.get(person),
            counted(untouched.get(person, [])),
        )
        for person in people
    ]
    contacts = Name("期间跟进", "In the period")
    if not period.first:
        contacts = Name(f"近 {DAYS} 天跟进", f"Last {DAYS} days")
    return ReportTable(
        Name("跟进效率", "Follow-up efficiency"),
        (
            TableColumn(Name("人员", "Person"), width=18),
            TableColumn(contacts, Unit.COUNT, is_summed=True, width=16),
            TableColumn(Name("约定的跟进", "Agreed dates"), Unit.COUNT, is_summed=True, width=14),
            TableColumn(Name("按时率", "On time"), Unit.PERCENT, width=12),
            TableColumn(Name("平均晚几天", "Days late on average"), Unit.NUMBER, width=18),
            TableColumn(Name("每个赢单的跟进次数", "Contacts per win"), Unit.NUMBER, width=20),
            TableColumn(Name("从未跟进的商机", "Never touched"), Unit.COUNT, is_summed=True, width=16),
        ),
        rows,
        notes.efficiency(period),
        chart=Chart((0,), 1),
    )  # fmt: skip


def _subjects(contacts: list[Contact]) -> Cell:
    return told_by(len(contacts), ((each.subject, each.day) for each in contacts), _CONTACT)


def _owners(insight: Insight) -> dict[str, str]:
    """Who is responsible for a subject."""
    owners = {each.number: each.owner or "" for each in insight.prospects}
    return owners | {each.number: each.owner or "" for each in insight.deals}


def _kept(insight: Insight, owners: dict[str, str], period: Period) -> dict[str, list[_Agreed]]:
    """What became of the dates that each person agreed."""
    kept: defaultdict[str, list[_Agreed]] = defaultdict(list)
    over = {deal.number: deal.ended for deal in insight.deals if deal.ended} | _let_go(insight)
    made = (each for each in insight.contacts if each.day <= period.last)
    for contacts in grouped(made, lambda each: each.subject).values():
        for contact, late in _lateness(contacts, over.get(contacts[0].subject), period):
            kept[contact.by or owners.get(contact.subject, "")].append((contact, late))
    return dict(kept)


def _let_go(insight: Insight) -> dict[str, date]:
    """Leads and customers that nobody follows any more: from their last contact on nothing is owed."""
    return {
        each.number: each.last_contact or each.since
        for each in insight.prospects
        if each.state not in OPEN_STATES[each.kind]
    }


def _lateness(contacts: list[Contact], over: date | None, period: Period) -> Iterator[_Agreed]:
    """Each contact with a date agreed that has come, and how many days late the next contact was.

    `over`: the day on which it was over with the subject; nothing is owed after it.
    """
    for contact, following in zip(contacts, [*contacts[1:], None], strict=True):
        agreed = contact.agreed
        if agreed is None or agreed < contact.day or not period.holds(agreed) or (over and agreed > over):
            continue
        until = over or period.last
        if following or agreed < until:
            met = min(following.day, until) if following else until
            yield contact, max(0, (met - agreed).days)


def _punctual(kept: Sequence[_Agreed]) -> tuple[Cell, ...]:
    late = [(contact.subject, days) for contact, days in kept if days]
    dates = [(contact.subject, contact.agreed) for contact, _days in kept]
    return (
        told_by(len(dates), dates, _AGREED),
        marked(((contact.subject, not days) for contact, days in kept), _ON_TIME),
        _average(late, _LATE),
    )


def _contacts_a_win(insight: Insight, period: Period) -> dict[str, Cell]:
    """By seller: contacts about what was won, or with its customer where it was never named."""
    contacts = Counter(each.subject for each in insight.contacts)
    told = (deal for deal in insight.deals if deal.state == WON and period.holds(deal.ended))
    won = grouped(told, lambda deal: deal.seller or "")
    return {
        owner: _average(
            [(deal.number, contacts[deal.number] or contacts[deal.customer]) for deal in deals], _CONTACTS
        )
        for owner, deals in won.items()
    }


def _average(parts: Sequence[tuple[str, int]], column: TableColumn) -> Cell:
    """To be followed to its parts, the largest first; None of nothing."""
    if not parts:
        return None
    whole = Decimal(sum(part for _number, part in parts))
    largest = sorted(parts, key=lambda each: -each[1])
    return told_by((whole / len(parts)).quantize(_TENTH, ROUND_HALF_UP), largest, column)
