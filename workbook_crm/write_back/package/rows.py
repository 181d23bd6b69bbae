"""The rows of a sheet, rewritten in one walk over their bytes without building a tree.

The walk trusts a plain form only: `<row r="7"` and `<c r="D7"` with r first, no comments, no CDATA, rows in
order; `plain.py` brings anything else into that form before. A row is cut at its cells, the cells that change
are found by their place in the row before, for rows are much alike, and checked by their address; so a row
costs as much as it has cells to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .error import PackageError
from .ink import Ink
from .layout import Layout
from .markup import get_attribute
from .plain import ordered_rows, row_chunks
from .plan import RowPlan
from .steps import Step, Steps

_SLASH = ord("/")
_NO_MORE = 1 << 30
"""A row behind the last one of any sheet."""
_OTHERWISE = -1
"""Told of a row that is not laid out like the one before."""
_MOST_LAYOUTS = 1_000

Made = tuple[int, bytes]
"""The column of a cell, and the attributes that it had or was made with."""


class RowWriter:
    """Rewrites the rows of one sheet by a plan.

    It remembers the attributes that each column had last, for the cells that are missing further down.
    """

    def __init__(self, plan: RowPlan, ink: Ink, prefix: bytes, *, has_formulas: bool) -> None:
        self._plan, self._ink, self._prefix = plan, ink, prefix
        self._row_key = b"<" + prefix + b'row r="'
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._row_end = b"</" + prefix + b"row>"
        self._formula = b"<" + prefix + b"f"
        self._extension = b"<" + prefix + b"extLst"
        self._references = re.compile(re.escape(self._cell_key) + rb"([A-Z]{1,3})[0-9]")
        self._steps = Steps(plan, ink)
        self._above: dict[int, bytes] = {}
        self._spans: dict[tuple[bytes, int], bytes] = {}
        self._results: dict[bytes, bytes] = {}
        self._layout = Layout(())
        self._layouts: dict[tuple[bytes, ...], Layout] = {}
        self._has_formulas, self._has_extensions = has_formulas, False

    def rewritten(self, data: bytes) -> bytes:
        """The rows with everything in the plan done; `data` is what stands inside of `<sheetData>`."""
        return b"".join(self._pieces(data))

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        wanted = iter((*self._plan.rows(), _NO_MORE))
        row = next(wanted)
        for chunk in row_chunks(data, self._row_key):
            before, *rows = chunk.split(self._row_key)
            self._has_extensions = self._extension in chunk
            yield before
            for xml in rows:
                number = int(xml[: xml.index(b'"')])
                while row < number:
                    yield self._new_row(row)
                    row = next(wanted)
                if row == number:
                    yield self._changed(xml, row)
                    row = next(wanted)
                else:
                    yield self._row_key + xml
        while row != _NO_MORE:
            yield self._new_row(row)
            row = next(wanted)

    def _new_row(self, row: int) -> bytes:
        """A row that the sheet does not have, with what is to be written into it."""
        return self._changed(b'%d">%s' % (row, self._row_end), row)

    def _changed(self, xml: bytes, row: int) -> bytes:
        """One row, given from behind `<row r="` on, with its steps done."""
        body, closing = self._parted(xml)
        steps = self._steps.of(row)
        cells = body.split(self._cell_key)
        last = _OTHERWISE
        if len(cells) == self._layout.pieces:
            last = self._write(cells, body, row, steps)
        if last == _OTHERWISE:
            cells, last = self._laid_out(body, row, steps)
        cells[0] = self._spanned(cells[0], xml.index(b'"'), last)
        return self._row_key + self._cell_key.join(cells) + closing

    def _laid_out(self, body: bytes, row: int, steps: list[Step]) -> tuple[list[bytes], int]:
        """The row's pieces with its steps done, and the last column of these, after a closer look at it."""
        for arranged in (_as_it_is, self._in_order):
            body = arranged(body)
            layout = self._layout_of(body)
            if layout is not None:
                self._layout, cells = layout, body.split(self._cell_key)
                last = self._write(cells, body, row, steps)
                if last != _OTHERWISE:
                    return cells, last
        raise PackageError("a row has the same cell twice")

    def _in_order(self, body: bytes) -> bytes:
        ordered = ordered_rows(self._row_key + body + self._row_end, self._prefix)
        return ordered[len(self._row_key) : -len(self._row_end)]

    def _parted(self, xml: bytes) -> tuple[bytes, bytes]:
        """A row's opening tag and cells, and what comes behind the last cell."""
        if xml.endswith(self._row_end) and not self._has_extensions:
            return xml[: -len(self._row_end)], self._row_end
        end = xml.rfind(self._row_end)
        if end < 0:
            opened = xml.index(b"/>")
            return xml[:opened].rstrip() + b">", self._row_end + xml[opened + 2 :]
        if self._has_extensions:
            at = xml.find(self._extension, max(xml.rfind(self._cell_end), 0))
            end = at if at >= 0 else end
        return xml[:end], xml[end:]

    def _layout_of(self, body: bytes) -> Layout | None:
        """How a row is laid out; None where its cells do not stand from left to right."""
        letters = tuple(self._references.findall(body))
        layout = self._layouts.get(letters)
        if layout is None:
            if len(self._layouts) > _MOST_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[letters] = Layout(letters)
        whole = layout.pieces == body.count(self._cell_key) + 1
        return layout if whole and layout.is_ordered else None

    def _write(  # noqa: PLR0912  # the innermost loop: a call a cell would double what a large sheet takes
        self, cells: list[bytes], body: bytes, row: int, steps: list[Step]
    ) -> int:
        """Do the steps of a row on its pieces; the last column that they are about, or _OTHERWISE."""
        number, last = b'%d"' % row, 0
        left, made = (0, b""), (0, b"")
        index, above, cell_end = self._layout.index, self._above, self._cell_end
        for step in steps:
            content, kept = step.contents(row), step.kept
            if content is None and kept is None:
                continue
            last = column = step.column
            at = index.get(column)
            if at is None:
                attributes = self._insert(cells, body, number, step, content, max(left, made))
                if attributes is None:
                    return _OTHERWISE
                made = column, attributes
                continue
            cell, start = cells[at], step.letters + number
            if not cell.startswith(start):
                return _OTHERWISE
            end = cell.index(b">")
            if cell[end - 1] == _SLASH:
                attributes, stop = cell[len(start) : end - 1], end + 1
            else:
                attributes = cell[len(start) : end]
                stop = len(cell) if cell.endswith(cell_end) else cell.index(cell_end, end) + len(cell_end)
                if self._has_formulas and self._has_formula(cell, end, stop):
                    content = None
            above[column], left = attributes, (column, attributes)
            if content is not None:
                head = step.heads.get(attributes)
                if head is None:
                    head = self._head(step, attributes)
                if self._has_extensions:
                    content = self._with_extension(content, cell, end, stop)
                cells[at] = start + head + content + cell[stop:]
            elif kept is not None:
                head = kept.get(attributes)
                if head is None:
                    head = kept[attributes] = self._ink.head(attributes, None, step.tone)
                cells[at] = start + head + cell[len(start) + len(attributes) :]
        return last

    def _head(self, step: Step, attributes: bytes) -> bytes:
        """What becomes of the attributes of a cell that gets a value; kept for the next cell like it."""
        own = attributes if step.style is None else _styled(step.style)
        head = step.heads[attributes] = self._ink.head(own, step.kind, step.tone)
        return head

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

    def _insert(
        self, cells: list[bytes], body: bytes, number: bytes, step: Step, content: bytes | None, left: Made
    ) -> bytes | None:
        """Put a cell where there was none; its attributes, or None if the row is laid out otherwise.

        `left` is the nearest cell to the left that was written, with the attributes that it had.
        """
        gap = self._layout.gap(step.column)
        address = self._cell_key + step.letters + number
        if address in body or not (
            (not gap.before or cells[gap.piece].startswith(gap.before + number))
            and (not gap.behind or cells[gap.piece + 1].startswith(gap.behind + number))
        ):
            return None
        if step.beside:
            attributes = self._result_attributes(cells, gap.piece, left)
        else:
            attributes = self._new_attributes(cells[0], step, content)
        if content is None:
            head, content = self._ink.head(attributes, None, step.tone), b"/>"
        else:
            known = step.heads.get(attributes)
            head = self._head(step, attributes) if known is None else known
        cells[gap.piece] += address + head + content
        return attributes

    def _new_attributes(self, opening: bytes, step: Step, content: bytes | None) -> bytes:
        """What a missing cell looks like: as asked for, as the one above it, or as its row or column."""
        if step.style is not None:
            return _styled(step.style)
        above = self._above.get(step.column) if content is not None else None
        if above is not None:
            return _styled(self._ink.shared_style(self._ink.style_of(above)))
        own = get_attribute(opening[: opening.index(b">")], "s")
        attributes = _styled(int(own) if own else self._plan.column_styles.get(step.column, 0))
        if content is not None:
            self._above[step.column] = attributes
        return attributes

    def _result_attributes(self, cells: list[bytes], behind: int, left: Made) -> bytes:
        """The attributes of a result cell: from the nearest cell to the left, old or just made."""
        column = self._layout.columns[behind - 1] if behind else 0
        if left[0] >= column:
            beside = left[1]
        else:
            cell = cells[behind]
            beside = cell[: cell.index(b">")].partition(b'"')[2]
        found = self._results.get(beside)
        if found is None:
            style = self._ink.result_style(self._ink.style_of(beside))
            found = self._results[beside] = _styled(style)
        return found

    def _spanned(self, opening: bytes, number_end: int, column: int) -> bytes:
        """The opening tag of a row whose `spans`, where it has them, reach as far as the cells do."""
        attributes = opening[number_end:]
        wider = self._spans.get((attributes, column))
        if wider is None:
            if len(self._spans) > _MOST_LAYOUTS:
                self._spans.clear()
            wider = self._spans[attributes, column] = _spanned(attributes, column)
        return opening[:number_end] + wider


def _as_it_is(body: bytes) -> bytes:
    return body


def _styled(style: int) -> bytes:
    return b' s="%d"' % style if style else b""


def _spanned(attributes: bytes, column: int) -> bytes:
    """The attributes of a row with the last of its spans ending at or behind the column."""
    spans = re.search(rb'(?<= spans=")([^"]*:)?([0-9]+)(?=")', attributes)
    if spans is None or not spans[1] or int(spans[2]) >= column:
        return attributes
    return attributes[: spans.start(2)] + b"%d" % column + attributes[spans.end(2) :]
