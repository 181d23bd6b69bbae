"""One table's rows as records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from pathlib import PurePath
from typing import Any

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed
from workbook_crm.model.batch import Heading, Sourced, Table
from workbook_crm.model.columns import DATED, Value
from workbook_crm.model.finding import Fact, Finding, Severity, finding
from workbook_crm.model.making import records_of, sourced_of
from workbook_crm.model.own_column import NO_TRAIL, Trail, own_column
from workbook_crm.model.place import Place
from workbook_crm.model.raw import EPOCH_1900, RawSheet
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.rules.values import EXTRA_LOST_DIGITS, MASKED_PHONE, UNLIKELY_MAIL, UNLIKELY_PHONE
from workbook_crm.model.seals import is_own_header, is_own_result
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import FOLLOW_UPS
from workbook_crm.model.taxes import Tax
from workbook_crm.model.vocabulary import Vocabulary
from workbook_crm.read import row_kinds
from workbook_crm.read.above import with_labels_above
from workbook_crm.read.answered import in_our_words, named_columns, with_defaults
from workbook_crm.read.assign import Assignment, Filled, assign, cell_place, nameless
from workbook_crm.read.beside import Source as ContactSource
from workbook_crm.read.beside import left_beside, tables_beside, with_contacts
from workbook_crm.read.body import Body, body_of
from workbook_crm.read.column_facts import column_findings, context_of
from workbook_crm.read.counted_days import count_from
from workbook_crm.read.damage import digits_left
from workbook_crm.read.day_order import order_of_all
from workbook_crm.read.ditto import spelled_out, with_dittos
from workbook_crm.read.formatted import as_numbers, formats_of, read_formatted
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import CJK, Understood
from workbook_crm.read.named_phones import name_in, phone_in
from workbook_crm.read.noticed import Noticed
from workbook_crm.read.remarks import Remark, findings_of, seen
from workbook_crm.read.tables import Block
from workbook_crm.read.taxed import read_taxes
from workbook_crm.read.test_drives import as_test_drives
from workbook_crm.read.text import clean_text

_COUNT = re.compile(r"^\d{1,7}$")
_DOUBTFUL = frozenset({MASKED_PHONE, UNLIKELY_PHONE, UNLIKELY_MAIL})
"""What is taken as written only where no other column has better."""
_SEVERAL = 2
_Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is read from and by."""

    file: str
    sheet: RawSheet
    vocabulary: Vocabulary
    settings: Settings
    today: date
    epoch: date = EPOCH_1900
    trail: Trail = NO_TRAIL
    """What leads to the result column of an earlier answer."""
    agreed: Agreed = NOTHING_AGREED
    """What the sender has answered about the sheet."""
    is_ours: bool = False
    """We handed the workbook out: its stamp says so."""
    day_first: bool | None = None
    """What the date columns of the table prove of the order of day and month."""

    @property
    def first_column(self) -> int:
        """The 1-based column of the grid's first one."""
        return self.sheet.first_column or 1

    @property
    def place(self) -> Place:
        """Of the grid's first cell."""
        return Place(self.file, self.sheet.name, self.sheet.first_row, self.sheet.first_column)


@dataclass(slots=True)
class _Reading:
    """One field's values, row by row, and what was noticed among them."""

    filled: Filled
    header: str
    values: list[Value]
    remarks: list[tuple[int, object, Noticed]]
    """(index, cell, what was noticed)"""
    findings: list[Finding]
    more: dict[int, _Texts] = field(default_factory=dict)
    """By index: (header, text) of what is kept beside the value."""


