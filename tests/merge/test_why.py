"""Why the forecast moved: each reason by itself, several at once, and always exactly the difference."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import NOW, Desk, desk
from tests.merge.test_undo import undo
from tests.report.test_oracle import Ticking
from workbook_crm import cli
from workbook_crm.check.choices import lists_of
from workbook_crm.forecasts import forecasts_between
from workbook_crm.model.movement import Forecast, ForecastDeal, Moved, Reason
from workbook_crm.model.options import LOST, OPEN, PAUSED, TERMINATED, WON, Choice
from workbook_crm.model.versions import asked_since, monday_before
from workbook_crm.report.movement import Scope, moved
from workbook_crm.report.movement_tables import total

OLD = (Choice("一", probability=Decimal("0.5")), Choice("二", probability=Decimal("0.8")))
NEW = (Choice("一", probability=Decimal("0.6")), Choice("二", probability=Decimal("0.8")))
NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)


def deal(state: str = OPEN, **more: Any) -> ForecastDeal:
    values: dict[str, Any] = {
        "number": "O-1", "name": "叉车", "owner": "张三", "stage": "一", "amount": Decimal(1000),
        "expected_close": NOVEMBER, "probability": None, **more,
    }  # fmt: skip
    return ForecastDeal(state=state, **values)


def why(
    was: ForecastDeal | None, now: ForecastDeal | None, stages: Any = OLD, scope: Scope | None = None
) -> list[tuple[str, str, str, str | None]]:
    before = Forecast({1: was} if was else {}, OLD)
    after = Forecast({1: now} if now else {}, stages)
    found = moved(before, after, 2, scope or Scope())
    assert found.difference == total(found, is_after=True) - total(found, is_after=False)
    return [(each.reason, str(each.amount), each.month, each.owner) for each in found.movements]


HERE = ("2026-11", "张三")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (None, deal(), [("new", "400.00", *HERE)]),
        (None, deal(WON), []),
        (deal(WON), deal(LOST), []),
        (deal(PAUSED), deal(), [("reopened", "400.00", *HERE)]),
        (deal(), deal(WON, amount=Decimal(7)), [("won", "-400.00", *HERE)]),
        (deal(), deal(LOST), [("lost", "-400.00", *HERE)]),
        (deal(), deal(PAUSED), [("paused", "-400.00", *HERE)]),
        (deal(), deal(TERMINATED), [("terminated", "-400.00", *HERE)]),
        (deal(), deal("休眠"), [("closed", "-400.00", *HERE)]),
        (deal(), None, [("withdrawn", "-400.00", *HERE)]),
        (deal(), deal(name="别名"), []),
        (deal(), deal(amount=Decimal("1000.02")), [("amount", "0.01", *HERE)]),
        (deal(), deal(stage="二"), [("stage", "400.00", *HERE)]),
        (deal(), deal(stage=None), [("stage", "-400.00", *HERE)]),
        (deal(), deal(probability=Decimal("0.9")), [("probability", "500.00", *HERE)]),
        (deal(probability=Decimal("0.4")), deal(), []),
        (deal(), deal(expected_close=date(2026, 11, 1)), []),
        (
            deal(),
            deal(expected_close=DECEMBER),
            [("slipped", "-400.00", *HERE), ("slipped", "400.00", "2026-12", "张三")],
        ),
        (
            deal(),
            deal(expected_close=None),
            [("slipped", "-400.00", *HERE), ("slipped", "400.00", "", "张三")],
        ),
        (
            deal(),
            deal(owner=""),
            [("owner", "-400.00", *HERE), ("owner", "400.00", "2026-11", None)],
        ),
    ],
)
def test_each_reason_by_itself(was: Any, now: Any, told: Any) -> None:
    assert why(was, now) == told


def test_a_list_with_other_rates_moves_what_has_none_of_its_own() -> None:
    assert why(deal(), deal(), NEW) == [("probability", "80.00", *HERE)]
    own = deal(probability=Decimal("0.1"))
    assert why(own, own, NEW) == []


def test_a_movement_tells_what_it_is_about_as_it_was_and_is() -> None:
    now = deal(stage="二", probability=Decimal("0.9"))
    (stage, chance) = moved(Forecast({1: deal()}, OLD), Forecast({1: now}, NEW), 2).movements
    assert (stage.was, stage.now) == ("一", "二")
    assert (chance.was, chance.now) == (Decimal("0.8"), Decimal("0.9"))
    (rate,) = moved(Forecast({1: deal()}, OLD), Forecast({1: deal()}, NEW), 2).movements
    assert (rate.was, rate.now) == (Decimal("0.40"), Decimal("0.48"))


def test_several_changes_of_one_deal_are_told_one_after_the_other() -> None:
    now = deal(
        owner="李四", expected_close=DECEMBER, amount=Decimal(2000), stage="二", probability=Decimal("0.9")
    )
    there = ("2026-12", "李四")
    assert why(deal(), now, NEW) == [
        ("owner", "-400.00", *HERE),
        ("owner", "400.00", "2026-11", "李四"),
        ("slipped", "-400.00", "2026-11", "李四"),
        ("slipped", "400.00", *there),
        ("amount", "400.00", *there),
        ("stage", "800.00", *there),
        ("probability", "200.00", *there),
    ]


def test_of_one_person_and_up_to_a_day_only_what_crosses_the_line_is_told() -> None:
    last = Scope(last=NOVEMBER)
    assert why(deal(), deal(expected_close=DECEMBER, amount=Decimal(9)), scope=last) == [
        ("slipped", "-400.00", *HERE)
    ]
    assert why(deal(expected_close=None), deal(amount=Decimal(2000)), scope=last) == [
        ("slipped", "400.00", *HERE),
        ("amount", "400.00", *HERE),
    ]
    assert why(deal(), deal(expected_close=date(2026, 12, 9)), scope=Scope(last=DECEMBER)) == [
        ("slipped", "-400.00", *HERE)
    ]
    assert why(deal(), deal(owner="李四"), scope=Scope("李四")) == [("owner", "400.00", "2026-11", "李四")]
    assert why(deal(), deal(owner="李四", stage="二"), scope=Scope("张三")) == [("owner", "-400.00", *HERE)]


deals = st.builds(
    deal,
    state=st.sampled_from([OPEN, OPEN, OPEN, WON, LOST, PAUSED, "休眠"]),
    owner=st.sampled_from(["张三", "李四", None]),
    stage=st.sampled_from(["一", "二", "未知", None]),
    amount=st.decimals(min_value=-1000, max_value=100_000, places=2),
    expected_close=st.sampled_from([NOVEMBER, DECEMBER, date(2027, 3, 1), None]),
    probability=st.sampled_from([None, None, Decimal("0.333"), Decimal(1)]),
)
versions = st.builds(
    Forecast,
    st.dictionaries(st.integers(1, 9), deals, max_size=9),
    st.sampled_from([OLD, NEW, (Choice("一"),)]),
)


def at_places(found: Moved, *, is_after: bool) -> dict[tuple[str, str | None], Decimal]:
    told = (found.after if is_after else found.before).items()
    return {place: sum((amount for _number, amount in parts), Decimal(0)) for place, parts in told}


@given(versions, versions, st.sampled_from([Scope(), Scope("张三"), Scope(None, DECEMBER)]))
def test_whatever_changed_all_parts_come_to_the_difference(
    before: Forecast, after: Forecast, scope: Scope
) -> None:
    """In all, of each month and of each person; and no part is for nothing."""
    found = moved(before, after, 2, scope)
    sums: defaultdict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
    for each in found.movements:
        assert each.amount
        sums[each.month, each.owner] += each.amount
    first, last = (at_places(found, is_after=each) for each in (False, True))
    for place in {*first, *last, *sums}:
        assert first.get(place, Decimal(0)) + sums[place] == last.get(place, Decimal(0)), place
    assert moved(after, before, 2, scope).difference == -found.difference


def test_on_a_monday_the_week_before_is_told_of() -> None:
    assert monday_before(date(2026, 11, 23)) == date(2026, 11, 16)
    assert monday_before(date(2026, 11, 24)) == date(2026, 11, 23)
    assert monday_before(date(2026, 11, 29)) == date(2026, 11, 23)


HEAD = "# 商机\n| 商机名称 | 客户 | 阶段 | 状态 | 成交概率 | 预计成交时间 | 负责人 | 商机金额 |\n"
STAGES = ("初步接触", "需求确认", "方案报价", "商务谈判")
LISTS = "# 字典\n| 列表 | 值 | 成交概率 |\n"


def workbook(rng: random.Random) -> str:
    """Some deals as somebody's list has them today, or a list of other rates."""
    if rng.random() < 0.15:
        return LISTS + f"| 阶段 | {rng.choice(STAGES)} | {rng.randrange(1, 10)}0% |"
    rows = []
    for nth in rng.sample(range(4), rng.randrange(1, 4)):
        state = rng.choice(("洽谈中", "洽谈中", "洽谈中", "赢单", "中止"))
        chance = rng.choice(("", "", "35%", "66.6%"))
        day = rng.choice(("", "2026-11-30", "2026-12-15", "2027-01-20"))
        rows.append(
            f"| 单{nth} | 远航 | {rng.choice(STAGES)} | {state} | {chance} | {day} | "
            f"{rng.choice(('张三', '李四'))} | {rng.randrange(1, 99_999)}.{rng.randrange(10, 99)} |"
        )
    return HEAD + "\n".join(rows)


