"""From what was found and planned to what is written into the sender's workbook. Pure: values to values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Finding, Findings, Severity
from workbook_crm.model.language import Language, Name
from workbook_crm.model.marks import ColumnFill, Mark, ResultCell, ResultColumn, SheetMarks, Tone, Written
from workbook_crm.model.place import Place
from workbook_crm.model.sheets import RESULT_HEADER
from workbook_crm.model.words import SEVERITIES, fill, hint, message, say

FILLED = ("number", "unit_price", "discount", "amount")
"""Fields that we fill in where the sender left them blank."""
TONES: Mapping[Severity, Tone] = {
    Severity.ERROR: Tone.ERROR,
    Severity.WARNING: Tone.WARNING,
    Severity.NOTE: Tone.NOTE,
}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_FATES: Mapping[Fate, Name] = {
    Fate.NEW: Name("新增", "New"),
    Fate.CHANGED: Name("更新", "Changed"),
    Fate.UNCHANGED: Name("未变", "Unchanged"),
    Fate.HELD: Name("退回", "Held back"),
}
_SETTLED = Name("已入库", "Taken in")
_MOST_REASONS = 3
_CONTACTS = Name("跟进 {count} 条", "{count:follow-up|follow-ups}")
_READ_AS = Name("已记为 {day} 的跟进。", "Kept as the follow-up of {day}.")
_READ_UNDATED = Name("已记为一条没有日期的跟进。", "Kept as a follow-up without a date.")
_MOST_SAID = 50
"""So many contacts of one column are marked at their cells."""

Row = tuple[str, int]
"""(sheet, 1-based row)"""


def sheet_marks(sent: Batch, plan: MergePlan, findings: Findings) -> tuple[SheetMarks, ...]:
    """What is written into each of the sender's sheets. `sent` is the batch as it was read."""
    language = sent.language
    sheets = dict.fromkeys([table.sheet for table in sent.tables])
    by_row = _by_row(findings)
    for each in findings:
        if each.place.sheet is not None and each.place.cell is not None:
            sheets.setdefault(each.place.sheet)
    return tuple(
        SheetMarks(
            sheet,
            fills=tuple(_fills(_tables(sent, plan, sheet), language)),
            marks=tuple(_marks(findings, sheet, language, _contacts(sent, plan, sheet, language))),
            result=_result(_tables(sent, plan, sheet), by_row, language),
        )
        for sheet in sheets
    )


def _tables(sent: Batch, plan: MergePlan, sheet: str) -> list[tuple[Table[Any], TableOutcome]]:
    pairs = zip(sent.tables, plan.outcomes, strict=False)  # implied tables come after the sender's
    return [(table, outcome) for table, outcome in pairs if table.sheet == sheet and table.beside is None]


def _by_row(findings: Iterable[Finding]) -> Mapping[Row, list[Finding]]:
    by_row: defaultdict[Row, list[Finding]] = defaultdict(list)
    for each in findings:
        for row in (each.place.row, *each.rows):
            if each.place.sheet is not None and row is not None:
                by_row[each.place.sheet, row].append(each)
    return by_row


def _fills(tables: Iterable[tuple[Table[Any], TableOutcome]], language: Language) -> Iterator[ColumnFill]:
    for table, outcome in tables:
        for field in FILLED:
            if field in table.columns:
                values = dict(_filled(table, outcome, field))
                if values:
                    yield ColumnFill(table.columns[field], values)


def _filled(table: Table[Any], outcome: TableOutcome, field: str) -> Iterator[tuple[int, Written]]:
    """What stands in the record now where the sender's cell was blank."""
    for row, after in zip(table.rows, outcome.rows, strict=True):
        if after.record is None or getattr(row.record, field) is not None or field in row.erased:
            continue
        value = getattr(after.record, field)
        if value is not None and not any(name == field for name, _text in row.typed):
            yield row.row, value


def _contacts(sent: Batch, plan: MergePlan, sheet: str, language: Language) -> Mapping[tuple[int, int], str]:
    """By cell: which follow-up was made of it, or has changed by it."""
    said: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for table, outcome in zip(sent.tables, plan.outcomes, strict=False):
        column = table.columns.get("content") or table.columns.get("time")
        if table.sheet != sheet or table.beside is None or column is None:
            continue
        news = [each for each in outcome.rows if each.fate in (Fate.NEW, Fate.CHANGED)]
        for each in news[:_MOST_SAID]:
            record: Any = each.record
            told = _READ_AS if record.time else _READ_UNDATED
            said[each.row, column].append(fill(told[language], language, day=record.time or ""))
    return {cell: "\n".join(dict.fromkeys(texts)) for cell, texts in said.items()}


