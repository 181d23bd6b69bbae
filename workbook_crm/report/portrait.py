"""One record in words: the same facts, tables and history for its page and for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from workbook_crm.model.called import called
from workbook_crm.model.columns import NUMERIC, Column, Of, Value
from workbook_crm.model.history import Dossier, LogEntry
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import OPEN, WON
from workbook_crm.model.run import receipt_number
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Stored
from workbook_crm.model.trace import KEPT, NO_SHEETS, Sheets, cell_of
from workbook_crm.model.undone import Undos
from workbook_crm.model.words import fill, say
from workbook_crm.report.words import words

_SHARES = frozenset({Of.RATE, Of.DISCOUNT})
_RIGHT = NUMERIC | {Of.INTEGER}
_YES = {True: Name("是", "Yes"), False: Name("否", "No")}
_LAST_CONTACT = Name("上次联系", "Last contact")
_PARTS = {
    "opportunities": ("number", "name", "stage", "state", "amount", "expected_close", "owner"),
    "opportunity_lines": (
        "opportunity", "product", "spec", "unit_price", "quantity", "periods", "discount", "amount", "remark",
    ),
    "follow_ups": (
        "time", "method", "subject", "content", "next_follow_up", "plan", "by", "expense", "attachments",
    ),
}  # fmt: skip
"""What is told of the records that belong to one, in the order of reading."""


@dataclass(frozen=True, slots=True)
class Told:
    """One value in words; `number` is that of the record that it names."""

    text: str
    of: Of = Of.TEXT
    number: str | None = None

    @property
    def is_number(self) -> bool:
        return self.of in _RIGHT


@dataclass(frozen=True, slots=True)
class Part:
    """A table of what belongs to the record. Columns without any value are left out."""

    title: str
    columns: tuple[Told, ...]
    rows: tuple[tuple[Told, ...], ...]


class Changed(NamedTuple):
    """One field that a row changed."""

    name: str
    was: str
    now: str
    cell: str = ""
    """Empty where it follows from the whole row."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a workbook that changed the record."""

    when: str
    receipt: str
    file: str
    sender: str | None
    place: str
    """`客户 第 2 行`."""
    changes: tuple[Changed, ...]
    """Empty where the record was new."""
    summary: str
    """What happened, where there are no changes to list."""
    undone_by: str = ""
    """The undo that took it back."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that is told of a record. Nothing in it depends on the day on which it is read."""

    number: str
    kind: str
    """In words."""
    name: str
    summary: tuple[str, ...]
    facts: tuple[tuple[str, Told], ...]
    parts: tuple[Part, ...]
    events: tuple[Event, ...]
    """The latest first."""


def portrait(dossier: Dossier, language: Language) -> Portrait:
    """A record with all that belongs to it, in words."""
    record, sheet = dossier.stored.record, SHEET_OF[dossier.kind]
    return Portrait(
        record.number,
        words(language).get(f"kind_{dossier.kind}", sheet.title(language)),
        called(getattr(record, sheet.label), getattr(record, "phone", None)),
        tuple(_summary(dossier, language)),
        tuple(_facts(dossier, language)),
        tuple(_parts(dossier, language)),
        tuple(_events(dossier, language)),
    )