def read_table(block: Block, source: Source) -> tuple[Table[Any], list[Finding]]:
    """The records of one table, and all that is to be said about its columns and cells."""
    result = _own_result(block, source)
    understood = _without_result(block, result, source)
    body = body_of(block, understood, source.sheet, source.vocabulary, source.file)
    if result is not None:
        body = _without_own_texts(body, result)
    body, translated = in_our_words(body, understood.header.cells, source.agreed, source.place)
    understood = _with_nameless(understood, body, source)
    understood, body, above = with_labels_above(
        understood, body, block, source.sheet.cells, source.vocabulary
    )
    understood = with_contacts(understood, body, _called(source))
    assignment = assign(
        understood, body.columns, source.vocabulary, source.settings, source.place, source.agreed
    )
    source = replace(source, day_first=_day_order(assignment, understood, body, source))
    readings = [_read_field(each, body, block, understood, source) for each in assignment.fields]
    unread = [each.filled.cells[0] for each in readings if _is_unread_above(each)]
    readings = [each for each in readings if each.filled.cells[0] not in unread]
    _count_from_contacts(readings)
    extra, unknown_findings = _read_unknown(assignment, body, source)
    rows, left_out = _records(understood, body, readings, extra, above.texts, source)
    findings = [*assignment.findings, *body.findings, *unknown_findings, *left_out, *_hidden(rows, source)]
    findings += above.said(unread, len(rows), source.place) if rows else ()
    findings += [*named_columns(understood, source.agreed, source.place), *translated]
    kept = {each.row for each in rows} if len(rows) < len(body.rows) else None
    for reading in readings:
        findings.extend(_findings_of(reading, body, kept, source))
    table = as_test_drives(_table(understood, assignment, body, rows, block, source))
    table = with_defaults(table, source.agreed, source.settings)
    if not understood.contacts.groups:
        return table, findings
    return _with_contacts(table, understood, body, block, source, findings), findings


def _day_order(assignment: Assignment, understood: Understood, body: Body, source: Source) -> bool | None:
    """Whether the day stands first in the dates of a table that has several columns of them."""
    dated = {cell.column for each in assignment.fields if each.column.of in DATED for cell in each.cells}
    dated |= {
        cell.column
        for group in understood.contacts.groups
        for field, cell in group.cells.items()
        if FOLLOW_UPS.by_field[field].of in DATED
    }
    if len(dated) < _SEVERAL:
        return None
    texts = ({cell for cell in body.columns[each] if isinstance(cell, str) and cell} for each in dated)
    return order_of_all(texts, source.today)


def _called(source: Source) -> str:
    """What the sheet is called; with the file's name before it where its own tells no kind: 11月."""
    name = source.sheet.name
    kind, _ = source.vocabulary.kind_of_name(name)
    return name if kind else f"{PurePath(source.file).stem} {name}"


def _with_contacts(
    table: Table[Any],
    understood: Understood,
    body: Body,
    block: Block,
    source: Source,
    findings: list[Finding],
) -> Table[Any]:
    """The table with the follow-ups that are kept beside its records."""
    as_log = replace(understood, of=FOLLOW_UPS)

    def read(
        field: str, cell: HeaderCell
    ) -> tuple[list[Value], list[tuple[int, object, Noticed]], list[Finding]]:
        filled = Filled(FOLLOW_UPS.by_field[field], (cell,))
        reading = _read_one(filled, cell, body, block, as_log, source)
        return reading.values, reading.remarks, reading.findings

    beside = ContactSource(source.place, source.today, read)
    contacts = tuple(tables_beside(table, understood, body, beside))
    findings.extend(said for each in contacts for said in each.said)
    findings.extend(left_beside(table, understood, body, beside))
    return replace(table, contacts=contacts)


def _own_result(block: Block, source: Source) -> int | None:
    """Our own column of an earlier answer, from 0 within the grid."""
    headers = {cell.column + source.first_column: cell.label for cell in block.understood.header.cells}
    if source.trail.column is None and not any(map(is_own_header, headers.values())):
        return None

    def below(column: int) -> list[str]:
        return _texts_below(block, column - source.first_column, source)

    found = own_column(headers, below, source.trail)
    found = _untold(headers, below) if found is None and source.trail.is_answer else found
    return found - source.first_column if found in headers else None


def _untold(headers: Mapping[int, str], below: Callable[[int], list[str]]) -> int | None:
    """Our column in an answer that another program has rid of its names, where no row had a result."""
    headed = [column for column, text in headers.items() if is_own_header(text)]
    return headed[0] if len(headed) == 1 and not below(headed[0]) else None


def _texts_below(block: Block, column: int, source: Source) -> list[str]:
    rows = source.sheet.cells[block.first : block.last + 1]
    return [seen(row[column]) for row in rows if row[column] != ""]


def _without_result(block: Block, result: int | None, source: Source) -> Understood:
    """The header without our own result column, unless the sender renamed it or wrote into it."""
    understood = block.understood
    cells = understood.header.cells
    at = next((i for i, cell in enumerate(cells) if cell.column == result), None)
    if result is None or at is None:
        return understood
    is_his = not all(map(_is_our_text, _texts_below(block, result, source)))
    if is_his or not is_own_header(cells[at].label):
        return understood
    header = replace(understood.header, cells=(*cells[:at], *cells[at + 1 :]))
    words = (*understood.words[:at], *understood.words[at + 1 :])
    taxes = {i - (i > at): part for i, part in understood.taxes.items()}
    return replace(understood, header=header, words=words, result=result, taxes=taxes)


