"""Where a workbook and the store differ, cell by cell: whose word counts, by what the list last had applied.

b is the base of a cell, s what it says, t what the store has now. s = b: somebody else's t stays. s differs
from b, and nobody else wrote since: s is taken. All three differ: a conflict, shown and not written, until
the sender insists. Without a base a blank is filled, and another sender's value is never overwritten.
Bytes that were taken before are their own base, and every cell that differs is asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from workbook_crm.merge.encode import plain
from workbook_crm.merge.steps import says
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.columns import Column, with_values
from workbook_crm.model.file_lines import ERASED, KEPT, NO_BASE, Base, said_cell
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.held import Held
from workbook_crm.model.history import LogEntry
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.place import Place
from workbook_crm.model.replies import (
    ADDING,
    DELETING,
    INSISTING,
    Block,
    Question,
    Reply,
    says_yes,
)
from workbook_crm.model.rules import lists
from workbook_crm.model.rules.trade import CONFLICT
from workbook_crm.model.run import Receipt
from workbook_crm.model.workflow import OPEN_STATES

_BLANK = Name("空白", "blank")
_NOBODY = Name("未署名的人", "somebody without a name")
_UNKNOWN = Name("不详", "not known")
_YES = Name("是", "yes")
_NO = Name("否", "no")
_REPLIES = INSISTING
_LINE_REPLIES = INSISTING | DELETING | ADDING
GROUPS: Mapping[str, tuple[frozenset[str], ...]] = {
    "opportunity_lines": (frozenset({"unit_price", "discount", "quantity", "periods"}),),
    "opportunities": (frozenset({"state", "loss_reason", "summary", "competitor"}),),
    "leads": (frozenset({"state", "invalid_reason"}),),
    "customers": (frozenset({"state", "invalid_reason"}),),
    "follow_ups": (frozenset({"next_follow_up", "plan"}),),
    "catalog": (frozenset({"kind", "deposit"}), frozenset({"unit_price", "floor_price", "billing_period"})),
}
"""Fields that only make sense together: a conflict in one is a conflict of all that were written with it."""
_APPENDED = frozenset({"remark"})
"""Fields in which what two people added is kept, one after the other."""
_BETWEEN = " \n；;，,。"
"""Between the parts of a remark."""
Written = Mapping[int, frozenset[str]]
"""By record: the fields, or `KEPT` and headers, that were written by others."""
NOTHING_WRITTEN: Written = {}


class Asked(NamedTuple):
    """A conflict that an answer of ours showed: how cell and store were then, and where that came from."""

    copy: str
    now: str
    receipt: str
    sent: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How a workbook was sent before, and what others have written since."""

    sendings: tuple[Receipt, ...] = ()
    """The receipts under which the very same bytes were taken, oldest first."""
    replies: tuple[Reply, ...] = ()
    batch: Batch | None = None
    settled: frozenset[tuple[str, int]] = frozenset()
    """The rows of these bytes that were rejected at first, and taken by themselves since."""
    sender: str | None = None
    is_asked: bool = False
    """Whether a list that is sent for the first time never writes over what another sender wrote."""
    not_theirs: frozenset[str] = frozenset()
    """Kinds that are not the sender's to change: that is said of each row."""
    day: date | None = None
    damaged: frozenset[int] = frozenset()
    """The positions of tables of which nothing is taken: their cells are in the wrong rows."""
    written: Mapping[int, Written] = field(default_factory=dict)
    """By position of a table: what others have written since its list was sent last."""

    @property
    def first(self) -> Receipt:
        """The receipt under which these bytes first did something."""
        return next((each for each in self.sendings if not each.is_all_held), self.sendings[-1])

    @property
    def held(self) -> frozenset[tuple[str, int]]:
        """The rows of these bytes whose record was never taken."""
        if not self.sendings or self.batch is None:
            return frozenset()
        rejected = (Held(self.batch, each.findings).records for each in self.sendings)
        return frozenset.intersection(*rejected) - self.settled

    @property
    def asked(self) -> Mapping[tuple[str, ...], tuple[Asked, bool]]:
        """By (kind, id, field): what was shown of each open conflict, and whether the sender insists."""
        own = [each for each in self.replies if each.question.block is Block.CONFLICTS]
        is_all = any(each.choice for each in own if not each.question.facts)
        return {
            facts[:3]: (Asked(*facts[3:]), is_all if choice is None else choice)
            for (_, facts), choice, _ in own
            if len(facts) == len(Asked._fields) + 3
        }


