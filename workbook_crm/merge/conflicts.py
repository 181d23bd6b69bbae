"""Cells that would undo what somebody wrote since: not taken, but shown, until the sender insists.

A workbook has a base where it is known how the store was when its cells were written: the same bytes were
taken before, or an answer of ours comes back whose conflicts were left open. A cell that says what its base
said, and not what the store says now, is a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from workbook_crm.merge.encode import plain
from workbook_crm.merge.steps import says
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.columns import Column, with_values
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.held import Held
from workbook_crm.model.history import LogEntry
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.place import Place
from workbook_crm.model.replies import INSIST, Block, Question, Reply, choice_of
from workbook_crm.model.rules.trade import CONFLICT
from workbook_crm.model.run import Receipt

_KEPT = "extra:"
"""Before the header of a column that we do not know, in place of a field."""
_BLANK = Name("空白", "blank")
_NOBODY = Name("未署名的人", "somebody without a name")
_UNKNOWN = Name("不详", "not known")
_YES = Name("是", "yes")
_NO = Name("否", "no")
_INSISTED = frozenset({INSIST.zh, INSIST.en})


class Asked(NamedTuple):
    """A conflict that an answer of ours showed: how cell and store were then, and where that came from."""

    copy: str
    now: str
    receipt: str
    sent: str


@dataclass(frozen=True, slots=True)
class Base:
    """How a workbook's values were when they were sent before."""

    sendings: tuple[Receipt, ...] = ()
    """The receipts under which the very same bytes were taken, oldest first."""
    replies: tuple[Reply, ...] = ()
    batch: Batch | None = None
    settled: frozenset[tuple[str, int]] = frozenset()
    """The rows of these bytes that were rejected at first, and taken by themselves since."""

    @property
    def first(self) -> Receipt:
        """The receipt under which these bytes first did something."""
        return next((each for each in self.sendings if not each.is_all_held), self.sendings[-1])

    @property
    def held(self) -> frozenset[tuple[str, int]]:
        """The rows of these bytes whose record was never taken."""
        if self.batch is None:
            return frozenset()
        return (
            frozenset.intersection(*(Held(self.batch, each.findings).records for each in self.sendings))
            - self.settled
        )

    @property
    def asked(self) -> Mapping[tuple[str, ...], tuple[Asked, bool]]:
        """By (kind, id, field): what was shown of each open conflict, and whether the sender insists."""
        own = [each for each in self.replies if each.question.block is Block.CONFLICTS]
        is_all = any(each.choice for each in own if not each.question.facts)
        return {
            facts[:3]: (Asked(*facts[3:]), is_all if choice is None else choice)
            for (_, facts), choice in own
            if len(facts) == len(Asked._fields) + 3
        }


class Conflict(NamedTuple):
    """One cell in conflict: what it says, and what the store says now."""

    row: LinkedRow
    field: str
    copy: Any
    now: Any
    sent: str
    receipt: str

    @property
    def target(self) -> Target:
        return Target(self.row.table.kind, self.row.id)

    @property
    def question(self) -> Question:
        """The conflict as a question to the sender."""
        kind, record_id = self.target
        then = (_text(self.copy), _text(self.now), self.receipt, self.sent)
        return Question(Block.CONFLICTS, (kind, str(record_id), self.field, *then))


def conflicts_in(linked: Linked, sent: Batch, base: Base) -> tuple[Conflict, ...]:
    """The cells of a linked batch that are in conflict; `sent` is the batch as it was read."""
    if base.sendings:
        return tuple(_of_same_bytes(linked, sent, base))
    return tuple(_left_open(linked, sent, base)) if base.asked else ()


def _of_same_bytes(linked: Linked, sent: Batch, base: Base) -> Iterator[Conflict]:
    held, first = base.held, base.first
    day = first.arrival.received.date().isoformat()
    for each in _known_rows(linked, sent):
        if (each.table.sheet, each.row.row) not in held:
            for field, copy, now in _differing(linked, each, _as_read(sent, each)):
                yield Conflict(each, field, copy, now, day, first.id)


def _left_open(linked: Linked, sent: Batch, base: Base) -> Iterator[Conflict]:
    """The conflicts that were shown and not decided: a cell that was changed since is a decision too."""
    asked = base.asked
    records = {each[:2] for each in asked}
    for each in _known_rows(linked, sent):
        if (each.table.kind, str(each.id)) not in records:
            continue
        is_row_insisted = _insists(each.row)
        for field, copy, now in _differing(linked, each, _as_read(sent, each)):
            shown, is_insisted = asked.get((each.table.kind, str(each.id), field), (None, False))
            if shown is None or shown.copy != _text(copy):
                continue
            if not ((is_insisted or is_row_insisted) and shown.now == _text(now)):
                yield Conflict(each, field, copy, now, shown.sent, shown.receipt)


def _insists(row: Sourced[Any]) -> bool:
    return any(header in _INSISTED and choice_of(text) for header, text in row.record.extra)


def _known_rows(linked: Linked, sent: Batch) -> Iterator[LinkedRow]:
    """The rows of the sender's own tables that are a record already."""
    for position in range(len(sent.tables)):
        yield from (each for each in linked.rows(position) if each.known is not None)


def _as_read(sent: Batch, each: LinkedRow) -> Sourced[Any]:
    return sent.tables[each.position].rows[each.nth]


