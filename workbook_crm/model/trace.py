"""Where each value of a record came from: workbook, sheet, cell and sender, and what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbook_crm.model.columns import Column, Value
from workbook_crm.model.history import LogEntry
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.place import column_letters
from workbook_crm.model.run import ColumnReceipt, SheetReceipt
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.undone import Undos

KEPT = "extra."
"""Before the header of a column that we do not know, in place of a field."""
_BESIDE = "follow_ups."
_CALLED = ("name", "number")
"""What a cell that refers to a record tells of it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value that a field has or had, and what wrote it. Without a receipt nobody knows."""

    value: Value
    receipt: str | None = None
    file: str = ""
    sheet: str = ""
    cell: str | None = None
    """`F7`; None where the value follows from a whole row, or from an undo."""
    row: int | None = None
    sender: str | None = None
    time: datetime | None = None
    undone_by: str | None = None
    """The undo that took it back."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One field with the value that it has, and all that it ever had."""

    field: str
    """Its code; of a column that we do not know, `extra.` and its header."""
    name: Name
    now: Origin
    before: tuple[Origin, ...]
    """The newest first."""


Sheets = Mapping[str, Sequence[SheetReceipt]]
"""By receipt: how the sheets of its workbook were understood."""
NO_SHEETS: Sheets = {}


def trace(
    kind: str,
    now: Mapping[str, Value],
    kept: Mapping[str, str],
    log: Sequence[LogEntry],
    sheets: Sheets,
    undos: Undos,
) -> tuple[Traced, ...]:
    """Every field of a record that has a value, or had one.

    `now`: its fields as they are; `kept`: its unknown columns; `log`: its changes, the oldest first.
    """
    tracing = _Tracing(kind, log, sheets, undos)
    known = (tracing.field(each, now.get(each.field)) for each in SHEET_OF[kind].visible)
    headers = dict.fromkeys((*(header for each in log for header in each.kept_after), *kept))
    unknown = (tracing.kept(header, kept.get(header)) for header in headers)
    return tuple(each for each in (*known, *unknown) if each is not None)


class _Tracing:
    """Walks the log of one record from its newest change to its first."""

    def __init__(self, kind: str, log: Sequence[LogEntry], sheets: Sheets, undos: Undos) -> None:
        self._kind, self._sheets, self._undos = kind, sheets, undos
        self._log = tuple(reversed(log))

    def field(self, column: Column, now: Value) -> Traced | None:
        """One of the columns that we know."""
        name = column.field
        said = [(each, each.after[name]) for each in self._log if name in each.after]
        return self._traced(name, column.name, now, said)

    def kept(self, header: str, now: str | None) -> Traced | None:
        """A column that we do not know."""
        said = [(each, each.kept_after[header]) for each in self._log if header in each.kept_after]
        return self._traced(KEPT + header, Name(header, header), now, said)

    def _traced(
        self, name: str, title: Name, now: Value, said: Sequence[tuple[LogEntry, Value]]
    ) -> Traced | None:
        if now is None and not said:
            return None
        at = self._present(now, said)
        told = [self._origin(name, each, value) for each, value in said]
        before = (
            one
            for nth, one in enumerate(told)
            if nth != at and said[nth][0].revision not in self._undos.undoes
        )
        return Traced(name, title, Origin(now) if at is None else told[at], tuple(before))

    def _present(self, now: Value, said: Sequence[tuple[LogEntry, Value]]) -> int | None:
        """Which of the writes a value is: the last that holds; what follows from an undo has no other."""
        holding = (nth for nth, (each, _) in enumerate(said) if self._holds(each))
        last = next(holding, None)
        if last is not None and said[last][1] == now:
            return last
        return next((nth for nth, (_, value) in enumerate(said) if value == now), None)

    def _holds(self, each: LogEntry) -> bool:
        return self._undos.holds(each.revision, each.written_in)

    def _origin(self, name: str, each: LogEntry, value: Value) -> Origin:
        return Origin(
            value,
            each.receipt,
            each.file,
            each.sheet,
            self._cell(name, each),
            each.row or None,
            each.sender,
            each.received,
            self._undone_by(each),
        )

    def _undone_by(self, each: LogEntry) -> str | None:
        by = self._undos.holding
        undo = by.get(each.revision) or by.get(each.written_in)
        return f"R-{undo:06d}" if undo else None

    def _cell(self, name: str, each: LogEntry) -> str | None:
        return cell_of(self._sheets, self._kind, name, each)


def cell_of(sheets: Sheets, kind: str, name: str, each: LogEntry) -> str | None:
    """The cell that a change of a field stands in; None where it follows from a whole row."""
    sheet = table_of(sheets.get(f"R-{each.written_in:06d}", ()), kind, each)
    return cell_in(sheet, kind, name, each) if sheet else each.cell


def table_of(sheets: Iterable[SheetReceipt], kind: str, entry: LogEntry) -> SheetReceipt | None:
    """The table in which a row stands: the nearest one above it, of the record's kind where there are two."""
    above = [each for each in sheets if each.sheet == entry.sheet and each.header_row < entry.row]
    return max(above, key=lambda each: (each.header_row, each.kind == kind), default=None)


def cell_in(sheet: SheetReceipt, kind: str, name: str, entry: LogEntry) -> str | None:
    """The cell of a row that tells a field of a record; None where no single one does."""
    column = next(_columns(sheet, kind, name, entry), None)
    if column is None:
        return None
    letters = re.sub(r"\d", "", column.cell)
    return f"{letters}{entry.row}"


def _columns(sheet: SheetReceipt, kind: str, name: str, entry: LogEntry) -> Iterator[ColumnReceipt]:
    if name.startswith(KEPT):
        yield from (each for each in sheet.columns if each.field is None and KEPT + each.header == name)
        return
    if entry.column is not None:
        yield from _of_contact(sheet, name, entry.column)
        return
    if sheet.kind == kind:
        yield from (each for each in sheet.columns if each.field == name)
        beside = [each for each in sheet.columns if each.field == _BESIDE + name]
        yield from beside if len(beside) == 1 else ()
    elif name in _CALLED:
        refers = [each.field for each in SHEET_OF[sheet.kind].visible if kind in each.refers]
        yield from (each for each in sheet.columns if each.field in refers)
    elif name == "next_follow_up" and sheet.kind == "follow_ups":
        yield from (each for each in sheet.columns if each.field == name)


def _of_contact(sheet: SheetReceipt, name: str, column: int) -> Iterator[ColumnReceipt]:
    """The columns of the contact beside a record that stands in a column."""
    letters = column_letters(column)
    group = next((each.group for each in sheet.columns if re.sub(r"\d", "", each.cell) == letters), None)
    yield from (each for each in sheet.columns if each.group == group and each.field == _BESIDE + name)


def of_field(traced: Iterable[Traced], wanted: str) -> tuple[Traced, ...]:
    """What is traced of one field, named by its code, its column or the header of an unknown one."""
    key = search_key(wanted)
    return tuple(
        each
        for each in traced
        if key
        in {
            search_key(one) for one in (each.field, each.field.removeprefix(KEPT), each.name.zh, each.name.en)
        }
    )