class Outcome(Enum):
    """Whose word counts in a cell in which workbook and store differ."""

    CONFLICT = "conflict"
    KEPT = "kept"
    """The workbook says what it said before: the store's."""
    BOTH = "both"
    """What the sender added goes behind what somebody else added."""
    LEFT = "left"
    """A quantity of nothing: it takes no line back, and changes none."""
    BLANK = "blank"
    """One of many blanks, which are hardly meant: what is known stays."""


class Cell(NamedTuple):
    """One cell that is not taken as it stands."""

    row: LinkedRow
    field: str
    copy: Any
    now: Any
    outcome: Outcome
    value: Any
    """What counts."""
    is_news: bool = False
    """Whether what the store has was written since the list was sent last."""
    sent: str = ""
    receipt: str = ""
    """Of a conflict: when, and under which receipt, its value was sent before."""
    was: Any = NO_BASE
    """What the list last had applied."""
    closed_by: str | None = None
    """The field by which somebody else closed the whole record to its sender."""

    @property
    def target(self) -> Target:
        return Target(self.row.table.kind, self.row.id)

    @property
    def question(self) -> Question:
        """The conflict as a question to the sender."""
        kind, record_id = self.target
        then = (_text(self.copy), _text(self.now), self.receipt, self.sent)
        return Question(Block.CONFLICTS, (kind, str(record_id), self.field, *then))


class Differing(NamedTuple):
    """A row in doubt: some of its cells say otherwise than the store."""

    row: LinkedRow
    read: Sourced[Any]
    """As it was read."""
    settled: Sourced[Any]
    """With its words looked up."""
    cells: tuple[tuple[str, Any, Any], ...]
    """(field, what it says, what is known)"""

    @property
    def target(self) -> Target:
        return Target(self.row.table.kind, self.row.id)


def in_doubt(linked: Linked, sent: Batch, settled: Batch, base: Sent) -> list[Differing]:
    """The rows whose cells have to be compared: the store may have a later word on them than their sender.

    `sent` is the batch as it was read, `settled` with its words looked up, `linked` priced.
    """
    doubts = _Doubts(base)
    found = []
    for position, table in enumerate(sent.tables):
        if not doubts.concern_any(linked, position):
            continue
        for each in linked.rows(position):
            if each.known is not None and doubts.concern(linked, each):
                read = table.rows[each.nth]
                cells = tuple(_differing(linked, each, read))
                if cells:
                    found.append(Differing(each, read, settled.tables[position].rows[each.nth], cells))
    return found


def blanks_in(linked: Linked, left: Mapping[int, Mapping[str, Sequence[int]]]) -> Iterator[Cell]:
    """The cells of known rows that are blank and erase nothing; `left`: by position and field, their rows."""
    for position, columns in left.items():
        rows = linked.rows(position)
        for name, blank in columns.items():
            for each in map(rows.__getitem__, blank):
                if each.known is not None:
                    now = getattr(each.known, name)
                    yield Cell(each, name, None, now, Outcome.BLANK, now)


def zeros_in(linked: Linked) -> Iterator[Cell]:
    """The cells of known lines that say a quantity of nothing."""
    for each in linked.rows_of("opportunity_lines"):
        if each.known is not None and each.row.record.quantity == 0:
            now = each.known.quantity
            yield Cell(each, "quantity", each.row.record.quantity, now, Outcome.LEFT, now)


class _Doubts:
    """Tells rows that nobody else can have written on from the others, cheaply."""

    def __init__(self, base: Sent) -> None:
        self._base = base
        self._asked = {each[:2] for each in base.asked}
        self._held = base.held
        self._new_columns: dict[int, bool] = {}

    def concern_any(self, linked: Linked, position: int) -> bool:
        """Whether any row of a table may be in doubt."""
        pairs = linked.pairs.get(position)
        if linked.batch.tables[position].kind in self._base.not_theirs or position in self._base.damaged:
            return False
        if self._base.sendings or self._asked:
            return True
        if pairs is None or pairs.line is None:
            return self._base.is_asked
        if self._base.written.get(position) or pairs.line.base.open:
            return True
        columns, base = linked.batch.tables[position].columns, pairs.line.base.columns
        return self._base.is_asked and (None in pairs.rows or any(name not in base for name in columns))

    def concern(self, linked: Linked, each: LinkedRow) -> bool:
        """Whether a row may be in doubt."""
        if self._base.sendings:
            return (each.table.sheet, each.row.row) not in self._held
        if self._asked and (each.table.kind, str(each.id)) in self._asked:
            return True
        pairs = linked.pairs.get(each.position)
        row = pairs.base_row(each.nth) if pairs else None
        if pairs is None or pairs.line is None or row is None or pairs.record(each.nth) != each.id:
            return self._base.is_asked and each.record != each.known
        written = self._base.written.get(each.position, NOTHING_WRITTEN)
        if each.id in written or row in pairs.line.base.open:
            return True
        return self._base.is_asked and self._has_new_columns(each, pairs.line.base)

    def _has_new_columns(self, each: LinkedRow, base: Base) -> bool:
        """Whether the list has columns that it did not have before."""
        if each.position not in self._new_columns:
            new = any(field not in base.columns for field in each.table.columns)
            self._new_columns[each.position] = new
        return self._new_columns[each.position] and each.record != each.known


