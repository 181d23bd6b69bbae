"""Rows that are laid out alike, taken together: what is done to a column of them is done in one go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import contains

from workbook_crm.model.named_tuple import NamedTuple

from .layout import Layout
from .steps import Heads, Step


class Task(NamedTuple):
    """What a step is to do in a block; each sequence goes by the rows that it is about."""

    step: Step
    places: Sequence[int]
    """Where these rows stand in the block."""
    starts: Sequence[bytes]
    """How their cells begin: `D7"`."""
    contents: Sequence[bytes | None]
    """All of a cell behind its attributes; None where it keeps its value."""
    heads: Sequence[Heads]
    attributes: bytes | None
    """Those that all of these cells have; None where they differ, or where not each row has the cell."""


class Block:
    """Rows in their order, each cut at its cells; column 0 are the opening tags, column n the nth cells.

    `bodies` are the rows as they came, from behind `<row r="` to the last cell.
    """

    def __init__(
        self, numbers: Sequence[int], bodies: Sequence[bytes], rows: Sequence[Sequence[bytes]], layout: Layout
    ) -> None:
        self.numbers, self.layout = numbers, layout
        self.columns = list(map(list, zip(*rows, strict=True)))
        self.ends = [b'%d"' % number for number in numbers]
        self._bodies = bodies
        self._all: Sequence[int] = range(len(numbers))
        self._places = dict(zip(numbers, self._all, strict=True))

    def task(self, step: Step) -> Task:
        """What the step is to do here."""
        contents = list(map(step.contents.get, self.numbers)) if step.contents else [None]
        rows, places = self.numbers, self._all
        if None in contents:
            known = self._places.keys()
            rows = sorted(step.contents.keys() & known | step.unusual.keys() & known)
            contents = list(map(step.contents.get, rows))
            places = [self._places[row] for row in rows]
        starts = self._starts(step.letters, places)
        heads = list(map(step.unusual.get, rows, repeat(step.usual)))
        at = self.layout.index.get(step.column)
        shared = _shared_attributes(self.pieces(at, places), starts) if at is not None and starts else None
        return Task(step, places, starts, contents, heads, shared)

    def fits(self, task: Task, cell_key: bytes) -> bool:
        """Whether each row has the cell where the layout has it, or does not have it, as the layout says."""
        at = self.layout.index.get(task.step.column)
        if at is not None:
            pieces = self.pieces(at, task.places)
            return task.attributes is not None or all(map(bytes.startswith, pieces, task.starts))
        gap = self.layout.gap(task.step.column)
        bodies = [self._bodies[place] for place in task.places]
        return (
            (not gap.before or self._begin(gap.piece, gap.before))
            and (not gap.behind or self._begin(gap.piece + 1, gap.behind))
            and not any(map(contains, bodies, [cell_key + start for start in task.starts]))
        )

    def pieces(self, at: int, places: Sequence[int]) -> list[bytes]:
        """The pieces of one column in the rows at these places."""
        column = self.columns[at]
        return column if len(places) == len(column) else [column[place] for place in places]

    def attributes(self, at: int, places: Sequence[int]) -> list[bytes]:
        """The attributes of the cells of one column, or of the rows themselves, at these places."""
        pieces = self.pieces(at, places)
        shared = _shared_attributes(pieces, self._starts(self.layout.letters[at], places))
        return list(map(attributes_of, pieces)) if shared is None else [shared] * len(pieces)

    def put(self, at: int, task: Task, pieces: list[bytes]) -> None:
        """Put the pieces of one column in their places."""
        column = self.columns[at]
        if len(pieces) == len(column):
            self.columns[at] = pieces
            return
        for place, piece in zip(task.places, pieces, strict=True):
            column[place] = piece

    def _begin(self, at: int, letters: bytes) -> bool:
        return all(map(bytes.startswith, self.columns[at], self._starts(letters, self._all)))

    def _starts(self, letters: bytes, places: Sequence[int]) -> list[bytes]:
        """How the cells of a column begin in rows at these places."""
        return [letters + self.ends[place] for place in places]


def attributes_of(piece: bytes) -> bytes:
    """What stands behind the address of a cell, or the number of a row."""
    return piece[piece.index(b'"') + 1 : piece.index(b">")]


def _shared_attributes(pieces: Sequence[bytes], starts: Sequence[bytes]) -> bytes | None:
    """The attributes that all cells have which begin so; None where they differ or one begins otherwise."""
    attributes = attributes_of(pieces[0])
    openings = [start + attributes + b">" for start in starts]
    return attributes if all(map(bytes.startswith, pieces, openings)) else None
