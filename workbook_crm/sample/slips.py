"""What people do wrong, put into true rows: each slip is one cell, each extra row one record too many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook_crm.model.language import Language
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.sample.table import Teller
from workbook_crm.write_back.shown import Shown, shown

Raw = Shown | float
Row = dict[str, Raw]
"""What stands in a row's cells, by field."""


@dataclass(frozen=True, slots=True)
class Both:
    """What is written in the Chinese and in the English workbook; empty text for a blank cell."""

    zh: str | float
    en: str | float

    def __getitem__(self, language: Language) -> str | float:
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True, slots=True)
class Slip:
    """One cell written otherwise. `row` counts the kind's rows from 1."""

    kind: str
    row: int
    field: str
    written: Both


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """One row too many at the end of a kind: a copy of another, with other cells."""

    kind: str
    like: int
    """The row that it copies, counted from 1."""
    cells: Mapping[str, Both] = field(default_factory=dict)


def rows_of(records: Mapping[str, Sequence[object]], language: Language) -> dict[str, list[Row]]:
    """The cells of records by kind, blank ones left out."""
    return {kind: [_row(kind, record, language) for record in each] for kind, each in records.items()}


def _row(kind: str, record: object, language: Language) -> Row:
    cells = {
        column.field: shown(column, getattr(record, column.field), language)
        for column in SHEET_OF[kind].visible
    }
    return {name: cell for name, cell in cells.items() if cell != ""}


def slip(
    rows: dict[str, list[Row]], slips: Sequence[Slip], extra: Sequence[ExtraRow], teller: Teller
) -> None:
    """Write the slips and extra rows into `rows`."""
    for each in extra:
        cells = {name: _written(value, teller) for name, value in each.cells.items()}
        rows[each.kind].append({**rows[each.kind][each.like - 1], **cells})
    for one in slips:
        rows[one.kind][one.row - 1][one.field] = _written(one.written, teller)


def _written(value: Both, teller: Teller) -> Raw:
    """The cell; `{-3}` in a text is the day three days ago, as people write it."""
    text = value[teller.language]
    if not isinstance(text, str):
        return text
    head, brace, rest = text.partition("{")
    if not brace:
        return text
    offset, _, tail = rest.partition("}")
    day = teller.day(int(offset))
    form = f"{day.year}年{day.month}月{day.day}日" if teller.language is Language.ZH else f"{day:%d %b %Y}"
    return head + form + tail
