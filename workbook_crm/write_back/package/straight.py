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
    """One column to be changed: its contents by row, or None where only the fill changes."""

    column: int
    key: bytes
    contents: Contents
    kind: Kind
    tone: Tone | None = None


class StraightRows:
    """Rewrites rows that are as described above; `above` keeps the attributes that each column had last."""

    def __init__(self, plan: RowPlan, ink: Ink, prefix: bytes, above: dict[int, bytes]) -> None:
        self._plan, self._ink, self._above = plan, ink, above
        self._cell_key = b"<" + prefix + b'c r="'
        self._cell_end = b"</" + prefix + b"c>"
        self._formula = b"<" + prefix + b"f"
        self._heads: dict[tuple[bytes, Kind | None, Tone | None], bytes] = {}
        self._columns = self._filled_columns()
        self._result_heads: dict[tuple[bytes, Tone | None], bytes] = {}
        self._result_texts: dict[str, bytes] = {}
        column = plan.result.column if plan.result else 1
        self._result_key = self._cell_key + column_letters(column).encode()
        self._left = self._left_of_result()

    def row(self, xml: bytes, row: int, opening: int) -> tuple[bytes, int] | None:
        """What follows the opening tag of a row, and its last changed column; None if the way is not free."""
        tones = self._plan.tones.get(row)
        columns = self._with_tones(tones) if tones else self._columns
        if columns is None:
            return None
        number, at, last = b'%d"' % row, opening, 0
        pieces: list[bytes] = []
        add, find, index, heads, above = pieces.append, xml.find, xml.index, self._heads, self._above
        cell_end, formula = self._cell_end, self._formula
        for column, key, contents, kind, tone in columns:
            content = contents(row)
            if content is None and tone is None:
                continue
            start = find(key + number, at)
            if start < 0:
                return None
            start = index(b'"', start + len(key)) + 1
            end = index(b">", start)
            if xml[end - 1] == _SLASH:
                attributes, stop = xml[start : end - 1], end + 1
            else:
                attributes, stop = xml[start:end], index(cell_end, end) + len(cell_end)
                if find(formula, end, stop) >= 0:
                    return None
            above[column] = attributes
            known = (attributes, kind if content else None, tone)
            add(xml[at:start])
            add(heads[known] if known in heads else self._head(known))
            if content is None:
                add(xml[start + len(attributes) : stop])
            else:
                add(content)
            at, last = stop, column
        result = self._plan.result
        if result is not None and (row in result.cells or row == result.header_row):
            end = self._result(xml, row, number, result, pieces, at)
            if end < 0:
                return None
            at, last = end, result.column
        add(xml[at:])
        return b"".join(pieces), last

    def _result(
        self, xml: bytes, row: int, number: bytes, result: ResultPlan, pieces: list[bytes], at: int
    ) -> int:
        """Add a result cell behind the last cell; where the row goes on, or -1 if it does not fit there."""
        last = xml.rfind(self._cell_key)
        if row == result.header_row or last < 0:
            return -1
        letters = last + len(self._cell_key)
        behind = xml.index(b'"', letters) + 1
        if not self._left(xml[letters : behind - len(number)]) or xml.find(self._result_key + number) >= 0:
            return -1
        end = xml.index(b">", behind)
        text, tone = result.cells[row]
        known = xml[behind:end], tone
        head = self._result_heads.get(known)
        if head is None:
            head = self._result_heads[known] = self._result_head(*known)
        content = self._result_texts.get(text)
        if content is None:
            content = self._result_texts[text] = self._ink.content(text)[1]
        stop = end + 1 if xml[end - 1] == _SLASH else xml.index(self._cell_end, end) + len(self._cell_end)
        pieces += (
            xml[at:stop],
            self._result_key,
            number,
            head,
            content,
        )
        return stop

    def _filled_columns(self) -> list[_Column] | None:
        """The columns to be filled; None where one of them holds dates and other values together."""
        columns = []
        for fill in self._plan.fills:
            contents, kind = self._ink.column(fill.values)
            if kind is None:
                return None
            key = self._cell_key + column_letters(fill.column).encode()
            columns.append(_Column(fill.column, key, contents.get, kind))
        return columns

    def _with_tones(self, tones: Mapping[int, Tone]) -> list[_Column] | None:
        """The columns of a row that has marks too."""
        result = self._plan.result
        if self._columns is None or (result is not None and result.column in tones):
            return None
        columns = {entry.column: entry._replace(tone=tones.get(entry.column)) for entry in self._columns}
        for column, tone in tones.items():
            if column not in columns:
                key = self._cell_key + column_letters(column).encode()
                columns[column] = _Column(column, key, _nothing, Kind.PLAIN, tone)
        return [columns[column] for column in sorted(columns)]

    def _head(self, known: tuple[bytes, Kind | None, Tone | None]) -> bytes:
        head = self._heads[known] = self._ink.head(*known)
        return head

    def _result_head(self, attributes: bytes, tone: Tone | None) -> bytes:
        style = self._ink.result_style(self._ink.style_of(attributes))
        return self._ink.head(b' s="%d"' % style, Kind.PLAIN, tone)

    def _left_of_result(self) -> Callable[[bytes], bool]:
        """Tells by its letters whether a column stands left of the result column."""
        limit = self._result_key[len(self._cell_key) :]
        size = len(limit)

        def left(letters: bytes) -> bool:
            return (len(letters), letters) < (size, limit)

        return left


def _nothing(row: int) -> bytes | None:
    return None
