"""Words of fixed lists that none of ours means: the row goes in, its word is kept, and said once.

A list that people have kept for years has states of its own (待审, Sold - Pruitt). Where a known word
stands before what else is said, that is read; else the field stays as it is known, and a new record begins as
all do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.choice_words import fixed_words, meaning_at_head
from workbook_crm.model.columns import Column, Sheet, with_values
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.missing import is_strict
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.workflow import FIRST_STATE

_BLANK = Name("按空白读取", "it was read as blank")


def is_refused(sheet: Sheet[Any], column: Column, settings: Settings) -> bool:
    """Whether a word that is none of a fixed list holds its row: it is needed, or the house is strict."""
    is_needed = any(column.field in group for group in sheet.needed)
    return is_needed or is_strict(sheet, column.field, settings)


def without_unknown(table: Table[Any], settings: Settings, found: list[Finding]) -> Table[Any]:
    """The table without words that are none of a fixed list, each kept with its record.

    `found` gets what is to be said of them.
    """
    for column in table.of.visible:
        if column.options and not column.fallback and not is_refused(table.of, column, settings):
            table = _settled(table, column, settings, found)
    return table


def _settled(table: Table[Any], column: Column, settings: Settings, found: list[Finding]) -> Table[Any]:
    codes = {None, *(option.code for option in column.options)}
    unknown = {getattr(row.record, column.field) for row in table.rows} - codes
    if not unknown:
        return table
    words = fixed_words(column.options, settings.choices.get(column.field, {}))
    means = {text: meaning_at_head(words, text) for text in unknown}
    header = next((each.text for each in table.headings if each.field == column.field), column.name.zh)
    rows = tuple(_kept(row, column.field, header, means) for row in table.rows)
    found.extend(_said(table, column, means))
    return replace(table, rows=rows)


def _kept(row: Sourced[Any], field: str, header: str, means: dict[Any, str | None]) -> Sourced[Any]:
    """The row with the value that its word means, and the word among what is kept as it is."""
    text = getattr(row.record, field)
    if text not in means:
        return row
    extra = (*row.record.extra, (header, text))
    return replace(row, record=with_values(row.record, {field: means[text], "extra": extra}))


def _said(table: Table[Any], column: Column, means: dict[Any, str | None]) -> Iterator[Finding]:
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        if (text := getattr(row.record, column.field)) in means:
            rows.setdefault(text, []).append(row.row)
    named = {option.code: option.name for option in column.options}
    for text, at in rows.items():
        code, place = means[text], table.place(at[0], column.field)
        facts: dict[str, Fact] = {"column": column.name, "allowed": tuple(named.values())}
        if code is not None:
            yield finding(trade.NEWS_READ_AS, place, text, option=named[code], **facts)
        else:
            treated = _treated(table.kind, column, named)
            yield finding(trade.UNKNOWN_WORD, place, text, rows=len(at), treated=treated, **facts)


def _treated(kind: str, column: Column, named: dict[str, Name]) -> Name:
    first = named.get(FIRST_STATE.get(kind, "")) if column.field == "state" else None
    if first is None:
        return _BLANK
    return Name(
        f"新记录按“{first.zh}”入库，已有的记录不变",
        f"a new record begins as “{first.en}”, and a known one stays as it is",
    )
