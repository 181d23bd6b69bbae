"""Who was contacted, how, what was said and what was promised: by person, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workbook_crm.model.deeds import Deeds, ToldContact
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit, followed, told_by
from workbook_crm.model.words import say
from workbook_crm.report import notes
from workbook_crm.report.months import grouped
from workbook_crm.report.words import NOBODY

_WHO = TableColumn(Name("跟进人", "Who"), width=14)
_TIME = TableColumn(Name("时间", "Time"), width=16)


def contact_tables(deeds: Deeds, people: Iterable[str], language: Language) -> tuple[ReportTable, ...]:
    """How many contacts everybody had, and each of them; of `people` also who had none."""
    tables = [_counts(deeds, people, language)]
    if deeds.contacts:
        title = Name("联系内容", "What was said")
        note = notes.contacts(deeds.first, deeds.last)
        tables.append(_contacts(deeds.contacts, title, note, language))
    if deeds.late:
        title = Name("补录的联系", "Contacts entered late")
        tables.append(_contacts(deeds.late, title, notes.entered_late(deeds.first, deeds.last), language))
    return tuple(tables)


def _counts(deeds: Deeds, people: Iterable[str], language: Language) -> ReportTable:
    had, late = (grouped(each, lambda one: one.who) for each in (deeds.contacts, deeds.late))
    everybody = sorted({*people, *had, *late}, key=lambda who: (not who, who))
    rows = [_of_person(who, had.get(who, []), late.get(who, []), language) for who in everybody]
    counted = (
        Name("联系次数", "Contacts"),
        Name("联系了几个", "Records contacted"),
        Name("约了下次", "Next agreed"),
        Name("补录", "Entered late"),
    )
    return ReportTable(
        Name("各人联系", "Contacts by person"),
        (_WHO, *(TableColumn(name, Unit.COUNT, is_summed=True, width=14) for name in counted)),
        rows,
        notes.contacts_by_person(deeds.first, deeds.last),
    )


def _of_person(
    who: str, had: Sequence[ToldContact], late: Sequence[ToldContact], language: Language
) -> tuple[Cell, ...]:
    numbers = dict.fromkeys(each.number for each in had)
    return (
        who or NOBODY[language],
        _times(had, language),
        followed(len(numbers), numbers),
        _times([each for each in had if each.has_promise], language),
        _times(late, language),
    )


def _times(contacts: Sequence[ToldContact], language: Language) -> Cell:
    """How many, to be followed to the records with the time of each."""
    return told_by(
        len(contacts), ((each.number, moment_in_words(each.time, language)) for each in contacts), _TIME
    )


def _contacts(contacts: Sequence[ToldContact], title: Name, note: Name, language: Language) -> ReportTable:
    return ReportTable(
        title,
        (
            _WHO,
            _TIME,
            TableColumn(Name("编号", "Number"), names_record=True),
            TableColumn(Name("对象", "With whom"), width=26),
            TableColumn(Name("方式", "How"), width=10),
            TableColumn(Name("说了什么", "What was said"), width=44),
            TableColumn(Name("下次时间", "Next"), width=16),
            TableColumn(Name("答应了什么", "What was promised"), width=30),
            TableColumn(Name("录入", "Entered"), width=16),
            TableColumn(Name("导入回执", "Receipt"), width=12),
        ),
        [_contact(each, language) for each in contacts],
        note,
    )


def _contact(each: ToldContact, language: Language) -> tuple[Cell, ...]:
    return (
        each.who or NOBODY[language],
        moment_in_words(each.time, language),
        each.number,
        with_whom(each),
        each.method,
        each.content,
        moment_in_words(each.next_follow_up, language),
        each.plan,
        say(each.recorded, language),
        each.receipt,
    )


def with_whom(each: ToldContact) -> str:
    """The deal and whose it is, or the person."""
    is_told = each.customer and each.customer not in each.name
    return f"{each.name}, {each.customer}" if is_told else each.name


def moment_in_words(moment: date | None, language: Language) -> str:
    """A day; with the hour only where one was written."""
    said = say(moment, language) if moment else ""
    return said.removesuffix(" 00:00")
