"""A workbook's sheets as records: what each sheet is, where its tables stand, what their cells mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.choice_words import fixed_words, meaning
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Language, Name
from workbook_crm.model.not_built import UnbuiltSheet, idle_column, unbuilt_sheet
from workbook_crm.model.options import ACTIVE, LISTS, Choice, aliases_in
from workbook_crm.model.own_column import Trail
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import Vocabulary, with_headers
from workbook_crm.read.answered import CHOSEN, NONE, chosen_kind
from workbook_crm.read.asked_sheets import asked_columns, asked_of_all
from workbook_crm.read.headers import CJK, EXACT_NAME, FILE_OF_SEVERAL, NEAR_NAME, Evidence
from workbook_crm.read.merges import without_covered
from workbook_crm.read.replies import is_marked
from workbook_crm.read.senders_sheets import senders_sheets
from workbook_crm.read.sheet_rows import Source, read_table
from workbook_crm.read.tables import Block, find_tables, possible_kinds
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
_SAYS_WHY = (rules.SHEET_NOT_BUILT,)
"""What tells already why a sheet is not read."""
NOTHING_TOLD: Mapping[str, Agreed] = {}
"""So many rows tell whether a sheet looks like data."""


def read_rows(
    book: RawWorkbook,
    vocabulary: Vocabulary,
    settings: Settings,
    today: date,
    agreed: Mapping[str, Agreed] = NOTHING_TOLD,
) -> tuple[Batch, Findings]:
    """Every row of every sheet that is understood, as records; every other sheet is named and left alone.

    `agreed`: by sheet, what its sender has answered about it.

    Findings: those of `model.rules.headers` and `model.rules.values`. An error at a cell holds its row later;
    the record has None there, and the text in `Sourced.typed`.
    """
    with no_collections():
        batch, findings = _read(book, vocabulary, settings, today, agreed)
        headers = _listed_headers(batch, settings)
        if not headers:
            return batch, findings
        return _read(book, with_headers(vocabulary, headers), settings, today, agreed)


def _listed_headers(batch: Batch, settings: Settings) -> list[Choice]:
    """The dealership's words for columns on the workbook's own Choices sheet: they count at once."""
    lists = fixed_words(LISTS, settings.choices.get("list", {}))
    states = fixed_words(ACTIVE, settings.choices.get("state", {}))
    return [
        Choice(each.value, aliases_in(each.aliases))
        for table in batch.of_kind("choices")
        for each in (row.record for row in table.rows)
        if each.value and meaning(lists, each.list or "") == "header"
        if meaning(states, each.state or "") != "inactive"
    ]


def _read(
    book: RawWorkbook,
    vocabulary: Vocabulary,
    settings: Settings,
    today: date,
    agreed: Mapping[str, Agreed],
) -> tuple[Batch, Findings]:
    tables: list[Table[Any]] = []
    findings: list[Finding] = []
    unknown: list[str] = []
    possible: dict[Name, None] = {}
    no_lists = 0
    is_answer = book.is_answer or any(map(is_marked, book.sheets))
    visible = [without_covered(each, book.name) for each in senders_sheets(book)]
    sheets = [sheet for sheet, _ in visible]
    for sheet, covered in visible:
        told = agreed.get(sheet.name, NOTHING_AGREED)
        kind, said_kind = chosen_kind(told, vocabulary, Place(book.name, sheet.name))
        findings.extend(said_kind)
        if kind == NONE:
            no_lists += 1
            unknown.append(sheet.name)
            continue
        evidence = {kind: CHOSEN} if kind else _evidence(sheet, book, sheets, vocabulary)
        trail = Trail(book.results.get(sheet.name), is_answer)
        source = Source(book.name, sheet, vocabulary, settings, today, book.epoch, trail, told)
        if word_key(sheet.name) not in _GUIDES and is_transposed(sheet, vocabulary):
            findings.append(finding(rules.TRANSPOSED, Place(book.name, sheet.name), sheet.name))
            unknown.append(sheet.name)
            continue
        blocks = find_tables(sheet, vocabulary, evidence, told.names)
        read = [read_table(block, source) for block in blocks]
        ours = [(table, said) for table, said in read if _is_ours_after_all(table)]
        unbuilt = None if kind else _unbuilt(sheet, source, sheets)
        if unbuilt is not None and not _is_rather_ours([table for table, _ in ours], unbuilt, source):
            findings.append(
                finding(rules.SHEET_NOT_BUILT, Place(book.name, sheet.name), sheet.name, kind=unbuilt.name)
            )
            unknown.append(sheet.name)
            continue
        for table, said in ours:
            tables.append(table)
            findings.extend(_with_idle(table, said))
        if ours:
            findings.extend(covered)
            findings.extend(_guessed(blocks[:1], source))
        else:
            unknown.append(sheet.name)
            kinds = _possible(sheet, vocabulary)
            possible.update(dict.fromkeys(kinds))
            findings.extend(_unknown(sheet, source, kinds))
    is_settled = no_lists == sum(bool(sheet.cells) for sheet in sheets) > 0
    if not tables and not is_settled and not any(each.rule in _SAYS_WHY for each in findings):
        asked = [each for each in findings if each.rule is rules.UNKNOWN_SHEET]
        findings = [each for each in findings if each not in asked]
        is_alone = is_answer and not any(sheet.cells for sheet in sheets)
        nothing = finding(rules.SUMMARY_ALONE, Place(book.name), book.name)
        findings.append(nothing if is_alone else _nothing_known(book, sheets, possible, asked))
    return Batch(
        book.name, _with_contacts(tables), _language(tables, sheets, settings), tuple(unknown)
    ), tuple(findings)


def _guessed(blocks: Sequence[Block], source: Source) -> Iterator[Finding]:
    """A note on a sheet that may as well be of another kind."""
    for understood in (each.understood for each in blocks):
        if understood.rival is not None and not understood.contacts.is_certain:
            facts: dict[str, Fact] = {"kind": understood.of.name, "other": understood.rival.name}
            place = Place(source.file, source.sheet.name)
            yield finding(rules.KIND_GUESSED, place, source.sheet.name, **facts)


def _with_contacts(tables: Sequence[Table[Any]]) -> tuple[Table[Any], ...]:
    """The sender's tables, and behind them the follow-ups that stand beside their records."""
    beside = (
        replace(each, beside=each.beside._replace(main=position))
        for position, table in enumerate(tables)
        for each in table.contacts
        if each.beside is not None and each.rows
    )
    return (*tables, *beside)


