"""Follow-ups that are kept beside a record: every group of contact columns as a table of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from workbook_crm.model.batch import Beside, Heading, Sourced, Table
from workbook_crm.model.columns import Value
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.place import Place
from workbook_crm.model.records import SUBJECTS, FollowUp
from workbook_crm.model.rules import headers as header_rules
from workbook_crm.model.rules.values import AMBIGUOUS_DATE, NOT_A_DATE, YEAR_INFERRED, YEAR_MISSING
from workbook_crm.model.sheets import FOLLOW_UPS
from workbook_crm.model.simplified import simplified
from workbook_crm.read.body import Body
from workbook_crm.read.contact_columns import (
    NO_CONTACTS,
    ContactColumns,
    Contacts,
    contacts_in,
    dated_text_column,
)
from workbook_crm.read.contact_methods import method_of
from workbook_crm.read.counted_days import count_from
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Understood
from workbook_crm.read.noticed import Noticed, noticed
from workbook_crm.read.remarks import findings_of, seen
from workbook_crm.read.text import clean_text
from workbook_crm.read.visit_books import answered, heads_in, visits_in

_DAY = (
    r"(?:(?:19|20)\d{2}|\d{2}(?=年))\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号號]?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}(?!\d)"
    r"|\d{1,2}[-/.]\d{1,2}(?![\d.%]|[eE][-+]?\d|\s*(?:[万萬千元折吨噸米台辆輛公小天个個年月]|%|k|km|t\b|m\b))"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\s+(?:19|20)\d{2})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d{2})?(?!\d)"
)
_LEAD = re.compile(
    rf"^\s*[(（\[【]?\s*(?P<day>{_DAY})\s*[)）\]】]?\s*[:：,，、.;；\-–—~]*\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT_ENTRY = re.compile(rf"(?:\n|[;；。])\s*(?=[(（\[【]?\s*(?:{_DAY}))", re.IGNORECASE)
_DATES = re.compile(r"日期|时间|\bdate|\bday\b", re.IGNORECASE)
_NO_PAST = re.compile(
    r"下次|预计|计划|交付|交车|提车|生日|出生|到期|next|expected|birth|due|close|deliver", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_MOST_DATED = 2
"""One in so many cells begins with a date in a column of dated texts."""

Reader = Callable[[str, HeaderCell], tuple[list[Value], list[tuple[int, object, Noticed]], list[Finding]]]
"""Reads one column as a field of a follow-up: values, what was noticed, and findings."""


Texts = tuple[tuple[str, str], ...]


class Entry(NamedTuple):
    """One contact that a cell tells of."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the cells stand, and what they are read by."""

    place: Place
    """Of the grid's first cell."""
    today: date
    read: Reader


def with_contacts(understood: Understood, body: Body, name: str) -> Understood:
    """The header of records without the columns of contacts that stand beside them."""
    if understood.of.kind not in SUBJECTS:
        return understood
    cells = understood.header.cells
    contacts = understood.contacts if understood.contacts.groups else contacts_in(cells)
    is_sure = contacts.is_certain or any(each.is_answered for each in contacts.groups)
    if not is_sure and any(not _is_timed(each, body) for each in contacts.groups):
        contacts = NO_CONTACTS
    if not contacts.groups:
        dated = [each for each in dated_text_column(cells) if _is_dated(body.columns[each.column])]
        groups = tuple(ContactColumns(n, {"content": each}) for n, each in enumerate(dated, 1))
        contacts = Contacts(groups)
    groups = tuple(_told_by_cells(each, body) for each in contacts.groups)
    contacts = replace(contacts, groups=tuple(each for each in groups if _is_filled(each, body)))
    visits = tuple(visits_in(replace(understood, contacts=contacts), body.columns, name))
    contacts = replace(contacts, groups=(*contacts.groups, *visits))
    heads = heads_in(cells) if visits else frozenset()
    kept = [i for i, cell in enumerate(cells) if cell.column not in contacts.columns]
    header = replace(understood.header, cells=tuple(cells[i] for i in kept))
    words = tuple(None if cells[i].column in heads else understood.words[i] for i in kept)
    return replace(understood, header=header, words=words, contacts=contacts)


