"""The sample dealership as files, ready to be dropped into an inbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_crm.model.contents import Contents
from workbook_crm.model.language import Language, Name
from workbook_crm.sample import mistakes, people, shop
from workbook_crm.sample.amounts import with_amounts
from workbook_crm.sample.manager import manager_workbook
from workbook_crm.sample.office import office_workbook
from workbook_crm.sample.plain import plain_workbook
from workbook_crm.sample.slips import ExtraRow, Row, Slip, rows_of, slip
from workbook_crm.sample.table import Teller
from workbook_crm.write_back.blank import blank_workbook

Look = Callable[[Mapping[str, Sequence[Row]], Language, date], bytes]
_WORKBOOK = Name("{month}月商机.xlsx", "Pipeline {year}-{month:02}.xlsx")


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One workbook of the sample; `path` is relative to the inbox, with forward slashes."""

    path: str
    content: bytes


def sample_files(language: Language, today: date, *, clean: bool = False) -> tuple[SampleFile, ...]:
    """The manager's workbook, then one of each salesperson, in the order in which they are to be taken in.

    The manager's lies in the inbox itself, the others in folders of their own. `clean` leaves out the
    mistakes.
    """
    teller = Teller(language, today)
    shelf = rows_of(shop.shop_records(teller), language)
    manager = SampleFile(shop.CATALOG_FILE[language], manager_workbook(shelf, language, today))
    return (manager, _own_workbook(teller), *(_person_file(each, teller, clean) for each in _DESKS))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who sends which file, how it looks, and what is wrong in it."""

    person: people.Salesperson
    file: Name
    look: Look
    slips: Sequence[Slip] = ()
    extra: Sequence[ExtraRow] = ()


_DESKS = (
    _Desk(
        people.RENTALS,
        Name("租赁与配件台账.xlsx", "Rentals and parts.xlsx"),
        office_workbook,
        mistakes.RENTAL_SLIPS,
        mistakes.RENTAL_EXTRA,
    ),
    _Desk(
        people.MOTORS,
        Name("客户跟进表.xlsx", "My customers.xlsx"),
        plain_workbook,
        mistakes.MOTOR_SLIPS,
        mistakes.MOTOR_EXTRA,
    ),
)


def _own_workbook(teller: Teller) -> SampleFile:
    """The tidy one: kept in the workbook that this system makes."""
    language, today, person = teller.language, teller.today, people.FORKLIFTS
    items, name = shop.catalog(teller), person.name[language]
    contents = Contents(
        language=language,
        today=today,
        choices=shop.lists(teller),
        catalog=items,
        staff=shop.staff(teller),
        person=name,
        records=with_amounts(person.records(teller), items, today),
    )
    file = _WORKBOOK[language].format(month=today.month, year=today.year)
    return SampleFile(f"{name}/{file}", blank_workbook(contents))


def _person_file(desk: _Desk, teller: Teller, clean: bool) -> SampleFile:
    language, name = teller.language, desk.person.name[teller.language]
    rows = rows_of(desk.person.records(teller), language)
    if not clean:
        slip(rows, desk.slips, desk.extra, teller)
    return SampleFile(f"{name}/{desk.file[language]}", desk.look(rows, language, teller.today))
