"""People of whom neither name nor phone is known: called by their mail, WeChat or own number until one is.

What they are called by stands as their name, so that the next list finds them by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.missing import is_strict, stands_in
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED

_BY = ("mail", "wechat")
"""What somebody may be called by, the better first; after them the sender's own number."""


def with_stand_ins(table: Table[Any], settings: Settings) -> Table[Any]:
    """The table with a mail, WeChat or own number as the name where a row has neither name nor phone.

    The very same table where no row lacks both.
    """
    if table.kind not in PHONED or is_strict(table.of, "name", settings) or table.made_by is not None:
        return table
    if not any(map(_is_nameless, table.rows)):
        return table
    rows = tuple(_called(row, table) if _is_nameless(row) else row for row in table.rows)
    return replace(table, rows=rows)


def _is_nameless(row: Sourced[Any]) -> bool:
    record = row.record
    return (
        record.name is None and record.phone is None and not any(f in ("name", "phone") for f, _ in row.typed)
    )


def _called(row: Sourced[Any], table: Table[Any]) -> Sourced[Any]:
    record = row.record
    name = next((value for field in _BY if (value := getattr(record, field))), None) or _own(row, table)
    return row if name is None else replace(row, record=with_values(record, {"name": name}))


def _own(row: Sourced[Any], table: Table[Any]) -> str | None:
    """A number of the sender's own list, where the row says more than that: prepared rows have one, too."""
    number = row.record.number
    if number is None or number.startswith(f"{table.of.prefix}-"):
        return None
    says = any(getattr(row.record, field) is not None for field in table.columns if field != "number")
    return number if says or row.record.extra else None


def without_stand_ins(table: Table[Any], ids: Sequence[int], known: Known) -> Table[Any]:
    """The table without the names that stand in for others, where the records have a name or a phone."""
    rows = (
        _as_known(row, Target(table.kind, each), known) for row, each in zip(table.rows, ids, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _as_known(row: Sourced[Any], target: Target, known: Known) -> Sourced[Any]:
    if target.id < 0 or not stands_in(row.record):
        return row
    met = known.met_first(target)
    is_better_known = met.phone is not None or (met.name is not None and not stands_in(met))
    return replace(row, record=with_values(row.record, {"name": None})) if is_better_known else row


def known_by_mail(kind: str, record: Any, known: Known) -> list[int]:
    """The records that are called by the mail or WeChat of a row."""
    values = (getattr(record, field) for field in _BY)
    found = (each for value in values if value for each in known.by(kind, "name", search_key(value)))
    return [each for each in dict.fromkeys(found) if stands_in(known.met_first(Target(kind, each)))]


def say_stand_ins(table: Table[Any], ids: Sequence[int]) -> Iterator[Finding]:
    """Once a column: by what the new people of a list are called who have neither name nor phone."""
    news = (
        row.record for row, each in zip(table.rows, ids, strict=True) if each < 0 and stands_in(row.record)
    )
    for field, rows in Counter(map(_field, news)).items():
        column = table.of.by_field[field]
        yield finding(trade.CALLED_BY, table.place(table.header_row, field), column=column.name, rows=rows)


def _field(record: Any) -> str:
    return next(field for field in (*_BY, "number") if getattr(record, field) == record.name)
