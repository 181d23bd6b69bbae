"""What was known at the end of a day that has passed: states, stages, levels and contacts as they were then.

Amounts, owners and expected closes are as they are now; the tables say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from workbook_crm.model.insight import Deal, Insight, Move, Prospect, Standing
from workbook_crm.model.report import DailyFacts, StageSum
from workbook_crm.report.months import NOTHING, grouped


def known_on(facts: DailyFacts, day: date) -> DailyFacts:
    """The facts without what came in after a day; the very same where nothing did."""
    insight = facts.insight
    if insight is None or not _is_later(insight, day):
        return facts
    then = _insight_on(insight, day)
    return replace(facts, insight=then, stages=tuple(_stage_sums(then.deals)))


def _is_later(insight: Insight, day: date) -> bool:
    return (
        any(each.day > day for each in insight.moves)
        or any(each.day > day for each in insight.standings)
        or any(each.opened > day for each in insight.deals)
        or any(each.since > day for each in insight.prospects)
    )


def _insight_on(insight: Insight, day: date) -> Insight:
    moves = tuple(each for each in insight.moves if each.day <= day)
    standings = tuple(each for each in insight.standings if each.day <= day)
    contacts = tuple(each for each in insight.contacts if each.day <= day)
    by_deal = grouped(moves, lambda each: each.opportunity)
    by_number = grouped(standings, lambda each: each.number)
    last = {each.subject: each.day for each in contacts}
    deals = tuple(
        _deal_on(each, by_deal.get(each.number, ()), last) for each in insight.deals if each.opened <= day
    )
    there = {each.number for each in deals}
    return replace(
        insight,
        deals=deals,
        contacts=contacts,
        lines=tuple(each for each in insight.lines if each.opportunity in there),
        prospects=tuple(
            _prospect_on(each, by_number.get(each.number, ()), last)
            for each in insight.prospects
            if each.since <= day
        ),
        moves=moves,
        standings=standings,
    )


def _deal_on(deal: Deal, moves: Sequence[Move], last: Mapping[str, date]) -> Deal:
    if not moves:
        return replace(deal, last_contact=last.get(deal.number))
    changed = [after.day for before, after in pairwise(moves) if after.state != before.state]
    since = changed[-1] if changed else None
    return replace(
        deal,
        stage=moves[-1].stage,
        state=moves[-1].state,
        since_state=since,
        closer=deal.closer if since == deal.since_state else None,
        last_contact=last.get(deal.number),
    )


def _prospect_on(prospect: Prospect, standings: Sequence[Standing], last: Mapping[str, date]) -> Prospect:
    then = replace(prospect, last_contact=last.get(prospect.number))
    return replace(then, level=standings[-1].level, state=standings[-1].state) if standings else then


def _stage_sums(deals: Sequence[Deal]) -> Iterator[StageSum]:
    sums: defaultdict[tuple[str, str | None, str | None], list[Deal]] = defaultdict(list)
    for deal in deals:
        sums[deal.state, deal.stage, deal.owner].append(deal)
    for (state, stage, owner), some in sums.items():
        yield StageSum(state, stage, owner, len(some), sum((each.amount for each in some), NOTHING))
