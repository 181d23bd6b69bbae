"""The funnel, with the figures of the domain description."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.report import StageSum
from workbook_crm.report.funnel import by_month, funnel, landing_month, refill
from workbook_crm.report.notes import landing

STAGES = (
    Choice("一", probability=Decimal("0.5"), usual_days=60),
    Choice("二", probability=Decimal("0.8"), usual_days=30),
    Choice("三", probability=Decimal("0.9"), usual_days=30),
)
HELD = (
    StageSum("open", "一", "张三", 3, Decimal(300_000)),
    StageSum("open", "一", "李四", 2, Decimal(200_000)),
    StageSum("open", "二", "张三", 1, Decimal(250_000)),
    StageSum("open", "三", "张三", 1, Decimal(200_000)),
    StageSum("won", "三", "张三", 9, Decimal(900_000)),
)


def test_three_stages_are_worth_the_same_and_land_in_months_4_2_1() -> None:
    stages = funnel(STAGES, HELD, 2)
    assert [each.amount for each in stages] == [500_000, 250_000, 200_000]
    assert [each.expected for each in stages] == [180_000, 180_000, 180_000]
    assert [landing_month(each) for each in stages] == [4, 2, 1]
    assert sum(each.expected or 0 for each in stages) == 540_000


def test_month_3_is_empty_and_is_there() -> None:
    assert by_month(funnel(STAGES, HELD, 2)) == {1: 180_000, 2: 180_000, 3: 0, 4: 180_000}


@pytest.mark.parametrize(
    ("gaps", "zh", "en"),
    [
        ((3,), "第 3 个月没有预期金额", "Nothing is expected in month 3:"),
        ((1, 3), "第 1、3 个月没有预期金额", "Nothing is expected in months 1, 3:"),
    ],
)
def test_empty_months_are_named(gaps: tuple[int, ...], zh: str, en: str) -> None:
    assert zh in landing(gaps, Decimal(0), Language.ZH, date(2026, 11, 27)).zh
    assert en in landing(gaps, Decimal(0), Language.EN, date(2026, 11, 27)).en


def test_the_first_stage_needs_what_is_expected_a_month_by_the_share_that_is_won() -> None:
    assert refill(funnel(STAGES, HELD, 2), 2) == 375_000  # 540,000 over 4 months, 36 % of it won


def test_stages_without_rates_or_days_promise_nothing_and_lose_nothing() -> None:
    own = (Choice("一"), Choice("二", probability=Decimal("0.5")))
    first, second = funnel(own, HELD, 2)
    assert first.expected is None
    assert second.expected == 125_000
    assert by_month((first, second)) == {1: 125_000}
    assert refill((first, second), 2) == 0