def _is_our_text(text: str) -> bool:
    return is_own_result(text) or is_own_header(text)


def _without_own_texts(body: Body, column: int) -> Body:
    """The rows with blanks in our column where it says what we wrote."""
    if column >= len(body.columns):
        return body
    cells = ["" if isinstance(cell, str) and _is_our_text(cell) else cell for cell in body.columns[column]]
    return replace(body, columns=(*body.columns[:column], cells, *body.columns[column + 1 :]))


def _with_nameless(understood: Understood, body: Body, source: Source) -> Understood:
    """The header with a cell over every column that has values and no name."""
    header = understood.header
    named = {cell.column for cell in header.cells}
    headed = range(min(named), max(named) + 1)
    aside = {understood.result, *understood.contacts.columns}
    cells = [
        nameless(c, header.bottom, source.place)
        for c in headed
        if c not in named and c not in aside and any(cell != "" for cell in body.columns[c])
    ]
    if not cells:
        return understood
    header = replace(header, cells=(*header.cells, *cells))
    return replace(understood, header=header, words=(*understood.words, *repeat(None, len(cells))))


def _count_from_contacts(readings: Sequence[_Reading]) -> None:
    """Counts 下周三 beside a contact from the day of that contact."""
    by_field = {each.filled.column.field: each for each in readings}
    if "time" in by_field and "next_follow_up" in by_field:
        following = by_field["next_follow_up"]
        count_from(by_field["time"].values, following.values, following.remarks)


def _read_field(filled: Filled, body: Body, block: Block, understood: Understood, source: Source) -> _Reading:
    """The values of one field, from its first column; further columns fill gaps or join the name."""
    first, *others = [_read_one(filled, cell, body, block, understood, source) for cell in filled.cells]
    for part in others:
        _join(first, part, is_name=bool(filled.parts))
        first.findings.extend(part.findings)
    return first


def _read_one(
    filled: Filled, cell: HeaderCell, body: Body, block: Block, understood: Understood, source: Source
) -> _Reading:
    written = body.columns[cell.column]
    if filled.is_named_phone:
        part = name_in if filled.column.field == "name" else phone_in
        cells, dittos = spelled_out([part(each) for each in written])
    else:
        cells, dittos = spelled_out(written)
    context, order = context_of(
        filled.column,
        cell.text,
        cells,
        settings=source.settings,
        today=source.today,
        of=understood.of,
        times=block.times,
        epoch=source.epoch,
        day_first=source.day_first,
        is_ours=source.is_ours,
    )
    formats = formats_of(source.sheet, body.rows, cell.column, context.column)
    read = with_dittos(read_formatted(cells, formats, context), cells, dittos, context)
    findings = column_findings(context, order, as_numbers(cells, formats), cell_place(source.place, cell))
    if Noticed not in set(map(type, read)):
        return _Reading(filled, cell.text, read, [], findings)  # type: ignore[arg-type]  # no Noticed among them
    remarks = [(i, written[i], each) for i, each in enumerate(read) if isinstance(each, Noticed)]
    values = [each.value if isinstance(each, Noticed) else each for each in read]
    more: dict[int, _Texts] = {
        i: ((cell.text, each.extra),) for i, _, each in remarks if each.extra is not None
    }
    return _Reading(filled, cell.text, values, remarks, findings, more)


def _join(first: _Reading, other: _Reading, *, is_name: bool) -> None:
    """Join the parts of names, or let one column fill the gaps of another."""
    if not is_name:
        _give_way(first, other)
        gaps = [i for i, value in enumerate(first.values) if value is None]
        for i in gaps:
            first.values[i] = other.values[i]
        open_rows = set(gaps)
        first.remarks.extend(each for each in other.remarks if each[0] in open_rows)
        for i, cell, each in other.remarks:
            if i not in open_rows and each.text is not None:
                first.more[i] = (*first.more.get(i, ()), (other.header, seen(cell)))
        for i, value in enumerate(other.values):
            if value is not None and value != first.values[i]:
                first.more[i] = (*first.more.get(i, ()), (other.header, str(value)))
        return
    first.remarks.extend(other.remarks)
    first.values[:] = [_full_name(one, two) for one, two in zip(first.values, other.values, strict=True)]


