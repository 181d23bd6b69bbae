"""Damage that only a base reveals: cells of a record that stand in the row of another, rows that were copied.

A number says whose row it is, and where there is none a name. Where a sheet was sorted without its numbers,
or one column was pushed down by an inserted cell, every row would write into another person's record: nothing
of such a sheet is taken. Two customers who swapped names are two rows, and no damage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from workbook_crm.check.apart import exchanged
from workbook_crm.check.restored import Order, order_of, put_in_order
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import KEPT, Base, Pairs, said_cell
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.replies import Block, Question, Reply
from workbook_crm.model.rules import stamps as rules
from workbook_crm.model.snapshot import Snapshot

_CALLED_BY = ("name", "phone")
_TELLING = ("number", "code", "name", "phone")
"""Columns that may tell whose a row is."""
_FEW = 3
_SHARE = 0.1
_RUN = 10
"""So many rows with another's name are damage, if they are this share of those known or a run this long."""
_SHIFTED = 0.8
"""So many of them have the name of a neighbour where a column was shifted."""


class _Stray(NamedTuple):
    """A cell that holds what the base has in the row of another record."""

    nth: int
    field: str
    owner: int
    """The row of the base whose value it is."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Tables of which nothing can be taken, and what is said of them."""

    tables: frozenset[int] = frozenset()
    found: tuple[Finding, ...] = ()
    orders: Mapping[int, Order] = field(default_factory=dict)
    """By position of a table: how its rows belong together, where that is certain."""


def damage_in(settled: Batch, pairs: Mapping[int, Pairs]) -> Damage:
    """The tables in which cells stand in the rows of other records."""
    found, orders = {}, {}
    for position, of in sorted(pairs.items()):
        said, order = _damage(settled.tables[position], of)
        if said is not None:
            found[position] = said
            if order is not None:
                orders[position] = order
    return Damage(frozenset(found), tuple(found.values()), orders)


def question_of(table: Table[Any]) -> Question:
    """Whether the rows of a table are to be put together again."""
    return Question(Block.ORDER, (table.sheet, table.kind))


def restored_in(batch: Batch, damage: Damage, replies: Iterable[Reply]) -> Mapping[int, Order]:
    """The tables that their sender wants to be put in order, and can be."""
    meant = {each.question for each in replies if each.choice}
    return {at: order for at, order in damage.orders.items() if question_of(batch.tables[at]) in meant}


def in_order(batch: Batch, orders: Mapping[int, Order]) -> Batch:
    """The batch with these tables put in order."""
    return batch.map_tables({at: put_in_order(batch.tables[at], order) for at, order in orders.items()})


def restored_findings(batch: Batch, orders: Mapping[int, Order]) -> Iterator[Finding]:
    """What is said of each table that was put in order; the answer writes the cells to where they belong."""
    for at, order in orders.items():
        table = batch.tables[at]
        turned = [(nth, source) for nth, source in enumerate(order.sources) if nth != source]
        columns = [each.column for each in table.headings if (each.field or KEPT + each.text) in order.fields]
        yield finding(
            rules.ORDER_RESTORED,
            table.place(table.header_row),
            rows=len(turned),
            order=tuple(f"{table.rows[nth].row}<{table.rows[source].row}" for nth, source in turned),
            columns=tuple(map(str, columns)),
        )


def _has_numbers(table: Table[Any], pairs: Pairs) -> bool:
    return pairs.line is not None and "number" in table.columns and "number" in pairs.line.base.columns


def _damage(table: Table[Any], pairs: Pairs) -> tuple[Finding | None, Order | None]:
    tells = _tells_whose(table, pairs)
    if pairs.line is None or tells is None:
        return None, None
    base = pairs.line.base
    known = [
        nth
        for nth, row in enumerate(pairs.rows)
        if row is not None and (tells != "number" or _is_by_number(table, nth, base, row))
    ]
    strays = [each for name in _CALLED_BY for each in _strays(table, pairs, base, known, name)]
    if not _are_damage(strays, known):
        others = exchanged(table, pairs, known, _TELLING, _FEW)
        strays = [_Stray(each.nth, each.field, each.owner) for each in others]
    if not _are_damage(strays, known):
        return None, None
    order = None if _is_shifted(pairs, strays) else order_of(table, pairs, known)
    return _told(table, pairs, known, strays, tells, is_offered=order is not None), order


