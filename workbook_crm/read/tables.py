"""Tables found on a sheet: where each header stands, and how far down its rows reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from workbook_crm.model.columns import Sheet
from workbook_crm.model.own_formulas import without_own_formulas
from workbook_crm.model.raw import RawSheet
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read.column_looks import agrees
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.header_rows import NO_NAMES, Grid, best_at, find_header
from workbook_crm.read.headers import NEAR_NAME, Evidence, Header, Understood, understand
from workbook_crm.read.labels_above import is_of_labels
from workbook_crm.read.row_kinds import may_be_total
from workbook_crm.read.text import clean_line

_FIRST_ROWS = 60
"""A first header lies within so many rows that have content."""
_SPARSE = 2
"""A row with no more cells than this may be a title between two tables."""
_UNIT = re.compile(
    r"[单單]位\s*[:：]\s*(?:人民[币幣])?\s*(万元|萬元|千元|百万元|百萬元|亿元|億元)"
    r"|\bin thousands\b|\(000s?\)",
    re.IGNORECASE,
)
_UNITS = {"万元": 10_000, "千元": 1_000, "百万元": 1_000_000, "亿元": 100_000_000}
_UNITS |= {"萬元": 10_000, "百萬元": 1_000_000, "億元": 100_000_000}


@dataclass(frozen=True, slots=True)
class Block:
    """One table on a sheet, in rows and columns that count from 0 within the grid."""

    understood: Understood
    first: int
    last: int
    """Of its data rows, inclusive; `last < first` where there are none."""
    titles: frozenset[int] = frozenset()
    """Rows of titles that stand over repeated headers."""
    repeated: frozenset[int] = frozenset()
    times: int = 1
    """What a line above the header multiplies amounts by: 单位：万元."""
    is_part: bool = False
    """Another table stands beside it, in other columns of the same rows."""
    since: int = 0
    """The first row above the header that is not another table's."""


def grid_of(sheet: RawSheet, names: Mapping[str, str] = NO_NAMES) -> Grid:
    """The sheet's cells, with what horizontal merges say for the cells that they cover.

    `names`: by header, which column of ours its sender says it is.
    """
    fill: dict[tuple[int, int], object] = {}
    for area in sheet.merges:
        if area.right > area.left and area.right - area.left < 200:
            top, left = area.top - sheet.first_row, area.left - sheet.first_column
            if 0 <= top < len(sheet.cells) and 0 <= left < len(sheet.cells[top]):
                for column in range(left, left + area.right - area.left + 1):
                    fill[(top, column)] = sheet.cells[top][left]
    return Grid(sheet.cells, fill, names)


def find_tables(
    sheet: RawSheet, vocabulary: Vocabulary, evidence: Evidence, names: Mapping[str, str] = NO_NAMES
) -> tuple[Block, ...]:
    """Every table of a sheet, from top to bottom, side by side ones from left to right.

    `names`: by header, which column of ours its sender says it is.
    """
    grid = grid_of(sheet, names)
    width = len(sheet.cells[0]) if sheet.cells else 0
    if not width:
        return ()
    blanks = [row.count("") for row in sheet.cells]
    filled = [i for i, count in enumerate(blanks) if count < width and not _is_blank(sheet.cells[i])]
    first = find_header(grid, filled[:_FIRST_ROWS], vocabulary, evidence)
    if first is None:
        return ()
    headers = [first, *_later_headers(grid, first, filled, blanks, vocabulary, evidence)]
    return tuple(_blocks(grid, headers, filled, width, vocabulary, evidence))


def without_formulas_of_ours(blocks: Sequence[Block], sheet: RawSheet) -> tuple[tuple[Block, ...], RawSheet]:
    """The tables to the last row with more than our own formulas, and the sheet without what these show."""
    computed = {
        cell.column + sheet.first_column
        for block in blocks
        for cell, word in zip(block.understood.header.cells, block.understood.words, strict=True)
        if word is not None and block.understood.of.by_field[word.field].computed
    }
    shown = without_own_formulas(sheet, computed)
    if shown is sheet:
        return tuple(blocks), sheet
    return tuple(replace(each, last=_last_filled(shown, each)) for each in blocks), shown


