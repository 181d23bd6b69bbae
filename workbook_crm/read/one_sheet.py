"""One sheet: what kind it is of, which tables stand in it, and what is said where none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Sheet
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.language import Name
from workbook_crm.model.not_built import ORDER_LINES, UnbuiltSheet, idle_column, is_journal, unbuilt_sheet
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawSheet
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read.answered import CHOSEN, NONE, chosen_kind
from workbook_crm.read.asked_sheets import asked_columns
from workbook_crm.read.headers import EXACT_NAME, FILE_OF_SEVERAL, NEAR_NAME, Evidence
from workbook_crm.read.sheet_rows import Source, read_table
from workbook_crm.read.tables import Block, find_tables, possible_kinds, without_formulas_of_ours
from workbook_crm.read.transposed import is_transposed

_GUIDES = frozenset(
    [
        "说明",
        "待办",
        "todo",
        "填写说明",
        "使用说明",
        "导入说明",
        "填表说明",
        "说明页",
        "帮助",
        "目录",
        "封面",
        "注意事项",
        "readme",
        "instructions",
        "instruction",
        "guide",
        "help",
        "notes",
        "cover",
        "howto",
        "about",
        "index",
        "contents",
        "legend",
        "example",
        "示例",
    ]
)
OWN_SHEETS = frozenset({"_lists", "_method", "_stage", "_level"})
"""Hidden sheets with the lists that our workbooks offer; some programs show them."""
_PREVIEWED = 50
"""So many rows tell whether a sheet looks like data."""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What became of one sheet; without tables it is left alone."""

    name: str
    tables: tuple[Table[Any], ...] = ()
    findings: Findings = ()
    possible: tuple[Name, ...] = ()
    """The kinds that it may be of, where that cannot be told."""
    is_no_list: bool = False
    """Its sender says so."""


def read_sheet(source: Source, sheets: Sequence[RawSheet], covered: Sequence[Finding]) -> SheetRead:
    """The tables of a sheet. `sheets`: all of the workbook; `covered`: what is said of cells under merges."""
    sheet, vocabulary = source.sheet, source.vocabulary
    kind, said = chosen_kind(source.agreed, vocabulary, Place(source.file, sheet.name))
    if kind == NONE:
        return SheetRead(sheet.name, findings=tuple(said), is_no_list=True)
    if word_key(sheet.name) not in _GUIDES and is_transposed(sheet, vocabulary):
        turned = finding(rules.TRANSPOSED, Place(source.file, sheet.name), sheet.name)
        return SheetRead(sheet.name, findings=(*said, turned))
    evidence = {kind: CHOSEN} if kind else _evidence(sheet, source.file, sheets, vocabulary)
    found = find_tables(sheet, vocabulary, evidence, source.agreed.names)
    blocks, shown = without_formulas_of_ours(found, sheet)
    source = replace(source, sheet=shown)
    read = [read_table(each, source) for each in blocks]
    ours = [(table, told) for table, told in read if _is_ours_after_all(table)]
    unbuilt = None if kind else _unbuilt(sheet, source, sheets)
    if unbuilt is not None and not _is_rather_ours([table for table, _ in ours], unbuilt, source):
        return SheetRead(sheet.name, findings=(*said, _not_built(source, unbuilt)))
    lists = [(table, told) for table, told in ours if not _is_journal(table, source.settings)]
    has_journal, ours = len(lists) < len(ours), lists
    told_of = (*said, *([_not_built(source, ORDER_LINES)] if has_journal else ()))
    if ours:
        told_of += tuple(said_of for table, told in ours for said_of in _with_idle(table, told))
        told_of = (*told_of, *covered, *_guessed(blocks[:1], source))
        return SheetRead(sheet.name, tuple(table for table, _ in ours), told_of)
    if has_journal:
        return SheetRead(sheet.name, findings=told_of)
    kinds = _possible(sheet, vocabulary)
    told_of = (*told_of, *_unknown(sheet, source, kinds))
    return SheetRead(sheet.name, findings=told_of, possible=tuple(each.name for each in kinds))


def _not_built(source: Source, unbuilt: UnbuiltSheet) -> Finding:
    name = source.sheet.name
    return finding(rules.SHEET_NOT_BUILT, Place(source.file, name), name, kind=unbuilt.name)


def _is_journal(table: Table[Any], settings: Settings) -> bool:
    """Whether a table is a journal of orders, of which every row would be held for want of a deal.

    Where the house says that lines open deals, it is told which column is missing.
    """
    if settings.trade.lines_open_opportunities:
        return False
    others = [heading.text for heading in table.headings if heading.field is None]
    return is_journal(table.of, table.columns, others)


def _guessed(blocks: Sequence[Block], source: Source) -> Iterator[Finding]:
    """A note on a sheet that may as well be of another kind."""
    for understood in (each.understood for each in blocks):
        if understood.rival is not None and not understood.contacts.is_certain:
            facts: dict[str, Fact] = {"kind": understood.of.name, "other": understood.rival.name}
            place = Place(source.file, source.sheet.name)
            yield finding(rules.KIND_GUESSED, place, source.sheet.name, **facts)