def _tells_whose(table: Table[Any], pairs: Pairs) -> str | None:
    """The column that tells whose a row is: the first that list and base both have."""
    columns = pairs.line.base.columns if pairs.line is not None else {}
    return next((each for each in _TELLING if each in table.columns and each in columns), None)


def _are_damage(strays: Sequence[_Stray], known: Sequence[int]) -> bool:
    rows = sorted({each.nth for each in strays})
    return len(rows) >= _FEW and (len(rows) >= _SHARE * len(known) or _longest_run(rows) >= _RUN)


def _told(
    table: Table[Any],
    pairs: Pairs,
    known: Sequence[int],
    strays: Sequence[_Stray],
    tells: str,
    *,
    is_offered: bool,
) -> Finding:
    assert pairs.line is not None
    first = min(strays, key=lambda each: (each.nth, each.field))
    rule = rules.COLUMN_SHIFTED if _is_shifted(pairs, strays) else rules.COLUMNS_SORTED_APART
    place = table.place(table.rows[first.nth].row, first.field)
    told = finding(
        rule,
        place,
        said_cell(table.rows[first.nth], first.field),
        column=table.of.by_field[first.field].name,
        rows=len({each.nth for each in strays}),
        known=len(known),
        number=str(said_cell(table.rows[first.nth], tells)),
        owner=str(pairs.line.base.cell(first.owner, tells)),
        offer=rules.IN_ORDER if is_offered else rules.NOT_IN_ORDER,
        **({"key": question_of(table).facts} if is_offered else {}),
    )
    return replace(told, rows=tuple(each.row for each in table.rows))


def _is_by_number(table: Table[Any], nth: int, base: Base, row: int) -> bool:
    number = table.rows[nth].record.number
    return number is not None and number == base.cell(row, "number")


def _strays(table: Table[Any], pairs: Pairs, base: Base, known: Sequence[int], name: str) -> Iterator[_Stray]:
    """The cells of a column that hold the value of another record, whose own row has another one now."""
    was = base.columns.get(name)
    if was is None or name not in table.columns:
        return
    says = {nth: said_cell(table.rows[nth], name) for nth in known}
    now = {pairs.rows[nth]: says[nth] for nth in known}
    owners: defaultdict[Any, list[int]] = defaultdict(list)
    for row in base.present:
        if was[row] is not None and now.get(row, was[row]) != was[row]:
            owners[was[row]].append(row)
    for nth in known:
        own = pairs.rows[nth] or 0
        if says[nth] != was[own] and (others := owners.get(says[nth])):
            yield _Stray(nth, name, others.pop())


def _longest_run(rows: Sequence[int]) -> int:
    """How many of these rows, which are in order, follow one another."""
    return max(Counter(nth - at for at, nth in enumerate(rows)).values())


def _is_shifted(pairs: Pairs, strays: Sequence[_Stray]) -> bool:
    """Whether nearly all have the value of the row above them, or nearly all that of the row below."""
    at = {row: nth for nth, row in enumerate(pairs.rows)}
    steps = [at[each.owner] - each.nth for each in strays]
    return max(steps.count(-1), steps.count(1)) >= _SHIFTED * len(strays)


class Copies(NamedTuple):
    """Rows that have a number which is not theirs."""

    cleared: Mapping[int, frozenset[int]]
    """By position of a table: rows from 0 that are other records than their number says."""
    found: tuple[Finding, ...]


def copies_in(batch: Batch, pairs: Mapping[int, Pairs], ours: Collection[int], snapshot: Snapshot) -> Copies:
    """The rows that were copied with their number, and those of `ours` that were given another record's."""
    cleared: dict[int, frozenset[int]] = {}
    found: list[Finding] = []
    for position, of in sorted(pairs.items()):
        table = batch.tables[position]
        if _has_numbers(table, of):
            new, said = _copies(table, of)
            found += said
            if position in ours:
                others = _others_numbers(table, of, snapshot)
                found += others.values()
                new += others
            if new:
                cleared[position] = frozenset(new)
    return Copies(cleared, tuple(found))


