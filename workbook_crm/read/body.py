"""The rows of a table that hold records, told from those that do not, a column at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workbook_crm.model.columns import Column
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.grid import Area
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read import row_kinds
from workbook_crm.read.headers import Understood
from workbook_crm.read.noticed import ErrorValue, Fault, LongNumber
from workbook_crm.read.sums import NOT_COMMON, sum_rows
from workbook_crm.read.tables import Block
from workbook_crm.read.text import clean_line

_WRITTEN_ONCE = frozenset({"remark", "content", "summary", "amount"})
_HINT_ROWS = 4
"""Hints and examples stand within so many rows below the header."""
_LEAST_COLUMNS, _FOOT_CELLS = 3, 4
"""A title stands alone in a table of some columns; the foot of a page holds a few texts."""


@dataclass(frozen=True, slots=True)
class Body:
    """The rows that may be records; `columns[c][i]` stands in the 1-based row `rows[i]`."""

    rows: tuple[int, ...]
    columns: tuple[list[object], ...]
    empty: int
    subtotal: int
    findings: tuple[Finding, ...] = ()


def body_of(block: Block, understood: Understood, sheet: RawSheet, vocabulary: Vocabulary, file: str) -> Body:
    """The table's rows without blank ones, hints, examples, repeated headers and sums. Makes example-row."""
    cells = sheet.cells[block.first : block.last + 1]
    if block.is_part:
        cells = _until_last(cells, [cell.column for cell in understood.header.cells])
    width = len(sheet.cells[0])
    empty = {i - block.first for i in block.titles | block.repeated}
    empty |= {i for i, row in enumerate(cells) if row.count("") == width}
    findings: list[Finding] = []
    for i in _hints(cells, empty, understood, vocabulary):
        empty.add(i)
        word = row_kinds.example_word(_texts(cells[i]))
        if word is not None:
            place = Place(file, sheet.name, sheet.first_row + block.first + i)
            findings.append(finding(rules.EXAMPLE_ROW, place, word))
    titles = _titles(cells, empty, understood, sheet, block.first)
    for i, text in titles.items():
        empty.add(i)
        if text:
            findings.append(
                finding(rules.TITLE_ROW, Place(file, sheet.name, sheet.first_row + block.first + i), text)
            )
    sums = set(sum_rows(cells, empty, _with_unheaded(_columns(understood), block)))
    kept = [i for i in range(len(cells)) if i not in empty and i not in sums]
    columns = [list(column) for column in zip(*(cells[i] for i in kept), strict=True)] or [
        [] for _ in range(width)
    ]
    rows = tuple(sheet.first_row + block.first + i for i in kept)
    _overlay_faults(columns, rows, sheet)
    _overlay_merges(columns, rows, sheet, understood)
    return Body(rows, tuple(columns), len(empty), len(sums), tuple(findings))


def _until_last(cells: Sequence[Sequence[Cell]], columns: Sequence[int]) -> Sequence[Sequence[Cell]]:
    """The rows to the last one with content in these columns."""
    filled = [i for i, row in enumerate(cells) if any(row[c] != "" for c in columns)]
    return cells[: filled[-1] + 1] if filled else ()


def _texts(row: Sequence[object]) -> list[str]:
    return [clean_line(cell) if isinstance(cell, str) else "" for cell in row]


def _hints(
    cells: Sequence[Sequence[object]],
    skipped: Collection[int],
    understood: Understood,
    vocabulary: Vocabulary,
) -> Iterator[int]:
    """Rows right below the header that are about the columns and no records."""
    labels = {cell.column: cell.written for cell in understood.header.cells}
    for i, row in enumerate(cells[:_HINT_ROWS]):
        if i in skipped:
            continue
        texts = _texts(row)
        if (
            any(cell != "" and not isinstance(cell, str) for cell in row)
            and row_kinds.example_word(texts) is None
        ):
            return
        known = sum(
            bool(text) and _says_the_same(text, labels.get(c), understood, vocabulary)
            for c, text in enumerate(texts)
        )
        names = i == 0 and row_kinds.is_field_names(texts, known)
        is_hint = row_kinds.is_hint(texts) or row_kinds.is_unfilled(texts)
        if not (names or is_hint or row_kinds.example_word(texts) is not None):
            return
        yield i


