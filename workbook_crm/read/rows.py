"""A workbook's sheets as records: what each sheet is, where its tables stand, what their cells mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.choice_words import fixed_words, meaning
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import ACTIVE, LISTS, Choice, aliases_in
from workbook_crm.model.own_column import Trail
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.stamp_cells import is_answers
from workbook_crm.model.vocabulary import Vocabulary, with_headers
from workbook_crm.read.asked_sheets import asked_of_all
from workbook_crm.read.headers import CJK
from workbook_crm.read.listed import undo_wishes
from workbook_crm.read.merges import without_covered
from workbook_crm.read.month_tabs import in_month_order
from workbook_crm.read.one_sheet import SheetRead, read_sheet
from workbook_crm.read.replies import is_marked
from workbook_crm.read.senders_sheets import senders_sheets
from workbook_crm.read.sheet_rows import Source

_SAYS_WHY = (rules.SHEET_NOT_BUILT,)
"""What tells already why a sheet is not read."""
NOTHING_TOLD: Mapping[str, Agreed] = {}


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
    is_answer = book.is_answer or any(map(is_marked, book.sheets))
    visible = [without_covered(each, book.name) for each in senders_sheets(book)]
    sheets = [sheet for sheet, _ in visible]
    is_ours = bool(book.stamp) and not is_answers(book.stamp)
    read: list[SheetRead] = []
    for sheet, covered in visible:
        trail, told = Trail(book.results.get(sheet.name), is_answer), agreed.get(sheet.name, NOTHING_AGREED)
        source = Source(book.name, sheet, vocabulary, settings, today, book.epoch, trail, told, is_ours)
        read.append(read_sheet(source, sheets, covered))
    tables = in_month_order([table for each in read for table in each.tables], today)
    findings = [said for each in read for said in each.findings]
    is_settled = sum(each.is_no_list for each in read) == sum(bool(sheet.cells) for sheet in sheets) > 0
    is_settled = is_settled or (not any(sheet.cells for sheet in sheets) and bool(undo_wishes(book)))
    if not tables and not is_settled and not any(each.rule in _SAYS_WHY for each in findings):
        asked = [each for each in findings if each.rule is rules.UNKNOWN_SHEET]
        possible = dict.fromkeys(kind for each in read for kind in each.possible)
        is_alone = is_answer and not any(sheet.cells for sheet in sheets)
        nothing = finding(rules.SUMMARY_ALONE, Place(book.name), book.name)
        findings = [each for each in findings if each not in asked]
        findings.append(nothing if is_alone else _nothing_known(book, sheets, possible, asked))
    unknown = tuple(each.name for each in read if not each.tables)
    language = _language(tables, sheets, settings)
    return Batch(book.name, _with_contacts(tables), language, unknown), tuple(findings)


def _with_contacts(tables: Sequence[Table[Any]]) -> tuple[Table[Any], ...]:
    """The sender's tables, and behind them the follow-ups that stand beside their records."""
    beside = (
        replace(each, beside=each.beside._replace(main=position))
        for position, table in enumerate(tables)
        for each in table.contacts
        if each.beside is not None and each.rows
    )
    return (*tables, *beside)


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