def worked_out(house: Desk) -> Decimal:
    """The forecast of now, worked out by hand from the records."""
    with house.workspace.store.reading() as queries:
        items = [each.record for each in queries.every("choices")]
        deals = [each.record for each in queries.every("opportunities")]
    chance, chances = Decimal(1), dict[str | None, Decimal]()
    for stage in reversed(lists_of(items, house.workspace.settings)["stage"]):
        assert stage.probability is not None
        chance *= stage.probability
        chances[stage.value] = chance
    parts = [
        each.amount * (chances.get(each.stage, 0) if each.probability is None else each.probability)
        for each in deals
        if each.state == "open" and each.amount
    ]
    return sum((each.quantize(Decimal("0.01"), ROUND_HALF_UP) for each in parts), Decimal(0))


@pytest.mark.parametrize("seed", range(3))
def test_of_random_histories_each_span_comes_to_the_difference_of_what_was_there(
    tmp_path: Path, seed: int
) -> None:
    """What was there is worked out after each import; some are undone in between, too."""
    rng, figures, reasons = random.Random(seed), [Decimal(0)], set[Reason]()
    with desk(tmp_path) as house:
        for nth in range(7):
            taken = house.take(workbook(rng), name=f"{nth}.xlsx", sender=rng.choice((None, "张三")))
            figures.append(worked_out(house))
            if nth % 4 == 3:
                undo(house, taken.id)
                figures.append(worked_out(house))
        with house.workspace.store.reading() as queries:
            for first, last in [(0, 1), *((one, len(figures) - 1) for one in range(len(figures))), (2, 5)]:
                between = forecasts_between(queries, house.workspace.settings, ("a", first), ("b", last))
                found = moved(between.before, between.after, 2)
                reasons |= {each.reason for each in found.movements}
                assert total(found, is_after=False) == figures[first]
                assert total(found, is_after=True) == figures[last]
                assert found.difference == figures[last] - figures[first]
    assert len(reasons) >= 3