def _marks(
    findings: Iterable[Finding],
    sheet: str,
    language: Language,
    contacts: Mapping[tuple[int, int], str],
) -> Iterator[Mark]:
    cells: defaultdict[tuple[int, int], list[Finding]] = defaultdict(list)
    for each in findings:
        place: Place = each.place
        if place.sheet == sheet and place.row is not None and place.column is not None:
            cells[place.row, place.column].append(each)
    for (row, column), here in sorted(cells.items()):
        here.sort(key=lambda each: _ORDER.index(each.rule.severity))
        text = "\n".join(dict.fromkeys(_sentence(each, language) for each in here))
        contact = contacts.get((row, column))
        text = f"{text}\n{contact}" if contact else text
        yield Mark(row, column, TONES[here[0].rule.severity], text)
    for (row, column), text in sorted(contacts.items()):
        if (row, column) not in cells:
            yield Mark(row, column, Tone.NOTE, text)


def _sentence(each: Finding, language: Language) -> str:
    """`【错误】…。…。` or `Error: … …`"""
    severity, what, then = (
        SEVERITIES[each.rule.severity][language],
        message(each, language),
        hint(each, language),
    )
    if language is Language.ZH:
        return f"【{severity}】{what}{then}"
    return f"{severity}: {what} {then}".rstrip()


def _result(
    tables: list[tuple[Table[Any], TableOutcome]], by_row: Mapping[Row, list[Finding]], language: Language
) -> ResultColumn | None:
    """The result column; where several tables stand on one sheet, each header row carries its header."""
    if not tables:
        return None
    header = RESULT_HEADER[language]
    first = tables[0][0]
    cells: dict[int, ResultCell] = {}
    for table, outcome in tables:
        if table is not first:
            cells[table.header_row] = ResultCell(header)
        for after in outcome.rows:
            cells[after.row] = _result_cell(table, after, by_row.get((table.sheet, after.row), ()), language)
        for row in table.held:
            here = by_row.get((table.sheet, row), ())
            cells[row] = _result_cell(table, RowOutcome(row, Fate.HELD), here, language)
    return ResultColumn(first.header_row, header, cells)


def _result_cell(
    table: Table[Any], after: RowOutcome, here: Iterable[Finding], language: Language
) -> ResultCell:
    worst = min((_ORDER.index(each.rule.severity) for each in here), default=None)
    tone = TONES[_ORDER[worst]] if worst is not None and worst < _ORDER.index(Severity.NOTE) else None
    colon, semicolon = ("：", "；") if language is Language.ZH else (": ", "; ")
    fate = (_SETTLED if after.is_settled else _FATES[after.fate])[language]
    if after.fate is Fate.HELD:
        return ResultCell(fate + colon + _reasons(here, language), Tone.ERROR)
    parts = [
        each for each in (_told(table, after, language), _reasons(here, language, warnings=True)) if each
    ]
    return ResultCell(colon.join((fate, semicolon.join(parts))) if parts else fate, tone)


def _reasons(here: Iterable[Finding], language: Language, *, warnings: bool = False) -> str:
    wanted = Severity.WARNING if warnings else Severity.ERROR
    reasons = dict.fromkeys(message(each, language) for each in here if each.rule.severity is wanted)
    shown = list(reasons)[:_MOST_REASONS]
    return ("" if language is Language.ZH else " ").join(shown)


def _told(table: Table[Any], after: RowOutcome, language: Language) -> str:
    """The record's number, and what the row's own cells have no room for: its amount, what changed."""
    comma = "、" if language is Language.ZH else ", "
    contacts = [fill(_CONTACTS[language], language, count=after.contacts)] if after.contacts else []
    record: Any = after.record
    told = [getattr(record, "number", None)]
    if after.fate is Fate.CHANGED and not after.is_settled:
        told += [*(table.of.by_field[field].name[language] for field in after.changed), *contacts]
    if after.fate is not Fate.NEW and not after.is_settled:
        return comma.join(each for each in told if each)
    amount = table.of.by_field.get("amount")
    if (
        amount is not None
        and amount.of is Of.MONEY
        and "amount" not in table.columns
        and record.amount is not None
    ):
        told.append(f"{amount.name[language]} {say(record.amount, language)}")
    return comma.join([*(each for each in told if each), *contacts])
