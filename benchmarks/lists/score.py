"""Compares what was made of a list with what a person makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from benchmarks.lists.book import ABOVE, LEFT, cell_of
from benchmarks.lists.taken import Decided, Understood
from benchmarks.lists.written import Column, Contact, Row, Table, WrittenList
from workbook_crm.model.columns import DATED, NUMERIC, Of
from workbook_crm.model.columns import Column as ModelColumn
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Language, Name
from workbook_crm.model.sheets import SHEET_OF

_AS_FOLLOW_UPS = {
    "time": "time", "text": "content", "content": "content", "method": "method", "next": "next_follow_up",
}  # fmt: skip
"""What a part of a contact is where every row is a contact."""
_AS_WRITTEN = frozenset({Of.TEXT, Of.NAME, Of.CODE, Of.NUMBER})
_METHODS = {
    zh.value: (zh.value, en.value)
    for zh, en in zip(*(default_choices(each)["method"] for each in (Language.ZH, Language.EN)), strict=True)
}
"""Methods by their Chinese word, in both languages."""
_DITTO = frozenset({"同上", "〃"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as a person has it; `kind` is what faults are counted by."""

    kind: str
    place: str
    seen: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.seen}"


@dataclass
class Score:
    """The figures of one list, or of many together."""

    name: str = ""
    tables: int = 0
    """Tables that a person understands."""
    tables_understood: int = 0
    """Taken for a kind that a person may take them for."""
    rows: int = 0
    """Rows that a person takes."""
    rows_taken: int = 0
    rows_invented: int = 0
    """Rows taken that are none."""
    columns: int = 0
    """Columns of the tables that were understood as of the right kind."""
    columns_misfit: int = 0
    """Given to a field whose values do not fit it."""
    columns_other: int = 0
    values: int = 0
    """Cells whose value was compared."""
    values_changed: int = 0
    """Said otherwise in the record, and no finding says so."""
    values_named: int = 0
    """Values that a person named in advance."""
    values_right: int = 0
    contacts: int = 0
    """Contacts that stand beside records."""
    contacts_found: int = 0
    contacts_named: int = 0
    contacts_right: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Counts another score's figures in."""
        for name, value in vars(other).items():
            if name != "name":
                setattr(self, name, getattr(self, name) + value)

    def note(self, kind: str, place: str, seen: str) -> None:
        self.faults.append(Fault(kind, place, seen))


def score(written: WrittenList, made: Decided) -> Score:
    """The figures of one list that was taken by itself."""
    found = Score(f"{written.house}: {written.file}")
    for sheet in written.sheets:
        for table in sheet.tables:
            _score_table(found, written, sheet.name, table, made)
    return found


def _score_table(found: Score, written: WrittenList, sheet: str, table: Table, made: Decided) -> None:
    understood = _matching(sheet, table, made)
    place = f"{written.file} {sheet}"
    if "none" in table.kinds and (understood is None or understood.kind not in table.kinds):
        found.rows_invented += len(understood.records) if understood else 0
        return
    found.tables += 1
    found.rows += len(table.records)
    found.contacts += _contacts_there(table, understood)
    found.values_named += sum(len(each.values) for each in table.records)
    found.contacts_named += sum(len(each.contacts) for each in table.records)
    if understood is None or understood.kind not in table.kinds:
        kind = "nothing" if understood is None else understood.kind
        found.note("table not understood", place, f"{'/'.join(table.kinds)} read as {kind}")
        _score_contacts(found, place, sheet, table, understood, made)
        return
    found.tables_understood += 1
    _score_rows(found, place, table, understood, made)
    _score_columns(found, place, table, understood)
    for row in table.records:
        if row.row in understood.records:
            _score_values(found, place, row, table, understood, made)
    _score_contacts(found, place, sheet, table, understood, made)


def taken_that_may_be_left(written: WrittenList, made: Decided) -> int:
    """How many rows were taken that a person may as well leave: 不愿留名, a car that is not for sale."""
    tables = [(sheet.name, table) for sheet in written.sheets for table in sheet.tables if table.put_aside]
    found = ((table, _matching(name, table, made)) for name, table in tables)
    return sum(len(each.records.keys() & set(table.put_aside)) for table, each in found if each)


