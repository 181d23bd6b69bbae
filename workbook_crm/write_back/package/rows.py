"""The rows of a sheet, rewritten in one walk over their bytes without building a tree.

The walk trusts a plain form only: `<row r="7"` and `<c r="D7"` with r first, no comments, no CDATA, rows in
order; `plain.py` brings anything else into that form before. Rows are cut at their cells. Rows that follow
each other are mostly laid out in a few ways, so those of one way are taken together as a block, and each
column that changes is written for all of them in one go, after its addresses were looked at; so a sheet
costs as much as it has cells to change.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby, repeat
from operator import add

from .block import Block, Task
from .cells import CellWriter
from .error import PackageError
from .ink import Ink
from .layout import Layout
from .markup import get_attribute, with_attribute
from .plain import Chunk, ordered_rows
from .plan import RowPlan
from .steps import Steps

_MOST_LAYOUTS = 1_000
_FEW = 4
"""Fewer rows of one layout are written one by one: a block has to be laid out first."""


class RowWriter:
    """Rewrites the rows of one sheet by a plan."""

    def __init__(self, plan: RowPlan, ink: Ink, prefix: bytes, *, has_formulas: bool) -> None:
        self._prefix = prefix
        self._row_key = b"<" + prefix + b'row r="'
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._row_end = b"</" + prefix + b"row>"
        self._extension = b"<" + prefix + b"extLst"
        self._references = re.compile(re.escape(self._cell_key) + rb"([A-Z]{1,3})[0-9]")
        self._rows = plan.rows()
        self._wanted = frozenset(self._rows)
        self._steps = Steps(plan, ink)
        self._cells = CellWriter(ink, prefix, plan.column_styles, has_formulas=has_formulas)
        self._layouts: dict[tuple[bytes, ...], Layout] = {}
        self._layout = Layout(())
        self._spans = _Spans()

    def rewritten(self, chunks: Sequence[Chunk]) -> Iterator[bytes]:
        """The rows of a sheet, in pieces, with all in the plan done."""
        self._cells.begin(chunks, self._steps.header_row)
        for before, first, last, numbers, rows, has_extensions in chunks:
            self._cells.has_extensions = has_extensions
            asked = self._rows[bisect_left(self._rows, first) : bisect(self._rows, last)]
            yield before
            yield self._stretch(*self._with_new(numbers, rows, asked))
        self._cells.has_extensions = False
        done = max((chunk.last for chunk in chunks), default=0)
        yield self._stretch(*self._with_new([], [], self._rows[bisect(self._rows, done) :]))

    def _with_new(
        self, numbers: list[int], rows: list[bytes], asked: list[int]
    ) -> tuple[list[int], list[bytes]]:
        """Rows with those among them that are asked for and the sheet does not have."""
        missing = set(asked).difference(numbers)
        if not missing:
            return numbers, rows
        known = dict(zip(numbers, rows, strict=True))
        known.update((row, b'%d">%s' % (row, self._row_end)) for row in missing)
        every = sorted(known)
        return every, [known[row] for row in every]

    def _stretch(self, numbers: list[int], rows: list[bytes]) -> bytes:
        """Rows that follow each other, given from behind `<row r="` on; those that are wanted are changed."""
        done: list[bytes] = []
        for is_wanted, run in _runs(map(self._wanted.__contains__, numbers)):
            done += self._changed(numbers[run], rows[run]) if is_wanted else rows[run]
        return self._row_key.join((b"", *done))

    def _changed(self, numbers: list[int], rows: list[bytes]) -> Iterable[bytes]:
        """Rows with their steps done, taken together where they have the same steps and as many cells."""
        bodies, closings = self._parted(rows)
        cut = [body.split(self._cell_key) for body in bodies]
        kinds = list(zip(map(self._steps.header_row.__eq__, numbers), map(len, cut), strict=True))
        made = _by_kind(kinds, self._written, numbers, bodies, cut)
        return map(add, map(self._cell_key.join, made), closings)

    def _parted(self, rows: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        """Of each row the opening tag and cells, and what comes behind the last cell."""
        end = self._row_end
        if all(map(bytes.endswith, rows, repeat(end))) and not self._cells.has_extensions:
            return [xml[: -len(end)] for xml in rows], [end] * len(rows)
        parted = list(map(self._parted_row, rows))
        return [body for body, _ in parted], [closing for _, closing in parted]

    def _parted_row(self, xml: bytes) -> tuple[bytes, bytes]:
        end = xml.rfind(self._row_end)
        if end < 0:
            opened = xml.index(b"/>")
            return xml[:opened].rstrip() + b">", self._row_end + xml[opened + 2 :]
        if self._cells.has_extensions:
            at = xml.find(self._extension, max(xml.rfind(self._cell_end), 0), end)
            end = at if at >= 0 else end
        return xml[:end], xml[end:]

    def _written(
        self, numbers: list[int], bodies: list[bytes], rows: list[list[bytes]]
    ) -> Iterable[Sequence[bytes]]:
        """The pieces of rows of as many cells, which may be laid out alike, with their steps done."""
        if self._layout.pieces != len(rows[0]):
            self._layout = self._layout_of(self._letters(bodies[0]))
        block = Block(numbers, bodies, rows, self._layout)
        if self._write(block):
            return zip(*block.columns, strict=True)
        letters = list(map(self._letters, bodies))
        return _by_kind(letters, self._alike, numbers, bodies, rows, letters)

    def _alike(
        self,
        numbers: list[int],
        bodies: list[bytes],
        rows: list[list[bytes]],
        letters: list[tuple[bytes, ...]],
    ) -> Iterable[Sequence[bytes]]:
        """The pieces of rows whose cells are in the same columns, with their steps done."""
        self._layout = self._layout_of(letters[0])
        if len(numbers) < _FEW and self._layout.is_ordered:
            each_row = zip(numbers, bodies, rows, strict=True)
            return [
                pieces if self._write_one(pieces, number) else self._laid_out(number, body)
                for number, body, pieces in each_row
            ]
        block = Block(numbers, bodies, rows, self._layout)
        if self._write(block):
            return zip(*block.columns, strict=True)
        return [self._laid_out(number, body) for number, body in zip(numbers, bodies, strict=True)]

    def _laid_out(self, number: int, body: bytes) -> Sequence[bytes]:
        """One row after a closer look at how it is laid out."""
        for arranged in (_as_it_is, self._in_order):
            body = arranged(body)
            self._layout = self._layout_of(self._letters(body))
            block = Block([number], [body], [body.split(self._cell_key)], self._layout)
            if self._write(block):
                return [piece for column in block.columns for piece in column]
        raise PackageError("a row has the same cell twice")

    def _write(self, block: Block) -> bool:
        """Do the steps of a block; False, and nothing done, where it is laid out otherwise."""
        if not block.layout.is_ordered or block.layout.pieces != len(block.columns):
            return False
        tasks = [task for step in self._steps.of(block.numbers[0]) if (task := block.task(step)).places]
        if not all(block.fits(task, self._cell_key) for task in tasks):
            return False
        self._cells.write(block, tasks)
        self._widen_spans(block, tasks)
        return True

    def _write_one(self, pieces: list[bytes], number: int) -> bool:
        """Do the steps of one row; False, and nothing done, where an address in it is another row's."""
        steps = [step for step in self._steps.of(number) if number in step.contents or number in step.unusual]
        index, end = self._layout.index, b'%d"' % number
        present = [step for step in steps if step.column in index]
        if not all(pieces[index[step.column]].startswith(step.letters + end) for step in present):
            return False
        self._cells.write_one(pieces, number, self._layout, steps)
        if steps:
            pieces[0] = end + self._spans[pieces[0][len(end) :], steps[-1].column]
        return True

    def _in_order(self, body: bytes) -> bytes:
        ordered = ordered_rows(self._row_key + body + self._row_end, self._prefix)
        return ordered[len(self._row_key) : -len(self._row_end)]

    def _letters(self, body: bytes) -> tuple[bytes, ...]:
        """The columns of a row's cells."""
        return tuple(self._references.findall(body))

    def _layout_of(self, letters: tuple[bytes, ...]) -> Layout:
        if letters not in self._layouts:
            if len(self._layouts) > _MOST_LAYOUTS:
                self._layouts.clear()
            self._layouts[letters] = Layout(letters)
        return self._layouts[letters]

    def _widen_spans(self, block: Block, tasks: Sequence[Task]) -> None:
        """Let the `spans` of rows, where they have them, reach as far as their cells do now."""
        last = [0] * len(block.numbers)
        for task in tasks:
            if len(task.places) == len(last):
                last = [task.step.column] * len(last)
                continue
            for place in task.places:
                last[place] = task.step.column
        openings = zip(block.columns[0], block.ends, last, strict=True)
        block.columns[0] = [
            end + self._spans[opening[len(end) :], column] for opening, end, column in openings
        ]


