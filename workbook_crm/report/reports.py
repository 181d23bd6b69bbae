"""All reports of a day, in the order in which a manager reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Insight, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import DailyFacts, ReportTable, Unit
from workbook_crm.report import notes
from workbook_crm.report.as_of import known_on
from workbook_crm.report.chances import learn
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.deals import deals
from workbook_crm.report.forecast import forecast, rates_table
from workbook_crm.report.frames import Frames
from workbook_crm.report.levels import level_cards
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, team_performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources
from workbook_crm.report.stages import conversion
from workbook_crm.report.tables import came_in, due_counts, held, landing, left_out, pipeline, states


def day_tables(facts: DailyFacts, language: Language, today: date) -> tuple[ReportTable, ...]:
    """What came in on the days told of, and what was held of it."""
    return came_in(facts, language, today), held(facts, language, today)


def standing_tables(facts: DailyFacts, due: DueList, language: Language) -> tuple[ReportTable, ...]:
    """How things stood at the end of the day, and what came of the days told of; those that have rows."""
    period = Period(due.date, facts.first)
    then = known_on(facts, due.date)
    deeper = _deeper(then.insight, then, language, period) if then.insight else ()
    tables = (
        pipeline(then, language, due.date),
        landing(then, language, due.date),
        *(table for table in deeper if table.rows),
        *((left_out(facts.records_too_many),) if facts.records_too_many else ()),
        states(then, language, due.date),
        due_counts(due, language),
    )
    about = notes.amounts(facts.currency, is_past=then is not facts)
    return tuple(_with_currency(table, about, facts.currency_digits) for table in tables)


def _with_currency(table: ReportTable, about: Name, digits: int) -> ReportTable:
    if not any(column.unit is Unit.MONEY for column in table.columns):
        return table
    note = Name(f"{table.note.zh}{about.zh}", f"{table.note.en} {about.en}".strip())
    return replace(table, note=note, digits=digits)


def _deeper(insight: Insight, facts: DailyFacts, language: Language, period: Period) -> Iterator[ReportTable]:
    stages, levels = facts.choices.get("stage", ()), facts.choices.get("level", ())
    chances, frames = learn(insight, stages, period.last), Frames(insight)
    yield forecast(insight, stages, chances, language, period.last)
    yield rates_table(chances, stages, period.last)
    yield conversion(frames, stages, period.last)
    yield performance(frames, language, period)
    yield team_performance(frames, language, period)
    yield trend(frames, language, period)
    yield efficiency(frames, language, period)
    yield sources(frames, language, period)
    yield products(frames, language, period)
    yield below_floor(frames, language, period)
    yield outcomes(frames, language, period)
    yield customers(frames, language, period)
    yield pareto(frames, language, period)
    yield from level_cards(insight, levels, language, period.last)
    yield deals(insight, language)