def cells_in(
    doubts: Iterable[Differing], linked: Linked, base: Sent, log: Mapping[Target, Sequence[LogEntry]]
) -> tuple[Cell, ...]:
    """The cells that are not taken as they stand."""
    asked = base.asked
    return tuple(
        cell for each in doubts for cell in _Row(each, linked, base, asked, log.get(each.target, ())).cells()
    )


class _Row:
    """One row in doubt, decided cell by cell and then group by group."""

    def __init__(
        self,
        each: Differing,
        linked: Linked,
        base: Sent,
        asked: Mapping[tuple[str, ...], tuple[Asked, bool]],
        log: Sequence[LogEntry],
    ) -> None:
        self._each, self._base, self._asked, self._log = each, base, asked, log
        position, nth = each.row.position, each.row.nth
        pairs = linked.pairs.get(position)
        self._nth = pairs.base_row(nth) if pairs and pairs.record(nth) == each.row.id else None
        self._line = pairs.line if pairs and self._nth is not None else None
        self._news = base.written.get(position, NOTHING_WRITTEN).get(each.row.id, frozenset())
        is_open = self._line.base.open.get(self._nth or 0, frozenset()) if self._line else frozenset()
        self._foreign = self._news | is_open
        others = {name for name in self._foreign if self._is_others(name)}
        self._closed_by = self._closed(others)
        self._contested = _with_groups(each.row.table.kind, others)

    def cells(self) -> Iterator[Cell]:
        """The cells of the row that are not taken as they stand."""
        outcomes = {name: self._outcome(name, copy, now) for name, copy, now in self._each.cells}
        asked = [name for name, outcome in outcomes.items() if outcome is Outcome.CONFLICT]
        together = _with_groups(self._each.row.table.kind, asked)
        for name, copy, now in self._each.cells:
            outcome = outcomes[name]
            if outcome is None and name in together and not self._is_decided(name, copy, now):
                outcome = Outcome.CONFLICT
            if outcome is not None:
                yield self._cell(name, copy, now, outcome)

    def _outcome(self, name: str, copy: Any, now: Any) -> Outcome | None:
        shown, is_insisted = self._asked.get(self._key(name), (None, False))
        if shown is not None:
            if shown.copy != _text(copy):
                return None  # another value is a decision too
            is_seen = shown.now == _text(now)
            return None if is_seen and (is_insisted or _insists(self._each.read)) else Outcome.CONFLICT
        if self._base.sendings:
            return Outcome.CONFLICT
        if _insists(self._each.read):
            return None
        return self._by_line(name, now)

    def _by_line(self, name: str, now: Any) -> Outcome | None:
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        if was == NO_BASE:
            is_free = now in (None, "") or not self._base.is_asked or not self._is_others(name)
            return None if is_free else Outcome.CONFLICT
        says_now = said_cell(self._each.settled, name)
        if says_now == was:
            return Outcome.KEPT if name in self._foreign else None
        if name not in self._contested and self._closed_by is None:
            return None
        return Outcome.BOTH if self._appended(name) is not None else Outcome.CONFLICT

    def _is_decided(self, name: str, copy: Any, now: Any) -> bool:
        """Whether the sender has the last word in a cell of a group of which another cell is in conflict."""
        shown, is_insisted = self._asked.get(self._key(name), (None, False))
        is_edited = shown is not None and shown.copy != _text(copy)
        return is_edited or is_insisted or _insists(self._each.read) or now in (None, "")

    def _key(self, name: str) -> tuple[str, ...]:
        return self._each.row.table.kind, str(self._each.row.id), name

    def _writer(self, name: str) -> LogEntry | None:
        return writer_of(name, self._log)

    def _is_others(self, name: str) -> bool:
        """Whether somebody else than the sender wrote a field last; all who have no name are one."""
        wrote = self._writer(name)
        if wrote is None:
            return False
        return wrote.sender != self._base.sender

    def _closed(self, others: set[str]) -> str | None:
        """The field by which somebody else closed the record to its sender, or gave it to another."""
        known, kind = self._each.row.known, self._each.row.table.kind
        state = getattr(known, "state", None)
        if "state" in others and kind in OPEN_STATES and state not in (*OPEN_STATES[kind], "paused", None):
            return "state"
        owner = getattr(known, "owner", None)
        return "owner" if "owner" in others and owner not in (None, self._base.sender) else None

    def _appended(self, name: str) -> str | None:
        """What both added to a text, the sender's behind; None where one of them changed what was there."""
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        says_now, now = said_cell(self._each.settled, name), getattr(self._each.row.known, name, None)
        if (
            name not in _APPENDED
            or was == NO_BASE
            or not isinstance(says_now, str)
            or not isinstance(now, str)
        ):
            return None
        before = was if isinstance(was, str) else ""
        if says_now == ERASED or not says_now.startswith(before) or not _has_all(now, before):
            return None
        added = says_now.removeprefix(before).strip(_BETWEEN)
        by = " ".join(filter(None, (self._base.day.isoformat() if self._base.day else "", self._base.sender)))
        return now if added in now else f"{now}\n{by}：{added}"

    def _cell(self, name: str, copy: Any, now: Any, outcome: Outcome) -> Cell:
        shown, _ = self._asked.get(self._key(name), (None, False))
        value = self._appended(name) if outcome is Outcome.BOTH else now
        if shown is not None:
            sent, receipt = shown.sent, shown.receipt
        elif self._base.sendings:
            first = self._base.first
            sent, receipt = first.arrival.received.date().isoformat(), first.id
        else:
            sent, receipt = "", ""
        was = self._line.base.cell(self._nth, name) if self._line else NO_BASE
        closed_by = self._closed_by if outcome is Outcome.CONFLICT and name != self._closed_by else None
        is_news = name in self._news
        return Cell(self._each.row, name, copy, now, outcome, value, is_news, sent, receipt, was, closed_by)