def _matching(sheet: str, table: Table, made: Decided) -> Understood | None:
    """The table that was understood where this one is: the one whose header is among this one's."""
    names = {each.name for each in made.raw.sheets} if made.raw else set()
    is_only = len(names) == 1
    for each in made.tables:
        is_here = is_only or each.table.sheet == sheet
        is_in_blocks = not table.header_rows and bool(table.records)
        if is_here and (is_in_blocks or each.table.header_row in _span(table)):
            return each
    return None


def _span(table: Table) -> range:
    """Rows in which a header of this table may be found; none where labels stand beside their values."""
    return range(min(table.header_rows, default=0), max(table.header_rows, default=-1) + 1)


def _score_rows(found: Score, place: str, table: Table, understood: Understood, made: Decided) -> None:
    expected = {each.row for each in table.records}
    taken = expected & set(understood.records)
    invented = sorted(set(understood.records) - expected - set(table.put_aside))
    found.rows_taken += len(taken)
    found.rows_invented += len(invented)
    for row in invented:
        found.note("row that is none taken", f"{place}!{row}", str(understood.records[row])[:120])
    for row in sorted(expected - taken):
        for code, seen in _why_held(table, understood.table.sheet, row, made):
            found.note(f"row held: {code}", f"{place}!{row}", seen)


def _why_held(table: Table, sheet: str, row: int, made: Decided) -> list[tuple[str, str]]:
    """The errors that held a row, at its cells or its columns' headers, each with what it is about."""
    places = (row, None, *_span(table))
    return [
        (f"{each.rule.code} {_column_of(each)}".strip(), each.value or "not taken")
        for each in made.verdict.receipt.findings
        if each.is_error and each.place.sheet == sheet and (each.place.row in places or row in each.rows)
    ] or [("no error at the row", "")]


def _column_of(error: Finding) -> str:
    """The column that an error is about, where it names one."""
    column = dict(error.facts).get("column")
    return column.zh if isinstance(column, Name) else ""


def _score_columns(found: Score, place: str, table: Table, understood: Understood) -> None:
    given = {each.column: each for each in understood.table.headings if not each.is_above}
    for number, column in enumerate(table.columns, start=1):
        found.columns += 1
        heading = given.get(number)
        name = heading.field if heading else None
        if allows(column, name, understood.kind):
            continue
        wanted = "/".join(column.fields) or (f"contact {column.part[1]}" if column.part else "kept")
        seen = f"{column.header} → {name or 'kept'}, not {wanted}"
        if name is not None and not _fits(column, name, understood.kind):
            found.columns_misfit += 1
            found.note("column given to a field it does not fit", place, seen)
        else:
            found.columns_other += 1
            found.note(f"column {'kept' if name is None else 'given otherwise'}", place, seen)


def allows(column: Column, name: str | None, kind: str) -> bool:
    """Whether a field is a right reading of a column."""
    if name is None:
        return column.may_be_kept or column.part is not None
    if name in column.fields:
        return True
    if column.part is None:
        return False
    as_field = _AS_FOLLOW_UPS.get(column.part[1])
    is_next = column.part[1] == "next" and name == "next_follow_up"
    return is_next or (kind == "follow_ups" and name == as_field) or name.startswith("follow")


def _fits(column: Column, name: str, kind: str) -> bool:
    """Whether a field that is not the column's own is at least of the same kind of value."""
    by_field = SHEET_OF[kind].by_field
    own = {by_field[each].of for each in column.fields if each in by_field}
    return by_field[name].of in own


