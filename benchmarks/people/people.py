"""Four people and their files: what they do, and what becomes of it, sending by sending, against the oracle."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from benchmarks.people.files import (
    ERASE,
    HEADERS,
    OURS,
    PEOPLE,
    VALUES,
    as_values,
    asked_in,
    changed,
    written,
)
from benchmarks.people.house import House
from benchmarks.people.oracle import Applied, Cell, Expected, Line, Oracle, Sending, Shown
from workbook_crm.model.run import Outcome, Receipt

SALES, LIST, ANSWERS, MANAGER = "张三", "李四", "王五", "主管"
"""Who keeps the workbook that we make, a list of their own, our answers, and the manager's workbook."""
FOUR = (SALES, LIST, ANSWERS, MANAGER)
MADE = (SALES, MANAGER)
"""Those for whom we make workbooks."""
FIELDS: Mapping[str, Sequence[str]] = {
    SALES: ("level", "company", "budget", "wechat"),
    LIST: ("colour", "budget", "level", "company"),
    ANSWERS: ("company", "wechat", "level", "colour", "budget"),
    MANAGER: ("wechat", "level", "colour"),
}
"""The columns of everybody's own list, in their order."""
ERASED = ("company", "wechat")
"""What is erased now and then; not so much at once that it would be asked about."""
ERASED_OF = tuple(PEOPLE)[:2]
_OTHERWISE = 0.1
"""Of the cells of a first list, those in which it does not say what the others say."""
Program = Callable[[bytes], bytes]
VALUES_ONLY = "pandas"
"""The program that keeps no property of a file, so that an answer has lost its stamp."""
PROGRAMS: Mapping[str, Program] = {VALUES_ONLY: as_values}


@dataclass
class Copy:
    """One version of a file, as it lies in its person's folder."""

    line: Line
    cells: dict[Cell, str | None]
    order: list[str]
    content: bytes | None = None
    """As we handed it out; None for a list of one's own, which is written anew each time."""
    is_ours: bool = False
    """Whether we made it, so that a blank erases."""
    basis: dict[Cell, Applied] | None = None
    """Of an answer that still has its stamp: what its line had applied when it was written."""
    shown: dict[Cell, Shown] = field(default_factory=dict)
    repeated: AbstractSet[Cell] = frozenset()
    """The conflicts that are one line in it."""
    pending: dict[Cell, str] = field(default_factory=dict)
    """What was written into it since it was handed out."""
    is_sorted: bool = False
    insisted: set[Cell] = field(default_factory=set)
    program: str = ""

    def copy(self) -> Copy:
        return replace(
            self,
            cells=dict(self.cells),
            order=list(self.order),
            shown=dict(self.shown),
            pending=dict(self.pending),
            insisted=set(self.insisted),
        )


@dataclass
class Tally:
    """What went wrong, by kind, and how much was tried."""

    sendings: int = 0
    edits: int = 0
    conflicts: int = 0
    overwritten: int = 0
    """Cells written that their sender did not touch."""
    lost: int = 0
    """Edits that were neither taken nor shown as a conflict."""
    twice: int = 0
    """Values written again, or records made, that were there already."""
    unreported: int = 0
    false: int = 0
    """Conflicts that are none by the rule."""
    asked_twice: int = 0
    """Conflicts told in full again though nothing has changed."""
    otherwise: int = 0
    """Cells that are neither of these and not as they should be; files that were held."""

    @property
    def faults(self) -> int:
        told = self.unreported + self.false + self.asked_twice + self.otherwise
        return self.overwritten + self.lost + self.twice + told

    def add(self, other: Tally) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


