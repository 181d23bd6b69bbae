"""All reports of a day, in the order in which a manager reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Insight
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts, ReportTable
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.deals import deals
from workbook_crm.report.forecast import forecast, rates_table
from workbook_crm.report.levels import level_card
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources
from workbook_crm.report.stages import conversion
from workbook_crm.report.tables import came_in, due_counts, held, landing, pipeline, states


def day_tables(facts: DailyFacts, language: Language) -> tuple[ReportTable, ...]:
    """What came in today, and what was held of it."""
    return came_in(facts, language), held(facts, language)


def standing_tables(facts: DailyFacts, due: DueList, language: Language) -> tuple[ReportTable, ...]:
    """How things stand; of the deeper reports those that have something to tell."""
    deeper = _deeper(facts.insight, facts, language, due.date) if facts.insight else ()
    return (
        pipeline(facts, language),
        landing(facts, language),
        *(table for table in deeper if table.rows),
        states(facts, language),
        due_counts(due, language),
    )


def _deeper(insight: Insight, facts: DailyFacts, language: Language, today: date) -> Iterator[ReportTable]:
    stages, levels = facts.choices.get("stage", ()), facts.choices.get("level", ())
    yield forecast(insight, stages, language, today)
    yield rates_table(insight, stages)
    yield conversion(insight, stages)
    yield performance(insight, language, today)
    yield trend(insight, language, today)
    yield efficiency(insight, language, today)
    yield sources(insight, language)
    yield products(insight, language)
    yield below_floor(insight, language)
    yield outcomes(insight, language)
    yield customers(insight, language, today)
    yield pareto(insight, language)
    yield level_card(insight, levels, language, today)
    yield deals(insight, language)