def _is_timed(group: ContactColumns, body: Body) -> bool:
    """Whether the time of the only contact of a row is one, in most rows that have a text beside it."""
    if "time" not in group.cells:
        return True
    texts = body.columns[group.cells["content"].column] if "content" in group.cells else ()
    days = body.columns[group.cells["time"].column]
    told = [day for day, text in zip(days, texts, strict=True) if text != ""] if texts else days
    dated = sum(
        isinstance(day, (date, float)) or bool(isinstance(day, str) and _LEAD.match(day)) for day in told
    )
    return dated > 0 and dated * _MOST_DATED >= len(told)


def _is_filled(group: ContactColumns, body: Body) -> bool:
    return any(cell != "" for column in group.columns for cell in body.columns[column])


def _told_by_cells(group: ContactColumns, body: Body) -> ContactColumns:
    """The group with a column of nothing but dates as its time: 第一次跟进 | 2026-11-06."""
    if "time" in group.cells or "content" not in group.cells:
        return group
    cells = [each for each in body.columns[group.cells["content"].column] if each != ""]
    if not cells or not all(isinstance(each, date) for each in cells):
        return group
    others = {field: cell for field, cell in group.cells.items() if field != "content"}
    return replace(group, cells={**others, "time": group.cells["content"]})


def _is_dated(cells: Sequence[object]) -> bool:
    """Whether most of the texts begin with a day, and go on: a day alone tells of no contact (最近拜访)."""
    texts = [each for each in cells if each != ""]
    leads = (_LEAD.match(each) for each in texts if isinstance(each, str))
    dated = sum(lead is not None and bool(_LETTER.search(lead["text"])) for lead in leads)
    return dated > 0 and dated * _MOST_DATED >= len(texts)


def tables_beside(
    main: Table[Any], understood: Understood, body: Body, source: Source
) -> Iterator[Table[Any]]:
    """A table of follow-ups for every group of contact columns, and what is to be said of its cells."""
    kept = {each.row for each in main.rows}
    for group in understood.contacts.groups:
        yield _table(main, group, kept, _Group(group, understood, body, source))


