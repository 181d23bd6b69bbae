"""Performance: what each person and each team has open, won and lost, ranked, and month by month."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workbook_crm.model.insight import Deal, Insight, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, WON
from workbook_crm.model.report import (
    Amount,
    Cell,
    Chart,
    Count,
    ReportTable,
    TableColumn,
    Unit,
    followed,
    told_by,
)
from workbook_crm.report import notes
from workbook_crm.report.months import NOTHING, month_of, months_until, rounded, shifted, win_rate
from workbook_crm.report.words import NOBODY

_SHARE = re.compile(r"([^\s,，、;；%％][^,，、;；%％]*?)\s*(\d+(?:\.\d+)?)\s*[%％]")
"""A name, which may have spaces, and a percentage."""
_TREND_MONTHS = 6
_PART = TableColumn(Name("计入金额", "Amount credited"), Unit.MONEY)
_NO_TEAM = Name("（没有团队）", "(no team)")


@dataclass(frozen=True, slots=True)
class Credit:
    """One person's part in a deal."""

    person: str
    deal: Deal
    amount: Decimal
    is_counted: bool
    """Whether the deal is counted for this person, who owns it; co-owners share its amount only."""


def parts(deals: Iterable[Deal]) -> Iterator[Credit]:
    """Who has which part of the deals: co-owners their percentage, the owner what is left."""
    for deal in deals:
        left = Decimal(1)
        for name, percent in _SHARE.findall(deal.co_owners or ""):
            part = min(left, Decimal(percent) / 100)
            left -= part
            yield Credit(name, deal, deal.amount * part, is_counted=False)
        yield Credit(deal.seller or "", deal, deal.amount * left, is_counted=True)


@dataclass(slots=True)
class _Result:
    """What a person or a team has to show."""

    open: list[Credit] = field(default_factory=list)
    won: list[Credit] = field(default_factory=list)
    won_this_month: list[Credit] = field(default_factory=list)
    lost: list[Credit] = field(default_factory=list)

    def add(self, credit: Credit, period: Period, month: Period) -> None:
        """Counts one person's part in one deal."""
        deal = credit.deal
        if deal.is_open:
            self.open.append(credit)
        elif deal.state == WON and period.holds(deal.ended):
            self.won.append(credit)
        elif deal.state == LOST and period.holds(deal.ended):
            self.lost.append(credit)
        if deal.state == WON and month.holds(deal.ended):
            self.won_this_month.append(credit)

    @property
    def won_amount(self) -> Decimal:
        return sum((each.amount for each in self.won), NOTHING)


def _counted(credits: Iterable[Credit]) -> Count | Amount:
    """How many deals are counted for whoever is credited, to be followed to each."""
    numbers = [each.deal.number for each in credits if each.is_counted]
    return followed(len(numbers), numbers)


def _summed(credits: Sequence[Credit], digits: int) -> Count | Amount:
    """What the parts come to, to be followed to their deals; with the parts where one is less."""
    amount = rounded(sum((each.amount for each in credits), NOTHING), digits)
    if all(each.amount == each.deal.amount for each in credits):
        return followed(amount, (each.deal.number for each in credits))
    return told_by(amount, ((each.deal.number, rounded(each.amount, digits)) for each in credits), _PART)


_Key = Callable[[Credit], str]


def performance(insight: Insight, language: Language, period: Period) -> ReportTable:
    """Results by person, the best first; of this year, unless the period has a first day."""
    results = _results(insight, lambda each: each.person, period)
    rows = [
        (
            rank,
            person or NOBODY[language],
            insight.teams.get(person, ""),
            *_cells(each, period, insight.digits),
        )
        for rank, person, each in _ranked(results)
    ]
    who = (TableColumn(Name("人员", "Person"), width=18), TableColumn(Name("团队", "Team")))
    return ReportTable(
        Name("业绩", "Performance"),
        (_RANK, *who, *_columns(period)),
        rows,
        notes.performance(period),
        chart=Chart((1,), len(_columns(period)) - _FROM_THE_END + 3),
    )


def team_performance(insight: Insight, language: Language, period: Period) -> ReportTable:
    """The same by team; no rows where nobody has a team."""
    teams = insight.teams
    results = (
        _results(insight, lambda each: teams.get(each.person, ""), period) if any(teams.values()) else {}
    )
    rows = [
        (rank, team or _NO_TEAM[language], *_cells(each, period, insight.digits))
        for rank, team, each in _ranked(results)
    ]
    return ReportTable(
        Name("团队业绩", "Teams"),
        (_RANK, TableColumn(Name("团队", "Team"), width=18), *_columns(period)),
        rows,
        notes.performance(period),
        chart=Chart((1,), len(_columns(period)) - _FROM_THE_END + 2),
    )


