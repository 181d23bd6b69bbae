"""The forecast: open deals by the month of their expected close, weighted, with a range.

The chance of a deal is a rate by stage. A stage's rate is what its deals came to so far, drawn towards the
configured rate as if that had been seen on `PRIOR` deals; so a short history changes little, and a long one
overrules the settings. A chance that the salesperson wrote counts as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from workbook_crm.model.insight import CLOSED, Deal, Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import WON, Choice
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.report.months import NOTHING, grouped, money, month_of

PRIOR = 20
"""How many deals the configured rate weighs."""
THIN = 30
"""With fewer closed deals the settings tell more than the history, and the report says so."""
_Z = 1.2816
"""Of a normal distribution: four times out of five the outcome lies within so many deviations."""
_OVERDUE = Name("已过预计时间", "Close has passed")
_NO_MONTH = Name("没有预计时间", "No expected close")
_RATE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class StageRate:
    """How many of the deals that were in a stage are won in the end."""

    stage: str
    configured: Decimal
    seen: int
    """Closed deals that were in the stage."""
    won: int
    rate: Decimal


def stage_rates(stages: Sequence[Choice], deals: Iterable[Deal], insight: Insight) -> tuple[StageRate, ...]:
    """The rate of each stage, from the deals that are closed."""
    been = stages_been_in(stages, insight)
    seen, won = Counter[str](), Counter[str]()
    for deal in deals:
        if deal.state in CLOSED:
            seen.update(been.get(deal.number, ()))
            won.update(been.get(deal.number, ()) if deal.state == WON else ())
    return tuple(
        _rate(each.value, configured, seen[each.value], won[each.value])
        for each, configured in zip(stages, _configured(stages), strict=True)
    )


def _configured(stages: Sequence[Choice]) -> list[Decimal]:
    """The product of the success rates from each stage on."""
    rates, product = [], Decimal(1)
    for stage in reversed(stages):
        product *= stage.probability if stage.probability is not None else Decimal(1)
        rates.append(product)
    return rates[::-1]


def _rate(stage: str, configured: Decimal, seen: int, won: int) -> StageRate:
    rate = (won + PRIOR * configured) / (seen + PRIOR)
    return StageRate(stage, configured, seen, won, rate.quantize(_RATE, ROUND_HALF_UP))


def stages_been_in(stages: Sequence[Choice], insight: Insight) -> dict[str, set[str]]:
    """By deal: the stages that it was in, and those before, which it must have passed."""
    order = {each.value: nth for nth, each in enumerate(stages)}
    furthest: dict[str, int] = {}
    named = [(move.opportunity, move.stage) for move in insight.moves]
    for number, stage in [*named, *((deal.number, deal.stage) for deal in insight.deals)]:
        if stage in order:
            furthest[number] = max(furthest.get(number, 0), order[stage])
    names = [each.value for each in stages]
    return {number: set(names[: last + 1]) for number, last in furthest.items()}


def chance(deal: Deal, rates: Mapping[str, Decimal]) -> Decimal:
    """How likely an open deal is won; nothing is expected of one whose stage is unknown."""
    return deal.probability if deal.probability is not None else rates.get(deal.stage or "", NOTHING)


def forecast(insight: Insight, stages: Sequence[Choice], language: Language, today: date) -> ReportTable:
    """Open deals by month: their amount, what is expected of it, and the range of four times out of five."""
    rates = stage_rates(stages, insight.deals, insight)
    by_stage = {each.stage: each.rate for each in rates}
    deals = [deal for deal in insight.deals if deal.is_open]
    months = grouped(deals, lambda deal: _month(deal, today))
    names = {"": _OVERDUE[language], "~": _NO_MONTH[language]}
    rows = [(names.get(month, month), *_expected(months[month], by_stage)) for month in sorted(months)]
    return ReportTable(
        Name("预测", "Forecast"),
        (
            TableColumn(Name("预计成交月份", "Month of expected close"), width=20),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("预期金额", "Expected amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("保守", "Low"), Unit.MONEY, width=18),
            TableColumn(Name("乐观", "High"), Unit.MONEY, width=18),
        ),
        rows,
        _note(insight),
        chart=(0, 3),
    )


def _month(deal: Deal, today: date) -> str:
    if deal.expected_close is None:
        return "~"
    return "" if deal.expected_close < today else month_of(deal.expected_close)


def _expected(deals: Sequence[Deal], rates: Mapping[str, Decimal]) -> tuple[Cell, ...]:
    """(count, amount, expected, low, high); deals are won or lost independently of each other."""
    amount = sum((deal.amount for deal in deals), NOTHING)
    chances = [(deal.amount, chance(deal, rates)) for deal in deals]
    mean = sum((each * odds for each, odds in chances), NOTHING)
    spread = Decimal(_Z * sqrt(sum(float(each) ** 2 * float(odds * (1 - odds)) for each, odds in chances)))
    low, high = max(NOTHING, mean - spread), min(amount, mean + spread)
    return len(deals), amount, money(mean), money(low), money(high)


def _note(insight: Insight) -> Name:
    closed = sum(deal.state in CLOSED for deal in insight.deals)
    zh = "预期金额 = 金额 × 成功率；结果五次里有四次落在保守与乐观之间。"
    en = "Expected amount = amount × win rate; four times out of five the outcome lies between low and high. "
    if closed < THIN:
        zh += f"历史太少（只有 {closed} 个已结束的商机），成功率主要按设定值。"
        en += (
            f"History is too thin (closed opportunities: {closed}): the rates are mostly the configured ones."
        )
    else:
        zh += f"成功率按 {closed} 个已结束的商机校准。"
        en += f"The rates are calibrated by {closed} closed opportunities."
    return Name(zh, en)


def rates_table(insight: Insight, stages: Sequence[Choice]) -> ReportTable:
    """Win rates by stage: as configured, as seen, and as the forecast uses them."""
    rows = [
        (each.stage, each.configured, each.seen, each.won, _seen(each), each.rate)
        for each in stage_rates(stages, insight.deals, insight)
    ]
    return ReportTable(
        Name("阶段成功率", "Win rates"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("设定的成功率", "Configured"), Unit.PERCENT, width=16),
            TableColumn(Name("已结束商机", "Closed"), Unit.COUNT),
            TableColumn(Name("其中赢单", "Of these won"), Unit.COUNT),
            TableColumn(Name("实际成功率", "Seen"), Unit.PERCENT, width=16),
            TableColumn(Name("预测所用", "Used"), Unit.PERCENT, width=16),
        ),
        rows,
        Name(
            f"到达本阶段的商机最后赢单的比例。预测所用：把设定值当作 {PRIOR} 个商机的经验，与实际合并。",
            f"The share of deals in a stage that is won in the end. The rate used takes the configured one "
            f"as if it had been seen on {PRIOR} deals, together with what was seen.",
        ),
    )


def _seen(each: StageRate) -> Decimal | None:
    return (Decimal(each.won) / each.seen).quantize(_RATE, ROUND_HALF_UP) if each.seen else None
