"""Why the forecast moved, as tables: by reason, by month, by person, and deal by deal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook_crm.model.language import Language, Name
from workbook_crm.model.movement import REASONS, Between, Forecast, Moved, Movement, Reason
from workbook_crm.model.options import OPPORTUNITY_STATES
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit, followed, told_by
from workbook_crm.model.words import say
from workbook_crm.report import notes
from workbook_crm.report.figures import amount_in_words
from workbook_crm.report.months import grouped, percent
from workbook_crm.report.movement import Place, moved
from workbook_crm.report.words import NOBODY

NO_MONTH = Name("没有预计时间", "No expected close")
_PART = TableColumn(Name("变动", "Moved by"), Unit.MONEY, is_summed=True, width=18)
_EXPECTED = TableColumn(Name("预期金额", "Expected amount"), Unit.MONEY, is_summed=True, width=18)
_STATES = {option.code: option.name for option in OPPORTUNITY_STATES}
_BY_STATE = frozenset(REASONS) - {
    Reason.OWNER, Reason.SLIPPED, Reason.AMOUNT, Reason.STAGE, Reason.PROBABILITY,
}  # fmt: skip
"""Reasons that are about the state of a deal."""
Parts = Sequence[tuple[str, Decimal]]
"""(number of a deal, its part in a figure)"""


def movement_tables(between: Between, language: Language, digits: int) -> tuple[ReportTable, ...]:
    """All that tells why the forecast moved; of one that did not, the first table alone, without rows."""
    why = moved(between.before, between.after, digits)
    first = _by_reason(why, between, language, digits)
    if not why.movements:
        return (first,)
    return (
        first,
        _by_place(why, _MONTH, language, digits),
        _by_place(why, _PERSON, language, digits),
        _deal_by_deal(why, language, digits),
    )


def total(places: Moved, *, is_after: bool) -> Decimal:
    """The forecast at one of the two versions."""
    told = places.after if is_after else places.before
    return sum((amount for parts in told.values() for _number, amount in parts), Decimal(0))


def changed_in_words(each: Movement, language: Language, digits: int) -> tuple[str, str]:
    """(what it was, what it is) of that which a movement is about: a stage, a day, an amount."""
    return _value(each, each.was, language, digits), _value(each, each.now, language, digits)


def _value(each: Movement, value: str | Decimal | date | None, language: Language, digits: int) -> str:
    if value is None or value == "":
        return ""
    if each.reason is Reason.PROBABILITY and isinstance(value, Decimal):
        return percent(value)
    if isinstance(value, Decimal):
        return amount_in_words(value, digits)
    if isinstance(value, str) and each.reason in _BY_STATE:
        return _STATES[value][language] if value in _STATES else value
    return say(value, language)


def month_in_words(month: str, language: Language) -> str:
    """The month of the expected close."""
    return month or NO_MONTH[language]


def said_of(forecast: Forecast, language: Language) -> str:
    """At which version a forecast stands; empty before anything was taken in."""
    return forecast.version.said(language) if forecast.version else ""


def _by_reason(why: Moved, between: Between, language: Language, digits: int) -> ReportTable:
    groups = grouped(why.movements, lambda each: each.reason)
    rows = [(REASONS[reason][language], *_counted(some)) for reason, some in groups.items()]
    return ReportTable(
        Name("预测变动", "Why the forecast moved"),
        (
            TableColumn(Name("原因", "Reason"), width=20),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT),
            _PART,
        ),
        rows,
        _note(why, between, digits),
        digits=digits,
    )


def _counted(some: Sequence[Movement]) -> tuple[Cell, Cell]:
    """(deals, what they moved)"""
    parts = [(each.number, each.amount) for each in some]
    numbers = dict.fromkeys(number for number, _amount in parts)
    amount = sum((each.amount for each in some), Decimal(0))
    return followed(len(numbers), numbers), told_by(amount, parts, _PART)


def _note(why: Moved, between: Between, digits: int) -> Name:
    before, after = (amount_in_words(total(why, is_after=each), digits) for each in (False, True))
    since, until = (_asked(each) for each in (between.since, between.until))
    began = _BEGAN if isinstance(between.since, date) else _AT
    first, last = (_version(each) for each in (between.before, between.after))
    return notes.movement(
        began.filled(at=since, version=first),
        Name(until + last.zh, until + last.en),
        before,
        after,
        signed(why.difference, digits),
    )


_BEGAN = Name("{at} 开始时{version}", "the beginning of {at}{version}")
_AT = Name("{at}{version}", "{at}{version}")


def _asked(each: date | str) -> str:
    return each.isoformat() if isinstance(each, date) else each


def _version(forecast: Forecast) -> Name:
    if forecast.version is None:
        return Name("", "")
    return Name(f"，{said_of(forecast, Language.ZH)}", f", {said_of(forecast, Language.EN)}")


def signed(amount: Decimal, digits: int) -> str:
    """An amount with its sign: +1,200.00."""
    return f"{amount:+,.{digits}f}"


@dataclass(frozen=True, slots=True)
class _By:
    """One way to lay the movements out: a row for each month, or for each person."""

    title: Name
    column: TableColumn
    key: Callable[[Place], str]
    note: Name
    blank: Name
    """Of what has none."""


_MONTH = _By(
    Name("预测变动-按月", "Forecast by month"),
    TableColumn(Name("预计成交月份", "Month of expected close"), width=20),
    lambda place: place[0],
    Name(
        "每一行：期初 + 各项变动 = 期末。改期的商机在原来的月份减、在新的月份加。",
        "In each row what was there before and all that moved come to what is there after. "
        "A deal that slipped is taken from its month and added to the other.",
    ),
    NO_MONTH,
)
_PERSON = _By(
    Name("预测变动-按人", "Forecast by person"),
    TableColumn(Name("负责人", "Owner"), width=18),
    lambda place: place[1] or "",
    Name(
        "每一行：期初 + 各项变动 = 期末。换了负责人的商机从原来的人减、在新的人加。",
        "In each row what was there before and all that moved come to what is there after. "
        "A deal that was handed over is taken from one person and added to the other.",
    ),
    NOBODY,
)


def _by_place(why: Moved, by: _By, language: Language, digits: int) -> ReportTable:
    reasons = [each for each in REASONS if any(one.reason is each for one in why.movements)]
    moved_by = grouped(why.movements, lambda each: by.key((each.month, each.owner)))
    there = [
        grouped(
            ((by.key(place), part) for place, parts in told.items() for part in parts), lambda each: each[0]
        )
        for told in (why.before, why.after)
    ]
    keys = sorted({*moved_by, *there[0], *there[1]}, key=lambda key: (not key, key))
    rows = []
    for key in keys:
        before, after = ([part for _key, part in each.get(key, ())] for each in there)
        mine = grouped(moved_by.get(key, ()), lambda each: each.reason)
        cells = (
            _sum([(each.number, each.amount) for each in mine.get(reason, ())], _PART) for reason in reasons
        )
        rows.append((key or by.blank[language], _sum(before, _EXPECTED), *cells, _sum(after, _EXPECTED)))
    return ReportTable(
        by.title,
        (
            by.column,
            TableColumn(Name("期初", "Before"), Unit.MONEY, is_summed=True, width=18),
            *(TableColumn(REASONS[each], Unit.MONEY, is_summed=True, width=16) for each in reasons),
            TableColumn(Name("期末", "After"), Unit.MONEY, is_summed=True, width=18),
        ),
        rows,
        by.note,
        digits=digits,
    )


def _sum(parts: Parts, column: TableColumn) -> Cell:
    return told_by(sum((amount for _number, amount in parts), Decimal(0)), parts, column)


def _deal_by_deal(why: Moved, language: Language, digits: int) -> ReportTable:
    return ReportTable(
        Name("预测变动-逐个商机", "Forecast deal by deal"),
        (
            TableColumn(Name("原因", "Reason"), width=14),
            TableColumn(Name("商机编号", "Number"), names_record=True),
            TableColumn(Name("商机名称", "Name"), width=28),
            TableColumn(Name("负责人", "Owner")),
            TableColumn(Name("预计成交月份", "Month of expected close"), width=16),
            TableColumn(Name("原来", "Was"), width=18),
            TableColumn(Name("现在", "Is"), width=18),
            _PART,
        ),
        list(_rows(why, language, digits)),
        Name("先按原因，再按编号。", "By reason, then by number."),
        is_list=True,
        digits=digits,
    )


def _rows(why: Moved, language: Language, digits: int) -> Iterator[tuple[Cell, ...]]:
    for each in why.movements:
        yield (
            REASONS[each.reason][language],
            each.number,
            each.name,
            each.owner or NOBODY[language],
            month_in_words(each.month, language),
            *changed_in_words(each, language, digits),
            each.amount,
        )
