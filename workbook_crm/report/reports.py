"""All reports of a day, in the order in which a manager reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from workbook_crm.model.due import DueList
from workbook_crm.model.insight import Insight, Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.movement import Between
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts, ReportTable, Unit
from workbook_crm.report import notes
from workbook_crm.report.as_of import known_on
from workbook_crm.report.chances import Chances, learn
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers, pareto
from workbook_crm.report.deals import deals
from workbook_crm.report.deeds import contact_tables
from workbook_crm.report.forecast import forecast, rates_table
from workbook_crm.report.frames import Frames
from workbook_crm.report.levels import level_cards
from workbook_crm.report.movement_tables import movement_tables
from workbook_crm.report.new_words import new_words_table
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, team_performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources
from workbook_crm.report.stages import conversion
from workbook_crm.report.tables import came_in, due_counts, held, landing, left_out, pipeline, states
from workbook_crm.report.unmended import unmended_table


@dataclass(frozen=True)
class Sources:
    """What the reports of a day are made from; what several of them need is worked out once."""

    facts: DailyFacts
    """As they were known at the end of the day."""
    due: DueList
    language: Language
    is_past: bool = False

    @property
    def today(self) -> date:
        return self.due.date

    @cached_property
    def period(self) -> Period:
        return Period(self.today, self.facts.first)

    @property
    def stages(self) -> tuple[Choice, ...]:
        return self.facts.choices.get("stage", ())

    @property
    def levels(self) -> tuple[Choice, ...]:
        return self.facts.choices.get("level", ())

    @cached_property
    def insight(self) -> Insight:
        return self.facts.insight or Insight()

    @cached_property
    def frames(self) -> Frames:
        return Frames(self.insight)

    @cached_property
    def chances(self) -> Chances:
        return learn(self.insight, self.stages, self.today)


def sources_of(facts: DailyFacts, due: DueList, language: Language) -> Sources:
    """What the reports of the day of a due list are made from."""
    then = known_on(facts, due.date)
    return Sources(then, due, language, is_past=then is not facts)


Report = Callable[[Sources], Iterable[ReportTable]]
_DEEPER: tuple[tuple[Name, Report], ...] = (
    (
        Name("预测", "Forecast"),
        lambda of: [_forecast(of)],
    ),
    (Name("成交率", "Rates"), lambda of: [rates_table(of.chances, of.stages, of.today)]),
    (Name("阶段转化", "Conversion"), lambda of: [conversion(of.frames, of.stages, of.today)]),
    (Name("业绩", "Performance"), lambda of: [performance(of.frames, of.language, of.period)]),
    (Name("团队业绩", "Teams"), lambda of: [team_performance(of.frames, of.language, of.period)]),
    (Name("趋势", "Trend"), lambda of: [trend(of.frames, of.language, of.period)]),
    (Name("跟进效率", "Follow-up efficiency"), lambda of: [efficiency(of.frames, of.language, of.period)]),
    (Name("来源", "Sources"), lambda of: [sources(of.frames, of.language, of.period)]),
    (Name("产品", "Products"), lambda of: [products(of.frames, of.language, of.period)]),
    (Name("低于底价", "Below the floor"), lambda of: [below_floor(of.frames, of.language, of.period)]),
    (Name("输赢", "Wins and losses"), lambda of: [outcomes(of.frames, of.language, of.period)]),
    (Name("客户", "Customers"), lambda of: [customers(of.frames, of.language, of.period)]),
    (Name("客户集中度", "Concentration"), lambda of: [pareto(of.frames, of.language, of.period)]),
    (Name("级别状况表", "Level cards"), lambda of: level_cards(of.insight, of.levels, of.language, of.today)),
    (Name("商机明细", "List of opportunities"), lambda of: [deals(of.insight, of.language)]),
)


def _forecast(of: Sources) -> ReportTable:
    return forecast(of.insight, of.stages, of.chances, of.language, of.today)


def _deeper(make: Report) -> Report:
    """A report that is only made where there is what it looks at, and only where it has rows."""
    return lambda of: [table for table in make(of) if table.rows] if of.facts.insight else ()


REPORTS: tuple[tuple[Name, Report], ...] = (
    (Name("销售漏斗", "Pipeline"), lambda of: [pipeline(of.facts, of.language, of.today)]),
    (Name("落地月份", "Landing months"), lambda of: [landing(of.facts, of.language, of.today)]),
    *((name, _deeper(make)) for name, make in _DEEPER),
    (
        Name("没有做的报表", "Reports left out"),
        lambda of: [left_out(of.facts.records_too_many)] if of.facts.records_too_many else (),
    ),
    (Name("各人商机", "Opportunities by person"), lambda of: [states(of.facts, of.language, of.today)]),
)
"""Every report on how things stand, by what it is called, but for the counts of what is due."""


def tables_of(make: Report, of: Sources) -> tuple[ReportTable, ...]:
    """The tables of one report, each with its currency said."""
    about = notes.amounts(of.facts.currency, is_past=of.is_past)
    return tuple(_with_currency(table, about, of.facts.currency_digits) for table in make(of))


class BackPage(NamedTuple):
    """A page of its own that tells of some days up to now."""

    file: str
    title: Name
    first: date
    last: date
    tables: tuple[ReportTable, ...]


_SINCE_LAST_WEEK = Name("上周以来", "Since last week")
_IN_PERIOD = Name("预测为什么变了", "Why the forecast moved")
_YESTERDAY = Name("昨天，按人", "Yesterday, by person")


def pages_of(of: Sources) -> Iterator[BackPage]:
    """The pages that look back, beside that of the reports."""
    if of.facts.movement is not None:
        yield _movement_page(of, of.facts.movement)
    if of.facts.deeds is not None:
        done = of.facts.deeds
        tables = contact_tables(done, of.facts.salespeople, of.language)
        yield BackPage("yesterday.html", _YESTERDAY, done.first, done.last, tables)


def _movement_page(of: Sources, movement: Between) -> BackPage:
    facts = of.facts
    about = notes.amounts(facts.currency, is_past=False)
    tables = movement_tables(movement, of.language, facts.currency_digits)
    first = movement.since if isinstance(movement.since, date) else of.today
    return BackPage(
        "why.html",
        _IN_PERIOD if facts.first else _SINCE_LAST_WEEK,
        first,
        of.today,
        tuple(_with_currency(each, about, facts.currency_digits) for each in tables),
    )


def counts_of(due: DueList, language: Language) -> ReportTable:
    """How much waits for each person: the last report."""
    return due_counts(due, language)


def day_tables(facts: DailyFacts, language: Language, today: date) -> tuple[ReportTable, ...]:
    """What waits to be mended; what came in on the days told of, and what else was held of it; new words."""
    waiting, others = unmended_table(facts.unmended, language, today), held(facts, language, today)
    told = (others,) if others.rows or not waiting.rows else ()
    words = new_words_table(facts.new_words, language)
    first = (waiting,) if waiting.rows else ()
    return (*first, came_in(facts, language, today), *told, *((words,) if words.rows else ()))


def standing_tables(facts: DailyFacts, due: DueList, language: Language) -> tuple[ReportTable, ...]:
    """How things stood at the end of the day, and what came of the days told of; those that have rows."""
    of = sources_of(facts, due, language)
    tables = (table for _name, make in REPORTS for table in tables_of(make, of))
    return (*tables, counts_of(due, language))


def _with_currency(table: ReportTable, about: Name, digits: int) -> ReportTable:
    if not any(column.unit is Unit.MONEY for column in table.columns):
        return table
    note = Name(f"{table.note.zh}{about.zh}", f"{table.note.en} {about.en}".strip())
    return replace(table, note=note, digits=digits)
