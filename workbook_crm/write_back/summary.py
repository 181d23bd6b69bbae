"""The summing-up sheet: what was taken, what was held and why, each line a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_crm.model.columns import Column
from workbook_crm.model.finding import Severity
from workbook_crm.model.gathered import Gathered, gathered
from workbook_crm.model.language import Language, Name
from workbook_crm.model.marks import Look, SummaryCell, SummarySheet
from workbook_crm.model.rules.headers import AS_ANSWERED, UNKNOWN_COLUMN
from workbook_crm.model.rules.lists import LINE_GONE
from workbook_crm.model.rules.trade import CONFLICT
from workbook_crm.model.run import ColumnReceipt, Receipt
from workbook_crm.model.sheets import FOLLOW_UPS, RESULT_HEADER, SHEET_OF
from workbook_crm.model.words import SEVERITIES, fates_in_words, fill, hint, idle_in_words, of_many
from workbook_crm.write_back.asked import asked_in
from workbook_crm.write_back.asked_rows import asked_rows, call_of
from workbook_crm.write_back.questions import (
    blank_rows,
    conflict_rows,
    gone_rows,
    order_rows,
    undo_rows,
    was_told,
)
from workbook_crm.write_back.shown import shown_width

_IN_BLOCKS = (CONFLICT, LINE_GONE, UNKNOWN_COLUMN, AS_ANSWERED)
"""What is asked in blocks of its own."""
_STAR = " *"
"""What stands behind headers of wanted columns of ours; some programs make it part of the text."""
MOST_FINDINGS = 5_000
"""Beyond this the sheet would be too long to read; every one is marked at its cell all the same."""

_LOOKS = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING, Severity.NOTE: Look.NOTE}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_PLACE_WIDTHS = (22.0, 36.0)
"""At least, and at most: links do not wrap in every program."""
_WIDTHS = (19.0, 20.0, 44.0, 44.0)

_TITLE = Name("处理结果：{file}", "Result: {file}")
_INTRO = Name(
    "导入回执 {receipt}，{when}。收下 {taken} 行，退回 {held} 行。",
    "Receipt {receipt}, {when}. {taken:row|rows} taken in, {held} held back.",
)
_NEXT = Name(
    "退回的 {held} 行没有入库：请按标记改好，再把整个文件发一次；已收下的行不会重复。",
    "{held:row was|rows were} held back and not stored: correct what is marked and send the whole workbook "
    "again; rows already taken in are not taken twice.",
)
_LOOK = Name(
    "没有退回的行；下面列出的几处，请看一看。",
    "Nothing was held back; please have a look at what is listed below.",
)
_ALL_WELL = Name("没有需要改的地方。", "Nothing needs to be corrected.")
_SHEETS = Name("各表行数", "Rows by sheet")
_SHEET_HEADERS = (
    Name("表", "Sheet"),
    Name("识别为", "Understood as"),
    Name("行数", "Rows"),
    Name("结果", "Outcome"),
)
_FINDINGS = Name("需要看一看的地方（点击位置即可跳到）", "What to look at (click a place to go there)")
_FINDING_HEADERS = (
    Name("位置", "Place"),
    Name("类别", "Severity"),
    Name("原值", "Value"),
    Name("说明", "What is the matter"),
    Name("怎么改", "What to do"),
)
_MORE = Name("还有 {count} 条，都已在单元格里标出。", "{count:more|more}, all marked at their cells.")
_COLUMNS = Name("各列怎样理解", "How each column was understood")
_COLUMN_HEADERS = (
    Name("位置", "Place"),
    Name("表", "Sheet"),
    Name("表头", "Header"),
    Name("理解为", "Understood as"),
)
_PLAIN = Name(
    "另有 {count} 列，表头就是标准名称。",
    "{count:other column has its usual name|other columns have their usual names} as the header.",
)
_CONTACT = Name("跟进记录（第 {group} 次）：{column}", "Follow-up {group}: {column}")
_ALL_PLAIN = Name(
    "{count} 列的表头都是标准名称。",
    "{count:column has its usual name|columns have their usual names} as the header.",
)
_KEPT = Name("（不认识，原样保留）", "(not known, kept as it is)")

_CONFLICTS = Name(
    "{conflicts} 处与库里现在的值不同、没有覆盖：见下面的“冲突”。",
    "{conflicts:cell differs|cells differ} from what is stored now and overwrote nothing: see “Conflicts” "
    "below.",
)
Rows = Iterator[Sequence[SummaryCell]]


def summary_sheet(receipt: Receipt, language: Language) -> SummarySheet:
    """The receipt as a sheet of the answer."""
    asked = asked_in(receipt, language)
    rows = [
        *_head(receipt, call_of(asked, language), language),
        *asked_rows(asked, receipt.id, language),
        *conflict_rows(receipt.findings, receipt.id, language),
        *gone_rows(receipt.findings, language),
        *blank_rows(receipt.findings, language),
        *order_rows(receipt.findings, language),
        *_counts(receipt, language),
    ]
    rows += [*_findings(receipt, language), *_columns(receipt, language), *undo_rows(receipt, language)]
    return SummarySheet(RESULT_HEADER[language], tuple(rows), (_place_width(rows), *_WIDTHS))


def _place_width(rows: Sequence[Sequence[SummaryCell]]) -> float:
    """Of the first column: as wide as the longest of its links."""
    links = (str(row[0].value) for row in rows if row and row[0].target)
    least, most = _PLACE_WIDTHS
    return min(max([least, *(shown_width(link) + 1 for link in links)]), most)


def _head(receipt: Receipt, asks: str | None, language: Language) -> Rows:
    arrival = receipt.arrival
    held = sum(each.held for each in receipt.sheets)
    yield (SummaryCell(fill(_TITLE[language], language, file=arrival.file), Look.TITLE),)
    facts = {"receipt": receipt.id, "when": arrival.received, "taken": receipt.taken, "held": held}
    notable = any(each.rule.severity is not Severity.NOTE for each in receipt.findings)
    call = _NEXT if held else _LOOK if notable else _ALL_WELL
    idle = idle_in_words(receipt.findings, language)
    gap = " " if idle and language is Language.EN else ""
    yield (SummaryCell(idle + gap + fill(call[language], language, **facts), Look.CALL),)
    news = sum(each.rule == CONFLICT and not was_told(each) for each in receipt.findings)
    if news:
        yield (SummaryCell(fill(_CONFLICTS[language], language, conflicts=news), Look.CALL),)
    if asks:
        yield (SummaryCell(asks, Look.CALL),)
    yield (SummaryCell(fill(_INTRO[language], language, **facts)),)
    yield ()


def _counts(receipt: Receipt, language: Language) -> Rows:
    yield (SummaryCell(_SHEETS[language], Look.HEADING),)
    yield _header(_SHEET_HEADERS, language)
    for each in receipt.sheets:
        yield (
            SummaryCell(each.sheet, target=(each.sheet, "A1")),
            SummaryCell(SHEET_OF[each.kind].name[language]),
            SummaryCell(each.rows, Look.COUNT),
            SummaryCell(fates_in_words(each, language)),
        )
    yield ()


def _findings(receipt: Receipt, language: Language) -> Rows:
    listed = [each for each in receipt.findings if each.rule not in _IN_BLOCKS]
    ranked = sorted(listed, key=lambda each: _ORDER.index(each.rule.severity))
    found = gathered(ranked)
    if not found:
        return
    yield (SummaryCell(_FINDINGS[language], Look.HEADING),)
    yield _header(_FINDING_HEADERS, language)
    for each in found[:MOST_FINDINGS]:
        yield _finding_row(each, language)
    if len(found) > MOST_FINDINGS:
        more = fill(_MORE[language], language, count=len(found) - MOST_FINDINGS)
        yield (SummaryCell(more),)
    yield ()


def _finding_row(line: Gathered, language: Language) -> tuple[SummaryCell, ...]:
    each = line.finding
    place = each.place
    target = None if place.sheet is None else (place.sheet, place.cell or f"A{place.row or 1}")
    return (
        SummaryCell(str(place), target=target),
        SummaryCell(SEVERITIES[each.rule.severity][language], _LOOKS[each.rule.severity]),
        SummaryCell("" if line.columns else each.value),
        SummaryCell(of_many(line, language)),
        SummaryCell(hint(each, language)),
    )


def _columns(receipt: Receipt, language: Language) -> Rows:
    """Only headers that are not called as we call them; the others are counted."""
    told, plain = [], 0
    for sheet in receipt.sheets:
        columns = SHEET_OF[sheet.kind].by_field
        for each in sheet.columns:
            known = _known(each, columns, language)
            if each.header.rstrip(_STAR) == known:
                plain += 1
                continue
            place = SummaryCell(each.cell, target=(sheet.sheet, each.cell))
            told.append((place, *map(SummaryCell, (sheet.sheet, each.header, known))))
    yield (SummaryCell(_COLUMNS[language], Look.HEADING),)
    if told:
        yield _header(_COLUMN_HEADERS, language)
        yield from told
    if plain:
        rest = _PLAIN if told else _ALL_PLAIN
        yield (SummaryCell(fill(rest[language], language, count=plain)),)


def _known(each: ColumnReceipt, columns: Mapping[str, Column], language: Language) -> str:
    """How a column was understood, in words."""
    if each.field is None:
        return _KEPT[language]
    if each.group is None:
        return columns[each.field].name[language]
    field = FOLLOW_UPS.by_field[each.field.rpartition(".")[2]]
    return fill(_CONTACT[language], language, group=each.group, column=field.name[language])


def _header(names: Sequence[Name], language: Language) -> tuple[SummaryCell, ...]:
    return tuple(SummaryCell(name[language], Look.HEADER) for name in names)