def _give_way(first: _Reading, other: _Reading) -> None:
    """Let what is doubtful in one column give way to what is not in another: it stays with the record."""
    doubted = {row for row, _, each in other.remarks if each.rule in _DOUBTFUL}
    for remark in [each for each in first.remarks if each[2].rule in _DOUBTFUL]:
        row = remark[0]
        if other.values[row] is not None and row not in doubted:
            first.more[row] = (*first.more.get(row, ()), (first.header, str(first.values[row])))
            first.values[row] = other.values[row]
            first.remarks.remove(remark)


def _full_name(first: Value, last: Value) -> Value:
    if not first or not last:
        return first or last
    if CJK.search(str(last)):
        return f"{last}{first}"
    return f"{first} {last}"


def _read_unknown(
    assignment: Assignment, body: Body, source: Source
) -> tuple[list[list[Any]], list[Finding]]:
    """Columns that we do not know, each cell as (header, text) or None; and those that lost digits."""
    columns, findings = [], []
    for header in assignment.unknown:
        cells = body.columns[header.column]
        if len(cells) == cells.count(""):
            continue
        pairs = _Pairs(header.text)
        columns.append(
            [pairs[cell] if not isinstance(cell, bool) else (header.text, seen(cell)) for cell in cells]
        )
        long = [cell for cell in cells if type(cell) is float or (type(cell) is str and "E+" in cell)]
        lost = [cell for cell in long if digits_left(cell)]
        if lost:
            facts: dict[str, Fact] = {"column": header.text, "rows": len(lost)}
            findings.append(
                finding(EXTRA_LOST_DIGITS, cell_place(source.place, header), seen(lost[0]), **facts)
            )
    return columns, findings


class _Pairs(dict[object, "tuple[str, str] | None"]):
    """(header, text) of each distinct cell; None for a blank one."""

    def __init__(self, header: str) -> None:
        super().__init__({"": None})
        self._header = header

    def __missing__(self, cell: object) -> tuple[str, str] | None:
        text = clean_text(seen(cell))
        pair = self[cell] = (self._header, text) if text else None
        return pair


def _records(
    understood: Understood,
    body: Body,
    readings: Sequence[_Reading],
    extra: list[list[Any]],
    above: Set[str],
    source: Source,
) -> tuple[list[Sourced[Any]], list[Finding]]:
    """The rows as records, without those that hold nothing of ours; and what is to be said of these."""
    typed, erased, more = _marks([each for each in readings if not _is_above(each)])
    extras: list[_Texts] = [tuple(filter(None, each)) for each in zip(*extra, strict=True)]
    extras = extras or [()] * len(body.rows)
    for i, texts in more.items():
        extras[i] += texts
    own = [each for each in readings if not _is_above(each)]
    telling = [each for each in own if each.filled.column.field != understood.of.given]
    void = _void(telling, len(body.rows), typed.keys() | erased.keys() | more.keys())
    columns = {each.filled.column.field: each.values for each in readings}
    rows = sourced_of(records_of(understood.of.record, columns, extras), body.rows, erased, typed)
    beside = ([each for each in extras[i] if each[0] not in above] for i in sorted(void))
    findings = [
        said
        for i, texts in zip(sorted(void), beside, strict=True)
        for said in _left_out(texts, body.rows[i], source)
    ]
    return [each for i, each in enumerate(rows) if i not in void] if void else rows, findings


def _is_above(reading: _Reading) -> bool:
    """Whether a field's value stands above the table, once for all rows."""
    return reading.filled.cells[0].above is not None


def _is_unread_above(reading: _Reading) -> bool:
    """Whether a value above the table could not be read: no row is held for it."""
    rules_said = (each.rule for _, _, each in reading.remarks[:1])
    return _is_above(reading) and any(
        rule is not None and rule.severity is Severity.ERROR for rule in rules_said
    )


def _void(readings: Sequence[_Reading], count: int, marked: Set[int]) -> set[int]:
    """Rows in which nothing stands in a column of ours that a sender fills in."""
    void = set(range(count)) - marked
    for reading in readings:
        if not void:
            break
        if not reading.filled.column.computed:
            void = {i for i in void if reading.values[i] is None}
    return void