def _is_ours_after_all(table: Table[Any]) -> bool:
    """Whether a table that looks like choices names one of our lists: “Category, Value” heads many things."""
    return table.kind != "choices" or "list" in table.columns


def _evidence(
    sheet: RawSheet, book: RawWorkbook, sheets: Sequence[RawSheet], vocabulary: Vocabulary
) -> Evidence:
    """What the sheet's name tells, else the file's name: less where it is that of several sheets."""
    kind, is_exact = vocabulary.kind_of_name(sheet.name)
    if kind is not None:
        return {kind: EXACT_NAME if is_exact else NEAR_NAME}
    kind, is_exact = vocabulary.kind_of_name(PurePath(book.name).stem)
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


def _possible(sheet: RawSheet, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """The names of the kinds that a sheet may be of."""
    return tuple(each.name for each in possible_kinds(sheet, vocabulary)) if _is_told_of(sheet) else ()


def _is_told_of(sheet: RawSheet) -> bool:
    is_named_otherwise = sheet.name not in OWN_SHEETS and word_key(sheet.name) not in _GUIDES
    return _looks_like_data(sheet) and not sheet.hidden and is_named_otherwise


def _unknown(sheet: RawSheet, source: Source, kinds: tuple[Name, ...]) -> list[Finding]:
    """An error for a sheet that bears one of our names; less for another that looks like data."""
    if not _is_told_of(sheet):
        return []
    place = Place(source.file, sheet.name)
    asked = asked_columns(sheet, source.vocabulary, source.agreed)
    ours = next((each for each in SHEETS if sheet.name.strip() in (each.name.zh, each.name.en)), None)
    if ours is not None:
        wanted = tuple(column.name for column in ours.visible[:6])
        return [finding(rules.NO_HEADER, place, sheet.name, wanted=wanted, **asked)]
    if kinds:
        return [finding(rules.SHEET_OF_WHICH_KIND, place, sheet.name, kinds=kinds, **asked)]
    return [finding(rules.UNKNOWN_SHEET, place, sheet.name, **asked)]


def _looks_like_data(sheet: RawSheet) -> bool:
    """Whether there is a row of words with at least two rows of as many cells below it."""
    counts = [sum(cell != "" for cell in row) for row in sheet.cells[:_PREVIEWED]]
    wordy = [all(cell == "" or isinstance(cell, str) for cell in row) for row in sheet.cells[:_PREVIEWED]]
    return any(
        words and count >= 2 and sum(each * 2 >= count for each in counts[i + 1 :]) >= 2
        for i, (words, count) in enumerate(zip(wordy, counts, strict=True))
    )


def _nothing_known(
    book: RawWorkbook, sheets: Sequence[RawSheet], possible: Iterable[Name], asked: Sequence[Finding]
) -> Finding:
    """An error for a workbook of which no sheet is understood; `asked`: sheets that look like lists."""
    names = tuple(each.name for each in sheets if each.cells) or tuple(each.name for each in sheets) or ("-",)
    wanted = tuple(possible) or tuple(each.name for each in SHEETS)
    told: dict[str, Fact] = {"sheets": names[:20], "wanted": wanted, **asked_of_all(asked)}
    return finding(rules.NO_KNOWN_SHEET, Place(book.name), book.name, **told)


def _language(tables: Sequence[Table[Any]], sheets: Sequence[RawSheet], settings: Settings) -> Language:
    """Chinese where any header that was matched has a Chinese word; without tables, by the first cells."""
    known = [heading.text for table in tables for heading in table.headings if heading.field]
    if known:
        return Language.ZH if any(CJK.search(text) for text in known) else Language.EN
    seen = [
        cell for sheet in sheets for row in sheet.cells[:5] for cell in row if isinstance(cell, str) and cell
    ]
    if not seen:
        return settings.language
    return Language.ZH if any(CJK.search(text) for text in seen) else Language.EN
