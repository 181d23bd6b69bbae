"""Stages as they are: what share goes on and how long deals stay, measured from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from workbook_crm.model.insight import Insight, Move
from workbook_crm.model.language import Name
from workbook_crm.model.options import LOST, TERMINATED, WON, Choice
from workbook_crm.model.report import ReportTable, TableColumn, Unit
from workbook_crm.report.months import grouped, share


@dataclass(slots=True)
class _Seen:
    """What the log tells of one stage."""

    went_on: int = 0
    ended: int = 0
    days: list[int] = field(default_factory=list)


def conversion(insight: Insight, stages: Sequence[Choice]) -> ReportTable:
    """Each stage: configured and measured share that goes on, configured and measured days in it."""
    seen = _measure(insight, [each.value for each in stages])
    rows = [
        (
            stage.value,
            seen[stage.value].went_on + seen[stage.value].ended,
            stage.probability,
            share(seen[stage.value].went_on, seen[stage.value].went_on + seen[stage.value].ended),
            stage.usual_days,
            round(median(seen[stage.value].days)) if seen[stage.value].days else None,
        )
        for stage in stages
    ]
    return ReportTable(
        Name("阶段转化", "Stage conversion"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("已离开本阶段的商机", "Have left it"), Unit.COUNT, width=18),
            TableColumn(Name("设定的转化率", "Configured share"), Unit.PERCENT, width=16),
            TableColumn(Name("实际转化率", "Share that went on"), Unit.PERCENT, width=16),
            TableColumn(Name("设定的停留天数", "Configured days"), Unit.COUNT, width=16),
            TableColumn(Name("实际停留天数（中位数）", "Days seen (median)"), Unit.COUNT, width=20),
        ),
        rows,
        Name(
            "从收到的工作簿里阶段和状态的变化量出：进入后面的阶段或赢单算转化，输单或终止不算，"
            "还在本阶段的不计。",
            "Measured from changes of stage and state in the workbooks taken in: going on is a later stage "
            "or won; lost or terminated is not; what is still in the stage does not count.",
        ),
    )


def _measure(insight: Insight, stages: Sequence[str]) -> defaultdict[str, _Seen]:
    order = {stage: nth for nth, stage in enumerate(stages)}
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for moves in grouped(insight.moves, lambda move: move.opportunity).values():
        for stage, days, is_on in _stays(moves, order):
            seen[stage].went_on += is_on
            seen[stage].ended += not is_on
            seen[stage].days.append(days)
    return seen


def _stays(moves: Sequence[Move], order: dict[str, int]) -> Iterator[tuple[str, int, bool]]:
    """(stage, days in it, whether it went on) of each stay that is over, for one opportunity."""
    stage: str | None = None
    since = moves[0].day
    for move in moves:
        if stage is not None and move.stage in order and order[move.stage or ""] > order[stage]:
            yield stage, (move.day - since).days, True
        elif stage is not None and move.state in {WON, LOST, TERMINATED}:
            yield stage, (move.day - since).days, move.state == WON
            stage = None
        if move.stage in order and (move.state is None or move.state not in {WON, LOST, TERMINATED}):
            stage, since = move.stage, move.day