class Four:
    """The house, its people, and what they have in their folders."""

    def __init__(
        self,
        house: House,
        chance: random.Random,
        programs: Mapping[str, Program] = PROGRAMS,
        *,
        alike: bool = False,
    ) -> None:
        """`alike`: all first lists say the same."""
        self.house, self.programs = house, programs
        self.oracle, self.tally = Oracle(), Tally()
        self.said: list[str] = []
        self.copies: dict[str, Copy] = {}
        self.kept: dict[str, list[Copy]] = {who: [] for who in FOUR}
        self._answers: dict[str, Copy] = {}
        self._told: dict[Line, dict[Cell, Shown]] = {}
        self._asked: set[Cell] = set()
        self._is_older = False
        self._names = dict.fromkeys(FOUR, "客户")
        first = {(phone, name): chance.choice(VALUES[name]) for phone in PEOPLE for name in HEADERS}
        for who in FOUR:
            own = {(phone, name): first[phone, name] for phone in PEOPLE for name in FIELDS[who]}
            cells = {
                cell: chance.choice(VALUES[cell[1]]) if not alike and chance.random() < _OTHERWISE else says
                for cell, says in own.items()
            }
            self.copies[who] = Copy(Line(who), dict(cells), list(PEOPLE))

    def level_of(self, phone: str) -> str:
        """The level that is known of somebody."""
        return self.oracle.now((phone, "level"))

    # what they do

    def edit(self, who: str, cell: Cell, value: str) -> None:
        """Writes into a cell; an empty text erases, in the way of the file."""
        copy = self.copies[who]
        if cell in copy.cells and copy.cells[cell] != value:
            copy.cells[cell] = copy.pending[cell] = value
            self.tally.edits += 1

    def sort(self, who: str, chance: random.Random) -> None:
        copy = self.copies[who]
        chance.shuffle(copy.order)
        copy.is_sorted = True

    def rename(self, who: str, name: str) -> None:
        self._names[who] = name

    def keep_a_copy(self, who: str) -> None:
        self.kept[who].append(self.copies[who].copy())

    def go_back(self, who: str, nth: int) -> None:
        """Goes on with an older copy."""
        if self.kept[who]:
            self.copies[who] = self.kept[who][nth % len(self.kept[who])].copy()

    def save_with(self, who: str, program: str) -> None:
        """Saves what we handed out with another program."""
        if self.copies[who].content is not None:
            self.copies[who].program = program

    def take_the_answer(self, who: str) -> None:
        """Goes on with the answer to what was sent last."""
        if who in self._answers:
            self.copies[who] = self._answers.pop(who)

    def take_a_fresh_one(self, who: str) -> None:
        """Goes on with the workbook that we make for a person now."""
        if who not in MADE or not self.oracle.known:
            return
        cells = [(phone, name) for phone in PEOPLE for name in OURS]
        line = self.oracle.export(who, cells)
        says: dict[Cell, str | None] = {cell: base.value for cell, base in line.base.items()}
        self.copies[who] = Copy(line, says, list(PEOPLE), self.house.workbook(who), is_ours=True)

    def insist(self, who: str, nth: int) -> None:
        """Writes 坚持 beside one of the conflicts that an answer asks about, or beside all that are one line."""
        copy = self.copies[who]
        shown = sorted(copy.shown)
        if shown:
            cell = shown[nth % len(shown)]
            copy.insisted |= copy.repeated if cell in copy.repeated else {cell}

    # what becomes of it

    def send(self, who: str) -> Expected:
        """Sends the file as it is; what was found wrong is counted, and said."""
        copy = self.copies[who]
        content = self._content(copy)
        lost_its_stamp = copy.program == VALUES_ONLY and not copy.is_ours
        basis = copy.line.base if copy.basis is None or lost_its_stamp else copy.basis
        self._is_older = basis is copy.basis and basis != copy.line.base
        before, written_before = self.house.known(), self.house.written()
        touched = {cell for cell, says in copy.cells.items() if says is not None}
        touched = {cell for cell in touched if cell not in basis or basis[cell].value != copy.cells[cell]}
        sending = Sending(
            copy.line,
            dict(copy.cells),
            dict(basis),
            dict(copy.shown),
            set(copy.insisted),
            hashlib.sha256(content).hexdigest(),
            who == MANAGER,
        )
        receipt = self.house.take(content, who, f"{self._names[who]}.xlsx")
        expected = self.oracle.send(sending)
        self.tally.sendings += 1
        self.tally.conflicts += len(expected.conflicts)
        self._compare(who, expected, receipt, before, written_before, touched | set(copy.shown))
        self._keep_the_answer(who, copy, content, receipt)
        return expected

    def _content(self, copy: Copy) -> bytes:
        if copy.content is None:
            return written(copy.cells, FIELDS[copy.line.person], copy.order)
        content = copy.content
        if copy.pending or copy.is_sorted or copy.insisted:
            erase = "" if copy.is_ours else ERASE
            cells = {cell: says or erase for cell, says in copy.pending.items()}
            order = copy.order if copy.is_sorted else ()
            content = changed(content, cells, order, copy.insisted, self.house.phones())
        return self.programs[copy.program](content) if copy.program else content

    def _keep_the_answer(self, who: str, copy: Copy, content: bytes, receipt: Receipt) -> None:
        answer = self.house.answer(receipt)
        if receipt.outcome is Outcome.TAKEN and answer is not None:
            told = dict(self.house.conflicts(receipt))
            self._compare_questions(copy.line, answer, told)
            self._answers[who] = Copy(
                copy.line,
                dict(copy.cells),
                list(copy.order),
                answer,
                copy.is_ours,
                None if copy.is_ours else dict(copy.line.base),
                told,
                repeated=told.keys() - self._asked,
            )
        if copy.content is not None:  # a file that was saved is what lies there now
            copy.content, copy.pending, copy.is_sorted = content, {}, False
            if copy.program == VALUES_ONLY and not copy.is_ours:
                copy.basis = None
            copy.program = ""

    def _compare_questions(self, line: Line, answer: bytes, told: dict[Cell, Shown]) -> None:
        """In full the first time, later as one line."""
        before = self._told.get(line, {})
        self._asked, is_one_line = asked_in(answer, self.house.phones())
        known = {cell for cell, shown in told.items() if before.get(cell) == shown}
        if self._is_older:  # an answer of another day, which did not say so
            known -= self._asked
        for cell in self._asked & known:
            self._say("asked_twice", line.person, cell, "")
        for cell in told.keys() - known - self._asked:
            self._say("unreported", line.person, cell, "not in the answer")
        if is_one_line != bool(known):
            self._say("otherwise", line.person, ("", ""), f"one line: {is_one_line}, for {len(known)}")
        self._told[line] = told

    def _compare(
        self,
        who: str,
        expected: Expected,
        receipt: Receipt,
        before: Mapping[Cell, str],
        written_before: int,
        touched: set[Cell],
    ) -> None:
        tally, after = self.tally, self.house.known()
        reported = [cell for cell, _shown in self.house.conflicts(receipt)]
        for cell in sorted(set(after) | set(before) | set(expected.taken)):
            now, was, should = after.get(cell, ""), before.get(cell, ""), self.oracle.now(cell)
            if now == should:
                continue
            if now != was and cell not in touched:
                self._say("overwritten", who, cell, f"{was!r} -> {now!r}")
            elif cell in expected.taken and cell not in reported:
                self._say("lost", who, cell, f"{should!r}, still {now!r}")
            elif cell not in expected.taken and now != was:
                self._say("overwritten", who, cell, f"{was!r} -> {now!r}, not {should!r}")
        for cell in expected.conflicts - set(reported):
            self._say("unreported", who, cell, "")
        for cell in set(reported) - expected.conflicts:
            self._say("false", who, cell, "")
        many = len(reported) - len(set(reported))
        changes = sum(before.get(cell, "") != after.get(cell, "") for cell in set(before) | set(after))
        more = self.house.written() - written_before - changes
        tally.twice += many + max(0, more if before else 0) + self.house.count() - len(PEOPLE)
        if receipt.outcome is Outcome.HELD or any(sheet.held for sheet in receipt.sheets):
            codes = sorted({each.rule.code for each in receipt.findings})
            self._say("otherwise", who, ("", ""), f"held: {codes}")

    def _say(self, kind: str, who: str, cell: Cell, what: str) -> None:
        setattr(self.tally, kind, getattr(self.tally, kind) + 1)
        place = f"{PEOPLE.get(cell[0], '')} {HEADERS.get(cell[1], '')}"
        self.said.append(f"{kind}: sending {self.tally.sendings} of {who}, {place}: {what}")