def _last_filled(sheet: RawSheet, block: Block) -> int:
    """The last row of a table that is not blank; the one above the first where all are."""
    rows = range(block.last, block.first - 1, -1)
    return next((i for i in rows if not _is_blank(sheet.cells[i])), block.first - 1)


def possible_kinds(sheet: RawSheet, vocabulary: Vocabulary) -> tuple[Sheet[Any], ...]:
    """The kinds that a sheet would be understood as if it were called so, where its cells speak for them."""
    return tuple(each for each in SHEETS if _would_be(each, sheet, vocabulary))


def _would_be(kind: Sheet[Any], sheet: RawSheet, vocabulary: Vocabulary) -> bool:
    grid = grid_of(sheet)
    for block in find_tables(sheet, vocabulary, {kind.kind: NEAR_NAME})[:1]:
        understood = block.understood
        looks = grid.looks_below(understood.header.bottom)
        known = [
            (word.field, looks(cell.column))
            for cell, word in zip(understood.header.cells, understood.words, strict=True)
            if word is not None
        ]
        fields = {name for name, _ in known}
        has_all = all(not fields.isdisjoint(group) for group in kind.needed)
        is_agreed = any(name in kind.by_field and agrees(kind.by_field[name], seen) for name, seen in known)
        is_mostly_known = len(fields) * 2 > len(understood.header.cells)
        return understood.of is kind and has_all and is_agreed and is_mostly_known
    return False


def _is_blank(row: Sequence[object]) -> bool:
    return all(cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in row)


def _later_headers(
    grid: Grid,
    first: Understood,
    filled: Sequence[int],
    blanks: Sequence[int],
    vocabulary: Vocabulary,
    evidence: Evidence,
) -> Iterator[Understood]:
    """Headers further down: repeated ones, and those of other tables."""
    current, until = first, first.header.bottom
    for row in _candidates(grid, first, filled, blanks, vocabulary):
        if row <= until:
            continue
        found = _later(grid, row, current, vocabulary, evidence)
        if found is not None:
            yield found
            current, until = found, found.header.bottom


def _candidates(
    grid: Grid, first: Understood, filled: Sequence[int], blanks: Sequence[int], vocabulary: Vocabulary
) -> list[int]:
    """Rows that may be headers: below a gap or a title, or with a known word in one of the first columns."""
    width = len(grid.cells[0])
    rows = set()
    for before, row in pairwise(filled):
        if (
            row > first.header.bottom
            and (row - before > 1 or blanks[before] >= width - _SPARSE)
            and width > _SPARSE
        ):
            rows.add(row)
    texts = {cell.written for cell in first.header.cells}
    for cell in first.header.cells[:3]:
        column = cell.column
        rows.update(i for i in filled if grid.cells[i][column] in texts and i > first.header.bottom)
    return sorted(rows)


def _later(
    grid: Grid, row: int, current: Understood, vocabulary: Vocabulary, evidence: Evidence
) -> Understood | None:
    texts = grid.texts(row)
    same = sum(texts[cell.column] == cell.written for cell in current.header.cells)
    if same >= 2 and same * 2 > len(current.header.cells):
        return replace(current, header=_moved(current.header, row))
    known = sum(bool(vocabulary.meanings(text)) for text in texts if text)
    if known < 3 or known * 2 < sum(map(bool, texts)):
        return None
    above = {word_key(text) for text in grid.texts(row - 1) if text}
    named = {} if len(above) != 1 else _evidence_of(grid.texts(row - 1), vocabulary)
    return best_at(grid, row, vocabulary, named)


def _evidence_of(texts: Sequence[str], vocabulary: Vocabulary) -> Evidence:
    kind, _ = vocabulary.kind_of_name(next(text for text in texts if text))
    return {kind: NEAR_NAME} if kind else {}


