"""Rounds of opening, saving, mending and sending in: what each program's workbook becomes, beside the same
workbook that no other program ever touched."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Self

from openpyxl import load_workbook

from benchmarks.carriers.programs import Program, saved, untouched
from benchmarks.carriers.workbooks import CASES, SENDERS_COLOUR, Case, with_cells
from benchmarks.opened import Parts, local, tree
from tests.desk import Desk, desk
from workbook_crm.model.agreed import AND
from workbook_crm.model.grid import cell_name
from workbook_crm.model.raw import Format
from workbook_crm.model.run import Receipt
from workbook_crm.read.replies import is_marked
from workbook_crm.read.workbook import read_workbook

ROUNDS = 3
_QUICK_BYTES = 200_000
"""Of a workbook of which every cell's colour is looked at; gnumeric styles 10,000 rows of a template."""
_OUR_COLUMNS = 5
"""Of our sheet, that are seen; what the hidden ones say is another matter in every program."""
TOLD_OF_STAMPS = frozenset({"stamp-from-sheet"})
"""Findings that are true of what a program has saved: it kept the stamp in the cell, and not the property."""
_RESULTS = ("处理结果", "Result")
_RESULT = "result "
CONTROL = Program("no other program", ".xlsx", untouched)

Cell = tuple[str, str]
"""(sheet, cell)"""
Places = Mapping[Cell, str]


@dataclass(frozen=True, slots=True)
class State:
    """What one round left: the receipt, the answer, and what was sent in."""

    receipt: Receipt
    answer: bytes
    sent: bytes

    @property
    def fates(self) -> Counter[tuple[str, str]]:
        """(sheet, fate) counted."""
        fates = ("new", "changed", "unchanged", "held")
        return Counter({(s.sheet, fate): getattr(s, fate) for s in self.receipt.sheets for fate in fates})

    @property
    def findings(self) -> set[tuple[str, str]]:
        return {(each.rule.code, str(each.place)) for each in self.receipt.findings}


@dataclass
class Outcome:
    """What went wrong with one workbook in one program over all rounds."""

    program: str
    case: str
    wrong: list[str] = field(default_factory=list)
    """Changes of rows that nobody mended, and mended ones that were not taken."""
    notes: list[str] = field(default_factory=list)
    """Ours left or doubled, or gone though nobody mended the cell; the sender's gone."""
    lost: list[str] = field(default_factory=list)
    """Values, colours and sheets."""
    untrue: list[str] = field(default_factory=list)
    """Findings that the same workbook does not get where no program has touched it."""
    refused: str | None = None


@dataclass
class Trip:
    """One workbook on its way through one program."""

    case: Case
    desk: Desk
    ending: str
    outcome: Outcome
    content: bytes = b""
    state: State | None = None

    def begin(self) -> None:
        self.desk.take(self.case.shop, name="shop.xlsx")
        self.content = self.case.made(self.desk, self.case.person)
        if self.case.is_answered_first:
            self.content = self._sent(self.content, ".xlsx").answer

    def typed(self, nth: int) -> bytes | None:
        """The workbook with this round's cells mended, before the program saves it; None where they are gone."""
        try:
            return with_cells(self.content, self.case.mends[nth])
        except KeyError as gone:
            self.outcome.refused = f"round {nth + 1}: no column {gone}"
            return None

    def send(self, content: bytes) -> State:
        self.state = self._sent(content, self.ending)
        self.content = self.state.answer
        return self.state

    def _sent(self, content: bytes, ending: str) -> State:
        receipt = self.desk.take(content, sender=self.case.person, name=self.case.name + ending)
        if receipt.answer is None:
            codes = ", ".join(sorted({each.rule.code for each in receipt.findings}))
            raise LookupError(f"held: {codes}")
        return State(receipt, self.desk.answer(receipt), content)


@dataclass
class Rounds:
    """The workbooks that no other program touches, round by round, and what others are measured by."""

    folder: Path
    cases: tuple[Case, ...]
    states: list[list[State]]

    @classmethod
    @contextmanager
    def begun(cls, folder: Path, cases: tuple[Case, ...] = CASES) -> Iterator[Self]:
        """All rounds of the controls."""
        with ExitStack() as stack:
            control = [_trip(case, CONTROL, folder, stack) for case in cases]
            yield cls(folder, cases, list(_control(control)))

    def through(self, program: Program) -> list[Outcome]:
        """What becomes of every workbook in one program."""
        return _through(program, self.states, self.cases, self.folder)