def _is_ours_after_all(table: Table[Any]) -> bool:
    """Whether a table that looks like choices names one of our lists: “Category, Value” heads many things."""
    return table.kind != "choices" or "list" in table.columns


def _evidence(sheet: RawSheet, file: str, sheets: Sequence[RawSheet], vocabulary: Vocabulary) -> Evidence:
    """What the sheet's name tells, else the file's name: less where it is that of several sheets."""
    kind, is_exact = vocabulary.kind_of_name(sheet.name)
    if kind is not None:
        return {kind: EXACT_NAME if is_exact else NEAR_NAME}
    kind, is_exact = vocabulary.kind_of_name(PurePath(file).stem)
    if kind is None:
        return {}
    is_only = sum(bool(each.cells) for each in sheets) == 1
    return {kind: (EXACT_NAME if is_exact else NEAR_NAME) if is_only else FILE_OF_SEVERAL}


def _unbuilt(sheet: RawSheet, source: Source, sheets: Sequence[RawSheet]) -> UnbuiltSheet | None:
    """The unbuilt kind that the sheet's name tells, or, of the only sheet with content, the file's name."""
    if not any(cell != "" for row in sheet.cells for cell in row):
        return None
    names = [sheet.name]
    if (
        sum(bool(each.cells) for each in sheets) == 1
        and source.vocabulary.kind_of_name(sheet.name)[0] is None
    ):
        names.append(PurePath(source.file).stem)
    own = {word_key(word) for words in source.settings.sheets.values() for word in words}
    return next(
        (found for each in names if word_key(each) not in own and (found := unbuilt_sheet(each))), None
    )


def _is_rather_ours(tables: Sequence[Table[Any]], unbuilt: UnbuiltSheet, source: Source) -> bool:
    """Whether a sheet that bears the name of an unbuilt kind has the columns of one that we read.

    So are a price list called 报价, and a journal of orders with a product in each row.
    """
    whole = [each for table in tables for each in (table, *table.contacts)]
    headings = [heading for table in whole for heading in table.headings if not heading.is_further]
    fields = [heading.field for heading in headings if heading.field]
    if any(field in unbuilt.yields_to for field in fields):
        return True
    theirs = unbuilt.count(heading.text for heading in headings)
    _, is_ours_by_name = source.vocabulary.kind_of_name(source.sheet.name)
    return len(fields) > theirs or (is_ours_by_name and len(fields) == theirs > 0)


def _with_idle(table: Table[Any], said: Sequence[Finding]) -> list[Finding]:
    """What was said of a table; of a column from which nothing follows, that instead of anything else."""
    idle = {
        Place(table.file, table.sheet, heading.row, heading.column): (heading.text, column.hint)
        for heading in table.headings
        if (column := idle_column(table.kind, heading.field, heading.text))
    }
    return [
        *(each for each in said if each.place not in idle),
        *(
            finding(rules.COLUMN_NOT_ACTED_ON, place, text, instead=hint)
            for place, (text, hint) in idle.items()
        ),
    ]


def _possible(sheet: RawSheet, vocabulary: Vocabulary) -> tuple[Sheet[Any], ...]:
    """The kinds that a sheet may be of."""
    return possible_kinds(sheet, vocabulary) if _is_told_of(sheet) else ()


def _is_told_of(sheet: RawSheet) -> bool:
    is_named_otherwise = sheet.name not in OWN_SHEETS and word_key(sheet.name) not in _GUIDES
    return _looks_like_data(sheet) and not sheet.hidden and is_named_otherwise


def _unknown(sheet: RawSheet, source: Source, kinds: Sequence[Sheet[Any]]) -> list[Finding]:
    """An error for a sheet that bears one of our names; less for another that looks like data."""
    if not _is_told_of(sheet):
        return []
    place = Place(source.file, sheet.name)
    asked = asked_columns(sheet, source.vocabulary, source.agreed, {each.kind for each in kinds})
    ours = next((each for each in SHEETS if sheet.name.strip() in (each.name.zh, each.name.en)), None)
    if ours is not None:
        wanted = tuple(column.name for column in ours.visible[:6])
        return [finding(rules.NO_HEADER, place, sheet.name, wanted=wanted, **asked)]
    if kinds:
        return [
            finding(
                rules.SHEET_OF_WHICH_KIND,
                place,
                sheet.name,
                kinds=tuple(each.name for each in kinds),
                **asked,
            )
        ]
    return [finding(rules.UNKNOWN_SHEET, place, sheet.name, **asked)]


def _looks_like_data(sheet: RawSheet) -> bool:
    """Whether there is a row of words with at least two rows of as many cells below it."""
    counts = [sum(cell != "" for cell in row) for row in sheet.cells[:_PREVIEWED]]
    wordy = [all(cell == "" or isinstance(cell, str) for cell in row) for row in sheet.cells[:_PREVIEWED]]
    return any(
        words and count >= 2 and sum(each * 2 >= count for each in counts[i + 1 :]) >= 2
        for i, (words, count) in enumerate(zip(wordy, counts, strict=True))
    )