def _moved(header: Header, bottom: int) -> Header:
    by = bottom - header.bottom
    cells = tuple(replace(cell, row=cell.row + by) for cell in header.cells)
    return Header(header.top + by, bottom, cells)


def _blocks(
    grid: Grid,
    headers: Sequence[Understood],
    filled: Sequence[int],
    width: int,
    vocabulary: Vocabulary,
    evidence: Evidence,
) -> Iterator[Block]:
    groups: list[list[Understood]] = []
    for each in headers:
        is_own = is_of_labels(grid.cells[each.header.top - 1]) if each.header.top else False
        if groups and _columns_of(groups[-1][0]) == _columns_of(each) and not is_own:
            groups[-1].append(each)
        else:
            groups.append([each])
    since = 0
    for i, group in enumerate(groups):
        end = groups[i + 1][0].header.top if i + 1 < len(groups) else len(grid.cells)
        block = replace(_block(grid, group, filled, end, is_last=i + 1 == len(groups)), since=since)
        since = block.last + 1
        yield from _side_by_side(grid, block, vocabulary, evidence)


def _columns_of(understood: Understood) -> tuple[object, ...]:
    return (understood.of.kind, *((cell.column, cell.label) for cell in understood.header.cells))


def _block(
    grid: Grid, group: Sequence[Understood], filled: Sequence[int], end: int, *, is_last: bool
) -> Block:
    head = group[0].header
    inside = [i for i in filled if head.bottom < i < end]
    if not is_last:
        while inside and (_is_title(grid, inside[-1]) or is_of_labels(grid.cells[inside[-1]])):
            inside.pop()
    repeated = {i for each in group[1:] for i in range(each.header.top, each.header.bottom + 1)}
    titles = {each.header.top - 1 for each in group[1:] if _is_title(grid, each.header.top - 1)}
    above = " ".join(text for i in range(max(0, head.top - 4), head.top) for text in grid.texts(i) if text)
    unit = _UNIT.search(above)
    times = _UNITS.get(unit[1] or "千元", 1) if unit else 1
    last = inside[-1] if inside else head.bottom
    return Block(group[0], head.bottom + 1, last, frozenset(titles), frozenset(repeated), times)


def _is_title(grid: Grid, row: int) -> bool:
    cells = [cell for cell in grid.cells[row] if cell != ""]
    return (
        len(cells) == 1
        and isinstance(cells[0], str)
        and len(clean_line(cells[0])) < 40
        and not may_be_total(cells[0])
    )


def _side_by_side(grid: Grid, block: Block, vocabulary: Vocabulary, evidence: Evidence) -> Iterator[Block]:
    """The tables that stand beside one another under one row of headers, parted by blank columns."""
    if block.understood.contacts.groups:
        yield block  # its gaps are columns of contacts
        return
    header = block.understood.header
    parts, looks = _runs(header.cells), grid.looks_below(header.bottom)
    found = [understand(replace(header, cells=part), vocabulary, evidence, looks) for part in parts]
    apart = len(parts) > 1 and all(each is not None for each in found) and _are_apart(found)
    if not apart:
        yield block
        return
    for each in found:
        if each is not None:
            yield replace(block, understood=each, is_part=True)


def _are_apart(found: Sequence[Understood | None]) -> bool:
    kinds = [each.of.kind for each in found if each]
    fields = [{word.field for word in each.words if word} for each in found if each]
    return len(set(kinds)) > 1 or any(
        len(one & two) >= 2 for i, one in enumerate(fields) for two in fields[i + 1 :]
    )


def _runs(cells: Sequence[HeaderCell]) -> list[tuple[HeaderCell, ...]]:
    runs: list[list[HeaderCell]] = []
    for cell in cells:
        if runs and cell.column == runs[-1][-1].column + 1:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [tuple(run) for run in runs]
