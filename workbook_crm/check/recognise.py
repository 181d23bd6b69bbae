"""Which line a table of a batch continues: that of the same sender and kind of which it has half the rows.

The name only breaks ties, as people rename their files every week. A list that fits no line of its sender,
and of whose rows nine in ten are as in a version that somebody else sent, is a copy of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.line_pairs import paired
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.file_lines import Base, FileLine, LineHead, Pairs, columns_in, hash_of, said_cell
from workbook_crm.model.sheets import PHONED

NOTHING_HANDED_OUT: Mapping[int, FileLine] = {}
_SHARE = 0.5
_SAMPLED_SHARE = 0.3
"""Of a sample: what is less is hardly half of all."""
_COPIED_SHARE = 0.9
_FEW_ROWS = 500
"""Lists of no more rows are compared row by row where no key is known any more."""


class _Fit(NamedTuple):
    """A table that may continue a line, in the order in which fits are preferred."""

    is_same_file: bool
    is_same_sheet: bool
    share: float
    receipt: int
    position: int
    line: FileLine


def likely_lines(batch: Batch, heads: Iterable[LineHead], sender: str | None) -> tuple[LineHead, ...]:
    """The lines that a table of a batch may continue or be a copy of, by the samples of their keys."""
    known = tuple(heads)
    if not known:
        return ()
    hashes = [(table, frozenset(map(hash_of, keys_of(table)))) for table in batch.tables if not table.beside]
    found = {
        head.id: head
        for head in known
        for table, here in hashes
        if _may_fit(table, here, head, is_own=head.sender == sender)
    }
    return tuple(found.values())


def _may_fit(table: Table[Any], here: frozenset[int], head: LineHead, *, is_own: bool) -> bool:
    if head.kind != table.kind and not (is_own and {head.kind, table.kind} <= PHONED):
        return False
    if is_own and _is_named_alike(table, head) and len(table.rows) <= _FEW_ROWS:
        return True
    return len(head.sample & here) >= _SAMPLED_SHARE * max(1, len(head.sample))


def _is_named_alike(table: Table[Any], head: LineHead) -> bool:
    return (table.file, table.sheet) == (head.file, head.sheet)


def pairs_of(
    sent: Batch,
    settled: Batch,
    lines: Sequence[FileLine],
    sender: str | None,
    handed_out: Mapping[int, FileLine] = NOTHING_HANDED_OUT,
) -> Mapping[int, Pairs]:
    """For every table of a batch: the line that it continues, and its rows beside those of the base.

    `sent` is the batch as it was read, `settled` with its words looked up. `handed_out`: the lines that are
    known by their stamps, by position of the table.
    """
    keys = {at: keys_of(table) for at, table in enumerate(sent.tables) if table.beside is None}
    stamped = {at: line for at, line in handed_out.items() if at in keys}
    taken = {line.head.id for line in stamped.values()}
    own = [line for line in lines if line.head.sender == sender and line.head.id not in taken]
    unstamped = {at: own_keys for at, own_keys in keys.items() if at not in stamped}
    found = {**stamped, **_best(_fits(sent, unstamped, own))}
    pairs = {at: paired(settled.tables[at], keys[at], line) for at, line in found.items()}
    taken |= {line.head.id for line in found.values()}
    for at in keys.keys() - pairs.keys():
        left = [line for line in lines if line.head.id not in taken]
        near = _near(settled.tables[at], keys[at], left, sender) or _copy(
            settled.tables[at], keys[at], left, sender
        )
        pairs[at] = near or Pairs(keys[at])
        if near and near.line:
            taken.add(near.line.head.id)
    return pairs


def _fits(sent: Batch, keys: Mapping[int, tuple[str, ...]], own: Sequence[FileLine]) -> list[_Fit]:
    fits = []
    for at, own_keys in keys.items():
        table, here = sent.tables[at], set(own_keys)
        for line in own:
            share = _share(line.base, here) if line.head.kind == table.kind else 0
            if share >= _SHARE:
                head = line.head
                names = head.file == table.file, head.sheet == table.sheet
                fits.append(_Fit(*names, share, head.receipt, at, line))
    return fits


def _share(base: Base, here: set[str]) -> float:
    """The share of a version's keys that are here."""
    keys = {base.keys[nth] for nth in base.present}
    return len(keys & here) / len(keys) if keys else 0.0


def _best(fits: list[_Fit]) -> dict[int, FileLine]:
    """One line for a table, one table for a line: the best fits first."""
    found: dict[int, FileLine] = {}
    taken: set[int] = set()
    for fit in sorted(fits, key=lambda each: each[:4], reverse=True):
        if fit.position not in found and fit.line.head.id not in taken:
            found[fit.position] = fit.line
            taken.add(fit.line.head.id)
    return found


def _near(
    table: Table[Any], keys: tuple[str, ...], lines: Sequence[FileLine], sender: str | None
) -> Pairs | None:
    """A small list of the same name at least half of whose rows are as before but for a slip."""
    if len(table.rows) > _FEW_ROWS:
        return None
    for line in lines:
        if line.head.sender == sender and line.head.kind == table.kind and _is_named_alike(table, line.head):
            pairs = paired(table, keys, line)
            found = sum(row is not None for row in pairs.rows) + len(pairs.asked)
            if found >= _SHARE * len(list(line.base.present)):
                return pairs
    return None


def _copy(
    table: Table[Any], keys: tuple[str, ...], lines: Sequence[FileLine], sender: str | None
) -> Pairs | None:
    """A copy of what somebody else sent."""
    for line in sorted(lines, key=lambda each: each.head.receipt, reverse=True):
        if line.head.sender != sender and line.head.kind == table.kind and table.rows:
            pairs = paired(table, keys, line)
            other = [nth for nth, row in enumerate(pairs.rows) if not _is_equal(table, nth, line.base, row)]
            if len(table.rows) - len(other) >= _COPIED_SHARE * len(table.rows):
                return Pairs(keys, line, pairs.rows, changed=frozenset(other), is_copy=True)
    return None


def _is_equal(table: Table[Any], nth: int, base: Base, row: int | None) -> bool:
    """Whether a row is cell by cell as it was in a version."""
    return all(said_cell(table.rows[nth], name) == base.cell(row, name) for name in columns_in(table))
