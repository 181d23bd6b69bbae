"""Tables of records from text, for the rules that need no workbook, no store and no day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.check.line_keys import keys_of
from workbook_crm.model.batch import Batch, Heading, Sourced, Table
from workbook_crm.model.columns import DATED, NUMERIC, Column, Of
from workbook_crm.model.file_lines import Base, FileLine, LineHead, columns_in, said_cell
from workbook_crm.model.linked import Linked, Target
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored

ERASED = "清空"


def table_of(kind: str, header: str, *rows: str, sheet: str = "表", file: str = "a.xlsx") -> Table[Any]:
    """A table with its header in row 1: `name | phone` are fields, any other word a column that we do not know."""
    of, names = SHEET_OF[kind], cells(header)
    headings = tuple(
        Heading(at, 1, name, name if name in of.by_field else None) for at, name in enumerate(names, 1)
    )
    sourced = tuple(_row(kind, names, cells(row), nth) for nth, row in enumerate(rows, 2))
    return Table(file, sheet, of, 1, headings, sourced, len(sourced))


def record_of(kind: str, header: str, row: str) -> Any:
    """One record of such a table."""
    return table_of(kind, header, row).rows[0].record


def snapshot_of(*tables: Table[Any]) -> Snapshot:
    """A store that has the rows of some tables, numbered from 1 in each."""
    return Snapshot(
        records={
            table.kind: tuple(Stored(nth, row.record) for nth, row in enumerate(table.rows, 1))
            for table in tables
        }
    )


def linked_of(
    *tables: Table[Any],
    ids: Sequence[Sequence[int]] = (),
    targets: Sequence[Mapping[str, tuple[Target | None, ...]]] = (),
    stored: Mapping[str, Mapping[int, Any]] | None = None,
) -> Linked:
    """A batch of tables whose rows are new unless `ids` says otherwise; `stored`: by kind and id, what is known."""
    known = {
        kind: {nth: Stored(nth, record) for nth, record in records.items()}
        for kind, records in (stored or {}).items()
    }
    new = [tuple(range(-1, -1 - len(table.rows), -1)) for table in tables]
    of_rows = tuple(tuple(each) for each in ids) if ids else tuple(new)
    return Linked(Batch("a.xlsx", tables), {}, of_rows, tuple(targets) or ({},) * len(tables), known)


def line_of(table: Table[Any], *, ids: Sequence[int] = (), number: int = 1, **head: Any) -> FileLine:
    """The line of which a table was the last version; its rows are the records 1, 2 … unless said otherwise."""
    return FileLine(head_of(table, number, **head), base_of(table, ids))


def head_of(table: Table[Any], number: int = 1, **head: Any) -> LineHead:
    """What such a line is recognised by."""
    told = {
        "sender": None,
        "kind": table.kind,
        "file": table.file,
        "sheet": table.sheet,
        "receipt": number,
        **head,
    }
    return LineHead(number, **told)


def base_of(table: Table[Any], ids: Sequence[int] = (), gone: Sequence[int] = ()) -> Base:
    """What a table had applied."""
    columns = {name: [said_cell(row, name) for row in table.rows] for name in columns_in(table)}
    return Base(keys_of(table), tuple(ids or range(1, len(table.rows) + 1)), columns, frozenset(gone))


def cells(text: str) -> list[str]:
    """`a | b` as its cells."""
    return [cell.strip() for cell in text.split("|")]


def _row(kind: str, names: Sequence[str], texts: Sequence[str], number: int) -> Sourced[Any]:
    of = SHEET_OF[kind]
    said = [(name, text) for name, text in zip(names, texts, strict=True) if text]
    known = {name: _value(of.by_field[name], text) for name, text in said if name in of.by_field}
    extra = tuple((name, text) for name, text in said if name not in of.by_field)
    erased = frozenset(name for name, text in said if text == ERASED)
    return Sourced(of.record(**known, extra=extra), number, erased)


def _value(column: Column, text: str) -> Any:
    if text == ERASED:
        return None
    if column.of in NUMERIC:
        return Decimal(text)
    if column.of is Of.YES or column.field == "provisional":
        return True
    if column.of in (Of.INTEGER, Of.YEAR):
        return int(text)
    if column.of in DATED:
        return datetime.fromisoformat(text) if ":" in text else date.fromisoformat(text)
    return text
