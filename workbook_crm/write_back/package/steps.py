"""What is to become of the columns of a sheet, worked out before the walk over its rows begins.

Values are rendered a column at a time, and what becomes of the attributes of a cell is looked up: cells that
have the same attributes before have the same ones after.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.grid import column_letters
from workbook_crm.model.marks import Tone
from workbook_crm.model.named_tuple import TYPE_CHECKING, NamedTuple

from .ink import Ink, Kind, styled
from .plan import ResultPlan, RowPlan

if TYPE_CHECKING:
    from workbook_crm.model.marks import Written


class Heads(dict[bytes, bytes]):
    """The attributes of cells as they were, and as they become with a value of one kind and in one tone.

    Each is worked out when it is first looked up; `/` at the end, of a cell that closes itself, is dropped.
    """

    def __init__(self, ink: Ink, kind: Kind | None, tone: Tone | None, style: int | None = None) -> None:
        """`style` is given to a cell instead of its own."""
        super().__init__()
        self._ink, self._kind, self._tone, self._style = ink, kind, tone, style
        self.kept = Heads(ink, None, tone) if tone and kind else None
        """For cells that keep their value; None where such a cell is left alone."""

    def __missing__(self, attributes: bytes) -> bytes:
        own = attributes.rstrip(b"/") if self._style is None else styled(self._style)
        head = self[attributes] = self._ink.head(own, self._kind, self._tone)
        return head


class Step(NamedTuple):
    """One column: what is written into its cells, and how they look."""

    column: int
    letters: bytes
    contents: Mapping[int, bytes]
    """By row, all of a cell behind its attributes; a cell of another row keeps its value."""
    usual: Heads
    unusual: Mapping[int, Heads]
    """By row, where they are not the usual ones: cells with a tone or a date."""
    beside: bool = False
    """Whether a new cell with a value takes its style from its left neighbour: the result column."""


class Steps:
    """The steps of a sheet, from left to right."""

    def __init__(self, plan: RowPlan, ink: Ink) -> None:
        self._ink = ink
        self._heads: dict[tuple[Kind, Tone | None], Heads] = {}
        self._contents: dict[int, dict[int, bytes]] = {}
        self._kinds: dict[int, dict[int, Kind]] = {}
        self._tones: dict[int, dict[int, Tone]] = {}
        for fill in plan.fills:
            self._fill(fill.column, fill.values)
        result = plan.result if plan.result and plan.result.column not in self._contents else None
        if result:
            self._render(result)
        self._mark(plan, result)
        columns = sorted(self._contents.keys() | self._tones.keys())
        self._usual = [self._step(column, result) for column in columns]
        self.header_row, self._header = 0, self._usual
        if result:
            others = [step for step in self._usual if step.column != result.column]
            self.header_row = result.header_row
            self._header = sorted([*others, self._header_step(result)], key=_column)

    def of(self, row: int) -> list[Step]:
        """What is to become of a row; the header row has steps of its own."""
        return self._header if row == self.header_row else self._usual

    def _fill(self, column: int, values: Mapping[int, Written]) -> None:
        for kind, made in self._ink.column(values):
            self._contents[column] = {**self._contents[column], **made} if column in self._contents else made
            if kind is not Kind.PLAIN:
                self._kinds.setdefault(column, {}).update(dict.fromkeys(made, kind))

    def _render(self, result: ResultPlan) -> None:
        """The contents of the result column; rows that are told the same share theirs."""
        told = {text for text, _ in result.cells.values()}
        texts = {text: self._ink.content(text)[1] for text in told}
        self._contents[result.column] = {row: texts[text] for row, (text, _) in result.cells.items()}
        self._tones[result.column] = {row: tone for row, (_, tone) in result.cells.items() if tone}

    def _mark(self, plan: RowPlan, result: ResultPlan | None) -> None:
        """The tones of marked cells; a mark on the result column gives way to its own."""
        for row, tones in plan.tones.items():
            for column, tone in tones.items():
                if not (result and column == result.column and row in result.cells):
                    self._tones.setdefault(column, {})[row] = tone

    def _step(self, column: int, result: ResultPlan | None) -> Step:
        kinds, tones = self._kinds.get(column, {}), self._tones.get(column, {})
        unusual = {
            row: self._heads_for(kinds.get(row, Kind.PLAIN), tones.get(row))
            for row in kinds.keys() | tones.keys()
        }
        contents, usual = self._contents.get(column, {}), self._heads_for(Kind.PLAIN, None)
        beside = result is not None and column == result.column
        return Step(column, column_letters(column).encode(), contents, usual, unusual, beside)

    def _header_step(self, result: ResultPlan) -> Step:
        contents = {result.header_row: self._ink.content(result.header)[1]}
        heads = Heads(self._ink, Kind.PLAIN, None, result.header_style)
        return Step(result.column, column_letters(result.column).encode(), contents, heads, {})

    def _heads_for(self, kind: Kind, tone: Tone | None) -> Heads:
        key = kind, tone
        if key not in self._heads:
            self._heads[key] = Heads(self._ink, kind, tone)
        return self._heads[key]


def _column(step: Step) -> int:
    return step.column
