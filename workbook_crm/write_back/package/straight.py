"""The fast way through a row: its cells are there, no formula is in the way, the result comes last.

Nearly all rows of a large sheet are so. Values are rendered a column at a time before the walk begins, and
what becomes of a cell's attributes is looked up; so a cell costs a few searches in its row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbook_crm.model.marks import Tone
from workbook_crm.model.place import column_letters

from .ink import Ink, Kind
from .plan import ResultPlan, RowPlan

_SLASH = ord("/")
Contents = Callable[[int], bytes | None]


class _Column(NamedTuple):
    """One column to be changed: its contents by row, and what becomes of the attributes of its cells."""

    column: int
    key: bytes
    contents: Contents
    heads: dict[bytes, bytes]
    marked: dict[bytes, bytes] | None
    """For a cell that keeps its value; None where it is then left alone."""
    kind: Kind
    tone: Tone | None


class StraightRows:
    """Rewrites rows that are as described above; `above` keeps the attributes that each column had last."""

    def __init__(self, plan: RowPlan, ink: Ink, prefix: bytes, above: dict[int, bytes]) -> None:
        self._plan, self._ink, self._above = plan, ink, above
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._formula = b"<" + prefix + b"f"
        self._heads: dict[tuple[Kind | None, Tone | None], dict[bytes, bytes]] = {}
        self._columns = self._filled_columns()
        column = plan.result.column if plan.result else 1
        self._result_key = self._cell_key + column_letters(column).encode()
        self._result_heads: dict[Tone | None, dict[bytes, bytes]] = {}
        self._result_texts: dict[str, bytes] = {}
        self._left: dict[bytes, bool] = {}

    def row(self, xml: bytes, row: int, opening: int) -> tuple[bytes, int] | None:
        """What follows the opening tag of a row, and its last changed column; None if the way is not free."""
        tones = self._plan.tones.get(row)
        columns = self._with_tones(tones) if tones else self._columns
        if columns is None:
            return None
        number, at, last = b'%d"' % row, opening, 0
        pieces: list[bytes] = []
        add, find, index, above, size = pieces.append, xml.find, xml.index, self._above, len(number)
        cell_end, formula = self._cell_end, self._formula
        for column, key, contents, heads, marked, kind, tone in columns:
            content = contents(row)
            if content is None and marked is None:
                continue
            start = find(key + number, at)
            if start < 0:
                return None
            start += len(key) + size
            end = index(b">", start)
            if xml[end - 1] == _SLASH:
                attributes, stop = xml[start : end - 1], end + 1
            else:
                attributes, stop = xml[start:end], index(cell_end, end) + len(cell_end)
                if find(formula, end, stop) >= 0:
                    return None
            above[column] = attributes
            add(xml[at:start])
            if content is None:
                assert marked is not None
                add(marked.get(attributes) or self._head(marked, attributes, None, tone))
                add(xml[start + len(attributes) : stop])
            else:
                head = heads.get(attributes)
                add(self._head(heads, attributes, kind, tone) if head is None else head)
                add(content)
            at, last = stop, column
        result = self._plan.result
        if result is not None and (row in result.cells or row == result.header_row):
            at = self._result(xml, row, number, result, pieces, at)
            if at < 0:
                return None
            last = result.column
        add(xml[at:])
        return b"".join(pieces), last

    def _result(
        self, xml: bytes, row: int, number: bytes, result: ResultPlan, pieces: list[bytes], at: int
    ) -> int:
        """Add a result cell behind the last cell; where the row goes on, or -1 if it does not fit there."""
        last = xml.rfind(self._cell_key)
        if row == result.header_row or last < 0 or xml.find(self._result_key + number) >= 0:
            return -1
        letters = last + len(self._cell_key)
        behind = xml.index(b'"', letters) + 1
        if not self._is_left(xml[letters : behind - len(number)]):
            return -1
        end = xml.index(b">", behind)
        text, tone = result.cells[row]
        head = self._result_head(xml[behind:end], tone)
        content = self._result_texts.get(text)
        if content is None:
            content = self._result_texts[text] = self._ink.content(text)[1]
        stop = end + 1 if xml[end - 1] == _SLASH else xml.index(self._cell_end, end) + len(self._cell_end)
        pieces += (xml[at:stop], self._result_key, number, head, content)
        return stop

    def _filled_columns(self) -> list[_Column] | None:
        """The columns to be filled; None where one of them holds dates and other values together."""
        columns = []
        for fill in self._plan.fills:
            contents, kind = self._ink.column(fill.values)
            if kind is None:
                return None
            columns.append(self._column(fill.column, contents.get, kind, None))
        return columns

    def _column(self, column: int, contents: Contents, kind: Kind, tone: Tone | None) -> _Column:
        key = self._cell_key + column_letters(column).encode()
        heads = self._heads.setdefault((kind, tone), {})
        marked = self._heads.setdefault((None, tone), {}) if tone else None
        return _Column(column, key, contents, heads, marked, kind, tone)

    def _with_tones(self, tones: Mapping[int, Tone]) -> list[_Column] | None:
        """The columns of a row that has marks too."""
        result = self._plan.result
        if self._columns is None or (result is not None and result.column in tones):
            return None
        columns = {entry.column: entry for entry in self._columns}
        for column, tone in tones.items():
            known = columns.get(column)
            contents, kind = (known.contents, known.kind) if known else (_nothing, Kind.PLAIN)
            columns[column] = self._column(column, contents, kind, tone)
        return [columns[column] for column in sorted(columns)]

    def _head(
        self, heads: dict[bytes, bytes], attributes: bytes, kind: Kind | None, tone: Tone | None
    ) -> bytes:
        head = heads[attributes] = self._ink.head(attributes, kind, tone)
        return head

    def _result_head(self, attributes: bytes, tone: Tone | None) -> bytes:
        """The attributes of a result cell beside a cell with these."""
        heads = self._result_heads.setdefault(tone, {})
        head = heads.get(attributes)
        if head is None:
            style = self._ink.result_style(self._ink.style_of(attributes))
            head = heads[attributes] = self._ink.head(b' s="%d"' % style, Kind.PLAIN, tone)
        return head

    def _is_left(self, letters: bytes) -> bool:
        """Whether a column stands left of the result column."""
        known = self._left.get(letters)
        if known is None:
            limit = self._result_key[len(self._cell_key) :]
            known = self._left[letters] = (len(letters), letters) < (len(limit), limit)
        return known


def _nothing(row: int) -> bytes | None:
    return None
