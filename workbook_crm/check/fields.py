"""Cells by themselves: numbers within reason, dates in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import SHEETS

_MOST = Decimal(10) ** 13
"""Beyond this an amount is a slip: ten trillion."""

_Range = tuple[Decimal, Decimal, Name]
_NOT_NEGATIVE: _Range = (Decimal(0), _MOST, Name("0 或更大", "0 or more"))
_POSITIVE: _Range = (Decimal("0.000001"), _MOST, Name("大于 0", "more than 0"))
_SHARE: _Range = (Decimal(0), Decimal(1), Name("0% 到 100%", "from 0% to 100%"))
_RANGES: Mapping[Of, _Range] = {
    Of.MONEY: _NOT_NEGATIVE,
    Of.PRICE: _NOT_NEGATIVE,
    Of.QUANTITY: _NOT_NEGATIVE,
    Of.RATE: _SHARE,
    Of.DISCOUNT: _SHARE,
}
_OWN_RANGES: Mapping[tuple[str, str], _Range] = {
    ("opportunity_lines", "quantity"): _POSITIVE,
    ("opportunity_lines", "periods"): _POSITIVE,
}
_IN_ORDER = (("catalog", "valid_from", "valid_to"), ("follow_ups", "time", "next_follow_up"))
"""Dates of which the second cannot be before the first."""
_SWAPPED = Name("可能有一个日和月对调了。", "Day and month of one may be swapped. ")


def ranges(linked: Linked, context: Context) -> Iterator[Finding]:
    """A number that cannot be: a negative price, a quantity of nothing, a discount of 150 %."""
    for table in linked.batch.tables:
        bounded = [
            (column, _OWN_RANGES.get((table.kind, column.field)) or _RANGES[column.of])
            for column in table.of.visible
            if column.of in _RANGES and column.field in table.columns and not column.computed
        ]
        for row in table.rows:
            for column, (least, most, allowed) in bounded:
                value = getattr(row.record, column.field)
                if value is not None and not least <= value <= most:
                    place = table.place(row.row, column.field)
                    yield finding(trade.OUT_OF_RANGE, place, value, column=column.name, allowed=allowed)


def dates_in_order(linked: Linked, context: Context) -> Iterator[Finding]:
    """An end before its beginning; a contact that lies in the future."""
    columns = {(sheet.kind, column.field): column.name for sheet in SHEETS for column in sheet.visible}
    for kind, first, last in _IN_ORDER:
        for each in linked.rows_of(kind):
            begin, end = _day(getattr(each.row.record, first)), _day(getattr(each.row.record, last))
            if begin and end and end < begin:
                facts: dict[str, Fact] = {"earlier": columns[kind, first], "later": columns[kind, last]}
                facts |= {"first": begin, "advice": _SWAPPED if _fit_swapped(begin, end) else Name("", "")}
                place = each.table.place(each.row.row, last)
                yield finding(trade.DATES_REVERSED, place, end, **facts)
    for each in linked.rows_of("follow_ups"):
        if each.record.time and each.record.time.timetuple()[:3] > context.today.timetuple()[:3]:
            yield finding(trade.FUTURE_FOLLOW_UP, each.table.place(each.row.row, "time"), each.record.time)


def _day(moment: date | None) -> date | None:
    return moment and date(moment.year, moment.month, moment.day)


def _fit_swapped(begin: date, end: date) -> bool:
    """Whether the two would be in order if one had day and month the other way round."""
    return any(
        one <= two
        for one, two in ((_swapped(begin), end), (begin, _swapped(end)))
        if one is not None and two is not None
    )


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 and day.day != day.month else None
