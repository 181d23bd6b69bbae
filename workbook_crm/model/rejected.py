"""Rows and files that were rejected: open until somebody mends them, by person and age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from workbook_crm.model.finding import Finding, Findings

WHOLE_SHEET = 0
"""In place of a row's number, where a sheet as a whole was rejected."""


class Likeness(NamedTuple):
    """What a rejected row says beside the cells that are wrong: by it the mended row is known again."""

    fields: tuple[str, ...] = ()
    """The fields that it fills."""
    digest: str = ""
    """Of their values."""


class RejectedRow(NamedTuple):
    """One rejected row of an arrival, as the store keeps it."""

    sheet: str
    row: int
    """1-based, as in Excel; `WHOLE_SHEET` for a sheet that was rejected as a whole."""
    kind: str | None
    list: str
    """What the names of all sendings of its list have in common."""
    person: str | None
    """Whose it is to mend: the sender; of an unknown one whom the row names as its owner."""
    name: str
    """What the row is about, in its own words; empty where it does not say."""
    keys: tuple[str, ...]
    """What its record goes by."""
    likeness: Likeness
    list_rows: int
    """Rows of its sheet that said something."""


class OpenRejection(NamedTuple):
    """A rejected row that nobody has mended yet, as the store has it."""

    id: int
    receipt: int
    sender: str | None
    sha256: str
    since: date
    """The day on which the row was first rejected."""
    row: RejectedRow


@dataclass(frozen=True, slots=True)
class UnmendedRow:
    """A rejected row that waits for somebody, in full."""

    person: str
    """Empty where nobody knows."""
    receipt: str
    file: str
    sheet: str
    row: int | None
    """None for a sheet that was rejected as a whole."""
    name: str
    since: date
    findings: Findings


@dataclass(frozen=True, slots=True)
class UnmendedFile:
    """A file that could not be taken, and in the place of which nothing has come yet."""

    person: str
    receipt: str
    file: str
    since: date
    findings: Findings
    held: str
    """Where it lies, relative to the workspace."""
    note: str | None = None
    """Where its sender is told why, relative to the workspace."""


@dataclass(frozen=True, slots=True)
class Unmended:
    """All that was rejected and is not mended, the oldest first."""

    rows: tuple[UnmendedRow, ...] = ()
    files: tuple[UnmendedFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.files)

    @property
    def since(self) -> date | None:
        """The day of the oldest."""
        days = [each.since for each in self.rows] + [each.since for each in self.files]
        return min(days, default=None)

    def of(self, person: str) -> Unmended:
        """What one person has to mend."""
        return Unmended(_of(self.rows, person), _of(self.files, person))

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has something to mend, in the order of their names, nobody last."""
        named = {each.person for each in self.rows} | {each.person for each in self.files}
        return tuple(sorted(named, key=lambda person: (not person, person)))


NOTHING_OPEN = Unmended()

T = TypeVar("T", UnmendedRow, UnmendedFile)


def _of(listed: Sequence[T], person: str) -> tuple[T, ...]:
    return tuple(each for each in listed if each.person == person)


def days_since(since: date, today: date) -> int:
    """How old something is; never less than nothing, where a clock was set back."""
    return max(0, (today - since).days)


class Line(NamedTuple):
    """One line of a list for people: what is the matter at one place, and in how many more it is so."""

    file: str
    place: str
    """`客户!C7`; empty for a file."""
    name: str
    finding: Finding
    since: date
    more: tuple[int, ...] = ()
    """Further rows of the same sheet with the same matter in the same column, 1-based."""


def lines_of(unmended: Unmended) -> tuple[Line, ...]:
    """What is to be mended in as few lines as tell it: files first, then each sheet, the oldest first."""
    files = (Line(each.file, "", "", one, each.since) for each in unmended.files for one in each.findings[:1])
    return (*files, *_gathered(unmended.rows))


def _gathered(rows: Iterable[UnmendedRow]) -> Iterator[Line]:
    """A line for each matter of each column, wherever many rows share it."""
    alike: dict[tuple[object, ...], list[tuple[int, Line]]] = {}
    for each in rows:
        for one in each.findings:
            line = Line(each.file, _place(each, one), each.name, one, each.since)
            alike.setdefault(_alike(each, one), []).append((each.row or WHOLE_SHEET, line))
    for (_, first), *others in alike.values():
        if len(others) < MOST_ALIKE:
            yield from (first, *(line for _, line in others))
        else:
            yield first._replace(more=tuple(row for row, _ in others))


MOST_ALIKE = 3
"""Rows of one matter in one column that are told one by one."""


def _alike(row: UnmendedRow, one: Finding) -> tuple[object, ...]:
    return row.file, row.sheet, one.rule.code, one.place.column


def _place(row: UnmendedRow, one: Finding) -> str:
    """The cell of a finding; the row, where the finding is about a column of many rows."""
    is_own = row.row is None or one.place.row == row.row
    return str(one.place) if is_own else f"{row.sheet}!{row.row}"
