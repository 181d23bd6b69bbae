"""Import templates and exports of other systems, with what a person takes their columns for.

`systems/development.txt` is what words were added from; `systems/held_back.txt` was written at the same time
and looked at afterwards only, so that its figure says what a stranger's workbook meets. `systems/third.txt` and
`systems/fourth.txt` were looked for later, in public source code, and written down before they were read.
`systems/fifth.txt` and `systems/sixth.txt` are sheets as dealers keep them, with their rows and what must come of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.read.grids import OPENING, read, sheet, values
from workbook_crm.model.batch import Batch, Heading, Table
from workbook_crm.model.raw import Cell
from workbook_crm.model.sheets import SHEET_OF

FOLDER = Path(__file__).parent / "systems"
BATCHES = ("development", "held_back", "third", "fourth", "fifth", "sixth")
_NUMBER = re.compile(r"^=-?[\d.]+$")


@dataclass(frozen=True, slots=True)
class Expected:
    """A header and the field that a person takes it for; None where it is none of ours.

    `follow_ups.time` is one of a contact that stands beside the record.
    """

    header: str
    field: str | None
    is_open: bool = False
    """Whether it is as well none of ours."""

    def allows(self, field: str | None) -> bool:
        """Whether a field is a right reading of the header."""
        return field == self.field or (self.is_open and field is None)


@dataclass(frozen=True, slots=True)
class System:
    """One sheet of another system."""

    name: str
    kind: str
    sheet: str
    columns: tuple[Expected, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    """All of the sheet, titles and header too; empty where only its columns are known."""
    records: int = 0
    values: tuple[tuple[int, str, str], ...] = ()
    """What must come through: (record from 1, field, value as text)."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of it: the kind, and by header the field where it is wrong."""

    system: System
    kind: str | None
    wrong: tuple[tuple[Expected, str | None], ...]
    records: int = 0
    lost: tuple[tuple[int, str, str], ...] = ()
    """The values that did not come through."""

    @property
    def right(self) -> int:
        """Columns that were understood as a person understands them; none under a wrong kind."""
        return len(self.system.columns) - len(self.wrong) if self.kind == self.system.kind else 0


def systems(batch: str) -> tuple[System, ...]:
    """Every sheet of one batch, in the order of its file."""
    _, *parts = (FOLDER / f"{batch}.txt").read_text(encoding="utf-8").split("\n# ")
    return tuple(_system(*part.strip().split("\n", 1)) for part in parts)


def _system(title: str, body: str) -> System:
    name, kind, sheet_name = (each.strip() for each in title.split("|"))
    lines = body.splitlines()
    columns = tuple(_columns("\n".join(line for line in lines if line[:1] not in ">!")))
    headers = [each.header for each in columns]
    rows = [
        headers if line == ">@" else list(map(_cell, line[1:].split("|")))
        for line in lines
        if line[:1] == ">"
    ]
    width = max(map(len, rows), default=0)
    known = [line[1:].split(maxsplit=2) for line in lines if line[:1] == "!"]
    return System(
        name,
        kind,
        sheet_name,
        columns,
        tuple((*row, *[""] * (width - len(row))) for row in rows),
        next((int(each[0]) for each in known if len(each) == 1), 0),
        tuple((int(each[0]), each[1], each[2]) for each in known if len(each) == 3),
    )


def _cell(text: str) -> Cell:
    """`=12.5` is a number, anything else text; `\n` breaks the line, and `_` is a space at the end."""
    text = text.strip()
    if _NUMBER.match(text):
        return float(text[1:])
    return (f"{text[:-1]} " if text.endswith("_") else text).replace("\\n", "\n")


def _columns(body: str) -> Iterator[Expected]:
    for text in body.replace("\n", " | ").split(" | "):
        header, _, field = (each.strip() for each in text.partition(" = "))
        yield Expected(header.replace("\\n", "\n"), field.removesuffix("?") or None, field.endswith("?"))


def strangers() -> dict[str, tuple[str, list[str]]]:
    """Sheets of other trades: by what each is, the sheet's name and its headers."""
    _, *parts = (FOLDER / "strangers.txt").read_text(encoding="utf-8").split("\n# ")
    titles = [part.strip().split("\n", 1) for part in parts]
    return {
        name.split("|")[0].strip(): (name.split("|")[1].strip(), body.split(" | ")) for name, body in titles
    }


def is_left_alone(sheet_name: str, headers: list[str]) -> bool:
    """Whether a sheet of another trade, with three rows, is taken for none of ours."""
    rows = [[f"{header}{row}" for header in headers] for row in range(3)]
    batch, _ = read(sheet(sheet_name, [headers, *rows]))
    return not batch.tables


def result_of(system: System) -> Result:
    """What the headers of a sheet are understood as, over two rows that fit what a person takes them for."""
    if system.rows:
        return _result_with_rows(system)
    headers = [each.header for each in system.columns]
    rows = [[_sample(each, system.kind, row) for each in system.columns] for row in range(2)]
    batch, _ = read(sheet(system.sheet, [headers, *rows]), name="export.xlsx", settings=OPENING)
    if not batch.tables:
        return Result(system, None, ())
    (table,) = (each for each in batch.tables if each.beside is None)
    fields = [each.field for each in _headings(batch, table)]
    pairs = zip(system.columns, fields, strict=True)
    return Result(system, table.kind, tuple((each, field) for each, field in pairs if not each.allows(field)))


def _result_with_rows(system: System) -> Result:
    batch, _ = read(sheet(system.sheet, system.rows), name="export.xlsx", settings=OPENING)
    table = next((each for each in batch.tables if each.kind == system.kind), None)
    if table is None:
        return Result(system, batch.tables[0].kind if batch.tables else None, ())
    headings = _headings(batch, table)
    wrong = []
    for column in system.columns:
        at = next((i for i, each in enumerate(headings) if _is_headed(each.text, column.header)), None)
        field = headings.pop(at).field if at is not None else "absent"
        if not column.allows(field):
            wrong.append((column, field))
    rows = [values(each) for each in table.rows]
    lost = [
        (number, field, text)
        for number, field, text in system.values
        if number > len(rows) or not _says(rows[number - 1].get(field), text)
    ]
    return Result(system, table.kind, tuple(wrong), len(rows), tuple(lost))


def _headings(batch: Batch, table: Table[Any]) -> list[Heading]:
    """The columns of a table from left to right, also those of contacts beside its records."""
    beside = [
        replace(each, field=f"follow_ups.{each.field}")
        for other in batch.tables
        for each in other.headings
        if other.beside and other.sheet == table.sheet and not each.is_further
    ]
    return sorted((*table.headings, *beside), key=lambda each: each.column)


def _is_headed(text: str, header: str) -> bool:
    return "".join(text.split()).endswith("".join(header.split()))


def _says(value: object, text: str) -> bool:
    """Whether a value is what a person reads: a day is midnight, and an amount has no needless zeros."""
    return (
        value == Decimal(text) if isinstance(value, Decimal) else str(value).removesuffix(" 00:00:00") == text
    )


def _sample(column: Expected, kind: str, row: int) -> str:
    """A word of ours in a column with a fixed list; elsewhere what may stand in any export."""
    of = SHEET_OF[kind].by_field.get(column.field or "")
    return of.options[row].name.zh if of and of.options else ("New Business", "Partner")[row]