class _Group:
    """The cells of one group of contacts, read."""

    def __init__(self, group: ContactColumns, understood: Understood, body: Body, source: Source) -> None:
        self.body, self.source, self.understood = body, source, understood
        self.findings: list[Finding] = []
        self.remarks: dict[str, list[tuple[int, object, Noticed]]] = {}
        self.values: dict[str, list[Value]] = {}
        self.cells, self.group = group.cells, group
        for field, cell in group.cells.items():
            if field != "content":
                self.values[field], self.remarks[field], said = source.read(field, cell)
                self.findings += said
        self._anchors: list[date | None] | None = None
        if "time" in self.cells:
            self._date_again()
            if "next_follow_up" in self.cells:
                days = self.values["next_follow_up"], self.remarks["next_follow_up"]
                count_from(self.values["time"], *days)
        self._bare = group.cells.get("content") or group.cells["time"]
        self._days: list[tuple[int, object, Noticed]] = []

    def rows(self, kept: set[int]) -> Iterator[tuple[int, FollowUp, tuple[tuple[str, str], ...]]]:
        """(row, follow-up, what could not be read) of every contact that is told of."""
        texts = self.body.columns[self.cells["content"].column] if "content" in self.cells else ()
        header = self._bare.text
        unread, left = self._unread(), self._left()
        for i, row in enumerate(self.body.rows):
            text = clean_text(seen(texts[i])) if texts else ""
            given = {field: values[i] for field, values in self.values.items()}
            typed = unread.get(i, ())
            if row not in kept or not (text or typed or any(each is not None for each in given.values())):
                continue
            day = given.get("time")
            if self.group.said:
                yield from self._visit(row, given, text, typed)
                continue
            is_told = day is not None or any(field == "time" for field, _ in typed)
            for entry in (Entry("", text),) if is_told else entries(text):
                time, more = (
                    (day, typed) if is_told else self._day(i, texts[i] if texts else "", entry, typed)
                )
                said: dict[str, Any] = {**given, "time": time, "content": entry.text or None}
                said["extra"] = left.get(i, ())
                if said.get("method") is None:
                    said["method"] = method_of(entry.text, header)
                yield row, FollowUp(**said), more

    def _visit(
        self, row: int, given: dict[str, Value], text: str, typed: Texts
    ) -> Iterator[tuple[int, FollowUp, Texts]]:
        """A visit on the day of a row; what is asked only where the answer is not no."""
        said = answered(text, self.group.said) if self.group.is_asked else self.group.said
        if said is not None and (given["time"] is not None or typed):
            time: Any = given["time"]
            yield row, FollowUp(time=time, method=self.group.method, content=said), typed

    def _unread(self) -> dict[int, tuple[tuple[str, str], ...]]:
        unread: dict[int, tuple[tuple[str, str], ...]] = {}
        for field, remarks in self.remarks.items():
            for i, cell, each in remarks:
                if each.typed:
                    unread[i] = (*unread.get(i, ()), (field, seen(cell)))
        return unread

    def _left(self) -> dict[int, Texts]:
        """By index: what is kept as it stands beside a value: 春节前 for the next contact."""
        left: dict[int, Texts] = {}
        for field, remarks in self.remarks.items():
            for i, _cell, each in remarks:
                if each.extra is not None:
                    left[i] = (*left.get(i, ()), (self.cells[field].text, each.extra))
        return left

    def _date_again(self) -> None:
        """Days without a year by the row's other dates, else the latest such day: a contact has happened."""
        values, remarks = self.values["time"], self.remarks["time"]
        for nth, (i, cell, each) in enumerate(remarks):
            if each.rule not in (YEAR_INFERRED, YEAR_MISSING, NOT_A_DATE, AMBIGUOUS_DATE):
                continue
            again = self._latest(_short_day(cell), i)
            if again is not None:
                values[i] = again
                remarks[nth] = (i, cell, _year_told(again))

    def _day(
        self, i: int, cell: object, entry: Entry, typed: tuple[tuple[str, str], ...]
    ) -> tuple[Value, tuple[tuple[str, str], ...]]:
        """The day in front of a text, with a word about a year that is not there."""
        if not entry.day:
            return None, typed
        full = full_day(entry.day)
        if full is not None:
            return full, typed
        short = self._latest(_short_day(entry.day), i)
        if short is None:
            facts = (("column", FOLLOW_UPS.by_field["time"].name), ("example", "2024-03-05"))
            self._days.append((i, entry.day, Noticed(None, NOT_A_DATE, facts, typed=True)))
            return None, (*typed, ("time", entry.day))
        self._days.append((i, entry.day, _year_told(short)))
        return short, typed

    def _latest(self, short: tuple[int, int] | None, i: int) -> date | None:
        """The first such day from the row's own date on, else the latest up to the day of receipt."""
        if short is None:
            return None
        today, since = self.source.today, self._since(i)
        days = [
            day
            for year in range(today.year - 4, today.year + 1)
            if (day := _at(year, *short)) and day <= today
        ]
        later = [day for day in days if since is not None and day >= since]
        return later[0] if later else days[-1] if days else None

    def _since(self, i: int) -> date | None:
        """The row's own date: when it was written down."""
        if self._anchors is None:
            self._anchors = _own_dates(self.understood, self.body, self.source.today)
        return self._anchors[i]

    def said(self, kept: set[int]) -> list[Finding]:
        """What was noticed in the cells of rows that are kept."""
        found = list(self.findings)
        for field, remarks in {**self.remarks, "": self._days}.items():
            cell = self.cells.get(field) or self._bare
            place = _place(self.source.place, cell)
            column = FOLLOW_UPS.by_field[field or "time"].name
            here = [
                (self.body.rows[i], seen_, each) for i, seen_, each in remarks if self.body.rows[i] in kept
            ]
            found += findings_of(here, place, column)
        return found


def _table(main: Table[Any], group: ContactColumns, kept: set[int], read: _Group) -> Table[Any]:
    rows = [Sourced(record, row, typed=typed) for row, record, typed in read.rows(kept)]
    headings = list(_headings(group, read.source.place))
    table: Table[Any] = Table(
        main.file,
        main.sheet,
        FOLLOW_UPS,
        main.header_row,
        tuple(headings),
        tuple(rows),
        main.row_count,
        is_implied=True,
        beside=Beside(0, group.group),
        said=tuple(read.said(kept)),
    )
    return table