def _has_all(text: str, before: str) -> bool:
    """Whether a text still has every part of what it was."""
    return all(part in text for part in re.split(f"[{_BETWEEN}]+", before))


def _with_groups(kind: str, names: Iterable[str]) -> frozenset[str]:
    """Fields, and all that only make sense together with them."""
    found = frozenset(names)
    return found.union(*(group for group in GROUPS.get(kind, ()) if group & found))


def writer_of(name: str, log: Sequence[LogEntry]) -> LogEntry | None:
    """The last change of a field, or of a column that we do not know."""
    header = name.removeprefix(KEPT)
    is_kept = header != name
    wrote = (each for each in reversed(log) if (header in each.kept_after if is_kept else name in each.after))
    return next(wrote, None)


def _insists(row: Sourced[Any]) -> bool:
    return says_yes(row.record.extra, INSISTING)


def _replies_of(kind: str) -> frozenset[str]:
    """The headers of the sender's own columns that are replies and no word about a record."""
    return _LINE_REPLIES if kind == "opportunity_lines" else _REPLIES


def _differing(linked: Linked, each: LinkedRow, read: Sourced[Any]) -> Iterator[tuple[str, Any, Any]]:
    """(field, what the row says, what is known) of every cell that the store does not bear out."""
    for column in each.table.of.visible:
        field = column.field
        if column.computed or field == "number" or field not in each.table.columns or not says(read, field):
            continue
        copy, now = getattr(read.record, field), getattr(each.known, field)
        if not _is_same(linked, each, field, copy, now):
            yield field, copy, now
    known = dict(each.known.extra)
    for header, text in read.record.extra:
        if header not in _replies_of(each.table.kind) and known.get(header, text) != text:
            yield KEPT + header, text, known[header]


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


