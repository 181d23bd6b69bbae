"""A person's due list as a workbook to fill in: beside each row that is due, the cells of a follow-up.

What is known stands on the left, under headings a row above our columns, so that the reader leaves it alone;
the columns of ours stand on the right and come back as follow-ups. On further sheets, news of the records
themselves can be written, such as a new stage or another day.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.due import PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.sheets import CUSTOMERS, FOLLOW_UPS, LEADS, OPPORTUNITIES
from workbook_crm.model.stamp_cells import PROPERTY
from workbook_crm.model.stamps import ExportSheet, Imprint
from workbook_crm.report.calls import in_order
from workbook_crm.report.due import last_follow_up, wish
from workbook_crm.report.due_form import DATE, MOMENT, Field, Form, FormSheet, Looks, looks_of
from workbook_crm.report.reasons import Listed, why
from workbook_crm.report.words import weekday, words

_SPARE = 15
"""Rows below the list, for contacts that nobody had planned."""
MOST_ROWS = 500
"""Nobody fills in more in a day; the most urgent are there."""
_OFFERED = ("method", "stage", "level")
"""The lists that drop-downs offer, each on a hidden sheet."""

Choices = Mapping[str, tuple[Choice, ...]]

_NEXT = Field("next_follow_up", 15.5, DATE)
_CONTACTS = Form(
    FOLLOW_UPS,
    "how_to",
    (
        ("why", 14), ("customer", 18), ("phone", 13), ("about", 18), ("stage", 9), ("amount", 12),
        ("last", 22), ("plan", 14),
    ),
    (
        Field("subject", 10),
        Field("time", 15, MOMENT),
        Field("method", 10, offered="method"),
        Field("content", 28),
        _NEXT,
        Field("plan", 18),
    ),
)  # fmt: skip
_WHOSE = (("whose", 28), ("level_now", 10), ("next_now", 14))
_NEWS = {
    "opportunities": Form(
        OPPORTUNITIES,
        "how_to_deals",
        (("whose", 24), ("deal", 28), ("stage_now", 14), ("close_now", 14), ("next_now", 14)),
        (Field("number", 11), Field("stage", 14, offered="stage"), Field("expected_close", 14, DATE), _NEXT),
    ),
    "customers": Form(
        CUSTOMERS, "how_to_others", _WHOSE, (Field("number", 11), Field("level", 10, offered="level"), _NEXT)
    ),
    "leads": Form(
        LEADS, "how_to_others", _WHOSE, (Field("number", 11), Field("level", 10, offered="level"), _NEXT)
    ),
}


def due_sheets(mine: PersonDue, language: Language) -> tuple[ExportSheet, ...]:
    """What the sheets of the workbook ask for, with the numbers of the records."""
    rows = tuple(in_order(mine))[:MOST_ROWS]
    numbers = {
        kind: tuple(each.row.record.number for each in rows if each.row.record.kind == kind) for kind in _NEWS
    }
    contacts = (_CONTACTS, ())
    news = ((form, numbers[kind]) for kind, form in _NEWS.items() if numbers[kind])
    return tuple(
        ExportSheet(
            form.of.title(language),
            form.of.kind,
            tuple(each.name for each in form.fields),
            numbers=given,
        )
        for form, given in (contacts, *news)
    )


def due_workbook(
    mine: PersonDue,
    choices: Choices,
    language: Language,
    day: datetime,
    look: Look = OURS,
    digits: int = 2,
    imprint: Imprint | None = None,
) -> bytes:
    """The workbook, amounts with so many decimals; what is filled in comes back through the inbox."""
    buffer, rows = io.BytesIO(), tuple(in_order(mine))[:MOST_ROWS]
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": day, "keywords": imprint.keyword if imprint else ""})
        if imprint:
            workbook.set_custom_property(PROPERTY, imprint.property)
        stamp = imprint.cell if imprint else ""
        looks = looks_of(workbook, _offers(choices), look, digits)
        title = " ".join(filter(None, (look.name, _title(mine, language, day))))
        contacts = _sheet(workbook, _CONTACTS, looks, language, title, stamp)
        for each in rows:
            contacts.row(_known(each, language), each.row.record.number)
        contacts.finish(_SPARE)
        for kind, form in _NEWS.items():
            some = [each for each in rows if each.row.record.kind == kind]
            if some:
                news = _sheet(workbook, form, looks, language, form.of.title(language), stamp)
                for each in some:
                    news.row(_known_news(each, language), each.row.record.number)
                news.finish(0)
        for name in looks.offers:
            sheet = workbook.add_worksheet(f"_{name}")
            sheet.write_column(0, 0, [choice.value for choice in choices[name]])
            sheet.hide()
    return buffer.getvalue()


def _sheet(workbook: Any, form: Form, looks: Looks, language: Language, title: str, stamp: str) -> FormSheet:
    sheet = FormSheet(workbook.add_worksheet(form.of.title(language)), form, looks, language)
    sheet.head(title, stamp)
    return sheet


def _offers(choices: Choices) -> dict[str, str]:
    """Where the values of each list stand; another value may be written all the same."""
    return {name: f"='_{name}'!$A$1:$A${len(choices[name])}" for name in _OFFERED if choices.get(name)}


def _title(mine: PersonDue, language: Language, day: datetime) -> str:
    word = words(language)
    return f"{word['digest']} {day:%Y-%m-%d} {weekday(day, language)} {mine.person or word['unassigned']}"


def _known(each: Listed, language: Language) -> Sequence[object]:
    record = each.row.record
    return (
        why(each, language), record.customer, record.phone, _about(each, language), record.stage,
        record.amount, last_follow_up(record), record.plan,
    )  # fmt: skip


def _about(each: Listed, language: Language) -> str:
    record = each.row.record
    if record.kind == "opportunities":
        return record.name
    return "\n".join((words(language)[f"kind_{record.kind}"], *wish(record)))


def _known_news(each: Listed, language: Language) -> Sequence[object]:
    record = each.row.record
    following = _iso(each.row.due)
    if record.kind == "opportunities":
        return record.customer, record.name, record.stage, _iso(record.expected_close), following
    return record.customer, record.level, following


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