def _titles(
    cells: Sequence[Sequence[object]],
    skipped: Collection[int],
    understood: Understood,
    sheet: RawSheet,
    first: int,
) -> dict[int, str]:
    """Rows about the rows around them, with what is to be said of each: nothing of the foot of a page."""
    columns = [cell.column for cell in understood.header.cells]
    if len(columns) < _LEAST_COLUMNS:
        return {}
    wide = {
        area.top - sheet.first_row - first
        for area in sheet.merges
        if area.top == area.bottom and area.right - area.left + 1 >= max(_LEAST_COLUMNS, len(columns) - 1)
    }
    found: dict[int, str] = {}
    below = _below_the_records(cells)
    for i, row in enumerate(cells):
        if len(row) - row.count("") > _FOOT_CELLS or i in skipped or any(map(row_kinds.may_be_total, row)):
            continue
        filled = [row[c] for c in columns if row[c] != ""]
        if not filled or not all(isinstance(cell, str) for cell in filled):
            continue
        texts = [clean_line(str(cell)) for cell in filled]
        if row_kinds.is_foot(texts):
            found[i] = ""
        elif len(texts) == 1 and (
            row_kinds.is_group_title(texts[0])
            or i in wide
            or (i >= below and row_kinds.is_sentence(texts[0]))
        ):
            found[i] = texts[0]
    return found


def _below_the_records(cells: Sequence[Sequence[object]]) -> int:
    """The first of the last rows that hold one cell at the most."""
    many = (i for i in range(len(cells) - 1, -1, -1) if len(cells[i]) - cells[i].count("") > 1)
    return next(many, -1) + 1


def _says_the_same(text: str, label: str | None, understood: Understood, vocabulary: Vocabulary) -> bool:
    """Whether a cell under a label names the same column: `name` under 客户名称."""
    if label is None:
        return False
    kind = understood.of.kind
    below, above = vocabulary.meanings(text).get(kind), vocabulary.meanings(label).get(kind)
    return below is not None and above is not None and below[0].field == above[0].field


def _columns(understood: Understood) -> list[tuple[int, Column | None]]:
    return [
        (cell.column, understood.of.by_field[word.field] if word else None)
        for cell, word in zip(understood.header.cells, understood.words, strict=True)
    ]


def _with_unheaded(columns: list[tuple[int, Column | None]], block: Block) -> list[tuple[int, Column | None]]:
    """The columns with those in front that the header leaves out: 小计 may stand where rows are counted."""
    first = min((c for c, _ in columns), default=0)
    return columns if block.is_part else [*((c, None) for c in range(first)), *columns]


def _overlay_faults(columns: list[list[object]], rows: Sequence[int], sheet: RawSheet) -> None:
    """Put error values, formulas without a value and all digits of long numbers where they stand."""
    if not (sheet.errors or sheet.unvalued or sheet.long_numbers):
        return
    index = {row: i for i, row in enumerate(rows)}
    for (row, column), text in sheet.errors.items():
        if row in index and 0 <= column - sheet.first_column < len(columns):
            columns[column - sheet.first_column][index[row]] = ErrorValue(text)
    for (row, column), text in sheet.long_numbers.items():
        if row in index and 0 <= column - sheet.first_column < len(columns):
            columns[column - sheet.first_column][index[row]] = LongNumber(text)
    for row, column in sheet.unvalued:
        if row in index and 0 <= column - sheet.first_column < len(columns):
            columns[column - sheet.first_column][index[row]] = Fault.UNCALCULATED


def _overlay_merges(
    columns: list[list[object]], rows: Sequence[int], sheet: RawSheet, understood: Understood
) -> None:
    """Give the value of a merge down a column to all its rows that hold something else besides."""
    tall = [area for area in sheet.merges if area.bottom > area.top]
    if not tall or not rows:
        return
    index = {row: i for i, row in enumerate(rows)}
    shared = {c for c, column in _columns(understood) if column is None or _is_shared(column)}
    for area in tall:
        c = area.left - sheet.first_column
        first = index.get(area.top)
        if c in shared and first is not None:
            _share(columns[c], columns[c][first], area, index)


def _is_shared(column: Column) -> bool:
    return column.of not in NOT_COMMON and column.field not in _WRITTEN_ONCE


def _share(column: list[object], value: object, area: Area, index: dict[int, int]) -> None:
    for row in range(area.top + 1, min(area.bottom, area.top + 100_000) + 1):
        if row in index and column[index[row]] == "":
            column[index[row]] = value
