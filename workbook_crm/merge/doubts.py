"""Which rows of a workbook are in doubt: the store says otherwise, by whoever it was written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from workbook_crm.merge.encode import plain
from workbook_crm.merge.steps import says
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.file_lines import KEPT, NO_BASE, Base
from workbook_crm.model.held import Held
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.replies import (
    INSISTING,
    Block,
    Question,
    Reply,
    header_key,
    replies_of,
    says_yes,
)
from workbook_crm.model.run import Receipt

Written = Mapping[int, frozenset[str]]
"""By record: the fields, or `KEPT` and headers, that were written by others."""
NOTHING_WRITTEN: Written = {}


Key = tuple[str, ...]
"""What the question of a conflict is about: kind, id, field, and then what `Asked` has."""


class Asked(NamedTuple):
    """A conflict that an answer of ours showed: how cell and store were then, and where that came from."""

    copy: str
    now: str
    receipt: str
    sent: str


def nothing_refused(each: LinkedRow, field: str) -> bool:
    """Of a sender who may change everything: False."""
    return False


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
    is_refused: Callable[[LinkedRow, str], bool] = nothing_refused
    """Whether a row may not change a field of its record at all: that is told, and not asked about."""
    day: date | None = None
    damaged: frozenset[int] = frozenset()
    """The positions of tables of which nothing is taken: their cells are in the wrong rows."""
    written: Mapping[int, Written] = field(default_factory=dict)
    """By position of a table: what others have written since its list was sent last."""
    told: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    """By receipt of its sender's: the conflicts that were told there, as their questions name them."""
    in_line: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    """Those of them that its answer told in one line, as they had been told before."""

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
            key[:3]: (Asked(*key[3:]), is_all if choice is None else choice)
            for (_, facts), choice, _ in own
            for key in (self.in_line.get(facts[0], ()) if len(facts) == 1 else (facts,))
            if len(key) == len(Asked._fields) + 3
        }

    @property
    def told_in(self) -> Mapping[Key, str]:
        """By record, field and both values of a conflict: the receipt under which it was told."""
        return {key[:5]: receipt for receipt, keys in self.told.items() for key in keys}


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
    is_older: bool = False
    """Whether its sender himself wrote what the store has, in a later version of this list."""

    @property
    def target(self) -> Target:
        return Target(self.row.table.kind, self.row.id)

    @property
    def question(self) -> Question:
        """The conflict as a question to the sender."""
        kind, record_id = self.target
        then = (as_text(self.copy), as_text(self.now), self.receipt, self.sent)
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
        if not self._base.is_asked:
            return False
        return None in pairs.rows or _has_new_columns(linked.batch.tables[position], pairs.line.base)

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
        is_new = self._base.is_asked and self._has_new_columns(each, pairs.line.base)
        return is_new and each.record != each.known

    def _has_new_columns(self, each: LinkedRow, base: Base) -> bool:
        """Whether the list has columns that it did not have before."""
        if each.position not in self._new_columns:
            self._new_columns[each.position] = _has_new_columns(each.table, base)
        return self._new_columns[each.position]


def _has_new_columns(table: Table[Any], base: Base) -> bool:
    """Whether a table has columns that a base lacks, but for those that no base keeps: what we compute."""
    return any(name not in base.columns and not table.of.by_field[name].computed for name in table.columns)


def records_of(doubts: Iterable[Differing]) -> Mapping[str, set[int]]:
    """By kind: the ids of the records that rows in doubt are."""
    records: defaultdict[str, set[int]] = defaultdict(set)
    for kind, record_id in {each.target for each in doubts}:
        records[kind].add(record_id)
    return records


def insists(row: Sourced[Any]) -> bool:
    return says_yes(row.record.extra, INSISTING)


def _differing(linked: Linked, each: LinkedRow, read: Sourced[Any]) -> Iterator[tuple[str, Any, Any]]:
    """(field, what the row says, what is known) of every cell that the store does not bear out."""
    addition = linked.shared(each.table.kind).additions.get((each.position, each.nth))
    older = addition.older if addition else frozenset[str]()
    for column in each.table.of.visible:
        field = column.field
        if (
            field in older
            or column.computed
            or field == "number"
            or field not in each.table.columns
            or not says(read, field)
        ):
            continue
        copy, now = getattr(read.record, field), getattr(each.known, field)
        if not _is_same(linked, each, field, copy, now):
            yield field, copy, now
    known = dict(each.known.extra)
    for header, text in read.record.extra:
        if KEPT + header in older or header_key(header) in replies_of(each.table.kind):
            continue
        if known.get(header, text) != text:
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


def as_text(value: Any) -> str:
    return "" if value is None else str(plain(value))


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts of values are of one value: 3000 is 3000.00."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False