def as_known(sent: Batch, cells: Iterable[Cell]) -> Batch:
    """The batch as if its cells that are not taken said what counts: nothing is written over."""
    tables: defaultdict[int, defaultdict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for each in cells:
        tables[each.row.position][each.row.nth].append(each)
    return sent.map_tables({at: _table(sent.tables[at], rows) for at, rows in tables.items()})


def without_replies(sent: Batch) -> Batch:
    """The batch without the sender's own columns of replies, which are no word about a record."""
    tables = {}
    for nth, table in enumerate(sent.tables):
        headers = _replies_of(table.kind)
        if any(each.text in headers for each in table.headings):
            tables[nth] = replace(table, rows=tuple(_unsaid(row, headers) for row in table.rows))
    return sent.map_tables(tables) if tables else sent


def added_in(sent: Batch) -> frozenset[tuple[int, int]]:
    """(position of the table, row from 0) of lines that stand beside others, as their sender says."""
    return frozenset(
        (position, nth)
        for position, table in enumerate(sent.tables)
        if any(each.text in ADDING for each in table.headings)
        for nth, row in enumerate(table.rows)
        if says_yes(row.record.extra, ADDING)
    )


def _unsaid(row: Sourced[Any], headers: frozenset[str]) -> Sourced[Any]:
    extra = tuple(each for each in row.record.extra if each[0] not in headers)
    is_same = len(extra) == len(row.record.extra)
    return row if is_same else replace(row, record=with_values(row.record, {"extra": extra}))


def _table(table: Table[Any], cells: Mapping[int, list[Cell]]) -> Table[Any]:
    rows = list(table.rows)
    for nth, here in cells.items():
        rows[nth] = _row(table, rows[nth], here)
    changed = {rows[nth].row for nth in cells}
    taxes = {row: tax for row, tax in table.taxes.items() if row not in changed}
    return replace(table, rows=tuple(rows), taxes=taxes)


def _row(table: Table[Any], row: Sourced[Any], cells: list[Cell]) -> Sourced[Any]:
    """The row with what counts in its cells that are not taken, and what is known of computed ones."""
    known = cells[0].row.known
    values = {each.field: each.value for each in cells if not each.field.startswith(KEPT)}
    computed = {column.field for column in table.of.visible if column.computed and says(row, column.field)}
    values |= {field: getattr(known, field) for field in computed}
    headers = {each.field.removeprefix(KEPT) for each in cells if each.field.startswith(KEPT)}
    extra = tuple(each for each in row.record.extra if each[0] not in headers)
    return Sourced(
        with_values(row.record, {**values, "extra": extra}),
        row.row,
        row.erased - values.keys(),
        tuple(each for each in row.typed if each[0] not in values),
    )


def records_of(doubts: Iterable[Differing]) -> Mapping[str, set[int]]:
    """By kind: the ids of the records that rows in doubt are."""
    records: defaultdict[str, set[int]] = defaultdict(set)
    for kind, record_id in {each.target for each in doubts}:
        records[kind].add(record_id)
    return records


def findings_of(
    cells: Iterable[Cell], base: Sent, log: Mapping[Target, Sequence[LogEntry]]
) -> Iterator[Finding]:
    """What is to be said of each cell that is not taken, with who wrote what counts now, and when."""
    closed: set[Target] = set()
    for each in cells:
        of_record = log.get(each.target, ())
        if each.outcome is Outcome.BLANK:
            continue  # said once a column
        if each.outcome is Outcome.LEFT:
            yield finding(lists.QUANTITY_ZERO, _place(each, *_column(each)), _text(each.copy))
            continue
        if each.outcome is Outcome.CONFLICT:
            if each.closed_by and each.target not in closed:
                closed.add(each.target)
                yield _closed(each, each.closed_by, of_record)
            yield _conflict(each, of_record)
        elif each.outcome is Outcome.BOTH or _is_told(each, base, of_record):
            rule = lists.REMARK_APPENDED if each.outcome is Outcome.BOTH else lists.UPDATED_SINCE
            column, header = _column(each)
            facts = {"column": column.name if column else header, "copy": _shown(column, each.copy)}
            facts |= {"now": _shown(column, each.now), **_writer(each.field, of_record)}
            yield finding(rule, _place(each, column, header), _text(each.copy), **facts)


def _is_told(each: Cell, base: Sent, log: Sequence[LogEntry]) -> bool:
    """Whether it is news to the sender that a cell of his is not what it was."""
    wrote = writer_of(each.field, log)
    return each.is_news and (wrote is None or wrote.sender is None or wrote.sender != base.sender)


def _conflict(each: Cell, log: Sequence[LogEntry]) -> Finding:
    column, header = _column(each)
    facts: dict[str, Fact] = {
        "column": column.name if column else header,
        "copy": _shown(column, each.copy),
        "before": _before(each, column),
        "now": _shown(column, each.now),
        **_writer(each.field, log),
        "key": each.question.facts,
    }
    return finding(CONFLICT, _place(each, column, header), _text(each.copy), **facts)


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
    return finding(lists.CLOSED_SINCE, place, _text(each.copy), known=called, now=now, **_writer(field, log))


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


def _text(value: Any) -> str:
    return "" if value is None else str(plain(value))
