"""The rows of a sheet, rewritten in one walk over their bytes without building a tree.

The walk trusts a plain form only: `<row r="7"` and `<c r="D7"` with r first, no comments, no CDATA, rows
and cells in order; `plain.py` brings anything else into that form before. A cell is found by its address
with one search, so a row costs as much as it has cells to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import gt

from workbook_crm.model.place import column_number

from .ink import Ink
from .markup import get_attribute
from .plain import ordered_rows
from .plan import RowPlan, Target
from .straight import StraightRows

_SLASH = ord("/")


class _OutOfOrderError(Exception):
    """The cells of a row do not stand from left to right."""


class RowWriter:
    """Rewrites the rows of one sheet by a plan.

    It remembers the style that each column had last, for the cells that are missing further down.
    """

    def __init__(self, plan: RowPlan, ink: Ink, prefix: bytes) -> None:
        self._plan, self._ink, self._prefix = plan, ink, prefix
        self._row_key = b"<" + prefix + b'row r="'
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._row_end = b"</" + prefix + b"row>"
        self._formula = b"<" + prefix + b"f"
        self._extension = b"<" + prefix + b"extLst"
        self._references = re.compile(re.escape(self._cell_key) + rb"([A-Z]+)")
        self._above: dict[int, bytes] = {}
        self._spans: dict[tuple[bytes, int], bytes] = {}
        self._straight = StraightRows(plan, ink, prefix, self._above)

    def rewritten(self, data: bytes) -> bytes:
        """The rows with everything in the plan done; `data` is what stands inside of `<sheetData>`."""
        return b"".join(self._pieces(data, self._plan.rows()))

    def _pieces(self, data: bytes, wanted: list[int]) -> Iterator[bytes]:
        key, skip, size = self._row_key, len(self._row_key), len(data)
        kept, at, count, position = 0, 0, len(wanted), data.find(self._row_key)
        while position >= 0 and at < count:
            row = int(data[position + skip : data.index(b'"', position + skip)])
            following = data.find(key, position + skip)
            if wanted[at] <= row:
                yield data[kept:position]
                kept = position
                while at < count and wanted[at] < row:
                    yield self._new_row(wanted[at])
                    at += 1
                if at < count and wanted[at] == row:
                    kept = following if following >= 0 else size
                    yield self._changed(data[position:kept], row)
                    at += 1
            position = following
        yield data[kept:]
        for row in wanted[at:]:
            yield self._new_row(row)

    def _changed(self, xml: bytes, row: int) -> bytes:
        """One row with its targets written."""
        opening = xml.index(b">") + 1
        if xml[opening - 2] == _SLASH:
            head = xml[: opening - 2].rstrip() + b">"
            xml, opening = head + self._row_end + xml[opening:], len(head)
        straight = self._straight.row(xml, row, opening) if self._extension not in xml else None
        if straight is not None:
            return self._spanned(xml[:opening], straight[1]) + straight[0]
        targets = self._plan.targets(row)
        head = self._spanned(xml[:opening], targets[-1].column)
        try:
            return head + b"".join(self._cells(xml, row, targets, opening))
        except _OutOfOrderError:
            xml = ordered_rows(xml, self._prefix)
            return head + b"".join(self._cells(xml, row, targets, xml.index(b">") + 1))

    def _has_formula(self, xml: bytes, start: int, stop: int) -> bool:
        """Whether there is an `<f>`, and not only an element whose name begins so."""
        at = start
        while (at := xml.find(self._formula, at, stop)) >= 0:
            at += len(self._formula)
            if xml[at] in b" >/\t\r\n":
                return True
        return False

    def _column_at(self, xml: bytes, cell: int) -> int:
        start = cell + len(self._cell_key)
        return column_number(xml[start : xml.index(b'"', start)].rstrip(b"0123456789").decode())

    def _end_of_cell(self, xml: bytes, cell: int) -> int:
        end = xml.index(b">", cell)
        return end + 1 if xml[end - 1] == _SLASH else xml.index(self._cell_end, end) + len(self._cell_end)

    def _new_row(self, row: int) -> bytes:
        """A row that the sheet does not have, with what is to be written into it."""
        empty = b'%s%d">' % (self._row_key, row)
        return self._changed(empty + self._row_end, row)

    def _cells(self, xml: bytes, row: int, targets: list[Target], at: int) -> Iterator[bytes]:
        """What follows the opening tag of a row, piece by piece."""
        number, opening, made = b"%d" % row, at, (0, 0)
        for target in targets:
            address = self._cell_key + target.letters + number + b'"'
            start = xml.find(address, at)
            if start >= 0:
                start += len(address)
                yield xml[at:start]
                written, at = self._rewritten_cell(xml, start, target)
                yield written
            else:
                if xml.find(address) >= 0:
                    raise _OutOfOrderError
                start = self._gap(xml, target.column, at)
                style = self._new_style(xml, opening, start, target, made)
                if not target.beside:
                    made = target.column, style
                yield xml[at:start] + address + self._new_inside(target, style)
                at = start
        yield xml[at:]

    def _rewritten_cell(self, xml: bytes, start: int, target: Target) -> tuple[bytes, int]:
        """The cell from behind its address on, and where the row goes on; a formula is left alone."""
        end = xml.index(b">", start)
        empty = xml[end - 1] == _SLASH
        attributes = xml[start : end - empty]
        stop = end + 1 if empty else xml.index(self._cell_end, end) + len(self._cell_end)
        self._above[target.column] = attributes
        if target.value is None or (not empty and self._has_formula(xml, end, stop)):
            return self._ink.head(attributes, None, target.tone) + xml[end - empty : stop], stop
        if target.style is not None:
            attributes = b' s="%d"' % target.style
        kind, content = self._ink.content(target.value)
        extension = xml.find(self._extension, end, stop)
        if extension >= 0:
            content = content[: -len(self._cell_end)] + xml[extension:stop]
        return self._ink.head(attributes, kind, target.tone) + content, stop

    def _new_inside(self, target: Target, style: int) -> bytes:
        """The cell from behind its address on, where there was none."""
        attributes = b' s="%d"' % style if style else b""
        if target.value is None:
            return self._ink.head(attributes, None, target.tone) + b"/>"
        kind, content = self._ink.content(target.value)
        return self._ink.head(attributes, kind, target.tone) + content

    def _new_style(self, xml: bytes, opening: int, start: int, target: Target, made: tuple[int, int]) -> int:
        """The style of a missing cell: asked for, its left neighbour's, or that of column or row."""
        if target.style is not None:
            return target.style
        if target.beside:
            return self._ink.result_style(self._beside(xml, opening, start, made))
        if target.value is not None and target.column in self._above:
            return self._ink.shared_style(self._ink.style_of(self._above[target.column]))
        own = get_attribute(xml[:opening], "s")
        style = int(own) if own else self._plan.column_styles.get(target.column, 0)
        if target.value is not None:
            self._above[target.column] = b' s="%d"' % style
        return style

    def _beside(self, xml: bytes, opening: int, start: int, made: tuple[int, int]) -> int:
        """The style of the nearest cell to the left, be it an old one or one just made."""
        last = xml.rfind(self._cell_key, opening, start)
        if last < 0:
            return made[1]
        if self._column_at(xml, last) < made[0]:
            return made[1]
        return self._ink.style_of(xml[last : xml.index(b">", last)])

    def _gap(self, xml: bytes, column: int, at: int) -> int:
        """Where a cell of this column belongs among the cells behind `at`."""
        last = xml.rfind(self._cell_key, at)
        if last < 0:
            return at
        if self._column_at(xml, last) < column:
            return self._end_of_cell(xml, last)
        columns = [column_number(letters.decode()) for letters in self._references.findall(xml)]
        if any(map(gt, columns, columns[1:])):
            raise _OutOfOrderError
        references = self._references.finditer(xml, at)
        return next(found.start() for found in references if column_number(found[1].decode()) > column)

    def _spanned(self, opening: bytes, column: int) -> bytes:
        """The opening tag of a row whose `spans`, where it has them, reach as far as the cells do."""
        at = opening.find(b' spans="')
        if at < 0:
            return opening
        end = opening.index(b'"', at + 8)
        spans = opening[at + 8 : end]
        wider = self._spans.get((spans, column))
        if wider is None:
            wider = self._spans[spans, column] = _wider(spans, column)
        return opening[: at + 8] + wider + opening[end:]


def _wider(spans: bytes, column: int) -> bytes:
    """The spans with the last one ending at or behind the column."""
    rest, _, last = spans.rpartition(b":")
    return b"%s:%d" % (rest, column) if last.isdigit() and rest and int(last) < column else spans
