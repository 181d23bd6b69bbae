"""Cells by themselves: required ones filled in, numbers within reason, dates in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
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
_SOME_HEADERS = 3
_SWAPPED = Name("可能有一个日和月对调了。", "Day and month of one may be swapped. ")


def required_cells(linked: Linked, context: Context) -> Iterator[Finding]:
    """A required cell that is blank, and unknown so far; a whole missing column is one finding."""
    for position, table in enumerate(linked.batch.tables):
        for column in _required(table, context.settings):
            blank = [
                each.row.row for each in linked.rows(position)
                if getattr(each.record, column.field) is None
                and getattr(linked.together(each), column.field) is None and not _is_unread(each, column)
            ]  # fmt: skip
            if not blank:
                continue
            if column.field in table.columns:
                for row in blank:
                    place = table.place(row, column.field)
                    yield finding(trade.MISSING_VALUE, place, column=column.name)
            else:
                place = table.place(table.header_row)
                missing = finding(
                    trade.MISSING_COLUMN, place, column=column.name, rows=len(blank),
                    elsewhere=_elsewhere(table, column), instead=_instead(table.kind, column),
                )  # fmt: skip
                yield replace(missing, rows=tuple(blank))


def _elsewhere(table: Table[Any], column: Column) -> Name:
    """What to do where the column is there under a name that nobody knows; nothing without such columns."""
    unknown = [heading.text for heading in table.headings if heading.field is None and heading.text]
    if not unknown:
        return Name("", "")
    shown, setting = unknown[:_SOME_HEADERS], f'{column.field} = ["…"]'
    more = Name("……" * (len(unknown) > len(shown)), ", …" * (len(unknown) > len(shown)))
    return Name(
        f"不认识的列（{'、'.join(shown)}{more.zh}）里若有一列就是它，请把列名改为“{column.name.zh}”，"
        f"或请内勤在设置文件的 [headers.{table.kind}] 里写 {setting}，引号里是这一列的列名。",
        f" If it is one of the columns that are not known ({', '.join(shown)}{more.en}), head it "
        f"“{column.name.en}”, or have the office write {setting} with its header under "
        f"[headers.{table.kind}] in the settings.",
    )


def _instead(kind: str, column: Column) -> Name:
    """What the office can set for sheets without the column; nothing where no record can do without it."""
    if column.of not in (Of.CHOICE, Of.PHONE):
        return Name("", "")
    setting, field = f'{kind} = ["{column.field}"]', column.field
    spared = Name(
        f"本店不要求这一列的，请内勤在设置文件的 [optional] 里写 {setting}。",
        f" If you do without it, have the office write {setting} under [optional] in the settings.",
    )
    if column.of is Of.PHONE:
        return spared
    example, others = _examples(column)
    return Name(
        f"这一列都一样的，请内勤在设置文件的 [defaults.{kind}] 里写 "
        f'{field} = "{example.zh}"{others.zh}；{spared.zh}',
        f' If it is the same for all, have the office write {field} = "{example.en}"{others.en} '
        f"under [defaults.{kind}] in the settings.{spared.en}",
    )


def _examples(column: Column) -> tuple[Name, Name]:
    """A value that may stand in a column, and which others may; none of the dealership's own lists."""
    if not column.options:
        return Name("…", "…"), Name("", "")
    first, *others = [option.name for option in column.options]
    zh, en = ("、".join(each.zh for each in others), ", ".join(each.en for each in others))
    return first, Name(f"（或 {zh}）", f" (or {en})")


def _required(table: Table[Any], settings: Settings) -> list[Column]:
    sheet = table.of
    if table.beside is not None:
        return []
    if table.is_implied:
        return [sheet.by_field["name"], sheet.by_field["customer"]]
    spared = {*settings.optional.get(sheet.kind, ()), *settings.defaults.get(sheet.kind, ())}
    return [column for column in sheet.visible if column.required and column.field not in spared]


def _is_unread(each: LinkedRow, column: Column) -> bool:
    """Whether something stands there that could not be read: that has a finding of its own."""
    return any(field == column.field for field, _text in each.row.typed)


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
