"""What is expected, and how sure that is."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from math import log

from tests.report.facts import STAGES, TODAY, ZH, deal, rows
from workbook_crm.model.insight import Insight, Move
from workbook_crm.report.forecast import PRIOR, forecast, stage_rates
from workbook_crm.report.stages import conversion


def test_without_history_the_configured_rates_count_and_the_report_says_so() -> None:
    insight = Insight((deal("O-1", expected_close=date(2027, 1, 5), amount=1000),))
    table = forecast(insight, STAGES, ZH, TODAY)
    assert rows(table, 0, 1, 2, 3) == [("2027-01", 1, 1000, 360)]
    assert "历史太少（只有 0 个" in table.note.zh


def test_months_come_in_order_between_what_is_late_and_what_has_no_date() -> None:
    dates = (date(2027, 1, 5), None, date(2026, 11, 22), date(2026, 11, 23))
    insight = Insight(tuple(deal(f"O-{nth}", expected_close=day) for nth, day in enumerate(dates)))
    assert [row[0] for row in forecast(insight, STAGES, ZH, TODAY).rows] == [
        "已过预计时间", "2026-11", "2027-01", "没有预计时间",
    ]  # fmt: skip


def test_the_range_lies_around_what_is_expected_and_within_what_there_is() -> None:
    deals = tuple(deal(f"O-{nth}", amount=100, probability=Decimal("0.5")) for nth in range(100))
    ((_month, count, amount, expected, low, high),) = rows(forecast(Insight(deals), STAGES, ZH, TODAY))
    assert (count, amount, expected) == (100, 10_000, 5_000)
    assert (low, high) == (4359.2, 5640.8)  # 5,000 -+ 1.2816 x 100 x sqrt(100 x 0.25)
    ((*_, low, high),) = rows(forecast(Insight(deals[:1]), STAGES, ZH, TODAY))
    assert (low, high) == (0, 100)


def test_history_draws_a_rate_away_from_the_configured_one() -> None:
    closed = [deal(f"O-{nth}", "won" if nth < 60 else "lost", stage="三") for nth in range(80)]
    first, *_, last = stage_rates(STAGES, closed, Insight(tuple(closed)))
    assert (first.seen, first.won) == (80, 60)
    assert first.rate == round((60 + PRIOR * Decimal("0.36")) / (80 + PRIOR), 4)
    assert last.rate == round((60 + PRIOR * Decimal("0.9")) / (80 + PRIOR), 4)


def test_out_of_time_the_rates_are_no_worse_than_the_base_rate() -> None:
    """The dealership's true rates are far from the settings; history before a day, outcomes after it."""
    chance = random.Random(7)
    truth = {"一": 0.15, "二": 0.35, "三": 0.6}
    for size in (40, 100, 400):
        past = [_ended(chance, truth) for _ in range(size)]
        future = [_ended(chance, truth) for _ in range(4000)]
        rates = {each.stage: float(each.rate) for each in stage_rates(STAGES, past, Insight(tuple(past)))}
        won = sum(each.state == "won" for each in past)
        base = (won + PRIOR * 0.36) / (size + PRIOR)
        ours = _loss([(rates[each.stage or ""], each.state == "won") for each in future])
        flat = _loss([(base, each.state == "won") for each in future])
        assert ours <= flat + 0.01, size


def _ended(chance: random.Random, truth: dict[str, float]):  # type: ignore[no-untyped-def]
    """A deal whose last stage tells how likely it was won, as in the stage the forecast sees it in."""
    stage = chance.choice(list(truth))
    return deal("O", "won" if chance.random() < truth[stage] else "lost", stage=stage)


def _loss(pairs: list[tuple[float, bool]]) -> float:
    return -sum(log(rate if won else 1 - rate) for rate, won in pairs) / len(pairs)


def test_shares_and_days_of_stages_are_measured_from_the_log() -> None:
    start = date(2026, 9, 1)
    moves = (
        Move("O-1", start, "一", "open"),
        Move("O-1", start + timedelta(10), "二", None),
        Move("O-1", start + timedelta(30), "三", "won"),
        Move("O-2", start, "一", "open"),
        Move("O-2", start + timedelta(4), None, "lost"),
        Move("O-3", start, "一", "open"),
    )
    table = conversion(Insight(moves=moves), STAGES)
    assert rows(table, 0, 1, 3, 5) == [("一", 2, 0.5, 7), ("二", 1, 1.0, 20), ("三", 0, None, None)]
