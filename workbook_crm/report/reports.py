"""All reports of a day, in the order in which a manager reads them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Insight, Period
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts, ReportTable
from workbook_crm.report.chances import learn
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.deals import deals
from workbook_crm.report.forecast import forecast, rates_table
from workbook_crm.report.levels import level_cards
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, team_performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources
from workbook_crm.report.stages import conversion
from workbook_crm.report.tables import came_in, due_counts, held, landing, left_out, pipeline, states


def day_tables(facts: DailyFacts, language: Language) -> tuple[ReportTable, ...]:
    """What came in today, and what was held of it."""
    return came_in(facts, language), held(facts, language)


def standing_tables(facts: DailyFacts, due: DueList, language: Language) -> tuple[ReportTable, ...]:
    """How things stand, and what came of the days told of; of the deeper reports those with rows."""
    period = Period(due.date, facts.first)
    deeper = _deeper(facts.insight, facts, language, period) if facts.insight else ()
    return (
        pipeline(facts, language),
        landing(facts, language),
        *(table for table in deeper if table.rows),
        *((left_out(facts.records_too_many),) if facts.records_too_many else ()),
        states(facts, language),
        due_counts(due, language),
    )


def _deeper(insight: Insight, facts: DailyFacts, language: Language, period: Period) -> Iterator[ReportTable]:
    stages, levels = facts.choices.get("stage", ()), facts.choices.get("level", ())
    chances = learn(insight, stages, period.last)
    yield forecast(insight, stages, chances, language, period.last)
    yield rates_table(chances, stages, period.last)
    yield conversion(insight, stages, period.last)
    yield performance(insight, language, period)
    yield team_performance(insight, language, period)
    yield trend(insight, language, period)
    yield efficiency(insight, language, period)
    yield sources(insight, language, period)
    yield products(insight, language, period)
    yield below_floor(insight, language, period)
    yield outcomes(insight, language, period)
    yield customers(insight, language, period)
    yield pareto(insight, language, period)
    yield from level_cards(insight, levels, language, period.last)
    yield deals(insight, language)
