"""Which column fills which field: one each, the best word wins, slips are taken for what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.header_words import NUMBERING
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place, column_letters
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.vocabulary import Vocabulary, Word, word_key
from workbook_crm.read.headers import HeaderCell, Understood
from workbook_crm.read.near import nearest

_FILLING = frozenset({Of.PHONE, Of.MAIL})
"""Kinds of value of which a second column fills the gaps of the first."""


_SEARCHED, _SAID = 100, 30
"""So many unknown columns are compared with our words, and named one by one."""
_FAR = 10
"""A word so much further down the list of aliases only stands in for a better one: 联系人 for 客户名称."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How one field is filled: by one column, by the parts of a name, or by the first of several columns."""

    column: Column
    cells: tuple[HeaderCell, ...]
    parts: tuple[str, ...] = ()
    """`first`, `last` ... of each cell, where they are parts of a name."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Every header cell of a table, as it is used."""

    fields: tuple[Filled, ...]
    unknown: tuple[HeaderCell, ...]
    """Kept with the record as they are."""
    counting: tuple[HeaderCell, ...]
    """They only count the rows."""
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Draft:
    claims: dict[str, list[tuple[int, HeaderCell, Word]]] = field(default_factory=dict)
    unknown: list[HeaderCell] = field(default_factory=list)
    counting: list[HeaderCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def assign(understood: Understood, filled: Sequence[int], vocabulary: Vocabulary, place: Place) -> Assignment:
    """The use of every header cell; `filled[column]` counts the cells with content below it.

    `place` is that of the grid's first cell. Findings: column-read-as, same-column-twice, unknown-column.
    """
    draft = _Draft()
    for cell, word in zip(understood.header.cells, understood.words, strict=True):
        if word is not None:
            draft.claims.setdefault(word.field, []).append((word.rank, cell, word))
        elif word_key(cell.label) in NUMBERING or cell.label in ("#", "№"):
            draft.counting.append(cell)
        else:
            draft.unknown.append(cell)
    _take_slips(understood, draft, vocabulary, place)
    fields = tuple(
        _fill(understood.of.by_field[name], claims, filled, draft, place)
        for name, claims in draft.claims.items()
    )
    _say_unknown(understood, draft, filled, vocabulary, place)
    draft.unknown.sort(key=lambda each: each.column)
    return Assignment(fields, tuple(draft.unknown), tuple(draft.counting), tuple(draft.findings))


def _take_slips(understood: Understood, draft: _Draft, vocabulary: Vocabulary, place: Place) -> None:
    words = vocabulary.columns[understood.of.kind]
    for cell in draft.unknown[:_SEARCHED]:
        near = nearest(cell.label, words, draft.claims)
        if near is not None and near[1]:
            column = understood.of.by_field[near[0]]
            draft.unknown.remove(cell)
            draft.claims[column.field] = [(0, cell, Word(column.field, 0))]
            draft.findings.append(
                finding(rules.COLUMN_READ_AS, cell_place(place, cell), cell.text, column=column.name)
            )


def _fill(
    column: Column,
    claims: list[tuple[int, HeaderCell, Word]],
    filled: Sequence[int],
    draft: _Draft,
    place: Place,
) -> Filled:
    """The column that fills a field; a blank one only where there is no other."""
    claims.sort(key=lambda claim: (filled[claim[1].column] == 0, claim[0], claim[1].column))
    best = claims[0]
    if best[2].part:
        return _of_parts(column, claims, draft, place)
    rest = claims[1:]
    if column.of in _FILLING:
        return Filled(column, tuple(claim[1] for claim in claims if not claim[2].part))
    for rank, cell, _ in rest:
        draft.unknown.append(cell)
        if filled[cell.column] and rank - best[0] < _FAR:
            facts: dict[str, Fact] = {"column": column.name, "other": best[1].text}
            draft.findings.append(
                finding(rules.SAME_COLUMN_TWICE, cell_place(place, cell), cell.text, **facts)
            )
    return Filled(column, (best[1],))


def _of_parts(
    column: Column, claims: list[tuple[int, HeaderCell, Word]], draft: _Draft, place: Place
) -> Filled:
    parts = {claim[2].part: claim for claim in reversed(claims) if claim[2].part}
    used = [parts[part] for part in ("first", "middle", "last") if part in parts]
    draft.unknown.extend(claim[1] for claim in claims if claim not in used)
    return Filled(column, tuple(claim[1] for claim in used), tuple(claim[2].part for claim in used))


def _say_unknown(
    understood: Understood, draft: _Draft, filled: Sequence[int], vocabulary: Vocabulary, place: Place
) -> None:
    words = vocabulary.columns[understood.of.kind]
    said = {each.place for each in draft.findings}
    cells = [each for each in draft.unknown if filled[each.column] and cell_place(place, each) not in said]
    if len(cells) > _SAID:
        rest, where = len(cells) - _SAID, cell_place(place, cells[_SAID])
        draft.findings.append(finding(rules.UNKNOWN_COLUMNS, where, cells[_SAID].text, columns=rest))
    for cell in cells[:_SAID]:
        where = cell_place(place, cell)
        near = nearest(cell.label, words, draft.claims)
        draft.findings.append(
            finding(rules.UNKNOWN_COLUMN, where, cell.text, suggestion=_suggestion(understood, near))
        )


def _suggestion(understood: Understood, near: tuple[str, bool] | None) -> Name:
    if near is None:
        return Name("", "")
    name = understood.of.by_field[near[0]].name
    return Name(
        f"是“{name.zh}”吗？若是，请把列名改成“{name.zh}”。",
        f"Did you mean “{name.en}”? Then rename the column.",
    )


def cell_place(place: Place, cell: HeaderCell) -> Place:
    """Where a header cell stands."""
    return Place(place.file, place.sheet, (place.row or 1) + cell.row, (place.column or 1) + cell.column)


def nameless(column: int, row: int, place: Place) -> HeaderCell:
    """The header of a column that has values and no header: its letters."""
    return HeaderCell(column, row, column_letters((place.column or 1) + column))
