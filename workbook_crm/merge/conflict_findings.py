"""What is said of cells that are not taken as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.merge.conflicts import writer_of
from workbook_crm.merge.doubts import (
    Cell,
    Outcome,
    Sent,
    as_text,
)
from workbook_crm.model.columns import Column
from workbook_crm.model.file_lines import KEPT, NO_BASE
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.history import LogEntry
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Target
from workbook_crm.model.place import Place
from workbook_crm.model.rules import lists
from workbook_crm.model.rules.trade import CONFLICT

_BLANK = Name("空白", "blank")
_NOBODY = Name("未署名的人", "somebody without a name")
_UNKNOWN = Name("不详", "not known")
_YES = Name("是", "yes")
_NO = Name("否", "no")


def findings_of(
    cells: Iterable[Cell], base: Sent, log: Mapping[Target, Sequence[LogEntry]]
) -> Iterator[Finding]:
    """What is to be said of each cell that is not taken, with who wrote what counts now, and when."""
    closed: set[Target] = set()
    told = base.told_in
    for each in cells:
        of_record = log.get(each.target, ())
        if each.outcome is Outcome.BLANK:
            continue  # said once a column
        if each.outcome is Outcome.LEFT:
            yield finding(lists.QUANTITY_ZERO, _place(each, *_column(each)), as_text(each.copy))
            continue
        if each.outcome is Outcome.CONFLICT:
            if each.closed_by and each.target not in closed:
                closed.add(each.target)
                yield _closed(each, each.closed_by, of_record)
            yield _conflict(each, of_record, told.get(each.question.facts[:5], ""))
        elif each.outcome is Outcome.BOTH or _is_told(each, base, of_record):
            rule = lists.REMARK_APPENDED if each.outcome is Outcome.BOTH else lists.UPDATED_SINCE
            column, header = _column(each)
            facts = {"column": column.name if column else header, "copy": _shown(column, each.copy)}
            facts |= {"now": _shown(column, each.now), **_writer(each.field, of_record)}
            yield finding(rule, _place(each, column, header), as_text(each.copy), **facts)


def _is_told(each: Cell, base: Sent, log: Sequence[LogEntry]) -> bool:
    """Whether it is news to the sender that a cell of his is not what it was."""
    wrote = writer_of(each.field, log)
    is_others = wrote is None or wrote.sender is None or wrote.sender != base.sender
    return each.is_news and (is_others or each.is_older)


def _conflict(each: Cell, log: Sequence[LogEntry], told_in: str) -> Finding:
    """A conflict; `told_in`: the receipt under which it was told before, if it was."""
    column, header = _column(each)
    facts: dict[str, Fact] = {
        "column": column.name if column else header,
        "copy": _shown(column, each.copy),
        "before": _before(each, column),
        "now": _shown(column, each.now),
        **_writer(each.field, log),
        "key": each.question.facts,
        **({"told": told_in} if told_in else {}),
    }
    return finding(CONFLICT, _place(each, column, header), as_text(each.copy), **facts)


def _before(each: Cell, column: Column | None) -> Name:
    """What is known of the cell's past: when it was sent like this, or what its list said the last time."""
    if each.receipt:
        return Name(
            f"{each.sent} 已这样发过，导入回执 {each.receipt}",
            f"as sent on {each.sent}, receipt {each.receipt}",
        )
    if each.was == NO_BASE:
        return Name("这张表第一次写这一格", "this list says so for the first time")
    was = _shown(column, each.was)
    zh, en = (was.zh, was.en) if isinstance(was, Name) else (str(was), str(was))
    return Name(f"上次发的是 {zh}", f"the last time it was {en}")


def _closed(each: Cell, field: str, log: Sequence[LogEntry]) -> Finding:
    """Why nothing of a row is taken: who closed its record, or took it over."""
    known, table = each.row.known, each.row.table
    now = _shown(table.of.by_field[field], getattr(known, field))
    called = " ".join(filter(None, (known.number, known.name)))
    place = table.place(each.row.row.row, each.field if each.field in table.columns else None)
    return finding(
        lists.CLOSED_SINCE, place, as_text(each.copy), known=called, now=now, **_writer(field, log)
    )


def _writer(field: str, log: Sequence[LogEntry]) -> dict[str, Fact]:
    last = writer_of(field, log)
    if last is None:
        return {"by": _NOBODY, "when": _UNKNOWN, "file": _UNKNOWN}
    return {"by": last.sender or _NOBODY, "when": last.received.date(), "file": last.file}


def _column(each: Cell) -> tuple[Column | None, str]:
    """The column of a cell, where we know it, and its header otherwise."""
    return each.row.table.of.by_field.get(each.field), each.field.removeprefix(KEPT)


def _place(each: Cell, known: Column | None, header: str) -> Place:
    table, row = each.row.table, each.row.row.row
    if known is not None:
        return table.place(row, each.field)
    column = next((one.column for one in table.headings if one.text == header), None)
    return Place(table.file, table.sheet, row, column)


def _shown(column: Column | None, value: Any) -> Fact:
    """A value as a person would read it in a cell."""
    if value is None or value == "":
        return _BLANK
    if isinstance(value, bool):
        return _YES if value else _NO
    options = {option.code: option.name for option in column.options} if column else {}
    return options.get(value, value) if isinstance(value, str) else value
