"""What is expected, and how sure that is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean

import pytest

from benchmarks.forecast import DEALERS, score
from tests.report.facts import STAGES, TODAY, ZH, deal, rows
from workbook_crm.model.insight import Deal, Insight, Move
from workbook_crm.report.chances import BASE, BY_AGE, BY_STAGE, PRIOR, THIN, Chances, Past, Rate, learn
from workbook_crm.report.forecast import forecast, rates_table
from workbook_crm.report.frames import Frames
from workbook_crm.report.stages import conversion


def forecast_of(insight: Insight) -> list[tuple[object, ...]]:
    return rows(forecast(insight, STAGES, learn(insight, STAGES, TODAY), ZH, TODAY))


def test_without_history_the_configured_rates_count_alone_and_the_report_says_so() -> None:
    insight = Insight((deal("O-1", expected_close=date(2027, 1, 5), amount=1000),))
    table = forecast(insight, STAGES, learn(insight, STAGES, TODAY), ZH, TODAY)
    assert rows(table) == [("2027-01", 1, 1000, 360, None, None, None)]
    assert "历史太少（已结束的商机 0 个" in table.note.zh


def test_a_chance_that_the_salesperson_wrote_counts_as_it_is() -> None:
    assert forecast_of(Insight((deal("O-1", probability=Decimal("0.9")),)))[0][3] == 90


def test_months_come_in_order_between_what_is_late_and_what_has_no_date() -> None:
    dates = (date(2027, 1, 5), None, date(2026, 11, 22), date(2026, 11, 23))
    insight = Insight(tuple(deal(f"O-{nth}", expected_close=day) for nth, day in enumerate(dates)))
    assert [row[0] for row in forecast_of(insight)] == [
        "已过预计时间", "2026-11", "2027-01", "没有预计时间",
    ]  # fmt: skip


PAST = [Past(True, (), f"O-{nth}") for nth in range(THIN)]


def test_the_range_lies_around_what_is_expected_and_within_what_there_is() -> None:
    deals = tuple(deal(f"O-{nth}", amount=100) for nth in range(100))
    sure = Chances(PAST, Rate(0.5, 10**9), BASE, {}, {})
    ((_month, *figures),) = rows(forecast(Insight(deals), STAGES, sure, ZH, TODAY))
    assert figures == [100, 10_000, 3_600, 5_000, 4359.2, 5640.8]  # 5,000 -+ 1.2816 x 100 x sqrt(100 x 0.25)
    ((*_, low, high),) = rows(forecast(Insight(deals[:1]), STAGES, sure, ZH, TODAY))
    assert (low, high) == (0, 100)
    unsure = Chances(PAST, Rate(0.5, 30), BASE, {}, {})
    ((*_, low, high),) = rows(forecast(Insight(deals), STAGES, unsure, ZH, TODAY))
    assert (low, high) == (3897.38, 6102.62)  # seen on thirty deals, the rate may be wrong for all of them


def closed(count: int, won: int, stage: str = "三") -> list[Deal]:
    return [
        deal(f"O-{stage}{nth}", "won" if nth < won else "lost", stage=stage, since_state=TODAY)
        for nth in range(count)
    ]


def test_a_rate_that_history_does_not_tell_apart_is_the_base_rate() -> None:
    insight = Insight((*closed(20, 10, "一"), *closed(20, 10, "三"), deal("O-1")))
    chances = learn(insight, STAGES, TODAY)
    assert (chances.way, chances.of(insight.deals[-1]).chance) == (BASE, 0.5)
    table = forecast(insight, STAGES, chances, ZH, TODAY)
    assert "都用总的赢单率" in table.note.zh
    assert rows(table, 4) == [(50,)]


def test_a_stage_that_tells_something_has_a_rate_of_its_own() -> None:
    lost = [deal(f"O-{nth}", "lost", stage="一", since_state=TODAY - timedelta(nth)) for nth in range(100)]
    won = [deal(f"O-x{nth}", "won", stage="三", since_state=TODAY - timedelta(nth)) for nth in range(100)]
    chances = learn(Insight((*lost, *won)), STAGES, TODAY)
    assert chances.way == BY_STAGE
    assert rows(rates_table(chances, STAGES, TODAY), 0, 1, 2, 3, 4, 5) == [
        ("一", 0.36, 200, 100, 0.5, 0.5),
        ("二", 0.72, 100, 100, 1.0, round((100 + PRIOR * 0.5) / (100 + PRIOR), 4)),
        ("三", 0.9, 100, 100, 1.0, round((100 + PRIOR * 0.5) / (100 + PRIOR), 4)),
    ]


def test_what_lingers_is_told_apart_where_that_proves_itself() -> None:
    insight = lingering()
    chances = learn(insight, STAGES, TODAY)
    assert chances.way == BY_AGE
    fresh, _longer, old = (chances.at(("一", age)).chance for age in range(3))
    assert fresh > 0.7
    assert old < 0.2
    assert chances.of(insight.deals[-1]).chance == old


def lingering() -> Insight:
    """What is won is won after ten days; what is lost lingers for a hundred. One has been open for ninety."""
    deals, moves = [], []
    for nth in range(200):
        number, is_won = f"O-{nth}", nth % 4 > 0
        ended = TODAY - timedelta(days=nth)
        state = "won" if is_won else "lost"
        opened = ended - timedelta(days=10 if is_won else 100)
        deals.append(deal(number, state, opened=opened, since_state=ended))
        moves += [Move(number, opened, "一", "open"), Move(number, ended, "一", state)]
    since = TODAY - timedelta(days=200)
    return Insight((*deals, deal("O-9", opened=since)), moves=(*moves, Move("O-9", since, "一", "open")))


@pytest.mark.parametrize("kind", DEALERS)
def test_out_of_time_the_chances_are_no_worse_than_the_base_rate_or_nothing_is_said(kind: str) -> None:
    found = score(DEALERS[kind], seeds=range(6), cuts=(365, 540))
    if kind == "very thin":
        assert found.silent == found.cuts
    else:
        assert fmean(found.ours) <= fmean(found.base) + 0.01
        assert 0.6 <= fmean(found.within) <= 1


def test_shares_and_days_of_stages_are_measured_from_the_log() -> None:
    start = date(2026, 9, 1)
    moves = (
        Move("O-1", start, "一", "open"),
        Move("O-1", start + timedelta(10), "二", "open"),
        Move("O-1", start + timedelta(30), "三", "won"),
        Move("O-2", start, "一", "open"),
        Move("O-2", start + timedelta(2), "一", "paused"),
        Move("O-2", start + timedelta(4), "一", "lost"),
        Move("O-3", start, "一", "open"),
        Move("O-4", start, "二", "open"),
        Move("O-4", start + timedelta(9), "一", "open"),
        Move("O-5", start, "三", "won"),
    )
    table = conversion(Frames(Insight(moves=moves)), STAGES, TODAY)
    # in it now, have left it, success seen, days seen
    assert rows(table, 0, 1, 2, 4, 6) == [
        ("一", 2, 2, 0.5, 7),
        ("二", 0, 2, 0.5, 14),
        ("三", 0, 0, None, None),
    ]


def test_a_deal_that_was_taken_up_again_is_in_its_stage_again() -> None:
    start = date(2026, 9, 1)
    moves = (
        Move("O-1", start, "一", "open"),
        Move("O-1", start + timedelta(5), "一", "lost"),
        Move("O-1", start + timedelta(9), "一", "open"),
    )
    assert rows(conversion(Frames(Insight(moves=moves)), STAGES, TODAY), 0, 1, 2)[0] == ("一", 1, 1)


def test_history_counts_from_so_many_closed_deals() -> None:
    assert not learn(Insight(tuple(closed(THIN, 3))), STAGES, TODAY).is_thin
    assert learn(Insight(tuple(closed(THIN - 1, 3))), STAGES, TODAY).is_thin
