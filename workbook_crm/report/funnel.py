"""The funnel: what each stage holds, what is expected of it, and in which month that lands.

Expected amount of a stage = amount × the product of the success rates from that stage on; it lands after the
sum of the usual durations from that stage on (source: the domain description, "Funnel").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from workbook_crm.model.options import OPEN, Choice
from workbook_crm.model.report import FunnelStage, StageSum

DAYS_A_MONTH = 30
_CENT = Decimal("0.01")


def funnel(stages: Sequence[Choice], sums: Iterable[StageSum]) -> tuple[FunnelStage, ...]:
    """The open opportunities stage by stage, in the dealership's order. Unknown stages are left out."""
    held: dict[str, tuple[int, Decimal]] = {}
    for each in sums:
        if each.state == OPEN and each.stage is not None:
            count, amount = held.get(each.stage, (0, Decimal(0)))
            held[each.stage] = (count + each.count, amount + each.amount)
    return tuple(
        _stage(stages, nth, *held.get(stage.value, (0, Decimal(0)))) for nth, stage in enumerate(stages)
    )


def _stage(stages: Sequence[Choice], nth: int, count: int, amount: Decimal) -> FunnelStage:
    success, days = Decimal(1), 0
    for later in stages[nth:]:
        success *= later.probability if later.probability is not None else Decimal(1)
        days += later.usual_days or 0
    own = stages[nth].probability
    expected = (amount * success).quantize(_CENT, ROUND_HALF_UP)
    return FunnelStage(stages[nth].value, count, amount, Decimal(1) if own is None else own, expected, days)


def landing_month(stage: FunnelStage) -> int:
    """In how many months a stage's opportunities are won, if they are: 30 days to a month, rounded up."""
    return int((Decimal(stage.landing_days) / DAYS_A_MONTH).to_integral_value(ROUND_CEILING))


def by_month(stages: Iterable[FunnelStage]) -> Mapping[int, Decimal]:
    """What lands in each month from now up to the last one; an empty month is a gap, and is there with 0."""
    landing: dict[int, Decimal] = {}
    for each in stages:
        month = landing_month(each)
        landing[month] = landing.get(month, Decimal(0)) + each.expected
    return {month: landing.get(month, Decimal(0)) for month in range(1, max(landing, default=0) + 1)}


def refill(stages: Sequence[FunnelStage]) -> Decimal:
    """The new business that the first stage needs each month, so that as much is expected as is now.

    What is expected a month, over the months until the last of it lands, by the share that is won in the end.
    """
    months, success = max(by_month(stages), default=0), Decimal(1)
    for each in stages:
        success *= each.success
    if not months or not success:
        return Decimal(0)
    expected = sum((each.expected for each in stages), Decimal(0))
    return (expected / months / success).quantize(_CENT, ROUND_HALF_UP)