def _trip(case: Case, program: Program, folder: Path, stack: ExitStack) -> Trip:
    place = folder / program.name / case.name
    place.mkdir(parents=True)
    shop = stack.enter_context(desk(place, f'language = "{case.language}"'))
    trip = Trip(case, shop, program.ending, Outcome(program.name, case.name))
    trip.begin()
    return trip


def _control(control: list[Trip]) -> Iterator[list[State]]:
    """The states of each round."""
    for nth in range(ROUNDS):
        yield [trip.send(trip.typed(nth) or b"") for trip in control]


def _through(
    program: Program, control: list[list[State]], cases: tuple[Case, ...], folder: Path
) -> list[Outcome]:
    with ExitStack() as stack:
        under_way = [_trip(case, program, folder, stack) for case in cases]
        outcomes = [trip.outcome for trip in under_way]
        for nth, states in enumerate(control):
            going = [
                (trip, state)
                for trip, state in zip(under_way, states, strict=True)
                if not trip.outcome.refused
            ]
            typed = {trip.case.name: trip.typed(nth) for trip, _ in going}
            made = saved(program, {name: each for name, each in typed.items() if each}, folder / "files")
            for trip, state in going:
                _one(trip, state, made.get(trip.case.name), nth + 1)
    return outcomes


def _one(trip: Trip, control: State, content: bytes | None, nth: int) -> None:
    outcome = trip.outcome
    if outcome.refused:
        return
    if content is None:
        outcome.refused = f"round {nth}: cannot be opened"
        return
    try:
        state = trip.send(content)
    except LookupError as error:
        outcome.refused = f"round {nth}: {error}"
        return
    for name, find in (("wrong", wrong), ("notes", note_faults), ("lost", losses), ("untrue", untrue)):
        getattr(outcome, name).extend(f"round {nth}: {each}" for each in find(state, control))


def wrong(state: State, control: State) -> Iterator[str]:
    """Rows whose fate is another."""
    for key in sorted(state.fates.keys() | control.fates.keys()):
        if state.fates[key] != control.fates[key]:
            yield f"{'!'.join(key)} {state.fates[key]} for {control.fates[key]}"


def note_faults(state: State, control: State) -> Iterator[str]:
    """Notes of the answer that are others than those of the control; without the sender's, where the program drops all."""
    ours, theirs, keeps = notes_of(state.answer), notes_of(control.answer), _keeps_notes(state)
    for place in sorted(ours.keys() | theirs.keys()):
        one, other = _words(ours.get(place, "")), _words(theirs.get(place, ""))
        if one != other and (keeps or one not in other):
            yield f"{'!'.join(place)}: {one!r} for {other!r}"


def _keeps_notes(state: State) -> bool:
    """Whether the program keeps notes at all: a script that writes values alone does not."""
    return not state.receipt.arrival.file.endswith(".xlsx") or bool(notes_of(state.sent))


def _words(text: str) -> str:
    return " ".join(text.split())


def losses(state: State, control: State) -> Iterator[str]:
    """What a cell says otherwise than in the control, and colours of the sender's that were there when sent.

    Where a formula of ours stands in the control, which nothing has computed, our figure may stand instead.
    """
    sent, formulas = values_in(state.sent, state.receipt.arrival.file), own_formulas_in(control.answer)
    theirs = values_of(control)
    if _is_told(state):
        theirs = {place: text for place, text in theirs.items() if not place[0].startswith(_RESULTS)}
    for place, one, other in _differences(values_of(state), theirs):
        if (place in formulas and other == "") or _is_quoted(one, sent):
            continue
        if sent.get(place, "") != one or _is_result(control, place):
            yield f"{'!'.join(place)}: {one!r} for {other!r}"
    if state.receipt.arrival.file.endswith(".xlsx") and len(state.sent) < _QUICK_BYTES:
        before, after = fills_of(state.sent), fills_of(state.answer)
        senders = fills_of(control.answer)
        for place, colour in sorted(senders.items()):
            is_his = before.get(place) == colour and colour.endswith(SENDERS_COLOUR)
            if is_his and after.get(place) != colour:
                yield f"{'!'.join(place)}: colour {after.get(place)} for {colour}"


