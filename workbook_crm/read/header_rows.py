"""The row of a sheet that heads a table, of one row or of two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbook_crm.model.sheets import FILL_IN_HERE
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read.column_looks import Look, looks_of, some_below
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Evidence, Header, Understood, understand
from workbook_crm.read.seen_fields import Looks
from workbook_crm.read.text import clean_line

_NUMBER = re.compile(r"^[A-Z]-\d{6,}$")
_REACHED = re.compile(
    r"^(?:(?!(?:19|20)\d\d[-/.])\+?[\d()][\d()\s\-./]{6,}\d|[^@\s]+@[^@\s]+\.[a-zA-Z]{2,})$"
)
"""A phone or a mail, and nothing else."""
_LOOK_AHEAD = 4
_TOP = 10
"""Rows among which a list that we hand out says where to fill in."""
OVER_CELLS_TO_FILL = frozenset((FILL_IN_HERE.zh, FILL_IN_HERE.en))
"""Stands over the columns to fill in of a list that we hand out."""
NO_NAMES: Mapping[str, str] = {}
_FEW_COLUMNS = 3
"""A name over so many columns may head a group of them."""
_MUCH_BETTER = 0.45
"""Two rows head a table where they say so much more than the first: else the second is a record."""


class Grid:
    """The cells of one sheet as texts, asked for near headers only."""

    def __init__(
        self,
        cells: Sequence[Sequence[object]],
        fill: Mapping[tuple[int, int], object],
        names: Mapping[str, str] = NO_NAMES,
    ) -> None:
        self.cells = cells
        self.names = names
        """By header: which column of ours its sender says it is."""
        self.fill = fill
        """Cells of horizontal merges, by (row, column) from 0: the merge's value."""
        self._looks: dict[tuple[int, int], frozenset[Look]] = {}

    def looks_below(self, row: int) -> Looks:
        """What the cells below a row look like, by column."""

        def looks(column: int) -> frozenset[Look]:
            found = self._looks.get((row, column))
            if found is None:
                found = looks_of(some_below(self.cells, row, column))
                self._looks[row, column] = found
            return found

        return looks

    def texts(self, row: int) -> list[str]:
        """The row's cells as clean lines; numbers and dates are blank, as no header is one."""
        return [clean_line(cell) if isinstance(cell, str) else "" for cell in self.cells[row]]

    def is_wordy(self, row: int) -> bool:
        """Whether a row may be a header: hardly any numbers or dates in it."""
        cells = [cell for cell in self.cells[row] if cell != ""]
        odd = sum(not isinstance(cell, str) for cell in cells)
        return bool(cells) and odd * 5 <= len(cells)

    def names_record(self, row: int) -> bool:
        """Whether a row bears a number that we give, a phone or a mail: a record, and no part of a header."""
        return any(_NUMBER.match(text) or _REACHED.match(text) for text in self.texts(row) if text)

    def is_wide(self, row: int) -> bool:
        """Whether a row is one text across the columns: a title over the rows below it."""
        across = sum(at == row for at, _column in self.fill)
        return across > _FEW_COLUMNS and sum(map(bool, self.texts(row))) == 1

    def groups(self, row: int, labels: Sequence[str]) -> list[str]:
        """The names over groups of columns; without merged cells, a name reaches to the next one."""
        texts = self.texts(row)
        filled, last = [], ""
        for column, text in enumerate(texts):
            merged = self.fill.get((row, column))
            last = text or (clean_line(merged) if isinstance(merged, str) else "" if self.fill else last)
            filled.append(last if labels[column] or text else "")
        return filled


def header_at(grid: Grid, row: int) -> Header:
    """A header of one row."""
    cells = [HeaderCell(column, row, text) for column, text in enumerate(grid.texts(row)) if text]
    return Header(row, row, _as_answered(cells, grid.names))


def header_of_two(grid: Grid, row: int) -> Header:
    """A header of two rows: groups above, labels below; a label may stand in either."""
    labels, tops = grid.texts(row + 1), grid.texts(row)
    groups = grid.groups(row, labels)
    cells = [
        HeaderCell(column, row + 1, label, group if group != label else "")
        if label
        else HeaderCell(column, row, top)
        for column, (label, group, top) in enumerate(zip(labels, groups, tops, strict=True))
        if label or top
    ]
    return Header(row, row + 1, _as_answered(cells, grid.names))


def _as_answered(cells: Sequence[HeaderCell], names: Mapping[str, str]) -> tuple[HeaderCell, ...]:
    """The cells under the names that the sender gives them."""
    if not names:
        return tuple(cells)
    return tuple(
        replace(cell, label=names[cell.text], original=cell.label) if cell.text in names else cell
        for cell in cells
    )


def find_header(
    grid: Grid, rows: Sequence[int], vocabulary: Vocabulary, evidence: Evidence
) -> Understood | None:
    """The first header among `rows` that is understood, or a better one close below it."""
    rows = _below_guide(grid, rows)
    for i, row in enumerate(rows):
        best = best_at(grid, row, vocabulary, evidence)
        if best is None:
            continue
        return _better_below(best, grid, rows[i + 1 : i + 1 + _LOOK_AHEAD], vocabulary, evidence)
    return None


def _below_guide(grid: Grid, rows: Sequence[int]) -> Sequence[int]:
    """Of a list that we handed out the rows below what says where to fill in: no header stands above it."""
    over = [i for i, row in enumerate(rows[:_TOP]) if not OVER_CELLS_TO_FILL.isdisjoint(grid.texts(row))]
    return rows[over[-1] + 1 :] if over else rows


def _better_below(
    best: Understood, grid: Grid, rows: Sequence[int], vocabulary: Vocabulary, evidence: Evidence
) -> Understood:
    """A better header close below: several rows below what may be a title, right below a good header."""
    known = sum(word is not None for word in best.words)
    is_good = known >= 2 and known * 2 >= len(best.words)
    for row in rows[:1] if is_good else rows:
        other = best_at(grid, row, vocabulary, evidence)
        if other is not None and other.score > best.score + 0.5:
            best = other
    return best


def best_at(grid: Grid, row: int, vocabulary: Vocabulary, evidence: Evidence) -> Understood | None:
    """The header that begins at a row, of one row or of two."""
    if not grid.is_wordy(row) or grid.names_record(row) or not OVER_CELLS_TO_FILL.isdisjoint(grid.texts(row)):
        return None
    one = understand(header_at(grid, row), vocabulary, evidence, grid.looks_below(row))
    below = row + 1
    if below >= len(grid.cells) or not grid.is_wordy(below):
        return one
    if grid.names_record(below) or grid.is_wide(below):
        return one
    two = understand(header_of_two(grid, row), vocabulary, evidence, grid.looks_below(below))
    if two is None:
        return one
    under = understand(header_at(grid, below), vocabulary, evidence, grid.looks_below(below))
    if under is not None and _is_title(grid, row) and under.contacts.columns >= two.contacts.columns:
        return one
    if len(two.contacts.columns) > (len(one.contacts.columns) if one else 0):
        return two
    if one is not None and one.score >= two.score - _MUCH_BETTER:
        return one
    return None if under is not None and under.score >= two.score else two


def _is_title(grid: Grid, row: int) -> bool:
    """Whether a row holds one text alone, at the left of all: over a header that says as much it names no
    group of columns."""
    texts, below = grid.texts(row), grid.texts(row + 1)
    return sum(map(bool, texts)) == 1 and not any(below[: [bool(each) for each in texts].index(True)])
