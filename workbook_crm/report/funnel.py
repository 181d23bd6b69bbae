"""The funnel: what each stage holds, what is expected of it, and in which month that lands.

Expected amount of a stage = amount × the product of the success rates from that stage on; it lands after the
sum of the usual durations from that stage on (source: the domain description, "Funnel").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from workbook_crm.model.options import OPEN, Choice
from workbook_crm.model.report import FunnelStage, StageSum
from workbook_crm.report.months import rounded

DAYS_A_MONTH = 30


def funnel(stages: Sequence[Choice], sums: Iterable[StageSum], digits: int) -> tuple[FunnelStage, ...]:
    """The open opportunities stage by stage, in the dealership's order. Unknown stages are left out."""
    held: dict[str, tuple[int, Decimal]] = {}
    for each in sums:
        if each.state == OPEN and each.stage is not None:
            count, amount = held.get(each.stage, (0, Decimal(0)))
            held[each.stage] = (count + each.count, amount + each.amount)
    return tuple(
        _stage(stages, nth, *held.get(stage.value, (0, Decimal(0))), digits)
        for nth, stage in enumerate(stages)
    )


def success_from(stages: Sequence[Choice]) -> dict[str, Decimal | None]:
    """The product of the success rates from each stage on; None where one of them was never set."""
    product: Decimal | None = Decimal(1)
    found: dict[str, Decimal | None] = {}
    for stage in reversed(stages):
        product = None if product is None or stage.probability is None else product * stage.probability
        found[stage.value] = product
    return found


def _stage(stages: Sequence[Choice], nth: int, count: int, amount: Decimal, digits: int) -> FunnelStage:
    stage, success = stages[nth], success_from(stages)[stages[nth].value]
    days = sum(later.usual_days or 0 for later in stages[nth:])
    expected = None if success is None else rounded(amount * success, digits)
    return FunnelStage(stage.value, count, amount, stage.probability, expected, days)


def landing_month(stage: FunnelStage) -> int:
    """In which month from now a stage's opportunities are won, if they are: 30 days each, from 1."""
    return max(1, int((Decimal(stage.landing_days) / DAYS_A_MONTH).to_integral_value(ROUND_CEILING)))


def by_month(stages: Iterable[FunnelStage]) -> Mapping[int, Decimal]:
    """What lands in each month from now up to the last one; an empty month is a gap, and is there with 0."""
    landing: dict[int, Decimal] = {}
    for each in stages:
        if each.expected is not None:
            month = landing_month(each)
            landing[month] = landing.get(month, Decimal(0)) + each.expected
    return {month: landing.get(month, Decimal(0)) for month in range(1, max(landing, default=0) + 1)}


def refill(stages: Sequence[FunnelStage], digits: int) -> Decimal:
    """The new business that the first stage needs each month, so that as much is expected as is now.

    What is expected a month, over the months until the last of it lands, by the share that is won in the end.
    """
    months, success = max(by_month(stages), default=0), Decimal(1)
    for each in stages:
        success *= each.success or Decimal(0)
    if not months or not success:
        return Decimal(0)
    expected = sum((each.expected for each in stages if each.expected is not None), Decimal(0))
    return rounded(expected / months / success, digits)