def told(house: Desk, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    folder = ["--workspace", str(house.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "--json", "why", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


FIRST = HEAD + "| 三台叉车 | 远航 | 方案报价 | 洽谈中 | 50% | 2026-11-30 | 张三 | 2000 |"
SECOND = HEAD + "| 三台叉车 | 远航 | 方案报价 | 洽谈中 | 50% | 2026-12-20 | 张三 | 6000 |"


@pytest.fixture(scope="module")
def two_weeks(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A deal of Friday that is another on the Monday after."""
    with desk(tmp_path_factory.mktemp("shop"), 'time_zone = "Asia/Shanghai"\n') as house:
        clock = Ticking(NOW - timedelta(days=3))
        house.workspace.__dict__["clock"] = clock
        house.take(FIRST, sender="张三")
        clock.time = NOW
        house.take(SECOND, sender="张三")
        yield house


@pytest.mark.parametrize(
    ("asked", "before", "after", "reasons"),
    [
        (("--since", "2026-11-23"), "1000.00", "3000.00", ["slipped", "slipped", "amount"]),
        (("--from", "2026-11-23", "--to", "2026-11-23"), "1000.00", "3000.00", ["slipped", "slipped", "amount"]),
        (("--since", "R-000001"), "1000.00", "3000.00", ["slipped", "slipped", "amount"]),
        (("--since", "2026-11-20T08:00"), "1000.00", "3000.00", ["slipped", "slipped", "amount"]),
        (("--since", "r-2"), "3000.00", "3000.00", []),
        (("--since", "2026-11-20", "--as-of", "2026-11-22"), "0", "1000.00", ["new"]),
        (("--since", "2026-11-21", "--as-of", "R-000001"), "1000.00", "1000.00", []),
        (("--as-of", "R-000002"), "0", "3000.00", ["new"]),
        (("--since", "R-000001", "--until", "2026-11-30"), "1000.00", "0", ["slipped"]),
        (("--since", "R-000001", "--person", "李四"), "0", "0", []),
    ],
)  # fmt: skip
def test_the_command_takes_days_moments_and_receipts(
    two_weeks: Desk, capsys: pytest.CaptureFixture[str], asked: Any, before: str, after: str, reasons: Any
) -> None:
    said = told(two_weeks, capsys, *asked)
    assert (said["before"], said["after"]) == (before, after)
    assert [each["reason"] for each in said["movements"]] == reasons
    parts = sum((Decimal(each["amount"]) for each in said["movements"]), Decimal(0))
    assert parts == Decimal(said["difference"]) == Decimal(after) - Decimal(before)


def test_json_tells_which_versions_were_compared(two_weeks: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(two_weeks, capsys, "--since", "2026-11-23", "--as-of", "R-000002")
    assert (said["from"], said["to"]) == ("2026-11-23", "R-000002")
    assert (said["versions"]["from"]["receipt"], said["versions"]["to"]["receipt"]) == (
        "R-000001",
        "R-000002",
    )
    assert said["movements"][2] == {
        "reason": "amount", "number": "O-000001", "name": "三台叉车", "amount": "2000.00",
        "month": "2026-12", "owner": "张三", "was": "2000.00", "now": "6000.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--since", "monday"), "--as-of 写成日期"),
        (("--since", "R-000009"), "没有导入回执 R-000009"),
        (("--as-of", "2026-11-19"), "还没有收过文件"),
        (("--since", "R-000002", "--as-of", "R-000001"), "--since（R-000002）在 --as-of（R-000001）之后"),
        (("--until", "2026-13-01"), "日期请写成"),
    ],
)
def test_what_cannot_be_compared_is_said(
    two_weeks: Desk, capsys: pytest.CaptureFixture[str], asked: Any, said: str
) -> None:
    folder = ["--workspace", str(two_weeks.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "why", *asked]) == 2
    assert said in capsys.readouterr().err


def test_on_a_terminal_each_reason_and_each_deal_is_told(
    two_weeks: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        cli.main(
            ["--workspace", str(two_weeks.workspace.folder), "--language", "zh", "why", "--since", "R-1"]
        )
        == 0
    )
    said = capsys.readouterr().out
    for line in (
        "从：R-1，第 1 版（R-000001，2026-11-20 08:00）",
        "预测 1,000 → 3,000，变动 +2,000.00",
        "改期：1 个商机，+0.00",
        "  O-000001  三台叉车  -1,000.00  张三  2026-11  2026-11-30 → 2026-12-20",
        "金额变动：1 个商机，+2,000.00",
        "  O-000001  三台叉车  +2,000.00  张三  2026-12  2,000 → 6,000",
    ):
        assert line in said, line


def test_a_day_counts_from_its_beginning() -> None:
    assert asked_since("2026-11-23", NOW.tzinfo) == datetime(2026, 11, 22, 23, 59, 59, 999999, NOW.tzinfo)
    assert asked_since("2026-11-23T15:00", NOW.tzinfo) == datetime(2026, 11, 23, 15, tzinfo=NOW.tzinfo)
    assert (asked_since("R-000012", None), asked_since("x", None)) == (12, None)