def _results(insight: Insight, key: _Key, period: Period) -> Mapping[str, _Result]:
    last = period.last
    month = Period(last, shifted(last, 0))
    counted = period if period.first else Period(last, last.replace(month=1, day=1))
    results: defaultdict[str, _Result] = defaultdict(_Result)
    for credit in parts(insight.deals):
        results[key(credit)].add(credit, counted, month)
    return results


def _ranked(results: Mapping[str, _Result]) -> Iterator[tuple[int | None, str, _Result]]:
    """(rank, name, result), the largest amount won first; who has won as much has the same rank.

    What belongs to nobody comes last and has no rank.
    """
    rank, before = 0, None
    named = [each for each in results.items() if each[0]]
    for nth, (name, each) in enumerate(sorted(named, key=lambda item: (-item[1].won_amount, item[0])), 1):
        rank = rank if each.won_amount == before else nth
        before = each.won_amount
        yield rank, name, each
    if "" in results:
        yield None, "", results[""]


_RANK = TableColumn(Name("名次", "Rank"), Unit.COUNT, width=8)
_FROM_THE_END = 3
"""The amount won is the third column from the end."""


def _columns(period: Period) -> tuple[TableColumn, ...]:
    zh, en = ("期间", "in the period") if period.first else ("今年", "this year")
    month = TableColumn(Name("本月赢单金额", "Won this month"), Unit.MONEY, is_summed=True, width=18)
    return (
        TableColumn(Name("洽谈中", "Open"), Unit.COUNT, is_summed=True, width=10),
        TableColumn(Name("洽谈中金额", "Open amount"), Unit.MONEY, is_summed=True, width=18),
        *(() if period.first else (month,)),
        TableColumn(Name(f"{zh}赢单", f"Won {en}"), Unit.COUNT, is_summed=True, width=12),
        TableColumn(Name(f"{zh}赢单金额", f"Amount won {en}"), Unit.MONEY, is_summed=True, width=20),
        TableColumn(Name(f"{zh}输单", f"Lost {en}"), Unit.COUNT, is_summed=True, width=12),
        TableColumn(Name("赢单率", "Win rate"), Unit.PERCENT, width=10),
    )


def _cells(each: _Result, period: Period, digits: int) -> tuple[Cell, ...]:
    month = () if period.first else (_summed(each.won_this_month, digits),)
    won, lost = ([part.deal for part in parts if part.is_counted] for parts in (each.won, each.lost))
    return (
        _counted(each.open),
        _summed(each.open, digits),
        *month,
        _counted(each.won),
        _summed(each.won, digits),
        _counted(each.lost),
        win_rate(won, lost),
    )


def trend(insight: Insight, language: Language, period: Period) -> ReportTable:
    """What each person won in each of the last months."""
    months = months_until(period.last, _TREND_MONTHS)
    won: defaultdict[str, defaultdict[str, list[Credit]]] = defaultdict(lambda: defaultdict(list))
    since = Period(period.last, shifted(period.last, 1 - _TREND_MONTHS))
    for credit in parts(deal for deal in insight.deals if deal.state == WON):
        if credit.deal.ended and since.holds(credit.deal.ended):
            won[credit.person][month_of(credit.deal.ended)].append(credit)
    return ReportTable(
        Name("业绩走势", "Trend"),
        (
            TableColumn(Name("人员", "Person"), width=18),
            TableColumn(Name("团队", "Team")),
            *(TableColumn(Name(month, month), Unit.MONEY, is_summed=True, width=16) for month in months),
            TableColumn(Name("比上月同期", "Against last month"), Unit.MONEY, is_summed=True, width=18),
        ),
        [
            (
                person or NOBODY[language],
                insight.teams.get(person, ""),
                *_by_month(won[person], months, period.last, insight.digits),
            )
            for person in sorted(won, key=lambda each: (not each, each))
        ],
        notes.trend(period, _TREND_MONTHS),
    )


def _by_month(
    won: Mapping[str, Sequence[Credit]], months: Sequence[str], today: date, digits: int
) -> tuple[Cell, ...]:
    """Each month's amount, and the last one's against the month before up to the same day of the month."""
    amounts = [_summed(won.get(month, ()), digits) for month in months]
    so_far = [
        each for each in won.get(months[-2], ()) if each.deal.ended and each.deal.ended.day <= today.day
    ]
    parts = [
        *((each.deal.number, rounded(each.amount, digits)) for each in won.get(months[-1], ())),
        *((each.deal.number, -rounded(each.amount, digits)) for each in so_far),
    ]
    return (*amounts, told_by(sum((amount for _number, amount in parts), NOTHING), parts, _PART))
