"""The forecast: open deals by the month of their expected close, weighted, with a range.

Two figures side by side: what the amounts come to at the rates that people wrote or configured, and at the
chances that the dealership's own history tells (`chances`), with a range. Where history is too thin there
is only the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from workbook_crm.model.insight import Deal, Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.movement import ForecastDeal
from workbook_crm.model.options import Choice
from workbook_crm.model.report import (
    COUNTED,
    Cell,
    Chart,
    ReportTable,
    TableColumn,
    Trace,
    Unit,
    count_of,
    told_by,
    trace_of,
    traced,
)
from workbook_crm.report import notes
from workbook_crm.report.chances import AGES, Chances, History, Rate
from workbook_crm.report.funnel import success_from
from workbook_crm.report.months import WON_NAME, counted, grouped, marked, month_of, rounded, summed

_Z = 1.2816
"""Of a normal distribution: four times out of five the outcome lies within so many deviations."""
_OVERDUE = Name("已过预计时间", "Close has passed")
_NO_MONTH = Name("没有预计时间", "No expected close")
_FIRST, _LAST = "", "~"
_RATE = Decimal("0.0001")
_AS_SET = TableColumn(Name("按设定", "As set"), Unit.MONEY, is_summed=True, width=18)
_BY_HISTORY = TableColumn(Name("按历史", "By history"), Unit.MONEY, is_summed=True, width=18)
_ALL_CLOSED = Name("全部已结束的商机", "All closed opportunities")


def forecast(
    insight: Insight, stages: Sequence[Choice], chances: Chances, language: Language, today: date
) -> ReportTable:
    """Open deals by month: their amount, what is expected of it, and the range of four times out of five."""
    configured = success_from(stages)
    months = by_months((deal for deal in insight.deals if deal.is_open), today)
    names = {_FIRST: _OVERDUE[language], _LAST: _NO_MONTH[language]}
    rows = [
        (names.get(month, month), *_expected(months[month], configured, chances, insight.digits))
        for month in months
    ]
    return ReportTable(
        Name("预测", "Forecast"),
        (
            TableColumn(Name("预计成交月份", "Month of expected close"), width=20),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
            _AS_SET,
            _BY_HISTORY,
            TableColumn(Name("保守", "Low"), Unit.MONEY, width=18),
            TableColumn(Name("乐观", "High"), Unit.MONEY, width=18),
        ),
        rows,
        notes.forecast(chances, today),
        chart=Chart((0,), 3 if chances.is_thin else 4),
        is_over_time=True,
    )


def by_months(deals: Iterable[Deal], today: date) -> dict[str, list[Deal]]:
    """Open deals by month of expected close: what has passed comes first, what has none last."""
    return dict(sorted(grouped(deals, lambda deal: _month(deal, today)).items()))


def _month(deal: Deal, today: date) -> str:
    if deal.expected_close is None:
        return _LAST
    return _FIRST if deal.expected_close < today else month_of(deal.expected_close)


def _expected(
    deals: Sequence[Deal], configured: Mapping[str, Decimal | None], chances: Chances, digits: int
) -> tuple[Cell, ...]:
    """(count, amount, at the rates set, by history, low, high)"""
    parts = [(deal.number, expected_of(deal, configured, digits)) for deal in deals]
    as_set = sum((amount for _number, amount in parts), Decimal(0))
    told = counted(deals), summed(deals), told_by(as_set, parts, _AS_SET)
    if chances.is_thin:
        return (*told, None, None, None)
    weighed = tuple(rounded(deal.amount * Decimal(chances.of(deal).chance), digits) for deal in deals)
    trace = Trace(tuple(deal.number for deal in deals), weighed, _BY_HISTORY)
    return (*told, *(traced(rounded(Decimal(each), digits), trace) for each in expected(deals, chances)))


def expected_of(deal: Deal | ForecastDeal, configured: Mapping[str, Decimal | None], digits: int) -> Decimal:
    """What is expected of an open deal as set, in whole units of the currency: sums of it are exact."""
    return rounded(deal.amount * rate_set(deal, configured), digits)


def rate_set(deal: Deal | ForecastDeal, configured: Mapping[str, Decimal | None]) -> Decimal:
    """What the salesperson wrote, else what the stages say; nothing where neither is known."""
    if deal.probability is not None:
        return deal.probability
    return configured.get(deal.stage or "") or Decimal(0)


def expected(deals: Sequence[Deal], chances: Chances) -> tuple[float, float, float]:
    """(expected, low, high) of what is won of some open deals in the end.

    Deals are won or lost independently; but a chance that is wrong is wrong for all deals that share it.
    """
    amounts = [float(deal.amount) for deal in deals]
    rates = [chances.of(deal) for deal in deals]
    mean = sum(amount * rate.chance for amount, rate in zip(amounts, rates, strict=True))
    shared: defaultdict[Rate, float] = defaultdict(float)
    variance = 0.0
    for amount, rate in zip(amounts, rates, strict=True):
        variance += amount**2 * rate.chance * (1 - rate.chance)
        shared[rate] += amount
    variance += sum(amount**2 * rate.variance for rate, amount in shared.items())
    spread = _Z * sqrt(variance)
    least, most = (sum(each for each in amounts if (each > 0) is wanted) for wanted in (False, True))
    return mean, max(least, mean - spread), min(most, mean + spread)


def rates_table(chances: Chances, stages: Sequence[Choice], today: date) -> ReportTable:
    """Win rates by stage: as configured, as seen, and as the forecast uses them."""
    configured = success_from(stages)
    rows = [(stage.value, configured[stage.value], *_seen(stage.value, chances)) for stage in stages]
    return ReportTable(
        Name("阶段赢单率", "Win rates"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("设定的赢单率", "Win rate set"), Unit.PERCENT, width=14),
            TableColumn(Name("到过本阶段的已结束商机", "Closed, had been in it"), Unit.COUNT, width=22),
            TableColumn(Name("其中赢单", "Of these won"), Unit.COUNT),
            TableColumn(Name("实际赢单率", "Win rate seen"), Unit.PERCENT),
            TableColumn(Name("预测用：不久", "Used: not long in it"), Unit.PERCENT, width=16),
            TableColumn(Name("预测用：较久", "Used: longer than usual"), Unit.PERCENT, width=16),
            TableColumn(Name("预测用：很久", "Used: twice as long"), Unit.PERCENT, width=16),
        ),
        rows if chances.closed else [],
        notes.win_rates(today),
    )


def _seen(stage: str, chances: Chances) -> tuple[Cell, ...]:
    """(closed, won, win rate seen, and as used at each age)"""
    been = chances.in_stage(stage)
    won = [past.number for past in been if past.is_won]
    seen = marked(((past.number, past.is_won) for past in been), WON_NAME)
    used = (None if chances.is_thin else _used(chances, (stage, age)) for age in range(AGES))
    return traced(len(been), trace_of(seen)), count_of(won), seen, *used


def _used(chances: Chances, cell: tuple[str, int]) -> Cell:
    """The rate in a stage at an age, to be followed to the closed deals that it was seen on."""
    rate = Decimal(chances.at(cell).chance).quantize(_RATE, ROUND_HALF_UP)
    past = chances.behind(cell)
    return traced(rate, _outcomes(past, _ALL_CLOSED if past is chances.history else None))


def _outcomes(history: History, about: Name | None) -> Trace:
    """Closed deals, those that were won first and marked."""
    listed = sorted(history, key=lambda past: not past.is_won)
    marks = tuple(COUNTED if past.is_won else "" for past in listed)
    return Trace(tuple(past.number for past in listed), marks, TableColumn(WON_NAME), about)