def _is_quoted(text: str, sent: Mapping[Cell, str]) -> bool:
    """Whether a question shows some cells as the program has left them: a date that lost its format is a number."""
    examples = text.replace(AND.en, AND.zh).split(AND.zh)
    return len(examples) > 1 and set(examples) <= set(sent.values())


def _is_result(control: State, place: Cell) -> bool:
    """Whether what we wrote stands there, and not what a program has made of the sender's cell."""
    sheet = place[0]
    if sheet.startswith(_RESULTS):
        return True
    return _letters(place[1]) in {
        _letters(cell)
        for (name, cell), text in values_of(control).items()
        if name == sheet and text.startswith(_RESULTS)
    }


def _differences(one: Mapping[Cell, str], other: Mapping[Cell, str]) -> Iterator[tuple[Cell, str, str]]:
    for place in sorted(one.keys() | other.keys()):
        if one.get(place, "") != other.get(place, ""):
            yield place, one.get(place, ""), other.get(place, "")


def untrue(state: State, control: State) -> Iterator[str]:
    """Findings that are no findings of the control, and those that are missing."""
    more = sorted(state.findings - control.findings)
    yield from (f"{code} {place}" for code, place in more if code not in TOLD_OF_STAMPS)
    yield from (f"missing: {code} {place}" for code, place in sorted(control.findings - state.findings))


def notes_of(content: bytes) -> dict[Cell, str]:
    """Every note, by place; our summing-up sheets have none."""
    parts, found = Parts(content), dict[Cell, str]()
    for sheet, part in parts.sheets.items():
        comments = parts.related(part, "comments")
        for each in tree(parts.contents[comments]).iter() if comments else ():
            if local(each) == "comment":
                words = "".join(text.text or "" for text in each.iter() if local(text) == "t")
                found[sheet, each.get("ref", "")] = words
    return found


def fills_of(content: bytes) -> dict[Cell, str]:
    """The colour of every filled cell."""
    book = load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): str(cell.fill.fgColor.rgb)
        for sheet in book.worksheets
        for cell in sheet._cells.values()  # gnumeric lets columns reach to XFD
        if cell.fill.patternType == "solid"
    }


def values_of(state: State) -> dict[Cell, str]:
    """Every value of an answer; those of our result column by their row, wherever there was room for it.

    Without our summing-up sheet where it has the word on the stamp, which moves all that stands below.
    """
    values = values_in(state.answer, state.receipt.arrival.file, Format.XLSX)
    results = {(sheet, _letters(cell)) for (sheet, cell), text in values.items() if text in _RESULTS}
    is_told = _is_told(state)
    return {
        (sheet, _RESULT + cell[len(_letters(cell)) :] if (sheet, _letters(cell)) in results else cell): text
        for (sheet, cell), text in values.items()
        if not (is_told and sheet.startswith(_RESULTS))
    }


def _is_told(state: State) -> bool:
    """Whether the answer has a word on the stamp that the control's has not."""
    return any(code in TOLD_OF_STAMPS for code, _ in state.findings)


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def values_in(content: bytes, name: str, format: Format | None = None) -> dict[Cell, str]:
    """Every value of a workbook as text, alike whichever program wrote it, in whatever kind of file."""
    found, stem = dict[Cell, str](), PurePath(name).stem
    format = format or Format(PurePath(name).suffix.removeprefix("."))
    book, _ = read_workbook(content, name=name, format=format)
    for sheet in book.sheets if book else ():
        is_ours = is_marked(sheet)
        for at, row in enumerate(sheet.cells, sheet.first_row or 1):
            for column, cell in enumerate(row, sheet.first_column or 1):
                if cell != "" and not (is_ours and column > _OUR_COLUMNS):
                    found[sheet.name, cell_name(at, column)] = _text(cell).replace(name, stem)
        found |= {(sheet.name, cell_name(*place)): error for place, error in sheet.errors.items()}
    return found


def own_formulas_in(content: bytes) -> frozenset[Cell]:
    """The cells with formulas of ours in an answer of ours."""
    book, _ = read_workbook(content, name="own", format=Format.XLSX)
    sheets = book.sheets if book else ()
    return frozenset((sheet.name, cell_name(*place)) for sheet in sheets for place in sheet.own_formulas)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return _words(str(cell))