STEPS = (
    ("edit",) * 8
    + ("send",) * 7
    + ("take_the_answer",) * 3
    + ("take_a_fresh_one", "sort", "rename", "keep_a_copy", "go_back", "save_with", "insist", "insist")
)
"""What people do, by how often they do it."""


def begin(four: Four) -> None:
    """Everybody sends a first list: 张三's makes the records his."""
    for who in FOUR:
        four.send(who)
    for who in MADE:
        four.take_a_fresh_one(who)
    four.take_the_answer(ANSWERS)


def history(four: Four, chance: random.Random, steps: int) -> None:
    """Some weeks of these people's work."""
    begin(four)
    for _ in range(steps):
        step(four, chance)


def step(four: Four, chance: random.Random) -> None:
    """Somebody does something."""
    who, what = chance.choice(FOUR), chance.choice(STEPS)
    if what == "edit":
        name = chance.choice([*HEADERS])
        erases = name in ERASED and chance.random() < 0.15
        phone = chance.choice(ERASED_OF if erases else tuple(PEOPLE))
        four.edit(who, (phone, name), "" if erases else chance.choice(VALUES[name]))
    elif what == "sort":
        four.sort(who, chance)
    elif what == "rename":
        four.rename(who, chance.choice(["客户", "客户 (2)", "十一月", "新的"]))
    elif what in ("go_back", "insist"):
        getattr(four, what)(who, chance.randrange(10))
    elif what == "save_with":
        four.save_with(who, chance.choice(sorted(four.programs)))
    else:
        getattr(four, what)(who)
        if what == "send" and who == ANSWERS:
            four.take_the_answer(who)
