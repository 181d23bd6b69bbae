"""What is known after many people's files, by the letter of one rule.

A cell says something new only if it differs from what its file line last had applied. Nothing here knows how
the program finds that out: a dict of what is known, and a dict of what each line last had applied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Cell = tuple[str, str]
"""Whose it is (a phone), and the field."""
NOTHING_SHOWN: Mapping[Cell, Shown] = {}


class Word(NamedTuple):
    """What is known in a cell: who wrote it, and in which sending."""

    value: str
    by: str
    at: int


class Applied(NamedTuple):
    """What a line last had applied in a cell, and the sending up to which it knows what others wrote."""

    value: str
    at: int


class Shown(NamedTuple):
    """A conflict as an answer showed it: what the list said then, and what was known."""

    copy: str
    now: str


@dataclass(eq=False)
class Line:
    """One file of one person, through all its versions."""

    person: str
    base: dict[Cell, Applied] = field(default_factory=dict)


class Sending(NamedTuple):
    """What a workbook says when it is sent."""

    line: Line
    says: Mapping[Cell, str | None]
    """None where it says nothing; an empty text where it erases."""
    basis: Mapping[Cell, Applied]
    """What its cells are measured by: the line's base, or for an answer that of its day."""
    shown: Mapping[Cell, Shown] = NOTHING_SHOWN
    insisted: Collection[Cell] = ()
    digest: str = ""
    """Of its bytes: the same ones are an old copy, and whatever they say otherwise is asked about."""
    is_overseer: bool = False
    """Whether its sender corrects what others wrote, where nothing is known of what he saw."""


@dataclass
class Expected:
    """What must become of a sending."""

    conflicts: set[Cell] = field(default_factory=set)
    taken: dict[Cell, str] = field(default_factory=dict)
    kept: set[Cell] = field(default_factory=set)
    """Cells in which the list says what it said before, and somebody else's word stays."""


class Oracle:
    """What is known, and what every line last had applied."""

    def __init__(self) -> None:
        self.known: dict[Cell, Word] = {}
        self.sendings = 0
        self._sent: dict[str, tuple[int, bool]] = {}
        """By their bytes: when workbooks were sent first, and whether the last time there were conflicts."""

    def now(self, cell: Cell) -> str:
        """What is known in a cell; an empty text where nothing is."""
        word = self.known.get(cell)
        return word.value if word else ""

    def export(self, person: str, cells: Collection[Cell]) -> Line:
        """A workbook that was made for a person now: it shows what is known."""
        return Line(person, {cell: Applied(self.now(cell), self.sendings) for cell in cells})

    def send(self, sending: Sending) -> Expected:
        """Takes a sending; returns what must become of it."""
        self.sendings += 1
        expected, line = Expected(), sending.line
        if self._is_duplicate(sending.digest):
            return expected
        basis = {cell: sending.basis[cell] for cell in sending.basis}
        for cell, says in sending.says.items():
            if says is None:
                continue
            base = basis.get(cell)
            if says == self.now(cell):
                line.base[cell] = Applied(says, self.sendings)
            elif self._is_conflict(cell, says, base, sending):
                expected.conflicts.add(cell)
            elif self._is_kept(cell, says, base, sending):
                line.base[cell] = Applied(says, base.at if base else self.sendings)
                expected.kept.add(cell)
            else:
                expected.taken[cell] = says
                self.known[cell] = Word(says, line.person, self.sendings)
                line.base[cell] = Applied(says, self.sendings)
        first = self._sent.get(sending.digest, (self.sendings, False))[0]
        self._sent[sending.digest] = first, bool(expected.conflicts)
        return expected

    def _is_duplicate(self, digest: str) -> bool:
        """Whether the same bytes were sent before, nothing has changed since, and nothing is left to decide."""
        first, is_open = self._sent.get(digest, (-1, True))
        return not is_open and all(word.at <= first for word in self.known.values())

    def _is_kept(self, cell: Cell, says: str, base: Applied | None, sending: Sending) -> bool:
        shown = sending.shown.get(cell)
        if shown is not None:
            return says == shown.now and self.known[cell].by != sending.line.person
        return base is not None and says == base.value

    def _is_conflict(self, cell: Cell, says: str, base: Applied | None, sending: Sending) -> bool:
        shown, now = sending.shown.get(cell), self.now(cell)
        if shown is not None:
            if says == shown.copy:
                return cell not in sending.insisted or now != shown.now
            is_others = self.known[cell].by != sending.line.person
            return is_others and shown.now not in (now, says)
        if sending.digest in self._sent:
            return True
        word, person = self.known.get(cell), sending.line.person
        if base is None:
            return bool(now) and word is not None and word.by != person and not sending.is_overseer
        return says != base.value and word is not None and word.by != person and word.at > base.at
