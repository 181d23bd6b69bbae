"""Reads the written lists: a house's workbooks as text, each with what a person makes of it.

A file of `houses/` is one house. Its lines, each known by what it begins with:

- `== name | sender`: a workbook; a name that ends in `.csv` has its encoding after the name, and `;` or `tab` where no
  comma parts its cells; `.xls html` is a page that was saved under that ending.
- `# sheet | kind`: a sheet and the kinds that a person may take it for; `none` is a sheet to be left alone.
- `% kind`: the next table of the same sheet is of this kind.
- `@`: a row of headers. `&`: by column, what a person takes the last such row for.
- `+`: a record. `!`: the first row of a record that is written down the sheet, a label and a value a row. `?`: a row that a person puts aside. `.`: a row that is none. `x20 7`: 20 records, made with seed 7.
- `= field value`: what the record just above must say. `f day | method | content`: a contact that it must bring.
- `--`: what there is to know of the list. `*`: what the store must hold afterwards (`weeks.txt` only).

A column is one field or several that a person may choose from (`name/company`), `-` where it is kept beside the
record, `n` where it counts rows; `field?` may as well be kept. A part of a contact is `f2.time`, `f2.method`,
`f2.content`, `f2.next`; `f2.text` is one text that begins with its day, `f2.yes` a tick; `f0.time=到店` names the method.

A cell is text; `=12.5` is a number, `#2026-11-08` a date cell, `=SUM(A1:A2) -> 3` a formula and its stored value;
`<` and `^` are merged with the cell at the left or above; `{red}` is its colour, `{#words}` its comment; `{hidden}` hides its
column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.lists.made import made_rows

FOLDER = Path(__file__).parent
KEPT, COUNTS = "-", "n"
_PART = re.compile(r"f(\d)\.(\w+)(?:=(.+))?")
_AS_TEXT = re.compile(r"(.+\.(?:csv|xls)) ([\w-]+)(?: (;|tab))?")
_TICKED = frozenset({"是", "Y", "y", "Yes", "√"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what a person takes it for."""

    header: str
    fields: tuple[str, ...]
    """Fields that a person may choose from; none of ours where `may_be_kept` alone is true."""
    may_be_kept: bool
    part: tuple[int, str] | None = None
    """The contact of its row that it is a part of, and which part."""

    @property
    def is_sure_part(self) -> bool:
        """Whether it can be nothing but a part of a contact."""
        return self.part is not None and not self.fields and not self.may_be_kept


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that a person finds beside a record."""

    day: str
    method: str
    content: str


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its 1-based row, its cells, what it must say and whom it was spoken with."""

    row: int
    cells: tuple[str, ...]
    values: tuple[tuple[str, str], ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass
class Table:
    """The rows below one header."""

    kinds: tuple[str, ...]
    header_rows: list[int] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    records: list[Row] = field(default_factory=list)
    put_aside: list[int] = field(default_factory=list)

    @property
    def contacts(self) -> int:
        """How many contacts stand beside the records."""
        return sum(len(set(_groups(self.columns, each.cells))) for each in self.records)

    @property
    def rows_with_contacts(self) -> int:
        """How many records have any."""
        return sum(1 for each in self.records if list(_groups(self.columns, each.cells)))


@dataclass
class WrittenSheet:
    """One sheet: all of its rows as written, and its tables."""

    name: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass
class WrittenList:
    """One workbook of a house."""

    house: str
    file: str
    encoding: str | None = None
    """Of text; `html` for a page."""
    separator: str = ","
    sender: str | None = None
    sheets: list[WrittenSheet] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """What the store must hold once it is taken in."""

    @property
    def tables(self) -> list[Table]:
        return [table for sheet in self.sheets for table in sheet.tables]


def houses() -> dict[str, list[WrittenList]]:
    """Every house's lists, by the name of its file."""
    return {path.stem: read_house(path) for path in sorted((FOLDER / "houses").glob("*.txt"))}


def read_house(path: Path) -> list[WrittenList]:
    """The lists of one file. Raises ValueError naming the line that is not of this form."""
    lists: list[WrittenList] = []
    for nth, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            _add(lists, path.stem, line)
        except (IndexError, ValueError) as error:
            raise ValueError(f"{path.name}:{nth}: {error}: {line}") from error
    return lists


def _add(lists: list[WrittenList], house: str, line: str) -> None:
    mark, _, rest = line.strip().partition(" ")
    if not mark or line.startswith(("House:", "--")):
        return
    if mark == "==":
        lists.append(_workbook(house, rest))
        return
    if mark == "*":
        lists[-1].expected.append(rest)
        return
    if mark == "#":
        name, kinds = (each.strip() for each in rest.split(" | "))
        lists[-1].sheets.append(WrittenSheet(name, tables=[Table(tuple(kinds.split("/")))]))
        return
    _add_to_sheet(lists[-1].sheets[-1], mark, rest)


def _workbook(house: str, rest: str) -> WrittenList:
    name, _, sender = (each.strip() for each in rest.partition("|"))
    match = _AS_TEXT.fullmatch(name)
    if match is None:
        return WrittenList(house, name, sender=sender or None)
    separator = {"tab": "\t", None: ","}.get(match[3], match[3])
    return WrittenList(house, match[1], match[2], separator, sender or None)


def _add_to_sheet(sheet: WrittenSheet, mark: str, rest: str) -> None:
    table = sheet.tables[-1]
    if mark == "%":
        sheet.tables.append(Table(tuple(rest.split("/"))))
    elif mark == "&":
        table.columns = _columns(sheet.rows, table.header_rows, _split(rest))
    elif mark == "=":
        name, _, value = rest.partition(" ")
        table.records[-1] = _with(table.records[-1], values=((name, value),))
    elif mark == "f":
        table.records[-1] = _with(table.records[-1], contacts=(Contact(*_split(rest)),))
    elif mark[0] == "x":
        seed, _, pattern = rest.partition(" | ")
        for cells in made_rows(_split(pattern), int(mark[1:]), int(seed)):
            _add_record(sheet, table, cells)
    elif mark == "+":
        _add_record(sheet, table, tuple(_split(rest)))
    elif mark == "!":
        sheet.rows.append(tuple(_split(rest)))
        table.records.append(Row(len(sheet.rows), ()))
    elif mark in ".?@":
        sheet.rows.append(tuple(_split(rest)))
        {".": [], "?": table.put_aside, "@": table.header_rows}[mark].append(len(sheet.rows))
    else:
        raise ValueError(f"unknown mark {mark}")


def _add_record(sheet: WrittenSheet, table: Table, cells: tuple[str, ...]) -> None:
    if len(cells) > len(table.columns):
        raise ValueError(f"{len(cells)} cells under {len(table.columns)} columns")
    sheet.rows.append(cells)
    table.records.append(Row(len(sheet.rows), cells))


def _with(row: Row, values: tuple[tuple[str, str], ...] = (), contacts: tuple[Contact, ...] = ()) -> Row:
    return Row(row.row, row.cells, row.values + values, row.contacts + contacts)


def _split(text: str) -> list[str]:
    return [each.strip() for each in text.split("|")]


def _columns(
    rows: Sequence[tuple[str, ...]], header_rows: Sequence[int], wanted: list[str]
) -> tuple[Column, ...]:
    headers = rows[header_rows[-1] - 1]
    if len(headers) != len(wanted):
        raise ValueError(f"{len(headers)} headers, {len(wanted)} fields")
    above = rows[header_rows[0] - 1]
    texts = [above[nth] if each == "^" else each for nth, each in enumerate(headers)]
    return tuple(_column(text, each) for text, each in zip(texts, wanted, strict=True))


def _column(header: str, wanted: str) -> Column:
    names = [each.removesuffix("?") for each in wanted.split("/")]
    may_be_kept = wanted.endswith("?") or any(each in (KEPT, COUNTS) for each in names)
    parts = [match for each in names if (match := _PART.fullmatch(each))]
    part = (int(parts[0][1]), parts[0][2]) if parts else None
    fields = tuple(each for each in names if each not in (KEPT, COUNTS) and not _PART.fullmatch(each))
    return Column(header, fields, may_be_kept, part)


def _groups(columns: Sequence[Column], cells: Sequence[str]) -> Iterator[int]:
    """The contacts that a row brings beside its record, for sure: a part of them is filled in."""
    for column, cell in zip(columns, cells, strict=False):
        if column.part is None or not column.is_sure_part or not cell:
            continue
        number, part = column.part
        if part in ("time", "content", "text") or (part == "yes" and cell in _TICKED):
            yield number
