"""The cells of a column, written for a block of rows: changed where they are, made where there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import add

from workbook_crm.model.grid import column_letters

from .block import Block, Task, attributes_of
from .ink import Ink, styled
from .layout import Layout
from .markup import get_attribute
from .plain import Chunk
from .steps import Heads, Step

_SLASH = ord("/")


class CellWriter:
    """Does steps on blocks of rows, which come in their order.

    It remembers the attributes that each column had last below its header, for the cells that are missing
    further down.
    """

    def __init__(
        self, ink: Ink, prefix: bytes, column_styles: Mapping[int, int], *, has_formulas: bool
    ) -> None:
        self.has_extensions = False
        """Whether cells of the next blocks may have extension lists."""
        self._ink, self._column_styles, self._has_formulas = ink, column_styles, has_formulas
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._formula = b"<" + prefix + b"f"
        self._extension = b"<" + prefix + b"extLst"
        self._above: dict[int, bytes | None] = {}
        self._chunks: Sequence[Chunk] = ()
        self._header_row = 0
        self._results = _Results(ink)

    def begin(self, chunks: Sequence[Chunk], header_row: int) -> None:
        """Take in all rows as they came, before the first block of them."""
        self._chunks, self._header_row = chunks, header_row

    def write(self, block: Block, tasks: Sequence[Task]) -> None:
        """Do all that is to be done in a block, from left to right."""
        beside = {task.step.column: _left_of(task, block) for task in tasks if task.step.beside}
        made: dict[int, dict[int, bytes]] = {}
        for task in tasks:
            column = task.step.column
            at = block.layout.index.get(column)
            if at is not None:
                self._change(block, at, task)
                continue
            gap = block.layout.gap(column).piece
            lefts = beside.get(column, {}) | made.setdefault(gap, {})
            made[gap].update(self._make(block, gap, task, lefts))

    def write_one(self, pieces: list[bytes], number: int, layout: Layout, steps: Sequence[Step]) -> None:
        """Do all that is to be done in a row laid out like no other; `pieces` are changed in place."""
        end, is_header = b'%d"' % number, number <= self._header_row
        as_it_was, made = pieces.copy(), dict[int, bytes]()
        for step in steps:
            content, heads = step.contents.get(number), step.unusual.get(number, step.usual)
            at, start = layout.index.get(step.column), step.letters + end
            if at is not None:
                cell = pieces[at]
                if not is_header:
                    self._above[step.column] = cell[len(start) : cell.index(b">")]
                pieces[at] = self._changed(cell, start, content, heads)
                continue
            gap = layout.gap(step.column).piece
            left = made[gap] if gap in made else attributes_of(as_it_was[gap]) if step.beside else b""
            attributes = self._taken(step, content, pieces[0], left, is_header=is_header)
            made[gap] = attributes
            pieces[gap] += self._made(start, content, heads, attributes)

    def _change(self, block: Block, at: int, task: Task) -> None:
        """Write cells that are there."""
        cells, starts, heads = block.pieces(at, task.places), task.starts, task.heads
        contents = [content for content in task.contents if content is not None]
        if not self._is_header(block):
            self._above[task.step.column] = attributes_of(cells[-1])
        if len(contents) < len(cells) or not self._are_bare(cells):
            written = list(map(self._changed, cells, starts, task.contents, heads))
        else:
            own = (
                map(attributes_of, cells) if task.attributes is None else repeat(task.attributes, len(cells))
            )
            attributes = [head[given] for head, given in zip(heads, own, strict=True)]
            written = list(map(b"".join, zip(starts, attributes, contents, strict=True)))
        block.put(at, task, written)

    def _are_bare(self, pieces: Sequence[bytes]) -> bool:
        """Whether these are cells without formulas and extensions, and nothing stands behind them."""
        if self.has_extensions or not all(map(bytes.endswith, pieces, repeat((self._cell_end, b"/>")))):
            return False
        return not (self._has_formulas and any(self._formula in piece for piece in pieces))

    def _changed(self, cell: bytes, start: bytes, content: bytes | None, heads: Heads) -> bytes:
        """One cell that is there, and what stands behind it, after a closer look."""
        end = cell.index(b">")
        if cell[end - 1] == _SLASH:
            attributes, stop = cell[len(start) : end - 1], end + 1
        else:
            attributes = cell[len(start) : end]
            stop = cell.index(self._cell_end, end) + len(self._cell_end)
            if self._has_formulas and self._has_formula(cell, end, stop):
                content = None
        if content is not None:
            if self.has_extensions:
                content = self._with_extension(content, cell, end, stop)
            return start + heads[attributes] + content + cell[stop:]
        if heads.kept is not None:
            return start + heads.kept[attributes] + cell[len(start) + len(attributes) :]
        return cell

    def _has_formula(self, cell: bytes, start: int, stop: int) -> bool:
        """Whether there is an `<f>`, and not only an element whose name begins so."""
        at = start
        while (at := cell.find(self._formula, at, stop)) >= 0:
            at += len(self._formula)
            if cell[at] in b" >/\t\r\n":
                return True
        return False

    def _with_extension(self, content: bytes, cell: bytes, start: int, stop: int) -> bytes:
        """The content of a cell with the extension list that the cell has."""
        at = cell.find(self._extension, start, stop)
        if at < 0:
            return content
        opened = content[: -len(self._cell_end)] if content.endswith(self._cell_end) else b">"
        return opened + cell[at:stop]

    def _make(self, block: Block, gap: int, task: Task, lefts: Mapping[int, bytes]) -> dict[int, bytes]:
        """Make cells behind this column of pieces; by their place, the attributes that they took.

        `lefts` are the attributes, as they were, of the cells that a result column stands beside.
        """
        beside = [lefts.get(place, b"") for place in task.places]
        contents = [content for content in task.contents if content is not None]
        if task.step.beside and len(contents) == len(beside):
            taken = [self._results[left] for left in beside]
            attributes = [head[given] for head, given in zip(task.heads, taken, strict=True)]
            pieces = zip(repeat(self._cell_key), task.starts, attributes, contents, strict=False)
            cells = list(map(b"".join, pieces))
        else:
            is_header = self._is_header(block)
            openings = block.pieces(0, task.places)
            taken = [
                self._taken(task.step, content, opening, left, is_header=is_header)
                for content, opening, left in zip(task.contents, openings, beside, strict=True)
            ]
            cells = list(map(self._made, task.starts, task.contents, task.heads, taken))
        block.put(gap, task, list(map(add, block.pieces(gap, task.places), cells)))
        return dict(zip(task.places, taken, strict=True))

    def _made(self, start: bytes, content: bytes | None, head: Heads, attributes: bytes) -> bytes:
        """A new cell; nothing where there is nothing to show in it."""
        if content is not None:
            return self._cell_key + start + head[attributes] + content
        return self._cell_key + start + head.kept[attributes] + b"/>" if head.kept is not None else b""

    def _taken(
        self, step: Step, content: bytes | None, opening: bytes, left: bytes, *, is_header: bool
    ) -> bytes:
        """The attributes of a missing cell: those of its neighbour to the left, its column or its row."""
        if content is not None and step.beside:
            return self._results[left]
        if content is not None and not is_header:
            return self._like_others(opening, step.column)
        return self._like_row(opening, step.column)

    def _like_others(self, opening: bytes, column: int) -> bytes:
        """What a missing cell looks like: as the one above it, the first of its column, its row or column."""
        if column not in self._above:
            self._above[column] = self._first_below_header(column)
        above = self._above[column]
        if above is not None:
            return styled(self._ink.shared_style(self._ink.style_of(above)))
        return self._like_row(opening, column)

    def _first_below_header(self, column: int) -> bytes | None:
        """The attributes of the first cell that a column has below the header."""
        start = self._cell_key + column_letters(column).encode()
        for chunk in self._chunks:
            for number, row in zip(chunk.numbers, chunk.rows, strict=True):
                at = row.find(b'%s%d"' % (start, number)) if number > self._header_row else -1
                if at >= 0:
                    return attributes_of(row[at + len(start) :]).rstrip(b"/")
        return None

    def _like_row(self, opening: bytes, column: int) -> bytes:
        own = get_attribute(opening[: opening.index(b">")], "s")
        return styled(int(own) if own else self._column_styles.get(column, 0))

    def _is_header(self, block: Block) -> bool:
        return block.numbers[0] <= self._header_row


class _Results(dict[bytes, bytes]):
    """The attributes of result cells by those of the cells that they stand beside."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink

    def __missing__(self, left: bytes) -> bytes:
        attributes = self[left] = styled(self._ink.result_style(self._ink.style_of(left)))
        return attributes


def _left_of(task: Task, block: Block) -> dict[int, bytes]:
    """By place, the attributes of the cells to the left of a missing column; of the row where none is."""
    if task.step.column in block.layout.index:
        return {}
    attributes = block.attributes(block.layout.gap(task.step.column).piece, task.places)
    return dict(zip(task.places, attributes, strict=True))
