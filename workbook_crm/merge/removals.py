"""Lines that are taken back: by a column of the sender's own, or by his reply about a line that is gone.

A line that is gone from a list takes nothing back by itself. It is asked about, where its deal is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import Removal
from workbook_crm.model.file_lines import KEPT, Pairs, columns_in, deal_of, said_cell
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.place import Place
from workbook_crm.model.replies import DELETING, Block, Reply, choice_of, header_key, says_yes
from workbook_crm.model.rules import lists
from workbook_crm.model.rules.values import NOT_YES_OR_NO

LINES = "opportunity_lines"
_DEALS = "opportunities"


@dataclass(frozen=True, slots=True)
class Removed:
    """What a workbook takes back, and the rows that are left alone because it was taken back before."""

    lines: Mapping[Target, Removal] = field(default_factory=dict)
    parents: Mapping[Target, tuple[str, int]] = field(default_factory=dict)
    """The deals of these lines, each with a sheet and row that takes one back."""
    left: frozenset[tuple[str, int]] = frozenset()
    """(sheet, 1-based row)"""

    def is_left(self, each: LinkedRow) -> bool:
        """Whether a row does nothing, and brings nothing that it names: its line is taken back, or was."""
        return bool(self.left) and (each.table.sheet, each.row.row) in self.left

    def without_left(self, found: Findings) -> Findings:
        """The findings without those about rows that do nothing: there is nothing to be mended in them."""
        if not self.left:
            return found
        return tuple(
            each
            for each in found
            if each.place.row is None or (each.place.sheet or "", each.place.row) not in self.left
        )


NOTHING_REMOVED = Removed()


def removed_in(linked: Linked, sent: Batch, replies: Sequence[Reply]) -> Removed:
    """The lines that a workbook takes back. `sent` is the batch as it was read, with its own columns."""
    if not any(table.kind == LINES for table in sent.tables):
        return NOTHING_REMOVED
    lines: dict[Target, Removal] = {}
    left: set[tuple[str, int]] = set()
    for each in _own_rows(linked, sent):
        is_deleted = says_yes(sent.tables[each.position].rows[each.nth].record.extra, DELETING)
        if is_deleted and each.known is not None and not _was_acted_on(linked, each):
            target = Target(LINES, each.id)
            lines[target] = Removal(LINES, each.id, each.known, each.table.sheet, each.row.row)
        if is_deleted or _was_removed(linked, each):
            left.add((each.table.sheet, each.row.row))
    lines |= _by_reply(linked, sent, replies)
    deals = _deals(linked)
    parents = {
        deals[each.before.opportunity]: (each.sheet, each.row)  # type: ignore[attr-defined]  # a line's
        for each in lines.values()
        if each.before.opportunity in deals  # type: ignore[attr-defined]
    }
    return Removed(lines, parents, frozenset(left))


def _own_rows(linked: Linked, sent: Batch) -> Iterator[LinkedRow]:
    for position, table in enumerate(sent.tables):
        if table.kind == LINES:
            yield from linked.rows(position)


def _was_removed(linked: Linked, each: LinkedRow) -> bool:
    """Whether a row is as it was when its line was there, and the line was taken back since."""
    pairs = linked.pairs.get(each.position)
    row = pairs.base_row(each.nth) if pairs else None
    if pairs is None or pairs.line is None or row is None or each.known is not None:
        return False
    base, table = pairs.line.base, each.table
    is_there = base.ids[row] in linked.stored.get(LINES, {})
    names = [name for name in columns_in(table) if not name.startswith(KEPT) and name in base.columns]
    return not is_there and all(_is_as_before(each, name, base.cell(row, name)) for name in names)


def _was_acted_on(linked: Linked, each: LinkedRow) -> bool:
    """Whether the line that a row had the last time is gone, and what is there now came after it."""
    was = _base_id(linked, each)
    return bool(was) and was != each.id and was not in linked.stored.get(LINES, {})


def _base_id(linked: Linked, each: LinkedRow) -> int | None:
    """The record that a row was when its list was last sent."""
    pairs = linked.pairs.get(each.position)
    return pairs.record(each.nth) if pairs else None


def _was_known(linked: Linked, each: LinkedRow) -> bool:
    """Whether a row's line was there when its list was last sent, or before."""
    return bool(_base_id(linked, each))


def _is_as_before(each: LinkedRow, name: str, was: object) -> bool:
    """Whether a cell is as it was; a price that was blank is filled in by now."""
    return was is None or said_cell(each.row, name) == was


