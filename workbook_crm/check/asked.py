"""What a row has to tell: little is needed, the rest is wanted.

A form can refuse to be saved; a workbook that a dealer has kept for years cannot. A row is held only where
no record can be made of it. What else a form would ask for is said once a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.for_all import asked_defaults
from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Column, Sheet
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.missing import is_asked, is_strict, stands_in
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED

Group = tuple[str, ...]
"""Fields of which one is enough."""

_SOME_HEADERS = 3
_IMPLIED: tuple[Group, ...] = (("name",), ("customer",))
"""What a sheet of lines has to tell of the opportunities that it opens."""


def needed(linked: Linked, context: Context) -> Iterator[Finding]:
    """Where no record can be made of a row; a whole missing column is one finding."""
    for position, table in enumerate(linked.batch.tables):
        for group in _needed(table, context.settings):
            blank = [
                each.row.row
                for each in linked.rows(position)
                if getattr(each.record, group[0]) is None and _is_all_blank(linked, each, group)
            ]
            if blank:
                yield from _held(table, group, blank)
        for field in _starred(table, context) if position in context.ours else ():
            blank = [
                each.row.row
                for each in linked.rows(position)
                if each.known is None and _is_blank(linked, each, field)
            ]
            yield from _held(table, (field,), blank)


def _starred(table: Table[Any], context: Context) -> Iterator[str]:
    """What a form of ours shows a star at, and what is not demanded of a list of the house's own."""
    return (each.field for each in _wanted(table, context.settings) if each.field in table.columns)


def _needed(table: Table[Any], settings: Settings) -> Iterator[Group]:
    """The groups of fields of which a row has to fill one, by the kind and how strict the house is.

    A contact beside a record is about that record, and has at least a day or a text. What is made of
    others' rows has a name.
    """
    if table.beside is not None or table.made_by is not None:
        return
    if table.is_implied:
        yield from _IMPLIED
        return
    sheet = table.of
    spared = {*settings.optional.get(sheet.kind, ()), *settings.defaults.get(sheet.kind, ()), *table.defaults}
    for group in sheet.needed:
        if not spared.issuperset(sheet.starred.intersection(group)):
            yield group
    for field in sheet.wanted:
        if (field,) not in sheet.needed and is_strict(sheet, field, settings) and field not in spared:
            yield (field,)


def _held(table: Table[Any], group: Group, blank: Sequence[int]) -> Iterator[Finding]:
    name = _either(table.of, group)
    there = [field for field in group if field in table.columns]
    if there:
        for row in blank:
            yield finding(trade.MISSING_VALUE, table.place(row, there[0]), column=name)
        return
    place = table.place(table.header_row)
    facts: dict[str, Fact] = {
        "column": name,
        "rows": len(blank),
        "elsewhere": _elsewhere(table, table.of.by_field[group[0]]),
    }
    yield replace(finding(trade.MISSING_COLUMN, place, **facts), rows=tuple(blank))


def _either(sheet: Sheet[Any], group: Group) -> Name:
    """`姓名”或“电话`: the names of a group's columns, to stand between quotes."""
    names = [sheet.by_field[field].name for field in group]
    return Name("”或“".join(each.zh for each in names), "” or “".join(each.en for each in names))


def _elsewhere(table: Table[Any], column: Column) -> Name:
    """What to do where the column is there under a name that nobody knows; nothing without such columns."""
    unknown = [heading.text for heading in table.headings if heading.field is None and heading.text]
    if not unknown:
        return Name("", "")
    shown = unknown[:_SOME_HEADERS]
    more = Name("……" * (len(unknown) > len(shown)), ", …" * (len(unknown) > len(shown)))
    return Name(
        f"不认识的列（{'、'.join(shown)}{more.zh}）里若有一列就是它，请把列名改为“{column.name.zh}”。",
        f" If it is one of the columns that are not known ({', '.join(shown)}{more.en}), head it "
        f"“{column.name.en}”.",
    )


def wanted(linked: Linked, context: Context) -> Iterator[Finding]:
    """What is asked for: the columns that a sheet lacks in one finding, blank cells in one a column.

    Rows that say nothing new ask nothing new.
    """
    for position, table in enumerate(linked.batch.tables):
        asked = [] if table.is_implied or table.beside else list(_wanted(table, context.settings))
        groups = list(_needed(table, context.settings))
        blank = {
            column: sum(
                _is_news(each)
                and not any(_is_all_blank(linked, each, group) for group in groups)
                and (position not in context.ours or each.known is not None)
                for each in linked.rows(position)
                if _is_asked_for(linked, each, column.field, table.kind)  # of few rows: that comes first
            )
            for column in asked
        }
        lacking = [column for column in asked if blank[column] and column.field not in table.columns]
        if lacking:
            yield _not_in_the_sheet(table, lacking, max(blank[column] for column in lacking), linked, context)
        for column in asked:
            if blank[column] and column.field in table.columns:
                place = table.place(table.header_row, column.field)
                yield finding(
                    trade.WANTED_VALUE, place, column=column.name, rows=blank[column], later=_later(table)
                )


def _wanted(table: Table[Any], settings: Settings) -> Iterator[Column]:
    held = {field for group in _needed(table, settings) if len(group) == 1 for field in group}
    for field in table.of.wanted:
        if field not in held and field not in table.defaults and is_asked(table.of, field, settings):
            yield table.of.by_field[field]


def _not_in_the_sheet(
    table: Table[Any], lacking: Sequence[Column], rows: int, linked: Linked, context: Context
) -> Finding:
    facts: dict[str, Fact] = {
        "columns": tuple(column.name for column in lacking),
        "rows": rows,
        "later": _later(table),
        "asks": asked_defaults(table, lacking, linked, context),
    }
    return finding(trade.WANTED_COLUMNS, table.place(table.header_row), **facts)


def _later(table: Table[Any]) -> Name:
    """Where it is asked for again: lists of people are for what they follow up."""
    if table.of.prefix is None:
        return Name("", "")
    return Name(
        "会在跟进清单的“待补资料”里再问。",
        " It is asked for again in your due list, under “To be completed”.",
    )


def _is_news(each: LinkedRow) -> bool:
    return each.known is None or each.record != each.known


def _is_asked_for(linked: Linked, each: LinkedRow, field: str, kind: str) -> bool:
    """Whether a field is blank, or is a name that only stands in for one."""
    is_stand_in = field == "name" and kind in PHONED and stands_in(linked.together(each))
    return is_stand_in or _is_blank(linked, each, field)


def _is_all_blank(linked: Linked, each: LinkedRow, group: Group) -> bool:
    return all(_is_blank(linked, each, field) for field in group)


def _is_blank(linked: Linked, each: LinkedRow, field: str) -> bool:
    """Whether nothing stands there and nothing is known; what could not be read has a finding of its own."""
    return (
        getattr(each.record, field) is None
        and getattr(linked.together(each), field) is None
        and not any(typed == field for typed, _text in each.row.typed)
    )