def _headings(group: ContactColumns, place: Place) -> Iterator[Heading]:
    for field, cell in sorted(group.cells.items(), key=lambda each: each[1].column):
        where = _place(place, cell)
        is_shared = group.is_asked and field == "time"  # it is the visit's
        is_above = cell.above is not None
        yield Heading(where.column or 1, where.row or 1, cell.text, field, is_shared, is_above)
    for field, other in (("time", "content"), ("content", "time")):
        if field not in group.cells and other in group.cells:
            where = _place(place, group.cells[other])
            cell = group.cells[other]
            is_above = cell.above is not None
            yield Heading(
                where.column or 1, where.row or 1, cell.text, field, is_further=True, is_above=is_above
            )


def _place(place: Place, cell: HeaderCell) -> Place:
    return Place(place.file, place.sheet, (place.row or 1) + cell.row, (place.column or 1) + cell.at)


def left_beside(main: Table[Any], understood: Understood, body: Body, source: Source) -> Iterator[Finding]:
    """A row of contacts that belongs to no record."""
    kept = {each.row for each in main.rows}
    columns = sorted(understood.contacts.columns)
    for i, row in enumerate(body.rows) if columns else ():
        text = " ".join(seen(body.columns[c][i]) for c in columns if body.columns[c][i] != "")
        if row not in kept and text:
            yield finding(header_rules.ROW_LEFT_OUT, Place(main.file, main.sheet, row), text[:80])


@lru_cache(maxsize=20_000)
def entries(text: str) -> tuple[Entry, ...]:
    """The contacts that one text tells of, each behind its day; one without a day where there is none."""
    found = [_entry(part) for part in _NEXT_ENTRY.split(text) if part.strip()]
    return tuple(found) if any(each.day for each in found) else (Entry("", text),)


def _entry(text: str) -> Entry:
    lead = _LEAD.match(text)
    return Entry(lead["day"].strip(), lead["text"].strip()) if lead else Entry("", text.strip())


def full_day(text: str) -> date | None:
    """The day that a text with a year means, where its order is certain."""
    from workbook_crm.read.date_text import bare, find_parts  # few columns hold such texts

    parts = find_parts(bare(text))
    if parts is None or parts.year is None:
        return None
    if parts.is_ordered or parts.one == parts.two or parts.two > 12:
        return _at(parts.year, parts.one, parts.two)
    return _at(parts.year, parts.two, parts.one) if parts.one > 12 else None


def _short_day(cell: object) -> tuple[int, int] | None:
    """(month, day) of a date without a year, as Chinese lists have it; None for what is none."""
    from workbook_crm.read.date_text import bare, find_parts

    text = _point_text(cell) if isinstance(cell, float) else cell
    parts = find_parts(bare(text)) if isinstance(text, str) else None
    if parts is None or parts.year is not None:
        return None
    if parts.is_ordered or parts.two > 12 or parts.one <= 12:
        return parts.one, parts.two
    return parts.two, parts.one


def _point_text(number: float) -> str:
    """11.8 typed as a number; nothing for 11.1, which may be 11.10."""
    text = f"{number:g}"
    return "" if text[-2:] in (".1", ".2", ".3") else text


def _at(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_told(day: date) -> Noticed:
    return noticed(YEAR_INFERRED, day, read=day, column=FOLLOW_UPS.by_field["time"].name)


def _own_dates(understood: Understood, body: Body, today: date) -> list[date | None]:
    """By row: the first date of a column that says when the row was written down."""
    days = [each.cells["time"] for each in understood.contacts.groups if each.said]
    columns = [
        body.columns[cell.column]
        for cell in (*days, *understood.header.cells)
        if _DATES.search(simplified(cell.text)) and not _NO_PAST.search(simplified(cell.text))
    ]
    return [_first_day([column[i] for column in columns], today) for i in range(len(body.rows))]


def _first_day(cells: Sequence[object], today: date) -> date | None:
    days = (_as_day(cell) for cell in cells)
    return min((day for day in days if day is not None and day <= today), default=None)


def _as_day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return full_day(cell) if isinstance(cell, str) and cell else None