def _score_values(
    found: Score, place: str, row: Row, table: Table, understood: Understood, made: Decided
) -> None:
    record = understood.records[row.row]
    for name, text in row.values:
        said = getattr(record, name, None)
        if said is None and name == "customer" and understood.kind == "opportunity_lines":
            said = made.customer_of(record.opportunity)
        if _says(said, text, understood.table.of.by_field.get(name)):
            found.values_right += 1
        else:
            seen = f"{name} is {said!r}, not {text}"
            found.note("named value otherwise", f"{place}!{row.row}", seen)
    headers = set(_span(table))
    named = Counter(each.field for each in understood.table.headings)
    for heading in understood.table.headings:
        is_none = not heading.field or heading.is_above
        if is_none or named[heading.field] > 1 or heading.column > len(row.cells):
            continue  # several columns of one field are joined, or fill each other's gaps
        column, text = table.columns[heading.column - 1], row.cells[heading.column - 1]
        of = understood.table.of.by_field[heading.field].of
        if not allows(column, heading.field, understood.kind) or not _is_comparable(text):
            continue
        value = getattr(record, heading.field, None)
        same = _is_same(value, text, of)
        if same is None:
            continue
        found.values += 1
        if not same and not made.finds(understood.table.sheet, {row.row, *headers}, heading.column):
            found.values_changed += 1
            seen = f"{heading.text} {text} → {value!r}"
            found.note("value changed without a finding", f"{place}!{row.row}", seen)


def _is_comparable(text: str) -> bool:
    return bool(text) and text not in (LEFT, ABOVE) and text not in _DITTO


def _says(value: Any, text: str, column: ModelColumn | None) -> bool:
    """Whether a value is what a person reads; a phone by its figures, for in no country it stays as written."""
    if column is not None and column.of is Of.PHONE:
        return re.sub(r"\D", "", str(value or "")) == text
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value) == Decimal(text)
    if isinstance(value, date):
        return value.isoformat()[: len(text)] == text
    return _plain(str(value)) == _plain(text)


def _is_same(value: Any, text: str, of: Of) -> bool | None:
    """Whether a record says what its cell does; None where only a reader's rules can tell."""
    cell = cell_of(text).value
    if of in DATED and isinstance(cell, datetime):
        return isinstance(value, date) and value.isoformat()[:10] == cell.date().isoformat()
    if of in NUMERIC and isinstance(cell, float):
        return isinstance(value, Decimal) and value in (Decimal(str(cell)), Decimal(str(cell)) / 100)
    if of is Of.PHONE and isinstance(cell, str):
        digits = re.sub(r"\D", "", _plain(cell))
        own = re.sub(r"\D", "", str(value or ""))
        return bool(own) and (own in digits or digits.lstrip("0") in own)
    if of in _AS_WRITTEN:
        said = f"{cell:g}" if isinstance(cell, float) else str(cell)
        return _plain(str(value or "")) == _plain(said)
    return None


def _plain(text: str) -> str:
    """Without spaces, full-width letters made half-width."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _contacts_there(table: Table, understood: Understood | None) -> int:
    """Contacts beside the records; where every row is read as a contact, the first of a row is the row itself."""
    if understood is None or understood.kind != "follow_ups" or "follow_ups" not in table.kinds:
        return table.contacts
    return table.contacts - table.rows_with_contacts


def _score_contacts(
    found: Score, place: str, sheet: str, table: Table, understood: Understood | None, made: Decided
) -> None:
    rows = {each.row for each in table.records}
    is_rows = understood is not None and understood.kind == "follow_ups"
    own = len(rows & set(understood.records)) if understood and is_rows else 0
    is_only = made.raw is not None and len(made.raw.sheets) == 1
    here = [
        (row, record) for name, row, record in made.contacts if row in rows and (is_only or name == sheet)
    ]
    there = _contacts_there(table, understood)
    beside = min(there, len(here) - own)
    found.contacts_found += beside
    if beside < there:
        found.note("contacts not found", place, f"{beside} of {there}")
    for row in table.records:
        for contact in row.contacts:
            if any(at == row.row and _is_contact(record, contact) for at, record in here):
                found.contacts_right += 1


def _is_contact(record: Any, contact: Contact) -> bool:
    day = str(record.time or "")[:10]
    says = _plain(contact.content) in _plain(str(record.content or ""))
    is_method = not contact.method or record.method in _METHODS.get(contact.method, ())
    return day == contact.day and says and is_method


def by_kind(faults: list[Fault]) -> Iterator[tuple[str, int, Fault]]:
    """Kinds of faults, most frequent first, with how many there are and the shortest example."""
    kinds: dict[str, list[Fault]] = {}
    for each in faults:
        kinds.setdefault(each.kind, []).append(each)
    for kind, of_kind in sorted(kinds.items(), key=lambda each: -len(each[1])):
        yield kind, len(of_kind), min(of_kind, key=lambda each: len(str(each)))