class _Spans(dict[tuple[bytes, int], bytes]):
    """The attributes of rows whose last cell that was written is in a column, as they become."""

    def __missing__(self, key: tuple[bytes, int]) -> bytes:
        if len(self) > _MOST_LAYOUTS:
            self.clear()
        attributes = self[key] = _spanned(*key)
        return attributes


def _runs(keys: Iterable[object]) -> Iterator[tuple[object, slice]]:
    """Where the same key stands several times in a row."""
    at = 0
    for key, run in groupby(keys):
        yield key, slice(at, at := at + len(list(run)))


def _by_kind(
    kinds: Sequence[Hashable],
    written: Callable[..., Iterable[Sequence[bytes]]],
    *about: Sequence[object],
) -> Iterable[Sequence[bytes]]:
    """What is written of rows, given all that is known about each, a kind at a time; in their order."""
    places: dict[Hashable, list[int]] = {}
    for place, kind in enumerate(kinds):
        places.setdefault(kind, []).append(place)
    if len(places) == 1:
        return written(*about)
    made: list[Sequence[bytes]] = [()] * len(kinds)
    for of_kind in places.values():
        rows = written(*([each[place] for place in of_kind] for each in about))
        for place, row in zip(of_kind, rows, strict=True):
            made[place] = row
    return made


def _as_it_is(body: bytes) -> bytes:
    return body


def _spanned(attributes: bytes, column: int) -> bytes:
    """The attributes of a row with the last of its spans ending at or behind the column."""
    first, _, last = (get_attribute(attributes, "spans") or "").rpartition(":")
    if not first or not last.isdecimal() or int(last) >= column:
        return attributes
    return with_attribute(attributes, "spans", f"{first}:{column}")