def _marks(
    readings: Sequence[_Reading],
) -> tuple[
    dict[int, tuple[tuple[str, str], ...]], dict[int, frozenset[str]], dict[int, tuple[tuple[str, str], ...]]
]:
    """By index: fields as they were typed, fields that were erased, texts kept beside."""
    typed: dict[int, _Texts] = {}
    erased: dict[int, frozenset[str]] = {}
    more: dict[int, _Texts] = {}
    for reading in readings:
        name = reading.filled.column.field
        for i, texts in reading.more.items():
            more[i] = (*more.get(i, ()), *texts)
        if reading.filled.column.computed:
            continue
        for i, cell, each in reading.remarks:
            if each.typed:
                typed[i] = (*typed.get(i, ()), (name, seen(cell) if each.text is None else each.text))
            if each.erased:
                erased[i] = erased.get(i, frozenset()) | {name}
    return typed, erased, more


def _left_out(besides: Sequence[tuple[str, str]], row: int, source: Source) -> Iterator[Finding]:
    text = " ".join(each[1] for each in besides if not _COUNT.match(each[1]))
    if text and not row_kinds.is_footer(text):
        yield finding(rules.ROW_LEFT_OUT, Place(source.file, source.sheet.name, row), text[:80])


def _findings_of(reading: _Reading, body: Body, kept: set[int] | None, source: Source) -> list[Finding]:
    if not reading.remarks:
        return reading.findings
    remarks: list[Remark] = [
        (body.rows[i], cell, each)
        for i, cell, each in reading.remarks
        if kept is None or body.rows[i] in kept
    ]
    place, column = cell_place(source.place, reading.filled.cells[0]), reading.filled.column
    if _is_above(reading):
        remarks = [(place.row or 1, cell, each) for _, cell, each in remarks[:1]]
    return [*reading.findings, *findings_of(remarks, place, column.name)]


def _hidden(rows: Sequence[Sourced[Any]], source: Source) -> Iterator[Finding]:
    """Hidden rows that were read, and a hidden sheet."""
    sheet, place = source.sheet, Place(source.file, source.sheet.name)
    if sheet.hidden and rows:
        yield finding(rules.HIDDEN_SHEET, place, sheet.name, rows=len(rows))
    hidden = [each.row for each in rows if each.row in sheet.hidden_rows] if sheet.hidden_rows else []
    if hidden:
        which = ", ".join(map(str, hidden[:10])) + (" …" if len(hidden) > 10 else "")
        yield finding(rules.HIDDEN_ROWS, place, sheet=sheet.name, rows=len(hidden), which=which)


def _table(
    understood: Understood,
    assignment: Assignment,
    body: Body,
    rows: list[Sourced[Any]],
    block: Block,
    source: Source,
) -> Table[Any]:
    void = len(body.rows) - len(rows)
    return Table(
        source.file,
        source.sheet.name,
        understood.of,
        source.sheet.first_row + understood.header.bottom,
        _headings(understood, assignment, source),
        tuple(rows),
        len(body.rows) + body.empty + body.subtotal,
        body.empty + void,
        body.subtotal,
        taxes=_taxes(understood, assignment, body, source),
    )


def _taxes(understood: Understood, assignment: Assignment, body: Body, source: Source) -> Mapping[int, Tax]:
    """By row: what columns of taxes say of a line."""
    if not assignment.taxes:
        return {}
    prices = (each.cells[0].text for each in assignment.fields if each.column.field == "unit_price")
    columns = {part: (cell.text, body.columns[cell.column]) for part, cell in assignment.taxes.items()}
    taxes = read_taxes(columns, next(prices, ""), understood.of, source.settings, source.today)
    return dict(zip(body.rows, taxes, strict=True))


def _headings(understood: Understood, assignment: Assignment, source: Source) -> tuple[Heading, ...]:
    fields: dict[HeaderCell, list[str]] = {}
    for filled in assignment.fields:
        for cell in filled.cells:
            fields.setdefault(cell, []).append(filled.column.field)
    further = {cell for filled in assignment.fields if not filled.parts for cell in filled.cells[1:]}
    place = source.place
    return tuple(
        Heading(
            (place.column or 1) + cell.at,
            (place.row or 1) + cell.row,
            cell.text,
            name,
            is_further=cell in further,
            is_above=cell.above is not None,
        )
        for cell in sorted(understood.header.cells, key=lambda each: each.column)
        for name in fields.get(cell, (None,))
    )
