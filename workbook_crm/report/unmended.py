"""What waits to be mended: as a table for whoever leads, as lines to print, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbook_crm.model.finding import Findings
from workbook_crm.model.language import Language, Name
from workbook_crm.model.rejected import (
    Line,
    Unmended,
    UnmendedFile,
    UnmendedRow,
    days_since,
    lines_of,
)
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit
from workbook_crm.model.words import fill, hint, message
from workbook_crm.report.words import NOBODY, WORDS

_MORE = Name("另有 {rows} 行也是：第 {which} 行。", " So it is in {rows:more row|more rows}: {which}.")
_ROWS_NAMED = 8
_WHERE = Name("{file} {place}", "{file} {place}")


@dataclass(frozen=True, slots=True)
class ToMend:
    """One line in words."""

    where: str
    """The file, and the cell where there is one."""
    name: str
    what: str
    then: str
    days: int
    """Since it was first rejected."""
    age: str
    """The same in words."""


def to_mend(unmended: Unmended, today: date, language: Language) -> tuple[ToMend, ...]:
    """What one person, or everybody, has to mend, line by line."""
    return tuple(_in_words(each, today, language) for each in lines_of(unmended))


def _in_words(line: Line, today: date, language: Language) -> ToMend:
    days = days_since(line.since, today)
    return ToMend(
        fill(_WHERE[language], language, file=line.file, place=line.place).strip(),
        line.name,
        message(line.finding, language) + _more(line.more, language),
        hint(line.finding, language),
        days,
        fill(WORDS["days"][language], language, days=days) if days else WORDS["today"][language],
    )


def _more(rows: Sequence[int], language: Language) -> str:
    """In which further rows it is so; the first of them, where there are many."""
    if not rows:
        return ""
    named = tuple(map(str, rows[:_ROWS_NAMED]))
    which = (*named, "…") if len(rows) > _ROWS_NAMED else named
    return fill(_MORE[language], language, rows=len(rows), which=which)


def unmended_table(unmended: Unmended, language: Language, today: date) -> ReportTable:
    """Everything that waits to be mended, by person and age."""
    return ReportTable(
        Name("退回未改", "Held back, not mended yet"),
        (
            TableColumn(Name("人员", "Person")),
            TableColumn(Name("天数", "Days"), Unit.COUNT, width=8),
            TableColumn(Name("文件和位置", "File and place"), width=36),
            TableColumn(Name("内容", "About"), width=18),
            TableColumn(Name("原因", "What is the matter"), width=48),
            TableColumn(Name("怎么改", "What to do"), width=48),
        ),
        list(_table_rows(unmended, language, today)),
        _NOTE,
        is_list=True,
    )


_NOTE = Name(
    "到改好、从原表里删掉或在别的文件里收下为止，一直列在这里。",
    "They stand here until they are mended, deleted from their list, or taken in from another file.",
)


def _table_rows(unmended: Unmended, language: Language, today: date) -> Iterator[tuple[Cell, ...]]:
    for person in unmended.people:
        for each in to_mend(unmended.of(person), today, language):
            yield person or NOBODY[language], each.days, each.where, each.name, each.what, each.then


def unmended_json(unmended: Unmended, today: date, language: Language) -> dict[str, Any]:
    """The rows and files of one person, as `open --json` and `digest --json` promise them."""
    return {
        "rows": [_row_json(each, today, language) for each in unmended.rows],
        "files": [_file_json(each, today, language) for each in unmended.files],
    }


def people_json(unmended: Unmended, today: date, language: Language) -> dict[str, Any]:
    """The shape of `open --json`."""
    people = (
        {"person": each, **unmended_json(unmended.of(each), today, language)} for each in unmended.people
    )
    return {"date": today, "people": list(people)}


def _row_json(each: UnmendedRow, today: date, language: Language) -> dict[str, Any]:
    cell = next((one.place.cell for one in each.findings if one.place.row == each.row), None)
    return {
        "receipt": each.receipt,
        "file": each.file,
        "sheet": each.sheet,
        "row": each.row,
        "cell": cell,
        "name": each.name,
        **_said(each.findings, each.since, today, language),
    }


def _file_json(each: UnmendedFile, today: date, language: Language) -> dict[str, Any]:
    said = _said(each.findings, each.since, today, language)
    return {"receipt": each.receipt, "file": each.file, "held": each.held, **said}


def _said(found: Findings, since: date, today: date, language: Language) -> dict[str, Any]:
    """The first thing that is the matter, and the codes of all."""
    first = next(iter(found), None)
    return {
        "code": first.rule.code if first else None,
        "message": message(first, language) if first else "",
        "hint": hint(first, language) if first else "",
        "codes": [one.rule.code for one in found],
        "since": since,
        "age_days": days_since(since, today),
    }