def _others_numbers(table: Table[Any], pairs: Pairs, snapshot: Snapshot) -> dict[int, Finding]:
    """By row: the numbers that were never handed out in this sheet, and are those of other records."""
    known = {each.record.number: each.record for each in snapshot.of(table.kind)}
    found = {}
    for nth, each in enumerate(table.rows):
        record = known.get(each.record.number) if each.record.number and pairs.base_row(nth) is None else None
        handed = pairs.line is not None and each.record.number in pairs.line.base.columns["number"]
        if record is not None and not handed and _is_another(each.record, record):
            place = table.place(each.row, "number")
            found[nth] = finding(rules.NUMBER_NOT_HANDED_OUT, place, record.number, number=record.number)
    return found


def _is_another(written: Any, known: Any) -> bool:
    """Whether nothing by which a record is called is the same."""
    pairs = [(getattr(written, name, None), getattr(known, name, None)) for name in _CALLED_BY]
    told = [(one, other) for one, other in pairs if one and other]
    return bool(told) and all(one != other for one, other in told)


def without_copied_numbers(batch: Batch, copies: Copies) -> Batch:
    """The batch with the rows that were copied as new ones."""
    tables = {}
    for position, gone in copies.cleared.items():
        rows = list(batch.tables[position].rows)
        for nth in gone:
            record, typed = rows[nth].record, (*rows[nth].typed, ("number", rows[nth].record.number))
            rows[nth] = replace(rows[nth], record=with_values(record, {"number": None}), typed=typed)
        tables[position] = replace(batch.tables[position], rows=tuple(rows))
    return batch.map_tables(tables)


def _copies(table: Table[Any], pairs: Pairs) -> tuple[list[int], list[Finding]]:
    assert pairs.line is not None
    base = pairs.line.base
    places: defaultdict[str, list[int]] = defaultdict(list)
    for nth, each in enumerate(table.rows):
        if each.record.number:
            places[each.record.number].append(nth)
    index = {number: row for row, number in enumerate(base.columns["number"])}
    new: list[int] = []
    found: list[Finding] = []
    for number, here in places.items():
        row = index.get(number)
        if len(here) > 1 and row is not None:
            copied, said = _copies_of(table, pairs, here, base.keys[row])
            new += copied
            found += said
    return new, found


def _copies_of(
    table: Table[Any], pairs: Pairs, here: Sequence[int], key: str
) -> tuple[Sequence[int], Iterator[Finding]]:
    """Of the rows of one number: those that are new ones, and what is said of all."""
    own = [nth for nth in here if pairs.keys[nth] == key]
    others = [nth for nth in here if pairs.keys[nth] != key]
    if len(own) == 1:
        return others, (_said(rules.ROW_COPIED, table, nth, own[0]) for nth in others)
    if len(own) == len(here) and all(_is_same(table, here[0], nth) for nth in here):
        return (), (_said(rules.ROW_TWICE, table, nth, here[0]) for nth in here[1:])
    return (), (_said(rules.NUMBER_TWICE, table, nth, here[nth == here[0]]) for nth in here)


def _is_same(table: Table[Any], one: int, other: int) -> bool:
    return bool(table.rows[one].record == table.rows[other].record)


def _said(rule: Any, table: Table[Any], nth: int, other: int) -> Finding:
    number = table.rows[nth].record.number
    place = table.place(table.rows[nth].row, "number")
    return finding(rule, place, number, number=number, other=table.rows[other].row)


def cleared_numbers(table: Table[Any], pairs: Pairs) -> Finding | None:
    """A note where numbers are gone that stood there the last time; their rows were known all the same."""
    if not _has_numbers(table, pairs) or pairs.line is None:
        return None
    was = pairs.line.base.columns["number"]
    gone = sum(
        row is not None and was[row] is not None and table.rows[nth].record.number is None
        for nth, row in enumerate(pairs.rows)
    )
    return (
        finding(rules.NUMBERS_CLEARED, table.place(table.header_row, "number"), rows=gone) if gone else None
    )
