"""Performance: what each person and each team has open, won and lost, ranked, and month by month."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, OPEN
from workbook_crm.model.report import Cell, Chart, ReportTable, TableColumn, Unit, followed, told_by
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, within
from workbook_crm.report.measures import by_group, by_name, counts, rows_of, shares, side_by_side, told_sums
from workbook_crm.report.months import NOTHING, WON_NAME, month_of, months_until, shifted
from workbook_crm.report.words import NOBODY

_TREND_MONTHS = 6
_PART = TableColumn(Name("计入金额", "Amount credited"), Unit.MONEY)
_NO_TEAM = Name("（没有团队）", "(no team)")
_RANK = TableColumn(Name("名次", "Rank"), Unit.COUNT, width=8)
_FROM_THE_END = 3
"""The amount won is the third column from the end."""


def performance(frames: Frames, language: Language, period: Period) -> ReportTable:
    """Results by person, the best first; of this year, unless the period has a first day."""
    results = _results(frames, "person", period)
    rows = [
        (rank, person or NOBODY[language], frames.teams.get(person, ""), *figures)
        for person, rank, *figures in rows_of(results)
    ]
    who = (TableColumn(Name("人员", "Person"), width=18), TableColumn(Name("团队", "Team")))
    return ReportTable(
        Name("业绩", "Performance"),
        (_RANK, *who, *_columns(period)),
        rows,
        notes.performance(period),
        chart=Chart((1,), len(_columns(period)) - _FROM_THE_END + 3),
    )


def team_performance(frames: Frames, language: Language, period: Period) -> ReportTable:
    """The same by team; no rows where nobody has a team."""
    results = _results(frames, "team", period)
    rows = [(rank, team or _NO_TEAM[language], *figures) for team, rank, *figures in rows_of(results)]
    return ReportTable(
        Name("团队业绩", "Teams"),
        (_RANK, TableColumn(Name("团队", "Team"), width=18), *_columns(period)),
        rows if any(frames.teams.values()) else [],
        notes.performance(period),
        chart=Chart((1,), len(_columns(period)) - _FROM_THE_END + 2),
    )


def _results(frames: Frames, by: str, period: Period) -> pd.DataFrame:
    """Each group's rank and results, the largest amount won first; who has won as much has the same rank.

    What belongs to nobody comes last and has no rank.
    """
    credits, last = frames.credits, period.last
    told = period if period.first else Period(last, last.replace(month=1, day=1))
    this_month = within(credits["ended"], Period(last, shifted(last, 0)))
    ended = credits[within(credits["ended"], told)]
    is_open, is_lost = credits["state"] == OPEN, ended["state"] == LOST
    open_, won, lost = credits[is_open], ended[ended["is_won"]], ended[is_lost]
    month = {} if period.first else {"month": _credited(credits[credits["is_won"] & this_month], by)}
    results = side_by_side(
        {
            "open": counts(_own(open_), by),
            "open_amount": _credited(open_, by),
            **month,
            "won": counts(_own(won), by),
            "won_amount": _credited(won, by),
            "lost": counts(_own(lost), by),
            "rate": shares(_own(pd.concat([won, lost])), by, "is_won", WON_NAME),
        },
        groups=credits[by].unique(),
        unknown={"rate"},
    )
    ranks = results.loc[results.index != "", "won_amount"].rank(method="min", ascending=False)
    results.insert(0, "rank", ranks.astype("Int64"))
    return by_name(results).sort_values("rank", kind="stable", na_position="last")


def _own(credits: pd.DataFrame) -> pd.DataFrame:
    """Without those of co-owners."""
    return credits[credits["is_counted"]]


def _credited(credits: pd.DataFrame, by: str) -> pd.Series:
    """What the parts come to, to be followed to their deals; each told with its part where one is shared."""
    numbers, parts, amounts = (list(credits[field]) for field in ("number", "part", "amount"))

    def figure(at: Sequence[int]) -> Cell:
        amount = sum((parts[nth] for nth in at), NOTHING)
        if all(parts[nth] == amounts[nth] for nth in at):
            return followed(amount, (numbers[nth] for nth in at))
        return told_by(amount, ((numbers[nth], parts[nth]) for nth in at), _PART)

    return by_group(credits, by, figure)


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


def trend(frames: Frames, language: Language, period: Period) -> ReportTable:
    """What each person won in each of the last months, and this month against the last up to the same day."""
    months = months_until(period.last, _TREND_MONTHS)
    credits, since = frames.credits, Period(period.last, shifted(period.last, 1 - _TREND_MONTHS))
    won = credits[credits["is_won"] & within(credits["ended"], since)]
    won = won.assign(month=[month_of(day) for day in won["ended"]])
    now, before = (won[won["month"] == month] for month in (months[-1], months[-2]))
    so_far = before[before["ended"].dt.day <= period.last.day]
    against = pd.concat([now, so_far.assign(part=-so_far["part"])])
    by_month = {month: _credited(won[won["month"] == month], "person") for month in months}
    table = side_by_side({**by_month, "against": told_sums(against, "person", "part", _PART)})
    return ReportTable(
        Name("业绩走势", "Trend"),
        (
            TableColumn(Name("人员", "Person"), width=18),
            TableColumn(Name("团队", "Team")),
            *(TableColumn(Name(month, month), Unit.MONEY, is_summed=True, width=16) for month in months),
            TableColumn(Name("比上月同期", "Against last month"), Unit.MONEY, is_summed=True, width=18),
        ),
        [
            (person or NOBODY[language], frames.teams.get(person, ""), *figures)
            for person, *figures in rows_of(by_name(table))
        ],
        notes.trend(period, _TREND_MONTHS),
    )
