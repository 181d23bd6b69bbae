"""What is to become of the columns of a row, worked out before the walk over the rows begins.

Values are rendered a column at a time, and what becomes of the attributes of a cell is looked up: cells that
have the same attributes before have the same ones after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbook_crm.model.grid import column_letters
from workbook_crm.model.marks import Tone
from workbook_crm.model.named_tuple import NamedTuple

from .ink import Ink, Kind
from .plan import ColumnPlan, ResultPlan, RowPlan

Contents = Callable[[int], bytes | None]
Heads = dict[bytes, bytes]
"""The attributes of a cell as they were, and as they become."""


class Step(NamedTuple):
    """One column of a row: what is written into its cell, or only how the cell looks."""

    column: int
    letters: bytes
    contents: Contents
    """By row, all of a cell behind its attributes; None where the cell keeps its value."""
    kind: Kind
    tone: Tone | None
    heads: Heads
    """For a cell that gets a value."""
    kept: Heads | None
    """For a cell that keeps its value; None where such a cell is left alone."""
    style: int | None = None
    """The style that the cell is given instead of its own."""
    beside: bool = False
    """Whether a new cell takes its style from its left neighbour: a cell of the result column."""


class Steps:
    """The steps of every row of a sheet."""

    def __init__(self, plan: RowPlan, ink: Ink) -> None:
        self._plan, self._ink = plan, ink
        self._heads: dict[tuple[Kind | None, Tone | None], Heads] = {}
        self._known: dict[tuple[int, Tone | None, Contents], Step] = {}
        self._fills = [step for fill in plan.fills for step in self._filled(fill)]
        filled = {step.column for step in self._fills}
        self._is_simple = len(filled) == len(self._fills)
        self._result = plan.result if plan.result and plan.result.column not in filled else None
        self._results = _rendered(plan.result, ink) if plan.result else _nothing
        self._header_row = plan.result.header_row if plan.result else 0
        self._with_result: dict[Tone | None, list[Step]] = {}
        self._rows: dict[tuple[object, ...], list[Step]] = {}

    def of(self, row: int) -> list[Step]:
        """What is to become of a row, from left to right; steps without content for it are passed over."""
        tones = self._plan.tones.get(row)
        return self._toned(row, tones) if tones else self._untoned(row)

    def _untoned(self, row: int) -> list[Step]:
        result = self._result
        if result is None:
            return self._fills
        if row == result.header_row:
            return sorted([*self._fills, self._header(result)], key=_column)
        if row not in result.cells:
            return self._fills
        tone = result.cells[row][1]
        if tone not in self._with_result:
            step = self._step(result.column, self._results, Kind.PLAIN, tone)._replace(beside=True)
            self._with_result[tone] = sorted([*self._fills, step], key=_column)
        return self._with_result[tone]

    def _toned(self, row: int, tones: Mapping[int, Tone]) -> list[Step]:
        """The steps of a row with marked cells; a mark on the result column gives way to its own."""
        steps = self._untoned(row)
        key = id(steps), *tones.items()
        known = self._rows.get(key)
        if known is not None:
            return known
        told = self._result.column if self._result and steps is not self._fills else 0
        mine = [step for step in steps if step.column not in tones or step.column == told]
        mine += [self._marked(column, tone, row) for column, tone in tones.items() if column != told]
        mine.sort(key=_column)
        if self._is_simple and row != self._header_row:
            self._rows[key] = mine
        return mine

    def _header(self, result: ResultPlan) -> Step:
        content = self._ink.content(result.header)[1]
        step = self._step(result.column, lambda row: content, Kind.PLAIN, None)
        return step._replace(heads={}, style=result.header_style)

    def _filled(self, fill: ColumnPlan) -> Iterator[Step]:
        """The steps of one column: one for each kind of value that is in it."""
        for kind, contents in self._ink.column(fill.values):
            yield self._step(fill.column, contents.get, kind, None)

    def _marked(self, column: int, tone: Tone, row: int) -> Step:
        """The step of a cell that is marked, whether it is filled too or not."""
        filled = [step for step in self._fills if step.column == column]
        step = next((step for step in filled if len(filled) == 1 or step.contents(row) is not None), None)
        if step is None:
            return self._step(column, _nothing, Kind.PLAIN, tone)
        return self._step(column, step.contents, step.kind, tone)

    def _step(self, column: int, contents: Contents, kind: Kind, tone: Tone | None) -> Step:
        key = column, tone, contents
        found = self._known.get(key)
        if found is None:
            heads = self._heads.setdefault((kind, tone), {})
            kept = self._heads.setdefault((None, tone), {}) if tone else None
            found = self._known[key] = Step(
                column, column_letters(column).encode(), contents, kind, tone, heads, kept
            )
        return found


def _rendered(result: ResultPlan, ink: Ink) -> Contents:
    """The contents of the result column; rows that are told the same share theirs."""
    texts = {text: ink.content(text)[1] for text, _ in result.cells.values()}
    contents: Mapping[int, bytes] = {row: texts[text] for row, (text, _) in result.cells.items()}
    return contents.get


def _column(step: Step) -> int:
    return step.column


def _nothing(row: int) -> bytes | None:
    return None