def _differing(linked: Linked, each: LinkedRow, read: Sourced[Any]) -> Iterator[tuple[str, Any, Any]]:
    """(field, what the row says, what is known) of every cell that the store does not bear out."""
    for column in each.table.of.visible:
        field = column.field
        if column.computed or field not in each.table.columns or not says(read, field):
            continue
        copy, now = getattr(read.record, field), getattr(each.known, field)
        if not _is_same(linked, each, field, copy, now):
            yield field, copy, now
    known = dict(each.known.extra)
    for header, text in read.record.extra:
        if header not in _INSISTED and known.get(header, text) != text:
            yield _KEPT + header, text, known[header]


def _is_same(linked: Linked, each: LinkedRow, field: str, copy: Any, now: Any) -> bool:
    """Whether a cell says what is known: as written, as settled, as what it refers to, or as planned."""
    if now in (copy, getattr(each.record, field)):
        return True
    if field == "next_follow_up" and copy is not None and copy == getattr(each.known, "next_written", None):
        return True
    targets = linked.targets[each.position].get(field)
    meant = targets[each.nth] if targets else None
    record = linked.known(*meant) if meant else None
    return record is not None and getattr(record, "number", None) == now


def as_known(sent: Batch, conflicts: Iterable[Conflict]) -> Batch:
    """The batch as if its cells in conflict said what is known: nothing is written over."""
    tables: defaultdict[int, defaultdict[int, list[Conflict]]] = defaultdict(lambda: defaultdict(list))
    for each in conflicts:
        tables[each.row.position][each.row.nth].append(each)
    return sent.map_tables({at: _table(sent.tables[at], rows) for at, rows in tables.items()})


def without_insisting(sent: Batch) -> Batch:
    """The batch without the sender's column of replies, which is no word about a record."""
    return replace(
        sent, tables=tuple(replace(each, rows=tuple(map(_unsaid, each.rows))) for each in sent.tables)
    )


def _unsaid(row: Sourced[Any]) -> Sourced[Any]:
    extra = tuple(each for each in row.record.extra if each[0] not in _INSISTED)
    is_same = len(extra) == len(row.record.extra)
    return row if is_same else replace(row, record=with_values(row.record, {"extra": extra}))


def _table(table: Table[Any], conflicts: Mapping[int, list[Conflict]]) -> Table[Any]:
    rows = list(table.rows)
    for nth, here in conflicts.items():
        rows[nth] = _row(table, rows[nth], here)
    changed = {rows[nth].row for nth in conflicts}
    taxes = {row: tax for row, tax in table.taxes.items() if row not in changed}
    return replace(table, rows=tuple(rows), taxes=taxes)


def _row(table: Table[Any], row: Sourced[Any], conflicts: list[Conflict]) -> Sourced[Any]:
    """The row with what is known in its cells in conflict, and in what is worked out from them."""
    known = conflicts[0].row.known
    fields = {each.field for each in conflicts if not each.field.startswith(_KEPT)}
    fields |= {column.field for column in table.of.visible if column.computed and says(row, column.field)}
    values = {field: getattr(known, field) for field in fields}
    headers = {each.field.removeprefix(_KEPT) for each in conflicts if each.field.startswith(_KEPT)}
    extra = tuple(each for each in row.record.extra if each[0] not in headers)
    return Sourced(
        with_values(row.record, {**values, "extra": extra}),
        row.row,
        row.erased - fields,
        tuple(each for each in row.typed if each[0] not in fields),
    )


def records_of(conflicts: Iterable[Conflict]) -> Mapping[str, set[int]]:
    """By kind: the ids of the records of which something is in conflict."""
    records: defaultdict[str, set[int]] = defaultdict(set)
    for kind, record_id in {each.target for each in conflicts}:
        records[kind].add(record_id)
    return records


def findings_of(conflicts: Iterable[Conflict], log: Mapping[Target, list[LogEntry]]) -> tuple[Finding, ...]:
    """What is to be said of each conflict, with who wrote what counts now, and when."""
    return tuple(_finding(each, log.get(each.target, [])) for each in conflicts)


def _finding(each: Conflict, log: list[LogEntry]) -> Finding:
    column = each.row.table.of.by_field.get(each.field)
    header = each.field.removeprefix(_KEPT)
    facts: dict[str, Fact] = {
        "column": column.name if column else header,
        "copy": _shown(column, each.copy),
        "sent": date.fromisoformat(each.sent),
        "receipt": each.receipt,
        "now": _shown(column, each.now),
        **_writer(each, log),
        "key": each.question.facts,
    }
    return finding(CONFLICT, _place(each, header if column is None else None), _seen(each.copy), **facts)


def _writer(each: Conflict, log: list[LogEntry]) -> dict[str, Fact]:
    header = each.field.removeprefix(_KEPT)
    wrote = [
        entry
        for entry in log
        if (header in entry.kept_after if header != each.field else each.field in entry.after)
    ]
    if not wrote:
        return {"by": _NOBODY, "when": _UNKNOWN, "file": _UNKNOWN}
    last = wrote[-1]
    return {"by": last.sender or _NOBODY, "when": last.received.date(), "file": last.file}


def _place(each: Conflict, header: str | None) -> Place:
    table, row = each.row.table, each.row.row.row
    if header is None:
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


def _seen(value: Any) -> str:
    return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(plain(value))
