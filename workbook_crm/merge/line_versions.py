"""What a list last had applied, after a new version of it was taken: the base of the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbook_crm.merge.doubts import NOTHING_WRITTEN, Outcome, Written
from workbook_crm.merge.doubts import Cell as Word
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome
from workbook_crm.model.file_lines import (
    ERASED,
    KEPT,
    NO_BASE,
    Base,
    Cell,
    FileLine,
    LineHead,
    Pairs,
    column_of,
    columns_in,
    columns_of,
    deal_of,
)
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.rules import lists
from workbook_crm.model.sheets import SHEET_OF

_OLDER = (Outcome.CONFLICT, Outcome.LEFT, Outcome.BLANK)
_OWN = (Outcome.LEFT, Outcome.BLANK)
"""Cells that were not taken though nobody else has another word there."""
"""Cells whose value was not applied: they keep what was applied before."""
_A_LIST = 3
"""Rows from which on it is worth a note that some of them are not there any more."""
Words = Mapping[int, Mapping[str, Outcome]]
"""By row of a table: the fields in which the store has another word than the row."""


class _Entry(NamedTuple):
    """One row of the new base: a row of the table that was taken, or one of the old base that is kept."""

    nth: int | None
    row: int | None
    id: int


def new_versions(
    settled: Batch,
    pairs: Mapping[int, Pairs],
    plan: MergePlan,
    words: Iterable[Word],
    written: Mapping[int, Written],
    sender: str | None,
    left_open: Mapping[int, frozenset[int]],
) -> tuple[FileLine, ...]:
    """The lines of a batch as they are after it was taken.

    `settled`: as its sender wrote it, words looked up. `written`: by position of a table, what others have
    written since its list was sent last. `left_open`: rows of the last version that are gone, and are asked
    about.
    """
    by_row: defaultdict[int, defaultdict[int, dict[str, Outcome]]] = defaultdict(lambda: defaultdict(dict))
    for each in words:
        by_row[each.row.position][each.row.nth][each.field] = each.outcome
    lines = []
    for position, of in sorted(pairs.items()):
        table = settled.tables[position]
        outcomes = {each.row: each for each in plan.outcomes[position].rows}
        since = written.get(position, NOTHING_WRITTEN)
        left = left_open.get(position, frozenset())
        line = _line(table, of, outcomes, by_row.get(position, {}), since, sender, left)
        if line is not None:
            lines.append(line)
    return tuple(lines)


def _line(
    table: Table[Any],
    pairs: Pairs,
    outcomes: Mapping[int, RowOutcome],
    words: Words,
    written: Written,
    sender: str | None,
    left_open: frozenset[int],
) -> FileLine | None:
    """The line of one table; None where nothing of it was ever taken."""
    old = pairs.line.base if pairs.line else Base()
    entries = list(_entries(table, pairs, outcomes))
    if not entries:
        return None
    names = dict.fromkeys((*columns_in(table), *old.columns))
    says = columns_of(table, [name for name in names if _is_here(name, table)])
    columns = {name: _column(name, says.get(name), old, entries, words) for name in names}
    asked = left_open | {row for row, _edit in pairs.asked.values()}
    gone = frozenset(
        at for at, each in enumerate(entries) if each.nth is None and _is_gone(each, pairs, asked)
    )
    base = Base(
        tuple(pairs.keys[each.nth] if each.nth is not None else old.keys[each.row or 0] for each in entries),
        tuple(each.id for each in entries),
        columns,
        gone,
        dict(_open(entries, old, words, written, columns if old.open or words or written else {}, table)),
    )
    is_new = pairs.line is None or pairs.is_copy
    line_id = 0 if is_new or pairs.line is None else pairs.line.head.id
    export = pairs.line.head.export if pairs.line and not pairs.is_copy else None
    head = LineHead(line_id, sender, table.kind, table.file, table.sheet, 0, export=export)
    return FileLine(head, base)


def _entries(table: Table[Any], pairs: Pairs, outcomes: Mapping[int, RowOutcome]) -> Iterator[_Entry]:
    """The rows in the order of the table, those that it does not have any more behind them."""
    old = pairs.line.base if pairs.line else Base()
    used: set[int] = set()
    for nth, each in enumerate(table.rows):
        row, outcome = pairs.base_row(nth), outcomes.get(each.row)
        if outcome is not None and outcome.fate is not Fate.HELD and outcome.id is not None:
            yield _Entry(nth, row, outcome.id)
        elif row is not None:
            yield _Entry(None, row, old.ids[row])
        if row is not None:
            used.add(row)
    if len(used) < len(old.keys):
        yield from (_Entry(None, row, old.ids[row]) for row in range(len(old.keys)) if row not in used)


def _is_gone(entry: _Entry, pairs: Pairs, asked: frozenset[int]) -> bool:
    """Whether a row of the base is not in the table; one that was rejected or is asked about is no such."""
    return entry.row not in pairs.rows and entry.row not in asked


def _is_here(name: str, table: Table[Any]) -> bool:
    """Whether a table has a column of a base."""
    if name.startswith(KEPT):
        return any(each.field is None and KEPT + each.text == name for each in table.headings) or any(
            KEPT + header == name for row in table.rows for header, _text in row.record.extra
        )
    return name in table.columns


def _column(
    name: str, says: Sequence[Cell] | None, old: Base, entries: Sequence[_Entry], words: Words
) -> Sequence[Cell]:
    """What each row last had applied in a column; a cell in conflict keeps its older base.

    `says`: what the rows of the table say there; None where it has no such column.
    """
    was = old.columns.get(name)
    if (
        says is not None
        and len(entries) == len(says)
        and not words
        and all(each.nth is not None for each in entries)
    ):
        return says
    cells = []
    for nth, row, _ in entries:
        if nth is None or says is None or (words and words.get(nth, {}).get(name) in _OLDER):
            cells.append(was[row] if was is not None and row is not None else NO_BASE)
        else:
            cells.append(says[nth])
    return cells


def _open(
    entries: Sequence[_Entry],
    old: Base,
    words: Words,
    written: Written,
    columns: Mapping[str, Sequence[Cell]],
    table: Table[Any],
) -> Iterator[tuple[int, frozenset[str]]]:
    """By row of the new base: the fields in which somebody else's later word was not taken up.

    These are cells that were not taken, and those in which the list says nothing.
    """
    here = frozenset(name for name in columns if _is_here(name, table))
    for at, (nth, row, record_id) in enumerate(entries if columns else ()):
        before = old.open.get(row, frozenset()) if row is not None else frozenset[str]()
        if nth is None:
            kept = before
        else:
            since = before | written.get(record_id, frozenset())
            kept = frozenset(name for name in since if name not in here or columns[name][at] is None)
            outcomes = words.get(nth, {}).items()
            kept |= {name for name, outcome in outcomes if outcome not in _OWN}
        if kept:
            yield at, kept


def rows_said(table: Table[Any], pairs: Pairs, asked_about: Collection[str] = ()) -> Iterator[Finding]:
    """What is to be said of the rows and cells that a list had the last time, and has not now.

    `asked_about`: fields of which blanks are spoken of already.
    """
    if pairs.line is None:
        return
    base = pairs.line.base
    for name in columns_in(table):
        was = base.columns.get(name)
        if was is not None and not name.startswith(KEPT) and name not in asked_about:
            yield from _blanks(table, pairs, name, was)
    asked = {row for row, _edit in pairs.asked.values()}
    gone = [row for row in pairs.missing if row not in asked]
    if table.kind == "opportunity_lines":
        gone = [row for row in gone if deal_of(base.keys[row]) not in set(map(deal_of, pairs.keys))]
    if gone and len(list(base.present)) >= _A_LIST:
        yield finding(lists.ROWS_GONE, table.place(table.header_row), rows=len(gone))


def _blanks(table: Table[Any], pairs: Pairs, name: str, was: Sequence[Cell]) -> Iterator[Finding]:
    """A note where cells of a column that were filled are blank now."""
    says = column_of(table, name)
    if None not in says:
        return
    blank = sum(
        says[nth] is None and row is not None and was[row] not in (None, "", NO_BASE, ERASED)
        for nth, row in enumerate(pairs.rows)
    )
    if blank:
        column = SHEET_OF[table.kind].by_field[name]
        place = table.place(table.header_row, name)
        yield finding(lists.BLANK_LEFT, place, rows=blank, column=column.name)