def in_words(column: Column, value: Value, language: Language) -> str:
    """A field's value as a reader of the language expects to see it; empty for a blank one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES[value][language]
    if column.of in _SHARES and isinstance(value, Decimal):
        return f"{say((value * 100).normalize(), language)}%"
    named = {option.code: option.name for option in column.options}
    return say(named.get(value, value) if isinstance(value, str) else value, language)


def _summary(dossier: Dossier, language: Language) -> Iterator[str]:
    """What a customer is talking about, and what was won with it."""
    for key, state in (("sum_open", OPEN), ("sum_won", WON)):
        deals = [each.record for each in dossier.opportunities if each.record.state == state]
        amount = sum((deal.amount or Decimal(0) for deal in deals), Decimal(0))
        if deals:
            yield fill(words(language)[key], language, count=len(deals), amount=amount)


def _facts(dossier: Dossier, language: Language) -> Iterator[tuple[str, Told]]:
    record, sheet = dossier.stored.record, SHEET_OF[dossier.kind]
    for column in sheet.visible:
        value = getattr(record, column.field)
        if value is not None and column.field not in ("number", sheet.label):
            yield column.name[language], _told(column, value, language, _names(dossier))
    last_contact = getattr(record, "last_contact", None)
    if last_contact is not None:
        yield _LAST_CONTACT[language], Told(say(last_contact, language), Of.MOMENT)
    for header, text in record.extra:
        yield header, Told(text)


def _names(dossier: Dossier) -> dict[str, str]:
    """What the records that this one refers to are called."""
    known = [dossier.stored, *dossier.opportunities, *filter(None, (dossier.customer,))]
    return {each.record.number: called(each.record.name, each.record.number) for each in known}


def _told(column: Column, value: Value, language: Language, names: dict[str, str]) -> Told:
    text = in_words(column, value, language)
    if column.of is Of.REFERENCE and column.refers:
        return Told(names.get(text, text), column.of, text)
    return Told(text, column.of, text if column.of is Of.NUMBER else None)


def _parts(dossier: Dossier, language: Language) -> Iterator[Part]:
    own = dossier.stored.record.number
    follow_ups = sorted((*dossier.follow_ups, *dossier.about_opportunities), key=_moment, reverse=True)
    belonging: tuple[tuple[str, Sequence[Stored[Any]]], ...] = (
        ("opportunities", dossier.opportunities),
        ("opportunity_lines", dossier.lines or dossier.opportunity_lines),
        ("follow_ups", follow_ups),
    )
    for kind, stored in belonging:
        if stored:
            yield _part(kind, [each.record for each in stored], own, _names(dossier), language)


def _moment(follow_up: Stored[Any]) -> tuple[str, int]:
    return follow_up.record.time.isoformat() if follow_up.record.time else "", follow_up.id


def _part(kind: str, records: Sequence[Any], own: str, names: dict[str, str], language: Language) -> Part:
    """A table; what every row would say of the record itself is left out."""
    sheet = SHEET_OF[kind]
    columns = [
        sheet.by_field[field]
        for field in _PARTS[kind]
        if any(getattr(record, field) not in (None, own) for record in records)
    ]
    rows = (
        tuple(_told(column, getattr(record, column.field), language, names) for column in columns)
        for record in records
    )
    heads = tuple(Told(column.name[language], column.of) for column in columns)
    return Part(sheet.title(language), heads, tuple(rows))


def _events(dossier: Dossier, language: Language) -> Iterator[Event]:
    for entry in reversed(dossier.history):
        changes = () if entry.is_new else tuple(changes_of(dossier.kind, entry, language, dossier.sheets))
        if changes or not entry.before:
            word, place = words(language), place_of(entry, language)
            when, summary = say(entry.received, language), word["was_new" if entry.is_new else "was_changed"]
            undone = undone_by(dossier.undos, entry)
            yield Event(when, entry.receipt, entry.file, entry.sender, place, changes, summary, undone)


def place_of(entry: LogEntry, language: Language) -> str:
    """Where in its workbook a change stands: a cell or a row; empty for an undo, which stands in none."""
    if entry.cell:
        return f"{entry.sheet}!{entry.cell}"
    row_of = words(language)["row_of"]
    return fill(row_of, language, sheet=entry.sheet, row=str(entry.row)) if entry.sheet else ""


def undone_by(undos: Undos, entry: LogEntry) -> str:
    """The undo that took a change back; empty where none did."""
    undo = undos.holding.get(entry.revision) or undos.holding.get(entry.written_in)
    return receipt_number(undo) if undo else ""


def changes_of(
    kind: str, entry: LogEntry, language: Language, sheets: Sheets = NO_SHEETS
) -> Iterator[Changed]:
    """Each field that people see, before and after; with its cell, where the sheets are known."""
    for field, before in entry.before.items():
        column = SHEET_OF[kind].by_field[field]
        name = _LAST_CONTACT if field == "last_contact" else column.name
        if name[language]:
            was, now = (in_words(column, value, language) for value in (before, entry.after.get(field)))
            yield Changed(name[language], was, now, _cell(sheets, kind, field, entry))
    for header, text in entry.kept_before.items():
        cell = _cell(sheets, kind, KEPT + header, entry)
        yield Changed(header, text or "", entry.kept_after.get(header) or "", cell)


def _cell(sheets: Sheets, kind: str, field: str, entry: LogEntry) -> str:
    return (cell_of(sheets, kind, field, entry) or "") if sheets and entry.row else ""