def _by_reply(linked: Linked, sent: Batch, replies: Sequence[Reply]) -> dict[Target, Removal]:
    place = next((table.sheet, table.header_row) for table in sent.tables if table.kind == LINES)
    stored = linked.stored.get(LINES, {})
    asked = (each for each in replies if each.question.block is Block.GONE and each.choice)
    found = {}
    for question, *_ in asked:
        if len(question.facts) == 2 and question.facts[0] == LINES and question.facts[1].isdecimal():
            known = stored.get(int(question.facts[1]))
            if known is not None:
                found[Target(LINES, known.id)] = Removal(LINES, known.id, known.record, *place)
    return found


def _deals(linked: Linked) -> Mapping[str, Target]:
    """The deals that are known, by number."""
    return {each.record.number: Target(_DEALS, each.id) for each in linked.stored.get(_DEALS, {}).values()}


def gone_in(linked: Linked, sent: Batch, removed: Removed, replies: Sequence[Reply]) -> dict[int, list[int]]:
    """By position of a table: rows of the last version that are gone while their deal is there."""
    kept = {
        each.question.facts for each in replies if each.question.block is Block.GONE and each.choice is False
    }
    named = {search_key(row.record.name or "") for table in sent.of_kind(_DEALS) for row in table.rows} - {""}
    found = {}
    for position, table in enumerate(sent.tables):
        pairs = linked.pairs.get(position)
        if table.kind == LINES and pairs is not None and pairs.line is not None:
            rows = list(_gone(linked, pairs, named, removed, kept))
            if rows:
                found[position] = rows
    return found


def _gone(
    linked: Linked, pairs: Pairs, named: set[str], removed: Removed, kept: set[tuple[str, ...]]
) -> Iterator[int]:
    assert pairs.line is not None
    base, here = pairs.line.base, named | set(map(deal_of, pairs.keys))
    for row in pairs.missing:
        record_id = base.ids[row]
        is_open = record_id in linked.stored.get(LINES, {}) and Target(LINES, record_id) not in removed.lines
        if is_open and (LINES, str(record_id)) not in kept and deal_of(base.keys[row]) in here:
            yield row


def said_of(
    linked: Linked, sent: Batch, removed: Removed, gone: Mapping[int, Sequence[int]]
) -> Iterator[Finding]:
    """What is to be said of lines that are gone, taken back now, or were taken back before."""
    for position, rows in gone.items():
        for row in rows:
            yield _asked(linked, sent, position, row)
    for each in removed.lines.values():
        line: Any = each.before
        place = Place(sent.file, each.sheet, each.row)
        facts = {
            "deal": _deal(linked, line.opportunity),
            "amount": line.amount if line.amount is not None else "-",
        }
        yield finding(lists.LINE_TAKEN_BACK, place, line.product, product=_called(line), **facts)
    for left in filter(removed.is_left, _own_rows(linked, sent)):
        if Target(LINES, left.id) not in removed.lines:
            rule = lists.LINE_WITHDRAWN if _was_known(linked, left) else lists.NOTHING_TO_DELETE
            yield finding(rule, left.table.place(left.row.row), left.row.record.product or "")


def unclear_in(sent: Batch) -> Iterator[Finding]:
    """Cells of a column that takes lines back which say neither yes nor no: their rows wait."""
    for table in sent.of_kind(LINES):
        for heading in (each for each in table.headings if header_key(each.text) in DELETING):
            for row in table.rows:
                text = dict(row.record.extra).get(heading.text, "").strip()
                if text and choice_of(text) is None:
                    place = Place(table.file, table.sheet, row.row, heading.column)
                    yield finding(NOT_YES_OR_NO, place, text, column=heading.text)


def _asked(linked: Linked, sent: Batch, position: int, row: int) -> Finding:
    pairs, table = linked.pairs[position], sent.tables[position]
    assert pairs.line is not None
    record_id = pairs.line.base.ids[row]
    line = linked.known(LINES, record_id)
    facts: dict[str, Fact] = {"deal": _deal(linked, line.opportunity), "product": _called(line)}
    facts |= {"quantity": line.quantity if line.quantity is not None else "-", "key": (LINES, str(record_id))}
    return finding(lists.LINE_GONE, table.place(table.header_row), line.product, **facts)


def _called(line: Any) -> str:
    return " ".join(filter(None, (line.product, line.spec)))


def _deal(linked: Linked, number: str) -> str:
    target = _deals(linked).get(number)
    record = linked.known(*target) if target else None
    return (record.name if record else None) or number
