"""How far the cells of a worksheet reach, and the worksheet without the few that stand far from the rest.

The reading library lays a sheet out as a full rectangle: two cells cost as much as all that lies between.
What counts is where values are; `<dimension>` may say anything, and formatted blanks cost nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbook_crm.model.place import column_number
from workbook_crm.read.library import Loaded
from workbook_crm.read.sheet_xml import SheetXml
from workbook_crm.read.told import Position, TooFarError

MAX_CELLS = 30_000_000
"""Of the rectangle that a sheet spans; a full one of this size takes the whole of the memory limit."""
EASY_CELLS = 4_000_000
"""A rectangle that may be as empty as it likes."""
MAX_LEFT_OUT = 1_000
"""More far cells than this are no accident; the file is refused and not trimmed."""
_FULL_ENOUGH = 10
_ROW_GAP = 1_000
_COLUMN_GAP = 100

_WIDE = re.compile(rb'r="([A-Z]{2,})\d')
_TYPED = re.compile(rb'\bt="(?:str|e)"')

Span = tuple[Position, int, int]
"""A cell and where its element starts and ends."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The rectangle that a sheet's values span."""

    rows: int
    columns: int

    @property
    def cells(self) -> int:
        return self.rows * self.columns


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A worksheet that can be read; `left_out` are the far cells that it no longer has."""

    data: bytes
    left_out: tuple[Position, ...] = ()


def rough_extent(sheet: SheetXml) -> Extent:
    """No less than the sheet spans, at the cost of two searches; formatted blanks count here."""
    data = sheet.data
    last_row = max(map(int, sheet.tags.numbered_row.findall(data)), default=0) or data.count(sheet.tags.row)
    letters = set(_WIDE.findall(data)) if _WIDE.search(data) else set()
    columns = max((column_number(each.decode()) for each in letters), default=26)
    if b'r="' not in data[data.find(sheet.tags.row) :][:4096]:
        columns = max(columns, _most_cells_in_a_row(sheet))
    return Extent(last_row, columns)


def _most_cells_in_a_row(sheet: SheetXml) -> int:
    return max((row.count(sheet.tags.cell) for row in sheet.data.split(sheet.tags.row)), default=0)


def is_easy(sheet: SheetXml) -> bool:
    """Whether the library can lay the sheet out as it is."""
    cells = rough_extent(sheet).cells
    return cells <= EASY_CELLS or (cells <= MAX_CELLS and sheet.data.count(b"<v") * _FULL_ENOUGH >= cells)


def trim(sheet: SheetXml) -> Trimmed:
    """The sheet without its far cells. Raises TooFarError where it cannot be made to fit."""
    spans = list(_valued_cells(sheet))
    everything = _extent([position for position, _, _ in spans])
    if everything.cells <= EASY_CELLS:
        return Trimmed(sheet.data)
    far = _far([position for position, _, _ in spans], everything)
    cut = [span for span in spans if span[0] in far]
    return Trimmed(_without(sheet.data, cut), tuple(sorted(far)))


def without_far_cells(loaded: Loaded) -> tuple[Loaded, tuple[Position, ...]]:
    """The same for a sheet that is laid out already, so that no later stage walks over a million blanks."""
    area = loaded.area
    everything = Extent(len(loaded.cells), area.right - area.left + 1)
    if everything.cells <= EASY_CELLS:
        return loaded, ()
    filled = list(_filled(loaded))
    far = far_positions(filled)
    if not far:
        return loaded, ()
    rows, columns = zip(*(position for position in filled if position not in far), strict=True)
    kept = [
        row[min(columns) - area.left : max(columns) - area.left + 1]
        for row in loaded.cells[min(rows) - area.top : max(rows) - area.top + 1]
    ]
    return Loaded(min(rows), min(columns), kept, loaded.merges), tuple(sorted(far))


def far_positions(filled: Collection[Position]) -> frozenset[Position]:
    """Those that must be left out for the rest to be laid out. Raises TooFarError."""
    everything = _extent(tuple(filled))
    if everything.cells <= EASY_CELLS or len(filled) * _FULL_ENOUGH >= everything.cells:
        return frozenset()
    return _far(filled, everything)


def _filled(loaded: Loaded) -> Iterator[Position]:
    for number, row in enumerate(loaded.cells, loaded.first_row):
        if row.count("") < len(row):
            yield from (
                (number, column) for column, cell in enumerate(row, loaded.first_column) if cell != ""
            )


def _far(positions: Collection[Position], everything: Extent) -> frozenset[Position]:
    """The cells outside of the main block of rows and columns. Raises TooFarError."""
    rows = _main_block((row for row, _ in positions), _ROW_GAP)
    columns = _main_block((column for _, column in positions), _COLUMN_GAP)
    far = frozenset(each for each in positions if each[0] not in rows or each[1] not in columns)
    if len(far) > MAX_LEFT_OUT or len(rows) * len(columns) > MAX_CELLS:
        raise TooFarError(everything.rows, everything.columns)
    return far


def _valued_cells(sheet: SheetXml) -> Iterator[Span]:
    data, end_tag, at = sheet.data, b"</" + sheet.tags.cell[1:] + b">", 0
    for tag in sheet.tags.cell_tag.finditer(data):
        if tag.start() < at or data[tag.end() - 2 : tag.end() - 1] == b"/":
            continue
        at = data.find(end_tag, tag.end())
        if at < 0:
            return
        position = sheet.position(tag.start())
        if position and (sheet.tags.cell_value.search(data, tag.end(), at + 1) or _TYPED.search(tag[0])):
            yield position, tag.start(), at + len(end_tag)


def _extent(positions: Sequence[Position]) -> Extent:
    if not positions:
        return Extent(0, 0)
    rows, columns = zip(*positions, strict=True)
    return Extent(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


def _main_block(numbers: Iterable[int], gap: int) -> range:
    """The stretch without a larger gap that holds most of the numbers."""
    counts = Counter(numbers)
    ordered = sorted(counts)
    cuts = [i for i, (left, right) in enumerate(pairwise(ordered), 1) if right - left > gap]
    stretches = [ordered[start:end] for start, end in pairwise([0, *cuts, len(ordered)])]
    fullest = max(stretches, key=lambda stretch: sum(counts[each] for each in stretch))
    return range(fullest[0], fullest[-1] + 1)


def _without(data: bytes, spans: Iterable[Span]) -> bytes:
    pieces, at = [], 0
    for _, start, end in spans:
        pieces.append(data[at:start])
        at = end
    pieces.append(data[at:])
    return b"".join(pieces)
